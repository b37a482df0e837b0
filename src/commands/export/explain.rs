//! `promo export --explain`: why each entry is in the document, and why each other one is not.

use std::io::Write as _;

use anyhow::Result;

use super::document_data::DocumentData;
use super::omissions::{of_entries, of_pick};
use crate::app::App;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::commands::context::view;
use crate::commands::redactor::notice;
use crate::commands::template::lookup::FoundTemplate;
use crate::domain::document::explain::{Explained, Place, Shows, by_section, explain};
use crate::domain::lint::cited;
use crate::error::Outcome;
use crate::render::document::BOOK;
use crate::render::explain::{Explanation, ExplanationJson, Line, Told, table};
use crate::render::json;
use crate::render::template::Template;

pub fn run(
    args: &ExportArgs, found: &FoundTemplate, made: &DocumentData<'_>, app: &mut App<'_>, color: ColorChoice,
) -> Result<Outcome> {
    let by_citations = goes_by_citations(found);
    let explained = match by_citations {
        true => told_by(&found.template, made, &super::markdown(found, made, app)?),
        false => explain(&made.choice, &made.asked, &made.evidence, &made.picks),
    };
    let is_silent = by_citations && is_silent(found, &explained);
    let mut places: Vec<(Place, Vec<Shows>)> = Vec::new();
    for (place, shows) in explained.told {
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, all)) => all.push(shows),
            None => places.push((place, vec![shows])),
        }
    }
    let mut told = Vec::new();
    for (place, shows) in places {
        let lines = lines(made, shows)?;
        told.push(match place {
            Place::Result(number) => {
                let result = made.draft.results.iter().find(|result| result.number == number);
                let name = result.map_or("", |result| &result.heading);
                let heading = format!("Result {number}: {name}");
                Told { heading, result: Some(number), value: None, section: None, lines }
            }
            Place::Value(name) => {
                let heading = format!("Values: {name}, which no result shows");
                Told { heading, result: None, value: Some(name), section: None, lines }
            }
            Place::Section(name) => {
                let heading =
                    if name.is_empty() { "Before the first section".to_owned() } else { name.clone() };
                Told { heading, result: None, value: None, section: Some(name), lines }
            }
        });
    }
    let mut left_out = Vec::new();
    for (reason, shows) in explained.left_out {
        left_out.push((reason, of_entries(reason, made.level), lines(made, shows)?));
    }
    let confidential = made.discreet.told().len();
    let explanation = Explanation { told, left_out, confidential, notice: notice(confidential) };
    let text = match args.format {
        ExportFormat::Json => json::whole(&ExplanationJson::new(&explanation))?,
        ExportFormat::Markdown => table(&explanation, &view(app, color)),
    };
    app.show(&text)?;
    app.out.flush()?;
    if is_silent {
        app.say("The template cites nothing, so it is not known what it tells: <!-- entries: 3 --> cites entry 3.")?;
    }
    if !by_citations {
        for refused in &made.choice.refused {
            app.say(&of_pick(*refused, made.level))?;
        }
    }
    Ok(Outcome::Done)
}

/// Whether what a document tells is known by what it cites: of promo's own draft it is known before.
pub fn goes_by_citations(found: &FoundTemplate) -> bool {
    found.own.is_some() || found.template.mentions(&BOOK)
}

/// What became of each entry in a document that is made of other things than the promotion draft.
pub fn told_by(template: &Template, made: &DocumentData<'_>, text: &str) -> Explained {
    let at_level = template.head.at_level;
    by_section(cited(text), at_level, &made.choice, &made.asked, &made.evidence, &made.picks)
}

/// Whether a document cites nothing since its template, somebody's own, cites nothing: it may tell any entry.
pub fn is_silent(found: &FoundTemplate, explained: &Explained) -> bool {
    found.own.is_some() && explained.told.is_empty()
}

/// The entries with their titles; a confidential one is told without its words.
fn lines(made: &DocumentData<'_>, shows: Vec<Shows>) -> Result<Vec<Line>> {
    let ids: Vec<_> = shows.iter().map(|shows| shows.id).collect();
    let titles = made.store.titles(&ids)?;
    let lines = shows.into_iter().zip(titles).map(|(shows, title)| {
        let confidential = made.confidential.contains(&shows.id);
        let told = made.discreet.may_tell(confidential);
        let title = told.then(|| made.discreet.title(shows.id, confidential, &title));
        Line { shows, title }
    });
    Ok(lines.collect())
}
