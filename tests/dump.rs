//! `promo dump`, and that `import` gives back every byte of it.

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::TestEnv;

/// Imports lines into a journal and gives its dump.
#[track_caller]
fn through(env: &TestEnv, lines: &[u8]) -> Vec<u8> {
    let output = env.output_with(&["-q", "import", "-"], lines);
    assert!(output.status.success(), "{}", env.told(&output));
    let output = env.output(&["dump"]);
    assert!(output.status.success(), "{}", env.told(&output));
    output.stdout
}

#[test]
fn an_entry_is_a_line() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.ok(&["dump"]).lines().nth(3).unwrap(), @r#"
    {"uid":"0197c2f4-0000-7000-8000-000000000004","id":4,"date":"2026-11-22","title":"Cut indexing from 9 min to 4","context":null,"did":null,"result":null,"note":null,"project":"gateway","part":"did","replaces":"0197c2f4-0000-7000-8000-000000000001","tags":["ASUP@4?"],"links":[{"url":"https://example.com/mr/12","label":"The change"}],"confidential":true,"source":null,"created_at":"2026-11-22T12:00:00+00:00","updated_at":"2026-11-22T12:00:00+00:00"}
    "#);
    assert_eq!(env.ok(&["dump"]), env.ok(&["dump"]));
    assert_eq!(TestEnv::with_target().ok(&["dump"]), "");
}

#[test]
fn gaps_and_everything_that_a_journal_can_hold_come_back() {
    let env = TestEnv::with_six_entries();
    let odd = [
        r#"{"title":"\u001b[31mred\u0007 \u2028\u202e\ufeff 🎉 \u0000x"}"#.replace("\\u0000", ""),
        r#"{"title":" spaces stay ","did":"one\r\ntwo\ttabs\n\n","note":"\u0085\u007f","context":" "}"#.into(),
        r#"{"title":"tags","tags":["ASUP?","ASUP@4?","ASUP@4.2","asup@2","teamwork@9?","other","impact.2","x@30.1"]}"#.into(),
        r#"{"title":"links","links":[{"url":"https://e.example/a b","label":"l \" \\ \u0001"},{"url":"x","label":""}]}"#.into(),
        r#"{"title":"","result":"no"}"#.replace("\"\"", "\"t\""),
        r#"{"title":"times","created_at":"2020-02-29T23:59:59-11:30","updated_at":"2021-01-01T00:00:00Z","date":"1970-01-01"}"#.into(),
        r#"{"title":"far","date":"2100-12-31","id":4000,"confidential":true,"source":"git","part":"led","replaces":"0197c2f4-0000-7000-8000-00000000dead"}"#.into(),
    ];
    let dump = through(&env, odd.join("\n").as_bytes());
    env.ok(&["rm", "2", "@2"]);
    env.ok(&["edit", "1", "--result", "later"]);
    let after = env.ok(&["dump"]);
    assert_ne!(after.as_bytes(), dump);
    assert_eq!(after.lines().count(), 11);
    for other in [TestEnv::new(), TestEnv::with_target()] {
        assert_eq!(String::from_utf8(through(&other, after.as_bytes())).unwrap(), after);
        // Once more changes nothing.
        assert_eq!(String::from_utf8(through(&other, after.as_bytes())).unwrap(), after);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ -~]{0,30}", "(\\PC|\r|\n|\t|\u{1b}|\u{202e}){0,12}"]
        .prop_map(|text| text.replace('\0', "\u{1}"))
}

fn entry() -> impl Strategy<Value = Value> {
    let title = text().prop_map(|text| text.replace(['\n', '\r'], " ") + "t");
    let maybe = || prop::option::of(text());
    let tag = (
        "(ASUP|impact|INCA|Other-key|x1)",
        prop::option::of(1..31u8),
        any::<bool>(),
        prop::option::of(1..9u8),
    )
        .prop_map(|(key, level, assumed, n)| {
            let level = level.map(|level| format!("@{level}")).unwrap_or_default();
            let assumed = if assumed { "?" } else { "" };
            format!("{key}{level}{assumed}{}", n.map(|n| format!(".{n}")).unwrap_or_default())
        });
    let texts = (title, maybe(), maybe(), maybe(), maybe(), maybe(), maybe());
    let rest = (
        prop::collection::vec(tag, 0..4),
        prop::collection::vec((text(), maybe()), 0..3),
        any::<bool>(),
        prop_oneof![Just("led"), Just("did"), Just("helped")],
        prop::option::of(1..50u32),
        (1970..2101i32, 1..13u32, 1..29u32),
    );
    (texts, rest, any::<u128>(), prop::option::of(any::<u128>())).prop_map(|(texts, rest, uid, replaces)| {
        let (title, context, did, result, note, project, source) = texts;
        let (tags, links, confidential, part, id, (year, month, day)) = rest;
        let links: Vec<Value> =
            links.iter().map(|(url, label)| json!({"url": format!("u{url}"), "label": label})).collect();
        let uid_of = |n: u128| promo::domain::ids::Uid::from_bytes(n.to_be_bytes()).to_string();
        json!({
            "uid": uid_of(uid), "id": id, "title": title, "context": context, "did": did, "result": result,
            "note": note, "project": project, "source": source, "tags": tags, "links": links,
            "confidential": confidential, "part": part, "replaces": replaces.map(uid_of),
            "date": format!("{year:04}-{month:02}-{day:02}"),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_imported_is_dumped_and_what_is_dumped_comes_back(entries in prop::collection::vec(entry(), 1..12)) {
        let lines: Vec<String> = entries.iter().map(Value::to_string).collect();
        let dump = through(&TestEnv::with_target(), lines.join("\n").as_bytes());
        let again = through(&TestEnv::with_target(), &dump);
        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(dump.clone()).unwrap());
        // Every text is what it was.
        let dumped: Vec<Value> =
            dump.split(|b| *b == b'\n').filter(|l| !l.is_empty()).map(|l| serde_json::from_slice(l).unwrap()).collect();
        prop_assert_eq!(dumped.len(), entries.len());
        for entry in &entries {
            let found = dumped.iter().find(|other| other["uid"] == entry["uid"]).unwrap();
            let same = ["title", "context", "did", "result", "note", "project", "source", "links", "confidential",
                "part", "replaces", "date"];
            for key in same {
                prop_assert_eq!(&found[key], &entry[key], "{}", key);
            }
        }
    }
}
