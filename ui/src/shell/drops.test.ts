import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { router } from '../lib/router.svelte';
import { fake } from '../test/fake';
import { find, seen, start } from '../test/screen';

/** Something is dragged over an element and dropped there; gives whether the page took it. */
function drop(over: Element, types: string[]): boolean {
  const taken = ['dragover', 'drop'].map((name) => {
    const event = new Event(name, { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer: { types } });
    over.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(taken[0], 'what may be dropped is what is taken').toBe(taken[1]);
  return taken[0] ?? false;
}

describe('what is dropped on the window', () => {
  it('is text where no field takes it: what to do instead is said', async () => {
    await start('#/playbooks');
    expect(drop(await find('playbook-matrix'), ['text/plain', 'text/html'])).toBe(true);
    await screen.findByText(/Save it as a Markdown file and drop that\./);
    expect(router.route.screen).toBe('playbooks');
  });

  it('is text over a field: it is left to the field', async () => {
    await start('#/import');
    expect(drop(await find('import-path'), ['text/plain'])).toBe(false);
    expect(seen('status')?.textContent).toBe('');
  });

  it('is neither text nor a file: nothing takes it', async () => {
    await start('#/playbooks');
    expect(drop(await find('playbook-matrix'), ['image/png'])).toBe(false);
  });

  it('is an address: it is not opened, and files beside it are', async () => {
    await start('#/playbooks');
    await find('playbook-matrix');
    fake.current.drop(['https://example.org/a.md']);
    await screen.findByText(/Firebreak opens no web pages\./);
    expect(router.route.screen).toBe('playbooks');
    fake.current.drop(['https://example.org/a.md', 'C:\\theirs\\b.md', '/theirs/c.md']);
    await waitFor(() => expect(router.route).toEqual({ screen: 'import', paths: ['C:\\theirs\\b.md', '/theirs/c.md'] }));
  });
});
