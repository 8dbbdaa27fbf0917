import { describe, expect, it } from 'vitest';
import { ACTS, type ActId } from './acts';
import { bind, clashes, isUnfinished, judge, KEPT, rebind } from './binding';
import { keysOf, type OwnKeys } from './bound.svelte';
import { chordAria, chordText } from './chord';

const by = (id: ActId, chord: string, own: OwnKeys = {}): string[] => {
  const verdict = judge(id, chord, own);
  return verdict.is === 'taken' ? verdict.by.map((each) => each.id) : [verdict.is];
};

describe('the keys that acts came with', () => {
  it('stand for one act each wherever they can be pressed', () => {
    for (const act of ACTS) expect(clashes(act.id, {}), act.id).toEqual([]);
  });

  it('are none that the system or the web view keeps, but for what closes something by Esc', () => {
    for (const act of ACTS) for (const chord of act.keys) expect(chord !== 'Escape' && Object.hasOwn(KEPT, chord), chord).toBe(false);
  });
});

describe('a new key', () => {
  it('is free where nothing on the same screen has it', () => {
    expect(by('note.write', 'Mod+J')).toEqual(['free']);
    expect(by('note.write', 'N')).toEqual(['same']);
  });

  it('is taken by an act of the same place, of the steps beside the incident, or of anywhere', () => {
    expect(by('note.write', 'T')).toEqual(['note.stamp']);
    expect(by('note.write', 'V')).toEqual(['step.verify']);
    expect(by('note.write', 'Mod+K')).toEqual(['palette.open']);
    expect(by('incident.open', 'J')).toEqual(expect.arrayContaining(['list.next', 'step.next']));
    expect(by('list.next', 'V'), 'no step is there where a list is').toEqual(['free']);
  });

  it('is refused where the system or the web view has it', () => {
    for (const chord of Object.keys(KEPT)) expect(by('note.write', chord), chord).toEqual(['refused']);
    expect(by('note.write', 'Dead')).toEqual(['refused']);
  });

  it('is refused as a single key where the act is done while typing', () => {
    expect(by('palette.open', 'Q')).toEqual(['refused']);
    expect(by('open.submit', 'Shift+Q')).toEqual(['refused']);
    expect(by('palette.open', 'F8')).toEqual(['free']);
    expect(by('palette.open', 'Mod+J')).toEqual(['free']);
    expect(by('undo', 'Y'), 'undo is left to text fields').toEqual(['free']);
    expect(by('go.providers', 'Y'), 'an act that came without a key').toEqual(['free']);
  });

  it('leaves the digits to the choices', () => {
    expect(by('branch.choose', 'Q')).toEqual(['refused']);
    expect(by('note.write', '4')).toEqual(['refused']);
    expect(keysOf('branch.choose', { 'branch.choose': ['Q'] })).toHaveLength(9);
  });

  it('is waited for while only a modifier is held', () => {
    expect(['Mod+Control', 'Shift+Shift', 'CapsLock'].map(isUnfinished)).toEqual([true, true, true]);
    expect(isUnfinished('Mod+Shift+K')).toBe(false);
  });
});

describe('binding', () => {
  it('changes one key and leaves the others', () => {
    const own = bind('step.next', 'L', 'J', {});
    expect(keysOf('step.next', own)).toEqual(['L', 'ArrowDown']);
    expect(keysOf('step.next', bind('step.next', 'Y', null, own))).toEqual(['L', 'ArrowDown', 'Y']);
  });

  it('takes the key from whoever has it there', () => {
    const own = bind('note.write', 'T', 'N', {});
    expect(keysOf('note.write', own)).toEqual(['T']);
    expect(keysOf('note.stamp', own)).toEqual([]);
    for (const act of ACTS) expect(clashes(act.id, own), act.id).toEqual([]);
  });

  it('leaves no trace of what is as it came', () => {
    const own = bind('note.write', 'Y', 'N', {});
    expect(Object.keys(own)).toEqual(['note.write']);
    expect(rebind('note.write', ['N'], own)).toEqual({});
  });

  it('shows clashes that came from elsewhere', () => {
    const own = { 'note.write': ['T'] };
    expect(clashes('note.write', own).map((each) => each.with.id)).toEqual(['note.stamp']);
    expect(clashes('note.stamp', own).map((each) => each.with.id)).toEqual(['note.write']);
  });
});

describe('the plus sign', () => {
  it('is a key like any other', () => {
    expect(chordText('Mod++', false)).toBe('Ctrl +');
    expect(chordText('+', false)).toBe('+');
    expect(chordAria('Mod++', false)).toBe('Control+Plus');
  });
});
