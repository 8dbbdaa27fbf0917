import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { marked, requestOf, withRequest } from '../../../test/requests';
import { find, seen, start } from '../../../test/screen';
import { NOW, ago, iso } from '../../../test/world';
import { escalation, isDue, splitFigures, standing } from './words';

const HASH = '#/incidents/i-7';

async function open(step = 'hold-logs') {
  fake.current.view = { ...fake.current.view, place: { run: '1', step, saved_at: new Date().toISOString(), last_settled: null } };
  const user = await start(HASH);
  await find('player');
  await waitFor(() => expect(fake.current.asked('run.text')).toHaveLength(1));
  return user;
}

function put(request: ReturnType<typeof requestOf>): void {
  fake.current.view = withRequest(fake.current.view, request);
}

describe('asking the provider', () => {
  it('drafts with one key, from the step, with words that can be changed', async () => {
    fake.current.text = asking();
    const user = await open();
    await user.keyboard('p');
    const text = (await find('request-text')) as HTMLTextAreaElement;
    expect(text.value).toContain('Did your own systems flag this key');
    expect((await find('request-missing')).textContent).toContain('key_id');
    expect(((await find('request-escalate')) as HTMLInputElement).value).toBe('4h');
    await user.type(text, ' Answer soon.', { initialSelectionStart: text.value.length });
    await user.click(screen.getByRole('button', { name: 'Keep request' }));
    await find('request');
    const sent = fake.current.asked('request.draft')[0];
    expect(sent).toMatchObject({ run: '1', step: 'hold-logs', provider: 'AWS', escalate: '4h' });
    expect(sent?.text).toMatch(/and when\? Answer soon\.$/);
    expect(fake.current.drafts.size).toBe(0);
  });

  it('puts its words together anew for another provider, as long as nobody wrote over them', async () => {
    fake.current.text = asking();
    fake.current.instead['request.compose'] = ({ provider }) => ({ provider: provider ?? 'aws', subject: 'Incident', text: `For ${provider ?? 'aws'}`, escalate: '4h', missing: [] });
    const user = await open();
    await user.keyboard('p');
    const text = (await find('request-text')) as HTMLTextAreaElement;
    const provider = await find('request-provider');
    const ask = async (name: string) => {
      await user.clear(provider);
      await user.type(provider, name);
      await user.tab();
    };
    await ask('Okta');
    await waitFor(() => expect(text.value).toBe('For Okta'));
    await user.type(text, ', now', { initialSelectionStart: text.value.length });
    await ask('GitHub');
    await waitFor(() => expect(fake.current.asked('request.compose').at(-1)).toMatchObject({ provider: 'GitHub' }));
    await new Promise(requestAnimationFrame);
    expect(text.value).toBe('For Okta, now');
  });

  it('keeps what is typed for the next time', async () => {
    fake.current.text = asking();
    const user = await open();
    await user.keyboard('p');
    const subject = await find('request-subject');
    await user.clear(subject);
    await user.type(subject, 'Half a subj');
    await waitFor(() => expect([...fake.current.drafts.values()].join()).toContain('Half a subj'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('request-form')).toBe(null));
    await user.keyboard('p');
    await waitFor(() => expect((seen('request-subject') as HTMLInputElement | null)?.value).toBe('Half a subj'));
  });

  it('is moved on with one click, and says how long it waits', async () => {
    put(requestOf('1'));
    fake.current.text = asking();
    const user = await open();
    await user.keyboard('p');
    await find('request');
    await user.click(await find('request-copy'));
    await waitFor(() => expect(fake.current.copied[0]).toMatch(/^Subject: Security incident INC-0007/));
    await user.click(await find('request-next'));
    await waitFor(() => expect(seen('request-state')?.textContent).toMatch(/^sent, waits/));
    await user.click(await find('request-acknowledged'));
    await waitFor(() => expect(seen('request-state')?.textContent).toMatch(/^acknowledged, waits/));
    await user.click(await find('request-next'));
    await waitFor(() => expect(seen('request-state')?.textContent).toBe('answered'));
    expect(fake.current.asked('request.move').map((each) => each.mark)).toEqual(['sent', 'acknowledged', 'answered']);
  });

  it('is said to have been answered at another time, by whom and with what', async () => {
    put(marked(requestOf('1'), 'sent', 90));
    fake.current.text = asking();
    const user = await open();
    await user.keyboard('p');
    await user.click(await find('request-details'));
    const at = await find('mark-at');
    await user.clear(at);
    await user.type(at, '-10m');
    await user.type(await find('mark-by'), 'Jo');
    await user.type(await find('mark-note'), 'One key only');
    await user.click(screen.getByRole('button', { name: 'Mark as answered' }));
    await waitFor(() => expect(fake.current.asked('request.move')[0]).toMatchObject({ mark: 'answered', at: '-10m', by: 'Jo', note: 'One key only' }));
    await waitFor(() => expect(seen('mark-form')).toBe(null));
  });

  it('opens the list where the step asks nothing', async () => {
    put(marked(requestOf('1'), 'answered', 5));
    const user = await open('record-alert');
    await user.keyboard('p');
    expect(await screen.findByRole('heading', { name: 'Requests to providers' })).toBeTruthy();
    await user.click(await find('request-new'));
    await find('request-text');
    expect(fake.current.asked('request.compose')[0]).toMatchObject({ step: null });
  });

  it('follows up what was sent, as its words stay', async () => {
    put(marked(requestOf('1'), 'sent', 5));
    fake.current.text = asking();
    const user = await open();
    await user.keyboard('p');
    await user.click(await screen.findByRole('button', { name: 'Follow up…' }));
    await find('request-text');
    expect(screen.queryByRole('button', { name: 'Edit…' })).toBe(null);
    await user.click(screen.getByRole('button', { name: 'Keep request' }));
    await waitFor(() => expect(fake.current.asked('request.draft')[0]).toMatchObject({ follows: '1' }));
  });
});

describe('what waits', () => {
  it('stands in the panel and at its step, and says what is due', async () => {
    put({ ...marked(requestOf('1'), 'sent', 65), due_at: ago(5) });
    const split = { provider: { seconds_min: 3900, seconds_max: 3900 }, own: { seconds_min: 600, seconds_max: 600 }, at_least: false, running: true, waiting: true };
    fake.current.view = { ...fake.current.view, waiting: { incident: split, to_contain: split, to_recover: null, as_of: new Date().toISOString() } };
    fake.current.text = asking();
    await open();
    const panel = await find('panel');
    expect(panel.textContent).toContain('1 to escalate');
    expect(within(panel).getByTestId('waiting').textContent).toContain('1 h 5 min');
    expect(within(await find('step-hold-logs')).getByTestId('request-1').textContent).toContain('escalate, due since');
    expect(await violations()).toEqual([]);
  });

  it('stands on the board', async () => {
    const request = marked(requestOf('1'), 'sent', 65);
    const { id, provider, subject, state, waiting_since } = request;
    const row = { incident: 'i-7', code: 'INC-0007', title: '', id, provider, subject, state, waiting_since, due_at: ago(5), due: true };
    fake.current.list = fake.current.list.map((each) => ({ ...each, requests: [row] }));
    await start('#/now');
    expect((await find('board-INC-0007')).textContent).toContain('to be escalated');
  });
});

describe('the words', () => {
  const request = { state: 'sent' as const, waiting_since: ago(65), due_at: ago(5) };

  it('say how long a request waits and when it is due', () => {
    expect(standing(request, NOW)).toBe('sent, waits 1 h 5 min');
    expect(isDue(request, NOW)).toBe(true);
    expect(escalation(request, NOW)).toMatch(/^escalate, due since \d\d:\d\dZ$/);
    expect(standing({ ...request, waiting_since: null, state: null }, NOW)).toBe('draft');
    expect(escalation({ ...request, due_at: null }, NOW)).toBe('');
  });

  it('let only the part grow that runs', () => {
    const part = (seconds: number) => ({ seconds_min: seconds, seconds_max: seconds });
    const split = { provider: part(600), own: part(1200), at_least: false, running: true, waiting: true };
    const as_of = iso(NOW - 60_000);
    expect(splitFigures(split, as_of, NOW)).toEqual({ provider: '11 min', own: '20 min' });
    expect(splitFigures(split, iso(NOW + 60_000), NOW).provider, 'as it stood').toBe('9 min');
    expect(splitFigures({ ...split, waiting: false }, as_of, NOW)).toEqual({ provider: '10 min', own: '21 min' });
    expect(splitFigures({ ...split, running: false }, as_of, NOW)).toEqual({ provider: '10 min', own: '20 min' });
    expect(splitFigures({ ...split, running: false, at_least: true }, as_of, NOW).own).toBe('≥ 20 min');
  });
});

/** The playbook with a step that asks the provider. */
function asking() {
  const text = fake.current.text;
  const ask = ['<p>Did your own systems flag this key, and when?</p>'];
  return { ...text, steps: text.steps.map((each) => (each.id === 'hold-logs' ? { ...each, ask, ask_copy: 'Did your own systems flag this key, and when?' } : each)) };
}
