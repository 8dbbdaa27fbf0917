import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { router } from '../../lib/router.svelte';
import { violations } from '../../test/axe';
import { fake, held, refusal } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import { ago, exact, incident, milestoneOf, run, step, steps } from '../../test/world';

const HASH = '#/incidents/i-7';
const open = async () => {
  const user = await start(HASH);
  await find('player');
  await waitFor(() => expect(fake.current.asked('run.text')).toHaveLength(1));
  return user;
};
const current = (): string | null => document.querySelector('[aria-current=step]')?.closest('li')?.getAttribute('data-testid') ?? null;

/** Puts the cursor on a step, as a responder who was there before. */
function standOn(name: string): void {
  fake.current.view = { ...fake.current.view, place: { run: '1', step: name, saved_at: new Date().toISOString(), last_settled: null } };
}

describe('the incident', () => {
  it('shows what it is, its clocks with definitions, and its phases with counts', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Access key seen in build logs');
    expect((await find('clock-to_acknowledge')).textContent).toMatch(/target 15 min.*7 min.*within target.*detected → acknowledged/s);
    expect((await find('clock-to_recover')).textContent).toContain('—');
    expect((await find('clock-to_detect')).textContent).toContain('≥ 3 h 10 min');
    expect((await find('phases')).textContent).toMatch(/Detect.*0\/1.*Contain.*0\/2/s);
    expect(document.title).toContain('INC-0007');
  });

  it('says so where it does not exist', async () => {
    fake.current.instead['incident.show'] = () => {
      throw refusal('There is no incident i-9.', 'Look in the list.', 'not-found');
    };
    await start('#/incidents/i-9');
    expect((await find('error')).textContent).toContain('There is no incident i-9.');
  });

  it('takes up the first open step', async () => {
    fake.current.view = incident({ runs: [run(steps().map((each) => (each.number < 3 ? { ...each, state: 'done' } : each)))] });
    await open();
    expect(current()).toBe('step-deactivate');
  });

  it('says where the responder was after an interruption', async () => {
    fake.current.view = { ...fake.current.view, place: { run: '1', step: 'scope', saved_at: ago(60), last_settled: '1 Record how you learned of it' } };
    await open();
    expect(current()).toBe('step-scope');
    expect((await find('you-were-here')).textContent).toContain('Last completed: 1 Record how you learned of it.');
  });

  it('says so after a restart too, however short the pause', async () => {
    const saved_at = new Date(performance.timeOrigin).toISOString();
    fake.current.view = { ...fake.current.view, place: { run: '1', step: 'scope', saved_at, last_settled: null } };
    await open();
    await find('you-were-here');
  });

  it('notices what another process records', async () => {
    await open();
    fake.current.record('From the terminal');
    fake.current.changedElsewhere();
    expect(await screen.findByText('From the terminal')).toBeTruthy();
  });

  it('is without violations of accessibility rules in its states', async () => {
    standOn('scope');
    const user = await open();
    expect(await violations()).toEqual([]);
    await user.keyboard('d');
    await find('leave-form');
    expect(await violations()).toEqual([]);
    await user.keyboard('{Escape}');
    await user.click((await find('milestone-contained')) as HTMLElement);
    await find('milestone-form');
    expect(await violations()).toEqual([]);
  });
});

describe('the player', () => {
  it('moves the cursor by keys, and keeps the place', async () => {
    const user = await open();
    expect(current()).toBe('step-record-alert');
    await user.keyboard('jj');
    expect(current()).toBe('step-deactivate');
    await user.keyboard('{ArrowUp}');
    expect(current()).toBe('step-scope');
    await user.keyboard(']');
    expect(current()).toBe('step-deactivate');
    await user.keyboard('[[[[');
    expect(current()).toBe('step-record-alert');
    await waitFor(() => expect(fake.current.asked('place.save').at(-1)?.step).toBe('record-alert'));
  });

  it('completes a step only after the application has answered, and goes on', async () => {
    const user = await open();
    const set = await fake.current.call('step.set', { incident: 'i-7', step: 'record-alert', state: 'done' });
    let answer: () => void = () => undefined;
    fake.current.instead['step.set'] = () => new Promise((resolve) => (answer = () => resolve(set)));
    await user.keyboard(' ');
    expect(current()).toBe('step-record-alert');
    expect(seen('status')?.textContent).toBe('');
    answer();
    await waitFor(() => expect(current()).toBe('step-scope'));
    expect(seen('status')?.textContent).toContain('Step 1 done');
    expect(within(await find('step-record-alert')).getAllByText('done').length).toBeGreaterThan(0);
  });

  it('takes what it said away with the incident it spoke of', async () => {
    const user = await open();
    await user.keyboard(' ');
    await waitFor(() => expect(seen('status')?.textContent).toContain('Step 1 done'));
    router.go({ screen: 'now' });
    await waitFor(() => expect(seen('player')).toBeNull());
    expect(seen('status')?.textContent).toBe('');
  });

  it('keeps every row above the cursor in its place when a state changes', async () => {
    standOn('deactivate');
    const user = await open();
    const order = (): (string | undefined)[] => [...document.querySelectorAll<HTMLElement>('[data-testid="player"] ol > li')].map((row) => row.dataset.testid);
    const before = order();
    await user.keyboard(' ');
    await waitFor(() => expect(current()).toBe('step-hold-logs'));
    expect(order()).toEqual(before);
  });

  it('shows why an act was refused, and stays where it is', async () => {
    fake.current.instead['step.set'] = () => {
      throw refusal('The disk is full. Nothing was recorded.', 'Free some space.', 'storage');
    };
    const user = await open();
    await user.keyboard(' ');
    expect((await find('error')).textContent).toContain('The disk is full.');
    expect(current()).toBe('step-record-alert');
  });

  it('wants a reason for leaving a step out', async () => {
    const user = await open();
    await user.keyboard('x');
    const form = await find('leave-form');
    await waitFor(() => expect(document.activeElement).toBe(seen('reason')));
    await user.keyboard('{Enter}');
    expect(form.textContent).toContain('Leaving a step out needs a reason');
    expect(fake.current.asked('step.set')).toEqual([]);
    await user.keyboard('alert came by phone{Enter}');
    await waitFor(() => expect(fake.current.asked('step.set')[0]).toMatchObject({ state: 'not-applicable', reason: 'alert came by phone' }));
    expect((await find('step-record-alert')).textContent).toContain('alert came by phone');
  });

  it.each([
    ['d', 'deferred'],
    ['o', 'overridden'],
    ['b', 'blocked'],
  ])('%s leaves the step out as %s', async (key, state) => {
    const user = await open();
    await user.keyboard(key);
    await user.type(await find('reason'), 'why');
    if (state === 'deferred') await user.type(await find('until'), 'contained');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.current.asked('step.set')[0]?.state).toBe(state));
    expect(fake.current.asked('step.set')[0]?.until).toBe(state === 'deferred' ? 'contained' : undefined);
  });

  it('can be deferred until a later phase by one click', async () => {
    const user = await open();
    await user.keyboard('d');
    await user.type(await find('reason'), 'too early');
    const phases = within(await find('leave-form')).getByRole('group', { name: 'Phases to wait for' });
    expect(within(phases).queryByRole('button', { name: 'Detect' })).toBeNull();
    await user.click(within(phases).getByRole('button', { name: 'Recover' }));
    await user.click(screen.getByRole('button', { name: 'Defer the step' }));
    await waitFor(() => expect(fake.current.asked('step.set')[0]).toMatchObject({ state: 'deferred', until: 'recover' }));
  });

  it('puts deferred steps into the standing panel', async () => {
    fake.current.view = incident({ runs: [run(steps().map((each) => (each.number === 2 ? { ...each, state: 'deferred', reason: 'owner asleep', until: 'contained' } : each)))] });
    const user = await open();
    const panel = await find('panel');
    await user.click(within(panel).getByRole('button', { name: /2 Find out.*until contained · owner asleep/ }));
    expect(current()).toBe('step-scope');
  });

  it('wants the observed value for verifying', async () => {
    const user = await open();
    await user.keyboard('v');
    await waitFor(() => expect(document.activeElement).toBe(seen('observed')));
    await user.keyboard('{Enter}');
    expect((await find('value-form')).textContent).toContain('without it nothing is verified');
    await user.keyboard('alert 4711 seen{Enter}');
    await waitFor(() => expect(fake.current.asked('step.set')[0]).toMatchObject({ state: 'verified', value: 'alert 4711 seen' }));
  });

  it('asks what is seen before a step of mode confirm is done', async () => {
    standOn('confirm-cut');
    const user = await open();
    await user.keyboard(' ');
    await user.type(await find('observed'), 'no use since 02:10Z{Enter}');
    await waitFor(() => expect(fake.current.asked('step.set')[0]).toMatchObject({ state: 'done', value: 'no use since 02:10Z' }));
  });

  it('comes back to the step of each run', async () => {
    const other = run(steps(), { id: '2', playbook: { ...run().playbook, id: 'general-incident', title: 'General incident' } });
    fake.current.view = incident({ runs: [run(), other] });
    const user = await start(HASH);
    await find('player');
    await user.keyboard('jj');
    await user.click(screen.getByRole('button', { name: /^General incident/ }));
    expect(current()).toBe('step-record-alert');
    await user.click(screen.getByRole('button', { name: /^Exposed access key/ }));
    expect(current()).toBe('step-deactivate');
  });

  it('says how many open steps were skipped, and jumps there', async () => {
    standOn('hold-logs');
    const user = await open();
    expect((await find('open-above')).textContent).toContain('3 open above');
    await user.keyboard('a');
    expect(current()).toBe('step-record-alert');
    expect(seen('open-above')).toBeNull();
  });

  it('ticks tasks only once they are recorded', async () => {
    standOn('scope');
    const user = await open();
    const task = (await find('task-1')) as HTMLInputElement;
    const recorded = held(await fake.current.call('task.set', { incident: 'i-7', run: '1', step: 'scope', task: 1, ticked: true }));
    fake.current.instead['task.set'] = () => recorded.answer;
    await user.click(task);
    await waitFor(() => expect(fake.current.asked('task.set')).toHaveLength(2));
    expect((seen('task-1') as HTMLInputElement).checked).toBe(false);
    expect(seen('status')?.textContent).toBe('');
    recorded.release();
    await waitFor(() => expect((seen('task-1') as HTMLInputElement).checked).toBe(true));
    expect(seen('status')?.textContent).toContain('Task ticked');
    expect(fake.current.asked('task.set')[1]).toMatchObject({ step: 'scope', task: 1, ticked: true });
  });

  it('answers a decision by its number, dims the other branch, and lets it be changed', async () => {
    standOn('scope');
    const user = await open();
    await user.keyboard('2');
    await waitFor(() => expect(seen('step-deactivate')?.textContent).toContain('not on this branch'));
    await user.keyboard('1');
    await waitFor(() => expect(seen('step-deactivate')?.textContent).not.toContain('not on this branch'));
    expect(fake.current.asked('branch.choose').map((each) => each.choice)).toEqual([1, 0]);
    await user.click(within(await find('decide')).getByRole('button', { name: 'Take back' }));
    await waitFor(() => expect(fake.current.asked('branch.choose').at(-1)?.choice).toBe(null));
  });

  it('takes back the last act, which stands beside its key', async () => {
    const user = await open();
    await user.keyboard(' ');
    await waitFor(() => expect(current()).toBe('step-scope'));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(fake.current.asked('act.undo')).toHaveLength(1));
    await waitFor(() => expect(current()).toBe('step-record-alert'));
  });

  it('leaves undoing in a text field to the field', async () => {
    const user = await open();
    await user.keyboard(' ');
    await waitFor(() => expect(current()).toBe('step-scope'));
    await user.keyboard('nfound');
    await user.keyboard('{Control>}z{/Control}');
    expect(fake.current.asked('step.set')).toHaveLength(1);
    expect(current()).toBe('step-scope');
  });

  it('says honestly how the playbook ends', async () => {
    fake.current.view = incident({ runs: [run(steps().map((each, at) => ({ ...each, state: at === 6 ? 'deferred' : 'done', until: at === 6 ? 'morning' : null })))] });
    await open();
    expect((await find('ending')).textContent).toContain('complete except 1 deferred');
  });

  it('shows the caution above the action', async () => {
    standOn('scope');
    await open();
    const row = await find('step-scope');
    const caution = within(row).getByRole('note', { name: 'Caution' });
    const done = await find('done');
    expect(caution.compareDocumentPosition(done) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('stays quick in a long playbook', async () => {
    fake.current.view = incident({ runs: [run(Array.from({ length: 120 }, (_, at) => step(at + 1)))] });
    fake.current.text = { ...fake.current.text, steps: [] };
    const user = await open();
    await user.keyboard('{j>30/}');
    expect(current()).toBe('step-step-31');
    expect(document.querySelectorAll('[data-current]')).toHaveLength(1);
  });
});

describe('the places of an incident', () => {
  it('stand in the navigation while it is on screen, and Escape leads back to the steps', async () => {
    const user = await open();
    const stands = await find('stands');
    expect(within(stands).getByRole('button', { name: /Steps 7/ }).getAttribute('aria-current')).toBe('page');
    await user.click(within(stands).getByRole('button', { name: 'Responsibility' }));
    await find('responsibility');
    expect(within(stands).getByRole('button', { name: 'Responsibility' }).getAttribute('aria-current')).toBe('page');
    expect(seen('player')).toBeNull();
    await user.keyboard('{Escape}');
    await find('player');
    await user.keyboard('{Alt>}1{/Alt}');
    await waitFor(() => expect(seen('stands')).toBeNull());
  });
});

describe('milestones', () => {
  beforeEach(() => standOn('deactivate'));

  it('are offered when a step marks one, and confirmed with the time of the step', async () => {
    const user = await open();
    await user.keyboard(' ');
    await find('offer');
    await user.keyboard('m');
    expect(document.activeElement).toBe(seen('offer-time'));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Confirm' })).toHaveProperty('disabled', false));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.current.asked('milestone.set')[0]).toMatchObject({ milestone: 'contained', at: '2026-11-21T02:41:07Z' }));
    await waitFor(() => expect(seen('offer')).toBeNull());
  });

  it('show as set only once they are recorded', async () => {
    const user = await open();
    const recorded = held(await fake.current.call('milestone.set', { incident: 'i-7', milestone: 'contained', at: 'now' }));
    fake.current.instead['milestone.set'] = () => recorded.answer;
    await user.click(await find('milestone-contained'));
    await user.click(within(await find('milestone-form')).getByRole('button', { name: 'Set' }));
    await waitFor(() => expect(fake.current.asked('milestone.set')).toHaveLength(2));
    expect(seen('milestone-contained')?.textContent).toContain('not set');
    expect(seen('milestone-form')).not.toBeNull();
    expect(seen('status')?.textContent).toBe('');
    recorded.release();
    await waitFor(() => expect(seen('milestone-contained')?.textContent).not.toContain('not set'));
    expect(seen('status')?.textContent).toContain('Contained set');
  });

  it.each([
    ['2026-11-20 America/New_York', null, '2026-11-20 America/New_York'],
    ['2026-11-19T02:05:00Z/2026-11-19T02:15:00Z', null, '2026-11-19 02:05:00Z/2026-11-19 02:15:00Z'],
    ['2026-11-19T02:31:07Z', 'minute', '2026-11-19 02:31:07Z'],
  ] as const)('offered as %s are confirmed as precisely as the step was said', async (at, precision, shown) => {
    const offer = { milestone: 'contained', label: 'Contained', run: '1', step: 'deactivate', at, precision } as const;
    fake.current.view = { ...fake.current.view, offers: [offer] };
    const user = await open();
    expect(await find('offer-time')).toHaveProperty('value', shown);
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(fake.current.asked('milestone.set')[0]).toMatchObject({ milestone: 'contained', at, precision }));
  });

  it('can be corrected in the offer', async () => {
    const user = await open();
    await user.keyboard(' ');
    const field = await find('offer-time');
    await user.clear(field);
    await user.type(field, '-5m');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Confirm' })).toHaveProperty('disabled', false));
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(fake.current.asked('milestone.set')[0]?.at).toBe('-5m'));
  });

  it('are sent as typed, however fast, and refused in words where the time is none', async () => {
    const user = await open();
    await user.keyboard(' ');
    await find('offer');
    fake.current.instead['time.parse'] = () => new Promise(() => undefined);
    await user.keyboard('m');
    await user.keyboard('-3m{Enter}');
    await waitFor(() => expect(fake.current.asked('milestone.set')[0]?.at).toBe('-3m'));
  });

  it('can be put off without being set', async () => {
    const user = await open();
    await user.keyboard(' ');
    await find('offer');
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    await waitFor(() => expect(seen('offer')).toBeNull());
    expect(fake.current.asked('milestone.set')).toEqual([]);
  });

  it('name the entry that set them, and lead there', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Entry 2, which set Acknowledged' }));
    await waitFor(() => expect(fake.current.asked('entry.locate')[0]?.entry).toBe('0199c3a1/2'));
    await find('entry-details');
  });

  it('can be set as a range, with a basis', async () => {
    const user = await open();
    await user.click(await find('milestone-recovered'));
    const form = await find('milestone-form');
    await user.click(within(form).getByLabelText('Known as a range'));
    await user.clear(await find('milestone-at'));
    await user.type(await find('milestone-at'), '-20m');
    await user.type(await find('milestone-until'), '-10m');
    await user.type(within(form).getByLabelText('Basis'), 'the owner says so');
    await waitFor(() => expect(within(form).getByRole('button', { name: 'Set' })).toHaveProperty('disabled', false));
    await user.click(within(form).getByRole('button', { name: 'Set' }));
    await waitFor(() =>
      expect(fake.current.asked('milestone.set')[0]).toMatchObject({ milestone: 'recovered', at: '-20m', until: '-10m', note: 'the owner says so' }),
    );
  });

  it('can be withdrawn', async () => {
    const user = await open();
    await user.click(await find('milestone-acknowledged'));
    await user.click(within(await find('milestone-form')).getByRole('button', { name: 'Withdraw' }));
    await waitFor(() => expect(fake.current.asked('milestone.withdraw')[0]?.milestone).toBe('acknowledged'));
  });

  it('show what was said before', async () => {
    const earlier = [{ when: exact(ago(40)), entry: '0199c3a1/1', recorded_at: ago(40), author: 'Ben Oduya' }];
    fake.current.view = { ...fake.current.view, milestones: [milestoneOf('detected', { earlier })] };
    await open();
    expect((await find('milestones')).textContent).toContain('corrected ×1');
  });
});

describe('closing', () => {
  it('takes a resolution and a summary, and is read-only then', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Close…' }));
    const form = await find('close-form');
    expect(form.textContent).toContain('7 steps not settled.');
    expect(form.textContent).toContain('Not set: contained, recovered.');
    await user.click(within(form).getByRole('radio', { name: 'False positive' }));
    await user.type(await find('summary'), 'A test key');
    await user.click(within(form).getByRole('button', { name: 'Close INC-0007' }));
    expect((await find('closed')).textContent).toMatch(/false positive.*A test key.*Read-only until reopened/s);
    expect(fake.current.asked('incident.close')[0]).toMatchObject({ resolution: 'false-positive', summary: 'A test key' });
    expect(seen('done')).toBeNull();
    expect(seen('note-text')).toBeNull();
    await user.keyboard(' x');
    expect(fake.current.asked('step.set')).toEqual([]);
  });

  it('is undone by reopening, with a reason', async () => {
    fake.current.view = incident({ status: 'closed', resolution: 'resolved' });
    const user = await open();
    await user.click(within(await find('closed')).getByRole('button', { name: 'Reopen…' }));
    const form = await find('reopen-form');
    await user.keyboard('{Enter}');
    expect(form.textContent).toContain('the record keeps the reason');
    await user.keyboard('it came back{Enter}');
    await waitFor(() => expect(seen('closed')).toBeNull());
    expect(fake.current.asked('incident.reopen')[0]?.reason).toBe('it came back');
    expect((await find('incident-status')).textContent).toContain('reopened ×1');
  });
});

describe('the record', () => {
  it('shows its head and what it proves, and verifies it', async () => {
    const user = await open();
    expect((await find('head-hash')).textContent).toContain('a41fa41f');
    expect((await find('panel')).textContent).toContain('Nothing inside this chain was altered.');
    await user.click(within(await find('panel')).getByRole('button', { name: 'Verify' }));
    expect((await find('verified')).textContent).toContain('42 events re-hashed: every chain holds.');
    expect(fake.current.asked('record.verify')).toEqual([{ incident: 'i-7' }]);
  });

  it('names the first bad event', async () => {
    fake.current.instead['record.verify'] = () => ({
      ok: false,
      events: 42,
      head: null,
      first_bad: { incident: 'i-7', code: 'INC-0007', device: '0199c3a1', seq: 12, why: 'its hash does not match its content' },
      damage: [],
      wrong_entries: 0,
    });
    const user = await open();
    await user.click(within(await find('panel')).getByRole('button', { name: 'Verify' }));
    expect((await find('verified')).textContent).toContain('INC-0007, event 12 of device 0199c3a1: its hash does not match its content');
  });
});
