import type { PhaseCount, RunView, StepState, StepView } from '../../lib/api/types';
import { isDue } from './due';

/** Whether a step in this state needs no more work. */
export function isSettled(state: StepState): boolean {
  switch (state) {
    case 'done':
    case 'verified':
    case 'not-applicable':
    case 'overridden':
      return true;
    case 'open':
    case 'deferred':
    case 'blocked':
      return false;
  }
}

/** Whether leaving a step in this state needs a reason in words. */
export function needsReason(state: StepState): boolean {
  switch (state) {
    case 'deferred':
    case 'not-applicable':
    case 'overridden':
    case 'blocked':
      return true;
    case 'open':
    case 'done':
    case 'verified':
      return false;
  }
}

/** Whether a step still wants to be worked, on the branch that was taken: it is open and nobody watches it, or deferred and due. */
export function isOpen(step: StepView): boolean {
  return (step.state === 'open' && !step.off_branch && step.watch === null) || isDue(step);
}

/** Where a run is to be taken up: its first open step, else its last step. */
export function startOf(run: RunView): StepView | null {
  return run.steps.find(isOpen) ?? run.steps.at(-1) ?? null;
}

/** The step to go to after one was settled: the next open one below it, else the step itself. */
export function after(run: RunView, step: string): StepView | null {
  const at = run.steps.findIndex((each) => each.id === step);
  return run.steps.slice(at + 1).find(isOpen) ?? run.steps[at] ?? null;
}

/** The step so many rows further; stops at both ends. */
export function moved(run: RunView, step: string | null, by: number): StepView | null {
  const at = run.steps.findIndex((each) => each.id === step);
  const to = Math.max(0, Math.min(run.steps.length - 1, at + by));
  return run.steps[to] ?? null;
}

/** Open steps above a step: what was skipped. */
export function openAbove(run: RunView, step: string | null): StepView[] {
  const at = run.steps.findIndex((each) => each.id === step);
  return run.steps.slice(0, Math.max(0, at)).filter(isOpen);
}

/** The step to go to when a phase is chosen: its first open step, else its first. */
export function startOfPhase(run: RunView, phase: PhaseCount['phase']): StepView | null {
  const inside = run.steps.filter((step) => step.phase === phase);
  return inside.find(isOpen) ?? inside[0] ?? null;
}

/** The anchor that a forge makes of a heading: lower case, no punctuation, dashes for spaces. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** The step that a link inside a playbook leads to. */
export function stepOfAnchor<Step extends { id: string; title: string }>(steps: readonly Step[], anchor: string): Step | null {
  return steps.find((step) => step.id === anchor || anchorOf(step.title) === anchor) ?? null;
}

/** The phase so many places further in the run. */
export function phaseFrom(run: RunView, step: string | null, by: number): PhaseCount['phase'] | null {
  const here = run.steps.find((each) => each.id === step)?.phase;
  const at = run.phases.findIndex((each) => each.phase === here);
  return run.phases[at + by]?.phase ?? null;
}

/** The steps of the first-minute card, at most five: those to know by heart, else the first ones. */
export function firstMinute(run: RunView): { steps: StepView[]; named: boolean } {
  const named = run.steps.filter((step) => step.mode === 'memory');
  return { steps: (named.length > 0 ? named : run.steps).slice(0, 5), named: named.length > 0 };
}
