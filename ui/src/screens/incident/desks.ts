import type { DeadlineOffer, Layer, IncidentView } from '../../lib/api/types';
import type { ActId } from '../../lib/keys/acts';

/** What the work area of an incident can show in place of the steps. */
export type DeskId = 'responsibility' | 'evidence' | 'indicators' | 'decisions' | 'people' | 'handover' | 'updates' | 'deadlines' | 'situation' | 'paper';

/** A desk that is shown, with what it is opened at. */
export interface Desk {
  id: DeskId;
  /** The layer that is looked at on the desk for responsibility. */
  layer?: Layer | null;
  /** Files that are to be added on the desk for evidence. */
  paths?: readonly string[];
  /** On the desk for evidence: the form that adds files is open, for what the current step asks for. */
  add?: true;
  /** On the desk for indicators: the form that finds them is open, at the text of an entry where one is named. */
  find?: { entry: string | null };
  /** On the desk for decisions: the form is open, for the branch of a step or in place of an earlier decision where one is named. */
  record?: { step: { run: string; step: string } | null; instead?: string };
  /** The clock that a step offers and that the desk for deadlines is opened to start; the steps come back after it. */
  start?: DeadlineOffer;
}

/** How a desk is reached. */
export interface DeskPlace {
  readonly id: DeskId;
  readonly label: string;
  readonly act: ActId;
  /** How many things lie on it that are worth counting beside its name; null where none do. */
  count?(view: IncidentView): number | null;
}

/** Every desk, in the order in which they stand below the steps. */
export const DESKS: readonly DeskPlace[] = [
  { id: 'responsibility', label: 'Responsibility', act: 'desk.responsibility' },
  { id: 'evidence', label: 'Evidence', act: 'desk.evidence', count: (view) => view.evidence.items || null },
  { id: 'indicators', label: 'Indicators', act: 'desk.indicators', count: (view) => view.indicators || null },
  { id: 'decisions', label: 'Decisions', act: 'desk.decisions', count: (view) => view.decisions || null },
  { id: 'deadlines', label: 'Deadlines', act: 'desk.deadlines', count: (view) => view.deadlines.length || null },
  { id: 'updates', label: 'Updates', act: 'desk.updates', count: (view) => view.updates.drafts || null },
  { id: 'people', label: 'People', act: 'desk.people' },
  { id: 'handover', label: 'Handover', act: 'desk.handover', count: (view) => (view.handover === null ? null : 1) },
  { id: 'situation', label: 'Situation', act: 'desk.situation' },
  { id: 'paper', label: 'Paper', act: 'desk.paper' },
];
