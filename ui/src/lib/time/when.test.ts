import { describe, expect, it } from 'vitest';
import type { When } from '../api/types';
import { shortened, whenDay, whenInDay, whenText, whenTitle } from './when';

const now = Date.UTC(2026, 10, 21, 2, 41, 7);
const when = (earliest: string, latest: string, precision: When['precision'], zone = 'UTC'): When => ({
  earliest,
  latest,
  precision,
  zone,
});

describe('a time as said', () => {
  it.each<[When, string]>([
    [when('2026-11-21T02:10:05Z', '2026-11-21T02:10:05Z', 'exact'), '02:10:05Z'],
    [when('2026-11-21T02:10:00Z', '2026-11-21T02:10:00Z', 'minute'), '02:10Z'],
    [when('2026-11-20T02:10:00Z', '2026-11-20T02:10:00Z', 'minute'), '2026-11-20 02:10Z'],
    [when('2022-12-16T00:00:00Z', '2022-12-17T00:00:00Z', 'day'), '2022-12-16'],
    [when('2017-12-19T05:00:00Z', '2017-12-20T05:00:00Z', 'day', 'America/New_York'), '2017-12-19'],
    [when('2017-12-18T22:00:00Z', '2017-12-19T22:00:00Z', 'day', '+02:00'), '2017-12-19'],
    [when('2018-03-01T00:00:00Z', '2018-04-01T00:00:00Z', 'month'), '2018-03'],
    [when('2026-11-21T02:10:00Z', '2026-11-21T02:40:00Z', 'range'), '02:10Z to 02:40Z'],
    [when('2017-12-19T00:00:00Z', '2017-12-22T00:00:00Z', 'range'), '2017-12-19 to 2017-12-21'],
    [when('2026-11-21T01:10:00Z', '2026-11-21T03:10:00Z', 'estimate'), 'about 01:10Z to 03:10Z'],
    [when('2026-11-21T02:10:00Z', '2026-11-21T02:10:00Z', 'at-latest'), 'by 02:10Z'],
  ])('%o reads %s', (said, text) => {
    expect(whenText(said, now)).toBe(text);
  });

  it.each<[When, string, string]>([
    [when('2026-11-21T02:10:05Z', '2026-11-21T02:10:05Z', 'exact'), '2026-11-21', '02:10:05Z'],
    [when('2017-12-19T05:00:00Z', '2017-12-20T05:00:00Z', 'day', 'America/New_York'), '2017-12-19', 'that day'],
    [when('2018-03-01T05:00:00Z', '2018-04-01T04:00:00Z', 'month', 'America/New_York'), '2018-03', 'that month'],
    [when('2026-11-21T02:10:00Z', '2026-11-21T02:10:00Z', 'at-latest'), '2026-11-21', 'by 02:10Z'],
    [when('2026-11-21T02:10:00Z', '2026-11-21T02:40:00Z', 'range'), '2026-11-21', '02:10–02:40Z'],
    [when('2026-11-20T23:10:00Z', '2026-11-21T02:40:00Z', 'range'), '2026-11-20', '23:10Z on'],
    [when('2017-12-19T00:00:00Z', '2017-12-22T00:00:00Z', 'range'), '2017-12-19', 'to 2017-12-21'],
    [when('2026-11-21T01:10:00Z', '2026-11-21T03:10:00Z', 'estimate'), '2026-11-21', 'about 02:10Z'],
  ])('%o stands under %s as %s', (said, day, text) => {
    expect([whenDay(said), whenInDay(said)]).toEqual([day, text]);
  });

  it.each([
    ['2026-11-21T02:10:05.250Z', '02:10:05Z'],
    ['2026-11-20T22:10:05Z', '2026-11-20 22:10:05Z'],
    ['2026-11-21T02:10:00Z/2026-11-21T02:40:00Z', '02:10:00Z/02:40:00Z'],
    ['<2026-11-21T02:10:00Z', '<02:10:00Z'],
    ['2022-12-16 America/New_York', '2022-12-16 America/New_York'],
  ])('typed as %s is offered as %s', (typed, short) => {
    expect(shortened(typed, now)).toBe(short);
  });

  it('gives the date too where asked', () => {
    expect(whenText(when('2026-11-21T02:10:00Z', '2026-11-21T02:10:00Z', 'minute'), now, true)).toBe('2026-11-21 02:10Z');
  });

  it('says both zones and the precision in full', () => {
    const said = when('2026-11-21T02:10:00Z', '2026-11-21T02:10:00Z', 'minute');
    expect(whenTitle(said, 'Europe/Berlin')).toBe('2026-11-21 02:10:00Z, local Sat 21 Nov 03:10 CET, to the minute');
  });
});
