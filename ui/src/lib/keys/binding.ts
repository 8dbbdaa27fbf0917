import { ACTS, act, type Act, type ActId, type ActPlace } from './acts';
import { FIXED, keysOf, type OwnKeys } from './bound.svelte';
import { chordText, isPlain } from './chord';

/** What binding a key to an act would mean. */
export type Verdict =
  | { is: 'free' }
  /** The act has it already. */
  | { is: 'same' }
  /** Other acts have it where this one is done, too. */
  | { is: 'taken'; by: readonly Act[] }
  /** It cannot be bound. */
  | { is: 'refused'; why: string };

const FIELDS = 'Text fields and the web view use it to copy, paste, cut and select.';
const CLOSES = 'The system closes windows with it.';
const MENUS = 'The system opens menus with it.';

/** Keys that stay with the system or the web view, and what they do there. */
export const KEPT: Readonly<Record<string, string>> = {
  Tab: 'It moves the focus from one control to the next.',
  'Shift+Tab': 'It moves the focus back to the control before.',
  Escape: 'It closes what is open and keeps what was there.',
  'Mod+C': FIELDS,
  'Mod+V': FIELDS,
  'Mod+X': FIELDS,
  'Mod+A': FIELDS,
  'Mod+Q': CLOSES,
  'Mod+W': CLOSES,
  'Alt+F4': CLOSES,
  F10: MENUS,
  'Shift+F10': MENUS,
  ContextMenu: MENUS,
};

const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'OS', 'Super', 'Hyper', 'Fn', 'CapsLock', 'NumLock', 'ScrollLock']);
const NAMELESS = new Set(['Dead', 'Unidentified', 'Process', 'Compose']);

/** Whether a chord is not finished: a modifier is held, and nothing with it yet. */
export function isUnfinished(chord: string): boolean {
  return MODIFIERS.has(chord.split('+').at(-1) ?? '');
}

/** Whether two places are on screen at once, so that a key can stand for one act of them only. */
export function together(one: ActPlace, other: ActPlace): boolean {
  const player: readonly ActPlace[] = ['Incident', 'Steps'];
  return one === other || one === 'Anywhere' || other === 'Anywhere' || (player.includes(one) && player.includes(other));
}

/** Whether an act is done while a text field has the focus, so that a single key would be typed instead. */
function isDoneWhileTyping({ id, keys }: Act): boolean {
  return id !== 'undo' && id !== 'redo' && keys.length > 0 && !keys.some(isPlain);
}

/** The other acts that a chord would also stand for where an act is done. */
function others(id: ActId, chord: string, own: OwnKeys): Act[] {
  return ACTS.filter((each) => each.id !== id && together(each.place, act(id).place) && keysOf(each.id, own).includes(chord));
}

/** Says what binding a chord to an act would mean. */
export function judge(id: ActId, chord: string, own: OwnKeys): Verdict {
  const shown = chordText(chord);
  if (FIXED.has(id)) return { is: 'refused', why: 'A choice has the digit it stands at.' };
  if (NAMELESS.has(chord.split('+').at(-1) ?? '')) return { is: 'refused', why: 'The system does not say which key this is. Take another one.' };
  const kept = Object.hasOwn(KEPT, chord) ? KEPT[chord] : undefined;
  if (kept !== undefined) return { is: 'refused', why: `${shown} cannot be bound. ${kept}` };
  if (isPlain(chord) && isDoneWhileTyping(act(id))) {
    return { is: 'refused', why: `${shown} alone would be typed into a text field, where this act is done too. Hold ${chordText('Mod')} or Alt with it.` };
  }
  if (keysOf(id, own).includes(chord)) return { is: 'same' };
  const by = others(id, chord, own);
  if (by.some((each) => FIXED.has(each.id as ActId))) return { is: 'refused', why: `${shown} chooses a branch, and a choice has the digit it stands at.` };
  return by.length > 0 ? { is: 'taken', by } : { is: 'free' };
}

/** Binds keys to an act; those it came with leave no trace. */
export function rebind(id: ActId, chords: readonly string[], own: OwnKeys): OwnKeys {
  const { [id]: _, ...rest } = own;
  const usual = act(id).keys;
  const isUsual = chords.length === usual.length && chords.every((chord, at) => chord === usual[at]);
  return isUsual ? rest : { ...rest, [id]: [...chords] };
}

/** Binds a chord to an act, in the place of another one or beside those it has, and takes it from whoever has it there. */
export function bind(id: ActId, chord: string, instead: string | null, own: OwnKeys): OwnKeys {
  const has = keysOf(id, own);
  const at = instead === null ? has.length : has.indexOf(instead);
  const chords = [...has.slice(0, at), chord, ...has.slice(at + 1)].filter((each, index, all) => all.indexOf(each) === index);
  const freed = others(id, chord, own).reduce(
    (keys, each) => rebind(each.id as ActId, keysOf(each.id as ActId, keys).filter((key) => key !== chord), keys),
    own,
  );
  return rebind(id, chords, freed);
}

/** Keys of an act that stand for another one too where it is done, so that one of both cannot be reached. */
export function clashes(id: ActId, own: OwnKeys): { chord: string; with: Act }[] {
  return keysOf(id, own).flatMap((chord) => others(id, chord, own).map((each) => ({ chord, with: each })));
}
