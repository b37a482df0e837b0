//! Which alias a name has: one customer has one, however it is written.
//!
//! A name that is another spelling of one with an alias, or starts it, or is started by it, has the same alias: `Vandermeer`
//! and `Vandermeer Shipping`. Which one that is never changes, since an alias once given stays.

use std::collections::HashMap;

use super::TermKind;
use super::spelling::Spellings;

/// The aliases of names by kind. They are inserted in the order in which they were given.
#[derive(Debug, Default)]
pub(crate) struct AliasIndex {
    whole: HashMap<(TermKind, String), String>,
    /// By the words that a name starts with.
    starts: HashMap<(TermKind, String), String>,
}

impl AliasIndex {
    pub(crate) fn insert(&mut self, kind: TermKind, name: &str, alias: &str) {
        for spelling in Spellings::of(name).all() {
            for start in starts(kind, spelling) {
                self.starts.entry((kind, start.to_owned())).or_insert_with(|| alias.to_owned());
            }
            self.whole.entry((kind, spelling.to_owned())).or_insert_with(|| alias.to_owned());
        }
    }

    /// The alias of a name that has none of its own: that of another spelling of it, of the longest name that starts it,
    /// or of the first one that it starts.
    pub(crate) fn alias(&self, kind: TermKind, name: &str) -> Option<&str> {
        let spellings = Spellings::of(name);
        let whole = |spelling: &str| self.whole.get(&(kind, spelling.to_owned()));
        let same = spellings.all().find_map(whole);
        let start = || starts(kind, &spellings.listed).rev().find_map(whole);
        let longer = || self.starts.get(&(kind, spellings.listed.clone()));
        same.or_else(start).or_else(longer).map(String::as_str)
    }
}

/// The shorter names that a folded name starts with, each up to the end of a word, the shortest first. Where a number
/// follows, the names are of several: `Company 7` and `Company 8`; and so are machines and projects.
fn starts(kind: TermKind, folded: &str) -> impl DoubleEndedIterator<Item = &str> {
    let has_starts = matches!(kind, TermKind::Customer | TermKind::Person | TermKind::Other);
    let behind_number = folded.rfind(|c: char| c.is_numeric()).map_or(0, |at| at + 1);
    let from = if has_starts { behind_number } else { folded.len() };
    folded.match_indices(' ').filter(move |(at, _)| *at >= from).map(|(at, _)| &folded[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_customer_has_one_alias() {
        let mut index = AliasIndex::default();
        for (name, alias) in [
            ("Vandermeer Shipping", "A"),
            ("Café Bleu", "B"),
            ("Company 7", "C"),
            ("Zebra", "D"),
            ("Müller", "E"),
        ] {
            index.insert(TermKind::Customer, name, alias);
        }
        index.insert(TermKind::Project, "Falcon", "A");
        for (name, alias) in [
            ("Vandermeer", Some("A")),
            ("vandermeer shipping ltd", Some("A")),
            ("Vandermeer Bakery", None),
            ("Vander", None),
            ("Cafe\u{301} Bleu", Some("B")),
            ("CafeBleu", Some("B")),
            ("Company", None),
            ("Company 77", None),
            ("Company 7 Holding", Some("C")),
            ("Zebra 2", None),
            ("Zebra-Bank", Some("D")),
            ("Mueller", Some("E")),
        ] {
            assert_eq!(index.alias(TermKind::Customer, name), alias, "{name}");
        }
        assert_eq!(index.alias(TermKind::Person, "Zebra"), None);
        assert_eq!(index.alias(TermKind::Project, "Falcon Migration"), None);
    }
}
