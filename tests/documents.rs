//! Every built-in template by two golden documents: of the sample year, and of a journal with nothing in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use promo::render::template::builtin;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::support::TestEnv;

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
    gitlab of demo: error value-not-shown, warning long-sentence, warning words
    staff-packet of demo: warning degree, warning long-sentence
    star of demo: nothing
    self-review of demo: warning long-sentence
    one-to-one of demo: nothing
    brag of demo: warning degree
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
    assert_snapshot!(rest.into_iter().collect::<Vec<_>>().join("\n"), @r#"
    Action: I led this work. …
    Action: …
    Application support: “…” (DATE), “…” (DATE, helped)
    As help with the work of others: “…” (DATE)
    Collaboration: “…” (DATE)
    Communication: “…” (DATE), “…” (DATE)
    Customer service support: “…” (DATE), “…” (DATE)
    Impact: “…” (DATE)
    Improvement mindset: “…” (DATE), “…” (DATE)
    Problem-solving: “…” (DATE), “…” (DATE)
    Result: …
    Situation: …
    TODO: say what made this hard, and why it mattered: promo edit 24 --context "…"
    Task: … (DATE)
    Task: … (DATE; …)
    Task: … (DATE; …, …)
    Technical skills: “…” (DATE), “…” (DATE)
    Told above: “…”
    What I did: …
    What came of it: “…”
    What it took, in her words: “…”
    What was done, in her words: “…”
    Why it was needed: “…”
    “…” (DATE)
    “…” (DATE; …)
    “…” (DATE; …, …)
    … (DATE)
    … (DATE, helped)
    … (DATE, helped; …)
    … (DATE, led; …)
    … (DATE, led; …, …)
    … (DATE, …; …)
    … (DATE; tickets.example.com/T-20418)
    … (DATE; tickets.example.com/T-22967)
    … (DATE; tickets.example.com/T-23851)
    … (DATE; …)
    … (DATE; …, …)
    "#);
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
