import type { DeadlineView } from '../../../lib/api/types';
import { duration } from '../../../lib/time/format';

/** How near a due time is: past, within a day, or later. */
export type Nearness = 'over' | 'near' | 'later';

/** The time left until an instant in words, and how near it is; null where nobody can say when it is due. */
export function left(at: string | null | undefined, now: number): { text: string; near: Nearness } | null {
  if (!at) return null;
  const seconds = Math.floor((Date.parse(at) - now) / 1000);
  if (Number.isNaN(seconds)) return null;
  if (seconds < 0) return { text: `${duration(-seconds)} overdue`, near: 'over' };
  return { text: `${duration(seconds)} left`, near: seconds < 86_400 ? 'near' : 'later' };
}

/** How a deadline stands that does not run any more: met in time or late, waived, withdrawn. */
export function ended(deadline: DeadlineView): string {
  const mark = deadline.marks.find((each) => each.mark === deadline.state);
  if (!mark) return '';
  const by = mark.by ? ` by ${mark.by}` : '';
  const before = deadline.met_before;
  const margin = deadline.state !== 'met' || before === null ? '' : before < 0 ? `, ${duration(-before)} late` : `, ${duration(before)} before it was due`;
  return `${mark.label}${by}${margin}`;
}
