import type { ServiceModel, SuggestionView } from '../../lib/api/types';
import { asHostError, call, type HostError } from '../../lib/host';
import type { ActId } from '../../lib/keys/acts';
import type { Handler } from '../../lib/keys/registry.svelte';
import type { OpenForm } from './form';

/** A suggestion that was taken, with what taking it set. */
export interface Taken {
  id: string;
  type: string;
  model: ServiceModel;
}

/** The acts that take a suggestion, by its place. */
export const TAKES = ['open.first', 'open.second', 'open.third'] as const satisfies readonly ActId[];

/** How long the title rests before what it suggests is read out, in milliseconds. */
const REST = 700;

/** The playbooks that the title suggests, best first, and the one that was taken. Nothing is taken by itself. */
export class Suggesting {
  list = $state.raw<SuggestionView[]>([]);
  taken = $state.raw<Taken | null>(null);
  /** What a screen reader says of them, once the title rests. */
  said = $state('');
  error = $state.raw<HostError | null>(null);
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks what a title suggests. An answer that comes after the next question is dropped. */
  async ask(title: string): Promise<void> {
    const mine = ++this.#round;
    try {
      const answer = title.trim() === '' ? [] : await call('playbook.suggest', { title });
      if (mine !== this.#round) return;
      this.list = answer;
      this.error = null;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => (this.said = inWords(this.list)), REST);
    } catch (thrown) {
      if (mine === this.#round) this.error = asHostError(thrown);
    }
  }

  /** The acts that take a suggestion for its most usual service model. */
  acts(take: (suggestion: SuggestionView, model: ServiceModel) => void): Record<(typeof TAKES)[number], Handler> {
    const taking = (at: number): Handler => ({
      when: () => this.list[at]?.service_models[0] !== undefined,
      run: () => {
        const suggestion = this.list[at];
        const usual = suggestion?.service_models[0];
        if (suggestion && usual !== undefined) take(suggestion, usual);
      },
      says: () => this.list[at]?.title ?? null,
    });
    return { 'open.first': taking(0), 'open.second': taking(1), 'open.third': taking(2) };
  }

  /** What the form says once a suggestion is taken, for one of its service models. */
  take(suggestion: SuggestionView, model: ServiceModel): Partial<OpenForm> {
    const type = suggestion.incident_type.id;
    this.taken = { id: suggestion.id, type, model };
    const providers = suggestion.providers.map((each) => each.id);
    return { type, models: [model], ...(providers.length > 0 ? { providers } : {}) };
  }

  /** Lets go of what was taken where the form says something else by now; gives its id then, and else null. */
  letGo(form: Pick<OpenForm, 'type' | 'models'>): string | null {
    const { taken } = this;
    const stands = taken !== null && form.type === taken.type && form.models.length === 1 && form.models[0] === taken.model;
    if (taken === null || stands) return null;
    this.taken = null;
    return taken.id;
  }

  /** Nothing is read out any more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

/** What is suggested, for a screen reader. */
function inWords(list: readonly SuggestionView[]): string {
  if (list.length === 0) return '';
  const titles = list.map((each) => each.title).join('; ');
  return `${list.length === 1 ? '1 playbook' : `${list.length} playbooks`} suggested: ${titles}.`;
}
