//! `promo stats`: the sample year counted at each width, and what little or nothing looks like.

use std::fs;

use insta::assert_snapshot;

use crate::support::{TestEnv, schema};

/// What the sample's stats look like at a terminal so many columns wide.
fn at_columns(env: &TestEnv, columns: u16) -> String {
    env.at_columns(columns, &["stats"])
}

#[test]
fn the_sample_year_is_counted() {
    assert_snapshot!(TestEnv::with_sample_year().see(&["stats"]), @"
    --- stdout
    40 entries from 2025-08-21 to 2026-11-22

           Dec Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov
      Mon ·························░··············░░░·░·░·····
      Tue ·············░····░··············░···░·······░·░░░░·
      Wed ······································░············░
      Thu ······░·······░·░··········░·░····░·················
      Fri ·░·····░·░············░·····························
      Sat ······························░···········░·········
      Sun ···░·················░·········░····················
          · none  ░ 1  ▒ 2  ▓ 3  █ 4 or more on a day
      The last 52 of 66 weeks; those before: promo stats --until 2025-11-23

      Results       24 with · 16 without
      Links         25 with · 15 without
      Tags          35 with · 5 without
      Part          11 led · 27 did · 2 helped
      Confidential  1

      By skill or behaviour                       entries  result  link  newest
      CSMG  Customer service support                   14      12    11  Nov  3
      ASUP  Application support                         9       3     5  Oct 20
      problem-solving                                   6       5     6  Sep 28
      communication                                     5       4     5  Nov 18
      improvement-mindset                               5       4     4  Nov  3
      INCA  Content design and authoring                4       2     3  Oct 12 2025
      impact                                            4       4     4  Jun 27
      technical-skills                                  3       3     0  Oct 12
      collaboration                                     2       2     2  Sep  7

      By project                                    entries  result  link  newest
      gateway                                            10       6     6  Nov 18
      search                                              7       4     5  Sep 28
      billing                                             5       4     4  Aug 31
      help-centre                                         5       2     5  Nov 10
      onboarding                                          4       3     2  Nov  3
      without a project                                   9       5     3  Oct 27

      An entry stands under each skill and behaviour that it is tagged with
      Not counted: 1 replaced by a later one
    --- exit 0
    ");
}

#[test]
fn a_narrow_terminal_shows_fewer_weeks_and_says_so() {
    assert_snapshot!(at_columns(&TestEnv::with_sample_year(), 40), @"
    40 entries from 2025-08-21 to 2026-11-22

          Apr May  Jun Jul Aug  Sep Oct Nov
      Mon ·······░··············░░░·░·░·····
      Tue ░··············░···░·······░·░░░░·
      Wed ····················░············░
      Thu ·········░·░····░·················
      Fri ····░·····························
      Sat ············░···········░·········
      Sun ···░·········░····················
          · none  ░ 1  ▒ 2  ▓ 3
          █ 4 or more on a day
      The last 34 of 66 weeks; those before:
      promo stats --until 2026-03-29

      Results       24 with · 16 without
      Links         25 with · 15 without
      Tags          35 with · 5 without
      Part          11 led · 27 did
                    2 helped
      Confidential  1

      By skill or behaviour
      CSMG  Customer service support
        14 entries · 12 results · 11 links
        newest Nov 3
      ASUP  Application support
        9 entries · 3 results · 5 links
        newest Oct 20
      problem-solving
        6 entries · 5 results · 6 links
        newest Sep 28
      communication
        5 entries · 4 results · 5 links
        newest Nov 18
      improvement-mindset
        5 entries · 4 results · 4 links
        newest Nov 3
      INCA  Content design and authoring
        4 entries · 2 results · 3 links
        newest Oct 12 2025
      impact
        4 entries · 4 results · 4 links
        newest Jun 27
      technical-skills
        3 entries · 3 results · 0 links
        newest Oct 12
      collaboration
        2 entries · 2 results · 2 links
        newest Sep 7

      By project
      gateway
        10 entries · 6 results · 6 links
        newest Nov 18
      search
        7 entries · 4 results · 5 links
        newest Sep 28
      billing
        5 entries · 4 results · 4 links
        newest Aug 31
      help-centre
        5 entries · 2 results · 5 links
        newest Nov 10
      onboarding
        4 entries · 3 results · 2 links
        newest Nov 3
      without a project
        9 entries · 5 results · 3 links
        newest Oct 27

      An entry stands under each skill and
      behaviour that it is tagged with
      Not counted: 1 replaced by a later one
    ");
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
    assert_snapshot!(TestEnv::with_sample_year().see(&["stats", "--since", "2026-10-01", "--until", "2026-10-31"]), @"
    --- stdout
    4 entries from 2026-10-01 to 2026-10-31

          Oct
      Mon  ·░··
      Tue  ░·░░
      Wed  ····
      Thu ·····
      Fri ·····
      Sat ·····
      Sun ····
          · none  ░ 1  ▒ 2  ▓ 3  █ 4 or more on a day

      Results  3 with · 1 without
      Links    2 with · 2 without
      Tags     4 with · 0 without
      Part     0 led · 4 did · 0 helped

      By skill or behaviour                         entries  result  link  newest
      ASUP  Application support                           2       1     1  Oct 20
      CSMG  Customer service support                      1       1     1  Oct 27
      technical-skills                                    1       1     0  Oct 12

      By project                                    entries  result  link  newest
      gateway                                             1       0     0  Oct  6
      without a project                                   3       3     2  Oct 27

      An entry stands under each skill and behaviour that it is tagged with
      Not counted: 1 replaced by a later one; 36 outside the window
    --- exit 0
    ");
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
    assert_snapshot!(env.see(&["stats"]), @r"
    --- stdout
    1 entry from 2026-11-22 to 2026-11-22

      Mon ·
      Tue ·
      Wed ·
      Thu ·
      Fri ·
      Sat ·
      Sun ░
          · none  ░ 1  ▒ 2  ▓ 3  █ 4 or more on a day

      Results  0 with · 1 without
      Links    0 with · 1 without
      Tags     1 with · 0 without
      Part     0 led · 1 did · 0 helped

      By skill or behaviour                         entries  result  link  newest
      ASUP  Application support                           1       0     0  Nov 22

      By project                                    entries  result  link  newest
      a\u{202e}b\u{1b}[31m                                1       0     0  Nov 22

      Not counted: 1 of days to come
    --- exit 0
    ");
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
