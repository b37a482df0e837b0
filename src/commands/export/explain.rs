//! `promo export --explain`: why each entry is in the document, and why each other one is not.

use std::io::Write as _;

use anyhow::Result;

use super::document_data::{DocumentData, DocumentRequest};
use super::{document_text, omissions};
use crate::app::App;
use crate::cli::{ColorChoice, ExplainAction, ExportFormat};
use crate::commands::context::{Context, open, view};
use crate::commands::template::lookup::{self, FoundTemplate};
use crate::domain::document::explain::{DocumentPlace, Explained, RankedEntry, by_section, explain};
use crate::domain::ids::EntryNo;
use crate::domain::lint::cited;
use crate::domain::portfolio::KEYS;
use crate::error::Outcome;
use crate::render::explain::{ExplainedEntry, Explanation, ExplanationJson};
use crate::render::json;
use crate::render::redaction::notice;
use crate::render::template::Template;

pub fn run(action: &ExplainAction, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let context = Context::load(&app.paths, &store)?;
    let options = &action.document;
    let found = lookup::find(options.template.as_deref(), app)?;
    let mut data =
        DocumentData::load(&DocumentRequest::new(options, &found.template), &store, &context, app)?;
    omissions::say_pinned_day(app)?;
    let by_citations = goes_by_citations(&found);
    let explained = match by_citations {
        true => {
            let text = document_text::readable(&found, &mut data, app)?;
            self::by_citations(&found.template, &data, &text)
        }
        false => explain(&data.choice, &data.target.required, &data.evidence, &data.picks),
    };
    let is_silent = by_citations && is_silent(&found, &explained);
    let explanation = explanation(explained, &mut data)?;
    let text = match action.format {
        ExportFormat::Json => json::whole(&ExplanationJson::new(&explanation))?,
        ExportFormat::Markdown => explanation.table(&view(app, color)),
    };
    app.show(&text)?;
    app.out.flush()?;
    if is_silent {
        app.say("The template cites nothing, so it is not known what it tells: <!-- entries: 3 --> cites entry 3.")?;
    }
    if !by_citations {
        omissions::say_refused_picks(&data, app)?;
    }
    Ok(Outcome::Done)
}

/// Whether what a document tells is known by what it cites: of promo's own draft it is known before.
pub fn goes_by_citations(found: &FoundTemplate) -> bool {
    found.own.is_some() || found.template.mentions(&KEYS)
}

/// What became of each entry in a document that is made of other things than the promotion draft.
pub fn by_citations(template: &Template, data: &DocumentData<'_>, text: &str) -> Explained {
    let at_level = template.head.at_level;
    by_section(cited(text), at_level, &data.choice, &data.target.required, &data.evidence, &data.picks)
}

/// Whether a document cites nothing since its template, somebody's own, cites nothing: it may tell any entry.
pub fn is_silent(found: &FoundTemplate, explained: &Explained) -> bool {
    found.own.is_some() && explained.told.is_empty()
}

/// The entries with their titles, by place and by reason. A confidential one has none.
fn explanation<'d>(explained: Explained, data: &'d mut DocumentData<'_>) -> Result<Explanation<'d>> {
    let told = explained.told.iter().map(|(_, entry)| entry.id);
    let left_out = explained.left_out.iter().flat_map(|(_, all)| all.iter().map(|entry| entry.id));
    let ids: Vec<EntryNo> = told.chain(left_out).collect();
    let mut titles = data.store.titles(&ids)?.into_iter();
    let mut with_title = |entry: RankedEntry| {
        let is_confidential = data.confidential.contains(&entry.id);
        let title = titles.next().filter(|_| data.redactor.may_show(is_confidential));
        let title = title.map(|title| data.redactor.title(entry.id, is_confidential, &title));
        let title = title.map(|title| title.logged(&mut data.redactions));
        ExplainedEntry { entry, title }
    };
    let mut places: Vec<(DocumentPlace, Vec<ExplainedEntry>)> = Vec::new();
    for (place, entry) in explained.told {
        let entry = with_title(entry);
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, entries)) => entries.push(entry),
            None => places.push((place, vec![entry])),
        }
    }
    let left_out = explained.left_out.into_iter();
    let left_out =
        left_out.map(|(reason, all)| (reason, all.into_iter().map(&mut with_title).collect())).collect();
    let confidential = data.redactions.confidential.len();
    Ok(Explanation {
        results: &data.draft.results,
        level: data.target.level,
        places,
        left_out,
        confidential,
        notice: notice(confidential),
    })
}
