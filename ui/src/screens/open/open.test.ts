import { screen, waitFor, within } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '../../test/axe';
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

describe('resources that are known already', () => {
  const name = async (user: UserEvent, number: number, text: string) => {
    await user.click(await find('open-resource-add'));
    const resource = within(await find(`open-resource-${number}`));
    if (text !== '') await user.type(resource.getByLabelText('Name'), text);
    return resource;
  };

  it('are sent, and the playbook is chosen for their models and providers too', async () => {
    const user = await filled();
    const resource = await name(user, 1, 'acme tenant');
    await user.click(resource.getByRole('radio', { name: /SaaS/ }));
    await user.selectOptions(resource.getByLabelText('Provider'), 'm365');
    await user.type(resource.getByLabelText('Identifier'), '0f1e');
    await waitFor(() => expect(fake.current.asked('playbook.match').at(-1)).toMatchObject({ service_models: ['iaas', 'saas'], providers: ['m365'] }));
    expect((await find('who-acts')).textContent).toContain('SaaS');
    await name(user, 2, '');
    expect(await violations()).toEqual([]);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.current.asked('incident.open')).toHaveLength(1));
    const sent = { name: 'acme tenant', service_model: 'saas', provider: 'm365', offering: null, identifier: '0f1e' };
    expect(fake.current.asked('incident.open')[0]).toMatchObject({ service_models: ['iaas'], resources: [sent] });
  });

  it('need a name, or nothing is opened', async () => {
    const user = await filled();
    const resource = await name(user, 1, '');
    await user.type(resource.getByLabelText('Identifier'), 'i-0a');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Give it a name and a service model, or remove it.')).toBeTruthy();
    expect(fake.current.asked('incident.open')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Remove resource 1' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.current.asked('incident.open')[0]).toMatchObject({ resources: [] }));
  });

  it('come back with the rest of what was typed', async () => {
    const kept = { title: 'Key in logs', resources: [{ name: 'web-1', model: 'iaas', provider: 'aws', offering: '', identifier: 'i-0a' }] };
    fake.current.drafts.set('open', JSON.stringify(kept));
    await start('#/open');
    expect((within(await find('open-resource-1')).getByLabelText('Identifier') as HTMLInputElement).value).toBe('i-0a');
  });
});
