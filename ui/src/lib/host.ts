import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Code, Commands, ErrorView } from './api/types';

/** The name of a command of the application. */
export type CommandName = keyof Commands;
/** What a command asks. */
export type RequestOf<N extends CommandName> = Commands[N]['request'];
/** What a command answers. */
export type AnswerOf<N extends CommandName> = Commands[N]['answer'];

/** A command that failed: what happened, what is safe, and what to do. */
export class HostError extends Error {
  readonly code: Code;
  readonly hint: string | null;

  constructor(view: ErrorView) {
    super(/[.?]$/.test(view.message) ? view.message : `${view.message}.`);
    this.name = 'HostError';
    this.code = view.code;
    this.hint = view.hint;
  }
}

/** Puts whatever was thrown into the form that screens show. */
export function asHostError(thrown: unknown): HostError {
  if (thrown instanceof HostError) return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    const view = thrown as Partial<ErrorView>;
    return new HostError({ code: view.code ?? 'bad-request', message: String(view.message), hint: view.hint ?? null });
  }
  return new HostError({
    code: 'bad-request',
    message: `The window could not reach the application: ${String(thrown)}. What was recorded is safe.`,
    hint: 'Close the window and start Firebreak again.',
  });
}

/** Sends a command to the application; rejects with a {@link HostError}. */
export async function call<N extends CommandName>(name: N, request: RequestOf<N>): Promise<AnswerOf<N>> {
  try {
    return await invoke<AnswerOf<N>>('call', { name, request });
  } catch (thrown) {
    throw asHostError(thrown);
  }
}

/** What the system's dialog lets a person choose. */
export type Choice =
  | { kind: 'files'; only: { name: string; extensions: string[] } | null }
  | { kind: 'folder' }
  | { kind: 'save-as'; name: string };

/** Opens the system's dialog under a title; gives the paths that were chosen, none where it was closed. Rejects with a {@link HostError}. */
export async function choose(title: string, what: Choice): Promise<string[]> {
  try {
    return await invoke<string[]>('choose', { title, what });
  } catch (thrown) {
    throw asHostError(thrown);
  }
}

/** The bytes of the picture that was copied, where the web view does not hand it to the page itself; none where there is none. */
export async function copiedPicture(): Promise<ArrayBuffer> {
  return invoke<ArrayBuffer>('copied_picture');
}

/** Opens the second window, which shows where this one is in an incident; rejects with a {@link HostError}. */
export async function openReader(incident: string): Promise<void> {
  try {
    await invoke('open_reader', { incident });
  } catch (thrown) {
    throw asHostError(thrown);
  }
}

/** Calls back whenever the first window did something that the second one may have to follow; returns what ends it. */
export function onReaderFollows(follow: () => void): () => void {
  const ending = listen('reader-follows', () => follow());
  return () => void ending.then((end) => end());
}

/** Shows everything in this window at a multiple of its usual size. */
export async function zoomTo(factor: number): Promise<void> {
  await invoke('plugin:webview|set_webview_zoom', { value: factor });
}

/** Calls back whenever another process, or this one, has written to the record; returns what ends it. */
export function onRecordChanged(changed: () => void): () => void {
  const ending = listen('record-changed', () => changed());
  return () => void ending.then((end) => end());
}

/** Calls back with the paths of files and folders that were dropped on the window; returns what ends it. */
export function onFilesDropped(dropped: (paths: string[]) => void): () => void {
  const ending = listen<{ paths: string[] }>('tauri://drag-drop', (event) => dropped(event.payload.paths));
  return () => void ending.then((end) => end());
}

/** Calls back whenever own playbooks on the disk changed what the library holds; returns what ends it. */
export function onLibraryChanged(changed: () => void): () => void {
  const ending = listen('library-changed', () => changed());
  return () => void ending.then((end) => end());
}

/** Copies text to the clipboard; rejects where the system refuses. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
}

function copyBySelection(text: string): void {
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.setAttribute('readonly', '');
  holder.className = 'unseen';
  const focused = document.activeElement;
  document.body.append(holder);
  holder.select();
  const copied = document.execCommand('copy');
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) {
    throw new HostError({
      code: 'refused',
      message: 'The system did not allow copying. Nothing else changed.',
      hint: 'Select the text and copy it with the keyboard.',
    });
  }
}
