import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FindingView, PlaybookView } from '../../lib/api/types';
import { fake, refusal } from '../../test/fake';
import { start } from '../../test/screen';
import type { CodeOptions } from './code';

/** Stands for the text field, which needs a real window; the journeys type into that one. */
const typed = vi.hoisted(() => ({ current: null as CodeOptions | null, shown: [] as FindingView[], marked: [] as FindingView[] }));
vi.mock('./code', () => ({
  Code: class {
    constructor(host: HTMLElement, options: CodeOptions) {
      host.textContent = options.text;
      typed.current = options;
    }
    mark(findings: FindingView[]) {
      typed.marked = findings;
    }
    goTo(finding: FindingView) {
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
    expect(screen.getByText('✓ Nothing to find')).toBeTruthy();
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
