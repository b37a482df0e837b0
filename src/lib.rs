//! `promo`: a promotion-evidence journal.
//!
//! After work an engineer logs what they did, in seconds, and tags it against the skills and behaviours that the level
//! they want asks for. Before the promotion they run a gap report, and at the end they export a promotion document.
//!
//! # The house
//! - [`cli`]: clap types only. - [`commands`]: one file a command: load, call the domain, render.
//! - [`domain`]: pure values: entries, frameworks, coverage, the document. No I/O, clock, serde or SQL.
//! - [`catalog`]: framework files to [`domain::framework::Framework`]. - [`store`]: the journal, and all of the SQL.
//! - [`exchange`]: entries in and out. - [`render`]: values to text. - [`app`]: the world as values.
//! - [`wire`]: the one JSON shape of an entry, for `store`, `exchange` and `commands`.
//! - [`error`]: how an error is shown, and which exit code it has.
//!
//! Who may import whom, held by `tests/architecture.rs`: `main` → here → `commands` → {`cli`, `app`, `catalog`, `store`,
//! `exchange`, `render`} → `wire` → `domain`. The six in braces do not import each other.
//!
//! # How data flows
//! - **log**: argv → a form of texts → what is missing is asked, on a terminal only → each field is resolved against the
//!   framework and the target → one transaction → the id on stdout, one line of talk on stderr. Whatever fails on the way
//!   leaves a draft.
//! - **gap**: facts of all entries in two scans → [`domain::coverage::coverage`] → the entries that hold the words of what is
//!   not met, from the index → [`domain::suggest`] → all titles to be shown, asked once → one value that all formats are made of
//!   → a renderer → stdout. `--check` makes a gap exit 3: a verdict, not an error. **next** takes the same and asks
//!   [`domain::next`] what would close most.
//! - **gap --trend**: the same facts → [`domain::trend`], which adds up what counts day by day and judges each month's
//!   end → a renderer. **stats** counts them: [`domain::stats`].
//! - **framework import**: files → text → blocks, tables or trees → one reading a file → [`catalog::import::assemble`] →
//!   a framework and an account of what was read → TOML beside the journal. [`catalog::framework_library`] lays frameworks over each
//!   other when a command asks for one; a start that needs none reads none.
//! - **handed on**: every title and text that leaves the journal for others goes through `domain::redact::Redactor`, by the
//!   rule there: no word of a confidential entry, no listed name. Each value comes with a log of what was hidden in it.
//! - **export**: argv → [`cli::ExportAction`] → the same facts → [`domain::document::choice`], and for a template that needs
//!   more, [`domain::portfolio::Selection`] → the words of all that was selected, read at once → [`domain::document::draft`]
//!   and [`domain::portfolio::Portfolio`] (values, no Markdown yet) → the template → stdout, or a file by way of a temporary
//!   one.
//!   A template that is not promo's own is filled by the same program in a process of its own (`app::sandbox`).

pub mod app;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod domain;
pub mod error;
pub mod exchange;
pub mod render;
pub mod store;
pub mod wire;

use std::ffi::OsString;
use std::io::Write as _;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory as _, FromArgMatches as _};

use app::App;
use error::{Outcome, code};

/// Runs one command in a world, and tells how it ended as an exit code. It may be called again with another world.
pub fn run(args: impl IntoIterator<Item = OsString>, app: &mut App<'_>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let outcome = if args.get(1).is_some_and(|word| word == app::sandbox::WORD) {
        commands::template::sandboxed::run(app)
    } else {
        match parse(args, app) {
            Ok(cli) => commands::run(cli, app),
            Err(exit) => return exit,
        }
    };
    let ended = outcome.and_then(|outcome| {
        app.out.flush()?;
        Ok(outcome)
    });
    match ended {
        Ok(Outcome::Done) => code::DONE,
        Ok(Outcome::Found) => code::FOUND,
        Err(error) => {
            let exit = error::exit_code(&error);
            if exit != code::DONE {
                let _ = app.err.write_all(error::show(&error).as_bytes());
            }
            exit
        }
    }
}

/// The command line, which the world follows; help and wrong usage are told, and end with an exit code.
fn parse(args: Vec<OsString>, app: &mut App<'_>) -> Result<cli::Cli, u8> {
    let columns = app.terminal.columns.map_or(80, usize::from).clamp(40, 100);
    // Help and wrong usage are told before the arguments are known, in the colour that they ask for all the same.
    app.terminal.no_color |= wants_no_color(&args);
    let matches = |command: Command| command.term_width(columns).try_get_matches_from(&args);
    let parsed = matches(cli::Cli::command()).or_else(|error| match is_help(&error) {
        // Only help needs the pages of the manual, and no other start waits for them.
        true => matches(cli::command()),
        false => Err(error),
    });
    let cli = parsed.and_then(|found| cli::Cli::from_arg_matches(&found));
    let cli = cli.map_err(|error| usage(&error, app))?;
    app.quiet |= cli.quiet;
    if cli.journal.is_some() {
        app.paths.journal.clone_from(&cli.journal);
    }
    if cli.config.is_some() {
        app.paths.settings.clone_from(&cli.config);
    }
    Ok(cli)
}

/// Whether `--color never` is among the arguments.
fn wants_no_color(args: &[OsString]) -> bool {
    let options = args.iter().take_while(|arg| *arg != "--");
    let mut before = None;
    for arg in options {
        if arg == "--color=never" || (arg == "never" && before.is_some_and(|before| before == "--color")) {
            return true;
        }
        before = Some(arg);
    }
    false
}

fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand)
}

/// Help and version are answers; anything else that clap says is wrong usage, also help for want of a command. Help goes
/// through the pager where the stream that it is for is a terminal.
fn usage(error: &clap::Error, app: &mut App<'_>) -> u8 {
    let text = error.render();
    let answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let at_terminal = if answer { app.terminal.stdout } else { app.terminal.stderr };
    // What was typed is repeated in it; where that could steer the terminal, it is shown harmless and plain.
    let plain = text.to_string();
    let text = match render::text::clean_lines(&plain) {
        std::borrow::Cow::Borrowed(_) if at_terminal && !app.terminal.no_color => text.ansi().to_string(),
        safe => safe.into_owned(),
    };
    // Nobody is left to tell of a closed pipe.
    if !(is_help(error) && at_terminal && app.page(&text).unwrap_or(true)) {
        let to = if answer { &mut app.out } else { &mut app.err };
        let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
    }
    if answer { code::DONE } else { code::USAGE }
}
