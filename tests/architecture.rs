//! Who may import whom, and other rules of the house: read from the sources, so that a broken one fails a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Files over [`LONGEST`] lines, with the reason why they are not split.
const LONG: &[(&str, &str)] = &[];
const LONGEST: usize = 450;

/// The rooms that never import each other.
const SIX: [&str; 6] = ["cli", "app", "catalog", "store", "exchange", "render"];

/// The rooms of the crate that a room may name.
fn may_name(room: &str) -> Vec<&'static str> {
    match room {
        "main" | "lib" => ["wire", "domain", "error", "commands"].into_iter().chain(SIX).collect(),
        "commands" => ["wire", "domain", "error"].into_iter().chain(SIX).collect(),
        "error" => vec!["app", "catalog", "domain", "render", "store"],
        "catalog" | "store" | "exchange" | "render" => vec!["wire", "domain"],
        "app" | "cli" | "wire" => vec!["domain"],
        _ => Vec::new(),
    }
}

/// The crates from outside that a room may name. The domain's do no I/O and read no clock.
fn crates_of(room: &str) -> &'static [&'static str] {
    match room {
        "app" => &[
            "chrono",
            "console",
            "signal_hook",
            "dialoguer",
            "fuzzy_matcher",
            "rustix",
            "serde",
            "serde_json",
            "shell_words",
            "tempfile",
            "textwrap",
            "thiserror",
            "toml",
            "unicode_width",
            "uuid",
        ],
        "catalog" => &[
            "csv",
            "encoding_rs",
            "html5gum",
            "pulldown_cmark",
            "saphyr_parser",
            "serde",
            "serde_json",
            "sha2",
            "slug",
            "strsim",
            "tempfile",
            "thiserror",
            "toml",
        ],
        "cli" | "lib" => &["clap"],
        "commands" => &["anyhow", "chrono", "serde", "serde_json", "shell_words", "tempfile", "toml"],
        "domain" => &DOMAIN_CRATES,
        "error" => &["anyhow", "shell_words"],
        "exchange" => &["chrono", "csv", "serde", "serde_json", "sha2", "thiserror", "uuid"],
        "main" => &["chrono", "console", "promo", "rustix"],
        "render" => &[
            "anstyle",
            "chrono",
            "comfy_table",
            "minijinja",
            "serde",
            "serde_json",
            "similar",
            "textwrap",
            "thiserror",
            "toml",
            "unicode_width",
        ],
        "store" => &["chrono", "rusqlite", "serde", "serde_json", "tempfile", "thiserror"],
        "wire" => &["chrono", "serde", "serde_json"],
        _ => &[],
    }
}

/// Whether a file may name a crate from outside.
fn may_use(file: &str, name: &str) -> bool {
    match name {
        "clap" | "clap_complete" if file == "commands/completions.rs" => true,
        "clap" | "clap_mangen" if file == "commands/man.rs" => true,
        // Text is read in one place.
        "pulldown_cmark" | "unicode_normalization" | "unicode_segmentation" if room(file) == "domain" => {
            // An update keeps a file byte for byte, so it reads comments with their white space.
            file.starts_with("domain/text/") || file == "domain/update/comments.rs"
        }
        _ => crates_of(room(file)).contains(&name),
    }
}

/// The crates of the domain: none of them does I/O or reads a clock.
const DOMAIN_CRATES: [&str; 9] = [
    "aho_corasick",
    "chrono",
    "pulldown_cmark",
    "serde",
    "similar",
    "strsim",
    "thiserror",
    "unicode_normalization",
    "unicode_segmentation",
];

/// What the domain may take of serde: how a value is written, by what format ever.
const SHAPES: [&str; 5] = ["Serialize", "Serializer", "Deserialize", "Deserializer", "ser"];

/// What the domain may take of chrono: days and how to count them, no clock.
const DAYS: [&str; 5] = ["NaiveDate", "Datelike", "Days", "Months", "Weekday"];

/// Words that stand for something that only some files may do.
const DEEDS: [(&str, &[&str]); 11] = [
    ("println!", &[]),
    ("eprintln!", &[]),
    ("print!", &[]),
    // The main thread may wait for the journal or for stdin when a signal comes, and nothing else can end it.
    ("process::exit", &["app/signals.rs"]),
    ("env::var", &["main.rs"]),
    ("env::args", &["main.rs"]),
    ("env::current_dir", &[]),
    ("SystemTime::now", &[]),
    ("Local::now", &["main.rs"]),
    // How long another command or a signal is waited for: a span, no date.
    ("Instant::now", &["app/signals.rs", "store/mod.rs"]),
    ("Utc::now", &[]),
];

/// `commands/log.rs` is in `commands`, `cli.rs` and `cli/look.rs` in `cli`.
fn room(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// A source without comments, texts and its own tests, so that only what is compiled into the program is read.
pub(crate) fn code(source: &str) -> String {
    let source = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or(source);
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            raw.find("\"#").map_or(rest.len(), |end| end + 5)
        } else if c == '"' {
            text_end(rest)
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else {
            code.push(c);
            c.len_utf8()
        };
        rest = &rest[skipped..];
    }
    code
}

fn text_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn spread(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree).trim();
        return if path.is_empty() { Vec::new() } else { vec![path.to_owned()] };
    };
    let inside = tree[open + 1..].strip_suffix('}').unwrap_or(&tree[open + 1..]);
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    parts
        .into_iter()
        .flat_map(spread)
        .map(|part| format!("{}{part}", &tree[..open]).replace("::self", ""))
        .collect()
}

/// Every path that a file imports or names in full.
fn paths(code: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for statement in code.split(['\n']).zip(offsets(code)).filter_map(|(line, at)| {
        let line = line.trim_start();
        let start = ["use ", "pub use ", "pub(crate) use ", "pub(super) use "];
        let found = start.into_iter().find(|start| line.starts_with(start))?;
        let from = at + code[at..].find(found)? + found.len();
        Some(&code[from..from + code[from..].find(';')?])
    }) {
        paths.extend(spread(&words(statement).replace("{ ", "{").replace(" }", "}").replace(", }", "}")));
    }
    for (at, _) in code.match_indices("::") {
        let head =
            code[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |before| before + 1);
        // The middle of a path was read from its head.
        if code[..head].ends_with("::") || head == at {
            continue;
        }
        let tail = &code[at..];
        let end = tail.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(tail.len());
        // What a tree of imports spreads to was read above.
        if !tail[end..].starts_with('{') {
            paths.insert(code[head..at + end].trim_end_matches(':').to_owned());
        }
    }
    paths
}

fn offsets(code: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(code.match_indices('\n').map(|(at, _)| at + 1))
}

/// What is wrong with a file, in words.
fn faults(file: &str, source: &str, crates: &BTreeSet<String>) -> Vec<String> {
    let room = room(file);
    let code = code(source);
    let mut faults = Vec::new();
    for path in paths(&code) {
        let mut parts = path.split("::");
        let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let rooms = ["wire", "domain", "error", "commands"].into_iter().chain(SIX);
        let inside = match first {
            "crate" => Some(second),
            "promo" if room == "main" => Some(second),
            "super" if !file.contains('/') => Some(second),
            _ => None,
        };
        let named = inside.filter(|named| *named != room && rooms.clone().any(|room| room == *named));
        if named.is_some_and(|named| !may_name(room).contains(&named)) {
            faults.push(format!("{file}: `{room}` names `{path}`"));
        }
        if crates.contains(first) && !may_use(file, first) {
            faults.push(format!("{file}: `{room}` uses `{path}`"));
        }
        if room == "domain" && first == "chrono" && !DAYS.contains(&second) {
            faults.push(format!("{file}: the domain takes `{path}` of chrono"));
        }
        if room == "domain" && first == "serde" && !SHAPES.contains(&second) {
            faults.push(format!("{file}: the domain takes `{path}` of serde"));
        }
        if room == "domain" && first == "std" && ["env", "fs", "io", "net", "process"].contains(&second) {
            faults.push(format!("{file}: the domain is pure, `{path}` is not"));
        }
        let is_option = |path: &str| {
            ["crate::domain::ids", "crate::domain::entry"].iter().any(|part| path.starts_with(part))
        };
        if room == "cli" && path.starts_with("crate::domain") && !is_option(&path) {
            faults.push(format!(
                "{file}: the command line knows ids and the fields of an entry alone, not `{path}`"
            ));
        }
    }
    for (deed, allowed) in DEEDS {
        let found = code
            .match_indices(deed)
            .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        if found && !allowed.contains(&file) {
            faults.push(format!("{file}: `{deed}`"));
        }
    }
    let lines = source.lines().count();
    if lines > LONGEST && !LONG.iter().any(|(long, _)| *long == file) {
        faults.push(format!("{file}: {lines} lines, more than {LONGEST}"));
    }
    if !source.starts_with("//! ") {
        faults.push(format!("{file}: the first line does not say what it is for"));
    }
    faults
}

/// The crates that the manifest names, as sources write them.
fn crates() -> BTreeSet<String> {
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let mut names: BTreeSet<String> = ["promo".to_owned()].into();
    for table in [&manifest["dependencies"], &manifest["target"]["cfg(unix)"]["dependencies"]] {
        names.extend(table.as_table().unwrap().keys().map(|name| name.replace('-', "_")));
    }
    names
}

fn walk(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            walk(&path, root, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

pub(crate) fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found.sort();
    found
}

#[test]
fn the_house_is_in_order() {
    let (crates, sources) = (crates(), sources());
    assert!(sources.len() > 40, "the sources were not found");
    let faults: Vec<String> =
        sources.iter().flat_map(|(file, source)| faults(file, source, &crates)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_long_file_is_listed_only_while_it_is_long() {
    let sources = sources();
    for (long, reason) in LONG {
        let lines = sources.iter().find(|(file, _)| file == long).map_or(0, |(_, text)| text.lines().count());
        assert!(lines > LONGEST, "{long} has {lines} lines and needs no excuse any more ({reason})");
    }
}

#[test]
fn the_map_names_each_room() {
    let map = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    for (file, _) in sources() {
        let room = room(&file);
        if !matches!(room, "main" | "lib") {
            assert!(map.contains(&format!("[`{room}`]")), "{room}");
            assert!(map.contains(&format!("\npub mod {room};\n")), "{room}");
        }
    }
}

#[test]
fn a_broken_rule_is_found() {
    let crates = crates();
    for (file, source, wanted) in [
        ("store/mod.rs", "use crate::render::text::clean;", "`store` names `crate::render::text::clean`"),
        ("render/gap.rs", "fn f() { crate::store::open() }", "`render` names `crate::store::open`"),
        ("app/mod.rs", "use crate::wire::EntryOut;", "`app` names `crate::wire::EntryOut`"),
        ("cli/reading.rs", "use crate::{\n    app::App,\n};", "`cli` names `crate::app::App`"),
        ("cli.rs", "use super::store::Store;", "`cli` names `super::store::Store`"),
        ("catalog/toml_file.rs", "pub use crate::error::{self};", "`catalog` names `crate::error`"),
        ("domain/tag.rs", "use crate::wire::EntryIn;", "`domain` names `crate::wire::EntryIn`"),
        ("wire.rs", "use crate::store::Store;", "`wire` names `crate::store::Store`"),
        ("error.rs", "use crate::commands::log;", "`error` names `crate::commands::log`"),
        (
            "cli.rs",
            "use crate::domain::tag::Tag;",
            "ids and the fields of an entry alone, not `crate::domain::tag::Tag`",
        ),
        ("domain/dates.rs", "use chrono::{Local, NaiveDate};", "takes `chrono::Local` of chrono"),
        ("domain/entry.rs", "use serde::de::Visitor;", "takes `serde::de::Visitor` of serde"),
        ("domain/entry.rs", "use serde_json::Value;", "`domain` uses `serde_json::Value`"),
        ("domain/entry.rs", "use rusqlite::Row;", "`domain` uses `rusqlite::Row`"),
        ("domain/entry.rs", "use pulldown_cmark::Parser;", "`domain` uses `pulldown_cmark::Parser`"),
        ("domain/entry.rs", "use std::fs;", "`std::fs` is not"),
        ("commands/log.rs", "use rusqlite::Connection;", "`commands` uses `rusqlite::Connection`"),
        ("store/mod.rs", "fn f() -> anyhow::Result<()> {}", "`store` uses `anyhow::Result`"),
        ("commands/log.rs", "use clap::Parser;", "`commands` uses `clap::Parser`"),
        ("commands/log.rs", "fn f() { println!(); }", "`println!`"),
        ("commands/log.rs", "fn f() { std::process::exit(1) }", "`process::exit`"),
        ("app/mod.rs", "fn f() { std::env::var(X); }", "`env::var`"),
        ("store/mod.rs", "fn f() { chrono::Utc::now() }", "`Utc::now`"),
        ("render/new.rs", &"x\n".repeat(LONGEST + 1), "lines, more than"),
    ] {
        let found = faults(file, &format!("//! What it is for.\n{source}"), &crates);
        assert!(found.iter().any(|fault| fault.contains(wanted)), "{wanted}: {found:?}");
    }
    assert_eq!(faults("app/mod.rs", "use std::io;", &crates).len(), 1, "a first line is missing");
}

#[test]
fn what_is_allowed_or_only_said_is_no_fault() {
    let crates = crates();
    for (file, source) in [
        ("render/gap.rs", "use crate::wire::EntryOut;\nuse super::text::clean;"),
        ("commands/log.rs", "use crate::store::Store;\nuse anyhow::Result;"),
        (
            "domain/dates.rs",
            "use chrono::{Datelike, NaiveDate};\nuse serde::Serialize;\nuse thiserror::Error;",
        ),
        ("domain/text/markdown.rs", "use pulldown_cmark::Parser;"),
        ("store/mod.rs", "// see crate::render::text\nconst X: &str = \"crate::render \\\" println!\";"),
        ("store/mod.rs", "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use crate::render::text::clean;\n}"),
    ] {
        assert_eq!(faults(file, &format!("//! What it is for.\n{source}"), &crates), [""; 0], "{source}");
    }
}
