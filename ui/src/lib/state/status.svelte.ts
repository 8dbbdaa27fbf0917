/** One line that says what was done; read out by assistive technology, and never in the way. */
class StatusLine {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says that something is done. Call it only after the application has answered. */
  say(text: string): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.#timer = setTimeout(() => (this.text = ''), 8000);
  }
}

export const status = new StatusLine();
