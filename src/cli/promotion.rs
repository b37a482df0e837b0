//! Commands that make the case: `init`, `pick`, `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::reading::{ListFormat, WindowArgs};
use crate::domain::ids::EntryRef;

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo init
  promo init --name Ada --role support-engineer --current 3 --target 4

What is not given is asked on a terminal. Run again it changes the profile and the target, never an entry.")]
pub struct InitArgs {
    /// Your name, as the document should use it
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Your pronouns, such as she/her
    #[arg(long, value_name = "PRONOUNS")]
    pub pronouns: Option<String>,
    /// Your role: a key from `promo framework show`
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// The level you have: number, label or title
    #[arg(long, value_name = "LEVEL")]
    pub current: Option<String>,
    /// The level you want: number, label or title
    #[arg(long, value_name = "LEVEL")]
    pub target: Option<String>,
    /// When the case is due
    #[arg(long, value_name = "WHEN")]
    pub due: Option<String>,
    /// Your manager's name
    #[arg(long, value_name = "NAME")]
    pub manager: Option<String>,
    /// The framework: a key from `promo framework list`
    #[arg(long, value_name = "KEY")]
    pub framework: Option<String>,
    /// The day you reached the current level; older evidence is shown, not counted
    #[arg(long, value_name = "WHEN")]
    pub level_since: Option<String>,
    /// Also ask for these groups, such as attributes; `none` for no group
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    pub with: Option<Vec<String>>,
}

/// Arguments of `pick`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo pick 12 31 7
  promo pick --clear

The document tells the results of these entries first, in this order. Without ids the picks are listed.")]
pub struct PickArgs {
    /// The entries, the most important first
    #[arg(value_name = "ID", conflicts_with = "clear")]
    pub ids: Vec<EntryRef>,
    /// Let the rule choose again
    #[arg(long)]
    pub clear: bool,
    /// How to print the picks: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// How a document is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum ExportFormat {
    /// The document
    #[default]
    Markdown,
    /// What the template is given
    Json,
}

/// Arguments of `export`.
#[derive(Debug, Clone, Args, Default)]
#[command(after_help = "\
Examples:
  promo export -o promotion.md
  promo export --template one-to-one --since 2w

Confidential entries are left out and counted; private notes are never in it.")]
pub struct ExportArgs {
    /// The document's shape: gitlab (the default), staff-packet, star, self-review, one-to-one, brag, or your own: its
    /// name or FILE.md
    #[arg(long, value_name = "TEMPLATE")]
    pub template: Option<String>,
    /// Write to this file instead of stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file; the old one is kept as FILE~
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Bring a file of -o up to date and keep every block that you changed; the old one is kept as FILE~
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "check", "explain", "clean"])]
    pub update: Option<PathBuf>,
    /// With --update: show what would change and write nothing
    #[arg(long, requires = "update", conflicts_with_all = ["output", "check", "explain", "clean"])]
    pub diff: bool,
    /// Leave out every comment, to hand it in; with FILE a copy of that file
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["check", "explain"])]
    pub clean: Option<Option<PathBuf>>,
    /// The window
    #[command(flatten)]
    pub window: WindowArgs,
    /// Also tell confidential entries; the document then says so in its first line
    #[arg(long)]
    pub with_confidential: bool,
    /// Refuse, instead of hiding, where an entry names a listed term, an address or a key
    #[arg(long, conflicts_with_all = ["check", "explain"])]
    pub strict: bool,
    /// Check it instead, or FILE if you have worked on it; exit with 3 on errors
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub check: Option<Option<PathBuf>>,
    /// With --check: what is still to be filled is an error
    #[arg(long = "final", requires = "check")]
    pub is_final: bool,
    /// Say instead why each entry was chosen or left out
    #[arg(long, conflicts_with_all = ["check", "output"])]
    pub explain: bool,
    /// How to print it: markdown, or json for what the template is given; json also of --check,
    /// --explain and --update
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ExportFormat::Markdown)]
    pub format: ExportFormat,
}
