//! `promo export --check` and `--explain`.

use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden};

/// A small journal with something to find in it.
fn journal() -> TestEnv {
    let env = TestEnv::with_target();
    let lines = r#"
{"title":"Sorted tickets by cause","date":"2026-03-02","project":"Gateway","part":"led","tags":["CSMG@4","impact@4","problem-solving@4"],"context":"A hugely annoying SLA.","did":"I read 1,590 tickets.","result":"63 a week to 37","links":[{"url":"http://localhost:3000/causes","label":"Analysis"}]}
{"title":"Agreed one handover","date":"2026-09-07","tags":["collaboration@4","CSMG@4"],"result":"Everybody is happy"}
{"title":"Escalation of SECRET-CUSTOMER","date":"2026-07-01","tags":["CSMG@5"],"confidential":true}
{"title":"Renewed certificates","date":"2026-10-01","tags":["ASUP@3"]}
{"title":"Team dinner","date":"2026-10-02"}
{"title":"Helped with the rota","date":"2026-05-01","part":"helped","tags":["improvement-mindset@4"]}
"#;
    env.write("in.jsonl", lines.trim_start());
    env.ok(&["-q", "import", "in.jsonl"]);
    env
}

#[test]
fn what_a_calibrator_would_object_to_is_told() {
    assert_golden!(
        "export-check-what-a-calibrator-would-object-to-is-told",
        journal().see(&["export", "--check"])
    );
}

#[test]
fn a_file_that_somebody_worked_on_is_checked_in_its_place() {
    let env = journal();
    let text =
        "# Ada\n\nI led it. <!-- entries: 1, 3, 4, 77 -->\n\n## Business Justification\n\nTODO: Grace\n";
    env.write("promotion.md", text);
    assert_golden!(
        "export-check-a-file-that-somebody-worked-on-is-checked-in-its-place",
        env.see(&["-q", "export", "--check", "promotion.md", "--final"])
    );
    let json: serde_json::Value = serde_json::from_slice(
        &env.output(&["export", "--check", "promotion.md", "--format", "json"]).stdout,
    )
    .unwrap();
    assert_eq!(json["file"], "promotion.md");
    assert_eq!(json["words"], 8);
    assert_eq!(json["findings"][0]["level"], "error");
    let piped = env.output_with(&["-q", "export", "--check", "-", "--final"], text.as_bytes());
    assert_eq!(env.told(&piped), env.see(&["-q", "export", "--check", "promotion.md", "--final"]));
}

#[test]
fn warnings_alone_are_no_verdict() {
    let env = journal();
    let values = "Impact, Technical skills, Collaboration, Problem-solving, Improvement mindset, Communication, \
                  Security and ethics: very well shown.";
    env.write(
        "p.md",
        format!("## Promotion Summary\n\n## Business Results\n\n### Result 1\n\n### Result 2\n\n### Result 3\n\n{values}\n\n## Business Justification\n"),
    );
    assert_snapshot!(env.see(&["export", "--check", "p.md"]), @"
    --- stdout
    1 warning · 26 of 1500 words

    Words of degree (warning)
      line 11: very
        → say how much: a number and what it was before
    --- exit 0
    ");
    env.write("config.toml", "[document]\nwords = 12\n");
    let output = env.output(&["--config", "config.toml", "export", "--check", "p.md"]);
    assert_eq!(output.status.code(), Some(3), "{}", env.told(&output));
}

#[test]
fn a_check_writes_nothing() {
    let env = journal();
    let output = env.output(&["export", "--check", "-o", "promotion.md"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(!env.path("promotion.md").exists());
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("Checked only; `promotion.md` is not written.")
    );
    for args in
        [&["export", "--final"][..], &["export", "--explain", "--check"], &["export", "--explain", "-o", "x"]]
    {
        assert_eq!(env.output(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let env = journal();
    env.write("bytes.md", b"one\n\xff\n");
    std::fs::create_dir(env.path("folder")).unwrap();
    assert_snapshot!(env.see(&["export", "--check", "bytes.md"]), @"
    --- stderr
    error: `bytes.md`, line 2: this is no UTF-8 text
    Hint: save it as UTF-8 Markdown
    --- exit 1
    ");
    assert_snapshot!(env.see(&["export", "--check", "folder"]), @"
    --- stderr
    error: `folder` is a folder
    Hint: name the document's file: promo export --check promotion.md
    --- exit 1
    ");
    assert_snapshot!(env.see(&["export", "--check", "absent.md"]), @"
    --- stderr
    error: `absent.md` cannot be read
      cause: No such file or directory (os error 2)
    Hint: promo export -o promotion.md writes one; --check alone needs none
    --- exit 1
    ");
}

#[test]
fn each_entry_is_explained() {
    let env = journal();
    env.ok(&["-q", "pick", "2"]);
    assert_golden!("export-check-each-entry-is-explained", env.see(&["export", "--explain"]));
    let json = env.json(&["export", "--explain", "--format", "json"]);
    assert_eq!(json["told"][0]["id"], 2);
    assert_eq!(json["told"][0]["picked"], true);
    assert_eq!(json["told"][0]["result"], 1);
    assert!(!json.to_string().contains("SECRET"), "{json}");
}

#[test]
fn nothing_is_to_be_explained_of_an_empty_journal() {
    assert_snapshot!(TestEnv::with_target().see(&["export", "--explain"]), @"
    --- stdout
    The journal has no entry.
    --- exit 0
    ");
}
