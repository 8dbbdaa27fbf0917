use std::path::{Path, PathBuf};

use firebreak_core::event::DeviceId;
use firebreak_core::when::iso;
use firebreak_store::{OpenOptions, StoreError, check_backup, replace};

use crate::api::{
    BadEvent, Code, Damage, Draft, Found, Hit, HitWords, LoadDraft, Nothing, Rebuilt, Restore, Restored,
    SaveDraft, Search, Verified, VerifyRecord,
};
use crate::head::head_of;
use crate::retell::Retelling;
use crate::{App, Error};

/// How many hits a search has where nothing is asked.
const HITS: u64 = 100;
/// How many hits a search has at most.
const MOST_HITS: u64 = 1000;
/// Asks [`App::restore_record`] for a new record instead of a backup.
const EMPTY: &str = "empty";

impl App {
    /// `search`.
    ///
    /// # Errors
    ///
    /// Says so where the record cannot be read.
    pub fn search(&self, request: Search) -> Result<Found, Error> {
        let limit = usize::try_from(request.limit.unwrap_or(HITS).min(MOST_HITS)).unwrap_or(usize::MAX);
        let found = self.with_record(|opened| Ok(opened.record().search(&request.text, limit)?))?;
        let hits = found.hits.into_iter().map(|hit| Hit {
            incident: hit.incident.to_string(),
            code: hit.code,
            title: hit.title,
            entry: hit.entry.as_ref().map(|entry| entry.entry.to_string()),
            kind: hit.entry.as_ref().map(|entry| entry.kind.clone()),
            withdrawn: hit.entry.as_ref().is_some_and(|entry| entry.withdrawn),
            words: hit.entry.as_ref().map_or(HitWords::Said, |entry| hit_words(entry.words)),
            when: hit.entry.map(|entry| entry.when),
            snippet: hit.snippet,
        });
        Ok(Found { hits: hits.collect(), more: found.more })
    }

    /// `record.verify`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident, or where the file cannot be opened, is locked, or is damaged where
    /// incidents are found by name. Any other damage is no error but the answer, with the first bad event.
    pub fn verify_record(&self, request: VerifyRecord) -> Result<Verified, Error> {
        self.with_record(|opened| {
            let incident =
                request.incident.map(|name| opened.find(&name)).transpose()?.map(|listed| listed.row.id);
            let mut found = opened.record().verify(incident)?;
            let mut retelling = Retelling::new(&self.library.reference);
            let counted = opened.record().count_false_entries(incident, |event| retelling.entry(event));
            let wrong_entries = match counted {
                Ok(false_entries) => found.wrong_entries.max(false_entries),
                Err(StoreError::Damaged { what, .. }) => {
                    // Most often an event that was found to be unreadable already, by name.
                    if found.holds() {
                        found.damage.push(what);
                    }
                    found.wrong_entries
                }
                Err(error) => return Err(error.into()),
            };
            let head = head_of(found.heads.iter().map(|head| (head.incident, head.device, head.hash)));
            let first_bad = found.first_bad.as_ref().map(|bad| {
                let listed = opened.record().incident(bad.incident).ok().flatten();
                BadEvent {
                    incident: bad.incident.to_string(),
                    code: listed.map(|listed| listed.row.code),
                    device: bad.entry.device.to_string(),
                    seq: bad.entry.seq,
                    why: bad.why.clone(),
                }
            });
            Ok(Verified {
                ok: found.holds() && wrong_entries == 0,
                events: found.events,
                head: head.map(|head| head.to_string()),
                first_bad,
                damage: found.damage,
                wrong_entries,
            })
        })
    }

    /// `record.rebuild`.
    ///
    /// # Errors
    ///
    /// Says so where the record cannot be written. Nothing is changed then.
    pub fn rebuild_record(&self, _: Nothing) -> Result<Rebuilt, Error> {
        self.with_record(|opened| opened.rebuild(&self.library.reference).map(|entries| Rebuilt { entries }))
    }

    /// `record.damage`.
    ///
    /// # Errors
    ///
    /// Says so where the folder of the backups cannot be read.
    pub fn show_damage(&self, _: Nothing) -> Result<Damage, Error> {
        let problem = {
            let mut guard = self.lock();
            if guard.is_err() {
                *guard = self.open_record();
            }
            guard.as_ref().err().map(Error::view)
        };
        let backups = self.backups()?;
        let is_damaged = problem.as_ref().is_some_and(|problem| problem.code == Code::Damaged);
        let good = backups.iter().find(|backup| is_damaged && check_backup(Path::new(&backup.path)).is_ok());
        Ok(Damage { problem, good: good.map(|backup| backup.path.clone()), backups })
    }

    /// `record.restore`.
    ///
    /// # Errors
    ///
    /// Refuses, unless told otherwise, to replace a record that holds or that a newer version wrote. Says so where the
    /// backup does not hold, the disk is full or a file cannot be moved. The record is in its place then.
    pub fn restore_record(&self, request: Restore) -> Result<Restored, Error> {
        let backup = self.backup_to_restore(request.backup.as_deref())?;
        if !request.even_if_good {
            self.refuse_to_replace_good()?;
        }
        let database = self.folders.database();
        let device = DeviceId(self.clock.new_id());
        let options = OpenOptions::new(device, self.clock.now(), self.folders.backups());
        let mut guard = self.lock();
        // Closed first: a file that is open must not be moved.
        *guard = Err(Error::not_found("record", database.display().to_string()));
        let replaced = replace(&database, backup.as_deref(), &options);
        *guard = self.open_record();
        Ok(Restored {
            set_aside: replaced?.map(|aside| aside.display().to_string()),
            backup: backup.map(|backup| backup.display().to_string()),
        })
    }

    /// Refuses where what is there is worth more than a backup: anything but a record that is damaged or empty.
    fn refuse_to_replace_good(&self) -> Result<(), Error> {
        {
            let mut guard = self.lock();
            if guard.is_err() {
                *guard = self.open_record();
            }
            match guard.as_ref().err().map(|error| (error.code(), error)) {
                None => {}
                Some((Code::Damaged, _)) => return Ok(()),
                Some((Code::Newer, _)) => return Err(Error::RecordIsNewer),
                Some((_, error)) => return Err(error.again()),
            }
        }
        match self.verify_record(VerifyRecord::default()) {
            Ok(found) if found.first_bad.is_none() && found.damage.is_empty() && found.events > 0 => {
                Err(Error::RecordHolds { events: found.events })
            }
            Ok(_) => Ok(()),
            Err(error) if error.code() == Code::Damaged => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// `draft.save`.
    ///
    /// # Errors
    ///
    /// Says so where the record cannot be written.
    pub fn save_draft(&self, request: SaveDraft) -> Result<Nothing, Error> {
        let now = self.clock.now();
        let text = request.text.filter(|text| !text.is_empty());
        self.with_record(|opened| {
            opened.store().put_draft(&request.key, text.as_deref(), now)?;
            Ok(Nothing {})
        })
    }

    /// `draft.load`.
    ///
    /// # Errors
    ///
    /// Says so where the record cannot be read.
    pub fn load_draft(&self, request: LoadDraft) -> Result<Draft, Error> {
        let kept = self.with_record(|opened| Ok(opened.record().draft(&request.key)?))?;
        let saved_at = kept.as_ref().map(|kept| iso(kept.saved_at));
        Ok(Draft { text: kept.map(|kept| kept.text), saved_at })
    }

    /// The backup that is asked for, checked; the newest good one where none is named, none for a new record.
    fn backup_to_restore(&self, asked: Option<&str>) -> Result<Option<PathBuf>, Error> {
        match asked {
            Some(EMPTY) => Ok(None),
            Some(path) => {
                let listed = self.backups()?.into_iter().find(|backup| backup.path == path);
                let path = PathBuf::from(listed.ok_or_else(|| Error::not_found("backup", path))?.path);
                check_backup(&path)?;
                Ok(Some(path))
            }
            None => {
                let mut newest_first = self.backups()?.into_iter().map(|backup| PathBuf::from(backup.path));
                let good = newest_first.find(|path| check_backup(path).is_ok());
                good.map(Some).ok_or_else(|| Error::not_found("backup", "that holds"))
            }
        }
    }
}

const fn hit_words(words: firebreak_store::HitWords) -> HitWords {
    match words {
        firebreak_store::HitWords::Said => HitWords::Said,
        firebreak_store::HitWords::Corrected => HitWords::Corrected,
        firebreak_store::HitWords::Old => HitWords::Old,
    }
}
