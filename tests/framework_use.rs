//! `promo framework use`, `add-criterion` and `remove`: nothing is lost, and what lost its meaning is told.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::TestEnv;

const LADDER: &str = "# L3: Senior Support Engineer

> I take the hardest tickets.

## Impact

- I close what others could not.
- I keep the customer told.

## Craft

- I write down what I learnt.

# L4: Lead Support Engineer
";

/// A journal with two tagged entries and a ladder beside it.
fn switched() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Halved the restart time", "-t", "ASUP@4,impact"]);
    env.ok(&["-q", "log", "Wrote the runbook", "-t", "INCA@3"]);
    env.write("ladder.md", LADDER.split("\n# L4").next().unwrap());
    env.ok(&["-q", "framework", "import", "ladder.md", "--name", "acme"]);
    env
}

#[test]
fn every_entry_stays_and_what_lost_its_meaning_is_listed() {
    let env = switched();
    let before = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["framework", "use", "acme"]), @"
    --- stdout
    acme is in force now; before, it was engineering.

    2 tags mean nothing in it
      ASUP (Application support): 1 entry
        nothing like it: promo list -t ASUP shows them
      INCA (Content design and authoring): 1 entry
        nothing like it: promo list -t INCA shows them
    --- stderr
    2 entries stay as they are; promo undo goes back to engineering
    `support-engineer` has no level 4 here; choose one: promo init --role support-engineer --target 3
    --- exit 0
    ");
    assert_eq!(env.ok(&["dump"]), before);
    assert_eq!(
        env.json(&["gap", "--format", "json", "--level", "3"])["target"]["title"],
        "Senior Support Engineer"
    );
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `framework use`: profile as before.
    --- exit 0
    ");
    assert_eq!(env.ok(&["framework", "list"]).matches("in force").count(), 1);
    let switch = env.json(&["-q", "framework", "use", "acme", "--no-behaviours", "--format", "json"]);
    assert_eq!(switch["was"], "engineering");
    assert_eq!(switch["entries"], 2);
    assert_eq!(switch["orphans"].as_array().unwrap().len(), 2);
    let criteria = env.json(&["framework", "show", "--format", "json"])["criteria"].clone();
    assert!(criteria.as_array().unwrap().iter().all(|one| one["key"] != "collaboration"), "{criteria}");
    assert_snapshot!(env.see(&["framework", "use", "acme", "--no-behaviours"]), @"
    --- stdout
    acme is in force already.

    2 tags mean nothing in it
      ASUP (Application support): 1 entry
        nothing like it: promo list -t ASUP shows them
      INCA (Content design and authoring): 1 entry
        nothing like it: promo list -t INCA shows them
    --- stderr
    `support-engineer` has no level 4 here; choose one: promo init --role support-engineer --target 3
    --- exit 0
    ");
    assert_snapshot!(env.see(&["framework", "use", "nothing"]), @"
    --- stderr
    error: no framework `nothing`
    Hint: there are `engineering`, `sfia-9`, `support-ladder`, `gitlab-support` and `acme`
    --- exit 1
    ");
    assert_snapshot!(TestEnv::new().see(&["framework", "use", "support-ladder"]), @"
    --- stderr
    error: there is no journal at `~/.local/share/promo/journal.db`
    Hint: promo init --framework support-ladder makes a journal with it
    --- exit 1
    ");
}

#[test]
fn a_framework_that_is_gone_or_broken_is_told_and_can_be_left() {
    let env = switched();
    env.ok(&["-q", "framework", "use", "acme"]);
    let file = env.path(".local/share/promo/frameworks/acme.toml");
    let whole = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{whole}\noops = \n")).unwrap();
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: `~/.local/share/promo/frameworks/acme.toml`, line 52: string values must be quoted, expected literal string
    Hint: mend that place in the file, or put it aside: promo framework remove acme
    --- exit 1
    ");
    std::fs::remove_file(&file).unwrap();
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: no framework `acme`
    Hint: import it again, or promo framework use engineering
    --- exit 1
    ");
    env.ok(&["-q", "framework", "use", "engineering"]);
    env.ok(&["-q", "gap"]);
}

#[test]
fn what_a_person_adds_lies_over_every_framework() {
    let env = TestEnv::with_target();
    assert_snapshot!(env.see(&["framework", "add-criterion", "hiring", "--name", "Hiring", "--statement", "Interviews that you held"]), @"
    --- stdout
    hiring
    --- stderr
    Added hiring with 1 statement, in ~/.local/share/promo/frameworks/own.toml
    --- exit 0
    ");
    env.ok("-q framework add-criterion asup --level lead --statement 'A runbook that others follow'");
    let shown =
        env.json(&["framework", "show", "--role", "support-engineer", "--level", "4", "--format", "json"]);
    let criteria = shown["criteria"].as_array().unwrap();
    let asup = criteria.iter().find(|one| one["key"] == "ASUP").unwrap();
    let statements = asup["levels"][0]["statements"].as_array().unwrap();
    assert_eq!(
        statements.last().unwrap(),
        &json!({"key": format!("ASUP@4.{}", statements.len()), "text": "A runbook that others follow"})
    );
    let hiring = criteria.iter().find(|one| one["key"] == "hiring").unwrap();
    assert_eq!((&hiring["kind"], &hiring["name"]), (&json!("behaviour"), &json!("Hiring")));
    env.ok(&["-q", "log", "Held four interviews", "-t", "hiring"]);
    assert!(env.ok(&["gap"]).contains("hiring"));
    for (args, wanted) in [
        (&["hiring"][..], "`hiring` is there already"),
        (&["other"], "`other` is new and has no name"),
        (&["a b", "--name", "A"], "`a b` is no key: use letters, digits and hyphens"),
        (&["collaboration", "--statement", "x"], "`collaboration` says something else at each level"),
        (
            &["impact", "--level", "4", "--statement", "x"],
            "`impact` has no levels, so level 4 of it would hide the rest",
        ),
        (&["ASUP", "--level", "9", "--statement", "x"], "no level `9` in `engineering`"),
        (&["hiring", "--statement", " "], "a statement is empty"),
    ] {
        let seen = env.see(&[&["framework", "add-criterion"], args].concat());
        assert!(seen.contains(&format!("error: {wanted}\nHint: ")), "{seen}");
    }
    env.ok(&["-q", "framework", "remove", "own"]);
    assert!(!env.ok(&["gap"]).contains("hiring@"));
}

#[test]
fn a_removed_framework_is_kept_aside() {
    let env = switched();
    env.ok(&["-q", "framework", "use", "acme"]);
    assert_snapshot!(env.see(&["framework", "remove", "acme"]), @"
    --- stderr
    error: `acme` is in force
    Hint: use another first: promo framework use engineering
    --- exit 1
    ");
    env.ok(&["-q", "undo"]);
    assert_snapshot!(env.see(&["framework", "remove", "acme"]), @"
    --- stdout
    ~/.local/share/promo/frameworks/acme.toml~
    --- stderr
    Removed acme. To bring it back: promo framework import '~/.local/share/promo/frameworks/acme.toml~' --name acme
    --- exit 0
    ");
    assert!(env.see(&["framework", "show", "--framework", "acme"]).contains("no framework `acme`"));
    let kept = ".local/share/promo/frameworks/acme.toml~";
    env.ok(&["-q", "framework", "import", kept, "--name", "acme"]);
    env.ok(&["framework", "show", "--framework", "acme"]);
    assert_snapshot!(env.see(&["framework", "remove", "engineering"]), @"
    --- stderr
    error: `engineering` is built in, and stays
    Hint: promo framework list shows which are not
    --- exit 1
    ");
    assert_snapshot!(env.see(&["framework", "remove", "nothing"]), @"
    --- stderr
    error: no framework `nothing`
    Hint: there are `engineering`, `sfia-9`, `support-ladder`, `gitlab-support` and `acme`
    --- exit 1
    ");
}

#[test]
fn an_import_over_another_keeps_the_old_one() {
    let env = switched();
    let old = env.ok(&["framework", "export", "acme"]);
    env.write(
        "ladder.md",
        LADDER.replace("what I learnt", "all that I learnt").split("\n# L4").next().unwrap(),
    );
    assert_snapshot!(env.see(&["framework", "import", "ladder.md", "--name", "acme"]), @"
    --- stdout
    L3: Senior Support Engineer · acme
      role support-engineer, level 3 Senior Support Engineer, 2 criteria, 3
      statements

      ladder.md
        support-engineer level 3: 2 criteria, 3 statements (page of a level in the
        first person)
    --- stderr
    Wrote ~/.local/share/promo/frameworks/acme.toml
    What was there before is kept at ~/.local/share/promo/frameworks/acme.toml~
    Next: promo framework show --framework acme --role support-engineer --level 3, then promo framework use acme
    --- exit 0
    ");
    let kept = std::fs::read_to_string(env.path(".local/share/promo/frameworks/acme.toml~")).unwrap();
    assert_eq!(kept, old);
    let before = env.ok(&["framework", "export", "acme"]);
    assert_snapshot!(env.see(&["framework", "import", "ladder.md", "--name", "acme", "--dry-run"]), @"
    --- stdout
    L3: Senior Support Engineer · acme
      role support-engineer, level 3 Senior Support Engineer, 2 criteria, 3
      statements

      ladder.md
        support-engineer level 3: 2 criteria, 3 statements (page of a level in the
        first person)
    --- stderr
    Nothing was written: this was a dry run
    --- exit 0
    ");
    assert_eq!(env.ok(&["framework", "export", "acme"]), before);
}

#[test]
fn of_many_additions_at_once_none_is_lost() {
    let env = TestEnv::with_target();
    let add = |number: usize| {
        let name = format!("Craft {number}");
        env.ok(&["-q", "framework", "add-criterion", &format!("craft-{number}"), "--name", &name]);
    };
    std::thread::scope(|scope| {
        for part in 0..4 {
            scope.spawn(move || (0..5).for_each(|one| add(part * 5 + one)));
        }
    });
    let own = std::fs::read_to_string(env.path(".local/share/promo/frameworks/own.toml")).unwrap();
    assert_eq!(own.matches("[[criteria]]").count(), 20, "{own}");
}
