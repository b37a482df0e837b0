//! `promo framework check` and `promo framework diff`. What is found and what differs is proved by tables beside the code.

use std::fs;

use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden};

const FIRST: &str = r#"schema = 1
key = "acme"
title = "Acme ladder"

[[levels]]
rank = 1
label = "L1"
title = "Junior"

[[levels]]
rank = 2
label = "L2"
title = "Senior"

[[criteria]]
key = "craft"
kind = "skill"
name = "Craft"

[[criteria.levels]]
level = 1
statements = ["Writes short notes on each change.", "Reviews the code of others with care."]

[[criteria]]
key = "helping"
kind = "behaviour"
name = "Helping others"

[[criteria.levels]]
statements = ["Answers colleagues within the day, and writes the answer down."]

[[roles]]
key = "dev"
title = "Developer"

[[roles.levels]]
level = 1
title = "Junior Developer"
requires = ["craft@1", "helping@1"]
"#;

/// The same a year on.
fn second() -> String {
    FIRST
        .replace("title = \"Junior\"", "title = \"Starter\"")
        .replace("Writes short notes", "Writes notes")
        .replace("Reviews the code of others with care.", "Speaks in public.")
        .replace("key = \"helping\"", "key = \"support\"")
        .replace("Answers colleagues", "Answers all colleagues")
        .replace("helping@1", "suport@1")
}

/// A home with both, the first kept as `acme~`.
fn imported() -> TestEnv {
    let env = TestEnv::with_target();
    env.write("first.toml", FIRST);
    env.write("second.toml", second());
    env.ok(&["-q", "framework", "import", "first.toml"]);
    env.ok(&["-q", "framework", "use", "acme"]);
    env.ok(&["-q", "log", "Wrote the notes of the move", "-t", "craft@1.1"]);
    env.ok(&["-q", "log", "Reviewed the sync job", "-t", "craft@1.2"]);
    env.ok(&["-q", "log", "Answered the auditor", "-t", "helping@1", "--confidential"]);
    env.ok(&["-q", "framework", "import", "second.toml"]);
    env
}

#[test]
fn what_is_odd_is_found_with_what_to_do() {
    let env = imported();
    assert_snapshot!(env.see(&["framework", "check"]), @"
    --- stdout
    acme: 1 finding

    Asked, and nowhere defined
      role dev, level 1: asks suport@1, which is not there
        → correct the key, or add the criterion; until then nobody is judged by it
    --- exit 3
    ");
    assert_snapshot!(env.see(&["framework", "check", "engineering"]), @"
    --- stdout
    engineering: 3 findings

    Levels that SFIA does not define
      role support-engineer, level 1: asks ASUP@1; SFIA defines it from 2 to 5
      role systems-engineer, level 6: asks SYSP@6; SFIA defines it from 2 to 5
      role systems-engineer, level 6: asks ITOP@6; SFIA defines it from 1 to 5
        → the demand stands and the nearest level is read; correct it if another was
          meant
    --- exit 3
    ");
    for name in ["sfia-9", "support-ladder", "gitlab-support", "first.toml"] {
        assert_eq!(env.ok(&["framework", "check", name]), "Nothing found.\n", "{name}");
    }
}

#[test]
fn a_version_is_held_against_the_one_before() {
    let env = imported();
    let wanted = env.see(&["framework", "diff", "acme"]);
    assert_golden!("framework-check-a-version-is-held-against-the-one-before", wanted);
    for args in [&["acme~"][..], &["acme~", "acme"]] {
        assert_eq!(env.see(&[&["framework", "diff"], args].concat()), wanted, "{args:?}");
    }
    assert_eq!(env.ok(&["framework", "diff", "acme", "acme"]), "No difference.\n");
    env.write("third.toml", FIRST.replace("\n\n", "\n"));
    let same = "No difference in what they say, only in order or layout.\n";
    assert_eq!(env.ok(&["framework", "diff", "first.toml", "third.toml"]), same);
    // Without a journal there are no entries to speak of.
    fs::remove_file(env.journal()).unwrap();
    assert!(!env.ok(&["framework", "diff", "acme"]).contains("Entries"));
    assert!(env.json(&["framework", "diff", "acme", "--format", "json"])["lost"].is_null());
}

#[test]
fn what_cannot_be_read_is_told() {
    let env = TestEnv::new();
    env.write("bad.toml", "schema = 1\nkey = \"bad\"\noops\n");
    for (args, wanted) in [
        (
            &["check", "x"][..],
            "no framework `x`\nHint: there are `engineering`, `sfia-9`, `support-ladder` and `gitlab-support`",
        ),
        (
            &["diff", "sfia-9"],
            "no version of `sfia-9` before this one is kept\n\
             Hint: one is kept when an import replaces a framework; a file can be named instead",
        ),
        (
            &["check", "x.toml"],
            "`x.toml` cannot be read\n  cause: No such file or directory (os error 2)\n\
             Hint: name a key that promo framework list shows, or a file of promo's own TOML",
        ),
        (
            &["diff", "sfia-9", "bad.toml"],
            "`bad.toml`, line 3: key with no value, expected `=`\n\
             Hint: mend that place; promo framework export engineering shows the format",
        ),
    ] {
        let seen = env.see(&[&["framework"], args].concat());
        assert_eq!(seen, format!("--- stderr\nerror: {wanted}\n--- exit 1\n"), "{args:?}");
    }
    env.write(".local/share/promo/frameworks/bad.toml", "schema = 1\nkey = \"bad\"\noops\n");
    assert_snapshot!(env.see(&["framework", "check", "bad"]), @"
    --- stderr
    error: `~/.local/share/promo/frameworks/bad.toml`, line 3: key with no value, expected `=`
    Hint: mend that place in the file, or put it aside: promo framework remove bad
    --- exit 1
    ");
}

#[test]
fn keys_versions_and_files_are_completed() {
    let env = imported();
    for (typed, wanted) in [("ac", &["acme", "acme~"][..]), ("fi", &["first.toml"]), ("sf", &["sfia-9"])] {
        for command in ["check", "diff"] {
            let output = env
                .command(&["--", "promo", "framework", command, typed])
                .env("COMPLETE", "fish")
                .output()
                .unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let words: Vec<&str> = text.lines().map(|line| line.split('\t').next().unwrap()).collect();
            assert_eq!(words, wanted, "{command} {typed}");
        }
    }
}

#[test]
fn both_fit_at_any_width() {
    use crate::support::inside::{self, terminal};
    let env = imported();
    for columns in [20, 40, 80] {
        for args in [&["framework", "check"][..], &["framework", "diff", "acme"]] {
            for line in inside::run(&env, terminal(columns), args).out.lines() {
                let wide = line.chars().count() > usize::from(columns);
                assert!(!wide || line.contains("promo "), "{args:?} at {columns}: {line}");
                assert_eq!(line, line.trim_end(), "{args:?} at {columns}");
            }
        }
    }
}
