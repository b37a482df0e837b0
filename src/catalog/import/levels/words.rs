//! The words that names of levels are made of: seniority, proficiency, trades and their fields.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Words of seniority in job titles. Two of them in one title take the higher one, and a little more (`Senior Staff`).
const SENIORITY: [(&str, u16); 62] = [
    ("intern", 2),
    ("internship", 2),
    ("trainee", 4),
    ("apprentice", 4),
    ("journeyman", 20),
    ("entry", 8),
    ("entry-level", 8),
    ("graduate", 8),
    ("grad", 8),
    ("assistant", 9),
    ("associate", 10),
    ("junior", 10),
    ("jr", 10),
    ("confirmed", 20),
    ("mid", 20),
    ("mid-level", 20),
    ("midlevel", 20),
    ("mid-senior", 25),
    ("semi-senior", 25),
    ("semisenior", 25),
    ("ssr", 25),
    ("mid-weight", 20),
    ("midweight", 20),
    ("middle", 20),
    ("medior", 20),
    ("intermediate", 20),
    ("regular", 20),
    ("experienced", 26),
    ("senior", 30),
    ("sr", 30),
    ("snr", 30),
    ("senior-level", 30),
    ("lead", 36),
    ("staff", 40),
    ("architect", 42),
    ("manager", 42),
    ("em", 42),
    ("supervisor", 41),
    ("expert", 44),
    ("master", 48),
    ("principal", 50),
    ("group", 52),
    ("director", 54),
    ("head", 56),
    ("distinguished", 60),
    ("thought-leader", 62),
    ("vp", 64),
    ("vice-president", 64),
    ("svp", 66),
    ("evp", 67),
    ("fellow", 70),
    ("president", 74),
    ("executive", 78),
    ("chief", 80),
    ("cto", 80),
    ("cio", 80),
    // The same in other languages.
    ("estagiário", 2),
    ("júnior", 10),
    ("pleno", 20),
    ("confirmé", 20),
    ("sénior", 30),
    ("sênior", 30),
];

/// Words of proficiency, which name a level alone or before a trade: not in `Technical mastery`.
const PROFICIENCY: [(&str, u16); 33] = [
    ("unaware", 3),
    ("novice", 6),
    ("beginner", 6),
    ("n00b", 6),
    ("awareness", 6),
    ("aware", 6),
    ("learner", 7),
    ("foundation", 7),
    ("foundational", 7),
    ("fundamental", 7),
    ("basic", 8),
    ("familiar", 9),
    ("early", 10),
    ("emerging", 11),
    ("advanced-beginner", 12),
    ("developing", 12),
    ("elementary", 9),
    ("working", 18),
    ("practising", 20),
    ("practicing", 20),
    ("competent", 20),
    ("capable", 20),
    ("established", 22),
    ("practitioner", 22),
    ("skilled", 22),
    ("independent", 22),
    ("proficient", 24),
    ("advanced", 28),
    ("strategic", 46),
    ("mastery", 48),
    ("authority", 49),
    ("exemplary", 47),
    ("leader", 45),
];

/// Words that name a level only beside others of their kind: `Learning`, `Doing`, `Teaching`, `Leading`.
const STAGES: [(&str, u16); 16] = [
    ("learning", 7),
    ("exploring", 8),
    ("following", 8),
    ("assisting", 9),
    ("growing", 11),
    ("applying", 14),
    ("doing", 16),
    ("performing", 18),
    ("contributing", 18),
    ("owning", 26),
    ("teaching", 30),
    ("mentoring", 30),
    ("mastering", 34),
    ("leading", 36),
    ("shaping", 40),
    ("transforming", 44),
];

/// Words that say what somebody does, so that a title may end in them.
const TRADES: [&str; 44] = [
    "engineer",
    "developer",
    "programmer",
    "designer",
    "analyst",
    "scientist",
    "administrator",
    "tester",
    "consultant",
    "specialist",
    "technician",
    "researcher",
    "writer",
    "manager",
    "architect",
    "strategist",
    "marketer",
    "recruiter",
    "accountant",
    "advocate",
    "operator",
    "coordinator",
    "officer",
    "owner",
    "coach",
    "professional",
    "contributor",
    "partner",
    "producer",
    "editor",
    "dev",
    "eng",
    "ic",
    "sre",
    "sde",
    "sdet",
    "swe",
    "em",
    "pm",
    "tpm",
    "qa",
    "devops",
    "dba",
    "editor",
];

/// Words before a trade: its field.
const FIELDS: [&str; 46] = [
    "software",
    "support",
    "product",
    "data",
    "technical",
    "tech",
    "team",
    "engineering",
    "backend",
    "back-end",
    "frontend",
    "front-end",
    "fullstack",
    "full-stack",
    "mobile",
    "web",
    "ios",
    "android",
    "platform",
    "infrastructure",
    "security",
    "reliability",
    "site",
    "systems",
    "system",
    "cloud",
    "network",
    "database",
    "quality",
    "test",
    "machine-learning",
    "ml",
    "ai",
    "ux",
    "ui",
    "user",
    "research",
    "design",
    "program",
    "project",
    "delivery",
    "business",
    "individual",
    "people",
    "application",
    "solutions",
];

/// The words of rank, looked up for each word of each heading of a page.
static RANKS: LazyLock<HashMap<&str, u16>> =
    LazyLock::new(|| SENIORITY.iter().chain(&PROFICIENCY).copied().collect());

static WORK: LazyLock<(HashSet<&str>, HashSet<&str>)> =
    LazyLock::new(|| (TRADES.into_iter().collect(), FIELDS.into_iter().collect()));

/// How senior a word of a title is; with a word of proficiency too.
pub fn seniority(word: &str) -> Option<u16> {
    RANKS.get(word).copied()
}

/// Whether a word is one of proficiency.
pub fn is_proficiency(word: &str) -> bool {
    seniority(word).is_some() && PROFICIENCY.iter().any(|(known, _)| *known == word)
}

/// How far a stage is, where the word names one beside others: `Doing`.
pub fn stage(word: &str) -> Option<u16> {
    STAGES.iter().find(|(known, _)| *known == word).map(|(_, rank)| *rank)
}

/// Whether a word says what somebody does.
pub fn is_trade(word: &str) -> bool {
    WORK.0.contains(word)
}

/// Whether a word is a field of work.
pub fn is_field(word: &str) -> bool {
    WORK.1.contains(word)
}

/// Whether a title may end in a word of seniority: `Team Lead`, `Engineering Director`; not `Working group`.
pub fn ends_title(word: &str) -> bool {
    is_trade(word)
        || seniority(word).is_some() && !is_proficiency(word) && !matches!(word, "group" | "mid" | "entry")
}

/// Whether a title goes on with `of` behind a word: `Director of Engineering`.
pub fn takes_of(word: &str) -> bool {
    matches!(word, "director" | "head" | "vp" | "vice-president" | "svp" | "evp" | "chief" | "fellow")
}

/// Whether a word is small enough to make a sentence of a name.
pub fn is_small(word: &str) -> bool {
    const SMALL: [&str; 28] = [
        "and", "the", "with", "for", "your", "our", "how", "what", "is", "are", "to", "in", "on", "we",
        "you", "a", "an", "by", "from", "that", "their", "they", "when", "why", "who", "my", "not", "vs",
    ];
    SMALL.contains(&word)
}

/// Whether a word stands before a level's number or behind a level's name: `Level 3`, `Entry level`.
pub fn is_level_word(word: &str) -> bool {
    ["level", "levels", "grade", "band", "stage", "tier", "step", "lvl", "rank", "layer"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// Letters that may stand before a level's number.
pub fn is_prefix(letters: &str) -> bool {
    const PREFIXES: [&str; 38] = [
        "L", "IC", "E", "M", "P", "T", "S", "SE", "SWE", "SDE", "EM", "D", "TL", "C", "LEVEL", "LVL",
        "GRADE", "BAND", "STAGE", "TIER", "STEP", "G", "RANK", "LEV", "MG", "EL", "ENG", "B", "A", "R", "K",
        "PM", "PD", "DEV", "SRE", "DS", "QA", "TPM",
    ];
    PREFIXES.contains(&letters)
}

/// The number that a Roman numeral of a title is.
pub fn roman(word: &str) -> Option<u32> {
    const ROMAN: [(&str, u32); 8] =
        [("I", 1), ("II", 2), ("III", 3), ("IV", 4), ("V", 5), ("VI", 6), ("VII", 7), ("VIII", 8)];
    ROMAN.iter().find(|(roman, _)| *roman == word).map(|(_, number)| *number)
}

/// Words that name a level only beside others.
pub fn is_doubtful(word: &str) -> bool {
    matches!(
        word,
        "group"
            | "awareness"
            | "early"
            | "head"
            | "working"
            | "strategic"
            | "independent"
            | "leader"
            | "authority"
    )
}
