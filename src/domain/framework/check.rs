//! What is odd in a framework: what contradicts SFIA or itself, what is asked and is not there. The company's demand
//! stands as it is; what is found is told with what to do.

mod demands;
mod names;

use std::collections::HashMap;

use serde::Serialize;

use super::words::bare;
use super::{Criterion, Framework, is_code, other_level, range};
use crate::domain::ids::Level;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueCode {
    /// A skill asked or described at a level that SFIA does not define.
    LevelOutOfRange,
    /// Four capitals that are no skill of SFIA.
    UnknownCode,
    DanglingRequirement,
    MissingLevel,
    EmptyCriterion,
    LevelGap,
    KeyClash,
    UnknownGroup,
    StatementTwice,
    TextOfAnotherLevel,
}

impl IssueCode {
    pub fn heading(self) -> &'static str {
        match self {
            Self::LevelOutOfRange => "Levels that SFIA does not define",
            Self::UnknownCode => "Codes that SFIA does not have",
            Self::DanglingRequirement => "Asked, and nowhere defined",
            Self::MissingLevel => "Asked at a level that is not defined",
            Self::EmptyCriterion => "Nothing said",
            Self::LevelGap => "Levels left out",
            Self::KeyClash => "One name for two things",
            Self::UnknownGroup => "Groups that are nowhere defined",
            Self::StatementTwice => "The same statement twice",
            Self::TextOfAnotherLevel => "SFIA's text for another level",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkIssue {
    pub code: IssueCode,
    /// Where: `role support-engineer, level 1`, `criterion ASUP@1`.
    pub place: String,
    pub message: String,
    pub advice: String,
}

#[derive(Debug, Clone, Copy)]
pub struct CheckContext<'f> {
    pub layered: &'f Framework,
    pub sfia: &'f Framework,
    pub official: Option<&'f Framework>,
    pub built_in: Option<&'f Framework>,
    pub frameworks: &'f [String],
}

/// Checks a framework's own layer. What is found comes by sort, each in the framework's order.
pub fn check(own: &Framework, against: &CheckContext<'_>) -> Vec<FrameworkIssue> {
    let ground = FrameworkChecker {
        own,
        layered: against.layered,
        all: by_key(against.layered),
        sfia: by_key(against.sfia),
        official: against.official.map(by_key).unwrap_or_default(),
    };
    let mut found = Vec::new();
    for criterion in &own.criteria {
        ground.criterion(criterion, &mut found);
    }
    ground.statements(&mut found);
    ground.roles(&mut found);
    names::clashes(own, against, &mut found);
    found.sort_by_key(|finding| finding.code);
    found
}

/// The criteria by key in lower case; of several the first.
fn by_key(framework: &Framework) -> HashMap<String, &Criterion> {
    let mut all = HashMap::with_capacity(framework.criteria.len());
    for criterion in &framework.criteria {
        all.entry(criterion.key.to_ascii_lowercase()).or_insert(criterion);
    }
    all
}

/// The framework, with what it is checked against at hand.
struct FrameworkChecker<'f> {
    own: &'f Framework,
    layered: &'f Framework,
    all: HashMap<String, &'f Criterion>,
    sfia: HashMap<String, &'f Criterion>,
    official: HashMap<String, &'f Criterion>,
}

impl<'f> FrameworkChecker<'f> {
    fn layered(&self, key: &str) -> Option<&'f Criterion> {
        self.all.get(&key.to_ascii_lowercase()).copied()
    }

    /// The skill of SFIA that a key is the code of.
    fn skill(&self, key: &str) -> Option<&'f Criterion> {
        self.sfia.get(&key.to_ascii_lowercase()).copied()
    }

    fn names(&self, level: Level) -> bool {
        self.layered.levels.is_empty() || self.layered.levels.iter().any(|name| name.level == level)
    }

    fn criterion(&self, criterion: &Criterion, found: &mut Vec<FrameworkIssue>) {
        let key = &criterion.key;
        let skill = self.skill(key);
        match skill {
            Some(skill) => self.against_sfia(criterion, skill, found),
            None => {
                self.empty(criterion, found);
                if is_code(key) {
                    found.push(FrameworkIssue {
                        code: IssueCode::UnknownCode,
                        place: format!("criterion {key}"),
                        message: format!("SFIA 9 has no skill {key}"),
                        advice: "correct the code; a key that is none is better in lower case".to_owned(),
                    });
                }
            }
        }
        self.gaps(criterion, skill, found);
        let groups = &self.layered.groups;
        if let Some(group) = criterion.group.as_ref().filter(|key| !groups.iter().any(|one| one.key == **key))
        {
            found.push(FrameworkIssue {
                code: IssueCode::UnknownGroup,
                place: format!("criterion {key}"),
                message: format!("belongs to the group {group}, which is not there"),
                advice:
                    "add the group under [[groups]], or correct its key; until then no role is asked for it"
                        .to_owned(),
            });
        }
    }

    fn against_sfia(&self, criterion: &Criterion, skill: &Criterion, found: &mut Vec<FrameworkIssue>) {
        let key = &criterion.key;
        for (text, level) in criterion.levels.iter().filter_map(|text| Some((text, text.level?))) {
            let place = || format!("criterion {key}@{level}");
            if !skill.defines(level) {
                found.push(FrameworkIssue {
                    code: IssueCode::LevelOutOfRange,
                    place: place(),
                    message: format!("described at {level}; SFIA defines {key} {}", range(skill)),
                    advice: "it is kept as the company has it; move the text if another level was meant"
                        .to_owned(),
                });
            }
            let official = self.official.get(&key.to_ascii_lowercase());
            if let Some(other) = official.and_then(|official| other_level(official, level, &text.text)) {
                found.push(FrameworkIssue {
                    code: IssueCode::TextOfAnotherLevel,
                    place: place(),
                    message: format!("the text is SFIA's for level {other}"),
                    advice:
                        "put the text of that level there, or leave the text out: SFIA's own is read then"
                            .to_owned(),
                });
            }
        }
    }

    /// A skill of SFIA is described by its link; what else says nothing is nothing to show evidence of.
    fn empty(&self, criterion: &Criterion, found: &mut Vec<FrameworkIssue>) {
        let key = &criterion.key;
        let layered = self.layered(key).unwrap_or(criterion);
        let mut tell = |place: String, advice: &str| {
            let (code, message) = (IssueCode::EmptyCriterion, "has no statement".to_owned());
            found.push(FrameworkIssue { code, place, message, advice: advice.to_owned() });
        };
        let silent = |text: &&super::LevelText| text.statements.is_empty() && text.text.trim().is_empty();
        if layered.levels.iter().all(|text| silent(&text)) {
            return tell(format!("criterion {key}"), "write what evidence of it looks like, or take it out");
        }
        for level in layered.levels.iter().filter(silent).filter_map(|text| text.level) {
            tell(
                format!("criterion {key}@{level}"),
                "write what evidence of it looks like there, or take the level out",
            );
        }
    }

    /// Levels left out between the lowest and the highest that a criterion has, where SFIA has them too.
    fn gaps(&self, criterion: &Criterion, skill: Option<&Criterion>, found: &mut Vec<FrameworkIssue>) {
        let layered = self.layered(&criterion.key).unwrap_or(criterion);
        let has: Vec<Level> = layered.defined().collect();
        let meant = |level: &Level| self.names(*level) && skill.is_none_or(|skill| skill.defines(*level));
        let left_out: Vec<Level> = between(&has).into_iter().filter(meant).collect();
        if let Some(levels) = in_words(&left_out) {
            found.push(FrameworkIssue {
                code: IssueCode::LevelGap,
                place: format!("criterion {}", criterion.key),
                message: format!("has no {levels} between {}", ends(&has)),
                advice: "write what is asked there; until then the nearest level is read".to_owned(),
            });
        }
    }

    fn statements(&self, found: &mut Vec<FrameworkIssue>) {
        let mut known: HashMap<String, String> = HashMap::new();
        for criterion in &self.own.criteria {
            for text in &criterion.levels {
                for (at, statement) in text.statements.iter().enumerate() {
                    let (says, place) = (bare(statement), criterion.statement_key(text, at));
                    match known.get(&says) {
                        _ if says.is_empty() => {}
                        Some(first) => found.push(FrameworkIssue {
                            code: IssueCode::StatementTwice,
                            place: place.clone(),
                            message: format!("says the same as {first}"),
                            advice: "say what sets them apart, or keep one: evidence of one is not counted for the other"
                                .to_owned(),
                        }),
                        None => {
                            known.insert(says, place);
                        }
                    }
                }
            }
        }
    }
}

/// The ranks between the lowest and the highest that are not there.
fn between(has: &[Level]) -> Vec<Level> {
    let (Some(low), Some(high)) = (has.iter().min(), has.iter().max()) else { return Vec::new() };
    (low.get()..=high.get()).filter_map(Level::new).filter(|level| !has.contains(level)).collect()
}

/// `2 and 4`: the lowest and the highest.
fn ends(has: &[Level]) -> String {
    match (has.iter().min(), has.iter().max()) {
        (Some(low), Some(high)) => format!("{low} and {high}"),
        _ => String::new(),
    }
}

/// `level 3`, `levels 3 and 4`; none for none.
fn in_words(levels: &[Level]) -> Option<String> {
    let (last, rest) = levels.split_last()?;
    if rest.is_empty() {
        return Some(format!("level {last}"));
    }
    let rest: Vec<String> = rest.iter().map(Level::to_string).collect();
    Some(format!("levels {} and {last}", rest.join(", ")))
}

#[cfg(test)]
mod tests;
