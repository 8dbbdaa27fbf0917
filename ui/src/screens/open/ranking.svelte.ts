import type { MatchPlaybooks, MatchView } from '../../lib/api/types';
import { asHostError, call, type HostError } from '../../lib/host';

/** The playbooks that fit what is typed, best first, with the one that was chosen by hand. */
export class Ranking {
  matches = $state.raw<MatchView[]>([]);
  /** The id of the playbook chosen by hand; null takes the best. */
  picked = $state<string | null>(null);
  error = $state.raw<HostError | null>(null);
  #round = 0;

  /** Ranks them for what is affected. An answer that comes after the next question is dropped. */
  async rank(request: MatchPlaybooks): Promise<void> {
    const mine = ++this.#round;
    try {
      const answer = await call('playbook.match', request);
      if (mine !== this.#round) return;
      this.matches = answer;
      if (!answer.some((each) => each.id === this.picked)) this.picked = null;
    } catch (thrown) {
      if (mine === this.#round) this.error = asHostError(thrown);
    }
  }

  /** There is nothing to rank for. */
  clear(): void {
    this.#round += 1;
    this.matches = [];
  }
}
