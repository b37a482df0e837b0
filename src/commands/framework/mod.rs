//! `promo framework`: one file a subcommand; [`account`] counts for `import`.

pub mod account;
pub mod add;
pub mod check;
pub mod diff;
pub mod export;
pub mod import;
pub mod look;
mod named;
pub mod remove;
pub mod switch;
