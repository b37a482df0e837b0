//! A framework's words for what is in it, so that nobody is told of skills where there are none.

use super::{CriterionKind, Framework};

impl Framework {
    /// What one of its criteria is: `skill or behaviour`.
    pub fn what(&self) -> String {
        joined(self.kinds().map(|kind| kind.word().to_owned()).collect(), "or")
            .unwrap_or_else(|| "criterion".to_owned())
    }

    /// What all of its criteria are: `skills and behaviours`.
    pub fn whats(&self) -> String {
        let words = self.kinds().map(|kind| kind.heading().to_lowercase());
        joined(words.collect(), "and").unwrap_or_else(|| "criteria".to_owned())
    }

    fn kinds(&self) -> impl Iterator<Item = CriterionKind> {
        let has = |kind: &CriterionKind| self.criteria.iter().any(|criterion| criterion.kind == *kind);
        [CriterionKind::Skill, CriterionKind::Expectation, CriterionKind::Behaviour].into_iter().filter(has)
    }
}

/// `a, b or c`.
fn joined(mut words: Vec<String>, word: &str) -> Option<String> {
    let last = words.pop()?;
    Some(if words.is_empty() { last } else { format!("{} {word} {last}", words.join(", ")) })
}
