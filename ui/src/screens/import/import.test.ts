import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportedFile, ImportGuess, ImportOutcome } from '../../lib/api/types';
import { router } from '../../lib/router.svelte';
import { fake, refusal } from '../../test/fake';
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

let outcome: ImportOutcome;
let files: ImportedFile[];

beforeEach(() => {
  outcome = 'written';
  files = [loss];
  fake.current.instead = {
    'playbook.import': ({ as_playbook }) => ({ files: as_playbook ? [{ ...loss, file: readme.file }] : files, skipped: [], folder: '/own' }),
    'playbook.import-save': ({ paths, replace }) => ({
      files: [{ file: paths[0] ?? '', id: 'general-incident', outcome: replace ? 'replaced' : outcome, path: '/own/general-incident.md', source: null, why: outcome === 'kept' ? 'A file of that name is there.' : null }],
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
    expect(fake.current.asked('playbook.import')).toEqual([{ paths: ['/theirs/loss.md'], as_playbook: false, most: 200 }]);
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
    expect(fake.current.asked('playbook.import')[0]?.paths).toEqual(['/theirs/README.md', '/theirs/loss.md']);
  });

  it('saves all, and lets no file replace another of the same name', async () => {
    files = [loss, { ...loss, file: '/theirs/deeper/loss.md' }];
    const user = await start('#/import?path=%2Ftheirs');
    await user.click(await find('save-all'));
    await waitFor(() => expect(within(seen('import-files') as HTMLElement).getAllByText('✓ saved')).toHaveLength(2));
    expect(fake.current.asked('playbook.import-save').map((each) => [each.paths[0], each.taken])).toEqual([
      ['/theirs/loss.md', []],
      ['/theirs/deeper/loss.md', ['general-incident']],
    ]);
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
    fake.current.instead['playbook.import'] = () => {
      throw refusal('Firebreak could not read the file at /none.md: it is not there.', 'Check the path.', 'storage');
    };
    await start('#/import?path=%2Fnone.md');
    expect((await find('error')).textContent).toContain('could not read the file');
    expect(seen('import-path')).toHaveProperty('value', '/none.md');
  });
});
