import { call } from '../../lib/host';

/** The time of detection as it is kept: as text that says the same later on, which `now` and `-25m` do not. */
export class Detected {
  #stays = $state.raw({ typed: '', at: '' });

  /** The text that is kept for what is typed. */
  kept(typed: string): string {
    return this.#stays.typed === typed ? this.#stays.at : typed;
  }

  /** Reads what is typed; `isTyped` says whether it still is once the answer comes. */
  async settle(typed: string, isTyped: () => boolean): Promise<void> {
    if (this.#stays.typed === typed) return;
    try {
      const parsed = await call('time.parse', { text: typed });
      if (isTyped()) this.#stays = { typed, at: parsed.typed };
    } catch {
      /* What is no time is kept as it is typed; the field says what is wrong with it. */
    }
  }

  /** Nothing is kept any more. */
  clear(): void {
    this.#stays = { typed: '', at: '' };
  }
}
