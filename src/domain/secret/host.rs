//! Machines by their full name: names that only resolve inside, and those that are plainly of one machine.

use std::ops::Range;

use super::address::{before, behind, runs};

/// Endings of names that resolve inside only.
const INTERNAL: [&str; 8] =
    ["internal", "intern", "local", "localdomain", "lan", "corp", "intra", "intranet"];
/// Words before `.local` that make it a file or a module.
const FILES: [&str; 8] = ["settings", "config", "env", "rc", "docker-compose", "values", "makefile", "git"];
/// Endings of public names.
const PUBLIC: &str = " com net org io eu de uk at ch fr nl be it es pt pl se no fi dk ie cz us ca au nz in jp cn br mx za cloud app co tech systems network host site online company example test dev ";
/// Labels that tell an environment.
const PLACES: [&str; 14] = [
    "prod",
    "production",
    "staging",
    "stage",
    "stg",
    "preprod",
    "uat",
    "qa",
    "internal",
    "intern",
    "corp",
    "int",
    "lan",
    "mgmt",
];
/// Endings of files.
const ENDINGS: &str = " rs py js ts jsx tsx mjs go rb java kt c h cc cpp hpp cs php sh bash zsh ps1 bat md txt rst adoc html htm css scss json yaml yml toml ini cfg conf xml csv tsv sql db log lock env png jpg jpeg gif svg webp ico pdf doc docx xls xlsx ppt pptx zip gz tar tgz bz2 xz so dll exe jar war deb rpm pem crt key pub proto tf ipynb lua pl swift vue map ";

/// Whether a name ends like a file.
pub(super) fn is_file(ending: &str) -> bool {
    ENDINGS.contains(&format!(" {} ", ending.to_ascii_lowercase()))
}

/// Where machines are named.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let pieces = runs(text, |byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
    let named = pieces.into_iter().filter_map(|run| {
        let piece = &text[run.clone()];
        let bare = piece.trim_end_matches(['.', '-']);
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
    if labels.len() < 2 || !labels.iter().all(well_formed) {
        return false;
    }
    if INTERNAL.contains(last) {
        let file = *last == "local" && FILES.contains(first);
        return !file && first.bytes().any(|byte| byte.is_ascii_alphabetic());
    }
    if labels.len() < 3 || !PUBLIC.contains(&format!(" {last} ")) {
        return false;
    }
    let has = |of: fn(&u8) -> bool| first.as_bytes().iter().any(of);
    let numbered = has(u8::is_ascii_alphabetic) && first.ends_with(|c: char| c.is_ascii_digit());
    let known = ["www", "s3", "ec2", "web3"]
        .iter()
        .any(|known| first.trim_end_matches(char::is_numeric) == *known || first == known);
    let placed = labels[..labels.len() - 2].iter().any(|label| {
        label.split('-').any(|part| PLACES.contains(&part.trim_end_matches(|c: char| c.is_ascii_digit())))
    });
    (numbered && !known) || placed
}
