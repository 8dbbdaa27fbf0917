/** How exactly a time is known. */
export type Precision = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

const two = (value: number): string => String(value).padStart(2, '0');
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Puts a missing value on screen: a dash, never zero; say the reason beside it. */
export const MISSING = '—';

/** The date of an instant in UTC, `2026-11-21`. */
export function utcDate(ms: number): string {
  const at = new Date(ms);
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}

/** The time of day of an instant in UTC, `02:41:07Z`, no finer than it is known. */
export function utcTime(ms: number, precision: Precision = 'second'): string {
  const at = new Date(ms);
  const [h, m, s] = [two(at.getUTCHours()), two(at.getUTCMinutes()), two(at.getUTCSeconds())];
  switch (precision) {
    case 'second':
      return `${h}:${m}:${s}Z`;
    case 'minute':
      return `${h}:${m}Z`;
    case 'hour':
      return `${h}Z`;
    case 'day':
      return utcDate(ms);
    case 'month':
      return utcDate(ms).slice(0, 7);
    case 'year':
      return utcDate(ms).slice(0, 4);
  }
}

/** Date and time of an instant in UTC, `2026-11-21 02:41:07Z`, no finer than it is known. */
export function utcFull(ms: number, precision: Precision = 'second'): string {
  const time = utcTime(ms, precision);
  return precision === 'day' || precision === 'month' || precision === 'year' ? time : `${utcDate(ms)} ${time}`;
}

/** The time as short as the day allows: the time of day on the same UTC day as `now`, else with the date. */
export function utcNear(ms: number, now: number, precision: Precision = 'second'): string {
  return utcDate(ms) === utcDate(now) ? utcTime(ms, precision) : utcFull(ms, precision);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, options);
    formats.set(key, made);
  }
  return made;
}

function part(ms: number, locale: string, options: Intl.DateTimeFormatOptions, type: string): string {
  const parts = format(locale, options).formatToParts(ms);
  return parts.find((each) => each.type === type)?.value ?? '';
}

/** The zone of this machine, as an IANA name. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** The short name of a zone at an instant: `CEST`, `EDT`, or `UTC+2` where it has none. */
export function zoneName(ms: number, zone: string): string {
  for (const locale of ['en-GB', 'en-US']) {
    const name = part(ms, locale, { timeZone: zone, timeZoneName: 'short' }, 'timeZoneName');
    if (name && !/^GMT[+-]/.test(name)) return name;
  }
  return part(ms, 'en-GB', { timeZone: zone, timeZoneName: 'short' }, 'timeZoneName').replace('GMT', 'UTC');
}

/** The local time of day beside its zone, `04:41 CEST`. */
export function localTime(ms: number, zone: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return `${format('en-GB', options).format(ms)} ${zoneName(ms, zone)}`;
}

/** The local date in words, `Sat 21 Nov`. */
export function localDay(ms: number, zone: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' };
  return format('en-GB', options).format(ms).replace(',', '');
}

/** Local day and time, `Sat 21 Nov 04:41 CEST`. */
export function localFull(ms: number, zone: string): string {
  return `${localDay(ms, zone)} ${localTime(ms, zone)}`;
}

/** A length of time in the two largest units that matter: `45 s`, `7 min`, `1 h 25 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  const length = Math.floor(Math.abs(seconds));
  const sign = seconds < 0 ? '−' : '';
  if (length < MINUTE) return `${sign}${length} s`;
  if (length < HOUR) return `${sign}${Math.floor(length / MINUTE)} min`;
  if (length < 3 * DAY) return sign + pair(Math.floor(length / HOUR), 'h', Math.floor((length % HOUR) / MINUTE), 'min');
  return sign + pair(Math.floor(length / DAY), 'd', Math.floor((length % DAY) / HOUR), 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A length of time for a remark beside a figure: the largest unit alone from ten hours on. */
export function brief(seconds: number): string {
  if (seconds >= 3 * DAY) return `${Math.floor(seconds / DAY)} d`;
  return seconds >= 10 * HOUR ? `${Math.floor(seconds / HOUR)} h` : duration(seconds);
}

/** A length known as a range: `12 to 14 d`, `1 h 25 min to 2 h`; one value where both ends are the same. */
export function durationRange(min: number, max: number | null): string {
  if (max === null) return `≥ ${duration(min)}`;
  const [low, high] = [duration(min), duration(max)];
  if (low === high) return low;
  for (const [unit, size, end] of [['d', DAY, Infinity], ['h', HOUR, 3 * DAY], ['min', MINUTE, HOUR]] as const) {
    const whole = min % size === 0 && max % size === 0;
    if (whole && max >= size && max < end) return `${min / size} to ${max / size} ${unit}`;
  }
  const unit = (text: string): string => text.replace(/^[\d−]+ /, '');
  const simple = /^−?\d+ \w+$/;
  if (simple.test(low) && simple.test(high) && unit(low) === unit(high)) return `${low.split(' ')[0]} to ${high}`;
  return `${low} to ${high}`;
}

/** How long ago or how far ahead an instant is: `7 min ago`, `in 2 h`, `now`. */
export function relative(ms: number, now: number): string {
  const seconds = Math.round((now - ms) / 1000);
  if (Math.abs(seconds) < 1) return 'now';
  return seconds > 0 ? `${duration(seconds)} ago` : `in ${duration(-seconds)}`;
}

/** The same text with every length of time kept on one line. */
export function unbroken(text: string): string {
  return text.replace(/(\d) (s|min|h|d)\b/g, '$1\u00a0$2');
}

/** A whole number with thin groups of thousands, `100,000`. */
export function count(value: number): string {
  return format0.format(value);
}
const format0 = new Intl.NumberFormat('en-GB');

/** A number with its noun: `1 step`, `3 steps`, `2 entries`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
