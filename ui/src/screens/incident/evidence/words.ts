import type { EvidenceList, JobView } from '../../../lib/api/types';

/** Whether something is still to come of a job. */
export function isUnderWay(job: JobView): boolean {
  return job.state === 'waiting' || job.state === 'working';
}

/** How far a job is, in whole percent; null where its size is not known. */
export function percent(job: JobView): number | null {
  return job.total === 0 ? null : Math.min(100, Math.floor((job.done / job.total) * 100));
}

/** What of an item of a step is named in a request, from its place in the list; nothing where none is chosen. */
export function place(list: EvidenceList | null, at: string): { run?: string; step?: string; item?: number } {
  const asked = at === '' ? undefined : list?.asked[Number(at)];
  return asked ? { run: asked.run, step: asked.step, item: asked.item } : {};
}

/** The picture that is pasted; null where text is. */
export function pictureOf(event: ClipboardEvent): File | null {
  const files = [...(event.clipboardData?.files ?? [])];
  return files.find((file) => file.type.startsWith('image/')) ?? null;
}

/** Bytes in Base64. */
export function base64(bytes: ArrayBuffer): string {
  const PART = 0x8000;
  const all = new Uint8Array(bytes);
  let text = '';
  for (let at = 0; at < all.length; at += PART) text += String.fromCharCode(...all.subarray(at, at + PART));
  return btoa(text);
}
