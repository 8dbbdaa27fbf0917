//! Firebreak from a terminal: the same commands as in the window, for people or as JSON.
//!
//! `arguments` says what can be typed, `command` does it through `firebreak-app`, `show` lays the answers out for
//! people. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 damage found.

mod arguments;
mod command;
mod desk;
mod failure;
mod show;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use clap::error::ErrorKind;
use desk::Desk;
use failure::{Exit, Failure};
use firebreak_app::api::{Code, ErrorView};
use show::one_line;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return wrong_usage(&error),
    };
    let json = arguments.global.json;
    match run(arguments) {
        Ok(exit) => exit.into(),
        // Whoever read the answer has seen enough; what was recorded is recorded.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done.into(),
        Err(failure) => {
            report(&failure.view(), json);
            failure.exit().into()
        }
    }
}

fn run(Arguments { global, command }: Arguments) -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    match command {
        Command::Completions(arguments) => arguments.write(&mut out)?,
        Command::Man(arguments) => arguments.write(&mut out)?,
        Command::Work(work) => {
            let mut desk = Desk::open(&global, work.keeps_settings(), &mut out)?;
            let ended = work.perform(&mut desk);
            for notice in desk.leave() {
                tell(&notice);
            }
            return ended;
        }
    }
    Ok(Exit::Done)
}

/// Writes an error to standard error: the message, then what to do; one object with `--json`.
fn report(view: &ErrorView, json: bool) {
    if json {
        tell(&show::json_line(view));
        return;
    }
    tell(&one_line(&view.message));
    if let Some(hint) = &view.hint {
        tell(&one_line(hint));
    }
}

/// Writes a line to standard error. Where even that fails, the exit code has to speak for itself.
fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn wrong_usage(error: &clap::Error) -> ExitCode {
    let asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let json = std::env::args_os().take_while(|word| word != "--").any(|word| word == "--json");
    if json && !asked_for {
        let message = error.render().to_string();
        let message = message.trim().strip_prefix("error: ").unwrap_or(message.trim());
        let hint = Some("`firebreak help` shows every command".to_owned());
        report(&ErrorView::new(Code::BadRequest, message.to_owned(), hint), true);
        return Exit::Usage.into();
    }
    let _ = error.print();
    if asked_for { Exit::Done.into() } else { Exit::Usage.into() }
}

/// Whether standard output is read by a person.
fn is_for_a_screen() -> bool {
    io::stdout().is_terminal()
}
