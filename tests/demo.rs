//! `promo demo`: a sample year that shows each verdict, in a folder of its own.

use std::fs;

use chrono::NaiveDate;
use insta::assert_snapshot;

use crate::support::TestEnv;

#[test]
fn the_sample_its_report_and_what_to_type_next() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&["demo"]), @r#"
    --- stdout
    A sample year of 41 entries is in promo-demo/journal.db

    Lead Support Engineer (level 4) · due 2027-03-02, 14 weeks
    40 entries to 2026-11-22

      5 of 10 met   ████████░░░░░░░░░   1 below level · 1 stale · 2 thin · 1 missing

      Skills
      ✗ below level  ASUP@4  Application support                   ▁▂▁▁▂   0 of 3
                     needs 3 entries at level 4, has 0 and 9 below
                     near: promo tag 37 ASUP@4
                       "Went through all 86 open application tickets with Lea" shows
                       ASUP@3: was it level 4?
                     and 2 more near: promo gap --verbose
      ! stale        INCA@4  Content design and authoring          ▁····   4 entries
                     newest 2025-10-12, older than 12 months
                     near: promo tag 40 INCA@4
                       "Reworked the help pages on passwords and single sign-on" has
                       no tag, and its words fit INCA@4.1: page, layouts, test
      ✓ met          CSMG@4  Customer service support              ▂▃▃▄▂  13 entries
                     5 projects, 5 quarters, newest 2026-11-03
                     1 confidential, 1 not counted

      Behaviours
      ✗ missing      security-and-ethics@4                         ·····   0 of 3
                     no entry yet
                     near: promo tag 32 security-and-ethics@4
                       "Found live access tokens in ticket attachments and had them
                       revoked" has no tag, and its words fit
                       security-and-ethics@4.2: access, removed, security
      ~ thin         technical-skills@4                            ··▁▁▁   3 entries
                     needs 1 entry with a link, has 0
                     ask: Can you show this? A pull request, build or configuration
                       of yours that reviewers passed with few comments or that
                       others now copy.
      ~ thin         collaboration@4                               ··▁▁·   2 of 3
                     needs 3 entries at level 4, has 2
                     ask: Can you show this? The working agreement your team adopted
                       on your proposal, such as review times or on-call swaps, and
                       its first retrospective.
      ✓ met          impact@4                                      ·▂▂··   4 entries
                     4 projects, 2 quarters, newest 2026-06-27
      ✓ met          problem-solving@4                             ·▂·▄·   5 entries
                     3 projects, 2 quarters, newest 2026-09-28; 1 confidential
      ✓ met          improvement-mindset@4                         ·▂▁▁▁   5 entries
                     4 projects, 4 quarters, newest 2026-11-03
      ✓ met          communication@4                               ▁··▃▁   5 entries
                     3 projects, 3 quarters, newest 2026-11-18; 1 confidential

      5 entries have no tag and count for nothing yet: promo list --untagged
      Not counted: 1 replaced by a later one
      1 entry is confidential: counted here, left out of the document

      Next
      1  promo tag 40 INCA@4
         "Reworked the help pages on passwords and single sign-on" has no tag: does
         it show this?
         Then INCA@4 is met.
      2  promo edit 36 --link URL
         "Set a standard for our diagnostic scripts and brought the old ones up to
         it": where can it be seen?
         Then technical-skills@4 is met.
      3  promo tag 32 security-and-ethics@4
         "Found live access tokens in ticket attachments and had them revoked" has
         no tag: does it show this?
         Brings security-and-ethics@4 nearer.

    Rules: 3 entries at the level · 2 projects or quarters · newest within 12 months
    1 result · 1 link · 1 stated level · 1 not just helped

    Its promotion document is promo-demo/promotion.md

    Try
      promo --journal promo-demo/journal.db list -n 10
      promo --journal promo-demo/journal.db gap --verbose

    Start your own
      promo init
      promo log "what you did today"
    --- exit 0
    "#);
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
