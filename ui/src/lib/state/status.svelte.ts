/** One line that says what was done; read out by assistive technology, and never in the way. */
class StatusLine {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says that something is done. Call it only after the application has answered. */
  say(text: string): void {
    clearTimeout(this.#timer);
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
