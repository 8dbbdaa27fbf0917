import { onDestroy, tick } from 'svelte';

/**
 * Gives the focus back once the component that calls this while it is made is taken away: to what had it before, or,
 * where that is gone too, to the current step or the screen. What has taken the focus meanwhile keeps it.
 */
export function returnFocus(): void {
  const before = document.activeElement;
  onDestroy(() => void tick().then(() => giveTo(before)));
}

function giveTo(before: Element | null): void {
  const now = document.activeElement;
  if (now !== null && now !== document.body && now.isConnected) return;
  const home =
    before instanceof HTMLElement && before !== document.body && before.isConnected
      ? before
      : (document.querySelector<HTMLElement>('main [data-current] [data-head]') ?? document.querySelector('main'));
  home?.focus({ preventScroll: true });
}

/** Focuses the first field of a form, with what stands in it marked, so that typing replaces it. */
export function focusFirst(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLInputElement | HTMLSelectElement>('input, select');
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
}
