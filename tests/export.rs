//! `promo export`.

use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden};

/// A small journal: two projects, help, something private, something replaced, something below the level.
fn journal() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["-q", "init", "--manager", "Grace"]);
    let lines = r#"
{"title":"Sorted tickets by cause","date":"2026-03-02","project":"Gateway","part":"led","tags":["CSMG@4","impact@4","problem-solving@4"],"context":"A third of all tickets came from here.","did":"I read 1,590 tickets.\nThen I wrote up three causes.","result":"63 a week to 37, 10 weeks before and after","note":"SECRET-NOTE","links":[{"url":"https://example.com/causes","label":"Analysis"},{"url":"https://example.com/mr/318","label":null}]}
{"title":"Wrote the severity scale","date":"2025-12-01","project":"gateway","tags":["communication@4"],"did":"Four severities."}
{"title":"Agreed one handover","date":"2026-09-07","tags":["collaboration@4","CSMG@4"],"result":"21 % to 9 %"}
{"title":"Escalation of SECRET-CUSTOMER","date":"2026-07-01","project":"gateway","tags":["CSMG@5","impact@5"],"confidential":true,"result":"SECRET-RESULT"}
{"title":"Helped with the rota","date":"2026-05-01","project":"gateway","part":"helped","tags":["improvement-mindset@4","CSMG@4"],"result":"31 to 12"}
{"title":"Renewed certificates","date":"2026-10-01","tags":["ASUP@3"]}
{"title":"Team dinner","date":"2026-10-02"}
{"title":"Ran a clinic","date":"2026-11-30","tags":["CSMG@4"]}
{"title":"Old count OUTDATED","date":"2026-06-01","tags":["CSMG@6","impact@6"],"result":"OUTDATED","uid":"0197c2f4-5d1e-7abc-9def-000000000001"}
{"title":"New count","date":"2026-06-02","tags":["ASUP@3"],"replaces":"0197c2f4-5d1e-7abc-9def-000000000001"}
{"title":"Reviewed contracts","date":"2026-06-02","tags":["SCTY@4"]}
"#;
    env.write("in.jsonl", lines.trim_start());
    env.ok(&["-q", "import", "in.jsonl"]);
    env
}

#[test]
fn the_document_tells_what_the_journal_shows() {
    assert_golden!("export-the-document-tells-what-the-journal-shows", journal().see(&["export"]));
}

/// The five parts are the result's: a piece that says nothing lacks nothing while another of the same result says it.
#[test]
fn a_part_of_a_result_is_asked_for_only_where_none_of_its_pieces_says_it() {
    let env = TestEnv::with_target();
    env.ok("-q log 'Cut the restart time' -t ASUP@4 -p sync --result 'From 14 s to 7 s'");
    env.ok(&["-q", "log", "Wrote the runbook", "-t", "ASUP@4", "-p", "sync", "--did", "I wrote it."]);
    let part = |name: &str| {
        let result = env.json(&["export", "--format", "json"])["results"][0][name].clone();
        let quotes: Vec<String> = result["quotes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|quote| quote["entries"][0].to_string())
            .collect();
        (quotes.join(" "), result["todo"]["command"].as_str().map(str::to_owned))
    };
    assert_eq!(part("result"), ("1".to_owned(), None));
    assert_eq!(part("contribution"), ("2".to_owned(), None));
    assert_eq!(part("relevance"), (String::new(), Some("promo edit 1 --context \"…\"".to_owned())));
    env.ok(&["-q", "edit", "1", "--result", ""]);
    assert!(part("result").1.unwrap().ends_with("--result \"…\""));
}

#[test]
fn an_empty_journal_gives_a_document_to_be_filled() {
    let env = TestEnv::new();
    env.ok(&["-q", "init", "--role", "support-engineer", "--target", "4"]);
    let text = env.ok(&["export"]);
    assert!(text.contains("TODO: say whose document this is: `promo init --name \"…\"`"), "{text}");
    for number in 1..=3 {
        assert!(text.contains(&format!("TODO: add result {number},")), "{text}");
    }
    assert_eq!(text.matches(":** TODO: tell of work").count(), 7, "{text}");
    assert!(text.contains("TODO: the manager writes this section"), "{text}");
}

#[test]
fn without_a_target_it_says_how_to_set_one() {
    let env = TestEnv::new();
    env.ok(&["-q", "log", "Wrote the runbook"]);
    assert_snapshot!(env.see(&["export"]), @"
    --- stderr
    error: this journal has no target yet
    Hint: promo init --role support-engineer --current 3 --target 4
    --- exit 1
    ");
}

#[test]
fn what_is_private_or_outdated_is_in_no_format() {
    let env = journal();
    for format in ["markdown", "json"] {
        let text = env.ok(&["export", "--format", format]);
        for word in ["SECRET", "OUTDATED", "Ran a clinic", "@5"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        // What came of somebody else's work is known, for a log of one's own, and is no result here.
        assert_eq!(text.contains("31 to 12"), format == "json");
        assert!(text.contains("Sorted tickets by cause"));
    }
}

#[test]
fn picks_come_first_in_their_order() {
    let env = journal();
    let headings = |env: &TestEnv| -> Vec<String> {
        let text = env.ok(&["export"]);
        text.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_owned).collect()
    };
    assert_eq!(headings(&env), ["Result 1: Gateway", "Result 2: Agreed one handover"]);
    env.ok(&["pick", "3", "2"]);
    assert_eq!(headings(&env), ["Result 1: Agreed one handover", "Result 2: gateway"]);
    let text = env.ok(&["export"]);
    assert!(text.find("“Wrote the severity scale”") < text.find("“Sorted tickets by cause”"), "{text}");
    env.ok(&["pick", "4", "5", "6", "3"]);
    let output = env.output(&["export"]);
    let told = String::from_utf8(output.stderr).unwrap();
    for line in [
        "Picked entry 4 leads no result: it is confidential.",
        "Picked entry 5 leads no result: it tells of help with work of somebody else.",
        "Picked entry 6 leads no result: it shows nothing at level 4.",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert_eq!(headings(&env)[0], "Result 1: Agreed one handover");
}

#[test]
fn a_window_leaves_out_what_lies_outside() {
    let env = journal();
    let output = env.output(&["export", "--since", "2026-06-01"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("### Result 1: Agreed one handover") && !text.contains("Gateway"), "{text}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("outside the window"));
}

#[test]
fn a_file_is_replaced_only_when_told() {
    let env = journal();
    assert_eq!(env.ok(&["export", "-o", "promotion.md"]), "promotion.md\n");
    let first = std::fs::read_to_string(env.path("promotion.md")).unwrap();
    // The file has marks, for an update; what is read or piped on has none.
    let lines = first.split_inclusive('\n').skip(3).filter(|line| !line.contains("<!-- promo:"));
    assert_eq!(lines.collect::<String>(), env.ok(&["export"]));
    assert_snapshot!(env.see(&["export", "-o", "promotion.md"]), @"
    --- stderr
    error: `promotion.md` exists
    Hint: promo export --update promotion.md keeps what you wrote in it; --force replaces it (the old one is kept as promotion.md~)
    --- exit 1
    ");
    env.ok(&["-q", "pick", "3"]);
    env.ok(&["export", "-o", "promotion.md", "--force"]);
    assert_eq!(std::fs::read_to_string(env.path("promotion.md~")).unwrap(), first);
    assert_ne!(std::fs::read_to_string(env.path("promotion.md")).unwrap(), first);
}

#[cfg(unix)]
#[test]
fn only_a_file_is_written() {
    let env = journal();
    std::fs::create_dir(env.path("folder")).unwrap();
    std::os::unix::fs::symlink(env.path("target"), env.path("link")).unwrap();
    for (path, what) in [("folder", "a folder"), ("link", "a symbolic link")] {
        let output = env.output(&["export", "-o", path, "--force"]);
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.starts_with(&format!("error: `{path}` is {what}, not a file\n")), "{told}");
    }
    assert!(!env.path("target").exists());
}

#[test]
fn a_source_date_fixes_the_day_and_the_bytes() {
    let mut env = journal();
    // 2026-06-30: what came later is of the future, whatever today is.
    env.set("SOURCE_DATE_EPOCH", "1782777600");
    let first = env.output(&["export"]);
    let told = String::from_utf8(first.stderr).unwrap();
    assert!(told.starts_with("Dates are judged as of 2026-06-30 (SOURCE_DATE_EPOCH)\n"), "{told}");
    env.set("PROMO_TODAY", "2027-11-22");
    let text = String::from_utf8(first.stdout).unwrap();
    assert_eq!(env.ok(&["export"]), text);
    assert!(!text.contains("Agreed one handover"));
}

#[test]
fn the_json_is_what_a_template_is_given() {
    let json = journal().json(&["export", "--format", "json"]);
    assert_eq!(json["schema"], 1);
    assert_eq!(json["name"], "Ada");
    assert_eq!(json["results"][0]["heading"], "Gateway");
    assert_eq!(json["results"][0]["entries"], serde_json::json!([1, 2]));
    assert_eq!(json["results"][0]["impact"][0]["links"][1]["url"], "https://example.com/mr/318");
    assert_eq!(json["results"][1]["relevance"]["todo"]["command"], "promo edit 3 --context \"…\"");
}

#[test]
fn data_is_text_in_the_document() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "init", "--name", "Ada <b>x</b>"]);
    env.ok(&[
        "-q",
        "log",
        "# [a](https://evil.example) <!-- --> `x` **b**",
        "-t",
        "ASUP@4",
        "--did",
        "- one\n\n# two\n\t``` x",
        "--link",
        "gopher://alert(1) click",
        "--link",
        "https://example.com/a)b \\]x",
        "-p",
        "--> <script>",
    ]);
    let text = env.ok(&["export"]);
    for line in [
        r"# Promotion document: Ada \<b\>x\</b\>",
        r"### Result 1: \--\> \<script\>",
        r"- “\# \[a\](https\://evil.example) \<!-- --\> \`x\` \*\*b\*\*” (November 2026; click, [\\\]x](https://example.com/a%29b)) <!-- entries: 1 -->",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    assert!(text.contains("- “\\- one\\\n  \\# two\\\n  \\`\\`\\` x” <!-- entries: 1 -->"), "{text}");
}

#[test]
fn a_document_of_a_ladder_tells_what_was_expected() {
    let env = TestEnv::new();
    env.ok("-q init --name Ada --framework support-ladder --current 2 --target 3");
    env.ok(&["framework", "use", "support-ladder", "--no-behaviours"]);
    env.ok("log 'Led the gateway outage' -t reach,technical-support@3 -p gateway --part led");
    assert_golden!("export-a-document-of-a-ladder-tells-what-was-expected", env.ok(&["export"]));
}

#[test]
fn a_window_that_begins_in_days_to_come_tells_nothing() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Wrote it", "-t", "ASUP@4"]);
    assert_snapshot!(env.see(&["export", "--since", "2027-01-01", "--until", "2027-12-31"]), @"
    --- stderr
    error: 2027-01-01 is yet to come
    Hint: name a day that is past, or --last 12m
    --- exit 1
    ");
}

#[test]
fn a_template_that_cites_nothing_is_told_to_do_so() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Wrote it", "-t", "ASUP@4"]);
    env.write("bare.md", "# {{ name }}\n");
    assert_snapshot!(env.see(&["export", "--template", "bare.md", "--explain"]), @"
    --- stdout
    Left out: 1 neither picked nor among the strongest
        1  Nov 22  Wrote it
           1 criterion (ASUP), level 4, no result, no link

    Stronger is, in this order: more criteria covered, the higher level, more
    measured results, more links, the newer day, the lower number. Picked entries
    come first: promo pick ID
    --- stderr
    The template cites nothing, so it is not known what it tells: <!-- entries: 3 --> cites entry 3.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["export", "--template", "bare.md"]), @"
    --- stdout
    # Ada
    --- exit 0
    ");
}

#[test]
fn a_meeting_claims_no_level_that_is_only_assumed() {
    let env = TestEnv::with_target();
    let met = ["2026-05-01", "2026-06-01", "2026-08-01"];
    for day in met {
        env.ok(&[
            "-q",
            "log",
            "Halved it",
            "-t",
            "ASUP@4",
            "-d",
            day,
            "--result",
            "9 to 4",
            "--link",
            "https://example.com/1",
            "-p",
            day,
        ]);
    }
    env.ok(&["-q", "log", "Doubled it", "-t", "ASUP", "-d", "2026-11-20"]);
    let told = env.ok(&["-q", "export", "--template", "one-to-one"]);
    assert!(told.contains("Doubled it") && !told.contains("covered before"), "{told}");
    env.ok(&["-q", "tag", "4", "ASUP@4"]);
    let told = env.ok(&["-q", "export", "--template", "one-to-one"]);
    assert!(told.contains("covered before: also “Doubled it”"), "{told}");
}
