import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { HandoverView, PeopleView, RoleHolder, SectionView } from '../../../lib/api/types';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { find, seen, start } from '../../../test/screen';
import { DEVICE, ago, exact } from '../../../test/world';
import { contingenciesOf } from '../handover/words';
import { roleText } from './words';

const HASH = '#/incidents/i-7';

function holder(role: string, label: string, person: string): RoleHolder {
  return { role, label, person, since: exact(ago(20)), author: 'Ana Ruiz', entry: `${DEVICE}/${role}${person}` };
}

const LEAD = holder('lead', 'Lead', 'Ana Ruiz');

function people(): PeopleView {
  return {
    roles: [
      { role: 'lead', label: 'Lead', about: 'Runs the response', held_by_one: true, holders: [LEAD], steps: 3 },
      { role: 'scribe', label: 'Scribe', about: null, held_by_one: false, holders: [], steps: 0 },
    ],
    earlier: [],
    people: [
      { name: 'Ana Ruiz', roles: ['Lead'], acting: true },
      { name: 'Ben Oduya', roles: [], acting: false },
    ],
  };
}

const SECTIONS: SectionView[] = [
  { title: 'Summary', lines: ['The key is off.'] },
  { title: 'Watches', lines: [] },
];

function handover(): HandoverView {
  return {
    id: '1', state: 'waiting', from: 'Ana Ruiz', to: 'Ben Oduya', summary: 'The key is off.', objectives: null, contingencies: [],
    sections: SECTIONS, head: 'a41f'.repeat(16), begun_at: ago(5), begun_by: 'Ana Ruiz', entry: `${DEVICE}/9`,
    ended_at: null, ended_by: null, read_back: null, ticked: [], reason: null,
  };
}

async function open(step = 'hold-logs') {
  const host = fake.current;
  host.view = { ...host.view, roles: [LEAD], place: { run: '1', step, saved_at: new Date().toISOString(), last_settled: null } };
  host.instead['people.show'] = people;
  host.instead['acting.list'] = () => people().people;
  host.instead['handover.list'] = () => (host.view.handover ? [handover()] : []);
  host.instead['handover.brief'] = () => ({ sections: SECTIONS, head: 'a41f'.repeat(16), made_at: ago(0), markdown: '' });
  const user = await start(HASH);
  await find('player');
  return user;
}

describe('people', () => {
  it('shows who has which role, and gives one with a time', async () => {
    const user = await open();
    fake.current.instead['role.give'] = () => {
      const entry = fake.current.record('Scribe: Ben Oduya', { kind: 'role.given' });
      fake.current.view = { ...fake.current.view, roles: [LEAD, holder('scribe', 'Scribe', 'Ben Oduya')] };
      return { entries: [entry.entry], incident: fake.current.view };
    };
    expect((await find('standing-roles')).textContent).toContain('Ana Ruiz');
    await user.keyboard('l');
    const row = await find('role-scribe');
    expect(within(row).getByText('Nobody')).toBeTruthy();
    await user.click(within(row).getByRole('button', { name: 'Give… Scribe' }));
    await user.type(await find('give-person'), 'Ben Oduya');
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Give scribe' }));
    await waitFor(() => expect(seen('give-form')).toBeNull());
    expect(fake.current.asked('role.give')[0]).toMatchObject({ role: 'scribe', person: 'Ben Oduya', at: 'now' });
    expect((await find('standing-roles')).textContent).toContain('Ben Oduya');
  });

  it('switches who writes with one key and a digit, and always shows it', async () => {
    const user = await open();
    fake.current.instead['acting.set'] = ({ name }) => (fake.current.about = { ...fake.current.about, responder: name });
    expect((await find('acting')).textContent).toContain('Ana Ruiz');
    await user.keyboard('{Alt>}w{/Alt}');
    await find('acting-input');
    await within(await screen.findByRole('listbox', { name: 'Names' })).findByRole('option', { name: /Ben Oduya/ });
    expect(await violations()).toEqual([]);
    await user.keyboard('2');
    await waitFor(() => expect(seen('acting-input')).toBeNull());
    expect(fake.current.asked('acting.set')).toEqual([{ name: 'Ben Oduya' }]);
    expect((await find('acting')).textContent).toContain('Ben Oduya');
  });

  it('takes a name that nobody has had yet', async () => {
    const user = await open();
    fake.current.instead['acting.set'] = ({ name }) => (fake.current.about = { ...fake.current.about, responder: name });
    await user.keyboard('{Alt>}w{/Alt}');
    await user.type(await find('acting-input'), 'Cy{Enter}');
    await waitFor(() => expect(fake.current.asked('acting.set')).toEqual([{ name: 'Cy' }]));
  });

  it('says of a step who holds its role', () => {
    expect(roleText([LEAD], 'Lead')).toBe('Lead: Ana Ruiz');
    expect(roleText([LEAD], 'cloud')).toBe('cloud');
    expect(roleText([LEAD], null)).toBeNull();
  });
});

describe('handover', () => {
  it('gives the briefing, and keeps what is typed until then', async () => {
    const user = await open();
    fake.current.instead['handover.begin'] = () => {
      const entry = fake.current.record('Handover 1', { kind: 'handover.begun' });
      fake.current.view = { ...fake.current.view, handover: { id: '1', from: 'Ana Ruiz', to: 'Ben Oduya', begun_at: ago(0) } };
      return { entries: [entry.entry], incident: fake.current.view };
    };
    await user.keyboard('h');
    await user.type(await find('handover-to'), 'Ben Oduya');
    await user.click(screen.getByRole('button', { name: 'Give the briefing' }));
    expect(screen.getByText('Say in a few words what happened and where it stands.')).toBeTruthy();
    expect(fake.current.asked('handover.begin')).toHaveLength(0);
    await user.type(await find('handover-summary'), 'The key is off.');
    await user.type(await find('handover-if'), 'it is used => call');
    await waitFor(() => expect(fake.current.drafts.get('handover:INC-0007')).toContain('The key is off.'));
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Give the briefing' }));
    await find('accept-form');
    expect(fake.current.asked('handover.begin')[0]).toMatchObject({ to: 'Ben Oduya', contingencies: [{ when: 'it is used', then: 'call' }] });
    expect((await find('handover-waits')).textContent).toContain('Ben Oduya');
  });

  it('is accepted only once it was read back, in words or by every section', async () => {
    fake.current.view = { ...fake.current.view, handover: { id: '1', from: 'Ana Ruiz', to: 'Ben Oduya', begun_at: ago(5) } };
    const user = await open();
    fake.current.instead['handover.accept'] = () => {
      const entry = fake.current.record('Handover 1 accepted', { kind: 'handover.accepted' });
      fake.current.view = { ...fake.current.view, handover: null };
      return { entries: [entry.entry], incident: fake.current.view };
    };
    await user.keyboard('h');
    const accept = await screen.findByRole('button', { name: 'Ben Oduya accepts and leads' });
    expect((accept as HTMLButtonElement).disabled).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: 'Summary' }));
    expect((accept as HTMLButtonElement).disabled).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: 'Watches' }));
    expect(await violations()).toEqual([]);
    await user.click(accept);
    await waitFor(() => expect(fake.current.asked('handover.accept')[0]).toMatchObject({ by: 'Ben Oduya', read_back: null, sections: ['Summary', 'Watches'] }));
    await find('handover-form');
  });

  it('reads what to do where something happens, one a line', () => {
    expect(contingenciesOf('a => b\n\n c → d ')).toEqual([{ when: 'a', then: 'b' }, { when: 'c', then: 'd' }]);
    expect(contingenciesOf('a then b')).toBeNull();
    expect(contingenciesOf(' => b')).toBeNull();
    expect(contingenciesOf('')).toEqual([]);
  });
});
