//! promo as its user meets it: one file a command, the whole of what it prints in one snapshot.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod architecture;
mod bad_input;
mod builtin;
mod completions;
mod demo;
mod dump;
mod edit;
mod editor;
mod export;
mod framework;
mod framework_bad_input;
mod framework_check;
mod framework_import;
mod framework_layers;
mod framework_use;
mod gap;
mod guided;
mod help;
mod history;
mod import;
mod inert;
mod init;
mod init_flags;
mod journal;
mod list;
mod log;
mod man;
mod pick;
mod purge;
mod readme;
mod recover;
mod reliability;
mod remove;
mod schema;
mod search;
mod seed_readings;
mod seeds;
mod show;
mod stamps;
mod support;
mod tag;
mod undo;
mod upgrade;
mod widths;
