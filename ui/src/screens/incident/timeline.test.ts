import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { EntryView } from '../../lib/api/types';
import { router } from '../../lib/router.svelte';
import { fake, held, refusal } from '../../test/fake';
import { violations } from '../../test/axe';
import { find, seen, start } from '../../test/screen';
import { ago, DEVICE, entryOf, exact, incident } from '../../test/world';

const open = async (hash = '#/incidents/i-7') => {
  const user = await start(hash);
  await find('player');
  return user;
};
const rows = (): HTMLElement[] => within(seen('timeline-rows') as HTMLElement).getAllByRole('listitem');
const many = (n: number): EntryView[] => Array.from({ length: n }, (_, at) => entryOf(n - at));

describe('writing', () => {
  it('records a note with Enter, from the keyboard alone', async () => {
    const user = await open();
    await user.keyboard('n');
    expect(document.activeElement).toBe(seen('note-text'));
    await user.keyboard('Key found in build 4711{Enter}');
    await waitFor(() => expect(fake.current.asked('note.add')[0]).toMatchObject({ text: 'Key found in build 4711', at: null, phase: 'detect' }));
    await waitFor(() => expect(rows()[0]?.textContent).toContain('Key found in build 4711'));
    expect(seen('note-text')).toHaveProperty('value', '');
  });

  it('empties the field only once the note is recorded', async () => {
    const user = await open();
    const recorded = held(await fake.current.call('note.add', { incident: 'i-7', text: 'Key found' }));
    fake.current.instead['note.add'] = () => recorded.answer;
    await user.type(await find('note-text'), 'Key found{Enter}');
    await waitFor(() => expect(fake.current.asked('note.add')).toHaveLength(2));
    expect(seen('note-text')).toHaveProperty('value', 'Key found');
    expect(seen('status')?.textContent).toBe('');
    recorded.release();
    await waitFor(() => expect(seen('note-text')).toHaveProperty('value', ''));
    expect(seen('status')?.textContent).toContain('Note recorded');
  });

  it('takes a time that lies in the past, and shows how it is read', async () => {
    const user = await open();
    await user.type(await find('note-at'), '-10m');
    expect(await screen.findByText('10 min ago')).toBeTruthy();
    await user.type(await find('note-text'), 'Seen before{Enter}');
    await waitFor(() => expect(fake.current.asked('note.add')[0]?.at).toBe('-10m'));
  });

  it('says what is wrong with a time, and records nothing with it', async () => {
    const user = await open();
    fake.current.instead['note.add'] = () => {
      throw refusal('"soon" is not a time. Nothing was recorded.', 'Write now or -10m.', 'bad-request');
    };
    await user.type(await find('note-at'), 'soon');
    expect(await screen.findByText('"soon" is not a time.')).toBeTruthy();
    await user.type(await find('note-text'), 'Later{Enter}');
    await find('error');
    expect(seen('note-text')).toHaveProperty('value', 'Later');
  });

  it('keeps what is typed and not sent, and brings it back', async () => {
    const user = await open();
    await user.type(await find('note-text'), 'half a sent');
    await waitFor(() => expect(fake.current.drafts.get('note:INC-0007')).toBe('half a sent'));
    const before = fake.current;
    const again = new (before.constructor as new () => typeof before)();
    again.drafts = before.drafts;
    fake.current = again;
    document.body.replaceChildren();
    await open();
    await waitFor(() => expect(seen('note-text')).toHaveProperty('value', 'half a sent'));
    expect(screen.getByText('Typed earlier and not recorded yet.')).toBeTruthy();
  });

  it('forgets the draft once it is recorded', async () => {
    fake.current.drafts.set('note:INC-0007', 'typed before the crash');
    const user = await open();
    await waitFor(() => expect(seen('note-text')).toHaveProperty('value', 'typed before the crash'));
    await user.keyboard('n{Enter}');
    await waitFor(() => expect(seen('note-text')).toHaveProperty('value', ''));
    expect(fake.current.asked('note.add')).toEqual([{ incident: 'i-7', text: 'typed before the crash', at: null, phase: 'detect', draft: 'note:INC-0007' }]);
    expect(fake.current.drafts.size).toBe(0);
    expect(fake.current.asked('draft.save'), 'nothing is left to be forgotten after the note is recorded').toEqual([]);
  });

  it('marks the time at once; the words can follow', async () => {
    const user = await open();
    await user.keyboard('t');
    await find('mark');
    expect(fake.current.asked('note.add')[0]?.at).toMatch(/^\d{4}-.*Z$/);
    await waitFor(() => expect(document.activeElement).toBe(seen('note-text')));
    await user.keyboard('Host cut off{Enter}');
    await waitFor(() => expect(fake.current.asked('entry.correct')[0]).toMatchObject({ entry: `${DEVICE}/4`, text: 'Host cut off', draft: 'mark:INC-0007' }));
    expect(fake.current.asked('note.add')[0]).not.toHaveProperty('draft');
    await waitFor(() => expect(seen('mark')).toBeNull());
  });

  it('keeps the time of a note that is not sent, as it was meant when it was typed', async () => {
    const user = await open();
    await user.type(await find('note-at'), '-10m');
    await user.type(await find('note-text'), 'Seen before');
    await waitFor(() => expect(JSON.parse(fake.current.drafts.get('note:INC-0007') ?? '{}')).toEqual({ text: 'Seen before', at: ago(10) }));
    router.go({ screen: 'now' });
    await waitFor(() => expect(seen('player')).toBeNull());
    router.go({ screen: 'incident', id: 'i-7', entry: null });
    await waitFor(() => expect(seen('note-text')).toHaveProperty('value', 'Seen before'));
    expect(seen('note-at')).toHaveProperty('value', ago(10));
    await user.keyboard('n{Enter}');
    await waitFor(() => expect(fake.current.asked('note.add')).toMatchObject([{ text: 'Seen before', at: ago(10), draft: 'note:INC-0007' }]));
    await waitFor(() => expect(seen('note-at')).toHaveProperty('value', ''));
    expect(fake.current.drafts.size).toBe(0);
  });

  it('puts a note that is not sent aside while a moment is marked', async () => {
    const user = await open();
    await user.type(await find('note-text'), 'owner called{Escape}');
    await user.keyboard('t');
    await find('mark');
    expect(seen('note-text')).toHaveProperty('value', '');
    await user.keyboard('{Enter}Host cut off{Enter}');
    await waitFor(() => expect(seen('mark')).toBeNull());
    expect(fake.current.asked('entry.correct')).toMatchObject([{ text: 'Host cut off' }]);
    expect(seen('note-text')).toHaveProperty('value', 'owner called');
    await waitFor(() => expect([...fake.current.drafts]).toEqual([['note:INC-0007', 'owner called']]));
  });

  it('brings back a mark whose words are not sent, and makes them the end of the note where the mark is left', async () => {
    fake.current.drafts.set('note:INC-0007', 'owner called');
    fake.current.drafts.set('mark:INC-0007', JSON.stringify({ entry: `${DEVICE}/3`, time: '02:40:00Z', text: 'Host cut' }));
    const user = await open();
    expect((await find('mark')).textContent).toBe('02:40:00Z');
    expect(seen('note-text')).toHaveProperty('value', 'Host cut');
    await user.keyboard('n{Escape}');
    await waitFor(() => expect(seen('mark')).toBeNull());
    expect(seen('note-text')).toHaveProperty('value', 'owner called\nHost cut');
    await waitFor(() => expect([...fake.current.drafts]).toEqual([['note:INC-0007', 'owner called\nHost cut']]));
  });

  it('keeps words that look like a draft', async () => {
    const user = await open();
    await user.type(await find('note-text'), '{{"text":1}');
    await waitFor(() => expect(fake.current.drafts.size).toBe(1));
    router.go({ screen: 'now' });
    await waitFor(() => expect(seen('player')).toBeNull());
    router.go({ screen: 'incident', id: 'i-7', entry: null });
    await waitFor(() => expect(seen('note-text')).toHaveProperty('value', '{"text":1}'));
  });

  it('takes a line break with Shift and Enter', async () => {
    const user = await open();
    await user.type(await find('note-text'), 'one{Shift>}{Enter}{/Shift}two{Enter}');
    await waitFor(() => expect(fake.current.asked('note.add')[0]?.text).toBe('one\ntwo'));
  });
});

describe('reading', () => {
  it('shows both times where they differ, and marks what was reconstructed', async () => {
    fake.current.entries = [entryOf(1, { when: exact(ago(120)), recorded_at: ago(2), reconstructed: true })];
    await open();
    await waitFor(() => expect(rows()[0]?.textContent).toMatch(/00:41:07Z.*recorded.*02:39Z.*reconstructed/s));
  });

  it('shows what a correction corrects, and what an entry said at first', async () => {
    const original = entryOf(1, {
      text: 'Seen at 02:20',
      corrected: { entry: `${DEVICE}/2`, recorded_at: ago(1), author: 'Ben Oduya', original_text: 'Seen at 02:30', original_when: exact(ago(10)) },
    });
    const correction = entryOf(2, { kind: 'entry.corrected', text: 'Seen at 02:20', corrects: { entry: `${DEVICE}/1`, seq: 1 }, correctable: false });
    fake.current.entries = [correction, original];
    const user = await open();
    await waitFor(() => expect(rows()[0]?.textContent).toContain('corrects entry 1:'));
    await user.click(within(rows()[1] as HTMLElement).getByRole('button'));
    expect((await find('entry-details')).textContent).toMatch(/At first.*Seen at 02:30.*by Ben Oduya/s);
  });

  it('corrects an entry without touching it', async () => {
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(3));
    await user.click(within(rows()[0] as HTMLElement).getByRole('button'));
    await user.click(await screen.findByRole('button', { name: 'Correct…' }));
    const words = screen.getByLabelText('Words as they should be');
    await user.clear(words);
    await user.type(words, 'As it was');
    await user.type(screen.getByLabelText('Why'), 'misheard');
    await user.click(screen.getByRole('button', { name: 'Record the correction' }));
    await waitFor(() => expect(fake.current.asked('entry.correct')[0]).toMatchObject({ entry: `${DEVICE}/3`, text: 'As it was', at: null, reason: 'misheard' }));
  });

  it('keeps a correction that is being typed when someone records an entry', async () => {
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(3));
    await user.click(within(rows()[0] as HTMLElement).getByRole('button'));
    await user.click(await screen.findByRole('button', { name: 'Correct…' }));
    const words = screen.getByLabelText('Words as they should be');
    await user.type(words, ' and more');
    fake.current.record('Recorded elsewhere');
    fake.current.changedElsewhere();
    await waitFor(() => expect(rows()).toHaveLength(4));
    expect(screen.getByLabelText('Words as they should be')).toBe(words);
    expect(words).toHaveProperty('value', 'Note 3 and more');
    expect(document.activeElement).toBe(words);
  });

  it('brings a correction back when its entry is unfolded again', async () => {
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(3));
    const [head] = within(rows()[0] as HTMLElement).getAllByRole('button') as [HTMLElement];
    await user.click(head);
    await user.click(await screen.findByRole('button', { name: 'Correct…' }));
    await user.type(screen.getByLabelText('Why'), 'misheard');
    await user.click(head);
    expect(seen('entry-details')).toBeNull();
    await user.click(head);
    expect(await screen.findByLabelText('Why')).toHaveProperty('value', 'misheard');
  });

  it('brings a correction back after the incident was left, until it is recorded', async () => {
    const user = await open();
    const unfold = async (): Promise<void> => {
      await waitFor(() => expect(rows().length).toBeGreaterThan(2));
      await user.click(within(rows().find((row) => row.textContent?.includes('Note 3')) as HTMLElement).getByRole('button'));
    };
    await unfold();
    await user.click(await screen.findByRole('button', { name: 'Correct…' }));
    await user.type(screen.getByLabelText('Why'), 'misheard');
    router.go({ screen: 'now' });
    await waitFor(() => expect(seen('player')).toBeNull());
    router.go({ screen: 'incident', id: 'i-7', entry: null });
    await unfold();
    expect(await screen.findByLabelText('Why')).toHaveProperty('value', 'misheard');
    await user.click(screen.getByRole('button', { name: 'Record the correction' }));
    await waitFor(() => expect(fake.current.asked('entry.correct')[0]).toMatchObject({ reason: 'misheard', draft: `correct:INC-0007:${DEVICE}/3` }));
    await waitFor(() => expect(fake.current.asked('draft.save').at(-1)).toMatchObject({ text: null }));
  });

  it('shows a long entry whole when it is unfolded', async () => {
    fake.current.entries = [entryOf(1, { text: 'beginning', cut: true })];
    fake.current.instead['entry.show'] = () => entryOf(1, { text: 'beginning and the end' });
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.click(within(rows()[0] as HTMLElement).getByRole('button'));
    expect(await screen.findByText('beginning and the end')).toBeTruthy();
  });

  it('corrects a long entry only once it is there as a whole, and leaves its words alone where only the time is wrong', async () => {
    const whole = entryOf(1, { text: 'beginning and the end' });
    fake.current.entries = [entryOf(1, { text: 'beginning', cut: true })];
    let answer: () => void = () => undefined;
    fake.current.instead['entry.show'] = () => new Promise((resolve) => (answer = () => resolve(whole)));
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.click(within(rows()[0] as HTMLElement).getByRole('button'));
    const begin = await screen.findByRole('button', { name: 'Correct…' });
    expect(begin).toHaveProperty('disabled', true);
    answer();
    await waitFor(() => expect(begin).toHaveProperty('disabled', false));
    await user.click(begin);
    expect(screen.getByLabelText('Words as they should be')).toHaveProperty('value', 'beginning and the end');
    await user.type(screen.getByLabelText('Why'), 'the clock was wrong{Enter}');
    await waitFor(() => expect(fake.current.asked('entry.correct')[0]?.text).toBeNull());
  });

  it('keeps the entries on screen where a page cannot be read, and can be tried again', async () => {
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(3));
    fake.current.instead['timeline.page'] = () => {
      throw refusal('The file is locked. Nothing was lost.', 'Close the other program.', 'storage');
    };
    fake.current.record('Recorded elsewhere');
    fake.current.changedElsewhere();
    const error = await within(await find('timeline')).findByTestId('error');
    expect(error.textContent).toContain('The file is locked.');
    expect(rows()).toHaveLength(3);
    delete fake.current.instead['timeline.page'];
    await user.click(within(error).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(rows()).toHaveLength(4));
    expect(within(await find('timeline')).queryByTestId('error')).toBeNull();
  });

  it('gives the focus back when a correction is not made', async () => {
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(3));
    await user.click(within(rows()[0] as HTMLElement).getByRole('button'));
    await user.click(await screen.findByRole('button', { name: 'Correct…' }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Correct…' })));
  });

  it('leaves arrows and Space to the list while it has the focus', async () => {
    const user = await open();
    const before = document.querySelector('[aria-current=step]');
    (await find('timeline-rows')).focus();
    await user.keyboard('{ArrowDown} {Enter}');
    expect(document.querySelector('[aria-current=step]')).toBe(before);
    expect(fake.current.asked('step.set')).toEqual([]);
  });

  it('treats text as text', async () => {
    fake.current.entries = [entryOf(1, { text: '<img src=x onerror=alert(1)> \u202eabc' })];
    await open();
    await waitFor(() => expect(rows()[0]?.textContent).toContain('<img src=x onerror=alert(1)>'));
    expect(seen('timeline-rows')?.querySelector('img')).toBeNull();
  });

  it('filters by kind, author, phase and words', async () => {
    fake.current.entries = [entryOf(2, { text: 'About the host' }), entryOf(1, { kind: 'step.set', text: 'Step done' })];
    const user = await open();
    await waitFor(() => expect(rows()).toHaveLength(2));
    await user.selectOptions(screen.getByLabelText('Kind'), 'step.set');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('/');
    expect(document.activeElement).toBe(seen('filter-text'));
    await user.keyboard('nothing like it');
    expect(await screen.findByText('No entry fits the filter.')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Author'), 'Ben Oduya');
    await user.selectOptions(screen.getByLabelText('Phase'), 'analyze');
    await waitFor(() =>
      expect(fake.current.asked('timeline.page').at(-1)).toMatchObject({ kinds: [], author: 'Ben Oduya', phase: 'analyze', text: 'nothing like it' }),
    );
  });

  it('keeps a bounded number of nodes with 100,000 entries, and fetches by hundreds', async () => {
    fake.current.view = incident({ entries: 100_000 });
    fake.current.entries = many(100_000);
    await open();
    const list = await find('timeline-rows');
    await waitFor(() => expect(rows().length).toBeGreaterThan(10));
    expect(rows().length).toBeLessThan(60);
    expect((await find('timeline-count')).textContent).toContain('100,000 entries');
    list.scrollTop = 1_350_000;
    list.dispatchEvent(new Event('scroll'));
    await waitFor(() => expect(rows()[10]?.textContent).toMatch(/Note (47|48)\d{3}/));
    expect(rows().length).toBeLessThan(60);
    expect(rows()[0]?.getAttribute('aria-setsize')).toBe('100000');
    expect(fake.current.asked('timeline.page').every((each) => each.limit === 100)).toBe(true);
    expect(fake.current.asked('timeline.page').length).toBeLessThan(8);
  });

  it('jumps to the entry in the address', async () => {
    fake.current.entries = many(1000);
    await open(`#/incidents/i-7?entry=${encodeURIComponent(`${DEVICE}/400`)}`);
    expect((await find('entry-details')).textContent).toContain('Entry 400');
  });

  it('says so where there is no such entry', async () => {
    fake.current.instead['entry.locate'] = () => {
      throw refusal('There is no entry 99.', null, 'not-found');
    };
    await open('#/incidents/i-7?entry=99');
    expect((await find('error')).textContent).toContain('There is no entry 99.');
  });

  it('can be copied as Markdown', async () => {
    const user = await open();
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await find('palette-input'), 'copy the timeline{Enter}');
    await waitFor(() => expect(fake.current.copied).toEqual(['# Timeline']));
  });
});

describe('a note that was written by mistake', () => {
  it('is withdrawn with a reason, stays struck through, and counts again', async () => {
    fake.current.entries = [entryOf(1, { text: 'The wrong host' })];
    const changed = () => ({ entries: ['d/9'], incident: fake.current.view });
    fake.current.instead['note.withdraw'] = changed;
    fake.current.instead['note.restore'] = changed;
    const user = await start('#/incidents/i-7');
    await user.click(await screen.findByText('The wrong host'));
    await user.click(await find('note-withdraw-begin'));
    await user.keyboard('another incident');
    expect(await violations(await find('entry-details'))).toEqual([]);
    fake.current.entries = [
      entryOf(1, { text: 'The wrong host', correctable: false, withdrawn: { entry: `${DEVICE}/2`, recorded_at: ago(0), author: 'Ana Ruiz', reason: 'another incident' } }),
    ];
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.current.asked('note.withdraw')[0]).toMatchObject({ entry: `${DEVICE}/1`, reason: 'another incident' }));
    const again = await find('note-restore');
    expect(document.querySelector('s')?.textContent).toBe('The wrong host');
    expect(screen.queryByRole('button', { name: 'Correct…' })).toBeNull();
    await user.click(again);
    await waitFor(() => expect(fake.current.asked('note.restore')).toHaveLength(1));
  });
});
