import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { CommandText } from '../../lib/api/types';
import CommandBox from './CommandBox.svelte';

const command: CommandText = {
  language: 'kusto',
  effect: 'read',
  unverified: true,
  segments: [{ text: 'SigninLogs', variable: null, filled: false }],
  copy: 'SigninLogs',
  missing: [],
  refused: null,
};
const props = { session: null, risk: null, undo: null, keyed: false };

describe('a command that was not checked against its tool', () => {
  it('says so beside what it does, and what to do first', () => {
    render(CommandBox, { ...props, command });
    expect(screen.getByText('reads only · unverified')).toBeTruthy();
    expect(screen.getByText('Not checked against the tool. Read its help before you run it.')).toBeTruthy();
  });

  it('says nothing of it where it was', () => {
    render(CommandBox, { ...props, command: { ...command, unverified: false } });
    expect(screen.queryByText(/unverified|Not checked/)).toBeNull();
  });
});
