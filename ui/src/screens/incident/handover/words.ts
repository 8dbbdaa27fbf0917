import type { ContingencyWords } from '../../../lib/api/types';

/** The sections of a briefing that are typed, by their titles. */
export const TYPED: readonly string[] = ['Summary', 'Objectives', 'If, then'];

/** What is typed of what to do where something happens, one a line; null where a line has no `=>` with words on both sides. */
export function contingenciesOf(text: string): ContingencyWords[] | null {
  const found: ContingencyWords[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [when, ...rest] = line.split(/=>|→/);
    const then = rest.join('=>').trim();
    if (when === undefined || when.trim() === '' || then === '') return null;
    found.push({ when: when.trim(), then });
  }
  return found;
}
