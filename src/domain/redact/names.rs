//! Names in a text, for somebody to look at: words with a capital where no sentence starts, machines, code names.
//!
//! Nothing is hidden by this. It finds what may have to be listed, and keeps quiet where it cannot be sure.

use super::{OrdinaryWords, TermKind, host, key};

/// The most names of one text that are looked at.
const MOST: usize = 200;
/// From so many words on, a text whose words nearly all have a capital is set as a heading: it tells no names apart.
const HEADING_FROM: usize = 4;

/// A name as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The words.
    pub(crate) text: String,
    /// What it looks like.
    pub(crate) kind: TermKind,
    /// Whether a sentence begins with it, so that its capital tells nothing.
    pub(crate) begins_sentence: bool,
}

/// A word of a text.
struct Word<'t> {
    text: &'t str,
    /// Whether a sentence starts with it.
    starts: bool,
    /// Whether the next word may belong to the same name.
    goes_on: bool,
}

/// The names in a text, each once.
pub(crate) fn names(text: &str, ordinary: &OrdinaryWords) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut add = |text: &str, kind: TermKind, begins_sentence: bool| {
        let is_full = found.len() == MOST;
        match found.iter_mut().find(|name| name.text == text) {
            Some(name) => name.begins_sentence &= begins_sentence,
            None if !is_full => found.push(Name { text: text.to_owned(), kind, begins_sentence }),
            None => {}
        }
    };
    for range in host::find(text) {
        add(&text[range], TermKind::Host, false);
    }
    let words = words(text);
    let capital = |word: &&Word<'_>| word.text.starts_with(char::is_uppercase);
    if words.len() >= HEADING_FROM && words.iter().filter(capital).count() * 10 >= words.len() * 8 {
        return found;
    }
    let mut at = 0;
    while at < words.len() {
        let long = 1 + words[at..].iter().take_while(|word| is_name(word) && word.goes_on).count();
        let long = long.min(words.len() - at);
        let run = &words[at..at + long];
        at += long;
        let run = match run.split_last() {
            Some((last, start)) if !is_name(last) => start,
            _ => run,
        };
        if let Some((name, begins_sentence)) = name_of(run, ordinary, text) {
            add(name, TermKind::Other, begins_sentence);
        }
    }
    found
}

/// The words that a sentence starts with and that may be names: with a capital like any other there, so that they are none
/// unless they have one elsewhere too.
pub(crate) fn starting(text: &str, ordinary: &OrdinaryWords) -> Vec<Name> {
    let inflected = |word: &str| ["ed", "ing", "ly"].iter().any(|end| word.ends_with(end));
    let words = words(text);
    let capital = |word: &&Word<'_>| word.text.starts_with(char::is_uppercase);
    if words.len() >= HEADING_FROM && words.iter().filter(capital).count() * 10 >= words.len() * 8 {
        return Vec::new();
    }
    let starts = words.iter().filter(|word| word.starts && is_name(word) && word.text.chars().count() > 2);
    let names = starts.filter(|word| {
        let bare = word.text.strip_suffix("'s").or(word.text.strip_suffix("’s")).unwrap_or(word.text);
        !inflected(bare) && !ordinary.has(bare) && !is_common_code(bare, ordinary)
    });
    let name =
        |word: &Word<'_>| Name { text: word.text.to_owned(), kind: TermKind::Other, begins_sentence: true };
    names.take(MOST).map(name).collect()
}

/// A project as a name, however it is written; one of ordinary words alone is none.
pub(crate) fn project(text: &str, ordinary: &OrdinaryWords) -> Option<Name> {
    let text = text.trim();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_name = text.chars().count() > 2 && !words.into_iter().all(|word| ordinary.has(word));
    is_name.then(|| Name { text: text.to_owned(), kind: TermKind::Project, begins_sentence: false })
}

/// Whether a sentence begins at a place: it tells nothing that a word there has a capital.
pub(crate) fn begins_sentence(text: &str, at: usize) -> bool {
    let opens = |c: char| c == ' ' || (!c.is_alphanumeric() && !".!?:\n".contains(c));
    let before = text[..at].trim_end_matches(opens);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n'])
}

/// A run of words with a capital without the ordinary ones around it, and whether a sentence begins with it.
fn name_of<'t>(run: &[Word<'t>], ordinary: &OrdinaryWords, text: &'t str) -> Option<(&'t str, bool)> {
    let plain = |word: &Word<'_>| ordinary.has(word.text) || is_common_code(word.text, ordinary);
    let inflected = |word: &str| ["ed", "ing", "ly"].iter().any(|end| word.ends_with(end));
    let mut run = run;
    while let [first, rest @ ..] = run {
        let alone = first.starts && (rest.is_empty() || inflected(first.text));
        if !plain(first) && !alone {
            break;
        }
        run = rest;
    }
    while let [rest @ .., last] = run {
        if !plain(last) {
            break;
        }
        run = rest;
    }
    let (first, last) = (run.first()?, run.last()?);
    let start = place(text, first.text);
    let name = &text[start..place(text, last.text) + last.text.len()];
    (name.chars().count() > 2 && key::find(name).is_empty()).then_some((name, first.starts))
}

/// Where a part of a text begins in it.
fn place(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn is_name(word: &Word<'_>) -> bool {
    let text = word.text;
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some()
}

/// `P95`, `Q3`, `INC-4711`, `SHA256`, `API`: written so by everybody, or the number of a ticket.
fn is_common_code(word: &str, ordinary: &OrdinaryWords) -> bool {
    let letters = &word[..word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len())];
    let rest = &word[letters.len()..];
    let number = rest.trim_start_matches('-');
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    let ticket = rest.starts_with('-') && is_number && number.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = is_number && (letters.len() < 2 || ordinary.has(letters));
    let capitals =
        word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let parts = || word.split(['-', '\'', '\u{2019}']).all(|part| part.is_empty() || ordinary.has(part));
    ticket || numbered || capitals || parts()
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let (mut starts, mut last_end) = (true, 0);
    for piece in text.split_whitespace() {
        let at = place(text, piece);
        starts |= text[last_end..at].contains('\n');
        if starts && let Some(last) = words.last_mut() {
            last.goes_on = false;
        }
        last_end = at + piece.len();
        // Addresses, code and mail hold no names that are written as names.
        if piece.contains(['@', '`', '=', '_', '\\']) || piece.contains("://") || piece.contains("::") {
            if let Some(last) = words.last_mut() {
                last.goes_on = false;
            }
            starts = false;
            continue;
        }
        for (number, part) in piece.split(['/', '\u{2013}', '\u{2014}']).enumerate() {
            let bare = part.trim_start_matches(|c: char| !c.is_alphanumeric());
            let opened = bare.len() < part.len();
            let word = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
            let tail = &bare[word.len()..];
            let own = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"));
            if (opened || number > 0)
                && let Some(last) = words.last_mut()
            {
                last.goes_on = false;
            }
            if !word.is_empty() {
                let goes_on = tail.is_empty() && own.is_none();
                words.push(Word { text: own.unwrap_or(word), starts: starts || opened, goes_on });
            }
            // A lone sign between words, such as a bullet or a dash, starts anew.
            starts = tail.contains(['.', '!', '?', ':']) || (word.is_empty() && part != "&");
        }
    }
    words
}
