//! One word, one meaning: which names of types stand twice in the crate, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::{code, sources};

/// Names that two types bear, with the reason. No name is borne by three.
const PAIRS: &[(&str, &str)] = &[
    ("Group", "of a framework's criteria, and of phrases in a file of lint rules"),
    ("Step", "of a question on a terminal, and of a phrase in a file of lint rules"),
    ("Text", "a question for a line of text, and a text of a framework, borrowed where it is built in"),
];

/// A file that stands in for another on other systems, with the same names.
const STAND_IN: &str = "app/signals_elsewhere.rs";

/// The types that a source defines, its tests' left out. An associated type is no type of its own.
fn types(source: &str) -> BTreeSet<String> {
    let code = code(source);
    let named = code.lines().filter_map(|line| {
        let item = line.trim_start();
        let item = match item.strip_prefix("pub") {
            Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
            Some(rest) => rest.trim_start(),
            None => item,
        };
        let (keyword, rest) = item.split_once(' ')?;
        let is_type = match keyword {
            "struct" | "enum" | "trait" => true,
            "type" => !line.starts_with(' '),
            _ => false,
        };
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        is_type.then(|| rest[..end].to_owned())
    });
    named.collect()
}

/// The files that define a type, by its name.
fn bearers() -> BTreeMap<String, Vec<String>> {
    let mut bearers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, source) in sources() {
        if file.ends_with("tests.rs")
            || file.ends_with("testing.rs")
            || file.contains("/tests/")
            || file == STAND_IN
        {
            continue;
        }
        for name in types(&source) {
            bearers.entry(name).or_default().push(file.clone());
        }
    }
    bearers
}

#[test]
fn no_name_is_borne_by_more_than_two_types() {
    let bearers = bearers();
    assert!(bearers.len() > 200, "the types were not found");
    let crowded: Vec<_> = bearers.iter().filter(|(_, files)| files.len() > 2).collect();
    assert!(crowded.is_empty(), "{crowded:#?}");
}

#[test]
fn each_pair_of_one_name_has_its_reason() {
    let bearers = bearers();
    let pairs: BTreeMap<_, _> = bearers.iter().filter(|(_, files)| files.len() == 2).collect();
    let listed: BTreeSet<&str> = PAIRS.iter().map(|(name, _)| *name).collect();
    let silent: Vec<_> = pairs.iter().filter(|(name, _)| !listed.contains(name.as_str())).collect();
    assert!(silent.is_empty(), "no reason is given for {silent:#?}");
    let gone: Vec<_> = listed.iter().filter(|name| !pairs.contains_key(&(**name).to_owned())).collect();
    assert!(gone.is_empty(), "no longer a pair: {gone:?}");
}

#[test]
fn types_are_read_from_a_source() {
    let source = "pub struct A<'a>(&'a str);\npub(crate) enum B {}\n  struct C;\ntype D = u8;\nimpl X for A {\n    type Err = D;\n}\n\
                  // struct E;\nconst F: &str = \"struct G\";\n\n#[cfg(test)]\nmod tests {\n    struct H;\n}\n";
    assert_eq!(types(source).into_iter().collect::<String>(), "ABCD");
}
