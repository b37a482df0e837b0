//! What changed between two versions of a framework, for reading and for programs.

use serde::Serialize;

use super::text::{BOLD, DIM, View, clean, count, hang, wrap};
use crate::domain::framework::diff::lost::LossReason;
use crate::domain::framework::diff::{DiffPart, FrameworkChange, FrameworkDifference};
use crate::domain::framework::mapping::CriterionProposal;
use crate::domain::ids::{EntryNo, Uid};

#[derive(Debug, Serialize)]
pub struct ComparedVersion {
    /// As it was named: `acme~`.
    pub name: String,
    pub framework: String,
    pub hash: String,
}

#[derive(Debug, Serialize)]
pub struct TouchedEntry {
    pub id: EntryNo,
    pub uid: Uid,
    /// Its title; `None` where it is confidential.
    pub title: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct LostTagView {
    pub tag: String,
    pub why: LossReason,
    pub proposal: Option<CriterionProposal>,
    pub entries: Vec<TouchedEntry>,
}

#[derive(Debug, Serialize)]
pub struct FrameworkComparison {
    pub from: ComparedVersion,
    pub to: ComparedVersion,
    pub differences: Vec<FrameworkDifference>,
    #[serde(skip)]
    pub counts: Vec<(DiffPart, FrameworkChange, u32)>,
    /// What the journal's entries lose; `None` where there is no journal.
    pub lost: Option<Vec<LostTagView>>,
}

/// How many entries of one tag are named before the rest is counted.
const NAMED: usize = 3;

pub fn table(comparison: &FrameworkComparison, view: &View) -> String {
    let FrameworkComparison { from, to, differences, counts, lost } = comparison;
    let lost = lost.as_deref().unwrap_or_default();
    if differences.is_empty() && lost.is_empty() {
        return match from.hash == to.hash {
            true => "No difference.\n".to_owned(),
            false => "No difference in what they say, only in order or layout.\n".to_owned(),
        };
    }
    let head = format!("{} {} → {} {}: {}", from.name, from.hash, to.name, to.hash, summary(counts));
    let mut text = format!("{}\n", view.paint(BOLD, &hang("", &clean(&head), view.width(), "  ")));
    for part in differences.chunk_by(|one, other| heading(one.part) == heading(other.part)) {
        let heading = part.first().map_or("", |one| heading(one.part));
        text.push_str(&format!("\n{}\n", view.paint(BOLD, heading)));
        for one in part {
            text.push_str(&row(one, view));
        }
    }
    if !lost.is_empty() {
        let heading = wrap("Entries whose tags it touches; none is lost", view.width(), "");
        text.push_str(&format!("\n{}\n", view.paint(BOLD, &heading)));
        for lost in lost {
            text.push_str(&touched(lost, view));
        }
    }
    text
}

/// `2 criteria added, 1 removed, 3 statements changed`.
fn summary(counts: &[(DiffPart, FrameworkChange, u32)]) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut last = None;
    for (part, change, number) in counts.iter().copied() {
        let (one, many) = noun(part);
        let counted = if last == Some(part) { number.to_string() } else { count(number, one, many) };
        told.push(format!("{counted} {}", word(change)));
        last = Some(part);
    }
    if told.is_empty() { "no difference".to_owned() } else { told.join(", ") }
}

fn noun(part: DiffPart) -> (&'static str, &'static str) {
    match part {
        DiffPart::Framework => ("line about it", "lines about it"),
        DiffPart::Level => ("level", "levels"),
        DiffPart::Group => ("group", "groups"),
        DiffPart::Role => ("role", "roles"),
        DiffPart::RoleLevel => ("level of a role", "levels of roles"),
        DiffPart::Requirement => ("demand", "demands"),
        DiffPart::Criterion => ("criterion", "criteria"),
        DiffPart::CriterionLevel => ("level of a criterion", "levels of criteria"),
        DiffPart::Statement => ("statement", "statements"),
    }
}

fn heading(part: DiffPart) -> &'static str {
    match part {
        DiffPart::Framework => "The whole",
        DiffPart::Level => "Levels",
        DiffPart::Group => "Groups",
        DiffPart::Role | DiffPart::RoleLevel | DiffPart::Requirement => "Roles",
        DiffPart::Criterion | DiffPart::CriterionLevel => "Criteria",
        DiffPart::Statement => "Statements",
    }
}

fn word(change: FrameworkChange) -> &'static str {
    match change {
        FrameworkChange::PerhapsMoved => "perhaps moved",
        other => other.word(),
    }
}

/// How much of a text is shown before it is cut.
const SHOWN: usize = 240;

fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let shown: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() { format!("{}…", shown.trim_end()) } else { shown }
}

fn row(one: &FrameworkDifference, view: &View) -> String {
    let text = |text: &Option<String>| clean(&shortened(text.as_deref().unwrap_or_default())).into_owned();
    let (before, after) = (text(&one.before), text(&one.after));
    let head = format!("{}  {}", word(one.change), clean(&one.place));
    let line = match (one.part, one.change) {
        (_, FrameworkChange::Added) => format!("{head}  {after}"),
        (_, FrameworkChange::Removed) => format!("{head}  {before}"),
        (_, FrameworkChange::Moved | FrameworkChange::PerhapsMoved) => {
            format!("{}  {before} → {after}", word(one.change))
        }
        (_, FrameworkChange::Reordered) => format!("{head}, the statements' order"),
        // Long texts stand one beneath the other.
        (DiffPart::Statement | DiffPart::CriterionLevel | DiffPart::Framework, _)
        | (_, FrameworkChange::Changed)
            if before.len() + after.len() > 50 =>
        {
            let none = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
            let mut shown = format!("{}\n", hang("  ", &head, view.width(), "    "));
            for (label, said) in [("was  ", none(before)), ("now  ", none(after))] {
                let line = hang(&format!("    {label}"), &said, view.width(), "         ");
                shown
                    .push_str(&format!("{}\n", if label == "was  " { view.paint(DIM, &line) } else { line }));
            }
            return shown;
        }
        _ => {
            let none = |text: String| if text.is_empty() { "none".to_owned() } else { text };
            format!("{head}  {} → {}", none(before), none(after))
        }
    };
    format!("{}\n", hang("  ", line.trim_end(), view.width(), "    "))
}

/// What a tag loses, the first few entries, and what may stand for it.
fn touched(lost: &LostTagView, view: &View) -> String {
    let why = match lost.why {
        LossReason::Gone => "is gone",
        LossReason::Level => "is a level that is not defined any more",
        LossReason::Statement => "is a statement that is gone",
        LossReason::Replaced => "is another statement now",
    };
    let number = u32::try_from(lost.entries.len()).unwrap_or(u32::MAX);
    let line = format!("{} {why}: {}", lost.tag, count(number, "entry", "entries"));
    let mut text = format!("{}\n", hang("  ", &clean(&line), view.width(), "    "));
    for entry in lost.entries.iter().take(NAMED) {
        let title = entry.title.as_deref().map_or("confidential".into(), clean);
        let number = format!("    {}  ", entry.id);
        let indent = " ".repeat(number.len());
        text.push_str(&format!("{}\n", view.paint(DIM, &hang(&number, &title, view.width(), &indent))));
    }
    let more = lost.entries.len().saturating_sub(NAMED);
    if more > 0 {
        let line = wrap(&format!("and {more} more: promo list -t {}", key(&lost.tag)), view.width(), "    ");
        text.push_str(&format!("{}\n", view.paint(DIM, &line)));
    }
    if let Some(proposal) = &lost.proposal {
        let (key, reason) = (&proposal.key, proposal.reason.words());
        let line = format!("promo tag rename {} {key}  ({reason})", lost.tag);
        text.push_str(&format!("{}\n", hang("    → ", &clean(&line), view.width(), "      ")));
    }
    text
}

fn key(tag: &str) -> &str {
    tag.split(['@', '.']).next().unwrap_or(tag)
}
