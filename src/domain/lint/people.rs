//! Whom a document is about: pronouns, and the name that its title has.

use std::collections::HashSet;

use super::LintContext;
use super::page::Page;

/// The person, by pronoun. `They` may as well be things.
const PRONOUNS: [&str; 3] = ["she", "he", "i"];
const WHOSE: [&str; 3] = ["her", "his", "my"];

pub(super) struct People {
    /// The words of the name, in lower case.
    names: HashSet<String>,
}

impl People {
    /// Reads the title: what stands behind its colon, and each name in it that is known.
    pub(super) fn of(page: &Page, facts: &LintContext<'_>) -> Self {
        let mut names = HashSet::new();
        if let Some((_, title)) = page.headings().find(|(depth, _)| *depth == 1) {
            let text = title.inline.text.as_str();
            let known =
                facts.names.iter().filter(|name| name.contains(' ') && text.contains(**name)).copied();
            let named = text.split_once(':').map(|(_, name)| name).into_iter().chain(known);
            let words = named.flat_map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '-'));
            let words =
                words.filter(|word| word.chars().nth(1).is_some() && word.starts_with(char::is_uppercase));
            names.extend(words.map(str::to_lowercase));
        }
        Self { names }
    }

    /// Whether a word in lower case is the person, as the one who acts.
    pub(super) fn is_person(&self, lower: &str) -> bool {
        PRONOUNS.contains(&lower) || self.names.contains(lower)
    }

    /// Whether a word in lower case says that something is the person's.
    pub(super) fn is_whose(&self, lower: &str) -> bool {
        WHOSE.contains(&lower)
            || lower
                .strip_suffix("'s")
                .or(lower.strip_suffix('\''))
                .is_some_and(|name| self.names.contains(name))
    }
}
