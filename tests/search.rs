//! `promo search`: any text is a valid one.

use insta::assert_snapshot;

use crate::support::TestEnv;

#[test]
fn what_is_found_is_shown_the_newest_first() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["search", "the"]), @"
    --- stdout
     5  Dec  1  Will speak at the meetup              communication@3
     6  Nov 22  Mended the C++ build on node-3        no tags                  Build Farm
     3  Nov 21  Helped with the café rota [helped]    no tags
     2  May 22  Led the incident review               ASUP@4                   ПРОЕКТ
     1  Jan 10  Wrote the restart runbook [replaced]  ASUP@3, communication@4  Gateway
    --- exit 0
    ");
    assert_snapshot!(env.see(&["search", "the", "-n", "1"]), @"
    --- stdout
     5  Dec  1  Will speak at the meetup  communication@3
    --- exit 0
    ");
    assert_snapshot!(env.see(&["search", "nowhere"]), @"
    --- stderr
    No entry has all of these words.
    --- exit 0
    ");
    assert_eq!(env.ids(&["search", "the"]), [5, 6, 3, 2, 1]);
    assert_eq!(env.ids(&["search", "the", "-n", "2"]), [5, 6]);
}

#[test]
fn odd_texts_find_what_they_say_and_never_fail() {
    let env = TestEnv::with_six_entries();
    for (words, wanted) in [
        ("c++", &[6][..]),
        ("node-3", &[6]),
        ("-3", &[6]),
        ("\"", &[6]),
        ("\"away\"", &[6]),
        ("AND", &[6]),
        ("OR", &[]),
        ("NOT", &[]),
        ("a:b", &[6]),
        ("title:runbook", &[]),
        ("*", &[6]),
        ("NEAR(", &[6]),
        ("NEAR(a b, 2)", &[]),
        ("🎉", &[6]),
        ("(", &[6]),
        (")", &[]),
        ("^", &[]),
        ("{a b} : c", &[6]),
        ("'; DROP TABLE entry; --", &[]),
        ("\\", &[]),
        ("%", &[]),
        ("\u{1b}[31m", &[]),
        ("\u{301}", &[]),
        ("", &[]),
        ("  ", &[]),
        ("runb*", &[]),
        ("+ -", &[]),
    ] {
        assert_eq!(env.ids(&["search", "--", words]), wanted, "{words:?}");
    }
    assert_eq!(env.ids(&["search", "--", "rota", "+", "cafe"]), [3]);
}

#[test]
fn a_search_may_have_very_many_words() {
    let env = TestEnv::with_six_entries();
    let words = "runbook ".repeat(3000);
    assert_eq!(env.ids(&["search", &words]), [1]);
    let words: String = (0..3000).map(|n| format!("w{n} ")).collect();
    assert_eq!(env.ids(&["search", &words]), [0u64; 0]);
}

#[test]
fn accents_case_and_endings_do_not_matter() {
    let env = TestEnv::with_six_entries();
    for (words, wanted) in [
        ("cafe", &[3][..]),
        ("CAFÉ", &[3]),
        ("naive", &[3]),
        ("incidents", &[2]),
        ("leading", &[]),
        ("helping", &[3]),
        ("index", &[4]),
        ("проект", &[2]),
        ("review incident", &[2]),
    ] {
        assert_eq!(env.ids(&["search", words]), wanted, "{words:?}");
    }
}

#[test]
fn words_follow_their_entry() {
    let env = TestEnv::with_six_entries();
    env.ok(&["edit", "1", "--title", "Wrote the failover handbook"]);
    assert_eq!(env.ids(&["search", "runbook"]), [0u64; 0]);
    assert_eq!(env.ids(&["search", "handbook"]), [1]);
    env.ok(&["rm", "1"]);
    assert_eq!(env.ids(&["search", "handbook"]), [0u64; 0]);
    env.ok(&["restore", "1"]);
    assert_eq!(env.ids(&["search", "handbook"]), [1]);
    env.ok(&["undo"]);
    env.ok(&["undo"]);
    env.ok(&["undo"]);
    assert_eq!(env.ids(&["search", "runbook"]), [1]);
}
