//! Pay, which is no part of the case.
//!
//! Who writes software for payrolls, banks or games says `bonus`, `salary` and `pay` of what it does. So what names a thing
//! (`pay page`), and what stands in a sentence about software, is passed over.

use super::clause::{Sentence, matches};
use super::page::Page;
use super::people::People;
use super::{Diagnostic, RuleCode, Severity, found_in};

/// What is said of a person's pay.
const OWN: &[&str] = &[
    "higher pay",
    "higher salary",
    "pay increase",
    "pay raise",
    "pay rise",
    "salary adjustment",
    "salary increase",
    "salary raise",
    "salary rise",
    "sign-on bonus",
    "signing bonus",
    "time for a raise",
    "underpaid",
];

/// What is said of pay, and of software for it.
const EITHER: &[&str] = &[
    "a salary of",
    "annual bonus",
    "base pay",
    "base salary",
    "compensation band",
    "compensation package",
    "compensation review",
    "equity grant",
    "equity refresh",
    "pay band",
    "pay bands",
    "pay grade",
    "pay review",
    "salary band",
    "salary bands",
    "salary range",
    "salary review",
    "stock grant",
    "stock options",
    "total compensation",
];

/// With the person, or what people alone do, beside it.
const BESIDE: &[&str] = &[
    "{whose} {kind}? bonus|compensation|pay|salary|wage|wages|paycheck {alone}",
    "{get} {her}? a|another|the|no|any {size}? raise {raise}",
    "{names} {kind}? bonus|compensation|salary|wages {alone}",
    "{whose} {kind}? raise {raise}",
    "a|the raise is|was {long}? due|overdue|late|deserved|earned|fair",
    "{she} is|was|be|being paid less|more|too|below|above|under",
    "{she} should|must|could|ought be paid",
    "{she} earns|earned|earn|makes|made less|more than",
    "{she} wants|asks|asked|deserves|deserved {for}? more|higher money|pay|salary",
];

/// The same of who may be a person, or any customer.
const THEIR: &str = "their compensation|pay|salary|wages is|was|should|has|must";

/// What a sentence about software has in it.
const SOFTWARE: &[&str] = &[
    "api",
    "app",
    "apps",
    "calculation",
    "client",
    "clients",
    "code",
    "column",
    "connector",
    "customer",
    "customers",
    "data",
    "database",
    "dataset",
    "endpoint",
    "export",
    "feature",
    "feed",
    "field",
    "fields",
    "form",
    "import",
    "interface",
    "job",
    "migration",
    "module",
    "page",
    "pages",
    "payroll",
    "pipeline",
    "platform",
    "portal",
    "product",
    "query",
    "queries",
    "requests",
    "schema",
    "screen",
    "script",
    "service",
    "software",
    "table",
    "tables",
    "tenant",
    "tenants",
    "tests",
    "tool",
    "user",
    "users",
    "widget",
    "workflow",
];

const ADVICE: &str = "leave it out; pay is no part of the case";

pub(super) fn check(page: &Page, people: &People, findings: &mut Vec<Diagnostic>) {
    for block in page.told() {
        for sentence in Sentence::of(block) {
            for range in sentence.taken(|at| paid(sentence, people, at)) {
                findings.push(found_in(block, range, RuleCode::Pay, Severity::Error, ADVICE));
            }
        }
    }
}

/// How many words about pay start with a word.
fn paid(sentence: Sentence<'_>, people: &People, at: usize) -> Option<usize> {
    let words = sentence.words.get(at..)?;
    let alone = |length: &usize| {
        let last = at + length - 1;
        sentence.stands_alone(last) && !sentence.is_named(at, last)
    };
    let set = |name: &str, ahead: usize| step(sentence, people, name, at + ahead);
    let beside = || {
        let found = BESIDE.iter().filter_map(|pattern| matches(pattern, set, words)).max();
        found.filter(|_| !sentence.is_about_a_thing(at))
    };
    let their = || matches(THEIR, set, words).filter(|_| !is_about_software(sentence, at));
    let either =
        || sentence.phrase(EITHER, at).filter(|length| alone(length) && !is_about_software(sentence, at));
    sentence.phrase(OWN, at).filter(alone).or_else(either).or_else(beside).or_else(their)
}

fn step(sentence: Sentence<'_>, people: &People, name: &str, at: usize) -> Option<usize> {
    let lower = sentence.lower(at);
    let one_of = |words: &[&str]| words.contains(&lower).then_some(1);
    match name {
        "she" => (people.is_person(lower) || lower == "they").then_some(1),
        "whose" => people.is_whose(lower).then_some(1),
        "names" => {
            let is_name = sentence.is_name(at) && (lower.ends_with("'s") || lower.ends_with("s'"));
            (is_name && !is_about_software(sentence, at)).then_some(1)
        }
        "kind" => one_of(&[
            "annual", "base", "basic", "current", "last", "own", "present", "yearly", "next", "total",
            "first",
        ]),
        "alone" => at.checked_sub(1).is_some_and(|last| sentence.stands_alone(last)).then_some(0),
        "get" => one_of(&[
            "get", "gets", "got", "give", "gives", "gave", "given", "deserve", "deserves", "deserved",
            "earn", "earns", "earned", "had", "has", "have", "for", "want", "wants", "wanted", "due",
            "merits", "merit", "without", "receive", "received", "expects",
        ]),
        "her" => one_of(&["her", "him", "them", "me", "yet"]),
        "size" => one_of(&[
            "pay",
            "big",
            "bigger",
            "small",
            "good",
            "fair",
            "proper",
            "decent",
            "substantial",
            "significant",
            "higher",
            "real",
            "10",
            "5",
        ]),
        "raise" => raise(sentence, at).then_some(0),
        "long" => one_of(&["long", "over", "well", "now"]),
        "for" => one_of(&["for"]),
        _ => None,
    }
}

/// Whether the raise that ends before a word is one of pay: nothing is said to be raised, or by how much money.
fn raise(sentence: Sentence<'_>, at: usize) -> bool {
    let (lower, next) = (sentence.lower(at), sentence.lower(at + 1));
    let number = next.starts_with(|c: char| c.is_ascii_digit());
    sentence.ends_before(at)
        || matches!(
            lower,
            "for"
                | "since"
                | "this"
                | "last"
                | "next"
                | "now"
                | "and"
                | "soon"
                | "yet"
                | "because"
                | "as"
                | "when"
                | "or"
                | "too"
                | "either"
        )
        || matches!(lower, "of" | "to" | "in" | "by")
            && (number || matches!(next, "her" | "his" | "years" | "three" | "two" | "four" | "five"))
}

fn is_about_software(sentence: Sentence<'_>, at: usize) -> bool {
    let near = at.saturating_sub(24)..at + 24;
    near.into_iter().any(|at| SOFTWARE.contains(&sentence.lower(at)))
}
