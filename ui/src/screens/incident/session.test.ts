import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fake, held, refusal } from '../../test/fake';
import { status } from '../../lib/state/status.svelte';
import { find, seen, start } from '../../test/screen';
import { exact, incident, NOW, run, steps, stepText } from '../../test/world';
import { after, anchorOf, moved, openAbove, phaseFrom, startOf, startOfPhase, stepOfAnchor } from './cursor';
import { Draft } from './draft.svelte';
import { IncidentSession } from './session.svelte';

const state = (number: number, to: 'done' | 'deferred' | 'blocked') => (each: ReturnType<typeof steps>[number]) =>
  each.number === number ? { ...each, state: to } : each;

describe('the cursor', () => {
  it('starts at the first open step, and ends at the last', () => {
    expect(startOf(run())?.number).toBe(1);
    expect(startOf(run(steps().map(state(1, 'done'))))?.number).toBe(2);
    expect(startOf(run(steps().map((each) => ({ ...each, state: 'done' }))))?.number).toBe(7);
    expect(startOf(run([]))).toBeNull();
  });

  it('goes on to the next open step below, never back up', () => {
    const list = steps().map(state(4, 'deferred')).map(state(5, 'blocked'));
    expect(after(run(list), 'deactivate')?.id).toBe('watch-use');
    expect(after(run(list), 'tell')?.id).toBe('tell');
  });

  it('skips a branch that was not taken', () => {
    const list = steps().map((each) => (each.id === 'deactivate' ? { ...each, off_branch: true } : each));
    expect(after(run(list), 'scope')?.id).toBe('hold-logs');
    expect(openAbove(run(list), 'hold-logs').map((each) => each.id)).toEqual(['record-alert', 'scope']);
  });

  it('stops at both ends', () => {
    expect(moved(run(), 'record-alert', -1)?.number).toBe(1);
    expect(moved(run(), 'tell', 1)?.number).toBe(7);
    expect(moved(run([]), null, 1)).toBeNull();
  });

  it('knows phases by the order of the playbook', () => {
    expect(phaseFrom(run(), 'scope', 1)).toBe('contain');
    expect(phaseFrom(run(), 'record-alert', -1)).toBeNull();
    expect(startOfPhase(run(steps().map(state(3, 'done'))), 'contain')?.id).toBe('hold-logs');
    expect(startOfPhase(run(), 'review')).toBeNull();
  });

  it('follows the links of a playbook', () => {
    expect(anchorOf('End what the key `opened`: now')).toBe('end-what-the-key-opened-now');
    expect(stepOfAnchor(steps(), 'deactivate-the-key')?.id).toBe('deactivate');
    expect(stepOfAnchor(steps(), 'deactivate')?.id).toBe('deactivate');
    expect(stepOfAnchor(steps(), '')).toBeNull();
  });
});

describe('a session', () => {
  beforeEach(() => vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('points out the place after more than five minutes away, and not before', async () => {
    fake.current.view = incident({ runs: [run(steps().map((each) => (each.number === 1 ? { ...each, state: 'done', changed_at: exact('2026-11-21T02:17:00Z') } : each)))] });
    const session = new IncidentSession('i-7');
    await session.load();
    session.active(NOW + 4 * 60_000);
    expect(session.back).toBeNull();
    session.active(NOW + 10 * 60_000);
    expect(session.back).toEqual({ step: 'scope', last: '1 Record how you learned of it', since: NOW + 4 * 60_000 });
    session.move(1);
    expect(session.back).toBeNull();
  });

  it('drops an answer that a later act has overtaken', async () => {
    const session = new IncidentSession('i-7');
    await session.load();
    const stale = structuredClone(fake.current.view);
    let answer: () => void = () => undefined;
    fake.current.instead['incident.show'] = () => new Promise((resolve) => (answer = () => resolve(stale)));
    const reading = session.load();
    expect(await session.setStep('done', {})).toBe(true);
    answer();
    await reading;
    expect(session.run?.steps[0]?.state).toBe('done');
  });

  it('keeps what an earlier act recorded where a later one is refused', async () => {
    const session = new IncidentSession('i-7');
    await session.load();
    const set = await fake.current.call('step.set', { incident: 'i-7', step: 'record-alert', state: 'done' });
    const recorded = held(set);
    fake.current.instead['step.set'] = () => recorded.answer;
    const setting = session.setStep('done', {});
    fake.current.instead['note.add'] = () => {
      throw refusal('The disk is full.', null, 'storage');
    };
    expect(await session.change('note.add', { incident: 'i-7', text: 'x' }, 'Note recorded')).toBeNull();
    recorded.release();
    expect(await setting).toBe(true);
    expect(session.run?.steps[0]?.state).toBe('done');
  });

  it('drops what was read before an act, wherever the reading began', async () => {
    const session = new IncidentSession('i-7');
    await session.load();
    const stale = held(structuredClone(fake.current.view));
    const set = await fake.current.call('step.set', { incident: 'i-7', step: 'record-alert', state: 'done' });
    const recorded = held(set);
    fake.current.instead['step.set'] = () => recorded.answer;
    fake.current.instead['incident.show'] = () => stale.answer;
    const setting = session.setStep('done', {});
    const reading = session.load();
    recorded.release();
    await setting;
    stale.release();
    await reading;
    expect(session.run?.steps[0]?.state).toBe('done');
  });

  it('keeps the place in each run', async () => {
    fake.current.view = incident({ runs: [run(), run(steps().map(state(1, 'done')), { id: '2' })] });
    const session = new IncidentSession('i-7');
    await session.load();
    session.move(3);
    session.switchTo('2');
    expect([session.runId, session.step?.id], 'where no one was, at the first open step').toEqual(['2', 'scope']);
    session.move(1);
    session.switchTo('1');
    expect([session.runId, session.step?.id]).toEqual(['1', 'hold-logs']);
    session.switchTo('2');
    expect(session.step?.id).toBe('deactivate');
  });

  it.each([
    ['another step', (session: IncidentSession) => session.move(3), '1', 'hold-logs'],
    ['another run', (session: IncidentSession) => session.switchTo('2'), '2', 'record-alert'],
  ])('stays at %s that was gone to while an act was recorded', async (_, away, runId, stepId) => {
    fake.current.view = incident({ runs: [run(), run(steps(), { id: '2' })] });
    const session = new IncidentSession('i-7');
    await session.load();
    const { view } = fake.current;
    const recorded = held({ entries: ['0199c3a1/4'], incident: { ...view, head: { ...view.head, events: 43 } } });
    fake.current.instead['step.set'] = () => recorded.answer;
    const setting = session.setStep('done', {});
    away(session);
    session.form = { kind: 'leave', to: 'deferred' };
    recorded.release();
    await setting;
    expect([session.runId, session.stepId]).toEqual([runId, stepId]);
    expect(session.form, 'a form that was opened meanwhile stays').not.toBeNull();
  });

  it('says so where an act had nothing to record', async () => {
    const session = new IncidentSession('i-7');
    await session.load();
    fake.current.instead['incident.change'] = () => ({ entries: [], incident: fake.current.view });
    expect(await session.change('incident.change', { incident: 'i-7', severity: 'high' }, 'Incident changed')).toBeNull();
    expect(status.text).toContain('Nothing changed');
    expect(session.refused).toBeNull();
  });

  it('keeps the newer text of a run where an older one arrives late', async () => {
    const session = new IncidentSession('i-7');
    const older = held(structuredClone(fake.current.text));
    fake.current.instead['run.text'] = () => older.answer;
    await session.load();
    expect(session.fresh).toBe(false);
    delete fake.current.instead['run.text'];
    await session.change('run.variable', { incident: 'i-7', run: '1', name: 'key_id', value: 'AKIA2' }, 'key_id filled in');
    await vi.waitFor(() => expect(session.texts['1']?.text_version).toBe(2));
    older.release();
    await older.answer;
    await Promise.resolve();
    await Promise.resolve();
    expect(session.texts['1']?.variables[0]?.value).toBe('AKIA2');
    expect(session.fresh).toBe(true);
  });

  it('offers the next milestone once one is put off', async () => {
    const offers = (['contained', 'eradicated'] as const).map((milestone) => ({ milestone, label: milestone, run: '1', step: 'deactivate', at: '2026-11-21T02:41:07Z', precision: null }));
    fake.current.view = incident({ offers });
    const session = new IncidentSession('i-7');
    await session.load();
    expect(session.offer?.milestone).toBe('contained');
    if (session.offer) session.putOff(session.offer);
    expect(session.offer?.milestone).toBe('eradicated');
    if (session.offer) session.putOff(session.offer);
    expect(session.offer).toBeNull();
  });

  it('keeps the view where reading again fails', async () => {
    const session = new IncidentSession('i-7');
    await session.load();
    fake.current.instead['incident.show'] = () => {
      throw refusal('The file is locked.', null, 'storage');
    };
    await session.load();
    expect(session.view?.code).toBe('INC-0007');
    expect(session.problem).toBeNull();
    expect(session.refused?.message).toBe('The file is locked.');
  });
});

describe('asking the provider', () => {
  it('waits for the text that says whether the step asks', async () => {
    const { answer, release } = held(fake.current.text);
    fake.current.instead['run.text'] = () => answer;
    const asks = fake.current.text.steps.find((each) => each.ask.length > 0)?.id ?? '';
    fake.current.view = { ...fake.current.view, place: { run: '1', step: asks, saved_at: new Date().toISOString(), last_settled: null } };
    const session = new IncidentSession('i-7');
    await session.load();
    const asked = session.ask();
    release();
    await asked;
    expect(session.asking).toMatchObject({ kind: 'new', run: '1', step: asks });
  });
});

describe('undo', () => {
  const begin = async (): Promise<IncidentSession> => {
    const session = new IncidentSession('i-7');
    await session.load();
    await vi.waitFor(() => expect(session.texts['1']).toBeDefined());
    return session;
  };

  it('says first what it would do, then goes to the step that it was about', async () => {
    const session = await begin();
    expect(session.view?.undo).toBeNull();
    await session.setStep('done', {});
    expect(session.view?.undo).toBe('step 1 is open again');
    expect(session.step?.number).toBe(2);
    await session.undo();
    expect(status.text).toContain('Undone: step 1 is open again');
    expect(session.step?.number).toBe(1);
    expect(session.step?.state).toBe('open');
    expect(session.view?.undo).toBeNull();
  });

  it('is done again where that is asked for', async () => {
    const session = await begin();
    fake.current.instead['act.redo'] = ({ incident }) => ({ entries: ['d/9'], incident: { ...fake.current.view, id: incident }, said: 'title as before', step: null });
    await session.redo();
    expect(fake.current.asked('act.redo')).toEqual([{ incident: 'i-7' }]);
    expect(status.text).toContain('Done again: title as before');
    expect(session.step?.number).toBe(1);
  });

  it('runs once, however often it is asked for before the answer', async () => {
    const session = await begin();
    await session.setStep('done', {});
    await Promise.all([session.undo(), session.undo()]);
    expect(fake.current.asked('act.undo')).toHaveLength(1);
  });

  it('says so where it is refused', async () => {
    const session = await begin();
    await session.setStep('done', {});
    fake.current.instead['act.undo'] = () => {
      throw refusal('It was changed since.');
    };
    await session.undo();
    expect(session.refused?.message).toBe('It was changed since.');
    expect(session.run?.steps[0]?.state).toBe('done');
  });
});

describe('a draft', () => {
  it('keeps the last text, one write at a time', async () => {
    const draft = new Draft('note:X');
    draft.type('a');
    draft.type('ab');
    await draft.keep();
    expect(fake.current.asked('draft.save')).toEqual([{ key: 'note:X', text: 'ab' }]);
    await draft.keep();
    expect(fake.current.asked('draft.save')).toHaveLength(1);
  });

  it('does not overwrite what is typed while it loads', async () => {
    fake.current.drafts.set('note:X', 'before');
    const draft = new Draft('note:X');
    const loading = draft.load();
    draft.type('newer');
    await loading;
    expect(draft.text).toBe('newer');
  });

  it('stays in the field where it cannot be kept, and is tried again', async () => {
    fake.current.instead['draft.save'] = () => {
      throw refusal('The disk is full.', null, 'storage');
    };
    const draft = new Draft('note:X');
    draft.type('text');
    await draft.keep();
    expect(draft.text).toBe('text');
    delete fake.current.instead['draft.save'];
    await draft.keep();
    expect(fake.current.drafts.get('note:X')).toBe('text');
  });

  it('is sent in one step with being forgotten, however short before it was typed', async () => {
    const draft = new Draft('note:X');
    draft.type('Key foun');
    const keeping = draft.keep();
    draft.type('Key found');
    const sent = await draft.send(async (text, key) => {
      expect(fake.current.drafts.get('note:X'), 'no older write is under way').toBe('Key found');
      fake.current.drafts.delete(key);
      return text;
    });
    await keeping;
    await draft.keep();
    expect([sent, draft.text]).toEqual(['Key found', '']);
    expect(fake.current.asked('draft.save')).toHaveLength(1);
    expect(fake.current.drafts.size).toBe(0);
  });

  it('leaves what is typed while it is sent, and keeps that', async () => {
    const draft = new Draft('note:X');
    draft.type('first');
    await draft.send(async (text) => {
      draft.type('first and more');
      await Promise.resolve();
      return text;
    });
    expect(draft.text).toBe(' and more');
    await draft.keep();
    expect(fake.current.drafts.get('note:X')).toBe(' and more');
  });

  it('stays a draft where it was not recorded', async () => {
    const draft = new Draft('note:X');
    draft.type('text');
    expect(await draft.send(() => Promise.resolve(null))).toBeNull();
    await draft.keep();
    expect(draft.text).toBe('text');
    expect(fake.current.drafts.get('note:X')).toBe('text');
  });
});

describe('the panel', () => {
  it('changes title, severity and scope, and sends only what changed', async () => {
    const user = await start('#/incidents/i-7');
    await user.click(await screen.findByRole('button', { name: 'Change…' }));
    const form = await find('change-form');
    await waitFor(() => expect(document.activeElement).toBe(within(form).getByLabelText('What happened')));
    await user.keyboard('Key misused');
    await user.click(within(form).getByRole('radio', { name: 'Critical' }));
    await user.click(within(form).getByRole('checkbox', { name: /PaaS/ }));
    await user.click(within(form).getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(seen('change-form')).toBeNull());
    expect(fake.current.asked('incident.change')[0]).toEqual({
      incident: 'i-7',
      title: 'Key misused',
      incident_type: null,
      severity: 'critical',
      service_models: ['iaas', 'saas', 'paas'],
      providers: null,
    });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Key misused');
  });

  it('leaves the form open where nothing was changed', async () => {
    const user = await start('#/incidents/i-7');
    await user.click(await screen.findByRole('button', { name: 'Change…' }));
    fake.current.instead['incident.change'] = () => ({ entries: [], incident: fake.current.view });
    await user.click(within(await find('change-form')).getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(seen('status')?.textContent).toContain('Nothing changed'));
    expect(seen('change-form')).not.toBeNull();
  });

  it('starts a playbook where none runs', async () => {
    fake.current.view = incident({ runs: [] });
    const user = await start('#/incidents/i-7');
    const box = await find('start-run');
    await user.click((await within(box).findAllByRole('button', { name: 'Start' }))[0] as HTMLElement);
    await find('player');
    expect(fake.current.asked('run.start')[0]?.playbook).toBe('iaas-exposed-access-key');
  });

  it('fills in variables for every command at once', async () => {
    const user = await start('#/incidents/i-7');
    await find('player');
    const field = await find('variable-principal');
    await user.type(field, 'deploy-bot{Tab}');
    await waitFor(() => expect(fake.current.asked('run.variable')[0]).toMatchObject({ run: '1', name: 'principal', value: 'deploy-bot' }));
    expect((await find('panel')).textContent).toContain('2 of 2 filled in');
  });
});

it('follows a link inside a step to the step it names', async () => {
  fake.current.text = {
    ...fake.current.text,
    steps: fake.current.text.steps.map((each) =>
      each.id === 'record-alert' ? stepText(each.id, { html: '<p>Then <a href="#deactivate-the-key">cut it</a>.</p>' }) : each,
    ),
  };
  const user = await start('#/incidents/i-7');
  await user.click(await screen.findByRole('link', { name: 'cut it' }));
  await waitFor(() => expect(seen('step-deactivate')?.querySelector('[aria-current=step]')).not.toBeNull());
  expect(location.hash).toBe('#/incidents/i-7');
});
