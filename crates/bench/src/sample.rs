//! Several measurements of one thing.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Several measurements of one thing, the smallest first; never empty.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sample {
    sorted: Vec<f64>,
    smallest: f64,
}

impl Sample {
    /// Sorts measurements.
    ///
    /// # Errors
    ///
    /// If there are none.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Result<Self> {
        let mut sorted: Vec<f64> = values.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let smallest = *sorted.first().context("nothing was measured")?;
        Ok(Self { sorted, smallest })
    }

    /// Sorts durations, in milliseconds.
    ///
    /// # Errors
    ///
    /// If there are none.
    pub(crate) fn of_durations(durations: impl IntoIterator<Item = Duration>) -> Result<Self> {
        Self::of(durations.into_iter().map(|duration| duration.as_secs_f64() * 1000.0))
    }

    /// The smallest.
    pub(crate) const fn minimum(&self) -> f64 {
        self.smallest
    }

    /// The one in the middle; of an even number, the lower of the two.
    pub(crate) fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// The smallest measurement that `percent` per cent of all do not exceed (nearest rank).
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.sorted.len() * percent).div_ceil(100);
        self.sorted.get(rank.saturating_sub(1)).copied().unwrap_or(self.smallest)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }
}

/// Does two things turn by turn, each first as often as the other, and says how long each took.
///
/// # Errors
///
/// The first error of either.
pub(crate) fn in_turns(
    turns: usize,
    mut one: impl FnMut() -> Result<Duration>,
    mut other: impl FnMut() -> Result<Duration>,
) -> Result<(Sample, Sample)> {
    let (mut ones, mut others) = (Vec::with_capacity(turns), Vec::with_capacity(turns));
    for turn in 0..turns {
        if turn % 2 == 0 {
            ones.push(one()?);
            others.push(other()?);
        } else {
            others.push(other()?);
            ones.push(one()?);
        }
    }
    Ok((Sample::of_durations(ones)?, Sample::of_durations(others)?))
}

/// How long `work` takes.
///
/// # Errors
///
/// That of `work`.
pub(crate) fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<Duration> {
    let started = Instant::now();
    let value = work()?;
    let took = started.elapsed();
    drop(std::hint::black_box(value));
    Ok(took)
}

#[cfg(test)]
mod tests;
