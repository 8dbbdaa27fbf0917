import { asHostError, call } from '../../lib/host';
import { utcTime } from '../../lib/time/format';
import { afterPrefix, Draft } from './draft.svelte';
import type { IncidentSession } from './session.svelte';

/** A note that is being typed, and when it happened. */
interface Note {
  text: string;
  at: string;
}

/** An entry that was stamped and waits for its words. */
interface Mark {
  entry: string;
  time: string;
}

/** A note as its draft keeps it: the words alone where no time belongs to them. */
function toDraft({ text, at }: Note): string {
  return at === '' && !text.startsWith('{') ? text : JSON.stringify({ text, at });
}

/** The note that a draft kept. */
function fromDraft(kept: string): Note {
  if (!kept.startsWith('{')) return { text: kept, at: '' };
  try {
    const { text, at } = JSON.parse(kept) as Partial<Note>;
    if (typeof text === 'string') return { text, at: typeof at === 'string' ? at : '' };
  } catch {
    /* Words that begin with a brace. */
  }
  return { text: kept, at: '' };
}

/** What is left of a note after an earlier state of it was sent: the words that came since. */
function afterNote(now: string, sent: string): string {
  return toDraft({ text: afterPrefix(fromDraft(now).text, fromDraft(sent).text), at: '' });
}

/** What is left of the words for a mark: all of them where more came since, to be recorded as a whole. */
function afterWords(now: string, sent: string): string {
  return now === sent ? '' : now;
}

/** The mark that a draft kept, with its words. */
function markOf(kept: string): (Mark & { text: string }) | null {
  try {
    const { entry, time, text } = JSON.parse(kept) as Partial<Mark & { text: string }>;
    return entry && time && text ? { entry, time, text } : null;
  } catch {
    return null;
  }
}

/** The entry that is being written: a note, or the words for a moment that was marked while the note waits. */
export class NewEntry {
  /** When it happened, as typed; empty for now. */
  at = $state('');
  /** How that time is read. */
  words = $state<string | null>(null);
  /** Why it is none. */
  wrong = $state<string | null>(null);
  mark = $state.raw<Mark | null>(null);
  readonly #session: IncidentSession;
  readonly #incident: string;
  readonly #note: Draft;
  readonly #about: Draft;
  /** The time as typed, and as text that says the same later on. */
  #stays = { typed: '', at: '' };
  #round = 0;

  constructor(session: IncidentSession, { id, code }: { id: string; code: string }) {
    this.#session = session;
    this.#incident = id;
    this.#note = new Draft(`note:${code}`, afterNote);
    this.#about = new Draft(`mark:${code}`, afterWords);
  }

  /** The words that are being typed. */
  get text(): string {
    return this.mark ? (markOf(this.#about.text)?.text ?? '') : fromDraft(this.#note.text).text;
  }

  /** Whether the words were typed before and not recorded. */
  get found(): boolean {
    return (this.mark ? this.#about : this.#note).found !== null && this.text !== '';
  }

  /** Brings back what was typed before. */
  async load(): Promise<void> {
    await Promise.all([this.#note.load(), this.#about.load()]);
    this.mark ??= markOf(this.#about.text);
    const { at } = fromDraft(this.#note.text);
    if (at === '' || this.at !== '') return;
    this.#stays = { typed: at, at };
    this.at = at;
    await this.#read(at);
  }

  type(text: string): void {
    if (this.mark) this.#about.type(text === '' ? '' : JSON.stringify({ ...this.mark, text }));
    else this.#keepNote(text);
  }

  /** Notes when it happened, and has the time read. */
  async typeAt(at: string): Promise<void> {
    this.at = at;
    this.#keepNote(fromDraft(this.#note.text).text);
    await this.#read(at.trim());
  }

  /** Reads a time; a slower answer to an earlier text is dropped. The draft keeps the time that was meant. */
  async #read(text: string): Promise<void> {
    const mine = ++this.#round;
    [this.words, this.wrong] = [null, null];
    if (text === '') return;
    try {
      const parsed = await call('time.parse', { text });
      if (mine !== this.#round) return;
      this.words = parsed.in_words;
      if (this.#stays.typed === text) return;
      this.#stays = { typed: text, at: parsed.typed };
      this.#keepNote(fromDraft(this.#note.text).text);
    } catch (thrown) {
      if (mine === this.#round) this.wrong = asHostError(thrown).message;
    }
  }

  #keepNote(text: string): void {
    const typed = this.at.trim();
    this.#note.type(toDraft({ text, at: typed === this.#stays.typed ? this.#stays.at : typed }));
  }

  /** Keeps what is typed at once. */
  async keep(): Promise<void> {
    await Promise.all([this.#note.keep(), this.#about.keep()]);
  }

  /** Records the moment at which the key was pressed; the words can follow, and a note that was begun waits meanwhile. */
  async stamp(at = Date.now()): Promise<boolean> {
    const now = new Date(at).toISOString();
    const request = { incident: this.#incident, text: 'Time marked', at: now, phase: this.#session.phase };
    const done = await this.#session.change('note.add', request, 'Time marked');
    const entry = done?.entries[0];
    if (entry === undefined) return false;
    this.endMark();
    this.mark = { entry, time: utcTime(Date.parse(now)) };
    return true;
  }

  /** Leaves the mark without words, and gives the note back. What was typed for the mark becomes the end of the note. */
  endMark(): void {
    const words = this.mark ? this.text : '';
    this.mark = null;
    if (words === '') return;
    void this.#about.clear();
    this.#keepNote([this.text, words].filter((each) => each !== '').join('\n'));
  }

  /** Records what is typed. */
  async send(): Promise<void> {
    if (this.text.trim() === '' || this.#session.busy > 0) return;
    await (this.mark ? this.#sendWords(this.mark.entry) : this.#sendNote());
  }

  async #sendWords(entry: string): Promise<void> {
    const done = await this.#about.send((sent, draft) => {
      const request = { incident: this.#incident, entry, text: markOf(sent)?.text.trim() ?? '', draft };
      return this.#session.change('entry.correct', request, 'Words added');
    });
    if (done && this.#about.text === '') this.mark = null;
  }

  async #sendNote(): Promise<void> {
    const done = await this.#note.send((sent, draft) => {
      const at = this.at.trim() === '' ? null : this.at;
      const request = { incident: this.#incident, text: fromDraft(sent).text.trim(), draft, at, phase: this.#session.phase };
      return this.#session.change('note.add', request, 'Note recorded');
    });
    if (!done) return;
    this.at = '';
    this.#stays = { typed: '', at: '' };
    await this.#read('');
  }
}
