import { afterEach, describe, expect, it, vi } from 'vitest';
import { ACTS } from './acts';
import { chordAria, chordOf, chordText } from './chord';
import { Registry } from './registry.svelte';

function key(name: string, more: KeyboardEventInit = {}, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

afterEach(() => {
  document.body.replaceChildren();
});

describe('the list of acts', () => {
  it('names every act once, in words', () => {
    expect(new Set(ACTS.map((act) => act.id)).size).toBe(ACTS.length);
    expect(new Set(ACTS.map((act) => act.label)).size).toBe(ACTS.length);
    for (const act of ACTS) expect(act.label).toMatch(/^[A-Z][^.!]*$/);
  });

  it('gives no key twice in one place, nor one that works anywhere', () => {
    const seen = new Map<string, string>();
    for (const act of ACTS) {
      for (const chord of act.keys) {
        const clash = seen.get(`Anywhere ${chord}`) ?? seen.get(`${act.place} ${chord}`);
        expect(clash, `${chord} of ${act.id}`).toBeUndefined();
        seen.set(`${act.place} ${chord}`, act.id);
      }
    }
  });

  it('keeps the keys that the rules name', () => {
    const keys = (id: string): readonly string[] => ACTS.find((act) => act.id === id)?.keys ?? [];
    expect(keys('palette.open')).toEqual(['Mod+K']);
    expect(keys('keys.show')).toEqual(['?']);
    expect(keys('note.write')).toEqual(['N']);
    expect(keys('note.stamp')).toEqual(['T']);
    expect(keys('step.done')).toEqual(['Space', 'Enter']);
    expect(keys('step.verify')).toEqual(['V']);
    expect(keys('step.defer')).toEqual(['D']);
    expect(keys('step.skip')).toEqual(['X']);
    expect(keys('step.override')).toEqual(['O']);
    expect(keys('step.block')).toEqual(['B']);
    expect(keys('branch.choose')).toHaveLength(9);
    expect(keys('phase.previous')).toEqual(['[']);
    expect(keys('phase.next')).toEqual([']']);
    expect(keys('go.search')).toEqual(['Mod+F']);
    expect(keys('undo')).toEqual(['Mod+Z']);
  });
});

describe('chords', () => {
  it.each([
    [{ key: 'n' }, 'N'],
    [{ key: 'N', shiftKey: true }, 'Shift+N'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'k', ctrlKey: true }, 'Mod+K'],
    [{ key: 'k', metaKey: true }, 'Mod+K'],
    [{ key: ' ' }, 'Space'],
    [{ key: 'Enter', ctrlKey: true }, 'Mod+Enter'],
    [{ key: 'ArrowLeft', altKey: true }, 'Alt+ArrowLeft'],
    [{ key: '[', ctrlKey: true, altKey: true, modifierAltGraph: true }, '['],
  ])('reads %o as %s', (init, chord) => {
    expect(chordOf(new KeyboardEvent('keydown', init))).toBe(chord);
  });

  it('writes them for people and for assistive technology', () => {
    expect(chordText('Mod+K', false)).toBe('Ctrl K');
    expect(chordText('Mod+K', true)).toBe('⌘ K');
    expect(chordText('ArrowDown')).toBe('↓');
    expect(chordAria('Mod+Enter', false)).toBe('Control+Enter');
  });
});

describe('the registry', () => {
  it('runs an act by its key only while it is offered', () => {
    const registry = new Registry();
    const run = vi.fn();
    const withdraw = registry.offer({ 'note.write': run });
    expect(registry.press(key('n'))).toBe(true);
    withdraw();
    expect(registry.press(key('n'))).toBe(false);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('leaves single letters to a text field, but not chords', () => {
    const registry = new Registry();
    const letter = vi.fn();
    const chord = vi.fn();
    registry.offer({ 'note.write': letter, 'palette.open': chord });
    const field = document.body.appendChild(document.createElement('input'));
    expect(registry.press(key('n', {}, field))).toBe(false);
    expect(registry.press(key('k', { ctrlKey: true }, field))).toBe(true);
    expect(letter).not.toHaveBeenCalled();
    expect(chord).toHaveBeenCalledTimes(1);
  });

  it('leaves Enter and Space to buttons and links', () => {
    const registry = new Registry();
    const run = vi.fn();
    registry.offer({ 'step.done': run });
    const button = document.body.appendChild(document.createElement('button'));
    expect(registry.press(key(' ', {}, button))).toBe(false);
    expect(registry.press(key('Enter', {}, button))).toBe(false);
    expect(registry.press(key(' '))).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('respects when an act is not available, and finds the next act on the same key', () => {
    const registry = new Registry();
    const list = vi.fn();
    const step = vi.fn();
    registry.offer({ 'list.next': { run: list, when: () => false }, 'step.next': step });
    expect(registry.press(key('j'))).toBe(true);
    expect(list).not.toHaveBeenCalled();
    expect(step).toHaveBeenCalledTimes(1);
    expect(registry.available().map((act) => act.id)).toEqual(['step.next']);
  });

  it('repeats only what may repeat', () => {
    const registry = new Registry();
    const done = vi.fn();
    const next = vi.fn();
    registry.offer({ 'step.done': done, 'step.next': { run: next, repeats: true } });
    registry.press(key(' ', { repeat: true }));
    registry.press(key('j', { repeat: true }));
    expect(done).not.toHaveBeenCalled();
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('holds everything back while a dialog is open', () => {
    const registry = new Registry();
    const run = vi.fn();
    registry.offer({ 'note.write': run });
    const release = registry.hold();
    expect(registry.press(key('n'))).toBe(false);
    release();
    release();
    expect(registry.press(key('n'))).toBe(true);
  });

  it('gives an act back to the earlier offer', () => {
    const registry = new Registry();
    const first = vi.fn();
    const second = vi.fn();
    registry.offer({ 'note.write': first });
    const withdraw = registry.offer({ 'note.write': second });
    registry.do('note.write');
    withdraw();
    registry.do('note.write');
    expect(second).toHaveBeenCalledTimes(1);
    expect(first).toHaveBeenCalledTimes(1);
  });

  it('falls back to an earlier offer while the later one cannot be done', () => {
    const registry = new Registry();
    const first = vi.fn();
    let can = true;
    registry.offer({ 'note.write': first });
    registry.offer({ 'note.write': { run: () => undefined, when: () => can } });
    registry.do('note.write');
    expect(first).not.toHaveBeenCalled();
    can = false;
    registry.do('note.write');
    expect(first).toHaveBeenCalledTimes(1);
  });

  it('leaves nothing behind, in whatever order offers are withdrawn', () => {
    const registry = new Registry();
    const first = registry.offer({ 'note.write': () => undefined });
    const second = registry.offer({ 'note.write': () => undefined });
    first();
    expect(registry.can('note.write')).toBe(true);
    second();
    expect(registry.can('note.write')).toBe(false);
  });

  it('ignores keys while text is being composed', () => {
    const registry = new Registry();
    const run = vi.fn();
    registry.offer({ 'note.write': run });
    expect(registry.press(key('n', { isComposing: true }))).toBe(false);
  });
});
