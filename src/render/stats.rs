//! What a journal holds, for reading at a terminal: a calendar of shades, then counts.

use chrono::{Datelike, NaiveDate};

use super::text::{BOLD, DIM, GREEN, View, clean, count, day, flow, width, wrap};
use crate::domain::stats::{Counts, WEEK, Week};

/// The most weeks that a calendar shows.
const WEEKS: usize = 52;
/// The columns in front of the calendar.
const LABEL: usize = 6;
/// The columns from which a week of the calendar is two columns wide.
const DOUBLE_FROM: usize = LABEL + 2 * WEEKS;
/// The columns that a row's name takes at most, so that what stands behind it is not far away.
const WIDEST_NAME: usize = 44;
/// The columns that it needs; where there are fewer, a row is a block.
const NARROWEST_NAME: usize = 20;
/// A day by how many entries it has; the last shade stands for more, too.
const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];

/// A skill, a behaviour or a project with what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatsRow {
    pub name: String,
    pub counts: Counts,
}

/// All that is said, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatsReport {
    /// How many entries, from when to when.
    pub head: String,
    /// The weeks to show, the oldest first.
    pub weeks: Vec<Week>,
    /// What is said below the calendar: where earlier weeks are, and the command that shows them.
    pub earlier: Option<[String; 2]>,
    /// Counts by what is counted: `Results`, `23 with`, `17 without`.
    pub sums: Vec<(&'static str, Vec<String>)>,
    pub groups: Vec<(&'static str, Vec<StatsRow>, Option<String>)>,
    pub notes: Vec<String>,
}

/// How many weeks fit beside their labels.
pub fn weeks_that_fit(view: &View) -> usize {
    view.width().saturating_sub(LABEL).clamp(1, WEEKS)
}

pub fn table(report: &StatsReport, view: &View) -> String {
    let mut text = format!("{}\n", view.paint(BOLD, &wrap(&report.head, view.width(), "")));
    if !report.weeks.is_empty() {
        text.push_str(&calendar(report, view));
    }
    if !report.sums.is_empty() {
        text.push('\n');
    }
    let label = report.sums.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    // Where a label leaves too little, the counts stand below it.
    let beside = view.width() >= label + 24;
    for (name, parts) in &report.sums {
        let indent = if beside { " ".repeat(2 + label + 2) } else { "    ".to_owned() };
        let parts = flow(parts, " · ", view.width(), &indent);
        text.push_str(&match beside {
            true => format!("  {name:<label$}  {}\n", parts.trim_start()),
            false => format!("  {name}\n{parts}\n"),
        });
    }
    for (heading, rows, more) in &report.groups {
        text.push_str(&group(heading, rows, view));
        if let Some(more) = more {
            text.push_str(&format!("{}\n", view.paint(DIM, &wrap(&clean(more), view.width(), "  "))));
        }
    }
    if !report.notes.is_empty() {
        text.push('\n');
    }
    for note in &report.notes {
        text.push_str(&format!("{}\n", wrap(&clean(note), view.width(), "  ")));
    }
    text
}

fn calendar(report: &StatsReport, view: &View) -> String {
    const DAYS: [&str; WEEK] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let pitch = if view.width() >= DOUBLE_FROM { 2 } else { 1 };
    let mut text = "\n".to_owned();
    let months = months(&report.weeks, pitch);
    if !months.is_empty() {
        text.push_str(&format!("{}\n", view.paint(DIM, &months)));
    }
    for (at, name) in DAYS.iter().enumerate() {
        let cells: String = report.weeks.iter().map(|week| shade(week.days[at]).repeat(pitch)).collect();
        text.push_str(&format!("  {} {}\n", view.paint(DIM, name), view.paint(GREEN, cells.trim_end())));
    }
    let legend = ["none", "1", "2", "3", "4 or more on a day"];
    let legend: Vec<String> =
        SHADES.iter().zip(legend).map(|(shade, meaning)| format!("{shade} {meaning}")).collect();
    text.push_str(&format!("{}\n", view.paint(DIM, &flow(&legend, "  ", view.width(), "      "))));
    if let Some(parts) = &report.earlier {
        // The command stays whole where it can, so that it can be copied.
        text.push_str(&format!("{}\n", flow(parts, " ", view.width(), "  ")));
    }
    text
}

fn shade(entries: Option<u32>) -> String {
    let shade = |n: u32| SHADES[usize::try_from(n).unwrap_or(usize::MAX).min(SHADES.len() - 1)];
    entries.map_or(' ', shade).to_string()
}

/// The months' names over the weeks in which they begin, where there is room for them.
fn months(weeks: &[Week], pitch: usize) -> String {
    let mut line = " ".repeat(LABEL);
    let room = LABEL + weeks.len() * pitch;
    let mut before: Option<NaiveDate> = None;
    for (at, week) in weeks.iter().enumerate() {
        let last = week.monday.iter_days().nth(WEEK - 1).unwrap_or(week.monday);
        let begins = before.is_none_or(|before| before.month() != last.month());
        before = Some(last);
        let place = LABEL + at * pitch;
        let name = last.format("%b").to_string();
        // The first month is cut off; its name must not stand in the way of the next one's.
        let next = weeks.get(at + 1).and_then(|week| week.monday.iter_days().nth(WEEK - 1));
        let cut = at == 0 && next.is_some_and(|next| next.month() != last.month());
        if begins && !cut && width(&line) <= place && place + name.len() <= room {
            line.push_str(&" ".repeat(place - width(&line)));
            line.push_str(&name);
            line.push(' ');
        }
    }
    line.trim_end().to_owned()
}

fn group(heading: &str, rows: &[StatsRow], view: &View) -> String {
    let newest =
        |row: &StatsRow| row.counts.latest.map_or_else(String::new, |latest| day(latest, view.today));
    let dates = rows.iter().map(|row| newest(row).len()).max().unwrap_or(0).max("newest".len());
    let fixed = 2 + 2 + "entries".len() + 2 + "result".len() + 2 + "link".len() + 2 + dates;
    let room = view.width().saturating_sub(fixed).min(WIDEST_NAME);
    let heading = clean(heading);
    if room < NARROWEST_NAME {
        let mut text = format!("\n{}\n", view.paint(BOLD, &wrap(&heading, view.width(), "  ")));
        for row in rows {
            text.push_str(&block(row, &newest(row), view));
        }
        return text;
    }
    let gap = " ".repeat(room.saturating_sub(width(&heading)));
    let columns = format!("{gap}  entries  result  link  {:<dates$}", "newest");
    let mut text = format!("\n  {}{}\n", view.paint(BOLD, &heading), view.paint(DIM, columns.trim_end()));
    for row in rows {
        let name = wrap(&clean(&row.name), room, "");
        let mut lines = name.lines();
        let first = lines.next().unwrap_or_default();
        let gap = " ".repeat(room.saturating_sub(width(first)));
        let Counts { entries, with_result, with_link, .. } = row.counts;
        text.push_str(&format!(
            "  {first}{gap}  {entries:>7}  {with_result:>6}  {with_link:>4}  {}\n",
            newest(row)
        ));
        for line in lines {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text
}

fn block(row: &StatsRow, newest: &str, view: &View) -> String {
    let Counts { entries, with_result, with_link, .. } = row.counts;
    let mut parts = vec![count(entries, "entry", "entries")];
    parts.push(count(with_result, "result", "results"));
    parts.push(count(with_link, "link", "links"));
    parts.push(format!("newest {}", newest.replace("  ", " ")));
    format!(
        "{}\n{}\n",
        wrap(&clean(&row.name), view.width(), "  "),
        flow(&parts, " · ", view.width(), "    ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks(from: &str, n: usize) -> Vec<Week> {
        let from: NaiveDate = from.parse().unwrap();
        let mondays = from.iter_days().step_by(WEEK).take(n);
        mondays.map(|monday| Week { monday, days: [Some(0); WEEK] }).collect()
    }

    #[test]
    fn months_stand_over_the_week_in_which_they_begin() {
        for (from, n, pitch, wanted) in [
            ("2026-09-28", 8, 1, "      Oct Nov"),
            ("2026-09-21", 8, 1, "       Oct Nov"),
            ("2026-09-21", 4, 2, "        Oct"),
            ("2026-11-16", 2, 1, ""),
            ("2026-11-16", 2, 2, "      Nov"),
            ("2026-11-02", 1, 1, ""),
        ] {
            assert_eq!(months(&weeks(from, n), pitch), wanted, "{from} {n} {pitch}");
        }
    }

    #[test]
    fn a_day_has_a_shade_and_one_outside_has_none() {
        let shades: String =
            [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(u32::MAX)].map(shade).concat();
        assert_eq!(shades, " ·░▒▓██");
    }
}
