//! What must not get out of a journal and what must stay readable: the corpus `tests/fixtures/secrets/leaks.txt`, whose first
//! lines say how it is written.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use promo::domain::redact::alias::{self, AliasAllocator};
use promo::domain::redact::{MatchKind, SecretKind, Term, TermKind, Terms, find, redact};
use proptest::prelude::*;

/// One line of the corpus.
struct Case {
    line: usize,
    /// The whole text.
    text: String,
    /// What must be hidden.
    secrets: Vec<String>,
    /// What stands before, between and behind.
    readable: Vec<String>,
}

fn corpus() -> (Terms, Vec<Case>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/secrets/leaks.txt");
    let file = fs::read_to_string(path).unwrap();
    let (mut names, mut cases) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(file.lines()).filter(|(_, text)| !text.is_empty()) {
        if let Some(name) = text.strip_prefix("! ") {
            let (kind, name) = name.split_once(' ').unwrap();
            names.push((TermKind::from_word(kind).unwrap(), name.to_owned()));
        } else if !text.starts_with("# ") || text.contains('⟦') {
            cases.push(Case::read(line, text));
        }
    }
    (terms(names), cases)
}

fn terms(names: Vec<(TermKind, String)>) -> Terms {
    let mut allocator = AliasAllocator::new(HashSet::new(), names.iter().map(|(_, name)| name.as_str()));
    let mut term = |(kind, text)| Term { text, kind, alias: Some(allocator.allocate(kind)) };
    Terms::new(names.into_iter().map(&mut term).collect::<Vec<_>>())
}

impl Case {
    fn read(line: usize, written: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = written;
        while let Some((before, after)) = rest.split_once('⟦') {
            let (secret, behind) = after.split_once('⟧').unwrap();
            parts.extend([before, secret]);
            rest = behind;
        }
        parts.push(rest);
        let parts: Vec<String> = (0..).zip(parts).map(|(seed, part)| unescaped(part, line + seed)).collect();
        Self {
            line,
            text: parts.concat(),
            secrets: parts.iter().skip(1).step_by(2).cloned().collect(),
            readable: parts.iter().step_by(2).cloned().collect(),
        }
    }

    /// What is wrong with a text in which each secret should be an alias or a mark, and nothing else hidden.
    fn fault(&self, hidden: &str, stands_in: &[&str]) -> Option<String> {
        let mut left = hidden;
        for (number, readable) in self.readable.iter().enumerate() {
            if let Some(secret) = number.checked_sub(1).map(|at| &self.secrets[at]) {
                match stands_in.iter().find_map(|alias| left.strip_prefix(alias)) {
                    Some(rest) => left = rest,
                    None => return Some(self.wrong(&format!("`{secret}` is not hidden"), hidden)),
                }
            }
            match left.strip_prefix(readable.as_str()) {
                Some(rest) => left = rest,
                None => return Some(self.wrong(&format!("`{readable}` is hidden or torn"), hidden)),
            }
        }
        (!left.is_empty()).then(|| self.wrong("there is more", hidden))
    }

    fn wrong(&self, what: &str, hidden: &str) -> String {
        format!("line {}: {what}\n  {}\n  {hidden}", self.line, self.text)
    }
}

/// A text with its line breaks, its characters by number and its made-up keys.
fn unescaped(written: &str, seed: usize) -> String {
    let mut text = written.replace("\\n", "\n").replace("\\t", "\t");
    while let Some((before, after)) = text.split_once("\\u{") {
        let (code, behind) = after.split_once('}').unwrap();
        let c = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        text = format!("{before}{c}{behind}");
    }
    while let Some((before, after)) = text.split_once('⟨') {
        let (key, behind) = after.split_once('⟩').unwrap();
        let key = made_up(&key[..1], key[1..].parse().unwrap(), seed + before.len());
        text = format!("{before}{key}{behind}");
    }
    text
}

/// Signs of an alphabet that look drawn by lot; a letter and a digit are always among them.
fn made_up(alphabet: &str, length: usize, seed: usize) -> String {
    const DIGITS: &str = "0123456789";
    const SMALL: &str = "abcdefghijklmnopqrstuvwxyz";
    let signs = match alphabet {
        "a" => format!("{DIGITS}{SMALL}{}", SMALL.to_uppercase()),
        "b" => format!("{DIGITS}{SMALL}{}-_", SMALL.to_uppercase()),
        "d" => DIGITS.to_owned(),
        "h" => format!("{DIGITS}abcdef"),
        "l" => format!("{DIGITS}{SMALL}"),
        "u" => format!("{DIGITS}{}", SMALL.to_uppercase()),
        other => panic!("no alphabet is called {other}"),
    };
    let mut state = seed as u64 * 0x9e37_79b9 + 1;
    let mut sign = |at: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = match at {
            0 => 7 % signs.len(),
            1 => signs.len() * 2 / 3,
            _ => (state >> 33) as usize % signs.len(),
        };
        char::from(signs.as_bytes()[drawn])
    };
    (0..length).map(&mut sign).collect()
}

#[test]
fn secrets_are_hidden_and_nothing_else_is() {
    let (terms, cases) = corpus();
    let aliases = terms.all().iter().filter_map(|term| term.alias.as_deref());
    let marks = SecretKind::ALL.map(SecretKind::mark);
    let stands_in: Vec<&str> = aliases.chain(marks).collect();
    let fault = |case: &Case| case.fault(&redact(&case.text, &terms).0, &stands_in);
    let faults: Vec<String> = cases.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn what_was_hidden_is_not_hidden_again() {
    let (terms, cases) = corpus();
    for case in cases {
        let once = redact(&case.text, &terms).0.into_owned();
        assert_eq!(redact(&once, &terms).0, once, "line {}", case.line);
    }
}

#[test]
fn ten_thousand_terms_in_a_long_text_take_no_time() {
    let name = |n| (TermKind::Customer, format!("Customer Company {n} Holding"));
    let names = (0..10_000).map(name).collect();
    let terms = terms(names);
    // Names, and what makes a finder look again and again.
    for (piece, long) in [
        ("Company 77 Holding\n", 1 << 16),
        ("customer company ", 1 << 16),
        ("a ", 1 << 16),
        ("x@", 1 << 16),
        (":a@b.cc", 1 << 16),
        ("://u:a@b.cc", 1 << 16),
        ("10.", 1 << 16),
        ("a.", 1 << 16),
        ("password=", 1 << 16),
        ("://", 1 << 16),
        ("-----BEGIN ", 1 << 16),
        ("eyJ.", 1 << 16),
        ("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3;", 1 << 16),
        ("http://aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3/", 1 << 16),
        ("10.0.0.1:", 1 << 16),
        ("password: hunter2 ", 1 << 16),
        ("curl -u a:b1234567 ", 1 << 16),
    ] {
        let text = piece.repeat(long / piece.len());
        let (hidden, _) = redact(&text, &terms);
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
        let terms = terms(names.iter().map(|name| (TermKind::Customer, name.trim().to_owned())).collect());
        let (hidden, what) = redact(&text, &terms);
        prop_assert_eq!(what.is_empty(), hidden == text || find(&text, &terms).is_empty());
        let left: Vec<_> = find(&hidden, &terms);
        prop_assert!(!left.iter().any(|found| matches!(found.kind, MatchKind::Term(_))), "{:?} in {:?} of {:?}", left, hidden, names);
        prop_assert_eq!(&redact(&hidden, &terms).0, &hidden);
        if find(&text, &terms).is_empty() {
            prop_assert_eq!(&hidden, &text);
        }
    }
}
