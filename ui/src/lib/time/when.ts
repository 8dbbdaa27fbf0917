import type { When } from '../api/types';
import { localFull, utcDate, utcFull, utcTime } from './format';

const DAY = 24 * 60 * 60_000;

/** The instant of an RFC 3339 time, in milliseconds. */
export function instant(iso: string): number {
  return Date.parse(iso);
}

/** The calendar date of an instant in the zone it was said in. */
function dateIn(ms: number, zone: string): string {
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return utcDate(ms + (offset[1] === '-' ? -minutes : minutes) * 60_000);
  }
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    const parts = format.formatToParts(ms);
    const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}`;
  } catch {
    return utcDate(ms);
  }
}

/** The day an entry stands under: its date in UTC, or the day or month it is known to. */
export function whenDay(when: When): string {
  const from = instant(when.earliest);
  switch (when.precision) {
    case 'day':
      return dateIn(from, when.zone);
    case 'month':
      return dateIn(from, when.zone).slice(0, 7);
    case 'range':
    case 'estimate':
      return instant(when.latest) - from >= DAY ? dateIn(from, when.zone) : utcDate(from);
    case 'exact':
    case 'minute':
    case 'hour':
    case 'at-latest':
      return utcDate(from);
  }
}

/** A time as short as the day above it allows: `02:41:07Z`, `by 02:10Z`, `02:10–02:40Z`, `that day`. */
export function whenInDay(when: When): string {
  const [from, to] = [instant(when.earliest), instant(when.latest)];
  switch (when.precision) {
    case 'exact':
      return utcTime(from);
    case 'minute':
      return utcTime(from, 'minute');
    case 'hour':
      return utcTime(from, 'hour');
    case 'at-latest':
      return `by ${utcTime(from, 'minute')}`;
    case 'day':
      return 'that day';
    case 'month':
      return 'that month';
    case 'estimate':
      return to - from >= DAY ? `to ${dateIn(to - 1, when.zone)}` : `about ${utcTime((from + to) / 2, 'minute')}`;
    case 'range':
      if (to - from >= DAY) return `to ${dateIn(to - 1, when.zone)}`;
      return utcDate(from) === utcDate(to)
        ? `${utcTime(from, 'minute').slice(0, -1)}–${utcTime(to, 'minute')}`
        : `${utcTime(from, 'minute')} on`;
  }
}

/** A time as said, in the form it is known: `02:10Z`, `2022-12-16`, `2018-03`, `02:10Z to 02:40Z`, `by 02:10Z`. */
export function whenText(when: When, now: number, long = false): string {
  const [from, to] = [instant(when.earliest), instant(when.latest)];
  const near = (ms: number, precision: 'second' | 'minute' | 'hour'): string =>
    !long && utcDate(ms) === utcDate(now) ? utcTime(ms, precision) : utcFull(ms, precision);
  switch (when.precision) {
    case 'exact':
      return near(from, 'second');
    case 'minute':
      return near(from, 'minute');
    case 'hour':
      return near(from, 'hour');
    case 'day':
      return dateIn(from, when.zone);
    case 'month':
      return dateIn(from, when.zone).slice(0, 7);
    case 'at-latest':
      return `by ${near(from, 'minute')}`;
    case 'estimate':
      return `about ${span(when, from, to, near)}`;
    case 'range':
      return span(when, from, to, near);
  }
}

function span(when: When, from: number, to: number, near: (ms: number, precision: 'minute') => string): string {
  if (to - from >= DAY) {
    const [first, last] = [dateIn(from, when.zone), dateIn(to - 1, when.zone)];
    return first === last ? first : `${first} to ${last}`;
  }
  if (utcDate(from) !== utcDate(to)) return `${near(from, 'minute')} to ${near(to, 'minute')}`;
  return `${near(from, 'minute')} to ${utcTime(to, 'minute')}`;
}

/** Everything there is to say about a time: UTC, local beside, and how precisely it is known. */
export function whenTitle(when: When, zone: string): string {
  const [from, to] = [instant(when.earliest), instant(when.latest)];
  const utc = from === to ? utcFull(from) : `${utcFull(from)} to ${utcFull(to)}`;
  const local = from === to ? localFull(from, zone) : `${localFull(from, zone)} to ${localFull(to, zone)}`;
  return `${utc}, local ${local}, ${PRECISIONS[when.precision]}`;
}

/** A typed time as short as the day allows: no date where it is that of `now`, nothing below a second. */
export function shortened(typed: string, now: number): string {
  return typed.replaceAll(`${utcDate(now)}T`, '').replace(/(?<=\d)T(?=\d)/g, ' ').replace(/\.\d+Z/g, 'Z');
}

/** What each precision means, in words. */
export const PRECISIONS: Record<When['precision'], string> = {
  exact: 'to the second',
  minute: 'to the minute',
  hour: 'to the hour',
  day: 'to the day',
  month: 'to the month',
  estimate: 'an estimate',
  range: 'a range',
  'at-latest': 'no later than this',
};
