import type { EntryView, Phase } from '../../lib/api/types';
import { call } from '../../lib/host';
import { PAGE, Pages } from '../../lib/list/pages.svelte';

/** What the timeline is narrowed to. */
export interface Filter {
  kind: string;
  author: string;
  phase: Phase | '';
  text: string;
}

/** A correction that is typed and not yet recorded. */
export interface Correction {
  /** The words of the entry when the correction was begun. */
  readonly before: string;
  text: string;
  at: string;
  reason: string;
}

const NONE: Filter = { kind: '', author: '', phase: '', text: '' };

/** The timeline of one incident, latest first, by pages. */
export class TimelineRows {
  filter = $state.raw<Filter>(NONE);
  authors = $state.raw<string[]>([]);
  /** The entry that is unfolded. */
  unfolded = $state<string | null>(null);
  /** The corrections being typed, by entry: a row that leaves the screen takes none with it. */
  corrections = $state<Record<string, Correction>>({});
  /** The row that is to be in sight. */
  active = $state.raw<{ index: number } | null>(null);
  /** The entry whose row takes the focus as soon as it is drawn. */
  sought = $state<string | null>(null);
  readonly pages: Pages<EntryView>;
  readonly #incident: string;
  #sight: [number, number] = [0, PAGE];

  constructor(incident: string) {
    this.#incident = incident;
    this.pages = new Pages((offset, limit) => this.#fetch(offset, limit));
  }

  get filtered(): boolean {
    const { kind, author, phase, text } = this.filter;
    return kind !== '' || author !== '' || phase !== '' || text !== '';
  }

  async #fetch(offset: number, limit: number): Promise<{ total: number; rows: EntryView[] }> {
    const { kind, author, phase, text } = this.filter;
    const page = await call('timeline.page', {
      incident: this.#incident,
      kinds: kind === '' ? [] : [kind],
      author: author === '' ? null : author,
      phase: phase === '' ? null : phase,
      text: text.trim() === '' ? null : text,
      order: 'latest',
      offset,
      limit,
    });
    this.authors = page.authors;
    return page;
  }

  sight(first: number, end: number): void {
    this.#sight = [first, end];
    this.pages.need(first, end);
  }

  /** Reads again what is in sight. */
  refresh(): Promise<void> {
    return this.pages.refresh(...this.#sight);
  }

  /** Narrows the timeline. */
  async narrow(change: Partial<Filter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    this.active = null;
    this.#sight = [0, PAGE];
    await this.pages.restart();
  }

  /** Shows everything again. */
  widen(): Promise<void> {
    return this.narrow(NONE);
  }

  /** Brings an entry into sight and unfolds it; with `focus` the keyboard goes there too. */
  async show(entry: string, focus = false): Promise<void> {
    if (this.filtered) await this.widen();
    const place = await call('entry.locate', { incident: this.#incident, entry });
    await this.pages.refresh(place.offset, place.offset + 1);
    this.unfolded = this.pages.row(place.offset)?.entry ?? entry;
    this.active = { index: place.offset };
    if (focus) this.sought = this.unfolded;
  }
}
