import type { ActId } from '../../lib/keys/acts';
import type { Handler } from '../../lib/keys/registry.svelte';
import { DESKS } from './desks';
import type { IncidentSession } from './session.svelte';
import type { TimelineRows } from './timeline.svelte';

/** What each act does on the screen of an incident, and when it can be done. */
export function actsOf(session: IncidentSession, timeline: TimelineRows): Partial<Record<ActId, Handler>> {
  const open = { when: (): boolean => session.view !== null && !session.closed };
  const step = { when: (): boolean => session.desk === null && session.step !== null && !session.closed && session.busy === 0 };
  return {
    'step.done': { ...step, run: () => void session.complete() },
    'step.verify': { ...step, run: () => (session.form = { kind: 'value', to: 'verified' }) },
    'step.defer': { ...step, run: () => (session.form = { kind: 'leave', to: 'deferred' }) },
    'step.skip': { ...step, run: () => (session.form = { kind: 'leave', to: 'not-applicable' }) },
    'step.override': { ...step, run: () => (session.form = { kind: 'leave', to: 'overridden' }) },
    'step.block': { ...step, run: () => (session.form = { kind: 'leave', to: 'blocked' }) },
    'step.reopen': { when: () => step.when() && session.step?.state !== 'open', run: () => void session.setStep('open', {}) },
    'step.next': { when: () => session.run !== null, run: () => session.move(1), repeats: true },
    'step.previous': { when: () => session.run !== null, run: () => session.move(-1), repeats: true },
    'step.above': { when: () => session.above.length > 0, run: () => session.jumpAbove() },
    'phase.next': { when: () => session.run !== null, run: () => session.movePhase(1) },
    'phase.previous': { when: () => session.run !== null, run: () => session.movePhase(-1) },
    undo: { when: () => !!session.view?.undo, run: () => void session.undo(), says: () => session.view?.undo ?? null },
    redo: { when: () => !!session.view?.redo, run: () => void session.redo(), says: () => session.view?.redo ?? null },
    'step.request': { when: () => session.view !== null && (!session.closed || session.view.requests.length > 0), run: () => void session.ask() },
    'desk.steps': { when: () => session.desk !== null, run: () => (session.desk = null) },
    ...Object.fromEntries(DESKS.map(({ id, act }) => [act, { when: () => session.view !== null, run: () => session.toggle(id) }])),
    'reader.toggle': { when: () => session.step !== null, run: () => (session.reads = !session.reads) },
    'reader.window': { when: () => session.view !== null, run: () => void session.openReader() },
    'sheet.print': { when: () => session.view !== null, run: () => void session.printSheet() },
    'evidence.add': { ...open, run: () => (session.desk = { id: 'evidence', add: true }) },
    'indicator.find': { ...open, run: () => (session.desk = { id: 'indicators', find: { entry: timeline.unfolded } }) },
    'decision.record': { ...open, run: () => (session.desk = { id: 'decisions', record: { step: null } }) },
    'incident.change': { ...open, run: () => (session.panel = 'change') },
    'run.start': { ...open, run: () => (session.panel = 'start') },
    'incident.close': { ...open, run: () => (session.panel = 'close') },
    'incident.reopen': { when: () => session.closed, run: () => (session.panel = 'reopen') },
  };
}
