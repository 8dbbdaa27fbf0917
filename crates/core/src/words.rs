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

/// The seconds of a length of time as people write it: `90m`, `4h`, `1 h 30 min`, `2 days`; `None` where it is none.
#[must_use]
pub fn seconds(text: &str) -> Option<u64> {
    let (seconds, rest) = length_at(text)?;
    rest.trim().is_empty().then_some(seconds)
}

/// The seconds of the shortest time that a text asks for with the word `within`: `Answer within 4 hours.`
#[must_use]
pub fn within(text: &str) -> Option<u64> {
    text.split("within ").skip(1).filter_map(|rest| length_at(rest).map(|(seconds, _)| seconds)).min()
}

/// The length of time that a text begins with, and what comes after it.
fn length_at(text: &str) -> Option<(u64, &str)> {
    let mut rest = text.trim_start();
    let mut total: u64 = 0;
    let mut found = false;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits)?;
        let after_space = after.trim_start();
        let letters = after_space.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (unit, next) = after_space.split_at_checked(letters)?;
        let unit = match unit {
            "m" | "min" | "minute" | "minutes" => 60,
            "h" | "hour" | "hours" => 3600,
            "d" | "day" | "days" => 86_400,
            _ => break,
        };
        let Ok(number) = number.parse::<u64>() else { break };
        total = total.checked_add(number.checked_mul(unit)?)?;
        found = true;
        rest = next.trim_start();
    }
    (found && total > 0).then_some((total, rest))
}

/// A number of bytes: `0 bytes`, `1 byte`, `512 bytes`, `1.5 kB`, `5.4 GB`; a thousand of each make one of the next.
#[must_use]
pub fn bytes(count: u64) -> String {
    const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
    if count < 1000 {
        return format!("{count} byte{}", if count == 1 { "" } else { "s" });
    }
    let mut tenths = u128::from(count) / 100;
    for unit in UNITS {
        if tenths < 10_000 {
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
        tenths /= 1000;
    }
    format!("{count} bytes")
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
