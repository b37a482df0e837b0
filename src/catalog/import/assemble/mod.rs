//! Readings of files to one framework: ranks for levels, keys for criteria, roles, and what is told against SFIA.
//!
//! What several files say of one criterion is put together. Two that say different things of one level under one name
//! are two criteria; nothing of either is lost. A role is what a file says is one; where none does, each track is one, and
//! where there is no track all of it is.

mod criteria;
mod normalize;
mod ranks;
mod roles;
mod sfia_checks;

use std::collections::HashSet;

use super::{ReadError, Reading};
use crate::domain::framework::Framework;

#[derive(Debug)]
pub struct AssemblyPlan<'p> {
    pub key: &'p str,
    pub title: &'p str,
    pub source: &'p str,
    pub role: Option<&'p str>,
    pub sfia: &'p Framework,
    pub official: Option<&'p Framework>,
}

/// A framework, and what each reading gave to it.
#[derive(Debug)]
pub struct Assembled {
    pub framework: Framework,
    /// The role and the rank that each file is about, where it is about one.
    pub about: Vec<FileSubject>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileSubject {
    pub role: Option<String>,
    pub level: Option<crate::domain::ids::Level>,
}

/// Puts readings together. What is odd in them is added to their warnings.
///
/// # Errors
/// Two files that claim the same role and level; more levels than a framework may have.
pub fn assemble(readings: &mut [Reading], plan: &AssemblyPlan<'_>) -> Result<Assembled, ReadError> {
    readings.iter_mut().for_each(normalize::prepare);
    let ranks = ranks::rank(readings)?;
    for (at, reading) in readings.iter_mut().enumerate() {
        sfia_checks::check(reading, at, &ranks, plan.sfia, plan.official);
    }
    let mut merged = criteria::merge(readings, &ranks, plan.sfia);
    let (roles, about) = roles::roles(readings, &ranks, &merged, plan)?;
    merged.name_skills(plan.sfia);
    let codes: HashSet<&str> = plan.sfia.criteria.iter().map(|one| &*one.key).collect();
    let coded = merged.criteria.iter().any(|one| codes.contains(&*one.key));
    let description: Vec<String> = readings.iter().flat_map(|reading| reading.description.clone()).collect();
    let framework = Framework {
        key: plan.key.to_owned().into(),
        title: plan.title.to_owned().into(),
        source: plan.source.to_owned().into(),
        description: unique(description).join("\n\n").into(),
        base: (coded && plan.key != plan.sfia.key).then(|| plan.sfia.key.clone()),
        official: readings.iter().any(|reading| reading.official),
        levels: ranks.names,
        groups: merged.groups,
        criteria: merged.criteria,
        roles,
    };
    Ok(Assembled { framework, about })
}

/// Texts without those that stood before: pages of one framework repeat their introduction.
fn unique(texts: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    texts.into_iter().filter(|text| seen.insert(text.clone())).collect()
}
