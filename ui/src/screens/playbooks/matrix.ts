import type { IncidentRow, Named, PlaybookRow, ServiceModel } from '../../lib/api/types';

/** A place of the library: an incident type on a service model. */
export interface Place {
  type: Named;
  model: ServiceModel;
}

/** One stretch of a lane, over one or several neighbouring models. */
export interface Cell {
  /** The playbook that covers it; `null` where none does. */
  playbook: PlaybookRow | null;
  /** Whether no playbook of any lane covers it, so that only the fallback is left. A stretch like that has one model. */
  bare: boolean;
  /** The models it spans. */
  models: ServiceModel[];
}

/** One row of the library: an incident type over all models, with as many lanes as it takes to show every playbook once, up to a limit. */
export interface Line {
  type: Named;
  lanes: Cell[][];
  /** How many playbooks have no lane, as there are more than can be looked through; searching finds them. */
  more: number;
}

/** How many lanes a type has at most: what more there is, nobody finds by looking. */
const MOST_LANES = 12;

/**
 * Lays playbooks out as types over models. One playbook over neighbouring models is one bar; where several cover the same
 * cell, each has a lane of its own, those that cover most first.
 */
export function layOut(types: Named[], models: ServiceModel[], rows: PlaybookRow[]): Line[] {
  return types.map((type) => {
    const made = rows.filter((row) => !row.fallback && row.incident_types.some((each) => each.id === type.id));
    const lanes: Map<ServiceModel, PlaybookRow>[] = [];
    let more = 0;
    for (const row of made.toSorted((a, b) => covered(b, models) - covered(a, models))) {
      const here = models.filter((model) => row.service_models.includes(model));
      if (here.length === 0) continue;
      let lane = lanes.find((each) => here.every((model) => !each.has(model)));
      if (lane === undefined && lanes.length === MOST_LANES) {
        more += 1;
        continue;
      }
      if (lane === undefined) lanes.push((lane = new Map()));
      for (const model of here) lane.set(model, row);
    }
    if (lanes.length === 0) lanes.push(new Map());
    const isBare = (model: ServiceModel): boolean => lanes.every((lane) => !lane.has(model));
    return { type, lanes: lanes.map((lane, at) => stretches(models, lane, (model) => at === 0 && isBare(model))), more };
  });
}

function stretches(models: ServiceModel[], lane: Map<ServiceModel, PlaybookRow>, isBare: (model: ServiceModel) => boolean): Cell[] {
  const cells: Cell[] = [];
  for (const model of models) {
    const playbook = lane.get(model) ?? null;
    const last = cells.at(-1);
    if (last && playbook !== null && last.playbook?.id === playbook.id) last.models.push(model);
    else cells.push({ playbook, bare: isBare(model), models: [model] });
  }
  return cells;
}

function covered(row: PlaybookRow, models: ServiceModel[]): number {
  return models.filter((model) => row.service_models.includes(model)).length;
}

/** The playbooks in the order in which the eye meets them: line by line, then those that stand in for the rest. */
export function inOrder(lines: Line[], fallback: PlaybookRow[]): PlaybookRow[] {
  const shown = lines.flatMap((line) => line.lanes.flat()).flatMap((cell) => cell.playbook ?? []);
  return [...new Map([...shown, ...fallback].map((row) => [row.id, row])).values()];
}

/** The playbook to show before one is chosen: what covers the newest open incident, otherwise the first one. */
export function toBeginWith(lines: Line[], fallback: PlaybookRow[], incident: IncidentRow | null): PlaybookRow | null {
  const rows = inOrder(lines, fallback);
  return rows.find((row) => covers(row, incident)) ?? rows[0] ?? null;
}

/** Whether a playbook is made for the type and one of the models of an incident. */
export function covers(row: PlaybookRow, incident: IncidentRow | null): boolean {
  if (incident === null) return false;
  return row.incident_types.some((each) => each.id === incident.incident_type.id) && row.service_models.some((model) => incident.service_models.includes(model));
}
