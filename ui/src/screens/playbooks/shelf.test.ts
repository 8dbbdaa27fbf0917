import { cleanup, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { ComparisonView, LibraryView } from '../../lib/api/types';
import { violations } from '../../test/axe';
import { fake, refusal } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import { playbookRow, run } from '../../test/world';

const FILE = '/home/ana/playbooks/key.md';
const FINDING = { file: FILE, line: 4, column: 1, end_line: 4, end_column: 3, severity: 'error' as const, rule: 'duplicate-key', message: '`id` stands twice; remove one.' };
const ASIDE = { path: FILE, folder: '/home/ana/playbooks', id: null, title: null, version: null, why: 'It has an error; mend it and it counts at once.', faulty: true, findings: [FINDING] };

function library(change: Partial<LibraryView> = {}): LibraryView {
  const folder = { path: '/home/ana/playbooks', on_start: false, problem: null, playbooks: 2, faulty: 1, behind: 1, notices: [] };
  return { playbooks: 5, bundled: 3, folders: [folder], for_new: folder.path, aside: [ASIDE], ...change };
}

describe('the library', () => {
  it('opens the reading view at the step that was found', async () => {
    const user = await start('#/playbooks');
    await find('playbook-matrix');
    await user.keyboard('/');
    await user.keyboard('deactivate');
    await find('library-hits');
    await user.keyboard('{Enter}');
    await find('reading');
    expect(location.hash).toBe('#/playbooks/iaas-exposed-access-key/read?step=deactivate');
    expect((await find('reading-deactivate')).classList.contains('found')).toBe(true);
  });

  it('says what is your own, in place of what, and what does not count beside it', async () => {
    const own = playbookRow({
      version: '2.0.0',
      origin: { kind: 'own', folder: '/home/ana/playbooks', path: '/home/ana/playbooks/good.md' },
      overrides: '1.0.0',
      beside: [{ ...ASIDE, id: 'iaas-exposed-access-key', faulty: false, why: 'Its version 1.5.0 is lower than 2.0.0.', findings: [] }],
    });
    fake.current.instead = { 'playbook.list': () => [own], 'library.show': () => library() };
    await start('#/playbooks');
    const side = await find('playbook-side');
    expect(side.textContent).toContain('Your own, in place of the bundled 1.0.0');
    expect(side.textContent).toContain('Set aside Its version 1.5.0 is lower than 2.0.0.');
    const alone = await screen.findByRole('region', { name: 'Own files that do not count' });
    expect(within(alone).getByRole('link', { name: 'Open it in the editor' }).getAttribute('href')).toBe(`#/edit?path=${encodeURIComponent(FILE)}`);
    expect(alone.textContent).toMatch(/Has errors.*line 4, column 1.*stands twice/s);
    expect(await violations(document.body)).toEqual([]);
  });

  it('is read again when files change on the disk', async () => {
    await start('#/playbooks');
    await find('playbook-matrix');
    fake.current.instead = { 'playbook.list': () => [playbookRow({ title: 'Written a moment ago' })] };
    fake.current.libraryChanged();
    expect(await screen.findByRole('button', { name: 'Written a moment ago' })).toBeTruthy();
  });
});

describe('the folders of own playbooks', () => {
  it('are added, shown with their state, and removed', async () => {
    const user = await start('#/settings');
    fake.current.instead = { 'library.show': () => library() };
    await user.type(await find('own-folder'), ' /home/ana/playbooks ');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    const folders = await find('own-folders');
    expect(folders.textContent).toContain('2 playbooks · 1 set aside for its version · 1 with errors');
    expect(fake.current.asked('settings.set').at(-1)?.settings.playbooks).toEqual(['/home/ana/playbooks']);
    expect((await find('own-folder') as HTMLInputElement).value).toBe('');
    expect(await violations(document.body)).toEqual([]);
    await user.click(within(folders).getByRole('button', { name: 'Remove /home/ana/playbooks' }));
    await waitFor(() => expect(fake.current.asked('settings.set').at(-1)?.settings.playbooks).toEqual([]));
  });

  it('say why they cannot be read; one named on the start cannot be removed', async () => {
    const gone = { path: '/gone', on_start: true, problem: 'There is no such folder. Make it, or name another.', playbooks: 0, faulty: 0, behind: 0, notices: [FINDING] };
    fake.current.instead = { 'library.show': () => library({ folders: [gone] }) };
    await start('#/settings');
    const folders = await find('own-folders');
    expect(folders.textContent).toContain('There is no such folder.');
    expect(folders.textContent).toContain('stands twice');
    expect(within(folders).queryByRole('button')).toBeNull();
  });

  it('are chosen in the dialog of the system, and nothing is added where it is closed', async () => {
    fake.current.instead['library.show'] = () => library();
    const user = await start('#/settings');
    await user.click(await find('own-folder-choose'));
    await waitFor(() => expect(fake.current.dialogs).toEqual([{ title: 'Folder of own playbooks', what: { kind: 'folder' } }]));
    expect(fake.current.asked('settings.set')).toEqual([]);
    fake.current.chosen = () => ['/home/ana/git/playbooks'];
    await user.click(await find('own-folder-choose'));
    await waitFor(() => expect(fake.current.about.settings.playbooks).toContain('/home/ana/git/playbooks'));
  });

  it('keep what was typed where it is refused', async () => {
    fake.current.instead = { 'settings.set': () => Promise.reject(refusal('The settings cannot be written.')) };
    const user = await start('#/settings');
    await user.type(await find('own-folder'), '/home/ana/playbooks{Enter}');
    expect(await screen.findByText('The settings cannot be written.')).toBeTruthy();
    expect((await find('own-folder') as HTMLInputElement).value).toBe('/home/ana/playbooks');
  });
});

describe('a newer version of a playbook', () => {
  const comparison: ComparisonView = {
    id: 'iaas-exposed-access-key',
    title: 'Exposed access key',
    before: { version: '1.0.0', sha256: 'a'.repeat(64), origin: null },
    after: { version: '1.2.0', sha256: 'b'.repeat(64), origin: { kind: 'own', folder: '/own', path: '/own/key.md' } },
    newer: true,
    readable: true,
    summary: '1 step removed, 1 changed',
    meta: [{ key: 'version', before: '1.0.0', after: '1.2.0' }],
    steps: [
      { id: 'deactivate', title: 'Deactivate the key', phase: 'contain', before: 2, after: 2, change: 'changed', how: ['text'], state: null, lines: [{ kind: 'removed', text: 'Soon.' }, { kind: 'added', text: 'At once.' }] },
      { id: 'gone', title: 'Write to the list', phase: 'review', before: 7, after: null, change: 'removed', how: ['removed'], state: 'done', lines: [] },
    ],
    around: [],
  };

  function withNewer(newer = '1.2.0'): void {
    const worked = run();
    fake.current.view = { ...fake.current.view, runs: [{ ...worked, playbook: { ...worked.playbook, newer } }] };
  }

  it('is pointed out, shown line by line, and taken over with the text that was looked at', async () => {
    withNewer();
    fake.current.instead = {
      'playbook.compare': () => comparison,
      'run.move': () => {
        const worked = run();
        const left = { id: 'gone', title: 'Write to the list', phase: 'review' as const, version: '1.0.0', state: 'done' as const, value: null, reason: null, entry: null };
        const view = { ...fake.current.view, runs: [{ ...worked, left: [left], playbook: { ...worked.playbook, version: '1.2.0' } }] };
        fake.current.view = view;
        return { entries: ['d/9'], incident: view };
      },
    };
    const user = await start('#/incidents/i-7');
    expect((await find('newer')).textContent).toContain('A newer version (1.2.0) of this playbook exists');
    await user.click(await find('newer-compare'));
    const text = await find('newer-text');
    await waitFor(() => expect(text.textContent).toContain('1 step removed, 1 changed'));
    expect(text.textContent).toContain('one step that was worked is no longer in it and stays in the record');
    expect(within(await find('changed-deactivate')).getByRole('list').textContent).toContain('Added: At once.');
    expect(await violations(document.body)).toEqual([]);
    await user.click(await find('newer-move'));
    await waitFor(() => expect(seen('newer-text')).toBeNull());
    expect(fake.current.asked('run.move')).toEqual([{ incident: fake.current.view.id, run: '1', sha256: 'b'.repeat(64) }]);
    expect((await find('left-steps')).textContent).toContain('Write to the list · done (until 1.0.0)');
    expect(seen('newer')).toBeNull();
  });

  it('is left alone where the responder stays, and still said at the end', async () => {
    withNewer();
    fake.current.instead = { 'playbook.compare': () => comparison };
    const user = await start('#/incidents/i-7');
    await user.click(await find('newer-stay'));
    expect(seen('newer')).toBeNull();
    expect((await find('ending')).textContent).toContain('this run stays on 1.0.0');
    await user.click(within(await find('ending')).getByRole('button', { name: 'See what changes' }));
    await find('newer-text');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('newer-text')).toBeNull());
    expect(fake.current.asked('run.move')).toEqual([]);
  });

  it('is not asked about again, also after a start, until another version appears', async () => {
    withNewer();
    await start('#/incidents/i-7').then(async (user) => user.click(await find('newer-stay')));
    expect(fake.current.drafts).toEqual(new Map([[`stay:${fake.current.view.id}:1`, '1.2.0']]));
    cleanup();
    await start('#/incidents/i-7');
    await find('ending');
    await waitFor(() => expect(fake.current.asked('draft.load').filter(({ key }) => key.startsWith('stay:'))).toHaveLength(2));
    expect(seen('newer')).toBeNull();
    withNewer('1.3.0');
    fake.current.libraryChanged();
    expect((await find('newer')).textContent).toContain('A newer version (1.3.0)');
  });

  it('says where staying could not be kept, and asks no more all the same', async () => {
    withNewer();
    fake.current.instead = {
      'draft.save': () => {
        throw refusal('The disk is full. What was recorded is safe.', null, 'storage');
      },
    };
    const user = await start('#/incidents/i-7');
    await user.click(await find('newer-stay'));
    expect((await find('error')).textContent).toContain('The disk is full');
    expect(seen('newer')).toBeNull();
  });

  it('appears while the incident is open', async () => {
    await start('#/incidents/i-7');
    await find('player');
    expect(seen('newer')).toBeNull();
    withNewer();
    fake.current.libraryChanged();
    await find('newer');
  });
});
