//! Where a criterion went when a framework changed: a proposal that a person settles, never more.

use std::collections::HashMap;

use serde::Serialize;

use super::words::{Near, bare, said};
use super::{Criterion, Framework, is_code};

/// Why one criterion is proposed for another, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProposalReason {
    /// The same key in any case, or the same skill of SFIA: its code here and its name there.
    SameCode,
    SameText,
    SameName,
    NearText,
}

impl ProposalReason {
    pub fn words(self) -> &'static str {
        match self {
            Self::SameCode => "the same skill",
            Self::SameText => "the same words",
            Self::SameName => "the same name",
            Self::NearText => "nearly the same words",
        }
    }
}

/// A criterion of the new framework that may be the one asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionProposal {
    pub key: String,
    pub reason: ProposalReason,
}

/// How many words two texts must share before they can be near; a name of two words is like many others.
const LEAST: usize = 5;

/// Proposes criteria of a framework for those of another. What both say is read once, so that thousands can be asked
/// about.
#[derive(Debug)]
pub struct Mapper<'f> {
    from: HashMap<String, &'f Criterion>,
    to: Vec<&'f Criterion>,
    keys: HashMap<String, usize>,
    /// By text and by name; `None` where several have it.
    texts: HashMap<String, Option<usize>>,
    names: HashMap<String, Option<usize>>,
    near: Near,
}

impl<'f> Mapper<'f> {
    pub fn new(from: &'f Framework, to: &'f Framework) -> Self {
        let lower = |criterion: &Criterion| criterion.key.to_ascii_lowercase();
        let (mut texts, mut names) = (HashMap::new(), HashMap::new());
        let mut whole = Vec::with_capacity(to.criteria.len());
        for (at, criterion) in to.criteria.iter().enumerate() {
            let text = said(criterion);
            let one = |_: &mut Option<usize>| ();
            for (map, text) in [(&mut texts, text.clone()), (&mut names, bare(&criterion.name))] {
                if !text.is_empty() {
                    map.entry(text).and_modify(one).and_modify(|known| *known = None).or_insert(Some(at));
                }
            }
            whole.push(if text.is_empty() { text } else { format!("{} {text}", criterion.name) });
        }
        Self {
            from: from.criteria.iter().map(|criterion| (lower(criterion), criterion)).collect(),
            to: to.criteria.iter().collect(),
            keys: to.criteria.iter().enumerate().map(|(at, one)| (lower(one), at)).collect(),
            near: Near::new(whole.iter().map(String::as_str)),
            texts,
            names,
        }
    }

    /// What stands for a key of the old framework in the new one.
    pub fn propose(&self, key: &str) -> Option<CriterionProposal> {
        self.propose_of(key, |_| true)
    }

    /// As [`Mapper::propose`], of those alone that `free` lets through, by their place in the new framework.
    pub fn propose_of(&self, key: &str, free: impl Fn(usize) -> bool) -> Option<CriterionProposal> {
        let key = key.to_ascii_lowercase();
        let found = |at: &usize| free(*at);
        let proposal = |at: usize, reason| {
            let key = self.to.get(at)?.key.to_string();
            Some(CriterionProposal { key, reason })
        };
        if let Some(at) = self.keys.get(&key).filter(|at| found(at)) {
            return proposal(*at, ProposalReason::SameCode);
        }
        let old = *self.from.get(&key)?;
        let text = said(old);
        let named = self.names.get(&bare(&old.name)).copied().flatten().filter(found);
        if let Some(at) = named
            && let Some(new) = self.to.get(at)
            && is_code(&old.key) != is_code(&new.key)
        {
            return proposal(at, ProposalReason::SameCode);
        }
        if let Some(at) = self.texts.get(&text).copied().flatten().filter(found) {
            return proposal(at, ProposalReason::SameText);
        }
        if let Some(at) = named {
            return proposal(at, ProposalReason::SameName);
        }
        if text.is_empty() {
            return None;
        }
        let (at, _) = self.near.find(&format!("{} {text}", old.name), LEAST, free)?;
        proposal(at, ProposalReason::NearText)
    }
}

/// What stands for one key of the old framework in the new one; for several, [`Mapper`].
pub fn propose(key: &str, from: &Framework, to: &Framework) -> Option<CriterionProposal> {
    Mapper::new(from, to).propose(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::framework::testing::{criterion, framework};

    #[test]
    fn a_criterion_is_found_where_it_went() {
        let from = framework(
            "old",
            vec![
                criterion("CSMG", "Customer service support", &[]),
                criterion("customer-service", "Customer service", &[]),
                criterion("change-management", "Change management", &[(3, "Plans a change.")]),
                criterion(
                    "craft",
                    "Craft",
                    &[(2, "Reviews others' code with care."), (3, "Sets the style.")],
                ),
                criterion("twin", "Twin", &[(2, "Says it.")]),
                criterion(
                    "mentoring",
                    "Mentoring",
                    &[(2, "Meets two new colleagues each week and notes it.")],
                ),
                criterion("talks", "Talks", &[(2, "Gives a talk.")]),
                criterion("gone", "Gone", &[(2, "Keeps the printers of the third floor in paper.")]),
                criterion("mute", "", &[]),
            ],
        );
        let to = framework(
            "new",
            vec![
                criterion("csmg", "Customer service support", &[]),
                criterion("CHMG", "Change management", &[(3, "Other words altogether.")]),
                criterion("code", "Code", &[(2, "Reviews others’ code, with care"), (3, "Sets the style")]),
                criterion("one", "One", &[(2, "Says it")]),
                criterion("two", "Two", &[(2, "Says it!")]),
                criterion(
                    "growing",
                    "Mentoring others",
                    &[(2, "Meets three new colleagues each week, and notes it.")],
                ),
                criterion("speaking", "Talks", &[(4, "Speaks at a conference.")]),
                criterion("empty", "", &[]),
            ],
        );
        let mapper = Mapper::new(&from, &to);
        for (key, wanted) in [
            ("CSMG", Some(("csmg", ProposalReason::SameCode))),
            ("change-management", Some(("CHMG", ProposalReason::SameCode))),
            ("craft", Some(("code", ProposalReason::SameText))),
            ("Craft", Some(("code", ProposalReason::SameText))),
            // Two say it: neither is more likely.
            ("twin", None),
            ("mentoring", Some(("growing", ProposalReason::NearText))),
            ("talks", Some(("speaking", ProposalReason::SameName))),
            ("gone", None),
            ("mute", None),
            ("customer-service", None),
            ("never-there", None),
        ] {
            let proposed = mapper.propose(key);
            let told = proposed.as_ref().map(|one| (one.key.as_str(), one.reason));
            assert_eq!(told, wanted, "{key}");
            assert_eq!(propose(key, &from, &to), proposed, "{key}");
        }
    }
}
