import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { MilestoneView } from '../../lib/api/types';
import { fake } from '../../test/fake';
import { milestoneOf } from '../../test/world';
import MilestoneForm from './MilestoneForm.svelte';
import { IncidentSession } from './session.svelte';

const range = { earliest: '2026-11-21T02:10:00Z', latest: '2026-11-21T02:40:00Z', precision: 'range', zone: 'UTC' } as const;

it.each<[string, Partial<MilestoneView>, object]>([
  ['an hour', { typed: '2026-11-21T02:00:00Z', typed_precision: 'hour' }, { at: '2026-11-21T02:00:00Z', until: null, precision: 'hour' }],
  ['an estimate', { typed: '~2026-11-21T02:00:00Z' }, { at: '~2026-11-21T02:00:00Z', until: null, precision: null }],
  ['a range', { when: range, typed: 'not used' }, { at: range.earliest, until: range.latest, precision: null }],
])('offers %s to be corrected as the application would have it typed', async (_, change, sent) => {
  const session = new IncidentSession('i-7');
  await session.load();
  render(MilestoneForm, { session, milestone: 'detected', label: 'Detected', set: milestoneOf('detected', change), onend: () => undefined });
  await fireEvent.submit(screen.getByTestId('milestone-form'));
  await waitFor(() => expect(fake.current.asked('milestone.set')[0]).toMatchObject(sent));
});
