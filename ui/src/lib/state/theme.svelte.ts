import type { Theme } from '../api/types';

const KEY = 'firebreak.theme';

/** Light, dark, or what the system says. */
class ThemeChoice {
  /** The setting; null follows the system. */
  chosen = $state<Theme | null>(readKept());
  /** What the system says. */
  system = $state<Theme>('light');
  /** What is shown. */
  shown = $derived(this.chosen ?? this.system);

  /** Follows the system and puts the theme on the page before the first paint; returns what ends it. */
  start(): () => void {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const read = (): void => {
      this.system = query.matches ? 'dark' : 'light';
      document.documentElement.dataset.theme = this.shown;
    };
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }

  /** Shows a theme; the settings keep it, and this machine remembers it for the first paint. */
  show(theme: Theme | null): void {
    this.chosen = theme;
    document.documentElement.dataset.theme = this.shown;
    try {
      if (theme === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      /* Without storage the theme is right after the first answer of the application. */
    }
  }
}

function readKept(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

export const theme = new ThemeChoice();
