import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComparisonView, FindingView, PlaybookView } from '../../lib/api/types';
import { violations } from '../../test/axe';
import { fake, refusal } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import type { CodeOptions } from './code';

/** Stands for the text field, which needs a real window; the journeys type into that one. */
const typed = vi.hoisted(() => ({ current: null as CodeOptions | null, shown: [] as { line: number; column: number }[], marked: [] as FindingView[] }));
vi.mock('./code', () => ({
  Code: class {
    constructor(host: HTMLElement, options: CodeOptions) {
      host.textContent = options.text;
      typed.current = options;
    }
    mark(findings: FindingView[]) {
      typed.marked = findings;
    }
    goTo(finding: { line: number; column: number }) {
      typed.shown.push(finding);
    }
    focus() {}
    destroy() {}
  },
}));

const words = { keys: [], facts: [], phases: [], providers: [], parts: [], techniques: [], playbooks: [], values: [] };
const finding: FindingView = { file: '', line: 7, column: 1, end_line: 7, end_column: 4, severity: 'error', rule: 'unknown-layer', message: 'This is no layer.' };

async function preview(text: string): Promise<{ findings: FindingView[]; playbook: PlaybookView | null }> {
  const playbook = text.includes('unreadable') ? null : await fake.current.call('playbook.show', { id: 'general-incident', service_models: null });
  return { findings: text.includes('wrong') ? [finding] : [], playbook };
}

beforeEach(() => {
  typed.shown = [];
  fake.current.instead = {
    'playbook.edit': () => ({ text: 'the text', path: '/own/general-incident.md', sha256: 'aa', bundled_version: '1.0.0' }),
    'playbook.words': () => words,
    'playbook.preview': ({ text }) => preview(text),
    'playbook.save': () => ({ path: '/own/general-incident.md', sha256: 'bb', id: 'general-incident', aside: null }),
  };
});

async function open(): Promise<void> {
  await start('#/playbooks/general-incident/edit');
  await screen.findByText('Exposed or stolen cloud access key', { selector: 'h1' });
}

const type = (text: string): void => typed.current?.onchange(text);
const save = (): HTMLElement => screen.getByTestId('save');

describe('the editor of playbooks', () => {
  it('shows what is wrong at its place, and the walk, while it is typed', async () => {
    await open();
    expect(screen.getByText('saved')).toBeTruthy();
    expect(screen.getByText('✓ No findings')).toBeTruthy();
    type('wrong');
    await screen.findByText('1 error');
    expect(screen.getByText('changes not saved')).toBeTruthy();
    expect(typed.marked).toEqual([finding]);
    await userEvent.click(screen.getByText('This is no layer.'));
    expect(typed.shown).toEqual([finding]);
  });

  it('keeps the last walk while the text cannot be read', async () => {
    await open();
    type('unreadable');
    await screen.findByText(/this is how it was last readable/);
    expect(screen.getByText('Exposed or stolen cloud access key', { selector: 'h1' })).toBeTruthy();
  });

  it('saves what was read, and then what was saved', async () => {
    await open();
    expect(save()).toHaveProperty('disabled', true);
    type('mine');
    await waitFor(() => expect(save()).toHaveProperty('disabled', false));
    await userEvent.click(save());
    await screen.findByText('saved');
    type('mine again');
    await waitFor(() => expect(save()).toHaveProperty('disabled', false));
    await userEvent.click(save());
    await screen.findByText('saved');
    const sent = fake.current.asked('playbook.save').map(({ text, path, sha256 }) => [text, path, sha256]);
    expect(sent).toEqual([
      ['mine', '/own/general-incident.md', 'aa'],
      ['mine again', '/own/general-incident.md', 'bb'],
    ]);
    expect(fake.current.drafts.size).toBe(0);
  });

  it('keeps what was typed where saving is refused', async () => {
    fake.current.instead['playbook.save'] = () => {
      throw refusal('It was changed since it was opened here. Nothing was written.');
    };
    await open();
    type('mine');
    await waitFor(() => expect(save()).toHaveProperty('disabled', false));
    await userEvent.click(save());
    await screen.findByText(/was changed since it was opened here/);
    expect(screen.getByText('changes not saved')).toBeTruthy();
    expect([...fake.current.drafts.values()]).toEqual(['mine']);
  });

  it('brings back what was typed and not saved, and lets it go', async () => {
    fake.current.drafts.set('playbook:/own/general-incident.md', 'half a playbook');
    await open();
    expect(screen.getByTestId('code').textContent).toBe('half a playbook');
    await userEvent.click(screen.getByRole('button', { name: 'Go back to the saved text' }));
    await waitFor(() => expect(screen.getByTestId('code').textContent).toBe('the text'));
    expect(fake.current.drafts.size).toBe(0);
  });

  it('says that a bundled playbook is not written over', async () => {
    fake.current.instead['playbook.edit'] = () => ({ text: 'the text', path: null, sha256: null, bundled_version: '1.0.0' });
    await open();
    expect(screen.getByText('not saved yet')).toBeTruthy();
    expect(screen.getByText(/The bundled file stays as it is/)).toBeTruthy();
    await userEvent.click(save());
    await screen.findByText('saved');
    expect(fake.current.asked('playbook.save')[0]).toMatchObject({ path: null, text: 'the text' });
  });

  it('says why a saved playbook does not count', async () => {
    fake.current.instead['playbook.save'] = () => ({ path: '/own/a.md', sha256: 'bb', id: 'a', aside: 'It has 1 error.' });
    await open();
    type('wrong');
    await waitFor(() => expect(save()).toHaveProperty('disabled', false));
    await userEvent.click(save());
    await screen.findByText(/it does not count yet: It has 1 error/);
  });
});

const comparison = (change: Partial<ComparisonView> = {}): ComparisonView => ({
  id: 'general-incident',
  title: 'General incident',
  before: { version: '1.0.0', sha256: 'c'.repeat(64), origin: { kind: 'bundled' } },
  after: { version: '1.1.0', sha256: 'd'.repeat(64), origin: null },
  newer: true,
  readable: true,
  summary: '2 steps changed',
  meta: [],
  steps: ['look', 'stop'].map((id, at) => ({
    id,
    title: `Step ${id}`,
    phase: 'contain',
    before: at + 1,
    after: at + 1,
    change: 'changed',
    how: ['text'],
    state: null,
    lines: [{ kind: 'removed', text: 'Soon.' }, { kind: 'added', text: `At once, ${id}.` }],
  })),
  around: [],
  ...change,
});

describe('what differs, in the editor', () => {
  beforeEach(() => {
    fake.current.instead['playbook.compare'] = () => comparison();
  });

  it('is the typed text against the bundled one, by keyboard, step by step and line by line', async () => {
    fake.current.instead['playbook.edit'] = () => ({ text: 'a\n\n### Step stop\n<!-- id: stop -->\n', path: null, sha256: null, bundled_version: '1.0.0' });
    await open();
    const user = userEvent.setup();
    await user.keyboard('{Control>}{Shift>}D{/Shift}{/Control}');
    const pane = await find('against');
    await waitFor(() => expect(pane.textContent).toContain('2 steps changed. − bundled, + typed here'));
    expect(screen.getByTestId('changed-look').textContent).toContain('Removed: Soon.');
    expect(screen.getByTestId('changed-look').textContent).toContain('Added: At once, look.');
    expect(fake.current.asked('playbook.compare')[0]).toEqual({ id: 'general-incident', with: { kind: 'bundled' }, text: 'a\n\n### Step stop\n<!-- id: stop -->\n' });
    expect(await violations(document.body)).toEqual([]);
    await user.keyboard('j');
    expect(document.activeElement).toBe(screen.getByTestId('changed-look'));
    await user.keyboard('j');
    expect(document.activeElement).toBe(screen.getByTestId('changed-stop'));
    await user.keyboard('{Enter}');
    expect(typed.shown).toEqual([{ line: 3, column: 1 }]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('against')).toBeNull());
  });

  it('follows what is typed', async () => {
    await open();
    await userEvent.click(screen.getByTestId('editor-compare'));
    await find('against');
    fake.current.instead['playbook.compare'] = ({ text }) => comparison({ summary: `about ${text}` });
    type('more');
    await screen.findByText(/About more/);
  });

  it('is there after a bundled playbook was adapted and saved', async () => {
    fake.current.instead['playbook.edit'] = () => ({ text: 'the text', path: null, sha256: null, bundled_version: '1.0.0' });
    await open();
    await userEvent.click(save());
    await screen.findByText('saved');
    await userEvent.click(screen.getByTestId('editor-compare'));
    const choices = await find('against-with');
    expect(choices.textContent).toMatch(/Bundled 1\.0\.0.*File on the disk/s);
    await userEvent.click(screen.getByRole('radio', { name: 'File on the disk' }));
    await waitFor(() => expect(fake.current.asked('playbook.compare').at(-1)?.with).toEqual({ kind: 'file', path: '/own/general-incident.md' }));
  });

  it('says that both say the same, and what went wrong', async () => {
    fake.current.instead['playbook.compare'] = () => comparison({ steps: [], summary: 'nothing changed' });
    await open();
    await userEvent.click(screen.getByTestId('editor-compare'));
    await screen.findByText('Both say the same.');
    fake.current.instead['playbook.compare'] = () => Promise.reject(refusal('The file is gone.'));
    type('other');
    await screen.findByText('The file is gone.');
    expect(seen('comparison')).toBeNull();
  });

  it('says so where it can only be told line by line', async () => {
    fake.current.instead['playbook.compare'] = () => comparison({ readable: false, steps: [], summary: '1 line added', around: [{ kind: 'added', text: 'id: again' }] });
    await open();
    await userEvent.click(screen.getByTestId('editor-compare'));
    await screen.findByText(/compared line by line and not by steps/);
    expect((await find('comparison')).textContent).toContain('Added: id: again');
  });
});

describe('a file that somebody else changed', () => {
  const theirs = { text: 'their text', path: '/own/general-incident.md', sha256: 'zz', bundled_version: '1.0.0' };

  beforeEach(() => {
    fake.current.instead['playbook.compare'] = () => comparison({ before: { version: '1.1.0', sha256: 'zz', origin: { kind: 'own', folder: '/own', path: theirs.path } } });
  });

  async function changed(): Promise<void> {
    await open();
    type('mine');
    fake.current.instead['playbook.edit'] = () => theirs;
    fake.current.libraryChanged();
    await userEvent.click(await screen.findByRole('button', { name: 'See what differs' }));
    await screen.findByText(/Somebody else changed the file/);
    expect(fake.current.asked('playbook.compare').at(-1)).toMatchObject({ with: { kind: 'file' }, text: 'mine' });
  }

  it('is pointed out before anything is saved, and mine goes over what was looked at', async () => {
    await changed();
    await userEvent.click(screen.getByTestId('save-over'));
    await screen.findByText('saved');
    expect(fake.current.asked('playbook.save')).toEqual([{ text: 'mine', path: theirs.path, sha256: 'zz', draft: `playbook:${theirs.path}` }]);
    await waitFor(() => expect(seen('save-over')).toBeNull());
  });

  it('can be taken in place of what is typed', async () => {
    await changed();
    await userEvent.click(screen.getByTestId('take-file'));
    await waitFor(() => expect(screen.getByTestId('code').textContent).toBe('their text'));
    expect(screen.getByText('saved')).toBeTruthy();
    expect(seen('take-file')).toBeNull();
    expect(fake.current.drafts.size).toBe(0);
    expect(fake.current.asked('playbook.save')).toEqual([]);
  });

  it('is noticed where saving is refused for it', async () => {
    fake.current.instead['playbook.save'] = () => {
      throw refusal('It was changed since it was opened here. Nothing was written.');
    };
    await open();
    type('mine');
    fake.current.instead['playbook.edit'] = () => theirs;
    await waitFor(() => expect(save()).toHaveProperty('disabled', false));
    await userEvent.click(save());
    await screen.findByText(/was changed since it was opened here. Nothing/);
    await find('elsewhere');
  });

  it('is not said of what was saved here', async () => {
    await open();
    type('mine');
    await waitFor(() => expect(save()).toHaveProperty('disabled', false));
    await userEvent.click(save());
    await screen.findByText('saved');
    fake.current.instead['playbook.edit'] = () => ({ ...theirs, sha256: 'bb' });
    fake.current.libraryChanged();
    await waitFor(() => expect(fake.current.asked('playbook.edit').length).toBeGreaterThan(1));
    expect(seen('elsewhere')).toBeNull();
  });
});
