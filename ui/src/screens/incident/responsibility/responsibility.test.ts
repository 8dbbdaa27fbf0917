import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { overTwoModels, profiles, responsibility } from '../../../test/owners';
import { find, seen, start } from '../../../test/screen';
import { stepText } from '../../../test/world';

beforeEach(() => {
  fake.current.view = overTwoModels();
  fake.current.text = { ...fake.current.text, steps: [...fake.current.text.steps, stepText('rebuild')] };
  fake.current.instead['incident.responsibility'] = () => responsibility();
  fake.current.instead['matrix.list'] = () => profiles();
  fake.current.instead['resource.add'] = () => {
    const entry = fake.current.record('Affected: db-1');
    return { entries: [entry.entry], incident: fake.current.view };
  };
});

const open = async () => {
  const user = await start('#/incidents/i-7');
  await find('player');
  return user;
};

describe('responsibility', () => {
  it('names both owners on a step over two models', async () => {
    const user = await open();
    await user.click(within(await find('step-rebuild')).getByRole('button', { name: /Rebuild the host/ }));
    expect((await find('owners-of-step')).textContent).toBe('You: IaaS web-1 · Provider: SaaS tenant');
    expect(seen('step-rebuild')?.textContent).toContain('You + Provider');
  });

  it('goes from a step to its cell, and from the cell to the step', async () => {
    const user = await open();
    await user.click(within(await find('step-rebuild')).getByRole('button', { name: /Rebuild the host/ }));
    await user.click(within(await find('step-rebuild')).getByText('Why, who and what it can break'));
    await user.click(within(await find('step-rebuild')).getByRole('button', { name: 'See it in the matrix' }));
    expect((await find('owner-os-0')).getAttribute('aria-pressed')).toBe('true');
    await user.click(await find('owner-os-1'));
    expect((await find('owner-cell')).textContent).toMatch(/It is provider\..*Differs from NSA 2024, which has Shared/s);
    expect(await violations()).toEqual([]);
    await user.click(within(await find('owner-cell')).getByRole('button', { name: /8 Rebuild the host/ }));
    await find('player');
    expect(document.querySelector('[aria-current=step]')?.textContent).toContain('Rebuild the host');
  });

  it('opens and closes with its key, and keeps the keys of the steps away meanwhile', async () => {
    const user = await open();
    await user.keyboard('w');
    await find('responsibility');
    expect(seen('player')).toBeNull();
    await user.keyboard(' ');
    expect(fake.current.asked('step.set')).toEqual([]);
    await user.keyboard('{Escape}');
    await find('player');
  });

  it('adds a resource with its provider and offering', async () => {
    const user = await open();
    await user.keyboard('w');
    await user.click(await screen.findByRole('button', { name: 'Add a resource…' }));
    const form = await find('resource-form');
    await user.type(within(form).getByLabelText('Name'), 'db-1');
    await user.type(within(form).getByLabelText('Offering'), 'RDS');
    await user.click(within(form).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(seen('resource-form')).toBeNull());
    expect(fake.current.asked('resource.add')).toEqual([{ incident: 'i-7', name: 'db-1', service_model: 'iaas', provider: 'aws', offering: 'RDS', identifier: null }]);
  });

  it('puts another profile in force with a reason only', async () => {
    const user = await open();
    await user.keyboard('w');
    await user.click(await screen.findByRole('button', { name: 'Use another profile…' }));
    const form = await find('use-profile');
    await user.selectOptions(await within(form).findByLabelText('Profile'), 'acme');
    expect((within(form).getByRole('button', { name: 'Use it here' }) as HTMLButtonElement).disabled).toBe(true);
    await user.type(within(form).getByLabelText('Why'), 'the contract');
    fake.current.instead['matrix.use'] = () => ({ entries: [fake.current.record('Who acts').entry], incident: fake.current.view });
    await user.click(within(form).getByRole('button', { name: 'Use it here' }));
    await waitFor(() => expect(fake.current.asked('matrix.use')).toEqual([{ incident: 'i-7', profile: 'acme', reason: 'the contract' }]));
  });

  it('points at a playbook for what no run is made for', async () => {
    fake.current.view = overTwoModels({ further: true });
    fake.current.instead['playbook.further'] = () => ({
      playbooks: [{ id: 'saas-account-takeover', title: 'SaaS account takeover', fit: 'partly', reason: 'Made for SaaS.', steps: 9, first_minute: 1 }],
    });
    await open();
    expect((await find('further')).textContent).toContain('SaaS account takeover');
  });
});

describe('matrix profiles', () => {
  it('stand side by side with their differences, and one is chosen for new incidents', async () => {
    const user = await start('#/profiles');
    const own = await find('profile-acme');
    expect(own.textContent).toContain('1 cell differs from the default');
    fake.current.instead['matrix.default'] = () => ({ ...profiles(), default: 'acme' });
    await user.click(within(own).getByRole('button', { name: 'Use for new incidents' }));
    await waitFor(() => expect(fake.current.asked('matrix.default')).toEqual([{ profile: 'acme' }]));
    expect(await violations()).toEqual([]);
  });

  it('edit the cells and offerings of an own copy only', async () => {
    const user = await start('#/profiles');
    expect(within(await find('profile-nsa')).queryByRole('button', { name: 'Edit cells' })).toBeNull();
    const own = await find('profile-acme');
    const acme = profiles().profiles[1];
    fake.current.instead['matrix.set'] = () => acme as NonNullable<typeof acme>;
    await user.click(within(own).getByRole('button', { name: 'Edit cells' }));
    await user.selectOptions(within(own).getByLabelText('Data under SaaS'), 'shared');
    await waitFor(() => expect(fake.current.asked('matrix.set')).toEqual([{ profile: 'acme', cells: [{ layer: 'data', service_model: 'saas', party: 'shared' }] }]));
    const form = await find('offering-form');
    await user.type(within(form).getByLabelText('Offering'), 'RDS Custom');
    await user.selectOptions(within(form).getByLabelText('Operating system'), 'shared');
    await user.click(within(form).getByRole('button', { name: 'Set apart' }));
    await waitFor(() => expect(fake.current.asked('matrix.set')).toHaveLength(2));
    expect(fake.current.asked('matrix.set')[1]?.offerings).toEqual([{ provider: 'aws', name: 'RDS Custom', reason: '', cells: [{ layer: 'os', party: 'shared' }] }]);
    expect(await violations()).toEqual([]);
  });

  it('say what cannot be read', async () => {
    fake.current.instead['matrix.list'] = () => ({ ...profiles(), problem: 'New incidents get NSA 2024.', broken: [{ path: '/p/x.json', message: 'It cannot be read: line 3.', hint: 'Mend the file.' }] });
    await start('#/profiles');
    expect((await find('broken-profile')).textContent).toContain('line 3');
    expect(screen.getByRole('alert').textContent).toContain('New incidents get NSA 2024.');
  });
});
