//! `promo term`: the names that a document must not say.

use std::collections::HashSet;
use std::io::{Read as _, Write as _};

use anyhow::{Context as _, Result};

use super::context::{Context, open, open_or_create, open_to_change, view};
use super::term_suggestions::{proposals, texts};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, TermAddArgs, TermCommand, TermKindArg, TermListArgs, TermRmArgs};
use crate::domain::redact::alias::{InUse, NameError, check};
use crate::domain::redact::{MatchKind, Term, TermKind, Terms};
use crate::domain::text::fold::fold;
use crate::error::{Outcome, hinted, with_hint};
use crate::render::json;
use crate::render::terms::{ProposalsJson, TermLine, TermsJson, proposed, table};
use crate::render::text::{clean, count, list as spoken};
use crate::store::{ListedTerm, NewTerm, Store, StoreError};

/// The most names that one command takes.
const MOST: usize = 100_000;
/// The most bytes that a list of names on stdin has.
const MAX_BYTES: u64 = 16 << 20;
/// The most terms of which each is told on its own.
const TOLD: usize = 5;
/// From so many entries on, and from one in four, a term is said to be a common word.
const COMMON: u32 = 4;

/// Runs it.
///
/// # Errors
/// A name that cannot be listed; a journal that cannot be read or written.
pub fn run(command: Option<&TermCommand>, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    match command {
        None => list(&TermListArgs { proposed: false, format: ListFormat::Table }, app, color),
        Some(TermCommand::List(args)) => list(args, app, color),
        Some(TermCommand::Add(args)) => add(args, app),
        Some(TermCommand::Rm(args)) => rm(args, app),
    }
}

fn add(args: &TermAddArgs, app: &mut App<'_>) -> Result<Outcome> {
    let typed = if args.names == ["-"] { from_stdin(app)? } else { args.names.clone() };
    let kind = if args.public { Some(TermKind::Public) } else { args.kind.map(kind_of) };
    if typed.len() > MOST {
        return Err(hinted(format!("{} names are too many", typed.len()), "list at most 100,000 at once"));
    }
    let mut store = open_or_create(app)?;
    let now = app.clock.stamp();
    let mut tx = store.begin("term add", &now)?;
    // Under the same lock as the listing: another command must not give an alias in between.
    let names = checked(&typed, kind, &InUse::new(tx.aliases()?))?;
    let listed = tx.list_terms(&names)?;
    tx.commit()?;
    for alias in listed.iter().filter_map(|listed| listed.term.alias.as_ref()) {
        writeln!(app.out, "{alias}")?;
    }
    app.out.flush()?;
    tell_added(&listed, &store, app)?;
    Ok(Outcome::Done)
}

/// The names to list, each once.
fn checked(typed: &[String], kind: Option<TermKind>, in_use: &InUse) -> Result<Vec<NewTerm>> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for name in typed {
        let text = check(name, in_use).map_err(|error| {
            let hint = match &error {
                NameError::Alias { .. } => "list the whole name: promo term add \"Key Systems\"",
                NameError::Empty | NameError::Signs(_) => {
                    "name what is to be hidden: promo term add \"Acme Corp\""
                }
                NameError::Short(_) => "list the name in full: promo term add \"Acme Corp\"",
                NameError::Long(_) | NameError::Control => "one name a line: promo term add - < names.txt",
            };
            with_hint(error.into(), hint)
        })?;
        if seen.insert(fold(text)) {
            names.push(NewTerm { text: text.to_owned(), kind });
        }
    }
    Ok(names)
}

/// One name a line; empty lines say nothing.
fn from_stdin(app: &mut App<'_>) -> Result<Vec<String>> {
    let mut text = String::new();
    (&mut app.input)
        .take(MAX_BYTES + 1)
        .read_to_string(&mut text)
        .context("stdin cannot be read as UTF-8 text")?;
    if text.len() as u64 > MAX_BYTES {
        return Err(hinted("the list is longer than 16 MiB", "list at most 100,000 names at once"));
    }
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let names: Vec<String> = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if names.is_empty() {
        return Err(hinted("stdin holds no name", "one a line: promo term add - < names.txt"));
    }
    Ok(names)
}

fn kind_of(kind: TermKindArg) -> TermKind {
    match kind {
        TermKindArg::Customer => TermKind::Customer,
        TermKindArg::Person => TermKind::Person,
        TermKindArg::Host => TermKind::Host,
        TermKindArg::Project => TermKind::Project,
        TermKindArg::Other => TermKind::Other,
    }
}

fn tell_added(listed: &[ListedTerm], store: &Store, app: &mut App<'_>) -> Result<()> {
    if app.quiet {
        return Ok(());
    }
    let terms: Vec<&Term> = listed.iter().map(|listed| &listed.term).collect();
    let counts = counts(&terms, store)?;
    let all = store.count()?;
    for (listed, entries) in listed.iter().zip(&counts).take(TOLD) {
        let already = if listed.known { " already" } else { "" };
        let name = clean(&listed.term.text);
        let Some(alias) = &listed.term.alias else {
            app.say(&format!("`{name}` may be said{already}."))?;
            continue;
        };
        let common = *entries >= COMMON && *entries * 4 >= all;
        let how =
            if common { "a common word? promo undo takes it back" } else { "promo term list shows all" };
        let entries = match common {
            true => format!("{entries} of {all} entries"),
            false => count(*entries, "entry", "entries"),
        };
        let stands = format!("it stands in {entries}");
        app.say(&format!("`{name}` reads `{alias}` in a document{already}; {stands}; {how}"))?;
    }
    let more = u32::try_from(listed.len().saturating_sub(TOLD)).unwrap_or(u32::MAX);
    if more > 0 {
        app.say(&format!("and {}: promo term list shows all", count(more, "more term", "more terms")))?;
    }
    Ok(())
}

/// In how many entries each of the terms stands.
fn counts(terms: &[&Term], store: &Store) -> Result<Vec<u32>> {
    let wanted = Terms::new(terms.iter().map(|term| Term {
        // What may be said is counted too.
        kind: TermKind::Other,
        ..(*term).clone()
    }));
    let mut counts = vec![0; terms.len()];
    if terms.is_empty() {
        return Ok(counts);
    }
    store.each(|entry| {
        let mut seen = HashSet::new();
        for text in texts(entry) {
            for found in wanted.find(text) {
                if let MatchKind::Term(number) = found.kind {
                    seen.insert(number);
                }
            }
        }
        for number in seen {
            counts[number] += 1;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(counts)
}

fn list(args: &TermListArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    if args.proposed {
        return show_proposed(args.format, &store, app, color);
    }
    let terms = store.terms()?;
    let counts = counts(&terms.iter().collect::<Vec<_>>(), &store)?;
    let row = |(term, entries): (&Term, &u32)| TermLine {
        text: term.text.clone(),
        kind: term.kind,
        alias: term.alias.clone(),
        entries: *entries,
    };
    let rows: Vec<TermLine> = terms.iter().zip(&counts).map(row).collect();
    let text = match args.format {
        ListFormat::Json => json::whole(&TermsJson::new(&rows))?,
        ListFormat::Table => table(&rows, &view(app, color)),
    };
    app.out.write_all(text.as_bytes())?;
    app.out.flush()?;
    if rows.is_empty() && matches!(args.format, ListFormat::Table) {
        app.say("No name is listed: promo term add NAME, or promo term list --proposed")?;
    }
    Ok(Outcome::Done)
}

fn show_proposed(
    format: ListFormat, store: &Store, app: &mut App<'_>, color: ColorChoice,
) -> Result<Outcome> {
    let ground = Context::load(&app.paths, store)?;
    let proposals = proposals(store, &ground)?;
    let text = match format {
        ListFormat::Json => json::whole(&ProposalsJson::new(&proposals))?,
        ListFormat::Table => proposed(&proposals, &view(app, color)),
    };
    app.out.write_all(text.as_bytes())?;
    app.out.flush()?;
    if matches!(format, ListFormat::Table) {
        app.say(match proposals.is_empty() {
            true => "No name in a confidential entry is left to look at.",
            false => "promo term add NAME hides one; promo term add --public NAME lets it be said.",
        })?;
    }
    Ok(Outcome::Done)
}

fn rm(args: &TermRmArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let now = app.clock.stamp();
    let mut tx = store.begin("term rm", &now)?;
    let mut gone = Vec::new();
    for name in &args.names {
        let Some(name) = tx.unlist_term(name)? else {
            let name = name.trim();
            return Err(hinted(format!("`{name}` is not listed"), "promo term list shows the names"));
        };
        gone.push(format!("`{}`", clean(&name)));
    }
    tx.commit()?;
    let its = if gone.len() == 1 { "its alias stays its" } else { "their aliases stay their" };
    app.say(&format!("Took {} off the list; {its} own.", spoken(&gone, "and")))?;
    Ok(Outcome::Done)
}
