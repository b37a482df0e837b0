//! `promo`: a promotion-evidence journal.
//!
//! After work an engineer logs what they did, in seconds, and tags it against the skills and behaviours that the level
//! they want asks for. Before the promotion they run a gap report, and at the end they export a promotion document.

pub mod app;
pub mod catalog;
pub mod domain;
pub mod exchange;
pub mod render;
pub mod store;
pub mod wire;
