//! Adverbs and adjectives of degree, where a number would say more.

use std::cell::OnceCell;

use super::clause::{Sentence, matches};
use super::page::Page;
use super::{Diagnostic, RuleCode, Severity, found_in, measure};

const DEGREE: &[&str] = &[
    "amazing",
    "amazingly",
    "awesome",
    "considerable",
    "considerably",
    "dramatic",
    "dramatically",
    "drastic",
    "drastically",
    "enormous",
    "enormously",
    "exceptionally",
    "extraordinarily",
    "extraordinary",
    "extremely",
    "fantastic",
    "greatly",
    "highly",
    "huge",
    "hugely",
    "immense",
    "immensely",
    "incredible",
    "incredibly",
    "markedly",
    "massive",
    "massively",
    "noticeably",
    "remarkable",
    "remarkably",
    "significant",
    "significantly",
    "substantial",
    "substantially",
    "tremendous",
    "tremendously",
    "truly",
    "vast",
    "vastly",
    "very",
];

/// What a word of degree says in its trade, where it is no praise: `highly available`, `statistically significant`.
const TRADE: &[(&str, &str)] = &[
    ("exceptionally", "permitted"),
    ("highly", "available"),
    ("highly", "classified"),
    ("highly", "concurrent"),
    ("highly", "confidential"),
    ("highly", "parallel"),
    ("highly", "privileged"),
    ("highly", "regulated"),
    ("highly", "restricted"),
    ("highly", "sensitive"),
    ("huge", "page"),
    ("huge", "pages"),
    ("huge", "pages'"),
    ("massive", "open"),
    ("massively", "multiplayer"),
    ("massively", "parallel"),
    ("significant", "bit"),
    ("significant", "bits"),
    ("significant", "byte"),
    ("significant", "bytes"),
    ("significant", "digit"),
    ("significant", "digits"),
    ("significant", "figure"),
    ("significant", "figures"),
    ("significant", "other"),
    ("significantly", "different"),
    ("statistically", "significant"),
    ("statistically", "significantly"),
    ("truly", "random"),
    ("very", "beginning"),
    ("very", "end"),
    ("very", "first"),
    ("very", "idea"),
    ("very", "last"),
    ("very", "least"),
    ("very", "moment"),
    ("very", "same"),
    ("very", "start"),
];

const TERMS: &[&str] = &[
    "very|extremely|ultra high|low frequency|frequencies|voltage|speed",
    "very large scale integration",
    "very|highly long|large|high instruction",
    "vast|massive parallel",
];

/// How much more, without a number.
const MORE: &[&str] = &[
    "much|far|vastly {comparative}",
    "far too",
    "a lot {comparative}",
    "a great|good deal {comparative}",
    "so much {comparative}",
    "way {comparative}",
    "many more|fewer",
    "a lot more|less|fewer",
    "fell|falls|rose|rises|dropped|drops|grew|grows|increased|decreased|improved|declined|shrank|sank sharply",
];

const ADVICE: &str = "say how much: a number and what it was before";

pub(super) fn check(page: &Page, findings: &mut Vec<Diagnostic>) {
    for block in page.told() {
        for sentence in Sentence::of(block) {
            let measured = OnceCell::new();
            for range in sentence.taken(|at| of_degree(sentence, at, &measured)) {
                findings.push(found_in(block, range, RuleCode::Degree, Severity::Warning, ADVICE));
            }
        }
    }
}

/// How many words of degree start with a word. Who says a number beside it may say that it is much.
fn of_degree(sentence: Sentence<'_>, at: usize, measured: &OnceCell<bool>) -> Option<usize> {
    if DEGREE.contains(&sentence.lower(at)) {
        return (!is_of_the_trade(sentence, at) && !is_a_name(sentence, at) && !sentence.is_mention(at, at))
            .then_some(1);
    }
    // `How much faster`, `so far fewer`, `a way other teams`.
    let before = sentence.before(at);
    let asks = matches!(before, "how" | "however" | "not" | "no" | "as" | "by" | "too" | "that" | "thus");
    let is_noun = sentence.lower(at) == "way"
        && !matches!(before, "is" | "are" | "was" | "were" | "run" | "runs" | "ran" | "got" | "became");
    let so_far = before == "so" && sentence.lower(at) == "far";
    if asks || is_noun || so_far {
        return None;
    }
    let words = sentence.words.get(at..)?;
    let set = |_: &str, ahead: usize| is_comparative(sentence, at + ahead).then_some(1);
    let found = MORE.iter().filter_map(|pattern| matches(pattern, set, words)).max();
    found.filter(|_| !measured.get_or_init(|| measure::has_measure(sentence.words)))
}

/// `faster`, `better`, `more stable`.
fn is_comparative(sentence: Sentence<'_>, at: usize) -> bool {
    const NOUNS: &[&str] = &[
        "after", "answer", "banter", "computer", "danger", "earlier", "error", "matter", "number", "other",
        "over", "paper", "power", "rather", "server", "trigger", "user", "water", "whether", "wonder",
        "under", "together", "further", "never", "later", "layer", "order", "whatever", "ever",
    ];
    let lower = sentence.lower(at);
    match lower {
        "better" | "worse" | "fewer" | "less" => true,
        // `Much more` of it, and `far more than 40`.
        "more" => !matches!(sentence.lower(at + 1), "than" | "of"),
        lower => lower.len() > 4 && lower.ends_with("er") && !NOUNS.contains(&lower),
    }
}

fn is_of_the_trade(sentence: Sentence<'_>, at: usize) -> bool {
    let (word, before, after) = (sentence.lower(at), sentence.before(at), sentence.lower(at + 1));
    let pair = TRADE.contains(&(word, after)) || TRADE.contains(&(before, word));
    let words = sentence.words.get(at..).unwrap_or_default();
    let term = TERMS.iter().any(|term| matches(term, |_, _| None, words).is_some());
    // `No significant effect` is what a measurement says.
    let none = word.starts_with("significant") && matches!(before, "no" | "not" | "any" | "without");
    // `This very bug had`: the same one. `This very slow page` is of degree.
    let same = word == "very"
        && matches!(before, "this" | "that" | "these" | "those")
        && sentence.stands_alone(at + 1);
    pair || term || none || same
}

/// `The Very Large Telescope`, `VAST`: a capital that no sentence asks for.
fn is_a_name(sentence: Sentence<'_>, at: usize) -> bool {
    let shouted = sentence.raw(at).chars().all(char::is_uppercase);
    shouted
        || sentence.is_capital(at) && sentence.is_capital(at + 1) && !sentence.ends_clause(at)
        || sentence.is_capital(at) && at > 0 && sentence.is_capital(at - 1) && !sentence.ends_before(at)
}
