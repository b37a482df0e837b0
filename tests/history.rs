//! `promo history`: every state, with the command that made it.

use insta::assert_snapshot;
use promo::domain::entry::Content;
use promo::domain::ids::{EntryNo, EntryRef, Uid};
use promo::store::{Access, Store, StoreError};

use crate::support::{TestEnv, assert_golden};

/// What happened to an entry: the commands, and whether it was there afterwards.
fn states(env: &TestEnv, id: &str) -> Vec<(String, Option<String>)> {
    let answer = env.json(&["history", id, "--format", "json"]);
    let states = answer["states"].as_array().unwrap().iter();
    states
        .map(|state| {
            let title = state["entry"]["title"].as_str().map(str::to_owned);
            (state["command"].as_str().unwrap().to_owned(), title)
        })
        .collect()
}

fn told(steps: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    steps.iter().map(|(command, title)| ((*command).to_owned(), title.map(str::to_owned))).collect()
}

#[test]
fn the_states_of_an_entry_are_shown_the_first_one_first() {
    let env = TestEnv::with_six_entries();
    env.ok(&["edit", "1", "--title", "Wrote the failover runbook", "--context", ""]);
    env.ok(&["tag", "1", "impact@4"]);
    env.ok(&["rm", "1"]);
    env.ok(&["restore", "1"]);
    assert_golden!(
        "history-the-states-of-an-entry-are-shown-the-first-one-first",
        env.see(&["history", "1"])
    );
    assert_snapshot!(env.see(&["history", "99"]), @"
    --- stderr
    error: no entry `99`
    Hint: promo list shows the ids
    --- exit 1
    ");
}

#[test]
fn the_last_commands_are_shown_with_what_was_taken_back() {
    let env = TestEnv::with_six_entries();
    env.ok(&["rm", "1", "2"]);
    env.ok(&["undo"]);
    env.ok(&["untag", "2", "ASUP"]);
    assert_snapshot!(env.see(&["history"]), @"
    --- stdout
    2026-11-22 12:00  untag 2
    2026-11-22 12:00  undo
    2026-11-22 12:00  rm 1 2  (taken back)
    2026-11-22 12:00  import
    2026-11-22 12:00  init
    --- exit 0
    ");
    assert_snapshot!(env.see(&["history", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"commands":[{"at":"2026-11-22T12:00:00+00:00","command":"untag 2","undone":false},{"at":"2026-11-22T12:00:00+00:00","command":"undo","undone":false},{"at":"2026-11-22T12:00:00+00:00","command":"rm 1 2","undone":true},{"at":"2026-11-22T12:00:00+00:00","command":"import","undone":false},{"at":"2026-11-22T12:00:00+00:00","command":"init","undone":false}]}
    --- exit 0
    "#);
    let new = TestEnv::new();
    new.ok(&["log", "x"]);
    new.ok(&["undo"]);
    assert_eq!(new.ok(&["history"]).lines().count(), 2);
}

#[test]
fn removal_and_return_stand_with_the_commands_that_did_them() {
    let env = TestEnv::new();
    env.ok(&["log", "A"]);
    env.ok(&["rm", "1"]);
    assert_eq!(states(&env, "1"), told(&[("log", Some("A")), ("rm 1", None)]));
    env.ok(&["restore", "1"]);
    let back = [("log", Some("A")), ("rm 1", None), ("restore 1", Some("A"))];
    assert_eq!(states(&env, "1"), told(&back));
    // The restore is taken back, then the removal, then the log.
    env.ok(&["undo"]);
    env.ok(&["undo"]);
    let undone = [&back[..], &[("undo", None), ("undo", Some("A"))]].concat();
    assert_eq!(states(&env, "1"), told(&undone));
    env.ok(&["edit", "1", "--title", "B"]);
    env.ok(&["undo"]);
    let edited = [&undone[..], &[("edit 1", Some("B")), ("undo", Some("A"))]].concat();
    assert_eq!(states(&env, "1"), told(&edited));
    env.ok(&["undo"]);
    env.ok(&["restore", "1"]);
    let all = [&edited[..], &[("undo", None), ("restore 1", Some("A"))]].concat();
    assert_eq!(states(&env, "1"), told(&all));
}

#[test]
fn a_change_names_the_state_that_it_started_from() {
    let env = TestEnv::new();
    let path = env.path("j.db");
    Store::create(&path).unwrap();
    let mut store = Store::open(&path, Access::Write).unwrap();
    let now = "2026-11-22T12:00:00+00:00";
    let content = |title: &str| Content::new("2026-11-22".parse().unwrap(), title);
    let (id, other) = (EntryNo(1), EntryRef::No(EntryNo(1)));
    let run = |store: &mut Store, what: &dyn Fn(&mut promo::store::Tx<'_>) -> Result<(), StoreError>| {
        let mut tx = store.begin("test", now).unwrap();
        what(&mut tx).and_then(|()| tx.commit())
    };
    run(&mut store, &|tx| tx.add(Uid::from_bytes([7; 16]), &content("A")).map(|_| ())).unwrap();
    run(&mut store, &|tx| tx.update(id, 1, &content("B"))).unwrap();
    let error = run(&mut store, &|tx| tx.update(id, 1, &content("C"))).unwrap_err();
    assert_eq!(error.to_string(), "entry 1 was changed by another command in the meantime");
    assert_eq!(store.entry(other).unwrap().content.title, "B");
    // Whatever way an entry comes back, its revision never had another meaning.
    let mut last = 2;
    type Step<'s> = &'s dyn Fn(&mut promo::store::Tx<'_>) -> Result<(), StoreError>;
    let steps: [Step<'_>; 7] = [
        &|tx| tx.remove(other).map(|_| ()),
        &|tx| tx.restore(other).map(|_| ()),
        &|tx| tx.update(id, tx.revision(id)?, &content("D")),
        &|tx| tx.undo().map(|_| ()),
        &|tx| tx.undo().map(|_| ()),
        &|tx| tx.undo().map(|_| ()),
        &|tx| tx.undo().map(|_| ()),
    ];
    for (n, step) in steps.into_iter().enumerate() {
        run(&mut store, step).unwrap();
        if let Ok(entry) = store.entry(other) {
            assert!(entry.revision > last, "step {n}: {} after {last}", entry.revision);
            last = entry.revision;
        }
    }
    run(&mut store, &|tx| tx.remove(other).map(|_| ())).unwrap();
    let error = run(&mut store, &|tx| tx.update(id, last, &content("E"))).unwrap_err();
    assert!(matches!(error, StoreError::Changed { .. }));
}
