//! `promo framework import` of what is no framework, or hardly one: read right, or refused with its file and line, soon, and
//! with nothing written.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use promo::catalog::import::assemble::{AssemblyPlan, assemble};
use promo::catalog::import::{self, ImportHints, Source, decode};
use promo::catalog::{builtin, sfia, toml_file, toml_writer};

use crate::support::{TestEnv, skipped};

/// A page that is a framework.
const PAGE: &str = "# L3: Rigger\n\n> I keep the mast up.\n\n## I splice\n\n- I splice rope\n";

/// A home that has a framework of the name by which everything is imported after it.
fn kept() -> (TestEnv, Vec<(PathBuf, Vec<u8>)>) {
    let env = TestEnv::new();
    let page = env.write("kept.md", PAGE);
    env.ok(&["-q", "framework", "import", "kept.md", "--name", "acme"]);
    fs::remove_file(page).unwrap();
    let before = shelf(&env);
    assert_eq!(before.len(), 1);
    (env, before)
}

/// The files of the frameworks' folder.
fn shelf(env: &TestEnv) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(env.path(".local/share/promo/frameworks")).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        // Beside them stands what keeps two writers apart.
        .filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')))
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Imports something that must be refused; gives the first line of what is told.
#[track_caller]
fn refused(env: &TestEnv, before: &[(PathBuf, Vec<u8>)], args: &[&str]) -> String {
    let output = env.output(&[&["-q", "framework", "import"], args, &["--name", "acme"]].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
    assert!(output.stdout.is_empty(), "{args:?}");
    assert!(!told.contains("panicked"), "{args:?}: {told}");
    assert_eq!(shelf(env), before, "{args:?}");
    told.lines().next().unwrap_or_default().to_owned()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn what_is_no_framework_is_refused_with_its_place() {
    const NO_PAGE: &str =
        "has nothing of a framework in it: no heading, table or list of it says what a level asks";
    const NO_SHEET: &str = "has nothing of a framework in it: no column or row of it names a level";
    const NO_DATA: &str =
        "has nothing of a framework in it: no competencies with a `level`, no topics with `levels`";
    const UTF_16: &str = "line 1: this is UTF-16; save it as UTF-8";
    const CUT: &str = "the file seems to be cut off";
    const DEEP: &str = "line 1: values lie more than 100 deep within each other";
    let cases: &[(&str, Vec<u8>, &str)] = &[
        // Nothing.
        ("empty.md", vec![], NO_PAGE),
        ("empty.txt", vec![], NO_PAGE),
        ("empty.html", vec![], NO_PAGE),
        ("empty.csv", vec![], NO_SHEET),
        ("empty.yml", vec![], NO_DATA),
        (
            "empty.json",
            vec![],
            "line 1: this is not JSON: EOF while parsing a value; the file seems to be cut off",
        ),
        ("empty.toml", vec![], "line 1: missing field `schema`"),
        ("bom.md", b"\xef\xbb\xbf".to_vec(), NO_PAGE),
        ("blank.md", b" \n\t\n".to_vec(), NO_PAGE),
        // No text.
        ("le.md", utf16(&format!("\u{feff}{PAGE}"), true), UTF_16),
        ("be.csv", utf16("\u{feff}Skill,Level 1\nRope,Ties\n", false), UTF_16),
        (
            "bare.yml",
            utf16("levels:\n  - name: L1\n", true),
            "line 1: this is UTF-16 without a byte-order mark",
        ),
        ("nul.md", b"# L3: Rigger\n\n- splices\0rope\n".to_vec(), "line 3: a NUL byte: this is no text"),
        ("nul.json", b"{\n\"a\": \"\0\"}".to_vec(), "line 2: a NUL byte: this is no text"),
        (
            "picture.md",
            [&b"\x89PNG\r\n\x1a\n"[..], &[0x81, 0xff, 0xfe, 0x8d]].concat(),
            "line 1: bytes that are neither UTF-8 nor Windows-1252; save it as UTF-8",
        ),
        ("archive.md", b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec(), "line 1: a NUL byte: this is no text"),
        // Not well-formed.
        (
            "open.csv",
            b"Skill,Level 1,Level 2\nRope,\"never ends,b\nMast,c,d\n".to_vec(),
            "line 2: a quote opens here and is not closed",
        ),
        ("open.json", b"{\"levels\": [\n{\"name\": \"L3".to_vec(), CUT),
        (
            "comma.json",
            b"{\"levels\": [\n  1,\n]}".to_vec(),
            "line 3: this is not JSON: expected value; a comma before it is one too many",
        ),
        ("open.yml", b"levels:\n  - name: \"L3\n    criteria: [a\n".to_vec(), "line 2: this is not YAML"),
        (
            "tab.yml",
            b"levels:\n\t- name: L3\n".to_vec(),
            "line 2: a tab indents this line; YAML wants spaces",
        ),
        ("open.toml", b"schema = 1\nkey = \"x\n".to_vec(), "line 2: invalid basic string"),
        // Deep.
        ("deep.json", "[".repeat(10_000).into_bytes(), CUT),
        ("closed.json", ["[".repeat(10_000), "]".repeat(10_000)].concat().into_bytes(), DEEP),
        ("deep.yml", "- ".repeat(10_000).into_bytes(), DEEP),
        ("flow.yml", ["a: ", &"{a: ".repeat(10_000)].concat().into_bytes(), DEEP),
        (
            "deep.toml",
            format!("schema = 1\na = {}", "[".repeat(10_000)).into_bytes(),
            "line 2: cannot recurse further",
        ),
        // Many levels.
        (
            "ladder.md",
            (1..40).map(|at| format!("## Level {at}\n\n- Climbs {at}\n\n")).collect::<String>().into_bytes(),
            "more than 30 levels; a framework has at most as many",
        ),
        (
            "keys.yml",
            format!("levels:\n{}", (0..600).map(|at| format!("  rung {at}: climbs\n")).collect::<String>())
                .into_bytes(),
            "it names more than 500 levels or roles",
        ),
        // promo's own TOML: its keys in another case, or twice in two cases.
        ("case.toml", b"schema = 1\nkey = \"x\"\nTitle = \"X\"\n".to_vec(), "line 3: unknown field `Title`"),
        (
            "tables.toml",
            b"schema = 1\nkey = \"x\"\ntitle = \"X\"\n\n[[Levels]]\nrank = 1\n".to_vec(),
            "line 5: unknown field `Levels`",
        ),
        (
            "twice.toml",
            b"schema = 1\nkey = \"x\"\ntitle = \"X\"\n[[criteria]]\nkey = \"Rope\"\nkind = \"expectation\"\n\
            [[criteria]]\nkey = \"rope\"\nkind = \"expectation\"\n"
                .to_vec(),
            "line 8: criterion `rope`: stands twice",
        ),
        (
            "base.toml",
            b"schema = 1\nkey = \"x\"\ntitle = \"X\"\nbase = \"none\"\n".to_vec(),
            "lies over `none`",
        ),
        (
            "self.toml",
            b"schema = 1\nkey = \"acme\"\ntitle = \"X\"\nbase = \"acme\"\n".to_vec(),
            "`acme` has itself beneath it",
        ),
        ("blank.csv", b"\n\n,,\n".to_vec(), NO_SHEET),
        ("prose.md", b"# About us\n\nWe like boats.\n".to_vec(), "`prose.md`"),
        ("tool.toml", b"[package]\nname = \"x\"\n".to_vec(), "line 1: unknown field `package`"),
    ];
    let (env, before) = kept();
    for (name, bytes, wanted) in cases {
        env.write(name, bytes);
        let told = refused(&env, &before, &[name]);
        let layer = matches!(*name, "base.toml" | "self.toml");
        assert!(layer || told.starts_with(&format!("error: `{name}`")), "{name}: {told}");
        assert!(told.contains(wanted), "{name}: {told}");
    }
}

#[test]
fn folders_without_a_framework_are_refused() {
    let (env, before) = kept();
    fs::create_dir(env.path("empty")).unwrap();
    let told = refused(&env, &before, &["empty"]);
    assert!(told.starts_with("error: `empty` has no file that is read"), "{told}");
    env.write("code/main.rs", "fn main() {}");
    assert!(refused(&env, &before, &["code"]).contains("has no file that is read"));
    env.write("project/README.md", "# Winch\n\nA tool.\n\n## Install\n\n- Run make\n- Run it\n");
    env.write("project/package.json", "{\"name\": \"winch\"}");
    let told = refused(&env, &before, &["project"]);
    assert_eq!(told, "error: `project` names no level: the page that was read (1) may be no framework");
    env.write("welcome/README.md", "# Our handbook\n\nWelcome.\n");
    let told = refused(&env, &before, &["welcome"]);
    assert!(told.starts_with("error: `welcome` has nothing of a framework in it"), "{told}");
    env.write("mixed/a.md", PAGE);
    env.write("mixed/b.md", b"\x00\x01\x02");
    assert!(refused(&env, &before, &["mixed"]).starts_with("error: `b.md`, line 1: a NUL byte"));
    let told = refused(&env, &before, &["nowhere"]);
    assert!(told.starts_with("error: `nowhere` cannot be read"), "{told}");
    // What is told to be typed is typed.
    let account =
        env.ok(&["-q", "framework", "import", "project", "--level", "3", "--name", "other", "--dry-run"]);
    assert!(account.contains("level 3"), "{account}");
}

#[test]
fn two_pages_of_one_role_and_level_are_refused() {
    let (env, before) = kept();
    env.write("pages/a.md", PAGE);
    env.write("pages/b.md", PAGE.replace("splice rope", "whip rope"));
    let told = refused(&env, &before, &["pages"]);
    assert!(
        told.starts_with("error: `b.md`, line 1: `rigger` at level 3 is also what `a.md` is about"),
        "{told}"
    );
    assert!(told.contains("--role"), "{told}");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_files_without_permission_end() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (env, before) = kept();
    env.write("loop/inner/page.md", PAGE);
    symlink("..", env.path("loop/inner/up")).unwrap();
    symlink("self", env.path("loop/self")).unwrap();
    let account = env.ok(&["-q", "framework", "import", "loop", "--name", "acme", "--dry-run"]);
    assert_eq!(account.matches("page.md").count(), 1, "{account}");
    assert!(refused(&env, &before, &["loop/self"]).starts_with("error: `loop/self` cannot be read"));
    let page = env.write("closed/page.md", PAGE);
    fs::set_permissions(&page, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&page).is_ok() {
        skipped("this user reads every file");
        return;
    }
    for path in ["closed", "closed/page.md"] {
        let told = refused(&env, &before, &[path]);
        assert!(told.contains("page.md` cannot be read"), "{told}");
    }
}

/// What is told of a page, its file's line left out.
fn account(env: &TestEnv, name: &str, text: impl AsRef<[u8]>) -> String {
    env.write(name, text);
    env.ok(&["-q", "framework", "import", name, "--name", "odd", "--dry-run"])
}

#[test]
fn pages_of_other_languages_are_read() {
    let env = TestEnv::new();
    for (name, title, wanted) in [
        ("ja.md", "索具師", "3 levels (1 索具師 1, 2 索具師 2, 3 索具師 3), 4 criteria, 6 statements"),
        ("ko.md", "삭구공", "3 levels (1 삭구공 1, 2 삭구공 2, 3 삭구공 3), 4 criteria, 6 statements"),
        (
            "el.md",
            "Αρματωτής",
            "3 levels (1 Αρματωτής 1, 2 Αρματωτής 2, 3 Αρματωτής 3), 4 criteria, 6 statements",
        ),
    ] {
        let mut page = format!("# {title}\n\n| {title} | Rank |\n|---|---|\n| 1 | D1 |\n\n");
        for at in 1..=3 {
            page.push_str(&format!(
                "## D{at} - {title} {at}\n\n* **{title}**: {title} {at} A\n* **B{at}**: {title} {at} B\n\n"
            ));
        }
        let told = account(&env, name, &page).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(wanted), "{told}");
        env.ok(&["-q", "framework", "import", name, "--name", "odd"]);
        let shown = env.json(&["framework", "show", "--framework", "odd", "--format", "json"]);
        let first = &shown["criteria"][0];
        assert!(first["key"].as_str().is_some_and(|key| key.is_ascii() && !key.is_empty()), "{first}");
        assert_eq!(first["levels"][1]["statements"][0]["text"], format!("{title} 2 A"));
    }
}

#[test]
fn odd_texts_are_read_as_they_stand() {
    let env = TestEnv::new();
    for (name, bytes, wanted) in [
        ("latin.md", &b"# L3: Rigger\n\n## I am\n\n- I am sch\xf6n\n"[..], "1 statement"),
        ("old-mac.md", b"# L3: Rigger\r\r## I am\r\r- I am here\r- I am there\r", "2 statements"),
        ("bell.md", b"# L3: Rigger\n\n## I am\n\n- I ring \x07 \x1b[31m bells\n", "1 statement"),
        (
            "twice.json",
            br#"{"a": {"Level 1": "x y", "Level 2": "z z"}, "a": {"Level 1": "other words"}}"#,
            "3 statements",
        ),
        (
            "huge.json",
            br#"[{"level": "L3", "expectations": ["Ties 99999999999999999999999"]}]"#,
            "1 statement",
        ),
    ] {
        let told = account(&env, name, bytes);
        assert!(told.contains(wanted) && !told.contains('\u{1b}'), "{name}: {told}");
    }
}

#[test]
fn what_is_long_wide_or_nested_ends_soon() {
    const LEVEL: &str = "\n\n## Level 3\n\n- Splices rope\n";
    let words = "word ".repeat(40_000);
    let many = |count: usize, text: fn(usize) -> String| (0..count).map(text).collect::<String>();
    let deep = |open: &str, close: &str| format!("{}x{}", open.repeat(10_000), close.repeat(10_000));
    let cells = |count: usize, of: &dyn Fn(usize) -> String, by: &str| {
        (0..count).map(of).collect::<Vec<_>>().join(by)
    };
    let level = |at: usize| format!("Level {}", at % 7);
    let does = |at: usize| format!("does {at}");
    let cases: Vec<(&str, String)> = vec![
        ("line.md", format!("# L3: Rigger\n\n## I\n\n- I {words}\n")),
        ("heading.md", format!("# {words}{LEVEL}")),
        ("line.yml", format!("levels:\n  - name: L3\n    criteria:\n      - {words}\n")),
        ("line.json", format!("{{\"levels\":[{{\"name\":\"L3\",\"criteria\":[\"{words}\"]}}]}}")),
        ("line.csv", format!("Skill,Level 1,Level 2\nRope,{words},b\n")),
        ("line.html", format!("<h1>Ladder</h1><h2>Level 3</h2><ul><li>{words}</li></ul>")),
        ("line.txt", format!("Rigger\n\n{words}\n")),
        ("line.toml", format!("schema = 1\nkey = \"x\"\ntitle = \"{words}\"\n")),
        ("marks.md", format!("{}{LEVEL}", "*a_ `[".repeat(50_000))),
        ("quotes.md", format!("{} x{LEVEL}", ">".repeat(10_000))),
        ("lists.md", format!("{}x{LEVEL}", "- ".repeat(10_000))),
        ("stairs.md", format!("{}{LEVEL}", many(1_000, |at| format!("{}- step {at}\n", "  ".repeat(at))))),
        ("brackets.md", format!("{}{LEVEL}", deep("[", "](x)"))),
        ("divs.md", format!("{}{LEVEL}", "<div>".repeat(10_000))),
        ("divs.html", deep("<div>", "</div>")),
        ("lists.html", deep("<ul><li>", "</li></ul>")),
        ("tables.html", deep("<table><tr><td>", "</td></tr></table>")),
        ("comments.md", format!("{}{LEVEL}", "<!--".repeat(20_000))),
        ("shortcodes.md", format!("{}{LEVEL}", "{{<".repeat(20_000))),
        ("fences.md", "---\n".repeat(20_000)),
        (
            "columns.csv",
            format!("Skill,{}\nRope,{}\n", cells(50_000, &level, ","), cells(50_000, &does, ",")),
        ),
        (
            "columns.md",
            format!(
                "|Skill|{}|\n|{}\n|Rope|{}|\n",
                cells(8_000, &level, "|"),
                "-|".repeat(8_001),
                cells(8_000, &does, "|")
            ),
        ),
        (
            "columns.html",
            format!(
                "<table><tr><th>{}</th></tr><tr><td>{}</td></tr></table>",
                cells(8_000, &level, "</th><th>"),
                cells(8_000, &does, "</td><td>")
            ),
        ),
        (
            "spans.html",
            "<table><tr><th>Skill</th><th colspan=\"4000000000\">Level 1</th></tr>\
            <tr><td rowspan=\"4000000000\">Rope</td><td>does it</td></tr></table>"
                .to_owned(),
        ),
        ("same.csv", format!("Skill,Level 1,Level 2\n{}", many(1_500, |at| format!("Rope,a {at},b {at}\n")))),
        (
            "rows.csv",
            format!("Skill,Level 1,Level 2\n{}", many(1_500, |at| format!("Rope {at},a {at},b {at}\n"))),
        ),
        ("topics.md", many(1_500, |at| format!("{} Topic {at}\n\n", "#".repeat(at % 6 + 1)))),
        ("levels.md", many(1_500, |at| format!("## Level 3\n\n- Does {at}\n\n"))),
        (
            "laughs.yml",
            format!(
                "a0: &a0 [ha, ha]\n{}",
                many(11, |at| {
                    format!("a{}: &a{} [{}]\n", at + 1, at + 1, format!("*a{at}, ").repeat(10))
                })
            ),
        ),
    ];
    let (env, before) = kept();
    for (name, text) in &cases {
        env.write(name, text);
        let start = Instant::now();
        let output = env.output(&["-q", "framework", "import", name, "--name", "acme", "--dry-run"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        // A debug build on a machine that does other things besides.
        assert!(start.elapsed() < Duration::from_secs(30), "{name}: {:?}", start.elapsed());
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {:?} {told}", output.status);
        assert!(!told.contains("panicked") && told.len() + output.stdout.len() < 20_000, "{name}");
        assert_eq!(shelf(&env), before, "{name}");
    }
}

/// Every file of the fixtures.
fn fixtures(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { fixtures(&path, all) } else { all.push(path) }
    }
}

/// Reads bytes as `import` does, up to the text that would be written; that is read again.
fn import(name: &str, bytes: &[u8]) -> Result<usize, String> {
    let decoded = decode::decode(name, bytes, false).map_err(|error| error.to_string())?;
    let told = ImportHints::default();
    let extension = name.rsplit('.').next().unwrap_or_default().to_owned();
    let source = Source { file: name, extension, text: &decoded.text, hints: &told };
    let mut readings = [import::read(&source).map_err(|error| error.to_string())?];
    let sfia = builtin::own_layer(sfia::KEY).unwrap();
    let plan = AssemblyPlan { key: "cut", title: "Cut", source: "", role: None, sfia: &sfia, official: None };
    let framework = assemble(&mut readings, &plan).map_err(|error| error.to_string())?.framework;
    let text = toml_writer::write(&framework).map_err(|error| error.to_string())?;
    assert_eq!(toml_file::read(&text, "cut").unwrap().criteria.len(), framework.criteria.len(), "{name}");
    Ok(framework.criteria.len())
}

#[test]
fn a_file_that_is_cut_anywhere_is_read_or_refused() {
    let mut all = Vec::new();
    fixtures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/frameworks"), &mut all);
    let mut refused = 0;
    for path in all.iter().filter(|path| path.extension().is_some_and(|extension| extension != "args")) {
        let name = path.file_name().unwrap().to_string_lossy();
        let bytes = fs::read(path).unwrap();
        let step = (bytes.len() / 24).max(1);
        // At places that are none of words or lines, and at a few that are.
        for at in (0..bytes.len()).step_by(step).chain([bytes.len() - 1, bytes.len() - 2]) {
            if let Err(why) = import(&name, &bytes[..at]) {
                refused += 1;
                assert!(why.starts_with(&format!("`{name}`")), "{name} cut at {at}: {why}");
                assert!(
                    why.contains(", line ") || why.contains("nothing of a framework"),
                    "{name} cut at {at}: {why}"
                );
            }
        }
    }
    assert!(all.len() > 40 && refused > 100, "{} files, {refused} refused", all.len());
}
