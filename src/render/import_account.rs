//! What an import read and what it did not, for reading and for programs.

use serde::Serialize;

use super::text::{BOLD, DIM, View, YELLOW, clean, count, hang, width, wrap};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ImportAccount {
    pub framework: String,
    pub title: String,
    /// Where it was written; none for a dry run.
    pub written: Option<String>,
    /// Where what was there before is kept.
    pub kept: Option<String>,
    /// Its levels, as `3 Senior`.
    pub levels: Vec<String>,
    pub roles: Vec<String>,
    pub criteria: u32,
    pub statements: u32,
    pub files: Vec<FileAccount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileAccount {
    pub file: String,
    pub shape: String,
    pub title: Option<String>,
    pub role: Option<String>,
    pub level: Option<u8>,
    pub criteria: u32,
    pub texts: u32,
    pub statements: u32,
    pub requirements: u32,
    pub shared: SharedNotes,
    pub warnings: Vec<AccountWarning>,
    pub skipped: Vec<AccountSkipped>,
}

/// What the pages of a framework have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct SharedNotes {
    pub criteria: u32,
    pub statements: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountWarning {
    pub line: u32,
    pub code: String,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountSkipped {
    pub line: u32,
    pub why: String,
}

/// The warnings and the skipped blocks of an account by sort, for reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupedNotes {
    /// What is odd, by its code; each line is whole.
    pub warnings: Vec<NoteGroup>,
    /// What became no statement, by its reason; the lines are places.
    pub skipped: Vec<NoteGroup>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteGroup {
    pub sort: String,
    pub lines: Vec<String>,
    pub more: u32,
}

pub fn table(account: &ImportAccount, told: &GroupedNotes, view: &View) -> String {
    let mut text = String::new();
    let title = format!("{} · {}", clean(&clipped(&account.title)), account.framework);
    text.push_str(&format!("{}\n", view.paint(BOLD, &wrap(&title, view.width(), ""))));
    let roles = match account.roles.as_slice() {
        [] => "no role".to_owned(),
        [one] => format!("role {one}"),
        many => format!("{} roles", many.len()),
    };
    let levels = match account.levels.as_slice() {
        [] => "no level".to_owned(),
        [one] => format!("level {one}"),
        many => format!("{} levels ({})", many.len(), many.join(", ")),
    };
    let counts = [
        roles,
        levels,
        count(account.criteria, "criterion", "criteria"),
        count(account.statements, "statement", "statements"),
    ];
    text.push_str(&hang("  ", &clean(&counts.join(", ")), view.width(), "  "));
    text.push_str("\n\n");
    for file in &account.files {
        text.push_str(&of_file(file, view));
    }
    text.push_str(&warnings(&told.warnings, view));
    text.push_str(&skipped(&told.skipped, view));
    text
}

fn of_file(file: &FileAccount, view: &View) -> String {
    let about = match (&file.role, file.level) {
        (Some(role), Some(level)) => format!("{role} level {level}: "),
        (Some(role), None) => format!("{role}: "),
        (None, Some(level)) => format!("level {level}: "),
        (None, None) => String::new(),
    };
    let mut counts = Vec::new();
    if file.criteria > 0 {
        counts.push(count(file.criteria, "criterion", "criteria"));
    }
    if file.statements > 0 {
        counts.push(count(file.statements, "statement", "statements"));
    }
    if file.requirements > 0 {
        counts.push(count(file.requirements, "level asked", "levels asked"));
    }
    if file.shared.criteria > 0 {
        let statements = count(file.shared.statements, "statement", "statements");
        counts.push(format!(
            "{} with {statements} of the whole",
            count(file.shared.criteria, "behaviour", "behaviours")
        ));
    }
    let counts = if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") };
    let name = clean(&file.file);
    let line = format!("{about}{counts} ({})", file.shape);
    let head = format!("  {name}  ");
    if width(&head) + width(&line) <= view.width() {
        return format!("{head}{}\n", clean(&line));
    }
    let name = wrap(&name, view.width(), "  ");
    format!("{name}\n{}\n", hang("    ", &clean(&line), view.width(), "    "))
}

fn warnings(groups: &[NoteGroup], view: &View) -> String {
    let mut text = heading("Warnings", groups, view);
    for NoteGroup { sort, lines, more } in groups {
        for line in lines {
            let wrapped = hang("  ", &clean(line), view.width(), "    ");
            text.push_str(&format!("{}\n", view.paint(YELLOW, &wrapped)));
        }
        if *more > 0 {
            text.push_str(&format!("  and {more} more of {sort}: --format json lists them\n"));
        }
    }
    text
}

fn skipped(groups: &[NoteGroup], view: &View) -> String {
    let mut text = heading("No statements", groups, view);
    for NoteGroup { sort, lines, more } in groups {
        let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
        let line = format!("{sort}: {}{more}", lines.join(", "));
        text.push_str(&format!("{}\n", view.paint(DIM, &hang("  ", &clean(&line), view.width(), "    "))));
    }
    text
}

fn heading(heading: &str, groups: &[NoteGroup], view: &View) -> String {
    if groups.is_empty() { String::new() } else { format!("\n{}\n", view.paint(BOLD, heading)) }
}

/// A title as far as it is one: what is longer than a few lines ends in an ellipsis.
fn clipped(title: &str) -> String {
    match title.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title.to_owned(),
    }
}
