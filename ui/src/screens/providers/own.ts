import type { OwnProvider } from '../../lib/api/types';
import { orNull } from '../../lib/typed';

/** What is kept about a provider, as it is typed: pairs one on a line. */
export type OwnFields = Record<'identifiers' | 'plan' | 'reply' | 'contacts' | 'portal' | 'tested_on' | 'tested', string>;

const UNITS: Record<string, number> = { m: 60, min: 60, h: 3600, d: 86_400 };

/** The seconds of `30m`, `4 h` or `2d`; null where it is none of these. */
export function secondsOf(text: string): number | null {
  const found = /^\s*(\d{1,5})\s*(m|min|h|d)\s*$/.exec(text);
  const unit = UNITS[found?.[2] ?? ''];
  const seconds = unit === undefined ? 0 : Number(found?.[1]) * unit;
  return seconds > 0 ? seconds : null;
}

/** Seconds as they can be typed again. */
export function typedSeconds(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${Math.round(seconds / 60)}m`;
}

/** Whether a text is a day as `2026-11-22`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** What is kept, as it is typed. */
export function fieldsOf(own: OwnProvider): OwnFields {
  const line = (name: string, value: string): string => (name === '' ? value : `${name} = ${value}`);
  return {
    identifiers: own.identifiers.map((each) => line(each.label, each.value)).join('\n'),
    plan: own.plan ?? '',
    reply: typedSeconds(own.reply_seconds),
    contacts: own.contacts.map((each) => line(each.name, each.how)).join('\n'),
    portal: own.portal ?? '',
    tested_on: own.tested_on ?? '',
    tested: own.tested ?? '',
  };
}

/** What is wrong with what is typed, by field. */
export function problemsOf(fields: OwnFields): Partial<Record<keyof OwnFields, string>> {
  const problems: Partial<Record<keyof OwnFields, string>> = {};
  if (fields.reply.trim() !== '' && secondsOf(fields.reply) === null) problems.reply = 'Write it as 30m, 4h or 2d.';
  if (fields.tested_on.trim() !== '' && !isDay(fields.tested_on.trim())) problems.tested_on = 'Write the day as 2026-11-22.';
  return problems;
}

/** What is typed, as it is kept. */
export function ownOf(fields: OwnFields, inUse: boolean): OwnProvider {
  const lines = (value: string): string[] => value.split('\n').filter((each) => each.trim() !== '');
  const pair = (line: string): [string, string] => {
    const at = line.indexOf('=');
    return at < 0 ? ['', line.trim()] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  };
  return {
    in_use: inUse,
    identifiers: lines(fields.identifiers).map((line) => ({ label: pair(line)[0], value: pair(line)[1] })),
    plan: orNull(fields.plan),
    reply_seconds: secondsOf(fields.reply),
    contacts: lines(fields.contacts).map((line) => ({ name: pair(line)[0], how: pair(line)[1] })),
    portal: orNull(fields.portal),
    tested_on: orNull(fields.tested_on),
    tested: orNull(fields.tested),
  };
}
