//! `-e`: the form in an editor. Editors are scripts that find the form's file as their last argument.

use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;

use crate::support::TestEnv;

/// An editor of shell commands; `$1` is the form's file.
fn editor(env: &mut TestEnv, script: &str) {
    let path = env.write("editor.sh", format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    env.set("EDITOR", path.to_str().unwrap());
}

/// A home with one entry that has everything.
fn full() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&[
        "log",
        "Cut indexing: #| --- \\ \"quoted\"",
        "-t",
        "ASUP,impact@3,collaboration@4.1",
        "-d",
        "3d",
        "--context",
        "#| not a note\n--- did\n\\ backslash\n\\\\ two\n\n  indented\ttab",
        "--did",
        "title: x\n\n\nlast",
        "--result",
        "--- result",
        "--note",
        "\\#| x",
        "--link",
        "https://example.com/mr/12 The change",
        "--link",
        "https://example.com/a,b?c=d#|e",
        "-p",
        "gate way",
        "--part",
        "led",
        "--confidential",
    ]);
    env
}

fn entry(env: &TestEnv) -> serde_json::Value {
    env.json(&["show", "1", "--format", "json"])["entry"].clone()
}

/// No file of an editor is left behind.
#[track_caller]
fn assert_no_leftovers(env: &TestEnv) {
    let state = env.path(".local/state/promo");
    let files =
        std::fs::read_dir(state).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(files.filter(|name| name.starts_with("promo-")).count(), 0);
}

#[test]
fn a_form_comes_back_exactly() {
    let mut env = full();
    let before = entry(&env);
    editor(&mut env, "sed -i '1,3s/^title: .*/title: Another/' \"$1\"");
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stdout
    1
    --- stderr
    Changed entry 1
    --- exit 0
    ");
    let mut after = entry(&env);
    assert_eq!(after["title"], "Another");
    for field in ["title", "updated_at"] {
        after[field] = before[field].clone();
    }
    assert_eq!(after, before);
    assert_eq!(before["tags"].to_string(), r#"["ASUP@4?","impact@3","collaboration@4.1"]"#);
    assert_no_leftovers(&env);
}

#[test]
fn a_form_rewritten_from_itself_makes_the_same_entry() {
    let mut env = full();
    // What the editor of the first entry saw is what the editor of the second one saves.
    editor(&mut env, "cp \"$1\" \"$HOME/form\"");
    env.ok(&["edit", "1"]);
    editor(&mut env, "cp \"$HOME/form\" \"$1\"");
    env.ok(&["log", "-e"]);
    let (first, mut second) = (entry(&env), env.json(&["show", "2", "--format", "json"])["entry"].clone());
    for field in ["id", "uid", "created_at", "updated_at"] {
        second[field] = first[field].clone();
    }
    assert_eq!(second, first);
}

#[test]
fn unchanged_or_emptied_nothing_changes() {
    let mut env = full();
    let before = entry(&env);
    for script in
        ["true", ": > \"$1\"", "printf '\\n \\n' > \"$1\"", "touch \"$1\"", "sed -i '/^#|/d' \"$1\""]
    {
        editor(&mut env, script);
        let (edited, logged) = (env.see(&["edit", "1"]), env.see(&["log", "-e"]));
        assert_eq!(edited, "--- stderr\nLeft entry 1 as it was.\n--- exit 0\n", "{script}");
        assert_eq!(
            logged,
            "--- stderr\nerror: the form was left unchanged or empty, so nothing was logged\n--- exit 1\n",
            "{script}"
        );
    }
    assert_eq!(entry(&env), before);
    editor(&mut env, "true");
    assert!(env.see(&["edit", "1", "-e", "--title", "Yes"]).contains("Changed entry 1"));
    assert_eq!(env.json(&["list", "--format", "json"])["entries"].as_array().unwrap().len(), 1);
    assert_no_leftovers(&env);
}

#[test]
fn a_new_entry_is_written_in_the_editor() {
    let mut env = TestEnv::with_target();
    editor(
        &mut env,
        "ls -l \"$1\" | cut -c1-10 > \"$HOME/mode\"; sed -i 's/^title:.*/title: Two/' \"$1\"; echo was slow >> \"$1\"",
    );
    assert_snapshot!(env.see(&["log", "-e", "One", "-t", "asup"]), @"
    --- stdout
    1
    --- stderr
    Logged 1 for today.
    --- exit 0
    ");
    let entry = entry(&env);
    assert_eq!((&entry["title"], &entry["note"]), (&"Two".into(), &"was slow".into()));
    assert_eq!(entry["tags"][0], "ASUP@4?");
    assert_eq!(std::fs::read_to_string(env.path("mode")).unwrap(), "-rw-------\n");
}

#[test]
fn a_failing_editor_changes_nothing_and_loses_nothing() {
    let mut env = full();
    let before = entry(&env);
    editor(&mut env, "sed -i 's/^title: .*/title: Half done/' \"$1\"; exit 3");
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stderr
    error: the editor `~/editor.sh` ended with a failure, so nothing was changed
    Hint: Your text is kept: promo recover
    --- exit 1
    ");
    assert_eq!(entry(&env), before);
    assert!(env.ok(&["recover"]).contains("\ntitle: Half done\n"));
    assert_no_leftovers(&env);

    editor(&mut env, "exit 1");
    let told = env.see(&["log", "-e", "One", "-t", "asup"]);
    assert!(told.contains("Hint: Your text is kept: promo recover"), "{told}");
    assert!(env.ok(&["recover"]).contains("\ntitle: One\n"));
    assert_snapshot!(env.see(&["log", "-e"]), @"
    --- stderr
    error: the editor `~/editor.sh` ended with a failure, so nothing was changed
    --- exit 1
    ");
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    let mut env = full();
    env.set("VISUAL", "no-such-editor --wait");
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stderr
    error: the editor `no-such-editor --wait` cannot be started
      cause: No such file or directory (os error 2)
    Hint: set VISUAL or EDITOR to one that is there, such as EDITOR=nano
    --- exit 1
    ");
    env.set("VISUAL", "vi 'unclosed");
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stderr
    error: the editor `vi 'unclosed` cannot be started
      cause: missing closing quote
    Hint: set VISUAL or EDITOR to one that is there, such as EDITOR=nano
    --- exit 1
    ");
    assert_no_leftovers(&env);
}

#[test]
fn an_editor_has_arguments_and_visual_comes_first() {
    let mut env = full();
    editor(&mut env, "exit 9");
    let script = env
        .write("an editor.sh", "test \"$1\" = 'a b' && sed -i 's/^title: .*/title: By arguments/' \"$2\"\n");
    env.set("VISUAL", &format!("sh '{}' 'a b'", script.display()));
    env.ok(&["edit", "1"]);
    assert_eq!(entry(&env)["title"], "By arguments");
}

#[test]
fn a_form_that_cannot_be_read_is_kept() {
    let mut env = full();
    let before = entry(&env);
    editor(&mut env, "sed -i 's/^title: /titel: /' \"$1\"");
    assert_snapshot!(env.see(&["edit", "1"]), @r"
    --- stderr
    error: line 3 of the form: there is no field `titel`
    Hint: Your text is kept: promo recover
    --- exit 1
    ");
    assert_eq!(entry(&env), before);
    assert!(env.ok(&["recover"]).contains("\ntitel: Cut indexing"));

    editor(&mut env, "sed -i 's/^tags: .*/tags: ASUQ/' \"$1\"");
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stderr
    error: no skill or behaviour `ASUQ` in `engineering`
    Hint: did you mean `ASUP` (Application support), `ASMG` (Asset management) or `USUP` (Incident management)? Your text is kept: promo recover
    --- exit 1
    ");
    assert_eq!(entry(&env), before);
}

#[test]
fn an_edit_never_overwrites_another() {
    let mut env = full();
    let promo = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    let inner =
        format!("'{promo}' -q edit 1 --title Inner > /dev/null; sed -i 's/^title: .*/title: Outer/' \"$1\"");
    editor(&mut env, &inner);
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stderr
    error: entry 1 was changed by another command in the meantime
    Hint: look at it with promo show 1, then edit again. Your text is kept: promo recover
    --- exit 1
    ");
    assert_eq!(entry(&env)["title"], "Inner");
    assert!(env.ok(&["recover"]).contains("\ntitle: Outer\n"));
}

#[test]
fn a_signal_while_the_editor_runs_is_the_editors_affair() {
    let mut env = full();
    // `$PPID` is promo.
    editor(&mut env, "kill -INT $PPID; kill -TERM $PPID; sed -i '1,3s/^title: .*/title: Survived/' \"$1\"");
    env.ok(&["edit", "1"]);
    assert_eq!(entry(&env)["title"], "Survived");
    // Ctrl-C that ends the editor itself is a person who broke off.
    editor(&mut env, "sed -i '1,3s/^title: .*/title: Half/' \"$1\"; kill -INT $$");
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stderr
    error: broken off
    Hint: Your text is kept: promo recover
    --- exit 130
    ");
    assert_eq!(entry(&env)["title"], "Survived");
    assert_no_leftovers(&env);
}

/// Waits for a command to end after a signal that comes while it waits for a journal that another one holds.
#[track_caller]
fn ended_while_waiting(env: &TestEnv, args: &[&str], stdin: &[u8]) {
    use std::io::Write as _;
    use std::process::Stdio;
    use std::time::Duration;
    let mut store = promo::store::Store::open(&env.journal(), promo::store::Access::Write).unwrap();
    let lock = store.begin("test", "2026-11-22T12:00:00+00:00").unwrap();
    let mut command = env.command(args);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin).unwrap();
    // What comes right after an editor is passed over, so it is told to end until it does.
    let pid = rustix::process::Pid::from_child(&child);
    let catches = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:").map(str::trim));
        u64::from_str_radix(mask.unwrap_or("0"), 16).unwrap_or(0) & (1 << 14) != 0
    };
    let start = std::time::Instant::now();
    while !catches() {
        assert!(start.elapsed().as_secs() < 60);
        std::thread::sleep(Duration::from_millis(10));
    }
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed().as_secs() < 120);
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(lock);
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_after_the_editor_loses_nothing() {
    let mut env = full();
    let before = entry(&env);
    editor(&mut env, "sed -i '1,3s/^title:.*/title: Typed long/' \"$1\"");
    for args in [&["log", "-e"][..], &["edit", "1"], &["recover", "--edit"]] {
        ended_while_waiting(&env, args, b"");
        assert!(env.ok(&["recover"]).contains("\ntitle: Typed long\n"), "{args:?}");
        let drafts = env.json(&["recover", "--format", "json"])["drafts"].clone();
        assert_eq!(drafts[0]["why"], "broken off");
    }
    ended_while_waiting(&env, &["log", "-"], b"From a pipe\r\n");
    let drafts = env.json(&["recover", "--format", "json"])["drafts"].clone();
    let found = drafts.as_array().unwrap().iter().filter(|draft| draft["text"] == "From a pipe\r\n").count();
    assert_eq!(found, 1);
    assert_eq!(entry(&env), before);
}

#[test]
fn an_editor_that_deletes_the_form_is_told_and_loses_nothing() {
    let mut env = full();
    editor(&mut env, "rm \"$1\"");
    assert_snapshot!(env.see(&["log", "-e", "One"]), @"
    --- stderr
    error: the editor left no file of the form to read
      cause: No such file or directory (os error 2)
    Hint: Your text is kept: promo recover
    --- exit 1
    ");
    assert!(env.ok(&["recover"]).contains("\ntitle: One\n"));
    assert!(env.see(&["edit", "1", "-e", "--title", "Two"]).contains("Your text is kept"));
    assert!(env.ok(&["recover", "--list"]).contains("edit 1  Two"));
}

#[test]
fn what_an_editor_saves_in_latin_1_is_kept_byte_for_byte() {
    let mut env = full();
    editor(&mut env, "printf 'title: Caf\\351\\n' > \"$1\"");
    assert_snapshot!(env.see(&["edit", "1"]), @"
    --- stderr
    error: the editor saved text that is not UTF-8
    Hint: Your text is kept: promo recover
    --- exit 1
    ");
    assert_eq!(env.output(&["recover"]).stdout, b"title: Caf\xe9\n");
}
