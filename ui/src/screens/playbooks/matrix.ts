import type { Named, PlaybookRow, ServiceModel } from '../../lib/api/types';

/** One cell of the library, over one or several neighbouring models. */
export interface Cell {
  /** The playbooks that cover it, the first one shown by name; empty where only the fallback does. */
  playbooks: PlaybookRow[];
  /** The models it spans. */
  models: ServiceModel[];
}

/** One row of the library: an incident type over all models. */
export interface Line {
  type: Named;
  cells: Cell[];
}

/** Lays playbooks out as types over models; one playbook over neighbouring models is one cell. */
export function layOut(types: Named[], models: ServiceModel[], rows: PlaybookRow[]): Line[] {
  return types.map((type) => {
    const cells: Cell[] = [];
    for (const model of models) {
      const playbooks = rows.filter(
        (row) => !row.fallback && row.service_models.includes(model) && row.incident_types.some((each) => each.id === type.id),
      );
      const last = cells.at(-1);
      const same = last && playbooks.length > 0 && ids(last.playbooks) === ids(playbooks);
      if (last && same) last.models.push(model);
      else cells.push({ playbooks, models: [model] });
    }
    return { type, cells };
  });
}

function ids(playbooks: PlaybookRow[]): string {
  return playbooks.map((each) => each.id).join();
}
