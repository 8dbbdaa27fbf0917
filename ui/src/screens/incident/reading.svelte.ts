import { untrack } from 'svelte';
import { asHostError } from '../../lib/host';
import type { IncidentSession } from './session.svelte';

/** What a part of the screen reads of an incident: when it is made, and again whenever entries were recorded. */
export class Reading<T> {
  /** The last answer; null until there is one. */
  value = $state.raw<T | null>(null);
  readonly #of: () => IncidentSession;
  readonly #ask: () => Promise<T>;
  #round = 0;

  /** To be made while the component is. */
  constructor(of: () => IncidentSession, ask: () => Promise<T>) {
    this.#of = of;
    this.#ask = ask;
    $effect(() => {
      void of().view?.entries;
      void untrack(() => this.read());
    });
  }

  /** Reads it now; a slower answer to an earlier reading is dropped. */
  async read(): Promise<void> {
    const mine = ++this.#round;
    try {
      const answer = await this.#ask();
      if (mine === this.#round) this.value = answer;
    } catch (thrown) {
      if (mine === this.#round) this.#of().refused = asHostError(thrown);
    }
  }
}
