use firebreak_core::vocabulary::{Layer, Party, ServiceModel, StepState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MatchView, Named};

/// `matrix.show`: who acts on each layer, by the default profile, another one, or that of an incident.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ShowMatrix {
    /// The incident whose profile to use.
    #[serde(default)]
    pub incident: Option<String>,
    /// The id of the profile to use where no incident is named; the default for new incidents where missing.
    #[serde(default)]
    pub profile: Option<String>,
}

/// The answer to `matrix.show`: every layer under every service model.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Matrix {
    /// The profile's id.
    pub id: String,
    /// The profile's name, for example `NSA 2024, FaaS after CIS`.
    pub name: String,
    /// Where the table comes from.
    pub source: String,
    /// What is known of an own copy, which can be edited; `null` for a bundled profile and for that of an incident.
    pub own: Option<OwnMatrix>,
    /// What holds for the whole table, for example that it was read second-hand.
    pub remarks: Vec<String>,
    /// How many cells differ from the bundled default profile.
    pub differences: u32,
    /// One row a layer, in order.
    pub rows: Vec<MatrixRow>,
    /// Offerings that are set apart.
    pub offerings: Vec<OfferingView>,
}

/// What is known of an own copy of a profile.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OwnMatrix {
    /// The name of the profile it was copied from.
    pub copied_from: String,
    /// Why there is a copy.
    pub reason: String,
}

/// One layer of the matrix.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MatrixRow {
    /// The layer.
    pub layer: Layer,
    /// Its name on screen.
    pub label: String,
    /// One cell a service model, in the order of [`About::service_models`](super::About::service_models).
    pub cells: Vec<MatrixCell>,
}

/// One cell of the matrix.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MatrixCell {
    /// The service model.
    pub service_model: ServiceModel,
    /// Who is responsible.
    pub party: Party,
    /// Whether the bundled default profile says otherwise.
    pub differs: bool,
    /// What is to be known about this cell: second-hand, inferred, taken from another profile.
    pub remarks: Vec<String>,
}

/// An offering that a profile sets apart.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OfferingView {
    /// The provider.
    pub provider: Named,
    /// What the provider calls it.
    pub name: String,
    /// Why it differs; may be empty.
    pub reason: String,
    /// The cells of its own, in the order of the layers.
    pub cells: Vec<OfferingCell>,
}

/// One cell of an offering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfferingCell {
    /// The layer.
    pub layer: Layer,
    /// Who is responsible.
    pub party: Party,
}

/// The answer to `matrix.list`: every profile, the bundled default first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Profiles {
    /// Every profile that can be read.
    pub profiles: Vec<Matrix>,
    /// The id of the one that new incidents get.
    pub default: String,
    /// Why new incidents do not get the one that was chosen in the settings, where that is so.
    pub problem: Option<String>,
    /// Own profiles that cannot be read.
    pub broken: Vec<BrokenProfile>,
    /// The folder of own profiles.
    pub folder: String,
}

/// A file of an own profile that cannot be read. It is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BrokenProfile {
    /// The file.
    pub path: String,
    /// What is wrong, with its place.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// `matrix.copy`: makes an own profile from another one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CopyMatrix {
    /// The id of the profile to copy.
    pub from: String,
    /// What the copy is called; its id and file name follow from that.
    pub name: String,
    /// Why there is a copy.
    pub reason: String,
    /// The name of the draft it was typed as, which is forgotten once the copy is written; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `matrix.remove`: takes an own profile out of the list. Its file is kept beside the others, and every incident keeps the
/// profile that it carries.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveMatrix {
    /// The id of the own profile.
    pub profile: String,
}

/// The answer to `matrix.remove`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RemovedMatrix {
    /// The id, by which it is brought back.
    pub id: String,
    /// What it was called; the id where its file cannot be read.
    pub name: String,
    /// Where its file lies now.
    pub path: String,
}

/// `matrix.restore`: brings an own profile back that was removed, as it was then.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreMatrix {
    /// The id of the own profile; the one removed last where several had it.
    pub profile: String,
}

/// `matrix.set`: changes an own profile. What is missing stays. Incidents keep the profile they carry.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetMatrix {
    /// The id of the own profile.
    pub profile: String,
    /// A new name; the id stays.
    #[serde(default)]
    pub name: Option<String>,
    /// Why it differs from what it was copied from.
    #[serde(default)]
    pub reason: Option<String>,
    /// Cells with their new party.
    #[serde(default)]
    pub cells: Vec<SetCell>,
    /// All offerings that are set apart from now on.
    #[serde(default)]
    pub offerings: Option<Vec<SetOffering>>,
    /// The name of the draft it was typed as, which is forgotten once the file is written; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// A cell with its new party.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetCell {
    /// The layer.
    pub layer: Layer,
    /// The service model.
    pub service_model: ServiceModel,
    /// Who is responsible.
    pub party: Party,
}

/// An offering to set apart.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetOffering {
    /// The id of the provider.
    pub provider: String,
    /// What the provider calls it.
    pub name: String,
    /// Why it differs; may be empty.
    #[serde(default)]
    pub reason: String,
    /// The cells of its own; the others follow the service model.
    pub cells: Vec<OfferingCell>,
}

/// `matrix.default`: chooses the profile that new incidents get.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChooseMatrix {
    /// The id of the profile.
    pub profile: String,
}

/// `matrix.use`: puts a profile in force for an incident, as it is now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct UseMatrix {
    /// Which incident.
    pub incident: String,
    /// The id of the profile.
    pub profile: String,
    /// Why; must not be empty.
    pub reason: String,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// What was declared to be affected, apart from the resources.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Declared {
    /// The service models.
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers.
    pub providers: Vec<String>,
}

/// An affected resource of an incident.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResourceView {
    /// The id: a small number, unique in the incident.
    pub id: String,
    /// What responders call it.
    pub name: String,
    /// How it is run.
    pub service_model: ServiceModel,
    /// The provider.
    pub provider: Option<Named>,
    /// What the provider calls the offering.
    pub offering: Option<String>,
    /// What identifies it at the provider.
    pub identifier: Option<String>,
    /// Whether the profile in force has cells of its own for the offering.
    pub set_apart: bool,
}

/// What a resource is said to be, as given.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ResourceWords {
    /// What responders call it.
    pub name: String,
    /// How it is run.
    pub service_model: ServiceModel,
    /// The id of its provider.
    #[serde(default)]
    pub provider: Option<String>,
    /// What the provider calls the offering; needs the provider.
    #[serde(default)]
    pub offering: Option<String>,
    /// What identifies it at the provider.
    #[serde(default)]
    pub identifier: Option<String>,
}

/// `resource.add`: says that a resource is affected.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AddResource {
    /// Which incident.
    pub incident: String,
    /// What it is.
    #[serde(flatten)]
    pub words: ResourceWords,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `resource.change`: says what a resource is from now on, all of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChangeResource {
    /// Which incident.
    pub incident: String,
    /// The id of the resource.
    pub resource: String,
    /// What it is from now on.
    #[serde(flatten)]
    pub words: ResourceWords,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `resource.withdraw`: says that a resource is not affected after all. It stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawResource {
    /// Which incident.
    pub incident: String,
    /// The id of the resource.
    pub resource: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The answer to `incident.responsibility`: who owns which layer of what is affected, and which steps act on it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Responsibility {
    /// The profile in force.
    pub profile: Named,
    /// Where its table comes from.
    pub source: String,
    /// What holds for its whole table.
    pub remarks: Vec<String>,
    /// The name of the bundled default profile, which cells are compared with.
    pub usual: String,
    /// What is affected, one column each.
    pub columns: Vec<AffectedColumn>,
    /// One row a layer, in order.
    pub rows: Vec<AffectedRow>,
    /// Steps that name no layer.
    pub without_layer: Vec<LayerStep>,
}

/// What is affected and has one owner for each layer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AffectedColumn {
    /// The service model.
    pub service_model: ServiceModel,
    /// The provider of its resources.
    pub provider: Option<Named>,
    /// The offering of its resources.
    pub offering: Option<String>,
    /// Whether the profile in force has cells of its own for the offering.
    pub set_apart: bool,
    /// Ids and names of the resources; empty where only the service model was declared.
    pub resources: Vec<Named>,
}

/// One layer of what is affected.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AffectedRow {
    /// The layer.
    pub layer: Layer,
    /// Its name on screen.
    pub label: String,
    /// One cell a column, in their order.
    pub cells: Vec<AffectedCell>,
    /// The steps that act on this layer, over all runs.
    pub steps: Vec<LayerStep>,
}

/// Who owns one layer of what one column says.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AffectedCell {
    /// Who is responsible; `null` where the profile does not say.
    pub party: Option<Party>,
    /// Why, one sentence.
    pub why: String,
    /// What is to be known about this cell.
    pub remarks: Vec<String>,
    /// What the bundled default profile says, where that is another party.
    pub usual: Option<Party>,
}

/// A step that acts on a layer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LayerStep {
    /// The run.
    pub run: String,
    /// The id of the step.
    pub step: String,
    /// Its number in the run.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: StepState,
    /// Whether it lies on a branch that was not taken.
    pub off_branch: bool,
    /// Who acts on it for each column; differs from the cell where the playbook names the party itself.
    pub parties: Vec<Option<Party>>,
}

/// The answer to `playbook.further`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Further {
    /// Playbooks made for something affected that no run is made for, best first.
    pub playbooks: Vec<MatchView>,
}
