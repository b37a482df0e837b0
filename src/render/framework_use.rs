//! What changes with another framework in force, for reading and for programs.

use serde::Serialize;

use super::text::{BOLD, View, clean, count, hang};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkSwitch {
    pub framework: String,
    pub was: String,
    pub entries: u32,
    pub orphans: Vec<Orphan>,
}

/// A key that entries are tagged with and the framework does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Orphan {
    pub key: String,
    pub name: Option<String>,
    pub entries: u32,
    pub proposal: Option<Replacement>,
}

/// A key that may stand for an orphan now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replacement {
    pub key: String,
    pub reason: &'static str,
}

pub fn table(switch: &FrameworkSwitch, view: &View) -> String {
    let mut text = match switch.was == switch.framework {
        true => format!("{} is in force already.\n", switch.framework),
        false => format!("{} is in force now; before, it was {}.\n", switch.framework, switch.was),
    };
    if switch.orphans.is_empty() {
        return text;
    }
    let tags = count(u32::try_from(switch.orphans.len()).unwrap_or(u32::MAX), "tag means", "tags mean");
    text.push_str(&format!("\n{}\n", view.paint(BOLD, &format!("{tags} nothing in it"))));
    for orphan in &switch.orphans {
        let name = orphan.name.as_deref().map(|name| format!(" ({})", clean(name))).unwrap_or_default();
        let entries = count(orphan.entries, "entry", "entries");
        let line = format!("{}{name}: {entries}", clean(&orphan.key));
        text.push_str(&format!("{}\n", hang("  ", &line, view.width(), "    ")));
        let advice = match &orphan.proposal {
            Some(Replacement { key, reason }) => format!("{reason}: promo tag rename {} {key}", orphan.key),
            None => format!("nothing like it: promo list -t {} shows them", orphan.key),
        };
        text.push_str(&format!("{}\n", hang("    ", &clean(&advice), view.width(), "      ")));
    }
    text
}
