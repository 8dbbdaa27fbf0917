import { flushSync, tick } from 'svelte';
import { expect, it } from 'vitest';
import { Reading } from './reading.svelte';
import type { IncidentSession } from './session.svelte';

it('reads again once entries were recorded, and drops a slower answer to an earlier reading', async () => {
  const session = $state({ view: { entries: 1 }, refused: null });
  const answers: ((text: string) => void)[] = [];
  const ask = (): Promise<string> => new Promise((answer) => answers.push(answer));
  let reading: Reading<string> | undefined;
  const end = $effect.root(() => (reading = new Reading(() => session as unknown as IncidentSession, ask), undefined));
  flushSync();
  expect(answers).toHaveLength(1);
  session.view.entries = 2;
  flushSync();
  expect(answers).toHaveLength(2);
  answers[1]?.('later');
  await tick();
  expect(reading?.value).toBe('later');
  answers[0]?.('earlier');
  await tick();
  expect(reading?.value).toBe('later');
  end();
});
