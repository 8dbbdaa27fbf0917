import { describe, expect, it } from 'vitest';
import { contrast, readBlock } from './contrast';
import base from './base.css?raw';
import dialog from './dialog.css?raw';
import tokens from './tokens.css?raw';

const components = import.meta.glob<string>('../../**/*.svelte', { query: '?raw', import: 'default', eager: true });

/** The styles of every component and of the window, without comments. */
const sheets = Object.entries(components)
  .map(([path, text]) => [path.replace('../../', ''), /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? ''] as const)
  .concat([
    ['base.css', base.slice(0, base.indexOf('@media print'))],
    ['dialog.css', dialog],
  ])
  .map(([path, css]) => [path, css.replace(/\/\*[\s\S]*?\*\//g, '')] as const);

/** Every innermost rule of a sheet: its selector and its declarations. */
function rules(css: string): { selector: string; body: string }[] {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({ selector: (selector as string).trim(), body: body as string }));
}

const light = readBlock(tokens, 'light');
const dark = readBlock(tokens, 'dark');
const themes = {
  light,
  dark,
  'light, more contrast': { ...light, ...readBlock(tokens, 'light-more') },
  'dark, more contrast': { ...dark, ...readBlock(tokens, 'dark-more') },
};

describe('every pair of colours in use', () => {
  const pairs = sheets.flatMap(([path, css]) =>
    rules(css).flatMap(({ selector, body }) => {
      const ink = /(?:^|[;\s])color:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
      const ground = /background(?:-color)?:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
      return ink && ground ? [{ where: `${path} ${selector}`, ink, ground }] : [];
    }),
  );

  it('is found', () => expect(pairs.length).toBeGreaterThan(20));

  it.each(Object.entries(themes))('can be read in %s', (_, theme) => {
    const faint = pairs.filter(({ ink, ground }) => {
      const [first, second] = [theme[ink], theme[ground]];
      return first === undefined || second === undefined || contrast(first, second) < 4.5;
    });
    expect(faint).toEqual([]);
  });

  it('is made of tokens, which each theme has', () => {
    const literal = sheets.flatMap(([path, css]) =>
      rules(css)
        .filter(({ selector }) => selector !== ':root:not([data-theme])')
        .filter(({ body }) => /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/i.test(body))
        .map(({ selector }) => `${path} ${selector}`),
    );
    expect(literal).toEqual([]);
    expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
  });
});

describe('forced colours', () => {
  it('replace every colour', () => {
    const block = tokens.slice(tokens.indexOf('forced-colors'));
    for (const token of Object.keys(light)) expect(block, token).toContain(`--${token}:`);
  });

  it('leave a mark wherever only the ground says what is chosen', () => {
    const marked = sheets.filter(([, css]) => rules(css).some(({ selector, body }) => /\[aria-(selected|checked|current|pressed)|\.(on|at|here|chosen)\b/.test(selector) && /background:\s*var\(--here-soft\)/.test(body)));
    expect(marked.length).toBeGreaterThan(2);
    const silent = marked.filter(([, css]) => !css.includes('forced-colors') && !/border(-\w+)?(-color)?:[^;]*var\(--here/.test(css)).map(([path]) => path);
    expect(silent).toEqual([]);
  });
});

describe('motion', () => {
  it('lasts 120 ms at most, and none is left where less is asked for', () => {
    const lasting = sheets.flatMap(([path, css]) =>
      [...css.matchAll(/(?:transition|animation)(?:-duration)?:[^;]*?([\d.]+)(m?s)\b/g)]
        .filter(([, amount, unit]) => Number(amount) * (unit === 's' ? 1000 : 1) > 120)
        .map(([rule]) => `${path} ${rule}`),
    );
    expect(lasting).toEqual([]);
    expect(/--quick: (\d+)ms/.exec(tokens)?.[1]).toBe('120');
    const reduced = /prefers-reduced-motion: reduce\) \{\s*\*,\s*\*::before,\s*\*::after \{([^}]*)\}/.exec(base)?.[1] ?? '';
    for (const what of ['transition-duration: 0s', 'animation-duration: 0s', 'scroll-behavior: auto']) expect(reduced).toContain(`${what} !important`);
  });

  it('is made by style sheets only, which obey', () => {
    const own = Object.entries(components).filter(([, text]) => /\s(?:transition|in|out|animate):\w+|behavior: 'smooth'|\.animate\(/.test(text.replace(/<style>[\s\S]*/, '')));
    expect(own.map(([path]) => path)).toEqual([]);
  });
});

describe('a line of text', () => {
  it('never asks for what ends the web process', () => {
    expect(sheets.filter(([, css]) => /text-wrap(?:-style)?:\s*pretty/.test(css)).map(([path]) => path)).toEqual([]);
  });
});

describe('the focus', () => {
  it('keeps its outline everywhere but on a whole screen and its title', () => {
    const hidden = sheets.flatMap(([path, css]) =>
      rules(css)
        .filter(({ selector, body }) => /outline:\s*(?:none|0)\b/.test(body) && !/^h\d:focus$/.test(selector))
        .map(({ selector }) => `${path} ${selector.replace(/\s+/g, ' ')}`),
    );
    // Where the field or the head has none, the line or the row around it has it; whole screens, dialogs and titles are gone to, not worked.
    const instead = {
      'screens/incident/EntryField.svelte .at, textarea': '.line:focus-within',
      'screens/incident/StepRow.svelte .head:focus-visible': '.box:has(> .head:focus-visible)',
    };
    const titles = ['base.css main:focus, h1:focus', 'dialog.css .dialog:focus-visible'];
    expect(hidden.sort()).toEqual([...titles, ...Object.keys(instead)].sort());
    for (const [where, around] of Object.entries(instead)) {
      const [path = ''] = where.split(' ');
      const css = sheets.find(([each]) => each === path)?.[1] ?? '';
      expect(rules(css).find(({ selector }) => selector === around)?.body, where).toContain('outline: 2px solid var(--here)');
    }
    expect(rules(base).find(({ selector }) => selector === ':focus-visible')?.body).toContain('outline: 2px solid var(--here)');
  });
});
