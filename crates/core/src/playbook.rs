//! Playbooks: Markdown read to a typed model that knows the place of everything, and the rules it is checked by.

mod model;

pub use model::*;
