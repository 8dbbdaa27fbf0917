/** What the first frame does not need: every screen but the board, and the dialogs. Loaded right after it. */
export { default as Acting } from './Acting.svelte';
export { default as CheatSheet } from './CheatSheet.svelte';
export { default as Palette } from './Palette.svelte';
export { default as Screens } from './Screens.svelte';
