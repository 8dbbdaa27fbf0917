import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { DecisionView } from '../../../lib/api/types';
import { violations } from '../../../test/axe';
import { fake } from '../../../test/fake';
import { find, seen, start } from '../../../test/screen';
import { exact, iso, NOW } from '../../../test/world';

function decision(change: Partial<DecisionView> = {}): DecisionView {
  return {
    id: '1', question: 'Pull the network?', options: ['Pull it', 'Isolate the host'], choice: 'Pull it', rationale: 'It spreads', decided_by: 'Bo',
    decided: { when: exact(iso(NOW)), typed: iso(NOW), typed_precision: null }, reversible: false, step: null, supersedes: null, superseded_by: null,
    recorded_at: iso(NOW), recorded_by: 'Mara', entry: 'd/9', withdrawn: false, ...change,
  };
}

async function open(list: DecisionView[]) {
  fake.current.instead['decision.list'] = () => list;
  fake.current.instead['decision.record'] = () => ({ incident: fake.current.view, entries: ['d/9'] });
  const user = await start('#/incidents/i-7');
  await find('player');
  return user;
}

describe('decisions', () => {
  it('say who decided, why, what else there was, and whether they can be taken back', async () => {
    const user = await open([decision()]);
    await user.keyboard('q');
    const said = (await find('decision-1')).textContent ?? '';
    for (const words of ['Pull the network?', 'Pull it', 'It spreads', 'by Bo', 'cannot be taken back', 'not Isolate the host']) expect(said).toContain(words);
    expect(await violations()).toEqual([]);
  });

  it('are recorded with the keyboard alone', async () => {
    const user = await open([]);
    await user.keyboard('{Shift>}Q{/Shift}');
    await find('decision-form');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^Question/)));
    await user.keyboard('Tell the partner?');
    await user.type(screen.getByLabelText(/^Choice/), 'Not yet');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.current.asked('decision.record')[0]).toMatchObject({ question: 'Tell the partner?', choice: 'Not yet', supersedes: null, reversible: null }));
    await waitFor(() => expect(seen('decision-form')).toBeNull());
  });

  it('begin from the branch of a step with its options, and with what they replace', async () => {
    fake.current.instead['decision.compose'] = () => ({ question: 'Which key?', options: ['a role', 'a user'], choice: 'a user', supersedes: '1' });
    const user = await open([decision()]);
    await user.keyboard('q');
    await user.click(await screen.findByRole('button', { name: /^Decide anew/ }));
    expect(await screen.findByText(/takes the place of decision 1/)).toBeTruthy();
    await user.type(screen.getByLabelText(/^Choice/), 'Isolate the host');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(fake.current.asked('decision.record')[0]).toMatchObject({ question: 'Pull the network?', supersedes: '1' }));
  });

  it('that are begun by key replace none, whatever form was open before', async () => {
    const user = await open([decision()]);
    await user.keyboard('q');
    await user.click(await screen.findByRole('button', { name: /^Decide anew/ }));
    await screen.findByText(/takes the place of decision 1/);
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('{Shift>}Q{/Shift}');
    await waitFor(() => expect(screen.queryByText(/takes the place of decision 1/)).toBeNull());
    expect(await find('decision-form')).toBeTruthy();
  });
});
