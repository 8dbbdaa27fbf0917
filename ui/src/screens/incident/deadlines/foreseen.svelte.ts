import type { DeadlinePreview } from '../../../lib/api/types';
import { asHostError } from '../../../lib/host';

/** When a clock would be due with what is typed just now. */
export class Foreseen {
  /** What the application answered; null while nothing is asked, and where it refused. */
  preview = $state.raw<DeadlinePreview | null>(null);
  /** Why it refused. */
  wrong = $state<string | null>(null);
  #round = 0;

  /** Whether a due time is known. */
  get known(): boolean {
    return this.wrong === null && this.preview?.due != null;
  }

  /** Asks anew; none where there is nothing to ask yet. A slower answer to an earlier question is dropped. */
  async ask(question: (() => Promise<DeadlinePreview>) | null): Promise<void> {
    const mine = ++this.#round;
    if (question === null) {
      [this.preview, this.wrong] = [null, null];
      return;
    }
    try {
      const answer = await question();
      if (mine === this.#round) [this.preview, this.wrong] = [answer, null];
    } catch (thrown) {
      if (mine !== this.#round) return;
      const error = asHostError(thrown);
      [this.preview, this.wrong] = [null, [error.message, error.hint].filter(Boolean).join(' ')];
    }
  }
}
