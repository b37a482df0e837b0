//! What the journal promises, whatever the command.

use crate::support::TestEnv;

#[test]
fn reading_never_makes_a_journal() {
    let env = TestEnv::new();
    for args in [&["list"][..], &["gap"], &["search", "x"], &["show", "1"], &["history"], &["dump"]] {
        let output = env.output(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
    }
    assert_eq!(std::fs::read_dir(env.home()).unwrap().count(), 0);
}
