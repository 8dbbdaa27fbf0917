import { asHostError, call, type HostError } from '../../../lib/host';

/** A timer on this machine: when it began and when it is over, in milliseconds. */
export interface Timer {
  id: number;
  label: string;
  from: number;
  to: number;
  /** The step it is about, where it is about one. */
  step: { run: string; id: string } | null;
}

/** The timers of one incident. They are kept on this machine beside the record, and survive a restart. */
export class Timers {
  list = $state.raw<readonly Timer[]>([]);
  /** Why they could not be kept. */
  problem = $state.raw<HostError | null>(null);
  readonly #key: string;
  #keeping: Promise<void> = Promise.resolve();

  constructor(incident: string) {
    this.#key = `timers:${incident}`;
  }

  /** Brings back what is kept: what was running, and what was started or ended in a terminal. What is started meanwhile stays. */
  async load(): Promise<void> {
    try {
      await this.#keeping;
      const before = this.list;
      const kept = timersOf((await call('draft.load', { key: this.#key })).text ?? '[]');
      if (this.list === before) {
        this.list = kept;
        return;
      }
      this.list = [...kept, ...this.list.filter((each) => !before.includes(each) && kept.every((other) => other.id !== each.id))];
      await this.#keep();
    } catch (thrown) {
      this.problem = asHostError(thrown);
    }
  }

  /** Starts a timer; one about the same step begins anew. */
  start(label: string, seconds: number, now: number, step: Timer['step'] = null): Promise<void> {
    const others = this.list.filter((each) => step === null || each.step?.run !== step.run || each.step.id !== step.id);
    const id = 1 + Math.max(0, ...this.list.map((each) => each.id));
    this.list = [...others, { id, label, from: now, to: now + seconds * 1000, step }].toSorted((a, b) => a.to - b.to);
    return this.#keep();
  }

  /** Gives a timer more time, from now on where it is over. */
  extend(id: number, seconds: number, now: number): Promise<void> {
    this.list = this.list.map((each) => (each.id === id ? { ...each, to: Math.max(each.to, now) + seconds * 1000 } : each)).toSorted((a, b) => a.to - b.to);
    return this.#keep();
  }

  stop(id: number): Promise<void> {
    this.list = this.list.filter((each) => each.id !== id);
    return this.#keep();
  }

  #keep(): Promise<void> {
    this.#keeping = this.#write();
    return this.#keeping;
  }

  async #write(): Promise<void> {
    try {
      await call('draft.save', { key: this.#key, text: this.list.length === 0 ? null : JSON.stringify(this.list) });
      this.problem = null;
    } catch (thrown) {
      this.problem = asHostError(thrown);
    }
  }
}

function timersOf(kept: string): Timer[] {
  try {
    const list: unknown = JSON.parse(kept);
    return Array.isArray(list) ? list.filter((each): each is Timer => typeof each?.id === 'number' && typeof each?.to === 'number' && typeof each?.label === 'string') : [];
  } catch {
    return [];
  }
}

/** The seconds that typed minutes mean: `15`, `15 min`, `1 h`, `90 s`; null where it is no length. */
export function secondsOf(typed: string): number | null {
  const found = /^(\d{1,4}(?:\.\d)?)\s*(s|min|m|h)?$/i.exec(typed.trim());
  if (!found) return null;
  const unit = { s: 1, m: 60, min: 60, h: 3600 }[(found[2] ?? 'min').toLowerCase()] ?? 60;
  const seconds = Math.round(Number(found[1]) * unit);
  return seconds > 0 ? seconds : null;
}
