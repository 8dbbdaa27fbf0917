use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The name that entries are written under, unless a test says otherwise.
pub(crate) const AUTHOR: &str = "Mara Lind";

/// A data folder and a home of its own, and the program to run on them.
pub(crate) struct CliTest {
    dir: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl CliTest {
    pub(crate) fn new() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    /// A record with one open incident, `INC-0001`.
    pub(crate) fn with_incident() -> Self {
        let test = Self::new();
        test.ok(&OPEN);
        test
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// A folder for files of the test.
    pub(crate) fn folder(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("firebreak.db")
    }

    /// The program as it is started outside of any setting of whoever runs the tests.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_firebreak"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("FIREBREAK_") || name.starts_with("XDG_") {
                command.env_remove(name);
            }
        }
        command.env("HOME", self.dir.path()).env("TZ", "UTC").env("COLUMNS", "100").env_remove("LANG");
        command
    }

    /// The program on the data folder, with a name to write under.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.program();
        command.env("FIREBREAK_DATA", self.data()).env("FIREBREAK_AUTHOR", AUTHOR).args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        finished(self.command(arguments), &[])
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        finished(self.command(arguments), input)
    }

    /// Runs what must succeed, and gives what it printed.
    #[track_caller]
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
        assert_eq!(ran.err, "", "{arguments:?}");
        ran.out
    }

    /// Runs what must succeed with `--json`, and gives the answer.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let out = self.ok(&[&["--json"], arguments].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {out}"))
    }

    /// Runs what must fail with a code, and gives the error object; people are told the same in words.
    #[track_caller]
    pub(crate) fn fails(&self, exit: i32, code: &str, arguments: &[&str]) -> Value {
        let told = self.run(arguments);
        assert_eq!(told.code, Some(exit), "{arguments:?}: {told:?}");
        assert_ne!(told.err, "", "{arguments:?}");
        let ran = self.run(&[&["--json"], arguments].concat());
        assert_eq!(ran.code, Some(exit), "{arguments:?}: {ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{arguments:?}: {}", ran.err);
        let error: Value = serde_json::from_str(&ran.err).unwrap();
        assert_eq!(error["code"], code, "{arguments:?}: {error}");
        let message = error["message"].as_str().unwrap();
        // Not the whole of it: some messages name the time of the clock.
        let beginning: String = message.lines().next().unwrap().chars().take(25).collect();
        assert!(told.err.contains(&beginning), "{}: {message}", told.err);
        if let Some(hint) = error["hint"].as_str().filter(|_| exit != 2) {
            assert!(told.err.lines().any(|line| line.starts_with(hint)), "{}: {hint}", told.err);
        }
        error
    }

    /// The whole timeline, as others read it.
    #[track_caller]
    pub(crate) fn timeline(&self, incident: &str) -> Vec<Value> {
        self.json(&["timeline", incident]).as_array().unwrap().clone()
    }

    /// The texts of the timeline, earliest first.
    #[track_caller]
    pub(crate) fn texts(&self, incident: &str) -> Vec<String> {
        self.timeline(incident).iter().map(|entry| entry["text"].as_str().unwrap().to_owned()).collect()
    }

    /// The program running, with its standard streams open.
    pub(crate) fn spawn(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }
}

/// What opens the incident of [`CliTest::with_incident`].
pub(crate) const OPEN: [&str; 14] = [
    "incident",
    "open",
    "--title",
    "Access key seen in CI logs",
    "--type",
    "credential-compromise",
    "--model",
    "iaas",
    "--provider",
    "aws",
    "--severity",
    "high",
    "--detected",
    "-10m",
];

/// The last entry's name, `device/seq`.
pub(crate) fn last_entry(changed: &Value) -> String {
    changed["entries"].as_array().unwrap().last().unwrap().as_str().unwrap().to_owned()
}

/// Starts a command, feeds it, and waits for its end.
pub(crate) fn finished(mut command: Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let program = command.get_program().to_owned();
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeding = std::thread::spawn(move || {
        // A program that does not read its input closes it; that is its right.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Removes a variable of the environment that the harness sets.
pub(crate) fn without(mut command: Command, name: impl AsRef<OsStr>) -> Command {
    command.env_remove(name);
    command
}
