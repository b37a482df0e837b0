//! `gap` and `next`: how far it is to a target. The four reports of `gap` are told apart here.

use clap::{Args, ValueEnum};

use super::reading::{ListFormat, WindowArgs};

/// What a report is made for, where that is not the target in use.
#[derive(Debug, Args, Default)]
pub struct ReportTargetArgs {
    /// Judge by another framework: a key from `promo framework list`
    #[arg(long, value_name = "KEY")]
    pub framework: Option<String>,
    /// Judge by another role
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// Judge by another level: number, label or title
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum GapFormat {
    /// For reading
    #[default]
    Table,
    /// For programs
    Json,
    /// For a private page
    Markdown,
    /// For a browser: one file, nothing loaded
    Html,
}

/// Arguments of `gap`.
#[derive(Debug, Args, Default)]
#[command(after_help = "\
Examples:
  promo gap
  promo gap --role systems-engineer --level 4 --last 12m

What was is judged by the days of the work, not of its typing, and by today's tags, target and rules. Your report is private: \
it is no part of the document.")]
pub struct GapArgs {
    #[command(flatten)]
    pub target: ReportTargetArgs,
    #[command(flatten)]
    pub window: WindowArgs,
    /// The report as it would have read on a day of the past
    #[arg(long, value_name = "WHEN", conflicts_with_all = ["until", "trend"])]
    as_of: Option<String>,
    /// Instead, month by month, the last year or the window, and what is left until it is due
    #[arg(long, conflicts_with_all = ["check", "verbose", "compare", "matrix"])]
    trend: bool,
    /// Also show what the role's earlier levels ask
    #[arg(long)]
    cumulative: bool,
    /// Also ask for these groups, such as attributes
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    pub with: Vec<String>,
    /// Also show statements and entries
    #[arg(short, long)]
    verbose: bool,
    /// Also show confidential entries in words in json, markdown and html, which then say so
    #[arg(long)]
    pub with_confidential: bool,
    /// Lay another target beside it: a number of `promo target list`, or ROLE@LEVEL
    #[arg(long, value_name = "TARGET", conflicts_with_all = ["as_of", "cumulative", "verbose", "check"])]
    compare: Option<String>,
    /// Show instead which skills and behaviours the same entries show
    #[arg(long, conflicts_with_all = ["as_of", "cumulative", "verbose", "check", "compare"])]
    matrix: bool,
    /// Exit with 3 unless every criterion is met
    #[arg(long)]
    check: bool,
    /// How to print it: table, json, markdown or html
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = GapFormat::Table)]
    pub format: GapFormat,
}

/// Which report is asked for, with the options that it alone takes.
#[derive(Debug, Clone, Copy)]
pub enum GapAction<'a> {
    /// On one day.
    Report(ReportOptions<'a>),
    /// Month by month.
    Trend { cumulative: bool },
    /// Beside that of another target: its number or its name.
    Compare(&'a str),
    /// Skills × behaviours.
    Matrix,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct ReportOptions<'a> {
    /// The day of the past that is judged for, as typed.
    pub as_of: Option<&'a str>,
    pub cumulative: bool,
    pub verbose: bool,
    pub check: bool,
}

impl GapArgs {
    pub fn action(&self) -> GapAction<'_> {
        let Self { cumulative, verbose, check, .. } = *self;
        match &self.compare {
            _ if self.trend => GapAction::Trend { cumulative },
            Some(other) => GapAction::Compare(other),
            None if self.matrix => GapAction::Matrix,
            None => {
                GapAction::Report(ReportOptions { as_of: self.as_of.as_deref(), cumulative, verbose, check })
            }
        }
    }
}

/// Arguments of `next`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo next
  promo next --role systems-engineer --level 4

What can be done today comes first, then what meets most at the least cost.")]
pub struct NextArgs {
    #[command(flatten)]
    pub target: ReportTargetArgs,
    /// Also show confidential entries in words in json, which then says so
    #[arg(long)]
    pub with_confidential: bool,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}
