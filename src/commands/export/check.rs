//! `promo export --check`: the document, or a file of it that somebody has worked on, held against its rules.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use super::made::Made;
use super::must_go;
use crate::app::App;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::commands::template::found::Found;
use crate::commands::world::{settings, view};
use crate::domain::framework::{Asked, Kind};
use crate::domain::lint::{About, Code, Facts, Finding, Report, Rules, Weight, lint};
use crate::error::{Outcome, hinted, with_hint};
use crate::render::template::builtin;
use crate::render::template::head::Person;
use crate::render::{json, lint as shown};

/// The longest file that is read: thousands of pages.
const MAX_BYTES: u64 = crate::app::folder::DOCUMENT;

/// Checks it, and prints what was found.
///
/// # Errors
/// A file that cannot be read; settings that cannot.
pub fn run(
    args: &ExportArgs, file: Option<String>, found: &Found, made: &Made<'_>, app: &mut App<'_>,
    color: ColorChoice,
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
    let words = [Code::Filler, Code::Degree, Code::Acronym, Code::LongSentence, Code::Currency];
    if file.is_none() && report.findings.iter().any(|finding| words.contains(&finding.code)) {
        app.say("Words in quotation marks are an entry's own: promo edit ID changes them.")?;
    }
    Ok(if report.with(Weight::Error) > 0 { Outcome::Found } else { Outcome::Done })
}

/// Holds a document against the rules of its template.
///
/// # Errors
/// Settings or a journal that cannot be read.
pub fn held_against(
    text: &str, found: &Found, made: &Made<'_>, app: &App<'_>, is_final: bool,
) -> Result<Report> {
    let known = Known::new(made);
    let echoes = must_go::echoes(text, made)?;
    let facts = Facts {
        today: made.today,
        level: made.level,
        entries: &known.entries,
        values: &known.values,
        names: &known.names,
        terms: made.discreet.terms(),
        echoes: &echoes,
    };
    Ok(lint(text, &facts, Rules { last: is_final, ..rules(found, app)? }))
}

/// What the document of a template is held against.
///
/// # Errors
/// Settings that cannot be read.
pub fn rules<'t>(found: &'t Found, app: &App<'_>) -> Result<Rules<'t>> {
    let head = &found.template.head;
    let set = if found.own.is_none() && found.template.name == builtin::DEFAULT {
        settings(app)?.words
    } else {
        None
    };
    Ok(Rules {
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
    entries: Vec<About<'m>>,
    values: Vec<&'m str>,
    names: Vec<&'m str>,
}

impl<'m> Known<'m> {
    fn new(made: &'m Made<'_>) -> Self {
        let facts = made.evidence.facts.iter().zip(&made.choice.reasons).enumerate();
        let assumed = |at| made.choice.assumed(at).map(|key| &*made.asked[key].criterion.key);
        let mut entries: Vec<About<'m>> = facts
            .map(|(at, (fact, reason))| About {
                id: fact.id,
                date: fact.date,
                reason: *reason,
                assumed: assumed(at),
            })
            .collect();
        entries.sort_unstable_by_key(|about| about.id);
        let of_kind = |asked: &&'m Asked<'m>| asked.criterion.kind == Kind::Behaviour;
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
fn sorts(report: &Report) -> Vec<Vec<&Finding>> {
    let mut sorts: Vec<Vec<&Finding>> = Vec::new();
    for weight in [Weight::Error, Weight::Warning, Weight::Info] {
        for code in Code::ALL {
            let of = |finding: &&Finding| finding.weight == weight && finding.code == code;
            sorts.push(report.findings.iter().filter(of).collect());
        }
    }
    sorts.retain(|sort| !sort.is_empty());
    sorts
}
