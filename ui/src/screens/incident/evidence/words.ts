import type { AskedView, EvidenceList, EvidenceView, JobView } from '../../../lib/api/types';

/** What is said of an item, as it is typed. */
export type Facts = Record<FactName, string>;
type FactName = 'name' | 'collected' | 'collected_by' | 'source' | 'clock_offset' | 'method' | 'tool' | 'tool_version' | 'authority' | 'tlp' | 'retention';

/** Nothing is said yet. */
export const NO_FACTS: Facts = {
  name: '',
  collected: '',
  collected_by: '',
  source: '',
  clock_offset: '',
  method: '',
  tool: '',
  tool_version: '',
  authority: '',
  tlp: '',
  retention: '',
};

/** What is said of an item, as it can be typed again. */
export function factsOf(item: EvidenceView): Facts {
  return {
    name: item.name,
    collected: item.collected_typed,
    collected_by: item.collected_by,
    source: item.source ?? '',
    clock_offset: item.clock_offset ?? '',
    method: item.method ?? '',
    tool: item.tool ?? '',
    tool_version: item.tool_version ?? '',
    authority: item.authority ?? '',
    tlp: item.tlp ?? '',
    retention: item.retention ?? '',
  };
}

/** The facts that were typed into a form with more fields than them. */
export function factsIn(fields: Facts): Facts {
  return Object.fromEntries(Object.keys(NO_FACTS).map((name) => [name, fields[name as FactName]])) as Facts;
}

/** What the facts of a new item say, and what they do not, for the line above them. */
export function saidOf(facts: Facts): string {
  const OPEN = { source: 'where from', method: 'how', tool: 'tool', authority: 'authority', tlp: 'sharing', retention: 'retention' } as const;
  const named = Object.keys(OPEN) as (keyof typeof OPEN)[];
  const unsaid = named.flatMap((name) => (facts[name].trim() === '' ? OPEN[name] : []));
  const who = `collected ${facts.collected.trim() || 'now'} by ${facts.collected_by.trim() || 'you'}`;
  return unsaid.length > 0 ? `${who}; not said: ${unsaid.join(', ')}` : who;
}

/** Whether something is still to come of a job. */
export function isUnderWay(job: JobView): boolean {
  return job.state === 'waiting' || job.state === 'working';
}

/** How far a job is, in whole percent; null where its size is not known. */
export function percent(job: JobView): number | null {
  return job.total === 0 ? null : Math.min(100, Math.floor((job.done / job.total) * 100));
}

/** What is said of a job that ended. */
export function saidBy(job: JobView): string {
  return job.said ?? job.error?.message ?? 'It was stopped. Nothing was recorded.';
}

/** The jobs worth showing: an item that was added stands in the list itself, and only the last verification counts. */
export function worthShowing(jobs: JobView[]): JobView[] {
  const last = jobs.findLast((job) => job.kind === 'verify' && job.state === 'done');
  return jobs.filter((job) => job.state !== 'done' || (job.kind === 'verify' ? job === last : job.kind !== 'add'));
}

/** The name of an item that a step asks for, in a list of choices. */
export function keyOf(asked: AskedView): string {
  return `${asked.run}/${asked.step}/${asked.item}`;
}

/** The name of what an item answers and no step asks for any more, among the choices. */
export const AS_IT_IS = 'as-it-is';

/** What evidence can answer, with what answers it already. */
export function answerChoices(asked: readonly AskedView[]): { value: string; label: string }[] {
  const each = (one: AskedView): { value: string; label: string } => {
    const by = one.evidence.length > 0 ? ` (${one.evidence.join(', ')})` : '';
    return { value: keyOf(one), label: `${one.step_title}: ${one.text}${by}` };
  };
  return [{ value: '', label: 'Nothing that a step asks for' }, ...asked.map(each)];
}

/** The name of what an item answers, among the choices. */
export function answeredBy(list: EvidenceList, item: EvidenceView): string {
  const asked = list.asked.find((each) => each.evidence.includes(item.id));
  if (asked) return keyOf(asked);
  return item.step === null ? '' : AS_IT_IS;
}

/** What of an item of a step is named in a request, from its name among the choices; nothing where none is chosen. */
export function place(list: EvidenceList | null, key: string): { run?: string; step?: string; item?: number } {
  const asked = list?.asked.find((each) => keyOf(each) === key);
  return asked ? { run: asked.run, step: asked.step, item: asked.item } : {};
}

/** A path as one line of text: one that a line cannot hold as it is becomes an address. */
export function asLine(path: string): string {
  const plain = path === path.trim() && !/[\r\n]/.test(path) && !path.startsWith('file:');
  return plain ? path : `file://${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The paths in a text of one a line. */
export function pathsIn(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || []);
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

/** The bytes that a text in Base64 says. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}
