import { tick as drawn } from 'svelte';
import type { Changed, IncidentView, MilestoneOffer, RequestView, RunText, RunView, StepState, StepText, StepView } from '../../lib/api/types';
import { asHostError, call, openReader, type AnswerOf, type HostError, type RequestOf } from '../../lib/host';
import { status } from '../../lib/state/status.svelte';
import { clock } from '../../lib/time/clock.svelte';
import { utcTime } from '../../lib/time/format';
import { instant } from '../../lib/time/when';
import { isUnanswered } from './requests/words';
import { after, moved, openAbove, phaseFrom, startOf, startOfPhase } from './cursor';
import { Works } from './evidence/works.svelte';
import { Timers } from './player/timers.svelte';
import { Stays } from './stays.svelte';
import type { TimelineRows } from './timeline.svelte';
import { WORDS, type Act, type Changing } from './changing';
import type { Desk, DeskId } from './desks';

/** The small form that is open inside the current step. */
export type StepForm = { kind: 'leave'; to: StepState } | { kind: 'value'; to: 'done' | 'verified' };

/** What the panel at the right shows. */
export type PanelView = 'standing' | 'close' | 'reopen' | 'change' | 'start' | 'request';

/** What the panel shows of requests to providers. `change` names the request whose words are changed. */
export type Asking =
  | { kind: 'list' }
  | { kind: 'show'; request: string }
  | { kind: 'new'; run: string | null; step: string | null; follows: string | null; change: string | null };

/** How long a responder may be away before the place is pointed out, in milliseconds. */
const AWAY = 5 * 60_000;
/** When this window was opened: a place that was kept before is one to come back to, however short the pause. */
const OPENED = Date.now();

/** One incident on screen: its view, the texts of its runs, and the cursor. */
export class IncidentSession {
  readonly asked: string;
  view = $state.raw<IncidentView | null>(null);
  /** Why the incident could not be read. */
  problem = $state.raw<HostError | null>(null);
  /** Why the last act was refused. */
  refused = $state.raw<HostError | null>(null);
  texts = $state.raw<Record<string, RunText>>({});
  runId = $state<string | null>(null);
  stepId = $state<string | null>(null);
  form = $state.raw<StepForm | null>(null);
  panel = $state<PanelView>('standing');
  /** What is shown in place of the steps; null where the steps are. */
  desk = $state.raw<Desk | null>(null);
  /** What the panel shows while it shows requests to providers. */
  asking = $state.raw<Asking>({ kind: 'list' });
  /** How many forms are open beside the player; while one is, its button is the primary one. */
  forms = $state(0);
  /** The run whose newer text is looked at, in place of its steps. */
  comparing = $state<string | null>(null);
  /** What stands on the paper that is to be printed; null where none is. */
  sheet = $state.raw<string | null>(null);
  /** Whether the steps are shown in large type over everything else. */
  reads = $state(false);
  /** The timers of this machine. */
  readonly timers: Timers;
  /** The work on evidence that is under way. */
  readonly works: Works;
  /** The entry that a desk leads to; another object asks anew. */
  wanted = $state.raw<{ entry: string } | null>(null);
  /** Counts up when entries were recorded. */
  recorded = $state(0);
  /** How many commands are on their way. */
  busy = $state(0);
  /** Where the responder was before an interruption, while that is worth saying. */
  back = $state.raw<{ step: string; last: string | null; since: number } | null>(null);

  #putOff: string[] = $state.raw([]);
  readonly #stays = new Stays();
  /** The step at which the responder left each run. */
  readonly #places = new Map<string, string>();
  #saving: ReturnType<typeof setTimeout> | undefined;
  #lastActive = Date.now();

  constructor(asked: string) {
    this.asked = asked;
    this.timers = new Timers(asked);
    this.works = new Works(this);
  }

  get run(): RunView | null {
    return this.view?.runs.find((run) => run.id === this.runId) ?? null;
  }

  get step(): StepView | null {
    return this.run?.steps.find((step) => step.id === this.stepId) ?? null;
  }

  get stepText(): StepText | null {
    return this.runId === null ? null : (this.texts[this.runId]?.steps.find((step) => step.id === this.stepId) ?? null);
  }

  /** Whether the text of the run is that of the record: nothing is on its way, and no newer text is still to be read. */
  get fresh(): boolean {
    const run = this.run;
    return run !== null && this.busy === 0 && this.texts[run.id]?.text_version === run.text_version;
  }

  /** The milestone to offer now: the first that was not put off. */
  get offer(): MilestoneOffer | null {
    return this.view?.offers.find((offer) => !this.#putOff.includes(offer.milestone + offer.at)) ?? null;
  }

  /** Offers a milestone no more while this screen is open. */
  putOff(offer: MilestoneOffer): void {
    this.#putOff = [...this.#putOff, offer.milestone + offer.at];
  }

  /** Whether to point out that the library has a newer text for a run. */
  pointsOut(run: RunView): boolean {
    return !this.closed && this.comparing !== run.id && this.#stays.asks(run);
  }

  /** Shows what a newer text of a run changes; null shows the steps again. */
  compare(run: string | null): void {
    if (run !== null) this.runId = run;
    this.comparing = run;
  }

  /** Points a newer text out no more until another one appears; the end of the steps still says it. */
  async stay(run: RunView): Promise<void> {
    this.comparing = null;
    try {
      if (this.view) await this.#stays.stay(this.view.id, run);
    } catch (thrown) {
      this.refused = asHostError(thrown);
    }
  }

  /** Shows an entry in the timeline, or says why it cannot; with `focus` the keyboard goes there too. */
  async reveal(timeline: TimelineRows, entry: string, focus = false): Promise<void> {
    try {
      await timeline.show(entry, focus);
    } catch (thrown) {
      this.refused = asHostError(thrown);
    }
  }

  /** Shows a desk in place of the steps; the same once more goes back to them. */
  toggle(id: DeskId): void {
    if (this.desk?.id === id) this.desk = null;
    else this.desk = id === 'responsibility' ? { id, layer: this.step?.acts.layer ?? null } : { id };
  }

  /** Shows a desk in place of the steps, whatever is shown there now. */
  show(id: DeskId): void {
    if (this.desk?.id !== id) this.toggle(id);
  }

  /** Makes the button of a form the primary one of the screen; returns what ends it. */
  takePrimary(): () => void {
    this.forms += 1;
    return () => (this.forms -= 1);
  }

  /** The requests to providers that came of a step. */
  requestsOf(step: StepView): RequestView[] {
    return this.view?.requests.filter((each) => each.run === this.runId && each.step === step.id) ?? [];
  }

  /** What the key for asking does: on a step that asks, its open request or a new one; elsewhere the list. */
  async ask(): Promise<void> {
    // Whether a step asks is said by the text of its run, which may still be on its way.
    if (this.view && this.runId !== null && this.step && this.stepText === null) await this.#readText(this.view.id, this.runId);
    const { step, view } = this;
    const open = step && this.requestsOf(step).findLast(isUnanswered);
    if (open) this.showRequest(open.id);
    else if (step && (this.stepText?.ask.length ?? 0) > 0) this.newRequest(this.runId, step.id);
    else if (view?.requests.length === 0) this.newRequest(null, null);
    else [this.asking, this.panel] = [{ kind: 'list' }, 'request'];
  }

  /** Opens the form for a request, of a step where one is named. */
  newRequest(run: string | null, step: string | null): void {
    [this.asking, this.panel] = [{ kind: 'new', run, step, follows: null, change: null }, 'request'];
  }

  showRequest(request: string): void {
    [this.asking, this.panel] = [{ kind: 'show', request }, 'request'];
  }

  /** Goes back from requests to what stands. */
  endAsking(): void {
    this.panel = 'standing';
  }

  get closed(): boolean {
    return this.view?.status === 'closed';
  }

  get above(): StepView[] {
    return this.run ? openAbove(this.run, this.stepId) : [];
  }

  /** Reads the incident; the first time also puts the cursor where the responder left it. */
  async load(): Promise<void> {
    try {
      const view = await call('incident.show', { incident: this.asked });
      const first = this.view === null;
      this.#take(view);
      if (first) this.#enter(view);
      void this.timers.load();
      this.problem = null;
    } catch (thrown) {
      if (this.view === null) this.problem = asHostError(thrown);
      else this.refused = asHostError(thrown);
    }
  }

  #enter(view: IncidentView): void {
    const place = view.place;
    const run = view.runs.find((each) => each.id === place?.run) ?? this.queue[0];
    const at = run !== undefined && run.id === place?.run ? place.step : run?.cursor;
    const kept = run?.steps.find((step) => step.id === at);
    this.runId = run?.id ?? null;
    this.stepId = (kept ?? (run ? startOf(run) : null))?.id ?? null;
    if (!place || !kept) return;
    const since = instant(place.saved_at);
    if (since < OPENED || Date.now() - since > AWAY) {
      this.back = { step: kept.id, last: place.last_settled, since };
    }
  }

  /** Takes a view, unless it was made before the one at hand: an event is only ever added. */
  #take(view: IncidentView): void {
    if (this.view !== null && view.head.events < this.view.head.events) return;
    if (this.view !== null && view.entries !== this.view.entries) this.recorded += 1;
    this.view = view;
    if (this.runId === null && view.runs[0]) {
      this.runId = view.runs[0].id;
      this.stepId = startOf(view.runs[0])?.id ?? null;
    }
    const run = this.run;
    if (run && !this.step) this.stepId = startOf(run)?.id ?? null;
    void this.#stays.read(view.id, view.runs);
    for (const run of view.runs) {
      if (this.texts[run.id]?.text_version !== run.text_version) void this.#readText(view.id, run.id);
    }
  }

  async #readText(incident: string, run: string): Promise<void> {
    try {
      const text = await call('run.text', { incident, run });
      if (text.text_version < (this.texts[run]?.text_version ?? 0)) return;
      this.texts = { ...this.texts, [run]: text };
    } catch (thrown) {
      this.refused = asHostError(thrown);
    }
  }

  /**
   * Changes the incident; says so only after the application has recorded it. Null where it was refused, and where
   * nothing had to be recorded, which is said.
   */
  async change<N extends Changing>(name: N, request: RequestOf<N>, said: string): Promise<Changed | null> {
    const changed = await this.#send({ name, request } as Act, () => said);
    return changed !== null && changed.entries.length > 0 ? changed : null;
  }

  async #send<A extends Act>({ name, request }: A, said: (changed: AnswerOf<A['name']>) => string): Promise<AnswerOf<A['name']> | null> {
    this.busy += 1;
    try {
      const changed = (await call(name, request)) as AnswerOf<A['name']>;
      this.#take(changed.incident);
      if (changed.entries.length > 0) this.recorded += 1;
      this.refused = null;
      const what = changed.entries.length > 0 ? said(changed) : 'Nothing changed';
      status.say(`${what} · ${utcTime(clock.now, 'minute')}`);
      return changed;
    } catch (thrown) {
      this.refused = asHostError(thrown);
      return null;
    } finally {
      this.busy -= 1;
    }
  }

  /** Moves the cursor, and keeps the place beside the record. */
  goto(step: StepView | null, run = this.runId): void {
    if (!step || run === null) return;
    if (step.id !== this.stepId || run !== this.runId) {
      this.form = null;
      if (this.back?.step !== step.id) this.back = null;
    }
    if (this.runId !== null && this.stepId !== null) this.#places.set(this.runId, this.stepId);
    this.runId = run;
    this.stepId = step.id;
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.keepPlace(), 250);
  }

  /** Goes to another run, to the step at which it was left, else to its first open step. */
  switchTo(id: string): void {
    const run = this.view?.runs.find((each) => each.id === id);
    if (!run || id === this.runId) return;
    const kept = this.#places.get(id) ?? run.cursor;
    const left = run.steps.find((step) => step.id === kept);
    this.goto(left ?? startOf(run), id);
  }

  /** The runs, the most urgent first. */
  get queue(): RunView[] {
    return this.view?.runs.toSorted((a, b) => a.place - b.place) ?? [];
  }

  /** Goes to the run so many places further in the queue; stops at both ends. */
  switchBy(by: number): void {
    const at = this.queue.findIndex((run) => run.id === this.runId);
    const to = this.queue[at + by];
    if (to) this.switchTo(to.id);
  }

  /** Moves the current run so many places down the queue. */
  async rank(by: number): Promise<void> {
    const { view, run } = this;
    if (!view || !run) return;
    const place = run.place + by;
    await this.change('run.rank', { incident: view.id, run: run.id, place }, `${run.playbook.title} is number ${place} of the playbooks`);
  }

  /** Goes back to the step that called the current run. */
  goBack(): void {
    const from = this.run?.called_from;
    const caller = this.view?.runs.find((each) => each.id === from?.run);
    this.goto(caller?.steps.find((step) => step.id === from?.step) ?? null, caller?.id ?? null);
  }

  /** Starts a playbook from the current step, and goes to it. */
  async callPlaybook(playbook: string, name: string): Promise<void> {
    const { view, runId, stepId } = this;
    if (!view || runId === null || stepId === null) return;
    const request = { incident: view.id, playbook, from: { run: runId, step: stepId } };
    const started = await this.change('run.start', request, `${name} started`);
    const run = started?.incident.runs.at(-1);
    if (run && this.#isAt(runId, stepId)) this.switchTo(run.id);
  }

  /** Says who watches a step; the responder where nobody is named. */
  async watch(run: string, step: StepView, by: string | null): Promise<boolean> {
    if (!this.view) return false;
    const request = { incident: this.view.id, run, step: step.id, by, stop: false };
    return (await this.change('step.watch', request, `Step ${step.number} watched${by === null ? '' : ` by ${by}`}`)) !== null;
  }

  /** Opens the reader view in a second window, which follows this one. */
  async openReader(): Promise<void> {
    if (!this.view) return;
    this.keepPlace();
    try {
      await openReader(this.view.id);
    } catch (thrown) {
      this.refused = asHostError(thrown);
    }
  }

  /** Prints the run sheet as it stands. */
  async printSheet(): Promise<void> {
    if (!this.view) return;
    try {
      this.sheet = (await call('pack.make', { incident: this.view.id, brief: true })).body;
      await drawn();
      window.print();
    } catch (thrown) {
      this.refused = asHostError(thrown);
    }
  }

  /** Whether the cursor stands on a step. */
  #isAt(run: string, step: string): boolean {
    return this.runId === run && this.stepId === step;
  }

  /** Keeps where the responder is. Failing to is no reason to disturb. */
  keepPlace(): void {
    clearTimeout(this.#saving);
    if (this.view === null || this.runId === null || this.stepId === null) return;
    call('place.save', { incident: this.view.id, run: this.runId, step: this.stepId }).catch(() => undefined);
  }

  move(by: number): void {
    if (this.run) this.goto(moved(this.run, this.stepId, by));
  }

  movePhase(by: number): void {
    const phase = this.run ? phaseFrom(this.run, this.stepId, by) : null;
    if (this.run && phase) this.goto(startOfPhase(this.run, phase));
  }

  jumpAbove(): void {
    this.goto(this.above[0] ?? null);
  }

  /** Notes that the responder is at work; after a long pause the place is pointed out. */
  active(now: number): void {
    if (now - this.#lastActive > AWAY && this.step) {
      const settled = this.run?.steps.filter((each) => each.changed_at !== null && each.state !== 'open') ?? [];
      const last = settled.toSorted((a, b) => instant(a.changed_at?.earliest ?? '') - instant(b.changed_at?.earliest ?? '')).at(-1);
      this.back = { step: this.step.id, last: last ? `${last.number} ${last.title}` : null, since: this.#lastActive };
    }
    this.#lastActive = now;
  }

  /** Completes the current step, or asks first for what has to be observed. */
  async complete(): Promise<void> {
    const { step, run } = this;
    if (!step || !run || this.busy > 0) return;
    if (step.state === 'done' || step.state === 'verified') {
      this.goto(after(run, step.id));
    } else if (step.mode === 'watch' && step.state === 'open' && step.watch === null) {
      const watched = await this.watch(run.id, step, null);
      if (watched && this.run && this.#isAt(run.id, step.id)) this.goto(after(this.run, step.id));
    } else if ((step.mode === 'confirm' || step.mode === 'hold' || step.mode === 'watch') && step.value === null) {
      this.form = { kind: 'value', to: 'done' };
    } else {
      await this.setStep('done', {});
    }
  }

  /** Sets the state of the current step; goes on to the next open step where this one needs no more work now. */
  async setStep(state: StepState, more: { reason?: string; value?: string; until?: string; draft?: string }): Promise<boolean> {
    const { view, run, step } = this;
    if (!view || !run || !step) return false;
    const next = state === 'open' ? null : (after(run, step.id)?.id ?? null);
    // A place that waits to be kept is older than the one that goes with this.
    clearTimeout(this.#saving);
    const request = { incident: view.id, run: run.id, step: step.id, state, next, ...more };
    const done = await this.change('step.set', request, `Step ${step.number} ${WORDS[state]}`);
    if (!done || !this.#isAt(run.id, step.id)) {
      this.keepPlace();
      return done !== null;
    }
    this.form = null;
    if (state !== 'open' && this.run) this.goto(after(this.run, step.id));
    return true;
  }

  async tick(task: number, ticked: boolean): Promise<void> {
    const { view, run, step } = this;
    if (!view || !run || !step) return;
    const request = { incident: view.id, run: run.id, step: step.id, task, ticked };
    await this.change('task.set', request, ticked ? 'Task ticked' : 'Tick taken back');
  }

  /** Answers the decision of the current step; null takes the answer back. */
  async choose(choice: number | null): Promise<void> {
    const { view, run, step } = this;
    if (!view || !run || !step || choice === step.choice) return;
    const request = { incident: view.id, run: run.id, step: step.id, choice };
    await this.change('branch.choose', request, choice === null ? 'Decision taken back' : `Branch ${choice + 1} chosen`);
  }

  /** Takes back the last act of this machine; a step that it was about becomes the current one. */
  async undo(): Promise<void> {
    await this.#takeBack('act.undo', 'Undone');
  }

  /** Does again what was taken back last. */
  async redo(): Promise<void> {
    await this.#takeBack('act.redo', 'Done again');
  }

  async #takeBack(name: 'act.undo' | 'act.redo', what: string): Promise<void> {
    const { view, runId, stepId } = this;
    // What is on its way may be what is meant, and is not known yet.
    if (!view || this.busy > 0) return;
    const taken = await this.#send({ name, request: { incident: view.id } }, (taken) => `${what}: ${taken.said}`);
    if (!taken?.step || this.runId !== runId || this.stepId !== stepId) return;
    const { run, step } = taken.step;
    const list = this.view?.runs.find((each) => each.id === run)?.steps ?? [];
    this.goto(list.find((each) => each.id === step) ?? null, run);
  }

  /** The key of the draft of a form about the current step. */
  draftKey(form: string): string {
    return `${form}:${this.view?.code}/${this.runId}/${this.stepId}`;
  }

  /** The name of the phase of the current step, for notes. */
  get phase(): StepView['phase'] | null {
    return this.step?.phase ?? null;
  }
}
