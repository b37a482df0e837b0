//! What an update did to a file, for reading and for programs.

use std::path::Path;

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{View, clean, count, hang, list, wrap};
use crate::domain::update::{BlockChange, ChangeKind, Merged, ThreeWay};

#[derive(Debug, Clone, Copy)]
pub struct Update<'u> {
    pub file: &'u Path,
    pub merged: &'u Merged,
    pub is_new: bool,
    pub is_shown: bool,
    pub kept: Option<&'u Path>,
}

/// For reading: what happened, in lines.
pub fn lines(update: &Update<'_>, view: &View) -> Vec<String> {
    let merged = update.merged;
    let mut said = vec![wrap(&clean(&head(update)), view.width(), "")];
    let mut say = |label: &str, text: &str| {
        let (first, rest) = match label {
            "" => (String::new(), "  "),
            label => (format!("  {label:<9}"), "             "),
        };
        said.push(hang(&first, &clean(text), view.width(), rest));
    };
    let place = |change: &BlockChange| match change.line {
        Some(line) => format!("Line {line}, {}", change.id),
        None => change.id.clone(),
    };
    let mut differ = false;
    for change in &merged.changes {
        match &change.what {
            ChangeKind::Differs(three) => {
                differ = true;
                say(
                    "",
                    &format!("{}: you changed it, and the journal says something else now.", place(change)),
                );
                for (label, lines) in
                    [("yours", &three.yours), ("journal", &three.journal), ("outdated", &three.outdated)]
                {
                    for line in lines {
                        say(label, line);
                    }
                }
                if three.journal.is_empty() && three.unknown > 0 {
                    let gone = u32::try_from(three.unknown).unwrap_or(u32::MAX);
                    let text = format!(
                        "no longer says what stood in {} that you changed",
                        count(gone, "line", "lines")
                    );
                    say("journal", &text);
                }
            }
            ChangeKind::Beside(lines) => {
                say("", &format!("{}: new, beside what you wrote.", place(change)));
                lines.iter().for_each(|line| say("journal", line));
            }
            ChangeKind::Kept => say(
                "",
                &format!(
                    "{}: the journal no longer tells this. It stays since you wrote in it; delete what should go.",
                    place(change)
                ),
            ),
            _ => {}
        }
    }
    if differ {
        let text = format!(
            "What you wrote is kept. Take over by hand what you want of the journal's: it is told once, and promo export shows it again.{}",
            if update.is_shown {
                ""
            } else {
                " An outdated line is one of the journal's that it no longer says."
            }
        );
        say("", &text);
    }
    let deleted = merged.changes.iter().filter(|change| change.what == ChangeKind::Deleted);
    let deleted: Vec<String> = deleted.map(|change| change.id.clone()).collect();
    if let Some(first) = deleted.first() {
        let stays = if deleted.len() == 1 { "it stays" } else { "they stay" };
        let text = format!(
            "You deleted {}, so {stays} out. To have one back, put such a line where it should stand, and update again:",
            list(&deleted, "and")
        );
        say("", &text);
        // To be copied, so it is not wrapped.
        said.push(format!("  <!-- promo:block {} -->", clean(first)));
    }
    said
}

fn head(update: &Update<'_>) -> String {
    let Update { file, merged, .. } = update;
    let file = file.display();
    let number = |is: &dyn Fn(&ChangeKind) -> bool| {
        u32::try_from(merged.changes.iter().filter(|change| is(&change.what)).count()).unwrap_or(u32::MAX)
    };
    let mut did = Vec::new();
    for (many, word) in [
        (number(&|what| *what == ChangeKind::Updated), "brought up to date"),
        (number(&|what| matches!(what, ChangeKind::Added | ChangeKind::Beside(_))), "added"),
        (number(&|what| *what == ChangeKind::Removed), "removed"),
    ] {
        if many > 0 {
            did.push(format!("{} {word}", count(many, "block", "blocks")));
        }
    }
    if merged.reordered {
        did.push("in a new order".to_owned());
    }
    let yours = match merged.yours {
        0 => String::new(),
        1 => " 1 block is yours, as you wrote it.".to_owned(),
        many => format!(" {many} blocks are yours, as you wrote them."),
    };
    let tense = if update.is_shown { "Nothing is written yet; an update gives" } else { "Updated" };
    match (update.is_new, did.is_empty()) {
        (false, _) if merged.yours > 0 => {
            format!("`{file}`: the journal has nothing new, so nothing to do.{yours}")
        }
        (false, _) => format!("`{file}` says what the journal says; nothing to do."),
        (true, true) => format!("{tense} `{file}`: only the marks.{yours}"),
        (true, false) => format!("{tense} `{file}`: {}.{yours}", list(&did, "and")),
    }
}

/// An update on its way to a program.
#[derive(Debug, Serialize)]
pub struct UpdateJson<'u> {
    schema: u32,
    file: String,
    written: bool,
    kept: Option<String>,
    blocks: usize,
    yours: usize,
    reordered: bool,
    changes: Vec<ChangeJson<'u>>,
}

#[derive(Debug, Serialize)]
struct ChangeJson<'u> {
    block: &'u str,
    line: Option<usize>,
    what: &'static str,
    #[serde(flatten)]
    lines: ThreeWay,
}

impl<'u> UpdateJson<'u> {
    pub fn new(update: &'u Update<'_>) -> Self {
        let merged = update.merged;
        Self {
            schema: SCHEMA,
            file: update.file.display().to_string(),
            written: update.is_new && !update.is_shown,
            kept: update.kept.map(|path| path.display().to_string()),
            blocks: merged.blocks,
            yours: merged.yours,
            reordered: merged.reordered,
            changes: merged.changes.iter().map(ChangeJson::from).collect(),
        }
    }
}

impl<'u> From<&'u BlockChange> for ChangeJson<'u> {
    fn from(change: &'u BlockChange) -> Self {
        let what = match &change.what {
            ChangeKind::Updated => "updated",
            ChangeKind::Added => "added",
            ChangeKind::Beside(_) => "beside",
            ChangeKind::Removed => "removed",
            ChangeKind::Differs(_) => "differs",
            ChangeKind::Kept => "kept",
            ChangeKind::Deleted => "deleted",
        };
        let lines = match &change.what {
            ChangeKind::Differs(three) => three.clone(),
            ChangeKind::Beside(lines) => ThreeWay { journal: lines.clone(), ..ThreeWay::default() },
            _ => ThreeWay::default(),
        };
        Self { block: &change.id, line: change.line, what, lines }
    }
}
