import type { IncidentView, Matrix, Profiles, Responsibility } from '../lib/api/types';
import { incident, matrix, run, step, steps, YOURS } from './world';

const resource = { id: '1', name: 'web-1', service_model: 'iaas' as const, provider: { id: 'aws', name: 'AWS' }, offering: 'EC2', identifier: 'i-0abc', set_apart: false };

/** An incident over two models: a host and a tenant. */
export function overTwoModels(change: Partial<IncidentView> = {}): IncidentView {
  const both = {
    ...YOURS,
    party: 'shared' as const,
    layer: 'os' as const,
    owners: [
      { party: 'customer' as const, acts_for: ['IaaS web-1'] },
      { party: 'provider' as const, acts_for: ['SaaS tenant'] },
    ],
  };
  const tenant = { ...resource, id: '2', name: 'tenant', service_model: 'saas' as const, offering: null, identifier: null };
  return incident({ resources: [resource, tenant], runs: [run([...steps(), step(8, { id: 'rebuild', title: 'Rebuild the host', acts: both })])], ...change });
}

/** Who owns which layer of a host and a tenant. */
export function responsibility(): Responsibility {
  const cell = (party: 'customer' | 'provider' | 'shared', usual: 'customer' | 'provider' | 'shared' | null = null) => ({ party, why: `It is ${party}.`, remarks: [], usual });
  const rebuild = { run: '1', step: 'rebuild', number: 8, title: 'Rebuild the host', state: 'open' as const, off_branch: false, parties: ['customer' as const, 'provider' as const] };
  return {
    profile: { id: 'nsa', name: 'NSA 2024' },
    source: 'NSA, 2024',
    remarks: [],
    usual: 'NSA 2024',
    columns: [
      { service_model: 'iaas', provider: { id: 'aws', name: 'AWS' }, offering: 'EC2', set_apart: false, resources: [{ id: '1', name: 'web-1' }] },
      { service_model: 'saas', provider: null, offering: null, set_apart: false, resources: [] },
    ],
    rows: [
      { layer: 'data', label: 'Data', cells: [cell('customer'), cell('customer')], steps: [] },
      { layer: 'os', label: 'Operating system', cells: [cell('customer'), cell('provider', 'shared')], steps: [rebuild] },
    ],
    without_layer: [],
  };
}

/** The bundled default and an own copy of it with one cell of its own. */
export function profiles(): Profiles {
  const usual = matrix();
  const own: Matrix = { ...usual, id: 'acme', name: 'Acme', own: { copied_from: usual.name, reason: 'contract' }, differences: 1 };
  own.rows = own.rows.map((row) => (row.layer === 'os' ? { ...row, cells: row.cells.map((cell, at) => (at === 1 ? { ...cell, party: 'customer', differs: true } : cell)) } : row));
  return { profiles: [usual, own], default: 'nsa', problem: null, broken: [], folder: '/data/matrix-profiles' };
}
