import type { OpenRequest, RequestMark, RequestView, SplitView } from '../../../lib/api/types';
import { duration, durationRange, utcNear } from '../../../lib/time/format';
import { instant } from '../../../lib/time/when';

/** What a request is, in one word. */
export const STATE: Record<RequestMark | 'draft', string> = {
  draft: 'draft',
  sent: 'sent',
  acknowledged: 'acknowledged',
  answered: 'answered',
  withdrawn: 'withdrawn',
};

/** What is to be said next of a request, where something is. */
export const NEXT: Record<RequestMark | 'draft', RequestMark | null> = {
  draft: 'sent',
  sent: 'answered',
  acknowledged: 'answered',
  answered: null,
  withdrawn: null,
};

type Waits = Pick<OpenRequest, 'state' | 'waiting_since' | 'due_at'>;

/** Whether a request is neither answered nor withdrawn. */
export function isUnanswered(request: Pick<RequestView, 'state'>): boolean {
  return request.state !== 'answered' && request.state !== 'withdrawn';
}

/** Whether the time to escalate has passed. A time that passes while the window is open is seen by its clock. */
export function isDue(request: Waits, now: number): boolean {
  return request.due_at !== null && instant(request.due_at) <= now;
}

/** How a request stands: `sent, waits 1 h 5 min`, `draft`, `answered`. */
export function standing(request: Waits, now: number): string {
  const word = STATE[request.state ?? 'draft'];
  if (request.waiting_since === null) return word;
  const seconds = Math.max(0, (now - instant(request.waiting_since)) / 1000);
  return `${word}, waits ${duration(seconds)}`;
}

/** When a request is to be escalated; empty where it never is. */
export function escalation(request: Waits, now: number): string {
  if (request.due_at === null) return '';
  const at = utcNear(instant(request.due_at), now, 'minute');
  return isDue(request, now) ? `escalate, due since ${at}` : `escalate at ${at}`;
}

/** Both parts of a time, as they stand at an instant. What runs grows with it. */
export function splitFigures(split: SplitView, asOf: string, now: number): { provider: string; own: string } {
  const grown = split.running ? Math.floor((now - instant(asOf)) / 1000) : 0;
  const figure = (part: SplitView['provider'], grows: boolean): string => {
    const at = (seconds: number): number => Math.max(0, seconds + (grows ? grown : 0));
    return durationRange(at(part.seconds_min), split.at_least ? null : at(part.seconds_max));
  };
  return { provider: figure(split.provider, split.waiting), own: figure(split.own, !split.waiting) };
}
