//! What roles ask for, held against what there is.

use std::collections::HashSet;

use super::super::{RoleLevel, is_code, range};
use super::{FrameworkChecker, FrameworkIssue, IssueCode, between, ends, in_words};
use crate::domain::ids::Level;

impl FrameworkChecker<'_> {
    pub(super) fn roles(&self, found: &mut Vec<FrameworkIssue>) {
        let named: Vec<Level> = self.own.levels.iter().map(|name| name.level).collect();
        if let Some(levels) = in_words(&between(&named)) {
            found.push(FrameworkIssue {
                code: IssueCode::LevelGap,
                place: "the levels".to_owned(),
                message: format!("skip {levels}, between {}", ends(&named)),
                advice: "import the pages of those levels too, or name them under [[levels]]".to_owned(),
            });
        }
        for role in &self.own.roles {
            let has: Vec<Level> = role.levels.iter().map(|at| at.level).collect();
            let left_out: Vec<Level> = between(&has).into_iter().filter(|level| self.names(*level)).collect();
            if let Some(levels) = in_words(&left_out) {
                found.push(FrameworkIssue {
                    code: IssueCode::LevelGap,
                    place: format!("role {}", role.key),
                    message: format!("has no {levels} between {}", ends(&has)),
                    advice: "add the level, if somebody can hold it".to_owned(),
                });
            }
            for at in &role.levels {
                let place = format!("role {}, level {}", role.key, at.level);
                if !self.names(at.level) {
                    found.push(FrameworkIssue {
                        code: IssueCode::LevelGap,
                        place: place.clone(),
                        message: format!("the framework names no level {}", at.level),
                        advice: "name the level under [[levels]]".to_owned(),
                    });
                }
                self.requirements(&place, at, found);
            }
        }
    }

    fn requirements(&self, place: &str, at: &RoleLevel, found: &mut Vec<FrameworkIssue>) {
        let mut seen = HashSet::new();
        let mut tell = |code, message, advice: String| {
            found.push(FrameworkIssue { code, place: place.to_owned(), message, advice });
        };
        for need in &at.requires {
            let (key, level) = (&need.key, need.level);
            if !seen.insert(key.to_ascii_lowercase()) {
                let advice = "keep the level that is meant";
                tell(IssueCode::KeyClash, format!("asks for {key} twice"), advice.to_owned());
            }
            let Some(criterion) = self.layered(key) else {
                let why = match (is_code(key), self.own.base.as_deref()) {
                    (true, None) if self.skill(key).is_some() => "; SFIA has it: base = \"sfia-9\"",
                    _ => "",
                };
                let advice = "correct the key, or add the criterion; until then nobody is judged by it";
                tell(
                    IssueCode::DanglingRequirement,
                    format!("asks {key}@{level}, which is not there{why}"),
                    advice.to_owned(),
                );
                continue;
            };
            let read = criterion.read_level(level);
            match self.skill(key) {
                Some(skill) if skill.defines(level) => {}
                Some(skill) => tell(
                    IssueCode::LevelOutOfRange,
                    format!("asks {key}@{level}; SFIA defines it {}", range(skill)),
                    "the demand stands and the nearest level is read; correct it if another was meant"
                        .to_owned(),
                ),
                None if criterion.defines(level) => {}
                None => tell(
                    IssueCode::MissingLevel,
                    format!("asks {key}@{level}, which it does not define; level {read} is read"),
                    "write what the criterion asks at that level, or ask for one that it has".to_owned(),
                ),
            }
        }
    }
}
