import type { Clock } from '../api/types';
import { brief, duration, durationRange, MISSING } from './format';
import { instant } from './when';

/** How a clock stands, in the words and the length of bar that the screen shows. */
export interface ClockFigure {
  state: 'problem' | 'set' | 'running' | 'missing';
  /** The figure: `7 min`, `≥ 3 h 10 min`, or a dash. */
  value: string;
  /** What stands beside it: `of 15 min`, `29 min left`, `not recovered yet`. */
  note: string;
  /** The part of the target that is used up, 0 to 1; null where there is no target or no value. */
  used: number | null;
  /** Whether the target was missed. */
  over: boolean;
}

/** Says how a clock stands at an instant. */
export function clockFigure(clock: Clock, now: number): ClockFigure {
  const target = clock.target;
  const against = (seconds: number): { used: number | null; over: boolean } =>
    target === null ? { used: null, over: false } : { used: Math.min(1, Math.max(0, seconds / target)), over: seconds > target };
  if (clock.problem !== null) return { state: 'problem', value: MISSING, note: clock.problem, used: null, over: false };
  if (clock.value !== null) {
    const { seconds_min: min, seconds_max: max } = clock.value;
    // Nothing bounds how much longer it was than the shortest.
    const text = durationRange(min, clock.at_least ? null : max);
    const first = clock.first === null ? '' : `first ${durationRange(clock.first.seconds_min, clock.first.seconds_max)}`;
    const verdict = target === null ? '' : judged(min, clock.at_least ? Infinity : max, target);
    const bar = against(max);
    return {
      state: 'set',
      value: text,
      note: [verdict, first].filter(Boolean).join(' · '),
      ...bar,
      over: target !== null && min > target,
    };
  }
  if (clock.running_since !== null) {
    const seconds = Math.max(0, (now - instant(clock.running_since)) / 1000);
    const bar = against(seconds);
    const note = target === null ? 'running' : bar.over ? `over by ${brief(seconds - target)}` : `${brief(target - seconds)} left`;
    const value = `${clock.at_least ? '≥ ' : ''}${duration(seconds)}`;
    return { state: 'running', value, note, ...bar };
  }
  return { state: 'missing', value: MISSING, note: clock.missing ?? 'not known', used: null, over: false };
}

function judged(min: number, max: number, target: number): string {
  if (max <= target) return 'within target';
  if (min > target) return `over by ${brief(min - target)}`;
  return 'may be over target';
}
