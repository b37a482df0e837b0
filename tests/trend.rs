//! `promo gap --trend` and `--as-of`: the sample year over time, and what stops it.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{TestEnv, assert_golden, schema};

/// What the sample looks like at a terminal so many columns wide.
fn at_columns(env: &TestEnv, columns: u16, args: &[&str]) -> String {
    env.at_columns(columns, &[&["gap"], args].concat())
}

#[test]
fn the_sample_year_month_by_month() {
    assert_golden!(
        "trend-the-sample-year-month-by-month",
        TestEnv::with_sample_year().see(&["gap", "--trend"])
    );
}

#[test]
fn a_narrow_terminal_gets_a_block_a_month() {
    assert_golden!(
        "trend-a-narrow-terminal-gets-a-block-a-month",
        at_columns(&TestEnv::with_sample_year(), 40, &["--trend", "--last", "2m"])
    );
}

#[test]
fn what_is_ahead_until_it_is_due_is_told() {
    let env = TestEnv::with_sample_year();
    let mut told = String::new();
    for due in ["2027-12-01", "2027-01-04", "2026-11-25", "2026-11-22", "2026-11-01"] {
        env.ok(&["-q", "init", "--due", due]);
        let out = env.ok(&["gap", "--trend", "--last", "1m"]);
        let paragraph = out.split("\n\n").find(|paragraph| paragraph.contains("you closed")).unwrap();
        told.push_str(&format!("{due}\n{paragraph}\n"));
    }
    assert_golden!("trend-what-is-ahead-until-it-is-due-is-told", told);
}

#[test]
fn colour_comes_with_the_words_and_never_alone() {
    let env = TestEnv::with_sample_year();
    let colored = env.ok(&["--color", "always", "gap", "--trend"]);
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((text, after)) = rest.split_once('\u{1b}') {
        plain.push_str(text);
        rest = after.split_once('m').unwrap().1;
    }
    assert_ne!(colored, env.ok(&["gap", "--trend"]));
    assert_eq!(plain + rest, env.ok(&["gap", "--trend"]));
}

#[test]
fn as_pages() {
    let env = TestEnv::with_sample_year();
    let args = ["gap", "--trend", "--since", "2026-09-10", "--format"];
    assert_golden!("trend-as-pages", env.see(&[&args[..], &["markdown"]].concat()));
    let page = env.ok(&[&args[..], &["html"]].concat());
    assert_golden!("trend-as-pages-2", page.split_once("<header>").unwrap().1);
}

#[test]
fn each_month_is_the_report_as_of_its_day() {
    let env = TestEnv::with_sample_year();
    let root = schema::read("trend.schema.json");
    let args = ["gap", "--trend", "--format", "json"];
    for more in [&["--since", "2025-08-01"][..], &["--role", "systems-engineer", "--level", "4"]] {
        let shown = env.json(&[&args[..], more].concat());
        assert_eq!(schema::faults(&root, &shown), [""; 0]);
        let months = shown["months"].as_array().unwrap();
        assert!(months.len() > 9, "{more:?}");
        for month in months {
            let day = month["day"].as_str().unwrap();
            let aim = if more[0] == "--role" { more } else { &[] };
            let report = env.json(&[&["gap", "--as-of", day, "--format", "json"], aim].concat());
            for status in ["met", "thin", "stale", "below-level", "missing", "readiness"] {
                assert_eq!(month["summary"][status], report["summary"][status], "{day} {status}");
            }
        }
    }
    for more in [&["--last", "1m"][..], &["--until", "2026-03-31"], &["--since", "2020-01-01"]] {
        let shown = env.json(&[&args[..], more].concat());
        assert_eq!(schema::faults(&root, &shown), [""; 0], "{more:?}");
    }
}

#[test]
fn a_report_as_of_a_day_is_the_one_that_was_made_on_it() {
    let mut env = TestEnv::with_sample_year();
    let report = |env: &TestEnv, args: &[&str]| env.json(&[&["gap", "--format", "json"], args].concat());
    let then = report(&env, &["--as-of", "2026-06-30"]);
    let last = report(&env, &["--as-of", "2026-06-30", "--last", "3m"]);
    let table = env.ok(&["gap", "--as-of", "2026-06-30"]);
    assert_eq!(report(&env, &["--as-of", "today"]), report(&env, &[]));
    assert_eq!(schema::faults(&schema::read("gap.schema.json"), &then), [""; 0]);
    env.set("PROMO_TODAY", "2026-06-30");
    assert_eq!(then, report(&env, &[]));
    assert_eq!(last, report(&env, &["--last", "3m"]));
    assert_eq!(then["today"], "2026-06-30");
    assert_eq!(last["window"]["since"], "2026-03-30");
    let notes = table.lines().filter(|line| line.contains("As of") || line.contains("Not counted"));
    assert_snapshot!(notes.collect::<Vec<_>>().join("\n"), @"
    As of 2026-06-30: what was done up to that day, with the tags, the target and
    Not counted: 1 replaced by a later one; 17 of later days
    ");
}

#[test]
fn a_day_before_the_first_entry_is_told_as_that() {
    let env = TestEnv::with_sample_year();
    assert_golden!(
        "trend-a-day-before-the-first-entry-is-told-as-that",
        at_columns(&env, 80, &["--as-of", "2024-01-01"])
    );
    // On the first day itself there is a report.
    let first = at_columns(&env, 80, &["--as-of", "2025-08-21"]);
    assert!(first.contains("1 entry to 2025-08-21") && first.contains("As of 2025-08-21"), "{first}");
    let trend = env.ok(&["gap", "--trend", "--since", "2024-01-01", "--until", "2024-03-01"]);
    assert!(trend.contains("The journal's first entry is of 2025-"), "{trend}");
    assert!(!trend.contains("No entry counts yet"), "{trend}");
    // An empty journal has no first entry, and a day to come is not one of the past.
    let env = TestEnv::with_target();
    assert!(env.ok(&["gap", "--as-of", "2024-01-01"]).contains("0 entries to 2024-01-01"));
    env.ok(&["-q", "log", "Plan the move", "-t", "ASUP@4", "-d", "2026-12-01"]);
    assert!(env.ok(&["gap"]).contains("no entry yet"));
}

#[test]
fn an_entry_counts_until_the_day_of_the_one_that_replaces_it() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Cut the restart time", "-t", "ASUP@4", "-d", "2026-01-10"]);
    env.ok(&["-q", "log", "It was less", "-t", "ASUP@3", "-d", "2026-05-10", "--replaces", "1"]);
    let asup = |day: &str| {
        let report = env.json(&["gap", "--as-of", day, "--format", "json"]);
        let of = |criterion: &&Value| criterion["key"] == "ASUP";
        let criterion = report["criteria"].as_array().unwrap().iter().find(of).unwrap().clone();
        (criterion["at_level"].as_u64().unwrap(), report["not_counted"]["replaced"].as_u64().unwrap())
    };
    assert_eq!(
        ["2026-01-09", "2026-05-09", "2026-05-10", "today"].map(asup),
        [(0, 0), (1, 0), (0, 1), (0, 1)]
    );
    // A replacement of a day to come is known today.
    env.ok(&["-q", "log", "It was more", "-t", "ASUP@4", "-d", "2026-12-01", "--replaces", "2"]);
    assert_eq!(["yesterday", "today"].map(asup), [(0, 1), (0, 2)]);
}

#[test]
fn what_is_mostly_new_is_told() {
    let env = TestEnv::with_target();
    for (at, day) in ["2026-11-20", "2026-11-10", "2026-10-10", "2026-09-20"].iter().enumerate() {
        env.ok(&[
            "-q",
            "log",
            "Cut the restart time",
            "-t",
            "ASUP@4",
            "-d",
            day,
            "-p",
            &format!("p{}", at / 2),
        ]);
    }
    env.ok(&["-q", "log", "Agreed one handover", "-t", "collaboration@4", "-d", "2026-11-01"]);
    let warned = |args: &[&str]| {
        let out = env.ok(args);
        let folded = out.split_whitespace().collect::<Vec<_>>().join(" ");
        let at =
            folded.find(" entries that the document would cite").map(|at| &folded[at - "5 of the 5".len()..]);
        at.map(|rest| rest[..rest.find(')').unwrap() + 1].to_owned())
    };
    let told = warned(&["gap"]).unwrap();
    assert_snapshot!(told, @"
    5 of the 5 entries that the document would cite are from after 2026-08-22: tell older work too (promo pick chooses it)
    ");
    assert_eq!(warned(&["gap", "--trend"]).as_deref(), Some(told.as_str()));
    // Who asks for the last weeks, or for another target, knows.
    assert_eq!(warned(&["gap", "--last", "2m"]), None);
    assert_eq!(warned(&["gap", "--level", "5"]), None);
    let cited = env.json(&["gap", "--trend", "--format", "json"])["cited"].clone();
    assert_eq!(
        cited,
        serde_json::json!({"entries": 5, "recent": 5, "after": "2026-08-22", "too_recent": true})
    );
}

#[test]
fn little_and_nothing_read_well() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "init", "--due", "2027-03-01"]);
    assert_snapshot!(env.see(&["gap", "--trend"]), @"
    --- stdout
    Lead Support Engineer (level 4) · due 2027-03-01, 14 weeks
    month by month to 2026-11-22

      10 of 10 are left to close in 14 weeks, about one a week.
      In the last 3 months you closed none.

      No entry counts yet for anything that is asked: promo gap shows what that is

    Rules: 3 entries at the level · 2 projects or quarters · newest within 12 months
    1 result · 1 link · 1 stated level · 1 not just helped
    --- exit 0
    ");
    env.ok(&["-q", "log", "Plan the move", "-t", "ASUP@4", "-d", "2026-12-01"]);
    env.ok(&["-q", "log", "Wrote the runbook", "-t", "ASUP@4"]);
    env.ok(&["-q", "init", "--level-since", "2026-01-01"]);
    assert_golden!("trend-little-and-nothing-read-well", env.see(&["gap", "--trend"]));
    // Months that are named are shown, whatever is in them.
    let shown =
        env.json(&["gap", "--trend", "--since", "2020-01-15", "--until", "2020-03-15", "--format", "json"]);
    let days: Vec<&str> =
        shown["months"].as_array().unwrap().iter().map(|month| month["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2020-01-31", "2020-02-29", "2020-03-15"]);
    assert!(shown["ahead"].is_null());
}

#[test]
fn what_cannot_be_shown_is_told() {
    let env = TestEnv::new();
    env.ok(&["-q", "log", "Wrote the runbook"]);
    assert_snapshot!(env.see(&["gap", "--trend"]), @"
    --- stderr
    error: this journal has no target yet
    Hint: promo init, or name one for this once: --role support-engineer --level 4
    --- exit 1
    ");
    let env = TestEnv::with_target();
    for args in [
        &["--as-of", "2026-11-23"][..],
        &["--as-of", "2026-02-30"],
        &["--as-of", "2026-01-01", "--since", "2026-02-01"],
        &["--trend", "--since", "2026-12-01"],
        &["--trend", "--since", "2026-12-01", "--until", "2027-01-01"],
    ] {
        assert_eq!(env.output(&[&["gap"], args].concat()).status.code(), Some(1), "{args:?}");
    }
    assert_snapshot!(env.see(&["gap", "--as-of", "2026-11-23"]), @"
    --- stderr
    error: 2026-11-23 is yet to come, so there is no report as of it
    Hint: name a day that is past; promo gap --trend says what will be stale when the case is due
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--as-of", "2026-01-01", "--since", "2026-02-01"]), @"
    --- stderr
    error: the window from 2026-02-01 begins after 2026-01-01, the day of the report
    Hint: put the earlier day behind --since and the later one behind --as-of
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--as-of", "3m", "--until", "1m"]), @"
    --- stderr
    error: the argument '--as-of <WHEN>' cannot be used with '--until <WHEN>'

    Usage: promo gap --as-of <WHEN>

    For more information, try '--help'.
    --- exit 2
    ");
    for other in [&["--as-of", "3m"][..], &["--check"], &["--verbose"]] {
        let output = env.output(&[&["gap", "--trend"], other].concat());
        assert_eq!(output.status.code(), Some(2), "{other:?}");
    }
}

#[test]
fn looking_back_writes_nothing() {
    let env = TestEnv::with_sample_year();
    let folder = env.path("promo-demo");
    let files = || -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap())
            .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
            .collect();
        files.sort();
        files
    };
    let before = files();
    env.ok(&["gap", "--trend"]);
    env.ok(&["gap", "--as-of", "1y"]);
    assert_eq!(files(), before);
}
