//! `promo export --explain`: why each entry is in the document, and why each other one is not.

use std::io::Write as _;

use anyhow::Result;

use super::made::Made;
use super::tell::{of_entries, of_pick};
use crate::app::App;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::commands::world::view;
use crate::domain::document::explain::{Place, Shows, explain};
use crate::error::Outcome;
use crate::render::explain::{Explanation, ExplanationJson, Line, Told, table};
use crate::render::json;

/// Prints it.
///
/// # Errors
/// A journal that cannot be read.
pub fn run(args: &ExportArgs, made: &Made<'_>, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let explained = explain(&made.choice, &made.asked, &made.evidence, &made.picks);
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
                Told { heading, result: Some(number), value: None, lines }
            }
            Place::Value(name) => {
                let heading = format!("Values: {name}, which no result shows");
                Told { heading, result: None, value: Some(name), lines }
            }
        });
    }
    let mut left_out = Vec::new();
    for (reason, shows) in explained.left_out {
        left_out.push((reason, of_entries(reason, made.level), lines(made, shows)?));
    }
    let explanation = Explanation { told, left_out };
    let text = match args.format {
        ExportFormat::Json => json::whole(&ExplanationJson::new(&explanation))?,
        ExportFormat::Markdown => table(&explanation, &view(app, color)),
    };
    app.show(&text)?;
    app.out.flush()?;
    for refused in &made.choice.refused {
        app.say(&of_pick(*refused, made.level))?;
    }
    Ok(Outcome::Done)
}

/// The entries with their titles; a confidential one is told without its words.
fn lines(made: &Made<'_>, shows: Vec<Shows>) -> Result<Vec<Line>> {
    let ids: Vec<_> = shows.iter().map(|shows| shows.id).collect();
    let titles = made.store.titles(&ids)?;
    let lines = shows.into_iter().zip(titles).map(|(shows, title)| {
        let title = (!shows.confidential).then_some(title);
        Line { shows, title }
    });
    Ok(lines.collect())
}
