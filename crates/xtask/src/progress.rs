//! Says in a terminal where a command of several steps is.

use std::time::{Duration, Instant};

/// The steps of one command, counted as they begin.
#[derive(Debug)]
pub(crate) struct Progress {
    count: usize,
    current: usize,
    started: Instant,
}

impl Progress {
    /// Begins a command of `count` steps.
    pub(crate) fn of(count: usize) -> Self {
        Self { count, current: 0, started: Instant::now() }
    }

    /// Prints that the next step begins.
    pub(crate) fn step(&mut self, title: &str) {
        self.current += 1;
        println!("\n[{}/{}] {title}  ({} so far)", self.current, self.count, elapsed(self.started.elapsed()));
    }

    /// Returns how long the command has been running.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// Returns a duration for people: `0.4 s`, `12 s`, `3 min 07 s`.
pub(crate) fn elapsed(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    #[test]
    fn durations_are_written_for_people() {
        let written = |millis| super::elapsed(Duration::from_millis(millis));
        assert_eq!(written(420), "0.4 s");
        assert_eq!(written(12_900), "12 s");
        assert_eq!(written(187_000), "3 min 07 s");
    }
}
