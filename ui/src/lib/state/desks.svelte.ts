import type { ActId } from '../keys/acts';

/** One place of the incident that is on screen, as the navigation shows it. */
export interface Stand {
  label: string;
  act: ActId;
  /** How many things lie there; null where that is not counted. */
  n: number | null;
  on: boolean;
}

/** The places of the incident that is on screen; none where no incident is. */
class Stands {
  list = $state.raw<readonly Stand[]>([]);
}

export const stands = new Stands();
