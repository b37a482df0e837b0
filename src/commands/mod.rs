//! One file a command: load, call the domain, render. [`context`], [`fields`], [`draft_input`], [`target_selection`] and [`assessment`]
//! hold what several of them do alike.

pub mod assessment;
pub mod completions;
pub mod context;
pub mod demo;
pub mod draft_input;
pub mod dump;
pub mod edit;
pub mod export;
pub mod fields;
pub mod framework;
pub mod gap;
pub mod guided;
pub mod history;
pub mod import;
pub mod init;
pub mod list;
pub mod log;
pub mod man;
pub mod next;
pub mod pick;
pub mod purge;
pub mod recover;
pub mod redactor;
pub mod remove;
pub mod show;
pub mod stats;
pub mod tag;
pub mod target;
pub mod target_selection;
pub mod template;
pub mod term;
pub mod term_suggestions;
pub mod undo;

use anyhow::Result;

use crate::app::App;
use crate::cli::{Cli, Command, FrameworkCommand, TemplateCommand};
use crate::error::Outcome;

/// Runs the command that was asked for.
pub fn run(cli: Cli, app: &mut App<'_>) -> Result<Outcome> {
    let color = cli.color;
    match cli.command {
        Command::Log(args) => log::run(&args, app),
        Command::List(args) => list::list(&args, app, color),
        Command::Search(args) => list::search(&args, app, color),
        Command::Show(args) => show::run(&args, app, color),
        Command::Edit(args) => edit::run(&args, app),
        Command::Tag(args) => tag::run(&args, app),
        Command::Untag(args) => tag::untag(&args, app),
        Command::Stats(args) => stats::run(&args, app, color),
        Command::Undo(_) => undo::run(app),
        Command::Init(args) => init::run(&args, app),
        Command::Target(args) => target::run(&args, app, color),
        Command::Gap(args) => gap::run(&args, app, color),
        Command::Next(args) => next::run(&args, app, color),
        Command::Pick(args) => pick::run(&args, app, color),
        Command::Export(args) => export::run(args, app, color),
        Command::Template(TemplateCommand::List(args)) => template::list_show::list(&args, app, color),
        Command::Template(TemplateCommand::Show(args)) => template::list_show::show(&args, app),
        Command::Template(TemplateCommand::New(args)) => template::new::run(&args, app),
        Command::Template(TemplateCommand::Check(args)) => template::check::run(&args, app, color),
        Command::Framework(FrameworkCommand::List(args)) => framework::list_show::list(&args, app, color),
        Command::Framework(FrameworkCommand::Show(args)) => framework::list_show::show(&args, app, color),
        Command::Framework(FrameworkCommand::Import(args)) => framework::import::run(&args, app, color),
        Command::Framework(FrameworkCommand::Export(args)) => framework::export::run(&args, app),
        Command::Framework(FrameworkCommand::Check(args)) => framework::check::run(&args, app, color),
        Command::Framework(FrameworkCommand::Diff(args)) => framework::diff::run(&args, app, color),
        Command::Framework(FrameworkCommand::Use(args)) => framework::use_framework::run(&args, app, color),
        Command::Framework(FrameworkCommand::AddCriterion(args)) => framework::add::run(&args, app),
        Command::Framework(FrameworkCommand::Remove(args)) => framework::remove::run(&args, app),
        Command::Term(args) => term::run(args.command.as_ref(), app, color),
        Command::History(args) => history::run(&args, app, color),
        Command::Rm(args) => remove::rm(&args, app),
        Command::Restore(args) => remove::restore(&args, app),
        Command::Purge(args) => purge::run(&args, app),
        Command::Recover(args) => recover::run(&args, app),
        Command::Dump(_) => dump::run(app),
        Command::Import(args) => import::run(&args, app),
        Command::Demo(args) => demo::run(&args, app, color),
        Command::Completions(args) => completions::run(&args, app),
        Command::Man(args) => man::run(&args, app),
    }
}
