//! One log, to standard error.

use std::env;
use std::io::{self, Write};
use std::time::Instant;

use log::{LevelFilter, Log, Metadata, Record};

/// The variable that sets how much is logged: `off`, `error`, `warn`, `info`, `debug`, `trace`.
const LEVEL_VARIABLE: &str = "FIREBREAK_LOG";

/// Sends the log of the whole program to standard error, warnings and errors unless `FIREBREAK_LOG` says otherwise.
pub(crate) fn to_stderr() {
    let level =
        env::var(LEVEL_VARIABLE).ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::Warn);
    if log::set_boxed_logger(Box::new(StandardError { started: Instant::now() })).is_ok() {
        log::set_max_level(level);
    }
}

struct StandardError {
    started: Instant,
}

impl Log for StandardError {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= log::max_level()
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        let (level, target) = (record.level(), record.target());
        // There is nowhere left to report that standard error is gone.
        _ = writeln!(io::stderr().lock(), "{seconds:9.3} {level:5} {target}: {}", record.args());
    }

    fn flush(&self) {}
}
