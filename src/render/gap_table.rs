//! The gap report for reading at a terminal: where do I stand, why, what do I type next.

use super::criterion::style;
use super::gap_text::{CriterionText, GapText, StepText};
use super::text::{BOLD, DIM, GREEN, View, clean, flow, hang, list_below, width, wrap};
use crate::domain::coverage::SPARK_QUARTERS;

/// The columns in front of a criterion's name: two, the sign, the longest status word, two.
const STATUS_WIDTH: usize = 17;
/// The columns that a name takes at most, so that what stands behind it is not far away.
const WIDEST_NAME: usize = 48;
/// The columns in front of what a verbose report adds.
const DETAIL: &str = "      ";

pub(crate) fn report(report: &GapText, view: &View) -> String {
    let mut text = format!("{}\n", head(&report.title, &report.level, &report.head, view));
    text.push_str(&summary(report, view));
    let digits = digits(report);
    for group in &report.groups {
        text.push_str(&format!(
            "\n{}\n",
            view.paint(BOLD, &wrap(&clean(&group.heading), view.width(), "  "))
        ));
        text.extend(group.items.iter().map(|item| criterion(item, report, digits, view)));
    }
    text.push_str(&list_below(&report.notes, view));
    if !report.next.is_empty() {
        text.push_str(&format!("\n  {}\n", view.paint(BOLD, "Next")));
        text.push_str(&steps(&report.next, view));
    }
    text + &rules(&report.rules, view)
}

/// The first line of a report on a target.
pub(super) fn head(title: &str, level: &str, parts: &[String], view: &View) -> String {
    let title = format!("{title} (level {level})");
    let head: Vec<String> = [&title].into_iter().chain(parts).map(|part| clean(part).into_owned()).collect();
    format!("{}\n", view.paint(BOLD, &flow(&head, " · ", view.width(), "")))
}

/// The last line: the tests in force.
pub(super) fn rules(rules: &[String], view: &View) -> String {
    let mut rules = rules.to_vec();
    if let Some(first) = rules.first_mut() {
        first.insert_str(0, "Rules: ");
    }
    format!("\n{}\n", view.paint(DIM, &flow(&rules, " · ", view.width(), "")))
}

/// Steps, numbered.
pub(crate) fn steps(steps: &[StepText], view: &View) -> String {
    let mut text = String::new();
    for (at, step) in (1..).zip(steps) {
        // A command is never broken, so that it can be copied.
        text.push_str(&format!("  {at}  {}\n", clean(&step.command)));
        for line in [&step.why, &step.effect].into_iter().filter(|line| !line.is_empty()) {
            text.push_str(&wrap(&clean(line), view.width(), "     "));
            text.push('\n');
        }
    }
    text
}

fn summary(report: &GapText, view: &View) -> String {
    let met = format!("{} of {} met", report.met, report.asked);
    let others = &report.others;
    let rest = view.width().saturating_sub(width(&met) + width(&others.join(" · ")) + 8);
    // The bar takes what is left beside the words; where that is too little, it gets a line of its own.
    let (size, one_line) = if rest >= 10 { (rest.min(20), true) } else { (20.min(view.width() - 2), false) };
    let filled = if report.asked == 0 { 0 } else { size * report.met as usize / report.asked as usize };
    let bar = view.paint(GREEN, &format!("{}{}", "█".repeat(filled), "░".repeat(size - filled)));
    let met = view.paint(BOLD, &met);
    let line = match one_line {
        true => format!("  {met}   {bar}   {}", others.join(" · ")),
        false => format!("  {met}\n  {bar}\n{}", flow(others, " · ", view.width(), "  ")),
    };
    format!("{}\n", line.trim_end())
}

/// How wide the numbers of entries are, so that they stand right-aligned.
fn digits(report: &GapText) -> usize {
    let items = report.groups.iter().flat_map(|group| &group.items);
    items.map(|item| leading_digits(&item.number)).max().unwrap_or(1)
}

fn leading_digits(number: &str) -> usize {
    number.find(' ').unwrap_or(0)
}

fn criterion(item: &CriterionText, report: &GapText, digits: usize, view: &View) -> String {
    let style = style(item.status);
    let status = format!("{} {}", item.sign, item.words);
    let title = match &item.name {
        Some(name) => clean(&format!("{}  {name}", item.key)).into_owned(),
        None => clean(&item.key).into_owned(),
    };
    let spark = &item.spark;
    let filler = digits.saturating_sub(leading_digits(&item.number));
    let number = format!("{}{}", " ".repeat(filler), item.number);
    // The name takes what the status, the sparkline and the number leave.
    let room =
        view.width().saturating_sub(STATUS_WIDTH + 2 + SPARK_QUARTERS + 2 + "entries".len() + 1 + digits);
    let (wide, room) = (room >= 24, room.min(WIDEST_NAME));
    let indent = if wide { " ".repeat(STATUS_WIDTH) } else { "    ".to_owned() };
    let mut text = if wide {
        let status = view.paint(style, &format!("{status:<width$}", width = STATUS_WIDTH - 2));
        let title = wrap(&title, room, "");
        let mut rows = title.lines();
        let first = rows.next().unwrap_or_default();
        let gap = " ".repeat(room.saturating_sub(width(first)));
        let mut text = format!("  {status}{first}{gap}  {spark}  {number}\n");
        for row in rows {
            text.push_str(&format!("{indent}{row}\n"));
        }
        text
    } else {
        let status = view.paint(style, &status);
        let title = wrap(&title, view.width(), &indent);
        let evidence = flow(&[spark.clone(), item.number.clone()], "  ", view.width(), &indent);
        format!("  {status}\n{title}\n{evidence}\n")
    };
    let reasons: Vec<String> = item.reasons.iter().map(|reason| clean(reason).into_owned()).collect();
    text.push_str(&flow(&reasons, "; ", view.width(), &indent));
    text.push('\n');
    // At a terminal the strongest one is enough to see that there is something.
    let shown = if report.verbose { item.near.len() } else { item.near.len().min(1) };
    for near in &item.near[..shown] {
        text.push_str(&format!("{indent}near: {}\n", clean(&near.command)));
        text.push_str(&wrap(&clean(&near.sentence), view.width(), &format!("{indent}  ")));
        text.push('\n');
    }
    if item.near.len() > shown {
        let more = format!("and {} more near: promo gap --verbose", item.near.len() - shown);
        text.push_str(&format!("{}\n", view.paint(DIM, &wrap(&more, view.width(), &indent))));
    }
    // Where something is near, that comes first; where there is no work yet, a list of questions helps nobody begin.
    let asks = report.verbose || (item.near.is_empty() && report.counted > 0);
    if let Some(question) = item.question.as_ref().filter(|_| asks) {
        let first = format!("{indent}ask: ");
        text.push_str(&hang(&first, &clean(question), view.width(), &format!("{indent}  ")));
        text.push('\n');
    }
    if report.verbose {
        text.push_str(&details(item, view));
    }
    text
}

/// The statements and the entries of a criterion.
fn details(item: &CriterionText, view: &View) -> String {
    let mut text = String::new();
    for statement in &item.statements {
        let first = format!("{DETAIL}{}{}  ", statement.key, statement.evidence);
        let lines = hang(&first, &clean(&statement.text), view.width(), "          ");
        text.push_str(&format!("{}\n", view.paint(DIM, &lines)));
    }
    for entry in &item.entries {
        let first = format!("{DETAIL}{:>4}  {}  ", entry.id.0, entry.date);
        let marks = match entry.marks.is_empty() {
            true => String::new(),
            false => format!(" ({})", entry.marks),
        };
        let indent = if view.width() >= 60 { " ".repeat(width(&first)) } else { " ".repeat(8) };
        let title = format!("{}{marks}", clean(&entry.title));
        text.push_str(&hang(&first, &title, view.width(), &indent));
        text.push('\n');
    }
    if item.more > 0 {
        text.push_str(&wrap(&format!("and {} more", item.more), view.width(), "            "));
        text.push('\n');
    }
    text
}
