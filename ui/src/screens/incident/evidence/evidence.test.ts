import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { EvidenceView, JobView } from '../../../lib/api/types';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { find, start } from '../../../test/screen';
import { iso, NOW } from '../../../test/world';
import { base64, percent, place } from './words';

const when = { earliest: iso(NOW), latest: iso(NOW), precision: 'exact' as const, zone: 'UTC' };

function item(change: Partial<EvidenceView> = {}): EvidenceView {
  const collected = { number: 0, act: null, label: 'Collected', when, by: 'Mara', to: null, note: null, author: 'Mara', entry: 'd/9', withdrawn: false };
  return {
    id: 'E-1', name: 'Console log', collected: when, collected_typed: iso(NOW), collected_precision: null, collected_by: 'Mara', source: 'web-1',
    clock_offset: null, method: null, tool: null, tool_version: null, authority: null, tlp: null, retention: null, sha256: 'ab'.repeat(32), size: 13,
    size_in_words: '13 bytes', kept: 'copied', file: 'console.log', path: null, lies_at: null, run: null, step: null, step_title: null, item: null,
    added_at: iso(NOW), added_by: 'Mara', entry: 'd/9', holder: 'Mara', withdrawn: false, destroyed: false, custody: [collected], verified: null, ...change,
  };
}

const asked = { run: '1', step: 'scope', step_title: '2 Find out', state: 'open' as const, item: 0, text: 'The last calls of the key', evidence: [] };
const working: JobView = { id: 1, incident: 'i-7', kind: 'add', label: 'console.log', state: 'working', done: 5, total: 10, evidence: null, said: null, warns: false, error: null };

async function open(items: EvidenceView[] = [], jobs: JobView[] = []) {
  fake.current.instead['evidence.list'] = () => ({ items, asked: [asked] });
  fake.current.instead['evidence.jobs'] = () => jobs;
  fake.current.instead['evidence.add'] = () => [working];
  const user = await start('#/incidents/i-7');
  await find('player');
  await user.keyboard('e');
  await find('evidence');
  return user;
}

describe('evidence', () => {
  it('is opened with one key, says what is still to collect, and takes a path', async () => {
    const user = await open();
    expect((await find('evidence-missing')).textContent).toContain('The last calls of the key');
    await user.type(await find('evidence-path'), '/srv/a.log');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(fake.current.asked('evidence.add')[0]).toMatchObject({ paths: ['/srv/a.log'], in_place: false }));
    expect((await find('evidence-jobs')).textContent).toContain('50 %');
    expect(await violations()).toEqual([]);
  });

  it('is taken where files are dropped on the incident', async () => {
    await open();
    fake.current.drop(['/srv/dropped.log']);
    await waitFor(() => expect(fake.current.asked('evidence.add')[0]).toMatchObject({ paths: ['/srv/dropped.log'] }));
  });

  it('says what is not what was collected', async () => {
    const verified = { finding: 'missing' as const, label: 'Missing', at: iso(NOW), by: 'Mara', sha256: null, why: null };
    const user = await open([item({ verified })]);
    const line = await find('evidence-E-1');
    expect(line.textContent).toContain('Missing');
    await user.click(line.querySelector('button') as HTMLButtonElement);
    expect(screen.getByRole('list', { name: 'Custody of E-1' }).textContent).toContain('Collected');
    expect(await violations()).toEqual([]);
  });

  it('says why a file was not taken, and what to do', async () => {
    const error = { code: 'storage' as const, message: 'The disk is full. Nothing was recorded.', hint: 'Make room.' };
    await open([], [{ ...working, state: 'failed', error }]);
    const said = (await find('evidence-jobs')).textContent;
    expect(said).toContain('The disk is full. Nothing was recorded.');
    expect(said).toContain('Make room.');
  });
});

describe('the words', () => {
  it('count and name', () => {
    expect(percent(working)).toBe(50);
    expect(percent({ ...working, total: 0 })).toBe(null);
    expect(place({ items: [], asked: [asked] }, '0')).toEqual({ run: '1', step: 'scope', item: 0 });
    expect(place({ items: [], asked: [asked] }, '')).toEqual({});
    expect(base64(new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer)).toBe('iVBORw==');
  });
});
