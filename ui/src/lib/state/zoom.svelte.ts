import { zoomTo } from '../host';

/** The sizes that can be chosen, in percent. */
export const SIZES = [75, 100, 125, 150, 175, 200] as const;
/** The size where nothing is chosen, in percent. */
export const USUAL = 100;

/** How large everything in the window is. */
class Zoom {
  /** In percent. */
  percent = $state(USUAL);
  /** The next larger size; null at the end. */
  larger = $derived(SIZES.find((size) => size > this.percent) ?? null);
  /** The next smaller size; null at the end. */
  smaller = $derived(SIZES.findLast((size) => size < this.percent) ?? null);

  /** Shows a size, which the settings keep. Where the web view refuses, the window stays readable as it is. */
  show(percent: number | null): void {
    const wanted = percent ?? USUAL;
    if (wanted === this.percent) return;
    this.percent = wanted;
    window.addEventListener('resize', keepInSight, { once: true });
    void zoomTo(wanted / 100).catch(() => window.removeEventListener('resize', keepInSight));
  }
}

/** What has the focus stays in sight when everything grows around it. */
function keepInSight(): void {
  requestAnimationFrame(() => document.activeElement?.scrollIntoView({ block: 'nearest' }));
}

export const zoom = new Zoom();
