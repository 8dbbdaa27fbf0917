//! What is typed for each command, and how it is done. One file for each family of commands.

pub(crate) mod deadline;
pub(crate) mod decision;
pub(crate) mod evidence;
pub(crate) mod import;
pub(crate) mod incident;
pub(crate) mod indicator;
pub(crate) mod machine;
pub(crate) mod matrix;
pub(crate) mod pack;
pub(crate) mod people;
pub(crate) mod playbook;
pub(crate) mod playing;
pub(crate) mod provider;
pub(crate) mod record;
pub(crate) mod request;
pub(crate) mod resource;
pub(crate) mod run;
pub(crate) mod timeline;
pub(crate) mod timer;
pub(crate) mod times;
pub(crate) mod undo;
pub(crate) mod update;

use std::io::{self, Read};

use crate::failure::Failure;

/// How much is read from standard input at most, in bytes. More than the longest entry, so that the refusal comes
/// from the rule about entries where it can.
const MOST_INPUT: u64 = 16 * 1024 * 1024;

/// A text as typed, or what standard input says where it is `-`, without the line ends that close it.
fn typed_or_piped(text: String) -> Result<String, Failure> {
    if text != "-" {
        return Ok(text);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_INPUT + 1).read_to_end(&mut bytes).map_err(Failure::Input)?;
    if bytes.len() as u64 > MOST_INPUT {
        return Err(Failure::TooMuch(MOST_INPUT));
    }
    let text =
        String::from_utf8(bytes).map_err(|error| Failure::NotText(error.utf8_error().valid_up_to()))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
