import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fake } from '../../test/fake';
import { find, start } from '../../test/screen';
import { incident, rowOf } from '../../test/world';
import { registry } from '../keys/registry.svelte';
import { app } from './app.svelte';

/** Answers with the incident as it stands in its list too. */
function listed(): void {
  fake.current.instead['incident.list'] = () => {
    const open = fake.current.view.status === 'open';
    return { total: open ? 1 : 0, open: open ? 1 : 0, rows: open ? [rowOf(fake.current.view)] : [] };
  };
}

describe('the open incidents', () => {
  it('are read again when one is closed or reopened in this window', async () => {
    listed();
    await start('#/incidents/i-7');
    await screen.findByRole('link', { name: /Now open: 1/ });
    await find('player');
    registry.do('incident.close');
    const form = await find('close-form');
    (form as HTMLFormElement).requestSubmit();
    await waitFor(() => expect(app.open?.open).toBe(0));
    await waitFor(() => expect(screen.queryByRole('link', { name: /Now open: 1/ })).toBeNull());
    registry.do('incident.reopen');
    await userEvent.setup().type(within(await find('reopen-form')).getByRole('textbox'), 'used again{Enter}');
    await screen.findByRole('link', { name: /Now open: 1/ });
  });

  it.each<[string, Parameters<typeof incident>[0]]>([
    ['title', { title: 'Key misused' }],
    ['severity', { severity: 'critical' }],
    ['status', { status: 'closed' }],
  ])('are read again when a view has another %s than they say', async (_, change) => {
    listed();
    await start('#/now');
    await find('board');
    const before = fake.current.asked('incident.list').length;
    app.notice(fake.current.view);
    expect(fake.current.asked('incident.list')).toHaveLength(before);
    fake.current.view = incident(change);
    app.notice(fake.current.view);
    await waitFor(() => expect(fake.current.asked('incident.list')).toHaveLength(before + 1));
    await waitFor(() => expect(app.open?.rows[0]?.title).toBe(change?.status === 'closed' ? undefined : fake.current.view.title));
    app.notice(fake.current.view);
    expect(fake.current.asked('incident.list')).toHaveLength(before + 1);
  });
});
