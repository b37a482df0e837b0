//! What a journal holds, as data, and for reading at a terminal: a calendar of shades, then counts.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::gap_text::{entries_from_to, not_counted_note};
use super::text::{BOLD, DIM, GREEN, View, clean, count, day, flow, list_below, width, wrap};
use crate::domain::dates::Window;
use crate::domain::entry::Part;
use crate::domain::framework::CriterionKind;
use crate::domain::stats::{CalendarWeek, EntryCounts, Stats, TagStats, WEEK};

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

/// How many projects and how many skills are listed at a terminal.
const LISTED: usize = 15;

/// What a journal holds: the shape of `schema/exchange/stats.schema.json`.
#[derive(Debug, Serialize)]
pub(crate) struct StatsReport<'s> {
    pub today: NaiveDate,
    #[serde(flatten)]
    pub stats: &'s Stats,
}

/// What a journal holds, at a terminal.
pub(crate) fn table(stats: &Stats, view: &View) -> String {
    let all = stats.all.entries;
    let window = Window { since: stats.window.since.or(stats.first), ..stats.window };
    let mut text = format!("{}\n", view.paint(BOLD, &wrap(&entries_from_to(all, &window), view.width(), "")));
    if all > 0 {
        text.push_str(&calendar(stats, view));
        text.push_str(&sums(stats, view));
    }
    let tags: Vec<_> = stats.keys.iter().map(|tag| (name(tag), tag.counts)).collect();
    let projects: Vec<_> = stats
        .projects
        .iter()
        .map(|project| {
            (project.name.clone().unwrap_or_else(|| "without a project".to_owned()), project.counts)
        })
        .collect();
    text.push_str(&group("By skill or behaviour", &tags, view));
    text.push_str(&group("By project", &projects, view));
    text + &list_below(&notes(stats), view)
}

fn sums(stats: &Stats, view: &View) -> String {
    let all = stats.all.entries;
    let with = |n: u32| vec![format!("{n} with"), format!("{} without", all.saturating_sub(n))];
    let parts = Part::ALL.iter().zip(stats.parts).map(|(part, n)| format!("{n} {}", part.word()));
    let mut sums = vec![
        ("Results", with(stats.all.with_result)),
        ("Links", with(stats.all.with_link)),
        ("Tags", with(all.saturating_sub(stats.untagged))),
        ("Part", parts.collect()),
    ];
    if stats.confidential > 0 {
        sums.push(("Confidential", vec![stats.confidential.to_string()]));
    }
    let label = sums.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    // Where a label leaves too little, the counts stand below it.
    let beside = view.width() >= label + 24;
    let indent = if beside { " ".repeat(2 + label + 2) } else { "    ".to_owned() };
    let mut text = "\n".to_owned();
    for (name, parts) in sums {
        let parts = flow(&parts, " · ", view.width(), &indent);
        text.push_str(&match beside {
            true => format!("  {name:<label$}  {}\n", parts.trim_start()),
            false => format!("  {name}\n{parts}\n"),
        });
    }
    text
}

fn notes(stats: &Stats) -> Vec<String> {
    let not_counted = stats.not_counted;
    let note = "An entry stands under each skill and behaviour that it is tagged with".to_owned();
    let left_out = not_counted_note(&[
        (not_counted.replaced, "replaced by a later one"),
        (not_counted.outside_window, "outside the window"),
        (not_counted.future, "of days to come"),
    ]);
    [note].into_iter().filter(|_| stats.keys.len() > 1).chain(left_out).collect()
}

fn calendar(stats: &Stats, view: &View) -> String {
    const DAYS: [&str; WEEK] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let (weeks, all) = stats.calendar(view.width().saturating_sub(LABEL).clamp(1, WEEKS));
    if weeks.is_empty() {
        return String::new();
    }
    let pitch = if view.width() >= DOUBLE_FROM { 2 } else { 1 };
    let mut text = "\n".to_owned();
    let months = months(&weeks, pitch);
    if !months.is_empty() {
        text.push_str(&format!("{}\n", view.paint(DIM, &months)));
    }
    for (at, name) in DAYS.iter().enumerate() {
        let cells: String = weeks.iter().map(|week| shade(week.days[at]).repeat(pitch)).collect();
        text.push_str(&format!("  {} {}\n", view.paint(DIM, name), view.paint(GREEN, cells.trim_end())));
    }
    let legend = ["none", "1", "2", "3", "4 or more on a day"];
    let legend: Vec<String> =
        SHADES.iter().zip(legend).map(|(shade, meaning)| format!("{shade} {meaning}")).collect();
    text.push_str(&format!("{}\n", view.paint(DIM, &flow(&legend, "  ", view.width(), "      "))));
    if let Some(first) = weeks.first().filter(|_| all > weeks.len()) {
        let since = stats.window.since.map(|since| format!(" --since {since}")).unwrap_or_default();
        let until = first.monday.pred_opt().unwrap_or(first.monday);
        let earlier = [
            format!("The last {} of {all} weeks; those before:", weeks.len()),
            format!("promo stats{since} --until {until}"),
        ];
        // The command stays whole where it can, so that it can be copied.
        text.push_str(&format!("{}\n", flow(&earlier, " ", view.width(), "  ")));
    }
    text
}

/// A skill by its key and name; a behaviour's key is its name.
fn name(tag: &TagStats) -> String {
    match (&tag.name, tag.kind) {
        (Some(name), Some(CriterionKind::Skill | CriterionKind::Expectation)) => {
            format!("{}  {name}", tag.key)
        }
        _ => tag.key.clone(),
    }
}

fn shade(entries: Option<u32>) -> String {
    let shade = |n: u32| SHADES[usize::try_from(n).unwrap_or(usize::MAX).min(SHADES.len() - 1)];
    entries.map_or(' ', shade).to_string()
}

/// The months' names over the weeks in which they begin, where there is room for them.
fn months(weeks: &[CalendarWeek], pitch: usize) -> String {
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

/// The first rows under their heading, and how many are not shown.
fn group(heading: &str, rows: &[(String, EntryCounts)], view: &View) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let more = rows.len().saturating_sub(LISTED);
    let mut text = listed(heading, &rows[..rows.len() - more], view);
    if more > 0 {
        let more = format!("and {more} more: promo stats --format json");
        text.push_str(&format!("{}\n", view.paint(DIM, &wrap(&more, view.width(), "  "))));
    }
    text
}

fn listed(heading: &str, rows: &[(String, EntryCounts)], view: &View) -> String {
    let newest =
        |counts: &EntryCounts| counts.latest.map_or_else(String::new, |latest| day(latest, view.today));
    let dates = rows.iter().map(|(_, counts)| newest(counts).len()).max().unwrap_or(0).max("newest".len());
    let fixed = 2 + 2 + "entries".len() + 2 + "result".len() + 2 + "link".len() + 2 + dates;
    let room = view.width().saturating_sub(fixed).min(WIDEST_NAME);
    let heading = clean(heading);
    if room < NARROWEST_NAME {
        let mut text = format!("\n{}\n", view.paint(BOLD, &wrap(&heading, view.width(), "  ")));
        text.extend(rows.iter().map(|(name, counts)| block(name, counts, &newest(counts), view)));
        return text;
    }
    let gap = " ".repeat(room.saturating_sub(width(&heading)));
    let columns = format!("{gap}  entries  result  link  {:<dates$}", "newest");
    let mut text = format!("\n  {}{}\n", view.paint(BOLD, &heading), view.paint(DIM, columns.trim_end()));
    for (name, counts) in rows {
        let name = wrap(&clean(name), room, "");
        let mut lines = name.lines();
        let first = lines.next().unwrap_or_default();
        let gap = " ".repeat(room.saturating_sub(width(first)));
        let EntryCounts { entries, with_result, with_link, .. } = counts;
        text.push_str(&format!(
            "  {first}{gap}  {entries:>7}  {with_result:>6}  {with_link:>4}  {}\n",
            newest(counts)
        ));
        for line in lines {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text
}

fn block(name: &str, counts: &EntryCounts, newest: &str, view: &View) -> String {
    let EntryCounts { entries, with_result, with_link, .. } = *counts;
    let mut parts = vec![count(entries, "entry", "entries")];
    parts.push(count(with_result, "result", "results"));
    parts.push(count(with_link, "link", "links"));
    parts.push(format!("newest {}", newest.replace("  ", " ")));
    format!("{}\n{}\n", wrap(&clean(name), view.width(), "  "), flow(&parts, " · ", view.width(), "    "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks(from: &str, n: usize) -> Vec<CalendarWeek> {
        let from: NaiveDate = from.parse().unwrap();
        let mondays = from.iter_days().step_by(WEEK).take(n);
        mondays.map(|monday| CalendarWeek::new(monday, [Some(0); WEEK])).collect()
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
