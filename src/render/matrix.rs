//! Skills × behaviours as data for all formats: at a terminal as a table, or as a list where that is too wide; as a page.

use chrono::NaiveDate;
use serde::Serialize;

use super::gap_text::entries_from_to;
use super::page::{PageSection, ReportPage};
use super::text::{BOLD, DIM, View, clean, count, flow, fold, hang, list, list_below, width, wrap};
use super::titles::TitledEntry;
use super::trend::cell;
use super::what_if::WhatIf;
use crate::domain::dates::Window;
use crate::domain::framework::CriterionKind;
use crate::domain::ids::{EntryNo, Level, Uid};
use crate::domain::matrix::{Matrix, MatrixCriterion, NeverTogether, StrongEntry};

/// How many entries that show as much as the last of [`MatrixReport::most`] are numbered.
const AS_MUCH: usize = 10;
/// How many lines tell what is never shown together; the table has all of it.
const NEVER: usize = 5;
/// The columns that a behaviour needs at least, with the gap before it.
const NARROWEST: usize = 9;
/// The columns that a behaviour takes at most.
const WIDEST: usize = 15;
/// The columns that a skill's key needs at least.
const NARROWEST_KEY: usize = 8;
/// The columns that it takes at most.
const WIDEST_KEY: usize = 22;
/// The columns of the totals.
const TOTAL: usize = 6;

/// What the matrix is laid out for.
#[derive(Debug, Serialize)]
pub(crate) struct MatrixTarget<'r> {
    /// The framework's key.
    pub framework: &'r str,
    /// The role's key.
    pub role: &'r str,
    pub level: Level,
    /// The job title there.
    pub title: &'r str,
}

/// An entry that shows much at once.
#[derive(Debug, Serialize)]
pub(crate) struct TitledStrongEntry<'r> {
    #[serde(flatten)]
    pub entry: TitledEntry,
    #[serde(flatten)]
    pub shows: &'r StrongEntry<'r>,
}

#[derive(Debug, Serialize)]
pub(crate) struct EntryIds {
    pub uid: Uid,
    pub id: EntryNo,
}

/// What the same entries show: the shape of `schema/exchange/gap-matrix.schema.json`, and what people are told beside that.
#[derive(Debug, Serialize)]
pub(crate) struct MatrixReport<'r> {
    pub today: NaiveDate,
    pub window: Window,
    pub target: MatrixTarget<'r>,
    #[serde(flatten)]
    pub matrix: &'r Matrix<'r>,
    pub most: Vec<TitledStrongEntry<'r>>,
    /// Those that show as much as the last of these.
    pub as_much: Vec<EntryIds>,
    /// How many confidential entries are told in words.
    pub confidential: usize,
    /// How many entries count.
    #[serde(skip)]
    pub counted: u32,
    /// What must be said of confidential entries in it.
    #[serde(skip)]
    pub notice: Option<String>,
    #[serde(skip)]
    pub what_if: Option<WhatIf<'r>>,
}

fn tags(criteria: &[MatrixCriterion<'_>]) -> Vec<String> {
    criteria.iter().map(MatrixCriterion::tag).collect()
}

impl MatrixReport<'_> {
    fn title(&self) -> String {
        format!("{} (level {})", self.target.title, self.target.level)
    }

    fn head(&self) -> Vec<String> {
        let notice = self.notice.as_ref().map(|notice| notice.trim_end_matches('.').to_owned());
        [entries_from_to(self.counted, &self.window)].into_iter().chain(notice).collect()
    }

    fn notes(&self) -> Vec<String> {
        self.what_if.iter().map(WhatIf::note).collect()
    }

    /// Why there is nothing to lay out.
    fn nothing(&self) -> Option<String> {
        let asked = match (self.matrix.skills.is_empty(), self.matrix.behaviours.is_empty()) {
            (false, false) => return None,
            (true, false) => "no skill and no expectation, only behaviours",
            (false, true) => "no behaviour",
            (true, true) => "nothing",
        };
        Some(format!("Level {} of this role asks {asked}, so there are no pairs to show.", self.target.level))
    }

    /// What a row is of, with its article.
    fn row_kind(&self) -> (&'static str, &'static str) {
        let is_skill = |skill: &MatrixCriterion<'_>| skill.kind == CriterionKind::Skill;
        if self.matrix.skills.iter().any(is_skill) { ("a", "skill") } else { ("an", "expectation") }
    }

    /// How many entries show something of each kind.
    fn together(&self) -> String {
        let (article, row) = self.row_kind();
        let entries = match self.matrix.together {
            0 => "No entry shows".to_owned(),
            n => count(n, "entry shows", "entries show"),
        };
        format!("{entries} {article} {row} and a behaviour at once at the level asked.")
    }

    /// What is never shown together: first what stands all alone, then pairs, the most apart first.
    fn never(&self) -> Vec<String> {
        let Matrix { skills, behaviours, never, .. } = self.matrix;
        // Beside nothing that is shown, nothing stands apart.
        let is_shown = |axis: &[MatrixCriterion<'_>]| axis.iter().any(|criterion| criterion.at_level > 0);
        let alone = |axis: &[MatrixCriterion<'_>], of: &str, others: &[MatrixCriterion<'_>]| {
            let is_alone =
                |criterion: &&MatrixCriterion<'_>| criterion.at_level > 0 && criterion.together == 0;
            let tags: Vec<String> = axis.iter().filter(is_alone).map(MatrixCriterion::tag).collect();
            (!tags.is_empty() && is_shown(others)).then(|| format!("{} with any {of}", list(&tags, "and")))
        };
        let pair = |never: &NeverTogether<'_>| {
            let apart = never.skills.iter().filter(|skill| skill.together > 0);
            let apart: Vec<String> = apart.map(MatrixCriterion::tag).collect();
            (never.behaviour.together > 0 && !apart.is_empty())
                .then(|| format!("{} with {}", never.behaviour.tag(), list(&apart, "or")))
        };
        let alone = [alone(skills, "behaviour", behaviours), alone(behaviours, self.row_kind().1, skills)];
        alone.into_iter().flatten().chain(never.iter().filter_map(pair)).take(NEVER).collect()
    }

    /// What no entry shows at the level.
    fn unshown(&self) -> Vec<String> {
        let axes = self.matrix.skills.iter().chain(&self.matrix.behaviours);
        let tags: Vec<String> =
            axes.filter(|criterion| criterion.at_level == 0).map(MatrixCriterion::tag).collect();
        if tags.is_empty() { Vec::new() } else { vec![list(&tags, "and")] }
    }

    /// Which others show as much as the last that is told.
    fn as_much(&self) -> Option<String> {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let all = number(self.as_much.len());
        let mut ids: Vec<String> =
            self.as_much.iter().take(AS_MUCH).map(|entry| entry.id.to_string()).collect();
        let more = all.saturating_sub(number(ids.len()));
        ids.extend((more > 0).then(|| format!("{more} more")));
        let shows = if all == 1 { "shows" } else { "show" };
        (all > 0).then(|| format!("{} {shows} as much as the last of these", list(&ids, "and")))
    }

    /// What stands below the table, under its headings.
    fn below(&self) -> Vec<(&'static str, Vec<String>)> {
        let most = self.most.iter().map(|TitledStrongEntry { entry, shows }| {
            let (skills, behaviours) = (tags(&shows.skills).join(", "), tags(&shows.behaviours).join(", "));
            format!("{}  {}: {skills} with {behaviours}", entry.id, entry.title)
        });
        [
            ("Never together, though each is shown", self.never()),
            ("Not shown at the level yet", self.unshown()),
            ("Shows most at once", most.chain(self.as_much()).collect()),
        ]
        .into_iter()
        .filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty())
        .collect()
    }
}

/// The matrix for reading at a terminal.
pub(crate) fn table(report: &MatrixReport<'_>, view: &View) -> String {
    let head = [report.title(), "skills × behaviours".to_owned()].into_iter().chain(report.head());
    let head: Vec<String> = head.map(|part| clean(&part).into_owned()).collect();
    let mut text = format!("{}\n\n", view.paint(BOLD, &flow(&head, " · ", view.width(), "")));
    if let Some(nothing) = report.nothing() {
        text.push_str(&format!("{}\n", wrap(&clean(&nothing), view.width(), "  ")));
        return text;
    }
    text.push_str(&across(report.matrix, view).unwrap_or_else(|| blocks(report.matrix, view)));
    text.push_str(&format!("\n{}\n", wrap(&clean(&report.together()), view.width(), "  ")));
    for (heading, lines) in report.below() {
        text.push_str(&format!("\n  {}\n", view.paint(BOLD, heading)));
        text.extend(lines.iter().map(|line| hang("  ", &clean(line), view.width(), "    ") + "\n"));
    }
    text + &list_below(&report.notes(), view)
}

fn right(text: &str, to: usize) -> String {
    format!("{}{text}", " ".repeat(to.saturating_sub(width(text))))
}

/// Skills in rows, behaviours in columns; `None` where that does not fit.
fn across(matrix: &Matrix<'_>, view: &View) -> Option<String> {
    let keys: Vec<String> = matrix.skills.iter().map(|skill| clean(&skill.tag()).into_owned()).collect();
    let needs = matrix.behaviours.len() * NARROWEST;
    // The behaviours come first; a skill's key takes what they leave.
    let left = view.width().checked_sub(2 + TOTAL + needs).filter(|left| *left >= NARROWEST_KEY)?;
    let widest = keys.iter().map(|key| width(key)).max().unwrap_or(0).clamp(3, WIDEST_KEY.min(left));
    let column = ((view.width() - 2 - TOTAL - widest) / matrix.behaviours.len().max(1)).min(WIDEST);
    let heads: Vec<Vec<String>> =
        matrix.behaviours.iter().map(|behaviour| fold(&clean(behaviour.key), column - 1)).collect();
    let most = heads.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for line in 0..most {
        // The heads end on the same line, right above their numbers.
        let mut row = " ".repeat(2 + widest);
        for head in &heads {
            let at = (line + head.len()).checked_sub(most);
            row.push_str(&right(at.map_or("", |at| head[at].as_str()), column));
        }
        if line + 1 == most {
            row.push_str(&right("all", TOTAL));
        }
        text.push_str(&format!("{}\n", view.paint(DIM, row.trim_end())));
    }
    for ((key, pairs), skill) in keys.iter().zip(&matrix.pairs).zip(&matrix.skills) {
        let mut parts = fold(key, widest).into_iter();
        let first = parts.next().unwrap_or_default();
        let mut row = format!("  {first}{}", " ".repeat(widest.saturating_sub(width(&first))));
        pairs.iter().for_each(|n| row.push_str(&right(&cell(*n), column)));
        row.push_str(&right(&cell(skill.at_level), TOTAL));
        text.push_str(&format!("{row}\n"));
        parts.for_each(|part| text.push_str(&format!("  {part}\n")));
    }
    let mut row = format!("  all{}", " ".repeat(widest - 3));
    matrix.behaviours.iter().for_each(|axis| row.push_str(&right(&cell(axis.at_level), column)));
    text.push_str(&format!("{}\n", view.paint(DIM, &row)));
    Some(text)
}

/// A block a skill, for narrow terminals; what stands beside nothing is told so.
fn blocks(matrix: &Matrix<'_>, view: &View) -> String {
    let mut text = String::new();
    for (skill, pairs) in matrix.skills.iter().zip(&matrix.pairs) {
        let entries = match skill.at_level {
            0 => "no entry at the level".to_owned(),
            n => count(n, "entry", "entries"),
        };
        let heading = clean(&format!("{}  {entries}", skill.tag())).into_owned();
        text.push_str(&format!("{}\n", view.paint(BOLD, &wrap(&heading, view.width(), "  "))));
        let beside = matrix.behaviours.iter().zip(pairs).filter(|(_, n)| **n > 0);
        let mut parts: Vec<String> =
            beside.map(|(behaviour, n)| format!("{} {n}", clean(behaviour.key))).collect();
        if parts.is_empty() && skill.at_level > 0 {
            parts.push("with no behaviour".to_owned());
        }
        if !parts.is_empty() {
            text.push_str(&format!("{}\n", flow(&parts, ", ", view.width(), "    ")));
        }
    }
    let all = matrix.behaviours.iter();
    let all: Vec<String> =
        all.map(|behaviour| format!("{} {}", clean(behaviour.key), cell(behaviour.at_level))).collect();
    text + &format!("{}\n{}\n", view.paint(BOLD, "  all"), flow(&all, ", ", view.width(), "    "))
}

/// The matrix as a page.
pub(crate) fn page(report: &MatrixReport<'_>) -> ReportPage {
    let mut lines = report.head();
    let mut sections = Vec::new();
    if let Some(nothing) = report.nothing() {
        lines.push(nothing);
    } else {
        let Matrix { skills, behaviours, pairs, .. } = report.matrix;
        let (skill, all) = (["Skill".to_owned()].into_iter(), ["all".to_owned()].into_iter());
        let keys = behaviours.iter().map(|behaviour| behaviour.key.to_owned());
        let row = |(skill, pairs): (&MatrixCriterion<'_>, &Vec<u32>)| {
            let name = format!("{} {}", skill.tag(), skill.name);
            [name].into_iter().chain(pairs.iter().chain([&skill.at_level]).map(|n| cell(*n))).collect()
        };
        let totals = behaviours.iter().map(|behaviour| cell(behaviour.at_level));
        let totals = all.clone().chain(totals).chain([String::new()]).collect();
        sections.push(PageSection {
            heading: "Entries that show both".to_owned(),
            columns: skill.chain(keys).chain(all).collect(),
            numbers_from: 1,
            rows: skills.iter().zip(pairs).map(row).chain([totals]).collect(),
            items: vec![report.together()],
        });
        let below = report.below().into_iter();
        sections.extend(below.map(|(heading, items)| PageSection::list(heading, items)));
    }
    sections.extend(PageSection::notes(report.notes()));
    ReportPage { title: format!("Skills and behaviours: {}", report.title()), lines, sections }
}
