import { waitFor, within } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fake } from '../../test/fake';
import { find, seen, start } from '../../test/screen';

async function filled(): Promise<UserEvent> {
  const user = await start('#/open');
  await user.type(await find('open-title'), 'Key in logs');
  await user.type(await find('open-type'), 'cred{Enter}');
  await user.click(within(await find('open-models')).getByRole('checkbox', { name: /IaaS/ }));
  return user;
}

async function retype(user: UserEvent, text: string): Promise<void> {
  await user.clear(await find('open-type'));
  if (text !== '') await user.keyboard(text);
  await user.keyboard('{Control>}{Enter}{/Control}');
}

describe('the type that is sent with Ctrl+Enter', () => {
  it('is the one that was typed, though the list is still open', async () => {
    const user = await filled();
    await retype(user, 'ransom');
    await waitFor(() => expect(fake.current.asked('incident.open')).toHaveLength(1));
    expect(fake.current.asked('incident.open')[0]?.incident_type).toBe('ransomware-destruction');
  });

  it.each(['no such type', ''])('is none where "%s" was typed: nothing is opened', async (text) => {
    const user = await filled();
    await retype(user, text);
    expect(seen('open-type')?.getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('{Escape}{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.current.asked('incident.open')).toHaveLength(1));
    expect(fake.current.asked('incident.open')[0]?.incident_type).toBe('credential-compromise');
  });
});
