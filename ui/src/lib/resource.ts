import type { ResourceView, ResourceWords, ServiceModel } from './api/types';
import { orNull } from './typed';

/** What is typed about a resource. */
export type ResourceFields = Record<'name' | 'model' | 'provider' | 'offering' | 'identifier', string>;

/** A resource that is known, as it would be typed. */
export function fieldsOf(resource: ResourceView): ResourceFields {
  const { name, service_model: model, provider, offering, identifier } = resource;
  return { name, model, provider: provider?.id ?? '', offering: offering ?? '', identifier: identifier ?? '' };
}

/** Whether nothing is typed that would be lost. */
export function isBlank({ name, offering, identifier }: ResourceFields): boolean {
  return [name, offering, identifier].every((text) => text.trim() === '');
}

/** What is typed as it is sent; null where the name or the service model is missing. */
export function wordsOf(fields: ResourceFields): Required<ResourceWords> | null {
  const name = orNull(fields.name);
  if (name === null || fields.model === '') return null;
  const provider = orNull(fields.provider);
  return {
    name,
    service_model: fields.model as ServiceModel,
    provider,
    offering: provider === null ? null : orNull(fields.offering),
    identifier: orNull(fields.identifier),
  };
}
