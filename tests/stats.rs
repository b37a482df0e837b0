//! `promo stats`: the sample year counted at each width, and what little or nothing looks like.

use std::fs;

use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden, schema};

/// What the sample's stats look like at a terminal so many columns wide.
fn at_columns(env: &TestEnv, columns: u16) -> String {
    env.at_columns(columns, &["stats"])
}

#[test]
fn the_sample_year_is_counted() {
    assert_golden!("stats-the-sample-year-is-counted", TestEnv::with_sample_year().see(&["stats"]));
}

#[test]
fn a_narrow_terminal_shows_fewer_weeks_and_says_so() {
    assert_golden!(
        "stats-a-narrow-terminal-shows-fewer-weeks-and-says-so",
        at_columns(&TestEnv::with_sample_year(), 40)
    );
}

#[test]
fn a_wide_terminal_shows_wider_weeks() {
    let wide = at_columns(&TestEnv::with_sample_year(), 120);
    assert_snapshot!(wide.lines().take(11).collect::<Vec<_>>().join("\n"), @"
    40 entries from 2025-08-21 to 2026-11-22

            Dec     Jan     Feb     Mar       Apr     May       Jun     Jul     Aug       Sep     Oct     Nov
      Mon ··················································░░····························░░░░░░··░░··░░··········
      Tue ··························░░········░░····························░░······░░··············░░··░░░░░░░░··
      Wed ············································································░░························░░
      Thu ············░░··············░░··░░····················░░··░░········░░··································
      Fri ··░░··········░░··░░························░░··························································
      Sat ····························································░░······················░░··················
      Sun ······░░··································░░··················░░········································
          · none  ░ 1  ▒ 2  ▓ 3  █ 4 or more on a day
    ");
}

#[test]
fn shades_need_no_colour() {
    let env = TestEnv::with_sample_year();
    let colored = env.ok(&["--color", "always", "stats"]);
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((text, after)) = rest.split_once('\u{1b}') {
        plain.push_str(text);
        rest = after.split_once('m').unwrap().1;
    }
    assert_ne!(colored, env.ok(&["stats"]));
    assert_eq!(plain + rest, env.ok(&["stats"]));
}

#[test]
fn a_window_is_counted_alone() {
    assert_golden!(
        "stats-a-window-is-counted-alone",
        TestEnv::with_sample_year().see(&["stats", "--since", "2026-10-01", "--until", "2026-10-31"])
    );
}

#[test]
fn little_and_nothing_read_well() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&["stats"]), @"
    --- stderr
    error: there is no journal at `~/.local/share/promo/journal.db`
    Hint: make one with promo init, or try promo demo
    --- exit 1
    ");
    env.ok(&["-q", "log", "Plan the move", "-d", "2026-12-01"]);
    assert_snapshot!(env.see(&["stats"]), @"
    --- stdout
    0 entries to 2026-11-22

      Not counted: 1 of days to come
    --- stderr
    No entry of these days counts.
    --- exit 0
    ");
    env.ok(&["-q", "log", "Wrote the runbook", "-t", "ASUP@4", "-p", "a\u{202e}b\u{1b}[31m"]);
    assert_golden!("stats-little-and-nothing-read-well", env.see(&["stats"]));
    assert_snapshot!(env.see(&["stats", "--last", "soon"]), @"
    --- stderr
    error: `soon` is not a span of time
    Hint: write --last 90d, 2w, 6m or 1y
    --- exit 1
    ");
    assert_snapshot!(env.see(&["stats", "--since", "2026-11-23", "--until", "2027-01-01"]), @"
    --- stderr
    error: 2026-11-23 is yet to come
    Hint: name a day that is past, or --last 12m
    --- exit 1
    ");
    env.ok(&["-q", "undo"]);
    env.ok(&["-q", "undo"]);
    assert_snapshot!(env.see(&["stats"]), @r#"
    --- stdout
    0 entries to 2026-11-22
    --- stderr
    The journal is empty: promo log "what you did"
    --- exit 0
    "#);
}

#[test]
fn what_programs_read_is_as_its_schema_says_and_nothing_is_written() {
    let env = TestEnv::with_sample_year();
    let journal = env.path("promo-demo/journal.db");
    let before = fs::read(&journal).unwrap();
    let root = schema::read("stats.schema.json");
    for args in [&[][..], &["--last", "6m"], &["--until", "2020-01-01"], &["--since", "2026-11-20"]] {
        let shown = env.json(&[&["stats", "--format", "json"], args].concat());
        assert_eq!(schema::faults(&root, &shown), [""; 0], "{args:?}");
        let sum = |list: &str, of: &str| -> u64 {
            shown[list].as_array().unwrap().iter().map(|one| one[of].as_u64().unwrap()).sum()
        };
        let all = shown["entries"].as_u64().unwrap();
        assert_eq!((sum("weeks", "entries"), sum("projects", "entries")), (all, all), "{args:?}");
    }
    assert_eq!(fs::read(&journal).unwrap(), before);
}

#[test]
fn a_tag_that_the_framework_does_not_have_is_counted_by_its_key() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Sorted tickets", "-t", "CSMG@4"]);
    env.ok(&["-q", "framework", "use", "support-ladder"]);
    let shown = env.json(&["stats", "--format", "json"]);
    assert_eq!(shown["keys"][0]["key"], "CSMG");
    assert!(shown["keys"][0]["name"].is_null());
    assert!(env.ok(&["stats"]).contains("\n  CSMG  "));
}
