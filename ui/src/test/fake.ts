import type { EntryView, IncidentRow, IncidentView, RunText, SetStep, StepView } from '../lib/api/types';
import { HostError, type AnswerOf, type Choice, type CommandName, type RequestOf } from '../lib/host';
import { marked, providerRow, providerView, requestOf, withRequest } from './requests';
import * as world from './world';

type Handlers = { [N in CommandName]?: (request: RequestOf<N>) => AnswerOf<N> | Promise<AnswerOf<N>> };

/** Makes the error with which the application refuses. */
export function refusal(message: string, hint: string | null = null, code: HostError['code'] = 'refused'): HostError {
  return new HostError({ code, message, hint });
}

const typedTime = (at: string) => ({ when: world.exact(at), typed: at });

/** An answer that is held back until the test releases it. */
export function held<T>(value: T): { answer: Promise<T>; release: () => void } {
  let release: () => void = () => undefined;
  const answer = new Promise<T>((resolve) => (release = () => resolve(value)));
  return { answer, release };
}

/** An application in memory that answers as the real one does, as far as the screens need it. */
export class FakeHost {
  about = world.about();
  view: IncidentView = world.incident();
  text: RunText = world.texts();
  list: IncidentRow[] = [];
  entries: EntryView[] = [3, 2, 1].map((seq) => world.entryOf(seq));
  providers = [providerView(), providerView({ row: providerRow({ id: 'github', name: 'GitHub', service_models: ['saas'] }) })];
  drafts = new Map<string, string>();
  calls: { name: CommandName; request: unknown }[] = [];
  copied: string[] = [];
  /** The picture that was copied, where the web view does not hand it over. */
  picture = new Uint8Array(0);
  /** The incidents that the second window was opened for. */
  readers: string[] = [];
  #follow = new Set<() => void>();
  /** How large everything in the window is. */
  zoom = 1;
  /** Put here what a command is to answer instead. */
  instead: Handlers = {};
  /** What the system's dialogs were opened for. */
  dialogs: { title: string; what: Choice }[] = [];
  /** Put here what is chosen in the system's dialog; nothing closes it. */
  chosen: () => string[] | Promise<string[]> = () => [];
  /** The incident before each step that was set, to take that back. */
  #before: { view: IncidentView; step: string }[] = [];
  #changed = new Set<() => void>();
  #dropped = new Set<(paths: string[]) => void>();
  #libraryChanged = new Set<() => void>();

  constructor() {
    this.list = [world.rowOf(this.view)];
  }

  async call<N extends CommandName>(name: N, request: RequestOf<N>): Promise<AnswerOf<N>> {
    this.calls.push({ name, request: structuredClone(request) });
    const handler = (this.instead[name] ?? this.#handlers[name]) as ((request: RequestOf<N>) => AnswerOf<N>) | undefined;
    if (!handler) throw refusal(`The test has no answer to ${name}.`, null, 'bad-request');
    return structuredClone(await handler(structuredClone(request)));
  }

  /** The requests of a command so far. */
  asked<N extends CommandName>(name: N): RequestOf<N>[] {
    return this.calls.filter((each) => each.name === name).map((each) => each.request as RequestOf<N>);
  }

  async choose(title: string, what: Choice): Promise<string[]> {
    this.dialogs.push({ title, what });
    return this.chosen();
  }

  onRecordChanged(changed: () => void): () => void {
    this.#changed.add(changed);
    return () => this.#changed.delete(changed);
  }

  onReaderFollows(follow: () => void): () => void {
    this.#follow.add(follow);
    return () => this.#follow.delete(follow);
  }

  /** The first window did something. */
  followed(): void {
    for (const follow of this.#follow) follow();
  }

  onFilesDropped(dropped: (paths: string[]) => void): () => void {
    this.#dropped.add(dropped);
    return () => this.#dropped.delete(dropped);
  }

  /** Somebody drops files on the window. */
  drop(paths: string[]): void {
    for (const dropped of this.#dropped) dropped(paths);
  }

  onLibraryChanged(changed: () => void): () => void {
    this.#libraryChanged.add(changed);
    return () => this.#libraryChanged.delete(changed);
  }

  /** An own playbook was changed on the disk. */
  libraryChanged(): void {
    this.#libraryChanged.forEach((changed) => changed());
  }

  /** Another process has written. */
  changedElsewhere(): void {
    for (const changed of this.#changed) changed();
  }

  record(text: string, change: Partial<EntryView> = {}): EntryView {
    const entry = world.entryOf(this.entries.length + 1, { when: world.exact(world.iso(world.NOW)), recorded_at: world.iso(world.NOW), text, ...change });
    this.entries = [entry, ...this.entries];
    const head = { ...this.view.head, events: this.view.head.events + 1 };
    this.view = { ...this.view, entries: this.entries.length, head };
    return entry;
  }

  #changedBy(text: string, change: Partial<EntryView>): AnswerOf<'step.set'> {
    if (this.view.status === 'closed') throw refusal('The incident is closed; nothing changed.', 'Reopen it first.', 'closed');
    const entry = this.record(text, change);
    return { entries: [entry.entry], incident: this.view };
  }

  #step(name: string, change: (step: StepView) => StepView): StepView {
    const run = this.view.runs[0];
    const found = run?.steps.find((each) => each.id === name);
    if (!run || !found) throw refusal('There is no such step.', null, 'not-found');
    const list = run.steps.map((each) => (each.id === name ? change(each) : each));
    this.view = { ...this.view, runs: [world.run(list, { text_version: run.text_version })] };
    return found;
  }

  #undo(): AnswerOf<'act.undo'> {
    const before = this.#before.pop();
    if (!before) throw refusal('Nothing was done that can be taken back here. Nothing was recorded.');
    const said = this.view.undo ?? '';
    this.view = { ...before.view, head: this.view.head };
    const { entries, incident } = this.#changedBy(`Undone: ${said}`, {});
    return { entries, incident, said, step: { run: '1', step: before.step } };
  }

  #setStep(request: SetStep): AnswerOf<'step.set'> {
    this.#before.push({ view: this.view, step: request.step });
    const found = this.#step(request.step, (each) => ({
      ...each,
      state: request.state,
      reason: request.reason ?? null,
      value: request.value ?? null,
      until: request.until ?? null,
      changed_at: world.exact(world.iso(world.NOW)),
      changed_by: 'Ana Ruiz',
    }));
    const unset = found.marks.filter((mark) => this.view.milestones.every((each) => each.milestone !== mark));
    if (request.state === 'done') {
      const offers = unset.map((milestone) => ({ milestone, label: world.milestoneOf(milestone).label, run: '1', step: found.id, at: world.iso(world.NOW), precision: null }));
      this.view = { ...this.view, offers };
    }
    this.view = { ...this.view, undo: `step ${found.number} is ${found.state} again` };
    return this.#changedBy(`Step ${found.number} ${request.state}`, { kind: 'step.set', correctable: false });
  }

  readonly #handlers: Handlers = {
    'app.about': () => this.about,
    'evidence.jobs': () => [],
    'evidence.list': () => ({ items: [], asked: [] }),
    'settings.set': ({ settings }) => {
      const zone = settings.zone ?? 'Europe/Berlin';
      this.about = { ...this.about, settings, responder: settings.responder, zone };
      return this.about;
    },
    'settings.export': ({ path }) => ({ file_name: 'firebreak-settings.json', text: JSON.stringify(this.about.settings), path: path ?? null, files: ['providers.json'], left_out: [] }),
    'settings.import': () => ({ about: this.about, before: '/home/ana/.config/firebreak/settings-before-import.json' }),
    'time.parse': ({ text }) => {
      const minutes = /^-(\d+)m$/.exec(text);
      if (minutes) return { ...typedTime(world.ago(Number(minutes[1]))), in_words: `${minutes[1]} min ago` };
      if (text === 'now') return { ...typedTime(world.iso(world.NOW)), in_words: '2026-11-21 02:41:07Z · 03:41 CET · now' };
      const at = Date.parse(text.length === 9 ? `2026-11-21T${text}` : text);
      if (Number.isNaN(at)) throw refusal(`"${text}" is not a time.`, 'Write now, 0241z, -10m or a date.', 'bad-request');
      return { ...typedTime(world.iso(at)), in_words: `${world.iso(at)} as typed` };
    },
    'matrix.show': () => world.matrix(),
    'playbook.list': () => [
      world.playbookRow(),
      world.playbookRow({ id: 'saas-account-takeover', title: 'SaaS account takeover', service_models: ['saas'], findings: 1 }),
      world.playbookRow({ id: 'general-incident', title: 'General incident', incident_types: [], service_models: [], fallback: true }),
    ],
    'library.show': () => ({ playbooks: 3, bundled: 3, folders: [], for_new: '/data/playbooks', aside: [] }),
    'library.search': ({ text }) => {
      const found = world.steps().filter((step) => step.title.toLowerCase().includes(text.toLowerCase()));
      const hits = found.map((step) => ({
        playbook: { id: 'iaas-exposed-access-key', name: 'Exposed access key' },
        step: { id: step.id, number: step.number, title: step.title },
        part: 'title' as const,
        excerpt: [{ text: step.title, found: true }],
      }));
      return { hits, total: hits.length };
    },
    'playbook.match': ({ incident_type }) => [
      { id: 'iaas-exposed-access-key', title: 'Exposed access key', fit: 'exact', reason: `Made for this: ${incident_type} on IaaS.`, steps: 7, first_minute: 2 },
      { id: 'general-incident', title: 'General incident', fit: 'fallback', reason: 'Covers everything in general.', steps: 9, first_minute: 0 },
    ],
    'playbook.suggest': () => [],
    'playbook.show': ({ id }) => ({
      row: world.playbookRow({ id }),
      steps: world.steps(),
      phases: world.phasesOf(world.steps()),
      text: { ...world.texts(), preamble: '<p>Use this when a key is outside your control.</p>' },
      first_minute: ['Record how you learned of it', 'Deactivate the key'],
      attack: [{ id: 'T1552.001', name: 'Credentials In Files' }],
      related: [{ id: 'general-incident', name: 'General incident' }],
      findings: [{ file: `${id}.md`, line: 12, column: 3, end_line: 12, end_column: 9, severity: 'warning', rule: 'unused-variable', message: 'The variable to_utc is never used. Use it or remove it.' }],
      source: '',
      sha256: 'a41f'.repeat(16),
    }),
    'incident.open': (request) => {
      this.view = { ...this.view, id: 'i-8', code: 'INC-0008', title: request.title, severity: request.severity };
      this.list = [world.rowOf(this.view), ...this.list];
      return { id: 'i-8', code: 'INC-0008', playbook: request.playbook ?? 'iaas-exposed-access-key', incident: this.view };
    },
    'incident.list': ({ text, status, offset, limit }) => {
      const fit = this.list.filter((row) => (!status || row.status === status) && (!text || row.title.toLowerCase().includes(text.toLowerCase())));
      const open = this.list.filter((row) => row.status === 'open').length;
      return { total: fit.length, open, rows: fit.slice(offset ?? 0, (offset ?? 0) + (limit ?? 200)) };
    },
    'incident.show': () => this.view,
    'incident.change': (request) => {
      this.view = { ...this.view, title: request.title ?? this.view.title, severity: request.severity ?? this.view.severity };
      return this.#changedBy('Changed', { kind: 'incident.changed' });
    },
    'incident.close': (request) => {
      const changed = this.#changedBy('Closed', { kind: 'incident.closed' });
      this.view = { ...this.view, status: 'closed', resolution: request.resolution ?? null, summary: request.summary ?? null };
      return { ...changed, incident: this.view };
    },
    'incident.reopen': () => {
      this.view = { ...this.view, status: 'open', reopened: this.view.reopened + 1 };
      return this.#changedBy('Reopened', { kind: 'incident.reopened' });
    },
    'run.start': () => {
      this.view = { ...this.view, runs: [world.run()] };
      return this.#changedBy('Playbook started', { kind: 'run.started' });
    },
    'run.text': () => this.text,
    'run.variable': ({ name, value }) => {
      const run = this.view.runs[0] as IncidentView['runs'][number];
      const version = run.text_version + 1;
      const variables = this.text.variables.map((each) => (each.name === name ? { ...each, value: value ?? null } : each));
      this.text = { ...this.text, text_version: version, variables };
      this.view = { ...this.view, runs: [{ ...run, text_version: version }] };
      return this.#changedBy(`${name} filled in`, { kind: 'run.variable' });
    },
    'step.set': (request) => this.#setStep(request),
    'act.undo': () => this.#undo(),
    'task.set': ({ step, task, ticked }) => {
      this.#step(step, (each) => ({ ...each, ticked: ticked ? [...each.ticked, task] : each.ticked.filter((at) => at !== task) }));
      return this.#changedBy('Task ticked', { kind: 'task.set' });
    },
    'branch.choose': ({ step, choice }) => {
      this.#step(step, (each) => ({ ...each, choice: choice ?? null }));
      this.#step('deactivate', (each) => ({ ...each, off_branch: choice === 1 }));
      return this.#changedBy('Decision', { kind: 'branch.chosen' });
    },
    'milestone.set': ({ milestone, at }) => {
      const set = world.milestoneOf(milestone, { when: world.exact(Date.parse(at) ? at : world.iso(world.NOW)), seq: this.entries.length + 1 });
      const kept = this.view.milestones.filter((each) => each.milestone !== milestone);
      const offers = this.view.offers.filter((each) => each.milestone !== milestone);
      this.view = { ...this.view, milestones: [...kept, set], offers };
      return this.#changedBy(`${set.label}`, { kind: 'milestone.set' });
    },
    'milestone.withdraw': ({ milestone }) => {
      this.view = { ...this.view, milestones: this.view.milestones.filter((each) => each.milestone !== milestone) };
      return this.#changedBy('Withdrawn', { kind: 'milestone.withdrawn' });
    },
    'request.list': () => [],
    'request.compose': ({ step }) => {
      const { provider, subject, text } = requestOf('1');
      return { provider: provider.id, subject, text: step ? text : 'Our reference: INC-0007', escalate: step ? '4h' : '', missing: step ? ['key_id'] : [] };
    },
    'request.draft': (request) => {
      const id = String(this.view.requests.length + 1);
      const { run, step, subject, text, escalate, follows } = request;
      const name = request.provider ?? 'AWS';
      const channel = request.channel || null;
      this.view = withRequest(this.view, requestOf(id, { run, step, subject, text, escalate, follows, channel, provider: { id: name.toLowerCase(), name } } as object));
      if (request.draft) this.drafts.delete(request.draft);
      return this.#changedBy(`Request ${id} drafted`, { kind: 'request.drafted' });
    },
    'request.set': ({ request, text, draft }) => {
      const found = this.view.requests.find((each) => each.id === request) ?? requestOf(request);
      this.view = withRequest(this.view, { ...found, text: text ?? found.text });
      if (draft) this.drafts.delete(draft);
      return this.#changedBy(`Request ${request} changed`, { kind: 'request.changed' });
    },
    'request.move': ({ request, mark }) => {
      const found = this.view.requests.find((each) => each.id === request) ?? requestOf(request);
      this.view = withRequest(this.view, marked(found, mark, 0));
      return this.#changedBy(`Request ${request} ${mark}`, { kind: 'request.moved' });
    },
    'request.revert': ({ request }) => {
      this.view = withRequest(this.view, requestOf(request));
      return this.#changedBy(`Request ${request} taken back`, { kind: 'request.reverted' });
    },
    'request.export': ({ request, save }) => {
      const found = this.view.requests.find((each) => each.id === request) ?? requestOf(request);
      return { file_name: `INC-0007-request-${request}.txt`, text: `Subject: ${found.subject}\n\n${found.text}\n`, path: save ? `/data/exports/INC-0007-request-${request}.md` : null };
    },
    'provider.list': () => this.providers.map((each) => each.row),
    'provider.show': ({ provider }) => this.providers.find((each) => each.row.id === provider) ?? providerView({ row: providerRow({ id: provider, name: provider }) }),
    'provider.set': ({ provider, own, draft }) => {
      const found = this.providers.find((each) => each.row.id === provider) ?? providerView();
      const gaps = own.in_use && !own.plan ? [{ what: `The support plan with ${found.row.name} is not known`, remedy: 'Ask who pays the bill.' }] : [];
      const kept = { ...found, own, row: { ...found.row, in_use: own.in_use, gaps } };
      this.providers = this.providers.map((each) => (each.row.id === provider ? kept : each));
      if (draft) this.drafts.delete(draft);
      return kept;
    },
    'note.add': ({ text, at, draft }) => {
      const changed = this.#changedBy(text, at ? { when: world.exact(world.ago(10)) } : {});
      if (draft) this.drafts.delete(draft);
      return changed;
    },
    'entry.correct': ({ entry, text, draft }) => {
      if (draft) this.drafts.delete(draft);
      const changed = this.#changedBy(text ?? '', { kind: 'entry.corrected', corrects: { entry, seq: Number(entry.split('/')[1]) } });
      this.entries = this.entries.map((each) => (each.entry === entry ? { ...each, text: text ?? each.text } : each));
      return changed;
    },
    'entry.show': ({ entry }) => this.entries.find((each) => each.entry === entry) as EntryView,
    'entry.locate': ({ entry }) => ({ offset: this.entries.findIndex((each) => each.entry === entry) }),
    'timeline.page': ({ kinds, author, phase, text, offset, limit }) => {
      const fit = this.entries.filter(
        (each) =>
          (kinds.length === 0 || kinds.includes(each.kind)) &&
          (!author || each.author === author) &&
          (!phase || each.phase === phase) &&
          (!text || each.text.toLowerCase().includes(text.toLowerCase())),
      );
      const from = offset ?? 0;
      return { total: fit.length, rows: fit.slice(from, from + (limit ?? 100)), authors: ['Ana Ruiz', 'Ben Oduya'] };
    },
    'timeline.export': () => ({ file_name: 'INC-0007.md', text: '# Timeline' }),
    search: ({ text }) => {
      const found = this.entries.filter((each) => each.text.toLowerCase().includes(text.toLowerCase()));
      const hits = found.map((each) => {
        const at = each.text.toLowerCase().indexOf(text.toLowerCase());
        const snippet = [each.text.slice(0, at), each.text.slice(at, at + text.length), each.text.slice(at + text.length)];
        return { incident: this.view.id, code: this.view.code, title: this.view.title, entry: each.entry, kind: each.kind, when: each.when, withdrawn: each.withdrawn !== null, words: each.corrected ? ('corrected' as const) : ('said' as const), snippet };
      });
      return { hits, more: false };
    },
    'record.verify': () => ({ ok: true, events: 42, head: this.view.head.hash, first_bad: null, damage: [], wrong_entries: 0 }),
    'record.damage': () => ({ problem: null, backups: this.about.backups, good: null }),
    'record.restore': ({ backup }) => ({ set_aside: '/data/firebreak.db.damaged-1', backup: backup === 'empty' ? null : (backup ?? null) }),
    'place.save': () => ({}),
    'draft.save': ({ key, text }) => {
      if (text) this.drafts.set(key, text);
      else this.drafts.delete(key);
      return {};
    },
    'draft.load': ({ key }) => ({ text: this.drafts.get(key) ?? null, saved_at: this.drafts.has(key) ? world.ago(5) : null }),
  };
}

/** The application of the test that runs. */
export const fake: { current: FakeHost } = { current: new FakeHost() };
