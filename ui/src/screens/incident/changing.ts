import type { Changed, StepState } from '../../lib/api/types';
import type { AnswerOf, CommandName, RequestOf } from '../../lib/host';

/** The commands that change an incident. */
export type Changing = { [N in CommandName]: AnswerOf<N> extends Changed ? N : never }[CommandName];

/** A command that changes an incident, with what it asks. */
export type Act = { [N in Changing]: { name: N; request: RequestOf<N> } }[Changing];

/** The states in words, as the status line says them. */
export const WORDS: Record<StepState, string> = {
  open: 'open',
  done: 'done',
  verified: 'verified',
  deferred: 'deferred',
  'not-applicable': 'not applicable',
  overridden: 'overridden',
  blocked: 'blocked',
};
