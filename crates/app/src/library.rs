//! The bundled playbooks and reference data, built into the program.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use firebreak_core::event::{Hash, Targets};
use firebreak_core::playbook::{self, Finding, Playbook, Reference, Variable};
use firebreak_core::responsibility::Profile;
use firebreak_core::vocabulary::{Phase, ServiceModel, Severity};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Every bundled playbook: its id and its source, by id.
pub(crate) const BUNDLED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// Reference data: what forms choose from, what the linter knows, and the defaults of a new incident.
#[derive(Debug)]
pub struct Library {
    /// What the parser and the linter know.
    pub reference: Reference,
    /// Incident types in the order of the file: id and name.
    pub incident_types: Vec<(String, String)>,
    /// Providers in the order of the file.
    pub providers: Vec<ProviderData>,
    /// Severities with what they mean and their targets.
    pub severities: Vec<SeverityData>,
    /// Matrix profiles; the first is the default.
    pub profiles: Vec<Profile>,
    playbooks: OnceLock<Vec<Bundled>>,
}

/// One playbook of the library.
#[derive(Debug)]
pub struct Bundled {
    /// The typed model.
    pub playbook: Playbook,
    /// The source.
    pub source: &'static str,
    /// SHA-256 of the source.
    pub sha256: Hash,
    /// What the linter found.
    pub findings: Vec<Finding>,
}

/// A provider of the reference data.
#[derive(Debug, Clone, Deserialize)]
pub struct ProviderData {
    /// The id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// The headings that name its part of a step.
    pub headings: Vec<String>,
    /// The service models it is most used for.
    pub service_models: Vec<ServiceModel>,
}

/// A severity of the reference data.
#[derive(Debug, Clone, Deserialize)]
pub struct SeverityData {
    /// The severity.
    pub id: Severity,
    /// When to use it.
    pub about: String,
    /// Its targets.
    pub targets: Targets,
}

impl Library {
    /// Reads the reference data. Playbooks are read when the first one is asked for.
    ///
    /// # Errors
    ///
    /// Says which built-in file does not fit; a test reads them all, so a released program never does.
    pub fn load() -> Result<Self, serde_json::Error> {
        let types: IncidentTypes = serde_json::from_str(data::INCIDENT_TYPES)?;
        let providers: Providers = serde_json::from_str(data::PROVIDERS)?;
        let severities: Severities = serde_json::from_str(data::SEVERITIES)?;
        let profiles: Profiles = serde_json::from_str(data::MATRIX_PROFILES)?;
        let phases: Phases = serde_json::from_str(data::PHASES)?;
        let deadlines: Deadlines = serde_json::from_str(data::DEADLINES)?;
        let incident_types: Vec<_> =
            types.incident_types.into_iter().map(|named| (named.id, named.name)).collect();
        let reference = Reference {
            incident_types: incident_types.iter().cloned().collect(),
            providers: providers
                .providers
                .iter()
                .map(|provider| (provider.id.clone(), provider.headings.clone()))
                .collect(),
            deadlines: deadlines.deadlines.into_iter().map(|named| (named.id, named.name)).collect(),
            techniques: techniques(),
            phase_aliases: phases
                .aliases
                .into_iter()
                .flat_map(|(phase, aliases)| aliases.into_iter().map(move |alias| (alias, phase)))
                .collect(),
            playbooks: BUNDLED.iter().map(|(id, _)| (*id).to_owned()).collect(),
        };
        Ok(Self {
            reference,
            incident_types,
            providers: providers.providers,
            severities: severities.severities,
            profiles: profiles.profiles,
            playbooks: OnceLock::new(),
        })
    }

    /// Every playbook, by id.
    pub fn playbooks(&self) -> &[Bundled] {
        self.playbooks.get_or_init(|| {
            BUNDLED.iter().filter_map(|(_, source)| Bundled::read(source, &self.reference)).collect()
        })
    }

    /// The playbook with an id.
    #[must_use]
    pub fn playbook(&self, id: &str) -> Option<&Bundled> {
        self.playbooks().iter().find(|bundled| bundled.playbook.meta.id == id)
    }

    /// The version of the playbook with an id, where the library's text is another than the one given. Reads no
    /// playbook where the texts are the same, so that an incident is opened without.
    #[must_use]
    pub fn other_version(&self, id: &str, source: &str) -> Option<&str> {
        let (_, current) = BUNDLED.iter().find(|(known, _)| *known == id)?;
        if *current == source {
            return None;
        }
        self.playbook(id).map(|bundled| bundled.playbook.meta.version.as_str())
    }

    /// The targets for a severity.
    #[must_use]
    pub fn targets(&self, severity: Severity) -> Targets {
        self.severities.iter().find(|data| data.id == severity).map(|data| data.targets).unwrap_or_default()
    }

    /// The name of an incident type; its id where it is not known.
    #[must_use]
    pub fn type_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.reference.incident_types.get(id).map_or(id, String::as_str)
    }
}

impl Bundled {
    fn read(source: &'static str, reference: &Reference) -> Option<Self> {
        let reading = playbook::read(source.as_bytes(), reference);
        let sha256 = Hash(Sha256::digest(source.as_bytes()).into());
        Some(Self { playbook: reading.playbook?, source, sha256, findings: reading.findings })
    }
}

mod data {
    pub(super) const INCIDENT_TYPES: &str = include_str!("../../../playbooks/reference/incident-types.json");
    pub(super) const PROVIDERS: &str = include_str!("../../../playbooks/reference/providers.json");
    pub(super) const SEVERITIES: &str = include_str!("../../../playbooks/reference/severities.json");
    pub(super) const MATRIX_PROFILES: &str =
        include_str!("../../../playbooks/reference/matrix-profiles.json");
    pub(super) const PHASES: &str = include_str!("../../../playbooks/reference/phases.json");
    pub(super) const DEADLINES: &str = include_str!("../../../playbooks/reference/deadlines.json");
    pub(super) const TECHNIQUES: &str = include_str!("../../../playbooks/reference/attack-techniques.csv");
}

/// Id and name of every ATT&CK technique in the table; no field of it has a comma or a quote.
fn techniques() -> BTreeMap<String, String> {
    let rows = data::TECHNIQUES.lines().filter(|line| line.starts_with('T'));
    rows.filter_map(|row| {
        let mut fields = row.split(',');
        Some((fields.next()?.to_owned(), fields.next()?.to_owned()))
    })
    .collect()
}

#[derive(Deserialize)]
struct IdAndName {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct IncidentTypes {
    incident_types: Vec<IdAndName>,
}

#[derive(Deserialize)]
struct Providers {
    providers: Vec<ProviderData>,
}

#[derive(Deserialize)]
struct Severities {
    severities: Vec<SeverityData>,
}

#[derive(Deserialize)]
struct Profiles {
    profiles: Vec<Profile>,
}

#[derive(Deserialize)]
struct Phases {
    aliases: BTreeMap<Phase, Vec<String>>,
}

#[derive(Deserialize)]
struct Deadlines {
    deadlines: Vec<IdAndName>,
}

/// The variables of a playbook that matter for an incident's providers: those for all, and those for one of them.
pub(crate) fn variables_for<'a>(
    playbook: &'a Playbook,
    providers: &'a [String],
) -> impl Iterator<Item = (&'a String, &'a Variable)> {
    playbook.meta.variables.iter().filter(move |(_, variable)| {
        variable.providers.is_empty()
            || providers.is_empty()
            || variable.providers.iter().any(|id| providers.contains(id))
    })
}

#[cfg(test)]
mod tests;
