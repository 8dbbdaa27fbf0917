import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportedFile, ImportGuess, ImportOutcome, SkippedFile } from '../../lib/api/types';
import { router } from '../../lib/router.svelte';
import { fake, held, refusal } from '../../test/fake';
import { find, seen, start } from '../../test/screen';

const guess = (id: string, change: Partial<ImportGuess> = {}): ImportGuess => ({
  id,
  kind: id.split(':')[0] ?? '',
  value: id.split(':')[1] ?? '',
  grounds: 'It has steps of these phases: contain.',
  confidence: 'medium',
  step: null,
  needs_accepting: false,
  ...change,
});

const loss: ImportedFile = {
  file: '/theirs/loss.md',
  title: 'Lost device',
  is_playbook: true,
  steps: [
    { id: 'detect-look', phase: 'detect', title: 'Look at the alert', start: 0, end: 9, tasks: [], commands: [], provider: null },
    { id: 'contain-block', phase: 'contain', title: 'Block the account', start: 9, end: 30, tasks: [{ text: 'a', start: 10, end: 12 }], commands: [], provider: 'aws' },
  ],
  notes: [{ start: 30, end: 40 }],
  suggestions: [
    { id: 'provider:aws', kind: 'provider', value: 'aws', name: 'AWS', count: 2, start: 12, end: 15 },
    { id: 'variable:CASE', kind: 'variable', value: 'CASE', name: 'CASE', count: 1, start: 16, end: 24 },
  ],
  guesses: [guess('file'), guess('phase:detect-look', { step: 'detect-look', grounds: 'It begins with "look".' }), guess('milestone:contained', { step: 'contain-block', needs_accepting: true })],
};
const readme: ImportedFile = { ...loss, file: '/theirs/README.md', title: 'Playbooks', is_playbook: false, steps: [], suggestions: [], guesses: [guess('file', { grounds: 'A file of this name is about others.' })] };

const idOf = (file: string): string => (file === loss.file ? 'general-incident' : file.replace(/^.*\/|\.md$/g, ''));
/** So many files, each by a name of its own. */
const many = (number: number): ImportedFile[] => Array.from({ length: number }, (_, at) => ({ ...loss, file: `/theirs/${String(at).padStart(4, '0')}.md` }));

let outcome: ImportOutcome;
let files: ImportedFile[];
let skipped: SkippedFile[];

beforeEach(() => {
  outcome = 'written';
  files = [loss];
  skipped = [];
  fake.current.instead = {
    'playbook.import-list': () => ({ files: files.map(({ file, title, is_playbook, steps }) => ({ file, title, is_playbook, steps: steps.length })), skipped, folder: '/own' }),
    'playbook.import': ({ as_playbook, paths }) => ({
      files: as_playbook ? [{ ...loss, file: readme.file }] : files.filter((each) => paths.includes(each.file)),
      skipped: [],
      folder: '/own',
    }),
    'playbook.import-save': ({ paths, replace }) => ({
      files: paths.map((file) => ({ file, id: idOf(file), outcome: replace ? 'replaced' : outcome, path: `/own/${idOf(file)}.md`, source: null, why: outcome === 'kept' ? 'A file of that name is there.' : null })),
      skipped: [],
    }),
  };
});

describe('importing Markdown', () => {
  it('shows what was found, saves what is accepted, and opens it for reading', async () => {
    const user = await start('#/playbooks');
    await find('playbook-matrix');
    await user.keyboard('{Control>}o{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(seen('import-path')));
    await user.keyboard('/theirs/loss.md{Enter}');
    await screen.findByText('Block the account');
    expect(fake.current.asked('playbook.import-list')).toEqual([{ paths: ['/theirs/loss.md'] }]);
    expect(fake.current.asked('playbook.import')).toEqual([{ paths: ['/theirs/loss.md'], as_playbook: false }]);
    const phases = screen.getAllByTestId('import-phase').map((each) => each.textContent?.replace(/\s+/g, ' ').trim());
    expect(phases).toEqual(['Detect 1 step Look at the alert phase guessed', 'Contain 1 step Block the account 1 task AWS']);
    expect(screen.getByText('0 of 2 accepted')).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: /Contained/ }));
    await user.click(screen.getByTestId('save'));
    await find('reading');
    expect(fake.current.asked('playbook.import-save')).toEqual([
      { paths: ['/theirs/loss.md'], as_playbook: false, accept: ['milestone:contained'], accept_all: false, to: null, replace: false, taken: [] },
    ]);
  });

  it('accepts all and none', async () => {
    const user = await start('#/import?path=%2Ftheirs%2Floss.md');
    await user.click(await find('accept-all'));
    expect(screen.getByText('2 of 2 accepted')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Accept none' }));
    expect(screen.getByText('0 of 2 accepted')).toBeTruthy();
  });

  it('takes files and folders that are dropped on the window', async () => {
    await start('#/playbooks');
    await find('playbook-matrix');
    files = [readme, loss];
    fake.current.drop(['/theirs/README.md', '/theirs/loss.md']);
    const list = within(await find('import-files'));
    expect(list.getByRole('button', { name: /README\.md no playbook/ })).toBeTruthy();
    expect(list.getByRole('button', { name: /loss\.md 2 steps/, pressed: true })).toBeTruthy();
    expect(fake.current.asked('playbook.import-list')[0]?.paths).toEqual(['/theirs/README.md', '/theirs/loss.md']);
  });

  it('saves all: together what is alike, by itself what something was accepted of', async () => {
    files = many(70);
    const user = await start('#/import?path=%2Ftheirs');
    await user.click(await screen.findByRole('checkbox', { name: /Contained/ }));
    await user.click(await find('save-all'));
    await waitFor(() => expect(seen('status')?.textContent).toBe('70 of 70 playbooks are saved.'));
    const asked = fake.current.asked('playbook.import-save');
    expect(asked.map((each) => [each.paths.length, each.accept, each.taken.length])).toEqual([
      [1, ['milestone:contained'], 0],
      [50, [], 1],
      [19, [], 51],
    ]);
    expect(asked.flatMap((each) => each.paths)).toEqual(files.map((each) => each.file));
    expect(within(seen('import-files') as HTMLElement).getAllByText('✓ saved').length).toBeGreaterThan(5);
  });

  it('says how far saving all is, and stops where that is asked', async () => {
    files = many(70);
    const user = await start('#/import?path=%2Ftheirs');
    await find('save-all');
    const first = held({ files: [], skipped: [] });
    fake.current.instead['playbook.import-save'] = () => first.answer;
    await user.click(seen('save-all') as HTMLElement);
    expect((await find('import-progress')).textContent).toBe('0 of 70 saved');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    first.release();
    await find('save-all');
    expect(fake.current.asked('playbook.import-save')).toHaveLength(1);
  });

  it('names each file that could not be read while all were saved', async () => {
    files = many(2);
    const user = await start('#/import?path=%2Ftheirs');
    await find('save-all');
    const why = 'Firebreak could not read the file. The record is not touched';
    fake.current.instead['playbook.import-save'] = () => ({ files: [], skipped: files.map(({ file }) => ({ file, why })) });
    await user.click(seen('save-all') as HTMLElement);
    await waitFor(() => expect(within(seen('import-files') as HTMLElement).getAllByText('! not saved')).toHaveLength(2));
    expect(seen('status')?.textContent).toBe('0 of 2 playbooks are saved.');
  });

  it('draws of 5,000 files those in sight, goes through them by arrow keys, and reads only what is looked at', async () => {
    files = many(5000);
    await start('#/import?path=%2Ftheirs');
    const list = await find('import-files');
    await screen.findByText('Block the account');
    expect(within(list).getAllByRole('button').length).toBeLessThan(60);
    expect(screen.getByTestId('save-all').textContent).toContain('Save all 5,000');
    await fireEvent.keyDown(within(list).getByRole('button', { pressed: true }), { key: 'ArrowDown' });
    await waitFor(() => expect(document.activeElement?.getAttribute('title')).toBe('/theirs/0001.md'));
    expect(within(list).getByRole('button', { pressed: true }).title).toBe('/theirs/0001.md');
    expect(fake.current.asked('playbook.import').map((each) => each.paths)).toEqual([['/theirs/0000.md'], ['/theirs/0001.md']]);
  });

  it('names what is left out, and of very much the first', async () => {
    skipped = Array.from({ length: 250 }, (_, at) => ({ file: `/theirs/${at}.md`, why: 'It is larger than 2 MiB; split it.' }));
    await start('#/import?path=%2Ftheirs');
    const named = await find('import-skipped');
    expect(named.textContent).toContain('250 files and folders left out');
    expect(within(named).getAllByRole('listitem', { hidden: true })).toHaveLength(101);
    expect(named.textContent).toContain('And 150 more.');
  });

  it('says why a file is no playbook, and takes it for one where asked', async () => {
    files = [readme];
    const user = await start('#/import?path=%2Ftheirs%2FREADME.md');
    expect(await screen.findByText(/A file of this name is about others\./)).toBeTruthy();
    expect(screen.getByTestId('save')).toHaveProperty('disabled', true);
    await user.click(screen.getByTestId('take'));
    await screen.findByText('Block the account');
    await user.click(screen.getByTestId('save'));
    await waitFor(() => expect(fake.current.asked('playbook.import-save')[0]).toMatchObject({ as_playbook: true }));
  });

  it('replaces an edited file only where that is asked', async () => {
    outcome = 'kept';
    const user = await start('#/import?path=%2Ftheirs%2Floss.md');
    await screen.findByText('Block the account');
    await user.click(screen.getByTestId('save'));
    await screen.findByText('A file of that name is there.');
    expect(router.route.screen).toBe('import');
    await user.click(screen.getByTestId('replace'));
    await find('reading');
    expect(fake.current.asked('playbook.import-save').map((each) => each.replace)).toEqual([false, true]);
  });

  it('says what could not be read, and keeps the path', async () => {
    fake.current.instead['playbook.import-list'] = () => {
      throw refusal('Firebreak could not read the file at /none.md: it is not there.', 'Check the path.', 'storage');
    };
    await start('#/import?path=%2Fnone.md');
    expect((await find('error')).textContent).toContain('could not read the file');
    expect(seen('import-path')).toHaveProperty('value', '/none.md');
  });

  it('reads files and a folder that are chosen in the dialog of the system', async () => {
    const user = await start('#/import');
    fake.current.chosen = () => ['/theirs/loss.md', '/theirs/other.md'];
    await user.click(await find('import-choose-files'));
    await waitFor(() => expect(router.route).toEqual({ screen: 'import', paths: ['/theirs/loss.md', '/theirs/other.md'] }));
    fake.current.chosen = () => ['/theirs'];
    await user.click(await find('import-choose-folder'));
    await waitFor(() => expect(router.route).toEqual({ screen: 'import', paths: ['/theirs'] }));
    await user.click(await find('import-choose-folder'));
    await waitFor(() => expect(fake.current.asked('playbook.import-list').map((each) => each.paths)).toEqual([['/theirs/loss.md', '/theirs/other.md'], ['/theirs'], ['/theirs']]));
    expect(fake.current.dialogs.map((each) => each.what)).toEqual([{ kind: 'files', only: { name: 'Markdown', extensions: ['md', 'markdown'] } }, { kind: 'folder' }, { kind: 'folder' }]);
  });

  it('stays as it is where the dialog is closed, and opens no second one beside it', async () => {
    const user = await start('#/import?path=%2Ftheirs%2Floss.md');
    await screen.findByText('Block the account');
    const open = held<string[]>([]);
    fake.current.chosen = () => open.answer;
    await user.click(await find('import-choose-files'));
    expect(seen('import-choose-folder')).toHaveProperty('disabled', true);
    open.release();
    await waitFor(() => expect(seen('import-choose-folder')).toHaveProperty('disabled', false));
    expect(router.route).toEqual({ screen: 'import', paths: ['/theirs/loss.md'] });
    expect(seen('error')).toBeNull();
    expect(screen.getByText('Block the account')).toBeTruthy();
  });

  it('says why no dialog could be opened', async () => {
    const user = await start('#/import');
    fake.current.chosen = () => {
      throw refusal("The system's dialog could not be opened. Nothing was changed.", 'Type the path instead.');
    };
    await user.click(await find('import-choose-folder'));
    expect((await find('error')).textContent).toContain('Type the path instead.');
  });
});
