//! The tables, and the steps that lead to them.

/// Marks the file as a record of Firebreak: the letters `FIRB`.
pub(crate) const APPLICATION_ID: i32 = 0x4649_5242;

/// The SQL of every version of the schema, in order: the first makes version 1 from an empty file. A released
/// one is never changed.
pub(crate) const MIGRATIONS: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

#[cfg(test)]
mod tests;
