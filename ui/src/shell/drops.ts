import { status } from '../lib/state/status.svelte';

/** An address of the web or of a program, and no path: `C:\` is one letter long. */
const ADDRESS = /^[a-z][a-z\d+.-]+:/i;

/** Of what was dropped, the files and folders; says what is left out. */
export function withoutAddresses(dropped: string[]): string[] {
  const paths = dropped.filter((path) => !ADDRESS.test(path));
  if (paths.length < dropped.length) status.say('Firebreak opens no web pages. Save the page as a Markdown file and drop that.');
  return paths;
}

/** Lets text be dropped where no field takes it, so that what to do instead can be said. Files never come here. */
export function takeText(event: DragEvent): void {
  if (isLoose(event)) event.preventDefault();
}

/** Says what to do instead of dropping text where no field takes it. */
export function refuseText(event: DragEvent): void {
  if (!isLoose(event)) return;
  event.preventDefault();
  status.say('Text that is dropped is taken by fields alone. Save it as a Markdown file and drop that.');
}

/** Whether text is dragged, and over no field. */
function isLoose(event: DragEvent): boolean {
  const field = event.target instanceof Element ? event.target.closest('input, textarea, [contenteditable="true"]') : null;
  return field === null && event.dataTransfer?.types.includes('text/plain') === true;
}
