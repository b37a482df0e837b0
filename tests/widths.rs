//! What is read at a terminal fits into it, whatever its width.

use crate::support::TestEnv;
use crate::support::inside::{self, terminal};

#[test]
fn nothing_is_wider_than_the_terminal_but_what_is_copied() {
    let env = TestEnv::new();
    env.ok(&["-q", "demo"]);
    let journal = env.path("promo-demo/journal.db").display().to_string();
    env.ok(&["--journal", &journal, "edit", "27", "--title", "Settled the escalation"]);
    for columns in [20, 33, 40, 60, 72, 80, 100, 120] {
        for args in [
            &["list"][..],
            &["search", "gateway"],
            &["show", "27"],
            &["show", "22"],
            &["history", "27"],
            &["history"],
            &["gap"],
            &["next"],
            &["stats"],
            &["gap", "--trend"],
            &["gap", "--as-of", "3m"],
            &["gap", "--verbose", "--cumulative", "--with", "attributes"],
        ] {
            let ran = inside::run(&env, terminal(columns), &[&["--journal", &journal], args].concat());
            assert_eq!((ran.err.as_str(), ran.code), ("", 0), "{args:?}");
            for line in ran.out.lines() {
                // A command and an address stay whole.
                let whole = line.contains("promo ") || line.contains("https://");
                let wide = line.chars().count() > usize::from(columns);
                assert!(whole || !wide, "{args:?} at {columns}: {line}");
                assert_eq!(line, line.trim_end(), "{args:?} at {columns}");
            }
        }
    }
}

#[test]
fn a_list_and_an_entry_at_80_and_30_columns() {
    let env = TestEnv::with_target();
    let tags = "ASUP@4,improvement-mindset";
    env.ok(&[
        "log",
        "Cut search indexing from 9 min to 4 on the gateway cluster",
        "-t",
        tags,
        "-p",
        "gateway",
        "--confidential",
    ]);
    env.ok(&["log", "Team dinner", "-d", "2025-11-20"]);
    let at = |columns, args: &[&str]| inside::run(&env, terminal(columns), args).out;
    insta::assert_snapshot!(at(80, &["list"]), @r"
    1  Nov 22       Cut search indexing from 9 min  ASUP@4,                 gateway
                    to 4 on the gateway cluster     improvement-mindset@4?
                    [confidential]
    2  Nov 20 2025  Team dinner                     no tags
    ");
    insta::assert_snapshot!(at(30, &["list"]), @r"
    1  Nov 22
      Cut search indexing from 9
      min to 4 on the gateway
      cluster [confidential]
      ASUP@4,
      improvement-mindset@4? ·
      gateway
    2  Nov 20 2025
      Team dinner
      no tags
    ");
    let shown = at(30, &["show", "1"]);
    insta::assert_snapshot!(shown.split("\nwritten").next().unwrap(), @r"
    1  Cut search indexing from 9
       min to 4 on the gateway
       cluster
      Date
        Sun 22 Nov 2026
      Tags
        ASUP@4,
        improvement-mindset@4?
      Project
        gateway
      Confidential
        yes: it stays out of every
        document
    ");
}
