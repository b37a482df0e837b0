//! `promo demo`: a sample year that shows each verdict, in a folder of its own.

use std::fs;

use chrono::NaiveDate;
use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden};

#[test]
fn the_sample_its_report_and_what_to_type_next() {
    let env = TestEnv::new();
    assert_golden!("demo", env.see(&["demo"]));
    assert!(env.path("promo-demo/journal.db").is_file() && env.path("promo-demo/promotion.md").is_file());
    // Nothing is made beside it, and what demo says can be typed can be typed.
    assert!(!env.journal().exists());
    assert!(env.ok(&["--journal", "promo-demo/journal.db", "list", "-n", "10"]).lines().count() >= 10);
}

#[test]
fn a_folder_that_demo_made_is_replaced() {
    let env = TestEnv::new();
    let first = env.ok(&["demo", "my year"]);
    assert!(first.contains("promo --journal 'my year/journal.db' list"), "{first}");
    env.ok(&["--journal", "my year/journal.db", "log", "Something else"]);
    assert_eq!(env.ok(&["demo", "my year"]), first);
    assert!(!env.ok(&["--journal", "my year/journal.db", "list"]).contains("Something else"));
    fs::create_dir(env.path("empty")).unwrap();
    env.ok(&["-q", "demo", "empty"]);
}

#[test]
fn any_other_folder_is_left_alone() {
    let env = TestEnv::new();
    env.write("mine/notes.txt", "mine");
    assert_snapshot!(env.see(&["demo", "mine"]), @r"
    --- stderr
    error: `mine` was not made by demo, so it is not replaced
    Hint: name another folder: promo demo ANOTHER-FOLDER
    --- exit 1
    ");
    env.write("file", "mine");
    assert_snapshot!(env.see(&["demo", "file"]), @r"
    --- stderr
    error: `file` is there and is no folder
    Hint: name another folder: promo demo ANOTHER-FOLDER
    --- exit 1
    ");
    env.ok(&["-q", "demo"]);
    env.write("promo-demo/notes.txt", "mine");
    assert_snapshot!(env.see(&["demo"]), @r"
    --- stderr
    error: `promo-demo` holds `notes.txt`, which demo did not make, so it is not replaced
    Hint: name another folder: promo demo ANOTHER-FOLDER
    --- exit 1
    ");
    assert!(env.path("promo-demo/journal.db").is_file());
    assert_eq!(fs::read_to_string(env.path("mine/notes.txt")).unwrap(), "mine");
}

#[test]
fn its_holes_are_the_deliberate_ones_on_any_day() {
    for day in ["2026-01-01", "2026-03-31", "2026-06-15", "2026-10-01", "2028-02-29"] {
        let mut env = TestEnv::new();
        let noon = day.parse::<NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc();
        env.set("SOURCE_DATE_EPOCH", &noon.timestamp().to_string());
        env.ok(&["-q", "demo"]);
        let report = env.json(&["--journal", "promo-demo/journal.db", "gap", "--format", "json"]);
        assert_eq!(report["today"], day);
        for criterion in report["criteria"].as_array().unwrap() {
            let wanted = match criterion["key"].as_str().unwrap() {
                "ASUP" => "below-level",
                "INCA" => "stale",
                "security-and-ethics" => "missing",
                "technical-skills" | "collaboration" => "thin",
                _ => "met",
            };
            assert_eq!(criterion["status"], wanted, "{day}: {}", criterion["key"]);
        }
        assert_eq!(report["untagged"].as_array().unwrap().len(), 5);
    }
}

#[test]
fn its_document_tells_nothing_confidential_and_its_titles_fit() {
    let env = TestEnv::new();
    env.ok(&["-q", "demo"]);
    let document = fs::read_to_string(env.path("promo-demo/promotion.md")).unwrap();
    let entries = env.json(&["--journal", "promo-demo/journal.db", "list", "--format", "json"]);
    let mut confidential = 0;
    for entry in entries["entries"].as_array().unwrap() {
        let title = entry["title"].as_str().unwrap();
        assert!(title.chars().count() <= 78, "{title}");
        if entry["confidential"] == true {
            confidential += 1;
            for text in ["title", "context", "did", "result"] {
                assert!(!document.contains(entry[text].as_str().unwrap_or("\0")), "{title}");
            }
            let comment = format!("{}", entry["id"]);
            let ids = document.split("<!--").skip(1).filter_map(|rest| rest.split("-->").next());
            for ids in ids {
                assert!(!ids.split(|c: char| !c.is_ascii_digit()).any(|id| id == comment), "{ids}");
            }
        }
        if let Some(note) = entry["note"].as_str() {
            assert!(!document.contains(note), "{title}");
        }
    }
    assert_eq!(confidential, 1);
}
