import { describe, expect, it } from 'vitest';
import {
  counted,
  duration,
  durationRange,
  localDay,
  localTime,
  relative,
  utcFull,
  utcNear,
  utcTime,
  zoneName,
} from './format';

const at = Date.UTC(2026, 10, 21, 2, 41, 7);
const DAY = 86_400;

describe('times', () => {
  it('shows UTC no finer than it is known', () => {
    expect(utcTime(at)).toBe('02:41:07Z');
    expect(utcTime(at, 'minute')).toBe('02:41Z');
    expect(utcTime(at, 'hour')).toBe('02Z');
    expect(utcFull(at, 'minute')).toBe('2026-11-21 02:41Z');
    expect(utcFull(at, 'day')).toBe('2026-11-21');
    expect(utcFull(at, 'month')).toBe('2026-11');
    expect(utcFull(at, 'year')).toBe('2026');
  });

  it('leaves the date out on the same day only', () => {
    expect(utcNear(at, at + 60_000)).toBe('02:41:07Z');
    expect(utcNear(at, at + DAY * 1000)).toBe('2026-11-21 02:41:07Z');
  });

  it('shows local time with the name of its zone', () => {
    const summer = Date.UTC(2026, 6, 4, 2, 41);
    expect(localTime(summer, 'Europe/Berlin')).toBe('04:41 CEST');
    expect(localTime(at, 'Europe/Berlin')).toBe('03:41 CET');
    expect(localTime(summer, 'America/New_York')).toBe('22:41 EDT');
    expect(zoneName(at, 'Asia/Kolkata')).toBe('UTC+5:30');
    expect(localDay(at, 'UTC')).toBe('Sat 21 Nov');
  });

  it.each([
    [0, 'now'],
    [420_000, '7 min ago'],
    [-7_200_000, 'in 2 h'],
  ])('says how long ago %s ms is', (ago, text) => {
    expect(relative(at, at + ago)).toBe(text);
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [5100, '1 h 25 min'],
    [71 * 3600 + 29 * 60, '71 h 29 min'],
    [3 * DAY + 4 * 3600 + 59, '3 d 4 h'],
    [-300, '−5 min'],
  ])('%s s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it.each([
    [420, 420, '7 min'],
    [12 * DAY, 14 * DAY, '12 to 14 d'],
    [5 * DAY, 7 * DAY, '5 to 7 d'],
    [0, 2 * DAY, '0 to 2 d'],
    [5100, 7200, '1 h 25 min to 2 h'],
    [61, 185, '1 to 3 min'],
    [11_400, null, '≥ 3 h 10 min'],
  ])('%s to %s s is %s', (min, max, text) => {
    expect(durationRange(min, max)).toBe(text);
  });
});

it('counts with a noun', () => {
  expect(counted(1, 'step')).toBe('1 step');
  expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  expect(counted(100_000, 'entry', 'entries')).toBe('100,000 entries');
});
