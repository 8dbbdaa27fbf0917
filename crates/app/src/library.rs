//! The playbooks and reference data: what is built into the program, and own playbooks beside it.

mod folder;
mod own;
mod search;
mod shelf;
mod suggest;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, TryLockError};

use firebreak_core::deadline::{Holidays, Rule};
use firebreak_core::event::Targets;
use firebreak_core::playbook::{self, Playbook, Reference, Variable};
use firebreak_core::provider::ProviderFacts;
use firebreak_core::responsibility::Profile;
use firebreak_core::vocabulary::{Phase, ServiceModel, Severity};
use serde::Deserialize;

use crate::Clock;
use crate::api::Named;
use own::Own;
pub(crate) use own::{Asked, FolderState, Notice, in_parallel, read_at_most};
pub(crate) use search::Part;
pub(crate) use shelf::{Aside, Shelf, Why};
pub use shelf::{Origin, Shelved};
use suggest::Clues;
pub(crate) use suggest::Suggestion;

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
    /// Rules of deadlines in the order of the file.
    pub rules: Vec<Rule>,
    /// Lists of holidays.
    pub holidays: Vec<Holidays>,
    /// What says that mail or chat may be read by the attacker.
    pub(crate) out_of_band: OutOfBand,
    /// What the words of an incident's title suggest.
    pub(crate) clues: Clues,
    bundled: OnceLock<Arc<[Arc<Shelved>]>>,
    without_own: OnceLock<Arc<Shelf>>,
    own: Mutex<Own>,
    looked: RwLock<Option<Arc<Shelf>>>,
    generation: AtomicU64,
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
    /// Public facts about how to reach it.
    #[serde(default)]
    pub facts: ProviderFacts,
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

/// The Markdown files below a folder, by path, and what is left out of them.
///
/// # Errors
///
/// Says why the folder cannot be read.
pub(crate) fn markdown_below(
    folder: &std::path::Path,
) -> Result<(Vec<std::path::PathBuf>, Vec<Notice>), String> {
    let listed = folder::list(folder);
    match listed.problem {
        Some(problem) => Err(problem),
        None => Ok((listed.files.into_iter().map(|(path, _)| path).collect(), listed.notices)),
    }
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
        let holidays: HolidayLists = serde_json::from_str(data::HOLIDAYS)?;
        let out_of_band: OutOfBand = serde_json::from_str(data::OUT_OF_BAND)?;
        let incident_types: Vec<_> =
            types.incident_types.into_iter().map(|named| (named.id, named.name)).collect();
        let reference = Reference {
            incident_types: incident_types.iter().cloned().collect(),
            providers: providers
                .providers
                .iter()
                .map(|provider| (provider.id.clone(), provider.headings.clone()))
                .collect(),
            deadlines: deadlines.deadlines.iter().map(|rule| (rule.id.clone(), rule.name.clone())).collect(),
            techniques: techniques(),
            phase_aliases: phases
                .aliases
                .into_iter()
                .flat_map(|(phase, aliases)| aliases.into_iter().map(move |alias| (alias, phase)))
                .collect(),
            playbooks: BUNDLED.iter().map(|(id, _)| (*id).to_owned()).collect(),
        };
        Ok(Self {
            clues: Clues::read(data::CLUES, &reference.providers)?,
            reference,
            incident_types,
            providers: providers.providers,
            severities: severities.severities,
            profiles: completed(profiles.profiles),
            rules: deadlines.deadlines,
            holidays: holidays.lists,
            out_of_band,
            bundled: OnceLock::new(),
            without_own: OnceLock::new(),
            own: Mutex::default(),
            looked: RwLock::default(),
            generation: AtomicU64::new(0),
        })
    }

    /// The bundled playbooks, by id; read when they are first asked for.
    pub fn bundled(&self) -> &Arc<[Arc<Shelved>]> {
        self.bundled.get_or_init(|| {
            BUNDLED.iter().filter_map(|(_, source)| bundled(source, &self.reference).map(Arc::new)).collect()
        })
    }

    /// What the library held when own folders were last looked at. Looks at no disk.
    pub(crate) fn shelf(&self) -> Arc<Shelf> {
        self.looked().unwrap_or_else(|| {
            let of_bundled =
                || Arc::new(Shelf::of_bundled(Arc::clone(self.bundled()), self.reference.clone()));
            Arc::clone(self.without_own.get_or_init(of_bundled))
        })
    }

    /// Looks at own folders where that is due. While someone else does, what was found before stays: whoever works an
    /// incident does not wait for a folder on a network that does not answer.
    ///
    /// `rules` gives the own rules of deadlines, which playbooks may name.
    pub(crate) fn look(&self, asked: &[Asked], clock: &dyn Clock, rules: impl FnOnce() -> Vec<Rule>) {
        match self.own.try_lock() {
            Ok(own) => self.look_if_due(own, asked, clock, rules),
            Err(TryLockError::Poisoned(poisoned)) => {
                self.look_if_due(poisoned.into_inner(), asked, clock, rules);
            }
            Err(TryLockError::WouldBlock) => {}
        }
    }

    /// Waits for whoever looks at own folders now, then looks where that is due all the same.
    pub(crate) fn settle(&self, asked: &[Asked], clock: &dyn Clock, rules: impl FnOnce() -> Vec<Rule>) {
        self.look_if_due(self.own.lock().unwrap_or_else(PoisonError::into_inner), asked, clock, rules);
    }

    fn look_if_due(
        &self,
        mut own: MutexGuard<'_, Own>,
        asked: &[Asked],
        clock: &dyn Clock,
        rules: impl FnOnce() -> Vec<Rule>,
    ) {
        // Read while nobody else looks: a time from before would make a look due that was just done.
        let now = clock.now();
        if !own.is_due(asked, now) {
            return;
        }
        let reference = with_rules(&self.reference, rules());
        if let Some(shelf) = own.look(asked, now, self.bundled(), &reference) {
            *self.looked.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(shelf));
            self.generation.fetch_add(1, Ordering::Release);
        }
    }

    /// Has own folders looked at the next time they are asked for, also within the second: they were just written to.
    pub(crate) fn look_again(&self) {
        self.own.lock().unwrap_or_else(PoisonError::into_inner).forget_look();
    }

    /// Counts up whenever the library holds something else than before.
    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// The version of the playbook with an id, where the library's text is another than the one given. Where there
    /// are no own folders, it reads no playbook if the texts are the same, so that an incident is opened without.
    #[must_use]
    pub fn other_version(&self, id: &str, source: &str) -> Option<String> {
        if self.looked().is_none() {
            let (_, current) = BUNDLED.iter().find(|(known, _)| *known == id)?;
            if *current == source {
                return None;
            }
        }
        let shelf = self.shelf();
        let other = shelf.playbook(id).filter(|shelved| shelved.source != source)?;
        Some(other.playbook.meta.version.clone())
    }

    /// The playbook with an id, by its title. Where there are no own folders, it reads no playbook.
    pub(crate) fn named_playbook(&self, id: &str) -> Option<Named> {
        let name = if self.looked().is_none() {
            let (_, source) = BUNDLED.iter().find(|(known, _)| *known == id)?;
            let title = source.lines().find_map(|line| line.strip_prefix("title:"))?;
            title.trim().trim_matches(['"', '\'']).to_owned()
        } else {
            self.shelf().playbook(id)?.playbook.meta.title.clone()
        };
        Some(Named { id: id.to_owned(), name })
    }

    fn looked(&self) -> Option<Arc<Shelf>> {
        self.looked.read().unwrap_or_else(PoisonError::into_inner).clone()
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

/// What the linter knows, with more rules of deadlines.
pub(crate) fn with_rules(reference: &Reference, rules: Vec<Rule>) -> Reference {
    let mut reference = reference.clone();
    reference.deadlines.extend(rules.into_iter().map(|rule| (rule.id, rule.name)));
    reference
}

fn bundled(source: &'static str, reference: &Reference) -> Option<Shelved> {
    let reading = playbook::read(source.as_bytes(), reference);
    Some(Shelved::new(reading.playbook?, Cow::Borrowed(source), reading.findings, Origin::Bundled))
}

/// The profiles, each with the cells that it lacks from the first.
fn completed(profiles: Vec<Profile>) -> Vec<Profile> {
    let Some(first) = profiles.first().cloned() else { return profiles };
    profiles.into_iter().map(|profile| profile.completed(&first)).collect()
}

mod data {
    pub(super) const INCIDENT_TYPES: &str = include_str!("../../../playbooks/reference/incident-types.json");
    pub(super) const PROVIDERS: &str = include_str!("../../../playbooks/reference/providers.json");
    pub(super) const SEVERITIES: &str = include_str!("../../../playbooks/reference/severities.json");
    pub(super) const MATRIX_PROFILES: &str =
        include_str!("../../../playbooks/reference/matrix-profiles.json");
    pub(super) const PHASES: &str = include_str!("../../../playbooks/reference/phases.json");
    pub(super) const DEADLINES: &str = include_str!("../../../playbooks/reference/deadlines.json");
    pub(super) const HOLIDAYS: &str = include_str!("../../../playbooks/reference/holidays.json");
    pub(super) const OUT_OF_BAND: &str = include_str!("../../../playbooks/reference/out-of-band.json");
    pub(super) const CLUES: &str = include_str!("../../../playbooks/reference/clues.json");
    pub(super) const TECHNIQUES: &str = include_str!("../../../playbooks/reference/attack-techniques.csv");
    pub(super) const ATLAS: &str = include_str!("../../../playbooks/reference/atlas-techniques.csv");
}

/// Id and name of every technique in the tables of ATT&CK and, where that has none, ATLAS; no field has a comma or a quote.
fn techniques() -> BTreeMap<String, String> {
    let attack = data::TECHNIQUES.lines().filter(|line| line.starts_with('T'));
    let atlas = data::ATLAS.lines().filter(|line| line.starts_with("AML.T"));
    attack
        .chain(atlas)
        .filter_map(|row| {
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
    deadlines: Vec<Rule>,
}

#[derive(Deserialize)]
struct HolidayLists {
    lists: Vec<Holidays>,
}

/// What says that mail or chat may be read by the attacker.
#[derive(Debug, Deserialize)]
pub(crate) struct OutOfBand {
    /// Types of incident that reach the accounts people write from.
    pub incident_types: Vec<TypeAndWhy>,
    /// Words in the name or offering of a resource that carries mail or chat.
    pub words: Vec<String>,
}

/// A type of incident and why it matters.
#[derive(Debug, Deserialize)]
pub(crate) struct TypeAndWhy {
    /// Its id.
    pub id: String,
    /// Why.
    pub why: String,
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
