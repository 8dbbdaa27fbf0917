import type { ResourceWords, ServiceModel, Severity, SeverityChoice } from '../../lib/api/types';
import { isBlank, wordsOf, type ResourceFields } from '../../lib/resource';
import { duration, unbroken } from '../../lib/time/format';

/** What is typed on the screen that opens an incident. */
export interface OpenForm {
  title: string;
  type: string;
  models: ServiceModel[];
  providers: string[];
  /** Resources that are known already; blank ones do not count. */
  resources: ResourceFields[];
  severity: Severity;
  detected: string;
}

/** Whether something is typed about a resource, and what it needs is not. */
export function isIncomplete(fields: ResourceFields): boolean {
  return !isBlank(fields) && wordsOf(fields) === null;
}

/** The resources as they are sent. */
export function resourcesOf(form: OpenForm): Required<ResourceWords>[] {
  return form.resources.filter((each) => !isBlank(each)).flatMap((each) => wordsOf(each) ?? []);
}

/** What is affected: what was declared, then what the resources add. */
export function affected(form: OpenForm): { models: ServiceModel[]; providers: string[] } {
  const resources = resourcesOf(form);
  const models = [...form.models, ...resources.map((each) => each.service_model)];
  const providers = [...form.providers, ...resources.flatMap((each) => each.provider ?? [])];
  return { models: [...new Set(models)], providers: [...new Set(providers)] };
}

/** The form as the text that a draft keeps. */
export function toDraft(form: OpenForm): string {
  return JSON.stringify(form);
}

/** The form that a draft kept; null where the text is none. */
export function fromDraft(text: string): Partial<OpenForm> | null {
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === 'object' && kept !== null && 'title' in kept ? (kept as Partial<OpenForm>) : null;
  } catch {
    return null;
  }
}

/** The targets of a severity in a sentence: `Acknowledge within 15 min, contain within 1 h.` */
export function targetsInWords(severity: SeverityChoice): string {
  const parts = (['acknowledge', 'contain', 'recover'] as const)
    .map((name) => ({ name, seconds: severity.targets[name] }))
    .filter((each): each is { name: typeof each.name; seconds: number } => each.seconds !== null)
    .map((each) => `${each.name} within ${unbroken(duration(each.seconds))}`)
    .join(', ');
  return parts === '' ? 'No targets.' : `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}
