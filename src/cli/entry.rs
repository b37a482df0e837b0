//! Commands that write entries: `log`, `edit`, `tag`, `untag`, `undo`.

use clap::builder::{NonEmptyStringValueParser, PossibleValue};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, Subcommand};

use crate::domain::entry::{EntryField, FieldKind, FieldValue, FieldValueMut, Form, Part};
use crate::domain::ids::EntryRef;

/// What options say in the fields of an entry; shared by `log` and `edit`. The options are those of [`crate::domain::entry::FIELDS`].
#[derive(Debug, Default)]
pub struct FieldArgs {
    form: Form,
    given: Vec<&'static EntryField>,
}

impl FieldArgs {
    /// Whether any of them was given.
    pub fn any(&self) -> bool {
        !self.given.is_empty()
    }

    /// What was typed, as a form.
    pub fn form(&self, title: &str) -> Form {
        Form { title: title.to_owned(), ..self.form.clone() }
    }

    /// Replaces what a form says in each field that was given; an empty text takes it away.
    pub fn replace(&self, form: &mut Form) {
        for field in &self.given {
            field.of_mut(form).set(field.of(&self.form));
        }
        for list in [&mut form.tags, &mut form.links] {
            list.retain(|item| !item.trim().is_empty());
        }
    }

    /// Fills the fields of a form that are empty, and adds to its lists.
    pub fn fill(&self, form: &mut Form) {
        for field in &self.given {
            match (field.of_mut(form), field.of(&self.form)) {
                (FieldValueMut::List(list), FieldValue::List(more)) => list.extend_from_slice(more),
                (FieldValueMut::Text(text), FieldValue::Text(_)) if !text.is_empty() => {}
                (value, given) => value.set(given),
            }
        }
    }
}

impl FromArgMatches for FieldArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for field in EntryField::in_help_order() {
            let given = match field.of_mut(&mut self.form) {
                FieldValueMut::Flag(flag) => {
                    *flag = matches.get_flag(field.name);
                    *flag
                }
                FieldValueMut::List(list) => {
                    list.extend(matches.get_many::<String>(field.name).into_iter().flatten().cloned());
                    !list.is_empty()
                }
                FieldValueMut::Text(text) => {
                    matches.get_one::<String>(field.name).map(|one| text.clone_from(one)).is_some()
                }
            };
            self.given.extend(given.then_some(field));
        }
        Ok(())
    }
}

impl Args for FieldArgs {
    fn augment_args(command: Command) -> Command {
        command.args(EntryField::in_help_order().into_iter().map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// The option of a field.
fn option(field: &'static EntryField) -> Arg {
    let arg = Arg::new(field.name).long(field.option).help(field.help);
    let arg = match field.short {
        Some(short) => arg.short(short),
        None => arg,
    };
    if field.kind == FieldKind::Flag {
        return arg.action(ArgAction::SetTrue);
    }
    let arg = arg.value_name(field.value_name);
    match field.kind {
        FieldKind::Day => arg.allow_hyphen_values(true).value_parser(NonEmptyStringValueParser::new()),
        FieldKind::Text | FieldKind::Line => arg.allow_hyphen_values(true),
        FieldKind::Tags | FieldKind::Links => arg.action(ArgAction::Append),
        FieldKind::Part => arg.hide_possible_values(true).value_parser(Part::ALL.map(|part| {
            PossibleValue::new(part.word()).help(match part {
                Part::Led => "You led others in it",
                Part::Did => "You did it",
                Part::Helped => "You helped somebody whose work it was",
            })
        })),
        FieldKind::Title | FieldKind::Entry | FieldKind::Flag => arg,
    }
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
