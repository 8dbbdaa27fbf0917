import { call } from '../../lib/host';

/** What is typed and not yet sent. Kept by the application while it is typed, so that it survives a crash. */
export class Draft {
  text = $state('');
  /** When the text that was found had been kept; null where nothing was found. */
  found = $state<string | null>(null);
  readonly #key: string;
  readonly #rest: (text: string, sent: string) => string;
  #kept = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  /** `rest` says what is left of a text after an earlier state of it was sent. */
  constructor(key: string, rest = afterPrefix) {
    this.#key = key;
    this.#rest = rest;
  }

  /** Brings back what was typed before. What is typed meanwhile wins. */
  async load(): Promise<void> {
    try {
      const draft = await call('draft.load', { key: this.#key });
      if (this.text !== '' || draft.text === null) return;
      this.#kept = draft.text;
      this.text = draft.text;
      this.found = draft.saved_at;
    } catch {
      /* Without the draft the field is empty, as it would be on a first visit. */
    }
  }

  /** Notes what is typed now; kept a moment later. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), 100);
  }

  /** Keeps what is typed at once; one write at a time, the last text wins. */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(async () => {
      const text = this.text;
      if (text === this.#kept) return;
      try {
        await call('draft.save', { key: this.#key, text: text === '' ? null : text });
        this.#kept = text;
      } catch {
        /* The text stays in the field; the next key press tries again. */
      }
    });
    return this.#saving;
  }

  /**
   * Sends what is typed. `record` has the application record the text and forget the draft of this key in one step;
   * null says that it did not. Nothing is kept meanwhile, and what is typed meanwhile stays.
   */
  send<T>(record: (text: string, key: string) => Promise<T | null>): Promise<T | null> {
    clearTimeout(this.#timer);
    const sending = this.#saving.then(async () => {
      const sent = this.text;
      if (sent.trim() === '') return null;
      const done = await record(sent, this.#key);
      if (done === null) return null;
      this.#kept = '';
      this.found = null;
      this.text = this.#rest(this.text, sent);
      return done;
    });
    const ended = (): void => {};
    this.#saving = sending.then(ended, ended);
    void this.keep();
    return sending;
  }

  /** Forgets the draft: it was sent or thrown away. */
  clear(): Promise<void> {
    this.text = '';
    this.found = null;
    return this.keep();
  }
}

/** What was typed after a text that was sent; all of it where that was changed too. */
export function afterPrefix(text: string, sent: string): string {
  return text.startsWith(sent) ? text.slice(sent.length) : text;
}

/** The fields of a form as one draft. Forms that are empty keep none. */
export class FormDraft<Fields extends Record<string, string>> {
  fields = $state.raw() as Fields;
  /** The name it is kept under, for the request that records it and forgets it in one step. */
  readonly key: string;
  readonly #empty: Fields;
  readonly #draft: Draft;

  constructor(key: string, empty: Fields) {
    this.key = key;
    this.#draft = new Draft(key);
    this.#empty = empty;
    this.fields = empty;
  }

  /**
   * Stands behind a form of an incident while it is open: the form has the one primary act, what was typed before is brought back, and
   * what is typed is kept when it closes. For `onMount`.
   */
  open(session: { takePrimary(): () => void }): () => void {
    const end = session.takePrimary();
    void this.load();
    return () => {
      end();
      void this.keep();
    };
  }

  /** Brings back what was typed before. What is typed meanwhile wins. */
  async load(): Promise<void> {
    await this.#draft.load();
    if (this.fields !== this.#empty) return;
    this.fields = { ...this.#empty, ...fieldsOf(this.#draft.text) };
  }

  /** Notes what is typed now into some of the fields. */
  type(change: Partial<Fields>): void {
    this.fields = { ...this.fields, ...change };
    const blank = Object.entries(this.fields).every(([name, value]) => value === this.#empty[name]);
    this.#draft.type(blank ? '' : JSON.stringify(this.fields));
  }

  /** Keeps what is typed at once. */
  keep(): Promise<void> {
    return this.#draft.keep();
  }

  /** Forgets what was typed: it was recorded or thrown away. */
  clear(): Promise<void> {
    this.fields = this.#empty;
    return this.#draft.clear();
  }
}

/** The fields that a draft kept; none where the text is not of a form. */
function fieldsOf(text: string): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(text);
    const fields = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
    return Object.fromEntries(fields.filter((each): each is [string, string] => typeof each[1] === 'string'));
  } catch {
    return {};
  }
}
