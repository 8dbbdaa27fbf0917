//! Bodies as they were in version 1, which are still read.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{IncidentOpened, Targets};
use crate::responsibility::Profile;
use crate::vocabulary::{Class, Layer, Party, ServiceModel, Severity};

/// `incident.opened` as it was in version 1: the profile had neither remarks nor offerings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct IncidentOpenedV1 {
    code: String,
    title: String,
    class: Class,
    incident_type: String,
    severity: Severity,
    service_models: Vec<ServiceModel>,
    providers: Vec<String>,
    targets: Targets,
    profile: ProfileV1,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct ProfileV1 {
    id: String,
    name: String,
    source: String,
    cells: BTreeMap<Layer, BTreeMap<ServiceModel, Party>>,
}

impl From<IncidentOpenedV1> for IncidentOpened {
    fn from(v1: IncidentOpenedV1) -> Self {
        let ProfileV1 { id, name, source, cells } = v1.profile;
        Self {
            code: v1.code,
            title: v1.title,
            class: v1.class,
            incident_type: v1.incident_type,
            severity: v1.severity,
            service_models: v1.service_models,
            providers: v1.providers,
            targets: v1.targets,
            profile: Profile { id, name, source, remarks: Vec::new(), cells, offerings: Vec::new() },
        }
    }
}
