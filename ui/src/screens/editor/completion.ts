import type { Named, PlaybookWords } from '../../lib/api/types';

/** What can stand at the cursor: where it begins in the line, and the words. */
export interface Completion {
  from: number;
  options: { label: string; detail?: string; apply?: string }[];
}

/** What completion knows of the text around the cursor. */
export interface Context {
  /** The line up to the cursor. */
  before: string;
  /** The lines above, the nearest last. */
  above: readonly string[];
  /** The whole text. */
  text: string;
}

const named = (words: readonly Named[]): Completion['options'] =>
  words.map((word) => (word.name === word.id ? { label: word.id } : { label: word.id, detail: word.name }));

/** Says what can be written at the cursor; null where nothing is known. */
export function complete(context: Context, words: PlaybookWords): Completion | null {
  const { before, above, text } = context;
  const variable = /\{\{([\w-]*)$/.exec(before);
  if (variable) return from(before, variable[1], variables(text).map((label) => ({ label, apply: `${label}}}` })));
  if (inFrontMatter(above)) return frontMatter(before, above, words);
  const technique = /\bT\d[\d.]*$/.exec(before);
  if (technique) return from(before, technique[0], named(words.techniques));
  const anchor = /\]\(#([\w-]*)$/.exec(before);
  if (anchor) return from(before, anchor[1], anchors(text).map((label) => ({ label, apply: `${label})` })));
  const phase = /^## (\w*)$/.exec(before);
  if (phase) return from(before, phase[1], words.phases.map((each) => ({ label: each.name })));
  const part = /^#### (.*)$/.exec(before);
  if (part) return from(before, part[1], [...words.parts.map((label) => ({ label })), ...words.providers.map((each) => ({ label: each.name }))]);
  const key = /^- \*\*([\w& ]*)$/.exec(before);
  if (key) return from(before, key[1], words.facts.map((fact) => ({ label: fact.key, apply: `${fact.key}:** ` })));
  const fact = /^- \*\*([\w& ]+):\*\* (?:.*[\s,;])?([\w.-]*)$/.exec(before);
  if (!fact) return null;
  if (fact[1] === 'Needs') return from(before, fact[2], steps(text).map((label) => ({ label })));
  if (fact[1] === 'Role') return from(before, fact[2], roles(text).map((label) => ({ label })));
  return from(before, fact[2], named(words.facts.find((each) => each.key === fact[1])?.words ?? []));
}

function frontMatter(before: string, above: readonly string[], words: PlaybookWords): Completion | null {
  const key = /^([a-z_]*)$/.exec(before);
  if (key) return from(before, key[1], words.keys.map((label) => ({ label, apply: `${label}: ` })));
  const inline = /^([a-z_]+):\s*(?:.*[\s,[])?([\w.+-]*)$/.exec(before);
  if (inline) return from(before, inline[2], valuesOf(inline[1], words));
  const item = /^\s*-\s+([\w.-]*)$/.exec(before);
  const owner = item && above.findLast((line) => /^[a-z_]+:/.test(line))?.split(':')[0];
  return item && owner ? from(before, item[1], valuesOf(owner, words)) : null;
}

const valuesOf = (key: string | undefined, words: PlaybookWords): Completion['options'] => named(words.values.find((value) => value.key === key)?.words ?? []);

function from(before: string, typed: string | undefined, options: Completion['options']): Completion | null {
  return options.length === 0 ? null : { from: before.length - (typed?.length ?? 0), options };
}

/** Whether a line after these stands in the front matter. */
function inFrontMatter(above: readonly string[]): boolean {
  return above[0]?.trimEnd() === '---' && above.slice(1).every((line) => line.trimEnd() !== '---');
}

/** The keys of a map of the front matter. */
function keysUnder(text: string, name: string): string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.indexOf(`${name}:`);
  if (start === -1) return [];
  const keys: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (/^\S/.test(line)) break;
    const key = /^\s+([\w-]+):/.exec(line);
    if (key?.[1]) keys.push(key[1]);
  }
  return keys;
}

const variables = (text: string): string[] => keysUnder(text, 'variables');
const roles = (text: string): string[] => keysUnder(text, 'roles');
const steps = (text: string): string[] => [...text.matchAll(/^<!-- id: ([\w-]+) -->/gm)].map((found) => found[1] ?? '');

/** The anchors of the steps, as a forge makes them. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^### (.+)$/gm)].map((found) => (found[1] ?? '').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-'));
}
