//! Performance, not potential: what a person may become, where a document is to tell what they do.
//!
//! Software has potential too, takes on load and becomes ready. So each pattern needs a person as the one who acts, or ends
//! in what is said of people alone.

use super::clause::{Sentence, listed, matches};
use super::page::Page;
use super::people::People;
use super::{Diagnostic, RuleCode, Severity, found_in};

/// What is said of a person's future. `{she}` is the person; `{name}` may be one, so what follows it must be clear.
const PATTERNS: &[&str] = &[
    "{she} {adverb}? has|have|had {much} potential {open}",
    "{she} {adverb}? has|have|had {much} potential for",
    "{she} {shows} {some} potential {open}",
    "{she} {shows} {much} potential to {act}",
    "{name} has|have|had|shows|showed {much} potential to {act}",
    "{name} has|shows {much} potential for {into} role|position|scope|responsibility",
    "{name} has|have shown {much} potential to {act}",
    "they have|show {much} potential to {act}",
    "{whose} {kind}? potential {verb}",
    "leadership potential {open}",
    "{she-will} {adverb}? grow|develop into",
    "{name} {will} {adverb}? grow|develop into {into} {post}",
    "{she} {will} {able} grow|develop into",
    "they {will} {adverb}? grow|develop into {into} {post}",
    "{she-is} {adverb}? {ready} become|grow|advance",
    "{she-is} {adverb}? {ready} step|move up|forward",
    "{she-is} {adverb}? {ready} perform|operate|work at",
    "{she-is} {adverb}? {ready} be a|an|promoted",
    "{she-is} {adverb}? ready|poised|prepared|equipped to lead",
    "{she-is} {adverb}? ready|poised|prepared|equipped to take on",
    "{she-is} {adverb}? ready|poised|prepared|equipped to take the|her|his next",
    "{name} is|seems {adverb}? {ready} become a|an {praise}? {rank}",
    "they are {adverb}? {ready} become a|an {praise}? {rank}",
    "{she-is} {adverb}? capable of becoming|growing|leading|performing|taking",
    "{she-is} more than capable of becoming|growing|leading|performing|taking",
    "{she-is} {adverb}? ready|prepared for {more}? promotion|responsibility {open}",
    "{she-is} {adverb}? ready|prepared for {more}? {more}? role|scope|level|challenge|step|position",
    "{she} {will} {adverb}? be ready for {more}? {more}? promotion|level|role|step|position",
    "{she} could|can|might|may {adverb}? take on {into} {scope}",
    "{name} could|can|might|may {adverb}? take on {into} scope|responsibility|responsibilities",
    "{name} could|can|might|may {adverb}? take on the|a lead|senior|staff role",
    "they could|can|might|may {adverb}? take on {into} scope|responsibility|responsibilities|role",
    "{she} could|can|might|may|would {adverb}? become a|an {praise}? {title}",
    "{she} {will} {adverb}? make|be|become a|an {praise} {title}",
    "{she} {will} {able}? {adverb}? perform|operate|work at {more} {more}? level",
    "with more|enough|some experience|practice {she} {will}",
    "{she-is} {adverb}? a|our future {title}",
    "a {title} in the making",
    "{she} has|have what it takes",
];

/// What a pattern starts with where it is not somebody.
const STARTS: &str = "they she's he's i'm she'll he'll i'll she'd he'd i'd leadership a with";

const ADVERBS: &str = "also already certainly clearly definitely easily eventually fully now probably quickly really soon \
    still surely well";
/// What may stand between `has` and `potential`.
const MUCH: &str = "a all an big clear considerable enormous every exceptional full good great growth high huge immense \
    leadership lot lots management more much obvious of outstanding plenty real significant strong \
    technical the tremendous true untapped";
/// What a potential is for, where it is a person's.
const TITLES: &str = "architect director engineer expert head lead leader manager principal senior specialist staff \
    supervisor team";
const PRAISE: &str = "brilliant capable excellent fantastic fine good great perfect real strong superb terrific true \
    wonderful";
const WILL: &str = "will would can could may might should";

/// What may stand before what somebody takes on, or grows into.
const INTO: &str = "the a an this that her his their more larger bigger wider broader greater new next lead senior staff \
    principal of much additional even full";
const POSTS: &str = "role position job level post lead leader manager engineer";
const SCOPE: &str = "scope responsibility responsibilities role roles duties position lead";
const MORE: &str =
    "a the her his more next this that larger bigger wider senior lead staff higher greater new target";
/// What may stand between `lead` and the team.
const BETWEEN: &str = "a an the our more larger bigger other new next whole great good strong several into two her his at \
    higher people lead senior staff principal of";

const ADVICE: &str = "tell what was done at that level already; what may come is no evidence";

pub(super) fn check(page: &Page, people: &People, findings: &mut Vec<Diagnostic>) {
    for block in page.told() {
        for sentence in Sentence::of(block) {
            for range in sentence.taken(|at| longest(sentence, people, at)) {
                findings.push(found_in(block, range, RuleCode::Potential, Severity::Warning, ADVICE));
            }
        }
    }
}

fn longest(sentence: Sentence<'_>, people: &People, from: usize) -> Option<usize> {
    let words = sentence.words.get(from..)?;
    let lower = sentence.lower(from);
    // Each pattern starts with somebody, or with one of these.
    let is_somebody = sentence.is_name(from) || people.is_person(lower) || people.is_whose(lower);
    if !is_somebody && !listed(STARTS, lower) {
        return None;
    }
    let set = |name: &str, at: usize| step(sentence, people, name, from + at);
    PATTERNS.iter().filter_map(|pattern| matches(pattern, set, words)).filter(|length| *length > 0).max()
}

/// How many words a step takes from a place; none where it is not there.
fn step(sentence: Sentence<'_>, people: &People, name: &str, at: usize) -> Option<usize> {
    let lower = sentence.lower(at);
    let one_of = |words: &str| listed(words, lower).then_some(1);
    // A run of words, which may be empty.
    let run = |words: &str| (at..).take(6).take_while(|at| listed(words, sentence.lower(*at))).count();
    let is = |words: &str, at: usize| listed(words, sentence.lower(at));
    match name {
        "she" => people.is_person(lower).then_some(1),
        "name" => sentence.is_name(at).then_some(1),
        "whose" => people.is_whose(lower).then_some(1),
        "she-is" if matches!(lower, "she's" | "he's" | "i'm") => Some(1),
        "she-is" => (people.is_person(lower) && is("is am seems looks", at + 1)).then_some(2),
        "she-will" if matches!(lower, "she'll" | "he'll" | "i'll" | "she'd" | "he'd" | "i'd") => Some(1),
        "she-will" => (people.is_person(lower) && is(WILL, at + 1)).then_some(2),
        "will" => one_of(WILL),
        "able" => (lower == "be" && is("able", at + 1) && is("to", at + 2)).then_some(3),
        "adverb" => one_of(ADVERBS),
        "much" => Some(run(MUCH)),
        // `The potential` that somebody showed is that of something else.
        "some" => Some(run(MUCH)).filter(|_| lower != "the"),
        "kind" => one_of("leadership growth great high own clear management"),
        "verb" => {
            let goes_on = is("is was as to for has shows", at);
            (goes_on || sentence.ends_before(at)).then_some(0)
        }
        "shows" => shows(sentence, at),
        "open" => {
            let ends = sentence.ends_before(at) || is("as and but beyond which", at);
            let goes_on = lower == "to" && !is("production prod staging live main", at + 1);
            (ends || goes_on).then_some(0)
        }
        "act" => acts(sentence, at),
        "ready" => ready(sentence, at),
        "praise" => one_of(PRAISE),
        "title" => one_of(TITLES),
        // Without `leader`, which a server may become.
        "rank" => one_of("architect director engineer lead manager senior staff"),
        "into" => Some(run(INTO)),
        "post" => one_of(POSTS),
        "scope" => one_of(SCOPE),
        "more" => one_of(MORE),
        _ => None,
    }
}

/// `shows`, `has shown`, `demonstrated`.
fn shows(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    let perfect = matches!(sentence.lower(at), "has" | "have");
    let verb = sentence.lower(at + usize::from(perfect));
    let is_one = match perfect {
        true => matches!(verb, "shown" | "demonstrated" | "displayed"),
        false => matches!(verb, "shows" | "show" | "showed" | "demonstrates" | "demonstrated" | "displays"),
    };
    is_one.then_some(1 + usize::from(perfect))
}

/// What only people do: `lead a team`, not `lead to outages`; `be a lead`, not `be a bottleneck`.
fn acts(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    let verb = sentence.lower(at);
    let mut noun = at + 1;
    while noun < at + 6 && listed(BETWEEN, sentence.lower(noun)) {
        noun += 1;
    }
    let (noun, last) = (sentence.lower(noun), sentence.before(noun));
    let led = || {
        matches!(noun, "team" | "teams" | "department" | "group" | "engineers" | "others" | "area")
            || last == "people"
    };
    let post = || {
        listed(TITLES, noun)
            || matches!(noun, "role" | "level" | "position" | "manager")
            || matches!(last, "lead" | "senior" | "staff" | "principal")
    };
    let is_act = match verb {
        "lead" | "manage" | "mentor" | "run" => led(),
        "be" | "become" | "grow" | "take" | "perform" | "work" | "operate" => post(),
        _ => false,
    };
    is_act.then_some(1)
}

/// `ready to`, `on track to`, `well positioned to`, `likely to`.
fn ready(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    let mut last = at;
    if sentence.lower(last) == "well" {
        last += 1;
    }
    match sentence.lower(last) {
        "ready" | "poised" | "prepared" | "positioned" | "placed" | "likely" | "destined" | "bound"
        | "able" | "set" | "equipped" => {}
        "on" => {
            let right = if sentence.lower(last + 1) == "the" { 2 } else { 0 };
            last += (sentence.lower(last + right + 1) == "track").then_some(right + 1)?;
        }
        _ => return None,
    }
    (sentence.lower(last + 1) == "to").then_some(last + 2 - at)
}
