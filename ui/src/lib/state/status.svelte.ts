/** How long the line is empty between two like messages, in milliseconds: else the second would not be read out. */
const PAUSE = 50;

/** One line that says what was done; read out by assistive technology, and never in the way. */
class StatusLine {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says that something is done. Call it only after the application has answered. */
  say(text: string): void {
    clearTimeout(this.#timer);
    if (this.text !== text) return this.#show(text);
    this.text = '';
    this.#timer = setTimeout(() => this.#show(text), PAUSE);
  }

  #show(text: string): void {
    this.text = text;
    this.#timer = setTimeout(() => this.clear(), 8000);
  }

  /** Takes the line away: what it spoke of is no longer on screen. */
  clear(): void {
    clearTimeout(this.#timer);
    this.text = '';
  }
}

export const status = new StatusLine();
