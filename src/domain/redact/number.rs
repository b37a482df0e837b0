//! Phone numbers, bank accounts and payment cards, checked by their digits: a number that only looks like one is something
//! else.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use super::SecretKind;
use super::scan::before;
use super::word_lists::WordLists;

pub(super) static WORDS: LazyLock<WordLists> =
    LazyLock::new(|| WordLists::parse(include_str!("../../../framework/redact/numbers.txt")));

/// The fewest digits of a number that is looked at.
pub(super) const FEWEST: usize = 7;
/// How many digits a phone number has with its country, by E.164 at most 15.
const WITH_COUNTRY: RangeInclusive<usize> = 9..=15;
/// How many it has without, behind the zero that stands for the country.
const NATIONAL: RangeInclusive<usize> = 9..=12;

/// Where phone numbers, accounts and cards stand.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, SecretKind)> {
    let (mut found, mut end) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        if at < end || !(c.is_ascii_alphanumeric() || "+(".contains(c)) {
            continue;
        }
        if before(text, at).is_some_and(|last| last.is_alphanumeric() || last == '+') {
            continue;
        }
        let secret = if c.is_ascii_alphabetic() {
            iban(text, at).map(|end| (end, SecretKind::Iban))
        } else {
            let number = Number::parse(text, at);
            if number.groups.iter().map(|group| group.len()).sum::<usize>() < FEWEST {
                continue;
            }
            number
                .card()
                .map(|end| (end, SecretKind::Card))
                .or_else(|| number.phone().map(|end| (end, SecretKind::Phone)))
        };
        if let Some((to, kind)) = secret {
            end = to;
            found.push((at..to, kind));
        }
    }
    found
}

/// Groups of digits with what parts them.
struct Number<'t> {
    text: &'t str,
    start: usize,
    /// A plus or a bracket before the first digit.
    sign: &'t str,
    groups: Vec<&'t str>,
    /// What stands behind each group but the last.
    separators: Vec<&'t str>,
}

impl<'t> Number<'t> {
    fn parse(text: &'t str, start: usize) -> Self {
        let rest = &text[start..];
        let digits = rest.trim_start_matches(['+', '(']);
        let sign = &rest[..rest.len() - digits.len()];
        let mut number = Self { text, start, sign, groups: Vec::new(), separators: Vec::new() };
        let mut rest = digits;
        // Longer rows of groups are tables.
        while number.groups.len() < 10 {
            let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            number.groups.push(&rest[..rest.len() - behind.len()]);
            let next = behind.trim_start_matches([
                ' ', '\u{a0}', '\u{202f}', '-', '\u{2011}', '\u{2013}', '.', '/', '(', ')',
            ]);
            let separator = &behind[..behind.len() - next.len()];
            let is_list = separator.contains('.') && separator != ".";
            if is_list
                || separator.chars().count() > 3
                || separator.is_empty()
                || !next.starts_with(|c: char| c.is_ascii_digit())
            {
                break;
            }
            number.separators.push(separator);
            rest = next;
        }
        number
    }

    /// The numbers that the first groups make, the longest first: how many groups, the digits, and where they end.
    fn prefixes(&self) -> impl Iterator<Item = (usize, String, usize)> {
        let place = |group: &str| group.as_ptr() as usize - self.text.as_ptr() as usize + group.len();
        let ends_word =
            move |end: usize| !self.text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        // Single digits in a row are a table.
        let is_table = self.groups.iter().all(|group| group.len() < 2);
        let prefixes = (1..=if is_table { 0 } else { self.groups.len() }).rev();
        prefixes
            .map(move |many| (many, self.groups[..many].concat(), place(self.groups[many - 1])))
            .filter(move |(_, _, end)| ends_word(*end))
    }

    /// Where a payment card's number ends.
    fn card(&self) -> Option<usize> {
        if !self.sign.is_empty() || before(self.text, self.start) == Some('#') {
            return None;
        }
        let is_card = |(many, digits, _): &(usize, String, usize)| {
            let long: Vec<usize> = self.groups[..*many].iter().map(|group| group.len()).collect();
            let is_grouped = match long.as_slice() {
                [_] | [4, 6, 4 | 5] => true,
                [start @ .., last] => start.len() > 2 && start.iter().all(|long| *long == 4) && *last <= 4,
                [] => false,
            };
            let is_even = self.separators[..many - 1].windows(2).all(|pair| pair[0] == pair[1]);
            is_grouped && is_even && is_of_issuer(digits) && is_luhn(digits)
        };
        self.prefixes().find(is_card).map(|(.., end)| end)
    }

    /// Where a phone number ends.
    fn phone(&self) -> Option<usize> {
        // Part of a longer name or of a decimal number.
        if before(self.text, self.start).is_some_and(|c| "-._/#$€£,".contains(c)) {
            return None;
        }
        let follows_number =
            self.text[..self.start].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
        let is_phone = |(many, digits, _): &(usize, String, usize)| {
            let (groups, separators) = (&self.groups[..*many], &self.separators[..many - 1]);
            let is_closed = separators.iter().any(|separator| separator.contains(')'));
            if self.sign.starts_with('(') && !is_closed {
                return false;
            }
            if self.sign.contains('+') {
                return is_international(groups, digits);
            }
            if is_date(groups) || follows_number {
                return false;
            }
            match digits.strip_prefix("00") {
                Some(rest) => {
                    *many > 1
                        && groups[0].len() > 2
                        && is_international(&[&[&groups[0][2..]], &groups[1..]].concat(), rest)
                }
                None => {
                    is_national(self.sign, groups, separators, digits)
                        || (is_named(self.text, self.start) && is_long_enough(groups, digits))
                }
            }
        };
        self.prefixes().find(is_phone).map(|(.., end)| end)
    }
}

/// Whether a number begins with a country's code and has as many digits as numbers there have.
fn is_international(groups: &[&str], digits: &str) -> bool {
    let is_code = |code: &str| WORDS.has("countries", code);
    let code = match groups {
        [code, _, ..] if code.len() < 4 => is_code(code).then_some(*code),
        _ => (1..=3).filter_map(|long| digits.get(..long)).find(|code| is_code(code)),
    };
    match code {
        Some("1") => digits.len() == 11,
        // `+123 456 789` is a count.
        Some(_) => {
            WITH_COUNTRY.contains(&digits.len())
                && !(digits.len() < 10
                    && groups.len() > 2
                    && groups[1..].iter().all(|group| group.len() == 3))
        }
        None => false,
    }
}

/// Whether a number without a country's code is grouped as only phone numbers are: `(030) 1234567`, `020 7946 0958`,
/// `030/1234567`, `555-555-0123`.
fn is_national(sign: &str, groups: &[&str], separators: &[&str], digits: &str) -> bool {
    let is_area = |group: &str| group.len() == 3 && group.starts_with(|c: char| c >= '2');
    let is_american = match groups {
        ["1", rest @ ..] | rest => {
            matches!(rest, [area, exchange, line] if is_area(area) && is_area(exchange) && line.len() == 4)
        }
    };
    let is_bracketed = sign == "(" && separators.first().is_some_and(|separator| separator.starts_with(')'));
    if is_american && (is_bracketed || separators.iter().all(|separator| *separator == "-")) {
        return true;
    }
    let is_spaced = separators.iter().all(|separator| [" ", "\u{a0}", "\u{202f}"].contains(separator));
    let is_slashed = separators.first() == Some(&"/") && groups.len() > 1 && groups[1].len() > 4;
    let has_area = (2..=5).contains(&groups[0].len()) && groups.len() > 1 && digits.starts_with('0');
    has_area && NATIONAL.contains(&digits.len()) && (is_bracketed || is_spaced || is_slashed)
}

/// Whether digits behind the word for a phone are its number and no version.
fn is_long_enough(groups: &[&str], digits: &str) -> bool {
    (FEWEST..=*WITH_COUNTRY.end()).contains(&digits.len()) && groups[1..].iter().all(|group| group.len() > 1)
}

fn is_date(groups: &[&str]) -> bool {
    let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let is_day = |group: &str| group.len() < 3 && group.parse::<u8>().is_ok_and(|day| day <= 31);
    match groups {
        [first, second, third, ..] => {
            is_day(second) && (is_year(first) && is_day(third) || is_day(first) && is_year(third))
        }
        _ => false,
    }
}

/// Whether a word before a place says that a phone number follows: `Tel. `, `phone number: `.
fn is_named(text: &str, at: usize) -> bool {
    let start = text[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let mut words = text[start..at]
        .rsplit(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    let last = words.next().unwrap_or_default();
    let noun = if WORDS.has("number", &last) { words.next().unwrap_or_default() } else { last };
    // Nothing but signs between.
    let behind = text[start..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    behind.ends_with(char::is_alphabetic) && WORDS.has("phones", &noun)
}

/// Whether digits begin and are as long as those of an issuer of cards.
fn is_of_issuer(digits: &str) -> bool {
    WORDS.list("cards").any(|issuer| {
        let Some((starts, lengths)) = issuer.split_once(':') else { return false };
        let (first, last) = starts.split_once('-').unwrap_or((starts, starts));
        let start = digits.get(..first.len());
        start.is_some_and(|start| first <= start && start <= last)
            && lengths.split(',').any(|long| long.parse() == Ok(digits.len()))
    })
}

/// Whether the last digit is the check digit of the others (ISO/IEC 7812-1).
fn is_luhn(digits: &str) -> bool {
    let values = digits.bytes().rev().enumerate().map(|(at, byte)| {
        let value = u32::from(byte - b'0') * if at % 2 == 1 { 2 } else { 1 };
        value / 10 + value % 10
    });
    values.sum::<u32>().is_multiple_of(10)
}

/// Where the IBAN ends that begins at a place: its country's length, with single spaces or hyphens, and check digits that
/// are right (ISO 7064, modulo 97).
fn iban(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    rest.as_bytes().get(2..4).filter(|check| check.iter().all(u8::is_ascii_digit))?;
    let country = rest.get(..2)?.to_ascii_uppercase();
    let long = WORDS.list("ibans").find_map(|known| known.strip_prefix(&country))?.parse().ok()?;
    let mut signs = String::with_capacity(long);
    let mut gap = true;
    for (offset, c) in rest.char_indices() {
        if c.is_ascii_alphanumeric() {
            gap = false;
            signs.push(c.to_ascii_uppercase());
        } else if gap || !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-') {
            return None;
        } else {
            gap = true;
        }
        if signs.len() == long {
            let end = at + offset + 1;
            let ends = !text[end..].starts_with(char::is_alphanumeric);
            return (ends && is_mod_97(&signs)).then_some(end);
        }
    }
    None
}

fn is_mod_97(iban: &str) -> bool {
    let (head, account) = iban.split_at(4);
    let rest = account.chars().chain(head.chars()).filter_map(|c| c.to_digit(36));
    let modulo = rest.fold(0, |rest, value| (rest * if value > 9 { 100 } else { 10 } + value) % 97);
    modulo == 1
}
