//! The list of targets: as data, and for reading at a terminal; what `promo target` says when it has changed one.

use chrono::NaiveDate;
use serde::Serialize;

use super::text::{BOLD, View, YELLOW, clean, flow, width, wrap};
use crate::domain::coverage::StatusSummary;
use crate::domain::ids::Level;
use crate::domain::journal::ListedTarget;

/// The shape of `schema/exchange/target-list.schema.json`.
#[derive(Debug, Serialize)]
pub(crate) struct TargetList {
    pub targets: Vec<TargetRow>,
}

/// A target as it is listed, judged where its framework, role and level are there.
#[derive(Debug, Serialize)]
pub(crate) struct TargetRow {
    id: u32,
    pub name: String,
    framework: String,
    role: String,
    level: Level,
    /// The job title there.
    title: Option<String>,
    current: Option<Level>,
    level_since: Option<NaiveDate>,
    due: Option<NaiveDate>,
    groups: Vec<String>,
    pub in_use: bool,
    /// Whether its framework is the one in force.
    in_force: bool,
    /// How many criteria are met.
    met: Option<u32>,
    /// How many are asked.
    criteria: Option<u32>,
    readiness: Option<f64>,
    /// Why it cannot be judged.
    problem: Option<String>,
    #[serde(skip)]
    framework_in_force: String,
}

impl TargetRow {
    /// `name` is what the target is called where `framework_in_force` is; `judged` its job title and how its criteria stand, or
    /// why that cannot be said.
    pub(crate) fn new(
        listed: ListedTarget, name: String, framework_in_force: &str,
        judged: Result<(String, StatusSummary), String>,
    ) -> Self {
        let ListedTarget { id, in_use, target } = listed;
        let framework = target.of(framework_in_force).to_owned();
        let (judged, problem) = match judged {
            Ok(judged) => (Some(judged), None),
            Err(problem) => (None, Some(problem)),
        };
        let (title, summary) = judged.unzip();
        Self {
            id,
            name,
            in_force: framework.eq_ignore_ascii_case(framework_in_force),
            framework,
            role: target.role,
            level: target.level,
            title,
            current: target.current,
            level_since: target.level_since,
            due: target.due,
            groups: target.groups,
            in_use,
            met: summary.map(|summary| summary.met),
            criteria: summary.map(|summary| summary.criteria()),
            readiness: summary.map(|summary| summary.readiness),
            problem,
            framework_in_force: framework_in_force.to_owned(),
        }
    }

    fn due(&self) -> String {
        self.due.map(|due| format!("due {due}")).unwrap_or_default()
    }

    fn use_word(&self) -> String {
        match (self.in_use, self.in_force) {
            (false, _) => String::new(),
            (true, true) => "in use".to_owned(),
            (true, false) => format!("in use, but {} is in force", clean(&self.framework_in_force)),
        }
    }

    fn met(&self) -> String {
        let met = self.met.zip(self.criteria);
        met.map(|(met, criteria)| format!("{met} of {criteria} met")).unwrap_or_default()
    }

    /// The title, or why there is none.
    fn title(&self) -> String {
        let text = self.problem.as_deref().or(self.title.as_deref());
        clean(text.unwrap_or_default()).into_owned()
    }
}

/// The list for reading; narrow terminals get a block a target.
pub(crate) fn list(rows: &[TargetRow], view: &View) -> String {
    let cells: Vec<[String; 6]> = rows
        .iter()
        .map(|row| {
            let name = clean(&row.name).into_owned();
            [row.id.to_string(), name, row.title(), row.due(), row.met(), row.use_word()]
        })
        .collect();
    let widest: [usize; 6] =
        std::array::from_fn(|at| cells.iter().map(|row| width(&row[at])).max().unwrap_or(0));
    let used = widest.iter().filter(|width| **width > 0).count();
    let whole = 1 + widest.iter().sum::<usize>() + 2 * used.saturating_sub(1);
    if view.columns.is_some_and(|columns| whole > columns) {
        return rows.iter().map(|row| block(row, view)).collect();
    }
    let mut text = String::new();
    for (cells, row) in cells.iter().zip(rows) {
        let mut shown = format!(" {:>width$}", cells[0], width = widest[0]);
        for (at, (cell, to)) in cells.iter().zip(widest).enumerate().skip(1).filter(|(_, (_, to))| *to > 0) {
            let padded = format!("{cell}{}", " ".repeat(to - width(cell)));
            let padded = match at {
                1 if row.in_use => view.paint(BOLD, &padded),
                2 if row.problem.is_some() => view.paint(YELLOW, &padded),
                _ => padded,
            };
            shown.push_str("  ");
            shown.push_str(&padded);
        }
        text.push_str(shown.trim_end());
        text.push('\n');
    }
    text
}

fn block(row: &TargetRow, view: &View) -> String {
    let head = format!("{}  {}", row.id, clean(&row.name));
    let head = if row.in_use { view.paint(BOLD, &head) } else { head };
    let title = wrap(&row.title(), view.width(), "   ");
    let tail = [row.due(), row.met(), row.use_word()];
    let tail: Vec<String> = tail.into_iter().filter(|part| !part.is_empty()).collect();
    let tail = flow(&tail, " · ", view.width(), "   ");
    let tail = if tail.is_empty() { tail } else { format!("{tail}\n") };
    format!("{head}\n{title}\n{tail}")
}
