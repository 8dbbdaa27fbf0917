import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fake } from '../../test/fake';
import { find, start } from '../../test/screen';
import { about, incident, rowOf } from '../../test/world';
import { registry } from '../keys/registry.svelte';
import { app } from './app.svelte';
import { theme } from './theme.svelte';

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

describe('the theme that was chosen', () => {
  it('is on the page before anything else is asked, and is kept by no web view', async () => {
    theme.show(null);
    const shown: (string | undefined)[] = [];
    fake.current.about = about({ settings: { responder: 'Ana', theme: 'dark', zone: null, playbooks: [], matrix_profile: null, keys: {}, zoom: null } });
    const damage = { problem: null, backups: [], good: null };
    fake.current.instead['record.damage'] = () => {
      shown.push(document.documentElement.dataset.theme);
      return damage;
    };
    fake.current.instead['incident.list'] = () => {
      shown.push(document.documentElement.dataset.theme);
      return { total: 0, open: 0, rows: [] };
    };
    await start();
    await find('nav');
    expect(shown).toEqual(['dark', 'dark']);
    expect(localStorage).toHaveLength(0);
  });
});
