//! The spellings of a name: `Müller` is `Mueller` where a keyboard has no umlaut, and `ZebraBank` is `Zebra Bank`.

use std::collections::BTreeSet;

use crate::domain::text::fold::{fold, lowercase};

/// The shortest name of several words that is also looked for as one, in characters: `acmecorp`.
const JOINED_FROM: usize = 5;
/// Letters with the two that are written for them.
const DIGRAPHS: [(char, &str); 5] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('å', "aa")];

/// The folded spellings of a name: as it is listed, and as it may be written as well.
#[derive(Debug)]
pub(super) struct Spellings {
    pub(super) listed: String,
    pub(super) others: BTreeSet<String>,
    /// Spellings that count only where the text has a letter with an accent: `Müller` for `Mueller`.
    pub(super) accented: Vec<String>,
}

impl Spellings {
    pub(super) fn of(name: &str) -> Self {
        let listed = fold(name);
        let small = lowercase(name);
        let spelt_out = fold(&DIGRAPHS.iter().fold(small, |name, (letter, two)| name.replace(*letter, two)));
        let contracted = DIGRAPHS
            .iter()
            .fold(listed.clone(), |name, (letter, two)| name.replace(two, &fold(&letter.to_string())));
        let one_word = [&listed, &spelt_out].into_iter().filter_map(|name| joined(name));
        let others = [&listed, &spelt_out].map(|name| without_stops(name));
        let others = one_word.chain(others).chain([spelt_out.clone(), apart(name)]);
        let others: BTreeSet<String> = others.filter(|other| *other != listed).collect();
        Self {
            accented: Some(contracted).filter(|name| *name != listed).into_iter().collect(),
            listed,
            others,
        }
    }

    /// Every spelling.
    pub(super) fn into_all(self) -> impl Iterator<Item = String> {
        [self.listed].into_iter().chain(self.others).chain(self.accented)
    }

    /// The spellings that name nobody else.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        [&self.listed].into_iter().chain(&self.others).map(String::as_str)
    }
}

/// Several words as one, where only spaces and apostrophes part them.
fn joined(folded: &str) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'');
    let joined = folded.replace([' ', '\''], "");
    (joined != folded && folded.chars().all(is_part) && joined.chars().count() >= JOINED_FROM)
        .then_some(joined)
}

/// A name without the full stops and commas behind its words: `Dr Oetker`, `Acme Inc`.
fn without_stops(folded: &str) -> String {
    folded.replace(". ", " ").replace(", ", " ").trim_end_matches('.').to_owned()
}

/// A name in camel case as several words.
fn apart(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_uppercase() && spaced.ends_with(char::is_lowercase) {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    fold(&spaced)
}

/// Of two spellings that fold to one the fuller, from which more can be told: `Müller` rather than `Muller`.
pub(crate) fn fuller<'n>(listed: &'n str, typed: &'n str) -> &'n str {
    let count = |name| Spellings::of(name).into_all().count();
    if count(listed) > count(typed) { listed } else { typed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_spellings_that_people_give_it() {
        for (name, listed, others) in [
            ("Acme Corp", "acme corp", &["acmecorp"][..]),
            ("ZebraBank", "zebrabank", &["zebra bank"]),
            ("Müller", "muller", &["mueller"]),
            ("O’Brien", "o'brien", &["obrien"]),
            ("Dr. Oetker", "dr. oetker", &["dr oetker"]),
            ("C++ (EU)", "c++ (eu)", &[]),
            ("db-7", "db 7", &[]),
        ] {
            let found = Spellings::of(name);
            assert_eq!(found.listed, listed);
            assert!(found.others.iter().eq(others), "{name}: {:?}", found.others);
        }
        assert_eq!(Spellings::of("Mueller").accented, ["muller"]);
    }
}
