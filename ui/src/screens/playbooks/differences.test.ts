import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { ComparisonView } from '../../lib/api/types';
import { violations } from '../../test/axe';
import { fake, FakeHost, refusal } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import { playbookRow } from '../../test/world';

const ID = 'iaas-exposed-access-key';
const own = playbookRow({ version: '2.0.0', origin: { kind: 'own', folder: '/own', path: '/own/key.md' }, overrides: '1.0.0' });
const comparison: ComparisonView = {
  id: ID,
  title: 'Exposed access key, our way',
  before: { version: '1.0.0', sha256: 'a'.repeat(64), origin: { kind: 'bundled' } },
  after: { version: '2.0.0', sha256: 'b'.repeat(64), origin: { kind: 'own', folder: '/own', path: '/own/key.md' } },
  newer: true,
  readable: true,
  summary: '1 step added, 1 removed',
  meta: [{ key: 'title', before: 'Exposed access key', after: 'Exposed access key, our way' }],
  steps: [
    { id: 'deactivate', title: 'Deactivate the key', phase: 'contain', before: null, after: 2, change: 'added', how: ['added'], state: null, lines: [{ kind: 'added', text: 'At once.' }] },
    { id: 'gone', title: 'Write to the list', phase: 'review', before: 7, after: null, change: 'removed', how: ['removed'], state: null, lines: [{ kind: 'removed', text: 'Later.' }] },
  ],
  around: [{ kind: 'added', text: 'Ours.' }],
};

function adapted(): void {
  fake.current.instead = {
    'playbook.list': () => [own],
    'playbook.show': async () => ({ ...(await new FakeHost().call('playbook.show', { id: ID, service_models: null })), row: own }),
    'playbook.compare': () => comparison,
  };
}

describe('an own playbook against the bundled one', () => {
  it('is reached by its key from the library and from the reading view', async () => {
    adapted();
    const user = await start('#/playbooks');
    await find('compare');
    await user.keyboard('{Control>}{Shift>}D{/Shift}{/Control}');
    await find('differences');
    location.hash = `#/playbooks/${ID}/read`;
    await user.click(await find('reading-compare'));
    expect(location.hash).toBe(`#/playbooks/${ID}/differences`);
  });

  it('is told in words and marks, not in colour alone, and leads to the step', async () => {
    adapted();
    const user = await start(`#/playbooks/${ID}/differences`);
    const page = await find('differences');
    await waitFor(() => expect(page.textContent).toContain('Your own 2.0.0 against the bundled 1.0.0: 1 step added, 1 removed.'));
    expect((await find('changed-deactivate')).textContent).toMatch(/\+ Added.*Added: At once\./s);
    expect((await find('changed-gone')).textContent).toMatch(/− Removed.*Removed: Later\./s);
    expect(screen.getByText('Outside the steps')).toBeTruthy();
    expect(fake.current.asked('playbook.compare')[0]).toEqual({ id: ID, with: { kind: 'bundled' } });
    expect(await violations(document.body)).toEqual([]);
    await user.keyboard('jj');
    expect(document.activeElement).toBe(await find('changed-gone'));
    await user.keyboard('{Enter}');
    expect(seen('differences'), 'what is gone has no place to go to').not.toBeNull();
    await user.keyboard('k{Enter}');
    await find('reading');
    expect(location.hash).toBe(`#/playbooks/${ID}/read?step=deactivate`);
  });

  it('is read again when the file changes', async () => {
    adapted();
    await start(`#/playbooks/${ID}/differences`);
    await screen.findByText(/1 step added, 1 removed/);
    fake.current.instead['playbook.compare'] = () => ({ ...comparison, meta: [], steps: [], around: [], summary: 'nothing changed' });
    fake.current.libraryChanged();
    await screen.findByText('Both say the same.');
  });

  it('offers to adapt where there is no own one, and says what went wrong', async () => {
    adapted();
    fake.current.instead['playbook.compare'] = () => ({ ...comparison, after: comparison.before, meta: [], steps: [], around: [] });
    const user = await start(`#/playbooks/${ID}/differences`);
    await user.click(await screen.findByRole('button', { name: /Copy and adapt/ }));
    expect(location.hash).toBe(`#/playbooks/${ID}/edit`);
    fake.current.instead['playbook.compare'] = () => Promise.reject(refusal('There is no bundled playbook "ours".', null, 'not-found'));
    location.hash = '#/playbooks/ours/differences';
    await screen.findByText('There is no bundled playbook "ours".');
  });

  it('is not offered for a bundled playbook', async () => {
    await start(`#/playbooks/${ID}/read`);
    await find('reading-edit');
    expect(seen('reading-compare')).toBeNull();
  });
});
