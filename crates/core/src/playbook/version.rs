//! The order of versions.

use std::cmp::Ordering;

/// Orders two semantic versions by precedence (semver.org, version 2.0.0, section 11).
///
/// What is not a number where one belongs counts as 0, so that any two texts can be told apart or are equal.
#[must_use]
pub fn compare_versions(a: &str, b: &str) -> Ordering {
    let (a, b) = (parts(a), parts(b));
    let numbers = |release: &str| -> Vec<u64> {
        release.split('.').map(|number| number.parse().unwrap_or(0)).collect()
    };
    numbers(a.0).cmp(&numbers(b.0)).then_with(|| match (a.1, b.1) {
        (None, None) => Ordering::Equal,
        // A release comes after everything that leads to it.
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => before_release(a, b),
    })
}

/// The numbers, and what stands after a dash; build metadata orders nothing.
fn parts(version: &str) -> (&str, Option<&str>) {
    let version = version.trim();
    let version = version.split_once('+').map_or(version, |(version, _)| version);
    version.split_once('-').map_or((version, None), |(release, before)| (release, Some(before)))
}

fn before_release(a: &str, b: &str) -> Ordering {
    let mut others = b.split('.');
    for part in a.split('.') {
        let Some(other) = others.next() else { return Ordering::Greater };
        let order = match (part.parse::<u64>(), other.parse::<u64>()) {
            (Ok(part), Ok(other)) => part.cmp(&other),
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) => part.cmp(other),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    if others.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

#[cfg(test)]
mod tests;
