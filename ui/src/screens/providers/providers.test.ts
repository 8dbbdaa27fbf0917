import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { violations } from '../../test/axe';
import { fake, refusal } from '../../test/fake';
import { providerRow, providerView } from '../../test/requests';
import { find, seen, start } from '../../test/screen';
import { fieldsOf, isDay, ownOf, problemsOf, secondsOf, typedSeconds } from './own';

const used = providerView({
  row: providerRow({ in_use: true, gaps: [{ what: 'The support plan with AWS is not known', remedy: 'Ask who pays the bill.' }] }),
  own: { ...providerView().own, in_use: true, identifiers: [{ label: 'production', value: '123456789012' }] },
});

describe('providers', () => {
  it('say that nothing is counted before one is in use, and mark one with a click', async () => {
    const user = await start('#/providers');
    expect((await find('readiness')).textContent).toContain('None is said to be in use');
    await user.click(await find('provider-used'));
    await waitFor(() => expect(seen('readiness')?.textContent).toContain('1 thing missing before an incident'));
    expect((await find('gaps')).textContent).toContain('The support plan with AWS is not known');
    await waitFor(() => expect(seen('nav')?.textContent).toMatch(/missing:\s*1/));
    expect(await violations()).toEqual([]);
  });

  it('show public facts with their source and day', async () => {
    await start('#/providers/aws');
    const facts = await find('facts');
    expect(facts.textContent).toContain('Production down: 1 hour');
    expect(facts.textContent).toContain('As the page said in 2025.');
    expect(facts.textContent).toContain('read 2026-11-22 at https://docs.example/plans');
  });

  it('keep own entries, and what is typed before', async () => {
    fake.current.providers = [used];
    const user = await start('#/providers/aws');
    const plan = await find('own-plan');
    expect(((await find('own-identifiers')) as HTMLTextAreaElement).value).toBe('production = 123456789012');
    await user.type(plan, 'Business');
    await waitFor(() => expect(fake.current.drafts.get('provider:aws')).toContain('Business'));
    await user.type(await find('own-reply'), '1h');
    await user.click(await find('own-keep'));
    await waitFor(() => expect(fake.current.asked('provider.set')[0]?.own).toMatchObject({ in_use: true, plan: 'Business', reply_seconds: 3600 }));
    await waitFor(() => expect(seen('gaps')).toBe(null));
    expect(fake.current.drafts.size).toBe(0);
  });

  it('keep nothing that cannot be understood', async () => {
    fake.current.providers = [used];
    const user = await start('#/providers/aws');
    await user.type(await find('own-reply'), 'soon');
    expect(await screen.findByText('Write it as 30m, 4h or 2d.')).toBeTruthy();
    expect(((await find('own-keep')) as HTMLButtonElement).disabled).toBe(true);
  });

  it('say why own entries could not be kept, and keep them in the form', async () => {
    fake.current.providers = [used];
    fake.current.instead['provider.set'] = () => {
      throw refusal('The disk is full.', null, 'storage');
    };
    const user = await start('#/providers/aws');
    await user.type(await find('own-plan'), 'Business');
    await user.click(await find('own-keep'));
    expect(within(await find('error')).getByText('The disk is full.')).toBeTruthy();
    expect(((await find('own-plan')) as HTMLInputElement).value).toBe('Business');
  });
});

describe('what is typed about a provider', () => {
  it('is read as people write it', () => {
    expect(['30m', '4 h', '2d', '90 min'].map(secondsOf)).toEqual([1800, 14_400, 172_800, 5400]);
    expect(['', 'soon', '4', '0h', '-1h'].map(secondsOf)).toEqual([null, null, null, null, null]);
    expect([3600, 5400, null].map(typedSeconds)).toEqual(['1h', '90m', '']);
    expect(['2026-11-22', '2026-02-30', '22.11.2026', ''].map(isDay)).toEqual([true, false, false, false]);
  });

  it('comes back as it was', () => {
    const own = { ...used.own, contacts: [{ name: 'Jo', how: '+1 555 0100' }, { name: '', how: 'duty@example' }], reply_seconds: 5400, tested_on: '2026-01-10' };
    expect(ownOf(fieldsOf(own), true)).toEqual(own);
    expect(problemsOf({ ...fieldsOf(own), tested_on: 'spring' })).toEqual({ tested_on: 'Write the day as 2026-11-22.' });
  });
});
