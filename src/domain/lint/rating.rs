//! Words of a talent rating, which stay out of the document.
//!
//! Most of them have a second life in software: a load exceeds a limit, a ticket is outstanding, a query is the top
//! performer, a product has a performance rating. So each is held against what stands beside it.

use super::clause::{PEOPLE, Sentence, matches};
use super::page::Page;
use super::people::People;
use super::{Diagnostic, RuleCode, Severity, found_in};

/// What has no other meaning in a document.
const ALWAYS: &[&str] = &[
    "10x developer",
    "10x engineer",
    "a key talent",
    "calibration rating",
    "outstanding achievement",
    "outstanding achievements",
    "outstanding colleague",
    "outstanding engineer",
    "outstanding employee",
    "outstanding job",
    "outstanding leader",
    "outstanding performance",
    "outstanding performer",
    "outstanding rating",
    "outstanding talent",
    "overachiever",
    "rated as exceeding",
    "rated as outstanding",
    "rated exceeding",
    "rated exceeds",
    "rated outstanding",
    "talent assessment",
    "talent rating",
];

/// Verdicts on whatever stands before them, which may be a thing.
const VERDICTS: &[&str] = &[
    "above expectations",
    "below expectations",
    "exceed all expectations",
    "exceed expectations",
    "exceeded all expectations",
    "exceeded expectations",
    "exceeding expectations",
    "exceeds all expectations",
    "exceeds expectations",
    "meets all expectations",
    "meets expectations",
    "world-class",
];

/// What a person is called. A host may be called the same, and a project.
const CALLED: &[&str] = &[
    "high performer",
    "high potential",
    "high-performer",
    "high-potential",
    "key talent",
    "low performer",
    "rising star",
    "rock star",
    "rockstar",
    "solid performer",
    "star performer",
    "strong performer",
    "top performer",
    "top talent",
    "top-performer",
];

/// What is told with the person beside it.
const BESIDE: &[&str] = &[
    "{whose} {when}? performance rating|score {alone}",
    "{whose} {when}? rating {is}",
    "a performance rating of",
    "high|star|strong|top performers like {her}",
    "{one-of} the|our|their best|strongest|top performers {alone}",
    "{she} was|is {adverb}? rated {by}",
    "{she} has been {adverb}? rated {by}",
    "{she} is|was {one-of}? the|our|their best|strongest|top|greatest {kind}? {people}",
    "9-box|nine-box grid|rating|matrix|score|position|placement {alone}",
    "9-box|nine-box {alone}",
];

/// A rating's words need these behind them, or nothing at all.
const EXCEEDED: [&str; 8] =
    ["expectation", "expectations", "requirements", "standards", "target", "targets", "goals", "objectives"];

const ADVICE: &str = "say what was done and what came of it; ratings stay out of the document";

pub(super) fn check(page: &Page, people: &People, findings: &mut Vec<Diagnostic>) {
    for block in page.told() {
        for sentence in Sentence::of(block) {
            for range in sentence.taken(|at| rated(sentence, people, at)) {
                findings.push(found_in(block, range, RuleCode::Rating, Severity::Error, ADVICE));
            }
        }
    }
}

/// How many words of a rating start with a word.
fn rated(sentence: Sentence<'_>, people: &People, at: usize) -> Option<usize> {
    let words = sentence.words.get(at..)?;
    let longest = |list: &[&str]| sentence.phrase(list, at);
    let named = |length: usize| sentence.is_named(at, at + length - 1);
    let set = |name: &str, ahead: usize| step(sentence, people, name, at + ahead);
    longest(ALWAYS)
        .or_else(|| longest(VERDICTS).filter(|_| !sentence.is_about_a_thing(at)))
        .or_else(|| longest(CALLED).filter(|length| is_of_a_person(sentence, people, at, at + length - 1)))
        .filter(|length| !named(*length))
        .or_else(|| {
            let found = BESIDE.iter().filter_map(|pattern| matches(pattern, set, words)).max();
            found.filter(|_| !sentence.is_about_a_thing(at))
        })
        .or_else(|| exceeded(sentence, people, at).then_some(1))
}

fn step(sentence: Sentence<'_>, people: &People, name: &str, at: usize) -> Option<usize> {
    let lower = sentence.lower(at);
    let one_of = |words: &[&str]| words.contains(&lower).then_some(1);
    match name {
        "she" => people.is_person(lower).then_some(1),
        "her" => (matches!(lower, "her" | "him") || people.is_person(lower)).then_some(1),
        "whose" => people.is_whose(lower).then_some(1),
        "when" => one_of(&[
            "last", "latest", "first", "annual", "yearly", "current", "previous", "own", "2024", "2025",
            "2026",
        ]),
        "alone" => at.checked_sub(1).is_some_and(|last| sentence.stands_alone(last)).then_some(0),
        "is" => {
            // Where the verdict follows, that is told.
            let verdict =
                (at..at + 3).any(|at| matches!(sentence.lower(at), "exceeds" | "exceeding" | "outstanding"));
            let goes_on = matches!(lower, "is" | "was" | "has") || sentence.ends_before(at);
            (goes_on && !verdict).then_some(0)
        }
        "adverb" => one_of(&["again", "always", "consistently", "ever", "never", "once", "twice"]),
        // By customers, or by how much, is what somebody found out.
        "by" => (0..5).all(|ahead| sentence.lower(at + ahead) != "by").then_some(0),
        "one-of" => (lower == "one" && sentence.lower(at + 1) == "of").then_some(2).or(one_of(&["among"])),
        "kind" => one_of(&[
            "support",
            "software",
            "reliability",
            "security",
            "test",
            "quality",
            "technical",
            "team",
            "senior",
        ]),
        "people" => one_of(PEOPLE),
        _ => None,
    }
}

/// Whether somebody is called so: `she is a top performer`, `as a rising star`, `a strong performer, she …`; not `the top
/// performer among the hosts`, and not `top talent programme`.
fn is_of_a_person(sentence: Sentence<'_>, people: &People, first: usize, last: usize) -> bool {
    let next = sentence.lower(last + 1);
    if !(sentence.stands_alone(last) || PEOPLE.contains(&next)) {
        return false;
    }
    let mut before = first;
    while before > 0
        && matches!(
            sentence.before(before),
            "a" | "an"
                | "the"
                | "our"
                | "their"
                | "true"
                | "real"
                | "clear"
                | "clearly"
                | "another"
                | "such"
                | "consistent"
                | "consistently"
        )
    {
        before -= 1;
    }
    if sentence.is_about_a_thing(before) {
        return false;
    }
    let verb = sentence.before(before);
    let called = matches!(
        verb,
        "is" | "am"
            | "was"
            | "be"
            | "been"
            | "being"
            | "as"
            | "became"
            | "become"
            | "becomes"
            | "considered"
            | "called"
            | "named"
            | "rated"
            | "remains"
            | "she's"
            | "he's"
            | "i'm"
            | "among"
            | "of"
            | "rating"
            | "ratings"
    );
    let the = matches!(sentence.lower(before), "the" | "our" | "their");
    let fragment = before == 0 && !the && (sentence.ends_clause(last) || next == "and" || next == "in");
    let by_person = |verb: usize| {
        (verb.saturating_sub(4)..verb).any(|at| people.is_person(sentence.lower(at)) || sentence.is_name(at))
    };
    if matches!(verb, "of" | "among") { by_person(before) } else { called || fragment }
}

/// `exceeds` and `outstanding` as verdicts: at the end of what is said, or before what a rating is held against. Load
/// that exceeds a limit, and tickets that are outstanding, are none.
fn exceeded(sentence: Sentence<'_>, people: &People, at: usize) -> bool {
    let after = sentence.words.get(at + 1..).unwrap_or_default();
    let before = sentence.before(at);
    match sentence.lower(at) {
        "exceeds" | "exceeded" | "exceeding" => {
            let verdict = (0..at)
                .rev()
                .take(6)
                .any(|at| matches!(sentence.lower(at), "rating" | "rated" | "review" | "grade"));
            let by = matches!(before, "" | "as" | "she" | "he" | "consistently") || people.is_person(before);
            let alone = after.is_empty() && (by || verdict) && !sentence.is_about_a_thing(at);
            let held = after.iter().take(3).skip(1).any(|word| EXCEEDED.contains(&&*word.lower));
            let whose = after.first().is_some_and(|word| {
                matches!(&*word.lower, "her" | "his" | "their" | "our" | "my" | "role" | "all")
                    || word.lower == "the" && after.get(1).is_some_and(|word| word.lower == "expectations")
            });
            alone || verdict && after.is_empty() || (held && whose && !sentence.is_about_a_thing(at))
        }
        "outstanding" => {
            let is = matches!(before, "is" | "was" | "were" | "been" | "as" | "simply" | "truly" | "rating");
            // What is outstanding otherwise is still to come.
            let of = (0..at).rev().take(4).any(|at| {
                let lower = sentence.lower(at);
                people.is_person(lower) && matches!(sentence.lower(at + 1), "is" | "was" | "has")
                    || matches!(
                        lower,
                        "work"
                            | "performance"
                            | "contribution"
                            | "leadership"
                            | "quality"
                            | "rating"
                            | "ratings"
                            | "rated"
                            | "review"
                            | "attitude"
                    )
            });
            is && of && after.is_empty()
        }
        _ => false,
    }
}
