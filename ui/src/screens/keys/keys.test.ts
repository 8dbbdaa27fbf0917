import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { bound } from '../../lib/keys/bound.svelte';
import { zoom } from '../../lib/state/zoom.svelte';
import { fake } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import { violations } from '../../test/axe';

afterEach(() => {
  bound.take({});
  zoom.show(null);
});

const kept = (): unknown => fake.current.asked('settings.set').at(-1)?.settings.keys;

describe('keys', () => {
  it('are bound by pressing them, keyboard alone, and hold at once', async () => {
    const user = await start('#/settings/keys');
    const row = await find('key-note.write');
    within(row).getByRole('button', { name: 'Change N of Write a note' }).focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(seen('new-key-field'));
    await user.keyboard('{Control>}j{/Control}');
    await waitFor(() => expect(kept()).toEqual({ 'note.write': ['Mod+J'] }));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Change Ctrl J of Write a note'));
    expect(seen('new-key')).toBeNull();
    location.hash = '#/incidents/INC-0007';
    await find('player');
    await user.keyboard('n');
    expect(document.activeElement).not.toBe(screen.getByLabelText('Note'));
    await user.keyboard('{Control>}j{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Note')));
    expect(screen.getByLabelText('Note').closest('form')?.textContent).toContain('Ctrl J');
  });

  it('say what has them now, and are taken from there only when asked', async () => {
    const user = await start('#/settings/keys');
    const row = await find('key-note.write');
    await user.click(within(row).getByRole('button', { name: 'Change N of Write a note' }));
    await user.keyboard('t');
    expect((await find('new-key')).textContent).toContain('T stands for “Mark the time”.');
    expect(fake.current.asked('settings.set')).toEqual([]);
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Take it from there'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(kept()).toEqual({ 'note.write': ['T'], 'note.stamp': [] }));
    expect(within(await find('key-note.stamp')).getByText('no key')).toBeTruthy();
  });

  it('refuse what the web view keeps and what would be typed, and Esc leaves all as it is', async () => {
    const user = await start('#/settings/keys');
    const row = await find('key-palette.open');
    await user.click(within(row).getByRole('button', { name: 'Change Ctrl K of Open the palette' }));
    await user.keyboard('{Control>}c{/Control}');
    expect((await find('new-key')).textContent).toContain('Ctrl C cannot be bound.');
    await user.keyboard('q');
    expect((await find('new-key')).textContent).toContain('Q alone would be typed into a text field');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('new-key')).toBeNull());
    expect(fake.current.asked('settings.set')).toEqual([]);
  });

  it('are reset one by one and all at once, and undone', async () => {
    fake.current.about.settings.keys = { 'note.write': ['T'], 'note.stamp': [], gone: ['F8'] };
    const user = await start('#/settings/keys');
    await user.click(within(await find('key-note.stamp')).getByRole('button', { name: 'Reset the keys of Mark the time' }));
    await waitFor(() => expect(kept()).toEqual({ 'note.write': ['T'], gone: ['F8'] }));
    expect((await find('key-note.write')).textContent).toContain('T stands for “Mark the time” too.');
    await user.click(await find('keys-reset-all'));
    await waitFor(() => expect(kept()).toEqual({}));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(kept()).toEqual({ 'note.write': ['T'], gone: ['F8'] }));
  });

  it('are shown as they are bound in the cheat sheet and the palette', async () => {
    fake.current.about.settings.keys = { 'go.now': ['F8'], 'keys.show': ['F1'] };
    const user = await start('#/settings/keys');
    await find('keys');
    await user.keyboard('{F1}');
    const sheet = await find('cheat-sheet');
    expect(within(sheet).getByText('Go to Now').closest('div')?.textContent).toContain('F8');
    await user.keyboard('{F1}');
    await waitFor(() => expect(seen('cheat-sheet')).toBeNull());
    await user.keyboard('{Control>}k{/Control}');
    expect((await screen.findByRole('option', { name: /Go to Now/ })).textContent).toContain('F8');
  });

  it('are found by act and by key', async () => {
    const user = await start('#/settings/keys');
    await user.type(await find('keys-filter'), 'ctrl k');
    expect(seen('key-palette.open')).toBeTruthy();
    expect(seen('key-note.write')).toBeNull();
  });

  it('have a screen that axe finds nothing wrong with', async () => {
    const user = await start('#/settings/keys');
    const row = await find('key-note.write');
    await user.click(within(row).getByRole('button', { name: 'Change N of Write a note' }));
    await user.keyboard('t');
    expect(await violations()).toEqual([]);
  });
});

describe('the size of everything', () => {
  it('goes up and down by keys, is kept and is shown again', async () => {
    const user = await start();
    await user.keyboard('{Control>}+{/Control}');
    await waitFor(() => expect(fake.current.zoom).toBe(1.25));
    expect(fake.current.asked('settings.set').at(-1)?.settings.zoom).toBe(125);
    await user.keyboard('{Control>}-{/Control}');
    await waitFor(() => expect(fake.current.zoom).toBe(1));
    await user.keyboard('{Control>}+{/Control}{Control>}0{/Control}');
    await waitFor(() => expect(fake.current.asked('settings.set').at(-1)?.settings.zoom).toBe(null));
  });

  it('is chosen in the settings, up to twice the usual', async () => {
    const user = await start('#/settings');
    await user.click(within(await find('settings-zoom')).getByRole('radio', { name: '200 %' }));
    await waitFor(() => expect(fake.current.zoom).toBe(2));
  });
});

describe('settings that move', () => {
  it('are written where the dialog says', async () => {
    fake.current.chosen = () => ['/tmp/mine.json'];
    const user = await start('#/settings');
    await user.click(await find('settings-export'));
    await waitFor(() => expect(fake.current.asked('settings.export')).toEqual([{ path: '/tmp/mine.json', replace: true }]));
    expect(await screen.findByText('/tmp/mine.json')).toBeTruthy();
  });

  it('are taken over, and what was before can come back', async () => {
    fake.current.chosen = () => ['/tmp/theirs.json'];
    const user = await start('#/settings');
    await user.click(await find('settings-import'));
    const said = await find('settings-imported');
    await user.click(within(said).getByRole('button', { name: 'Go back to them' }));
    await waitFor(() =>
      expect(fake.current.asked('settings.import').map(({ path }) => path)).toEqual(['/tmp/theirs.json', expect.stringContaining('settings-before-import.json')]),
    );
  });
});
