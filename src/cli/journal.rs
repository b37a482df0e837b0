//! Commands that tend the journal: `rm`, `restore`, `purge`, `recover`, `dump`, `import`, and `demo`, `completions`, `man`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::reading::ListFormat;
use crate::domain::ids::EntryRef;

/// Arguments of `rm`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo rm 12
  promo rm 12 13 && promo restore 12")]
pub struct RmArgs {
    /// The entries
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<EntryRef>,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo restore 12
  promo history 12   # what it said")]
pub struct RestoreArgs {
    /// The entries
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<EntryRef>,
}

/// Arguments of `purge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo purge 12
  promo purge 12 --yes

The entry, its history, its words in the search index and drafts of it are gone. Nothing brings them back.")]
pub struct PurgeArgs {
    /// The entries
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<EntryRef>,
    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,
}

/// Arguments of `recover`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo recover
  promo recover --edit     # mend it in the editor and log it

Without options the newest draft is printed as it was typed, and kept.")]
pub struct RecoverArgs {
    /// Open the newest draft in the editor and keep what is saved
    #[arg(short, long)]
    pub edit: bool,
    /// List all drafts
    #[arg(long, conflicts_with = "edit")]
    pub list: bool,
    /// Forget the newest draft
    #[arg(long, conflicts_with_all = ["edit", "list"])]
    pub forget: bool,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `dump`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo dump > journal.jsonl
  promo dump | promo --journal copy.db import -

One entry a line. History, the profile and the target travel with the journal's file itself.")]
pub struct DumpArgs {}

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo import journal.jsonl
  promo --journal old.db dump | promo import -

All lines or none. Entries that the journal has already are not added again.")]
pub struct ImportArgs {
    /// A file of JSON Lines; `-` reads stdin
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where the journal has an entry of the same uid with other content, take the file's
    #[arg(long)]
    pub update: bool,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo demo
  promo --journal promo-demo/journal.db list

A folder that demo made is replaced; any other is refused.")]
pub struct DemoArgs {
    /// The folder to make
    #[arg(value_name = "FOLDER", default_value = "promo-demo")]
    pub folder: PathBuf,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo completions bash > promo.bash
  promo completions fish > promo.fish

The file's place is ~/.local/share/bash-completion/completions/promo for bash, ~/.config/fish/completions/promo.fish
for fish, and _promo in a folder of $fpath for zsh. Make the folder first. Tags, projects and ids are completed from
the journal.")]
pub struct CompletionsArgs {
    /// bash, zsh or fish
    #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
    pub shell: ShellArg,
}

/// Shells with completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShellArg {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo man | man -l -
  promo man --dir ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write one page a command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
}
