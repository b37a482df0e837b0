//! The framework: which there are, what they ask, and bringing one's own.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::reading::ListFormat;

/// What `framework` does.
#[derive(Debug, Subcommand)]
pub enum FrameworkCommand {
    /// List the frameworks
    List(FrameworkListArgs),
    /// Show a framework, or what a role asks at a level
    Show(FrameworkShowArgs),
    /// Read your company's framework: pages, tables, YAML, JSON, CSV
    Import(FrameworkImportArgs),
    /// Write a framework as TOML
    Export(FrameworkExportArgs),
    /// Find what is odd in a framework: levels, keys, what is asked and not there
    Check(FrameworkCheckArgs),
    /// Show what changed between two versions, and which entries that touches
    Diff(FrameworkDiffArgs),
    /// Read tags against another framework; every entry stays
    Use(FrameworkUseArgs),
    /// Add a criterion or a statement of your own
    AddCriterion(FrameworkAddArgs),
    /// Remove an imported framework; its file is kept as KEY.toml~
    Remove(FrameworkRemoveArgs),
}

/// Where the levels of a foreign framework are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LevelsInArg {
    /// In headings
    Headings,
    /// In the columns of a table
    Columns,
    /// In the rows of a table
    Rows,
    /// In bullets
    Bullets,
    /// In the keys of YAML or JSON
    Keys,
    /// In the place within a list
    Index,
}

/// Arguments of `framework import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework import career-pages/ --name acme
  promo framework import ladder.csv --levels-in columns --dry-run

Markdown, HTML, YAML, JSON, CSV, SFIA role pages, SFIA's official CSV, or promo's own TOML. A folder is one
framework. It is kept beside the journal and takes no effect before `promo framework use`.")]
pub struct FrameworkImportArgs {
    /// The files or folders
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The key that it gets; without it the folder's or the page's name
    #[arg(long, value_name = "KEY")]
    pub name: Option<String>,
    /// The role that the files are about
    #[arg(long, value_name = "KEY")]
    pub role: Option<String>,
    /// The level that the files are about, as a number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=30))]
    pub level: Option<u8>,
    /// Where the levels are: headings, columns, rows, bullets, keys or index
    #[arg(long, value_enum, value_name = "WHERE", hide_possible_values = true)]
    pub levels_in: Option<LevelsInArg>,
    /// Mend text that was encoded twice, such as â€™ for ’
    #[arg(long)]
    pub fix_mojibake: bool,
    /// Show what would be read, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How to print the account: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `framework export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework export acme -o acme.toml
  promo framework export engineering --layered | less

The file can be edited by hand and imported again.")]
pub struct FrameworkExportArgs {
    /// The framework, if not the one in force
    #[arg(value_name = "KEY")]
    pub key: Option<String>,
    /// Write to this file instead of stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file; the old one is kept as FILE~
    #[arg(long, requires = "output")]
    pub force: bool,
    /// With what lies beneath it
    #[arg(long)]
    pub layered: bool,
}

/// Arguments of `framework list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework list
  promo framework list --format json")]
pub struct FrameworkListArgs {
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `framework show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework show --role support-engineer --level 4
  promo framework show --framework sfia-9 --format json")]
pub struct FrameworkShowArgs {
    /// The framework, if not the one in force
    #[arg(long, value_name = "KEY")]
    pub framework: Option<String>,
    /// One role
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// One level of it: number, label or title
    #[arg(long, value_name = "LEVEL", requires = "role")]
    pub level: Option<String>,
    /// With what lies beneath the framework
    #[arg(long)]
    pub layered: bool,
    /// Also these groups, such as attributes, of a role at a level
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    pub with: Vec<String>,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `framework use`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework use acme
  promo framework use engineering

No entry changes. Tags that the framework does not know are listed, with the key that may stand for them now.")]
pub struct FrameworkUseArgs {
    /// The framework: a key from `promo framework list`
    #[arg(value_name = "KEY")]
    pub key: String,
    /// Do without the built-in behaviours that the framework does not define
    #[arg(long)]
    pub no_behaviours: bool,
    /// How to print what lost its meaning: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// What sort of thing an added criterion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum KindArg {
    /// A professional skill
    Skill,
    /// A way of working
    #[default]
    Behaviour,
    /// What a level expects
    Expectation,
}

/// Arguments of `framework add-criterion`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework add-criterion hiring --name Hiring
  promo framework add-criterion ASUP --level 4 --statement \"A runbook\"

It is kept in own.toml beside the journal, lies over every framework, and is asked of you at every level.")]
pub struct FrameworkAddArgs {
    /// Its key: letters, digits and hyphens; or that of a criterion which gets a statement more
    #[arg(value_name = "KEY")]
    pub key: String,
    /// Its name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What it is: skill, behaviour or expectation
    #[arg(long, value_enum, value_name = "KIND", hide_possible_values = true)]
    pub kind: Option<KindArg>,
    /// The level that the statements are of: number, label or title; without it, any
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// What evidence of it looks like; repeat it for more
    #[arg(long, value_name = "TEXT")]
    pub statement: Vec<String>,
}

/// Arguments of `framework remove`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework remove acme
  promo framework remove own

The framework in force stays until you use another.")]
pub struct FrameworkRemoveArgs {
    /// The framework, or `own` for what you added
    #[arg(value_name = "KEY")]
    pub key: String,
}

/// Arguments of `framework check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework check support-ladder
  promo framework check sfia-9 --format json

It ends with 3 where something is found. What a company asks stands as it is; the finding says what comes of it.")]
pub struct FrameworkCheckArgs {
    /// A framework's key, or a file of promo's own TOML; without it the one in force
    #[arg(value_name = "KEY|FILE")]
    pub framework: Option<String>,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `framework diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo framework diff acme
  promo framework diff acme~ engineering.toml --format json

An import that replaces a framework keeps the one before as KEY~; with one KEY, that is compared with KEY.")]
pub struct FrameworkDiffArgs {
    /// A framework's key, KEY~ for its version before, or a file of promo's own TOML
    #[arg(value_name = "KEY|FILE")]
    pub from: String,
    /// What to compare it with; without it KEY~ is compared with KEY
    #[arg(value_name = "KEY|FILE")]
    pub to: Option<String>,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}
