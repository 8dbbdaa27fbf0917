use serde::{Deserialize, Serialize};

use crate::responsibility::Profile;
use crate::vocabulary::ServiceModel;

/// What a resource is said to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceFacts {
    /// What responders call it.
    pub name: String,
    /// How it is run.
    pub service_model: ServiceModel,
    /// The id of its provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What the provider calls the offering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offering: Option<String>,
    /// What identifies it at the provider: an ARN, a resource id, a tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
}

/// `resource.added`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceAdded {
    /// The number of the resource in its incident, from 1, as text.
    pub resource: String,
    /// What it is.
    #[serde(flatten)]
    pub facts: ResourceFacts,
}

/// `resource.changed`: all that the resource is said to be from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceChanged {
    /// The resource.
    pub resource: String,
    /// What it is.
    #[serde(flatten)]
    pub facts: ResourceFacts,
}

/// `resource.withdrawn`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceWithdrawn {
    /// The resource.
    pub resource: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `resource.restored`: a resource that was withdrawn is affected after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRestored {
    /// The resource.
    pub resource: String,
}

/// `profile.changed`: the whole profile, so that a later edit of its file changes no incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileChanged {
    /// The profile from now on.
    pub profile: Profile,
    /// Why.
    pub reason: String,
}
