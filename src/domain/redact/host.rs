//! Machines by their name: full ones that only resolve inside or are plainly of one machine, and short ones that tell an
//! environment or a part of the works together with a number.

use std::ops::Range;
use std::sync::LazyLock;

use super::scan::{before, behind, runs};
use super::word_lists::WordLists;

static WORDS: LazyLock<WordLists> =
    LazyLock::new(|| WordLists::parse(include_str!("../../../framework/redact/hosts.txt")));

/// The longest part of a short name that may stand for a site or a customer.
const SITE: usize = 4;
/// Whether a name ends like a file.
pub(super) fn is_file(ending: &str) -> bool {
    WORDS.has("file-endings", &ending.to_ascii_lowercase())
}

/// Where machines are named.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let pieces = runs(text, |byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
    let named = pieces.into_iter().filter_map(|run| {
        let piece = &text[run.clone()];
        let bare = piece.trim_end_matches(['.', '-']);
        if !bare.bytes().any(|byte| byte == b'.' || byte.is_ascii_digit()) {
            return None;
        }
        let end = run.start + bare.len();
        // A path, a file, a call, a mention, or part of a longer word.
        let stranger = |c: char| c.is_alphanumeric() || "_$\\#".contains(c);
        let (left, right) = (before(text, run.start), behind(text, end));
        let in_path = left == Some('/') && !text[..run.start].ends_with("//");
        if in_path || left.is_some_and(stranger) || right.is_some_and(|c| stranger(c) || c == '(' || c == '=')
        {
            return None;
        }
        is_machine(bare).then_some(run.start..end)
    });
    named.collect()
}

/// Whether a name is that of a machine that only insiders know.
pub(super) fn is_machine(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let labels: Vec<&str> = name.split('.').collect();
    let (Some(first), Some(last)) = (labels.first(), labels.last()) else { return false };
    let well_formed = |label: &&str| {
        !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    if !labels.iter().all(well_formed) {
        return false;
    }
    if is_short(first) && (labels.len() == 1 || !is_file(last)) {
        return true;
    }
    if labels.len() < 2 || is_package(&labels) {
        return false;
    }
    if WORDS.has("internal", last) {
        let file = *last == "local" && WORDS.has("files", first);
        return !file && first.bytes().any(|byte| byte.is_ascii_alphabetic());
    }
    if labels.len() < 3 || !WORDS.has("public", last) {
        return false;
    }
    let has = |of: fn(&u8) -> bool| first.as_bytes().iter().any(of);
    let numbered = has(u8::is_ascii_alphabetic) && first.ends_with(|c: char| c.is_ascii_digit());
    let known = ["www", "s3", "ec2", "web3"]
        .iter()
        .any(|known| first.trim_end_matches(char::is_numeric) == *known || first == known);
    let placed = labels[..labels.len() - 2].iter().any(|label| {
        label
            .split('-')
            .any(|part| WORDS.has("environments", part.trim_end_matches(|c: char| c.is_ascii_digit())))
    });
    (numbered && !known) || placed
}

/// Whether a name is one of code, which begins with the ending of its owner's: `com.example.app.internal`.
fn is_package(labels: &[&str]) -> bool {
    let [first, _, .., last] = labels else { return false };
    let common = WORDS.has("internal", last) || WORDS.has("words", last);
    // Hyphens are for machines, and so is a public ending behind what may as well be a part of the works: `dev.prod.x.com`.
    let of_code = labels.iter().all(|label| !label.contains('-'));
    of_code && (WORDS.has("owners", first) || (common && WORDS.has("owner-endings", first)))
}

/// Whether a name without a dot is that of one machine: `nb-prod-03`, `prod-db07`, `web-01`, `ip-10-0-0-7`.
fn is_short(name: &str) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    if let ["ip", four @ ..] = parts.as_slice() {
        return four.len() == 4 && four.iter().all(|part| part.parse::<u8>().is_ok());
    }
    // The number at the end, with at most a letter behind it, and what it numbers.
    let end = name.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let end = if name.len() - end.len() > 1 { name } else { end };
    let named = end.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &end[named.len()..];
    let named = named.trim_end_matches('-');
    let Some(numbered) = named.rsplit('-').next() else { return false };
    if !(1..=3).contains(&number.len()) || named.is_empty() {
        return false;
    }
    let others: Vec<&str> = named.split('-').collect();
    let is_place = |part: &&str| WORDS.has("short-environments", part);
    let may_be_site = |part: &&str| {
        is_place(part) || WORDS.has("roles", part) || (part.len() <= SITE && !WORDS.has("work", part))
    };
    let is_role = WORDS.has("roles", numbered);
    let placed = others.iter().any(&is_place);
    let padded = number.len() > 1 && number.starts_with('0');
    let of_a_place = placed && others.len() > 1 && (is_role || is_place(&numbered));
    (of_a_place || (is_role && padded)) && others.iter().all(may_be_site)
}
