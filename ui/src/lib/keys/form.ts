import { registry } from './registry.svelte';

/** What a form or a panel does with keys: Escape ends it, every other key is left to the page. */
export function onEscape(end: () => unknown): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    end();
  };
}

/** Lets the key for recording send a form as long as it is open. For `{@attach}`. */
export function sentByKey(form: HTMLFormElement): () => void {
  return registry.offer({ 'form.record': () => form.requestSubmit() });
}
