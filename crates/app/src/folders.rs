//! Where the record and the settings lie.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The folders of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Holds the database and its backups.
    pub data: PathBuf,
    /// Holds the settings of this machine.
    pub config: PathBuf,
}

impl Folders {
    /// The folders that the platform's conventions give, for example `~/.local/share/firebreak` and
    /// `~/.config/firebreak` on Linux. `None` where the system names no home folder.
    #[must_use]
    pub fn of_this_user() -> Option<Self> {
        let dirs = ProjectDirs::from("", "", "Firebreak")?;
        Some(Self { data: dirs.data_local_dir().to_owned(), config: dirs.config_local_dir().to_owned() })
    }

    /// One folder for everything.
    #[must_use]
    pub fn in_one(folder: &Path) -> Self {
        Self { data: folder.to_owned(), config: folder.to_owned() }
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data.join("firebreak.db")
    }

    /// The folder of the backups.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }

    /// The settings file.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// The file of the settings as they were before others were taken over.
    #[must_use]
    pub fn settings_before(&self) -> PathBuf {
        self.config.join("settings-before-import.json")
    }

    /// The file of what is kept about providers.
    #[must_use]
    pub fn providers(&self) -> PathBuf {
        self.config.join("providers.json")
    }

    /// The folder of files that are saved to be handed on.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.data.join("exports")
    }

    /// The folder of the copies of evidence.
    #[must_use]
    pub fn evidence(&self) -> PathBuf {
        self.data.join("evidence")
    }

    /// The folder of own matrix profiles, one JSON file each.
    #[must_use]
    pub fn matrix_profiles(&self) -> PathBuf {
        self.config.join("matrix-profiles")
    }

    /// The folder of own rules of deadlines and own lists of holidays, in JSON files.
    #[must_use]
    pub fn deadlines(&self) -> PathBuf {
        self.config.join("deadlines")
    }

    /// The folder of own templates of updates, one Markdown file each.
    #[must_use]
    pub fn templates(&self) -> PathBuf {
        self.config.join("templates")
    }
}
