//! Commands that look at entries: `list`, `show`, `search`, `stats`, `history`; windows of days and formats of lists.

use clap::{Args, ValueEnum};

use crate::domain::ids::EntryRef;

/// A window of days; both ends are included.
#[derive(Debug, Clone, Args, Default)]
pub struct WindowArgs {
    /// From this day on
    #[arg(long, value_name = "WHEN", conflicts_with = "last")]
    pub since: Option<String>,
    /// Up to this day
    #[arg(long, value_name = "WHEN", conflicts_with = "last")]
    pub until: Option<String>,
    /// The last 6m, 2w, 90d or 1y, up to today
    #[arg(long, value_name = "SPAN")]
    pub last: Option<String>,
}

impl WindowArgs {
    /// Whether no window is asked for.
    pub fn is_empty(&self) -> bool {
        let Self { since, until, last } = self;
        [since, until, last].into_iter().all(Option::is_none)
    }
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading
    Table,
    /// For programs
    Json,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo list -n 10
  promo list -t ASUP@4 --last 6m")]
pub struct ListArgs {
    /// At most so many
    #[arg(short, value_name = "N")]
    pub number: Option<u32>,
    /// With this tag, at its level where one is given; with all of several
    #[arg(short, long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Of this project
    #[arg(short, long, value_name = "NAME")]
    pub project: Option<String>,
    /// The window
    #[command(flatten)]
    pub window: WindowArgs,
    /// Without a tag
    #[arg(long, conflicts_with = "tags")]
    pub untagged: bool,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo show 12
  promo show @1 --format json")]
pub struct ShowArgs {
    /// The entry: its number, @1 for the newest, or its uid
    #[arg(value_name = "ID")]
    pub id: EntryRef,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo search gateway index
  promo search \"post-incident review\" -n 5

All words must occur; every text is a valid search.")]
pub struct SearchArgs {
    /// The words
    #[arg(value_name = "WORDS", required = true, allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// At most so many
    #[arg(short, value_name = "N")]
    pub number: Option<u32>,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `stats`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo stats
  promo stats --last 6m

It counts entries and judges nothing; promo gap --trend shows how the report moved.")]
pub struct StatsArgs {
    /// The window
    #[command(flatten)]
    pub window: WindowArgs,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `history`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo history 12
  promo history")]
pub struct HistoryArgs {
    /// The entry; without one, the last commands
    #[arg(value_name = "ID")]
    pub id: Option<EntryRef>,
    /// At most so many: the last 20 commands, or all that an entry said
    #[arg(short, value_name = "N")]
    pub number: Option<u32>,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}
