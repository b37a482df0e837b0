//! `promo export --check` and `--explain`.

use insta::assert_snapshot;

use crate::support::TestEnv;

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
    assert_snapshot!(journal().see(&["export", "--check"]), @r#"
    --- stdout
    6 errors, 2 warnings and 7 places to fill · 327 of 1500 words

    Number of results (error)
      line 9: 2 results, not 3
        → tell the most impactful: promo pick chooses them

    Values that nothing shows (error)
      line 62: Technical skills
      line 66: Communication
      line 67: Security and ethics
        → tell in a sentence or two what showed it

    Links that others cannot open (error)
      line 15, entry 1: http://localhost:3000/causes
        → it is on one machine; link what a colleague can open, or say what it shows

    Results without a number (error)
      line 43, entry 2: “Everybody is happy”
        → say what came of it, with a number and its baseline

    Words of degree (warning)
      line 24, entry 1: hugely
        → say how much: a number and what it was before

    Acronyms not spelled out (warning)
      line 24, entry 1: SLA
        → spell it out where it is first used, with the letters in brackets

    Still to be filled (info)
      line 47, entry 2: say why this mattered: promo edit 2 --context "…"
      line 51, entry 2: say what you did yourself: promo edit 2 --did "…"
      line 57: add result 3, work at level 4 with a measured outcome …
      line 62: tell of work that shows this at level 4: promo log "…" -t …
      line 66: tell of work that shows this at level 4: promo log "…" -t …
      line 67: tell of work that shows this at level 4: promo log "…" -t …
      line 71: the manager writes this section: what changes in the role …
        → fill it, or take it out before you hand it in
    --- stderr
    Words in quotation marks are an entry's own: promo edit ID changes them.
    --- exit 3
    "#);
}

#[test]
fn a_file_that_somebody_worked_on_is_checked_in_its_place() {
    let env = journal();
    let text =
        "# Ada\n\nI led it. <!-- entries: 1, 3, 4, 77 -->\n\n## Business Justification\n\nTODO: Grace\n";
    env.write("promotion.md", text);
    assert_snapshot!(env.see(&["-q", "export", "--check", "promotion.md", "--final"]), @"
    --- stdout
    15 errors · 8 of 1500 words

    Confidential entries (error)
      line 3, entry 3: entry 3 is confidential
        → take it out, or let it be told: promo edit 3 --not-confidential

    Entries that the journal does not have (error)
      line 3, entry 77: the journal has no entry 77
        → cite one that is there (promo list shows them), or take the line out

    Evidence below the target level (error)
      line 3, entry 4: entry 4 shows nothing at level 4
        → tell work at level 4; where it was that, say so: promo tag 4 KEY@4

    Number of results (error)
      line 1: 0 results, not 3
        → tell the most impactful: promo pick chooses them

    Values that nothing shows (error)
      line 1: Impact
      line 1: Technical skills
      line 1: Collaboration
      line 1: Problem-solving
      line 1: Improvement mindset
      line 1: Communication
      line 1: Security and ethics
        → tell in a sentence or two what showed it

    Sections (error)
      line 1: there is no section “Promotion Summary”
      line 1: there is no section “Business Results”
        → the document has these sections, in this order: Promotion Summary,
          Business Results, Business Justification

    First person outside quotations (error)
      line 3, entries 1, 3, 4 …: I led it
        → say it by name and pronouns, or quote it

    Still to be filled (error)
      line 7: Grace
        → fill it, or take it out before you hand it in
    --- exit 3
    ");
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
    assert_snapshot!(env.see(&["export", "--explain"]), @"
    --- stdout
    Result 1: Agreed one handover
        2  Sep  7  Agreed one handover
           picked, 2 criteria (CSMG and collaboration), level 4, a result, no link

    Result 2: Gateway
        1  Mar  2  Sorted tickets by cause
           3 criteria (CSMG, impact and problem-solving), level 4, a result, 1 link

    Values: Improvement mindset, which no result shows
        6  May  1  Helped with the rota
           1 criterion (improvement-mindset), level 4, no result, no link

    Left out: 1 confidential
        3  Jul  1  (its words stay in the journal)

    Left out: 1 untagged
        5  Oct  2  Team dinner

    Left out: 1 below level 4
        4  Oct  1  Renewed certificates

    Stronger is, in this order: more criteria covered, the higher level, more
    measured results, more links, the newer day, the lower number. Picked entries
    come first: promo pick ID
    --- exit 0
    ");
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
