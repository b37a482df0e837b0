//! The pure heart: entries, frameworks, coverage and the document, as values.
//!
//! Nothing here reads a clock, a file, a database or the environment: the same values always give the same
//! report, so today's date is an argument wherever it matters. Text from outside becomes a domain type once,
//! at the door ([`ids`], [`tag`], [`dates`]); inside there are no bare strings for levels, ids or dates.

pub mod compare;
pub(crate) mod control_characters;
pub mod coverage;
pub mod dates;
pub mod document;
pub mod entry;
pub mod framework;
pub mod ids;
pub mod journal;
pub mod lint;
pub mod matrix;
pub mod next;
pub mod portfolio;
pub mod redact;
pub mod stats;
pub mod suggest;
pub mod tag;
pub(crate) mod text;
pub mod trend;
pub mod update;
