//! What a calibrator would object to in a document, found in its Markdown: the rules of GitLab's style guide, and whether
//! what is cited may be cited.
//!
//! `page` reads the Markdown into blocks, `inline` a block into its visible text, `words` that into words and
//! sentences; each other module holds the lints of one sort. A lint that cannot be sure says nothing: a false alarm costs
//! more than a miss. Everything takes time linear in the text.

mod acronyms;
mod cited;
mod inline;
mod links;
mod names;
mod numbers;
mod page;
mod person;
mod phrases;
mod sections;
mod shape;
mod style;
mod team;
mod words;

use std::collections::HashSet;

use chrono::NaiveDate;

use super::document::choice::{RESULTS, Reason};
use super::ids::{EntryNo, Level};
use super::secret::Terms;
use super::secret::echo::Echoes;
use page::Page;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It breaks a rule of the document.
    Error,
    /// It reads badly, or may be wrong.
    Warning,
    /// A place still to be filled.
    Info,
}

impl Weight {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// What sort of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A cited entry that is confidential, or words of one.
    Confidential,
    /// A name that is listed as one that must not be said.
    Term,
    /// An address, a machine or a key.
    Secret,
    /// A cited entry that the journal does not have.
    UnknownEntry,
    /// A cited entry whose work is below the target level.
    BelowLevel,
    /// A cited entry that counts for nothing, for another reason.
    NotEvidence,
    /// Not as many results as the document has.
    Results,
    /// A value that nothing shows.
    ValueNotShown,
    /// A section that is not there, or not in its place.
    Section,
    /// Too many words.
    Words,
    /// Too many words in one section.
    SectionWords,
    /// I, my, we outside a quotation.
    FirstPerson,
    /// What a team did, where one person is to speak.
    Team,
    /// Words of a talent rating.
    Rating,
    /// Words of pay.
    Pay,
    /// A link that others cannot open.
    PrivateLink,
    /// Links that are numbered in place of an explanation.
    NumberedLinks,
    /// A business result that is not measured.
    ResultWithoutNumber,
    /// A measure without what it was before.
    NumberWithoutBaseline,
    /// An amount of money.
    Currency,
    /// Most of what is cited is new.
    Recency,
    /// A sentence that is too long.
    LongSentence,
    /// Words that say nothing.
    Filler,
    /// An adverb or adjective of degree.
    Degree,
    /// A cited entry whose level is only assumed.
    AssumedLevel,
    /// An acronym that is not spelled out where it is first used.
    Acronym,
    /// A place still to be filled.
    Placeholder,
}

impl Code {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 27] = [
        Self::Confidential,
        Self::Term,
        Self::Secret,
        Self::UnknownEntry,
        Self::BelowLevel,
        Self::NotEvidence,
        Self::Results,
        Self::ValueNotShown,
        Self::Section,
        Self::Words,
        Self::SectionWords,
        Self::FirstPerson,
        Self::Rating,
        Self::Pay,
        Self::PrivateLink,
        Self::NumberedLinks,
        Self::ResultWithoutNumber,
        Self::NumberWithoutBaseline,
        Self::AssumedLevel,
        Self::Currency,
        Self::Recency,
        Self::Team,
        Self::LongSentence,
        Self::Filler,
        Self::Degree,
        Self::Acronym,
        Self::Placeholder,
    ];

    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::Term => "term",
            Self::Secret => "secret",
            Self::UnknownEntry => "unknown-entry",
            Self::BelowLevel => "below-level",
            Self::NotEvidence => "not-evidence",
            Self::Results => "results",
            Self::ValueNotShown => "value-not-shown",
            Self::Section => "section",
            Self::Words => "words",
            Self::SectionWords => "section-words",
            Self::FirstPerson => "first-person",
            Self::Team => "team",
            Self::Rating => "rating",
            Self::Pay => "pay",
            Self::PrivateLink => "private-link",
            Self::NumberedLinks => "numbered-links",
            Self::ResultWithoutNumber => "result-without-number",
            Self::NumberWithoutBaseline => "number-without-baseline",
            Self::AssumedLevel => "assumed-level",
            Self::Currency => "currency",
            Self::Recency => "recency",
            Self::LongSentence => "long-sentence",
            Self::Filler => "filler",
            Self::Degree => "degree",
            Self::Acronym => "acronym",
            Self::Placeholder => "placeholder",
        }
    }

    /// The heading over several of them.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Confidential => "Confidential entries",
            Self::Term => "Listed terms",
            Self::Secret => "Addresses, machines and keys",
            Self::UnknownEntry => "Entries that the journal does not have",
            Self::BelowLevel => "Evidence below the target level",
            Self::NotEvidence => "Entries that are no evidence here",
            Self::Results => "Number of results",
            Self::ValueNotShown => "Values that nothing shows",
            Self::Section => "Sections",
            Self::Words => "Length",
            Self::SectionWords => "Length of sections",
            Self::FirstPerson => "First person outside quotations",
            Self::Team => "We in place of I",
            Self::Rating => "Ratings",
            Self::Pay => "Pay",
            Self::PrivateLink => "Links that others cannot open",
            Self::NumberedLinks => "Links in place of an explanation",
            Self::ResultWithoutNumber => "Results without a number",
            Self::NumberWithoutBaseline => "Numbers without a baseline",
            Self::AssumedLevel => "Levels that are only assumed",
            Self::Currency => "Amounts of money",
            Self::Recency => "Mostly recent work",
            Self::LongSentence => "Long sentences",
            Self::Filler => "Words that say nothing",
            Self::Degree => "Words of degree",
            Self::Acronym => "Acronyms not spelled out",
            Self::Placeholder => "Still to be filled",
        }
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line, from 1.
    pub line: usize,
    /// How much it weighs.
    pub weight: Weight,
    /// What sort of thing it is.
    pub code: Code,
    /// The entries that the place cites, or that it is about.
    pub entries: Vec<EntryNo>,
    /// What stands there.
    pub found: String,
    /// What to do.
    pub advice: String,
}

/// What a document is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules<'r> {
    /// The most words; over four fifths of it is a warning.
    pub words: Option<usize>,
    /// The most words under one heading of depth 2.
    pub section_words: Option<usize>,
    /// How many results it tells; `None` where its shape has none.
    pub results: Option<usize>,
    /// The headings of depth 2 that it has, in this order.
    pub sections: &'r [String],
    /// Whether it speaks of the person by name and pronouns.
    pub third_person: bool,
    /// Whether it speaks as I.
    pub first_person: bool,
    /// Whether it shows each value.
    pub values: bool,
    /// Whether it may cite evidence at the target level alone.
    pub at_level: bool,
    /// Whether it is to be handed in: a place still to be filled is an error then.
    pub last: bool,
}

impl Rules<'_> {
    /// The words that GitLab's document may have: three pages.
    pub const WORDS: usize = 1500;
}

impl Default for Rules<'_> {
    fn default() -> Self {
        Self {
            words: Some(Self::WORDS),
            section_words: None,
            results: Some(RESULTS),
            sections: &[],
            third_person: true,
            first_person: false,
            values: true,
            at_level: true,
            last: false,
        }
    }
}

/// An entry of the journal, as far as it matters to whoever cites it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About<'f> {
    /// Its number.
    pub id: EntryNo,
    /// Its day.
    pub date: NaiveDate,
    /// Why it may not be cited, if so.
    pub reason: Option<Reason>,
    /// The key of what it shows, where each level that it shows is only assumed.
    pub assumed: Option<&'f str>,
}

/// What is known beyond the text.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'f> {
    /// The day the document is for.
    pub today: NaiveDate,
    /// The level wanted.
    pub level: Level,
    /// The journal's entries, by number.
    pub entries: &'f [About<'f>],
    /// The values that must be shown, by name.
    pub values: &'f [&'f str],
    /// Names that a reader knows: of skills and values, of people, titles, codes. Each counts as one word.
    pub names: &'f [&'f str],
    /// Names that must not be said.
    pub terms: &'f Terms,
    /// Words of entries that must not be told.
    pub echoes: &'f Echoes,
}

impl Facts<'_> {
    /// The entry of a number.
    fn entry(&self, id: EntryNo) -> Option<&About<'_>> {
        self.entries.binary_search_by_key(&id, |about| about.id).ok().and_then(|at| self.entries.get(at))
    }
}

/// What was found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many words a reader sees.
    pub words: usize,
    /// What was found, by line.
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many findings weigh so much.
    pub fn with(&self, weight: Weight) -> usize {
        self.findings.iter().filter(|finding| finding.weight == weight).count()
    }
}

/// Checks a document.
pub fn lint(document: &str, facts: &Facts<'_>, rules: Rules<'_>) -> Report {
    let page = Page::read(document);
    let mut findings = Vec::new();
    cited::check(&page, facts, rules.at_level, &mut findings);
    shape::check(&page, facts, rules, &mut findings);
    sections::check(&page, rules, &mut findings);
    if rules.third_person {
        person::check(&page, &mut findings);
    }
    if rules.first_person {
        team::check(&page, &mut findings);
    }
    style::check(&page, facts, &mut findings);
    links::check(&page, &mut findings);
    numbers::check(&page, &mut findings);
    acronyms::check(&page, facts, &mut findings);
    names::check(document, &page, facts, &mut findings);
    names::echoes(document, &page, facts, &mut findings);
    findings.sort_by_key(|finding| (finding.line, finding.code));
    Report { words: page.words(), findings }
}

/// The entries that a document cites, by its headings of depth 2 in their order; under none before the first.
pub fn cited(document: &str) -> Vec<(String, Vec<EntryNo>)> {
    let mut sections: Vec<(String, Vec<EntryNo>)> = Vec::new();
    // A summary may rest on every entry of a long journal.
    let mut known: HashSet<EntryNo> = HashSet::new();
    for block in Page::read(document).blocks.iter().filter(|block| !block.entries.is_empty()) {
        if sections.last().is_none_or(|(section, _)| *section != block.section) {
            sections.push((block.section.clone(), Vec::new()));
            known.clear();
        }
        if let Some((_, entries)) = sections.last_mut() {
            entries.extend(block.entries.iter().filter(|id| known.insert(**id)));
        }
    }
    sections
}

/// The lines that cite entries, each with these.
pub fn cited_in_lines(document: &str) -> Vec<(usize, Vec<EntryNo>)> {
    let blocks = Page::read(document).blocks.into_iter().filter(|block| !block.entries.is_empty());
    blocks.map(|block| (block.line, block.entries)).collect()
}

/// A text cut to what fits on a line.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(LONGEST) {
        None => folded,
        Some((end, _)) => {
            let cut = folded[..end].rfind(' ').filter(|at| *at > LONGEST / 2).unwrap_or(end);
            format!("{} …", folded[..cut].trim_end_matches([',', ';', ':']))
        }
    }
}
