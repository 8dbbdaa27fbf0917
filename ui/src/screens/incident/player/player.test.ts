import { cleanup, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunView, StepView } from '../../../lib/api/types';
import { clock } from '../../../lib/time/clock.svelte';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { find, seen, start } from '../../../test/screen';
import { ago, exact, incident, NOW, run, steps } from '../../../test/world';
import { secondsOf } from './timers.svelte';

const INCIDENT = '#/incidents/i-7';

/** What an element says, in one line. */
const said = (element: Element | null): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

function pass(minutes: number): void {
  vi.setSystemTime(NOW + minutes * 60_000);
  clock.now = Date.now();
}

/** The steps with some of them changed. */
const changed = (id: string, change: Partial<StepView>): StepView[] => steps().map((each) => (each.id === id ? { ...each, ...change } : each));

/** Two runs; the second was called from step 2 of the first and comes before it. */
function two(): RunView[] {
  const from = { run: '1', playbook: 'Exposed access key', step: 'scope', title: '2 Find what it did' };
  const second = run(steps(), { id: '2', place: 1, called_from: from, cursor: 'hold-logs' });
  return [run(steps(), { place: 2 }), { ...second, playbook: { ...second.playbook, id: 'takeover', title: 'Takeover' } }];
}

/** Answers a change with the incident as it is made. */
function answer(runs: RunView[]): () => { entries: string[]; incident: ReturnType<typeof incident> } {
  return () => {
    const head = { ...fake.current.view.head, events: fake.current.view.head.events + 1 };
    fake.current.view = { ...fake.current.view, runs, head };
    return { entries: ['d/9'], incident: fake.current.view };
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  clock.now = NOW;
});
afterEach(() => vi.useRealTimers());

describe('timers', () => {
  it('begin from the usual time of the step, run on this machine, and come back after a restart', async () => {
    const user = await start(INCIDENT);
    const [first] = steps();
    if (!first) throw new Error('There is no step.');
    await find('step-bar');
    await user.keyboard('{Shift>}t{/Shift}');
    const timer = await find('timer');
    expect(said(timer)).toContain(first.title);
    await waitFor(() => expect(fake.current.drafts.get('timers:i-7')).toContain(first.title));
    cleanup();
    await start(INCIDENT);
    expect(said(await find('timer'))).toContain(first.title);
    pass(60);
    await waitFor(() => expect(seen('timer')?.classList.contains('over')).toBe(true));
    expect(said(seen('timer'))).toContain('over');
  });

  it('that a terminal starts or ends are there at once, and those of the window stay', async () => {
    const user = await start(INCIDENT);
    await find('step-bar');
    await user.keyboard('{Shift>}t{/Shift}');
    await waitFor(() => expect(fake.current.drafts.get('timers:i-7')).toBeTruthy());
    const kept = JSON.parse(fake.current.drafts.get('timers:i-7') ?? '[]') as object[];
    const other = { id: 9, label: 'Look again', from: NOW, to: NOW + 600_000, step: null };
    fake.current.drafts.set('timers:i-7', JSON.stringify([...kept, other]));
    fake.current.changedElsewhere();
    await waitFor(() => expect(screen.getAllByTestId('timer')).toHaveLength(2));
    fake.current.drafts.set('timers:i-7', JSON.stringify([other]));
    fake.current.changedElsewhere();
    await waitFor(() => expect(screen.getAllByTestId('timer').map((each) => said(each))).toEqual([expect.stringContaining('Look again')]));
  });

  it('never take the focus from what is typed, and several run at once', async () => {
    const user = await start(INCIDENT);
    await find('step-bar');
    for (const length of ['5', '10']) {
      await user.click(await find('timer-add'));
      await user.type(await find('timer-length'), `${length}{Enter}`);
    }
    expect((await within(await find('panel')).findAllByTestId('timer')).length).toBe(2);
    const note = await find('note-text');
    await user.click(note);
    await user.type(note, 'half a');
    pass(6);
    await waitFor(() => expect(within(seen('panel') as HTMLElement).getAllByTestId('timer')[0]?.classList.contains('over')).toBe(true));
    expect(document.activeElement).toBe(note);
    expect((note as HTMLTextAreaElement).value).toBe('half a');
  });

  it('read lengths as they are typed', () => {
    expect(['15', '90 s', '2h', '1.5 h', '0', 'soon', ''].map(secondsOf)).toEqual([900, 90, 7200, 5400, null, null, null]);
  });
});

describe('watches', () => {
  const watching = { by: 'Ana Ruiz', since: exact(ago(90)) };

  it('are taken up by the key that completes, and ended with what was seen', async () => {
    fake.current.view = incident({ runs: [run(changed('watch-use', { mode: 'watch' }))] });
    fake.current.instead['step.watch'] = answer([run(changed('watch-use', { mode: 'watch', watch: watching }))]);
    const user = await start(INCIDENT);
    await user.click(within(await find('step-watch-use')).getByRole('button'));
    await user.keyboard(' ');
    await waitFor(() => expect(fake.current.asked('step.watch')).toEqual([{ incident: 'i-7', run: '1', step: 'watch-use', by: null, stop: false }]));
    const panel = within(await find('watches'));
    await panel.findByText(/Ana Ruiz, for 1 h 30 min/);
    expect(fake.current.asked('step.set')).toEqual([]);
    await user.click(panel.getByTestId('watch-end'));
    await user.type(await find('observed'), 'quiet for a day{Enter}');
    await waitFor(() => expect(fake.current.asked('step.set')[0]).toMatchObject({ step: 'watch-use', state: 'done', value: 'quiet for a day' }));
  });

  it('are handed over in the panel', async () => {
    fake.current.view = incident({ runs: [run(changed('watch-use', { mode: 'watch', watch: watching }))] });
    fake.current.instead['step.watch'] = answer([run(changed('watch-use', { mode: 'watch', watch: { ...watching, by: 'Bea' } }))]);
    const user = await start(INCIDENT);
    await user.click(await find('watch-give'));
    await user.type(await find('watcher'), 'Bea{Enter}');
    await waitFor(() => expect(fake.current.asked('step.watch')[0]).toMatchObject({ by: 'Bea' }));
    await within(await find('watches')).findByText(/^Bea, for/);
  });
});

describe('several playbooks', () => {
  it('stand in a queue, each with its own cursor, and are ordered and left by keys', async () => {
    fake.current.view = incident({ runs: two() });
    fake.current.instead['run.rank'] = answer(two().map((each) => ({ ...each, place: each.id === '1' ? 1 : 2 })));
    const user = await start(INCIDENT);
    const queue = within(await find('queue'));
    const titles = (): (string | null)[] => queue.getAllByRole('button', { pressed: undefined }).filter((each) => each.hasAttribute('aria-pressed')).map((each) => each.textContent);
    expect(titles()[0]).toContain('Takeover');
    await user.keyboard('}}');
    expect(said(queue.getByRole('button', { pressed: true }))).toContain('Exposed access key');
    await user.keyboard('{{');
    expect(said(queue.getByRole('button', { pressed: true }))).toContain('Takeover');
    expect((await find('step-hold-logs')).getAttribute('class')).toContain('current');
    await user.keyboard('{Shift>}R{/Shift}');
    await waitFor(() => expect(said(queue.getByRole('button', { pressed: true }))).toContain('Exposed access key'));
    expect((await find('step-scope')).getAttribute('class')).toContain('current');
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(fake.current.asked('run.rank')).toEqual([{ incident: 'i-7', run: '1', place: 1 }]));
    await waitFor(() => expect(titles()[0]).toContain('Exposed access key'));
  });

  it('are called from a step, and lead back to it', async () => {
    fake.current.instead['run.start'] = answer(two());
    const user = await start(INCIDENT);
    await find('step-bar');
    const summary = await within(await find('player')).findByText(/Work another playbook from step 1/);
    await user.click(summary);
    await user.click(await find('call-cloud-control-plane-takeover'));
    await waitFor(() => expect(fake.current.asked('run.start')).toEqual([{ incident: 'i-7', playbook: 'cloud-control-plane-takeover', from: { run: '1', step: 'record-alert' } }]));
    expect(said(await find('called-from'))).toContain('Called from 2 Find what it did of Exposed access key');
    await user.click(await find('go-back'));
    await waitFor(() => expect(seen('called-from')).toBeNull());
    expect((await find('step-scope')).getAttribute('class')).toContain('current');
  });
});

describe('the first-minute card', () => {
  it('is one key away from anywhere in the incident, also from a text field, and leads to its lines', async () => {
    fake.current.view = incident({ runs: [run(changed('deactivate', { mode: 'memory' }))] });
    const user = await start(INCIDENT);
    const note = await find('note-text');
    await user.click(note);
    await user.keyboard('{F1}');
    const card = await find('first-minute');
    expect(within(card).getAllByRole('listitem')).toHaveLength(1);
    expect(await violations(card)).toEqual([]);
    await user.keyboard('1');
    await waitFor(() => expect(seen('first-minute')).toBeNull());
    expect((await find('step-deactivate')).getAttribute('class')).toContain('current');
  });

  it('shows the first five steps where none is to be known by heart', async () => {
    const user = await start(INCIDENT);
    await find('step-bar');
    fake.current.view = incident({ runs: [run(steps().map((each) => ({ ...each, mode: 'do' })))] });
    fake.current.changedElsewhere();
    await user.keyboard('g');
    const card = await find('first-minute');
    await waitFor(() => expect(within(card).getAllByRole('listitem')).toHaveLength(5));
    expect(said(card)).toContain('names no steps to know by heart');
  });
});

describe('the reader view', () => {
  it('shows the step in large type with its neighbours; the space bar advances', async () => {
    const user = await start(INCIDENT);
    await find('step-bar');
    await user.keyboard('{F11}');
    const reading = await find('reading');
    const list = steps();
    expect(said(within(reading).getByRole('heading', { level: 2 }))).toContain(list[0]?.title ?? '');
    expect(said(reading)).toContain(list[1]?.title ?? '');
    expect(await violations(await find('reader'))).toEqual([]);
    await user.keyboard(' ');
    await waitFor(() => expect(fake.current.asked('step.set')[0]).toMatchObject({ step: 'record-alert', state: 'done' }));
    await waitFor(() => expect(said(within(seen('reading') as HTMLElement).getByRole('heading', { level: 2 }))).toContain(list[1]?.title ?? ''));
    await user.keyboard('{F11}');
    await waitFor(() => expect(seen('reader')).toBeNull());
  });

  it('opens in a second window, which follows the first and records nothing', async () => {
    const user = await start(INCIDENT);
    await find('step-bar');
    await user.keyboard('{Shift>}{F11}{/Shift}');
    await waitFor(() => expect(fake.current.readers).toEqual(['i-7']));
    cleanup();

    await start('#/reader/i-7');
    const title = (): HTMLElement => within(seen('reading') as HTMLElement).getByRole('heading', { level: 2 });
    await find('reading');
    fake.current.view = { ...fake.current.view, place: { run: '1', step: 'hold-logs', saved_at: ago(0), last_settled: null } };
    fake.current.calls = [];
    fake.current.followed();
    await waitFor(() => expect(said(title())).toContain(steps().find((each) => each.id === 'hold-logs')?.title ?? ''));
    expect(new Set(fake.current.calls.map((each) => each.name))).toEqual(new Set(['incident.show', 'run.text']));
    expect(await violations(await find('reader-window'))).toEqual([]);
  });
});

describe('who did and who looked', () => {
  it('names both, and says where it is the same person', async () => {
    const by = (name: string) => changed('record-alert', { state: 'verified', value: 'seen', changed_by: name, changed_at: exact(ago(1)), done: { author: 'Ana Ruiz', when: exact(ago(5)) } });
    fake.current.view = incident({ runs: [run(by('Bea'))] });
    await start(INCIDENT);
    expect(said(await find('two-looks'))).toMatch(/Done by Ana Ruiz at .* verified by Bea$/);
    fake.current.view = { ...incident({ runs: [run(by('Ana Ruiz'))] }), head: { ...fake.current.view.head, events: 99 } };
    fake.current.changedElsewhere();
    await waitFor(() => expect(said(seen('two-looks'))).toContain('the same person'));
  });

  it('says who may release a hold before it is passed', async () => {
    fake.current.view = incident({ runs: [run(changed('record-alert', { mode: 'hold', role: 'cloud' }))] });
    await start(INCIDENT);
    await waitFor(() => expect(said(seen('hold'))).toContain('Nobody passes before cloud releases it: Holds the break-glass cloud role.'));
  });
});

describe('paper', () => {
  it('is typed in for many steps at once, and what was typed outlasts a crash', async () => {
    fake.current.instead['steps.reconstruct'] = answer([run()]);
    const user = await start(INCIDENT);
    await find('step-bar');
    const { registry } = await import('../../../lib/keys/registry.svelte');
    registry.do('desk.paper');
    await user.type(await find('paper-at-record-alert'), '0212z');
    await user.type(await find('paper-at-scope'), '0213z');
    await user.type(await find('paper-words-scope'), 'four calls');
    expect(await violations(await find('paper'))).toEqual([]);
    await waitFor(() => expect(fake.current.drafts.get('paper:INC-0007/1')).toContain('four calls'));
    await user.click(await find('paper-send'));
    await waitFor(() =>
      expect(fake.current.asked('steps.reconstruct')[0]).toMatchObject({
        run: '1',
        rows: [
          { step: 'record-alert', state: 'done', at: '0212z', value: null },
          { step: 'scope', state: 'done', at: '0213z', value: 'four calls' },
        ],
      }),
    );
  });

  it('prints the run sheet at any moment, and saves a pack', async () => {
    fake.current.instead['pack.make'] = () => ({ file_name: 'INC-0007-run-sheet.html', body: '<article class="pack"><h1>Sheet of the moment</h1></article>' });
    fake.current.instead['pack.save'] = () => ({ path: '/mnt/stick/INC-0007-pack.html' });
    fake.current.chosen = () => ['/mnt/stick'];
    const user = await start(INCIDENT);
    await find('step-bar');
    const print = vi.fn(() => expect(said(document.querySelector('.sheet'))).toContain('Sheet of the moment'));
    vi.stubGlobal('print', print);
    await user.keyboard('{Control>}p{/Control}');
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(fake.current.asked('pack.make')).toEqual([{ incident: 'i-7', brief: true }]);
    const { registry } = await import('../../../lib/keys/registry.svelte');
    registry.do('desk.paper');
    await user.click(await find('save-pack'));
    await waitFor(() => expect(fake.current.asked('pack.save')).toEqual([{ incident: 'i-7', folder: '/mnt/stick', brief: false }]));
    vi.unstubAllGlobals();
  });
});

describe('the moment of a key press', () => {
  it('is stamped, however late the window hears of it', async () => {
    await start(INCIDENT);
    await find('step-bar');
    const event = new KeyboardEvent('keydown', { key: 't', bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: performance.now() - 3000 });
    document.body.dispatchEvent(event);
    await waitFor(() => expect(fake.current.asked('note.add')).toHaveLength(1));
    const at = Date.parse(fake.current.asked('note.add')[0]?.at ?? '');
    expect(NOW - at).toBeGreaterThanOrEqual(2990);
    expect(NOW - at).toBeLessThan(4000);
  });
});
