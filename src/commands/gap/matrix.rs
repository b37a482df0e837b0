//! Which skills and which behaviours the same entries show.

use anyhow::Result;

use super::GapRequest;
use crate::app::App;
use crate::cli::GapFormat;
use crate::commands::assessment::{AssessmentScope, titles};
use crate::commands::context::window;
use crate::domain::coverage::{at_level, coverage};
use crate::domain::matrix::matrix;
use crate::domain::redact::Redaction;
use crate::render::gap::ReportTarget;
use crate::render::matrix::{self as shown, EntryIds, MatrixReport, MatrixTarget, TitledStrongEntry};
use crate::render::redaction::notice;
use crate::render::titles::TitledEntry;
use crate::render::{html, json, page};

pub(crate) fn run(request: &GapRequest<'_>, app: &App<'_>) -> Result<Redaction<String>> {
    let GapRequest { args, store, context, redactor, ref view } = *request;
    let scope = AssessmentScope::load(&args.target, &args.with, context, app)?;
    let window = window(&args.window, scope.today)?;
    let evidence = store.evidence()?;
    let frame = scope.frame(window);
    let counted = coverage(&scope.asked, &evidence, scope.rules, frame).counted;
    let matrix = matrix(&scope.asked, &at_level(&scope.asked, &evidence, frame), &evidence.facts);
    let Redaction { value: titles, log } =
        titles(matrix.most.iter().map(|entry| entry.fact), &evidence, store, redactor)?;
    let most = matrix.most.iter().map(|shows| {
        let entry = TitledEntry::marked(&evidence.facts[shows.fact as usize], titles.of(shows.fact));
        TitledStrongEntry { entry, shows }
    });
    let as_much = matrix.as_much.iter().map(|fact| &evidence.facts[*fact as usize]);
    let ReportTarget { framework, role, level, title, .. } = scope.target();
    let report = MatrixReport {
        today: scope.today,
        window,
        target: MatrixTarget { framework, role, level, title },
        matrix: &matrix,
        most: most.collect(),
        as_much: as_much.map(|fact| EntryIds { uid: fact.uid, id: fact.id }).collect(),
        confidential: titles.confidential,
        counted,
        notice: notice(titles.confidential),
        what_if: scope.what_if(),
    };
    let value = match args.format {
        GapFormat::Table => shown::table(&report, view),
        GapFormat::Json => json::versioned(&report)?,
        GapFormat::Markdown => page::markdown(&shown::page(&report)),
        GapFormat::Html => html::page(&shown::page(&report))?,
    };
    Ok(Redaction { value, log })
}
