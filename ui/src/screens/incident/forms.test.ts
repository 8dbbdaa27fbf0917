import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { router } from '../../lib/router.svelte';
import { fake, held, refusal } from '../../test/fake';
import { find, seen, start } from '../../test/screen';
import { incident, run, steps } from '../../test/world';

const HASH = '#/incidents/i-7';
const open = async () => {
  const user = await start(HASH);
  await find('player');
  await waitFor(() => expect(fake.current.asked('run.text')).toHaveLength(1));
  return user;
};

/** Puts the cursor on a step, as a responder who was there before. */
function standOn(name: string): void {
  fake.current.view = { ...fake.current.view, place: { run: '1', step: name, saved_at: new Date().toISOString(), last_settled: null } };
}

describe('commands', () => {
  it('that read are copied with one key', async () => {
    standOn('scope');
    const user = await open();
    await user.keyboard('c');
    await waitFor(() => expect(fake.current.copied).toEqual(["aws iam get-access-key-last-used --access-key-id 'AKIAIOSFODNN7EXAMPLE'"]));
  });

  it('are copied with the value that is being recorded, never with the one before', async () => {
    standOn('scope');
    const user = await open();
    const changed = await fake.current.call('run.variable', { incident: 'i-7', run: '1', name: 'key_id', value: 'AKIA2' });
    const recorded = held(changed);
    fake.current.instead['run.variable'] = () => recorded.answer;
    const copied = "aws iam get-access-key-last-used --access-key-id 'AKIA2'";
    fake.current.text = JSON.parse(JSON.stringify(fake.current.text).replace(/--access-key-id '\w+'/, "--access-key-id 'AKIA2'"));
    const field = await find('variable-key_id');
    await user.clear(field);
    await user.type(field, 'AKIA2');
    await user.click(within(await find('command')).getByRole('button', { name: 'Copy the command' }));
    await waitFor(() => expect(fake.current.asked('run.variable')).toHaveLength(2));
    expect(fake.current.copied).toEqual([]);
    recorded.release();
    await waitFor(() => expect(fake.current.copied).toEqual([copied]));
  });

  it('are not copied where the value was refused', async () => {
    standOn('scope');
    const user = await open();
    fake.current.instead['run.variable'] = () => {
      throw refusal('The disk is full.', null, 'storage');
    };
    const field = await find('variable-key_id');
    await user.type(field, '2');
    await user.click(within(await find('command')).getByRole('button', { name: 'Copy the command' }));
    await find('error');
    expect(fake.current.copied).toEqual([]);
  });

  it('that change something ask first, with risk and undo', async () => {
    standOn('deactivate');
    const user = await open();
    await user.keyboard('c');
    const ask = await screen.findByRole('group', { name: 'Copy a command that changes something' });
    expect(ask.textContent).toMatch(/workloads that use the key stop.*set the key active again/s);
    expect(fake.current.copied).toEqual([]);
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Copy the command'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.current.copied).toHaveLength(1));
  });

  it('that miss a variable let it be filled in first', async () => {
    standOn('deactivate');
    const user = await open();
    await user.click(await screen.findByRole('button', { name: 'Fill in principal' }));
    const box = (await screen.findAllByTestId('command'))[1] as HTMLElement;
    await user.type(within(box).getByLabelText(/Who the key belongs to/), 'deploy-bot{Enter}');
    await user.tab();
    await waitFor(() => expect(fake.current.asked('run.variable')[0]).toMatchObject({ name: 'principal', value: 'deploy-bot' }));
    await waitFor(() => expect(fake.current.asked('run.text')).toHaveLength(2));
  });

  it('hands over what to ask the provider', async () => {
    standOn('scope');
    const user = await open();
    await user.click(await screen.findByRole('button', { name: /what to ask the provider/ }));
    await waitFor(() => expect(fake.current.copied).toEqual(['Did your own systems flag this key, and when?']));
  });
});

describe('what is typed and not sent', () => {
  /** Goes away from the incident and comes back. */
  async function awayAndBack(): Promise<void> {
    router.go({ screen: 'now' });
    await waitFor(() => expect(seen('player')).toBeNull());
    router.go({ screen: 'incident', id: 'i-7', entry: null });
    await find('player');
  }

  it('comes back with the form for leaving a step out, and goes with it', async () => {
    const user = await open();
    await user.keyboard('d');
    await user.type(await find('reason'), 'owner asleep');
    await user.type(await find('until'), 'recover');
    await awayAndBack();
    await user.keyboard('d');
    await waitFor(() => expect(seen('reason')).toHaveProperty('value', 'owner asleep'));
    expect(seen('until')).toHaveProperty('value', 'recover');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.current.asked('step.set')[0]).toMatchObject({ reason: 'owner asleep', until: 'recover', draft: expect.stringMatching(/leave/) }));
    await waitFor(() => expect(fake.current.drafts.size).toBe(0));
  });

  it('comes back with the form for what was observed, for that step alone', async () => {
    const user = await open();
    await user.keyboard('v');
    await user.type(await find('observed'), 'alert 47');
    await awayAndBack();
    await user.keyboard('jv');
    expect(await find('observed')).toHaveProperty('value', '');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(seen('value-form')).toBeNull());
    await user.keyboard('kv');
    await waitFor(() => expect(seen('observed')).toHaveProperty('value', 'alert 47'));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(fake.current.drafts.size).toBe(0));
  });

  it('comes back with the form for closing', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Close…' }));
    await user.click(within(await find('close-form')).getByRole('radio', { name: 'Benign' }));
    await user.type(await find('summary'), 'A drill');
    await awayAndBack();
    await user.click(screen.getByRole('button', { name: 'Close…' }));
    await waitFor(() => expect(seen('summary')).toHaveProperty('value', 'A drill'));
    await user.click(within(await find('close-form')).getByRole('button', { name: 'Close INC-0007' }));
    await find('closed');
    expect(fake.current.asked('incident.close')).toMatchObject([{ resolution: 'benign', summary: 'A drill', draft: 'close:INC-0007' }]);
    await waitFor(() => expect(fake.current.drafts.size).toBe(0));
  });

  it('is recorded where it is a variable, once', async () => {
    const user = await open();
    await user.type(await find('variable-principal'), 'deploy-bot');
    await awayAndBack();
    await waitFor(() => expect(fake.current.asked('run.variable')).toMatchObject([{ run: '1', name: 'principal', value: 'deploy-bot' }]));
    await waitFor(() => expect(seen('variable-principal')).toHaveProperty('value', 'deploy-bot'));
    await awayAndBack();
    expect(fake.current.asked('run.variable')).toHaveLength(1);
  });

  it('is recorded in the run it was typed for, and not while it is being typed', async () => {
    fake.current.view = incident({ runs: [run(), run(steps(), { id: '2', playbook: { ...run().playbook, title: 'General incident' } })] });
    const user = await start(HASH);
    await user.type(await find('variable-principal'), 'deploy');
    fake.current.text = { ...fake.current.text, text_version: 2 };
    fake.current.view = { ...fake.current.view, runs: fake.current.view.runs.map((each) => ({ ...each, text_version: 2 })) };
    fake.current.changedElsewhere();
    await waitFor(() => expect(fake.current.asked('run.text')).toHaveLength(4));
    await user.type(await find('variable-principal'), '-bot');
    expect(fake.current.asked('run.variable')).toEqual([]);
    screen.getByRole('button', { name: /^General incident/ }).click();
    await waitFor(() => expect(fake.current.asked('run.variable')).toMatchObject([{ run: '1', name: 'principal', value: 'deploy-bot' }]));
    expect(fake.current.asked('run.variable')).toHaveLength(1);
  });
});
