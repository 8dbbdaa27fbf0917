import { within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StepView } from '../../lib/api/types';
import { clock } from '../../lib/time/clock.svelte';
import { fake } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import { ago, incident, NOW, run, steps } from '../../test/world';
import { after, isOpen, openAbove, startOf, startOfPhase } from './cursor';
import { dueText, isDue } from './due';

const SOON = ago(-10);

function pass(minutes: number): void {
  vi.setSystemTime(NOW + minutes * 60_000);
  clock.now = Date.now();
}

/** The steps, with the second deferred. */
const deferred = (change: Partial<StepView>): StepView[] =>
  steps().map((each) => (each.number === 2 ? { ...each, state: 'deferred', reason: 'owner asleep', ...change } : each));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  clock.now = NOW;
});
afterEach(() => vi.useRealTimers());

describe('a deferred step', () => {
  it('is due once its time has passed, by the clock of the window', () => {
    const [, step] = deferred({ until: '02:51Z', due_at: SOON });
    if (!step) throw new Error('There is no second step.');
    expect([isDue(step), isOpen(step)]).toEqual([false, false]);
    pass(10);
    expect([isDue(step), isOpen(step)]).toEqual([true, true]);
    expect(dueText(step, clock.now)).toBe('due since 02:51Z');
    expect(isDue({ ...step, off_branch: true })).toBe(false);
    expect(isDue({ ...step, state: 'done' })).toBe(false);
  });

  it('is due as its phase is reached, and never by words', () => {
    const [, step] = deferred({ until: 'Recover', due: true });
    const [, words] = deferred({ until: 'the owner calls' });
    if (!step || !words) throw new Error('There is no second step.');
    expect([isDue(step), dueText(step, NOW)]).toEqual([true, 'due: Recover is reached']);
    pass(1_000_000);
    expect(isDue(words)).toBe(false);
  });

  it('is passed over until it is due, and then wanted like an open one', () => {
    const view = run(deferred({ due_at: SOON }).map((each) => (each.number === 1 ? { ...each, state: 'done' } : each)));
    expect([startOf(view)?.number, after(view, 'record-alert')?.number, openAbove(view, 'hold-logs').length]).toEqual([3, 3, 1]);
    expect(startOfPhase(view, 'analyze')?.number).toBe(2);
    pass(10);
    expect([startOf(view)?.number, after(view, 'record-alert')?.number, openAbove(view, 'hold-logs').length]).toEqual([2, 2, 2]);
  });

  it('is marked in the list and in the panel when its time passes, without being asked for again', async () => {
    fake.current.view = incident({ runs: [run(deferred({ until: '2026-11-21 02:51Z', due_at: SOON }))] });
    await start('#/incidents/i-7');
    const row = await find('step-scope');
    const panel = await find('panel');
    expect(row.textContent).toContain('deferred until 2026-11-21 02:51Z');
    const asked = fake.current.asked('incident.show').length;
    pass(12);
    await vi.waitFor(() => expect(row.textContent).toContain('due since 02:51Z'));
    expect(row.textContent).not.toContain('deferred until');
    expect(within(panel).getByRole('button', { name: /2 Find out.*due since 02:51Z · owner asleep/ })).toBeTruthy();
    expect(panel.textContent).toContain('1 due');
    expect(fake.current.asked('incident.show')).toHaveLength(asked);
  });

  it('is not due in an incident that is closed', async () => {
    fake.current.view = incident({ status: 'closed', runs: [run(deferred({ until: '02:31Z', due: true, due_at: ago(10) }))] });
    await start('#/incidents/i-7');
    expect((await find('step-scope')).textContent).toContain('deferred until 02:31Z');
    expect(seen('panel')?.textContent ?? '').not.toContain('due since');
  });
});
