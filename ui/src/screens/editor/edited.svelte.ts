import type { FindingView, PlaybookView, PlaybookWords } from '../../lib/api/types';
import { asHostError, call, type HostError } from '../../lib/host';
import { app } from '../../lib/state/app.svelte';
import { status } from '../../lib/state/status.svelte';
import { Draft } from '../incident/draft.svelte';

/** How long nothing is typed before the text is read again, in milliseconds. */
const IDLE = 200;

/** What is to be edited: an own file, a playbook by its id, or a text that was begun. */
export interface Subject {
  id: string | null;
  path: string | null;
}

/** A playbook while it is edited: its text, what is wrong with it, how it is walked, and where it is kept. */
export class Edited {
  /** The text that the editor begins with; another one begins anew. */
  begun = $state.raw<string | null>(null);
  /** The text as it is typed. */
  text = $state('');
  findings = $state.raw<FindingView[]>([]);
  /** The playbook as it was last readable. */
  view = $state.raw<PlaybookView | null>(null);
  /** Whether the text can be read as a playbook now. */
  readable = $state(true);
  words = $state.raw<PlaybookWords | null>(null);
  /** The own file; null while it is not saved. */
  path = $state<string | null>(null);
  bundled = $state<string | null>(null);
  /** The id the text began with, by which the bundled playbook is found. */
  id = $state<string | null>(null);
  /** Whether the file is not what it was when it was opened or saved here. */
  elsewhere = $state(false);
  /** Counts up when the text was read again after it was typed. */
  reads = $state(0);
  /** When the text that came back had been typed; null where nothing came back. */
  broughtBack = $state<string | null>(null);
  saving = $state(false);
  /** Why the file does not count, where it was saved and does not. */
  aside = $state<string | null>(null);
  error = $state.raw<HostError | null>(null);
  refused = $state.raw<HostError | null>(null);

  #saved = $state('');
  #sha256: string | null = null;
  readonly #subject: Subject;
  #draft: Draft;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.id = subject.id;
    this.#draft = new Draft(this.#key);
  }

  /** The name that what is typed is kept under: of the file, where there is one. */
  get #key(): string {
    return `playbook:${this.path ?? this.#subject.path ?? this.#subject.id ?? 'new'}`;
  }

  /** Whether something is typed that no file has. */
  get changed(): boolean {
    return this.begun !== null && (this.path === null || this.text !== this.#saved || this.elsewhere);
  }

  /** Reads the text to edit, and what was typed into it before and not saved. */
  async open(): Promise<void> {
    try {
      const [opened, words] = await Promise.all([call('playbook.edit', { id: this.#subject.id, path: this.#subject.path }), call('playbook.words', {})]);
      this.words = words;
      this.path = opened.path;
      this.bundled = opened.bundled_version;
      this.#sha256 = opened.sha256;
      this.#saved = opened.text;
      this.#draft = new Draft(this.#key);
      await this.#draft.load();
      const kept = this.#draft.text;
      this.broughtBack = kept !== '' && kept !== opened.text ? this.#draft.found : null;
      this.#begin(this.broughtBack === null ? opened.text : kept);
    } catch (thrown) {
      this.error = asHostError(thrown);
    }
  }

  #begin(text: string): void {
    this.begun = text;
    this.text = text;
    void this.#read();
  }

  /** Notes what is typed now; it is kept, and read when the typing rests. */
  type(text: string): void {
    this.text = text;
    this.#draft.type(text === this.#saved && this.path !== null ? '' : text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), IDLE);
  }

  /** Goes back to the text without what came back. */
  async discard(): Promise<void> {
    this.broughtBack = null;
    await this.#draft.clear();
    this.#begin(this.#saved);
  }

  async #read(): Promise<void> {
    const mine = ++this.#round;
    try {
      const { findings, playbook } = await call('playbook.preview', { text: this.text });
      if (mine !== this.#round) return;
      this.findings = findings;
      this.readable = playbook !== null;
      this.view = playbook ?? this.view;
      this.id ??= playbook?.row.id ?? null;
      this.reads += 1;
    } catch (thrown) {
      if (mine === this.#round) this.refused = asHostError(thrown);
    }
  }

  /** Writes the file; says where. */
  async save(): Promise<void> {
    if (this.saving || !this.changed) return;
    this.saving = true;
    this.refused = null;
    const sent = this.text;
    try {
      await this.#draft.keep();
      const isNew = this.path === null;
      const saved = await call('playbook.save', { text: sent, path: this.path, sha256: this.#sha256, draft: this.#key });
      this.path = saved.path;
      this.#sha256 = saved.sha256;
      this.#saved = sent;
      this.aside = saved.aside;
      this.elsewhere = false;
      this.broughtBack = null;
      await this.#draft.clear();
      this.#draft = new Draft(this.#key);
      if (this.text !== sent) this.#draft.type(this.text);
      status.say(`Saved to ${saved.path}`);
      // The first own file may have named a folder.
      if (isNew) await app.readAbout();
    } catch (thrown) {
      this.refused = asHostError(thrown);
      await this.look();
    } finally {
      this.saving = false;
    }
  }

  /** Looks whether somebody else changed the file. */
  async look(): Promise<void> {
    const { path } = this;
    if (path === null || this.begun === null) return;
    const known = this.#sha256;
    try {
      const { sha256 } = await call('playbook.edit', { path });
      if (known === this.#sha256) this.elsewhere = sha256 !== known;
    } catch {
      /* What cannot be read, or is gone, is said when it is saved. */
    }
  }

  /** Takes the text of the file in place of what is typed. */
  async take(): Promise<void> {
    if (this.path === null) return;
    try {
      const opened = await call('playbook.edit', { path: this.path });
      this.#sha256 = opened.sha256;
      this.#saved = opened.text;
      [this.elsewhere, this.refused, this.aside, this.broughtBack] = [false, null, null, null];
      await this.#draft.clear();
      this.#begin(opened.text);
      status.say('The text of the file is taken');
    } catch (thrown) {
      this.refused = asHostError(thrown);
    }
  }

  /** Writes what is typed over the file as it was looked at; what changed since is still not overwritten. */
  async saveOver(sha256: string): Promise<void> {
    this.#sha256 = sha256;
    await this.save();
  }

  /** Keeps what is typed; for leaving. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#round += 1;
    void this.#draft.keep();
  }
}
