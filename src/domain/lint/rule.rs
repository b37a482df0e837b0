//! The table of rules.

use super::config::{LintConfig, Subject};
use super::phrases::Phrases;
use super::{
    Diagnostic, acronyms, cited, length, links, money, names, numbers, placeholders, results, sections,
    values,
};
use std::sync::LazyLock;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It breaks a rule of the document.
    Error,
    /// It reads badly, or may be wrong.
    Warning,
    /// A place still to be filled.
    Info,
}

impl Severity {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Which documents a rule is for. What is about reading is not looked at in one that nobody reads to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Each, however long.
    Document,
    /// One that may cite evidence at the target level alone, however long.
    DocumentAtLevel,
    /// The running text of each.
    Text,
    TextAtLevel,
    TextInThirdPerson,
    TextInFirstPerson,
}

impl Scope {
    pub(super) fn holds(self, config: &LintConfig<'_>, is_read: bool) -> bool {
        match self {
            Self::Document => true,
            Self::DocumentAtLevel => config.at_level,
            Self::Text => is_read,
            Self::TextAtLevel => is_read && config.at_level,
            Self::TextInThirdPerson => is_read && config.third_person,
            Self::TextInFirstPerson => is_read && config.first_person,
        }
    }
}

/// How a rule finds what it looks for.
pub(super) enum Test {
    /// By the phrases of a file.
    Phrases(LazyLock<Phrases>),
    Fn(fn(&Subject<'_>, &'static Rule, &mut Vec<Diagnostic>)),
}

/// A rule of the document.
pub struct Rule {
    /// How JSON calls it; two rules may find the same sort of thing.
    pub code: &'static str,
    /// What stands over its diagnostics.
    pub heading: &'static str,
    /// How much it weighs, unless its test says otherwise.
    pub severity: Severity,
    pub(super) scope: Scope,
    pub(super) test: Test,
    /// What to do, unless its test says more.
    pub(super) advice: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Rule {}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

/// The phrases of a file of `framework/lints`. A test holds that each can be read.
macro_rules! phrases {
    ($file:literal) => {
        Test::Phrases(LazyLock::new(|| {
            Phrases::parse(include_str!(concat!("../../../framework/lints/", $file))).unwrap_or_default()
        }))
    };
}

/// All of them, the heaviest first.
pub static RULES: [Rule; 29] = [
    Rule {
        code: "confidential",
        heading: "Confidential entries",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(names::confidential),
        advice: "",
    },
    Rule {
        code: "term",
        heading: "Listed terms",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(names::leaks),
        advice: "",
    },
    Rule {
        code: "secret",
        heading: "Addresses, machines and keys",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(names::leaks),
        advice: "take the link out, or tell of one that others may see",
    },
    Rule {
        code: "unknown-entry",
        heading: "Entries that the journal does not have",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(cited::entries),
        advice: "cite one that is there (promo list shows them), or take the line out",
    },
    Rule {
        code: "below-level",
        heading: "Evidence below the target level",
        severity: Severity::Error,
        scope: Scope::DocumentAtLevel,
        test: Test::Fn(cited::entries),
        advice: "",
    },
    Rule {
        code: "not-evidence",
        heading: "Entries that are no evidence here",
        severity: Severity::Warning,
        scope: Scope::Document,
        test: Test::Fn(cited::entries),
        advice: "tell other work, or put the entry right",
    },
    Rule {
        code: "results",
        heading: "Number of results",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(results::count),
        advice: "tell the most impactful: promo pick chooses them",
    },
    Rule {
        code: "value-not-shown",
        heading: "Values that nothing shows",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(values::check),
        advice: "tell in a sentence or two what showed it",
    },
    Rule {
        code: "section",
        heading: "Sections",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(sections::in_order),
        advice: "",
    },
    Rule {
        code: "words",
        heading: "Length",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(length::of_document),
        advice: "leave out what does not carry the case",
    },
    Rule {
        code: "section-words",
        heading: "Length of sections",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(length::of_sections),
        advice: "tell less, or less at length",
    },
    Rule {
        code: "first-person",
        heading: "First person outside quotations",
        severity: Severity::Error,
        scope: Scope::TextInThirdPerson,
        test: phrases!("first-person.txt"),
        advice: "say it by name and pronouns, or quote it",
    },
    Rule {
        code: "rating",
        heading: "Ratings",
        severity: Severity::Error,
        scope: Scope::Text,
        test: phrases!("rating.txt"),
        advice: "say what was done and what came of it; ratings stay out of the document",
    },
    Rule {
        code: "pay",
        heading: "Pay",
        severity: Severity::Error,
        scope: Scope::Text,
        test: phrases!("pay.txt"),
        advice: "leave it out; pay is no part of the case",
    },
    Rule {
        code: "private-link",
        heading: "Links that others cannot open",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(links::private_links),
        advice: "",
    },
    Rule {
        code: "numbered-links",
        heading: "Links in place of an explanation",
        severity: Severity::Error,
        scope: Scope::Document,
        test: Test::Fn(links::numbered_links),
        advice: "say what they show and put one link on the noun",
    },
    Rule {
        code: "result-without-number",
        heading: "Results without a number",
        severity: Severity::Error,
        scope: Scope::Text,
        test: Test::Fn(numbers::results_without),
        advice: "say what came of it, with a number and its baseline",
    },
    Rule {
        code: "number-without-baseline",
        heading: "Numbers without a baseline",
        severity: Severity::Warning,
        scope: Scope::Text,
        test: Test::Fn(numbers::without_baseline),
        advice: "say what it was before, or out of how many",
    },
    Rule {
        code: "assumed-level",
        heading: "Levels that are only assumed",
        severity: Severity::Warning,
        scope: Scope::DocumentAtLevel,
        test: Test::Fn(cited::assumed_levels),
        advice: "",
    },
    // Who tells work of any level may well tell what comes next.
    Rule {
        code: "potential",
        heading: "Potential in place of performance",
        severity: Severity::Warning,
        scope: Scope::TextAtLevel,
        test: phrases!("potential.txt"),
        advice: "tell what was done at that level already; what may come is no evidence",
    },
    Rule {
        code: "currency",
        heading: "Amounts of money",
        severity: Severity::Warning,
        scope: Scope::Text,
        test: Test::Fn(money::check),
        advice: "give it as a share or a ratio; an amount may not be for everybody's eyes",
    },
    // Who tells work of any level tells of a period, and that may well be the last one.
    Rule {
        code: "recency",
        heading: "Mostly recent work",
        severity: Severity::Warning,
        scope: Scope::DocumentAtLevel,
        test: Test::Fn(cited::recency),
        advice: "tell older work too: promo pick chooses it",
    },
    Rule {
        code: "team",
        heading: "We in place of I",
        severity: Severity::Warning,
        scope: Scope::TextInFirstPerson,
        test: phrases!("team.txt"),
        advice: "say what you did yourself in it",
    },
    Rule {
        code: "long-sentence",
        heading: "Long sentences",
        severity: Severity::Warning,
        scope: Scope::Text,
        test: Test::Fn(length::of_sentences),
        advice: "make two of it; 30 words are enough for a sentence",
    },
    Rule {
        code: "filler",
        heading: "Words that say nothing",
        severity: Severity::Warning,
        scope: Scope::Text,
        test: phrases!("filler.txt"),
        advice: "say it without these words",
    },
    Rule {
        code: "filler",
        heading: "Words that say nothing",
        severity: Severity::Warning,
        scope: Scope::Text,
        test: phrases!("says-nothing.txt"),
        advice: "say what was done, by whom, and what came of it",
    },
    Rule {
        code: "degree",
        heading: "Words of degree",
        severity: Severity::Warning,
        scope: Scope::Text,
        test: phrases!("degree.txt"),
        advice: "say how much: a number and what it was before",
    },
    Rule {
        code: "acronym",
        heading: "Acronyms not spelled out",
        severity: Severity::Warning,
        scope: Scope::Text,
        test: Test::Fn(acronyms::check),
        advice: "spell it out where it is first used, with the letters in brackets",
    },
    Rule {
        code: "placeholder",
        heading: "Still to be filled",
        severity: Severity::Info,
        scope: Scope::Document,
        test: Test::Fn(placeholders::check),
        advice: "fill it, or take it out before you hand it in",
    },
];

impl Rule {
    /// Its place in the table.
    pub(super) fn index(&self) -> usize {
        RULES.iter().position(|rule| rule == self).unwrap_or(RULES.len())
    }
}
