//! Two targets beside each other: as data for all formats, at a terminal and as a page.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::criterion::{number, sign, style, words};
use super::gap::ReportTarget;
use super::gap_text::entries_from_to;
use super::page::{PageSection, ReportPage};
use super::text::{BOLD, DIM, View, clean, count, flow, fold, hang, list_below, width, wrap};
use super::titles::TitledEntry;
use super::what_if::WhatIf;
use crate::domain::compare::{Comparison, CriterionPair, Difference, SharedCounts, SharedEntry};
use crate::domain::coverage::{Coverage, CriterionCoverage, Failure, Rules};
use crate::domain::dates::Window;
use crate::domain::framework::CriterionKind;
use crate::domain::ids::Level;

/// The columns of a cell: the level, the sign and the words of a status, how many entries.
const CELL: usize = 24;
/// The columns that a name takes at most, and those that it needs at least beside two cells.
const WIDEST_NAME: usize = 44;
const NARROWEST_NAME: usize = 18;

/// One of the two targets.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ComparedTarget<'r> {
    /// With its framework where that is not the one in force.
    pub name: String,
    #[serde(flatten)]
    pub target: ReportTarget<'r>,
    /// How many criteria are met.
    met: u32,
    /// How many are asked.
    criteria: u32,
    /// The share that is met, from 0 to 1.
    readiness: f64,
}

impl<'r> ComparedTarget<'r> {
    pub(crate) fn new(name: String, target: ReportTarget<'r>, coverage: &Coverage) -> Self {
        let summary = coverage.summary();
        Self { name, target, met: summary.met, criteria: summary.criteria(), readiness: summary.readiness }
    }

    fn met(&self) -> String {
        format!("{} of {} met", self.met, self.criteria)
    }

    fn due(&self) -> Option<String> {
        self.target.due.map(|due| format!("due {due}"))
    }
}

/// An entry that serves both.
#[derive(Debug, Serialize)]
pub(crate) struct ServingEntry<'r> {
    #[serde(flatten)]
    pub entry: TitledEntry,
    #[serde(flatten)]
    pub serves: &'r SharedEntry,
}

/// Criteria that are not met, with what they lack.
fn open<S: Serializer>(criteria: &[&CriterionCoverage], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct OpenCriterion<'c> {
        key: &'c str,
        level: Level,
        failed: &'c [Failure],
    }
    serializer.collect_seq(criteria.iter().map(|criterion| {
        let CriterionCoverage { key, level, failed, .. } = *criterion;
        OpenCriterion { key, level: *level, failed }
    }))
}

fn lacks(criterion: &&CriterionCoverage) -> String {
    let failed: Vec<String> = criterion.failed.iter().map(ToString::to_string).collect();
    format!("{}: {}", criterion.tag(), failed.join("; "))
}

/// Two targets beside each other: the shape of `schema/exchange/gap-compare.schema.json`, and what people are told beside
/// that.
#[derive(Debug, Serialize)]
pub(crate) struct ComparisonReport<'r> {
    pub today: NaiveDate,
    pub window: Window,
    pub this: ComparedTarget<'r>,
    pub other: ComparedTarget<'r>,
    #[serde(flatten)]
    pub comparison: &'r Comparison<'r>,
    pub serving_both: Vec<ServingEntry<'r>>,
    #[serde(serialize_with = "open")]
    pub open_in_both: &'r [&'r CriterionCoverage],
    #[serde(serialize_with = "open")]
    pub extra: &'r [&'r CriterionCoverage],
    /// How many confidential entries are told in words.
    pub confidential: usize,
    /// How many entries count for this target.
    #[serde(skip)]
    pub counted: u32,
    #[serde(skip)]
    pub rules: Rules,
    /// What must be said of confidential entries in it.
    #[serde(skip)]
    pub notice: Option<String>,
    #[serde(skip)]
    pub what_ifs: Vec<WhatIf<'r>>,
}

impl ComparisonReport<'_> {
    fn targets(&self) -> [&ComparedTarget<'_>; 2] {
        [&self.this, &self.other]
    }

    fn title(&self) -> String {
        format!("{} beside {}", self.this.target.name(), self.other.target.name())
    }

    fn head(&self) -> Vec<String> {
        let notice = self.notice.as_ref().map(|notice| notice.trim_end_matches('.').to_owned());
        [entries_from_to(self.counted, &self.window)].into_iter().chain(notice).collect()
    }

    fn heading(&self, difference: Difference) -> String {
        match difference {
            Difference::Status => "The verdicts differ".to_owned(),
            Difference::OnlyOther => format!("Only {} asks", self.other.name),
            Difference::OnlyThis => format!("Only {} asks", self.this.name),
            Difference::Level => "The same verdict at another level".to_owned(),
            Difference::Not => "The same for both".to_owned(),
        }
    }

    fn shared(&self) -> String {
        let both = match self.comparison.entries.both {
            0 => "No entry counts".to_owned(),
            n => count(n, "entry counts", "entries count"),
        };
        let SharedCounts { this_only, other_only, .. } = self.comparison.entries;
        let (this, other) = (&self.this.name, &self.other.name);
        format!("{both} at the level for both, {this_only} for {this} only, {other_only} for {other} only")
    }

    /// What is left to do, under its headings.
    fn to_do(&self) -> Vec<(String, Vec<String>)> {
        let extra = format!("Besides, for {}", self.other.name);
        [("Open for both".to_owned(), self.open_in_both), (extra, self.extra)]
            .into_iter()
            .filter(|(_, open)| !open.is_empty())
            .map(|(heading, open)| (heading, open.iter().map(lacks).collect()))
            .collect()
    }

    fn notes(&self) -> Vec<String> {
        self.what_ifs.iter().map(WhatIf::note).collect()
    }
}

/// `ASUP  Application support`, or a behaviour's key alone.
fn titled(pair: &CriterionPair<'_>) -> String {
    match pair.kind {
        CriterionKind::Behaviour => clean(pair.key).into_owned(),
        CriterionKind::Skill | CriterionKind::Expectation => {
            clean(&format!("{}  {}", pair.key, pair.name)).into_owned()
        }
    }
}

/// The title in lines of at most so many columns; a key alone is broken behind its hyphens.
fn title_lines(pair: &CriterionPair<'_>, columns: usize) -> Vec<String> {
    let title = titled(pair);
    if title.contains(' ') {
        return hang("", &title, columns, "  ").lines().map(str::to_owned).collect();
    }
    let lines = fold(&title, columns - 2).into_iter().enumerate();
    lines.map(|(at, line)| if at == 0 { line } else { format!("  {line}") }).collect()
}

/// `@4 ✗ below level  1 of 3`.
fn cell(covered: Option<&CriterionCoverage>, rules: &Rules, between: &str) -> String {
    let Some(covered) = covered else { return "not asked".to_owned() };
    let entries = number(covered, rules);
    let entries = entries.strip_suffix(" entries").or(entries.strip_suffix(" entry")).unwrap_or(&entries);
    let (sign, words) = (sign(covered.status), words(covered.status));
    format!("@{} {sign} {words}{between}{entries}", covered.level)
}

/// The comparison for reading at a terminal.
pub(crate) fn table(report: &ComparisonReport<'_>, view: &View) -> String {
    let head = [report.title()].into_iter().chain(report.head());
    let head: Vec<String> = head.map(|part| clean(&part).into_owned()).collect();
    let mut text = format!("{}\n", view.paint(BOLD, &flow(&head, " · ", view.width(), "")));
    let heading = |text: &str| format!("\n{}\n", view.paint(BOLD, &wrap(&clean(text), view.width(), "  ")));
    let room = view.width().saturating_sub(2 + 2 * (CELL + 2)).min(WIDEST_NAME);
    let wide = room >= NARROWEST_NAME;
    text.push_str(&standing(report, room, wide, view));
    for pairs in report.comparison.groups() {
        text.extend(pairs.first().map(|pair| heading(&report.heading(pair.difference))));
        text.extend(pairs.iter().map(|pair| match wide {
            true => across(pair, report, room, view),
            false => block(pair, report, view),
        }));
    }
    text.push_str(&heading("What serves both"));
    text.push_str(&format!("{}\n", wrap(&clean(&report.shared()), view.width(), "  ")));
    for serving in &report.serving_both {
        let first = format!("  {:>4}  ", serving.entry.id.0);
        text.push_str(&format!("{}\n", hang(&first, &clean(&serving.entry.title), view.width(), "        ")));
        for (target, tags) in report.targets().into_iter().zip([&serving.serves.this, &serving.serves.other])
        {
            let line = clean(&format!("{}: {}", target.name, tags.join(", "))).into_owned();
            text.push_str(&format!("{}\n", view.paint(DIM, &wrap(&line, view.width(), "        "))));
        }
    }
    for (above, lines) in report.to_do() {
        text.push_str(&heading(&above));
        text.extend(lines.iter().map(|line| hang("  ", &clean(line), view.width(), "    ") + "\n"));
    }
    text + &list_below(&report.notes(), view)
}

/// The names over the columns, and how many criteria of each are met.
fn standing(report: &ComparisonReport<'_>, room: usize, wide: bool, view: &View) -> String {
    let targets = report.targets();
    if !wide {
        let line = |target: &ComparedTarget<'_>| {
            let first = format!("  {}: ", clean(&target.name));
            let parts: Vec<String> = [target.met()].into_iter().chain(target.due()).collect();
            format!("{}\n", hang(&first, &parts.join(", "), view.width(), "    "))
        };
        return format!("\n{}", targets.map(line).concat());
    }
    let lines = targets.map(|target| fold(&clean(&target.name), CELL));
    let mut text = String::from("\n");
    for at in 0..lines[0].len().max(lines[1].len()) {
        let [this, other] =
            lines.each_ref().map(|lines| lines.get(at).map(String::as_str).unwrap_or_default());
        text.push_str(&row("", this, other, room));
    }
    let [this, other] = targets.map(|target| target.due().unwrap_or_default());
    if !this.is_empty() || !other.is_empty() {
        text.push_str(&row("", &this, &other, room));
    }
    let [this, other] = targets.map(ComparedTarget::met);
    text + &view.paint(BOLD, row("", &this, &other, room).trim_end()) + "\n"
}

fn row(name: &str, this: &str, other: &str, room: usize) -> String {
    let pad = |text: &str, to: usize| format!("{text}{}", " ".repeat(to.saturating_sub(width(text))));
    let line = format!("  {}  {}  {other}", pad(name, room), pad(this, CELL));
    format!("{}\n", line.trim_end())
}

fn across(pair: &CriterionPair<'_>, report: &ComparisonReport<'_>, room: usize, view: &View) -> String {
    let mut lines = title_lines(pair, room).into_iter();
    let first = lines.next().unwrap_or_default();
    let gap = " ".repeat(room.saturating_sub(width(&first)));
    let cells = [pair.this, pair.other].map(|covered| {
        // What stands behind the status is aligned with that of the other rows.
        let status = covered.map_or(0, |covered| width(words(covered.status)));
        let text = cell(covered, &report.rules, &" ".repeat(13_usize.saturating_sub(status)));
        let filler = " ".repeat(CELL.saturating_sub(width(&text)));
        format!("{}{filler}", paint(covered, &text, view))
    });
    let mut text = format!("  {first}{gap}  {}  {}", cells[0], cells[1]).trim_end().to_owned() + "\n";
    for line in lines {
        text.push_str(&format!("  {line}\n"));
    }
    text
}

fn block(pair: &CriterionPair<'_>, report: &ComparisonReport<'_>, view: &View) -> String {
    let mut text = format!("{}\n", wrap(&titled(pair), view.width(), "  "));
    for (target, covered) in report.targets().into_iter().zip([pair.this, pair.other]) {
        let told = cell(covered, &report.rules, ", ");
        // The target's own level stands in its name.
        let told = told.strip_prefix(&format!("@{} ", target.target.level)).unwrap_or(&told);
        let first = format!("    {}: ", clean(&target.name));
        for line in hang(&first, told, view.width(), "      ").lines() {
            text.push_str(&format!("{}\n", paint(covered, line, view)));
        }
    }
    text
}

fn paint(criterion: Option<&CriterionCoverage>, text: &str, view: &View) -> String {
    view.paint(criterion.map_or(DIM, |criterion| style(criterion.status)), text)
}

/// The comparison as a page.
pub(crate) fn page(report: &ComparisonReport<'_>) -> ReportPage {
    let (this, other) = (&report.this.name, &report.other.name);
    let target = |target: &ComparedTarget<'_>| {
        let parts: Vec<String> =
            [target.target.title.to_owned()].into_iter().chain(target.due()).chain([target.met()]).collect();
        format!("{}: {}", target.name, parts.join(", "))
    };
    let section = |pairs: &[CriterionPair<'_>]| {
        let row = |pair: &CriterionPair<'_>| {
            let [this, other] = [pair.this, pair.other].map(|criterion| cell(criterion, &report.rules, ", "));
            vec![titled(pair), this, other]
        };
        PageSection {
            heading: pairs.first().map(|pair| report.heading(pair.difference)).unwrap_or_default(),
            columns: vec!["Criterion".to_owned(), this.clone(), other.clone()],
            numbers_from: usize::MAX,
            rows: pairs.iter().map(row).collect(),
            items: Vec::new(),
        }
    };
    let serving = report.serving_both.iter().map(|serving| {
        let ServingEntry { entry, serves } = serving;
        let (here, there) = (serves.this.join(", "), serves.other.join(", "));
        format!("{}, {}: {here} for {this}; {there} for {other}", entry.id, entry.title)
    });
    let serving = [report.shared()].into_iter().chain(serving).collect();
    let mut sections: Vec<PageSection> = report.comparison.groups().map(section).collect();
    sections.push(PageSection::list("What serves both", serving));
    sections.extend(report.to_do().into_iter().map(|(heading, items)| PageSection::list(&heading, items)));
    sections.extend(PageSection::notes(report.notes()));
    let lines = report.head().into_iter().chain(report.targets().map(target)).collect();
    ReportPage { title: report.title(), lines, sections }
}
