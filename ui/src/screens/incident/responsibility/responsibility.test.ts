import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Matrix } from '../../../lib/api/types';
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
  fake.current.instead['resource.add'] = ({ draft }) => {
    if (draft) fake.current.drafts.delete(draft);
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
    expect(fake.current.asked('resource.add')).toEqual([{ incident: 'i-7', name: 'db-1', service_model: 'iaas', provider: 'aws', offering: 'RDS', identifier: null, draft: 'resource:INC-0007/new' }]);
    expect(fake.current.drafts.size).toBe(0);
  });

  it('keeps what is typed about a resource for the next time, until it is cancelled', async () => {
    const user = await open();
    await user.keyboard('w');
    const begin = async () => {
      await user.click(await screen.findByRole('button', { name: 'Add a resource…' }));
      return within(await find('resource-form'));
    };
    await user.type((await begin()).getByLabelText('Identifier'), 'i-0a');
    await waitFor(() => expect(fake.current.drafts.get('resource:INC-0007/new')).toContain('i-0a'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('resource-form')).toBeNull());
    const again = await begin();
    await waitFor(() => expect((again.getByLabelText('Identifier') as HTMLInputElement).value).toBe('i-0a'));
    await user.click(again.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(fake.current.drafts.size).toBe(0));
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
    expect(fake.current.asked('matrix.set')[1]?.draft).toBe('profile-offering:acme');
    await waitFor(() => expect((within(form).getByLabelText('Offering') as HTMLInputElement).value).toBe(''));
    expect(await violations()).toEqual([]);
  });

  it('keep what is typed of a copy and of an offering for the next time', async () => {
    fake.current.drafts.set('profile-copy:nsa', JSON.stringify({ name: 'Half a na', reason: '' }));
    fake.current.drafts.set('profile-offering:acme', JSON.stringify({ name: 'RDS C', os: 'shared' }));
    const user = await start('#/profiles');
    const own = within(await find('profile-acme'));
    await user.click(own.getByRole('button', { name: 'Edit cells' }));
    await waitFor(() => expect((own.getByLabelText('Offering') as HTMLInputElement).value).toBe('RDS C'));
    expect((own.getByLabelText('Operating system') as HTMLSelectElement).value).toBe('shared');
    await user.type(own.getByLabelText('Offering'), 'ustom');
    await waitFor(() => expect(fake.current.drafts.get('profile-offering:acme')).toContain('RDS Custom'));
    await user.click(within(await find('profile-nsa')).getByRole('button', { name: 'Copy…' }));
    const copy = within(await find('copy-profile'));
    await waitFor(() => expect((copy.getByLabelText('Name of the copy') as HTMLInputElement).value).toBe('Half a na'));
    await user.click(copy.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(fake.current.drafts.has('profile-copy:nsa')).toBe(false));
  });

  it('remove an own copy, say what becomes of incidents, and bring it back', async () => {
    const [usual, own] = profiles().profiles as [Matrix, Matrix];
    let there = true;
    fake.current.instead['matrix.list'] = () => ({ ...profiles(), profiles: there ? [usual, own] : [usual] });
    fake.current.instead['matrix.remove'] = () => {
      there = false;
      return { id: 'acme', name: 'Acme', path: '/data/matrix-profiles/removed/acme.1.json' };
    };
    fake.current.instead['matrix.restore'] = () => {
      there = true;
      return own;
    };
    const user = await start('#/profiles');
    expect(within(await find('profile-nsa')).queryByRole('button', { name: /Remove/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Remove Acme' }));
    expect((await find('removed-profile')).textContent).toContain('Incidents that were opened with it keep their copy.');
    expect(seen('profile-acme')).toBeNull();
    expect(await violations()).toEqual([]);
    await user.keyboard('{Control>}z{/Control}');
    await find('profile-acme');
    expect(fake.current.asked('matrix.restore')).toEqual([{ profile: 'acme' }]);
    await waitFor(() => expect(seen('removed-profile')).toBeNull());
  });

  it('do not offer to remove the one that new incidents get', async () => {
    fake.current.instead['matrix.list'] = () => ({ ...profiles(), default: 'acme' });
    await start('#/profiles');
    expect((await find('profile-acme')).textContent).toContain('It can be removed once new incidents get another profile.');
    expect(screen.queryByRole('button', { name: 'Remove Acme' })).toBeNull();
  });

  it('say what cannot be read', async () => {
    fake.current.instead['matrix.list'] = () => ({ ...profiles(), problem: 'New incidents get NSA 2024.', broken: [{ path: '/p/x.json', message: 'It cannot be read: line 3.', hint: 'Mend the file.' }] });
    await start('#/profiles');
    expect((await find('broken-profile')).textContent).toContain('line 3');
    expect(screen.getByRole('alert').textContent).toContain('New incidents get NSA 2024.');
  });
});
