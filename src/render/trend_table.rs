//! The report over time for reading at a terminal: a row a month where there is room, else a block.

use super::gap::{rules_parts, words};
use super::text::{BOLD, DIM, GREEN, View, YELLOW, clean, count, flow, wrap};
use super::trend::{MonthRow, OTHERS, TrendReport, cell, changes, filled, heading, others};

/// The columns from which a month has a row.
const ROWS_FROM: usize = 80;
/// The columns of the bar of what is met.
const MET_BAR: usize = 10;
/// The columns of the bar of entries.
const ENTRIES_BAR: usize = 8;

pub fn trend(report: &TrendReport, view: &View) -> String {
    let mut head = vec![format!("{} (level {})", clean(&report.title), report.level)];
    head.extend(report.head.iter().map(|part| clean(part).into_owned()));
    let mut text = format!("{}\n", view.paint(BOLD, &flow(&head, " · ", view.width(), "")));
    if !report.months.is_empty() {
        let wide = view.width() >= ROWS_FROM;
        text.push('\n');
        if wide {
            text.push_str(&view.paint(DIM, &headings(report)));
            text.push('\n');
        }
        for month in &report.months {
            text.push_str(&if wide { row(month, report, view) } else { block(month, report, view) });
        }
    }
    for part in [&report.ahead, &report.notes] {
        if !part.is_empty() {
            text.push('\n');
        }
        for sentence in part {
            text.push_str(&wrap(&clean(sentence), view.width(), "  "));
            text.push('\n');
        }
    }
    let mut rules = rules_parts(&report.rules);
    rules[0].insert_str(0, "Rules: ");
    text.push_str(&format!("\n{}\n", view.paint(DIM, &flow(&rules, " · ", view.width(), ""))));
    text
}

fn headings(report: &TrendReport) -> String {
    let met = format!("Met of {}", report.asked);
    let others = OTHERS.map(heading).join("  ");
    format!("  Month    {met:<14}  {others}  Evidence")
}

fn met_bar(month: &MonthRow, report: &TrendReport, size: usize, view: &View) -> String {
    let full = filled(month.met, report.asked, size);
    view.paint(GREEN, &format!("{}{}", "█".repeat(full), "░".repeat(size - full)))
}

fn entries_bar(month: &MonthRow, report: &TrendReport, size: usize) -> String {
    "▇".repeat(filled(month.evidence, report.busiest, size))
}

fn row(month: &MonthRow, report: &TrendReport, view: &View) -> String {
    let bar = met_bar(month, report, MET_BAR, view);
    let others = OTHERS.iter().zip(month.others);
    let others: Vec<String> =
        others.map(|(status, n)| format!("{:>width$}", cell(n), width = words(*status).len())).collect();
    let evidence = format!("{:>8} {}", cell(month.evidence), entries_bar(month, report, ENTRIES_BAR));
    let line = format!("  {}  {:>3} {bar}  {}  {evidence}", month.month, month.met, others.join("  "));
    let mut text = format!("{}\n", line.trim_end());
    text.push_str(&what_changed(month, "           ", view));
    text
}

fn block(month: &MonthRow, report: &TrendReport, view: &View) -> String {
    let met = format!("{} of {} met", month.met, report.asked);
    let room = view.width().saturating_sub(2 + month.month.len() + 2 + met.len() + 2);
    let bar = if room < 4 { String::new() } else { met_bar(month, report, room.min(20), view) };
    let named = flow(&[month.month.clone(), met], "  ", view.width(), "  ");
    let mut text = format!("{}\n", format!("{named}  {bar}").trim_end());
    let mut others = others(month);
    others.push(count(month.evidence, "entry", "entries"));
    text.push_str(&format!("{}\n", flow(&others, " · ", view.width(), "    ")));
    text.push_str(&what_changed(month, "    ", view));
    text
}

fn what_changed(month: &MonthRow, indent: &str, view: &View) -> String {
    let mut text = String::new();
    for change in changes(month) {
        let style = if change.starts_with("no longer") { YELLOW } else { GREEN };
        for line in wrap(&clean(&change), view.width(), indent).lines() {
            text.push_str(&format!("{indent}{}\n", view.paint(style, line.trim_start())));
        }
    }
    text
}
