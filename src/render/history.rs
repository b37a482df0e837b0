//! What an entry said before, and the last commands.

use super::table::headline;
use super::text::{DIM, View, clean, hang, wrap};

/// What a command did to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EntryChange {
    /// It wrote it, with this title.
    Written(String),
    /// It gave fields new texts: name, before, after.
    Fields(Vec<(&'static str, String, String)>),
    /// It took it out of the journal.
    Removed,
}

/// A command and what it did to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HistoryStep {
    /// When; RFC 3339.
    pub at: String,
    pub command: String,
    pub change: EntryChange,
}

/// The day and minute of an RFC 3339 time.
fn minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// The history of an entry, the first state first.
pub(crate) fn steps(number: &str, title: &str, steps: &[HistoryStep], view: &View) -> String {
    let mut text = headline(number, title, view);
    for step in steps {
        let when = minute(&step.at);
        let head = hang(&format!("{when}  "), &clean(&step.command), view.width(), "  ");
        // The moment stands at the start of the first line, which is wide enough for it.
        let rest = head.strip_prefix(&when).unwrap_or_default();
        text.push_str(&format!("\n{}{rest}\n", view.paint(DIM, &when)));
        match &step.change {
            EntryChange::Written(title) => text.push_str(&line(&format!("written: {title}"), view)),
            EntryChange::Removed => text.push_str("  removed\n"),
            EntryChange::Fields(fields) if fields.is_empty() => text.push_str("  the same again\n"),
            EntryChange::Fields(fields) => {
                for (name, before, after) in fields {
                    text.push_str(&line(&format!("{name}: {} → {}", shown(before), shown(after)), view));
                }
            }
        }
    }
    text
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}

fn line(text: &str, view: &View) -> String {
    wrap(&clean(text), view.width(), "  ") + "\n"
}

/// The last commands: when, what, whether taken back.
pub(crate) fn commands(lines: &[(&str, &str, bool)], view: &View) -> String {
    let mut text = String::new();
    for (at, command, undone) in lines {
        let mark = if *undone { "  (taken back)" } else { "" };
        let line =
            hang(&format!("{}  ", minute(at)), &format!("{}{mark}", clean(command)), view.width(), "  ");
        text.push_str(&if *undone { view.paint(DIM, &line) } else { line });
        text.push('\n');
    }
    text
}
