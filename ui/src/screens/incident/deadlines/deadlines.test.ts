import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Deadlines, DeadlineView, RuleView, Sitrep, Updates } from '../../../lib/api/types';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { find, start } from '../../../test/screen';
import { NOW, ago, exact, iso, rowOf, stepText, texts } from '../../../test/world';
import { ended, left } from './due';

const HASH = '#/incidents/i-7';

const RULE: RuleView = {
  id: 'gdpr-33',
  name: 'GDPR Art. 33 to the supervisory authority',
  who: 'controller',
  region: 'EU/EEA',
  trigger: 'became aware',
  limit: 'PT72H',
  in_words: '72 h from: became aware',
  cap_trigger: null,
  after: null,
  holidays: null,
  zone: null,
  since: null,
  in_force: true,
  exception: null,
  note: null,
  source: 'the text of Art. 33',
  as_of: '2026-11-21',
  file: null,
};

function deadline(change: Partial<DeadlineView> = {}): DeadlineView {
  const at = iso(NOW + 3600_000);
  return {
    id: '1',
    rule: RULE,
    trigger: exact(ago(30)),
    trigger_typed: ago(30),
    trigger_precision: null,
    cap_from: null,
    cap_typed: null,
    zone: 'UTC',
    holidays: null,
    due: { at, until: at, may_be_earlier: false, capped: false, holidays_unknown: false },
    state: null,
    met_before: null,
    follows: null,
    step_title: null,
    run: null,
    step: null,
    note: null,
    started_at: ago(20),
    started_by: 'Ana Ruiz',
    entry: 'd/9',
    marks: [],
    ...change,
  };
}

function answer(deadlines: Deadlines): void {
  fake.current.instead['deadline.list'] = () => deadlines;
  fake.current.instead['deadline.rules'] = () => ({ advice: deadlines.advice, rules: [RULE], holidays: [], folder: '/own', problems: [] });
}

const OFFER = { rule: RULE, run: '1', step: 'hold-logs', step_title: '4 Tell who must know', follows: null, follows_name: null, at: null, precision: null };

describe('deadlines', () => {
  it('says what is left, what is near and what is past', () => {
    expect(left(iso(NOW + 3 * 86_400_000), NOW)).toEqual({ text: '3 d left', near: 'later' });
    expect(left(iso(NOW + 3600_000), NOW)).toEqual({ text: '1 h left', near: 'near' });
    expect(left(iso(NOW - 60_000), NOW)).toEqual({ text: '1 min overdue', near: 'over' });
    expect(left(null, NOW)).toBeNull();
    const mark = { mark: 'met' as const, label: 'Met', when: exact(ago(1)), typed: '', typed_precision: null, by: 'Jo', reference: null, note: null, author: 'Jo', entry: 'd/10' };
    expect(ended(deadline({ state: 'met', met_before: -7200, marks: [mark] }))).toBe('Met by Jo, 2 h late');
  });

  it('starts an offered clock only once somebody said when its trigger was', async () => {
    answer({ advice: 'Not legal advice.', deadlines: [], offers: [OFFER] });
    const due = iso(NOW + 72 * 3600_000);
    fake.current.instead['deadline.preview'] = () => ({ rule: RULE, due: { at: due, until: due, may_be_earlier: false, capped: false, holidays_unknown: false }, in_words: 'in three days' });
    const user = await start(HASH);
    await find('player');
    await user.keyboard('f');
    await user.click(await find('offer-gdpr-33'));
    const send = screen.getByRole('button', { name: 'Start the clock' }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    await user.type(await find('deadline-at'), '0210z');
    await waitFor(() => expect(send.disabled).toBe(false));
    expect((await find('deadline-preview')).textContent).toContain('Due in three days');
    fake.current.instead['deadline.start'] = () => ({ entries: ['d/9'], incident: fake.current.view });
    await user.click(send);
    await waitFor(() => expect(fake.current.asked('deadline.start')).toHaveLength(1));
    expect(fake.current.asked('deadline.start')[0]).toMatchObject({ rule: 'gdpr-33', at: '0210z', run: '1', step: 'hold-logs' });
  });

  it('is offered at the step that names it, opens filled in with one key, and leads back to the step', async () => {
    const offer = { ...OFFER, step: 'another', step_title: '9 Another step' };
    answer({ advice: 'Not legal advice.', deadlines: [], offers: [offer] });
    const run = texts();
    fake.current.text = { ...run, steps: run.steps.map((each) => (each.id === 'record-alert' ? stepText('record-alert', { starts_clock: [{ id: 'gdpr-33', name: 'GDPR' }, { id: 'own-1', name: 'own-1' }] }) : each)) };
    fake.current.instead['deadline.preview'] = () => ({ rule: RULE, due: deadline().due, in_words: 'in three days' });
    fake.current.instead['deadline.start'] = () => ({ entries: ['d/9'], incident: { ...fake.current.view, entries: fake.current.view.entries + 1 } });
    const user = await start(HASH);
    const box = await find('step-clocks');
    await within(box).findByTestId('start-gdpr-33');
    expect(box.textContent).toContain('no rule of this name is known here');
    expect(await violations(box)).toEqual([]);
    await user.keyboard('{Shift>}f{/Shift}');
    await waitFor(() => expect(document.activeElement).toBe(screen.queryByTestId('deadline-at')));
    await user.keyboard('0210z');
    const send = screen.getByRole('button', { name: 'Start the clock' }) as HTMLButtonElement;
    await waitFor(() => expect(send.disabled).toBe(false));
    const at = iso(Date.now() + 7200_000);
    answer({ advice: 'Not legal advice.', deadlines: [deadline({ due: { at, until: at, may_be_earlier: false, capped: false, holidays_unknown: false } })], offers: [] });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.current.asked('deadline.start')[0]).toMatchObject({ rule: 'gdpr-33', at: '0210z', run: '1', step: 'record-alert' }));
    const again = await find('step-clocks');
    await within(again).findByRole('button', { name: /left$/ });
    expect(within(again).queryByRole('button', { name: /^Start/ })).toBeNull();
  });

  it('takes a time over from the record only where somebody says so', async () => {
    answer({ advice: 'Not legal advice.', deadlines: [], offers: [OFFER] });
    fake.current.instead['deadline.preview'] = () => ({ rule: RULE, due: deadline().due, in_words: 'in three days' });
    const user = await start(HASH);
    await find('player');
    await user.keyboard('f');
    await user.click(await find('offer-gdpr-33'));
    const field = (await find('deadline-at')) as HTMLInputElement;
    expect(field.value).toBe('');
    await user.click(await find('deadline-from-detected'));
    expect(field.value).toBe(fake.current.view.milestones.find((each) => each.milestone === 'detected')?.typed);
  });

  it('is corrected with what changed alone, once it is said when it is due then', async () => {
    answer({ advice: 'Not legal advice.', deadlines: [deadline()], offers: [] });
    fake.current.instead['deadline.recount'] = () => ({ rule: RULE, due: deadline().due, in_words: 'an hour earlier' });
    const user = await start(HASH);
    await find('player');
    await user.keyboard('f');
    await user.click(await find('deadline-correct'));
    const send = screen.getByRole('button', { name: 'Correct the deadline' }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    const field = (await find('deadline-change-at')) as HTMLInputElement;
    expect(field.value).toBe(ago(30));
    await user.clear(field);
    await user.type(field, '0110z');
    await waitFor(() => expect(send.disabled).toBe(false));
    expect((await find('deadline-preview')).textContent).toContain('Due an hour earlier');
    await user.type(await find('deadline-change-why'), 'the first call');
    expect(await violations(await find('deadlines'))).toEqual([]);
    fake.current.instead['deadline.change'] = () => ({ entries: ['d/10'], incident: fake.current.view });
    await user.click(send);
    await waitFor(() => expect(fake.current.asked('deadline.change')[0]).toMatchObject({ deadline: '1', at: '0110z', cap_at: null, zone: null, reason: 'the first call' }));
  });

  it('stands on the board and in the list of incidents, the one with the least time left', async () => {
    fake.current.list = [rowOf(fake.current.view, { deadline: { id: '1', name: RULE.name, due_at: iso(Date.now() - 60_000), due_until: null } })];
    const user = await start();
    const row = within(await find('board-deadline'));
    expect(row.getByText(/overdue$/)).toBeTruthy();
    expect(row.getByText(RULE.name)).toBeTruthy();
    await user.keyboard('{Alt>}2{/Alt}');
    expect(within(await find('incident-INC-0007')).getByText(/overdue$/)).toBeTruthy();
  });

  it('does not waive without a reason', async () => {
    answer({ advice: 'Not legal advice.', deadlines: [deadline()], offers: [] });
    const user = await start(HASH);
    await find('player');
    await user.keyboard('f');
    await user.click(await find('deadline-waive'));
    const send = screen.getByRole('button', { name: 'Waive' }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    await user.type(await find('deadline-note'), 'no personal data');
    expect(send.disabled).toBe(false);
    expect(await violations(await find('deadlines'))).toEqual([]);
  });

  it('stands in the panel, the next update beside it', async () => {
    fake.current.view = {
      ...fake.current.view,
      deadlines: [{ id: '1', name: RULE.name, due_at: iso(Date.now() + 7200_000), due_until: null }],
      updates: { drafts: 1, next: [{ id: '2', audience: 'executives', at: iso(Date.now() - 60_000) }] },
    };
    await start(HASH);
    const row = within(await find('standing-deadlines'));
    expect(row.getByText(RULE.name)).toBeTruthy();
    expect(row.getByText(/left$/)).toBeTruthy();
    expect(within(await find('standing-updates')).getByText(/overdue$/)).toBeTruthy();
  });
});

describe('updates', () => {
  it('warns where the attacker may read mail, and says what the record does not', async () => {
    const updates: Updates = { out_of_band: ['Tenant is affected, which may carry mail'], updates: [] };
    fake.current.instead['update.list'] = () => updates;
    fake.current.instead['update.templates'] = () => ({ templates: [{ id: 'executives', name: 'Executives', about: 'For those who answer', every: 14_400, file: null }], folder: '/own', problems: [] });
    fake.current.instead['update.compose'] = () => ({ audience: 'executives', subject: 'INC-0007', text: 'Lead: [not known: lead]', to: null, channel: null, next: '', missing: ['lead'], out_of_band: updates.out_of_band });
    const user = await start(HASH);
    await find('player');
    await user.keyboard('u');
    expect((await find('out-of-band')).textContent).toContain('Tenant is affected');
    await user.click(await find('template-executives'));
    expect((await find('update-missing')).textContent).toContain('lead');
    fake.current.instead['update.draft'] = () => ({ entries: ['d/9'], incident: fake.current.view });
    await user.click(screen.getByRole('button', { name: 'Keep draft' }));
    await waitFor(() => expect(fake.current.asked('update.draft')[0]).toMatchObject({ audience: 'executives', text: 'Lead: [not known: lead]' }));
    expect(await violations(await find('updates'))).toEqual([]);
  });
});

describe('the situation report', () => {
  it('shows the record of its time, and what is not known', async () => {
    const line = { text: '4 Tell who must know', about: null, at: null };
    const report: Sitrep = {
      made_at: iso(NOW), made_by: 'Ana Ruiz', code: 'INC-0007', title: 'Key in logs', class: 'live', severity: 'high', incident_type: 'Credential compromise',
      status: 'Open, not contained', since: null, lead: null, affected: ['IaaS'], clocks: fake.current.view.clocks.slice(0, 4), settled: 1, steps: 9, done: [], in_progress: [line],
      next: [], requests: [], deadlines: [deadline()], updates: [], indicators: null, decisions: [], unknown: ['When it began'], events: 7, head: 'abc', markdown: '# Situation',
    };
    fake.current.instead['incident.sitrep'] = () => report;
    const user = await start(HASH);
    await find('player');
    await user.keyboard('s');
    const desk = within(await find('situation'));
    await desk.findByText('When it began');
    expect(desk.getByText('— (nobody was said to lead)')).toBeTruthy();
    expect(desk.getByText(/^1 h left, due/)).toBeTruthy();
    expect(await violations(await find('situation'))).toEqual([]);
  });
});
