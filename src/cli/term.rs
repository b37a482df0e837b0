//! `term`: the names that a document must not say.

use clap::{Args, Subcommand, ValueEnum};

use super::reading::ListFormat;

/// Arguments of `term`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo term add \"Acme Corp\" --kind customer
  promo term list --proposed

Without a command the terms are listed. Each reads as its alias, such as Customer A, in whatever is made to be handed on;
only the journal knows whose it is.")]
pub struct TermArgs {
    /// What to do
    #[command(subcommand)]
    pub command: Option<TermCommand>,
}

/// What `term` does.
#[derive(Debug, Subcommand)]
pub enum TermCommand {
    /// List names that a document must not say
    Add(TermAddArgs),
    /// Show the terms and their aliases, or what should be one
    List(TermListArgs),
    /// Take a name off the list; its alias stays its own
    Rm(TermRmArgs),
}

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TermKindArg {
    /// A customer
    Customer,
    /// A person
    Person,
    /// A machine
    Host,
    /// A project
    Project,
    /// Something else
    Other,
}

/// Arguments of `term add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo term add Acme \"Zebra Bank\" --kind customer
  promo term add --public Falcon

A term is plain text, never a pattern. It is found as a whole word, in any case, with its plural and possessive.
`-` reads stdin: one name a line.")]
pub struct TermAddArgs {
    /// The names; `-` reads stdin, one a line
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    /// What they name, for the alias: customer, person, host, project or other
    #[arg(long, value_enum, value_name = "KIND", hide_possible_values = true)]
    pub kind: Option<TermKindArg>,
    /// They may be said: propose them no more
    #[arg(long, conflicts_with = "kind")]
    pub public: bool,
}

/// Arguments of `term list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo term list
  promo term list --proposed

Proposed are names in confidential entries, with the other entries that hold them. Nothing is hidden by a proposal.")]
pub struct TermListArgs {
    /// Show what should be a term instead
    #[arg(long)]
    pub proposed: bool,
    /// How to print them: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `term rm`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo term rm Acme
  promo term rm \"Zebra Bank\" Falcon

Listed again, a name has the alias that it had; no other name ever gets it.")]
pub struct TermRmArgs {
    /// The names
    #[arg(value_name = "TERM", required = true)]
    pub names: Vec<String>,
}
