//! `firebreak call`, `settings`, `completions` and `man`: what has to do with this machine and with programs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man as Page;
use firebreak_app::COMMANDS;
use firebreak_app::api::{ExportSettings, ImportSettings, Nothing, SetSettings, Theme};
use serde::Serialize;
use serde_json::Value;

use super::typed_or_piped;
use crate::arguments::Arguments;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// The word that gives a setting back to the system.
const SYSTEM: &str = "system";

/// `call`.
#[derive(Debug, Args)]
pub(crate) struct Call {
    /// The name of the command
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// The request; `-` reads standard input
    #[arg(value_name = "JSON")]
    request: Option<String>,
    /// List every command with what it does
    #[arg(long, conflicts_with_all = ["name", "request"])]
    list: bool,
}

/// `settings`.
#[derive(Debug, Args)]
#[command(
    after_help = "With --zone, that zone is kept; `system` goes back to the system's. With --playbooks, that folder is \
                  kept beside those that are there."
)]
pub(crate) struct Settings {
    /// The name that entries are written under
    #[arg(long)]
    name: Option<String>,
    /// The colours of the window
    #[arg(long, value_parser = PossibleValuesParser::new(["light", "dark", SYSTEM]))]
    theme: Option<String>,
    /// Read own playbooks from this folder no longer; may be given several times
    #[arg(long, value_name = "DIR")]
    without_playbooks: Vec<PathBuf>,
    /// Write all settings to this file, which another machine can import; `-` writes to standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["import", "name", "theme", "without_playbooks"])]
    export: Option<String>,
    /// Replace the settings of this machine by those of a file that was exported
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "theme", "without_playbooks"])]
    import: Option<String>,
}

/// `completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

/// `man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// Write a page for each command into this folder instead
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// A command of the list, as JSON.
#[derive(Debug, Serialize)]
struct Listed {
    name: &'static str,
    about: &'static str,
}

impl Call {
    /// Does a command by its name.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Some(name) = self.name else {
            let list: Vec<Listed> =
                COMMANDS.iter().map(|command| Listed { name: command.name, about: command.about }).collect();
            let rows = COMMANDS.iter().map(|command| (command.name, command.about));
            desk.say(&list, |page| show::command_list(page, rows))?;
            return Ok(Exit::Done);
        };
        let request = match self.request.map(typed_or_piped).transpose()? {
            Some(text) => serde_json::from_str(&text).map_err(Failure::NotJson)?,
            None => Value::Null,
        };
        let answer = desk.app_to_record()?.call(&name, request)?;
        desk.say_text(&format!("{}\n", show::json_pretty(&answer)))?;
        let damaged = name == "record.verify" && answer.get("ok") == Some(&Value::Bool(false));
        Ok(if damaged { Exit::Damage } else { Exit::Done })
    }
}

impl Settings {
    /// Shows the settings, or keeps what is given.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        if let Some(file) = self.export {
            return export(desk, file);
        }
        if let Some(path) = self.import {
            let imported = desk.app().import_settings(ImportSettings { path })?;
            desk.say(&imported, |page| show::settings_imported(page, &imported))?;
            return Ok(Exit::Done);
        }
        let about = desk.app().about(Nothing {})?;
        let mut settings = about.settings.clone();
        if let Some(name) = self.name {
            settings.responder = Some(name);
        }
        if let Some(zone) = desk.named_zone() {
            settings.zone = (zone != SYSTEM).then(|| zone.to_owned());
        }
        if let Some(theme) = self.theme {
            settings.theme = match theme.as_str() {
                "light" => Some(Theme::Light),
                "dark" => Some(Theme::Dark),
                _ => None,
            };
        }
        for folder in desk.named_playbooks() {
            settings.playbooks.push(folder.display().to_string());
        }
        for folder in &self.without_playbooks {
            let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
            let before = settings.playbooks.len();
            settings.playbooks.retain(|known| Path::new(known) != whole);
            if settings.playbooks.len() == before {
                let name = folder.display().to_string();
                return Err(firebreak_app::Error::NotFound { what: "folder in the settings", name }.into());
            }
        }
        let changes = settings != about.settings;
        let about = if changes { desk.app().set_settings(SetSettings { settings })? } else { about };
        desk.say(&about, |page| show::settings(page, &about))?;
        Ok(Exit::Done)
    }
}

/// Writes all settings to a file, or to standard output where it is `-`.
fn export(desk: &mut Desk<'_>, file: String) -> Result<Exit, Failure> {
    let path = (file != "-").then_some(file);
    let exported = desk.app().export_settings(ExportSettings { path, replace: false })?;
    match &exported.path {
        Some(path) => desk.say(&exported, |page| show::settings_exported(page, path, &exported))?,
        None => desk.say_text(&exported.text)?,
    }
    Ok(Exit::Done)
}

impl Completions {
    /// Writes the completions.
    pub(crate) fn write(self, out: &mut dyn Write) -> Result<(), Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "firebreak", &mut text);
        out.write_all(&text).and_then(|()| out.flush()).map_err(Failure::Output)
    }
}

impl Man {
    /// Writes the manual: one page of everything, or one page for each command.
    pub(crate) fn write(self, out: &mut dyn Write) -> Result<(), Failure> {
        let mut command = Arguments::command();
        command.build();
        match self.folder {
            Some(folder) => {
                let failed = |error| Failure::File { path: folder.display().to_string(), error };
                fs::create_dir_all(&folder).map_err(failed)?;
                clap_mangen::generate_to(command, &folder).map_err(failed)
            }
            None => {
                let text = whole_manual(&command).map_err(Failure::Output)?;
                out.write_all(&text).and_then(|()| out.flush()).map_err(Failure::Output)
            }
        }
    }
}

/// One page: the program, then every command in a section of its own.
fn whole_manual(command: &clap::Command) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let page = Page::new(command.clone());
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    for subcommand in command.get_subcommands() {
        section(subcommand, &mut text)?;
    }
    page.render_extra_section(&mut text)?;
    Ok(text)
}

/// The sections of a command and of those below it, one level down each.
fn section(command: &clap::Command, text: &mut Vec<u8>) -> std::io::Result<()> {
    if command.get_name() == "help" {
        return Ok(());
    }
    // What goes with every command is told once, at the beginning.
    let command = command.clone().mut_args(|argument| {
        let everywhere = argument.is_global_set() || argument.get_id() == "help";
        argument.hide(everywhere)
    });
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    writeln!(text, ".SH \"{}\"", name.to_uppercase())?;
    let page = Page::new(command.clone());
    let mut sections = Vec::new();
    page.render_description_section(&mut sections)?;
    page.render_synopsis_section(&mut sections)?;
    page.render_options_section(&mut sections)?;
    let sections = String::from_utf8_lossy(&sections);
    for line in sections.lines().filter(|line| !is_preamble(line)) {
        match line.strip_prefix(".SH ") {
            Some(heading) => writeln!(text, ".SS {heading}")?,
            None => writeln!(text, "{line}")?,
        }
    }
    command.get_subcommands().try_for_each(|below| section(below, text))
}

/// Whether a line only defines how a quotation mark is set, which the page has done at its beginning.
fn is_preamble(line: &str) -> bool {
    line.starts_with(".ie \\n(.g") || line.starts_with(".el .ds Aq")
}
