//! What would change in a file, line by line.

use similar::{ChangeTag, TextDiff};

use super::text::{BOLD, DIM, GREEN, RED, View, clean};

/// The lines that change, each with a few around it; nothing where nothing changes.
pub(crate) fn unified(name: &str, old: &str, new: &str, view: &View) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut text = String::new();
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        if text.is_empty() {
            let name = clean(name);
            text.push_str(&format!("{}\n", view.paint(BOLD, &format!("--- {name}"))));
            text.push_str(&format!("{}\n", view.paint(BOLD, &format!("+++ {name}, updated"))));
        }
        text.push_str(&format!("{}\n", view.paint(DIM, &hunk.header().to_string())));
        for change in hunk.iter_changes() {
            let line = change.value().trim_end_matches(['\n', '\r']);
            let line = clean(line);
            let line = match change.tag() {
                ChangeTag::Delete => view.paint(RED, &format!("-{line}")),
                ChangeTag::Insert => view.paint(GREEN, &format!("+{line}")),
                ChangeTag::Equal => format!(" {line}"),
            };
            text.push_str(&format!("{line}\n"));
        }
    }
    text
}
