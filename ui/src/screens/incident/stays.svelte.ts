import type { RunView } from '../../lib/api/types';
import { call } from '../../lib/host';

/** Newer texts that a responder chose not to take; kept beside the record, for each run until another one appears. */
export class Stays {
  /** By run, the newer version that is not taken; null where none is, and nothing while that is being read. */
  #kept = $state.raw<ReadonlyMap<string, string | null>>(new Map());

  /** Whether a newer text of a run is to be asked about: not before it is known that it was not turned down. */
  asks(run: RunView): boolean {
    const kept = this.#kept.get(run.id);
    return run.playbook.newer !== null && kept !== undefined && kept !== run.playbook.newer;
  }

  /** Reads what was turned down of the runs of an incident, each once. */
  async read(incident: string, runs: RunView[]): Promise<void> {
    const due = runs.filter((run) => run.playbook.newer !== null && !this.#kept.has(run.id));
    await Promise.all(due.map((run) => this.#readOne(incident, run.id)));
  }

  async #readOne(incident: string, run: string): Promise<void> {
    let kept: string | null = null;
    try {
      kept = (await call('draft.load', { key: key(incident, run) })).text;
    } catch {
      /* Asked once too often is better than never. */
    }
    if (!this.#kept.has(run)) this.#kept = new Map(this.#kept).set(run, kept);
  }

  /** Turns the newer text of a run down; rejects where that cannot be kept for the next time. */
  async stay(incident: string, run: RunView): Promise<void> {
    this.#kept = new Map(this.#kept).set(run.id, run.playbook.newer);
    await call('draft.save', { key: key(incident, run.id), text: run.playbook.newer });
  }
}

const key = (incident: string, run: string): string => `stay:${incident}:${run}`;
