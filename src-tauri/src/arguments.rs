//! What the program is started with.

use std::env;
use std::path::PathBuf;

use clap::Parser;

/// The variable that names the folder of the record where no argument does.
const DATA_VARIABLE: &str = "FIREBREAK_DATA";

/// Respond to security incidents from playbooks, on a record that holds.
#[derive(Debug, Clone, Parser)]
#[command(name = "firebreak-desktop", version)]
pub(crate) struct Arguments {
    /// The folder that holds the record, instead of FIREBREAK_DATA or the platform's own place
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A folder of own playbooks, beside those of the settings; may be given several times
    #[arg(long, value_name = "DIR")]
    playbooks: Vec<PathBuf>,
}

impl Arguments {
    /// Returns the folder of the record: the argument, else the environment's, else `None` for the platform's own.
    pub(crate) fn data(&self) -> Option<PathBuf> {
        let from_environment =
            || env::var_os(DATA_VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        self.data.clone().or_else(from_environment)
    }

    /// Returns the folders of own playbooks that are named beside those of the settings.
    pub(crate) fn playbooks(&self) -> Vec<PathBuf> {
        self.playbooks.clone()
    }
}
