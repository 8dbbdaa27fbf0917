/** Fields in which an arrow key is choosing from the list of known names just now. */
const choosing = new WeakSet<EventTarget>();

/**
 * Lets the first Enter in a field with a list of known names send its form. The web view keeps that Enter to close the
 * list, which it opens while one types, so that a name that is typed whole would need two. An arrow key chooses from the
 * list: the Enter after it is the list's.
 */
export function sendKnown(event: KeyboardEvent): void {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !field.hasAttribute('list')) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    choosing.add(field);
    return;
  }
  const chose = choosing.delete(field);
  if (event.key !== 'Enter' || chose || event.defaultPrevented || event.isComposing || field.value.trim() === '') return;
  event.preventDefault();
  field.form?.requestSubmit();
}
