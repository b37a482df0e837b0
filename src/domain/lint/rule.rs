//! What sorts of findings there are, how they are called, and how much one weighs.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It breaks a rule of the document.
    Error,
    /// It reads badly, or may be wrong.
    Warning,
    Info,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleCode {
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
    ValueNotShown,
    /// A section that is not there, or not in its place.
    Section,
    Words,
    SectionWords,
    /// I, my, we outside a quotation.
    FirstPerson,
    /// What a team did, where one person is to speak.
    Team,
    Rating,
    Pay,
    /// What a person may become, where a document tells what they do.
    Potential,
    PrivateLink,
    /// Links that are numbered in place of an explanation.
    NumberedLinks,
    /// A business result that is not measured.
    ResultWithoutNumber,
    /// A measure without what it was before.
    NumberWithoutBaseline,
    Currency,
    /// Most of what is cited is new.
    Recency,
    LongSentence,
    Filler,
    Degree,
    /// A cited entry whose level is only assumed.
    AssumedLevel,
    /// An acronym that is not spelled out where it is first used.
    Acronym,
    Placeholder,
}

impl RuleCode {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 28] = [
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
        Self::Potential,
        Self::Currency,
        Self::Recency,
        Self::Team,
        Self::LongSentence,
        Self::Filler,
        Self::Degree,
        Self::Acronym,
        Self::Placeholder,
    ];

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
            Self::Potential => "potential",
            Self::Currency => "currency",
            Self::Recency => "recency",
            Self::LongSentence => "long-sentence",
            Self::Filler => "filler",
            Self::Degree => "degree",
            Self::Acronym => "acronym",
            Self::Placeholder => "placeholder",
        }
    }

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
            Self::Potential => "Potential in place of performance",
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
