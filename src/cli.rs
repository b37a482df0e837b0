//! The command line: clap types and their help, nothing else. Completions and man pages are made from these.

mod entry;
mod export;
mod framework;
mod gap;
mod journal;
mod promotion;
mod reading;
mod target;
mod template;
mod term;

use std::path::PathBuf;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

pub use entry::{EditArgs, FieldArgs, LogArgs, TagArgs, TagCommand, UndoArgs, UntagArgs};
pub use export::{
    CheckAction, CleanCopyAction, DocumentOptions, ExplainAction, ExportAction, ExportArgs, ExportFormat,
    OnSensitive, Output, UpdateAction, ValuesAction, WriteAction,
};
pub use framework::{
    FrameworkAddArgs, FrameworkCheckArgs, FrameworkCommand, FrameworkDiffArgs, FrameworkExportArgs,
    FrameworkImportArgs, FrameworkListArgs, FrameworkRemoveArgs, FrameworkShowArgs, FrameworkUseArgs,
    KindArg, LevelsInArg,
};
pub use gap::{GapAction, GapArgs, GapFormat, NextArgs, ReportOptions, ReportTargetArgs};
pub use journal::{
    CompletionsArgs, DemoArgs, DumpArgs, ImportArgs, ManArgs, PurgeArgs, RecoverArgs, RestoreArgs, RmArgs,
    ShellArg,
};
pub use promotion::{InitArgs, PickArgs};
pub use reading::{HistoryArgs, ListArgs, ListFormat, SearchArgs, ShowArgs, StatsArgs, WindowArgs};
pub use target::{TargetAddArgs, TargetArgs, TargetCommand, TargetListArgs, TargetRmArgs, TargetUseArgs};
pub use template::{TemplateCheckArgs, TemplateCommand, TemplateListArgs, TemplateNewArgs, TemplateShowArgs};
pub use term::{TermAddArgs, TermArgs, TermCommand, TermKindArg, TermListArgs, TermRmArgs};

/// What the options that every command takes stand under, behind the command's own.
const EVERYWHERE: &str = "Everywhere";

/// Log evidence of your work in seconds, see what the next level still asks, export the promotion document
#[derive(Debug, Parser)]
#[command(name = "promo", version, help_template = OVERVIEW)]
pub struct Cli {
    /// The journal's file [env: PROMO_JOURNAL] [default: $XDG_DATA_HOME/promo/journal.db]
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FILE")]
    pub journal: Option<PathBuf>,
    /// The settings' file [env: PROMO_CONFIG] [default: $XDG_CONFIG_HOME/promo/config.toml]
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Colour: auto (on a terminal), always or never
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "WHEN", value_enum,
        hide_possible_values = true, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
    /// Print the answer only, no talk
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    pub quiet: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The overview is grouped by when a command is needed; a test holds that it names each command as its own help does.
const OVERVIEW: &str = "\
{about}

Usage: promo [OPTIONS] COMMAND

Every day:
  log          Log what you did
  list         List entries, the newest first
  show         Show an entry in full
  edit         Change an entry
  tag          Tag an entry, settle an assumed level, or rename a tag everywhere
  untag        Take tags off an entry
  search       Find entries by their words
  stats        See when you logged, and how much has a tag, a result, a link
  undo         Take back the last command

Before the promotion:
  init         Say who you are and what you are going for
  target       List what you could go for, and choose what you do
  gap          See what the target level asks and what your evidence shows
  next         See what to type next: what closes most, soonest
  pick         Choose the entries whose results the document tells
  export       Write the promotion document
  term         List the names that a document must not say
  template     List what a document can look like, and make your own

The framework:
  framework    Bring your company's framework; list them, show what one asks

The journal:
  history      Show what an entry said before, or the last commands
  rm           Remove entries; they can be restored
  restore      Bring removed entries back
  purge        Remove entries and their history for good
  recover      Give back text that could not be kept
  dump         Write all entries as JSON Lines
  import       Add entries from JSON Lines
  demo         Make a sample journal, its gap report and its document
  completions  Print the completion script of a shell
  man          Print the manual page

Options:
{options}

`promo COMMAND --help` explains a command and names its page of the manual,
such as docs/logging.md, docs/gap.md, docs/document.md.
";

/// The pages of the manual, and the commands that each explains.
pub const MANUAL: [(&str, &[&str]); 7] = [
    (
        "docs/logging.md",
        &[
            "log", "list", "show", "edit", "tag", "untag", "search", "undo", "history", "rm", "restore",
            "purge", "recover",
        ],
    ),
    ("docs/gap.md", &["init", "target", "gap", "next", "stats"]),
    ("docs/document.md", &["pick", "export"]),
    ("docs/templates.md", &["template"]),
    ("docs/privacy.md", &["term"]),
    ("docs/frameworks.md", &["framework"]),
    ("docs/reference.md", &["dump", "import", "demo", "completions", "man"]),
];

/// The page of the manual that explains a command of `promo`.
pub fn manual_page(command: &str) -> Option<&'static str> {
    MANUAL.iter().find(|(_, commands)| commands.contains(&command)).map(|(page, _)| *page)
}

/// The command line, whose help ends in the page of the manual.
pub fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| match manual_page(command.get_name()) {
        Some(page) => with_page(command, page),
        None => command,
    })
}

fn with_page(command: clap::Command, page: &str) -> clap::Command {
    let help = command.get_after_help().map(|help| format!("{help}\n\n")).unwrap_or_default();
    command.after_help(format!("{help}Manual: {page}")).mut_subcommands(|command| with_page(command, page))
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Log what you did
    Log(LogArgs),
    /// List entries, the newest first
    List(ListArgs),
    /// Show an entry in full
    Show(ShowArgs),
    /// Change an entry
    Edit(EditArgs),
    /// Tag an entry, settle an assumed level, or rename a tag everywhere
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Tag(TagArgs),
    /// Take tags off an entry
    Untag(UntagArgs),
    /// Find entries by their words
    Search(SearchArgs),
    /// See when you logged, and how much has a tag, a result, a link
    Stats(StatsArgs),
    /// Take back the last command
    Undo(UndoArgs),
    /// Say who you are and what you are going for
    Init(InitArgs),
    /// List what you could go for, and choose what you do
    #[command(args_conflicts_with_subcommands = true)]
    Target(TargetArgs),
    /// See what the target level asks and what your evidence shows
    Gap(GapArgs),
    /// See what to type next: what closes most, soonest
    Next(NextArgs),
    /// Choose the entries whose results the document tells
    Pick(PickArgs),
    /// Write the promotion document
    Export(ExportArgs),
    /// List the names that a document must not say
    Term(TermArgs),
    /// List what a document can look like, and make your own
    #[command(
        subcommand,
        after_help = "\
Examples:
  promo template list
  promo template new mine"
    )]
    Template(TemplateCommand),
    /// Bring your company's framework; list them, show what one asks
    #[command(
        subcommand,
        after_help = "\
Examples:
  promo framework list
  promo framework show --role support-engineer --level 4"
    )]
    Framework(FrameworkCommand),
    /// Show what an entry said before, or the last commands
    History(HistoryArgs),
    /// Remove entries; they can be restored
    Rm(RmArgs),
    /// Bring removed entries back
    Restore(RestoreArgs),
    /// Remove entries and their history for good
    Purge(PurgeArgs),
    /// Give back text that could not be kept
    Recover(RecoverArgs),
    /// Write all entries as JSON Lines
    Dump(DumpArgs),
    /// Add entries from JSON Lines
    Import(ImportArgs),
    /// Make a sample journal, its gap report and its document
    Demo(DemoArgs),
    /// Print the completion script of a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clap_finds_no_fault() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_overview_names_each_command_as_its_help_does() {
        for command in Cli::command().get_subcommands() {
            let line = format!("  {:<11}  {}\n", command.get_name(), command.get_about().unwrap());
            assert!(OVERVIEW.contains(&line), "{line}");
        }
    }

    #[test]
    fn each_command_has_one_page_of_the_manual() {
        let mut explained: Vec<&str> = MANUAL.iter().flat_map(|(_, commands)| *commands).copied().collect();
        explained.sort_unstable();
        let mut commands: Vec<String> =
            Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        commands.sort_unstable();
        assert_eq!(explained, commands);
    }

    #[test]
    fn each_command_ends_its_help_in_two_examples() {
        fn walk(command: &clap::Command) {
            for command in command.get_subcommands() {
                walk(command);
                if command.has_subcommands() && !["tag", "target"].contains(&command.get_name()) {
                    continue;
                }
                let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                let examples = help.lines().filter(|line| line.starts_with("  promo ")).count();
                assert_eq!(examples, 2, "{}: {help}", command.get_name());
            }
        }
        walk(&Cli::command());
    }

    #[test]
    fn the_values_that_an_option_takes_stand_in_its_one_line() {
        fn walk(command: &clap::Command) {
            for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                for value in arg.get_possible_values() {
                    assert!(arg.is_hide_possible_values_set(), "{} {}", command.get_name(), arg.get_id());
                    assert!(help.contains(value.get_name()), "{}: {help}", command.get_name());
                }
            }
            command.get_subcommands().for_each(walk);
        }
        walk(&Cli::command());
    }
}
