import type { JobView } from '../../../lib/api/types';
import { asHostError, call, type HostError } from '../../../lib/host';
import { status } from '../../../lib/state/status.svelte';
import { isUnderWay, saidBy } from './words';

/** How long until the work is looked at again, in milliseconds. */
const PAUSE = 250;

/** Whom the work is for: it reads the incident again when some is done, and shows what went wrong. */
interface Owner {
  refused: HostError | null;
  load(): Promise<void>;
}

/** The work on evidence that goes on beside the window: hashing, verifying, copying out. */
export class Works {
  list = $state.raw<readonly JobView[]>([]);
  readonly #owner: Owner;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  /** Looks how far the work is, and again while some is under way. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await this.#take(await call('evidence.jobs', {}));
    } catch (thrown) {
      this.#owner.refused = asHostError(thrown);
    }
  }

  /** Does something that becomes work, and watches it. Whether it was taken. */
  async start(begin: () => Promise<JobView[]>): Promise<boolean> {
    clearTimeout(this.#timer);
    try {
      const list = await begin();
      this.#owner.refused = null;
      await this.#take(list);
      return true;
    } catch (thrown) {
      this.#owner.refused = asHostError(thrown);
      return false;
    }
  }

  /** Stops a job; one that ended is taken off the list. */
  stop(job: number): Promise<boolean> {
    return this.start(() => call('evidence.stop', { job }));
  }

  /** Looks no more. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #take(list: JobView[]): Promise<void> {
    const before = new Set(this.list.filter(isUnderWay).map((job) => job.id));
    this.list = list;
    if (this.#ended) return;
    if (list.some(isUnderWay)) this.#timer = setTimeout(() => void this.look(), PAUSE);
    const done = list.filter((job) => before.has(job.id) && !isUnderWay(job));
    const last = done.at(-1);
    if (last === undefined) return;
    status.say(`${last.label}: ${saidBy(last)}`);
    await this.#owner.load();
  }
}
