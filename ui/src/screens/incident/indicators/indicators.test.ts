import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { FoundIndicator, IndicatorView } from '../../../lib/api/types';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { find, seen, start } from '../../../test/screen';
import { iso, NOW } from '../../../test/world';
import { matches } from './words';

function indicator(change: Partial<IndicatorView> = {}): IndicatorView {
  return {
    id: '1', kind: 'ipv4', kind_label: 'IPv4', value: '185.220.101.4', defanged: '185[.]220[.]101[.]4', tlp: 'amber', first_seen: null, last_seen: null,
    ports: [], note: null, entries: [], steps: [], added_at: iso(NOW), added_by: 'Mara', entry: 'd/9', withdrawn: false, ...change,
  };
}

function hit(value: string, change: Partial<FoundIndicator> = {}): FoundIndicator {
  return {
    kind: 'ipv4', kind_label: 'IPv4', value, defanged: value.replaceAll('.', '[.]'), ports: [], doubt: null, doubt_label: null, listed: null, times: 1, line: 1,
    first_seen: null, last_seen: null, ...change,
  };
}

const FOUND = [
  hit('185.220.101.4'),
  hit('10.0.0.5', { doubt: 'private', doubt_label: 'Private address' }),
  hit('45.9.148.1', { listed: '7' }),
  hit('evil-cdn.net', { kind: 'domain', kind_label: 'Domain', line: 2 }),
];

async function open(list: IndicatorView[], found = FOUND) {
  fake.current.instead['indicator.list'] = () => list;
  fake.current.instead['indicator.find'] = () => ({ found, lines: 2 });
  fake.current.instead['indicator.add'] = () => ({ incident: fake.current.view, entries: ['d/9'] });
  const user = await start('#/incidents/i-7');
  await find('player');
  return user;
}

describe('indicators', () => {
  it('are found with one key, ticked where nothing speaks against them, and recorded with another', async () => {
    const user = await open([]);
    await user.keyboard('{Shift>}Z{/Shift}');
    await user.type(await find('indicator-text'), 'anything');
    await waitFor(async () => expect((await find('indicators-found')).textContent).toBe('4 found in 2 lines, 2 ticked'));
    const ticks = within(await find('found-indicators')).getAllByRole('checkbox') as HTMLInputElement[];
    expect(ticks.map((each) => [each.checked, each.disabled])).toEqual([[true, false], [false, false], [false, true], [true, false]]);
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole('checkbox', { name: 'Domain 1 of 1' }));
    expect((await find('indicators-found')).textContent).toContain('1 ticked');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.current.asked('indicator.add')).toHaveLength(1));
    expect(fake.current.asked('indicator.add')[0]).toMatchObject({ indicators: [{ kind: 'ipv4', value: '185.220.101.4' }], tlp: 'amber' });
    await waitFor(() => expect(seen('find-indicators')).toBeNull());
    expect(document.activeElement, 'the focus is back where the form was opened').toBe(await find('indicator-find'));
  });

  it('of a kind are ticked and left out together, doubts only where there is nothing else', async () => {
    const user = await open([], [...FOUND, hit('Nothing', { kind: 'md5', kind_label: 'MD5', doubt: 'nothing', doubt_label: 'Hash of nothing' })]);
    await user.keyboard('{Shift>}Z{/Shift}');
    await user.type(await find('indicator-text'), 'anything');
    await user.click(await screen.findByRole('checkbox', { name: 'IPv4 1 of 2' }));
    await user.click(screen.getByRole('checkbox', { name: 'IPv4 0 of 2' }));
    expect(screen.getByRole('checkbox', { name: 'IPv4 1 of 2' }), 'the private address stays out').toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'MD5 0 of 1' }));
    expect(screen.getByRole('checkbox', { name: 'MD5 1 of 1' })).toBeTruthy();
  });

  it('of a log of ten thousand lines are drawn in part and recorded as a whole', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => hit(`45.9.${at % 200}.${Math.floor(at / 200)}`, { line: at + 1 }));
    const user = await open([], many);
    await user.keyboard('{Shift>}Z{/Shift}');
    await user.type(await find('indicator-text'), 'x');
    const list = await find('found-indicators');
    const rows = within(list).getAllByRole('listitem');
    expect(rows.length, 'what is in sight').toBeLessThan(60);
    expect(rows[0]?.getAttribute('aria-setsize'), 'all of it can be scrolled to').toBe('3000');
    list.scrollTop = 33 * 2990;
    await fireEvent.scroll(list);
    await waitFor(() => expect(list.textContent).toContain('line 3000'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.current.asked('indicator.add')[0]?.indicators).toHaveLength(3000));
  });

  it('can be filtered, and what is not drawn is said', async () => {
    const many = Array.from({ length: 260 }, (_, at) => indicator({ id: String(at + 1), value: `45.9.0.${at}`, defanged: `45[.]9[.]0[.]${at}` }));
    const user = await open([...many, indicator({ id: '900', value: 'evil-cdn.net', kind: 'domain', kind_label: 'Domain', note: 'the stage' })]);
    await user.keyboard('z');
    expect(await screen.findByText(/^61 more are not drawn/)).toBeTruthy();
    await user.type(await find('indicator-filter'), 'stage');
    expect(within(await find('indicator-list')).getAllByRole('listitem')).toHaveLength(1);
    await user.clear(await find('indicator-filter'));
    await user.type(await find('indicator-filter'), 'nowhere');
    expect(screen.getByText('No indicator holds “nowhere”.')).toBeTruthy();
  });

  it('are not added, changed or withdrawn in a closed incident, but exported', async () => {
    fake.current.view = { ...fake.current.view, status: 'closed' };
    const user = await open([indicator()]);
    await user.keyboard('z');
    await find('indicator-1');
    for (const id of ['indicator-find', 'indicator-add']) expect(seen(id)).toBeNull();
    expect(screen.queryByRole('button', { name: /^Withdraw/ })).toBeNull();
    expect(seen('export-csv')).not.toBeNull();
  });
});

describe('an indicator', () => {
  it('shows its ports and the entry it comes from, and leads there', async () => {
    const entries = [{ entry: 'd/4', seq: 4, text: 'Beacon seen at the gate' }];
    const user = await open([indicator({ ports: [443, 4444], entries })]);
    await user.keyboard('z');
    const row = within(await find('indicator-1'));
    expect(row.getByText('ports 443, 4444')).toBeTruthy();
    fake.current.instead['entry.locate'] = () => ({ offset: 0 });
    row.getByRole('button', { name: 'from entry 4: Beacon seen at the gate' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.current.asked('entry.locate')).toEqual([{ incident: 'i-7', entry: 'd/4' }]));
    await waitFor(() => expect(document.activeElement?.closest('[data-entry]')).not.toBeNull());
  });

  it('is changed with its ports, and something else there is refused before it is sent', async () => {
    fake.current.instead['indicator.change'] = () => ({ incident: fake.current.view, entries: ['d/10'] });
    const user = await open([indicator({ ports: [443] })]);
    await user.keyboard('z');
    await user.click(await screen.findByRole('button', { name: 'Change 185[.]220[.]101[.]4' }));
    const ports = screen.getByLabelText('Ports');
    expect((ports as HTMLInputElement).value).toBe('443');
    await user.clear(ports);
    await user.type(ports, '443, https{Enter}');
    expect(screen.getByText(/^Ports are numbers/)).toBeTruthy();
    expect(fake.current.asked('indicator.change')).toEqual([]);
    await user.clear(ports);
    await user.type(ports, '443 8443{Enter}');
    await waitFor(() => expect(fake.current.asked('indicator.change')[0]).toMatchObject({ indicator: '1', ports: [443, 8443] }));
  });
});

describe('the filter', () => {
  it('reads what is defanged, the kind, the label and the note', () => {
    const each = indicator({ note: 'Seen at the gate' });
    for (const typed of ['', ' 185.220', '185[.]220', 'ipv4', 'AMBER', 'gate']) expect(matches(each, typed), typed).toBe(true);
    expect(matches(each, 'domain')).toBe(false);
  });
});
