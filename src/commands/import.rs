//! `promo import`: entries from JSON Lines, all of them or none, none of them twice.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Seek as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use super::context::{Context, day, open_or_stage, place_staged};
use crate::app::App;
use crate::cli::ImportArgs;
use crate::domain::entry::{Content, ContentError, MAX_TAGS, Part};
use crate::domain::ids::{EntryRef, Uid};
use crate::domain::tag::{Tag, TagText};
use crate::error::{Outcome, hinted, with_hint};
use crate::exchange::jsonl::{JsonLines, LineError, LineHash};
use crate::render::text::count;
use crate::store::{AddOutcome, Tx};
use crate::wire::{EntryIn, ResolvedValues};

/// # Errors
/// The first line that is no entry; then nothing is imported.
pub(super) fn run(args: &ImportArgs, app: &mut App<'_>) -> Result<Outcome> {
    if args.file == Path::new("-") {
        // All of stdin first: whoever is slow to write it must not keep others from the journal.
        let mut spool = tempfile::tempfile().context("no temporary file can be made for stdin")?;
        std::io::copy(&mut app.input, &mut spool).context("stdin cannot be read")?;
        spool.rewind().context("stdin cannot be read back")?;
        return import(args, app, BufReader::with_capacity(1 << 16, spool), "stdin");
    }
    let name = args.file.display().to_string();
    let file = File::open(&args.file)
        .with_context(|| format!("`{name}` cannot be read"))
        .map_err(|error| with_hint(error, "name a file of JSON Lines, or - for stdin"))?;
    if file.metadata().is_ok_and(|found| found.is_dir()) {
        return Err(hinted(format!("`{name}` is a folder"), "name a file of JSON Lines"));
    }
    import(args, app, BufReader::with_capacity(1 << 16, file), &name)
}

#[derive(Default)]
struct ImportSummary {
    added: u32,
    updated: u32,
    known: u32,
    removed: u32,
    conflicts: Vec<String>,
    conflict_count: u32,
    unknown_tags: u32,
}

fn import(args: &ImportArgs, app: &mut App<'_>, input: impl BufRead, name: &str) -> Result<Outcome> {
    let mut lines = JsonLines::new(input, name);
    // A line that cannot be read must not make a journal; most show with the first.
    let mut more = lines.advance().map_err(refused)?;
    if more {
        lines.entry().map_err(refused)?;
    }
    let (staged, mut store) = open_or_stage(app)?;
    let ground = Context::load(&app.paths, &store)?;
    let unknown = format!("no {} of `{}`", ground.framework.what(), ground.framework.key);
    let now = app.clock.stamp();
    let mut tx = store.begin("import", &now)?;
    tx.tagged_under(Some(ground.framework_version()));
    let mut importer = Importer {
        ground,
        app,
        update: args.update,
        tags: HashMap::new(),
        seen: HashMap::new(),
        summary: ImportSummary::default(),
    };
    while more {
        importer.line(&lines, &mut tx)?;
        more = lines.advance().map_err(refused)?;
    }
    let summary = importer.summary;
    if summary.added + summary.updated > 0 {
        tx.commit()?;
    } else {
        drop(tx);
    }
    drop(store);
    if let Some(staged) = staged {
        place_staged(staged, app)?;
    }
    report(&summary, &unknown, app)?;
    Ok(Outcome::Done)
}

fn refused(error: LineError) -> anyhow::Error {
    with_hint(error.into(), "nothing was imported; mend the line and import again")
}

/// What a line says of its entry besides the content.
struct LineNames {
    is_dated: bool,
    id: Option<u32>,
    created_at: Option<String>,
    updated_at: Option<String>,
}

impl LineNames {
    fn add(&self, uid: Uid, content: &Content, tx: &mut Tx<'_>) -> Result<AddOutcome> {
        let (created_at, updated_at) = (self.created_at.as_deref(), self.updated_at.as_deref());
        Ok(tx.add_from_elsewhere(uid, content, self.id, created_at, updated_at)?)
    }
}

struct Importer<'i, 'w> {
    ground: Context,
    app: &'i App<'w>,
    update: bool,
    tags: HashMap<String, (Tag, bool)>,
    seen: HashMap<Uid, u32>,
    summary: ImportSummary,
}

impl Importer<'_, '_> {
    fn line<R: BufRead>(&mut self, lines: &JsonLines<R>, tx: &mut Tx<'_>) -> Result<()> {
        let wrong = |why: String| refused(lines.wrong(why));
        let mut entry = lines.entry().map_err(refused)?;
        let resolved = self.resolve(&entry, tx).map_err(|error| wrong(format!("{error:#}")))?;
        let names = LineNames {
            is_dated: entry.date.is_some(),
            id: entry.id,
            created_at: entry.created_at.take(),
            updated_at: entry.updated_at.take(),
        };
        let hash = entry.uid.is_none().then(|| LineHash::of(&entry));
        let uid = entry.uid.take();
        let mut content = entry.into_content(resolved);
        content.check().map_err(|error| wrong(error.to_string()))?;
        for stamp in names.created_at.iter().chain(&names.updated_at) {
            if chrono::DateTime::parse_from_rfc3339(stamp).is_err() {
                return Err(wrong(format!("`{stamp}` is no time as in 2026-11-20T17:04:05+01:00")));
            }
        }
        let (uid, added) = match (uid, hash) {
            (Some(uid), _) => {
                let uid: Uid = uid.parse().map_err(|_| wrong(format!("`{uid}` is no uid")))?;
                if !names.is_dated {
                    content.date = tx.day(uid)?.unwrap_or(content.date);
                }
                (uid, names.add(uid, &content, tx)?)
            }
            (None, hash) => {
                self.add_unnamed(&hash.context("a line without a uid has a hash")?, &names, &mut content, tx)?
            }
        };
        match added {
            AddOutcome::New(_) => self.summary.added += 1,
            AddOutcome::Known { same: true, .. } => self.summary.known += 1,
            AddOutcome::Known { id, same: false, .. } if self.update => {
                let revision = tx.revision(id)?;
                tx.update(id, revision, &content)?;
                self.summary.updated += 1;
            }
            AddOutcome::Known { id, same: false, .. } => {
                self.summary.conflict_count += 1;
                if self.summary.conflicts.len() < 3 {
                    let line = lines.wrong(format!("entry {id} ({uid}) says something else in this journal"));
                    self.summary.conflicts.push(line.to_string());
                }
            }
            AddOutcome::Removed(_) => self.summary.removed += 1,
        }
        Ok(())
    }

    /// A line without a uid: the n-th of equal lines is the n-th entry of their hash.
    fn add_unnamed(
        &mut self, hash: &LineHash, names: &LineNames, content: &mut Content, tx: &mut Tx<'_>,
    ) -> Result<(Uid, AddOutcome)> {
        let first = hash.uid(0);
        let mut ordinal = self.seen.get(&first).map_or(0, |last| last + 1);
        loop {
            let uid = if ordinal == 0 { first } else { hash.uid(ordinal) };
            // A line without a day is of the day that it first came in.
            if !names.is_dated {
                content.date = tx.day(uid)?.unwrap_or_else(|| self.app.clock.today());
            }
            let added = names.add(uid, content, tx)?;
            match added {
                // Made by this very import: an equal line came before.
                AddOutcome::Known { here: true, .. } => ordinal += 1,
                AddOutcome::New(_) if ordinal == 0 => return Ok((uid, added)),
                _ => {
                    self.seen.insert(first, ordinal);
                    return Ok((uid, added));
                }
            }
        }
    }

    fn resolve(&mut self, entry: &EntryIn, tx: &Tx<'_>) -> Result<ResolvedValues> {
        let date = match entry.date.as_deref() {
            Some(text) => day(self.app, text)?,
            None => self.app.clock.today(),
        };
        let part = match entry.part.as_deref() {
            Some(word) => Part::from_word(word)
                .ok_or_else(|| anyhow::anyhow!("there is no part `{word}`; there are led, did and helped"))?,
            None => Part::default(),
        };
        let replaces = match entry.replaces.as_deref() {
            Some(text) => Some(match text.parse()? {
                EntryRef::Uid(uid) => uid,
                id => tx.uid(id)?,
            }),
            None => None,
        };
        if entry.tags.len() > MAX_TAGS {
            return Err(ContentError::TooManyTags { tags: entry.tags.len() }.into());
        }
        if entry.links.iter().any(|link| link.url.trim().is_empty()) {
            anyhow::bail!("a link has no url");
        }
        let mut tags = Vec::with_capacity(entry.tags.len());
        for text in &entry.tags {
            let tag = self.tag(text)?;
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Ok(ResolvedValues { date, part, replaces, tags })
    }

    /// A tag, which may be of another framework than the one in force: a dump must read back wherever it was made.
    fn tag(&mut self, text: &str) -> Result<Tag> {
        if let Some((tag, known)) = self.tags.get(text) {
            self.summary.unknown_tags += u32::from(!known);
            return Ok(tag.clone());
        }
        let typed: TagText = text.parse()?;
        let as_stored = Tag::stored(text).filter(|tag| tag.to_string() == text);
        let resolved = self.ground.framework.resolve(&typed, self.ground.role(), self.ground.level());
        let (tag, known) = match (as_stored, resolved) {
            // What a dump wrote is taken as it stands, but for the case of its key.
            (Some(tag), Ok(resolved)) => (Tag { key: resolved.tag.key, ..tag }, true),
            (Some(tag), Err(_)) => (tag, false),
            (None, Ok(resolved)) => (resolved.tag, true),
            (None, Err(error)) => match typed.unresolved() {
                Some(tag) => (tag, false),
                None => return Err(error.into()),
            },
        };
        self.summary.unknown_tags += u32::from(!known);
        self.tags.insert(text.to_owned(), (tag.clone(), known));
        Ok(tag)
    }
}

fn report(summary: &ImportSummary, unknown: &str, app: &mut App<'_>) -> Result<()> {
    let entries = |n| count(n, "entry", "entries");
    let mut line = format!("Imported {}", entries(summary.added));
    for (n, what) in [
        (summary.updated, "updated"),
        (summary.known, "known already"),
        (summary.removed, "removed here before"),
        (summary.conflict_count, "in conflict and left as they are"),
    ] {
        if n > 0 {
            line.push_str(&format!(", {n} {what}"));
        }
    }
    app.say(&format!("{line}."))?;
    for conflict in &summary.conflicts {
        app.say(&format!("Conflict: {conflict}"))?;
    }
    if summary.conflict_count > 0 {
        app.say("Hint: --update takes the file's word for them")?;
    }
    if summary.unknown_tags > 0 {
        let tags = count(summary.unknown_tags, "tag names", "tags name");
        app.say(&format!("Warning: {tags} {unknown}"))?;
    }
    Ok(())
}
