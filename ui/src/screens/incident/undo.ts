import type {
  AddResource,
  Changed,
  ChangeIncident,
  IncidentView,
  Milestone,
  RequestMark,
  RequestView,
  ResourceView,
  RunText,
  SetRequest,
  SetStep,
  StepState,
  StepView,
} from '../../lib/api/types';
import type { AnswerOf, CommandName, RequestOf } from '../../lib/host';

/** The commands that change an incident. */
export type Changing = { [N in CommandName]: AnswerOf<N> extends Changed ? N : never }[CommandName];

/** A command that changes an incident, with what it asks. */
export type Act = { [N in Changing]: { name: N; request: RequestOf<N> } }[Changing];

/** What records the opposite of an act. */
export interface Undo {
  /** What holds once it is recorded: `step 1 is open again`. */
  label: string;
  act: Act;
}

/** The states in words, as the status line says them. */
export const WORDS: Record<StepState, string> = {
  open: 'open',
  done: 'done',
  verified: 'verified',
  deferred: 'deferred',
  'not-applicable': 'not applicable',
  overridden: 'overridden',
  blocked: 'blocked',
};

/** What takes an act back, seen from before it; null where it stays, or what held before is not known. */
export function undoOf(act: Act, view: IncidentView, texts: Record<string, RunText>): Undo | null {
  const incident = view.id;
  switch (act.name) {
    case 'step.set': {
      const step = stepOf(view, act.request);
      return step && { label: `step ${step.number} is ${WORDS[step.state]} again`, act: { name: 'step.set', request: stepAgain(act.request, step) } };
    }
    case 'task.set': {
      const step = stepOf(view, act.request);
      if (!step || step.ticked.includes(act.request.task) === act.request.ticked) return null;
      const label = `a task of step ${step.number} is ${act.request.ticked ? 'open' : 'ticked'} again`;
      return { label, act: { name: 'task.set', request: { ...act.request, ticked: !act.request.ticked } } };
    }
    case 'branch.choose': {
      const step = stepOf(view, act.request);
      if (!step) return null;
      const label = `step ${step.number} ${step.choice === null ? 'is not decided' : `goes on at branch ${step.choice + 1} again`}`;
      return { label, act: { name: 'branch.choose', request: { ...act.request, choice: step.choice, reason: null } } };
    }
    case 'milestone.set':
    case 'milestone.withdraw':
      return milestoneAgain(view, act.request.milestone);
    case 'run.variable': {
      const { run, name } = act.request;
      const variable = texts[run]?.variables.find((each) => each.name === name);
      if (!variable) return null;
      const label = `${name} is ${variable.value ?? 'not filled in'} again`;
      return { label, act: { name: 'run.variable', request: { incident, run, name, value: variable.value } } };
    }
    case 'incident.change':
      return { label: 'the incident is what it was', act: { name: 'incident.change', request: incidentAgain(act.request, view) } };
    case 'request.draft': {
      const request = String(view.requests.length + 1);
      return { label: `request ${request} is withdrawn`, act: { name: 'request.move', request: { incident, request, mark: 'withdrawn' } } };
    }
    case 'request.set': {
      const before = requestOf(view, act.request.request);
      return before && { label: `request ${before.id} is what it was`, act: { name: 'request.set', request: requestAgain(act.request, before) } };
    }
    case 'request.move':
    case 'request.revert':
      return markAgain(view, act.request.request, act.request.mark);
    case 'resource.change': {
      const resource = view.resources.find((each) => each.id === act.request.resource);
      if (!resource) return null;
      return { label: `${resource.name} is what it was`, act: { name: 'resource.change', request: { resource: resource.id, ...facts(resource, incident) } } };
    }
    case 'resource.withdraw': {
      const resource = view.resources.find((each) => each.id === act.request.resource);
      return resource ? { label: `${resource.name} is affected again`, act: { name: 'resource.add', request: facts(resource, incident) } } : null;
    }
    case 'resource.add':
    case 'matrix.use':
    case 'incident.close':
    case 'incident.reopen':
    case 'run.start':
    case 'run.move':
    case 'note.add':
    case 'entry.correct':
      return null;
  }
}

/** What takes back that a resource was added, seen from after it: the last one is that which was added. */
export function undoOfAdded({ incident }: Changed): Undo | null {
  const added = incident.resources.at(-1);
  return added ? { label: `${added.name} is not affected`, act: { name: 'resource.withdraw', request: { incident: incident.id, resource: added.id, reason: null } } } : null;
}

function facts({ name, service_model, provider, offering, identifier }: ResourceView, incident: string): AddResource {
  return { incident, name, service_model, provider: provider?.id ?? null, offering, identifier };
}

function stepOf(view: IncidentView, at: { run?: string | null; step: string }): StepView | null {
  const run = view.runs.find((each) => each.id === at.run);
  return run?.steps.find((each) => each.id === at.step) ?? null;
}

function stepAgain({ incident, run, step }: SetStep, before: StepView): SetStep {
  return { incident, run, step, state: before.state, reason: before.reason, value: before.value, until: before.until };
}

function milestoneAgain(view: IncidentView, milestone: Milestone): Undo {
  const set = view.milestones.find((each) => each.milestone === milestone);
  if (!set) return { label: `${milestone} is not set`, act: { name: 'milestone.withdraw', request: { incident: view.id, milestone, reason: null } } };
  const said = { at: set.typed, until: null, precision: set.typed_precision };
  return { label: `${milestone} is what it was`, act: { name: 'milestone.set', request: { incident: view.id, milestone, ...said, note: set.note } } };
}

function requestOf(view: IncidentView, id: string): RequestView | null {
  return view.requests.find((each) => each.id === id) ?? null;
}

function requestAgain(asked: SetRequest, before: RequestView): SetRequest {
  return {
    incident: asked.incident,
    request: before.id,
    provider: unless(asked.provider, before.provider.id),
    subject: unless(asked.subject, before.subject),
    text: unless(asked.text, before.text),
    channel: unless(asked.channel, before.channel ?? ''),
    ticket: unless(asked.ticket, before.ticket ?? ''),
    escalate: unless(asked.escalate, before.escalate),
  };
}

/** What was said to have happened to a request, said again; taken back where nothing was. */
function markAgain(view: IncidentView, id: string, mark: RequestMark): Undo | null {
  const request = requestOf(view, id);
  if (!request) return null;
  const at = { incident: view.id, request: id, mark };
  const said = request.marks.find((each) => each.mark === mark);
  if (!said) return { label: `request ${id} is not ${mark}`, act: { name: 'request.revert', request: { ...at, reason: null } } };
  const again = { at: said.typed, precision: said.typed_precision, by: said.by, note: said.note };
  return { label: `request ${id} is ${mark} as it was`, act: { name: 'request.move', request: { ...at, ...again } } };
}

const unless = <T>(value: unknown, was: T): T | null => (value === null || value === undefined ? null : was);

/** The values from before, of what was to change and of nothing else. */
function incidentAgain(asked: ChangeIncident, before: IncidentView): ChangeIncident {
  return {
    incident: before.id,
    title: unless(asked.title, before.title),
    incident_type: unless(asked.incident_type, before.incident_type.id),
    severity: unless(asked.severity, before.severity),
    service_models: unless(asked.service_models, before.declared.service_models),
    providers: unless(asked.providers, before.declared.providers),
  };
}
