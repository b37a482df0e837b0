//! Prose to statements: a sentence is one, and so is a line.
//!
//! A full stop ends a sentence only where white space and a capital, a digit or an opening mark follow, outside brackets
//! and behind no abbreviation. Lines that an editor wrapped are joined before.

use super::blocks::collapse_whitespace;

/// Abbreviations whose full stop ends no sentence, in lower case and without their last full stop.
const ABBREVIATIONS: [&str; 33] = [
    "e.g", "eg", "i.e", "ie", "etc", "vs", "cf", "approx", "ca", "incl", "excl", "resp", "fig", "figs",
    "vol", "pp", "al", "dr", "mr", "mrs", "prof", "jr", "sr", "inc", "ltd", "corp", "dept", "viz", "a.k.a",
    "w.r.t", "esp", "misc", "est",
];

/// Abbreviations only before a number: `No. 4`.
const BEFORE_NUMBERS: [&str; 5] = ["no", "nos", "art", "par", "para"];

/// How wide a line may be that an editor wrapped.
const WRAPPED: std::ops::RangeInclusive<usize> = 60..=130;

/// The statements of a text: each sentence of each of its lines, white space folded. What has no letter and no number in
/// it is none; the mark of a list before a line is no part of it.
pub fn statements(text: &str) -> Vec<String> {
    let lines: Vec<String> = text.lines().map(|line| bare(&collapse_whitespace(line)).to_owned()).collect();
    let mut found = Vec::new();
    for paragraph in lines.split(String::is_empty).filter(|paragraph| !paragraph.is_empty()) {
        if is_wrapped(paragraph) {
            split(&paragraph.join(" "), &mut found);
        } else {
            paragraph.iter().for_each(|line| split(line, &mut found));
        }
    }
    found
}

/// A line without the mark of a list.
fn bare(line: &str) -> &str {
    let mark = ["- ", "* ", "+ ", "• ", "·", "•", "▪", "◦", "‣", "●", "– "];
    mark.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim_start()
}

/// Whether the lines are one paragraph that an editor wrapped: each is as long as it can be with the next word put off,
/// and at least one of them goes on in the middle of a sentence.
fn is_wrapped(lines: &[String]) -> bool {
    let width = |line: &String| line.chars().count();
    let longest = lines.iter().map(width).max().unwrap_or_default();
    let mut goes_on = false;
    let full = lines.windows(2).all(|pair| {
        let [line, next] = pair else { return false };
        let word = next.split(' ').next().unwrap_or_default();
        goes_on |= !line.ends_with(['.', '!', '?', ':', ';']) && next.starts_with(char::is_lowercase);
        width(line) + 1 + word.chars().count() > longest
    });
    WRAPPED.contains(&longest) && full && goes_on
}

fn split(line: &str, found: &mut Vec<String>) {
    let mut add = |sentence: &str| {
        let sentence = sentence.trim();
        if sentence.contains(char::is_alphanumeric) {
            found.push(sentence.to_owned());
        }
    };
    let brackets = Brackets::of(line);
    let mut start = 0;
    let (mut inside, mut outermost) = (0_usize, 0);
    let mut letters = line.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        match c {
            '(' | '[' | '{' if brackets.opens(at) => {
                if inside == 0 {
                    outermost = at;
                }
                inside += 1;
            }
            ')' | ']' | '}' if brackets.closes(at) => {
                inside -= 1;
                // `(A whole sentence.) Another.`
                let whole = line[start..outermost].trim().is_empty() && line[..at].ends_with(['.', '!', '?']);
                if inside == 0 && whole && begins(&line[at + 1..]) {
                    add(&line[start..=at]);
                    start = at + 1;
                }
            }
            '。' | '！' | '？' if inside == 0 => {
                let end = at + c.len_utf8();
                add(&line[start..end]);
                start = end;
            }
            '.' | '!' | '?' | '…' if inside == 0 => {
                // Quotes and brackets that close behind the full stop are part of the sentence.
                let mut end = at + c.len_utf8();
                while let Some((next, mark)) = letters.peek().copied().filter(|(_, mark)| is_tail(*mark)) {
                    if matches!(mark, ')' | ']') && brackets.closes(next) {
                        break;
                    }
                    end = next + mark.len_utf8();
                    letters.next();
                }
                let rest = &line[end..];
                // What begins stands behind a space, so that the word looked at is never long.
                let short = || c == '.' && end == at + 1 && is_abbreviation(&line[start..at], rest);
                if begins(rest) && !short() {
                    add(&line[start..end]);
                    start = end;
                }
            }
            _ => {}
        }
    }
    add(&line[start..]);
}

/// Whether what stands behind a full stop is the start of a sentence.
fn begins(rest: &str) -> bool {
    let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
    next.is_some_and(|next| next.is_uppercase() || next.is_numeric() || is_opening(next) || is_uncased(next))
}

fn is_tail(mark: char) -> bool {
    matches!(mark, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '"' | '\'' | '“' | '‘' | '«' | '(' | '[')
}

fn is_uncased(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}

/// Whether a full stop between two texts is that of an abbreviation, an initial or the number of an item.
fn is_abbreviation(before: &str, after: &str) -> bool {
    let before = before.trim_start();
    let word = before.rsplit([' ', '/', '–', '—']).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let known = |list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let initial = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    // `J. Smith`, `U.S.`; a sentence may end in `I`, but none here does.
    let initials = !word.is_empty() && word.split('.').all(initial);
    let item = word == before && word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty();
    let numbered = known(&BEFORE_NUMBERS) && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    known(&ABBREVIATIONS) || initials || item || numbered
}

/// The brackets of a line that have a partner; one that is never closed holds nothing together.
struct Brackets {
    open: Vec<usize>,
    close: Vec<usize>,
}

impl Brackets {
    fn of(line: &str) -> Self {
        let (mut waiting, mut open, mut close) = (Vec::new(), Vec::new(), Vec::new());
        for (at, c) in line.bytes().enumerate() {
            match c {
                b'(' | b'[' | b'{' => waiting.push(at),
                b')' | b']' | b'}' => {
                    if let Some(partner) = waiting.pop() {
                        open.push(partner);
                        close.push(at);
                    }
                }
                _ => {}
            }
        }
        open.sort_unstable();
        Self { open, close }
    }

    fn opens(&self, at: usize) -> bool {
        self.open.binary_search(&at).is_ok()
    }

    fn closes(&self, at: usize) -> bool {
        self.close.binary_search(&at).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_is_a_statement_and_so_is_a_line() {
        for (text, wanted) in [
            ("Mends things. Tells others.", &["Mends things.", "Tells others."][..]),
            ("Mends things. \nTells\u{a0}others", &["Mends things.", "Tells others"]),
            ("Uses tools, e.g. Hammers, i.e. Big ones.", &["Uses tools, e.g. Hammers, i.e. Big ones."]),
            ("Asks vendors etc. Vendors answer", &["Asks vendors etc. Vendors answer"]),
            ("Plans vs. Deeds are weighed.", &["Plans vs. Deeds are weighed."]),
            (
                "Keeps rule No. 4 in mind. Knows no. None told.",
                &["Keeps rule No. 4 in mind.", "Knows no.", "None told."],
            ),
            ("Grows uptime to 99.9 or 3.5 times. Stops.", &["Grows uptime to 99.9 or 3.5 times.", "Stops."]),
            (
                "Works as J. R. Smith would in the U.S. Offices.",
                &["Works as J. R. Smith would in the U.S. Offices."],
            ),
            ("Plans (weekly. Or daily.) and acts. Ends.", &["Plans (weekly. Or daily.) and acts.", "Ends."]),
            ("Plans (never closed. Goes on.", &["Plans (never closed.", "Goes on."]),
            ("Says \"done.\" Then goes! Really? Yes", &["Says \"done.\"", "Then goes!", "Really?", "Yes"]),
            ("Waits... Then acts.", &["Waits...", "Then acts."]),
            ("Works with iOS. iOS apps are his.", &["Works with iOS. iOS apps are his."]),
            ("1. Owns the queue. 2. Empties it.", &["1. Owns the queue.", "2. Empties it."]),
            ("- Owns it\n• Mends it", &["Owns it", "Mends it"]),
            ("(All of it stays. Really.) Next one.", &["(All of it stays. Really.)", "Next one."]),
            ("計画を立てる。実行する。", &["計画を立てる。", "実行する。"]),
            ("...\n\n--", &[]),
        ] {
            assert_eq!(statements(text), wanted, "{text}");
        }
    }

    #[test]
    fn lines_that_an_editor_wrapped_are_one_paragraph() {
        let wrapped = "Keeps the whole of the workshop in order so that everybody who\ncomes in finds the tools. \
                       Tells the others where the new tools\nare and mends the old.";
        assert_eq!(statements(wrapped).len(), 2, "{:?}", statements(wrapped));
        let lines =
            "keeps the whole of the workshop in order so that everybody finds tools\nsweeps\ntells others";
        assert_eq!(statements(lines).len(), 3);
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_letter_is_lost(text in "(\\PC|[.!?()\\[\\] \n\"]){0,60}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&statements(&text).concat()), letters(&text));
        }
    }
}
