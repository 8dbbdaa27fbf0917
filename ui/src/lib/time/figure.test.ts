import { describe, expect, it } from 'vitest';
import { ago, clockOf, NOW } from '../../test/world';
import { clockFigure } from './figure';

const seconds = (min: number, max = min) => ({ seconds_min: min, seconds_max: max });

describe('a clock', () => {
  it('that has no end gives no value, and says why', () => {
    const figure = clockFigure(clockOf('to_recover', { target: 28_800, missing: 'not recovered yet' }), NOW);
    expect(figure).toEqual({ state: 'missing', value: '—', note: 'not recovered yet', used: null, over: false });
  });

  it('that is zero is zero', () => {
    expect(clockFigure(clockOf('to_acknowledge', { target: 900, value: seconds(0) }), NOW)).toMatchObject({
      state: 'set',
      value: '0 s',
      note: 'within target',
      used: 0,
    });
  });

  it('that runs says what is left of the target', () => {
    const figure = clockFigure(clockOf('to_contain', { target: 3600, running_since: ago(31) }), NOW);
    expect(figure).toMatchObject({ state: 'running', value: '31 min', note: '29 min left', over: false });
    expect(figure.used).toBeCloseTo(31 / 60, 3);
  });

  it('that runs past its target says by how much', () => {
    const figure = clockFigure(clockOf('to_contain', { target: 600, running_since: ago(31) }), NOW);
    expect(figure).toMatchObject({ note: 'over by 21 min', used: 1, over: true });
  });

  it('that runs without a target says only that', () => {
    expect(clockFigure(clockOf('dwell', { running_since: ago(5), at_least: true }), NOW)).toMatchObject({ value: '≥ 5 min', note: 'running', used: null });
  });

  it('keeps a range a range, and judges both ends', () => {
    const range = clockOf('to_contain', { value: seconds(1800, 5400), target: 3600 });
    expect(clockFigure(range, NOW)).toMatchObject({ value: '30 min to 1 h 30 min', note: 'may be over target', over: false });
    expect(clockFigure({ ...range, target: 900 }, NOW)).toMatchObject({ note: 'over by 15 min', over: true });
    expect(clockFigure({ ...range, target: 5400 }, NOW)).toMatchObject({ note: 'within target' });
  });

  it('that is at least so long is never within its target', () => {
    const least = clockOf('to_contain', { value: seconds(1800), at_least: true, target: 3600 });
    expect(clockFigure(least, NOW)).toMatchObject({ value: '≥ 30 min', note: 'may be over target', over: false });
    expect(clockFigure({ ...least, target: 900 }, NOW)).toMatchObject({ note: 'over by 15 min', over: true });
    expect(clockFigure({ ...least, value: seconds(0, 86_400) }, NOW).value).toBe('≥ 0 s');
  });

  it('shows the first value of a reopened incident beside the last', () => {
    const reopened = clockOf('to_contain', { value: seconds(7200), first: seconds(1800) });
    expect(clockFigure(reopened, NOW).note).toBe('first 30 min');
  });

  it('whose ends are out of order has no value but a problem', () => {
    const wrong = clockOf('to_contain', { problem: 'contained 02:00Z lies before detected 02:10Z' });
    expect(clockFigure(wrong, NOW)).toMatchObject({ state: 'problem', value: '—', note: 'contained 02:00Z lies before detected 02:10Z' });
  });
});
