//! What stands in the place of a listed term: `Customer A`, `Host B`, after Z `AA`.

use std::collections::{HashMap, HashSet};

use super::spelling::Spellings;
use super::{SecretKind, TermKind};
use crate::domain::text::fold::{FoldedText, fold};

/// The shortest name that can be listed, in characters: a shorter one would be found in every text.
pub const SHORTEST: usize = 2;
/// The longest one.
pub const LONGEST: usize = 200;

/// The word of a kind's aliases.
fn word(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Customer => "Customer",
        TermKind::Person => "Person",
        TermKind::Host => "Host",
        TermKind::Project => "Project",
        TermKind::Other | TermKind::Public => "Name",
    }
}

/// `A` … `Z`, `AA` …
fn letters(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Allocates aliases that nobody has or had, and in which no name is found.
#[derive(Debug, Default)]
pub struct AliasAllocator {
    taken: HashSet<String>,
    /// Folded spellings of names.
    names: HashSet<String>,
    /// How many of each kind were looked at.
    seen: HashMap<TermKind, usize>,
}

impl AliasAllocator {
    /// `taken` are the aliases ever given, `names` the names ever listed and those that are about to be.
    pub fn new<'n>(taken: HashSet<String>, names: impl IntoIterator<Item = &'n str>) -> Self {
        let spellings = |name| Spellings::of(name).all().map(str::to_owned).collect::<Vec<_>>();
        let names = names.into_iter().flat_map(spellings).collect();
        Self { taken, names, seen: HashMap::new() }
    }

    /// The next alias of a kind.
    pub fn allocate(&mut self, kind: TermKind) -> String {
        let seen = self.seen.entry(kind).or_default();
        // A name that older versions took, and that each alias of the kind holds, is no reason to look on.
        let word_of_kind = fold(word(kind));
        let is_name = |part: String| part != word_of_kind && self.names.contains(&part);
        loop {
            let alias = format!("{} {}", word(kind), letters(*seen));
            *seen += 1;
            if !self.taken.contains(&alias) && !parts(&alias).any(is_name) {
                return alias;
            }
        }
    }
}

/// Every run of words and signs in a text, folded, with the plurals that a name is also found by.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let folded = FoldedText::new(text);
    let ends: Vec<usize> = (0..=folded.text.len()).filter(|at| folded.is_word_boundary(*at)).collect();
    let runs =
        ends.iter().flat_map(|from| ends.iter().map(move |to| *from..*to)).filter(|run| !run.is_empty());
    let runs: Vec<String> = runs.map(|run| folded.text[run].to_owned()).collect();
    let singulars: Vec<String> =
        runs.iter().filter_map(|run| run.strip_suffix('s').map(str::to_owned)).collect();
    runs.into_iter().chain(singulars)
}

/// Why a name cannot be listed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("a term is empty")]
    Empty,
    /// It would be found everywhere.
    #[error("`{0}` is too short for a term: it would be found in every text")]
    Short(String),
    #[error("a term has {0} characters; at most {LONGEST} are taken")]
    Long(usize),
    #[error("a term has a line break or a control character in it")]
    Control,
    #[error("`{0}` has no letter and no digit")]
    Signs(String),
    /// It is what promo writes in the place of names.
    #[error("`{name}` is part of `{alias}`, which stands for a name in documents")]
    Alias {
        name: String,
        /// What it is part of.
        alias: String,
    },
}

/// What documents say in the place of names, by the parts that can be no names.
#[derive(Debug)]
pub struct InUse {
    /// The first alias or mark that has a part.
    whose: HashMap<String, String>,
}

impl InUse {
    /// `taken` are the aliases ever given.
    pub fn new(taken: HashSet<String>) -> Self {
        let firsts = TermKind::ALL.map(|kind| format!("{} A", word(kind)));
        let marks = SecretKind::ALL.map(|kind| kind.mark().to_owned());
        // In their order, so that a refusal names the same one each time.
        let mut taken: Vec<String> = taken.into_iter().collect();
        taken.sort_unstable();
        let mut whose = HashMap::new();
        for alias in firsts.into_iter().chain(marks).chain(taken) {
            for part in parts(&alias) {
                whose.entry(part).or_insert_with(|| alias.clone());
            }
        }
        Self { whose }
    }
}

/// Checks that a name can be listed, and gives it without the white space around it.
pub fn check<'n>(name: &'n str, in_use: &InUse) -> Result<&'n str, NameError> {
    let trimmed = name.trim();
    let long = trimmed.chars().count();
    if trimmed.is_empty() {
        return Err(NameError::Empty);
    }
    if long < SHORTEST {
        return Err(NameError::Short(trimmed.to_owned()));
    }
    if long > LONGEST {
        return Err(NameError::Long(long));
    }
    if trimmed.chars().any(|c| c.is_control() && c != '\t') {
        return Err(NameError::Control);
    }
    if !trimmed.chars().any(char::is_alphanumeric) {
        return Err(NameError::Signs(trimmed.to_owned()));
    }
    match Spellings::of(trimmed).all().find_map(|spelling| in_use.whose.get(spelling)) {
        Some(alias) => Err(NameError::Alias { name: trimmed.to_owned(), alias: alias.clone() }),
        None => Ok(trimmed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> HashSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn letters_go_on_after_z() {
        let all: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(all, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn an_alias_is_nobody_elses_and_holds_no_name() {
        let none = set(&[]);
        let next = |kind, taken: &HashSet<String>, names: &[&str]| {
            AliasAllocator::new(taken.clone(), names.iter().copied()).allocate(kind)
        };
        assert_eq!(next(TermKind::Customer, &none, &[]), "Customer A");
        assert_eq!(next(TermKind::Customer, &set(&["Customer A", "Host B"]), &[]), "Customer B");
        assert_eq!(next(TermKind::Other, &none, &["name a", "name b"]), "Name C");
        let mut taken: HashSet<String> = (0..26).map(|number| format!("Host {}", letters(number))).collect();
        taken.insert("Host AB".into());
        assert_eq!(next(TermKind::Host, &taken, &["aa"]), "Host AC");
        assert_eq!(next(TermKind::Customer, &none, &["Customer."]), "Customer A");
    }

    #[test]
    fn what_cannot_be_a_name_is_refused() {
        let in_use = InUse::new(set(&["Person AB", "Customer AB"]));
        for (name, wanted) in [
            ("  Acme ", Ok("Acme")),
            ("C++ (EU)", Ok("C++ (EU)")),
            ("a.b*", Ok("a.b*")),
            ("[x]", Ok("[x]")),
            ("the", Ok("the")),
            (" \t", Err("a term is empty")),
            ("x", Err("`x` is too short for a term: it would be found in every text")),
            ("++", Err("`++` has no letter and no digit")),
            ("a\nb", Err("a term has a line break or a control character in it")),
            ("Customer", Err("`Customer` is part of `Customer A`, which stands for a name in documents")),
            ("Customer.", Err("`Customer.` is part of `Customer A`, which stands for a name in documents")),
            ("key", Err("`key` is part of `[key]`, which stands for a name in documents")),
            ("ab", Err("`ab` is part of `Customer AB`, which stands for a name in documents")),
            ("ac", Ok("ac")),
        ] {
            let found = check(name, &in_use).map_err(|error| error.to_string());
            assert_eq!(found, wanted.map_err(str::to_owned), "{name}");
        }
        assert_eq!(check(&"x".repeat(201), &in_use), Err(NameError::Long(201)));
    }
}
