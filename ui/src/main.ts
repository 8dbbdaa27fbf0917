import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './lib/tokens/tokens.css';
import './lib/tokens/base.css';
import './lib/tokens/dialog.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { theme } from './lib/state/theme.svelte';

theme.start();
const target = document.getElementById('app');
if (target) mount(App, { target });
