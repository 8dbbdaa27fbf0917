import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { AskedView, EvidenceView, JobView } from '../../../lib/api/types';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { find, seen, start } from '../../../test/screen';
import { iso, NOW } from '../../../test/world';
import { answerChoices, answeredBy, AS_IT_IS, asLine, base64, bytesOf, keyOf, NO_FACTS, pathsIn, percent, place, saidOf, worthShowing } from './words';

const when = { earliest: iso(NOW), latest: iso(NOW), precision: 'exact' as const, zone: 'UTC' };

function item(change: Partial<EvidenceView> = {}): EvidenceView {
  const collected = { number: 0, act: null, label: 'Collected', when, by: 'Mara', to: null, note: null, author: 'Mara', entry: 'd/9', withdrawn: false };
  return {
    id: 'E-1', name: 'Console log', collected: when, collected_typed: iso(NOW), collected_precision: null, collected_by: 'Mara', source: 'web-1',
    clock_offset: null, method: null, tool: null, tool_version: null, authority: null, tlp: null, retention: null, sha256: 'ab'.repeat(32), size: 13,
    size_in_words: '13 bytes', kept: 'copied', file: 'console.log', path: null, lies_at: null, picture: false, run: null, step: null, step_title: null, item: null,
    added_at: iso(NOW), added_by: 'Mara', entry: 'd/9', holder: 'Mara', withdrawn: null, ended: null, gone: false, custody: [collected], verified: null, ...change,
  };
}

const asked = { run: '1', step: 'scope', step_title: '2 Find out', state: 'open' as const, item: 0, text: 'The last calls of the key', evidence: [] };
const working: JobView = { id: 1, incident: 'i-7', kind: 'add', label: 'console.log', state: 'working', done: 5, total: 10, evidence: null, said: null, warns: false, error: null };

async function open(items: EvidenceView[] = [], jobs: JobView[] = [], wanted: AskedView[] = [asked]) {
  fake.current.instead['evidence.list'] = () => ({ items, asked: wanted });
  fake.current.instead['evidence.jobs'] = () => jobs;
  fake.current.instead['evidence.add'] = () => [working];
  const user = await start('#/incidents/i-7');
  await find('player');
  await user.keyboard('e');
  await find('evidence');
  return user;
}

describe('evidence', () => {
  it('is opened with one key, says what is still to collect, and takes a path with what is said of it', async () => {
    const user = await open();
    expect((await find('evidence-missing')).textContent).toContain('The last calls of the key');
    await waitFor(async () => expect(document.activeElement).toBe(await find('evidence-paths')));
    await user.keyboard('/srv/a.log');
    await user.click(await find('evidence-facts'));
    await user.type(await find('evidence-source'), 'web-1');
    await user.type(await find('evidence-offset'), '-2 min');
    await user.type(await find('evidence-tool'), 'aws');
    await user.type(await find('evidence-tool_version'), '2.31');
    await user.type(await find('evidence-authority'), 'the lead');
    await user.type(await find('evidence-retention'), 'a year');
    await user.selectOptions(await find('evidence-tlp'), 'amber');
    expect(await violations()).toEqual([]);
    await user.type(await find('evidence-paths'), '{Enter}');
    await waitFor(() => expect(fake.current.asked('evidence.add').length).toBe(1));
    const said = { source: 'web-1', clock_offset: '-2 min', tool: 'aws', tool_version: '2.31', authority: 'the lead', retention: 'a year', tlp: 'amber' };
    expect(fake.current.asked('evidence.add')[0]).toMatchObject({ paths: ['/srv/a.log'], in_place: false, draft: 'evidence:i-7/add', ...said });
    expect((await find('evidence-jobs')).textContent).toContain('50 %');
    expect(document.querySelector('[data-testid=evidence-form]')).toBe(null);
    expect(await violations()).toEqual([]);
  });

  it('opens the form on a step that asks for something, with what it asks for chosen', async () => {
    const here = { ...asked };
    fake.current.instead['evidence.list'] = () => ({ items: [], asked: [asked, here] });
    fake.current.instead['evidence.jobs'] = () => [];
    fake.current.instead['evidence.add'] = () => [working];
    const user = await start('#/incidents/i-7');
    await find('player');
    const current = document.querySelector('[data-current]')?.getAttribute('data-testid')?.replace('step-', '') ?? '';
    here.step = current;
    await user.keyboard('e');
    const answers = (await find('evidence-answers')) as HTMLSelectElement;
    expect(answers.value).toBe(`1/${current}/0`);
    await waitFor(async () => expect(document.activeElement).toBe(await find('evidence-paths')));
    await user.keyboard('/srv/a.log{Enter}');
    await waitFor(() => expect(fake.current.asked('evidence.add')[0]).toMatchObject({ run: '1', step: current, item: 0 }));
  });

  it('shows the list where there is something to see, and one key leads to the form from it and from the steps', async () => {
    const user = await open([item()]);
    await find('evidence-E-1');
    expect(seen('evidence-form')).toBe(null);
    await user.keyboard('{Shift>}e{/Shift}');
    await waitFor(async () => expect(document.activeElement).toBe(await find('evidence-paths')));
    await user.keyboard('{Escape}{Escape}');
    await find('player');
    await user.keyboard('{Shift>}e{/Shift}');
    await waitFor(async () => expect(document.activeElement).toBe(await find('evidence-paths')));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('evidence-form')).toBe(null));
    expect(seen('evidence')).not.toBe(null);
  });

  it('opens no form over what is being hashed', async () => {
    await open([], [working]);
    await find('evidence-jobs');
    await find('evidence-missing');
    expect(seen('evidence-form')).toBe(null);
  });

  it('puts files that are dropped on the incident into the form, whatever their names are', async () => {
    const user = await open();
    fake.current.drop(['/srv/dropped.log', '/srv/two\nlines.log']);
    const field = (await find('evidence-paths')) as HTMLTextAreaElement;
    await waitFor(() => expect(field.value).toBe('/srv/dropped.log\nfile:///srv/two%0Alines.log'));
    await user.type(field, '{Enter}');
    await waitFor(() => expect(fake.current.asked('evidence.add')[0]).toMatchObject({ paths: ['/srv/dropped.log', 'file:///srv/two%0Alines.log'] }));
  });

  it('keeps what is typed until it is recorded', async () => {
    const user = await open();
    await user.type(await find('evidence-paths'), '/srv/big.img');
    await waitFor(() => expect(fake.current.drafts.get('evidence:i-7/add')).toContain('/srv/big.img'));
    await user.type(await find('evidence-paths'), '{Enter}');
    await waitFor(() => expect(fake.current.asked('evidence.add').length).toBe(1));
    expect(fake.current.drafts.get('evidence:i-7/add')).toContain('/srv/big.img');
    fake.current.instead['evidence.jobs'] = () => [working];
    await user.click(await find('evidence-new'));
    expect(((await find('evidence-paths')) as HTMLTextAreaElement).value).toBe('');
  });

  it('is stopped while it is hashed', async () => {
    const user = await open([], [working]);
    const stopped = { ...working, state: 'stopped' as const };
    fake.current.instead['evidence.stop'] = () => [stopped];
    fake.current.instead['evidence.jobs'] = () => [stopped];
    await user.click(await find('job-stop'));
    await waitFor(() => expect(fake.current.asked('evidence.stop')[0]).toEqual({ job: 1 }));
    expect((await find('job-stopped')).textContent).toContain('It was stopped. Nothing was recorded.');
  });

  it('is counted in the panel, with what is in doubt and what is being hashed', async () => {
    fake.current.view.evidence = { items: 3, in_doubt: ['E-2'], asked: 5, collected: 2 };
    fake.current.instead['evidence.jobs'] = () => [working];
    await start('#/incidents/i-7');
    const standing = await find('standing-evidence');
    await waitFor(() => expect(standing.textContent).toContain('console.log 50 %'));
    expect(standing.textContent).toContain('Changed, missing or unreadable: E-2');
    expect(standing.textContent).toContain('2 of 5 that steps ask for are collected');
  });

  it('says what is not what was collected', async () => {
    const verified = { finding: 'changed' as const, label: 'Changed', at: iso(NOW), by: 'Mara', sha256: 'cd'.repeat(32), why: null };
    const user = await open([item({ verified })]);
    const line = await find('evidence-E-1');
    expect(line.textContent).toContain('Changed');
    await user.click(line.querySelector('button') as HTMLButtonElement);
    expect(line.textContent).toContain(`The hash now is ${'cd'.repeat(32)}`);
    expect((await find('custody-E-1')).textContent).toContain('Collected');
    expect(await violations()).toEqual([]);
  });

  it('changes hands with two names, and what is recorded of that is taken back', async () => {
    const transfer = { number: 1, act: 'transferred' as const, label: 'Transferred', when, by: 'Mara', to: 'Bo', note: null, author: 'Mara', entry: 'd/10', withdrawn: false };
    const user = await open([item({ custody: [...item().custody, transfer], holder: 'Bo' })]);
    fake.current.instead['evidence.custody'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    fake.current.instead['evidence.custody-withdraw'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    await user.click((await find('evidence-E-1')).querySelector('button') as HTMLButtonElement);
    await user.click(screen.getByRole('button', { name: 'Take back: Transferred of E-1' }));
    await waitFor(() => expect(fake.current.asked('evidence.custody-withdraw')[0]).toMatchObject({ evidence: 'E-1', custody: 1 }));
    await user.click(await find('custody-new'));
    expect((screen.getByLabelText('From') as HTMLInputElement).placeholder).toBe('Bo');
    expect(await violations()).toEqual([]);
    await user.type(await find('custody-to'), 'Cy');
    await user.type(await find('custody-note'), 'sealed bag 7{Enter}');
    await waitFor(() => expect(fake.current.asked('evidence.custody')[0]).toMatchObject({ evidence: 'E-1', act: 'transferred', to: 'Cy', note: 'sealed bag 7' }));
  });

  it('is handed out as a copy by other means, which is recorded and copies nothing', async () => {
    const user = await open([item()]);
    fake.current.instead['evidence.custody'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    await user.click((await find('evidence-E-1')).querySelector('button') as HTMLButtonElement);
    await user.click(await find('custody-new'));
    await user.selectOptions(await find('custody-act'), 'exported');
    const send = screen.getByRole('button', { name: 'Record' }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    await user.type(await find('custody-to'), 'The court');
    await user.type(await find('custody-at'), '02:10Z');
    expect(await violations()).toEqual([]);
    await user.type(await find('custody-note'), 'drive 7{Enter}');
    const said = { evidence: 'E-1', act: 'exported', to: 'The court', note: 'drive 7', at: '02:10Z', draft: 'evidence:i-7/E-1/custody' };
    await waitFor(() => expect(fake.current.asked('evidence.custody')[0]).toMatchObject(said));
    expect(fake.current.asked('evidence.export')).toEqual([]);
    await waitFor(async () => expect(document.activeElement).toBe((await find('evidence-E-1')).querySelector('button')));
  });

  it('takes after its end only what happened before, and no second end', async () => {
    const released = { number: 1, act: 'released' as const, label: 'Released', when, by: 'Mara', to: 'Bo', note: null, author: 'Mara', entry: 'd/10', withdrawn: false };
    const user = await open([item({ ended: 'released', holder: 'Bo', custody: [...item().custody, released] })]);
    const line = await find('evidence-E-1');
    expect(line.textContent).toContain('Released');
    await user.click(line.querySelector('button') as HTMLButtonElement);
    await user.click(await find('custody-new'));
    const act = (await find('custody-act')) as HTMLSelectElement;
    expect([...act.options].map((option) => option.value)).toEqual(['transferred', 'viewed', 'exported', 'withdrawn']);
    expect((await find('custody-form')).textContent).toContain('Only what happened before that can still be recorded.');
    await user.selectOptions(act, 'viewed');
    const send = screen.getByRole('button', { name: 'Record' }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    await user.type(await find('custody-at'), '02:10Z');
    expect(send.disabled).toBe(false);
    expect(await violations()).toEqual([]);
  });

  it('answers something else later, as long as something is asked for', async () => {
    const given = { ...asked, item: 1, text: 'The calls after it', evidence: ['E-1'] };
    const user = await open([item({ run: '1', step: 'scope', step_title: '2 Find out', item: given.text })], [], [asked, given]);
    fake.current.instead['evidence.answer'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    await user.click((await find('evidence-E-1')).querySelector('button') as HTMLButtonElement);
    await user.click(await find('evidence-answer'));
    const choice = (await find('evidence-answered')) as HTMLSelectElement;
    expect(document.activeElement).toBe(choice);
    expect(choice.value).toBe('1/scope/1');
    expect(await violations()).toEqual([]);
    await user.selectOptions(choice, '1/scope/0');
    await user.click(screen.getByRole('button', { name: 'Keep changes' }));
    await waitFor(() => expect(fake.current.asked('evidence.answer')[0]).toMatchObject({ evidence: 'E-1', run: '1', step: 'scope', item: 0 }));
    await user.click(await find('evidence-answer'));
    await user.selectOptions(await find('evidence-answered'), '');
    await user.click(screen.getByRole('button', { name: 'Keep changes' }));
    await waitFor(() => expect(fake.current.asked('evidence.answer')[1]).toEqual({ incident: 'i-7', evidence: 'E-1', draft: 'evidence:i-7/E-1/answers' }));
  });

  it('is evidence again after it was withdrawn, and says why it was', async () => {
    const user = await open([item({ withdrawn: { at: iso(NOW), by: 'Mara', reason: 'another case' } })]);
    fake.current.instead['evidence.restore'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    const line = (await find('evidence-E-1')).querySelector('button') as HTMLButtonElement;
    await user.click(line);
    expect((await find('evidence-E-1')).textContent).toMatch(/Mara said .* that it is no evidence: another case/);
    expect(document.querySelector('[data-testid=custody-new]')).toBe(null);
    await user.click(await find('evidence-restore'));
    await waitFor(() => expect(fake.current.asked('evidence.restore')[0]).toMatchObject({ evidence: 'E-1' }));
    await waitFor(() => expect(document.activeElement).toBe(line));
  });

  it('is changed in every fact', async () => {
    const user = await open([item()]);
    fake.current.instead['evidence.set'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    await user.click((await find('evidence-E-1')).querySelector('button') as HTMLButtonElement);
    await user.click(await find('evidence-set'));
    await user.clear(await find('evidence-source'));
    await user.type(await find('evidence-method'), 'export{Enter}');
    await waitFor(() => expect(fake.current.asked('evidence.set')[0]).toMatchObject({ evidence: 'E-1', name: 'Console log', source: '', method: 'export', collected: null }));
  });

  it('shows a picture only once its hash was found to be right', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 2, height: 1 }));
    const user = await open([item({ picture: true, file: 'screen.png' })]);
    let checked: () => void = () => undefined;
    fake.current.instead['evidence.preview'] = () => new Promise((done) => (checked = () => done({ media: 'image/png', content: 'iVBORw==' })));
    await user.click((await find('evidence-E-1')).querySelector('button') as HTMLButtonElement);
    await user.click(await find('evidence-show'));
    expect(screen.getByText('Hashing…')).toBeTruthy();
    expect(document.querySelector('[data-testid=evidence-picture]')).toBe(null);
    checked();
    expect((await find('evidence-picture')).getAttribute('aria-label')).toBe('Picture E-1: Console log');
    vi.unstubAllGlobals();
  });

  it('keeps a picture that is pasted', async () => {
    await open();
    fake.current.instead['evidence.paste'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    const files = [new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], 'image.png', { type: 'image/png' })];
    const before = new Event('beforepaste', { cancelable: true });
    window.dispatchEvent(before);
    expect(before.defaultPrevented).toBe(true);
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData: { files, types: ['Files'] } });
    window.dispatchEvent(event);
    await waitFor(() => expect(fake.current.asked('evidence.paste')[0]).toMatchObject({ file: 'image.png', content: 'iVBORw==', name: 'Screenshot' }));
  });

  it('keeps a picture that the web view says nothing of, and leaves text alone', async () => {
    await open();
    fake.current.instead['evidence.paste'] = () => ({ incident: fake.current.view, entries: [fake.current.entries[0] as never] });
    fake.current.picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const pasted = (types: string[]): Event => {
      const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData: { files: [], types } });
      window.dispatchEvent(event);
      return event;
    };
    expect(pasted(['text/plain']).defaultPrevented).toBe(false);
    expect(pasted([]).defaultPrevented).toBe(true);
    await waitFor(() => expect(fake.current.asked('evidence.paste')[0]).toMatchObject({ file: 'screenshot.png', content: 'iVBORw==' }));
    expect(fake.current.asked('evidence.paste').length).toBe(1);
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
    expect(place({ items: [], asked: [asked] }, keyOf(asked))).toEqual({ run: '1', step: 'scope', item: 0 });
    expect(place({ items: [], asked: [asked] }, '')).toEqual({});
    const answered = { items: [], asked: [{ ...asked, evidence: ['E-1'] }] };
    expect(answeredBy(answered, item())).toBe(keyOf(asked));
    expect(answeredBy(answered, item({ id: 'E-2', step: 'gone' }))).toBe(AS_IT_IS);
    expect(answeredBy(answered, item({ id: 'E-2' }))).toBe('');
    expect(answerChoices(answered.asked).at(-1)?.label).toBe('2 Find out: The last calls of the key (E-1)');
    expect(base64(new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer)).toBe('iVBORw==');
    expect([...bytesOf('iVBORw==')]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('say what is not said of a new item', () => {
    const facts = { ...NO_FACTS, source: 'web-1', tool: 'aws', collected_by: 'Bo', tlp: 'red', retention: 'a year' };
    expect(saidOf(facts)).toBe('collected now by Bo; not said: how, authority');
    expect(saidOf({ ...facts, method: 'export', authority: 'the lead' })).toBe('collected now by Bo');
  });

  it('keep every path on a line of its own', () => {
    const lines = ['/srv/a b.log', '/srv/two\nlines.log', '/srv/ends in a space '].map(asLine);
    expect(pathsIn(`${lines.join('\n')}\n\n`)).toEqual(['/srv/a b.log', 'file:///srv/two%0Alines.log', 'file:///srv/ends%20in%20a%20space%20']);
  });

  it('show of the work what is not said elsewhere', () => {
    const done = { ...working, state: 'done' as const };
    const jobs = [done, { ...done, id: 2, kind: 'verify' as const }, { ...done, id: 3, kind: 'verify' as const }, { ...working, id: 4, state: 'failed' as const }];
    expect(worthShowing(jobs).map((job) => job.id)).toEqual([3, 4]);
  });
});
