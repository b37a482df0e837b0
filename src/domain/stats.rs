//! What a journal holds: when, for which skills and projects, with results and links or without.
//!
//! These are counts of entries and no verdicts: nothing here knows a target. An entry that another one replaces is told and
//! not counted, so that a correction is no second piece of work.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Days, NaiveDate};
use serde::{Serialize, Serializer};

use super::coverage::{CoverageFrame, Evidence, Fact, Standing};
use super::dates::Window;
use super::entry::Part;
use super::framework::{CriterionKind, Framework};
use super::ids::Level;

/// The days of a week.
pub(crate) const WEEK: usize = 7;

/// How many entries of some sort there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct EntryCounts {
    pub entries: u32,
    pub with_result: u32,
    pub with_link: u32,
    #[serde(skip)]
    pub confidential: u32,
    /// The day of the newest.
    pub latest: Option<NaiveDate>,
}

impl EntryCounts {
    fn add(&mut self, fact: &Fact) {
        self.entries += 1;
        self.with_result += u32::from(fact.result);
        self.with_link += u32::from(fact.links > 0);
        self.confidential += u32::from(fact.confidential);
        self.latest = self.latest.max(Some(fact.date));
    }
}

/// A week of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct CalendarWeek {
    /// The ISO week, `2026-W47`.
    #[serde(serialize_with = "iso_week")]
    week: NaiveDate,
    pub monday: NaiveDate,
    pub entries: u32,
    /// Entries by day, Monday first; `None` for a day that was not asked for or is yet to come.
    #[serde(serialize_with = "zero_for_none")]
    pub days: [Option<u32>; WEEK],
}

impl CalendarWeek {
    pub(crate) fn new(monday: NaiveDate, days: [Option<u32>; WEEK]) -> Self {
        Self { week: monday, monday, entries: days.iter().flatten().sum(), days }
    }
}

fn iso_week<S: Serializer>(monday: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&monday.format("%G-W%V"))
}

fn zero_for_none<S: Serializer>(days: &[Option<u32>; WEEK], serializer: S) -> Result<S::Ok, S::Error> {
    days.map(|entries| entries.unwrap_or(0)).serialize(serializer)
}

/// The entries that are tagged with a key; an entry counts once for each key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TagStats {
    pub key: String,
    /// `None` for a key that the framework does not have, as for the name.
    pub kind: Option<CriterionKind>,
    pub name: Option<String>,
    #[serde(flatten)]
    pub counts: EntryCounts,
    /// By the highest level that each entry shows, the highest first; entries without a level come last.
    pub levels: Vec<LevelCount>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct LevelCount {
    pub level: Option<Level>,
    pub entries: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ProjectStats {
    pub name: Option<String>,
    #[serde(flatten)]
    pub counts: EntryCounts,
}

/// How many entries do not count, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct StatsNotCounted {
    /// Of days to come.
    pub future: u32,
    pub replaced: u32,
    pub outside_window: u32,
}

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Stats {
    pub window: Window,
    /// All that counts.
    #[serde(flatten)]
    pub all: EntryCounts,
    /// The day of the oldest.
    pub first: Option<NaiveDate>,
    pub confidential: u32,
    pub untagged: u32,
    /// By whose work it was, as [`Part::ALL`] has them.
    #[serde(serialize_with = "by_part")]
    pub parts: [u32; Part::ALL.len()],
    /// The weeks with entries.
    pub weeks: Vec<CalendarWeek>,
    /// The most entries first.
    pub keys: Vec<TagStats>,
    /// The most entries first; entries without a project come last.
    pub projects: Vec<ProjectStats>,
    pub not_counted: StatsNotCounted,
    /// By day, those with entries only.
    #[serde(skip)]
    days: BTreeMap<NaiveDate, u32>,
}

fn by_part<S: Serializer>(parts: &[u32; Part::ALL.len()], serializer: S) -> Result<S::Ok, S::Error> {
    let by_word: BTreeMap<&str, &u32> = Part::ALL.iter().map(|part| part.word()).zip(parts).collect();
    by_word.serialize(serializer)
}

/// Counts what a window of the journal holds; the framework names the keys.
pub(crate) fn stats(evidence: &Evidence, window: Window, today: NaiveDate, framework: &Framework) -> Stats {
    let frame = CoverageFrame { today, window, level_since: None };
    let mut stats = Stats {
        window: Window { until: window.until.min(today), ..window },
        all: EntryCounts::default(),
        first: None,
        confidential: 0,
        untagged: 0,
        parts: [0; Part::ALL.len()],
        weeks: Vec::new(),
        keys: Vec::new(),
        projects: Vec::new(),
        not_counted: StatsNotCounted::default(),
        days: BTreeMap::new(),
    };
    let mut projects: BTreeMap<Option<u32>, EntryCounts> = BTreeMap::new();
    let mut keys: Vec<(EntryCounts, BTreeMap<Option<Level>, u32>)> =
        vec![Default::default(); evidence.keys.len()];
    let mut tags = evidence.tags.iter().peekable();
    let mut shown: HashMap<u32, Option<Level>> = HashMap::new();
    for (at, fact) in (0u32..).zip(&evidence.facts) {
        shown.clear();
        while let Some(tag) = tags.next_if(|tag| tag.fact == at) {
            let level = shown.entry(tag.key).or_default();
            *level = (*level).max(tag.level);
        }
        let not_counted = match frame.standing(fact) {
            Standing::Counts => None,
            Standing::Future => Some(&mut stats.not_counted.future),
            Standing::Replaced => Some(&mut stats.not_counted.replaced),
            Standing::BeforeLevel | Standing::BeforeWindow | Standing::AfterWindow => {
                Some(&mut stats.not_counted.outside_window)
            }
        };
        if let Some(not_counted) = not_counted {
            *not_counted += 1;
            continue;
        }
        stats.all.add(fact);
        stats.first = Some(stats.first.map_or(fact.date, |first| first.min(fact.date)));
        for (part, count) in Part::ALL.iter().zip(&mut stats.parts) {
            *count += u32::from(*part == fact.part);
        }
        stats.untagged += u32::from(!fact.tagged);
        *stats.days.entry(fact.date).or_default() += 1;
        projects.entry(fact.project).or_default().add(fact);
        for (key, level) in &shown {
            let (counts, levels) = &mut keys[*key as usize];
            counts.add(fact);
            *levels.entry(*level).or_default() += 1;
        }
    }
    stats.confidential = stats.all.confidential;
    let keys = evidence.keys.iter().zip(keys).filter(|(_, (counts, _))| counts.entries > 0);
    stats.keys = keys.map(|(key, (counts, levels))| tag_stats(key, counts, levels, framework)).collect();
    stats.keys.sort_by_cached_key(|tag| (Reverse(tag.counts.entries), tag.key.clone()));
    let name = |project: Option<u32>| project.and_then(|at| evidence.project_names.get(at as usize)).cloned();
    let projects = projects.into_iter().map(|(project, counts)| ProjectStats { name: name(project), counts });
    stats.projects = projects.collect();
    stats.projects.sort_by_cached_key(|project| {
        (project.name.is_none(), Reverse(project.counts.entries), project.name.clone())
    });
    let mut mondays: Vec<NaiveDate> = stats.days.keys().map(|day| monday(*day)).collect();
    mondays.dedup();
    stats.weeks = mondays.into_iter().map(|monday| stats.week(monday)).collect();
    stats
}

fn tag_stats(
    key: &str, counts: EntryCounts, levels: BTreeMap<Option<Level>, u32>, framework: &Framework,
) -> TagStats {
    let criterion = framework.criterion(key);
    let levels = levels.into_iter().rev().map(|(level, entries)| LevelCount { level, entries });
    TagStats {
        key: key.to_owned(),
        kind: criterion.map(|criterion| criterion.kind),
        name: criterion.map(|criterion| criterion.name.to_string()),
        counts,
        levels: levels.collect(),
    }
}

impl Stats {
    /// The weeks from the window's first day, or the first entry, to its last day: at most so many, the last of them; and how
    /// many there are altogether.
    pub(crate) fn calendar(&self, most: usize) -> (Vec<CalendarWeek>, usize) {
        let Some(start) = self.window.since.or(self.first) else { return (Vec::new(), 0) };
        let (first, last) = (monday(start), monday(self.window.until));
        let all = usize::try_from((last - first).num_days() / 7 + 1).unwrap_or(0);
        let skipped = u64::try_from(all.saturating_sub(most)).unwrap_or(0);
        let mondays = std::iter::successors(first.checked_add_days(Days::new(skipped * 7)), |monday| {
            monday.checked_add_days(Days::new(7)).filter(|monday| *monday <= last)
        });
        (mondays.take(most).map(|monday| self.week(monday)).collect(), all)
    }

    fn week(&self, monday: NaiveDate) -> CalendarWeek {
        let mut days = [None; WEEK];
        for (count, day) in days.iter_mut().zip(monday.iter_days()) {
            *count = self.window.holds(day).then(|| self.days.get(&day).copied().unwrap_or(0));
        }
        CalendarWeek::new(monday, days)
    }
}

/// The Monday of a day's week.
fn monday(day: NaiveDate) -> NaiveDate {
    let back = Days::new(day.weekday().num_days_from_monday().into());
    day.checked_sub_days(back).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::FactTag;
    use crate::domain::framework::testing::{criterion, framework};
    use crate::domain::ids::{EntryNo, Uid};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// One entry a line: `DAY TAGS MARKS`; a tag is `A4` or `B?`, joined by commas, or `-`; marks are `r` result, `l` link,
    /// `h` helped, `c` confidential, `R` replaced, `p0` or `p1` a project.
    fn evidence(lines: &[&str]) -> Evidence {
        let mut evidence = Evidence {
            keys: vec!["A".into(), "B".into()],
            projects: 2,
            project_names: vec!["Gateway".into(), "desk".into()],
            ..Evidence::default()
        };
        for (at, line) in (0u32..).zip(lines) {
            let mut words = line.split_whitespace();
            let (date, tags, marks) =
                (words.next().unwrap(), words.next().unwrap(), words.next().unwrap_or(""));
            evidence.facts.push(Fact {
                id: EntryNo(at + 1),
                uid: Uid::from_bytes([0; 16]),
                date: day(date),
                project: marks.find('p').map(|at| marks[at + 1..=at + 1].parse().unwrap()),
                part: if marks.contains('h') { Part::Helped } else { Part::Did },
                result: marks.contains('r'),
                links: u32::from(marks.contains('l')),
                confidential: marks.contains('c'),
                replaced: marks.contains('R'),
                tagged: tags != "-",
            });
            for tag in tags.split(',').filter(|tag| *tag != "-") {
                evidence.tags.push(FactTag {
                    fact: at,
                    key: u32::from(tag.starts_with('B')),
                    level: tag[1..].parse().ok().and_then(Level::new),
                    assumed: false,
                    statement: None,
                });
            }
        }
        evidence
    }

    /// 2026-11-22 is a Sunday.
    const LINES: [&str; 8] = [
        "2026-11-22 A4,A3 rp0",
        "2026-11-22 B?,A4 lp1",
        "2026-11-18 - hc",
        "2026-10-01 A3 rlp0",
        "2025-01-01 A4 p0",
        "2026-11-23 A4 r",
        "2026-11-20 A4 R",
        "2026-11-17 B4 R",
    ];

    fn counted(lines: &[&str], window: Window) -> Stats {
        let framework = framework("f", vec![criterion("A", "Audits", &[])]);
        stats(&evidence(lines), window, day("2026-11-22"), &framework)
    }

    fn of(since: Option<&str>, until: &str) -> Stats {
        let window = Window { since: since.map(day), until: day(until) };
        counted(&LINES, window)
    }

    #[test]
    fn everything_is_counted_once() {
        let stats = of(None, "2026-11-22");
        assert_eq!((stats.all.entries, stats.all.with_result, stats.all.with_link), (5, 2, 2));
        assert_eq!((stats.first, stats.all.latest), (Some(day("2025-01-01")), Some(day("2026-11-22"))));
        assert_eq!((stats.parts, stats.confidential, stats.untagged), ([0, 4, 1], 1, 1));
        assert_eq!(stats.not_counted, StatsNotCounted { future: 1, replaced: 2, outside_window: 0 });
        let keys: Vec<_> = stats.keys.iter().map(|tag| (tag.key.as_str(), tag.counts.entries)).collect();
        assert_eq!(keys, [("A", 4), ("B", 1)]);
        let levels = |tag: &TagStats| tag.levels.iter().map(|of| (of.level, of.entries)).collect::<Vec<_>>();
        assert_eq!(levels(&stats.keys[0]), [(Level::new(4), 3), (Level::new(3), 1)]);
        assert_eq!(levels(&stats.keys[1]), [(None, 1)]);
        assert_eq!((&stats.keys[0].name, &stats.keys[1].name), (&Some("Audits".to_owned()), &None));
        let projects: Vec<_> =
            stats.projects.iter().map(|project| (project.name.as_deref(), project.counts.entries)).collect();
        assert_eq!(projects, [(Some("Gateway"), 3), (Some("desk"), 1), (None, 1)]);
        let stats = of(Some("2026-11-01"), "2026-11-21");
        assert_eq!((stats.all.entries, stats.not_counted.outside_window, stats.keys.len()), (1, 4, 0));
    }

    #[test]
    fn a_calendar_ends_with_the_window_and_shows_no_day_outside_of_it() {
        let stats = of(None, "2026-11-22");
        let (weeks, all) = stats.calendar(2);
        assert_eq!((weeks.len(), all), (2, 99));
        assert_eq!(weeks[1].monday, day("2026-11-16"));
        assert_eq!(weeks[1].days, [0, 0, 1, 0, 0, 0, 2].map(Some));
        assert_eq!((weeks[0].entries, weeks[1].entries), (0, 3));
        let (weeks, all) = of(Some("2026-11-11"), "2026-11-19").calendar(52);
        assert_eq!(all, 2);
        assert_eq!(weeks[0].days, [None, None, Some(0), Some(0), Some(0), Some(0), Some(0)]);
        assert_eq!(weeks[1].days, [Some(0), Some(0), Some(1), Some(0), None, None, None]);
        // A window that reaches into the days to come ends today.
        assert_eq!(of(Some("2026-11-16"), "2027-11-16").calendar(52).1, 1);
        let nothing = counted(&[], Window::to(day("2026-11-22")));
        assert_eq!(nothing.calendar(52), (Vec::new(), 0));
        assert_eq!(stats.weeks.iter().map(|week| week.entries).collect::<Vec<_>>(), [1, 1, 3]);
    }
}
