//! Commands that make the case: `init`, `pick`.

use clap::Args;

use super::reading::ListFormat;
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
