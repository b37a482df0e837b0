//! What was hidden in a form that is made to be handed on.

use std::collections::{BTreeMap, BTreeSet};

use super::text::{count, list};
use crate::domain::ids::EntryNo;
use crate::domain::redact::{HiddenKind, HiddenName, RedactionLog, SecretKind, TermKind};

/// What is refused or hidden that is no entry's.
pub(crate) const PROFILE: &str = "your profile";

/// `Hidden: 2 customers and 1 key; promo term list shows the names`.
pub(crate) fn hidden(log: &RedactionLog) -> Option<String> {
    let mut names: BTreeMap<HiddenKind, BTreeSet<&str>> = BTreeMap::new();
    for name in log.names.values().flatten() {
        names.entry(name.kind).or_default().insert(&name.key);
    }
    let counted = |(kind, names): (&HiddenKind, &BTreeSet<&str>)| {
        let (one, many) = nouns(*kind);
        number(names.len(), one, many)
    };
    let counts: Vec<String> = names.iter().map(counted).collect();
    let has_terms = names.keys().any(|kind| matches!(kind, HiddenKind::Term(_)));
    let how = if has_terms { "; promo term list shows the names" } else { "" };
    (!counts.is_empty()).then(|| format!("Hidden: {}{how}", list(&counts, "and")))
}

/// `Left out 2 links whose address gives a name away: entry 1`.
pub(crate) fn left_out(log: &RedactionLog) -> Option<String> {
    let ids: Vec<String> = log.links.keys().map(ToString::to_string).collect();
    let links = number(log.links.values().map(BTreeSet::len).sum(), "link", "links");
    let entries = if ids.len() == 1 { "entry" } else { "entries" };
    let ids = (!ids.is_empty()).then(|| list(&ids, "and"))?;
    Some(format!("Left out {links} whose address gives a name away: {entries} {ids}"))
}

/// Entry by entry what a strict export refuses to hide.
pub(crate) fn refused(log: &RedactionLog) -> Vec<String> {
    let with_links = log.links.keys().copied().map(Some);
    let ids: BTreeSet<Option<EntryNo>> = log.names.keys().copied().chain(with_links).collect();
    let line = |id: &Option<EntryNo>| {
        let named =
            |name: &HiddenName| format!("`{}` ({})", name.words, name.replacement.trim_matches(['[', ']']));
        let mut what: Vec<String> = log.names.get(id).into_iter().flatten().map(named).collect();
        let links = id.and_then(|id| log.links.get(&id)).map_or(0, BTreeSet::len);
        if links > 0 {
            what.push(format!("{} whose address gives a name away", number(links, "link", "links")));
        }
        let whose = id.map_or(PROFILE.to_owned(), |id| format!("entry {id}"));
        format!("{whose}: {}", list(&what, "and"))
    };
    ids.iter().map(line).collect()
}

/// What a form that shows confidential entries says in its first lines: `Contains 2 confidential entries.`
pub(crate) fn notice(entries: usize) -> Option<String> {
    let counted = number(entries, "confidential entry", "confidential entries");
    (entries > 0).then(|| format!("Contains {counted}."))
}

/// One and several of a kind.
fn nouns(kind: HiddenKind) -> (&'static str, &'static str) {
    match kind {
        HiddenKind::Term(TermKind::Customer) => ("customer", "customers"),
        HiddenKind::Term(TermKind::Person) => ("person", "people"),
        HiddenKind::Term(TermKind::Host) => ("host", "hosts"),
        HiddenKind::Term(TermKind::Project) => ("project", "projects"),
        HiddenKind::Term(TermKind::Other) => ("other name", "other names"),
        HiddenKind::Term(TermKind::Public) => ("public name", "public names"),
        HiddenKind::Secret(SecretKind::Email) => ("e-mail address", "e-mail addresses"),
        HiddenKind::Secret(SecretKind::Ip) => ("IP address", "IP addresses"),
        HiddenKind::Secret(SecretKind::Host) => ("machine name", "machine names"),
        HiddenKind::Secret(SecretKind::Key) => ("key", "keys"),
        HiddenKind::Secret(SecretKind::Phone) => ("phone number", "phone numbers"),
        HiddenKind::Secret(SecretKind::Iban) => ("IBAN", "IBANs"),
        HiddenKind::Secret(SecretKind::Card) => ("card number", "card numbers"),
    }
}

fn number(n: usize, one: &str, many: &str) -> String {
    count(u32::try_from(n).unwrap_or(u32::MAX), one, many)
}
