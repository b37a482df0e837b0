//! What changes with another framework in force, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{BOLD, View, clean, count, hang};

/// A change of the framework in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    pub framework: String,
    pub was: String,
    pub entries: u32,
    /// Keys of tags that it does not know.
    pub orphans: Vec<Orphan>,
}

/// A key that entries are tagged with and the framework does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    pub key: String,
    /// What it was called in the framework before.
    pub name: Option<String>,
    pub entries: u32,
    /// The key that may stand for it now, and why.
    pub proposal: Option<(String, String)>,
}

pub fn table(switch: &Switch, view: &View) -> String {
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
            Some((key, why)) => format!("{why}: promo tag rename {} {key}", orphan.key),
            None => format!("nothing like it: promo list -t {} shows them", orphan.key),
        };
        text.push_str(&format!("{}\n", hang("    ", &clean(&advice), view.width(), "      ")));
    }
    text
}

/// A change on its way to a program.
#[derive(Debug, Serialize)]
pub struct SwitchJson<'s> {
    schema: u32,
    framework: &'s str,
    was: &'s str,
    entries: u32,
    orphans: Vec<OrphanJson<'s>>,
}

#[derive(Debug, Serialize)]
struct OrphanJson<'s> {
    key: &'s str,
    name: Option<&'s str>,
    entries: u32,
    proposal: Option<ProposalJson<'s>>,
}

#[derive(Debug, Serialize)]
struct ProposalJson<'s> {
    key: &'s str,
    reason: &'s str,
}

impl<'s> From<&'s Switch> for SwitchJson<'s> {
    fn from(switch: &'s Switch) -> Self {
        let orphan = |orphan: &'s Orphan| OrphanJson {
            key: &orphan.key,
            name: orphan.name.as_deref(),
            entries: orphan.entries,
            proposal: orphan.proposal.as_ref().map(|(key, reason)| ProposalJson { key, reason }),
        };
        Self {
            schema: SCHEMA,
            framework: &switch.framework,
            was: &switch.was,
            entries: switch.entries,
            orphans: switch.orphans.iter().map(orphan).collect(),
        }
    }
}
