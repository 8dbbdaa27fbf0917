//! `firebreak verify`, `rebuild`, `backup` and `restore`.

use clap::{Args, Subcommand};
use firebreak_app::api::{Code, Nothing, Verified, VerifyRecord};

use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// `verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Only this incident
    #[arg(value_name = "ID")]
    incident: Option<String>,
}

/// What can be done with backups.
#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// List the backups, newest first
    List,
}

/// `restore`.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup as listed; the newest good one where left out
    backup: Option<String>,
    /// Begin a new record instead
    #[arg(long, conflicts_with = "backup")]
    empty: bool,
    /// Replace a record that holds, or one of a newer version, too
    #[arg(long)]
    even_if_good: bool,
}

impl Verify {
    /// Hashes every event again.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let verified = match desk.app().verify_record(VerifyRecord { incident: self.incident.clone() }) {
            Ok(verified) => verified,
            Err(error) => {
                // A file that cannot even be read is an answer too, for whoever reads the JSON.
                if desk.json() && error.code() == Code::Damaged {
                    desk.say(&unreadable(&error), |_| {})?;
                }
                return Err(error.into());
            }
        };
        let one = self.incident.is_some();
        desk.say(&verified, |page| show::verified(page, &verified, one))?;
        Ok(if verified.ok { Exit::Done } else { Exit::Damage })
    }
}

fn unreadable(error: &firebreak_app::Error) -> Verified {
    Verified {
        ok: false,
        events: 0,
        head: None,
        first_bad: None,
        damage: vec![error.to_string()],
        wrong_entries: 0,
    }
}

/// Makes what is shown again from the events.
pub(crate) fn rebuild(desk: &mut Desk<'_>) -> Result<Exit, Failure> {
    let rebuilt = desk.app().rebuild_record(Nothing {})?;
    desk.say(&rebuilt, |page| show::rebuilt(page, &rebuilt))?;
    Ok(Exit::Done)
}

/// Lists the backups, also where the record itself cannot be opened.
pub(crate) fn list_backups(desk: &mut Desk<'_>) -> Result<Exit, Failure> {
    let damage = desk.app().show_damage(Nothing {})?;
    desk.say(&damage.backups, |page| show::backups(page, &damage.backups))?;
    Ok(Exit::Done)
}

impl Restore {
    /// Sets the record aside and puts a backup in its place.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let backup = if self.empty { Some("empty".to_owned()) } else { self.backup };
        let request = firebreak_app::api::Restore { backup, even_if_good: self.even_if_good };
        let restored = desk.app().restore_record(request)?;
        desk.say(&restored, |page| show::restored(page, &restored))?;
        Ok(Exit::Done)
    }
}
