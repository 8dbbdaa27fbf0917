const NAMED: Record<string, string> = { ' ': 'Space', Spacebar: 'Space', Esc: 'Escape' };

/** Whether this machine writes Cmd where others write Ctrl. */
export function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}

/** The chord of a key press, `Mod+Shift+K`; letters are upper case, and a symbol carries no Shift of its own. */
export function chordOf(event: KeyboardEvent): string {
  const letter = /^[a-z]$/i.test(event.key);
  const symbol = event.key.length === 1 && !letter && event.key !== ' ';
  const key = NAMED[event.key] ?? (letter ? event.key.toUpperCase() : event.key);
  const composed = symbol && event.getModifierState('AltGraph');
  const parts: string[] = [];
  if ((event.ctrlKey || event.metaKey) && !composed) parts.push('Mod');
  if (event.altKey && !composed) parts.push('Alt');
  if (event.shiftKey && !symbol) parts.push('Shift');
  return [...parts, key].join('+');
}

const SHOWN: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** A chord as it stands on screen, `Ctrl K`. */
export function chordText(chord: string, mac = isMac()): string {
  return partsOf(chord)
    .map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : (SHOWN[part] ?? part)))
    .join(' ');
}

/** A chord as the attribute `aria-keyshortcuts` wants it, `Control+K`. */
export function chordAria(chord: string, mac = isMac()): string {
  return partsOf(chord)
    .map((part) => (part === 'Mod' ? (mac ? 'Meta' : 'Control') : part === '+' ? 'Plus' : part))
    .join('+');
}

/** The keys of a chord; its last one may be the plus sign. */
function partsOf(chord: string): string[] {
  return chord.endsWith('+') ? [...chord.slice(0, -1).split('+').filter(Boolean), '+'] : chord.split('+');
}

/** Whether an element takes typed text, so that single letters belong to it. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit'].includes(target.type);
}

/** Whether an element has its own meaning for Enter and Space. The head of the current step, `data-through`, has not. */
export function takesEnter(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const acting = 'a[href], button, summary, [role=option], [role=menuitem], [role=radio], [role=checkbox], input[type=checkbox], input[type=radio]';
  const found = target.closest(acting);
  return (found !== null && !found.hasAttribute('data-through')) || isScrolled(target);
}

/** Whether an element has the focus so that keys can scroll it: a long list, a wide table. */
function isScrolled(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('[tabindex="0"]:is([role=list], [role=group], [role=region])');
}

/** Whether an element has its own meaning for a chord, so that no act takes it. */
export function isTaken(chord: string, target: EventTarget | null): boolean {
  if (isPlain(chord) && takesText(target)) return true;
  if (chord === 'Enter' || chord === 'Space') return takesEnter(target);
  return chord.startsWith('Arrow') && isScrolled(target);
}

/** Whether a chord is a single key that typing could produce. */
export function isPlain(chord: string): boolean {
  return !chord.startsWith('Mod+') && !chord.startsWith('Alt+') && !/^F\d+$/.test(chord);
}
