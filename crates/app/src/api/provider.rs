use firebreak_core::provider::{Gap, OwnProvider, ProviderFacts};
use firebreak_core::vocabulary::ServiceModel;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One provider in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProviderRow {
    /// The id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// The service models it is usual for.
    pub service_models: Vec<ServiceModel>,
    /// Whether the organisation uses it.
    pub in_use: bool,
    /// What is missing before an incident; nothing where it is not in use.
    pub gaps: Vec<Gap>,
}

/// `provider.show`: names a provider.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneProvider {
    /// Its id or its name.
    pub provider: String,
}

/// The answer to `provider.show` and `provider.set`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProviderView {
    /// The provider in the list.
    pub row: ProviderRow,
    /// Public facts about it.
    pub facts: ProviderFacts,
    /// What the organisation keeps about it.
    pub own: OwnProvider,
    /// The file in which that is kept.
    pub file: String,
}

/// `provider.set`: keeps what the organisation knows about a provider, all of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetProvider {
    /// Its id or its name.
    pub provider: String,
    /// What is kept from now on.
    pub own: OwnProvider,
    /// The name of the draft it was typed as, which is forgotten with it; none where missing.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub draft: Option<String>,
}
