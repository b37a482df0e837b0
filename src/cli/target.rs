//! Targets: what one is going for, and what one could go for.

use clap::{Args, Subcommand};

use super::reading::ListFormat;

/// Arguments of `target`: without a subcommand it lists them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo target add systems-engineer@5
  promo target use systems-engineer@5

A target is called ROLE@LEVEL, or FRAMEWORK/ROLE@LEVEL where it is of a framework that is not in force. One is in
use: gap, next, export and tags without a level go by it.")]
pub struct TargetArgs {
    /// What to do
    #[command(subcommand)]
    pub command: Option<TargetCommand>,
    /// How to list them
    #[command(flatten)]
    pub list: TargetListArgs,
}

/// What `target` does.
#[derive(Debug, Subcommand)]
pub enum TargetCommand {
    /// List the targets, and how near each is
    List(TargetListArgs),
    /// Add a target: a role at a level
    Add(TargetAddArgs),
    /// Go for another target
    Use(TargetUseArgs),
    /// Remove targets
    Rm(TargetRmArgs),
}

/// Arguments of `target list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo target list
  promo target list --format json")]
pub struct TargetListArgs {
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `target add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo target add systems-engineer@5 --due 2027-09-01
  promo target add support-engineer@4 --framework support-ladder --use

What is not given of the level that you have is taken from the target in use.")]
pub struct TargetAddArgs {
    /// The role and the level: its number, label or title
    #[arg(value_name = "ROLE@LEVEL")]
    pub target: String,
    /// The framework that the role is of, if not the one in force
    #[arg(long, value_name = "KEY")]
    pub framework: Option<String>,
    /// When the case is due
    #[arg(long, value_name = "WHEN")]
    pub due: Option<String>,
    /// The level you have: number, label or title
    #[arg(long, value_name = "LEVEL")]
    pub current: Option<String>,
    /// The day you reached the current level; older evidence is shown, not counted
    #[arg(long, value_name = "WHEN")]
    pub level_since: Option<String>,
    /// Also ask for these groups, such as attributes
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    pub with: Vec<String>,
    /// Go for it from now on
    #[arg(long = "use")]
    pub in_use: bool,
}

/// Arguments of `target use`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo target use systems-engineer@5
  promo target use 2

Where it is of a framework that is not in force, that is put in force too; promo undo takes back both.")]
pub struct TargetUseArgs {
    /// The target, or its number in the list
    #[arg(value_name = "TARGET")]
    pub target: String,
}

/// Arguments of `target rm`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo target rm systems-engineer@5
  promo target rm 2 3

No entry changes. Without a target in use, tags have no level to assume.")]
pub struct TargetRmArgs {
    /// The targets, or their numbers in the list
    #[arg(value_name = "TARGET", required = true)]
    pub targets: Vec<String>,
}
