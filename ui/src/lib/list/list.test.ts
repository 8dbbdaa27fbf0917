import { render } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { Heights } from './heights';
import { PAGE, Pages } from './pages.svelte';
import VirtualList from './VirtualList.svelte';

describe('heights', () => {
  it('starts with the estimate for every row', () => {
    const heights = new Heights(100_000, 32);
    expect(heights.total).toBe(3_200_000);
    expect(heights.top(0)).toBe(0);
    expect(heights.top(99_999)).toBe(99_999 * 32);
    expect(heights.row(0)).toBe(0);
    expect(heights.row(31)).toBe(0);
    expect(heights.row(32)).toBe(1);
    expect(heights.row(1e12)).toBe(99_999);
  });

  it('agrees with plain addition after many changes', () => {
    const heights = new Heights(300, 20);
    const plain = Array.from({ length: 300 }, () => 20);
    for (let step = 0; step < 1000; step += 1) {
      const index = (step * 7919) % 300;
      const height = 10 + ((step * 31) % 90);
      heights.set(index, height);
      plain[index] = height;
    }
    let sum = 0;
    for (const [index, height] of plain.entries()) {
      expect(heights.top(index)).toBe(sum);
      expect(heights.row(sum)).toBe(index);
      expect(heights.row(sum + height - 1)).toBe(index);
      sum += height;
    }
    expect(heights.total).toBe(sum);
  });

  it('stands empty and outside indexes', () => {
    const heights = new Heights(0, 32);
    expect(heights.total).toBe(0);
    expect(heights.row(50)).toBe(0);
    expect(heights.set(3, 10)).toBe(0);
  });
});

describe('pages', () => {
  const source = (total: number) =>
    vi.fn(async (offset: number, limit: number) => ({
      total,
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => offset + at),
    }));

  it('fetches only the pages that come into sight, each once', async () => {
    const fetch = source(100_000);
    const pages = new Pages(fetch);
    await pages.refresh();
    expect(pages.total).toBe(100_000);
    pages.need(150, 310);
    pages.need(150, 310);
    await vi.waitFor(() => expect(pages.row(310)).toBe(310));
    expect(fetch.mock.calls.map((call) => call[0])).toEqual([0, 100, 200, 300]);
    expect(fetch.mock.calls.every((call) => call[1] === PAGE)).toBe(true);
  });

  it('forgets pages far away', async () => {
    const pages = new Pages(source(100_000));
    await pages.refresh();
    for (let first = 0; first < 3000; first += 100) {
      pages.need(first, first + 10);
      await vi.waitFor(() => expect(pages.row(first)).toBe(first));
    }
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(2900)).toBe(2900);
  });

  it('keeps old rows until new ones have arrived', async () => {
    let answer: (page: { total: number; rows: string[] }) => void = () => undefined;
    const fetch = vi
      .fn<(offset: number, limit: number) => Promise<{ total: number; rows: string[] }>>()
      .mockResolvedValueOnce({ total: 1, rows: ['old'] })
      .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const pages = new Pages(fetch);
    await pages.refresh();
    const again = pages.refresh();
    expect(pages.row(0)).toBe('old');
    answer({ total: 2, rows: ['new', 'old'] });
    await again;
    expect([pages.row(0), pages.row(1), pages.total]).toEqual(['new', 'old', 2]);
  });

  it('puts the pages of a refresh in place together, so that no row is missing between them', async () => {
    const waiting = new Map<number, () => void>();
    let added = 0;
    let held = false;
    const pages = new Pages<number>(async (offset, limit) => {
      if (held) await new Promise<void>((resolve) => waiting.set(offset, resolve));
      return { total: 200 + added, rows: Array.from({ length: limit }, (_, at) => offset + at - added) };
    });
    await pages.refresh(0, 200);
    [added, held] = [1, true];
    const again = pages.refresh(90, 110);
    waiting.get(0)?.();
    await Promise.resolve();
    await tick();
    expect([pages.row(99), pages.row(100)]).toEqual([99, 100]);
    waiting.get(100)?.();
    await again;
    expect([pages.row(99), pages.row(100), pages.total]).toEqual([98, 99, 201]);
  });

  it('drops an answer that was overtaken', async () => {
    const waiting: ((rows: string[]) => void)[] = [];
    const pages = new Pages<string>(
      () => new Promise((resolve) => waiting.push((rows) => resolve({ total: rows.length, rows }))),
    );
    const first = pages.restart();
    const second = pages.restart();
    waiting[1]?.(['second']);
    waiting[0]?.(['first', 'first']);
    await Promise.all([first, second]);
    expect([pages.total, pages.row(0)]).toEqual([1, 'second']);
  });

  it('says why a page could not be read', async () => {
    const pages = new Pages<string>(() =>
      Promise.reject({ code: 'storage', message: 'The file is locked.', hint: 'Wait.' }),
    );
    await pages.restart();
    expect(pages.error?.message).toBe('The file is locked.');
    expect(pages.error?.hint).toBe('Wait.');
    expect(pages.ready).toBe(true);
  });
});

describe('the list', () => {
  const rows = (): (string | null)[] => [...document.querySelectorAll('[role=listitem]')].map((row) => row.textContent);
  const item = createRawSnippet((row: () => string | undefined) => ({
    render: () => `<input value="${row() ?? '…'}" aria-label="${row() ?? '…'}">`,
  }));
  const field = (name: string): HTMLInputElement | null => document.querySelector(`[aria-label="${name}"]`);

  it('keeps what is in a row, and the focus, when rows arrive above it', async () => {
    const names = Array.from({ length: 40 }, (_, at) => `row ${at}`);
    const props = { key: (row: string) => row, item, label: 'Rows' };
    const { rerender } = render(VirtualList<string>, { ...props, total: names.length, row: (at: number) => names[at] });
    const before = field('row 3');
    before?.focus();
    const more = ['new 1', 'new 2', ...names];
    await rerender({ ...props, total: more.length, row: (at: number) => more[at] });
    expect(field('row 3')).toBe(before);
    expect(document.activeElement).toBe(before);
    expect(before?.closest('[role=listitem]')?.getAttribute('aria-posinset')).toBe('6');
  });

  it('stays at the row that is read when rows arrive above it', async () => {
    const names = Array.from({ length: 1000 }, (_, at) => `row ${at}`);
    const props = { key: (row: string) => row, item, label: 'Rows', estimate: 32 };
    const { rerender } = render(VirtualList<string>, { ...props, total: names.length, row: (at: number) => names[at] });
    const list = document.querySelector('[role=list]') as HTMLElement;
    list.scrollTop = 3210;
    list.dispatchEvent(new Event('scroll'));
    await tick();
    const read = field('row 100');
    expect(read).not.toBeNull();
    const more = [...Array.from({ length: 30 }, (_, at) => `new ${at}`), ...names];
    await rerender({ ...props, total: more.length, row: (at: number) => more[at] });
    expect(list.scrollTop).toBe(3210 + 30 * 32);
    expect(field('row 100'), 'the row was never taken away').toBe(read);
  });

  it('shows the newest row to whoever is at the top', async () => {
    const props = { key: (row: string) => row, item, label: 'Rows' };
    const { rerender } = render(VirtualList<string>, { ...props, total: 1, row: () => 'old' });
    const more = ['new', 'old'];
    await rerender({ ...props, total: 2, row: (at: number) => more[at] });
    expect((document.querySelector('[role=list]') as HTMLElement).scrollTop).toBe(0);
    expect(field('new')).not.toBeNull();
  });

  it('stands a row that two pages name while one of them is old', () => {
    render(VirtualList<string>, { key: (row: string) => row, item, label: 'Rows', total: 3, row: (at: number) => ['a', 'b', 'b'][at] });
    expect(rows()).toHaveLength(3);
  });

  it('watches the size of a row from the frame after it was drawn on', async () => {
    const observe = vi.spyOn(ResizeObserver.prototype, 'observe');
    render(VirtualList<string>, { key: (row: string) => row, item, label: 'Rows', total: 3, row: (at: number) => ['a', 'b', 'c'][at] });
    const watched = (): Element[] => observe.mock.calls.map(([element]) => element).filter((element) => element.getAttribute('role') === 'listitem');
    expect(rows()).toHaveLength(3);
    expect(watched()).toEqual([]);
    await new Promise(requestAnimationFrame);
    expect(watched()).toEqual([...document.querySelectorAll('[role=listitem]')]);
    observe.mockRestore();
  });

  it('may be taken away while a row waits to be revealed', async () => {
    const failed = vi.fn();
    window.addEventListener('unhandledrejection', failed);
    process.on('unhandledRejection', failed);
    const item = createRawSnippet(() => ({ render: () => '<span>row</span>' }));
    const props = { total: 1000, row: (index: number) => index, key: String, item, label: 'Rows', active: { index: 900 } };
    const { unmount } = render(VirtualList, props);
    unmount();
    await tick();
    await new Promise((resolve) => setTimeout(resolve));
    window.removeEventListener('unhandledrejection', failed);
    process.off('unhandledRejection', failed);
    expect(document.querySelector('[role=list]')).toBeNull();
    expect(failed).not.toHaveBeenCalled();
  });
});
