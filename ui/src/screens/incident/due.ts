import type { StepView } from '../../lib/api/types';
import { clock } from '../../lib/time/clock.svelte';
import { utcNear } from '../../lib/time/format';
import { instant } from '../../lib/time/when';

/**
 * Whether a step was deferred and wants to be worked again. A time that passes while the window is open is seen by the
 * clock of the window.
 */
export function isDue(step: StepView): boolean {
  if (step.state !== 'deferred' || step.off_branch) return false;
  return step.due || (step.due_at !== null && instant(step.due_at) <= clock.now);
}

/** Since when a step is due, or why. */
export function dueText(step: StepView, now: number): string {
  if (step.due_at !== null) return `due since ${utcNear(instant(step.due_at), now, 'minute')}`;
  return step.until === null ? 'due' : `due: ${step.until} is reached`;
}
