//! Drives the real window of Firebreak, and the terminal beside it, on one folder of data.
//!
//! Every [`WindowTest`] has a screen, a driver and a data folder of its own, so journeys run side by side. Its
//! methods wait until what they ask for is there, and say after [`PATIENCE`] what the window shows instead; no
//! journey waits for a time to pass.
//!
//! ```no_run
//! use firebreak_e2e::{Data, Result, role, text};
//!
//! fn a_note_from_the_terminal_appears_by_itself() -> Result<()> {
//!     let data = Data::new()?;
//!     data.cli(["incident", "open", "--title", "Key seen in logs", "--severity", "high"])?;
//!     let window = data.open_window()?;
//!     window.find(role("link", "Key seen in logs"))?.press("Enter")?;
//!     data.cli(["note", "INC-0001", "Called the owner"])?;
//!     window.find(text("Called the owner"))?;
//!     window.press("n")?;
//!     window.type_text("No answer yet")?;
//!     window.press("Enter")?;
//!     window.check_accessible()?;
//!     window.finish()
//! }
//! ```
//!
//! The programs under test are found beside the test itself, where Cargo puts them; `FIREBREAK_DESKTOP` and
//! `FIREBREAK_CLI` name others. `cargo xtask test --only e2e` builds everything first.

mod accessibility;
mod clipboard;
mod data;
mod display;
mod drag;
mod driver;
mod element;
mod find;
mod group;
mod heard;
mod keys;
mod outside;
mod page;
mod picture;
mod programs;
pub mod scenes;
mod screen;
mod window;

pub use accessibility::Violation;
pub use clipboard::Copied;
pub use data::{Data, Printed};
pub use element::Element;
pub use find::{By, css, label, role, test_id, text};
pub use heard::Heard;
pub use screen::Screen;
pub use window::{PATIENCE, WindowTest};

/// What every method of the harness returns.
pub type Result<T> = anyhow::Result<T>;
