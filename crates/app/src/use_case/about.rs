use std::env;

use chrono_tz::Tz;
use firebreak_core::event::Kind;
use firebreak_core::vocabulary::{Milestone, Phase, ServiceModel};
use firebreak_core::when::{Precision, TimeError, When, iso, parse};

use super::moving;
use crate::api::{
    About, Backup, Choice, Named, Nothing, ParseTime, ParsedTime, Provider, SetSettings, Settings,
    SeverityChoice,
};
use crate::view::{targets_view, when_in_words};
use crate::{App, Error, settings};

impl App {
    /// `app.about`.
    ///
    /// # Errors
    ///
    /// Says so where the settings cannot be read. Works where the record cannot be opened.
    pub fn about(&self, _: Nothing) -> Result<About, Error> {
        let settings = self.settings()?;
        let zone = self.zone()?;
        let device = self.with_record(|opened| Ok(opened.record().device().to_string())).unwrap_or_default();
        let library = &self.library;
        Ok(About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            responder: self.responder.clone().or_else(|| settings.responder.clone()),
            suggested_responder: suggested_name(),
            settings,
            zone: zone.name().to_owned(),
            data_dir: self.folders.data.display().to_string(),
            database: self.folders.database().display().to_string(),
            device,
            backups: self.backups()?,
            incident_types: library
                .incident_types
                .iter()
                .map(|(id, name)| Named { id: id.clone(), name: name.clone() })
                .collect(),
            providers: library
                .providers
                .iter()
                .map(|provider| Provider {
                    id: provider.id.clone(),
                    name: provider.name.clone(),
                    service_models: provider.service_models.clone(),
                })
                .collect(),
            service_models: choices(ServiceModel::ALL, ServiceModel::label),
            severities: library
                .severities
                .iter()
                .map(|data| SeverityChoice {
                    severity: data.id,
                    label: data.id.label().to_owned(),
                    about: data.about.clone(),
                    targets: targets_view(data.targets),
                })
                .collect(),
            phases: choices(Phase::ALL, Phase::label),
            milestones: choices(Milestone::ALL, Milestone::label),
            entry_kinds: Kind::ALL
                .iter()
                .map(|kind| Named { id: kind.word().to_owned(), name: kind.label().to_owned() })
                .collect(),
        })
    }

    /// `settings.set`.
    ///
    /// # Errors
    ///
    /// Says so where a zone is not known, a name is empty, or the file cannot be written.
    pub fn set_settings(&self, request: SetSettings) -> Result<About, Error> {
        self.change_file(|| self.keep_settings(request.settings))?;
        self.about(Nothing {})
    }

    /// Checks settings and writes them; meant for within [`App::change_file`].
    pub(super) fn keep_settings(&self, mut new: Settings) -> Result<(), Error> {
        if let Some(zone) = &new.zone {
            zone_named(zone)?;
        }
        new.responder = new.responder.map(|name| name.trim().to_owned());
        if new.responder.as_deref() == Some("") {
            return Err(firebreak_core::incident::Refusal::Empty("name").into());
        }
        new.playbooks = own_folders(new.playbooks)?;
        if let Some(id) = &new.matrix_profile {
            self.profile(id)?;
        }
        moving::check_keys(&new.keys)?;
        moving::check_zoom(new.zoom)?;
        settings::save(&self.folders.settings(), &new)
    }

    /// `time.parse`.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text.
    pub fn parse_time(&self, request: ParseTime) -> Result<ParsedTime, Error> {
        let zone = request.zone.as_deref().map_or_else(|| self.zone(), zone_named)?;
        let now = self.clock.now();
        let when = parse(&request.text, now, zone)?;
        let in_words = when_in_words(&when, now, zone);
        let typed = typed_to_stay(&when);
        Ok(ParsedTime { when, typed, in_words })
    }

    /// Backups, newest first.
    pub(super) fn backups(&self) -> Result<Vec<Backup>, Error> {
        let found = firebreak_store::list_backups(&self.folders.backups())?;
        Ok(found
            .into_iter()
            .map(|backup| Backup {
                path: backup.path.display().to_string(),
                taken_at: iso(backup.taken_at),
                bytes: backup.bytes,
            })
            .collect())
    }
}

/// Folders by their whole paths, each once. Whether they can be read is told where they are shown: a disk that is not
/// there today may be tomorrow.
fn own_folders(typed: Vec<String>) -> Result<Vec<String>, Error> {
    let mut folders: Vec<String> = Vec::new();
    for folder in typed {
        let folder = folder.trim();
        if folder.is_empty() {
            return Err(firebreak_core::incident::Refusal::Empty("folder").into());
        }
        let whole = settings::absolute(folder.as_ref()).display().to_string();
        if !folders.contains(&whole) {
            folders.push(whole);
        }
    }
    Ok(folders)
}

/// The zone with an IANA name.
pub(crate) fn zone_named(name: &str) -> Result<Tz, Error> {
    Ok(name.parse().map_err(|_| TimeError::Zone(name.to_owned()))?)
}

/// The zone of this machine: `TZ` where it names one, else what the system says, else UTC.
pub(super) fn system_zone() -> Tz {
    let from_environment = env::var("TZ").ok().and_then(|name| name.trim_start_matches(':').parse().ok());
    let from_system = || iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
    from_environment.or_else(from_system).unwrap_or(Tz::UTC)
}

/// A time as text that says the same at any later moment. What is known to the minute is cut to it: seconds
/// beside it would be read as known to the second.
fn typed_to_stay(when: &When) -> String {
    if when.precision == Precision::Minute {
        when.earliest.format("%Y-%m-%dT%H:%MZ").to_string()
    } else {
        when.typed().text
    }
}

/// The name of who is logged in, to begin with: the full name, else the login name.
fn suggested_name() -> String {
    let full = whoami::realname().unwrap_or_default();
    let full = full.trim();
    if full.is_empty() { whoami::username().unwrap_or_default() } else { full.to_owned() }
}

fn choices<T: Copy + ts_rs::TS>(all: &[T], label: impl Fn(T) -> &'static str) -> Vec<Choice<T>> {
    all.iter().map(|value| Choice { value: *value, label: label(*value).to_owned() }).collect()
}
