import type { Party, PlaybookStep } from '../../lib/api/types';

const ORDER: { party: Party; label: string }[] = [
  { party: 'customer', label: 'You' },
  { party: 'shared', label: 'Shared' },
  { party: 'provider', label: 'Provider' },
];

/** Counts who acts on the steps: `You 11 · Shared 2 · Provider 1`; a party without a step is left out. */
export function parties(steps: Pick<PlaybookStep, 'acts'>[]): string {
  const parts = ORDER.map(({ party, label }) => ({ label, n: steps.filter((step) => step.acts.party === party).length }));
  const open = steps.filter((step) => step.acts.party === null).length;
  if (open > 0) parts.push({ label: 'not stated', n: open });
  return parts
    .filter((part) => part.n > 0)
    .map((part) => `${part.label} ${part.n}`)
    .join(' · ');
}
