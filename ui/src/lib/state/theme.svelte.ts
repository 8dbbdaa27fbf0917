import type { Theme } from '../api/types';

/** Light, dark, or what the system says. */
class ThemeChoice {
  /** The setting; null follows the system. */
  chosen = $state<Theme | null>(null);
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

  /** Shows a theme, which the settings keep: the web view stores nothing. */
  show(theme: Theme | null): void {
    this.chosen = theme;
    document.documentElement.dataset.theme = this.shown;
  }
}

export const theme = new ThemeChoice();
