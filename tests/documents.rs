//! Every built-in template by two golden documents: of the sample year, and of a journal with nothing in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use promo::render::template::builtin;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::support::{TestEnv, assert_golden};

const JOURNALS: [&str; 2] = ["demo", "empty"];

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/documents")
}

/// A sample year, and beside it a journal that has a target and nothing else.
fn journals() -> TestEnv {
    let env = TestEnv::new();
    env.ok(&["-q", "demo", "demo"]);
    fs::create_dir(env.path("empty")).unwrap();
    env.ok(&["-q", "--journal", "empty/journal.db", "init", "--role", "support-engineer", "--target", "4"]);
    env
}

fn journal(name: &str) -> String {
    format!("{name}/journal.db")
}

#[test]
fn each_template_has_its_golden_documents_and_no_other_is_there() {
    let env = journals();
    let mut wanted = BTreeSet::new();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(golden());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (template, _) in builtin::ALL {
        for name in JOURNALS {
            let text = env.ok(&["-q", "--journal", &journal(name), "export", "--template", template]);
            settings.bind(|| assert_snapshot!(format!("{template}-{name}"), text));
            wanted.insert(format!("{template}-{name}.snap"));
        }
    }
    let files = fs::read_dir(golden()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(files.collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn no_document_breaks_its_own_rules_but_for_what_the_journal_lacks() {
    let env = journals();
    let mut found = String::new();
    for name in JOURNALS {
        for (template, _) in builtin::ALL {
            let journal = journal(name);
            let args =
                ["--journal", &journal, "export", "--template", template, "--check", "--format", "json"];
            let report: Value = serde_json::from_slice(&env.output(&args).stdout).unwrap();
            let all = report["findings"].as_array().unwrap();
            let codes: BTreeSet<String> = all
                .iter()
                .filter(|finding| finding["level"] != "info")
                .map(|finding| {
                    format!("{} {}", finding["level"].as_str().unwrap(), finding["code"].as_str().unwrap())
                })
                .collect();
            let codes: Vec<String> = codes.into_iter().collect();
            let codes = if codes.is_empty() { "nothing".to_owned() } else { codes.join(", ") };
            found.push_str(&format!("{template} of {name}: {codes}\n"));
        }
    }
    assert_snapshot!(found, @"
    gitlab of demo: error value-not-shown, warning long-sentence
    staff-packet of demo: warning long-sentence
    star of demo: nothing
    self-review of demo: warning long-sentence
    one-to-one of demo: nothing
    brag of demo: nothing
    gitlab of empty: error results, error value-not-shown
    staff-packet of empty: nothing
    star of empty: nothing
    self-review of empty: nothing
    one-to-one of empty: nothing
    brag of empty: nothing
    ");
}

/// The blocks of a document that cite entries: their text, and the entries.
fn cited(document: &str) -> Vec<(String, Vec<u64>)> {
    let mut blocks: Vec<(String, Vec<u64>)> = vec![(String::new(), Vec::new())];
    for event in Parser::new(document) {
        match event {
            Event::Start(Tag::Item | Tag::Paragraph | Tag::Heading { .. })
            | Event::End(TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_)) => {
                blocks.push((String::new(), Vec::new()));
            }
            Event::Text(text) | Event::Code(text) => blocks.last_mut().unwrap().0.push_str(&text),
            Event::SoftBreak | Event::HardBreak => blocks.last_mut().unwrap().0.push(' '),
            Event::InlineHtml(html) => {
                let ids = html.trim_start_matches("<!-- entries: ").trim_end_matches(" -->");
                blocks.last_mut().unwrap().1.extend(ids.split(", ").map(|id| id.parse::<u64>().unwrap()));
            }
            _ => {}
        }
    }
    blocks.retain(|(_, entries)| !entries.is_empty());
    blocks
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the documents say in lines that cite entries, once all that the entries say is taken out: no more than this.
#[test]
fn what_cites_an_entry_says_what_the_entry_says() {
    let env = journals();
    let list = env.json(&["--journal", "demo/journal.db", "list", "--format", "json"]);
    let entries = list["entries"].as_array().unwrap();
    let words = |entry: &Value| -> Vec<String> {
        let fields = ["context", "did", "result", "title", "project"].map(|name| &entry[name]);
        let links = entry["links"].as_array().unwrap().iter().map(|link| &link["label"]);
        fields.into_iter().chain(links).filter_map(Value::as_str).map(folded).collect()
    };
    let mut rest: BTreeSet<String> = BTreeSet::new();
    for (template, _) in builtin::ALL.iter().filter(|(name, _)| *name != "gitlab") {
        let document = env.ok(&["-q", "--journal", "demo/journal.db", "export", "--template", template]);
        let blocks = cited(&document);
        assert!(!blocks.is_empty(), "{template}");
        for (text, ids) in blocks {
            let mut text = folded(&text);
            for id in ids {
                let entry = entries.iter().find(|entry| entry["id"] == id).unwrap();
                assert_eq!(entry["confidential"], false, "{template}: {id}");
                let mut words = words(entry);
                words.sort_by_key(|word| std::cmp::Reverse(word.len()));
                for word in words {
                    text = text.replace(&word, "…");
                }
                let date: chrono::NaiveDate = entry["date"].as_str().unwrap().parse().unwrap();
                for format in ["%-d %B", "%B %Y"] {
                    text = text.replace(&date.format(format).to_string(), "DATE");
                }
            }
            rest.insert(text);
        }
    }
    assert_golden!(
        "documents-what-cites-an-entry-says-what-the-entry-says",
        rest.into_iter().collect::<Vec<_>>().join("\n")
    );
}

/// A framework need not have behaviours, and a person need not say who they are.
#[test]
fn every_template_is_filled_whatever_the_framework() {
    let env = TestEnv::new();
    for (framework, role) in [("support-ladder", "support-engineer"), ("gitlab-support", "support-engineer")]
    {
        env.ok(&["-q", "init", "--framework", framework, "--role", role, "--target", "3"]);
        for behaviours in [true, false] {
            if !behaviours {
                env.ok(&["-q", "framework", "use", framework, "--no-behaviours"]);
            }
            for (template, _) in builtin::ALL {
                let text = env.ok(&["-q", "export", "--template", template]);
                assert!(text.contains("# ") && !text.contains("{{"), "{template}: {text}");
                assert!(!text.contains("\n\n\n"), "{template}: {text}");
            }
        }
    }
}

/// A journal in which collaboration becomes met by what is new.
fn meeting() -> TestEnv {
    let env = TestEnv::with_target();
    let lines = r#"
{"title":"Agreed one handover","date":"2026-03-02","project":"sites","part":"led","tags":["collaboration@4","CSMG@4"],"result":"21 % to 9 %","links":[{"url":"https://example.com/handover","label":"Handover"}]}
{"title":"Paired with the developers","date":"2026-07-02","tags":["collaboration@4"]}
{"title":"Set up a clinic","date":"2026-11-18","project":"clinic","tags":["collaboration@4"],"did":"We met every Monday.","result":"Open questions: from 14 to 2","note":"SECRET"}
{"title":"Escalation of SECRET","date":"2026-11-19","tags":["impact@4"],"confidential":true}
{"title":"Helped with the rota","date":"2026-11-20","part":"helped","tags":["CSMG@3"],"result":"31 to 12"}
"#;
    env.write("in.jsonl", lines.trim_start());
    env.ok(&["-q", "import", "in.jsonl"]);
    env
}

#[test]
fn a_one_to_one_tells_what_is_new_and_what_to_ask() {
    let env = meeting();
    assert_golden!(
        "documents-a-one-to-one-tells-what-is-new-and-what-to-ask",
        env.see(&["export", "--template", "one-to-one"])
    );
    let since = env.ok(&["-q", "export", "--template", "one-to-one", "--since", "2026-11-19"]);
    assert!(since.contains("19 November 2026 to 22 November 2026") && !since.contains("clinic"), "{since}");
    assert!(since.contains("Nothing newly covered since 19 November 2026"), "{since}");
}

#[test]
fn every_document_can_be_explained_and_checked() {
    let env = meeting();
    assert_golden!(
        "documents-every-document-can-be-explained-and-checked",
        env.see(&["export", "--template", "self-review", "--explain"])
    );
    assert_snapshot!(env.see(&["export", "--template", "self-review", "--check"]), @"
    --- stdout
    1 warning and 2 places to fill · 111 of 1500 words

    We in place of I (warning)
      line 10, entry 3: How: We met every Monday
        → say what you did yourself in it

    Still to be filled (info)
      line 25: say what you learned, and what you would do in another way …
      line 29: say what you want to do in the months to come, and what you …
        → fill it, or take it out before you hand it in
    --- exit 0
    ");
    let json = env.json(&["export", "--template", "self-review", "--explain", "--format", "json"]);
    assert_eq!(json["told"][0]["section"], "What I did");
    let root = crate::support::schema::read("export-explain.schema.json");
    assert_eq!(crate::support::schema::faults(&root, &json), [""; 0]);
}

/// A running log judges nothing, so who only logs has one; what is held against a target needs it.
#[test]
fn a_log_needs_no_target() {
    let env = TestEnv::new();
    env.ok(&["-q", "log", "Wrote the runbook", "-t", "ASUP@3", "-p", "sync", "--result", "14 s to 7 s"]);
    env.ok(&["-q", "log", "Escalation of SECRET", "--confidential"]);
    env.ok(&["-q", "log", "Team dinner"]);
    assert_golden!("documents-a-log-needs-no-target", env.see(&["export", "--template", "brag"]));
    assert!(env.ok(&["export", "--template", "brag", "--explain"]).contains("Left out: 1 confidential"));
    let checked = env.see(&["export", "--template", "brag", "--check"]);
    assert!(checked.ends_with("--- exit 0\n"), "{checked}");
    env.ok(&["-q", "export", "--template", "brag", "-o", "log.md"]);
    env.ok(&["-q", "log", "Ran a clinic"]);
    env.ok(&["-q", "export", "--update", "log.md"]);
    assert!(fs::read_to_string(env.path("log.md")).unwrap().contains("- Ran a clinic ("));
    let own = |head: &str, body: &str| {
        env.write("own.md", format!("+++\n{head}\n+++\n# {{{{ name }}}}\n\n{body}\n"));
        env.output(&["export", "--template", "./own.md"]).status.code()
    };
    let pieces = "{% for piece in pieces %}- {{ piece.title }}\n{% endfor %}";
    assert_eq!(own("at-level = false", pieces), Some(0));
    assert_eq!(own("at-level = true", pieces), Some(1));
    assert_eq!(own("at-level = false\nvalues = true", pieces), Some(1));
    for body in ["{{ wanted }}", "{% for it in stars %}{% endfor %}", "{{ pieces[0].at_level }}"] {
        assert_eq!(own("at-level = false", body), Some(1), "{body}");
    }
    for args in [&["star"][..], &["self-review"], &["one-to-one"], &["brag", "--format", "json"]] {
        let said = env.see(&[&["export", "--template"], args].concat());
        assert!(said.contains("error: this journal has no target yet"), "{args:?}: {said}");
    }
}

/// A target that the framework in force does not know keeps nobody from a log either.
#[test]
fn a_log_needs_no_roles() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Wrote the runbook", "-t", "ASUP@3"]);
    env.ok(&["-q", "framework", "use", "sfia-9"]);
    assert!(env.ok(&["-q", "export", "--template", "brag"]).contains("- Wrote the runbook ("));
    assert_eq!(env.output(&["export", "--template", "star"]).status.code(), Some(1));
}

/// Help is left out of a document of own work because it is help, and of any other because there is better.
#[test]
fn help_is_left_out_for_the_reason_that_holds() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Ran the review", "-t", "impact@4", "-d", "2026-03-02", "--did", "I asked."]);
    for number in 1..=4 {
        let title = format!("Helped with the rota {number}");
        env.ok(&["-q", "log", &title, "-t", "impact@4", "--part", "helped", "-d", "2026-03-02"]);
    }
    let why = |template: &str, window: &[&str]| -> Vec<String> {
        let args = [&["export", "--template", template, "--explain", "--format", "json"], window].concat();
        let explained = env.json(&args);
        let of = |entry: &Value| format!("{} {}", entry["id"], entry["reason"].as_str().unwrap());
        explained["left_out"].as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(why("star", &[]), ["2 helped", "3 helped", "4 helped", "5 helped"]);
    assert_eq!(why("staff-packet", &[]), ["5 not-chosen"]);
    assert_eq!(why("self-review", &["--last", "12m"]), ["4 not-chosen", "5 not-chosen"]);
    let told = env.see(&["export", "--template", "star", "--explain"]);
    assert!(told.contains("Left out: 4 only helped with"), "{told}");
    let said = env.see(&["export", "--template", "star"]);
    assert!(said.contains("Left out: 4 only helped with."), "{said}");
}

/// A file that is worked on has marked blocks, and the same journal has nothing to change in it.
#[test]
fn every_document_can_be_written_to_a_file() {
    let env = journals();
    for name in JOURNALS {
        for (template, _) in builtin::ALL {
            let file = format!("{template}-{name}.md");
            let journal = journal(name);
            env.ok(&["-q", "--journal", &journal, "export", "--template", template, "-o", &file]);
            let text = fs::read_to_string(env.path(&file)).unwrap();
            let mut ids: Vec<&str> = text
                .lines()
                .filter_map(|line| line.trim().strip_prefix("<!-- promo:block "))
                .map(|rest| rest.split(' ').next().unwrap())
                .collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert!(all > 0 && ids.len() == all, "{file}: {ids:?}");
        }
    }
}
