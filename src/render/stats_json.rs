//! What a journal holds, for programs: the shape of `schema/exchange/stats.schema.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::SCHEMA;
use crate::domain::entry::Part;
use crate::domain::ids::Level;
use crate::domain::stats::{Counts, Stats, WEEK, Week};

#[derive(Debug, Serialize)]
pub struct StatsJson<'s> {
    schema: u32,
    today: String,
    window: WindowJson,
    #[serde(flatten)]
    all: CountsJson,
    first: Option<String>,
    confidential: u32,
    untagged: u32,
    parts: BTreeMap<&'static str, u32>,
    weeks: Vec<WeekJson>,
    keys: Vec<KeyJson<'s>>,
    projects: Vec<ProjectJson<'s>>,
    not_counted: NotCountedJson,
}

#[derive(Debug, Serialize)]
struct WindowJson {
    since: Option<String>,
    until: String,
}

#[derive(Debug, Serialize)]
struct CountsJson {
    entries: u32,
    with_result: u32,
    with_link: u32,
    latest: Option<String>,
}

#[derive(Debug, Serialize)]
struct WeekJson {
    week: String,
    monday: String,
    entries: u32,
    days: [u32; WEEK],
}

#[derive(Debug, Serialize)]
struct KeyJson<'s> {
    key: &'s str,
    kind: Option<&'static str>,
    name: Option<&'s str>,
    #[serde(flatten)]
    counts: CountsJson,
    levels: Vec<LevelJson>,
}

#[derive(Debug, Serialize)]
struct LevelJson {
    level: Option<u8>,
    entries: u32,
}

#[derive(Debug, Serialize)]
struct ProjectJson<'s> {
    name: Option<&'s str>,
    #[serde(flatten)]
    counts: CountsJson,
}

#[derive(Debug, Serialize)]
struct NotCountedJson {
    future: u32,
    replaced: u32,
    outside_window: u32,
}

/// Builds it. `known` holds the kind and the name of each key, in their order, where the framework has it.
pub fn stats<'s>(
    stats: &'s Stats, known: &[Option<(&'static str, &'s str)>], today: chrono::NaiveDate,
) -> StatsJson<'s> {
    let keys = stats.keys.iter().zip(known).map(|((key, counts, levels), known)| KeyJson {
        key,
        kind: known.map(|(kind, _)| kind),
        name: known.map(|(_, name)| name),
        counts: (*counts).into(),
        levels: levels
            .iter()
            .rev()
            .map(|(level, entries)| LevelJson { level: level.map(Level::get), entries: *entries })
            .collect(),
    });
    let projects = stats
        .projects
        .iter()
        .map(|(name, counts)| ProjectJson { name: name.as_deref(), counts: (*counts).into() });
    StatsJson {
        schema: SCHEMA,
        today: today.to_string(),
        window: WindowJson {
            since: stats.window.since.map(|day| day.to_string()),
            until: stats.window.until.to_string(),
        },
        all: stats.all.into(),
        first: stats.first.map(|day| day.to_string()),
        confidential: stats.confidential,
        untagged: stats.untagged,
        parts: Part::ALL.iter().map(|part| part.word()).zip(stats.parts).collect(),
        weeks: stats.weeks().iter().map(WeekJson::from).collect(),
        keys: keys.collect(),
        projects: projects.collect(),
        not_counted: NotCountedJson {
            future: stats.future,
            replaced: stats.replaced,
            outside_window: stats.outside,
        },
    }
}

impl From<Counts> for CountsJson {
    fn from(counts: Counts) -> Self {
        let Counts { entries, with_result, with_link, latest, .. } = counts;
        Self { entries, with_result, with_link, latest: latest.map(|day| day.to_string()) }
    }
}

impl From<&Week> for WeekJson {
    fn from(week: &Week) -> Self {
        Self {
            week: week.monday.format("%G-W%V").to_string(),
            monday: week.monday.to_string(),
            entries: week.entries(),
            days: week.days.map(|entries| entries.unwrap_or(0)),
        }
    }
}
