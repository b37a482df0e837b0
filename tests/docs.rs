//! The README and the manual in `docs`: their sessions run as they stand there, their links lead somewhere, and they name
//! all that there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::CommandFactory as _;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::support::{TestEnv, mask_uids};

const README: &str = include_str!("../README.md");
const REFERENCE: &str = include_str!("../docs/reference.md");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(page: &str) -> String {
    fs::read_to_string(root().join(page)).unwrap()
}

/// README.md and each page of the manual, by its path in the repository.
fn pages() -> Vec<String> {
    let files = fs::read_dir(root().join("docs")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<String> = names.map(|name| format!("docs/{name}")).collect();
    pages.sort();
    pages.insert(0, "README.md".to_owned());
    pages
}

/// A command of a session, over as many lines as a shell would prompt for with `>`, and the output shown below it.
struct Step<'p> {
    command: String,
    output: Vec<&'p str>,
}

/// The commands of all `console` blocks of a page, in order: they share one home.
fn session(page: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(kind) => inside = kind == "console",
            None if !inside => {}
            None => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step { command: command.to_owned(), output: Vec::new() }),
                None => {
                    let step = steps.last_mut().unwrap();
                    let more = line.strip_prefix("> ").or_else(|| (line == ">").then_some(""));
                    match more.filter(|_| step.output.is_empty() && step.command.contains("<<")) {
                        Some(more) => step.command = format!("{}\n{more}", step.command),
                        None => step.output.push(line),
                    }
                }
            },
        }
    }
    steps
}

/// Whether an output is what is shown, where a line `…` stands for any lines.
fn matches(shown: &[&str], output: &[&str]) -> bool {
    match shown {
        [] => output.is_empty(),
        ["…", rest @ ..] => (0..=output.len()).any(|from| matches(rest, &output[from..])),
        [line, rest @ ..] => output.first() == Some(line) && matches(rest, &output[1..]),
    }
}

#[cfg(unix)]
#[test]
fn the_sessions_are_real() {
    let bin = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    let mut pages_with_one = 0;
    for page in pages() {
        let (env, text) = (TestEnv::new(), read(&page));
        let session = session(&text);
        pages_with_one += usize::from(!session.is_empty());
        for Step { command, output } in session {
            let script = format!("exec 2>&1; promo() {{ \"$0\" \"$@\"; }}; {command}");
            let ran = env.shell(&script, &bin).stdin(Stdio::null()).output().unwrap();
            let text = String::from_utf8(ran.stdout).unwrap();
            let text = mask_uids(&text.replace(&env.home().display().to_string(), "~"));
            let shown = mask_uids(&output.join("\n"));
            let lines = |text| str::lines(text).collect::<Vec<_>>();
            assert!(matches(&lines(&shown), &lines(&text)), "{page}: $ {command}\n{text}");
        }
    }
    assert!(pages_with_one > 5, "the sessions were not found");
}

#[test]
fn an_elided_line_stands_for_any() {
    let output = ["a", "b", "c", "d"];
    for (shown, wanted) in [
        (&["a", "b", "c", "d"][..], true),
        (&["a", "…", "d"], true),
        (&["…", "c", "d"], true),
        (&["a", "b", "c", "d", "…"], true),
        (&["a", "…", "c"], false),
        (&["a", "c", "…"], false),
        (&["b", "…"], false),
    ] {
        assert_eq!(matches(shown, &output), wanted, "{shown:?}");
    }
}

#[test]
fn the_readme_is_short_and_starts_with_a_session_and_the_two_commands() {
    assert!(README.lines().count() <= 180, "{} lines", README.lines().count());
    let screen: Vec<&str> = README.lines().take(50).collect();
    for line in ["```console", "cargo run --release -- demo", "cargo test"] {
        assert!(screen.iter().any(|shown| shown.starts_with(line)), "{line}");
    }
}

#[test]
fn each_command_has_its_line_in_the_reference_and_each_page_its_link_in_the_readme() {
    for command in promo::cli::Cli::command().get_subcommands() {
        let name = format!("`promo {}`", command.get_name());
        assert!(REFERENCE.contains(&name), "{name}");
    }
    for page in pages().iter().skip(1) {
        assert!(README.contains(&format!("]({page})")), "{page}");
    }
}

#[test]
fn the_help_of_each_command_names_the_page_that_explains_it() {
    fn walk(command: &mut clap::Command, name: &str) {
        let help = command.render_help().to_string();
        let page = help.trim_end().lines().last().and_then(|line| line.strip_prefix("Manual: "));
        let page = page.unwrap_or_else(|| panic!("{name}: {help}"));
        assert!(read(page).contains(&format!("promo {name}")), "{page}: {name}");
        for command in command.get_subcommands_mut().filter(|command| command.get_name() != "help") {
            walk(command, name);
        }
    }
    for command in promo::cli::command().get_subcommands_mut() {
        let name = command.get_name().to_owned();
        walk(command, &name);
    }
}

#[test]
fn the_settings_shown_are_the_defaults() {
    let start = REFERENCE.find("[rules]\nentries").unwrap();
    let shown = &REFERENCE[start..start + REFERENCE[start..].find("```").unwrap()];
    let env = TestEnv::with_target();
    let see = || (env.ok("gap"), env.see("export --check"));
    let before = see();
    env.write(".config/promo/config.toml", shown);
    assert_eq!(see(), before);
}

#[test]
fn what_the_manual_page_knows_of_the_environment_is_in_the_reference() {
    let page = TestEnv::new().ok("man");
    let known = &page[page.find(".SH ENVIRONMENT").unwrap()..];
    let terms: Vec<String> = known
        .lines()
        .filter_map(|line| Some(line.strip_prefix("\\fB")?.strip_suffix("\\fR")?.replace("\\-", "-")))
        .flat_map(|term| term.split(", ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(terms.len() > 10, "{terms:?}");
    for term in terms {
        let (quoted, cell) = (format!("`{term}"), format!("| {term} |"));
        assert!(REFERENCE.contains(&quoted) || REFERENCE.contains(&cell), "{term}");
    }
}

/// What a page links to, and the anchors that a forge gives its headings.
fn links_and_anchors(text: &str) -> (Vec<String>, BTreeSet<String>) {
    let (mut links, mut anchors, mut heading) = (Vec::new(), BTreeSet::new(), None::<String>);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => anchors.extend(heading.take().map(|text| anchor(&text))),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    (links, anchors)
}

/// As GitHub and GitLab make it: lower case, blanks as hyphens, no other punctuation.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}

#[test]
fn each_link_leads_somewhere() {
    for page in pages().into_iter().chain(["CONTRIBUTING.md".to_owned(), "CHANGELOG.md".to_owned()]) {
        let folder = root().join(&page).parent().map(Path::to_owned).unwrap();
        let (links, own) = links_and_anchors(&read(&page));
        for link in links.iter().filter(|link| !link.contains("://")) {
            let (path, wanted) = link.split_once('#').map_or((link.as_str(), None), |(p, a)| (p, Some(a)));
            let target: PathBuf = folder.join(path);
            assert!(target.exists(), "{page} links to {link}");
            let anchors = match path {
                "" => own.clone(),
                _ if path.ends_with(".md") => links_and_anchors(&fs::read_to_string(&target).unwrap()).1,
                _ => BTreeSet::new(),
            };
            assert!(
                wanted.is_none_or(|wanted| anchors.contains(wanted)),
                "{page} links to {link}: {anchors:?}"
            );
        }
    }
}

#[test]
fn each_file_that_a_page_names_is_there() {
    for page in pages().into_iter().chain(["CONTRIBUTING.md".to_owned(), "CHANGELOG.md".to_owned()]) {
        let text = read(&page);
        let parsed = Parser::new(&text);
        let named = parsed.filter_map(|event| match event {
            Event::Code(path) => Some(path.to_string()),
            _ => None,
        });
        for path in named.filter(|path| {
            ["src/", "tests/", "schema/", "framework/", "benches/", "docs/", ".ci/"]
                .iter()
                .any(|folder| path.starts_with(folder))
        }) {
            // A recipe's own file is yet to be written.
            let to_come = path.contains("NAME") || path.contains("WHAT");
            assert!(to_come || root().join(&path).exists(), "{page} names `{path}`");
        }
    }
}
