import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FolderView, LibraryView } from '../../lib/api/types';
import { violations } from '../../test/axe';
import { fake, refusal } from '../../test/fake';
import { find, start } from '../../test/screen';
import { idOf } from './begin';

const folder = (path: string, change: Partial<FolderView> = {}): FolderView => ({ path, on_start: false, problem: null, playbooks: 1, faulty: 0, behind: 0, notices: [], ...change });
const library = (change: Partial<LibraryView> = {}): LibraryView => ({ playbooks: 3, bundled: 3, folders: [], for_new: '/data/playbooks', aside: [], ...change });

beforeEach(() => {
  fake.current.instead = {
    'playbook.new': ({ id, folder: into }) => ({ markdown: '# New', path: `${into}/${id}.md` }),
    'playbook.edit': ({ path }) => ({ text: '# New', path: path ?? null, sha256: 'aa', bundled_version: null }),
    'playbook.words': () => ({ keys: [], facts: [], phases: [], providers: [], parts: [], techniques: [], playbooks: [], values: [] }),
    'playbook.preview': () => ({ findings: [], playbook: null }),
  };
});

/** Fills in all that is asked. */
async function fill(title = 'Mail flood'): Promise<Awaited<ReturnType<typeof start>>> {
  const user = await start('#/begin');
  await find('begin-folder');
  await user.type(await find('begin-title'), title);
  await user.click(within(await find('begin-types')).getAllByRole('checkbox')[0] as HTMLElement);
  await user.click(within(await find('begin-models')).getByRole('checkbox', { name: /SaaS/ }));
  return user;
}

const value = async (id: string): Promise<string> => ((await find(id)) as HTMLInputElement).value;

describe('a new playbook', () => {
  it('is reached by its key from anywhere, and from the library', async () => {
    const user = await start('#/now');
    await user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
    await find('begin');
    expect(location.hash).toBe('#/begin');
    location.hash = '#/playbooks';
    await user.click(await find('begin-open'));
    await find('begin');
  });

  it('is begun in the folder it says, and opened in the editor', async () => {
    const user = await fill();
    expect(await value('begin-id')).toBe('mail-flood');
    expect(await violations(document.body)).toEqual([]);
    await user.keyboard('{Control>}s{/Control}');
    await find('editor');
    const [asked] = fake.current.asked('playbook.new');
    expect(asked).toMatchObject({ id: 'mail-flood', title: 'Mail flood', service_models: ['saas'], providers: [], folder: '/data/playbooks', own: true });
    expect(asked?.incident_types.length).toBe(1);
    expect(location.hash).toBe(`#/edit?path=${encodeURIComponent('/data/playbooks/mail-flood.md')}`);
    expect(fake.current.asked('app.about').length, 'the settings may name a folder more').toBe(2);
    expect(fake.current.drafts.size).toBe(0);
  });

  it('says what is missing, and asks for it first', async () => {
    const user = await start('#/begin');
    await find('begin-folder');
    await user.click(await find('begin-submit'));
    const form = await find('begin');
    for (const said of ['Say in a line', 'at least one type', 'at least one service model']) expect(form.textContent).toContain(said);
    expect(document.activeElement).toBe(await find('begin-title'));
    expect(await violations(document.body)).toEqual([]);
    expect(fake.current.asked('playbook.new')).toEqual([]);
  });

  it('takes no id that another playbook has, and offers that one', async () => {
    const user = await fill('Whatever');
    await user.clear(await find('begin-id'));
    await user.type(await find('begin-id'), 'general-incident', { initialSelectionStart: 0, initialSelectionEnd: 99 });
    await screen.findByText('"General incident" has this id. Take another.');
    await user.click(await find('begin-submit'));
    expect(fake.current.asked('playbook.new')).toEqual([]);
    await user.click(await find('begin-instead'));
    expect(location.hash).toBe('#/playbooks/general-incident/edit');
  });

  it('takes no id of a file with errors, and opens that file', async () => {
    const path = '/own/flood.md';
    fake.current.instead['library.show'] = () =>
      library({ folders: [folder('/own')], for_new: '/own', aside: [{ path, folder: '/own', id: 'mail-flood', title: null, version: null, why: 'It has an error.', faulty: true, findings: [] }] });
    const user = await fill();
    await screen.findByText(/flood\.md has this id and does not count yet/);
    await user.click(await find('begin-instead'));
    expect(location.hash).toBe(`#/edit?path=${encodeURIComponent(path)}`);
  });

  it('overwrites no file that is there, keeps what was typed, and opens that file', async () => {
    fake.current.instead['playbook.new'] = () => Promise.reject(refusal('/data/playbooks/mail-flood.md is there already and was not overwritten', 'Take another id, or edit that file'));
    const user = await fill();
    await user.click(await find('begin-submit'));
    await screen.findByText(/is there already and was not overwritten/);
    expect(await value('begin-title')).toBe('Mail flood');
    await user.click(await find('begin-open-file'));
    expect(location.hash).toBe(`#/edit?path=${encodeURIComponent('/data/playbooks/mail-flood.md')}`);
    await waitFor(() => expect([...fake.current.drafts.keys()]).toContain('playbook-new'));
  });

  it('says that no own folder is named, and takes another one', async () => {
    const user = await fill();
    expect((await find('begin-no-folder')).textContent).toContain('There is no folder of own playbooks yet.');
    const input = await find('begin-folder');
    await user.type(input, '/checkout', { initialSelectionStart: 0, initialSelectionEnd: 99 });
    await user.click(await find('begin-submit'));
    await waitFor(() => expect(fake.current.asked('playbook.new')[0]).toMatchObject({ folder: '/checkout', own: true }));
  });

  it('takes the folder that is chosen in the dialog of the system', async () => {
    fake.current.chosen = () => ['/chosen'];
    const user = await fill();
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    await waitFor(async () => expect(await value('begin-folder')).toBe('/chosen'));
  });

  it('says why a named folder cannot be read', async () => {
    fake.current.instead['library.show'] = () => library({ folders: [folder('/gone', { problem: 'There is no such folder.' })] });
    await start('#/begin');
    const said = (await find('begin-no-folder')).textContent;
    expect(said).toContain('No folder of own playbooks can be read just now');
    expect(said).toContain('/gone: There is no such folder.');
  });

  it('goes to the folder that was chosen among several', async () => {
    fake.current.instead['library.show'] = () => library({ folders: [folder('/one'), folder('/two'), folder('/gone', { problem: 'Gone.' })], for_new: '/one' });
    const user = await fill();
    const select = (await find('begin-folder')) as HTMLSelectElement;
    expect([...select.options].map((each) => each.value)).toEqual(['/one', '/two']);
    expect(select.value).toBe('/one');
    await user.selectOptions(select, '/two');
    await user.click(await find('begin-submit'));
    await waitFor(() => expect(fake.current.asked('playbook.new')[0]).toMatchObject({ folder: '/two' }));
  });

  it('brings back what was typed', async () => {
    fake.current.drafts.set('playbook-new', JSON.stringify({ title: 'Half', models: 'saas' }));
    await start('#/begin');
    await waitFor(async () => expect(await value('begin-title')).toBe('Half'));
    expect(within(await find('begin-models')).getByRole('checkbox', { name: /SaaS/ }).getAttribute('aria-checked')).toBe('true');
  });
});

it.each([
  ['Mail flood', 'mail-flood'],
  ['  Größe & Straße: 2 ', 'grosse-strasse-2'],
  ['漏洩', ''],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('gives the title %s the id %s', (title, id) => {
  expect(idOf(title)).toBe(id);
});
