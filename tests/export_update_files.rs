//! `promo export --update`, `--diff` and `--clean`: which files they take, what they leave behind, and what they tell of it.

use std::fs;

use insta::assert_snapshot;

use crate::support::document::{assert_settled, edit, text, written};
use crate::support::{TestEnv, assert_golden, schema};

#[test]
fn what_is_no_such_file_is_told() {
    let env = written();
    let good = text(&env);
    let marked = |from: &str, to: &str| good.replacen(from, to, 1);
    let summary = "<!-- promo:block summary ";
    let files: [(&str, Vec<u8>); 8] = [
        ("stdout.md", env.ok(&["export"]).into_bytes()),
        ("empty.md", Vec::new()),
        ("binary.md", b"# T\n\xff".to_vec()),
        (
            "twice.md",
            marked(
                "<!-- promo:block values ",
                "<!-- promo:block title 0000000000 -->\n<!-- promo:block values ",
            )
            .into_bytes(),
        ),
        ("open.md", marked("-->\n# Promotion", "\n# Promotion").into_bytes()),
        ("fence.md", marked(summary, &format!("```\n{summary}")).into_bytes()),
        ("conflict.md", marked(summary, &format!("<<<<<<< HEAD\n{summary}")).into_bytes()),
        ("newer.md", marked("gitlab 1", "gitlab 7").into_bytes()),
    ];
    let mut seen = String::new();
    for (name, bytes) in &files {
        env.write(name, bytes);
        seen.push_str(&env.see(&["export", "--update", name]));
        assert_eq!(&fs::read(env.path(name)).unwrap(), bytes);
        assert!(!env.path(&format!("{name}~")).exists());
    }
    for args in [
        ["export", "--update", "missing.md", "--quiet"],
        ["export", "--update", "promotion.md", "--template=brag"],
        ["export", "-o", "promotion.md", "--quiet"],
    ] {
        seen.push_str(&env.see(&args));
    }
    assert_golden!("export-update-files-what-is-no-such-file-is-told", seen);
    assert_eq!(env.output(&["export", "-o", "x.md", "--diff"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn only_a_file_is_brought_up_to_date() {
    use std::os::unix::fs::PermissionsExt as _;
    let env = written();
    fs::create_dir(env.path("folder")).unwrap();
    std::os::unix::fs::symlink(env.path("promotion.md"), env.path("link.md")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(env.path("pipe.md")).status().unwrap().success());
    for (path, what) in
        [("folder", "a folder"), ("link.md", "a symbolic link"), ("pipe.md", "a pipe or a device")]
    {
        let told = env.see(&["export", "--update", path]);
        assert!(told.contains(&format!("error: `{path}` is {what}, not a file\n")), "{told}");
        let hint = match path {
            "link.md" => "Hint: name the file that it points to: ~/promotion.md\n",
            _ => "Hint: name the document's Markdown file\n",
        };
        assert!(told.contains(hint), "{told}");
        assert!(env.see(&["export", "--clean", path]).contains(hint));
    }
    // Who may read it stays as it was.
    fs::set_permissions(env.path("promotion.md"), fs::Permissions::from_mode(0o640)).unwrap();
    env.ok(&["-q", "edit", "3", "--result", "21 % to 8 %"]);
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    assert_eq!(fs::metadata(env.path("promotion.md")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_copy_to_hand_in_has_no_comments() {
    let env = written();
    edit(&env, "“21 % to 9 %”", "From 21 % to 9 % <!-- ask Lea -->");
    let copy = env.ok(&["export", "--clean", "promotion.md"]);
    assert!(!copy.contains("<!--") && copy.starts_with("# Promotion document: Ada\n"), "{copy}");
    assert!(copy.contains("- From 21 % to 9 %\n"), "{copy}");
    assert_eq!(env.ok(&["export", "--clean", "promotion.md", "-o", "final.md"]), "final.md\n");
    assert_eq!(fs::read_to_string(env.path("final.md")).unwrap(), copy);
    let fresh = env.ok(&["export", "--clean"]);
    assert!(!fresh.contains("<!--") && fresh.contains("“21 % to 9 %”\n"), "{fresh}");
    // What stands in code is no comment.
    let code = "`<!--` opens one, and\n`-->` ends it.\n\n````\n```\n<!-- shown -->\n```\n````\n";
    edit(&env, "## Business Justification\n", &format!("## Business Justification\n\nI don`t.\n\n{code}"));
    let told = env.ok(&["export", "--clean", "promotion.md"]);
    assert!(told.contains(code) && !told.contains("promo:"), "{told}");
    edit(&env, &format!("\nI don`t.\n\n{code}"), "");
    // The marks of the file are nothing to a check.
    env.ok(&["-q", "export", "-o", "new.md"]);
    let check = |file: &str| {
        let output = env.output(&["export", "--check", file, "--final", "--format", "json"]);
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["words"].clone()
    };
    env.write("plain.md", env.ok(&["export"]));
    assert_eq!(check("new.md"), check("plain.md"));
}

#[test]
fn each_template_can_be_brought_up_to_date() {
    let env = written();
    for template in ["staff-packet", "brag", "star", "one-to-one", "self-review"] {
        let file = format!("{template}.md");
        env.ok(&["-q", "export", "--template", template, "-o", &file]);
        let first = fs::read_to_string(env.path(&file)).unwrap();
        assert!(first.starts_with(&format!("<!-- promo:document {template} 1\n")), "{first}");
        env.write(&file, first.replacen("<!-- promo:end -->", "My own words.\n<!-- promo:end -->", 1));
        env.ok(&[
            "-q",
            "log",
            &format!("Tuned {template}"),
            "-t",
            "CSMG@4",
            "-p",
            template,
            "--result",
            "9 to 4",
        ]);
        env.ok(&["-q", "export", "--update", &file]);
        let second = fs::read_to_string(env.path(&file)).unwrap();
        assert!(second.contains("My own words.\n"), "{second}");
        assert!(env.see(&["export", "--update", &file]).contains("nothing to do"));
    }
}

#[test]
fn the_report_is_as_its_schema_says() {
    let env = written();
    edit(&env, "“63 a week to 37", "“60 a week to 37");
    env.ok(&["-q", "edit", "1", "--result", "63 a week to 35"]);
    env.ok(&["-q", "edit", "3", "--result", "21 % to 8 %"]);
    let schema = schema::read("export-update.schema.json");
    for args in [
        &["export", "--update", "promotion.md", "--format", "json", "--diff"][..],
        &["export", "--update", "promotion.md", "--format", "json"],
    ] {
        let report = env.json(args);
        assert_eq!(schema::faults(&schema, &report), Vec::<String>::new());
        assert_eq!(report["written"], args.len() == 5);
        assert_eq!(report["changes"][0]["what"], "differs");
        assert_eq!(
            report["changes"][0]["yours"][0],
            "- “60 a week to 37, 10 weeks before and after” (entry 1)"
        );
        assert_eq!(report["changes"][1]["what"], "updated");
    }
}

#[test]
fn an_update_tells_the_days_that_the_file_told() {
    let env = TestEnv::new();
    env.ok(&["-q", "demo"]);
    let promo = |args: &[&str]| env.see(&[args, &["--journal", "promo-demo/journal.db"]].concat());
    promo(&["export", "--since", "2026-06-01", "-o", "w.md"]);
    assert_snapshot!(promo(&["export", "--update", "w.md"]), @"
    --- stdout
    w.md
    --- stderr
    `w.md` says what the journal says; nothing to do.
    --- exit 0
    ");
    let head = std::fs::read_to_string(env.path("w.md")).unwrap().lines().next().unwrap().to_owned();
    assert!(head.starts_with("<!-- promo:document gitlab;since=2026-06-01 1"), "{head}");
    promo(&["export", "--last", "1y", "-o", "y.md"]);
    assert!(promo(&["export", "--update", "y.md", "--since", "2026-06-01"]).contains("Updated"));
    assert_eq!(
        std::fs::read(env.path("y.md")).unwrap(),
        std::fs::read(env.path("w.md")).unwrap(),
        "the days asked for take the place of those told"
    );
}

#[test]
fn what_is_told_once_is_told_without_talk_and_what_must_go_each_time() {
    let env = TestEnv::new();
    env.ok(&["-q", "demo"]);
    let promo = |args: &[&str]| env.see(&[args, &["--journal", "promo-demo/journal.db"]].concat());
    promo(&["export", "-o", "p.md"]);
    let text = std::fs::read_to_string(env.path("p.md")).unwrap();
    env.write("p.md", text.replace("Gateway tickets fell from", "The gateway's tickets fell from"));
    promo(&["-q", "edit", "17", "--result", "63 a week to 31"]);
    promo(&["-q", "edit", "10", "--confidential"]);
    let told = promo(&["-q", "export", "--update", "p.md"]);
    assert!(told.contains("you changed it") && told.contains("yours  "), "{told}");
    assert!(told.contains("tells entry 10, which is confidential: take it out"), "{told}");
    assert_snapshot!(promo(&["export", "--update", "p.md"]), @"
    --- stdout
    p.md
    --- stderr
    `p.md`: the journal has nothing new, so nothing to do. 1 block is yours, as you
    wrote it.
    Warning: line 71 tells entry 10, which is confidential: take it out
    --- exit 0
    ");
    let told = promo(&["export", "--clean", "p.md", "-o", "handin.md"]);
    assert!(told.contains("tells entry 10, which is confidential: take it out"), "{told}");
}

#[test]
fn old_copies_are_kept_as_long_as_they_hold_words_that_nothing_else_does() {
    let env = written();
    let there = |name: &str| env.path(name).exists();
    let next = |title: &str| {
        env.ok(&["-q", "log", title, "-t", "CSMG@4,impact@4", "--result", "9 to 4"]);
        env.ok(&["-q", "export", "--update", "promotion.md"]);
    };
    next("Cut the wait at the first desk");
    next("Cut the wait at the second desk");
    assert!(there("promotion.md~") && !there("promotion.md~2"));
    // What was typed stands in the file still, so a copy of it is not needed.
    let mine = "A line of my own.";
    env.write("promotion.md", format!("{}\n{mine}\n", text(&env)));
    next("Cut the wait at the third desk");
    next("Cut the wait at the fourth desk");
    assert!(there("promotion.md~") && !there("promotion.md~2"));
    // Once somebody takes it out, only the copy has it.
    env.write("promotion.md", text(&env).replace(mine, ""));
    next("Cut the wait at the fifth desk");
    next("Cut the wait at the sixth desk");
    assert!(std::fs::read_to_string(env.path("promotion.md~2")).unwrap().contains(mine));
    next("Cut the wait at the seventh desk");
    assert!(there("promotion.md~2") && !there("promotion.md~3"));
}

#[test]
fn a_long_document_is_brought_up_to_date() {
    let env = written();
    let lines: String = (0..3000)
        .map(|n| {
            let title = format!("Piece {n}: {}", "one test more, ".repeat(28));
            format!("{{\"title\":\"{title}\",\"date\":\"2026-05-04\"}}\n")
        })
        .collect();
    env.write("many.jsonl", lines);
    env.ok(&["-q", "import", "many.jsonl"]);
    env.ok(&["-q", "export", "--template", "brag", "--force", "-o", "promotion.md"]);
    let first = text(&env);
    assert!(first.len() > 1 << 20, "{}", first.len());
    // Somebody edits the block that all of it stands in.
    edit(&env, "Piece 17", "My piece 17");
    env.ok(&["-q", "log", "One more", "--date", "2026-05-05"]);
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    let second = text(&env);
    assert!(second.contains("My piece 17") && second.contains("One more"));
    assert_settled(&env);
    let clean = env.ok(&["export", "--clean", "promotion.md"]);
    assert!(clean.contains("My piece 17") && !clean.contains("<!--"));
    // A hole is as long as any text.
    fs::File::create(env.path("long.md")).unwrap().set_len((64 << 20) + 1).unwrap();
    assert_snapshot!(env.see(&["export", "--update", "long.md"]), @"
    --- stderr
    error: `long.md` cannot be read
      cause: it is longer than 64 MiB
    Hint: tell fewer days in it: promo export --template brag --last 1y -o NEW.md
    --- exit 1
    ");
    let told = env.see(&["export", "--check", "long.md"]);
    assert!(told.contains("error: `long.md` is longer than 64 MiB\nHint: tell fewer days"), "{told}");
    env.ok(&["-q", "export", "--template", "brag", "--last", "1y", "-o", "NEW.md"]);
}

#[test]
fn a_line_of_very_many_comments_is_read_at_once() {
    let env = TestEnv::new();
    for line in
        ["<!-- a -->".repeat(100_000), format!("x{}", "<!-- a --> ".repeat(50_000) + &" ".repeat(500_000))]
    {
        env.write("x.md", line);
        assert!(env.ok(&["export", "--clean", "x.md"]).trim_end().len() <= 50_000);
    }
}

#[test]
fn a_write_protected_file_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let env = written();
    let file = env.path("promotion.md");
    let before = fs::read(&file).unwrap();
    env.ok(&["-q", "rm", "1"]);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    assert_snapshot!(env.see(&["export", "--update", "promotion.md"]), @"
    --- stderr
    error: `promotion.md` is write-protected; nothing is written
    Hint: make it writable: chmod u+w promotion.md
    --- exit 1
    ");
    assert_eq!(fs::read(&file).unwrap(), before);
    assert!(!env.path("promotion.md~").exists());
}
