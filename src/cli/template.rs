//! Templates: what a document is made by.

use clap::{Args, Subcommand};

use super::reading::ListFormat;

/// What `template` does.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// List the templates, promo's and your own
    List(TemplateListArgs),
    /// Print a template's file, or the schema of what templates are given
    Show(TemplateShowArgs),
    /// Begin a template of your own from another
    New(TemplateNewArgs),
    /// Try a template on a sample journal and on an empty one
    Check(TemplateCheckArgs),
}

/// Arguments of `template list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo template list
  promo template list --format json")]
pub struct TemplateListArgs {
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `template show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo template show gitlab
  promo template show --context")]
pub struct TemplateShowArgs {
    /// The template, or its FILE.md
    #[arg(value_name = "TEMPLATE", required_unless_present = "context", conflicts_with = "context")]
    pub name: Option<String>,
    /// Print instead the JSON Schema of the values that every template is given
    #[arg(long)]
    pub context: bool,
}

/// Arguments of `template new`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo template new mine
  promo template new year --from brag

It is written to the configuration's folder `templates`; the comments at its head say what may stand there.")]
pub struct TemplateNewArgs {
    /// What it is to be called: letters, digits, `-` and `_`
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The template to begin from; without it the one of that name, or else gitlab
    #[arg(long, value_name = "TEMPLATE")]
    pub from: Option<String>,
}

/// Arguments of `template check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  promo template check gitlab
  promo template check star --format json

It exits with 3 where something is found. What your own journal makes of it: promo export --check.")]
pub struct TemplateCheckArgs {
    /// The template, or its FILE.md
    #[arg(value_name = "TEMPLATE")]
    pub name: String,
    /// How to print it: table or json
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}
