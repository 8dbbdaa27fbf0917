import { describe, expect, it } from 'vitest';
import { contrast, readBlock } from './contrast';
import css from './tokens.css?raw';

const grounds = ['bg', 'surface', 'sunken', 'hover'];
const inks = ['ink', 'ink-2', 'ink-3'];
const hues = ['here', 'done', 'attention', 'critical', 'exercise', 'provider'];

const light = readBlock(css, 'light');
const dark = readBlock(css, 'dark');
const themes = {
  light,
  dark,
  'light, more contrast': { ...light, ...readBlock(css, 'light-more') },
  'dark, more contrast': { ...dark, ...readBlock(css, 'dark-more') },
};

function ratio(theme: Record<string, string>, a: string, b: string): number {
  const [first, second] = [theme[a], theme[b]];
  if (!first || !second) throw new Error(`A token is missing: ${a} or ${b}.`);
  return contrast(first, second);
}

describe('contrast', () => {
  it('knows the two ends of the scale', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#777777')).toBe(1);
  });

  it('refuses a block that is not there', () => {
    expect(() => readBlock(css, 'sepia')).toThrow('no block named sepia');
  });
});

describe.each(Object.entries(themes))('%s', (name, theme) => {
  const text = name.includes('more') ? 7 : 4.5;
  const pairs = [
    ...[...inks, ...hues].flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
    ...hues.map((hue) => [hue, `${hue}-soft`] as const),
    ...hues.map((hue) => ['ink', `${hue}-soft`] as const),
    ...hues.map((hue) => ['ink-2', `${hue}-soft`] as const),
    ['on-here', 'here'],
    ['on-here', 'here-strong'],
  ] as const;

  it.each(pairs)('text %s on %s', (ink, ground) => {
    expect(ratio(theme, ink, ground)).toBeGreaterThanOrEqual(name.includes('more') && ink !== 'ink' ? 4.5 : text);
  });

  const marks = [...hues, 'edge'].flatMap((mark) => grounds.map((ground) => [mark, ground] as const));
  it.each(marks)('mark %s on %s', (mark, ground) => {
    expect(ratio(theme, mark, ground)).toBeGreaterThanOrEqual(3);
  });
});
