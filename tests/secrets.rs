//! What must not be said in `tests/fixtures/secrets`: clean text has no find, faulty text those that stand beside it, one a
//! line, as `LINE WHAT WORDS`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use promo::domain::redact::{MatchKind, Term, TermKind, Terms, alias, find, folded, hide};
use proptest::prelude::*;

fn terms<S: AsRef<str>>(names: &[S]) -> Terms {
    let all: HashSet<String> = names.iter().map(|name| folded(name.as_ref())).collect();
    let mut giver = alias::AliasAllocator::new(HashSet::new(), all);
    let mut alias = || Some(giver.give(TermKind::Customer));
    let terms: Vec<Term> = names
        .iter()
        .map(|name| Term { text: name.as_ref().to_owned(), kind: TermKind::Customer, alias: alias() })
        .collect();
    Terms::new(terms)
}

fn told(text: &str, terms: &Terms) -> String {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let found = find(text, terms).into_iter().map(|found| {
        let words = text[found.range.clone()].replace('\n', "\\n");
        format!("{} {} {words}\n", line(found.range.start), terms.instead(found.what))
    });
    found.collect()
}

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/secrets").join(name))
        .unwrap()
}

#[test]
fn clean_text_raises_no_alarm() {
    let terms = terms(&["Zebra Bank", "C++ (EU)", "a.b*", "[x]"]);
    assert_eq!(told(&fixture("clean-notes.txt"), &terms), "");
}

#[test]
fn what_must_not_be_said_is_found() {
    let terms = terms(&["Acme", "C++ (EU)", "a.b*", "[x]"]);
    let text = fixture("faulty-notes.txt");
    assert_eq!(told(&text, &terms), fixture("faulty-notes.expected"));
    assert_eq!(told(&hide(&text, &terms).0, &terms), "");
}

#[test]
fn ten_thousand_terms_in_a_mebibyte_take_no_time() {
    let names: Vec<String> = (0..10_000).map(|n| format!("Customer Company {n} Holding")).collect();
    let terms = terms(&names);
    // A mebibyte of names, and less of what makes a finder look again and again.
    for (piece, long) in [
        ("Company 77 Holding\n", 1 << 20),
        ("customer company ", 1 << 20),
        ("a ", 1 << 18),
        ("x@", 1 << 18),
        (":a@b.cc", 1 << 20),
        ("://u:a@b.cc", 1 << 18),
        ("10.", 1 << 18),
        ("a.", 1 << 18),
        ("password=", 1 << 18),
        ("://", 1 << 18),
        ("-----BEGIN ", 1 << 18),
        ("eyJ.", 1 << 18),
        ("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3;", 1 << 18),
        ("http://aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3/", 1 << 17),
        ("10.0.0.1:", 1 << 18),
        ("password: hunter2 ", 1 << 16),
        ("curl -u a:b1234567 ", 1 << 16),
    ] {
        let text = piece.repeat(long / piece.len());
        let (hidden, _) = hide(&text, &terms);
        assert!(hidden.len() <= text.len() * 3, "{piece}");
    }
}

/// Names and texts of few words, so that they meet, and aliases among them.
fn name() -> impl Strategy<Value = String> {
    "(acme|corp|Customer|A|B|AA|x|s|\\+|\\(|[.*'-]| ){1,5}".prop_filter("a name that can be listed", |name| {
        alias::check(name, &alias::InUse::new(HashSet::new())).is_ok()
    })
}

proptest! {
    #[test]
    fn what_is_hidden_stays_hidden(
        names in proptest::collection::vec(name(), 0..6),
        text in "(acme|Acme's|corps|Customer|A|B|AA|x|s|\\+|\\(|[.*' -]|@|mail\\.com|10\\.0\\.0\\.1|password=abcd| |\n|é|[\\PC]){0,40}",
    ) {
        let mut names = names;
        names.sort_by_key(|name| folded(name));
        names.dedup_by_key(|name| folded(name));
        let terms = terms(&names.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>());
        let (hidden, what) = hide(&text, &terms);
        prop_assert_eq!(what.is_empty(), hidden == text || find(&text, &terms).is_empty());
        let left: Vec<_> = find(&hidden, &terms);
        prop_assert!(!left.iter().any(|found| matches!(found.what, MatchKind::Term(_))), "{:?} in {:?} of {:?}", left, hidden, names);
        prop_assert_eq!(&hide(&hidden, &terms).0, &hidden);
        if find(&text, &terms).is_empty() {
            prop_assert_eq!(&hidden, &text);
        }
    }
}
