import { render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import App from '../App.svelte';
// Loaded before the first test, which would otherwise wait for the compiler.
import '../shell/others';
import { router } from '../lib/router.svelte';
import { app } from '../lib/state/app.svelte';
import { status } from '../lib/state/status.svelte';
import { readHash } from '../lib/router.svelte';

/** Starts the whole window at an address, as a responder would see it. */
export async function start(hash = '#/now'): Promise<UserEvent> {
  app.about = null;
  app.problem = null;
  app.open = null;
  app.openProblem = null;
  status.clear();
  history.replaceState(null, '', hash);
  router.route = readHash(hash);
  render(App);
  const user = userEvent.setup();
  await screen.findByRole('main');
  return user;
}

/** The element with a test id, once it is there. */
export const find = (id: string): Promise<HTMLElement> => screen.findByTestId(id);
/** The element with a test id, or null. */
export const seen = (id: string): HTMLElement | null => screen.queryByTestId(id);
