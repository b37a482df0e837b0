//! `promo list`: what is shown, by every filter.

use insta::assert_snapshot;

use crate::support::TestEnv;

#[test]
fn all_entries_the_newest_first() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["list"]), @"
    --- stdout
     5  Dec  1  Will speak at the meetup                     communication@3
     6  Nov 22  Mended the C++ build on node-3               no tags                  Build Farm
     4  Nov 22  Cut indexing from 9 min to 4 [confidential]  ASUP@4?                  gateway
     3  Nov 21  Helped with the café rota [helped]           no tags
     2  May 22  Led the incident review                      ASUP@4                   ПРОЕКТ
     1  Jan 10  Wrote the restart runbook [replaced]         ASUP@3, communication@4  Gateway
    --- exit 0
    ");
    assert_snapshot!(env.see(&["list", "-n", "1", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"entries":[{"uid":"UID","id":5,"date":"2026-12-01","title":"Will speak at the meetup","context":null,"did":null,"result":null,"note":null,"project":null,"part":"did","replaces":null,"tags":["communication@3"],"links":[],"confidential":false,"source":null,"created_at":"2026-11-22T12:00:00+00:00","updated_at":"2026-11-22T12:00:00+00:00"}]}
    --- exit 0
    "#);
    assert_eq!(env.ids(&["list"]), [5, 6, 4, 3, 2, 1]);
}

#[test]
fn filters_let_through_what_they_say() {
    let env = TestEnv::with_six_entries();
    for (args, wanted) in [
        (&["-n", "2"][..], &[5, 6][..]),
        (&["-n", "0"], &[]),
        (&["-t", "asup"], &[4, 2, 1]),
        (&["-t", "ASUP@4"], &[4, 2]),
        (&["-t", "ASUP@3"], &[1]),
        (&["-t", "COMMUNICATION"], &[5, 1]),
        (&["-t", "ASUP@Senior Support Engineer"], &[1]),
        (&["-t", "impact"], &[]),
        (&["-p", "GATEWAY"], &[4, 1]),
        (&["-p", "проект"], &[2]),
        (&["-p", "build farm"], &[6]),
        (&["-p", "nothing"], &[]),
        (&["--since", "2026-11-21"], &[6, 4, 3]),
        (&["--until", "2026-05-22"], &[2, 1]),
        (&["--since", "2026-05-22", "--until", "2026-11-21"], &[3, 2]),
        (&["--since", "today"], &[6, 4]),
        (&["--since", "today", "--until", "2026-12-01"], &[5, 6, 4]),
        (&["--last", "6m"], &[6, 4, 3, 2]),
        (&["--last", "1d"], &[6, 4, 3]),
        (&["--untagged"], &[6, 3]),
        (&["--untagged", "-p", "build farm", "--last", "1w", "-n", "5"], &[6]),
    ] {
        assert_eq!(env.ids(&[&["list"], args].concat()), wanted, "{args:?}");
    }
}

#[test]
fn nothing_found_is_told_and_is_no_error() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["list", "-p", "nothing"]), @"
    --- stderr
    No entry fits.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["list", "-p", "nothing", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"entries":[]}
    --- exit 0
    "#);
    let empty = TestEnv::with_target();
    assert_snapshot!(empty.see(&["list"]), @r#"
    --- stderr
    The journal is empty: promo log "what you did"
    --- exit 0
    "#);
}

#[test]
fn a_filter_that_cannot_be_understood_is_an_error() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["list", "-t", "INCS"]), @"
    --- stderr
    error: no skill or behaviour `INCS` in `engineering`
    Hint: did you mean `INCA` (Content design and authoring), `INAS` (Information assurance) or `ISCO` (Information systems coordination)?
    --- exit 1
    ");
    assert_snapshot!(env.see(&["list", "--since", "2026-02-30"]), @r#"
    --- stderr
    error: there is no day `2026-02-30`
    Hint: write a day as 2026-11-20, today, yesterday, fri, 3d, 2w or "2 weeks ago"
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["list", "--since", "today", "--until", "yesterday"]), @"
    --- stderr
    error: the window from 2026-11-22 to 2026-11-21 ends before it starts
    Hint: put the earlier day behind --since and the later one behind --until
    --- exit 1
    ");
    assert_snapshot!(env.see(&["list", "--last", "friday"]), @"
    --- stderr
    error: `friday` is not a span of time
    Hint: write --last 90d, 2w, 6m or 1y
    --- exit 1
    ");
}
