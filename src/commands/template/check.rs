//! `promo template check`: a template's head, its text, and the documents that it makes of a sample journal and of an empty
//! one.

use std::io::Write as _;

use anyhow::Result;

use super::fill::{FillOutcome, try_fill, unknown_names};
use super::lookup::{FoundTemplate, find, hint_of};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, TemplateCheckArgs};
use crate::commands::context::view;
use crate::commands::export::sample::{SampleJournal, with_samples};
use crate::domain::lint::{Diagnostic, LintReport, Severity};
use crate::domain::update::seal;
use crate::error::Outcome;
use crate::render::json;
use crate::render::template::template_error::TemplateError;
use crate::render::templates::{FAULT, TemplateFinding, TemplateReport};

/// Runs it.
///
/// # Errors
/// No such template; a sample that cannot be made.
pub fn run(args: &TemplateCheckArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let checked = match find(Some(&args.name), app) {
        Ok(found) => filled(&found, app)?,
        // A head that cannot be understood is what was asked for.
        Err(error) => match error.chain().find_map(|cause| cause.downcast_ref::<TemplateError>()) {
            Some(fault) => TemplateReport::new(&args.name, None, None, vec![of_fault(fault)]),
            None => return Err(error),
        },
    };
    let text = match args.format {
        ListFormat::Table => checked.table(&view(app, color)),
        ListFormat::Json => json::whole(&checked)?,
    };
    app.out.write_all(text.as_bytes())?;
    Ok(if checked.is_clean() { Outcome::Done } else { Outcome::Found })
}

fn filled(found: &FoundTemplate, app: &App<'_>) -> Result<TemplateReport> {
    let (mut findings, mut words, mut unknown) = (Vec::new(), None, Vec::new());
    let mut faults: Vec<(SampleJournal, TemplateError)> = Vec::new();
    let mut ended = None;
    with_samples(found, app, |sample, context, report| {
        if ended.is_some() {
            return Ok(());
        }
        match try_fill(found, context, app)? {
            FillOutcome::Ended(fault) => ended = Some(fault),
            FillOutcome::Faulty(fault) => faults.push((sample, fault)),
            FillOutcome::Text(text) => {
                if let Err(error) = seal(&text, &found.template.name) {
                    let why = format!("its document could not be updated: {error}");
                    faults.push((sample, TemplateError::new(&*found.template.file, None, why)));
                }
                let report = report(&text)?;
                if sample == SampleJournal::Full {
                    words = Some(report.words);
                }
                findings.extend(of_shape(&report, sample));
            }
        }
        if sample == SampleJournal::Full && ended.is_none() {
            unknown = unknown_names(found, context, app)?;
        }
        Ok(())
    })?;
    findings.extend(ended.as_ref().map(of_fault));
    let everywhere =
        faults.len() == 2 && faults.iter().all(|(_, fault)| faults.iter().all(|(_, other)| fault == other));
    if everywhere {
        findings.extend(faults.first().map(|(_, fault)| of_fault(fault)));
    } else {
        let of_one = |(sample, fault): &(SampleJournal, TemplateError)| TemplateFinding {
            journal: Some(sample.word()),
            ..of_fault(fault)
        };
        findings.splice(0..0, faults.iter().map(of_one));
    }
    // A place that neither sample reaches may ask for what there never is.
    let is_told =
        |name: &String| faults.iter().any(|(_, fault)| fault.to_string().contains(&format!("`{name}`")));
    findings.extend(unknown.iter().filter(|name| !is_told(name)).map(|name| TemplateFinding {
        journal: None,
        line: None,
        code: FAULT,
        found: format!("`{}`: `{name}` is never given", found.template.file),
        advice: Some("promo template show --context tells the names that are".to_owned()),
    }));
    let own = found.own.as_ref().map(|own| own.path.display().to_string());
    Ok(TemplateReport::new(&found.template.name, own, words, findings))
}

fn of_fault(fault: &TemplateError) -> TemplateFinding {
    TemplateFinding {
        journal: None,
        line: fault.line,
        code: FAULT,
        found: fault.to_string(),
        advice: fault.unknown.as_ref().map(hint_of).filter(|hint| !hint.is_empty()),
    }
}

/// What a document lacks by its template's own fault: an empty journal has neither results nor values, and what an
/// entry says is not the template's.
fn of_shape(report: &LintReport, sample: SampleJournal) -> Vec<TemplateFinding> {
    let codes: &[&str] = match sample {
        SampleJournal::Full => &["section", "section-words", "words", "results"],
        SampleJournal::Empty => &["section", "section-words", "words"],
    };
    let errors = report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let of_shape = errors.filter(|diagnostic| codes.contains(&diagnostic.rule.code));
    let finding = |diagnostic: &Diagnostic| TemplateFinding {
        journal: Some(sample.word()),
        line: Some(diagnostic.line),
        code: diagnostic.rule.code,
        found: diagnostic.found.clone(),
        advice: Some(diagnostic.advice.clone()),
    };
    of_shape.map(finding).collect()
}
