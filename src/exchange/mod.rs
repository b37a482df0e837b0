//! Entries in and out, one file a format: [`form`] for editors and drafts, [`jsonl`] for dumps and imports.

pub mod form;
pub mod jsonl;
