//! Which entries the document tells, and why the others are not in it.
//!
//! **Eligible** is an entry that counts ([`Frame::standing`]), is not confidential, and carries a tag of a criterion that
//! the target asks, at the level from which evidence counts. Eligible entries of one project (names compared without
//! regard to case) make one result; an entry without a project stands alone. Work that was only helped with is never
//! part of a result; it may stand in for a behaviour that no result shows, told as help.
//!
//! **The strongest** is decided by these, each only where those before are equal: how many criteria are covered at the
//! level; the highest level shown; how many entries have a measured result; how many links there are; the newest day;
//! the lowest entry number. The same rule ranks the results, and the entries inside one. Picked entries come first, in
//! their order: each brings the result of its project and is quoted first there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::coverage::{Evidence, Frame, Standing};
use crate::domain::entry::Part;
use crate::domain::framework::{Asked, Kind};
use crate::domain::ids::{EntryNo, Level, Uid};

/// How many results the document tells.
pub const RESULTS: usize = 3;
/// How many entries a result quotes.
pub const QUOTED: usize = 3;

/// Why an entry is not in the document. An entry is counted under the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is confidential.
    Confidential,
    /// Its day is yet to come.
    Future,
    /// Another entry replaces it.
    Replaced,
    /// From before the current level was held.
    BeforeLevel,
    /// Outside the window.
    Outside,
    /// Without a tag.
    Untagged,
    /// Tagged only with what the target does not ask.
    NotAsked,
    /// Tagged with what the target asks, below the level.
    Below,
    /// Somebody else's work.
    Helped,
    /// Others are stronger, or were picked.
    NotChosen,
}

/// A picked entry that the document does not tell first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The entry's number; `None` where it is no longer in the journal.
    pub id: Option<EntryNo>,
    /// Why; [`Reason::NotChosen`] where the places were already taken by earlier picks.
    pub reason: Reason,
}

/// A result: a project, or one entry without a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The facts to quote, in their order; [`QUOTED`] at most.
    pub quoted: Vec<usize>,
    /// How many eligible entries it has.
    pub of: usize,
}

/// What the document tells. Numbers are indexes of facts and of asked criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The results, the strongest first; [`RESULTS`] at most.
    pub results: Vec<Chosen>,
    /// For each asked behaviour that no result shows, the entry that shows it best, if there is one.
    pub alone: Vec<(usize, Option<usize>)>,
    /// All eligible entries that were the person's own work.
    pub own: Vec<usize>,
    /// The criteria that each fact covers at the level.
    pub covers: Vec<Vec<usize>>,
    /// Why each fact may not be told as the person's own work; `None` where it may.
    pub reasons: Vec<Option<Reason>>,
    /// How many entries are left out, by reason.
    pub left_out: BTreeMap<Reason, usize>,
    /// The picks that could not come first.
    pub refused: Vec<Refused>,
}

impl Choice {
    /// The facts that the document quotes or names.
    pub fn cited(&self) -> impl Iterator<Item = usize> {
        let quoted = self.results.iter().flat_map(|chosen| chosen.quoted.iter().copied());
        quoted.chain(self.alone.iter().filter_map(|(_, fact)| *fact))
    }
}

/// What makes a result or an entry strong, in the order of the rule.
type Strength = (usize, Option<Level>, usize, u32, Option<NaiveDate>, Option<Reverse<EntryNo>>);

/// What the tags of an entry show.
#[derive(Default, Clone)]
struct Shown {
    asked: bool,
    covers: Vec<usize>,
    highest: Option<Level>,
}

struct Ground<'g> {
    evidence: &'g Evidence,
    shown: Vec<Shown>,
    reasons: Vec<Option<Reason>>,
}

/// Chooses what the document tells.
pub fn choose(asked: &[Asked<'_>], evidence: &Evidence, frame: Frame, picks: &[Uid]) -> Choice {
    let ground = Ground::new(asked, evidence, frame);
    let own: Vec<usize> = (0..evidence.facts.len()).filter(|at| ground.reasons[*at].is_none()).collect();
    let groups = ground.groups(&own);
    let (picked, refused) = ground.picked(&groups, picks);
    let mut order: Vec<usize> = picked.iter().map(|(group, _)| *group).collect();
    let mut others: Vec<usize> = (0..groups.len()).filter(|group| !order.contains(group)).collect();
    others.sort_by_cached_key(|group| Reverse(ground.strength(&groups[*group])));
    order.extend(others);
    let results: Vec<Chosen> = order
        .into_iter()
        .take(RESULTS)
        .map(|group| {
            let first = picked.iter().find(|(at, _)| *at == group);
            let mut quoted = first.map(|(_, facts)| facts.clone()).unwrap_or_default();
            let mut rest: Vec<usize> =
                groups[group].iter().copied().filter(|at| !quoted.contains(at)).collect();
            rest.sort_by_cached_key(|at| Reverse(ground.strength(&[*at])));
            quoted.extend(rest);
            quoted.truncate(QUOTED);
            Chosen { quoted, of: groups[group].len() }
        })
        .collect();
    let alone = ground.alone(asked, &results);
    let (covers, reasons) = (Vec::new(), ground.reasons.clone());
    let mut choice = Choice { results, alone, own, covers, reasons, left_out: BTreeMap::new(), refused };
    let mut cited = vec![false; evidence.facts.len()];
    for at in choice.cited() {
        cited[at] = true;
    }
    for at in (0..cited.len()).filter(|at| !cited[*at]) {
        *choice.left_out.entry(ground.reasons[at].unwrap_or(Reason::NotChosen)).or_default() += 1;
    }
    choice.covers = ground.shown.into_iter().map(|shown| shown.covers).collect();
    choice
}

impl<'g> Ground<'g> {
    fn new(asked: &[Asked<'_>], evidence: &'g Evidence, frame: Frame) -> Self {
        let by_key: Vec<Vec<usize>> = evidence
            .keys
            .iter()
            .map(|key| (0..asked.len()).filter(|at| asked[*at].criterion.key == *key).collect())
            .collect();
        let mut shown = vec![Shown::default(); evidence.facts.len()];
        for tag in &evidence.tags {
            let of = &mut shown[tag.fact as usize];
            for at in &by_key[tag.key as usize] {
                of.asked = true;
                if tag.level.is_some_and(|level| level >= asked[*at].counts_from()) {
                    of.highest = of.highest.max(tag.level);
                    if !of.covers.contains(at) {
                        of.covers.push(*at);
                    }
                }
            }
        }
        let reasons = evidence.facts.iter().zip(&shown).map(|(fact, shown)| {
            if fact.confidential {
                return Some(Reason::Confidential);
            }
            match frame.standing(fact) {
                Standing::Future => Some(Reason::Future),
                Standing::Replaced => Some(Reason::Replaced),
                Standing::BeforeLevel => Some(Reason::BeforeLevel),
                Standing::BeforeWindow | Standing::AfterWindow => Some(Reason::Outside),
                Standing::Counts if !fact.tagged => Some(Reason::Untagged),
                Standing::Counts if !shown.asked => Some(Reason::NotAsked),
                Standing::Counts if shown.covers.is_empty() => Some(Reason::Below),
                Standing::Counts if fact.part == Part::Helped => Some(Reason::Helped),
                Standing::Counts => None,
            }
        });
        let reasons = reasons.collect();
        Self { evidence, shown, reasons }
    }

    /// The eligible entries by project.
    fn groups(&self, own: &[usize]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut of_project = HashMap::new();
        for at in own {
            let new = groups.len();
            let group = match self.evidence.facts[*at].project {
                Some(project) => *of_project.entry(project).or_insert(new),
                None => new,
            };
            if group == new {
                groups.push(Vec::new());
            }
            groups[group].push(*at);
        }
        groups
    }

    /// The groups that picks bring, in their order, with the picked entries of each; and the picks that bring none.
    fn picked(&self, groups: &[Vec<usize>], picks: &[Uid]) -> (Vec<(usize, Vec<usize>)>, Vec<Refused>) {
        let mut picked: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut refused = Vec::new();
        for uid in picks {
            let Some(at) = self.evidence.facts.iter().position(|fact| fact.uid == *uid) else {
                refused.push(Refused { id: None, reason: Reason::NotChosen });
                continue;
            };
            let id = Some(self.evidence.facts[at].id);
            let group = groups.iter().position(|group| group.contains(&at));
            let Some(group) = group else {
                let reason = self.reasons[at].unwrap_or(Reason::NotChosen);
                refused.push(Refused { id, reason });
                continue;
            };
            let places = picked.len() < RESULTS;
            match picked.iter_mut().find(|(other, _)| *other == group) {
                Some((_, facts)) if facts.len() < QUOTED => facts.push(at),
                None if places => picked.push((group, vec![at])),
                _ => refused.push(Refused { id, reason: Reason::NotChosen }),
            }
        }
        (picked, refused)
    }

    fn strength(&self, facts: &[usize]) -> Strength {
        let of = |at: &usize| (&self.evidence.facts[*at], &self.shown[*at]);
        let mut covers: Vec<usize> = facts.iter().flat_map(|at| &self.shown[*at].covers).copied().collect();
        covers.sort_unstable();
        covers.dedup();
        (
            covers.len(),
            facts.iter().filter_map(|at| of(at).1.highest).max(),
            facts.iter().filter(|at| of(at).0.result).count(),
            facts.iter().map(|at| of(at).0.links).sum(),
            facts.iter().map(|at| of(at).0.date).max(),
            facts.iter().map(|at| of(at).0.id).min().map(Reverse),
        )
    }

    /// The behaviours that no result shows, each with the entry that shows it best: own work before help.
    fn alone(&self, asked: &[Asked<'_>], results: &[Chosen]) -> Vec<(usize, Option<usize>)> {
        let told: Vec<usize> = results
            .iter()
            .flat_map(|chosen| &chosen.quoted)
            .flat_map(|at| self.shown[*at].covers.iter().copied())
            .collect();
        let behaviours = (0..asked.len()).filter(|at| asked[*at].criterion.kind == Kind::Behaviour);
        let untold = behaviours.filter(|behaviour| !told.contains(behaviour));
        let best = |behaviour: usize| {
            let fits = (0..self.shown.len()).filter(|at| {
                matches!(self.reasons[*at], None | Some(Reason::Helped))
                    && self.shown[*at].covers.contains(&behaviour)
            });
            fits.max_by_key(|at| (self.reasons[*at].is_none(), self.strength(&[*at])))
        };
        untold.map(|behaviour| (behaviour, best(behaviour))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::{Fact, FactTag};
    use crate::domain::framework::Criterion;
    use crate::domain::when::Window;

    /// An entry in short: its day in November, its project, what it is tagged with, and what sets it apart.
    struct Short(u32, Option<u32>, Tags, fn(&mut Fact));

    /// Tags as key and level.
    type Tags = &'static [(u32, u8)];

    const KEYS: [(&str, Kind); 3] =
        [("ASUP", Kind::Skill), ("impact", Kind::Behaviour), ("communication", Kind::Behaviour)];

    fn chosen(entries: &[Short], picks: &[u8]) -> Choice {
        let level = |rank| Level::new(rank).unwrap();
        let criteria = KEYS.map(|(key, kind)| Criterion {
            key: key.into(),
            kind,
            name: key.into(),
            category: None,
            subcategory: None,
            url: None,
            description: None,
            group: None,
            levels: Vec::new(),
        });
        let asked: Vec<Asked<'_>> = criteria
            .iter()
            .map(|criterion| Asked { criterion, level: level(4), read_level: level(4) })
            .collect();
        let mut evidence =
            Evidence { keys: KEYS.map(|(key, _)| key.to_owned()).into(), ..Evidence::default() };
        for (at, Short(day, project, tags, change)) in (0u32..).zip(entries) {
            let mut fact = Fact {
                id: EntryNo(at + 1),
                uid: Uid::from_bytes([u8::try_from(at + 1).unwrap(); 16]),
                date: NaiveDate::from_ymd_opt(2026, 11, *day).unwrap(),
                project: *project,
                part: Part::Did,
                result: false,
                links: 0,
                confidential: false,
                replaced: false,
                tagged: !tags.is_empty(),
            };
            change(&mut fact);
            evidence.facts.push(fact);
            evidence.tags.extend(tags.iter().map(|(key, rank)| FactTag {
                fact: at,
                key: *key,
                level: Level::new(*rank),
                assumed: false,
                statement: None,
            }));
        }
        evidence.projects = 9;
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let frame = Frame { today, window: Window::to(today), level_since: None };
        let picks: Vec<Uid> = picks.iter().map(|id| Uid::from_bytes([*id; 16])).collect();
        choose(&asked, &evidence, frame, &picks)
    }

    fn quoted(choice: &Choice) -> Vec<Vec<usize>> {
        let of = |chosen: &Chosen| chosen.quoted.iter().map(|at| at + 1).collect();
        choice.results.iter().map(of).collect()
    }

    fn plain(_: &mut Fact) {}

    #[test]
    fn each_rule_decides_where_those_before_are_equal() {
        let (one, two): (Tags, Tags) = (&[(0, 4)], &[(0, 4), (1, 4)]);
        let result: fn(&mut Fact) = |fact| fact.result = true;
        let link: fn(&mut Fact) = |fact| fact.links = 1;
        for (weaker, stronger, why) in [
            (Short(22, None, &[(0, 6)], result), Short(1, None, two, plain), "criteria"),
            (Short(22, None, one, result), Short(1, None, &[(0, 5)], plain), "level"),
            (Short(22, None, one, link), Short(1, None, one, result), "result"),
            (Short(22, None, one, plain), Short(1, None, one, link), "links"),
            (Short(1, None, one, plain), Short(2, None, one, plain), "newest day"),
        ] {
            assert_eq!(quoted(&chosen(&[weaker, stronger], &[])), [[2], [1]], "{why}");
        }
        let same = [Short(1, None, one, plain), Short(1, None, one, plain)];
        assert_eq!(quoted(&chosen(&same, &[])), [[1], [2]], "lowest number");
    }

    #[test]
    fn a_project_is_one_result_and_quotes_its_three_strongest() {
        let one: Tags = &[(0, 4)];
        let entries = [1, 2, 3, 4].map(|day| Short(day, Some(0), one, plain));
        let choice = chosen(&entries, &[]);
        assert_eq!((quoted(&choice), choice.results[0].of), (vec![vec![4, 3, 2]], 4));
        assert_eq!(choice.left_out, BTreeMap::from([(Reason::NotChosen, 1)]));
        assert_eq!(quoted(&chosen(&entries, &[1])), [[1, 4, 3]]);
    }

    #[test]
    fn picks_take_the_places_in_their_order() {
        let one: Tags = &[(0, 4)];
        let entries = [1, 2, 3, 4, 5].map(|day| Short(day, None, one, plain));
        let choice = chosen(&entries, &[2, 9, 1, 3, 4]);
        assert_eq!(quoted(&choice), [[2], [1], [3]]);
        assert_eq!(
            choice.refused,
            [
                Refused { id: None, reason: Reason::NotChosen },
                Refused { id: Some(EntryNo(4)), reason: Reason::NotChosen }
            ]
        );
    }

    #[test]
    fn what_may_not_be_told_is_counted_by_the_first_reason() {
        let one: Tags = &[(0, 4)];
        let choice = chosen(
            &[
                Short(30, None, one, |fact| fact.confidential = true),
                Short(30, None, one, plain),
                Short(1, None, one, |fact| fact.replaced = true),
                Short(1, None, &[], plain),
                Short(1, None, &[(0, 3)], plain),
                Short(1, Some(0), one, |fact| fact.part = Part::Helped),
            ],
            &[1],
        );
        assert!(choice.results.is_empty());
        let reasons: Vec<(Reason, usize)> = choice.left_out.into_iter().collect();
        let wanted = [
            Reason::Confidential,
            Reason::Future,
            Reason::Replaced,
            Reason::Untagged,
            Reason::Below,
            Reason::Helped,
        ];
        assert_eq!(reasons, wanted.map(|reason| (reason, 1)));
        assert_eq!(choice.refused, [Refused { id: Some(EntryNo(1)), reason: Reason::Confidential }]);
    }

    #[test]
    fn a_behaviour_that_no_result_shows_stands_alone_own_work_before_help() {
        let helped: fn(&mut Fact) = |fact| fact.part = Part::Helped;
        let strong: Tags = &[(0, 5), (1, 5)];
        let mut entries: Vec<Short> = [1, 2, 3].map(|day| Short(day, None, strong, plain)).into();
        entries.push(Short(9, None, &[(0, 5), (2, 5)], helped));
        assert_eq!(chosen(&entries, &[]).alone, [(2, Some(3))]);
        entries.push(Short(1, None, &[(2, 4)], plain));
        assert_eq!(chosen(&entries, &[]).alone, [(2, Some(4))]);
        entries.truncate(3);
        assert_eq!(chosen(&entries, &[]).alone, [(2, None)]);
    }
}
