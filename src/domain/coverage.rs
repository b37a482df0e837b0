//! The gap: what a target asks, what the evidence shows, which tests fail.
//!
//! [`coverage`] takes facts about entries (no texts) and judges each criterion by [`Rules`]. A criterion is met when
//! every test holds; else it is, in this order, missing, below level, stale or thin. Evidence counts at the level it
//! shows, never at the level it was hoped to show. Replaced entries, those of future days and those from before the
//! person held the current level are told and not counted.

mod failure;
mod tally;
#[cfg(test)]
pub(super) mod testing;
mod verdict;

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::Serialize;

pub use self::failure::{Failure, count};
pub use self::tally::EntryTags;
use self::tally::Tally;
pub use self::verdict::CriterionSums;
use super::dates::Window;
use super::entry::Part;
use super::framework::{CriterionKind, RequiredCriterion};
use super::ids::{EntryNo, Level, Uid};

pub const SPARK_QUARTERS: usize = 5;
pub const LISTED: usize = 20;

/// What is known of an entry without its texts.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    pub id: EntryNo,
    pub uid: Uid,
    pub date: NaiveDate,
    /// Its project, by a number that equals only for the same name in any case.
    pub project: Option<u32>,
    pub part: Part,
    pub result: bool,
    pub links: u32,
    pub confidential: bool,
    pub replaced: bool,
    pub tagged: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct FactTag {
    pub fact: u32,
    /// The index of its key in [`Evidence::keys`].
    pub key: u32,
    pub level: Option<Level>,
    pub assumed: bool,
    pub statement: Option<u8>,
}

/// All that a journal knows, for judging.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// One a live entry, by number.
    pub facts: Vec<Fact>,
    /// Their tags, in the order of the facts.
    pub tags: Vec<FactTag>,
    pub keys: Vec<String>,
    pub projects: u32,
    /// Those projects, as their first entries spell them.
    pub project_names: Vec<String>,
    /// The facts that another entry replaces, each with the day of the first that does.
    pub replacements: Vec<(u32, NaiveDate)>,
}

/// The tests that a criterion must pass; a zero switches a test off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rules {
    pub entries: u32,
    /// Different projects, or else different calendar quarters.
    pub spread: u32,
    /// How many months old the newest may be.
    pub months: u32,
    pub results: u32,
    pub links: u32,
    /// Entries whose level is stated, not assumed.
    pub stated: u32,
    /// Entries that were the person's own work: led or did.
    pub own: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { entries: 3, spread: 2, months: 12, results: 1, links: 1, stated: 1, own: 1 }
    }
}

/// The worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Missing,
    /// None at the level, or too few while those below would make it enough.
    BelowLevel,
    /// The newest at the level is too old.
    Stale,
    Thin,
    Met,
}

impl Status {
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::BelowLevel => "below-level",
            Self::Stale => "stale",
            Self::Thin => "thin",
            Self::Met => "met",
        }
    }
}

/// How many criteria have each status.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct StatusSummary {
    pub met: u32,
    pub thin: u32,
    pub stale: u32,
    #[serde(rename = "below-level")]
    pub below_level: u32,
    pub missing: u32,
    /// The share of criteria that are met, from 0 to 1; 0 where nothing is asked.
    pub readiness: f64,
}

impl StatusSummary {
    pub fn of(statuses: impl IntoIterator<Item = Status>) -> Self {
        let mut summary = Self::default();
        for status in statuses {
            *match status {
                Status::Met => &mut summary.met,
                Status::Thin => &mut summary.thin,
                Status::Stale => &mut summary.stale,
                Status::BelowLevel => &mut summary.below_level,
                Status::Missing => &mut summary.missing,
            } += 1;
        }
        let criteria = summary.criteria();
        summary.readiness = if criteria == 0 { 0.0 } else { f64::from(summary.met) / f64::from(criteria) };
        summary
    }

    /// How many criteria are asked.
    pub fn criteria(&self) -> u32 {
        self.met + self.thin + self.stale + self.below_level + self.missing
    }

    pub fn with(&self, status: Status) -> u32 {
        match status {
            Status::Met => self.met,
            Status::Thin => self.thin,
            Status::Stale => self.stale,
            Status::BelowLevel => self.below_level,
            Status::Missing => self.missing,
        }
    }
}

/// A statement with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementCoverage {
    /// `CSMG@4.1`.
    pub key: String,
    pub text: String,
    pub evidence: u32,
    /// Those, the last logged first, [`LISTED`] at most; indexes of facts.
    pub entries: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionCoverage {
    pub key: String,
    pub kind: CriterionKind,
    pub name: String,
    pub level: Level,
    /// The nearest level that the criterion defines; its statements are read.
    pub read_level: Level,
    pub status: Status,
    pub evidence: u32,
    /// Those from the lower of asked and read level on. All that follows is about these.
    pub at_level: u32,
    /// The day of the newest.
    pub latest: Option<NaiveDate>,
    pub quarters: u32,
    /// Different projects.
    pub projects: u32,
    pub with_result: u32,
    pub with_link: u32,
    /// Entries whose level is stated, not assumed.
    #[serde(skip)]
    pub stated: u32,
    /// Entries that were the person's own work: led or did.
    #[serde(skip)]
    pub own: u32,
    pub confidential: u32,
    /// Entries of this criterion that are shown, not counted: replaced, or from before the current level was held.
    #[serde(skip)]
    pub not_counted: u32,
    /// Those, the newest first, [`LISTED`] at most; indexes of facts.
    #[serde(skip)]
    pub set_aside: Vec<u32>,
    pub failed: Vec<Failure>,
    /// The entries at any level, the strongest first, [`LISTED`] at most; indexes of facts.
    #[serde(skip)]
    pub entries: Vec<u32>,
    /// Where it is not met: those of them that show it one level lower or at no level that was said, the strongest first,
    /// [`LISTED`] at most.
    #[serde(skip)]
    pub almost: Vec<u32>,
    #[serde(skip)]
    pub statements: Vec<StatementCoverage>,
    /// Entries at any level by quarter, the present one or the window's end last.
    #[serde(skip)]
    pub spark: [u32; SPARK_QUARTERS],
}

impl CriterionCoverage {
    /// The level from which evidence counts: the lower of asked and read.
    pub fn counts_from(&self) -> Level {
        self.level.min(self.read_level)
    }

    /// `ASUP@4`.
    pub fn tag(&self) -> String {
        format!("{}@{}", self.key, self.level)
    }
}

/// Criteria of one level and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionGroup {
    pub level: Level,
    pub kind: CriterionKind,
    /// Places in [`Coverage::criteria`], the worst status first.
    pub criteria: Vec<usize>,
}

/// How many entries do not count, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct NotCounted {
    /// Of days to come.
    pub future: u32,
    pub replaced: u32,
    /// From before the current level was held.
    pub before_level: u32,
    pub outside_window: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    pub window: Window,
    pub rules: Rules,
    pub criteria: Vec<CriterionCoverage>,
    pub counted: u32,
    /// Entries without a tag; indexes of facts.
    pub untagged: Vec<u32>,
    pub not_counted: NotCounted,
    /// Confidential entries among those that count.
    pub confidential: u32,
}

impl Coverage {
    pub fn summary(&self) -> StatusSummary {
        StatusSummary::of(self.criteria.iter().map(|criterion| criterion.status))
    }

    /// The criteria with their places in the order asked, the worst first, else in that order.
    pub fn worst_first(&self) -> Vec<(usize, &CriterionCoverage)> {
        let mut criteria: Vec<(usize, &CriterionCoverage)> = self.criteria.iter().enumerate().collect();
        criteria.sort_by_key(|(_, criterion)| criterion.status);
        criteria
    }

    /// The criteria by level and kind: the highest level first, then skills before expectations before behaviours.
    pub fn groups(&self) -> Vec<CriterionGroup> {
        let mut criteria = self.worst_first();
        criteria.sort_by_key(|(_, criterion)| (Reverse(criterion.level), criterion.kind));
        let mut groups: Vec<CriterionGroup> = Vec::new();
        for (place, CriterionCoverage { level, kind, .. }) in criteria {
            match groups.last_mut() {
                Some(group) if (group.level, group.kind) == (*level, *kind) => group.criteria.push(place),
                _ => groups.push(CriterionGroup { level: *level, kind: *kind, criteria: vec![place] }),
            }
        }
        groups
    }

    /// The most entries that any criterion has in a quarter of its sparkline.
    pub fn busiest_quarter(&self) -> u32 {
        self.criteria.iter().flat_map(|criterion| criterion.spark).max().unwrap_or(0)
    }
}

/// Why an entry does not count, or that it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Counts,
    Future,
    Replaced,
    /// From before the current level was held.
    BeforeLevel,
    BeforeWindow,
    AfterWindow,
}

impl Evidence {
    /// What was known on a day of the past: an entry counts until the day of the one that replaces it. A replacement that
    /// is dated later than today is known today all the same.
    pub fn as_of(&mut self, day: NaiveDate, today: NaiveDate) {
        for (fact, replaced) in &self.replacements {
            self.facts[*fact as usize].replaced = (*replaced).min(today) <= day;
        }
    }

    pub fn tags_of(&self, fact: u32) -> impl Iterator<Item = &FactTag> {
        let from = self.tags.partition_point(|tag| tag.fact < fact);
        self.tags[from..].iter().take_while(move |tag| tag.fact == fact)
    }

    /// The tags by which a fact is evidence of a criterion.
    pub fn tags_for(&self, fact: u32, key: &str) -> impl Iterator<Item = &FactTag> {
        self.tags_of(fact).filter(move |tag| self.keys[tag.key as usize] == key)
    }

    /// The name of a project's place in documents, `p17`: by its entry with the lowest number, so that it stays the same
    /// whatever the project is called there, and gives no name away.
    pub fn place_of(&self, project: u32) -> String {
        let first = self.facts.iter().find(|fact| fact.project == Some(project));
        first.map_or_else(|| "p".to_owned(), |fact| format!("p{}", fact.id))
    }

    pub fn fact_of(&self, entry: EntryNo) -> Option<u32> {
        let at = self.facts.binary_search_by_key(&entry, |fact| fact.id).ok()?;
        u32::try_from(at).ok()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageFrame {
    pub today: NaiveDate,
    pub window: Window,
    /// The day since which the current level is held.
    pub level_since: Option<NaiveDate>,
}

impl CoverageFrame {
    /// Whether an entry counts, and if not, why.
    pub fn standing(&self, fact: &Fact) -> Standing {
        if fact.date > self.today {
            Standing::Future
        } else if fact.replaced {
            Standing::Replaced
        } else if self.level_since.is_some_and(|since| fact.date < since) {
            Standing::BeforeLevel
        } else if self.window.holds(fact.date) {
            Standing::Counts
        } else if fact.date > self.window.until {
            Standing::AfterWindow
        } else {
            Standing::BeforeWindow
        }
    }
}

/// Judges what is asked by what the evidence shows.
pub fn coverage(
    asked: &[RequiredCriterion<'_>], evidence: &Evidence, rules: Rules, frame: CoverageFrame,
) -> Coverage {
    let mut report = Coverage {
        window: frame.window,
        rules,
        criteria: Vec::new(),
        counted: 0,
        untagged: Vec::new(),
        not_counted: NotCounted::default(),
        confidential: 0,
    };
    let mut standings = Vec::with_capacity(evidence.facts.len());
    for (at, fact) in (0u32..).zip(&evidence.facts) {
        let standing = frame.standing(fact);
        standings.push(standing);
        match standing {
            Standing::Counts => {
                report.counted += 1;
                report.confidential += u32::from(fact.confidential);
                if !fact.tagged {
                    report.untagged.push(at);
                }
            }
            Standing::Future => report.not_counted.future += 1,
            Standing::Replaced => report.not_counted.replaced += 1,
            Standing::BeforeLevel => report.not_counted.before_level += 1,
            Standing::BeforeWindow | Standing::AfterWindow => report.not_counted.outside_window += 1,
        }
    }
    let tallies = tallied(asked, evidence, frame, &standings);
    report.criteria =
        tallies.into_iter().map(|tally| tally.finish(&evidence.facts, &standings, rules)).collect();
    report
}

/// The entries that a report counts at the level, for each criterion in the order asked: indexes of facts, ascending.
pub fn at_level(asked: &[RequiredCriterion<'_>], evidence: &Evidence, frame: CoverageFrame) -> Vec<Vec<u32>> {
    let standings: Vec<Standing> = evidence.facts.iter().map(|fact| frame.standing(fact)).collect();
    let tallies = tallied(asked, evidence, frame, &standings);
    tallies.into_iter().map(|tally| tally.at_level(&evidence.facts, &standings)).collect()
}

/// What adds up for each criterion, once all tags have gone by.
fn tallied<'f>(
    asked: &[RequiredCriterion<'f>], evidence: &Evidence, frame: CoverageFrame, standings: &[Standing],
) -> Vec<Tally<'f>> {
    let mut tallies: Vec<Tally<'f>> =
        asked.iter().map(|asked| Tally::new(*asked, frame, evidence.projects)).collect();
    let by_key: Vec<Vec<usize>> = evidence
        .keys
        .iter()
        .map(|key| (0..asked.len()).filter(|at| asked[*at].criterion.key == *key).collect())
        .collect();
    for tag in &evidence.tags {
        for at in &by_key[tag.key as usize] {
            tallies[*at].tag(tag, &evidence.facts, standings);
        }
    }
    tallies
}

#[cfg(test)]
mod tests;
