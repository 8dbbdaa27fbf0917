/** Where an act makes sense; also the headings of the cheat sheet, in this order. */
export const PLACES = ['Anywhere', 'Lists', 'Playbooks', 'Incident', 'Opening an incident', 'Steps'] as const;
export type ActPlace = (typeof PLACES)[number];

/** One thing that can be done, as the palette, the cheat sheet and the key handler know it. */
export interface Act {
  readonly id: string;
  readonly label: string;
  readonly place: ActPlace;
  /** Chords such as `Mod+K`, `N`, `Space`, `?`; the first is the one shown. Those it came with: {@link bound} knows those it has. `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys: readonly string[];
}

const BRANCHES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Every act of the window, in the order of the cheat sheet. */
export const ACTS = [
  { id: 'palette.open', label: 'Open the palette', place: 'Anywhere', keys: ['Mod+K'] },
  { id: 'keys.show', label: 'Show all keys', place: 'Anywhere', keys: ['?'] },
  { id: 'incident.open', label: 'Open an incident', place: 'Anywhere', keys: ['I', 'Mod+N'] },
  { id: 'go.search', label: 'Search everything', place: 'Anywhere', keys: ['Mod+F'] },
  { id: 'go.now', label: 'Go to Now', place: 'Anywhere', keys: ['Alt+1'] },
  { id: 'go.incidents', label: 'Go to Incidents', place: 'Anywhere', keys: ['Alt+2'] },
  { id: 'go.playbooks', label: 'Go to Playbooks', place: 'Anywhere', keys: ['Alt+3'] },
  { id: 'go.providers', label: 'Go to Providers', place: 'Anywhere', keys: [] },
  { id: 'go.profiles', label: 'Go to Matrix profiles', place: 'Anywhere', keys: [] },
  { id: 'go.settings', label: 'Go to Settings', place: 'Anywhere', keys: ['Mod+,'] },
  { id: 'go.back', label: 'Go back', place: 'Anywhere', keys: ['Alt+ArrowLeft'] },
  { id: 'playbook.new', label: 'Begin a new playbook', place: 'Anywhere', keys: ['Mod+Shift+N'] },
  { id: 'playbook.import', label: 'Import Markdown', place: 'Anywhere', keys: ['Mod+O'] },
  { id: 'go.keys', label: 'Change the keys of acts', place: 'Anywhere', keys: [] },
  { id: 'zoom.in', label: 'Make everything larger', place: 'Anywhere', keys: ['Mod++', 'Mod+='] },
  { id: 'zoom.out', label: 'Make everything smaller', place: 'Anywhere', keys: ['Mod+-'] },
  { id: 'zoom.usual', label: 'Go back to the usual size', place: 'Anywhere', keys: ['Mod+0'] },
  { id: 'acting.switch', label: 'Write under another name', place: 'Anywhere', keys: ['Alt+W'] },
  { id: 'theme.switch', label: 'Switch between light and dark', place: 'Anywhere', keys: [] },

  { id: 'list.next', label: 'Next row', place: 'Lists', keys: ['J', 'ArrowDown'] },
  { id: 'list.previous', label: 'Row before', place: 'Lists', keys: ['K', 'ArrowUp'] },
  { id: 'list.enter', label: 'Open the row', place: 'Lists', keys: ['Enter'] },
  { id: 'list.filter', label: 'Filter the list', place: 'Lists', keys: ['/'] },

  { id: 'playbook.edit', label: 'Edit the playbook, or an own version of it', place: 'Playbooks', keys: ['E'] },
  { id: 'playbook.compare', label: 'See what differs from the bundled playbook or the file', place: 'Playbooks', keys: ['Mod+Shift+D'] },
  { id: 'playbook.print', label: 'Print the playbook', place: 'Playbooks', keys: ['Mod+P'] },
  { id: 'playbook.pack', label: 'Save playbooks as a pack for paper', place: 'Playbooks', keys: [] },
  { id: 'playbook.save', label: 'Save the playbook', place: 'Playbooks', keys: ['Mod+S'] },

  { id: 'open.submit', label: 'Open the incident and start', place: 'Opening an incident', keys: ['Mod+Enter'] },
  { id: 'open.first', label: 'Take the first playbook that the title suggests', place: 'Opening an incident', keys: ['Mod+1'] },
  { id: 'open.second', label: 'Take the second playbook that the title suggests', place: 'Opening an incident', keys: ['Mod+2'] },
  { id: 'open.third', label: 'Take the third playbook that the title suggests', place: 'Opening an incident', keys: ['Mod+3'] },
  { id: 'open.without', label: 'Open without a playbook', place: 'Opening an incident', keys: [] },

  { id: 'step.done', label: 'Complete the step', place: 'Steps', keys: ['Space', 'Enter'] },
  { id: 'step.verify', label: 'Verify: record what you see', place: 'Steps', keys: ['V'] },
  { id: 'step.defer', label: 'Defer the step', place: 'Steps', keys: ['D'] },
  { id: 'step.skip', label: 'Mark as not applicable', place: 'Steps', keys: ['X'] },
  { id: 'step.override', label: 'Override: leave out knowingly', place: 'Steps', keys: ['O'] },
  { id: 'step.block', label: 'Mark as blocked', place: 'Steps', keys: ['B'] },
  { id: 'step.reopen', label: 'Set the step back to open', place: 'Steps', keys: ['R'] },
  { id: 'branch.choose', label: 'Choose a branch', place: 'Steps', keys: BRANCHES },
  { id: 'step.copy', label: 'Copy the command', place: 'Steps', keys: ['C'] },
  { id: 'step.request', label: 'Ask the provider', place: 'Steps', keys: ['P'] },
  { id: 'deadline.start', label: 'Start a clock that the step offers', place: 'Steps', keys: ['Shift+F'] },
  { id: 'step.next', label: 'Next step', place: 'Steps', keys: ['J', 'ArrowDown'] },
  { id: 'step.previous', label: 'Step before', place: 'Steps', keys: ['K', 'ArrowUp'] },
  { id: 'step.above', label: 'Jump to the first open step above', place: 'Steps', keys: ['A'] },
  { id: 'phase.next', label: 'Next phase', place: 'Steps', keys: [']'] },
  { id: 'phase.previous', label: 'Phase before', place: 'Steps', keys: ['['] },

  { id: 'run.next', label: 'Next playbook of the queue', place: 'Steps', keys: ['}'] },
  { id: 'run.previous', label: 'Playbook before it in the queue', place: 'Steps', keys: ['{'] },
  { id: 'run.raise', label: 'Make the playbook more urgent', place: 'Steps', keys: ['Alt+ArrowUp'] },
  { id: 'run.lower', label: 'Make the playbook less urgent', place: 'Steps', keys: ['Alt+ArrowDown'] },
  { id: 'run.return', label: 'Go back to the step that called the playbook', place: 'Steps', keys: ['Shift+R'] },
  { id: 'timer.start', label: 'Start a timer for the step', place: 'Steps', keys: ['Shift+T'] },
  { id: 'card.show', label: 'Show the first-minute card', place: 'Incident', keys: ['F1', 'G'] },
  { id: 'reader.toggle', label: 'Reader view: large type, or back', place: 'Incident', keys: ['F11'] },
  { id: 'reader.window', label: 'Open the reader view in a second window', place: 'Incident', keys: ['Shift+F11'] },
  { id: 'sheet.print', label: 'Print the run sheet', place: 'Incident', keys: ['Mod+P'] },
  { id: 'undo', label: 'Undo the last act', place: 'Incident', keys: ['Mod+Z'] },
  { id: 'redo', label: 'Redo what was undone', place: 'Incident', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  { id: 'note.write', label: 'Write a note', place: 'Incident', keys: ['N'] },
  { id: 'note.stamp', label: 'Mark the time', place: 'Incident', keys: ['T'] },
  { id: 'timeline.filter', label: 'Filter the timeline', place: 'Incident', keys: ['/'] },
  { id: 'milestone.set', label: 'Set a milestone', place: 'Incident', keys: ['M'] },
  { id: 'record.verify', label: 'Verify the record of this incident', place: 'Incident', keys: [] },
  { id: 'timeline.copy', label: 'Copy the timeline as Markdown', place: 'Incident', keys: ['Shift+C'] },
  { id: 'run.start', label: 'Start another playbook', place: 'Incident', keys: [] },
  { id: 'run.compare', label: 'See what a newer version of the playbook changes', place: 'Incident', keys: [] },
  { id: 'desk.steps', label: 'Back to the steps', place: 'Incident', keys: ['Escape'] },
  { id: 'desk.responsibility', label: 'Responsibility: who owns which layer, or back to the steps', place: 'Incident', keys: ['W'] },
  { id: 'desk.evidence', label: 'Evidence: what was collected and is to be collected, or back to the steps', place: 'Incident', keys: ['E'] },
  { id: 'evidence.add', label: 'Add evidence', place: 'Incident', keys: ['Shift+E'] },
  { id: 'desk.people', label: 'People: who has which role, or back to the steps', place: 'Incident', keys: ['L'] },
  { id: 'desk.handover', label: 'Handover: brief who takes over, or back to the steps', place: 'Incident', keys: ['H'] },
  { id: 'desk.paper', label: 'Paper: run sheet, pack, and type in from paper', place: 'Incident', keys: [] },
  { id: 'desk.updates', label: 'Updates: what others are told, or back to the steps', place: 'Incident', keys: ['U'] },
  { id: 'desk.deadlines', label: 'Deadlines: clocks by the time left, or back to the steps', place: 'Incident', keys: ['F'] },
  { id: 'desk.situation', label: 'Situation report, or back to the steps', place: 'Incident', keys: ['S'] },
  { id: 'desk.indicators', label: 'Indicators: what was found of the attacker, or back to the steps', place: 'Incident', keys: ['Z'] },
  { id: 'indicator.find', label: 'Find indicators in the clipboard or the selected entry', place: 'Incident', keys: ['Shift+Z'] },
  { id: 'desk.decisions', label: 'Decisions: what was decided and why, or back to the steps', place: 'Incident', keys: ['Q'] },
  { id: 'decision.record', label: 'Record a decision', place: 'Incident', keys: ['Shift+Q'] },
  { id: 'form.record', label: 'Record what the open form holds', place: 'Incident', keys: ['Mod+Enter'] },
  { id: 'incident.change', label: 'Change title, type, severity or scope', place: 'Incident', keys: [] },
  { id: 'incident.close', label: 'Close the incident', place: 'Incident', keys: [] },
  { id: 'incident.reopen', label: 'Reopen the incident', place: 'Incident', keys: [] },
] as const satisfies readonly Act[];

/** The id of an act. */
export type ActId = (typeof ACTS)[number]['id'];

/** The act with an id. */
export function act(id: ActId): Act {
  return ACTS.find((each) => each.id === id) as Act;
}
