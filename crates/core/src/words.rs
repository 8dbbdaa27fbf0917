//! Lengths of time and lists in words.

/// A length of time of so many seconds: `42 s`, `7 min`, `1 h 25 min`, `3 d 4 h`; its two greatest units.
#[must_use]
pub fn length(seconds: i64) -> String {
    if seconds < 0 {
        return format!("-{}", length(seconds.saturating_neg()));
    }
    let (days, hours, minutes) = (seconds / 86_400, seconds % 86_400 / 3600, seconds % 3600 / 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, 0, _) => format!("{days} d"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

/// Words in a row, as a clause has them: `IaaS, PaaS and SaaS`.
#[must_use]
pub fn and(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests;
