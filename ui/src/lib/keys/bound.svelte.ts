import { act, type ActId } from './acts';

/** Keys that were bound anew, by act. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

/** The acts whose keys stay: a choice has the digit it stands at. */
export const FIXED: ReadonlySet<ActId> = new Set(['branch.choose']);

/** The keys that acts have on this machine: those they came with, or those the settings say. */
class Bound {
  /** What the settings say. */
  own = $state.raw<OwnKeys>({});

  /** Takes over what the settings say. */
  take(keys: OwnKeys): void {
    this.own = keys;
  }

  /** The chords of an act; the first is the one shown. */
  of(id: ActId): readonly string[] {
    return keysOf(id, this.own);
  }
}

/** The chords of an act where some were bound anew. */
export function keysOf(id: ActId, own: OwnKeys): readonly string[] {
  const chosen = FIXED.has(id) || !Object.hasOwn(own, id) ? undefined : own[id];
  return chosen ?? act(id).keys;
}

/** The keys of this window. */
export const bound = new Bound();
