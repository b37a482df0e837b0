//! The roles of a framework: those that its files name, or those that can be told from its levels.

use std::collections::{BTreeMap, HashSet};

use super::super::levels::{is_trade, trade};
use super::super::slugs::slug;
use super::super::{RawLevel, RawRequirement, RawRole, ReadError, Reading, file_stem};
use super::criteria::MergedCriteria;
use super::ranks::Ranks;
use super::{AssemblyPlan, FileSubject};
use crate::domain::framework::{Requirement, Role, RoleLevel};
use crate::domain::ids::Level;

struct RoleDraft {
    key: String,
    slug: String,
    title: String,
    career_path: String,
    levels: BTreeMap<Level, RoleLevelDraft>,
}

struct RoleLevelDraft {
    title: String,
    scope: String,
    description: String,
    requires: Vec<Requirement>,
    asked: HashSet<String>,
    page: Option<String>,
}

/// What a reading is about: the title of the role and its levels there.
struct RoleClaim {
    key: Option<String>,
    title: String,
    career_path: Option<String>,
    levels: Vec<usize>,
    track: Option<String>,
    line: usize,
    page: bool,
}

pub fn roles(
    readings: &[Reading], ranks: &Ranks, merged: &MergedCriteria, plan: &AssemblyPlan<'_>,
) -> Result<(Vec<Role>, Vec<FileSubject>), ReadError> {
    if readings.iter().any(|reading| reading.official) {
        return Ok((Vec::new(), vec![FileSubject::default(); readings.len()]));
    }
    let mut drafts: Vec<RoleDraft> = Vec::new();
    let mut about = Vec::with_capacity(readings.len());
    let by_trade = is_by_trade(readings, ranks);
    for (r, reading) in readings.iter().enumerate() {
        let claims = claims(reading, readings, merged, plan, by_trade);
        for claim in &claims {
            add_claim(&mut drafts, claim, r, reading, ranks, merged)?;
        }
        let level = reading.level.and_then(|level| ranks.get(r, level));
        let role = match claims.as_slice() {
            [one] if level.is_some() || !reading.roles.is_empty() => Some(key_of(one)),
            _ => None,
        };
        about.push(FileSubject { role, level });
    }
    let role = |draft: RoleDraft| {
        let role_level = |(level, role_level): (Level, RoleLevelDraft)| RoleLevel {
            level,
            title: role_level.title.into(),
            scope: role_level.scope.into(),
            description: role_level.description.into(),
            requires: role_level.requires,
        };
        Role {
            key: draft.key.into(),
            title: draft.title.into(),
            career_path: draft.career_path.into(),
            levels: draft.levels.into_iter().map(role_level).collect(),
        }
    };
    Ok((drafts.into_iter().map(role).collect(), about))
}

/// Whether pages of one level each are of several roles: two of them have one rank.
fn is_by_trade(readings: &[Reading], ranks: &Ranks) -> bool {
    let mut seen = Vec::new();
    readings.iter().enumerate().filter(|(_, reading)| reading.roles.is_empty()).any(|(r, reading)| {
        let Some(rank) = reading.level.and_then(|level| ranks.get(r, level)) else { return false };
        let twice = seen.contains(&rank);
        seen.push(rank);
        twice
    })
}

fn claims(
    reading: &Reading, all: &[Reading], merged: &MergedCriteria, plan: &AssemblyPlan<'_>, by_trade: bool,
) -> Vec<RoleClaim> {
    if !reading.roles.is_empty() {
        return reading.roles.iter().map(|role| claim_of(role, reading)).collect();
    }
    if reading.levels.is_empty() {
        return Vec::new();
    }
    let mut tracks: Vec<Option<&String>> = Vec::new();
    for level in &reading.levels {
        if !tracks.contains(&level.track.as_ref()) {
            tracks.push(level.track.as_ref());
        }
    }
    let title = || match plan.role {
        Some(role) => role.to_owned(),
        None if by_trade => one_trade(std::iter::once(reading), plan),
        // Files that say different things under the same names are of different roles.
        None if merged.files_differ && all.len() > 1 && reading.level.is_none() => {
            reading.title.clone().unwrap_or_else(|| file_stem(&reading.file).to_owned())
        }
        None => one_trade(all.iter(), plan),
    };
    let levels = |track: Option<&String>| {
        let levels = reading.levels.iter().enumerate();
        levels.filter(|(_, level)| level.track.as_ref() == track).map(|(at, _)| at).collect()
    };
    let claim = |track: Option<&String>| RoleClaim {
        key: None,
        title: track.cloned().unwrap_or_else(title),
        career_path: None,
        levels: levels(track),
        track: track.cloned(),
        line: reading.levels.first().map_or(1, |level| level.line),
        page: reading.level.is_some(),
    };
    tracks.into_iter().map(claim).collect()
}

fn claim_of(role: &RawRole, reading: &Reading) -> RoleClaim {
    RoleClaim {
        key: role.key.clone(),
        title: role.title.clone(),
        career_path: role.career_path.clone(),
        levels: role.levels.clone(),
        track: role.track.clone(),
        line: role.line,
        page: reading.level.is_some(),
    }
}

fn key_of(claim: &RoleClaim) -> String {
    let key = claim.key.as_deref().map_or_else(|| slug(&claim.title), slug);
    if key.is_empty() { "role".to_owned() } else { key }
}

/// The trade that most titles of levels have in common, else the framework's title.
fn one_trade<'r>(readings: impl Iterator<Item = &'r Reading>, plan: &AssemblyPlan<'_>) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut seen = HashSet::new();
    for level in readings.flat_map(|reading| &reading.levels).filter(|level| !level.name.title.is_empty()) {
        // A title that several files repeat is one.
        if !seen.insert(level.name.title.to_lowercase()) {
            continue;
        }
        let trade = trade(&level.name.title);
        if trade.is_empty() {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&trade)) {
            Some((_, count)) => *count += 1,
            None => counts.push((trade, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let common = counts.into_iter().find(|(_, count)| *count == most).map(|(trade, _)| trade);
    // A word that only one of several titles has may be anything; a known trade is one wherever it stands.
    let sure = |trade: &String| most * 2 > seen.len() || is_trade(trade) || trade.contains(' ') && most > 1;
    common.filter(sure).unwrap_or_else(|| plan.title.to_owned())
}

fn add_claim(
    drafts: &mut Vec<RoleDraft>, claim: &RoleClaim, r: usize, reading: &Reading, ranks: &Ranks,
    merged: &MergedCriteria,
) -> Result<(), ReadError> {
    let slug = key_of(claim);
    // `C++ Engineer` and `C# Engineer` are two roles, though one slug.
    let is_it = |draft: &RoleDraft| {
        draft.slug == slug && (claim.key.is_some() || draft.title.eq_ignore_ascii_case(&claim.title))
    };
    let at = drafts.iter().position(is_it).unwrap_or_else(|| {
        let alike = drafts.iter().filter(|draft| draft.slug == slug).count();
        let key = if alike == 0 { slug.clone() } else { format!("{slug}-{}", alike + 1) };
        drafts.push(RoleDraft {
            slug: slug.clone(),
            key,
            title: claim.title.clone(),
            career_path: String::new(),
            levels: BTreeMap::new(),
        });
        drafts.len() - 1
    });
    let draft = &mut drafts[at];
    let key = draft.key.clone();
    if let Some(path) = claim.career_path.as_ref().filter(|_| draft.career_path.is_empty()) {
        draft.career_path = path.clone();
    }
    for index in &claim.levels {
        let (Some(rank), Some(level)) = (ranks.get(r, *index), reading.levels.get(*index)) else { continue };
        let page = (claim.page && reading.level == Some(*index)).then(|| reading.file.clone());
        let title = draft.title.clone();
        let role_level = draft.levels.entry(rank).or_insert_with(|| RoleLevelDraft {
            title: title_of(level, &title),
            scope: String::new(),
            description: String::new(),
            requires: Vec::new(),
            asked: HashSet::new(),
            page: None,
        });
        if let (Some(other), Some(_)) = (&role_level.page, &page) {
            let why = format!(
                "`{key}` at level {rank} is also what `{other}` is about; leave one out, or tell them apart with --role"
            );
            return Err(ReadError::Clash { file: reading.file.clone(), line: claim.line.max(1), why });
        }
        role_level.page = role_level.page.take().or(page);
        append_paragraph(&mut role_level.scope, level.scope.as_deref().unwrap_or_default());
        append_paragraph(&mut role_level.description, &level.description.join("\n\n"));
        add_requirements(role_level, claim, (r, *index, rank), reading, merged, ranks);
    }
    Ok(())
}

fn append_paragraph(text: &mut String, more: &str) {
    if more.is_empty() || text == more {
        return;
    }
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}

fn title_of(level: &RawLevel, role: &str) -> String {
    let level_name = &level.name;
    match (level_name.title.is_empty(), level_name.label.is_empty()) {
        (false, _) => level_name.title.clone(),
        (true, false) => format!("{role} {}", level_name.label),
        (true, true) => role.to_owned(),
    }
}

/// The level that is demanded of a criterion: the number is that of one of its own levels where it names them, whatever rank
/// that has become, and the rank itself where it has none.
pub(super) fn required_level(
    demand: &RawRequirement, reading: &Reading, rank: impl Fn(usize) -> Option<Level>,
) -> Option<Level> {
    let own = reading.criteria.get(demand.criterion).into_iter().flat_map(|criterion| &criterion.texts);
    let numbered = |level: &usize| {
        reading.levels.get(*level).is_some_and(|level| level.name.number == Some(u32::from(demand.rank)))
    };
    let named = own.filter_map(|text| text.level).find(numbered);
    named.and_then(rank).or_else(|| Level::new(demand.rank))
}

/// What a role asks at a level: each criterion of its track that says something there, and what is demanded.
fn add_requirements(
    role_level: &mut RoleLevelDraft, claim: &RoleClaim, (r, index, _): (usize, usize, Level),
    reading: &Reading, merged: &MergedCriteria, ranks: &Ranks,
) {
    let RoleLevelDraft { requires, asked: known, .. } = role_level;
    let mut ask = |key: &str, level| {
        if known.insert(key.to_owned()) {
            requires.push(Requirement { key: key.to_owned().into(), level });
        }
    };
    let own_pages = reading.roles.len() == 1 && reading.level == Some(index);
    for (c, found) in reading.criteria.iter().enumerate() {
        let Some(criterion) = merged.of(r, c) else { continue };
        let of_track = found.track.is_none() || claim.track.is_none() || found.track == claim.track;
        // A page about a role at a level asks all of its skills, whatever the level it asks them at.
        let asked =
            found.texts.iter().filter_map(|text| text.level).find(|level| own_pages || *level == index);
        if let Some(level) = asked.filter(|_| of_track).and_then(|level| ranks.get(r, level)) {
            ask(&criterion.key, level);
        }
    }
    for demand in reading.demands.iter().filter(|demand| demand.level == index) {
        let Some(criterion) = merged.of(r, demand.criterion) else { continue };
        if let Some(level) = required_level(demand, reading, |level| ranks.get(r, level)) {
            ask(&criterion.key, level);
        }
    }
}
