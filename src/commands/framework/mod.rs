//! `promo framework`: one file a subcommand; [`import_account`] counts for `import`.

pub mod add;
pub mod check;
pub mod diff;
pub mod export;
pub mod import;
pub mod import_account;
pub mod list_show;
mod lookup;
pub mod remove;
pub mod use_framework;
