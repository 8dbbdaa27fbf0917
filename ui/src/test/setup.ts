import { configure } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { fake, FakeHost } from './fake';

configure({ asyncUtilTimeout: 5000, getElementError: (message) => new Error(message ?? 'Nothing was found.') });

vi.mock('../lib/host', async (original) => ({
  ...(await original<typeof import('../lib/host')>()),
  call: (...args: Parameters<FakeHost['call']>) => fake.current.call(...args),
  choose: (...args: Parameters<FakeHost['choose']>) => fake.current.choose(...args),
  copiedPicture: async () => fake.current.picture.buffer,
  onRecordChanged: (changed: () => void) => fake.current.onRecordChanged(changed),
  onFilesDropped: (dropped: (paths: string[]) => void) => fake.current.onFilesDropped(dropped),
  onLibraryChanged: (changed: () => void) => fake.current.onLibraryChanged(changed),
  openReader: async (incident: string) => void fake.current.readers.push(incident),
  onReaderFollows: (follow: () => void) => fake.current.onReaderFollows(follow),
  zoomTo: async (factor: number) => void (fake.current.zoom = factor),
  copyText: async (text: string) => void fake.current.copied.push(text),
}));

beforeEach(() => {
  fake.current = new FakeHost();
  history.replaceState(null, '', '#/');
});

afterEach(() => {
  vi.useRealTimers();
});
