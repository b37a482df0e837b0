//! The pure heart: entries, frameworks, coverage and the document, as values.
//!
//! Nothing here reads a clock, a file, a database or the environment: the same values always give the same
//! report, so today's date is an argument wherever it matters. Text from outside becomes a domain type once,
//! at the door ([`ids`], [`tag`], [`when`]); inside there are no bare strings for levels, ids or dates.

pub mod blocks;
pub mod book;
pub mod compare;
pub mod coverage;
pub mod document;
pub mod entry;
pub mod framework;
pub mod ids;
pub mod journal;
pub mod lint;
pub mod matrix;
pub mod near;
pub mod next;
pub mod secret;
pub mod stats;
pub mod tag;
pub mod trend;
pub mod when;
