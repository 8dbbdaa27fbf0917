import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Backup } from '../lib/api/types';
import { violations } from '../test/axe';
import { status } from '../lib/state/status.svelte';
import { fake, refusal } from '../test/fake';
import { find, seen, start } from '../test/screen';
import { about, ago, rowOf } from '../test/world';

describe('the first start', () => {
  it('asks for a name, prefilled, and nothing else', async () => {
    fake.current.about = about({ responder: null, suggested_responder: 'ana' });
    const user = await start();
    const name = await screen.findByLabelText('Your name');
    expect(name).toHaveProperty('value', 'ana');
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
    await user.clear(name);
    await user.type(name, 'Ana Ruiz{Enter}');
    await find('nav');
    expect(fake.current.asked('settings.set')[0]?.settings.responder).toBe('Ana Ruiz');
  });

  it('does not start without a name', async () => {
    fake.current.about = about({ responder: null });
    const user = await start();
    await user.clear(await screen.findByLabelText('Your name'));
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(screen.getByText(/an entry needs an author/)).toBeTruthy();
    expect(fake.current.asked('settings.set')).toEqual([]);
  });

  it('shows why the name could not be kept', async () => {
    fake.current.about = about({ responder: null });
    fake.current.instead['settings.set'] = () => {
      throw refusal('The folder is read-only. Nothing was written.', 'Make it writable.', 'storage');
    };
    const user = await start();
    await user.click(await screen.findByRole('button', { name: 'Start' }));
    expect((await find('error')).textContent).toContain('The folder is read-only.');
  });
});

describe('a record that cannot be opened', () => {
  it('offers the backups of a damaged one, and sets it aside', async () => {
    const [newest] = fake.current.about.backups;
    const backups = [newest, { ...newest, path: '/data/backups/earlier.db' }].filter((backup) => backup !== undefined) as Backup[];
    const problem = { code: 'damaged' as const, message: 'The database is damaged. The file was not changed.', hint: 'Restore a backup.' };
    const good = '/data/backups/earlier.db';
    fake.current.instead['record.damage'] = () => ({ problem, backups, good });
    const user = await start();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The record on this machine is damaged');
    await user.click(await screen.findByRole('button', { name: 'Restore this backup' }));
    expect(fake.current.asked('record.restore')[0]?.backup).toBe(good);
    expect(await screen.findByText('/data/firebreak.db.damaged-1')).toBeTruthy();
    delete fake.current.instead['record.damage'];
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    await find('nav');
  });

  it('has the record opened before anything is read from it again', async () => {
    const problem = { code: 'storage' as const, message: 'It is locked. Nothing was written.', hint: null };
    fake.current.instead['record.damage'] = () => ({ problem, backups: [], good: null });
    const user = await start();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The record cannot be reached');
    delete fake.current.instead['record.damage'];
    const before = fake.current.calls.length;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await find('nav');
    const names = fake.current.calls.slice(before).map((each) => each.name);
    expect(names.slice(0, 2)).toEqual(['record.damage', 'app.about']);
  });

  it.each([
    ['newer', 'The record was written by a newer Firebreak'],
    ['storage', 'The record cannot be reached'],
  ] as const)('says so where it is %s, and can be tried again', async (code, title) => {
    fake.current.instead['app.about'] = () => {
      throw refusal('It cannot be read.', null, code);
    };
    const user = await start();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
    expect(screen.queryByRole('button', { name: /Restore/ })).toBeNull();
    delete fake.current.instead['app.about'];
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await find('nav');
  });
});

describe('the shell', () => {
  it('goes where its links and keys lead, and marks the place', async () => {
    const user = await start();
    const nav = await find('nav');
    await user.click(within(nav).getByRole('link', { name: 'Playbooks' }));
    await find('screen-playbooks');
    expect(within(nav).getByRole('link', { name: 'Playbooks' }).getAttribute('aria-current')).toBe('page');
    await user.keyboard('{Alt>}2{/Alt}');
    await find('screen-incidents');
    await user.keyboard('{Control>},{/Control}');
    await find('screen-settings');
    await user.keyboard('{Control>}f{/Control}');
    await find('screen-search');
    expect(document.title).toBe('Search · Firebreak');
  });

  it('shows how many incidents are open', async () => {
    await start();
    const link = await screen.findByRole('link', { name: /Now open: 1/ });
    expect(link.getAttribute('href')).toBe('#/now');
  });

  it('finds acts and open incidents in the palette, and does what is chosen', async () => {
    const user = await start();
    await screen.findByTestId('board');
    await user.keyboard('{Control>}k{/Control}');
    const input = await find('palette-input');
    await waitFor(() => expect(document.activeElement).toBe(input));
    expect(screen.getByRole('option', { name: /INC-0007/ })).toBeTruthy();
    await user.type(input, 'go settings');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{Enter}');
    await find('screen-settings');
    await waitFor(() => expect(seen('palette-input')).toBeNull());
  });

  it('keeps single keys from the screen below while the palette is open', async () => {
    const user = await start();
    await screen.findByTestId('board');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await find('palette-input'), 'zzz');
    expect(screen.getByText('Nothing is called that here.')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('palette-input')).toBeNull());
    await user.keyboard('i');
    await find('screen-open');
  });

  it('lists every key in the cheat sheet', async () => {
    const user = await start();
    await screen.findByTestId('board');
    await user.keyboard('?');
    const sheet = await find('cheat-sheet');
    for (const label of ['Complete the step', 'Mark the time', 'Search everything', 'Undo the last act']) {
      expect(within(sheet).getByText(label)).toBeTruthy();
    }
    await user.keyboard('?');
    await waitFor(() => expect(seen('cheat-sheet')).toBeNull());
  });

  it('keeps the key that closes the cheat sheet from opening it again', async () => {
    const user = await start();
    await screen.findByTestId('board');
    await user.keyboard('?');
    const sheet = await find('cheat-sheet');
    const press = new KeyboardEvent('keydown', { key: '?', bubbles: true, cancelable: true });
    sheet.dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
    await waitFor(() => expect(seen('cheat-sheet')).toBeNull());
  });

  it('keeps the marked row of the palette when another process writes', async () => {
    const user = await start();
    await screen.findByTestId('board');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await find('palette-input'), 'inc{ArrowDown}');
    const marked = (): HTMLElement | undefined => screen.getAllByRole('option').find((each) => each.getAttribute('aria-selected') === 'true');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    const name = marked()?.textContent;
    expect(name).toContain('INC-0007');
    fake.current.list = [rowOf(undefined, { id: 'i-9', code: 'INC-0009' }), ...fake.current.list];
    fake.current.changedElsewhere();
    await screen.findByRole('option', { name: /INC-0009/ });
    expect(marked()?.textContent).toBe(name);
    await user.type(await find('palette-input'), '-');
    expect(marked()).toBe(screen.getAllByRole('option')[0]);
  });

  it('says the same words again as something new', async () => {
    await start();
    await find('nav');
    const line = await find('status');
    status.say('Note recorded · 02:41Z');
    await waitFor(() => expect(line.textContent).toBe('Note recorded · 02:41Z'));
    const said: string[] = [];
    const watch = new MutationObserver(() => said.push(line.textContent ?? ''));
    watch.observe(line, { childList: true, characterData: true, subtree: true });
    status.say('Note recorded · 02:41Z');
    await waitFor(() => expect(said).toEqual(['', 'Note recorded · 02:41Z']));
    watch.disconnect();
  });

  it('never follows a link out of the window', async () => {
    await start();
    await screen.findByTestId('board');
    const link = document.createElement('a');
    link.href = 'https://example.com/x';
    (await find('nav')).append(link);
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
    await waitFor(() => expect(seen('status')?.textContent).toContain('https://example.com/x'));
  });

  it('shows the theme of the settings', async () => {
    fake.current.about = about({ settings: { responder: 'Ana', theme: 'dark', zone: null, playbooks: [], matrix_profile: null, keys: {}, zoom: null } });
    await start();
    await find('nav');
    expect(document.documentElement.dataset.theme).toBe('dark');
  });
});

describe('the board', () => {
  it('draws the gravest of many and the rest when asked, so that the first frame costs the same', async () => {
    fake.current.list = Array.from({ length: 50 }, (_, index) =>
      rowOf(undefined, { id: `i-${index}`, code: `INC-${index}`, severity: index === 49 ? 'critical' : 'low' }),
    );
    const user = await start();
    const board = await find('board');
    expect(board.querySelectorAll('li').length).toBe(20);
    expect(board.querySelector('li')?.textContent).toContain('INC-49');
    const more = await find('board-more');
    expect(more.textContent).toContain('30');
    await user.click(more);
    expect(board.querySelectorAll('li').length).toBe(40);
    expect(fake.current.asked('incident.list')).toHaveLength(1);
  });

  it('says what to do next when nothing is open, with its key', async () => {
    fake.current.list = [];
    const user = await start();
    expect((await find('empty')).textContent).toContain('No incident is open.');
    expect((await find('open-first')).getAttribute('aria-keyshortcuts')).toBe('I');
    await user.keyboard('i');
    await find('screen-open');
  });

  it('puts the gravest first and shows the clocks with their definition', async () => {
    const [row] = fake.current.list;
    if (!row) throw new Error('The world has no incident.');
    fake.current.list = [
      { ...row, id: 'low', code: 'INC-0001', severity: 'low' },
      { ...row, id: 'crit', code: 'INC-0002', severity: 'critical', last_recorded_at: ago(1) },
    ];
    const user = await start();
    const board = await find('board');
    const links = within(board).getAllByRole('link');
    expect(links.map((link) => link.dataset.testid)).toEqual(['board-INC-0002', 'board-INC-0001']);
    expect(links[0]?.textContent).toContain('detected → contained');
    await user.keyboard('j{Enter}');
    await find('screen-incident');
    expect(location.hash).toBe('#/incidents/low');
  });

  it('says why the open incidents could not be read', async () => {
    fake.current.instead['incident.list'] = () => {
      throw refusal('The file is locked. Nothing was lost.', 'Close the other program.', 'storage');
    };
    await start();
    expect((await find('error')).textContent).toContain('The file is locked.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('shows what another process opens', async () => {
    fake.current.list = [];
    await start();
    await find('empty');
    const fresh = new (fake.current.constructor as new () => typeof fake.current)();
    fake.current.list = fresh.list;
    fake.current.changedElsewhere();
    await find('board-INC-0007');
  });
});

it.each(['#/now', '#/incidents', '#/open', '#/incidents/i-7', '#/playbooks', '#/playbooks/iaas-exposed-access-key/read', '#/search?q=note', '#/settings'])(
  'axe finds nothing on %s',
  async (hash) => {
    await start(hash);
    await find('nav');
    await waitFor(() => expect(fake.current.calls.length).toBeGreaterThanOrEqual(2));
    await new Promise(requestAnimationFrame);
    expect(await violations()).toEqual([]);
  },
);
