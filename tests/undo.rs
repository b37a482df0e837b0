//! `promo undo`: whatever the last command was, it can be taken back, and the one before it.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use promo::domain::entry::Content;
use promo::domain::ids::{EntryNo, EntryRef, Uid};
use promo::store::{Access, AddOutcome, Filter, Store, StoreError};
use proptest::prelude::*;

use crate::reliability::check_file;
use crate::support::TestEnv;
use crate::support::sample::ENTRIES;

/// All that the journal says: entries, profile, target and picks, without what tells states apart.
fn whole(env: &TestEnv) -> String {
    let store = Store::open(&env.journal(), Access::Read).unwrap();
    let picks = store.picks().unwrap();
    let (profile, target) = (store.profile().unwrap(), store.target().unwrap());
    format!("{}{picks:?}{profile:?}{target:?}", env.ok(&["dump"]))
}

#[test]
fn each_command_is_taken_back_in_reverse_order() {
    let env = TestEnv::with_target();
    env.write("in.jsonl", ENTRIES);
    env.write("more.jsonl", (0..300).map(|n| format!("{{\"title\":\"entry {n}\"}}\n")).collect::<String>());
    env.write(
        "update.jsonl",
        r#"{"uid":"0197c2f4-0000-7000-8000-000000000003","title":"Another title","date":"2026-11-01"}
{"uid":"0197c2f4-0000-7000-8000-000000000033","title":"New","date":"2026-11-01"}
{"uid":"0197c2f4-0000-7000-8000-000000000033","title":"New, once more","date":"2026-11-01"}"#,
    );
    let commands: &[&[&str]] = &[
        &["import", "in.jsonl"],
        &["log", "A new one", "-t", "ASUP@4"],
        &["edit", "1", "--title", "Another", "-d", "2026-03-01", "-t", "impact@2"],
        &["tag", "1", "communication@3", "ASUP"],
        &["tag", "1", "ASUP@4"],
        &["untag", "1", "communication"],
        &["tag", "rename", "ASUP", "INCA"],
        &["pick", "1", "2"],
        &["pick", "2"],
        &["rm", "2", "3"],
        &["restore", "3"],
        &["import", "more.jsonl"],
        &["import", "update.jsonl", "--update"],
        &[
            "init",
            "--role",
            "systems-engineer",
            "--target",
            "5",
            "--name",
            "Grace",
            "--level-since",
            "2026-01-01",
        ],
        &["init", "--manager", "Mo"],
        &["edit", "1", "--confidential"],
        &["restore", "2"],
        &["pick", "--clear"],
    ];
    let mut states = vec![whole(&env)];
    for command in commands {
        env.ok(command);
        let state = whole(&env);
        assert_ne!(Some(&state), states.last(), "{command:?}");
        states.push(state);
    }
    for (command, before) in commands.iter().zip(&states).rev() {
        env.ok(&["undo"]);
        assert_eq!(&whole(&env), before, "{command:?}");
    }
    // What is left is the first `init`.
    env.ok(&["undo"]);
    assert_eq!(whole(&env), "[]NoneNone");
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    error: there is nothing to undo
    Hint: promo history shows what was done
    --- exit 1
    ");
    check_file(&env.journal());
}

#[test]
fn what_was_taken_back_is_told() {
    let env = TestEnv::with_six_entries();
    env.ok(&["rm", "1", "2"]);
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `rm 1 2`: 2 entries as before.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `import`: 6 entries removed.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `init`: profile and target as before.
    --- exit 0
    ");
}

#[test]
fn purge_is_as_far_as_it_goes() {
    let env = TestEnv::with_six_entries();
    env.ok(&["purge", "1", "2", "--yes"]);
    env.ok(&["log", "After it"]);
    env.ok(&["undo"]);
    let left = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    error: the last command, `purge 1 2`, cannot be undone
    Hint: promo history shows what was done before
    --- exit 1
    ");
    assert_eq!(env.output(&["undo"]).status.code(), Some(1));
    assert_eq!(env.ok(&["dump"]), left);
}

#[test]
fn a_command_that_changes_nothing_is_nothing_to_undo() {
    let env = TestEnv::with_six_entries();
    let commands = env.ok(&["history"]);
    env.ok(&["import", "in.jsonl"]);
    env.ok(&["tag", "1", "ASUP@3"]);
    env.ok(&["edit", "1", "--part", "did"]);
    env.ok(&["init", "--target", "4"]);
    assert_eq!(env.output(&["rm", "99"]).status.code(), Some(1));
    assert_eq!(env.output(&["restore", "1"]).status.code(), Some(1));
    assert_eq!(env.ok(&["history"]), commands);
}

#[derive(Debug, Clone)]
enum Step {
    Add(u8),
    Update(usize, u8),
    Remove(usize),
    Restore(usize),
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<u8>().prop_map(Step::Add),
        3 => (0..8usize, any::<u8>()).prop_map(|(at, n)| Step::Update(at, n)),
        2 => (0..8usize).prop_map(Step::Remove),
        2 => (0..8usize).prop_map(Step::Restore),
        3 => Just(Step::Undo),
    ]
}

fn content(n: u8) -> Content {
    let tags = (0..n % 4).map(|level| promo::domain::tag::Tag {
        key: format!("key-{level}"),
        level: promo::domain::ids::Level::new(level + 1),
        assumed: n.is_multiple_of(2),
        statement: None,
    });
    Content {
        did: n.is_multiple_of(3).then(|| format!("did {n}\r\n\u{1b}")),
        tags: tags.collect(),
        ..Content::new(
            chrono::NaiveDate::from_ymd_opt(2026, 1, u32::from(n % 28) + 1).unwrap(),
            format!("t {n}"),
        )
    }
}

type State = BTreeMap<u32, Content>;

fn state(store: &Store) -> State {
    let lines = store.list(&Filter::default()).unwrap();
    lines.iter().map(|line| (line.id.0, store.entry(EntryRef::No(line.id)).unwrap().content)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_sequence_is_as_its_model_says_and_can_be_undone_to_nothing(steps in prop::collection::vec(step(), 1..24)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j.db");
        Store::create(&path).unwrap();
        let mut store = Store::open(&path, Access::Write).unwrap();
        let (mut past, mut now) = (Vec::<State>::new(), State::new());
        // What each entry said last, and how many there ever were.
        let (mut last, mut made) = (State::new(), 0u32);
        for step in steps {
            let mut tx = store.begin("step", "2026-11-22T12:00:00+00:00").unwrap();
            let before = now.clone();
            let live = |at: usize| before.keys().nth(at % before.len().max(1)).copied();
            let no = |id: u32| EntryRef::No(EntryNo(id));
            let mut changed = true;
            match step {
                Step::Add(n) => {
                    made += 1;
                    let mut uid = [0; 16];
                    uid[..4].copy_from_slice(&made.to_be_bytes());
                    let added = tx.add(Uid::from_bytes(uid), &content(n)).unwrap();
                    prop_assert_eq!(added, AddOutcome::New(EntryNo(made)));
                    now.insert(made, content(n));
                }
                Step::Update(at, n) => match live(at) {
                    Some(id) => {
                        let revision = tx.revision(EntryNo(id)).unwrap();
                        prop_assert!(tx.update(EntryNo(id), revision + 1, &content(n)).is_err());
                        tx.update(EntryNo(id), revision, &content(n)).unwrap();
                        now.insert(id, content(n));
                    }
                    None => changed = false,
                },
                Step::Remove(at) => match live(at) {
                    Some(id) => {
                        tx.remove(no(id)).unwrap();
                        now.remove(&id);
                    }
                    None => changed = false,
                },
                Step::Restore(at) => {
                    let gone: Vec<u32> = (1..=made).filter(|id| !now.contains_key(id)).collect();
                    match gone.get(at % gone.len().max(1)) {
                        Some(id) => {
                            tx.restore(no(*id)).unwrap();
                            now.insert(*id, last[id].clone());
                        }
                        None => changed = false,
                    }
                }
                Step::Undo => {
                    changed = false;
                    match past.pop() {
                        Some(state) => {
                            tx.undo().unwrap();
                            now = state;
                        }
                        None => prop_assert!(matches!(tx.undo(), Err(StoreError::NothingToUndo))),
                    }
                }
            }
            tx.commit().unwrap();
            if changed {
                past.push(before);
            }
            last.extend(now.clone());
            prop_assert_eq!(state(&store), now.clone());
        }
        // The last state in each entry's history is the one that it has.
        for id in 1..=made {
            let states = store.history(EntryRef::No(EntryNo(id))).unwrap();
            let end = states.last().and_then(|state| state.entry.as_ref()).map(|entry| &entry.content);
            prop_assert_eq!(end, now.get(&id));
            prop_assert!(states.windows(2).all(|two| two[0].entry.is_some() || two[1].entry.is_some()));
        }
        while let Some(before) = past.pop() {
            let mut tx = store.begin("undo", "2026-11-22T12:00:00+00:00").unwrap();
            tx.undo().unwrap();
            tx.commit().unwrap();
            prop_assert_eq!(state(&store), before);
        }
        prop_assert_eq!(store.count().unwrap(), 0);
        drop(store);
        check_file(&path);
    }
}

#[test]
fn a_term_whose_earlier_state_cannot_be_read_stays_listed() {
    let env = TestEnv::new();
    env.ok(&["-q", "term", "add", "Acme", "--kind", "customer"]);
    env.ok(&["-q", "term", "add", "Acme", "--kind", "person"]);
    let listed = env.ok(&["term", "list", "--format", "json"]);
    let journal = rusqlite::Connection::open(env.journal()).unwrap();
    let changed = journal
        .execute("UPDATE change SET before = '{\"text\":1}' WHERE kind = 'term' AND before IS NOT NULL", []);
    assert_eq!(changed.unwrap(), 1);
    drop(journal);
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    error: the journal `~/.local/share/promo/journal.db` cannot be read
      cause: Conversion error from type Text at index: 0, not a term
    --- exit 1
    ");
    assert_eq!(env.ok(&["term", "list", "--format", "json"]), listed);
}
