//! The report over time for reading at a terminal: a row a month where there is room, else a block.

use super::criterion::{rules_parts, words};
use super::gap_table::{head, rules};
use super::gap_text::{NOT_MET, others};
use super::text::{DIM, GREEN, View, YELLOW, clean, count, flow, list_below, wrap};
use super::trend::{self, TrendReport, cell, changes, filled, heading};
use crate::domain::trend::TrendMonth;

/// The columns from which a month has a row.
const ROWS_FROM: usize = 80;
/// The columns of the bar of what is met.
const MET_BAR: usize = 10;
/// The columns of the bar of entries.
const ENTRIES_BAR: usize = 8;

pub(crate) fn trend(report: &TrendReport<'_>, view: &View) -> String {
    let (target, months) = (&report.target, &report.trend.months);
    let mut text = head(target.title, &target.level.to_string(), &trend::head(report), view);
    if !months.is_empty() {
        let wide = view.width() >= ROWS_FROM;
        text.push('\n');
        if wide {
            text.push_str(&format!("{}\n", view.paint(DIM, &headings(report))));
        }
        let month = if wide { row } else { block };
        text.extend(months.iter().map(|one| month(one, report, view)));
    }
    text.push_str(&list_below(&trend::ahead(report), view));
    text.push_str(&list_below(&trend::notes(report), view));
    text + &rules(&rules_parts(&report.rules), view)
}

fn headings(report: &TrendReport<'_>) -> String {
    let met = format!("Met of {}", report.criteria);
    let others = NOT_MET.map(heading).join("  ");
    format!("  Month    {met:<14}  {others}  Evidence")
}

fn met_bar(month: &TrendMonth, report: &TrendReport<'_>, size: usize, view: &View) -> String {
    let full = filled(month.summary.met, report.criteria, size);
    view.paint(GREEN, &format!("{}{}", "█".repeat(full), "░".repeat(size - full)))
}

fn entries_bar(month: &TrendMonth, report: &TrendReport<'_>, size: usize) -> String {
    "▇".repeat(filled(month.evidence, report.trend.busiest_month(), size))
}

fn row(month: &TrendMonth, report: &TrendReport<'_>, view: &View) -> String {
    let bar = met_bar(month, report, MET_BAR, view);
    let others = NOT_MET
        .map(|status| format!("{:>width$}", cell(month.summary.with(status)), width = words(status).len()));
    let evidence = format!("{:>8} {}", cell(month.evidence), entries_bar(month, report, ENTRIES_BAR));
    let line =
        format!("  {}  {:>3} {bar}  {}  {evidence}", month.name(), month.summary.met, others.join("  "));
    let mut text = format!("{}\n", line.trim_end());
    text.push_str(&what_changed(month, "           ", view));
    text
}

fn block(month: &TrendMonth, report: &TrendReport<'_>, view: &View) -> String {
    let met = format!("{} of {} met", month.summary.met, report.criteria);
    let room = view.width().saturating_sub(2 + month.name().len() + 2 + met.len() + 2);
    let bar = if room < 4 { String::new() } else { met_bar(month, report, room.min(20), view) };
    let named = flow(&[month.name(), met], "  ", view.width(), "  ");
    let mut text = format!("{}\n", format!("{named}  {bar}").trim_end());
    let mut others = others(|status| month.summary.with(status));
    others.push(count(month.evidence, "entry", "entries"));
    text.push_str(&format!("{}\n", flow(&others, " · ", view.width(), "    ")));
    text.push_str(&what_changed(month, "    ", view));
    text
}

fn what_changed(month: &TrendMonth, indent: &str, view: &View) -> String {
    let mut text = String::new();
    for change in changes(month) {
        let style = if change.starts_with("no longer") { YELLOW } else { GREEN };
        for line in wrap(&clean(&change), view.width(), indent).lines() {
            text.push_str(&format!("{indent}{}\n", view.paint(style, line.trim_start())));
        }
    }
    text
}
