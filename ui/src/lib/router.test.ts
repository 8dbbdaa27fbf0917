import { expect, it } from 'vitest';
import { incidentHash, readHash, writeHash, type Route } from './router.svelte';

const routes: Route[] = [
  { screen: 'now' },
  { screen: 'incidents' },
  { screen: 'open' },
  { screen: 'incident', id: '0190-ab', entry: null },
  { screen: 'incident', id: '0190-ab', entry: 'dev 1/7' },
  { screen: 'playbooks', id: null },
  { screen: 'playbooks', id: 'general-incident' },
  { screen: 'reading', id: 'general-incident' },
  { screen: 'differences', id: 'general-incident' },
  { screen: 'begin' },
  { screen: 'editor', id: 'general-incident', path: null },
  { screen: 'editor', id: null, path: '/own/a b.md' },
  { screen: 'search', text: '' },
  { screen: 'search', text: 'key & "100 %" #' },
  { screen: 'settings' },
];

it.each(routes)('reads back what it writes: %o', (route) => {
  expect(readHash(writeHash(route))).toEqual(route);
});

it.each(['', '#', '#/', '#/nowhere', '#/%E0%A4%A'])('takes %s for Now', (hash) => {
  expect(readHash(hash)).toEqual({ screen: 'now' });
});

it('names an entry of an incident', () => {
  expect(incidentHash('a', 'd/3')).toBe('#/incidents/a?entry=d%2F3');
});
