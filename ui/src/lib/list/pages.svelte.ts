import { untrack } from 'svelte';
import { asHostError, type HostError } from '../host';

/** How many rows one request brings. */
export const PAGE = 100;
/** How many pages stay in memory. */
const KEPT = 12;

/** What a source of rows answers. */
export interface Page<Row> {
  total: number;
  rows: Row[];
}

/** Rows of a long list, fetched by pages of {@link PAGE} as they come into sight. */
export class Pages<Row> {
  /** How many rows there are. */
  total = $state(0);
  /** Whether the first page has arrived. */
  ready = $state(false);
  /** Why the last page could not be read. */
  error = $state.raw<HostError | null>(null);
  /** Counts up whenever rows arrive, so that what shows them looks again. */
  version = $state(0);

  readonly #fetch: (offset: number, limit: number) => Promise<Page<Row>>;
  #pages = new Map<number, { rows: Row[]; fresh: boolean }>();
  #asked = new Set<number>();
  #round = 0;

  constructor(fetch: (offset: number, limit: number) => Promise<Page<Row>>) {
    this.#fetch = fetch;
  }

  /** The row at an index, where it has arrived. Does not fetch. */
  row(index: number): Row | undefined {
    void this.version;
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  /** Makes sure that the rows from `first` to before `end` are here or on their way. */
  need(first: number, end: number): void {
    untrack(() => {
      const last = Math.max(first, Math.min(end, this.total) - 1);
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
        if (!this.#pages.get(page)?.fresh) void this.#load([page]);
      }
    });
  }

  /** Reads what is on screen again, and keeps the old rows in place until the new ones have arrived. */
  async refresh(first = 0, end = PAGE): Promise<void> {
    this.#round += 1;
    this.#asked.clear();
    for (const page of this.#pages.values()) page.fresh = false;
    const from = Math.floor(first / PAGE);
    const to = Math.floor(Math.max(first, end - 1) / PAGE);
    await this.#load(Array.from({ length: to - from + 1 }, (_, at) => from + at));
  }

  /** Forgets everything and reads the first page: another filter, another list. */
  async restart(): Promise<void> {
    this.#pages.clear();
    await this.refresh();
  }

  /** Fetches pages and puts them in place together, so that no row is missing or named twice between them. */
  async #load(wanted: number[]): Promise<void> {
    const pages = wanted.filter((page) => !this.#asked.has(page));
    if (pages.length === 0) return;
    for (const page of pages) this.#asked.add(page);
    const round = this.#round;
    try {
      const answers = await Promise.all(pages.map(async (page) => ({ page, ...(await this.#fetch(page * PAGE, PAGE)) })));
      if (round !== this.#round) return;
      for (const { page, rows, total } of answers) {
        this.#pages.delete(page);
        this.#pages.set(page, { rows, fresh: true });
        this.total = total;
      }
      for (const old of this.#pages.keys()) {
        if (this.#pages.size <= KEPT) break;
        this.#pages.delete(old);
      }
      this.error = null;
    } catch (thrown) {
      if (round !== this.#round) return;
      this.error = asHostError(thrown);
      if (this.#pages.size === 0) this.total = 0;
    } finally {
      if (round === this.#round) {
        for (const page of pages) this.#asked.delete(page);
        this.ready = true;
        this.version += 1;
      }
    }
  }
}
