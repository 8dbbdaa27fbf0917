import type { ImportedFile, ImportList, ImportRow, SavedFile } from '../../lib/api/types';
import { asHostError, call, type HostError } from '../../lib/host';
import { router } from '../../lib/router.svelte';
import { app } from '../../lib/state/app.svelte';
import { status } from '../../lib/state/status.svelte';

/** How many files are saved at a time: between two times it can be stopped, and what is done is shown. */
const AT_A_TIME = 50;

/** Files on their way to be own playbooks: what was found, what is accepted, what was saved. */
export class Imported {
  list = $state.raw<ImportList | null>(null);
  reading = $state(false);
  saving = $state(false);
  error = $state.raw<HostError | null>(null);
  /** The file whose report is shown. */
  chosen = $state<string | null>(null);
  /** What came of files that were saved, by file. */
  saved = $state.raw<ReadonlyMap<string, SavedFile>>(new Map());
  /** How far saving all is, while it goes on. */
  progress = $state.raw<{ done: number; all: number } | null>(null);
  /** What was found in the files that were looked at. */
  #found = $state.raw<ReadonlyMap<string, ImportedFile>>(new Map());
  /** What is accepted of each file. */
  #accepted = $state.raw<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
  /** The files that are taken for playbooks though they do not look like one. */
  #taken = new Set<string>();
  #round = 0;
  #stopped = false;

  /** The file whose report is shown; null while it is read. */
  get file(): ImportedFile | null {
    return this.#found.get(this.chosen ?? '') ?? null;
  }

  readonly playbooks: ImportRow[] = $derived((this.list?.files ?? []).filter((each) => each.is_playbook));

  /** What is accepted of the file that is shown. */
  get accepted(): ReadonlySet<string> {
    return this.#accepted.get(this.chosen ?? '') ?? new Set();
  }

  /** Reads files and folders. */
  async read(paths: string[]): Promise<void> {
    const mine = ++this.#round;
    this.#stopped = true;
    this.reading = true;
    this.error = null;
    try {
      const list = await call('playbook.import-list', { paths });
      if (mine !== this.#round) return;
      this.list = list;
      this.saved = new Map();
      this.#found = new Map();
      this.#accepted = new Map();
      this.#taken.clear();
      this.chosen = null;
      const first = this.playbooks[0] ?? list.files[0];
      if (first) await this.choose(first.file);
    } catch (thrown) {
      if (mine !== this.#round) return;
      this.list = null;
      this.error = asHostError(thrown);
    } finally {
      if (mine === this.#round) this.reading = false;
    }
  }

  /** Shows what was found in a file. */
  async choose(file: string): Promise<void> {
    this.chosen = file;
    if (!this.#found.has(file)) await this.#look(file, this.#taken.has(file));
  }

  /** Takes the file that is shown for a playbook, whatever it looks like. */
  async take(): Promise<void> {
    const file = this.chosen;
    if (file === null) return;
    const taken = await this.#look(file, true);
    if (!taken || !this.list) return;
    if (!taken.is_playbook) status.say('No step was found in it, also when it is taken for a playbook.');
    this.#taken.add(file);
    const row = { file, title: taken.title, is_playbook: taken.is_playbook, steps: taken.steps.length };
    this.list = { ...this.list, files: this.list.files.map((each) => (each.file === file ? row : each)) };
  }

  async #look(file: string, as_playbook: boolean): Promise<ImportedFile | null> {
    const mine = this.#round;
    try {
      const found = (await call('playbook.import', { paths: [file], as_playbook })).files[0] ?? null;
      if (mine !== this.#round || !found) return null;
      this.#found = new Map(this.#found).set(file, found);
      return found;
    } catch (thrown) {
      if (mine === this.#round) this.error = asHostError(thrown);
      return null;
    }
  }

  /** Accepts a suggestion or guess of the file that is shown, or takes that back. */
  accept(id: string, on: boolean): void {
    const next = new Set(this.accepted);
    if (on) next.add(id);
    else next.delete(id);
    this.#set(next);
  }

  /** Accepts all of the file that is shown, or none. */
  acceptAll(on: boolean): void {
    this.#set(new Set(on ? this.choices.map((each) => each.id) : []));
  }

  /** What can be accepted of the file that is shown. */
  get choices(): { id: string }[] {
    const file = this.file;
    if (!file) return [];
    return [...file.guesses.filter((each) => each.needs_accepting), ...file.suggestions.filter((each) => each.kind !== 'variable')];
  }

  #set(ids: ReadonlySet<string>): void {
    this.#accepted = new Map(this.#accepted).set(this.chosen ?? '', ids);
  }

  /** Saves the file that is shown, and opens it for reading. */
  async save(replace = false): Promise<void> {
    const file = this.file;
    if (!file?.is_playbook || this.saving) return;
    this.saving = true;
    const one = (await this.#save([file.file], replace))?.[0];
    this.saving = false;
    if (one && (one.outcome === 'written' || one.outcome === 'replaced' || one.outcome === 'unchanged')) {
      status.say(`Saved as ${one.path ?? one.id}. The source is kept beside it.`);
      await app.readAbout();
      router.go({ screen: 'reading', id: one.id });
    }
  }

  /** Saves every playbook that was found, each with what is accepted of it. */
  async saveAll(): Promise<void> {
    if (this.saving) return;
    const mine = this.#round;
    const files = this.playbooks.map((each) => each.file);
    [this.saving, this.#stopped] = [true, false];
    let done = 0;
    for (const some of this.#portions(files)) {
      this.progress = { done, all: files.length };
      const saved = await this.#save(some, false);
      if (saved === null || this.#stopped) break;
      done += some.length;
    }
    [this.saving, this.progress] = [false, null];
    await app.readAbout();
    if (mine !== this.#round || this.error) return;
    const kept = [...this.saved.values()].filter((each) => each.outcome !== 'kept' && each.outcome !== 'failed');
    status.say(`${kept.length} of ${files.length} playbooks are saved.`);
  }

  /** Ends saving all after the files that are being saved. */
  stop(): void {
    this.#stopped = true;
  }

  /** Files of which nothing is accepted are saved together, every other one by itself. */
  #portions(files: string[]): string[][] {
    const portions: string[][] = [];
    let plain: string[] = [];
    for (const file of files) {
      const alone = this.#taken.has(file) || (this.#accepted.get(file)?.size ?? 0) > 0;
      if (!alone) plain.push(file);
      if (plain.length > 0 && (alone || plain.length === AT_A_TIME)) plain = (portions.push(plain), []);
      if (alone) portions.push([file]);
    }
    return plain.length > 0 ? [...portions, plain] : portions;
  }

  /** Saves files that are saved alike; null where that was refused as a whole. */
  async #save(files: string[], replace: boolean): Promise<SavedFile[] | null> {
    const mine = this.#round;
    const file = files[0] ?? '';
    const accept = [...(this.#accepted.get(file) ?? [])];
    const taken = [...this.saved.values()].filter((each) => !files.includes(each.file)).map((each) => each.id);
    this.error = null;
    try {
      const answer = await call('playbook.import-save', { paths: files, as_playbook: this.#taken.has(file), accept, accept_all: false, to: null, replace, taken });
      if (mine !== this.#round) return null;
      const unread = answer.skipped.map((one): SavedFile => ({ file: one.file, id: '', outcome: 'failed', path: null, source: null, why: one.why }));
      const saved = [...answer.files, ...unread];
      this.saved = new Map([...this.saved, ...saved.map((one): [string, SavedFile] => [one.file, one])]);
      return saved;
    } catch (thrown) {
      if (mine === this.#round) this.error = asHostError(thrown);
      return null;
    }
  }
}
