//! Which version of a framework an entry's tags were set under, through all that can happen to it.

use insta::assert_snapshot;
use promo::catalog::builtin;
use promo::domain::entry::Content;
use promo::domain::ids::{EntryNo, EntryRef, Level, Uid};
use promo::domain::journal::{FrameworkVersion, Profile};
use promo::domain::tag::Tag;
use promo::store::{Access, Store, Tx};
use rusqlite::Connection;

use crate::support::TestEnv;

const NOW: &str = "2026-11-22T12:00:00+00:00";

fn stamp(hash: &str) -> FrameworkVersion {
    FrameworkVersion { framework: "engineering".into(), hash: hash.into() }
}

/// The version that tags are set under by a command that is given now.
fn in_force() -> FrameworkVersion {
    stamp(builtin::hash("engineering").unwrap())
}

fn stamp_of(env: &TestEnv, id: u32) -> Option<FrameworkVersion> {
    Store::open(&env.journal(), Access::Read).unwrap().stamp_of(EntryNo(id)).unwrap()
}

/// Makes every stamp one of an earlier version.
fn age(env: &TestEnv) {
    let connection = Connection::open(env.journal()).unwrap();
    connection.execute("UPDATE framework_version SET hash = '3f2a91c0d5e7'", []).unwrap();
}

#[test]
fn a_command_that_sets_tags_stamps_them_and_any_other_leaves_the_stamp() {
    let (env, older, newer) = (TestEnv::with_six_entries(), Some(stamp("3f2a91c0d5e7")), Some(in_force()));
    let is = |id, wanted: &Option<FrameworkVersion>| assert_eq!(stamp_of(&env, id), *wanted, "{id}");
    is(1, &newer);
    // Without tags there is nothing to stamp.
    is(3, &None);
    age(&env);
    is(1, &older);
    let dump = env.ok(&["dump"]);
    env.ok(&["edit", "1", "--title", "Another", "-d", "2026-03-01"]);
    is(1, &older);
    env.ok(&["edit", "1", "-t", "impact@2"]);
    is(1, &newer);
    env.ok(&["undo"]);
    is(1, &older);
    env.ok(&["tag", "1", "impact@2"]);
    is(1, &newer);
    env.ok(&["tag", "3", "impact@2"]);
    is(3, &newer);
    env.ok(&["untag", "3", "impact"]);
    is(3, &None);
    for _ in 0..4 {
        env.ok(&["undo"]);
    }
    is(1, &older);
    is(3, &None);
    assert_eq!(env.ok(&["dump"]), dump);
    env.ok(&["rm", "1", "2"]);
    is(1, &None);
    env.ok(&["restore", "1"]);
    is(1, &older);
    env.ok(&["undo"]);
    env.ok(&["undo"]);
    is(1, &older);
    is(2, &older);
    env.ok(&["tag", "rename", "ASUP", "INCA"]);
    is(1, &newer);
    is(5, &older);
    env.ok(&["undo"]);
    is(1, &older);
    env.ok(&["import", "in.jsonl"]);
    is(1, &older);
    env.write(
        "update.jsonl",
        dump.replace("communication@3", "communication@4").replace("Led the", "I led the"),
    );
    env.ok(&["import", "update.jsonl", "--update"]);
    is(5, &newer);
    is(2, &older);
    assert_eq!(env.ok(&["log", "x", "-t", "impact"]), "7\n");
    is(7, &newer);
    crate::reliability::check_file(&env.journal());
}

#[test]
fn it_is_shown_where_it_is_not_the_one_in_force() {
    let env = TestEnv::with_six_entries();
    let plain = env.ok(&["show", "5"]);
    age(&env);
    let in_force = in_force().hash;
    assert_snapshot!(env.see(&["show", "5"]).replace(&in_force, "[in force]"), @"
    --- stdout
    5  Will speak at the meetup
      Date    Tue 1 Dec 2026
      Tags    communication@3
      Tagged  under engineering 3f2a91c0d5e7 (in force: [in force])

    written 2026-11-22T12:00:00+00:00 · UID
    --- exit 0
    ");
    assert!(!env.ok(&["show", "5", "--format", "json"]).contains("3f2a91c0d5e7"));
    assert_eq!(env.ok(&["dump"]).matches("3f2a91c0d5e7").count(), 0);
    let connection = Connection::open(env.journal()).unwrap();
    connection.execute("UPDATE framework_version SET key = 'acme'", []).unwrap();
    assert!(
        env.ok(&["show", "5"])
            .contains(&format!("under acme 3f2a91c0d5e7 (in force: engineering {in_force})"))
    );
    connection.execute("UPDATE entry SET tagged_under = NULL", []).unwrap();
    assert_eq!(env.ok(&["show", "5"]), plain);
}

fn tagged(title: &str, tags: &[&str]) -> Content {
    let tags = tags.iter().map(|tag| Tag::stored(tag).unwrap()).collect();
    Content { tags, ..Content::new("2026-11-22".parse().unwrap(), title) }
}

fn written(store: &mut Store, change: impl FnOnce(&mut Tx<'_>)) {
    let mut tx = store.begin("test", NOW).unwrap();
    change(&mut tx);
    tx.commit().unwrap();
}

fn uid(n: u8) -> Uid {
    Uid::from_bytes([n; 16])
}

#[test]
fn what_a_change_of_the_framework_is_held_against() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("j.db");
    Store::create(&path).unwrap();
    let mut store = Store::open(&path, Access::Write).unwrap();
    assert_eq!((store.tagged().unwrap(), store.tag_keys().unwrap()), (vec![], vec![]));
    written(&mut store, |tx| {
        tx.add(uid(1), &tagged("unknown", &["ASUP@3"])).unwrap();
        tx.tagged_under(Some(stamp("aaaaaaaaaaaa")));
        tx.add(uid(2), &tagged("plain", &[])).unwrap();
        tx.add(uid(3), &tagged("twice", &["ASUP@3", "ASUP@4?", "impact@2.2"])).unwrap();
        tx.tagged_under(Some(stamp("bbbbbbbbbbbb")));
        let secret = Content { confidential: true, ..tagged("secret", &["impact@2"]) };
        tx.add(uid(4), &secret).unwrap();
        tx.add(uid(5), &tagged("gone", &["impact@2", "gone@2"])).unwrap();
    });
    written(&mut store, |tx| {
        tx.remove(EntryRef::No(EntryNo(5))).unwrap();
    });
    let all = store.tagged().unwrap();
    let told: Vec<_> = all
        .iter()
        .map(|one| {
            let tags = promo::domain::tag::join(&one.tags, " ");
            let hash = one.stamp.as_ref().map(|stamp| &*stamp.hash);
            (one.id.0, one.uid == uid(one.id.0 as u8), &*one.title, one.confidential, tags, hash)
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, true, "unknown", false, "ASUP@3".to_owned(), None),
            (3, true, "twice", false, "ASUP@3 ASUP@4? impact@2.2".to_owned(), Some("aaaaaaaaaaaa")),
            (4, true, "secret", true, "impact@2".to_owned(), Some("bbbbbbbbbbbb")),
        ]
    );
    assert_eq!(store.tag_keys().unwrap(), [("ASUP".to_owned(), 2), ("impact".to_owned(), 2)]);
    assert_eq!(store.stamp_of(EntryNo(99)).unwrap(), None);
    assert_eq!(all[0].tags[0].level, Level::new(3));
    // A version has one row, however often it is named.
    written(&mut store, |tx| {
        tx.tagged_under(Some(stamp("aaaaaaaaaaaa")));
        tx.add(uid(6), &tagged("again", &["ASUP@3"])).unwrap();
    });
    drop(store);
    let connection = Connection::open(&path).unwrap();
    let rows: u32 =
        connection.query_row("SELECT count(*) FROM framework_version", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 2);
}

#[test]
fn the_profile_keeps_whether_behaviours_are_the_built_in_ones() {
    let env = TestEnv::with_target();
    let read = || Store::open(&env.journal(), Access::Read).unwrap().profile().unwrap().unwrap();
    assert!(read().behaviours && Profile::default().behaviours);
    let mut store = Store::open(&env.journal(), Access::Write).unwrap();
    written(&mut store, |tx| tx.set_profile(Some(&Profile { behaviours: false, ..read() })).unwrap());
    drop(store);
    assert!(!read().behaviours);
    // `init` leaves what it does not ask for.
    env.ok(&["init", "--manager", "Mo"]);
    assert!(!read().behaviours);
    env.ok(&["undo"]);
    assert!(!read().behaviours);
    env.ok(&["undo"]);
    assert!(read().behaviours);
}
