import { screen, waitFor, within } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { SuggestionView } from '../../lib/api/types';
import { violations } from '../../test/axe';
import { fake } from '../../test/fake';
import { find, seen, start } from '../../test/screen';

const suggestion = (id: string, title: string, change: Partial<SuggestionView> = {}): SuggestionView => ({
  id, title, incident_type: { id: 'credential-compromise', name: 'Credential compromise' }, service_models: ['iaas', 'faas'],
  providers: [{ id: 'aws', name: 'AWS' }], words: ['key'], ...change,
});
const KEY = suggestion('iaas-exposed-access-key', 'Exposed or stolen cloud access key');
const ACCOUNT = suggestion('saas-account-takeover', 'SaaS account takeover', { service_models: ['saas'], providers: [] });

/** The form with a title that suggests both. */
async function typed(): Promise<UserEvent> {
  fake.current.instead['playbook.suggest'] = ({ title }) => (title.includes('key') ? [KEY, ACCOUNT] : []);
  const user = await start('#/open');
  await user.type(await find('open-title'), 'AWS key leaked');
  await find('suggestion-2');
  return user;
}

const press = (user: UserEvent, key: string) => user.keyboard(`{Control>}${key}{/Control}`);
const chosen = async (group: string): Promise<string[]> =>
  within(await find(group)).getAllByRole('checkbox').filter((each) => each.getAttribute('aria-checked') === 'true').map((each) => each.getAttribute('data-chip') ?? '');

describe('what the title suggests', () => {
  it('stands there with type, service model and provider in words and its key, and sets nothing by itself', async () => {
    await typed();
    const first = await find('suggestion-1');
    expect(screen.getByRole('button', { name: /^Exposed or stolen cloud access key Credential compromise · IaaS · AWS$/ })).toBe(first);
    expect(first.title).toBe('For the words: key');
    expect(first.getAttribute('aria-keyshortcuts')).toBe('Control+1');
    expect(within(first).getByText('Ctrl 1')).toBeTruthy();
    expect((await find('open-type') as HTMLInputElement).value).toBe('');
    expect(await chosen('open-models')).toEqual([]);
    expect(fake.current.asked('playbook.match')).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it('is taken by its key in the title, seen in the form, and opened', async () => {
    const user = await typed();
    await press(user, '1');
    expect((await find('open-type') as HTMLInputElement).value).toBe('Credential compromise');
    expect(await chosen('open-models')).toEqual(['iaas']);
    expect(await chosen('open-providers')).toEqual(['aws']);
    expect((await find('suggestion-1')).getAttribute('aria-pressed')).toBe('true');
    expect((await find('open-title') as HTMLInputElement).value).toBe('AWS key leaked');
    expect(await violations()).toEqual([]);
    await press(user, '{Enter}');
    await waitFor(() => expect(fake.current.asked('incident.open')).toHaveLength(1));
    expect(fake.current.asked('incident.open')[0]).toMatchObject({
      title: 'AWS key leaked', incident_type: 'credential-compromise', service_models: ['iaas'], providers: ['aws'], playbook: 'iaas-exposed-access-key',
    });
  });

  it('gives way to another one, and is taken for another service model beside it', async () => {
    const user = await typed();
    await press(user, '1');
    await press(user, '2');
    expect(await chosen('open-models')).toEqual(['saas']);
    expect((await find('suggestion-1')).getAttribute('aria-pressed')).toBe('false');
    await user.click(await find('suggestion-1-faas'));
    expect(await chosen('open-models')).toEqual(['faas']);
    expect((await find('suggestion-1-faas')).getAttribute('aria-pressed')).toBe('true');
  });

  it('does not count any more once the service model is changed by hand: what fits is matched anew', async () => {
    const user = await typed();
    await press(user, '1');
    const models = within(await find('open-models'));
    models.getByRole('checkbox', { name: /IaaS/ }).focus();
    await user.keyboard('2');
    await user.keyboard('5');
    expect(await chosen('open-models')).toEqual(['saas']);
    expect((await find('suggestion-1')).getAttribute('aria-pressed')).toBe('false');
    await press(user, '{Enter}');
    await waitFor(() => expect(fake.current.asked('incident.open')).toHaveLength(1));
    expect(fake.current.asked('incident.open')[0]).toMatchObject({ service_models: ['saas'], playbook: null });
  });

  it('leaves the digits of the service models alone', async () => {
    const user = await typed();
    within(await find('open-models')).getByRole('checkbox', { name: /On-prem/ }).focus();
    await press(user, '2');
    expect(await chosen('open-models')).toEqual(['saas']);
    await user.keyboard('1');
    expect(await chosen('open-models')).toEqual(['onprem', 'saas']);
  });

  it('is read out once the title rests, and is gone where nothing fits', async () => {
    const user = await typed();
    const words = '2 playbooks suggested: Exposed or stolen cloud access key; SaaS account takeover.';
    await waitFor(async () => expect((await find('suggested')).textContent).toBe(words), { timeout: 4000 });
    expect((await find('suggested')).getAttribute('aria-live')).toBe('polite');
    await user.clear(await find('open-title'));
    await waitFor(() => expect(seen('suggestions')).toBe(null));
    await press(user, '1');
    expect((await find('open-type') as HTMLInputElement).value).toBe('');
  });

  it('is that of the title as it stands, whichever answer comes last', async () => {
    const answers: (() => void)[] = [];
    fake.current.instead['playbook.suggest'] = ({ title }) =>
      new Promise((resolve) => answers.push(() => resolve([suggestion(title, `For ${title}`)])));
    const user = await start('#/open');
    await user.type(await find('open-title'), 'ab');
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    await screen.findByText('For ab');
    answers[0]?.();
    await new Promise(requestAnimationFrame);
    expect(screen.queryByText('For a')).toBeNull();
  });
});
