import type { FoundIndicator, IndicatorKind, IndicatorView, Tlp } from '../../../lib/api/types';

/** The labels of the Traffic Light Protocol, from everybody to nobody else. */
export const LABELS: readonly { value: Tlp; label: string }[] = [
  { value: 'clear', label: 'TLP:CLEAR' },
  { value: 'green', label: 'TLP:GREEN' },
  { value: 'amber', label: 'TLP:AMBER' },
  { value: 'amber+strict', label: 'TLP:AMBER+STRICT' },
  { value: 'red', label: 'TLP:RED' },
];

/** The kinds of indicators in the order of forms. */
export const KINDS: readonly { value: IndicatorKind; label: string }[] = [
  { value: 'ipv4', label: 'IPv4' },
  { value: 'ipv6', label: 'IPv6' },
  { value: 'domain', label: 'Domain' },
  { value: 'url', label: 'URL' },
  { value: 'email', label: 'E-mail' },
  { value: 'md5', label: 'MD5' },
  { value: 'sha1', label: 'SHA-1' },
  { value: 'sha256', label: 'SHA-256' },
  { value: 'sha512', label: 'SHA-512' },
  { value: 'account', label: 'Account' },
  { value: 'resource', label: 'Cloud resource' },
  { value: 'user-agent', label: 'User agent' },
  { value: 'process', label: 'Process' },
  { value: 'path', label: 'Path' },
];

/** Whether something that was found is chosen by itself. */
export function isChosen(found: FoundIndicator): boolean {
  return found.doubt === null && found.listed === null;
}

/** What tells one thing that was found from another. */
export function keyOf(found: { kind: string; value: string }): string {
  return `${found.kind} ${found.value}`;
}

/** Whether an indicator holds what is typed in the filter: its value, defanged or not, its kind, its label or its note. */
export function matches(each: IndicatorView, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  const words = [each.value, each.defanged, each.kind_label, each.tlp, each.note ?? '', ...each.steps.map((step) => step.title ?? step.step)];
  return wanted === '' || words.some((word) => word.toLowerCase().includes(wanted));
}
