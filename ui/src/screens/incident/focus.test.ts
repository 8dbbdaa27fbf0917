import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { fake } from '../../test/fake';
import { find, seen, start } from '../../test/screen';

const open = async () => {
  const user = await start('#/incidents/i-7');
  await find('player');
  await waitFor(() => expect(fake.current.asked('run.text')).toHaveLength(1));
  await waitFor(() => expect(document.activeElement).toBe(head()));
  return user;
};
const head = (): Element | null => document.querySelector('[aria-current=step]');

describe('the focus comes back', () => {
  it.each(['Change…', 'Close…'])('to the button that opened the form of %s', async (name) => {
    const user = await open();
    const opener = screen.getByRole('button', { name });
    await user.click(opener);
    await waitFor(() => expect(within(seen('panel') as HTMLElement).getByRole('button', { name: 'Cancel' })).toBeTruthy());
    await waitFor(() => expect(seen('panel')?.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });

  it('to the button that opened the form for reopening', async () => {
    fake.current.view = { ...fake.current.view, status: 'closed' };
    const user = await start('#/incidents/i-7');
    const opener = await screen.findByRole('button', { name: 'Reopen…' });
    await user.click(opener);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Why')));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });

  it('to the step where the button that opened the form is gone', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Add playbook…' }));
    await user.click(within(await find('start-run')).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(document.activeElement).toBe(head()));
  });

  it.each(['d', 'v'])('to the step from the form of %s', async (key) => {
    const user = await open();
    await user.keyboard(key);
    await waitFor(() => expect(document.activeElement?.matches('form input')).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(head()));
    await user.keyboard('j');
    expect(document.querySelector('[data-testid=step-scope]')?.hasAttribute('data-current')).toBe(true);
  });

  it.each(['Not now', 'Copy the command'])('to the button for copying, after %s', async (name) => {
    fake.current.view = { ...fake.current.view, place: { run: '1', step: 'deactivate', saved_at: new Date().toISOString(), last_settled: null } };
    const user = await open();
    await user.keyboard('c');
    const asks = await screen.findByRole('group', { name: 'Copy a command that changes something' });
    await user.click(within(asks).getByRole('button', { name }));
    await waitFor(() => expect(document.activeElement?.closest('[data-testid=command]')).not.toBeNull());
    expect(document.activeElement?.textContent).toContain('Copy');
  });
});
