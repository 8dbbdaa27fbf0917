import { screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { violations } from '../test/axe';
import { router } from '../lib/router.svelte';
import { fake, refusal } from '../test/fake';
import { find, seen, start } from '../test/screen';
import { about, ago, incident, iso, NOW, rowOf } from '../test/world';
import { targetsInWords } from './open/form';

describe('opening an incident', () => {
  it('takes the keyboard alone, from the first key to the running playbook', async () => {
    const user = await start();
    await find('board');
    await user.keyboard('i');
    await waitFor(() => expect(document.activeElement).toBe(seen('open-title')));
    await user.keyboard('Access key in logs{Tab}cred{Tab}2{Tab}{ArrowRight} {Tab}{ArrowLeft}{Tab}-31m');
    await waitFor(() => expect(seen('best')?.textContent).toContain('Exposed access key'));
    expect(screen.getByText('31 min ago')).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await find('screen-incident');
    expect(fake.current.asked('incident.open')).toEqual([
      {
        title: 'Access key in logs',
        incident_type: 'credential-compromise',
        service_models: ['iaas'],
        providers: ['azure'],
        resources: [],
        severity: 'critical',
        detected: '-31m',
        playbook: null,
        without_playbook: false,
        draft: 'open',
      },
    ]);
  });

  it('says what is missing, and goes there', async () => {
    const user = await start('#/open');
    await find('open-title');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Say in a line what happened.')).toBeTruthy();
    expect(screen.getByText(/Choose a type/)).toBeTruthy();
    expect(screen.getByText(/Choose what is affected/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(seen('open-title')));
    expect(fake.current.asked('incident.open')).toEqual([]);
  });

  it('shows the reason for the best playbook, the alternatives, and who acts by layer', async () => {
    const user = await start('#/open');
    await user.type(await find('open-type'), 'cred{Enter}');
    await user.click(within(await find('open-models')).getByRole('checkbox', { name: /IaaS/ }));
    const matches = await find('matches');
    await waitFor(() => expect(matches.textContent).toContain('Made for this: credential-compromise on IaaS.'));
    const table = within(await find('who-acts')).getByRole('table');
    expect(within(table).getByRole('row', { name: /Physical/ }).textContent).toContain('Provider');
    await user.click(within(matches).getByRole('button', { name: /General incident/ }));
    expect((await find('best')).textContent).toContain('General incident');
  });

  it('shows the targets that come with a severity', async () => {
    const user = await start('#/open');
    await user.click(within(await find('open-severity')).getByRole('radio', { name: 'Critical' }));
    expect(await screen.findByText(/Acknowledge within 5 min, contain within 30 min, recover within 4 h\./)).toBeTruthy();
    const low = about().severities.at(-1);
    expect(low && targetsInWords(low)).toBe('No targets.');
  });

  it('starts without a playbook where asked', async () => {
    const user = await start('#/open');
    await user.type(await find('open-title'), 'Odd');
    await user.type(await find('open-type'), 'data{Enter}');
    await user.click(within(await find('open-models')).getByRole('checkbox', { name: /SaaS/ }));
    await user.click(screen.getByRole('button', { name: 'Open without a playbook' }));
    await waitFor(() => expect(fake.current.asked('incident.open')[0]).toMatchObject({ without_playbook: true, playbook: null }));
  });

  it('keeps the time of detection as it was meant when it was typed', async () => {
    const user = await start('#/open');
    const kept = (): { title?: string; detected?: string } => JSON.parse(fake.current.drafts.get('open') ?? '{}') as object;
    await user.type(await find('open-title'), 'Key');
    await waitFor(() => expect(kept()).toMatchObject({ title: 'Key', detected: iso(NOW) }));
    await user.clear(await find('open-detected'));
    await user.type(await find('open-detected'), '-25m');
    await waitFor(() => expect(kept().detected).toBe(ago(25)));
    expect(seen('open-detected')).toHaveProperty('value', '-25m');
    router.go({ screen: 'now' });
    await waitFor(() => expect(seen('open-title')).toBeNull());
    router.go({ screen: 'open' });
    await waitFor(() => expect(seen('open-detected')).toHaveProperty('value', ago(25)));
  });

  it('keeps the form until it is sent, and can start over', async () => {
    const user = await start('#/open');
    await user.type(await find('open-title'), 'Half typed');
    await waitFor(() => expect(fake.current.drafts.get('open')).toContain('Half typed'));
    await user.keyboard('{Alt>}2{/Alt}');
    await find('screen-incidents');
    await user.keyboard('{Alt>}1{/Alt}i');
    await waitFor(() => expect(seen('open-title')).toHaveProperty('value', 'Half typed'));
    await user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(seen('open-title')).toHaveProperty('value', '');
    await waitFor(() => expect(fake.current.drafts.has('open')).toBe(false));
  });

  it('says why it was refused, and keeps what was typed', async () => {
    fake.current.instead['incident.open'] = () => {
      throw refusal('The disk is full. Nothing was opened.', 'Free some space.', 'storage');
    };
    const user = await start('#/open');
    await user.type(await find('open-title'), 'Odd');
    await user.type(await find('open-type'), 'data{Enter}');
    await user.click(within(await find('open-models')).getByRole('checkbox', { name: /SaaS/ }));
    await user.click(await find('open-submit'));
    expect((await find('error')).textContent).toContain('The disk is full.');
    expect(seen('open-title')).toHaveProperty('value', 'Odd');
  });
});

describe('the list of incidents', () => {
  const world = (n: number): void => {
    fake.current.list = Array.from({ length: n }, (_, at) =>
      rowOf(incident({ id: `i-${at}`, code: `INC-${String(at).padStart(4, '0')}`, title: `Incident ${at}`, status: at % 2 ? 'closed' : 'open' })),
    );
  };

  it('narrows by words and status', async () => {
    world(4);
    const user = await start('#/incidents');
    await find('incident-INC-0000');
    await user.click(screen.getByRole('radio', { name: 'Closed' }));
    await waitFor(() => expect(seen('incident-INC-0000')).toBeNull());
    expect(seen('incident-INC-0001')).not.toBeNull();
    await user.type(await find('incidents-filter'), 'Incident 3');
    await waitFor(() => expect(seen('incident-INC-0001')).toBeNull());
    await user.type(await find('incidents-filter'), ' nothing');
    await user.click(await screen.findByRole('button', { name: 'Show all incidents' }));
    await find('incident-INC-0000');
  });

  it('opens the row under the cursor', async () => {
    world(4);
    const user = await start('#/incidents');
    await find('incident-INC-0000');
    await user.keyboard('jj{Enter}');
    await find('screen-incident');
    expect(location.hash).toBe('#/incidents/i-2');
  });

  it('opens the row that has the focus', async () => {
    world(4);
    const user = await start('#/incidents');
    (await find('incident-INC-0000')).focus();
    await user.keyboard('jj');
    await waitFor(() => expect(document.activeElement).toBe(seen('incident-INC-0002')));
    await user.keyboard('{Enter}');
    await find('screen-incident');
    expect(location.hash).toBe('#/incidents/i-2');
  });

  it('keeps the cursor on its incident when another one is opened elsewhere', async () => {
    world(3);
    const user = await start('#/incidents');
    await find('incident-INC-0000');
    await user.keyboard('j');
    fake.current.list = [rowOf(incident({ id: 'i-new', code: 'INC-0009' })), ...fake.current.list];
    fake.current.changedElsewhere();
    await find('incident-INC-0009');
    await waitFor(() => expect(seen('incident-INC-0001')?.getAttribute('aria-current')).toBe('true'));
    await user.keyboard('{Enter}');
    await find('screen-incident');
    expect(location.hash).toBe('#/incidents/i-1');
  });

  it('opens what was typed, however fast Enter follows', async () => {
    world(4);
    const user = await start('#/incidents');
    await find('incident-INC-0000');
    await user.type(await find('incidents-filter'), 'Incident 3{Enter}');
    await find('screen-incident');
    expect(location.hash).toBe('#/incidents/i-3');
  });

  it('opens nothing where nothing fits', async () => {
    world(4);
    const user = await start('#/incidents');
    await find('incident-INC-0000');
    await user.type(await find('incidents-filter'), 'zebra{Enter}');
    expect(await screen.findByText('No incident fits.')).toBeTruthy();
    expect(location.hash).toBe('#/incidents');
  });

  it('shows a thousand with few nodes', async () => {
    world(1000);
    await start('#/incidents');
    await find('incident-INC-0000');
    expect(screen.getAllByRole('listitem').length).toBeLessThan(60);
    expect(screen.getByText('1,000 incidents')).toBeTruthy();
  });

  it('says so where there is none', async () => {
    fake.current.list = [];
    await start('#/incidents');
    expect((await find('empty')).textContent).toContain('No incident was ever opened');
  });
});

describe('search', () => {
  it('marks what was found and jumps to the entry', async () => {
    fake.current.record('The deploy key leaked');
    const user = await start('#/search');
    await user.type(await find('search-input'), 'deploy');
    const hits = await find('hits');
    expect(hits.querySelector('mark')?.textContent).toBe('deploy');
    expect(location.hash).toBe('#/search?q=deploy');
    await user.keyboard('{Enter}');
    await find('entry-details');
  });

  it('opens what was typed, however fast Enter follows', async () => {
    fake.current.record('The deploy key leaked');
    fake.current.record('The deputy called');
    const user = await start('#/search');
    await user.type(await find('search-input'), 'dep');
    await find('hits');
    await user.keyboard('loy{Enter}');
    await find('entry-details');
    expect(decodeURIComponent(location.hash)).toMatch(/entry=.*\/4$/);
  });

  it('says of a hit that it does not count, or was found in words that do not', async () => {
    const base = { incident: 'i-7', code: 'INC-0007', title: 'Key', kind: 'note.added', when: null, withdrawn: false, words: 'said' as const };
    const hits = [
      { ...base, entry: 'd/1', snippet: ['the ', 'gate', ' of another day'], withdrawn: true },
      { ...base, entry: 'd/2', snippet: ['the door'], words: 'old' as const },
      { ...base, entry: 'd/3', snippet: ['the east ', 'gate', ''], words: 'corrected' as const },
      { ...base, entry: 'd/4', snippet: ['the west ', 'gate', ''] },
    ];
    fake.current.instead.search = () => ({ hits, more: false });
    const user = await start('#/search');
    await user.type(await find('search-input'), 'gate');
    const links = within(await find('hits')).getAllByRole('link');
    const said = links.map((link) => [link.querySelector('s')?.textContent ?? null, /Withdrawn|Corrected|Found in words/.exec(link.textContent)?.[0] ?? null]);
    expect(said).toEqual([['the gate of another day', 'Withdrawn'], [null, 'Found in words'], [null, 'Corrected'], [null, null]]);
    expect(await violations()).toEqual([]);
  });

  it('opens no answer that comes after the responder has gone on', async () => {
    fake.current.record('The deploy key leaked');
    const user = await start('#/search');
    let answer: () => void = () => undefined;
    const hit = { incident: 'i-7', code: 'INC-0007', title: 'Key', entry: null, kind: null, when: null, withdrawn: false, words: 'said' as const, snippet: ['', 'deploy', ''] };
    fake.current.instead.search = () => new Promise((resolve) => (answer = () => resolve({ hits: [hit], more: false })));
    await user.type(await find('search-input'), 'deploy{Enter}');
    await waitFor(() => expect(fake.current.asked('search')).toHaveLength(1));
    await user.keyboard('{Alt>}1{/Alt}');
    await find('screen-now');
    answer();
    await new Promise(requestAnimationFrame);
    expect(location.hash).toBe('#/now');
  });

  it('does not bring the responder back with a search that was still waiting', async () => {
    await start('#/search');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const input = await find('search-input');
    (input as HTMLInputElement).value = 'deploy';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    router.go({ screen: 'now' });
    await tick();
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(location.hash).toBe('#/now');
    expect(fake.current.asked('search')).toEqual([]);
  });

  it('moves the focus with the cursor, once the focus is in the list', async () => {
    fake.current.record('deploy one');
    fake.current.record('deploy two');
    const user = await start('#/search');
    await user.type(await find('search-input'), 'deploy');
    const hits = await find('hits');
    const links = within(hits).getAllByRole('link');
    links[0]?.focus();
    await user.keyboard('j');
    await waitFor(() => expect(document.activeElement).toBe(links[1]));
    await user.keyboard('{Enter}');
    await find('entry-details');
    expect(location.hash).toBe(links[1]?.getAttribute('href'));
  });

  it('says so where nothing is found', async () => {
    const user = await start('#/search');
    await user.type(await find('search-input'), 'zebra');
    expect(await screen.findByText('Nothing found')).toBeTruthy();
  });

  it('shows why it failed', async () => {
    fake.current.instead.search = () => {
      throw refusal('The index cannot be read. The record is safe.', null, 'storage');
    };
    const user = await start('#/search');
    await user.type(await find('search-input'), 'a');
    expect((await find('error')).textContent).toContain('The index cannot be read.');
  });
});

describe('playbooks', () => {
  it('prints a playbook with everything unfolded', async () => {
    const user = await start('#/playbooks/iaas-exposed-access-key/read');
    const page = await find('reading');
    const details = [...page.querySelectorAll('details')];
    expect(details.length).toBeGreaterThan(0);
    const print = vi.fn(() => window.dispatchEvent(new Event('beforeprint')));
    vi.stubGlobal('print', print);
    await user.keyboard('{Control>}p{/Control}');
    expect(print).toHaveBeenCalledOnce();
    expect(details.every((each) => each.open)).toBe(true);
    expect(page.textContent).toMatch(/Printed \d{4}-\d\d-\d\d .*SHA-256 of the text/);
    window.dispatchEvent(new Event('afterprint'));
    expect(details.some((each) => each.open)).toBe(false);
    vi.unstubAllGlobals();
  });

  it('shows the library, and reads the one that is chosen', async () => {
    const user = await start('#/playbooks');
    const matrix = await find('playbook-matrix');
    expect(within(matrix).getAllByText('fallback').length).toBeGreaterThan(10);
    await user.click(within(matrix).getByRole('button', { name: 'SaaS account takeover' }));
    await waitFor(() => expect(seen('playbook-side')?.textContent).toContain('1 finding'));
    await user.click(await find('read'));
    await find('reading');
    expect(location.hash).toBe('#/playbooks/saas-account-takeover/read');
  });

  it('finds by words', async () => {
    const user = await start('#/playbooks');
    await find('playbook-matrix');
    await user.keyboard('/');
    await user.keyboard('deactivate');
    const hits = await find('library-hits');
    expect(hits.textContent).toContain('Deactivate');
    await user.keyboard(' zebra');
    expect(await screen.findByText(/No playbook fits these words/)).toBeTruthy();
    await user.keyboard('{Escape}');
    await find('playbook-matrix');
  });

  it('reads one with who acts for a model, and its findings', async () => {
    const user = await start('#/playbooks/iaas-exposed-access-key/read');
    const page = await find('reading');
    expect(page.textContent).toContain('You 6 · Provider 1');
    expect(page.textContent).toMatch(/Warning.*line 12, column 3/s);
    await user.click(within(page).getByRole('checkbox', { name: 'PaaS' }));
    await waitFor(() => expect(fake.current.asked('playbook.show').at(-1)?.service_models).toEqual(['paas']));
  });
});

describe('settings', () => {
  it('keeps name, colours and zone, each without losing the others', async () => {
    const user = await start('#/settings');
    const name = await find('settings-name');
    await user.clear(name);
    await user.type(name, 'Ben Oduya{Enter}');
    await waitFor(() => expect(fake.current.about.responder).toBe('Ben Oduya'));
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    await user.selectOptions(await find('settings-zone'), 'America/New_York');
    await waitFor(() => expect(fake.current.about.settings).toMatchObject({ responder: 'Ben Oduya', theme: 'dark', zone: 'America/New_York' }));
  });

  it('says where the data lies, what the targets are, and that a missing target is none', async () => {
    await start('#/settings');
    expect((await find('data-dir')).textContent).toBe('/home/ana/.local/share/firebreak');
    const targets = await find('targets');
    expect(within(targets).getByRole('row', { name: /High/ }).textContent).toMatch(/15 min\s*1 h\s*8 h/);
    expect(within(targets).getByRole('row', { name: /Low/ }).textContent).toMatch(/—\s*—\s*—/);
    expect((await find('backups')).textContent).toContain('4,096 KiB');
  });

  it('verifies the whole record', async () => {
    const user = await start('#/settings');
    await user.click(await find('verify-all'));
    expect((await find('verified-all')).textContent).toContain('42 events re-hashed');
  });
});
