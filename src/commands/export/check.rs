//! `promo export --check`: the document, or a file of it that somebody has worked on, held against its rules.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use super::document_data::DocumentData;
use super::leak_check;
use crate::app::App;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::commands::context::{settings, view};
use crate::commands::template::lookup::FoundTemplate;
use crate::domain::framework::{CriterionKind, RequiredCriterion};
use crate::domain::lint::{CitedEntry, Diagnostic, LintContext, LintRules, Report, RuleCode, Severity, lint};
use crate::error::{Outcome, hinted, with_hint};
use crate::render::template::builtin;
use crate::render::template::head::Person;
use crate::render::{json, lint as shown};

/// The longest file that is read: thousands of pages.
const MAX_BYTES: u64 = crate::app::untrusted_file::DOCUMENT;

/// Checks it, and prints what was found.
///
/// # Errors
/// A file that cannot be read; settings that cannot.
pub fn run(
    args: &ExportArgs, file: Option<String>, found: &FoundTemplate, made: &DocumentData<'_>,
    app: &mut App<'_>, color: ColorChoice,
) -> Result<Outcome> {
    let text = match file {
        Some(text) => text,
        None => super::markdown(found, made, app)?,
    };
    let report = held_against(&text, found, made, app, args.is_final)?;
    let most = rules(found, app)?.words;
    let file = args.check.iter().flatten().next();
    let name = file.map(|path| path.display().to_string());
    let text = match args.format {
        ExportFormat::Json => {
            json::whole(&shown::ReportJson::new(&report, &found.template.name, name.as_deref()))?
        }
        ExportFormat::Markdown => shown::table(&report, &sorts(&report), most, &view(app, color)),
    };
    app.show(&text)?;
    app.out.flush()?;
    if let Some(path) = &args.output {
        app.say(&format!("Checked only; `{}` is not written.", path.display()))?;
    }
    let words =
        [RuleCode::Filler, RuleCode::Degree, RuleCode::Acronym, RuleCode::LongSentence, RuleCode::Currency];
    if file.is_none() && report.findings.iter().any(|finding| words.contains(&finding.code)) {
        app.say("Words in quotation marks are an entry's own: promo edit ID changes them.")?;
    }
    Ok(if report.with(Severity::Error) > 0 { Outcome::Found } else { Outcome::Done })
}

/// Holds a document against the rules of its template.
///
/// # Errors
/// Settings or a journal that cannot be read.
pub fn held_against(
    text: &str, found: &FoundTemplate, made: &DocumentData<'_>, app: &App<'_>, is_final: bool,
) -> Result<Report> {
    let known = Known::new(made);
    let echoes = leak_check::echoes(text, made)?;
    let facts = LintContext {
        today: made.today,
        level: made.level,
        entries: &known.entries,
        values: &known.values,
        names: &known.names,
        terms: made.discreet.terms(),
        echoes: &echoes,
    };
    Ok(lint(text, &facts, LintRules { last: is_final, ..rules(found, app)? }))
}

/// What the document of a template is held against.
pub fn rules<'t>(found: &'t FoundTemplate, app: &App<'_>) -> Result<LintRules<'t>> {
    let head = &found.template.head;
    let set = if found.own.is_none() && found.template.name == builtin::DEFAULT {
        settings(app)?.words
    } else {
        None
    };
    Ok(LintRules {
        words: set.or(head.words),
        section_words: head.section_words,
        results: head.results,
        sections: &head.sections,
        third_person: head.person == Person::Third,
        first_person: head.person == Person::First,
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
        return Err(hinted(message, super::update::SHORTER));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        hinted(format!("{name}, line {line}: this is no UTF-8 text"), "save it as UTF-8 Markdown")
    })?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

/// What the journal knows of what a document may cite.
struct Known<'m> {
    entries: Vec<CitedEntry<'m>>,
    values: Vec<&'m str>,
    names: Vec<&'m str>,
}

impl<'m> Known<'m> {
    fn new(made: &'m DocumentData<'_>) -> Self {
        let facts = made.evidence.facts.iter().zip(&made.choice.reasons).enumerate();
        let assumed = |at| made.choice.assumed(at).map(|key| &*made.asked[key].criterion.key);
        let mut entries: Vec<CitedEntry<'m>> = facts
            .map(|(at, (fact, reason))| CitedEntry {
                id: fact.id,
                date: fact.date,
                reason: *reason,
                assumed: assumed(at),
            })
            .collect();
        entries.sort_unstable_by_key(|about| about.id);
        let of_kind = |asked: &&'m RequiredCriterion<'m>| asked.criterion.kind == CriterionKind::Behaviour;
        let values = made.asked.iter().filter(of_kind).map(|asked| &*asked.criterion.name).collect();
        let criteria = made.ground.framework.criteria.iter();
        let mut names: Vec<&str> =
            criteria.flat_map(|criterion| [&*criterion.key, &*criterion.name]).collect();
        let profile = &made.ground.profile;
        names.extend(
            [profile.name.as_deref(), profile.manager.as_deref(), made.current].into_iter().flatten(),
        );
        names.push(made.wanted);
        Self { entries, values, names }
    }
}

/// The findings by code and weight, the heaviest first.
fn sorts(report: &Report) -> Vec<Vec<&Diagnostic>> {
    let mut sorts: Vec<Vec<&Diagnostic>> = Vec::new();
    for weight in [Severity::Error, Severity::Warning, Severity::Info] {
        for code in RuleCode::ALL {
            let of = |finding: &&Diagnostic| finding.weight == weight && finding.code == code;
            sorts.push(report.findings.iter().filter(of).collect());
        }
    }
    sorts.retain(|sort| !sort.is_empty());
    sorts
}
