import type { ImportedFile, ImportReport, SavedFile } from '../../lib/api/types';
import { asHostError, call, type HostError } from '../../lib/host';
import { router } from '../../lib/router.svelte';
import { status } from '../../lib/state/status.svelte';

/** The most files of a folder that the window reads; the terminal reads more. */
export const MOST_FILES = 200;

/** Files on their way to be own playbooks: what was found, what is accepted, what was saved. */
export class Imported {
  report = $state.raw<ImportReport | null>(null);
  reading = $state(false);
  saving = $state(false);
  error = $state.raw<HostError | null>(null);
  /** The file whose report is shown. */
  chosen = $state<string | null>(null);
  /** What came of files that were saved, by file. */
  saved = $state.raw<ReadonlyMap<string, SavedFile>>(new Map());
  /** What is accepted of each file. */
  #accepted = $state.raw<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
  /** The files that are taken for playbooks though they do not look like one. */
  #taken = new Set<string>();
  #round = 0;

  /** The file whose report is shown. */
  get file(): ImportedFile | null {
    return this.report?.files.find((each) => each.file === this.chosen) ?? null;
  }

  get playbooks(): ImportedFile[] {
    return (this.report?.files ?? []).filter((each) => each.is_playbook);
  }

  /** What is accepted of the file that is shown. */
  get accepted(): ReadonlySet<string> {
    return this.#accepted.get(this.chosen ?? '') ?? new Set();
  }

  /** Reads files and folders. */
  async read(paths: string[]): Promise<void> {
    const mine = ++this.#round;
    this.reading = true;
    this.error = null;
    try {
      const report = await call('playbook.import', { paths, as_playbook: false, most: MOST_FILES });
      if (mine !== this.#round) return;
      this.report = report;
      this.saved = new Map();
      this.#accepted = new Map();
      this.#taken.clear();
      this.chosen = (this.playbooks[0] ?? report.files[0])?.file ?? null;
    } catch (thrown) {
      if (mine !== this.#round) return;
      this.report = null;
      this.error = asHostError(thrown);
    } finally {
      if (mine === this.#round) this.reading = false;
    }
  }

  /** Takes the file that is shown for a playbook, whatever it looks like. */
  async take(): Promise<void> {
    const file = this.chosen;
    if (file === null) return;
    try {
      const report = await call('playbook.import', { paths: [file], as_playbook: true, most: null });
      const taken = report.files[0];
      if (!taken || !this.report) return;
      if (!taken.is_playbook) status.say('No step was found in it, also when it is taken for a playbook.');
      this.#taken.add(file);
      this.report = { ...this.report, files: this.report.files.map((each) => (each.file === file ? taken : each)) };
    } catch (thrown) {
      this.error = asHostError(thrown);
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
    const one = await this.#saveOne(file, replace);
    if (one && (one.outcome === 'written' || one.outcome === 'replaced' || one.outcome === 'unchanged')) {
      status.say(`Saved as ${one.path ?? one.id}. The source is kept beside it.`);
      router.go({ screen: 'reading', id: one.id });
    }
  }

  /** Saves every playbook that was found, each with what is accepted of it. */
  async saveAll(): Promise<void> {
    for (const file of this.playbooks) {
      await this.#saveOne(file, false);
      if (this.error) return;
    }
    const done = [...this.saved.values()].filter((each) => each.outcome !== 'kept' && each.outcome !== 'failed');
    status.say(`${done.length} of ${this.playbooks.length} playbooks are saved.`);
  }

  async #saveOne(file: ImportedFile, replace: boolean): Promise<SavedFile | null> {
    this.saving = true;
    this.error = null;
    try {
      const accept = [...(this.#accepted.get(file.file) ?? [])];
      const taken = [...this.saved.values()].filter((each) => each.file !== file.file).map((each) => each.id);
      const request = { paths: [file.file], as_playbook: this.#taken.has(file.file), accept, accept_all: false, to: null, replace, taken };
      const one = (await call('playbook.import-save', request)).files[0] ?? null;
      if (one) this.saved = new Map(this.saved).set(file.file, one);
      return one;
    } catch (thrown) {
      this.error = asHostError(thrown);
      return null;
    } finally {
      this.saving = false;
    }
  }
}
