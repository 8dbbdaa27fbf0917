import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { ServiceModel } from '../../lib/api/types';
import { call } from '../../lib/host';
import { violations } from '../../test/axe';
import { fake } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import { playbookRow, rowOf } from '../../test/world';
import { inOrder, layOut, toBeginWith } from './matrix';

const TYPES = [
  { id: 'credential-compromise', name: 'Credential compromise' },
  { id: 'ai-system-abuse', name: 'AI system abuse' },
];
const MODELS: ServiceModel[] = ['onprem', 'iaas', 'paas', 'faas', 'saas'];

function made(id: string, type: string, models: ServiceModel[]): ReturnType<typeof playbookRow> {
  return playbookRow({ id, title: id, incident_types: TYPES.filter((each) => each.id === type), service_models: models });
}

function drawn(rows: ReturnType<typeof playbookRow>[]): string[] {
  return layOut(TYPES, MODELS, rows).flatMap((line) =>
    line.lanes.map((lane) => lane.map((cell) => `${cell.playbook?.id ?? (cell.bare ? 'bare' : '·')}:${cell.models.join('+')}`).join(' ')),
  );
}

describe('the matrix of the library', () => {
  it('draws one playbook over neighbouring models as one bar, and leaves the rest to the fallback', () => {
    expect(drawn([made('key', 'credential-compromise', ['iaas', 'paas', 'faas']), made('account', 'credential-compromise', ['saas'])])).toEqual([
      'bare:onprem key:iaas+paas+faas account:saas',
      'bare:onprem bare:iaas bare:paas bare:faas bare:saas',
    ]);
  });

  it('gives a lane of its own to what covers the same cell, the widest first', () => {
    const rows = [made('model', 'ai-system-abuse', ['paas', 'saas']), made('agent', 'ai-system-abuse', ['iaas', 'paas', 'faas', 'saas'])];
    expect(drawn(rows).slice(1)).toEqual(['bare:onprem agent:iaas+paas+faas+saas', '·:onprem ·:iaas model:paas ·:faas model:saas']);
  });

  it('keeps a cell out of the fallback that only the second lane covers', () => {
    const rows = [made('b', 'ai-system-abuse', ['onprem', 'iaas']), made('a', 'ai-system-abuse', ['iaas', 'paas', 'faas'])];
    expect(drawn(rows).slice(1)).toEqual(['·:onprem a:iaas+paas+faas bare:saas', 'b:onprem+iaas ·:paas ·:faas ·:saas']);
  });

  it('draws a dozen lanes at most and counts the rest, however many there are', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => made(`p${at}`, 'ai-system-abuse', ['iaas']));
    const line = layOut(TYPES, MODELS, rows)[1];
    expect(line?.lanes).toHaveLength(12);
    expect(line?.more).toBe(9_988);
    expect(layOut(TYPES, MODELS, rows.slice(0, 12))[1]?.more).toBe(0);
  });

  it('is walked in the order in which it is read, each playbook once', () => {
    const rows = [made('agent', 'ai-system-abuse', ['iaas']), made('key', 'credential-compromise', ['iaas'])];
    const general = playbookRow({ id: 'general', fallback: true });
    expect(inOrder(layOut(TYPES, MODELS, [...rows, general]), [general]).map((row) => row.id)).toEqual(['key', 'agent', 'general']);
  });

  it('begins with what covers the newest open incident, and with the first bar where none is open', () => {
    const rows = [made('agent', 'ai-system-abuse', ['paas']), made('key', 'credential-compromise', ['iaas'])];
    const lines = layOut(TYPES, MODELS, rows);
    const incident = { ...rowOf(fake.current.view), incident_type: { id: 'ai-system-abuse', name: 'AI system abuse' }, service_models: ['paas' as const] };
    expect(toBeginWith(lines, [], incident)?.id).toBe('agent');
    expect(toBeginWith(lines, [], { ...incident, service_models: ['onprem'] })?.id).toBe('key');
    expect(toBeginWith(lines, [], null)?.id).toBe('key');
    expect(toBeginWith([], [], null)).toBeNull();
  });
});

describe('the library on screen', () => {
  it('says why it shows a playbook first, until another one is chosen', async () => {
    const user = await start('#/playbooks');
    expect((await find('for-incident')).textContent).toContain(fake.current.view.code);
    await user.click(await find('cell-credential-compromise-saas-saas-account-takeover'));
    await waitFor(() => expect(seen('for-incident')).toBeNull());
  });

  it('says for a cell without a playbook what stands in for it', async () => {
    const user = await start('#/playbooks');
    const matrix = await find('playbook-matrix');
    await user.click(within(matrix).getByRole('button', { name: 'Credential compromise on On-premises: fallback' }));
    expect((await find('standing-in')).textContent).toContain('Credential compromise on On-premises has no playbook of its own.');
    expect(within(matrix).getAllByRole('button', { pressed: true })).toHaveLength(1);
    expect(await violations(document.body)).toEqual([]);
    await user.click(await find('cell-general-incident'));
    expect(seen('standing-in')).toBeNull();
  });

  it('marks what is yours, and counts it apart', async () => {
    const own = playbookRow({ id: 'acme-vpn', title: 'Appliance exploited', origin: { kind: 'own', folder: '/own', path: '/own/vpn.md' } });
    fake.current.instead = { 'playbook.list': () => [own, playbookRow()] };
    await start('#/playbooks');
    expect((await screen.findByRole('button', { name: 'yours Appliance exploited' })).textContent).toContain('yours');
    expect(screen.getByText('1 bundled, 1 yours')).toBeTruthy();
  });

  it('shows a few techniques, and all on asking', async () => {
    const attack = Array.from({ length: 12 }, (_, at) => ({ id: `T10${at + 10}`, name: `Technique ${at}` }));
    const shown = await call('playbook.show', { id: 'iaas-exposed-access-key' });
    fake.current.instead = { 'playbook.show': () => ({ ...shown, attack }) };
    const user = await start('#/playbooks');
    await user.click(await screen.findByRole('button', { name: 'and 6 more' }));
    expect((await find('playbook-side')).textContent).toContain('T1021');
  });
});

describe('the reading view', () => {
  it('lists its steps beside the text, and goes to the one that is chosen', async () => {
    const user = await start('#/playbooks/iaas-exposed-access-key/read');
    const contents = await find('contents');
    const into = vi.spyOn(Element.prototype, 'scrollIntoView');
    await user.click(within(contents).getByRole('button', { name: /Deactivate/, hidden: true }));
    expect(into.mock.contexts.at(-1)).toBe(document.getElementById('step-deactivate'));
  });

  it('is saved as a pack for paper, without an incident', async () => {
    fake.current.instead['pack.save'] = () => ({ path: '/mnt/stick/iaas-exposed-access-key-pack.html' });
    fake.current.chosen = () => ['/mnt/stick'];
    const user = await start('#/playbooks/iaas-exposed-access-key/read');
    await user.click(await find('reading-pack'));
    await waitFor(() => expect(fake.current.asked('pack.save')).toEqual([{ playbooks: ['iaas-exposed-access-key'], folder: '/mnt/stick', brief: false }]));
    expect(await screen.findByText(/Saved as \/mnt\/stick/)).toBeTruthy();
  });

  it('is saved with others as one pack, chosen one by one or by what they cover', async () => {
    fake.current.instead['pack.save'] = () => ({ path: '/mnt/stick/a-and-1-more-pack.html' });
    fake.current.chosen = () => ['/mnt/stick'];
    const user = await start('#/playbooks');
    const rows = await call('playbook.list', {});
    await user.click(await find('pack-open'));
    const list = within(await find('pack-list'));
    const names = list.getAllByRole('checkbox').map((each) => (each as HTMLInputElement).checked);
    expect(names.filter(Boolean), 'what is selected is ticked to begin with').toHaveLength(1);
    expect(await violations()).toEqual([]);
    await user.click(await find('pack-all'));
    expect((await find('pack-save')).textContent).toContain(`Save ${rows.length}…`);
    await user.click(await find('pack-all'));
    expect((await find('pack-save') as HTMLButtonElement).disabled).toBe(true);
    await user.selectOptions(screen.getByLabelText('Service model'), 'iaas');
    const covering = rows.filter((row) => !row.fallback && row.service_models.includes('iaas'));
    expect(list.getAllByRole('checkbox')).toHaveLength(covering.length);
    await user.click(await find('pack-all'));
    await user.click(await find('pack-save'));
    await waitFor(() => expect(fake.current.asked('pack.save')).toEqual([{ playbooks: covering.map((row) => row.id), folder: '/mnt/stick', brief: false }]));
    await waitFor(() => expect(seen('pack-form')).toBeNull());
    expect(document.activeElement, 'the focus is back where it began').toBe(await find('pack-open'));
  });

  it('leads to an own version by its key', async () => {
    const user = await start('#/playbooks/iaas-exposed-access-key/read');
    expect((await find('reading-edit')).textContent).toContain('Copy and adapt');
    await user.keyboard('e');
    expect(location.hash).toBe('#/playbooks/iaas-exposed-access-key/edit');
  });
});
