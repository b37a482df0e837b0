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

use chrono::NaiveDate;

pub use self::failure::{Failure, count};
use self::tally::Tally;
pub use self::verdict::Sums;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    pub const ALL: [Self; 5] = [Self::Missing, Self::BelowLevel, Self::Stale, Self::Thin, Self::Met];

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementCoverage {
    /// `CSMG@4.1`.
    pub key: String,
    pub text: String,
    pub evidence: u32,
    /// Those, the last logged first, [`LISTED`] at most; indexes of facts.
    pub entries: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionCoverage {
    pub key: String,
    pub kind: CriterionKind,
    pub name: String,
    pub level: Level,
    pub read_level: Level,
    pub status: Status,
    pub evidence: u32,
    /// Those from the lower of asked and read level on. All that follows is about these.
    pub at_level: u32,
    pub latest: Option<NaiveDate>,
    pub quarters: u32,
    /// Named projects, case folded.
    pub projects: u32,
    pub with_result: u32,
    pub with_link: u32,
    pub stated: u32,
    pub own: u32,
    pub confidential: u32,
    /// Entries of this criterion that are shown, not counted: replaced, or from before the current level was held.
    pub not_counted: u32,
    /// Those, the newest first, [`LISTED`] at most; indexes of facts.
    pub set_aside: Vec<u32>,
    pub failed: Vec<Failure>,
    /// The entries at any level, the strongest first, [`LISTED`] at most; indexes of facts.
    pub entries: Vec<u32>,
    /// Where it is not met: those of them that show it one level lower or at no level that was said, the strongest first,
    /// [`LISTED`] at most.
    pub almost: Vec<u32>,
    pub statements: Vec<StatementCoverage>,
    /// Entries at any level by quarter, the present one or the window's end last.
    pub spark: [u32; SPARK_QUARTERS],
}

impl CriterionCoverage {
    /// The level from which evidence counts: the lower of asked and read.
    pub fn counts_from(&self) -> Level {
        self.level.min(self.read_level)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    pub window: Window,
    pub rules: Rules,
    pub criteria: Vec<CriterionCoverage>,
    pub counted: u32,
    /// Entries without a tag; indexes of facts.
    pub untagged: Vec<u32>,
    pub future: u32,
    pub replaced: u32,
    /// Entries from before the current level was held.
    pub before_level: u32,
    pub outside: u32,
    pub confidential: u32,
}

impl Coverage {
    pub fn with(&self, status: Status) -> u32 {
        self.criteria.iter().map(|covered| u32::from(covered.status == status)).sum()
    }

    /// The criteria with their places in the order asked, the worst first, else in that order.
    pub fn worst_first(&self) -> Vec<(usize, &CriterionCoverage)> {
        let mut criteria: Vec<(usize, &CriterionCoverage)> = self.criteria.iter().enumerate().collect();
        criteria.sort_by_key(|(_, covered)| covered.status);
        criteria
    }

    /// The most entries that any criterion has in a quarter of its sparkline.
    pub fn busiest_quarter(&self) -> u32 {
        self.criteria.iter().flat_map(|covered| covered.spark).max().unwrap_or(0)
    }

    /// The share of criteria that are met, from 0 to 1; 0 where nothing is asked.
    pub fn readiness(&self) -> f64 {
        if self.criteria.is_empty() {
            return 0.0;
        }
        f64::from(self.with(Status::Met)) / self.criteria.len() as f64
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
        future: 0,
        replaced: 0,
        before_level: 0,
        outside: 0,
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
            Standing::Future => report.future += 1,
            Standing::Replaced => report.replaced += 1,
            Standing::BeforeLevel => report.before_level += 1,
            Standing::BeforeWindow | Standing::AfterWindow => report.outside += 1,
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
