//! Machines by their name: full ones that only resolve inside or are plainly of one machine, and short ones that tell an
//! environment or a part of the works together with a number.

use std::ops::Range;

use super::address::{before, behind, runs};

/// Endings of names that resolve inside only.
const INTERNAL: [&str; 8] =
    ["internal", "intern", "local", "localdomain", "lan", "corp", "intra", "intranet"];
/// Words before `.local` that make it a file or a module.
const FILES: [&str; 10] = [
    "gemfile",
    "threading",
    "settings",
    "config",
    "env",
    "rc",
    "docker-compose",
    "values",
    "makefile",
    "git",
];
const PUBLIC: &str = " com net org io eu de uk at ch fr nl be it es pt pl se no fi dk ie cz us ca au nz in jp cn br mx za cloud app co tech systems network host site online company example test dev ";
/// Those that are words, and so may end the name of a package.
const WORDS: [&str; 13] = [
    "app", "cloud", "company", "dev", "example", "host", "network", "online", "site", "systems", "tech",
    "test", "co",
];
/// Labels that begin names of packages and of nothing else.
const OWNERS: [&str; 4] = ["com", "org", "edu", "gov"];
/// Labels that begin names of packages, and those of machines as well.
const ENDS_OF_OWNERS: [&str; 20] = [
    "net", "io", "dev", "app", "eu", "de", "at", "ch", "fr", "uk", "nl", "be", "it", "es", "pl", "us", "ca",
    "me", "co", "cloud",
];
const PLACES: [&str; 16] = [
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
    "intra",
    "intranet",
    "lan",
    "mgmt",
];
/// Those that mean nothing else before a number: `stage-2` and `qa-2` are steps of a plan.
const SHORT_PLACES: [&str; 7] = ["prod", "production", "staging", "stg", "preprod", "uat", "mgmt"];
/// What a machine is for, in its short name.
const ROLES: [&str; 32] = [
    "app", "bastion", "cache", "db", "dc", "dns", "esx", "esxi", "etcd", "gw", "host", "jump", "kafka",
    "kvm", "lb", "mail", "master", "mx", "node", "ns", "proxy", "redis", "server", "sql", "srv", "svr", "vm",
    "vpn", "web", "worker", "www", "zk",
];
/// Short words that tell of work, not of a machine, before an environment: `fix-prod-2`.
const WORK: [&str; 24] = [
    "add", "bug", "case", "copy", "demo", "docs", "fix", "go", "in", "item", "like", "move", "new", "non",
    "old", "on", "part", "plan", "post", "pre", "run", "step", "task", "test",
];
/// The longest part of a short name that may stand for a site or a customer.
const SITE: usize = 4;
const ENDINGS: &str = " rs py js ts jsx tsx mjs go rb java kt c h cc cpp hpp cs php sh bash zsh ps1 bat md txt rst adoc html htm css scss json yaml yml toml ini cfg conf xml csv tsv sql db log lock env png jpg jpeg gif svg webp ico pdf doc docx xls xlsx ppt pptx zip gz tar tgz bz2 xz so dll exe jar war deb rpm pem crt key pub proto tf ipynb lua pl swift vue map ";

/// Whether a name ends like a file.
pub(super) fn is_file(ending: &str) -> bool {
    ENDINGS.contains(&format!(" {} ", ending.to_ascii_lowercase()))
}

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

/// Whether a name is one of code, which begins with the ending of its owner's: `com.example.app.internal`.
fn is_package(labels: &[&str]) -> bool {
    let [first, _, .., last] = labels else { return false };
    let common = INTERNAL.contains(last) || WORDS.contains(last);
    // Hyphens are for machines, and so is a public ending behind what may as well be a part of the works: `dev.prod.x.com`.
    let of_code = labels.iter().all(|label| !label.contains('-'));
    of_code && (OWNERS.contains(first) || (common && ENDS_OF_OWNERS.contains(first)))
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
    let is_place = |part: &&str| SHORT_PLACES.contains(part);
    let may_be_site =
        |part: &&str| is_place(part) || ROLES.contains(part) || (part.len() <= SITE && !WORK.contains(part));
    let is_role = ROLES.contains(&numbered);
    let placed = others.iter().any(&is_place);
    let padded = number.len() > 1 && number.starts_with('0');
    let of_a_place = placed && others.len() > 1 && (is_role || is_place(&numbered));
    (of_a_place || (is_role && padded)) && others.iter().all(may_be_site)
}
