import type { Component } from 'svelte';
import type { IncidentView } from '../../lib/api/types';
import Deadlines from './deadlines/Deadlines.svelte';
import Decisions from './decisions/Decisions.svelte';
import type { DeskId } from './desks';
import Evidence from './evidence/Evidence.svelte';
import Handover from './handover/Handover.svelte';
import Indicators from './indicators/Indicators.svelte';
import People from './people/People.svelte';
import Paper from './player/Paper.svelte';
import Responsibility from './responsibility/Responsibility.svelte';
import type { IncidentSession } from './session.svelte';
import Situation from './situation/Situation.svelte';
import Updates from './updates/Updates.svelte';

/** What each desk shows in place of the steps. */
export const SHOWN: Record<DeskId, Component<{ session: IncidentSession; view: IncidentView }>> = {
  responsibility: Responsibility,
  evidence: Evidence,
  people: People,
  handover: Handover,
  paper: Paper,
  updates: Updates,
  deadlines: Deadlines,
  situation: Situation,
  indicators: Indicators,
  decisions: Decisions,
};
