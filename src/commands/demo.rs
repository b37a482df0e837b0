//! `promo demo`: a sample year, its gap report and its promotion document, in a folder of its own.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use chrono::Days;
use serde::Deserialize;

use super::{export, gap};
use crate::app::App;
use crate::app::paths::make_private_folder;
use crate::catalog::builtin;
use crate::cli::{ColorChoice, DemoArgs, ExportArgs, GapArgs};
use crate::domain::entry::{Content, Link, Part};
use crate::domain::ids::{Level, Uid};
use crate::domain::journal::{FrameworkVersion, Profile, Target};
use crate::domain::tag::Tag;
use crate::error::{Outcome, hinted};
use crate::store::{Access, Store};

const SAMPLE: &str = include_str!("../../framework/demo.toml");
/// Tells a folder that demo made from any other.
const MARK: &str = ".promo-demo";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    profile: SampleProfile,
    entry: Vec<SampleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleProfile {
    name: String,
    pronouns: String,
    manager: String,
    role: String,
    current: u8,
    target: u8,
    due_in_days: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleEntry {
    days_ago: u64,
    title: String,
    context: Option<String>,
    did: Option<String>,
    result: Option<String>,
    note: Option<String>,
    project: Option<String>,
    part: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    links: Vec<String>,
    #[serde(default)]
    confidential: bool,
    replaces_days_ago: Option<u64>,
}

pub(super) fn run(args: &DemoArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let folder = &args.folder;
    clear(folder)?;
    make_private_folder(folder)
        .with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
    fs::write(folder.join(MARK), "made by promo demo, which may replace this folder\n")
        .with_context(|| format!("the folder `{}` cannot be written", folder.display()))?;
    let journal = folder.join("journal.db");
    Store::create(&journal)?;
    let mut store = Store::open(&journal, Access::Write)?;
    let entries = fill(&mut store, app, true)?;
    drop(store);
    let document = folder.join("promotion.md");
    writeln!(app.out, "A sample year of {entries} entries is in {}\n", journal.display())?;
    let asked_for = app.paths.journal.replace(journal.clone());
    let shown = show(app, &document, color);
    app.paths.journal = asked_for;
    shown?;
    let journal = journal.display().to_string();
    let journal = shell_words::quote(&journal);
    writeln!(
        app.out,
        "\nIts promotion document is {}\n\nTry\n  promo --journal {journal} list -n 10\n  promo --journal {journal} gap --verbose\n\
         \nStart your own\n  promo init\n  promo log \"what you did today\"",
        document.display()
    )?;
    Ok(Outcome::Done)
}

/// The sample's gap report, and its document beside it.
fn show(app: &mut App<'_>, document: &Path, color: ColorChoice) -> Result<()> {
    gap::run(&GapArgs::default(), app, color)?;
    let quiet = std::mem::replace(&mut app.quiet, true);
    let out = std::mem::replace(&mut app.out, Box::new(std::io::sink()));
    let exported = export::run(ExportArgs::to_file(document), app, color);
    app.out = out;
    app.quiet = quiet;
    exported.map(|_| ())
}

/// Removes a folder that demo made; any other is refused, and so is one that holds what demo does not make.
fn clear(folder: &Path) -> Result<()> {
    let refused = |what: &str| {
        Err(hinted(
            format!("`{}` {what}", folder.display()),
            "name another folder: promo demo ANOTHER-FOLDER",
        ))
    };
    match fs::symlink_metadata(folder) {
        Err(_) => return Ok(()),
        Ok(found) if !found.is_dir() => return refused("is there and is no folder"),
        Ok(_) => {}
    }
    let cannot = || format!("the folder `{}` cannot be read", folder.display());
    let names = fs::read_dir(folder).with_context(cannot)?;
    let names = names.collect::<Result<Vec<_>, _>>().with_context(cannot)?;
    if names.is_empty() {
        return Ok(());
    }
    if !folder.join(MARK).is_file() {
        return refused("was not made by demo, so it is not replaced");
    }
    const MADE: [&str; 6] =
        [MARK, "journal.db", "journal.db-wal", "journal.db-shm", "promotion.md", "promotion.md~"];
    // A journal half made by a demo that was killed has this prefix.
    let half_made = |name: &fs::DirEntry| name.file_name().to_string_lossy().starts_with(".promo-");
    let made = |name: &fs::DirEntry| half_made(name) || MADE.iter().any(|made| name.file_name() == *made);
    if let Some(other) = names.iter().find(|name| !made(name)) {
        return refused(&format!(
            "holds `{}`, which demo did not make, so it is not replaced",
            other.file_name().to_string_lossy()
        ));
    }
    for name in names {
        fs::remove_file(name.path())
            .with_context(|| format!("`{}` cannot be removed", name.path().display()))?;
    }
    Ok(())
}

/// Fills a journal with the sample: who it is and what they go for, and their entries if asked for.
pub(super) fn fill(store: &mut Store, app: &App<'_>, with_entries: bool) -> Result<usize> {
    let sample: Sample = toml::from_str(SAMPLE).context("the sample cannot be read")?;
    let today = app.clock.report_day()?;
    let now = format!("{today}T12:00:00+00:00");
    let person = &sample.profile;
    let mut tx = store.begin("demo", &now)?;
    let hash = builtin::hash(builtin::DEFAULT).map(str::to_owned);
    tx.tagged_under(hash.map(|hash| FrameworkVersion { framework: builtin::DEFAULT.to_owned(), hash }));
    tx.set_profile(Some(&Profile {
        name: Some(person.name.clone()),
        pronouns: Some(person.pronouns.clone()),
        manager: Some(person.manager.clone()),
        framework: builtin::DEFAULT.to_owned(),
        behaviours: true,
    }))?;
    tx.set_target(&Target {
        framework: Some(builtin::DEFAULT.to_owned()),
        role: person.role.clone(),
        current: Level::new(person.current),
        level: Level::new(person.target).context("the sample's target is no level")?,
        due: Some(today + Days::new(person.due_in_days)),
        level_since: None,
        groups: Vec::new(),
    })?;
    let mut uids: Vec<(u64, Uid)> = Vec::new();
    for entry in sample.entry.iter().filter(|_| with_entries) {
        let uid = app.new_uid();
        let content =
            entry.content(today, &uids).with_context(|| format!("the sample's `{}`", entry.title))?;
        let at = format!("{}T17:00:00+00:00", content.date);
        tx.add_from_elsewhere(uid, &content, None, Some(&at), None)?;
        uids.push((entry.days_ago, uid));
    }
    tx.commit()?;
    Ok(sample.entry.len())
}

impl SampleEntry {
    fn content(&self, today: chrono::NaiveDate, uids: &[(u64, Uid)]) -> Result<Content> {
        let tags = self.tags.iter().map(|tag| Tag::stored(tag).with_context(|| format!("`{tag}` is no tag")));
        let links =
            self.links.iter().map(|link| Link::parse(link).with_context(|| format!("`{link}` is no link")));
        let part = self.part.as_deref().map_or(Some(Part::default()), Part::from_word);
        let content = Content {
            date: today - Days::new(self.days_ago),
            title: self.title.clone(),
            context: self.context.clone(),
            did: self.did.clone(),
            result: self.result.clone(),
            note: self.note.clone(),
            project: self.project.clone(),
            part: part.context("there is no such part")?,
            replaces: self
                .replaces_days_ago
                .and_then(|day| uids.iter().find(|(ago, _)| *ago == day).map(|(_, uid)| *uid)),
            tags: tags.collect::<Result<_>>()?,
            links: links.collect::<Result<_>>()?,
            confidential: self.confidential,
            source: None,
        };
        content.check()?;
        Ok(content)
    }
}
