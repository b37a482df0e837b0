//! Commands that write entries: `log`, `edit`, `tag`, `untag`, `undo`.

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgAction, Args, Subcommand, ValueEnum};

use crate::domain::ids::EntryRef;

/// The fields of an entry that options set; shared by `log` and `edit`.
#[derive(Debug, Args, Default)]
pub struct FieldArgs {
    /// What it is evidence of: `KEY[@LEVEL][.N]`; repeat it or separate with commas
    #[arg(short, long = "tag", value_name = "TAG", action = ArgAction::Append)]
    pub tags: Vec<String>,
    /// The day: 2026-11-20, today, yesterday, fri, 3d, 2w, "2 weeks ago"
    #[arg(short, long, value_name = "WHEN", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    pub date: Option<String>,
    /// The situation, and why it mattered
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub context: Option<String>,
    /// Your own contribution
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub did: Option<String>,
    /// The measured outcome, with its baseline
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub result: Option<String>,
    /// A private note; never exported
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// Where it can be seen: "URL" or "URL LABEL"; repeat it for more
    #[arg(long = "link", value_name = "URL", action = ArgAction::Append)]
    pub links: Vec<String>,
    /// The project
    #[arg(short, long, value_name = "NAME", allow_hyphen_values = true)]
    pub project: Option<String>,
    /// Whose work it was: led (you led it), did, or helped (it was somebody else's)
    #[arg(long, value_name = "PART", value_enum, hide_possible_values = true)]
    pub part: Option<PartArg>,
    /// The entry that this one corrects
    #[arg(long, value_name = "ID")]
    pub replaces: Option<String>,
    /// Keep it out of every document
    #[arg(long)]
    pub confidential: bool,
}

impl FieldArgs {
    /// Whether any of them was given.
    pub fn any(&self) -> bool {
        let texts = [&self.date, &self.context, &self.did, &self.result, &self.note, &self.project];
        texts.iter().any(|text| text.is_some())
            || !self.tags.is_empty()
            || !self.links.is_empty()
            || self.part.is_some()
            || self.replaces.is_some()
            || self.confidential
    }
}

/// Whose work it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartArg {
    /// You led others in it
    Led,
    /// You did it
    Did,
    /// You helped somebody whose work it was
    Helped,
}

/// Arguments of `log`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo log \"Halved the restart time of the sync job\" -t ASUP@4 -p gateway
  promo log \"Paired on the rota\" -d fri --part helped --result \"3 swaps to 1\"

Without text on a terminal you are asked. `-` reads stdin: the first line is the title.")]
pub struct LogArgs {
    /// What you did, in one line; `-` reads stdin
    #[arg(value_name = "TITLE")]
    pub title: Vec<String>,
    /// The fields
    #[command(flatten)]
    pub fields: FieldArgs,
    /// Write it in your editor
    #[arg(short, long)]
    pub edit: bool,
}

/// Arguments of `edit`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo edit 12 --result \"9 min to 4 min, p95 over 3 weeks\"
  promo edit @1

Each option replaces what the entry has there; an empty text (--note \"\") takes it away.
Without options the entry opens in your editor.")]
pub struct EditArgs {
    /// The entry: its number, @1 for the newest, or its uid
    #[arg(value_name = "ID")]
    pub id: EntryRef,
    /// A new title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// The fields
    #[command(flatten)]
    pub fields: FieldArgs,
    /// Let it into documents again
    #[arg(long, conflicts_with = "confidential")]
    pub not_confidential: bool,
    /// Open it in your editor
    #[arg(short, long)]
    pub edit: bool,
}

impl EditArgs {
    /// Whether an option says what to change.
    pub fn any_option(&self) -> bool {
        self.title.is_some() || self.not_confidential || self.fields.any()
    }
}

/// Arguments of `tag`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo tag 41 ASUP@4 collaboration@4
  promo tag rename INCS INCA

A tag without a level takes the target's and is marked as assumed; `promo tag 41 ASUP@3` settles it.")]
pub struct TagArgs {
    /// The entry: its number, @1 for the newest, or its uid
    #[arg(value_name = "ID", required = true)]
    pub id: Option<EntryRef>,
    /// The tags: `KEY[@LEVEL][.N]`
    #[arg(value_name = "TAG", required = true)]
    pub tags: Vec<String>,
    /// Something else than tagging one entry
    #[command(subcommand)]
    pub command: Option<TagCommand>,
}

/// What else `tag` does.
#[derive(Debug, Subcommand)]
pub enum TagCommand {
    /// Give a tag's key another name in all entries, in one step that undo takes back
    #[command(after_help = "\
Examples:
  promo tag rename INCS INCA
  promo tag rename teamwork collaboration")]
    Rename {
        /// The key that entries have
        #[arg(value_name = "OLD")]
        old: String,
        /// The key that they are to have
        #[arg(value_name = "NEW")]
        new: String,
    },
}

/// Arguments of `untag`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo untag 41 ASUP
  promo untag 41 collaboration@4 INCA")]
pub struct UntagArgs {
    /// The entry: its number, @1 for the newest, or its uid
    #[arg(value_name = "ID")]
    pub id: EntryRef,
    /// The tags; a key without a level takes off every tag of that key
    #[arg(value_name = "TAG", required = true)]
    pub tags: Vec<String>,
}

/// Arguments of `undo`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo undo
  promo history      # what it would take back")]
pub struct UndoArgs {}
