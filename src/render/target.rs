//! The list of targets, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{BOLD, View, YELLOW, clean, flow, width, wrap};
use crate::domain::journal::ListedTarget;

#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    Judged {
        met: u32,
        asked: u32,
        readiness: f64,
    },
    /// Its framework, role or level is not there any more, as this says.
    Gone(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub name: String,
    pub framework: String,
    /// The framework in force, where that is another one.
    pub other_in_force: Option<String>,
    pub listed: ListedTarget,
    /// The job title there, if it is there.
    pub title: Option<String>,
    pub standing: Standing,
}

impl Line {
    fn due(&self) -> String {
        self.listed.target.due.map(|due| format!("due {due}")).unwrap_or_default()
    }

    fn use_word(&self) -> String {
        match (&self.other_in_force, self.listed.in_use) {
            (_, false) => String::new(),
            (None, true) => "in use".to_owned(),
            (Some(other), true) => format!("in use, but {} is in force", clean(other)),
        }
    }

    fn met(&self) -> String {
        match &self.standing {
            Standing::Judged { met, asked, .. } => format!("{met} of {asked} met"),
            Standing::Gone(_) => String::new(),
        }
    }

    /// The title, or why there is none.
    fn title(&self) -> String {
        match (&self.standing, &self.title) {
            (Standing::Gone(why), _) => clean(why).into_owned(),
            (_, title) => clean(title.as_deref().unwrap_or_default()).into_owned(),
        }
    }
}

/// The list for reading; narrow terminals get a block a target.
pub fn list(lines: &[Line], view: &View) -> String {
    let cells: Vec<[String; 6]> = lines
        .iter()
        .map(|line| {
            let id = line.listed.id.to_string();
            let met = line.met();
            [id, clean(&line.name).into_owned(), line.title(), line.due(), met, line.use_word()]
        })
        .collect();
    let mut widest = [0usize; 6];
    for row in &cells {
        for (most, cell) in widest.iter_mut().zip(row) {
            *most = (*most).max(width(cell));
        }
    }
    let used = widest.iter().filter(|width| **width > 0).count();
    let whole = 1 + widest.iter().sum::<usize>() + 2 * used.saturating_sub(1);
    if view.columns.is_some_and(|columns| whole > columns) {
        return lines.iter().map(|line| block(line, view)).collect();
    }
    let mut text = String::new();
    for (row, line) in cells.iter().zip(lines) {
        let mut shown = format!(" {:>width$}", row[0], width = widest[0]);
        for (at, (cell, to)) in row.iter().zip(widest).enumerate().skip(1).filter(|(_, (_, to))| *to > 0) {
            let padded = format!("{cell}{}", " ".repeat(to - width(cell)));
            let padded = match (at, &line.standing) {
                (1, _) if line.listed.in_use => view.paint(BOLD, &padded),
                (2, Standing::Gone(_)) => view.paint(YELLOW, &padded),
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

fn block(line: &Line, view: &View) -> String {
    let head = format!("{}  {}", line.listed.id, clean(&line.name));
    let head = if line.listed.in_use { view.paint(BOLD, &head) } else { head };
    let title = wrap(&line.title(), view.width(), "   ");
    let tail = [line.due(), line.met(), line.use_word()];
    let tail: Vec<String> = tail.into_iter().filter(|part| !part.is_empty()).collect();
    let tail = flow(&tail, " · ", view.width(), "   ");
    let tail = if tail.is_empty() { tail } else { format!("{tail}\n") };
    format!("{head}\n{title}\n{tail}")
}

/// The list for programs: the shape of `schema/exchange/target-list.schema.json`.
#[derive(Debug, Serialize)]
pub struct ListJson<'l> {
    schema: u32,
    targets: Vec<TargetOut<'l>>,
}

#[derive(Debug, Serialize)]
struct TargetOut<'l> {
    id: u32,
    name: &'l str,
    framework: &'l str,
    role: &'l str,
    level: u8,
    title: Option<&'l str>,
    current: Option<u8>,
    level_since: Option<String>,
    due: Option<String>,
    groups: &'l [String],
    in_use: bool,
    in_force: bool,
    met: Option<u32>,
    criteria: Option<u32>,
    readiness: Option<f64>,
    problem: Option<&'l str>,
}

impl<'l> From<&'l [Line]> for ListJson<'l> {
    fn from(lines: &'l [Line]) -> Self {
        Self { schema: SCHEMA, targets: lines.iter().map(TargetOut::from).collect() }
    }
}

impl<'l> From<&'l Line> for TargetOut<'l> {
    fn from(line: &'l Line) -> Self {
        let target = &line.listed.target;
        let (met, criteria, readiness, problem) = match &line.standing {
            Standing::Judged { met, asked, readiness } => (Some(*met), Some(*asked), Some(*readiness), None),
            Standing::Gone(why) => (None, None, None, Some(why.as_str())),
        };
        Self {
            id: line.listed.id,
            name: &line.name,
            framework: &line.framework,
            role: &target.role,
            level: target.level.get(),
            title: line.title.as_deref(),
            current: target.current.map(|level| level.get()),
            level_since: target.level_since.map(|day| day.to_string()),
            due: target.due.map(|day| day.to_string()),
            groups: &target.groups,
            in_use: line.listed.in_use,
            in_force: line.other_in_force.is_none(),
            met,
            criteria,
            readiness,
            problem,
        }
    }
}
