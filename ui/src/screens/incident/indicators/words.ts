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

/** Whether an indicator holds what is typed in the filter: its value, defanged or not, its kind, its label, its note, its ports, or what it is linked to. */
export function matches(each: IndicatorView, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  const words = [each.value, each.defanged, each.kind_label, each.tlp, each.note ?? '', portsText(each.ports), ...each.entries.map((entry) => entry.text), ...each.steps.map((step) => step.title ?? step.step)];
  return wanted === '' || words.some((word) => word.toLowerCase().includes(wanted));
}

/** Ports in words; empty where there is none. */
export function portsText(ports: readonly number[]): string {
  if (ports.length === 0) return '';
  return ports.length === 1 ? `port ${ports[0]}` : `ports ${ports.join(', ')}`;
}

/** The ports that are typed, between spaces or commas; null where something else is there. */
export function portsTyped(text: string): number[] | null {
  const ports = text.split(/[\s,]+/).filter((word) => word !== '').map((word) => (/^\d{1,5}$/.test(word) ? Number(word) : 0));
  return ports.every((port) => port > 0 && port < 65_536) ? ports : null;
}
