import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { MatchView } from '../../lib/api/types';
import { fake } from '../../test/fake';
import { find, start } from '../../test/screen';

const match = (title: string): MatchView => ({ id: title, title, fit: 'exact', reason: 'Made for this.', steps: 7, first_minute: 2 });

describe('an answer that comes too late', () => {
  it('brings back no playbooks once nothing is chosen to match', async () => {
    const answers: (() => void)[] = [];
    fake.current.instead['playbook.match'] = () => new Promise((resolve) => answers.push(() => resolve([match('Late')])));
    const user = await start('#/open');
    await user.type(await find('open-type'), 'cred{Enter}');
    await user.click(within(await find('open-models')).getByRole('checkbox', { name: /IaaS/ }));
    await waitFor(() => expect(answers).toHaveLength(1));
    await user.click(within(await find('open-models')).getByRole('checkbox', { name: /IaaS/ }));
    answers[0]?.();
    await new Promise(requestAnimationFrame);
    expect(screen.queryByText('Late')).toBeNull();
  });

  it('leaves a playbook as it was asked for last', async () => {
    const user = await start('#/playbooks/iaas-exposed-access-key/read');
    const page = await find('reading');
    const shown = await fake.current.call('playbook.show', { id: 'iaas-exposed-access-key', service_models: null });
    let late: () => void = () => undefined;
    fake.current.instead['playbook.show'] = ({ service_models }) => {
      const answer = { ...shown, row: { ...shown.row, title: `For ${service_models?.join(' and ') ?? 'any'}` } };
      return service_models?.length === 1 ? new Promise((resolve) => (late = () => resolve(answer))) : answer;
    };
    await user.click(within(page).getByRole('checkbox', { name: /IaaS/ }));
    await user.click(within(page).getByRole('checkbox', { name: /PaaS/ }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('For iaas and paas'));
    late();
    await new Promise(requestAnimationFrame);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('For iaas and paas');
  });
});
