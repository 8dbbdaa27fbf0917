import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { ACTS, type Act, type ActId } from './acts';
import { bound } from './bound.svelte';
import { chordOf, isTaken, takesText } from './chord';

/** What an act does while a screen offers it. */
export interface Handler {
  /** Does it; gets the key that was pressed, or null when chosen in the palette, and the moment of the press in milliseconds. */
  run(key: string | null, at: number): void;
  /** Whether it can be done just now; always where missing. */
  when?(): boolean;
  /** What it would do just now, in words, where its label does not say it. */
  says?(): string | null;
  /** Whether holding the key down repeats it. */
  repeats?: boolean;
}

/** How long a key press may have waited for the window, in milliseconds; a longer wait is that of a machine asleep. */
const LONGEST_WAIT = 60_000;

/** When a key was pressed, by the clock of this machine: a window that is busy hears of it later. */
function pressedAt(event: KeyboardEvent): number {
  const waited = performance.now() - event.timeStamp;
  return Date.now() - (waited > 0 && waited < LONGEST_WAIT ? waited : 0);
}

type Handlers = Partial<Record<ActId, Handler | (() => void)>>;

/** The acts that can be done now. The palette, the cheat sheet and the key handler all read it. */
export class Registry {
  readonly #offers = new SvelteMap<ActId, readonly Handler[]>();
  #held = $state(0);

  /** Offers acts; returns what withdraws them. A later offer of the same act takes precedence while it lasts. */
  offer(handlers: Handlers): () => void {
    const mine = Object.entries(handlers).map(([id, given]) => {
      const handler: Handler = typeof given === 'function' ? { run: () => given() } : (given as Handler);
      return { id: id as ActId, handler };
    });
    untrack(() => {
      for (const { id, handler } of mine) this.#offers.set(id, [...(this.#offers.get(id) ?? []), handler]);
    });
    return () => {
      untrack(() => {
        for (const { id, handler } of mine) {
          const left = (this.#offers.get(id) ?? []).filter((each) => each !== handler);
          if (left.length > 0) this.#offers.set(id, left);
          else this.#offers.delete(id);
        }
      });
    };
  }

  /** The latest offer that can be done now. */
  #handler(id: ActId): Handler | undefined {
    return this.#offers.get(id)?.findLast((each) => each.when?.() ?? true);
  }

  /** Whether an act can be done now. */
  can(id: ActId): boolean {
    return this.#handler(id) !== undefined;
  }

  /** What an act would do just now, beyond its label; null where that says it all. */
  says(id: ActId): string | null {
    return this.#handler(id)?.says?.() ?? null;
  }

  /** Does an act, where it can be done; says whether it was. */
  do(id: ActId, key: string | null = null, at = Date.now()): boolean {
    const handler = this.#handler(id);
    handler?.run(key, at);
    return handler !== undefined;
  }

  /** Every act that can be done now, in the order of the list. */
  available(): Act[] {
    return ACTS.filter((each) => this.can(each.id));
  }

  /** Keeps all acts back while a dialog is open; returns what lets them go. */
  hold(): () => void {
    untrack(() => (this.#held += 1));
    let open = true;
    return () => {
      if (open) this.#held -= 1;
      open = false;
    };
  }

  /** Handles a key press; says whether an act took it. */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing || this.#held > 0) return false;
    const chord = chordOf(event);
    // Inside a shadow root the event names its host; the element that has the key comes first on its path.
    const target = event.composedPath()[0] ?? event.target;
    if (isTaken(chord, target)) return false;
    const found = ACTS.find((each) => bound.of(each.id).includes(chord) && this.can(each.id));
    if (!found) return false;
    if ((found.id === 'undo' || found.id === 'redo') && takesText(target)) return false;
    if (event.repeat && !this.#handler(found.id)?.repeats) return false;
    event.preventDefault();
    return this.do(found.id, event.key, pressedAt(event));
  }
}

/** The registry of this window. */
export const registry = new Registry();
