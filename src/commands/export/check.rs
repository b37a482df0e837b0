//! `promo export --check`: the document, or a file of it that somebody has worked on, held against its rules.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use super::document_data::{DocumentData, DocumentRequest};
use super::provenance::Provenance;
use super::{document_text, leak_check, omissions};
use crate::app::App;
use crate::cli::{CheckAction, ColorChoice, DocumentOptions, ExportFormat};
use crate::commands::context::{Context, open, settings, view};
use crate::commands::template::lookup::{self, FoundTemplate};
use crate::domain::framework::{CriterionKind, RequiredCriterion};
use crate::domain::lint::{CitedEntry, LintConfig, LintContext, LintReport, Severity, lint};
use crate::domain::update::made_by;
use crate::error::{Outcome, hinted, with_hint};
use crate::render::template::builtin;
use crate::render::template::head::Voice;
use crate::render::{json, lint as shown};

/// The longest file that is read: thousands of pages.
const MAX_BYTES: u64 = crate::app::untrusted_file::DOCUMENT;

pub fn run(action: &CheckAction, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let context = Context::load(&app.paths, &store)?;
    let text = action.file.as_deref().map(|path| read(path, app)).transpose()?;
    let made_by = text.as_deref().and_then(made_by).map(|text| Provenance::parse(&text));
    let (found, options) = of_file(&action.document, made_by, app)?;
    let mut data =
        DocumentData::load(&DocumentRequest::new(&options, &found.template), &store, &context, app)?;
    omissions::say_pinned_day(app)?;
    let text = text.map_or_else(|| document_text::readable(&found, &mut data, app), Ok)?;
    let report = held_against(&text, &found, &data, app, action.is_final)?;
    print(action, &report, &found, app, color)?;
    Ok(if report.count(Severity::Error) > 0 { Outcome::Found } else { Outcome::Done })
}

/// The template that is asked for, or else the one that a file says it was made by; a file is checked for the days that it
/// tells.
fn of_file(
    asked: &DocumentOptions, made_by: Option<Provenance>, app: &mut App<'_>,
) -> Result<(FoundTemplate, DocumentOptions)> {
    let Some(made_by) = made_by else {
        return Ok((lookup::find(asked.template.as_deref(), app)?, asked.clone()));
    };
    let found = match asked.template.as_deref() {
        Some(name) => lookup::find(Some(name), app)?,
        None => {
            let said = || format!("the document says that the template `{}` made it", made_by.template);
            lookup::find(Some(&made_by.template), app).with_context(said)?
        }
    };
    let window = made_by.window_or(&asked.window);
    Ok((found, DocumentOptions { window, ..asked.clone() }))
}

fn print(
    action: &CheckAction, report: &LintReport, found: &FoundTemplate, app: &mut App<'_>, color: ColorChoice,
) -> Result<()> {
    let file = action.file.as_ref();
    let name = file.map(|path| path.display().to_string());
    let text = match action.format {
        ExportFormat::Json => {
            json::whole(&shown::ReportJson::new(report, &found.template.name, name.as_deref()))?
        }
        ExportFormat::Markdown => shown::table(report, rules(found, app)?.words, &view(app, color)),
    };
    app.show(&text)?;
    app.out.flush()?;
    if let Some(path) = &action.unwritten {
        app.say(&format!("Checked only; `{}` is not written.", path.display()))?;
    }
    let words = ["filler", "degree", "acronym", "long-sentence", "currency"];
    if file.is_none() && report.diagnostics.iter().any(|found| words.contains(&found.rule.code)) {
        app.say("Words in quotation marks are an entry's own: promo edit ID changes them.")?;
    }
    Ok(())
}

/// Holds a document against the rules of its template.
pub fn held_against(
    text: &str, found: &FoundTemplate, data: &DocumentData<'_>, app: &App<'_>, is_final: bool,
) -> Result<LintReport> {
    let known = CitableNames::new(data);
    let echoes = leak_check::shingles(text, data.store, &data.redactor)?;
    let facts = LintContext {
        today: data.today,
        level: data.target.level,
        entries: &known.entries,
        values: &known.values,
        names: &known.names,
        terms: data.redactor.terms(),
        echoes: &echoes,
    };
    Ok(lint(text, &facts, LintConfig { last: is_final, ..rules(found, app)? }))
}

/// What the document of a template is held against.
pub fn rules<'t>(found: &'t FoundTemplate, app: &App<'_>) -> Result<LintConfig<'t>> {
    let head = &found.template.head;
    let set = if found.own.is_none() && found.template.name == builtin::DEFAULT {
        settings(app)?.words
    } else {
        None
    };
    Ok(LintConfig {
        words: set.or(head.words),
        section_words: head.section_words,
        results: head.results,
        sections: &head.sections,
        third_person: head.voice == Voice::Third,
        first_person: head.voice == Voice::First,
        values: head.values,
        at_level: head.at_level,
        last: false,
    })
}

/// The text of a file, or of stdin.
///
/// # Errors
/// A file that cannot be read as text.
pub fn read(path: &Path, app: &mut App<'_>) -> Result<String> {
    let name = if path == Path::new("-") { "stdin".to_owned() } else { format!("`{}`", path.display()) };
    let cannot = || format!("{name} cannot be read");
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        (&mut app.input).take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(cannot)?;
    } else {
        let missing =
            |error| with_hint(error, "promo export -o promotion.md writes one; --check alone needs none");
        if fs::metadata(path).with_context(cannot).map_err(missing)?.is_dir() {
            return Err(hinted(
                format!("{name} is a folder"),
                "name the document's file: promo export --check promotion.md",
            ));
        }
        fs::File::open(path)
            .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
            .with_context(cannot)?;
    }
    if bytes.len() as u64 > MAX_BYTES {
        let message = format!("{name} is longer than {} MiB", MAX_BYTES >> 20);
        return Err(hinted(message, super::worked_file::SHORTER));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        hinted(format!("{name}, line {line}: this is no UTF-8 text"), "save it as UTF-8 Markdown")
    })?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

/// What a document may cite and name.
struct CitableNames<'k> {
    entries: Vec<CitedEntry<'k>>,
    values: Vec<&'k str>,
    names: Vec<&'k str>,
}

impl<'k> CitableNames<'k> {
    fn new(data: &'k DocumentData<'_>) -> Self {
        let DocumentData { choice, target, context, .. } = data;
        let facts = data.evidence.facts.iter().zip(&choice.reasons).enumerate();
        let assumed = |at| choice.assumed(at).map(|key| &*target.required[key].criterion.key);
        let cited = facts.map(|(at, (fact, reason))| CitedEntry {
            id: fact.id,
            date: fact.date,
            reason: *reason,
            assumed: assumed(at),
        });
        let mut entries: Vec<CitedEntry<'k>> = cited.collect();
        entries.sort_unstable_by_key(|entry| entry.id);
        let is_value =
            |required: &&'k RequiredCriterion<'k>| required.criterion.kind == CriterionKind::Behaviour;
        let values = target.required.iter().filter(is_value).map(|required| &*required.criterion.name);
        let criteria = context.framework.criteria.iter();
        let mut names: Vec<&str> =
            criteria.flat_map(|criterion| [&*criterion.key, &*criterion.name]).collect();
        let profile = &context.profile;
        let people = [profile.name.as_deref(), profile.manager.as_deref(), target.current];
        names.extend(people.into_iter().flatten());
        names.push(target.wanted);
        Self { entries, values: values.collect(), names }
    }
}
