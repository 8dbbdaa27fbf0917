import type { About, IncidentList, IncidentView, Milestone, Phase, ServiceModel, Settings } from '../api/types';
import { asHostError, call, HostError } from '../host';
import { bound } from '../keys/bound.svelte';
import { clock } from '../time/clock.svelte';
import { theme } from './theme.svelte';
import { zoom } from './zoom.svelte';

/** What holds for the whole window: who responds, what can be chosen, which incidents are open. */
class App {
  about = $state.raw<About | null>(null);
  /** Why the application could not be asked at all. */
  problem = $state.raw<HostError | null>(null);
  /** The incidents that are open, newest first. */
  open = $state.raw<IncidentList | null>(null);
  /** Why the open incidents could not be read. */
  openProblem = $state.raw<HostError | null>(null);
  /** Counts up when the record was changed, by whomever. */
  changes = $state(0);
  /** Counts up when own playbooks on the disk changed what the library holds. */
  library = $state(0);

  /** Whether the open incidents were read for a screen that has not asked for them yet. */
  #ahead = false;
  #round = 0;

  /**
   * Asks who responds and where the data lies, then whether the record could be opened and what is open. The window is
   * shown at the first answer, so the one that says which theme was chosen comes alone.
   */
  async load(): Promise<void> {
    try {
      const about = await call('app.about', {});
      theme.show(about.settings.theme);
      zoom.show(about.settings.zoom);
      const [damage] = await Promise.all([call('record.damage', {}), this.readOpen()]);
      this.#ahead = true;
      this.take(about);
      this.problem = damage.problem === null ? null : new HostError(damage.problem);
    } catch (thrown) {
      this.problem = asHostError(thrown);
    }
  }

  /** Reads the open incidents for a screen that is shown now, unless that was done ahead. */
  async showOpen(): Promise<void> {
    if (!this.#ahead) await this.readOpen();
    this.#ahead = false;
  }

  /** Reads the open incidents again. */
  async readOpen(): Promise<void> {
    const round = ++this.#round;
    this.#ahead = false;
    try {
      const open = await call('incident.list', { status: 'open', offset: 0, limit: 200 });
      if (round !== this.#round) return;
      this.open = open;
      this.openProblem = null;
    } catch (thrown) {
      if (round === this.#round) this.openProblem = asHostError(thrown);
    }
  }

  /** Reads the open incidents again where an incident is no longer what they say it is. */
  notice(view: IncidentView): void {
    if (this.open === null) return;
    const row = this.open.rows.find((each) => each.id === view.id);
    const listsAll = this.open.rows.length >= this.open.total;
    const isAsListed = row ? row.title === view.title && row.severity === view.severity : !listsAll;
    if (view.status === 'open' ? !isAsListed : row !== undefined) void this.readOpen();
  }

  /** Keeps settings and shows them. */
  async keep(settings: Partial<Settings>): Promise<void> {
    const before = this.about?.settings ?? { responder: null, theme: null, zone: null, playbooks: [], matrix_profile: null, keys: {}, zoom: null };
    this.take(await call('settings.set', { settings: { ...before, ...settings } }));
  }

  /** Writes entries under another name from now on. */
  async actAs(name: string): Promise<void> {
    this.take(await call('acting.set', { name }));
  }

  /** Asks again what holds: something else than the settings screen changed the settings. */
  async readAbout(): Promise<void> {
    try {
      this.take(await call('app.about', {}));
    } catch {
      /* What was known before stays; whatever fails for the settings says so itself. */
    }
  }

  take(about: About): void {
    this.about = about;
    clock.zone = about.zone;
    theme.show(about.settings.theme);
    zoom.show(about.settings.zoom);
    bound.take(about.settings.keys);
  }

  /** The name of a service model on screen. */
  model(value: ServiceModel): string {
    return this.about?.service_models.find((each) => each.value === value)?.label ?? value;
  }

  /** The name of a phase on screen. */
  phase(value: Phase): string {
    return this.about?.phases.find((each) => each.value === value)?.label ?? value;
  }

  /** The name of a milestone on screen. */
  milestone(value: Milestone): string {
    return this.about?.milestones.find((each) => each.value === value)?.label ?? value;
  }

  /** The name of a kind of entry on screen. */
  kind(id: string): string {
    return this.about?.entry_kinds.find((each) => each.id === id)?.name ?? id;
  }
}

export const app = new App();
