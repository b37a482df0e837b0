//! A document that somebody works on.

use std::fs;

use super::TestEnv;

/// A journal with two results, and its document in a file.
pub fn written() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["-q", "init", "--manager", "Grace"]);
    let lines = r#"
{"title":"Sorted tickets by cause","date":"2026-03-02","project":"Gateway","part":"led","tags":["CSMG@4","impact@4","problem-solving@4"],"context":"A third of all tickets came from here.","did":"I read 1,590 tickets.","result":"63 a week to 37, 10 weeks before and after"}
{"title":"Wrote the severity scale","date":"2025-12-01","project":"gateway","tags":["communication@4"],"did":"Four severities."}
{"title":"Agreed one handover","date":"2026-09-07","tags":["collaboration@4","CSMG@4"],"result":"21 % to 9 %"}
"#;
    env.write("in.jsonl", lines.trim_start());
    env.ok(&["-q", "import", "in.jsonl"]);
    env.ok(&["-q", "export", "-o", "promotion.md"]);
    env
}

/// The document.
pub fn text(env: &TestEnv) -> String {
    fs::read_to_string(env.path("promotion.md")).unwrap()
}

/// Types something into the document.
pub fn edit(env: &TestEnv, from: &str, to: &str) {
    let old = text(env);
    assert!(old.contains(from), "{from}\n{old}");
    env.write("promotion.md", old.replacen(from, to, 1));
}

/// The document from a line on, without its head.
pub fn part(env: &TestEnv, from: &str, to: &str) -> String {
    let text = text(env);
    let start = text.find(from).unwrap_or_else(|| panic!("{from}\n{text}"));
    let end = text[start..].find(to).map_or(text.len(), |end| start + end);
    text[start..end].to_owned()
}

/// An update has nothing left to do.
#[track_caller]
pub fn assert_settled(env: &TestEnv) {
    let before = text(env);
    let told = env.see(&["export", "--update", "promotion.md"]);
    assert!(told.contains("nothing to do"), "{told}");
    assert_eq!(text(env), before);
}
