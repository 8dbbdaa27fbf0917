// Made from the Rust types by `cargo xtask bindings`. Not written by hand.

/**
 * `app.about`: who responds, where the data lies, and every list that forms choose from.
 */
export type About = {
/**
 * The version of the program.
 */
version: string,
/**
 * The responder's name; `null` until the first start is done.
 */
responder: string | null,
/**
 * The name to prefill on the first start, taken from the system.
 */
suggested_responder: string,
/**
 * The settings of this machine.
 */
settings: Settings,
/**
 * The zone in force: the setting, else the system's; an IANA name such as `Europe/Berlin`.
 */
zone: string,
/**
 * The folder that holds the record.
 */
data_dir: string,
/**
 * The database file.
 */
database: string,
/**
 * The id of this device, part of every event it writes.
 */
device: string,
/**
 * Backups, newest first.
 */
backups: Array<Backup>,
/**
 * Every incident type, by name.
 */
incident_types: Array<Named>,
/**
 * Every provider that a playbook may have a variant for.
 */
providers: Array<Provider>,
/**
 * Every service model.
 */
service_models: Array<Choice<ServiceModel>>,
/**
 * Every severity with its targets.
 */
severities: Array<SeverityChoice>,
/**
 * Every phase, in order.
 */
phases: Array<Choice<Phase>>,
/**
 * Every milestone, in order.
 */
milestones: Array<Choice<Milestone>>,
/**
 * Every kind of timeline entry: the word to filter by and its name.
 */
entry_kinds: Array<Named>, };

/**
 * `handover.accept`: says that the receiver read back and accepts; the lead moves in the same step.
 */
export type AcceptHandover = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which handover.
 */
handover: string,
/**
 * Who accepts: the one whom it is for. Who writes where missing.
 */
by?: string | null,
/**
 * What the receiver understood; may be left out where every section is ticked.
 */
read_back?: string | null,
/**
 * The titles of the sections that the receiver ticked.
 */
sections: Array<string>,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `acting.set`: writes entries under another name from now on. Kept on this machine.
 */
export type ActAs = {
/**
 * The name.
 */
name: string, };

/**
 * Who acts on a step, and why.
 */
export type Acts = {
/**
 * The party over all affected models; `null` unless each of them has one.
 */
party: Party | null,
/**
 * The layer it acts on.
 */
layer: Layer | null,
/**
 * Each affected service model with its party, where they differ or there are several.
 */
by_model: Array<ModelParty>,
/**
 * Each party with what it acts for, where parties differ: `You` for `IaaS web-1`, `Provider` for `SaaS tenant`.
 */
owners: Array<Owner>,
/**
 * Why, one sentence: `Accounts and access are yours under IaaS (NSA 2024).`
 */
why: string, };

/**
 * `evidence.add`: hashes files, copies them in unless they stay where they are, and records each as an item; one job each.
 */
export type AddEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * The files: paths, or addresses `file://` with escapes where a path is no Unicode.
 */
paths: Array<string>,
/**
 * Whether they stay where they are and are only referenced.
 */
in_place: boolean,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * The step it answers: its id or number.
 */
step?: string | null,
/**
 * The index of the item of that step that it answers.
 */
item?: number | null,
/**
 * The name of the draft it was typed as, which is forgotten when the first file is recorded; none where missing.
 */
draft?: string | null,
/**
 * What it is; the name of the file for a new one.
 */
name?: string | null,
/**
 * When it was collected, as typed; now for a new one.
 */
collected?: string | null,
/**
 * How precisely that is known, where the text does not say it.
 */
precision?: string | null,
/**
 * Who collected it; who records it for a new one.
 */
collected_by?: string | null,
/**
 * Where it was collected from.
 */
source?: string | null,
/**
 * How far the clock of the source was ahead: `90`, `+90 s`, `-2 min`.
 */
clock_offset?: string | null,
/**
 * How it was collected.
 */
method?: string | null,
/**
 * With which tool.
 */
tool?: string | null,
/**
 * The version of the tool.
 */
tool_version?: string | null,
/**
 * By whose authority.
 */
authority?: string | null,
/**
 * With whom it may be shared: a TLP label such as `amber`.
 */
tlp?: string | null,
/**
 * How long it is kept.
 */
retention?: string | null, };

/**
 * `indicator.add`: adds indicators; one that is listed already is left as it is.
 */
export type AddIndicators = {
/**
 * Which incident.
 */
incident: string,
/**
 * The indicators.
 */
indicators: Array<IndicatorWords>,
/**
 * With whom they may be shared; `amber` where missing.
 */
tlp?: Tlp | null,
/**
 * What is known of them.
 */
note?: string | null,
/**
 * The entry that they come from.
 */
entry?: string | null,
/**
 * The run of the step that they belong to; the only one that has it where missing.
 */
run?: string | null,
/**
 * The step that they belong to: its id or number.
 */
step?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `note.add`: records a note.
 */
export type AddNote = {
/**
 * Which incident.
 */
incident: string,
/**
 * The words; Markdown is kept as typed and shown as text.
 */
text: string,
/**
 * When it happened, as typed; now where missing.
 */
at?: string | null,
/**
 * How precisely that is known, where the text does not say it.
 */
precision?: string | null,
/**
 * The phase it belongs to; that of the current step where the front end knows it.
 */
phase?: Phase | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `resource.add`: says that a resource is affected.
 */
export type AddResource = {
/**
 * Which incident.
 */
incident: string,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * What responders call it.
 */
name: string,
/**
 * How it is run.
 */
service_model: ServiceModel,
/**
 * The id of its provider.
 */
provider?: string | null,
/**
 * What the provider calls the offering; needs the provider.
 */
offering?: string | null,
/**
 * What identifies it at the provider.
 */
identifier?: string | null, };

/**
 * Who owns one layer of what one column says.
 */
export type AffectedCell = {
/**
 * Who is responsible; `null` where the profile does not say.
 */
party: Party | null,
/**
 * Why, one sentence.
 */
why: string,
/**
 * What is to be known about this cell.
 */
remarks: Array<string>,
/**
 * What the bundled default profile says, where that is another party.
 */
usual: Party | null, };

/**
 * What is affected and has one owner for each layer.
 */
export type AffectedColumn = {
/**
 * The service model.
 */
service_model: ServiceModel,
/**
 * The provider of its resources.
 */
provider: Named | null,
/**
 * The offering of its resources.
 */
offering: string | null,
/**
 * Whether the profile in force has cells of its own for the offering.
 */
set_apart: boolean,
/**
 * Ids and names of the resources; empty where only the service model was declared.
 */
resources: Array<Named>, };

/**
 * One layer of what is affected.
 */
export type AffectedRow = {
/**
 * The layer.
 */
layer: Layer,
/**
 * Its name on screen.
 */
label: string,
/**
 * One cell a column, in their order.
 */
cells: Array<AffectedCell>,
/**
 * The steps that act on this layer, over all runs.
 */
steps: Array<LayerStep>, };

/**
 * The five kinds of GitHub alerts.
 */
export type AlertKind = "note" | "tip" | "important" | "warning" | "caution";

/**
 * An alert.
 */
export type AlertText = {
/**
 * Which kind.
 */
kind: AlertKind,
/**
 * The body as HTML.
 */
html: string, };

/**
 * `evidence.answer`: says what of a step an item answers from now on.
 */
export type AnswerEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * The step it answers: its id or number; nothing that a step asks for where missing.
 */
step?: string | null,
/**
 * The index of the item of that step that it answers; the step as a whole where missing.
 */
item?: number | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * An own file that means to be a playbook and does not count: it has errors, or another one counts in its place.
 */
export type AsideView = {
/**
 * The file.
 */
path: string,
/**
 * The folder that was named.
 */
folder: string,
/**
 * The id it names, where it could be read.
 */
id: string | null,
/**
 * Its title, where it could be read.
 */
title: string | null,
/**
 * Its version, where it could be read.
 */
version: string | null,
/**
 * Why it does not count and what to do, one sentence.
 */
why: string,
/**
 * Whether it is for its errors that it does not count, and not for its version.
 */
faulty: boolean,
/**
 * What is wrong with it, the first hundred.
 */
findings: Array<FindingView>, };

/**
 * An item that a step asks to collect.
 */
export type AskedView = {
/**
 * The run.
 */
run: string,
/**
 * The step.
 */
step: string,
/**
 * The number and title of the step.
 */
step_title: string,
/**
 * The state of the step.
 */
state: StepState,
/**
 * The index of the item in the step.
 */
item: number,
/**
 * What is asked for, plain text with variables filled in.
 */
text: string,
/**
 * The names of the evidence that answers it.
 */
evidence: Array<string>, };

/**
 * A copy of the database taken before.
 */
export type Backup = {
/**
 * The file.
 */
path: string,
/**
 * When it was taken, UTC.
 */
taken_at: string,
/**
 * Its size in bytes.
 */
bytes: number, };

/**
 * An event that does not hold.
 */
export type BadEvent = {
/**
 * The incident's id.
 */
incident: string,
/**
 * The incident's code, where it can still be read.
 */
code: string | null,
/**
 * The device.
 */
device: string,
/**
 * The number in the chain.
 */
seq: number,
/**
 * What is wrong with it.
 */
why: string, };

/**
 * `handover.begin`: gives the briefing to the one who is to lead. The lead moves when that one accepts.
 */
export type BeginHandover = {
/**
 * Which incident.
 */
incident: string,
/**
 * Who is to lead.
 */
to: string,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * What happened and where it stands.
 */
summary?: string | null,
/**
 * What is wanted next.
 */
objectives?: string | null,
/**
 * What to do where something happens.
 */
contingencies: Array<ContingencyWords>, };

/**
 * The answer to `playbook.new`.
 */
export type BegunPlaybook = {
/**
 * The Markdown.
 */
markdown: string,
/**
 * The file it was written to.
 */
path: string | null, };

/**
 * `handover.brief`: makes the briefing as it would be now, without recording anything.
 */
export type BriefHandover = {
/**
 * Which incident.
 */
incident: string,
/**
 * What happened and where it stands.
 */
summary?: string | null,
/**
 * What is wanted next.
 */
objectives?: string | null,
/**
 * What to do where something happens.
 */
contingencies: Array<ContingencyWords>, };

/**
 * The answer to `handover.brief`.
 */
export type Briefing = {
/**
 * The sections, in order.
 */
sections: Array<SectionView>,
/**
 * The head of the record that it is made from, 64 hexadecimal digits.
 */
head: string,
/**
 * When it was made, UTC.
 */
made_at: string,
/**
 * The same as Markdown.
 */
markdown: string, };

/**
 * A file of an own profile that cannot be read. It is left as it is.
 */
export type BrokenProfile = {
/**
 * The file.
 */
path: string,
/**
 * What is wrong, with its place.
 */
message: string,
/**
 * What to do.
 */
hint: string, };

/**
 * A range of bytes of the file.
 */
export type ByteRange = {
/**
 * The first byte.
 */
start: number,
/**
 * The byte after the last.
 */
end: number, };

/**
 * The step from which a run was called: where work goes back to.
 */
export type CalledFrom = {
/**
 * The run.
 */
run: string,
/**
 * The title of its playbook.
 */
playbook: string,
/**
 * The step.
 */
step: string,
/**
 * Its number and title.
 */
title: string, };

/**
 * `handover.cancel`: ends a handover without the lead moving.
 */
export type CancelHandover = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which handover.
 */
handover: string,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `deadline.change`: says what a deadline runs from; `deadline.recount`: says when it would be due then, and records
 * nothing. Fields that are missing stay.
 */
export type ChangeDeadline = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which deadline.
 */
deadline: string,
/**
 * The time of the trigger, as typed.
 */
at?: string | null,
/**
 * How precisely it is known, where the text does not say it.
 */
precision?: string | null,
/**
 * The time that starts the cap; empty where it is not known after all.
 */
cap_at?: string | null,
/**
 * The zone whose days count.
 */
zone?: string | null,
/**
 * Why.
 */
reason?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `incident.change`: changes what the incident is said to be. Fields that are missing stay.
 */
export type ChangeIncident = {
/**
 * Which incident.
 */
incident: string,
/**
 * A new title.
 */
title?: string | null,
/**
 * A new type.
 */
incident_type?: string | null,
/**
 * A new severity; its targets come with it.
 */
severity?: Severity | null,
/**
 * What is affected now.
 */
service_models?: Array<ServiceModel> | null,
/**
 * The providers now.
 */
providers?: Array<string> | null, };

/**
 * `indicator.change`: says what is known of an indicator; what is missing stays as it is.
 */
export type ChangeIndicator = {
/**
 * Which incident.
 */
incident: string,
/**
 * The number of the indicator.
 */
indicator: string,
/**
 * With whom it may be shared.
 */
tlp?: Tlp | null,
/**
 * When it was first seen, as typed; empty where that is not known.
 */
first_seen?: string | null,
/**
 * How precisely that is known, where the text does not say it.
 */
first_precision?: string | null,
/**
 * When it was last seen, as typed; empty where that is not known.
 */
last_seen?: string | null,
/**
 * How precisely that is known, where the text does not say it.
 */
last_precision?: string | null,
/**
 * Every port that it was seen with.
 */
ports?: Array<number> | null,
/**
 * What is known of it; empty for nothing.
 */
note?: string | null,
/**
 * Every entry that it comes from.
 */
entries?: Array<string> | null,
/**
 * Every step that it belongs to: ids or numbers.
 */
steps?: Array<string> | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `resource.change`: says what a resource is from now on, all of it.
 */
export type ChangeResource = {
/**
 * Which incident.
 */
incident: string,
/**
 * The id of the resource.
 */
resource: string,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * What responders call it.
 */
name: string,
/**
 * How it is run.
 */
service_model: ServiceModel,
/**
 * The id of its provider.
 */
provider?: string | null,
/**
 * What the provider calls the offering; needs the provider.
 */
offering?: string | null,
/**
 * What identifies it at the provider.
 */
identifier?: string | null, };

/**
 * The answer to every change of an incident.
 */
export type Changed = {
/**
 * The entries that were recorded, durable by now; empty where nothing had to change.
 */
entries: Array<string>,
/**
 * The incident after the change.
 */
incident: IncidentView, };

/**
 * `playbook.check`: reads and checks Markdown files.
 */
export type CheckPlaybooks = {
/**
 * Files and folders; folders are searched for `.md` files.
 */
paths: Array<string>, };

/**
 * A value of a closed vocabulary with its name for people.
 */
export type Choice<T> = {
/**
 * The value.
 */
value: T,
/**
 * The name on screen.
 */
label: string, };

/**
 * One way a decision can go.
 */
export type ChoiceText = {
/**
 * The condition as HTML; `null` for `Otherwise`.
 */
condition: string | null,
/**
 * The id of the step it leads to.
 */
step: string | null,
/**
 * The playbook it calls instead.
 */
calls: Named | null,
/**
 * The number and title of that step, or the title of that playbook.
 */
leads_to: string, };

/**
 * `branch.choose`: answers the decision of a step, or takes the answer back.
 */
export type ChooseBranch = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * Which step.
 */
step: string,
/**
 * The choice, by its index from 0; `null` takes the answer back.
 */
choice?: number | null,
/**
 * Why, in words.
 */
reason?: string | null, };

/**
 * `matrix.default`: chooses the profile that new incidents get.
 */
export type ChooseMatrix = {
/**
 * The id of the profile.
 */
profile: string, };

/**
 * What an incident is: real, or practice.
 */
export type Class = "live" | "exercise";

/**
 * One clock: a pair of milestones, its value and its target.
 */
export type Clock = {
/**
 * Which clock.
 */
id: ClockId,
/**
 * The name on screen, for example `To contain`.
 */
label: string,
/**
 * The definition, printed beside the number: `detected → contained`.
 */
definition: string,
/**
 * Where it starts.
 */
from: Milestone,
/**
 * Where it ends.
 */
to: Milestone,
/**
 * The target in seconds.
 */
target: number | null,
/**
 * The value, where both ends are set and in order.
 */
value: Duration | null,
/**
 * Whether the start is a lower bound, shown as `≥`.
 */
at_least: boolean,
/**
 * Where it runs: the start is set, the end is not, and the incident is open. The earliest start, UTC.
 */
running_since: string | null,
/**
 * Why there is no value, for example `not recovered yet`.
 */
missing: string | null,
/**
 * What is wrong with the ends, where they are out of order; both values are named.
 */
problem: string | null,
/**
 * The value of the first assertion, where the incident was reopened and it differs.
 */
first: Duration | null, };

/**
 * One of the times that are tracked.
 */
export type ClockId = "to_detect" | "to_acknowledge" | "to_contain" | "to_recover" | "to_eradicate" | "dwell";

/**
 * `incident.close`: closes an incident. It is read-only until reopened.
 */
export type CloseIncident = {
/**
 * Which incident.
 */
incident: string,
/**
 * What it turned out to be.
 */
resolution?: Resolution | null,
/**
 * In a few words, what came of it.
 */
summary?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * What a front end branches on.
 */
export type Code = "refused" | "bad-request" | "not-found" | "closed" | "damaged" | "newer" | "storage";

/**
 * A part of a command.
 */
export type CommandSegment = {
/**
 * The text: literal, the value, or the example of a variable that is not filled in.
 */
text: string,
/**
 * The variable's name, where this part is one.
 */
variable: string | null,
/**
 * Whether the variable is filled in.
 */
filled: boolean, };

/**
 * A command to show and copy. It is never run.
 */
export type CommandText = {
/**
 * The language.
 */
language: string,
/**
 * `read` or `change`; `null` where the playbook does not say.
 */
effect: Effect | null,
/**
 * Whether its author could not check it against the tool.
 */
unverified: boolean,
/**
 * The text in parts.
 */
segments: Array<CommandSegment>,
/**
 * The text to copy, values quoted for the shell; `null` where something is missing or refused.
 */
copy: string | null,
/**
 * Variables that must be filled in first.
 */
missing: Array<string>,
/**
 * Why a value cannot be put into this command.
 */
refused: string | null, };

/**
 * `playbook.compare`: what differs between the playbook that counts in the library, or a text that is being written, and
 * another text of it.
 */
export type ComparePlaybook = {
/**
 * The id of the playbook.
 */
id: string,
/**
 * The text to compare it with, which is taken as the older one.
 */
with: CompareWith,
/**
 * The Markdown as it is being written, which is taken as the newer one; the playbook that counts where missing.
 */
text?: string | null, };

/**
 * The older text of a comparison.
 */
export type CompareWith = { "kind": "bundled" } | { "kind": "file",
/**
 * The path.
 */
path: string, } | { "kind": "run",
/**
 * The incident.
 */
incident: string,
/**
 * The run.
 */
run: string, };

/**
 * One of two texts that are compared.
 */
export type ComparedText = {
/**
 * The version; empty where it cannot be read as a playbook.
 */
version: string,
/**
 * SHA-256 of the source, 64 hexadecimal digits.
 */
sha256: string,
/**
 * Where it lies; `null` for the text of a run, which lies in the record, and for one that is being written.
 */
origin: PlaybookOrigin | null, };

/**
 * The answer to `playbook.compare`.
 */
export type ComparisonView = {
/**
 * The id of the playbook.
 */
id: string,
/**
 * The title of the newer text; of the older one where the newer cannot be read as a playbook.
 */
title: string,
/**
 * The older text.
 */
before: ComparedText,
/**
 * The newer text: the one that is being written, else the one that counts in the library.
 */
after: ComparedText,
/**
 * Whether both can be read as playbooks; where not, all that differs is in `around`.
 */
readable: boolean,
/**
 * Whether the version of the newer text is higher.
 */
newer: boolean,
/**
 * What differs, in a few words: `1 step added, 2 changed`.
 */
summary: string,
/**
 * What the front matter says otherwise.
 */
meta: Array<MetaChangeView>,
/**
 * The steps that differ: those of the newer text in its order, then those that are no longer there.
 */
steps: Array<StepChangeView>,
/**
 * What differs outside the steps; of the whole text where it cannot be told apart by steps.
 */
around: Array<DiffLine>, };

/**
 * `decision.compose`: puts a decision together from the branch of a step, without recording anything.
 */
export type ComposeDecision = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * The step: its id or number.
 */
step: string, };

/**
 * `request.compose`: puts the words of a request together from a step, without recording anything.
 */
export type ComposeRequest = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * The step whose `Ask the provider` is taken: its id or number; none for a request of one's own.
 */
step?: string | null,
/**
 * Who is asked: a provider's id or name, or any other name; the incident's first provider where missing.
 */
provider?: string | null,
/**
 * The request it follows up.
 */
follows?: string | null, };

/**
 * `update.compose`: puts the words of an update together from a template, without recording anything.
 */
export type ComposeUpdate = {
/**
 * Which incident.
 */
incident: string,
/**
 * The template.
 */
template: string, };

/**
 * The answer to `request.compose`.
 */
export type Composed = {
/**
 * Who is asked; empty where the incident names no provider.
 */
provider: string,
/**
 * What it is about.
 */
subject: string,
/**
 * The words.
 */
text: string,
/**
 * When to escalate, as typed: the shortest time that the words ask for, else the contract's reply time.
 */
escalate: string,
/**
 * The variables that the words need and that are not filled in.
 */
missing: Array<string>, };

/**
 * The answer to `decision.compose`.
 */
export type ComposedDecision = {
/**
 * The title of the step.
 */
question: string,
/**
 * Its branches.
 */
options: Array<string>,
/**
 * The branch that was chosen; `null` where none was.
 */
choice: string | null,
/**
 * The number of the decision in force about this step, which a new one takes the place of.
 */
supersedes: string | null, };

/**
 * The answer to `update.compose`.
 */
export type ComposedUpdate = {
/**
 * Whom it is for.
 */
audience: string,
/**
 * What it is about.
 */
subject: string,
/**
 * The words.
 */
text: string,
/**
 * Who got the last one for this audience.
 */
to: string | null,
/**
 * How that was sent.
 */
channel: string | null,
/**
 * When the next one is due, as typed; empty where the template has no rhythm.
 */
next: string,
/**
 * What the words need and the incident does not say.
 */
missing: Array<string>,
/**
 * Why mail and chat may be read by the attacker; empty where nothing says so.
 */
out_of_band: Array<string>, };

/**
 * Where to turn to for what.
 */
export type ContactFact = {
/**
 * What for, for example `Security incident in your own account`.
 */
purpose: string,
/**
 * How: an address, a portal, a form.
 */
how: string,
/**
 * The address of the page that says so.
 */
source: string,
/**
 * The day it was read.
 */
read: string, };

/**
 * What to do where something happens.
 */
export type ContingencyWords = {
/**
 * What may happen.
 */
when: string,
/**
 * What is done then.
 */
then: string, };

/**
 * `matrix.copy`: makes an own profile from another one.
 */
export type CopyMatrix = {
/**
 * The id of the profile to copy.
 */
from: string,
/**
 * What the copy is called; its id and file name follow from that.
 */
name: string,
/**
 * Why there is a copy.
 */
reason: string,
/**
 * The name of the draft it was typed as, which is forgotten once the copy is written; none where missing.
 */
draft?: string | null, };

/**
 * `entry.correct`: corrects a note or a time. The earlier entry stays, the correction says what it corrects.
 */
export type CorrectEntry = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which entry: `device/seq`, or the number alone for this device.
 */
entry: string,
/**
 * The words as they should be; those of the entry where missing.
 */
text?: string | null,
/**
 * The time as it should be; that of the entry where missing.
 */
at?: string | null,
/**
 * Why.
 */
reason?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * What an entry said before it was corrected.
 */
export type Corrected = {
/**
 * The correction.
 */
entry: string,
/**
 * When that was recorded, UTC.
 */
recorded_at: string,
/**
 * By whom.
 */
author: string,
/**
 * What the entry said at first; cut after 2,000 characters.
 */
original_text: string,
/**
 * The time it said at first.
 */
original_when: When, };

/**
 * What a correction corrects.
 */
export type Corrects = {
/**
 * The entry.
 */
entry: string,
/**
 * Its number.
 */
seq: number, };

/**
 * What was done with an item of evidence after it was collected.
 */
export type CustodyAct = "transferred" | "viewed" | "exported" | "released" | "destroyed";

/**
 * One thing that was done with an item.
 */
export type CustodyView = {
/**
 * Its number, to take it back; 0 for the collection.
 */
number: number,
/**
 * What was done; `null` for the collection.
 */
act: CustodyAct | null,
/**
 * The name on screen.
 */
label: string,
/**
 * When.
 */
when: When,
/**
 * Who did it.
 */
by: string,
/**
 * Who got it.
 */
to: string | null,
/**
 * Why, where, under which number.
 */
note: string | null,
/**
 * Who recorded it.
 */
author: string,
/**
 * The entry that did.
 */
entry: string,
/**
 * Whether it was taken back.
 */
withdrawn: boolean, };

/**
 * `record.damage`: whether the database is open, and what can be done where it cannot be opened. Tries to open it.
 */
export type Damage = {
/**
 * Why it could not be opened; `null` where it is open.
 */
problem: ErrorView | null,
/**
 * Backups, newest first.
 */
backups: Array<Backup>,
/**
 * The path of the newest backup that holds; looked for where the database is damaged.
 */
good: string | null, };

/**
 * What can be said to have happened to a deadline.
 */
export type DeadlineMark = "met" | "waived" | "withdrawn";

/**
 * One thing that happened to a deadline.
 */
export type DeadlineMarkView = {
/**
 * The number that the receiver gave, or where the notice lies.
 */
reference: string | null,
/**
 * What.
 */
mark: DeadlineMark,
/**
 * The name on screen.
 */
label: string,
/**
 * When, as said.
 */
when: When,
/**
 * The same as text that says it again, whatever the time and the zone.
 */
typed: string,
/**
 * The precision to send with that text, where it does not say it itself.
 */
typed_precision: Precision | null,
/**
 * Who did it, or who decided.
 */
by: string | null,
/**
 * What came of it, or why.
 */
note: string | null,
/**
 * Who recorded it.
 */
author: string,
/**
 * The entry that did.
 */
entry: string, };

/**
 * A clock to offer: a step names its rule, or a notice that was submitted starts it.
 */
export type DeadlineOffer = {
/**
 * The rule.
 */
rule: RuleView,
/**
 * The run of the step that names it.
 */
run: string | null,
/**
 * That step.
 */
step: string | null,
/**
 * Its number and title.
 */
step_title: string | null,
/**
 * The deadline that it follows.
 */
follows: string | null,
/**
 * The name of that one.
 */
follows_name: string | null,
/**
 * The trigger's time, as it can be typed, where the record has it: when the earlier notice was submitted.
 */
at: string | null,
/**
 * The precision to send with it.
 */
precision: Precision | null, };

/**
 * The answer to `deadline.preview` and `deadline.recount`.
 */
export type DeadlinePreview = {
/**
 * The rule, as it would be pinned.
 */
rule: RuleView,
/**
 * When it would be due; `null` where its rule names no length.
 */
due: DueView | null,
/**
 * The same in words, with the local time of the zone whose days count.
 */
in_words: string, };

/**
 * The answer to `deadline.rules`.
 */
export type DeadlineRules = {
/**
 * That nothing here is legal advice, and that nothing here decides that a duty applies.
 */
advice: string,
/**
 * The rules: bundled ones in their order, own ones after them, or in place of the bundled one of the same id.
 */
rules: Array<RuleView>,
/**
 * The lists of holidays.
 */
holidays: Array<HolidaysView>,
/**
 * The folder of own rules and lists.
 */
folder: string,
/**
 * What does not fit in own files.
 */
problems: Array<FileProblem>, };

/**
 * A deadline, as it stands.
 */
export type DeadlineView = {
/**
 * Its number in the incident.
 */
id: string,
/**
 * The rule as it was when the clock was started.
 */
rule: RuleView,
/**
 * The time of the trigger, as said.
 */
trigger: When,
/**
 * The same as text that says it again.
 */
trigger_typed: string,
/**
 * The precision to send with that text, where it does not say it itself.
 */
trigger_precision: Precision | null,
/**
 * The time that starts its cap, as said.
 */
cap_from: When | null,
/**
 * The same as text that says it again.
 */
cap_typed: string | null,
/**
 * The zone whose days count.
 */
zone: string,
/**
 * The list of holidays that counts.
 */
holidays: string | null,
/**
 * When it is due; `null` where nobody can say.
 */
due: DueView | null,
/**
 * What counts of what happened to it; `null` while it runs.
 */
state: DeadlineMark | null,
/**
 * How many seconds before it was due it was met, or, negative, after; `null` where it was not met.
 */
met_before: number | null,
/**
 * The deadline whose notice started it.
 */
follows: string | null,
/**
 * The number and title of the step that names it.
 */
step_title: string | null,
/**
 * The run of that step.
 */
run: string | null,
/**
 * The id of that step.
 */
step: string | null,
/**
 * Why the duty is taken to apply.
 */
note: string | null,
/**
 * When it was started, UTC.
 */
started_at: string,
/**
 * Who started it.
 */
started_by: string,
/**
 * The entry that started it.
 */
entry: string,
/**
 * What happened to it.
 */
marks: Array<DeadlineMarkView>, };

/**
 * The answer to `deadline.list`.
 */
export type Deadlines = {
/**
 * That nothing here is legal advice, and that nothing here decides that a duty applies.
 */
advice: string,
/**
 * Those that run, the least time left first; then those that do not, in the order they were started.
 */
deadlines: Array<DeadlineView>,
/**
 * Clocks to offer: those that follow a notice first.
 */
offers: Array<DeadlineOffer>, };

/**
 * A decision, as it stands.
 */
export type DecisionView = {
/**
 * Its number in the incident.
 */
id: string,
/**
 * What there was to decide.
 */
question: string,
/**
 * What was considered, the choice among it.
 */
options: Array<string>,
/**
 * What was chosen.
 */
choice: string,
/**
 * Why.
 */
rationale: string | null,
/**
 * Who decided.
 */
decided_by: string,
/**
 * When it was decided.
 */
decided: SaidTime,
/**
 * Whether it can be taken back; `null` where nobody said.
 */
reversible: boolean | null,
/**
 * The step whose branch it chose.
 */
step: LinkedStep | null,
/**
 * The number of the earlier decision that it takes the place of.
 */
supersedes: string | null,
/**
 * The number of the later decision that took its place.
 */
superseded_by: string | null,
/**
 * When it was recorded, UTC.
 */
recorded_at: string,
/**
 * Who recorded it.
 */
recorded_by: string,
/**
 * The entry that recorded it.
 */
entry: string,
/**
 * Whether it was withdrawn.
 */
withdrawn: boolean, };

/**
 * What was declared to be affected, apart from the resources.
 */
export type Declared = {
/**
 * The service models.
 */
service_models: Array<ServiceModel>,
/**
 * Ids of the providers.
 */
providers: Array<string>, };

/**
 * Where a line stands.
 */
export type DiffKind = "same" | "added" | "removed" | "gap";

/**
 * A line of a text that differs.
 */
export type DiffLine = {
/**
 * Whether it is in both, in one, or stands for lines that are left out.
 */
kind: DiffKind,
/**
 * The line, without its end.
 */
text: string, };

/**
 * Who did a step before somebody verified it.
 */
export type DoneBy = {
/**
 * Who.
 */
author: string,
/**
 * When.
 */
when: When, };

/**
 * Why something that looks like an indicator is probably none.
 */
export type Doubt = "private" | "reserved" | "internal" | "metadata" | "well-known" | "file-name" | "version" | "common" | "nothing";

/**
 * The answer to `draft.load`.
 */
export type Draft = {
/**
 * The text.
 */
text: string | null,
/**
 * When it was kept, UTC.
 */
saved_at: string | null, };

/**
 * `request.draft`: drafts a request to a provider.
 */
export type DraftRequest = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * The step it comes from: its id or number.
 */
step?: string | null,
/**
 * The request it follows up.
 */
follows?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * Who is asked: a provider's id or name, or any other name; the incident's first provider where missing.
 */
provider?: string | null,
/**
 * What it is about.
 */
subject?: string | null,
/**
 * The words.
 */
text?: string | null,
/**
 * How it is sent; empty for none.
 */
channel?: string | null,
/**
 * The provider's own number for it; empty for none.
 */
ticket?: string | null,
/**
 * When to escalate it: a length of time after it was sent (`4h`), a time, or empty for never.
 */
escalate?: string | null, };

/**
 * `update.draft`: drafts an update.
 */
export type DraftUpdate = {
/**
 * Which incident.
 */
incident: string,
/**
 * The template; none for words of one's own.
 */
template?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * Whom it is for.
 */
audience?: string | null,
/**
 * Who gets it; empty for nobody named.
 */
to?: string | null,
/**
 * What it is about.
 */
subject?: string | null,
/**
 * The words.
 */
text?: string | null,
/**
 * How it is sent; empty for none.
 */
channel?: string | null,
/**
 * When the next is due: a length of time from now (`4h`), a time, or empty for never.
 */
next?: string | null, };

/**
 * When something is due.
 */
export type DueView = {
/**
 * The earliest instant, UTC: what counts.
 */
at: string,
/**
 * The latest instant, UTC; the same where the trigger is a point.
 */
until: string,
/**
 * Whether it can be earlier still, as the trigger is only known to be no later than said.
 */
may_be_earlier: boolean,
/**
 * Whether the cap is what ends it.
 */
capped: boolean,
/**
 * Whether holidays may be missing in it: no list, or one that does not reach as far.
 */
holidays_unknown: boolean, };

/**
 * A length of time that may be known only as a range. Equal ends mean an exact value, unless its clock is
 * `at_least`.
 */
export type Duration = {
/**
 * The shortest it can have been, in seconds.
 */
seconds_min: number,
/**
 * The longest it can have been, in seconds.
 */
seconds_max: number, };

/**
 * A time in which somebody held a role, which has ended.
 */
export type EarlierHolder = {
/**
 * The name of the role on screen.
 */
label: string,
/**
 * Who held it.
 */
person: string,
/**
 * Since when.
 */
since: When,
/**
 * Until when.
 */
until: When, };

/**
 * An assertion that a later one superseded or that was withdrawn.
 */
export type EarlierMilestone = {
/**
 * When it was said to have happened.
 */
when: When,
/**
 * The entry that set it.
 */
entry: string,
/**
 * When that was recorded, UTC.
 */
recorded_at: string,
/**
 * Who said so.
 */
author: string, };

/**
 * `playbook.edit`: gives the text of a playbook to be edited. One of them is named.
 */
export type EditPlaybook = {
/**
 * The id: an own file is edited in place; a bundled one gives the beginning of an own version of it.
 */
id?: string | null,
/**
 * The path of an own file, also of one that does not count.
 */
path?: string | null, };

/**
 * The answer to `playbook.edit`.
 */
export type EditedPlaybook = {
/**
 * The Markdown.
 */
text: string,
/**
 * The own file; `null` for one that is not saved yet.
 */
path: string | null,
/**
 * SHA-256 of the file as it was read, to be given back when it is saved.
 */
sha256: string | null,
/**
 * The version of the bundled playbook with the same id.
 */
bundled_version: string | null, };

/**
 * What running a command would do.
 */
export type Effect = "read" | "change";

/**
 * `role.end`: says that somebody does not hold a role any more.
 */
export type EndRole = {
/**
 * Which incident.
 */
incident: string,
/**
 * The role.
 */
role: string,
/**
 * Who held it.
 */
person: string,
/**
 * From when on, as typed; now where missing.
 */
at?: string | null,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `timer.end`: ends a timer.
 */
export type EndTimer = {
/**
 * Which incident.
 */
incident: string,
/**
 * Its number, as the list has it.
 */
timer: number, };

/**
 * The answer to `entry.locate`.
 */
export type EntryPlace = {
/**
 * The offset of the entry in the unfiltered timeline, latest first.
 */
offset: number, };

/**
 * One entry of the timeline.
 */
export type EntryView = {
/**
 * The name of the entry, `device/seq`.
 */
entry: string,
/**
 * Its number in its device's chain.
 */
seq: number,
/**
 * The kind, a word of [`super::About::entry_kinds`].
 */
kind: string,
/**
 * When it happened, as said.
 */
when: When,
/**
 * The same as one string: RFC 3339 in UTC, or `earliest/latest`.
 */
occurred_at: string,
/**
 * When it was recorded, UTC.
 */
recorded_at: string,
/**
 * Who wrote it.
 */
author: string,
/**
 * The phase it belongs to.
 */
phase: Phase | null,
/**
 * The words, as they count now; cut after 2,000 characters in a page.
 */
text: string,
/**
 * Whether the words were cut; `entry.show` has them whole.
 */
cut: boolean,
/**
 * Whether it was recorded more than an hour after it happened.
 */
reconstructed: boolean,
/**
 * Where it was corrected: the last correction.
 */
corrected: Corrected | null,
/**
 * Where it is a correction: what it corrects.
 */
corrects: Corrects | null,
/**
 * Where it is a note that was taken back: by whom and why.
 */
withdrawn: Withdrawn | null,
/**
 * Whether it can be corrected with `entry.correct` and taken back with `note.withdraw`.
 */
correctable: boolean,
/**
 * The hash of its event, 64 hexadecimal digits.
 */
hash: string, };

/**
 * An error as it reaches a front end.
 */
export type ErrorView = {
/**
 * What a front end branches on.
 */
code: Code,
/**
 * What happened and what is safe, one or two sentences.
 */
message: string,
/**
 * What to do.
 */
hint: string | null, };

/**
 * The evidence of an incident, counted.
 */
export type EvidenceCount = {
/**
 * Items that count.
 */
items: number,
/**
 * Names of items that were changed, missing or unreadable when they were last hashed again.
 */
in_doubt: Array<string>,
/**
 * Items that steps ask to collect.
 */
asked: number,
/**
 * Of those, how many evidence answers.
 */
collected: number, };

/**
 * `evidence.list`: the evidence of an incident and what its steps ask to collect.
 */
export type EvidenceList = {
/**
 * The items in the order they were added, withdrawn ones too.
 */
items: Array<EvidenceView>,
/**
 * What steps ask to collect, in the order of the runs and their steps.
 */
asked: Array<AskedView>, };

/**
 * An item of evidence, as it stands.
 */
export type EvidenceView = {
/**
 * Its name, unique in the incident: `E-1`.
 */
id: string,
/**
 * What it is.
 */
name: string,
/**
 * When it was collected.
 */
collected: When,
/**
 * The same as text that says it again, whatever the time and the zone.
 */
collected_typed: string,
/**
 * The precision to send with that text, where it does not say it itself.
 */
collected_precision: Precision | null,
/**
 * Who collected it.
 */
collected_by: string,
/**
 * Where it was collected from.
 */
source: string | null,
/**
 * How far the clock of the source was ahead, as it can be typed again: `+90 s`, `-120 s`.
 */
clock_offset: string | null,
/**
 * How it was collected.
 */
method: string | null,
/**
 * With which tool.
 */
tool: string | null,
/**
 * The version of the tool.
 */
tool_version: string | null,
/**
 * By whose authority.
 */
authority: string | null,
/**
 * With whom it may be shared.
 */
tlp: Tlp | null,
/**
 * How long it is kept.
 */
retention: string | null,
/**
 * SHA-256 over its bytes, 64 hexadecimal digits.
 */
sha256: string,
/**
 * How many bytes it has.
 */
size: number,
/**
 * The same in words.
 */
size_in_words: string,
/**
 * How it is kept.
 */
kept: Kept,
/**
 * The name of the file.
 */
file: string,
/**
 * Where the file lay when it was collected; where it lies, if it is referenced in place.
 */
path: string | null,
/**
 * Where its bytes are now, as far as Firebreak knows.
 */
lies_at: string | null,
/**
 * Whether its name says that it is a picture that can be shown.
 */
picture: boolean,
/**
 * The run of the step it answers.
 */
run: string | null,
/**
 * The step it answers.
 */
step: string | null,
/**
 * The number and title of that step.
 */
step_title: string | null,
/**
 * What the step asks for that it answers, plain text.
 */
item: string | null,
/**
 * When it was added, UTC.
 */
added_at: string,
/**
 * Who added it.
 */
added_by: string,
/**
 * The entry that added it.
 */
entry: string,
/**
 * Who has it now.
 */
holder: string,
/**
 * How it turned out to be no evidence, if it did.
 */
withdrawn: WithdrawnView | null,
/**
 * How it ended, if it did: released or destroyed. Nothing is done with it after that.
 */
ended: CustodyAct | null,
/**
 * Whether nothing of it is here to be hashed again.
 */
gone: boolean,
/**
 * What was done with it, in the order it happened, beginning with its collection.
 */
custody: Array<CustodyView>,
/**
 * What was found when it was last hashed again.
 */
verified: FoundView | null, };

/**
 * A piece of the words around what was found.
 */
export type ExcerptPiece = {
/**
 * The text.
 */
text: string,
/**
 * Whether it was asked for.
 */
found: boolean, };

/**
 * `deadline.calendar`: writes the deadlines that run, and when updates are due, as a calendar file.
 */
export type ExportCalendar = {
/**
 * Which incident.
 */
incident: string,
/**
 * Whether it is also saved as a file in the folder `exports` of the data folder.
 */
save: boolean, };

/**
 * `evidence.export`: writes a copy of an item and records that; a job. Nothing is overwritten.
 */
export type ExportEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string,
/**
 * Where: a file that is not there yet, or a folder; the folder `exports` of the data folder where missing.
 */
to?: string | null,
/**
 * Who gets it.
 */
recipient?: string | null,
/**
 * Why.
 */
note?: string | null, };

/**
 * What a timeline can be written as.
 */
export type ExportFormat = "md" | "csv" | "json";

/**
 * `handover.export`: writes a briefing as Markdown.
 */
export type ExportHandover = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which handover; the briefing as it would be now where missing.
 */
handover?: string | null,
/**
 * Whether it is also saved as a file in the folder `exports` of the data folder.
 */
save: boolean, };

/**
 * `indicator.export`: writes the indicators that count.
 */
export type ExportIndicators = {
/**
 * Which incident.
 */
incident: string,
/**
 * The form; `csv` where missing.
 */
format: IndicatorFormat,
/**
 * With whom it will be shared: indicators with a stricter label are left out; none is where missing.
 */
share?: Tlp | null,
/**
 * Whether it is also saved as a file in the folder `exports` of the data folder.
 */
save: boolean, };

/**
 * `request.export`: writes a request as text.
 */
export type ExportRequest = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which request.
 */
request: string,
/**
 * The form; `txt` where missing.
 */
format: RequestFormat,
/**
 * Whether it is also saved as a file in the folder `exports` of the data folder.
 */
save: boolean, };

/**
 * `settings.export`: all settings as a file that another machine takes over.
 */
export type ExportSettings = {
/**
 * The file to write; none is written where it is missing.
 */
path?: string | null,
/**
 * Whether a file that is there already is replaced.
 */
replace: boolean, };

/**
 * `timeline.export`: the whole timeline as text, earliest first.
 */
export type ExportTimeline = {
/**
 * Which incident.
 */
incident: string,
/**
 * The format.
 */
format: ExportFormat, };

/**
 * A text that was made for a file.
 */
export type Exported = {
/**
 * A name for the file.
 */
file_name: string,
/**
 * The text.
 */
text: string, };

/**
 * The answer to `handover.export`.
 */
export type ExportedHandover = {
/**
 * A name for the file.
 */
file_name: string,
/**
 * The text.
 */
text: string,
/**
 * Where it was saved; `null` where it was not.
 */
path: string | null, };

/**
 * The answer to `indicator.export`.
 */
export type ExportedIndicators = {
/**
 * A name for the file.
 */
file_name: string,
/**
 * The text.
 */
text: string,
/**
 * How many indicators are in it.
 */
written: number,
/**
 * How many are left out for their label.
 */
left_out: number,
/**
 * Where it was saved; `null` where it was not.
 */
path: string | null, };

/**
 * The answer to `request.export`.
 */
export type ExportedRequest = {
/**
 * A name for the file.
 */
file_name: string,
/**
 * The text.
 */
text: string,
/**
 * Where it was saved; `null` where it was not.
 */
path: string | null, };

/**
 * The answer to `settings.export`.
 */
export type ExportedSettings = {
/**
 * A name for the file.
 */
file_name: string,
/**
 * What the file holds: JSON.
 */
text: string,
/**
 * The file that was written, by its whole path.
 */
path: string | null,
/**
 * The own files that are in it: entries about providers, matrix profiles, rules of deadlines, templates.
 */
files: Array<string>,
/**
 * Own files that could not be taken along, and why.
 */
left_out: Array<FileProblem>, };

/**
 * One sentence with its source.
 */
export type Fact = {
/**
 * The sentence.
 */
text: string,
/**
 * The address of the page that says so.
 */
source: string,
/**
 * The day it was read.
 */
read: string, };

/**
 * The words that a fact or a key takes.
 */
export type FactWords = {
/**
 * The fact or key.
 */
key: string,
/**
 * The words with their names.
 */
words: Array<Named>, };

/**
 * What is wrong with an own file.
 */
export type FileProblem = {
/**
 * The file.
 */
file: string,
/**
 * What is wrong.
 */
why: string, };

/**
 * `indicator.find`: finds indicators in a text, or in the text of an entry, without recording anything.
 */
export type FindIndicators = {
/**
 * Which incident.
 */
incident: string,
/**
 * The text; that of the entry where missing.
 */
text?: string | null,
/**
 * The entry: `device/seq`, or a number alone for this device.
 */
entry?: string | null, };

/**
 * What hashing an item of evidence again found.
 */
export type Finding = "intact" | "changed" | "missing" | "unreadable";

/**
 * One finding of the linter.
 */
export type FindingView = {
/**
 * The file.
 */
file: string,
/**
 * The line, from 1.
 */
line: number,
/**
 * The column in characters, from 1.
 */
column: number,
/**
 * The line it ends on, from 1.
 */
end_line: number,
/**
 * The column after its last character, from 1.
 */
end_column: number,
/**
 * How grave.
 */
severity: Gravity,
/**
 * The rule.
 */
rule: string,
/**
 * What is wrong and what to write instead.
 */
message: string, };

/**
 * How well a playbook fits.
 */
export type Fit = "exact" | "partly" | "fallback" | "same-type";

/**
 * A folder of own playbooks, as it was found.
 */
export type FolderView = {
/**
 * The folder.
 */
path: string,
/**
 * Whether it was named when the program was started, and so is none of the settings.
 */
on_start: boolean,
/**
 * Why it cannot be read, and what to do.
 */
problem: string | null,
/**
 * How many playbooks of it count.
 */
playbooks: number,
/**
 * How many files of it have errors.
 */
faulty: number,
/**
 * How many files of it do not count for their version.
 */
behind: number,
/**
 * What is left out of it, or may go wrong with it elsewhere.
 */
notices: Array<FindingView>, };

/**
 * The answer to `search`.
 */
export type Found = {
/**
 * The hits, best first.
 */
hits: Array<Hit>,
/**
 * Whether there are more.
 */
more: boolean, };

/**
 * Something in a text that is an indicator, or looks like one.
 */
export type FoundIndicator = {
/**
 * What kind of thing it is.
 */
kind: IndicatorKind,
/**
 * The name of the kind on screen.
 */
kind_label: string,
/**
 * What it is, in its normal form.
 */
value: string,
/**
 * The same, written so that nothing can be clicked.
 */
defanged: string,
/**
 * The ports that it stands with, in order.
 */
ports: Array<number>,
/**
 * Why it is probably none, so that it is not chosen by itself; `null` where nothing speaks against it.
 */
doubt: Doubt | null,
/**
 * The doubt in words.
 */
doubt_label: string | null,
/**
 * The number under which it is listed already; `null` where it is not.
 */
listed: string | null,
/**
 * How often it stands there.
 */
times: number,
/**
 * The first line with it, from 1.
 */
line: number,
/**
 * The earliest time that a line with it names, UTC.
 */
first_seen: string | null,
/**
 * The latest time that a line with it names, UTC.
 */
last_seen: string | null, };

/**
 * The answer to `indicator.find`.
 */
export type FoundIndicators = {
/**
 * What was found, each once, in the order of the lines.
 */
found: Array<FoundIndicator>,
/**
 * How many lines were read.
 */
lines: number, };

/**
 * What hashing an item again found.
 */
export type FoundView = {
/**
 * What.
 */
finding: Finding,
/**
 * The name on screen.
 */
label: string,
/**
 * When, UTC.
 */
at: string,
/**
 * Who had it hashed.
 */
by: string,
/**
 * The hash of what is there, where it differs.
 */
sha256: string | null,
/**
 * What the system said, where it cannot be read.
 */
why: string | null, };

/**
 * The answer to `playbook.further`.
 */
export type Further = {
/**
 * Playbooks made for something affected that no run is made for, best first.
 */
playbooks: Array<MatchView>, };

/**
 * Something that is missing before an incident.
 */
export type Gap = {
/**
 * What is missing.
 */
what: string,
/**
 * What to do.
 */
remedy: string, };

/**
 * `role.give`: gives a role to somebody. A role that one person holds ends for whoever held it.
 */
export type GiveRole = {
/**
 * Which incident.
 */
incident: string,
/**
 * The role: `lead`, `deputy`, `scribe`, `liaison`, or an own name.
 */
role: string,
/**
 * To whom.
 */
person: string,
/**
 * From when on, as typed; now where missing.
 */
at?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * How grave a finding is.
 */
export type Gravity = "error" | "warning";

/**
 * A text that was written to be handed on.
 */
export type HandedOn = {
/**
 * A name for the file.
 */
file_name: string,
/**
 * The text.
 */
text: string,
/**
 * Where it was saved; `null` where it was not.
 */
path: string | null, };

/**
 * How a handover stands.
 */
export type HandoverState = "waiting" | "accepted" | "cancelled";

/**
 * A handover with its briefing.
 */
export type HandoverView = {
/**
 * Its number in the incident.
 */
id: string,
/**
 * How it stands.
 */
state: HandoverState,
/**
 * Who hands over.
 */
from: string,
/**
 * Who is to lead.
 */
to: string,
/**
 * What was typed of what happened and where it stands.
 */
summary: string,
/**
 * What was typed of what is wanted next.
 */
objectives: string | null,
/**
 * What was typed of what to do where something happens.
 */
contingencies: Array<ContingencyWords>,
/**
 * The briefing as it was given.
 */
sections: Array<SectionView>,
/**
 * The head of the record that it was made from, 64 hexadecimal digits.
 */
head: string,
/**
 * When it was begun, UTC.
 */
begun_at: string,
/**
 * Who began it.
 */
begun_by: string,
/**
 * The entry that did.
 */
entry: string,
/**
 * When it ended, UTC.
 */
ended_at: string | null,
/**
 * Who recorded that.
 */
ended_by: string | null,
/**
 * What the receiver understood.
 */
read_back: string | null,
/**
 * The titles of the sections that were ticked.
 */
ticked: Array<string>,
/**
 * Why it was cancelled.
 */
reason: string | null, };

/**
 * The end of the chains of an incident.
 */
export type Head = {
/**
 * How many events there are, over all devices.
 */
events: number,
/**
 * The head, 64 hexadecimal digits: the hash of the last event; where several devices wrote, the SHA-256 over
 * incident, device and last hash of each, in order of the devices. `record.verify` gives the same.
 */
hash: string,
/**
 * What the hash covers, what it proves and what it does not.
 */
proves: string, };

/**
 * One hit.
 */
export type Hit = {
/**
 * The incident's id.
 */
incident: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * The entry; `null` where the title or code was hit.
 */
entry: string | null,
/**
 * The kind of the entry.
 */
kind: string | null,
/**
 * When it happened.
 */
when: When | null,
/**
 * Whether the note that was hit, or that the correction that was hit corrects, was withdrawn.
 */
withdrawn: boolean,
/**
 * Whether the words that were found still count.
 */
words: HitWords,
/**
 * The words around the hit, in parts; every second part is the hit itself. Where other words count than those
 * that were found, they are these.
 */
snippet: Array<string>, };

/**
 * Which part of a playbook words were found in.
 */
export type HitPart = "title" | "technique" | "command" | "text";

/**
 * A step where words were found.
 */
export type HitStep = {
/**
 * The id.
 */
id: string,
/**
 * The number, from 1.
 */
number: number,
/**
 * The title.
 */
title: string, };

/**
 * Whether the words that a search found are those that count.
 */
export type HitWords = "said" | "corrected" | "old";

/**
 * A list of holidays.
 */
export type HolidaysView = {
/**
 * The id.
 */
id: string,
/**
 * The name.
 */
name: string,
/**
 * Where it was read.
 */
source: string,
/**
 * The last day that it speaks of.
 */
until: string,
/**
 * How many days it has.
 */
days: number, };

/**
 * An identifier that a provider knows a customer by.
 */
export type IdentifierFact = {
/**
 * Its name, for example `Account ID`.
 */
name: string,
/**
 * Its form in words, for example `12 digits`.
 */
form: string,
/**
 * Its form to check by: `9` a digit, `x` a hexadecimal digit, `*` at the end anything more, all else itself.
 */
shape: string | null,
/**
 * Where it is found.
 */
find: string,
/**
 * The address of the page that says so.
 */
source: string,
/**
 * The day it was read, `2026-11-22`.
 */
read: string, };

/**
 * Something that was concluded.
 */
export type ImportGuess = {
/**
 * The name by which it is accepted, for example `milestone:contained`.
 */
id: string,
/**
 * `file`, `phase`, `milestone` or `command`.
 */
kind: string,
/**
 * What was concluded.
 */
value: string,
/**
 * Why, one sentence.
 */
grounds: string,
/**
 * `low`, `medium` or `high`.
 */
confidence: string,
/**
 * The id of the step it is about.
 */
step: string | null,
/**
 * Whether it counts for nothing until it is accepted.
 */
needs_accepting: boolean, };

/**
 * The answer to `playbook.import-list`.
 */
export type ImportList = {
/**
 * Each file that could be read, in the order of their paths.
 */
files: Array<ImportRow>,
/**
 * What could not be read or is left out.
 */
skipped: Array<SkippedFile>,
/**
 * The folder that playbooks are written to where none is named.
 */
folder: string, };

/**
 * What was done with a file.
 */
export type ImportOutcome = "written" | "replaced" | "unchanged" | "kept" | "no-playbook" | "failed";

/**
 * `playbook.import`: reads Markdown of any kind for the steps it holds; nothing is written.
 */
export type ImportPlaybooks = {
/**
 * Files, and folders that are searched for `.md` files.
 */
paths: Array<string>,
/**
 * Takes files for playbooks that do not look like one.
 */
as_playbook: boolean, };

/**
 * The answer to `playbook.import`.
 */
export type ImportReport = {
/**
 * What was found in each file that could be read, in the order of their paths.
 */
files: Array<ImportedFile>,
/**
 * What could not be read or is left out.
 */
skipped: Array<SkippedFile>,
/**
 * The folder that playbooks are written to where none is named.
 */
folder: string, };

/**
 * What a file is.
 */
export type ImportRow = {
/**
 * The file.
 */
file: string,
/**
 * The title.
 */
title: string,
/**
 * Whether it is to be worked through.
 */
is_playbook: boolean,
/**
 * How many steps were found.
 */
steps: number, };

/**
 * The answer to `playbook.import-save`.
 */
export type ImportSaved = {
/**
 * What came of each file.
 */
files: Array<SavedFile>,
/**
 * What could not be read or is left out.
 */
skipped: Array<SkippedFile>, };

/**
 * `settings.import`: replaces the settings of this machine by those of a file that was exported.
 */
export type ImportSettings = {
/**
 * The file.
 */
path: string, };

/**
 * Something that the text names, taken over where it is accepted.
 */
export type ImportSuggestion = {
/**
 * The name by which it is accepted, for example `attack:T1114`.
 */
id: string,
/**
 * `attack`, `provider`, `variable`, `role`, `incident-type` or `service-model`.
 */
kind: string,
/**
 * The id of what is named.
 */
value: string,
/**
 * Its name.
 */
name: string,
/**
 * How often it is named.
 */
count: number,
/**
 * Where it is named first.
 */
start: number,
/**
 * The byte after that.
 */
end: number, };

/**
 * A command that was found.
 */
export type ImportedCommand = {
/**
 * The first word after the fence; empty where there is none.
 */
language: string,
/**
 * The text between the fence lines.
 */
text: string,
/**
 * The first byte of the fence.
 */
start: number,
/**
 * The byte after the last of the fence.
 */
end: number, };

/**
 * What was found in a file.
 */
export type ImportedFile = {
/**
 * The file.
 */
file: string,
/**
 * The title.
 */
title: string,
/**
 * Whether it is to be worked through; one that is not has no steps.
 */
is_playbook: boolean,
/**
 * The steps in the order of the file.
 */
steps: Array<ImportedStep>,
/**
 * Everything else. The ranges of steps and notes are the whole file, without a gap and without an overlap.
 */
notes: Array<ByteRange>,
/**
 * What the text names.
 */
suggestions: Array<ImportSuggestion>,
/**
 * What was concluded and may be wrong.
 */
guesses: Array<ImportGuess>, };

/**
 * The answer to `settings.import`.
 */
export type ImportedSettings = {
/**
 * What holds now.
 */
about: About,
/**
 * The file that holds the settings as they were before; importing it goes back to them.
 */
before: string, };

/**
 * A step that was found.
 */
export type ImportedStep = {
/**
 * The stable id, made of the phase and the title.
 */
id: string,
/**
 * The phase.
 */
phase: Phase,
/**
 * The title.
 */
title: string,
/**
 * The first byte.
 */
start: number,
/**
 * The byte after the last.
 */
end: number,
/**
 * What is ticked in it.
 */
tasks: Array<ImportedTask>,
/**
 * The fences that belong to it.
 */
commands: Array<ImportedCommand>,
/**
 * The id of the provider it is for.
 */
provider: string | null, };

/**
 * A task that was found.
 */
export type ImportedTask = {
/**
 * The text without markup.
 */
text: string,
/**
 * The first byte.
 */
start: number,
/**
 * The byte after the last.
 */
end: number, };

/**
 * The answer to `incident.list`.
 */
export type IncidentList = {
/**
 * How many fit in all.
 */
total: number,
/**
 * How many are open in all, whatever was asked.
 */
open: number,
/**
 * The rows asked for.
 */
rows: Array<IncidentRow>, };

/**
 * The answer to `incident.open`.
 */
export type IncidentOpened = {
/**
 * The incident's id.
 */
id: string,
/**
 * Its code, for example `INC-0007`.
 */
code: string,
/**
 * The id of the playbook that was started.
 */
playbook: string | null,
/**
 * The incident.
 */
incident: IncidentView, };

/**
 * One incident in a list.
 */
export type IncidentRow = {
/**
 * The id.
 */
id: string,
/**
 * The code.
 */
code: string,
/**
 * The title.
 */
title: string,
/**
 * Live or exercise.
 */
class: Class,
/**
 * The type.
 */
incident_type: Named,
/**
 * How bad it is.
 */
severity: Severity,
/**
 * What is affected.
 */
service_models: Array<ServiceModel>,
/**
 * The providers.
 */
providers: Array<Named>,
/**
 * Open or closed.
 */
status: Status,
/**
 * When it was opened, UTC.
 */
opened_at: string,
/**
 * When the last event was recorded, UTC.
 */
last_recorded_at: string,
/**
 * How many timeline entries it has.
 */
entries: number,
/**
 * The four clocks.
 */
clocks: Array<Clock>,
/**
 * Steps settled and in all, over all runs.
 */
steps: Progress,
/**
 * The step where work goes on, its number and title: the first that is open, or deferred and due.
 */
current_step: string | null,
/**
 * Requests to providers that are neither answered nor withdrawn.
 */
requests: Array<OpenRequest>,
/**
 * The deadline that runs and has the least time left.
 */
deadline: RunningDeadline | null, };

/**
 * `incident.show` and the core of every change: one incident, as it stands.
 */
export type IncidentView = {
/**
 * The id.
 */
id: string,
/**
 * The code.
 */
code: string,
/**
 * The title.
 */
title: string,
/**
 * Live or exercise.
 */
class: Class,
/**
 * The type.
 */
incident_type: Named,
/**
 * How bad it is.
 */
severity: Severity,
/**
 * What is affected: the models that were declared, then those of the resources.
 */
service_models: Array<ServiceModel>,
/**
 * The providers: those that were declared, then those of the resources.
 */
providers: Array<Named>,
/**
 * What was declared of both; `incident.change` changes this.
 */
declared: Declared,
/**
 * The resources that count as affected, in the order they were added.
 */
resources: Array<ResourceView>,
/**
 * Whether a model or provider is affected that no run is made for; `playbook.further` says which playbooks are.
 */
further: boolean,
/**
 * Open or closed.
 */
status: Status,
/**
 * What it turned out to be, once closed.
 */
resolution: Resolution | null,
/**
 * The summary given at closing.
 */
summary: string | null,
/**
 * How often it was reopened.
 */
reopened: number,
/**
 * When it was opened, UTC.
 */
opened_at: string,
/**
 * Who opened it.
 */
opened_by: string,
/**
 * The matrix profile in force.
 */
profile: Named,
/**
 * The targets it was opened with, or changed to with the severity.
 */
targets: TargetsView,
/**
 * `to_detect`, `to_acknowledge`, `to_contain`, `to_recover` (the four clocks), then `to_eradicate` and `dwell`.
 */
clocks: Array<Clock>,
/**
 * Every milestone that is set, in the order of the vocabulary.
 */
milestones: Array<MilestoneView>,
/**
 * Milestones that a finished step marks and that are not set: what to offer.
 */
offers: Array<MilestoneOffer>,
/**
 * The playbooks being worked, in the order they were started.
 */
runs: Array<RunView>,
/**
 * What was asked of providers, in the order it was drafted.
 */
requests: Array<RequestView>,
/**
 * The deadlines that run, the least time left first; `deadline.list` has all.
 */
deadlines: Array<RunningDeadline>,
/**
 * When updates are due, and how many are drafted; `update.list` has all.
 */
updates: UpdatesDue,
/**
 * The evidence, counted; `evidence.list` has it.
 */
evidence: EvidenceCount,
/**
 * How many indicators of compromise count.
 */
indicators: number,
/**
 * How many decisions are in force.
 */
decisions: number,
/**
 * The time spent waiting for providers; `null` where no request was sent.
 */
waiting: Waiting | null,
/**
 * Who holds which role: the usual ones first.
 */
roles: Array<RoleHolder>,
/**
 * The handover that waits for its receiver; `null` where none does.
 */
handover: OpenHandover | null,
/**
 * How many timeline entries there are.
 */
entries: number,
/**
 * The chain.
 */
head: Head,
/**
 * Where this machine's responder was last.
 */
place: Place | null,
/**
 * What holds once the last act of this machine is taken back; `null` where nothing can be.
 */
undo: string | null,
/**
 * What holds once the act that was taken back last is done again; `null` where nothing can be.
 */
redo: string | null, };

/**
 * The form of exported indicators.
 */
export type IndicatorFormat = "csv" | "stix";

/**
 * What kind of thing an indicator is.
 */
export type IndicatorKind = "ipv4" | "ipv6" | "domain" | "url" | "email" | "md5" | "sha1" | "sha256" | "sha512" | "account" | "resource" | "user-agent" | "process" | "path";

/**
 * An indicator of compromise, as it stands.
 */
export type IndicatorView = {
/**
 * Its number in the incident.
 */
id: string,
/**
 * What kind of thing it is.
 */
kind: IndicatorKind,
/**
 * The name of the kind on screen.
 */
kind_label: string,
/**
 * What it is, in its normal form.
 */
value: string,
/**
 * The same, written so that nothing can be clicked.
 */
defanged: string,
/**
 * With whom it may be shared.
 */
tlp: Tlp,
/**
 * When it was first seen.
 */
first_seen: SaidTime | null,
/**
 * When it was last seen.
 */
last_seen: SaidTime | null,
/**
 * The ports that it was seen with, in order.
 */
ports: Array<number>,
/**
 * What is known of it.
 */
note: string | null,
/**
 * The entries that it comes from.
 */
entries: Array<LinkedEntry>,
/**
 * The steps that it belongs to.
 */
steps: Array<LinkedStep>,
/**
 * When it was added, UTC.
 */
added_at: string,
/**
 * Who added it.
 */
added_by: string,
/**
 * The entry that added it.
 */
entry: string,
/**
 * Whether it was withdrawn.
 */
withdrawn: boolean, };

/**
 * One indicator to add.
 */
export type IndicatorWords = {
/**
 * What kind of thing it is; told by its form where missing.
 */
kind?: IndicatorKind | null,
/**
 * What it is, defanged or not; a port after it is kept.
 */
value: string,
/**
 * The ports that it was seen with.
 */
ports?: Array<number>,
/**
 * When it was first seen, as typed.
 */
first_seen?: string | null,
/**
 * When it was last seen, as typed.
 */
last_seen?: string | null, };

/**
 * What a job does.
 */
export type JobKind = "add" | "verify" | "export";

/**
 * How far a job is.
 */
export type JobState = "waiting" | "working" | "done" | "stopped" | "failed";

/**
 * A job that hashes, copies or verifies evidence.
 */
export type JobView = {
/**
 * Its number since the program was started.
 */
id: number,
/**
 * The incident's id.
 */
incident: string,
/**
 * What it does.
 */
kind: JobKind,
/**
 * With what: the name of a file, or how many items.
 */
label: string,
/**
 * How far it is.
 */
state: JobState,
/**
 * Bytes done.
 */
done: number,
/**
 * Bytes in all, as far as known.
 */
total: number,
/**
 * The item it made or was about.
 */
evidence: string | null,
/**
 * What came of it, once it is done.
 */
said: string | null,
/**
 * Whether that needs attention: something is missing or changed.
 */
warns: boolean,
/**
 * Why nothing did.
 */
error: ErrorView | null, };

/**
 * How an item of evidence is kept.
 */
export type Kept = "copied" | "referenced";

/**
 * The layer of a resource that a step acts on.
 *
 * Source: the rows of the NSA's table in "Uphold the Cloud Shared Responsibility Model" (2024).
 */
export type Layer = "data" | "endpoints" | "accounts" | "application" | "os" | "network" | "physical";

/**
 * A step that acts on a layer.
 */
export type LayerStep = {
/**
 * The run.
 */
run: string,
/**
 * The id of the step.
 */
step: string,
/**
 * Its number in the run.
 */
number: number,
/**
 * Its title.
 */
title: string,
/**
 * Its state.
 */
state: StepState,
/**
 * Whether it lies on a branch that was not taken.
 */
off_branch: boolean,
/**
 * Who acts on it for each column; differs from the cell where the playbook names the party itself.
 */
parties: Array<Party | null>, };

/**
 * A step that is no longer in the text of a run, with what was recorded of it.
 */
export type LeftStepView = {
/**
 * The id.
 */
id: string,
/**
 * The title it had.
 */
title: string,
/**
 * The phase it stood in.
 */
phase: Phase,
/**
 * The last version of the playbook that had it.
 */
version: string,
/**
 * The state it was left in.
 */
state: StepState,
/**
 * What was observed.
 */
value: string | null,
/**
 * Why it was left out, deferred or blocked.
 */
reason: string | null,
/**
 * The entry that set the state.
 */
entry: string | null, };

/**
 * The answer to `library.search`.
 */
export type LibraryFound = {
/**
 * The places, best first.
 */
hits: Array<LibraryHit>,
/**
 * How many places there are in all.
 */
total: number, };

/**
 * A place in a playbook where words were found.
 */
export type LibraryHit = {
/**
 * The playbook.
 */
playbook: Named,
/**
 * The step; `null` where they stand in what is said of the playbook as a whole.
 */
step: HitStep | null,
/**
 * Which part of it.
 */
part: HitPart,
/**
 * The words around, in pieces: those that were found are marked.
 */
excerpt: Array<ExcerptPiece>, };

/**
 * The answer to `library.show`: where playbooks come from, and what of it does not count.
 */
export type LibraryView = {
/**
 * How many playbooks count.
 */
playbooks: number,
/**
 * How many of them are built into the program.
 */
bundled: number,
/**
 * The folders of own playbooks: those of the settings, then those that were named on the start.
 */
folders: Array<FolderView>,
/**
 * The folder that a new own playbook is written to where none is chosen; it may not be there yet.
 */
for_new: string,
/**
 * Own files that do not count, by path.
 */
aside: Array<AsideView>, };

/**
 * An entry that something comes from.
 */
export type LinkedEntry = {
/**
 * The entry.
 */
entry: string,
/**
 * Its number.
 */
seq: number,
/**
 * The beginning of its words, as they count now.
 */
text: string, };

/**
 * A step that something belongs to.
 */
export type LinkedStep = {
/**
 * The run.
 */
run: string,
/**
 * The step's id.
 */
step: string,
/**
 * Its number and title; `null` where the run's text has it no more.
 */
title: string | null, };

/**
 * `acting.list`: names that entries can be written under.
 */
export type ListActing = {
/**
 * Those of this incident; whoever wrote anywhere in the record where missing.
 */
incident?: string | null, };

/**
 * `playbook.import-list`: says what files are, without all that is found in them; nothing is written.
 */
export type ListImport = {
/**
 * Files, and folders that are searched for `.md` files.
 */
paths: Array<string>, };

/**
 * `incident.list`: incidents, newest first.
 */
export type ListIncidents = {
/**
 * Words to find in titles, codes, entries and notes.
 */
text?: string | null,
/**
 * Only those with this status.
 */
status?: Status | null,
/**
 * Where to begin, 0 where missing.
 */
offset: number | null,
/**
 * How many at most, 200 where missing.
 */
limit: number | null, };

/**
 * `request.list`: requests that are neither answered nor withdrawn, over all open incidents; due ones first, then
 * those that wait longest, then drafts.
 */
export type ListRequests = {
/**
 * Only those of this incident.
 */
incident?: string | null, };

/**
 * `draft.load`: what was typed and not sent.
 */
export type LoadDraft = {
/**
 * Where it was typed.
 */
key: string, };

/**
 * `pack.make` and `pack.save`: an incident, or playbooks, on paper. One of both must be named.
 */
export type MakePack = {
/**
 * Which incident: every playbook that is worked in it, as it stands.
 */
incident?: string | null,
/**
 * Which playbooks, in the order they are printed; one that is named twice is there once.
 */
playbooks?: Array<string>,
/**
 * Whether steps are there by title and time box alone: a run sheet.
 */
brief: boolean,
/**
 * The folder to save it in; the folder of exports where missing. For `pack.save`.
 */
folder?: string | null, };

/**
 * One thing that happened to a request, a deadline or an update.
 */
export type MarkView<M> = {
/**
 * What.
 */
mark: M,
/**
 * The name on screen.
 */
label: string,
/**
 * When, as said.
 */
when: When,
/**
 * The same as text that says it again, whatever the time and the zone.
 */
typed: string,
/**
 * The precision to send with that text, where it does not say it itself.
 */
typed_precision: Precision | null,
/**
 * Who did it, or who decided.
 */
by: string | null,
/**
 * What came of it, or why.
 */
note: string | null,
/**
 * Who recorded it.
 */
author: string,
/**
 * The entry that did.
 */
entry: string, };

/**
 * `playbook.match`: which playbooks fit, best first.
 */
export type MatchPlaybooks = {
/**
 * The id of the incident type.
 */
incident_type: string,
/**
 * The models affected.
 */
service_models: Array<ServiceModel>,
/**
 * Ids of the providers.
 */
providers: Array<string>, };

/**
 * A playbook that fits, and why.
 */
export type MatchView = {
/**
 * The id.
 */
id: string,
/**
 * The title.
 */
title: string,
/**
 * How it fits.
 */
fit: Fit,
/**
 * Why, in words: `Made for this: credential compromise on IaaS, with AWS commands.`
 */
reason: string,
/**
 * How many steps it has.
 */
steps: number,
/**
 * How many of them are on the first-minute card.
 */
first_minute: number, };

/**
 * The answer to `matrix.show`: every layer under every service model.
 */
export type Matrix = {
/**
 * The profile's id.
 */
id: string,
/**
 * The profile's name, for example `NSA 2024, FaaS after CIS`.
 */
name: string,
/**
 * Where the table comes from.
 */
source: string,
/**
 * What is known of an own copy, which can be edited; `null` for a bundled profile and for that of an incident.
 */
own: OwnMatrix | null,
/**
 * What holds for the whole table, for example that it was read second-hand.
 */
remarks: Array<string>,
/**
 * How many cells differ from the bundled default profile.
 */
differences: number,
/**
 * One row a layer, in order.
 */
rows: Array<MatrixRow>,
/**
 * Offerings that are set apart.
 */
offerings: Array<OfferingView>, };

/**
 * One cell of the matrix.
 */
export type MatrixCell = {
/**
 * The service model.
 */
service_model: ServiceModel,
/**
 * Who is responsible.
 */
party: Party,
/**
 * Whether the bundled default profile says otherwise.
 */
differs: boolean,
/**
 * What is to be known about this cell: second-hand, inferred, taken from another profile.
 */
remarks: Array<string>, };

/**
 * One layer of the matrix.
 */
export type MatrixRow = {
/**
 * The layer.
 */
layer: Layer,
/**
 * Its name on screen.
 */
label: string,
/**
 * One cell a service model, in the order of [`About::service_models`](super::About::service_models).
 */
cells: Array<MatrixCell>, };

/**
 * A key of the front matter that says otherwise.
 */
export type MetaChangeView = {
/**
 * The key.
 */
key: string,
/**
 * What it said; empty where it was missing.
 */
before: string,
/**
 * What it says; empty where it is missing.
 */
after: string, };

/**
 * An assertion that something happened at a time.
 */
export type Milestone = "occurred" | "detected" | "declared" | "acknowledged" | "contained" | "eradicated" | "recovered" | "closed";

/**
 * A milestone to offer: a step that marks it is finished, and it is not set.
 */
export type MilestoneOffer = {
/**
 * Which.
 */
milestone: Milestone,
/**
 * The name on screen.
 */
label: string,
/**
 * The run of the step.
 */
run: string,
/**
 * The id of the step.
 */
step: string,
/**
 * The time to offer: when the step was finished, as it was said; to be sent in `milestone.set` as it stands.
 */
at: string,
/**
 * The precision to send with it, where the text does not say it.
 */
precision: Precision | null, };

/**
 * A milestone with the entry that set it.
 */
export type MilestoneView = {
/**
 * Which.
 */
milestone: Milestone,
/**
 * The name on screen.
 */
label: string,
/**
 * When it happened, as said.
 */
when: When,
/**
 * The same as text that says it again in `milestone.set`, whatever the time and the zone.
 */
typed: string,
/**
 * The precision to send with that text, where it does not say it itself.
 */
typed_precision: Precision | null,
/**
 * The entry that set it.
 */
entry: string,
/**
 * The number of that entry in its device's chain.
 */
seq: number,
/**
 * When that was recorded, UTC.
 */
recorded_at: string,
/**
 * Who said so.
 */
author: string,
/**
 * On what basis, in words.
 */
note: string | null,
/**
 * Earlier assertions, oldest first; they stay visible.
 */
earlier: Array<EarlierMilestone>, };

/**
 * How a step is to be worked.
 */
export type Mode = "do" | "confirm" | "watch" | "hold" | "memory";

/**
 * A party under one service model.
 */
export type ModelParty = {
/**
 * The model.
 */
service_model: ServiceModel,
/**
 * The party.
 */
party: Party, };

/**
 * `deadline.move`: says what happened to a deadline, and when. Said again, it corrects what was said before.
 */
export type MoveDeadline = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which deadline.
 */
deadline: string,
/**
 * What happened.
 */
mark: DeadlineMark,
/**
 * When, as typed; now where missing.
 */
at?: string | null,
/**
 * How precisely it is known, where the text does not say it.
 */
precision?: string | null,
/**
 * Who did it, or who decided.
 */
by?: string | null,
/**
 * The number that the receiver gave, or where the notice lies.
 */
reference?: string | null,
/**
 * What came of it, or why.
 */
note?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `request.move`: says what happened to a request, and when. Said again, it corrects what was said before.
 */
export type MoveRequest = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which request.
 */
request: string,
/**
 * What happened.
 */
mark: RequestMark,
/**
 * When, as typed; now where missing.
 */
at?: string | null,
/**
 * How precisely it is known, where the text does not say it.
 */
precision?: string | null,
/**
 * Who at the provider did it.
 */
by?: string | null,
/**
 * What came of it, or why.
 */
note?: string | null,
/**
 * The provider's number for it, which is recorded first; stays as it is where missing.
 */
ticket?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `run.move`: moves a run to the newer text that counts in the library.
 */
export type MoveRun = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run.
 */
run: string,
/**
 * SHA-256 of the text that was looked at: another one is refused. Whatever counts now where missing.
 */
sha256?: string | null, };

/**
 * `update.move`: says what happened to an update, and when. Said again, it corrects what was said before.
 */
export type MoveUpdate = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which update.
 */
update: string,
/**
 * What happened.
 */
mark: UpdateMark,
/**
 * When, as typed; now where missing.
 */
at?: string | null,
/**
 * How precisely it is known, where the text does not say it.
 */
precision?: string | null,
/**
 * Who approved it, or who sent it.
 */
by?: string | null,
/**
 * What is to be said of it, or why.
 */
note?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * An id with its name for people.
 */
export type Named = {
/**
 * The id in files, on the command line and in the record.
 */
id: string,
/**
 * The name on screen.
 */
name: string, };

/**
 * `playbook.new`: begins a playbook.
 */
export type NewPlaybook = {
/**
 * The id: lower-case letters, digits and dashes; also the name of the file.
 */
id: string,
/**
 * The title.
 */
title: string,
/**
 * Ids of the incident types it is for; at least one.
 */
incident_types: Array<string>,
/**
 * The models it is for; at least one.
 */
service_models: Array<ServiceModel>,
/**
 * Ids of the providers it has commands for.
 */
providers: Array<string>,
/**
 * The folder it is written to. Where missing, the one for new own playbooks if it is to be one of them; else it is
 * only answered.
 */
folder?: string | null,
/**
 * Whether it is to be one of one's own: the folder is made where it is missing, and the settings name it.
 */
own: boolean, };

/**
 * An audience whose next update is due, as the standing panel shows it.
 */
export type NextUpdate = {
/**
 * The update that says so.
 */
id: string,
/**
 * Whom it is for: the name of its template, or as typed.
 */
audience: string,
/**
 * When the next is due, UTC.
 */
at: string, };

/**
 * A request that asks nothing more than its name.
 */
export type Nothing = Record<symbol, never>;

/**
 * One cell of an offering.
 */
export type OfferingCell = {
/**
 * The layer.
 */
layer: Layer,
/**
 * Who is responsible.
 */
party: Party, };

/**
 * An offering that a profile sets apart.
 */
export type OfferingView = {
/**
 * The provider.
 */
provider: Named,
/**
 * What the provider calls it.
 */
name: string,
/**
 * Why it differs; may be empty.
 */
reason: string,
/**
 * The cells of its own, in the order of the layers.
 */
cells: Array<OfferingCell>, };

/**
 * `entry.show`: one entry, whole. `entry.locate`: its place in the timeline. `note.restore`: lets a note count again.
 */
export type OneEntry = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which entry.
 */
entry: string, };

/**
 * Names one incident: its id, its code such as `INC-0007`, its number, or an unambiguous beginning of the id.
 */
export type OneIncident = {
/**
 * Which incident.
 */
incident: string, };

/**
 * `provider.show`: names a provider.
 */
export type OneProvider = {
/**
 * Its id or its name.
 */
provider: string, };

/**
 * A handover that waits for its receiver.
 */
export type OpenHandover = {
/**
 * Its number in the incident.
 */
id: string,
/**
 * Who hands over.
 */
from: string,
/**
 * Who is to lead.
 */
to: string,
/**
 * When it was begun, UTC.
 */
begun_at: string, };

/**
 * `incident.open`: opens an incident and, unless told otherwise, starts the playbook that fits best.
 */
export type OpenIncident = {
/**
 * What happened, in a line.
 */
title: string,
/**
 * The id of the incident type.
 */
incident_type: string,
/**
 * What is affected; at least one, or none where resources are given: then theirs.
 */
service_models: Array<ServiceModel>,
/**
 * Ids of the providers; may be empty.
 */
providers: Array<string>,
/**
 * Affected resources that are known already; the playbook is chosen for their models and providers too.
 */
resources: Array<ResourceWords>,
/**
 * How bad it is.
 */
severity: Severity,
/**
 * When it was detected, as typed; now where missing.
 */
detected?: string | null,
/**
 * The playbook to start: an id; the best match where missing.
 */
playbook?: string | null,
/**
 * Whether to start no playbook at all.
 */
without_playbook: boolean,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * A request that is not answered, in a list over incidents.
 */
export type OpenRequest = {
/**
 * The incident's id.
 */
incident: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * The number of the request.
 */
id: string,
/**
 * Who is asked.
 */
provider: Named,
/**
 * What it is about.
 */
subject: string,
/**
 * The last thing that happened to it; `null` while it is a draft.
 */
state: RequestMark | null,
/**
 * Since when it waits for its answer, UTC.
 */
waiting_since: string | null,
/**
 * The instant from which it is to be escalated, UTC.
 */
due_at: string | null,
/**
 * Whether that instant has passed.
 */
due: boolean, };

/**
 * The order of a timeline.
 */
export type Order = "latest" | "earliest";

/**
 * Somebody at a provider.
 */
export type OwnContact = {
/**
 * Who.
 */
name: string,
/**
 * How they are reached.
 */
how: string, };

/**
 * An identifier that the provider knows the organisation by.
 */
export type OwnIdentifier = {
/**
 * What it is or what for, for example `production`.
 */
label: string,
/**
 * The identifier.
 */
value: string, };

/**
 * What is known of an own copy of a profile.
 */
export type OwnMatrix = {
/**
 * The name of the profile it was copied from.
 */
copied_from: string,
/**
 * Why there is a copy.
 */
reason: string, };

/**
 * What an organisation keeps about one provider.
 */
export type OwnProvider = {
/**
 * Whether the organisation uses it: only then something can be missing.
 */
in_use: boolean,
/**
 * What the provider knows it by.
 */
identifiers: Array<OwnIdentifier>,
/**
 * The support plan.
 */
plan: string | null,
/**
 * The time the contract gives for a first reply, in seconds.
 */
reply_seconds: number | null,
/**
 * People and addresses at the provider.
 */
contacts: Array<OwnContact>,
/**
 * Where a case is opened: a portal or a telephone number that works without the own sign-in.
 */
portal: string | null,
/**
 * The day on which the way to the provider was last tried.
 */
tested_on: string | null,
/**
 * What was tried, and what came of it.
 */
tested: string | null, };

/**
 * `deadline.own`: writes a rule as an own file, to be edited there.
 */
export type OwnRule = {
/**
 * Which rule.
 */
rule: string, };

/**
 * The answer to `deadline.own`.
 */
export type OwnedRule = {
/**
 * The file.
 */
file: string, };

/**
 * A party with what it acts for.
 */
export type Owner = {
/**
 * The party.
 */
party: Party,
/**
 * What it acts for, in words; of many resources the first are named.
 */
acts_for: Array<string>, };

/**
 * The answer to `pack.make`.
 */
export type Pack = {
/**
 * The name of the file it would be saved as.
 */
file_name: string,
/**
 * What stands on the paper, as HTML that is safe to insert.
 */
body: string, };

/**
 * A step as it was written down on paper.
 */
export type PaperRow = {
/**
 * Which step: its id, or its number.
 */
step: string,
/**
 * The state.
 */
state: StepState,
/**
 * When, as typed.
 */
at: string,
/**
 * What was observed, or who released a hold.
 */
value?: string | null,
/**
 * Why it was left out.
 */
reason?: string | null, };

/**
 * `time.parse`: reads a time as a responder types it.
 */
export type ParseTime = {
/**
 * For example `now`, `0241z`, `-10m`, `yesterday 22:10`, `2026-11-21T02:41Z`, `2022-12-16`, `2018-03`, `a/b`.
 */
text: string,
/**
 * The zone for a time without one; the zone in force where missing.
 */
zone?: string | null, };

/**
 * The answer to `time.parse`.
 */
export type ParsedTime = {
/**
 * The time as understood.
 */
when: When,
/**
 * The same as text that says it at any later moment too, to the minute where it is known to the minute.
 */
typed: string,
/**
 * The same in words, UTC first: `2026-11-21 02:10:00Z · 04:10 CEST · 7 min ago`.
 */
in_words: string, };

/**
 * Who is responsible for a layer under a service model, and so who acts.
 */
export type Party = "customer" | "provider" | "shared";

/**
 * `evidence.paste`: keeps bytes that lie in no file, such as a picture of the screen, as an item.
 */
export type PasteEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * The name that the file would have.
 */
file: string,
/**
 * The bytes in Base64; at most 64 MiB of them.
 */
content: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * The step it answers: its id or number.
 */
step?: string | null,
/**
 * The index of the item of that step that it answers.
 */
item?: number | null,
/**
 * What it is; the name of the file for a new one.
 */
name?: string | null,
/**
 * When it was collected, as typed; now for a new one.
 */
collected?: string | null,
/**
 * How precisely that is known, where the text does not say it.
 */
precision?: string | null,
/**
 * Who collected it; who records it for a new one.
 */
collected_by?: string | null,
/**
 * Where it was collected from.
 */
source?: string | null,
/**
 * How far the clock of the source was ahead: `90`, `+90 s`, `-2 min`.
 */
clock_offset?: string | null,
/**
 * How it was collected.
 */
method?: string | null,
/**
 * With which tool.
 */
tool?: string | null,
/**
 * The version of the tool.
 */
tool_version?: string | null,
/**
 * By whose authority.
 */
authority?: string | null,
/**
 * With whom it may be shared: a TLP label such as `amber`.
 */
tlp?: string | null,
/**
 * How long it is kept.
 */
retention?: string | null, };

/**
 * The answer to `people.show`.
 */
export type PeopleView = {
/**
 * The roles: the usual ones, then those of the playbooks, then own ones.
 */
roles: Array<RoleView>,
/**
 * Who held a role before, in the order in which that began.
 */
earlier: Array<EarlierHolder>,
/**
 * Who works the incident: whoever holds a role, wrote an entry, or is to lead.
 */
people: Array<PersonView>, };

/**
 * Somebody who works the incident.
 */
export type PersonView = {
/**
 * The name.
 */
name: string,
/**
 * The names of the roles that they hold.
 */
roles: Array<string>,
/**
 * Whether entries of this machine are written under this name.
 */
acting: boolean, };

/**
 * A phase of the response, or the lane `communicate` that runs beside the phases.
 */
export type Phase = "prepare" | "detect" | "analyze" | "contain" | "eradicate" | "recover" | "communicate" | "review";

/**
 * The steps of one phase of a run, counted.
 */
export type PhaseCount = {
/**
 * The phase.
 */
phase: Phase,
/**
 * The name on screen.
 */
label: string,
/**
 * Steps settled.
 */
settled: number,
/**
 * Steps in all, without those on a branch not taken.
 */
total: number,
/**
 * Steps deferred or blocked.
 */
waiting: number, };

/**
 * The playbook a run is pinned to.
 */
export type PinnedPlaybook = {
/**
 * The id.
 */
id: string,
/**
 * The title.
 */
title: string,
/**
 * The version.
 */
version: string,
/**
 * SHA-256 of its source, 64 hexadecimal digits.
 */
sha256: string,
/**
 * The version in the library, where it is newer.
 */
newer: string | null, };

/**
 * Where a responder was.
 */
export type Place = {
/**
 * The run.
 */
run: string,
/**
 * The step.
 */
step: string,
/**
 * When that was noted, UTC.
 */
saved_at: string,
/**
 * The last step that was settled before, `number title`.
 */
last_settled: string | null, };

/**
 * A support plan.
 */
export type PlanFact = {
/**
 * Its name.
 */
name: string,
/**
 * The times the provider states for a first reply, gravest first; none where none could be read.
 */
replies: Array<ReplyFact>,
/**
 * What to know about them: how old the page is, whom they are for, what another page says.
 */
note: string | null,
/**
 * The address of the page that says so.
 */
source: string,
/**
 * The day it was read.
 */
read: string, };

/**
 * Where a playbook lies.
 */
export type PlaybookOrigin = { "kind": "bundled" } | { "kind": "own",
/**
 * The folder that was named.
 */
folder: string,
/**
 * The file.
 */
path: string, };

/**
 * One playbook in the library.
 */
export type PlaybookRow = {
/**
 * The id.
 */
id: string,
/**
 * The title.
 */
title: string,
/**
 * The version.
 */
version: string,
/**
 * When to use it.
 */
summary: string,
/**
 * The types it covers.
 */
incident_types: Array<Named>,
/**
 * The models it covers.
 */
service_models: Array<ServiceModel>,
/**
 * The providers it has variants for.
 */
providers: Array<Named>,
/**
 * The usual severity.
 */
severity: Severity | null,
/**
 * How many steps.
 */
steps: number,
/**
 * The usual time of all steps in seconds; steps without a time count nothing.
 */
seconds: number,
/**
 * Whether it is the fallback for cells that nothing else covers.
 */
fallback: boolean,
/**
 * How many errors and warnings the linter has.
 */
findings: number,
/**
 * Where it lies.
 */
origin: PlaybookOrigin,
/**
 * The version of the bundled playbook that it counts in place of, where it is one's own.
 */
overrides: string | null,
/**
 * Own files with the same id that do not count, with the reason.
 */
beside: Array<AsideView>, };

/**
 * A step of a playbook for reading.
 */
export type PlaybookStep = {
/**
 * The id.
 */
id: string,
/**
 * The number, from 1.
 */
number: number,
/**
 * The phase.
 */
phase: Phase,
/**
 * The title.
 */
title: string,
/**
 * How it is worked.
 */
mode: Mode,
/**
 * Who acts.
 */
acts: Acts,
/**
 * The role.
 */
role: string | null,
/**
 * The usual time in seconds.
 */
seconds: number | null,
/**
 * Milestones it marks.
 */
marks: Array<Milestone>, };

/**
 * The answer to `playbook.show`: a playbook for reading.
 */
export type PlaybookView = {
/**
 * What the list says of it.
 */
row: PlaybookRow,
/**
 * The steps, with who acts.
 */
steps: Array<PlaybookStep>,
/**
 * The phases with their counts.
 */
phases: Array<PhaseCount>,
/**
 * The text, variables not filled in.
 */
text: RunText,
/**
 * The first-minute card: titles of the `memory` steps.
 */
first_minute: Array<string>,
/**
 * ATT&CK techniques.
 */
attack: Array<Named>,
/**
 * Related playbooks.
 */
related: Array<Named>,
/**
 * What the linter found.
 */
findings: Array<FindingView>,
/**
 * The Markdown source.
 */
source: string,
/**
 * SHA-256 of the source.
 */
sha256: string, };

/**
 * The answer to `playbook.words`: what may be written where, for completion.
 */
export type PlaybookWords = {
/**
 * The keys of the front matter.
 */
keys: Array<string>,
/**
 * The facts of a step, with the words each takes; none where any text fits.
 */
facts: Array<FactWords>,
/**
 * Phases.
 */
phases: Array<Named>,
/**
 * Headings of provider parts.
 */
providers: Array<Named>,
/**
 * Headings of the other parts of a step.
 */
parts: Array<string>,
/**
 * ATT&CK techniques.
 */
techniques: Array<Named>,
/**
 * Ids of playbooks.
 */
playbooks: Array<Named>,
/**
 * The words that a key of the front matter takes.
 */
values: Array<FactWords>, };

/**
 * How precisely a time is known.
 */
export type Precision = "exact" | "minute" | "hour" | "day" | "month" | "estimate" | "range" | "at-latest";

/**
 * `evidence.preview`: gives the bytes of a picture, once they were hashed again and are what was collected.
 */
export type PreviewEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string, };

/**
 * `playbook.preview`: checks a text that is being written, and shows it as a playbook.
 */
export type PreviewPlaybook = {
/**
 * The Markdown as it stands.
 */
text: string, };

/**
 * A picture whose bytes are what was collected.
 */
export type PreviewView = {
/**
 * What kind of picture its bytes say it is: `image/png`.
 */
media: string,
/**
 * The bytes in Base64.
 */
content: string, };

/**
 * The answer to `playbook.preview`.
 */
export type PreviewedPlaybook = {
/**
 * What the linter found, in the order of the text.
 */
findings: Array<FindingView>,
/**
 * The playbook; `null` where the text cannot be read as one.
 */
playbook: PlaybookView | null, };

/**
 * The answer to `matrix.list`: every profile, the bundled default first.
 */
export type Profiles = {
/**
 * Every profile that can be read.
 */
profiles: Array<Matrix>,
/**
 * The id of the one that new incidents get.
 */
default: string,
/**
 * Why new incidents do not get the one that was chosen in the settings, where that is so.
 */
problem: string | null,
/**
 * Own profiles that cannot be read.
 */
broken: Array<BrokenProfile>,
/**
 * The folder of own profiles.
 */
folder: string, };

/**
 * How much of something is settled.
 */
export type Progress = {
/**
 * Settled: done, verified, not applicable or overridden.
 */
settled: number,
/**
 * In all, without those on a branch not taken.
 */
total: number, };

/**
 * A provider of cloud services.
 */
export type Provider = {
/**
 * The id.
 */
id: string,
/**
 * The name on screen.
 */
name: string,
/**
 * The service models it is usual for; a hint for the order of choices, not a rule.
 */
service_models: Array<ServiceModel>, };

/**
 * Public facts about a provider, each with its source and the day it was read.
 */
export type ProviderFacts = {
/**
 * What it knows a customer by.
 */
identifiers: Array<IdentifierFact>,
/**
 * Where to turn to, and for what.
 */
contacts: Array<ContactFact>,
/**
 * Its support plans, with the times it states for a first reply.
 */
plans: Array<PlanFact>,
/**
 * What it needs or does not do, to be known before asking.
 */
needs: Array<Fact>, };

/**
 * One provider in a list.
 */
export type ProviderRow = {
/**
 * The id.
 */
id: string,
/**
 * The name on screen.
 */
name: string,
/**
 * The service models it is usual for.
 */
service_models: Array<ServiceModel>,
/**
 * Whether the organisation uses it.
 */
in_use: boolean,
/**
 * What is missing before an incident; nothing where it is not in use.
 */
gaps: Array<Gap>, };

/**
 * The answer to `provider.show` and `provider.set`.
 */
export type ProviderView = {
/**
 * The provider in the list.
 */
row: ProviderRow,
/**
 * Public facts about it.
 */
facts: ProviderFacts,
/**
 * What the organisation keeps about it.
 */
own: OwnProvider,
/**
 * The file in which that is kept.
 */
file: string, };

/**
 * `run.rank`: moves a run to another place in the queue.
 */
export type RankRun = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run.
 */
run: string,
/**
 * Its place from 1, the most urgent first.
 */
place: number, };

/**
 * The answer to `record.rebuild`.
 */
export type Rebuilt = {
/**
 * How many timeline entries were made again from their events.
 */
entries: number, };

/**
 * `steps.reconstruct`: types in what was worked on paper: all rows, or none.
 */
export type ReconstructSteps = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the first step where missing.
 */
run?: string | null,
/**
 * The steps in the order of the paper.
 */
rows: Array<PaperRow>,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `evidence.custody`: records what was done with an item.
 */
export type RecordCustody = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string,
/**
 * What was done.
 */
act: CustodyAct,
/**
 * Who did it; who has it where missing for a transfer, else who records it.
 */
by?: string | null,
/**
 * Who got it; a transfer needs it.
 */
to?: string | null,
/**
 * Why, where, under which number.
 */
note?: string | null,
/**
 * When, as typed; now where missing.
 */
at?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `decision.record`: records a decision.
 */
export type RecordDecision = {
/**
 * Which incident.
 */
incident: string,
/**
 * What there was to decide.
 */
question: string,
/**
 * What was considered; the choice is put among it where it is not.
 */
options: Array<string>,
/**
 * What was chosen.
 */
choice: string,
/**
 * Why.
 */
rationale?: string | null,
/**
 * Who decided; the responder where missing.
 */
decided_by?: string | null,
/**
 * When it was decided, as typed; now where missing.
 */
at?: string | null,
/**
 * How precisely it is known, where the text does not say it.
 */
precision?: string | null,
/**
 * Whether it can be taken back; not said where missing.
 */
reversible?: boolean | null,
/**
 * The run of the step whose branch it chose; the only one that has it where missing.
 */
run?: string | null,
/**
 * The step whose branch it chose: its id or number.
 */
step?: string | null,
/**
 * The number of the earlier decision that it takes the place of.
 */
supersedes?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `matrix.remove`: takes an own profile out of the list. Its file is kept beside the others, and every incident keeps the
 * profile that it carries.
 */
export type RemoveMatrix = {
/**
 * The id of the own profile.
 */
profile: string, };

/**
 * The answer to `matrix.remove`.
 */
export type RemovedMatrix = {
/**
 * The id, by which it is brought back.
 */
id: string,
/**
 * What it was called; the id where its file cannot be read.
 */
name: string,
/**
 * Where its file lies now.
 */
path: string, };

/**
 * `incident.reopen`: opens a closed incident again, with the reason.
 */
export type ReopenIncident = {
/**
 * Which incident.
 */
incident: string,
/**
 * Why.
 */
reason?: string | null, };

/**
 * The time a plan states for a first reply.
 */
export type ReplyFact = {
/**
 * The provider's own word for how grave it is.
 */
severity: string,
/**
 * The time in words, for example `1 hour`.
 */
within: string, };

/**
 * The form of an exported request.
 */
export type RequestFormat = "txt" | "md";

/**
 * What can be said to have happened to a provider request, in the order in which it happens.
 */
export type RequestMark = "sent" | "acknowledged" | "answered" | "withdrawn";

/**
 * What was asked of a provider, as it stands.
 */
export type RequestView = {
/**
 * Its number in the incident.
 */
id: string,
/**
 * The run of the step it comes from.
 */
run: string | null,
/**
 * The step it comes from.
 */
step: string | null,
/**
 * The number and title of that step.
 */
step_title: string | null,
/**
 * The number of the request it follows up.
 */
follows: string | null,
/**
 * Who is asked.
 */
provider: Named,
/**
 * What it is about, in a line.
 */
subject: string,
/**
 * The words to send, or that were sent.
 */
text: string,
/**
 * How it is sent.
 */
channel: string | null,
/**
 * The provider's own number for it.
 */
ticket: string | null,
/**
 * When it is escalated, as it can be typed again: `4h`, a time, or nothing.
 */
escalate: string,
/**
 * The same in words.
 */
escalate_in_words: string,
/**
 * The last thing that happened to it; `null` while it is a draft.
 */
state: RequestMark | null,
/**
 * When it was drafted, UTC.
 */
drafted_at: string,
/**
 * Who drafted it.
 */
drafted_by: string,
/**
 * The entry that drafted it.
 */
entry: string,
/**
 * What happened to it, in order.
 */
marks: Array<MarkView<RequestMark>>,
/**
 * Since when it waits for its answer, UTC: the earliest time it can have been sent; `null` where it does not.
 */
waiting_since: string | null,
/**
 * The instant from which it is to be escalated, UTC; `null` where it waits for no answer or never is.
 */
due_at: string | null,
/**
 * Whether that instant has passed.
 */
due: boolean, };

/**
 * What an incident turned out to be when it was closed.
 */
export type Resolution = "resolved" | "false-positive" | "benign" | "duplicate";

/**
 * An affected resource of an incident.
 */
export type ResourceView = {
/**
 * The id: a small number, unique in the incident.
 */
id: string,
/**
 * What responders call it.
 */
name: string,
/**
 * How it is run.
 */
service_model: ServiceModel,
/**
 * The provider.
 */
provider: Named | null,
/**
 * What the provider calls the offering.
 */
offering: string | null,
/**
 * What identifies it at the provider.
 */
identifier: string | null,
/**
 * Whether the profile in force has cells of its own for the offering.
 */
set_apart: boolean, };

/**
 * What a resource is said to be, as given.
 */
export type ResourceWords = {
/**
 * What responders call it.
 */
name: string,
/**
 * How it is run.
 */
service_model: ServiceModel,
/**
 * The id of its provider.
 */
provider?: string | null,
/**
 * What the provider calls the offering; needs the provider.
 */
offering?: string | null,
/**
 * What identifies it at the provider.
 */
identifier?: string | null, };

/**
 * The answer to `incident.responsibility`: who owns which layer of what is affected, and which steps act on it.
 */
export type Responsibility = {
/**
 * The profile in force.
 */
profile: Named,
/**
 * Where its table comes from.
 */
source: string,
/**
 * What holds for its whole table.
 */
remarks: Array<string>,
/**
 * The name of the bundled default profile, which cells are compared with.
 */
usual: string,
/**
 * What is affected, one column each.
 */
columns: Array<AffectedColumn>,
/**
 * One row a layer, in order.
 */
rows: Array<AffectedRow>,
/**
 * Steps that name no layer.
 */
without_layer: Array<LayerStep>, };

/**
 * `record.restore`: sets the present database file aside and puts a backup in its place.
 */
export type Restore = {
/**
 * The backup's path as listed; the newest good one where missing. `empty` begins a new record.
 */
backup?: string | null,
/**
 * Whether a record that holds, or one of a newer version, is replaced too.
 */
even_if_good: boolean, };

/**
 * `decision.restore`: says that a decision that was withdrawn was taken after all.
 */
export type RestoreDecision = {
/**
 * Which incident.
 */
incident: string,
/**
 * The number of the decision.
 */
decision: string, };

/**
 * `evidence.restore`: says that an item that was withdrawn is evidence after all.
 */
export type RestoreEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string, };

/**
 * `indicator.restore`: says that indicators that were withdrawn count after all.
 */
export type RestoreIndicators = {
/**
 * Which incident.
 */
incident: string,
/**
 * The numbers of the indicators.
 */
indicators: Array<string>, };

/**
 * `matrix.restore`: brings an own profile back that was removed, as it was then.
 */
export type RestoreMatrix = {
/**
 * The id of the own profile; the one removed last where several had it.
 */
profile: string, };

/**
 * The answer to `record.restore`.
 */
export type Restored = {
/**
 * Where the file that was there lies now, unchanged; `null` where there was none.
 */
set_aside: string | null,
/**
 * The backup that took its place; `null` for a new record.
 */
backup: string | null, };

/**
 * `deadline.revert`: takes back what was said to have happened to a deadline; one that was withdrawn runs again.
 */
export type RevertDeadline = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which deadline.
 */
deadline: string,
/**
 * What is taken back.
 */
mark: DeadlineMark,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `request.revert`: takes back the last thing that was said to have happened to a request.
 */
export type RevertRequest = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which request.
 */
request: string,
/**
 * What is taken back.
 */
mark: RequestMark,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `update.revert`: takes back the last thing that was said to have happened to an update.
 */
export type RevertUpdate = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which update.
 */
update: string,
/**
 * What is taken back.
 */
mark: UpdateMark,
/**
 * Why.
 */
reason?: string | null, };

/**
 * Somebody who holds a role.
 */
export type RoleHolder = {
/**
 * The role: the word of a usual one, an own one as it was typed.
 */
role: string,
/**
 * Its name on screen.
 */
label: string,
/**
 * Who holds it.
 */
person: string,
/**
 * Since when, as said.
 */
since: When,
/**
 * Who said so.
 */
author: string,
/**
 * The entry that did.
 */
entry: string, };

/**
 * A role of the incident: a usual one, one that a playbook names, or an own one that somebody holds or held.
 */
export type RoleView = {
/**
 * The role.
 */
role: string,
/**
 * Its name on screen.
 */
label: string,
/**
 * What it does, as a playbook says; `null` where none does.
 */
about: string | null,
/**
 * Whether one person holds it at a time.
 */
held_by_one: boolean,
/**
 * Who holds it.
 */
holders: Array<RoleHolder>,
/**
 * How many steps of this role are not settled, over all runs.
 */
steps: number, };

/**
 * A rule that a clock can be started by.
 */
export type RuleView = {
/**
 * The id.
 */
id: string,
/**
 * What is to be done.
 */
name: string,
/**
 * Whom it concerns.
 */
who: string,
/**
 * Where it is in force.
 */
region: string,
/**
 * What starts it, in words.
 */
trigger: string,
/**
 * How long it runs, as it can be typed; `null` where its source names no length.
 */
limit: string | null,
/**
 * How long it runs and from when, in words.
 */
in_words: string,
/**
 * What starts its cap, in words; `null` where it has none.
 */
cap_trigger: string | null,
/**
 * The rule whose notice starts it.
 */
after: string | null,
/**
 * The list of holidays that its business days leave out.
 */
holidays: string | null,
/**
 * The zone whose days count; `null` where it is that of the responder.
 */
zone: string | null,
/**
 * Since when it is in force, `YYYY-MM-DD`; `null` where that is long ago.
 */
since: string | null,
/**
 * Whether it is in force.
 */
in_force: boolean,
/**
 * What excuses from it.
 */
exception: string | null,
/**
 * What else is to be known.
 */
note: string | null,
/**
 * Where it was read.
 */
source: string,
/**
 * When that was, `YYYY-MM-DD`.
 */
as_of: string,
/**
 * The file of an own rule; `null` for a bundled one.
 */
file: string | null, };

/**
 * The answer to `run.text`, and the body of a playbook for reading. All `html` is sanitised and safe to insert.
 */
export type RunText = {
/**
 * The same number as [`RunView::text_version`].
 */
text_version: number,
/**
 * The text before the first phase.
 */
preamble: string,
/**
 * Alerts of the preamble: the standing notes.
 */
standing: Array<AlertText>,
/**
 * The variables the playbook declares that matter for the incident's providers.
 */
variables: Array<VariableView>,
/**
 * Role ids with what they do.
 */
roles: Array<Named>,
/**
 * Related playbooks of the library, which a step may call.
 */
related: Array<Named>,
/**
 * The steps, in the same order as [`RunView::steps`].
 */
steps: Array<StepText>, };

/**
 * A playbook being worked, as it stands. What does not change while working is in [`RunText`].
 */
export type RunView = {
/**
 * The id of the run: a small number, unique in the incident.
 */
id: string,
/**
 * The playbook, as pinned when the run started.
 */
playbook: PinnedPlaybook,
/**
 * Its place in the queue from 1, the most urgent first.
 */
place: number,
/**
 * The step from which it was called: where work goes back to.
 */
called_from: CalledFrom | null,
/**
 * The step at which it was left on this machine.
 */
cursor: string | null,
/**
 * The phases in the order of the playbook.
 */
phases: Array<PhaseCount>,
/**
 * The steps in the order of the playbook.
 */
steps: Array<StepView>,
/**
 * The number of the step where work goes on: the first on the branches taken that is open, or deferred and due.
 */
next: number | null,
/**
 * Steps that are no longer in the text since the run was moved to a newer one, with what was recorded of them.
 */
left: Array<LeftStepView>,
/**
 * All steps.
 */
progress: Progress,
/**
 * What the end says: `3 open`, `complete`, `complete except 2 deferred`, `ended with 4 open`.
 */
ending: string,
/**
 * Counts up by one whenever [`RunText`] would differ: a variable or the incident's providers or models changed.
 */
text_version: number, };

/**
 * A deadline that runs, as the standing panel and lists of incidents show it.
 */
export type RunningDeadline = {
/**
 * Its number.
 */
id: string,
/**
 * What is to be done.
 */
name: string,
/**
 * The instant that counts, UTC; `null` where nobody can say.
 */
due_at: string | null,
/**
 * The latest it can be due, UTC, where the trigger is known as a range.
 */
due_until: string | null, };

/**
 * A time as said, with the text that says it again.
 */
export type SaidTime = {
/**
 * When, as said.
 */
when: When,
/**
 * The same as text that says it again, whatever the time and the zone.
 */
typed: string,
/**
 * The precision to send with that text, where it does not say it itself.
 */
typed_precision: Precision | null, };

/**
 * `draft.save`: keeps what is typed and not yet sent; `null` forgets it. Kept beside the record, not in it.
 */
export type SaveDraft = {
/**
 * Where it was typed, for example `note:INC-0007` or `open`.
 */
key: string,
/**
 * The text.
 */
text?: string | null, };

/**
 * `playbook.import-save`: writes files as own playbooks, and keeps each source beside it as it is.
 */
export type SaveImport = {
/**
 * Files, and folders that are searched for `.md` files.
 */
paths: Array<string>,
/**
 * Takes files for playbooks that do not look like one.
 */
as_playbook: boolean,
/**
 * Ids of the suggestions and guesses that are accepted.
 */
accept: Array<string>,
/**
 * Accepts all of them.
 */
accept_all: boolean,
/**
 * The folder to write to; that of own playbooks where missing.
 */
to?: string | null,
/**
 * Replaces also what was edited since an earlier import.
 */
replace: boolean,
/**
 * Ids that other files of the same import have, so that two files of one name do not replace each other.
 */
taken: Array<string>, };

/**
 * `place.save`: notes where the responder is; kept beside the record, not in it.
 */
export type SavePlace = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run.
 */
run: string,
/**
 * Which step.
 */
step: string, };

/**
 * `playbook.save`: writes an own playbook. A bundled file is never written.
 */
export type SavePlaybook = {
/**
 * The Markdown; it may have errors, and then it does not count until they are mended.
 */
text: string,
/**
 * The own file it replaces; a new one named after its id where missing.
 */
path?: string | null,
/**
 * SHA-256 of that file as it was read; what somebody else changed since is not overwritten.
 */
sha256?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten once it is written; none where missing.
 */
draft?: string | null, };

/**
 * What came of a file.
 */
export type SavedFile = {
/**
 * The file that was imported.
 */
file: string,
/**
 * The id of the playbook.
 */
id: string,
/**
 * What was done.
 */
outcome: ImportOutcome,
/**
 * The playbook that was written or left.
 */
path: string | null,
/**
 * The source that is kept beside it.
 */
source: string | null,
/**
 * Why nothing was written, and what to do.
 */
why: string | null, };

/**
 * The answer to `pack.save`.
 */
export type SavedPack = {
/**
 * Where it lies.
 */
path: string, };

/**
 * The answer to `playbook.save`.
 */
export type SavedPlaybook = {
/**
 * The file.
 */
path: string,
/**
 * SHA-256 of what was written.
 */
sha256: string,
/**
 * The id it names, where it can be read as a playbook.
 */
id: string | null,
/**
 * Why it does not count, where it does not.
 */
aside: string | null, };

/**
 * `search`: finds words in titles, entries and notes of every incident.
 */
export type Search = {
/**
 * The words; each must be found, the last may be a beginning.
 */
text: string,
/**
 * How many at most, 100 where missing.
 */
limit: number | null, };

/**
 * `library.search`: finds words in the titles, steps, commands and techniques of all playbooks.
 */
export type SearchLibrary = {
/**
 * The words, or their beginnings.
 */
text: string,
/**
 * How many places at most, 50 where missing.
 */
limit?: number | null, };

/**
 * One part of a briefing.
 */
export type SectionView = {
/**
 * What it is about.
 */
title: string,
/**
 * What it says; empty where there is nothing to say.
 */
lines: Array<string>, };

/**
 * How a resource is run, which decides who is responsible for its layers.
 *
 * Source: NIST SP 800-145 for IaaS, PaaS and SaaS; CIS for FaaS.
 */
export type ServiceModel = "onprem" | "iaas" | "paas" | "faas" | "saas";

/**
 * A cell with its new party.
 */
export type SetCell = {
/**
 * The layer.
 */
layer: Layer,
/**
 * The service model.
 */
service_model: ServiceModel,
/**
 * Who is responsible.
 */
party: Party, };

/**
 * `evidence.set`: changes what an item is said to be; its bytes and its hash stay.
 */
export type SetEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * What it is; the name of the file for a new one.
 */
name?: string | null,
/**
 * When it was collected, as typed; now for a new one.
 */
collected?: string | null,
/**
 * How precisely that is known, where the text does not say it.
 */
precision?: string | null,
/**
 * Who collected it; who records it for a new one.
 */
collected_by?: string | null,
/**
 * Where it was collected from.
 */
source?: string | null,
/**
 * How far the clock of the source was ahead: `90`, `+90 s`, `-2 min`.
 */
clock_offset?: string | null,
/**
 * How it was collected.
 */
method?: string | null,
/**
 * With which tool.
 */
tool?: string | null,
/**
 * The version of the tool.
 */
tool_version?: string | null,
/**
 * By whose authority.
 */
authority?: string | null,
/**
 * With whom it may be shared: a TLP label such as `amber`.
 */
tlp?: string | null,
/**
 * How long it is kept.
 */
retention?: string | null, };

/**
 * `matrix.set`: changes an own profile. What is missing stays. Incidents keep the profile they carry.
 */
export type SetMatrix = {
/**
 * The id of the own profile.
 */
profile: string,
/**
 * A new name; the id stays.
 */
name?: string | null,
/**
 * Why it differs from what it was copied from.
 */
reason?: string | null,
/**
 * Cells with their new party.
 */
cells: Array<SetCell>,
/**
 * All offerings that are set apart from now on.
 */
offerings?: Array<SetOffering> | null,
/**
 * The name of the draft it was typed as, which is forgotten once the file is written; none where missing.
 */
draft?: string | null, };

/**
 * `milestone.set`: says when a milestone happened. A later assertion supersedes an earlier one.
 */
export type SetMilestone = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which milestone.
 */
milestone: Milestone,
/**
 * When, as typed. With `until`, the earlier end of a range.
 */
at: string,
/**
 * The later end of a range.
 */
until?: string | null,
/**
 * How precisely it is known, where the text does not say it: `exact`, `minute`, `hour`, `day`, `month`, `estimate`.
 */
precision?: string | null,
/**
 * On what basis, in words.
 */
note?: string | null, };

/**
 * An offering to set apart.
 */
export type SetOffering = {
/**
 * The id of the provider.
 */
provider: string,
/**
 * What the provider calls it.
 */
name: string,
/**
 * Why it differs; may be empty.
 */
reason: string,
/**
 * The cells of its own; the others follow the service model.
 */
cells: Array<OfferingCell>, };

/**
 * `provider.set`: keeps what the organisation knows about a provider, all of it.
 */
export type SetProvider = {
/**
 * Its id or its name.
 */
provider: string,
/**
 * What is kept from now on.
 */
own: OwnProvider,
/**
 * The name of the draft it was typed as, which is forgotten with it; none where missing.
 */
draft?: string | null, };

/**
 * `request.set`: changes a request; provider, subject and text only until it is sent.
 */
export type SetRequest = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which request.
 */
request: string,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * Who is asked: a provider's id or name, or any other name; the incident's first provider where missing.
 */
provider?: string | null,
/**
 * What it is about.
 */
subject?: string | null,
/**
 * The words.
 */
text?: string | null,
/**
 * How it is sent; empty for none.
 */
channel?: string | null,
/**
 * The provider's own number for it; empty for none.
 */
ticket?: string | null,
/**
 * When to escalate it: a length of time after it was sent (`4h`), a time, or empty for never.
 */
escalate?: string | null, };

/**
 * `settings.set`: the whole settings; answers with [`About`].
 */
export type SetSettings = {
/**
 * The settings to keep.
 */
settings: Settings, };

/**
 * `step.set`: sets the state of a step.
 */
export type SetStep = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * Which step: its id, or its number.
 */
step: string,
/**
 * The new state.
 */
state: StepState,
/**
 * Why; needed for `deferred`, `not-applicable`, `overridden` and `blocked`.
 */
reason?: string | null,
/**
 * What was observed; needed for `verified`, for a step of mode `confirm`, and to say who released a `hold`.
 */
value?: string | null,
/**
 * For `deferred`: a phase or a time, which make it due again, or what it waits for in words, which does not.
 */
until?: string | null,
/**
 * When it happened, as typed; now where missing.
 */
at?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * The step of the same run at which the responder goes on, which is kept as their place in the same step; where
 * missing, the place stays. Needs the run.
 */
next?: string | null, };

/**
 * `task.set`: ticks a task of a step, or takes the tick back.
 */
export type SetTask = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * Which step.
 */
step: string,
/**
 * Which task, by its index.
 */
task: number,
/**
 * Whether it is ticked.
 */
ticked: boolean, };

/**
 * `update.set`: changes an update; its words only until it is approved or sent.
 */
export type SetUpdate = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which update.
 */
update: string,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null,
/**
 * Whom it is for.
 */
audience?: string | null,
/**
 * Who gets it; empty for nobody named.
 */
to?: string | null,
/**
 * What it is about.
 */
subject?: string | null,
/**
 * The words.
 */
text?: string | null,
/**
 * How it is sent; empty for none.
 */
channel?: string | null,
/**
 * When the next is due: a length of time from now (`4h`), a time, or empty for never.
 */
next?: string | null, };

/**
 * `run.variable`: fills in a variable of a run; `null` clears it.
 */
export type SetVariable = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run.
 */
run: string,
/**
 * Which variable.
 */
name: string,
/**
 * The value.
 */
value?: string | null, };

/**
 * What can be set on this machine; kept beside the record, not in it.
 */
export type Settings = {
/**
 * The responder's name.
 */
responder: string | null,
/**
 * `light`, `dark`, or `null` for the system's.
 */
theme: Theme | null,
/**
 * An IANA zone name, or `null` for the system's.
 */
zone: string | null,
/**
 * Folders of own playbooks, by their whole paths.
 */
playbooks: Array<string>,
/**
 * The id of the matrix profile that new incidents get, or `null` for the bundled default.
 */
matrix_profile: string | null,
/**
 * Keys that were bound anew: the chords of an act by its id, none for an act without a key. An act that is not named
 * has the keys it came with.
 */
keys: { [key in string]: Array<string> },
/**
 * How large everything in the window is, in percent, 50 to 300; `null` for 100.
 */
zoom: number | null, };

/**
 * How bad it is; chooses the targets.
 */
export type Severity = "critical" | "high" | "medium" | "low";

/**
 * A severity with the targets that hold for it.
 */
export type SeverityChoice = {
/**
 * The severity.
 */
severity: Severity,
/**
 * The name on screen.
 */
label: string,
/**
 * When to use it, one sentence.
 */
about: string,
/**
 * Its targets.
 */
targets: TargetsView, };

/**
 * `matrix.show`: who acts on each layer, by the default profile, another one, or that of an incident.
 */
export type ShowMatrix = {
/**
 * The incident whose profile to use.
 */
incident?: string | null,
/**
 * The id of the profile to use where no incident is named; the default for new incidents where missing.
 */
profile?: string | null, };

/**
 * `playbook.show`: names one playbook.
 */
export type ShowPlaybook = {
/**
 * The id.
 */
id: string,
/**
 * The models to compute who acts for; all it covers where missing.
 */
service_models?: Array<ServiceModel> | null, };

/**
 * `run.text`: what a run's playbook says, with variables filled in, for the incident's providers.
 */
export type ShowRunText = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run.
 */
run: string, };

/**
 * The answer to `incident.sitrep`: the situation, from facts of the record alone, at the time it was made.
 */
export type Sitrep = {
/**
 * When it was made, UTC.
 */
made_at: string,
/**
 * Who made it; `null` where the responder has no name.
 */
made_by: string | null,
/**
 * The code.
 */
code: string,
/**
 * What happened, in a line.
 */
title: string,
/**
 * Live or exercise.
 */
class: Class,
/**
 * How bad it is.
 */
severity: Severity,
/**
 * The name of the type.
 */
incident_type: string,
/**
 * Open, contained, closed, in words.
 */
status: string,
/**
 * When it was detected, in words; `null` where nobody said.
 */
since: string | null,
/**
 * Who leads; `null` where nobody was said to.
 */
lead: string | null,
/**
 * What is affected, in words.
 */
affected: Array<string>,
/**
 * The four clocks with their definitions.
 */
clocks: Array<Clock>,
/**
 * How many steps are settled, and how many there are.
 */
settled: number,
/**
 * How many steps there are.
 */
steps: number,
/**
 * The steps done last, latest first.
 */
done: Array<SitrepLine>,
/**
 * Where work goes on, and what is blocked.
 */
in_progress: Array<SitrepLine>,
/**
 * What comes after it, and what was deferred.
 */
next: Array<SitrepLine>,
/**
 * Requests to providers that are not answered.
 */
requests: Array<SitrepLine>,
/**
 * Deadlines that run, the least time left first.
 */
deadlines: Array<DeadlineView>,
/**
 * When updates are due.
 */
updates: Array<NextUpdate>,
/**
 * How many indicators count, and of which kinds, in words; `null` where there are none.
 */
indicators: string | null,
/**
 * What was decided and is in force, latest first: with its reasons where they were recorded, else the branch.
 */
decisions: Array<SitrepLine>,
/**
 * What is not known.
 */
unknown: Array<string>,
/**
 * How many events the record has.
 */
events: number,
/**
 * The head of its chain.
 */
head: string,
/**
 * All of it as Markdown, one page.
 */
markdown: string, };

/**
 * A line of the report.
 */
export type SitrepLine = {
/**
 * What.
 */
text: string,
/**
 * More about it: a state, a reason, a name.
 */
about: string | null,
/**
 * When, UTC; `null` where no time belongs to it.
 */
at: string | null, };

/**
 * A file or folder that is left out.
 */
export type SkippedFile = {
/**
 * The file or folder.
 */
file: string,
/**
 * Why, and what to do.
 */
why: string, };

/**
 * The time of an incident or of a clock in two parts: of which a request waited for the provider, and the rest.
 * Shown beside the clock, never taken off it.
 */
export type SplitView = {
/**
 * Time in which at least one request had been sent and neither answered nor withdrawn.
 */
provider: Duration,
/**
 * The rest.
 */
own: Duration,
/**
 * Whether the start is only known to be no later than said, so that both are at least what is shown.
 */
at_least: boolean,
/**
 * Whether the time still runs.
 */
running: boolean,
/**
 * Whether a request waits now: then the provider's part grows, else the own part.
 */
waiting: boolean, };

/**
 * `deadline.start`: starts a clock; `deadline.preview`: says when it would be due, and records nothing.
 */
export type StartDeadline = {
/**
 * Which incident.
 */
incident: string,
/**
 * The rule; `contract` where missing.
 */
rule?: string | null,
/**
 * What is to be done, where it is another than the rule's name.
 */
name?: string | null,
/**
 * How long it runs, where it is another than the rule's: `72h`, `30d`, `4bd`, `1mo`.
 */
limit?: string | null,
/**
 * The time of the trigger, as typed; with `until`, the earlier end of a range.
 */
at: string,
/**
 * The later end of a range.
 */
until?: string | null,
/**
 * How precisely it is known, where the text does not say it.
 */
precision?: string | null,
/**
 * The time that starts the cap, where the rule has one.
 */
cap_at?: string | null,
/**
 * The zone whose days count; that of the rule, else the responder's where missing.
 */
zone?: string | null,
/**
 * The list of holidays; that of the rule where missing, none where empty.
 */
holidays?: string | null,
/**
 * The deadline whose notice starts it.
 */
follows?: string | null,
/**
 * The run of the step that names it; the only one that has the step where missing.
 */
run?: string | null,
/**
 * That step: its id or number.
 */
step?: string | null,
/**
 * Why the duty is taken to apply.
 */
note?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `run.start`: starts a playbook in an incident.
 */
export type StartRun = {
/**
 * Which incident.
 */
incident: string,
/**
 * The id of the playbook.
 */
playbook: string,
/**
 * The step that calls it: where work goes back to at its end.
 */
from?: StepPlace | null, };

/**
 * `timer.start`: starts a timer on this machine; it is not in the record. One about the same step begins anew.
 */
export type StartTimer = {
/**
 * Which incident.
 */
incident: string,
/**
 * How long: `15m`, `1h`; the usual time of the step where missing.
 */
length?: string | null,
/**
 * What for; the step where missing.
 */
label?: string | null,
/**
 * The run of the step; the only one that has the step where missing.
 */
run?: string | null,
/**
 * The step that it is about: its id or number.
 */
step?: string | null, };

/**
 * Whether an incident can be worked.
 */
export type Status = "open" | "closed";

/**
 * Whether a step is in one of two texts or in both.
 */
export type StepChangeKind = "added" | "removed" | "moved" | "changed";

/**
 * A step that differs.
 */
export type StepChangeView = {
/**
 * The id.
 */
id: string,
/**
 * The title.
 */
title: string,
/**
 * The phase.
 */
phase: Phase,
/**
 * The number in the older text.
 */
before: number | null,
/**
 * The number in the newer text.
 */
after: number | null,
/**
 * Whether it is new, gone, or there in both.
 */
change: StepChangeKind,
/**
 * How it differs, in words.
 */
how: Array<string>,
/**
 * What was recorded of it in the run, where it is compared with one and something was.
 */
state: StepState | null,
/**
 * Its text, line by line.
 */
lines: Array<DiffLine>, };

/**
 * Where a step is.
 */
export type StepPlace = {
/**
 * The run.
 */
run: string,
/**
 * The step.
 */
step: string, };

/**
 * The state of a step in a run.
 *
 * `current` of the design is not a state of the record but the place of the cursor.
 */
export type StepState = "open" | "done" | "verified" | "deferred" | "not-applicable" | "overridden" | "blocked";

/**
 * What a step says.
 */
export type StepText = {
/**
 * The id.
 */
id: string,
/**
 * Alerts, to be shown above the action.
 */
cautions: Array<AlertText>,
/**
 * The prose as HTML; empty where there is none.
 */
html: string,
/**
 * What should be seen, as HTML.
 */
expect: string | null,
/**
 * A condition in words, as HTML.
 */
when: string | null,
/**
 * What may go wrong by doing it, as HTML.
 */
risk: string | null,
/**
 * How to take it back, as HTML.
 */
undo: string | null,
/**
 * The tasks outside the provider variants.
 */
tasks: Array<TaskText>,
/**
 * The commands outside the provider variants.
 */
commands: Array<CommandText>,
/**
 * The parts for providers; those of the incident first and marked.
 */
variants: Array<VariantText>,
/**
 * Evidence to collect, in order, as HTML.
 */
collect: Array<string>,
/**
 * What to ask the provider, as HTML.
 */
ask: Array<string>,
/**
 * What to ask the provider as plain text with variables filled in, ready to paste; `null` where nothing is to ask.
 */
ask_copy: string | null,
/**
 * The choices of its decision.
 */
decide: Array<ChoiceText>,
/**
 * ATT&CK techniques, `id name`.
 */
attack: Array<Named>,
/**
 * D3FEND techniques.
 */
d3fend: Array<string>,
/**
 * Deadlines it may start.
 */
starts_clock: Array<Named>, };

/**
 * A step, as it stands.
 */
export type StepView = {
/**
 * The id.
 */
id: string,
/**
 * The number in the run, from 1.
 */
number: number,
/**
 * The phase.
 */
phase: Phase,
/**
 * The title, plain text.
 */
title: string,
/**
 * The state.
 */
state: StepState,
/**
 * Why it was left out, deferred or blocked.
 */
reason: string | null,
/**
 * What was observed, or who released a hold.
 */
value: string | null,
/**
 * Until when it is deferred, in words.
 */
until: string | null,
/**
 * Whether it is deferred and wants to be worked again: its time has passed, or the phase it waits for is reached.
 * A phase is reached where a step of it is done or verified, or no step before it is open any more (open steps of
 * the lane `communicate` hold back nothing else). What it waits for in words never makes it due.
 */
due: boolean,
/**
 * The instant from which it is due, UTC, where it is deferred until a time.
 */
due_at: string | null,
/**
 * When the state was set, as said.
 */
changed_at: When | null,
/**
 * Who set it.
 */
changed_by: string | null,
/**
 * The entry that set it.
 */
entry: string | null,
/**
 * Who did it, where it is verified now.
 */
done: DoneBy | null,
/**
 * Whether its state was typed in later, from paper.
 */
reconstructed: boolean,
/**
 * Who watches it, or watched it until it was ended.
 */
watch: Watching | null,
/**
 * How it is worked.
 */
mode: Mode,
/**
 * Who acts.
 */
acts: Acts,
/**
 * The role that works it: its id in the playbook.
 */
role: string | null,
/**
 * The usual time in seconds.
 */
seconds: number | null,
/**
 * Milestones it marks.
 */
marks: Array<Milestone>,
/**
 * Steps that come before it and are not settled: `number title`.
 */
waits_for: Array<string>,
/**
 * Whether it lies on a branch that was not taken.
 */
off_branch: boolean,
/**
 * The choice made at its decision: an index into [`StepText::decide`].
 */
choice: number | null,
/**
 * Which of its tasks are ticked, by their index.
 */
ticked: Array<number>,
/**
 * How many tasks it has for the incident's providers.
 */
tasks: number,
/**
 * For each item of [`StepText::collect`] the names of the evidence that answers it.
 */
collected: Array<Array<string>>, };

/**
 * `evidence.stop`: stops a job; one that ended is taken off the list.
 */
export type StopJob = {
/**
 * Which job.
 */
job: number, };

/**
 * `playbook.suggest`: which playbooks the title of an incident suggests, best first.
 */
export type SuggestPlaybooks = {
/**
 * The title, as far as it is typed.
 */
title: string,
/**
 * How many at most, 3 where missing.
 */
limit?: number | null, };

/**
 * A playbook that a title suggests, and what taking it would say of the incident. It sets nothing by itself.
 */
export type SuggestionView = {
/**
 * The id.
 */
id: string,
/**
 * The title.
 */
title: string,
/**
 * The type of incident, of those it is made for.
 */
incident_type: Named,
/**
 * The service models it is made for, the most usual for such a title first.
 */
service_models: Array<ServiceModel>,
/**
 * The providers that the title names, as far as they matter for it.
 */
providers: Array<Named>,
/**
 * The words of the title that speak for it, as they are typed.
 */
words: Array<string>, };

/**
 * The answer to `act.undo` and `act.redo`.
 */
export type TakenBack = {
/**
 * What holds now, for example `step 3 is open again`.
 */
said: string,
/**
 * The step it was about, where it was about one.
 */
step: StepPlace | null,
/**
 * The entries that were recorded, durable by now; empty where nothing had to change.
 */
entries: Array<string>,
/**
 * The incident after the change.
 */
incident: IncidentView, };

/**
 * Targets in seconds, counted from detection.
 */
export type TargetsView = {
/**
 * To acknowledge.
 */
acknowledge: number | null,
/**
 * To contain.
 */
contain: number | null,
/**
 * To recover.
 */
recover: number | null, };

/**
 * A task.
 */
export type TaskText = {
/**
 * Its index in the step, for `task.set`.
 */
index: number,
/**
 * The text as HTML.
 */
html: string, };

/**
 * A template of updates.
 */
export type TemplateView = {
/**
 * The id: the name of its file.
 */
id: string,
/**
 * The name on screen.
 */
name: string,
/**
 * For whom it is, and when to send it.
 */
about: string,
/**
 * How many seconds after one the next is due; `null` where it has no rhythm.
 */
every: number | null,
/**
 * The file of an own template; `null` for a bundled one.
 */
file: string | null, };

/**
 * The answer to `update.templates`.
 */
export type Templates = {
/**
 * The templates: bundled ones in their order, own ones after them, or in place of the bundled one of the same id.
 */
templates: Array<TemplateView>,
/**
 * The folder of own templates.
 */
folder: string,
/**
 * What does not fit in own files.
 */
problems: Array<FileProblem>, };

/**
 * The colours of the window.
 */
export type Theme = "light" | "dark";

/**
 * One time with its ends.
 */
export type TimeSpan = {
/**
 * The shortest it can have been, in seconds.
 */
seconds_min: number,
/**
 * The longest it can have been, in seconds.
 */
seconds_max: number,
/**
 * Whether the start is only known to be no later than said, so that it took at least so long; left out where
 * it is not.
 */
at_least?: boolean,
/**
 * The start as said: an RFC 3339 time in UTC, or `earliest/latest` where it is not known to the minute.
 */
from: string,
/**
 * The end as said.
 */
to: string, };

/**
 * A page of the timeline.
 */
export type Timeline = {
/**
 * How many entries fit the filter.
 */
total: number,
/**
 * The rows from `offset` on.
 */
rows: Array<EntryView>,
/**
 * Everyone who wrote an entry of this incident.
 */
authors: Array<string>, };

/**
 * `timeline.page`: a page of the timeline.
 */
export type TimelinePage = {
/**
 * Which incident.
 */
incident: string,
/**
 * Only these kinds (words of [`super::About::entry_kinds`]); all where empty.
 */
kinds: Array<string>,
/**
 * Only by this author.
 */
author?: string | null,
/**
 * Only of this phase.
 */
phase?: Phase | null,
/**
 * Only with these words.
 */
text?: string | null,
/**
 * The order.
 */
order: Order,
/**
 * Where to begin.
 */
offset: number | null,
/**
 * How many; 100 where missing, 1,000 at most.
 */
limit: number | null, };

/**
 * A timer of this machine.
 */
export type TimerView = {
/**
 * Its number.
 */
id: number,
/**
 * What it is for.
 */
label: string,
/**
 * When it was started, UTC.
 */
from: string,
/**
 * When it is over, UTC.
 */
to: string,
/**
 * Whether it is over.
 */
over: boolean, };

/**
 * `times.show`: the times by their milestones. Each is `null` where an end is missing or the ends are out of order.
 */
export type Times = {
/**
 * `occurred → detected`.
 */
to_detect: TimeSpan | null,
/**
 * `detected → acknowledged`.
 */
to_acknowledge: TimeSpan | null,
/**
 * `detected → contained`.
 */
to_contain: TimeSpan | null,
/**
 * `detected → eradicated`.
 */
to_eradicate: TimeSpan | null,
/**
 * `detected → recovered`.
 */
to_recover: TimeSpan | null,
/**
 * `occurred → contained`.
 */
dwell: TimeSpan | null,
/**
 * The time spent waiting for providers, never taken off the times; left out where no request was sent.
 */
waiting_for_provider?: Waiting, };

/**
 * `times.between`: the time between two timeline entries or milestones, for a custom interval.
 */
export type TimesBetween = {
/**
 * Which incident.
 */
incident: string,
/**
 * A milestone's name or an entry.
 */
from: string,
/**
 * A milestone's name or an entry.
 */
to: string, };

/**
 * With whom something may be shared. Source: Traffic Light Protocol, FIRST, version 2.0 (2022).
 */
export type Tlp = "red" | "amber+strict" | "amber" | "green" | "clear";

/**
 * What can be said to have happened to an update, in the order in which it happens.
 */
export type UpdateMark = "approved" | "sent" | "withdrawn";

/**
 * An update, as it stands.
 */
export type UpdateView = {
/**
 * Its number in the incident.
 */
id: string,
/**
 * Whom it is for: the id of a template, or as typed.
 */
audience: string,
/**
 * The name of that template; the same as typed where there is none.
 */
audience_name: string,
/**
 * Who gets it.
 */
to: string | null,
/**
 * What it is about.
 */
subject: string,
/**
 * The words to send, or that were sent.
 */
text: string,
/**
 * How it is sent.
 */
channel: string | null,
/**
 * When the next one is due, as it can be typed again; empty where no time was said.
 */
next: string,
/**
 * The same instant, UTC.
 */
next_at: string | null,
/**
 * The last thing that happened to it; `null` while it is a draft.
 */
state: UpdateMark | null,
/**
 * When it was drafted, UTC.
 */
drafted_at: string,
/**
 * Who drafted it.
 */
drafted_by: string,
/**
 * The entry that drafted it.
 */
entry: string,
/**
 * What happened to it, in order.
 */
marks: Array<MarkView<UpdateMark>>, };

/**
 * The answer to `update.list`.
 */
export type Updates = {
/**
 * Why mail and chat may be read by the attacker; empty where nothing says so.
 */
out_of_band: Array<string>,
/**
 * The updates, the one drafted last first.
 */
updates: Array<UpdateView>, };

/**
 * What the standing panel shows of updates.
 */
export type UpdatesDue = {
/**
 * How many are drafted, and neither sent nor withdrawn.
 */
drafts: number,
/**
 * When the next ones are due, soonest first.
 */
next: Array<NextUpdate>, };

/**
 * `matrix.use`: puts a profile in force for an incident, as it is now.
 */
export type UseMatrix = {
/**
 * Which incident.
 */
incident: string,
/**
 * The id of the profile.
 */
profile: string,
/**
 * Why; must not be empty.
 */
reason: string,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * A variable to fill in.
 */
export type VariableView = {
/**
 * The name.
 */
name: string,
/**
 * What to fill in.
 */
about: string,
/**
 * An example.
 */
example: string | null,
/**
 * The value, once filled in.
 */
value: string | null, };

/**
 * A part for one provider.
 */
export type VariantText = {
/**
 * The provider.
 */
provider: Named,
/**
 * Whether the incident names this provider, or names none.
 */
relevant: boolean,
/**
 * Alerts.
 */
cautions: Array<AlertText>,
/**
 * Prose as HTML.
 */
html: string,
/**
 * Tasks.
 */
tasks: Array<TaskText>,
/**
 * Commands.
 */
commands: Array<CommandText>, };

/**
 * The answer to `record.verify`.
 */
export type Verified = {
/**
 * Whether everything holds: every chain, the database, and what the timeline says of the events.
 */
ok: boolean,
/**
 * How many events were read.
 */
events: number,
/**
 * The head as [`super::Head`] has it; where everything is verified, over the chains of every incident. `null`
 * where there are no events.
 */
head: string | null,
/**
 * The first event that does not hold.
 */
first_bad: BadEvent | null,
/**
 * What the database itself says is damaged, in its own words.
 */
damage: Array<string>,
/**
 * How many timeline entries do not say what their events say; `record.rebuild` makes them again.
 */
wrong_entries: number, };

/**
 * `evidence.verify`: hashes items again and records what was found; a job.
 */
export type VerifyEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item; all that count and were not destroyed where missing.
 */
evidence?: string | null, };

/**
 * `record.verify`: re-hashes every event, of one incident or of all.
 */
export type VerifyRecord = {
/**
 * Which incident; all where missing.
 */
incident?: string | null, };

/**
 * The time spent waiting for providers.
 */
export type Waiting = {
/**
 * From detection until the incident was closed, or until now.
 */
incident: SplitView,
/**
 * Within the time to contain; `null` where that has no value.
 */
to_contain: SplitView | null,
/**
 * Within the time to recover.
 */
to_recover: SplitView | null,
/**
 * When this was computed, UTC: what runs has grown since.
 */
as_of: string, };

/**
 * `step.watch`: says who watches what a step asks to watch.
 */
export type WatchStep = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which run; the only one that has the step where missing.
 */
run?: string | null,
/**
 * Which step: its id, or its number.
 */
step: string,
/**
 * Who watches; the responder where missing.
 */
by?: string | null,
/**
 * Whether it is not watched after all.
 */
stop: boolean,
/**
 * Since when, as typed; now where missing.
 */
at?: string | null, };

/**
 * Who watches a step, since when.
 */
export type Watching = {
/**
 * Who watches now.
 */
by: string,
/**
 * Since when.
 */
since: When, };

/**
 * A time as said: somewhere from `earliest` to `latest`, both included.
 *
 * `earliest <= latest` holds for every value made by [`parse`] or the constructors. They are equal where the
 * precision is [`Precision::Exact`], [`Precision::Minute`] or [`Precision::AtLatest`].
 */
export type When = {
/**
 * The earliest instant it can have been.
 */
earliest: string,
/**
 * The latest instant it can have been.
 */
latest: string,
/**
 * How precisely it is known.
 */
precision: Precision,
/**
 * The zone it was said in: `UTC`, an offset such as `+02:00`, or an IANA name.
 */
zone: string, };

/**
 * `evidence.custody-withdraw`: takes an entry of custody back.
 */
export type WithdrawCustody = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string,
/**
 * Which entry, by its number.
 */
custody: number,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `decision.withdraw`: says that a decision was never taken; it stays in the record.
 */
export type WithdrawDecision = {
/**
 * Which incident.
 */
incident: string,
/**
 * The number of the decision.
 */
decision: string,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `evidence.withdraw`: says that an item is no evidence of this incident. Its copy stays.
 */
export type WithdrawEvidence = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which item.
 */
evidence: string,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `indicator.withdraw`: says that indicators are none after all; they stay in the record.
 */
export type WithdrawIndicators = {
/**
 * Which incident.
 */
incident: string,
/**
 * The numbers of the indicators.
 */
indicators: Array<string>,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `milestone.withdraw`: takes back the assertion that is in force; the one before it counts again.
 */
export type WithdrawMilestone = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which milestone.
 */
milestone: Milestone,
/**
 * Why.
 */
reason?: string | null, };

/**
 * `note.withdraw`: takes a note back that was written by mistake. It stays in the timeline, struck through.
 */
export type WithdrawNote = {
/**
 * Which incident.
 */
incident: string,
/**
 * Which entry; a note.
 */
entry: string,
/**
 * Why.
 */
reason?: string | null,
/**
 * The name of the draft it was typed as, which is forgotten in the same step; none where missing.
 */
draft?: string | null, };

/**
 * `resource.withdraw`: says that a resource is not affected after all. It stays in the record.
 */
export type WithdrawResource = {
/**
 * Which incident.
 */
incident: string,
/**
 * The id of the resource.
 */
resource: string,
/**
 * Why.
 */
reason?: string | null, };

/**
 * How a note was taken back.
 */
export type Withdrawn = {
/**
 * The entry that did.
 */
entry: string,
/**
 * When that was recorded, UTC.
 */
recorded_at: string,
/**
 * By whom.
 */
author: string,
/**
 * Why.
 */
reason: string | null, };

/**
 * How an item turned out to be no evidence.
 */
export type WithdrawnView = {
/**
 * When, UTC.
 */
at: string,
/**
 * Who said so.
 */
by: string,
/**
 * Why.
 */
reason: string | null, };

/** Every command with its request and its answer. */
export type Commands = {
  /** Says who responds, where the data lies, and what forms choose from. */
  "app.about": { request: Nothing; answer: About };
  /** Keeps the settings of this machine. */
  "settings.set": { request: SetSettings; answer: About };
  /** Writes all settings as a file. */
  "settings.export": { request: ExportSettings; answer: ExportedSettings };
  /** Takes over the settings of a file. */
  "settings.import": { request: ImportSettings; answer: ImportedSettings };
  /** Reads a time as a responder types it. */
  "time.parse": { request: ParseTime; answer: ParsedTime };
  /** Shows who acts on each layer under each service model. */
  "matrix.show": { request: ShowMatrix; answer: Matrix };
  /** Shows every matrix profile side by side. */
  "matrix.list": { request: Nothing; answer: Profiles };
  /** Makes an own matrix profile from another one. */
  "matrix.copy": { request: CopyMatrix; answer: Matrix };
  /** Changes an own matrix profile. */
  "matrix.set": { request: SetMatrix; answer: Matrix };
  /** Takes an own matrix profile out of the list. */
  "matrix.remove": { request: RemoveMatrix; answer: RemovedMatrix };
  /** Brings a removed matrix profile back. */
  "matrix.restore": { request: RestoreMatrix; answer: Matrix };
  /** Chooses the profile of new incidents. */
  "matrix.default": { request: ChooseMatrix; answer: Profiles };
  /** Puts a matrix profile in force for an incident. */
  "matrix.use": { request: UseMatrix; answer: Changed };
  /** Lists the playbooks. */
  "playbook.list": { request: Nothing; answer: Array<PlaybookRow> };
  /** Shows one playbook for reading. */
  "playbook.show": { request: ShowPlaybook; answer: PlaybookView };
  /** Ranks the playbooks that fit. */
  "playbook.match": { request: MatchPlaybooks; answer: Array<MatchView> };
  /** Says which playbooks a title suggests. */
  "playbook.suggest": { request: SuggestPlaybooks; answer: Array<SuggestionView> };
  /** Finds playbooks for what no run is made for. */
  "playbook.further": { request: OneIncident; answer: Further };
  /** Checks Markdown files. */
  "playbook.check": { request: CheckPlaybooks; answer: Array<FindingView> };
  /** Shows what differs between two texts of a playbook. */
  "playbook.compare": { request: ComparePlaybook; answer: ComparisonView };
  /** Reads foreign Markdown for the steps it holds. */
  "playbook.import": { request: ImportPlaybooks; answer: ImportReport };
  /** Says what foreign Markdown files are. */
  "playbook.import-list": { request: ListImport; answer: ImportList };
  /** Writes foreign Markdown as own playbooks. */
  "playbook.import-save": { request: SaveImport; answer: ImportSaved };
  /** Shows the folders of own playbooks and what does not count. */
  "library.show": { request: Nothing; answer: LibraryView };
  /** Begins a playbook. */
  "playbook.new": { request: NewPlaybook; answer: BegunPlaybook };
  /** Checks and shows a text that is being written. */
  "playbook.preview": { request: PreviewPlaybook; answer: PreviewedPlaybook };
  /** Gives the text of a playbook to be edited. */
  "playbook.edit": { request: EditPlaybook; answer: EditedPlaybook };
  /** Writes an own playbook. */
  "playbook.save": { request: SavePlaybook; answer: SavedPlaybook };
  /** Says what may be written where in a playbook. */
  "playbook.words": { request: Nothing; answer: PlaybookWords };
  /** Finds words in all playbooks. */
  "library.search": { request: SearchLibrary; answer: LibraryFound };
  /** Opens an incident. */
  "incident.open": { request: OpenIncident; answer: IncidentOpened };
  /** Lists and searches incidents. */
  "incident.list": { request: ListIncidents; answer: IncidentList };
  /** Shows one incident as it stands. */
  "incident.show": { request: OneIncident; answer: IncidentView };
  /** Changes what an incident is said to be. */
  "incident.change": { request: ChangeIncident; answer: Changed };
  /** Closes an incident. */
  "incident.close": { request: CloseIncident; answer: Changed };
  /** Opens a closed incident again. */
  "incident.reopen": { request: ReopenIncident; answer: Changed };
  /** Shows who owns which layer of what is affected. */
  "incident.responsibility": { request: OneIncident; answer: Responsibility };
  /** Says that a resource is affected. */
  "resource.add": { request: AddResource; answer: Changed };
  /** Says what a resource is from now on. */
  "resource.change": { request: ChangeResource; answer: Changed };
  /** Says that a resource is not affected. */
  "resource.withdraw": { request: WithdrawResource; answer: Changed };
  /** Starts a playbook in an incident. */
  "run.start": { request: StartRun; answer: Changed };
  /** Moves a run to the newer text of its playbook. */
  "run.move": { request: MoveRun; answer: Changed };
  /** Shows what the playbook of a run says. */
  "run.text": { request: ShowRunText; answer: RunText };
  /** Fills in a variable of a run. */
  "run.variable": { request: SetVariable; answer: Changed };
  /** Sets the state of a step. */
  "step.set": { request: SetStep; answer: Changed };
  /** Ticks a task, or takes the tick back. */
  "task.set": { request: SetTask; answer: Changed };
  /** Answers the decision of a step. */
  "branch.choose": { request: ChooseBranch; answer: Changed };
  /** Says when a milestone happened. */
  "milestone.set": { request: SetMilestone; answer: Changed };
  /** Takes an assertion back. */
  "milestone.withdraw": { request: WithdrawMilestone; answer: Changed };
  /** Moves a run to another place in the queue. */
  "run.rank": { request: RankRun; answer: Changed };
  /** Says who watches what a step asks to watch. */
  "step.watch": { request: WatchStep; answer: Changed };
  /** Types in what was worked on paper. */
  "steps.reconstruct": { request: ReconstructSteps; answer: Changed };
  /** Puts an incident or a playbook on paper. */
  "pack.make": { request: MakePack; answer: Pack };
  /** Saves that as one file that needs nothing. */
  "pack.save": { request: MakePack; answer: SavedPack };
  /** Lists the timers of this machine. */
  "timer.list": { request: OneIncident; answer: Array<TimerView> };
  /** Starts a timer on this machine. */
  "timer.start": { request: StartTimer; answer: Array<TimerView> };
  /** Ends a timer of this machine. */
  "timer.end": { request: EndTimer; answer: Array<TimerView> };
  /** Lists requests to providers that are not answered. */
  "request.list": { request: ListRequests; answer: Array<OpenRequest> };
  /** Puts the words of a request together. */
  "request.compose": { request: ComposeRequest; answer: Composed };
  /** Drafts a request to a provider. */
  "request.draft": { request: DraftRequest; answer: Changed };
  /** Changes a request. */
  "request.set": { request: SetRequest; answer: Changed };
  /** Says what happened to a request, and when. */
  "request.move": { request: MoveRequest; answer: Changed };
  /** Takes back what happened to a request. */
  "request.revert": { request: RevertRequest; answer: Changed };
  /** Writes a request as text. */
  "request.export": { request: ExportRequest; answer: ExportedRequest };
  /** Shows who holds which role, and who works the incident. */
  "people.show": { request: OneIncident; answer: PeopleView };
  /** Gives a role to somebody. */
  "role.give": { request: GiveRole; answer: Changed };
  /** Says that somebody does not hold a role any more. */
  "role.end": { request: EndRole; answer: Changed };
  /** Lists names that entries can be written under. */
  "acting.list": { request: ListActing; answer: Array<PersonView> };
  /** Writes entries under another name from now on. */
  "acting.set": { request: ActAs; answer: About };
  /** Makes the briefing of a handover. */
  "handover.brief": { request: BriefHandover; answer: Briefing };
  /** Gives the briefing to the one who is to lead. */
  "handover.begin": { request: BeginHandover; answer: Changed };
  /** Says that the receiver read back and accepts. */
  "handover.accept": { request: AcceptHandover; answer: Changed };
  /** Ends a handover without the lead moving. */
  "handover.cancel": { request: CancelHandover; answer: Changed };
  /** Shows the handovers with their briefings. */
  "handover.list": { request: OneIncident; answer: Array<HandoverView> };
  /** Writes a briefing as Markdown. */
  "handover.export": { request: ExportHandover; answer: ExportedHandover };
  /** Shows the rules that clocks are started by. */
  "deadline.rules": { request: Nothing; answer: DeadlineRules };
  /** Writes a rule as an own file, to be edited there. */
  "deadline.own": { request: OwnRule; answer: OwnedRule };
  /** Shows deadlines, and clocks to offer. */
  "deadline.list": { request: OneIncident; answer: Deadlines };
  /** Says when a clock would be due. */
  "deadline.preview": { request: StartDeadline; answer: DeadlinePreview };
  /** Says when a deadline would be due once corrected. */
  "deadline.recount": { request: ChangeDeadline; answer: DeadlinePreview };
  /** Starts the clock of a deadline. */
  "deadline.start": { request: StartDeadline; answer: Changed };
  /** Says what a deadline runs from. */
  "deadline.change": { request: ChangeDeadline; answer: Changed };
  /** Says what happened to a deadline, and when. */
  "deadline.move": { request: MoveDeadline; answer: Changed };
  /** Takes back what happened to a deadline. */
  "deadline.revert": { request: RevertDeadline; answer: Changed };
  /** Writes what is due as a calendar file. */
  "deadline.calendar": { request: ExportCalendar; answer: HandedOn };
  /** Lists the templates of updates. */
  "update.templates": { request: Nothing; answer: Templates };
  /** Shows the updates of an incident. */
  "update.list": { request: OneIncident; answer: Updates };
  /** Puts the words of an update together. */
  "update.compose": { request: ComposeUpdate; answer: ComposedUpdate };
  /** Drafts an update. */
  "update.draft": { request: DraftUpdate; answer: Changed };
  /** Changes an update. */
  "update.set": { request: SetUpdate; answer: Changed };
  /** Says what happened to an update, and when. */
  "update.move": { request: MoveUpdate; answer: Changed };
  /** Takes back what happened to an update. */
  "update.revert": { request: RevertUpdate; answer: Changed };
  /** Reports the situation from facts of the record. */
  "incident.sitrep": { request: OneIncident; answer: Sitrep };
  /** Shows the evidence and what steps ask to collect. */
  "evidence.list": { request: OneIncident; answer: EvidenceList };
  /** Hashes files and records them as evidence. */
  "evidence.add": { request: AddEvidence; answer: Array<JobView> };
  /** Keeps what was pasted as evidence. */
  "evidence.paste": { request: PasteEvidence; answer: Changed };
  /** Changes what an item is said to be. */
  "evidence.set": { request: SetEvidence; answer: Changed };
  /** Says what of a step an item answers. */
  "evidence.answer": { request: AnswerEvidence; answer: Changed };
  /** Says that an item is no evidence. */
  "evidence.withdraw": { request: WithdrawEvidence; answer: Changed };
  /** Says that an item is evidence after all. */
  "evidence.restore": { request: RestoreEvidence; answer: Changed };
  /** Records what was done with an item. */
  "evidence.custody": { request: RecordCustody; answer: Changed };
  /** Takes an entry of custody back. */
  "evidence.custody-withdraw": { request: WithdrawCustody; answer: Changed };
  /** Hashes evidence again. */
  "evidence.verify": { request: VerifyEvidence; answer: Array<JobView> };
  /** Writes a copy of an item. */
  "evidence.export": { request: ExportEvidence; answer: Array<JobView> };
  /** Shows a picture that is what was collected. */
  "evidence.preview": { request: PreviewEvidence; answer: PreviewView };
  /** Says how far work on evidence is. */
  "evidence.jobs": { request: Nothing; answer: Array<JobView> };
  /** Stops a job, or takes it off the list. */
  "evidence.stop": { request: StopJob; answer: Array<JobView> };
  /** Lists the indicators of an incident. */
  "indicator.list": { request: OneIncident; answer: Array<IndicatorView> };
  /** Finds indicators in a text or an entry. */
  "indicator.find": { request: FindIndicators; answer: FoundIndicators };
  /** Adds indicators. */
  "indicator.add": { request: AddIndicators; answer: Changed };
  /** Says what is known of an indicator. */
  "indicator.change": { request: ChangeIndicator; answer: Changed };
  /** Says that indicators are none after all. */
  "indicator.withdraw": { request: WithdrawIndicators; answer: Changed };
  /** Says that indicators count after all. */
  "indicator.restore": { request: RestoreIndicators; answer: Changed };
  /** Writes indicators as CSV or STIX 2.1. */
  "indicator.export": { request: ExportIndicators; answer: ExportedIndicators };
  /** Lists the decisions of an incident. */
  "decision.list": { request: OneIncident; answer: Array<DecisionView> };
  /** Puts a decision together from a branch. */
  "decision.compose": { request: ComposeDecision; answer: ComposedDecision };
  /** Records a decision. */
  "decision.record": { request: RecordDecision; answer: Changed };
  /** Says that a decision was never taken. */
  "decision.withdraw": { request: WithdrawDecision; answer: Changed };
  /** Says that a decision was taken after all. */
  "decision.restore": { request: RestoreDecision; answer: Changed };
  /** Lists the providers with what is missing. */
  "provider.list": { request: Nothing; answer: Array<ProviderRow> };
  /** Shows facts and own entries of a provider. */
  "provider.show": { request: OneProvider; answer: ProviderView };
  /** Keeps own entries about a provider. */
  "provider.set": { request: SetProvider; answer: ProviderView };
  /** Takes back the last act of this machine. */
  "act.undo": { request: OneIncident; answer: TakenBack };
  /** Does again what was taken back last. */
  "act.redo": { request: OneIncident; answer: TakenBack };
  /** Shows the times of an incident. */
  "times.show": { request: OneIncident; answer: Times };
  /** Shows the time between two moments. */
  "times.between": { request: TimesBetween; answer: TimeSpan | null };
  /** Records a note. */
  "note.add": { request: AddNote; answer: Changed };
  /** Takes a note back; it stays in the timeline. */
  "note.withdraw": { request: WithdrawNote; answer: Changed };
  /** Lets a note count again that was taken back. */
  "note.restore": { request: OneEntry; answer: Changed };
  /** Corrects a note. */
  "entry.correct": { request: CorrectEntry; answer: Changed };
  /** Shows one entry, whole. */
  "entry.show": { request: OneEntry; answer: EntryView };
  /** Finds the place of an entry in the timeline. */
  "entry.locate": { request: OneEntry; answer: EntryPlace };
  /** Shows a page of the timeline. */
  "timeline.page": { request: TimelinePage; answer: Timeline };
  /** Writes the timeline as text. */
  "timeline.export": { request: ExportTimeline; answer: Exported };
  /** Finds words in every incident. */
  "search": { request: Search; answer: Found };
  /** Hashes every event again. */
  "record.verify": { request: VerifyRecord; answer: Verified };
  /** Makes every list and index again from the events. */
  "record.rebuild": { request: Nothing; answer: Rebuilt };
  /** Says whether the record could be opened. */
  "record.damage": { request: Nothing; answer: Damage };
  /** Sets the record aside and takes a backup. */
  "record.restore": { request: Restore; answer: Restored };
  /** Keeps where the responder is. */
  "place.save": { request: SavePlace; answer: Nothing };
  /** Keeps what is typed and not yet sent. */
  "draft.save": { request: SaveDraft; answer: Nothing };
  /** Gives back what was typed and not sent. */
  "draft.load": { request: LoadDraft; answer: Draft };
};
