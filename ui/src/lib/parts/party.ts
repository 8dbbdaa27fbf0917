import type { Acts, Party } from '../api/types';

/** The parties as they stand on screen. */
export const PARTY_WORDS: Record<Party, string> = { customer: 'You', provider: 'Provider', shared: 'Shared' };

/** The marks of the parties; they always stand beside the word. */
export const PARTY_GLYPHS: Record<Party, string> = { customer: '●', provider: '◆', shared: '◐' };

/** The parties of a step in a word or two: `You`, or `You + Provider` where what is affected has several owners. */
export function ownersInShort(acts: Pick<Acts, 'party' | 'owners'>): string | null {
  if (acts.owners.length > 1) return acts.owners.map((each) => PARTY_WORDS[each.party]).join(' + ');
  return acts.party === null ? null : PARTY_WORDS[acts.party];
}

/** Each owner with what it acts for: `You: IaaS web-1 · Provider: SaaS tenant`. */
export function ownersInWords(acts: Pick<Acts, 'owners'>): string {
  return acts.owners.map((each) => `${PARTY_WORDS[each.party]}: ${each.acts_for.join(', ')}`).join(' · ');
}
