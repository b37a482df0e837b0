//! Confidential entries and listed terms occur in nothing that is made to be handed on, unless a flag asks for it; then the
//! form says so.

use crate::support::TestEnv;

/// Words that must occur nowhere: of a confidential entry, of private notes, of names, in every spelling.
const CONFIDENTIAL: [&str; 5] = ["CANARYTITLE", "CANARYWHY", "CANARYDID", "CANARYRESULT", "CANARYLABEL"];
const NAMES: [&str; 8] = ["acme", "zebra", "o’brien", "db-03", "10.20.0.7", "jane@", "hunter2", "canarynote"];

/// Whatever is made to be handed on. A form that is added is added here.
const FORMS: &[&[&str]] = &[
    &["export"],
    &["export", "--format", "json"],
    &["export", "--template", "staff-packet"],
    &["export", "--template", "brag"],
    &["export", "--template", "star"],
    &["export", "--template", "one-to-one"],
    &["export", "--template", "self-review"],
    &["export", "--template", "staff-packet", "--explain"],
    &["export", "--explain"],
    &["export", "--explain", "--format", "json"],
    &["export", "--check"],
    &["export", "--check", "--format", "json"],
    &["gap", "--format", "markdown"],
    &["gap", "--format", "markdown", "--verbose"],
    &["gap", "--format", "html"],
    &["gap", "--format", "html", "--verbose"],
    &["gap", "--format", "json"],
    &["gap", "--format", "json", "--verbose"],
    &["gap", "--as-of", "2026-11-21", "--format", "json"],
    &["gap", "--as-of", "2026-11-21", "--format", "markdown", "--verbose"],
    &["gap", "--format", "json", "--compare", "systems-engineer@4"],
    &["gap", "--format", "markdown", "--compare", "systems-engineer@4"],
    &["gap", "--format", "json", "--matrix"],
    &["gap", "--format", "markdown", "--matrix"],
    &["next", "--format", "json"],
];

/// Forms that count entries and tell none, so that there is nothing to ask for with a flag.
const COUNTS: &[&[&str]] = &[
    &["gap", "--trend", "--format", "json"],
    &["gap", "--trend", "--format", "markdown"],
    &["gap", "--trend", "--format", "html"],
    &["stats", "--format", "json"],
    &["target", "list", "--format", "json"],
];

fn journal() -> TestEnv {
    let env = TestEnv::with_target();
    let lines = r#"
{"title":"Sorted Acme's tickets by cause","date":"2026-03-02","project":"Zebra Bank","part":"led","tags":["CSMG@4","impact@4"],"context":"A third came from ACME-Corp, said O’Brien.","did":"Restarted db-03.prod.example.com at 10.20.0.7","result":"63 a week to 37","note":"CANARYNOTE","links":[{"url":"https://example.com/acme-corp/1","label":"Analysis"},{"url":"https://example.com/2","label":"AcmeCorp's page"},{"url":"https://wiki.corp/zebra","label":null}]}
{"title":"Untagged work for Acme Corp","date":"2026-03-03","note":"CANARYNOTE"}
{"title":"CANARYTITLE of the gateway","date":"2026-07-01","project":"CANARYTITLE","tags":["CSMG@5","impact@5"],"confidential":true,"context":"CANARYWHY","did":"CANARYDID","result":"CANARYRESULT 9 to 4","note":"CANARYNOTE","links":[{"url":"https://example.com/3","label":"CANARYLABEL"}]}
{"title":"CANARYTITLE without a tag","date":"2026-07-02","confidential":true,"did":"CANARYDID customers service support requests satisfaction complaints"}
{"title":"CANARYTITLE below","date":"2026-07-03","tags":["ASUP@3"],"confidential":true,"result":"CANARYRESULT"}
{"title":"CANARYTITLE of today","date":"2026-11-20","tags":["CSMG@4"],"confidential":true}
{"title":"Mailed jane@example.com the password=hunter2","date":"2026-07-04","tags":["ASUP@4","communication@4"],"result":"21 to 9"}
"#;
    env.write("in.jsonl", lines.trim_start());
    env.ok(&["-q", "import", "in.jsonl"]);
    env.ok(&["-q", "term", "add", "Acme", "Acme Corp", "Zebra Bank", "--kind", "customer"]);
    env.ok(&["-q", "term", "add", "O'Brien", "--kind", "person"]);
    env
}

/// What a form holds of some words, in any case.
fn held<'w>(text: &str, words: &[&'w str]) -> Vec<&'w str> {
    let text = text.to_lowercase();
    words.iter().copied().filter(|word| text.contains(&word.to_lowercase())).collect()
}

#[test]
fn no_form_tells_what_must_not_be_said() {
    let env = journal();
    for args in FORMS.iter().chain(COUNTS) {
        let output = env.output(args);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.len() > 50, "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(held(&text, &CONFIDENTIAL), [""; 0], "{args:?}: {text}");
        assert_eq!(held(&text, &NAMES), [""; 0], "{args:?}: {text}");
        assert!(!text.contains("Contains "), "{args:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(held(&said, &CONFIDENTIAL), [""; 0], "{args:?}: {said}");
    }
}

#[test]
fn with_the_flag_confidential_entries_are_told_and_names_are_not() {
    let env = journal();
    for args in FORMS {
        let output = env.output(&[args, &["--with-confidential"][..]].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(held(&text, &NAMES), [""; 0], "{args:?}: {text}");
        assert!(!text.contains("CANARYNOTE"), "{args:?}");
        if args.contains(&"--check") {
            continue;
        }
        assert!(text.contains("CANARYTITLE"), "{args:?}: {text}");
        if args.contains(&"json") {
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(json["confidential"].as_u64().unwrap() > 0, "{args:?}");
        } else {
            // The first lines of HTML are its head.
            let start = if args.contains(&"html") { text.find("<body").unwrap() } else { 0 };
            let head: Vec<&str> = text[start..].lines().take(8).collect();
            assert!(head.join("\n").contains("confidential entr"), "{args:?}: {head:?}");
        }
    }
}

#[test]
fn the_document_says_that_it_tells_confidential_entries_and_what_was_hidden() {
    let env = journal();
    let output = env.output(&["export", "--with-confidential", "-o", "all.md"]);
    assert!(output.status.success());
    let text = std::fs::read_to_string(env.path("all.md")).unwrap();
    let head: Vec<&str> = text
        .split("-->\n")
        .filter_map(|part| part.lines().next())
        .filter(|line| !line.starts_with("<!--"))
        .collect();
    assert_eq!(head.first(), Some(&"**Contains 1 confidential entry.**"), "{text}");
    insta::assert_snapshot!(String::from_utf8(env.output(&["export"]).stderr).unwrap(), @"
    Left out: 4 confidential, 1 untagged.
    Hidden: 2 customers, 1 person, 1 e-mail address, 1 IP address, 1 machine name and 1 key; promo term list shows the names
    Left out 2 links whose address gives a name away: entry 1
    ");
}

#[test]
fn a_strict_export_refuses_and_writes_nothing() {
    let env = journal();
    insta::assert_snapshot!(env.see(&["export", "--strict", "-o", "strict.md"]), @"
    --- stderr
    error: 2 entries name what must not be said, so nothing was written: entry 1: `ACME-Corp` (Customer A), `Acme` (Customer A), `AcmeCorp` (Customer A), `Zebra Bank` (Customer B), `O’Brien` (Person A), `10.20.0.7` (IP address), `db-03.prod.example.com` (host) and 2 links whose address gives a name away; entry 7: `jane@example.com` (e-mail address) and `hunt…` (key)
    Hint: promo edit ID changes the words; without --strict they are hidden
    --- exit 1
    ");
    assert!(!env.path("strict.md").exists());
    let clean = TestEnv::with_target();
    clean.ok(&["-q", "log", "Wrote the runbook", "-t", "CSMG@4"]);
    assert_eq!(clean.ok(&["export", "--strict"]), clean.ok(&["export"]));
}

/// A template of one's own that tells all there is and cites the first of it only.
const SPARING: &str = "{% for p in pieces %}
- {{ p.title }}{% if loop.first %} <!-- entries: {{ p.entries | join(', ') }} -->{% endif %}

{% endfor %}
";

#[test]
fn a_template_of_ones_own_hides_nothing_from_the_notice_and_the_strict_export() {
    let env = journal();
    for template in [SPARING, "{% for p in pieces %}\n- {{ p.title }}\n\n{% endfor %}\n"] {
        env.write("u.md", template);
        let own = |more: &[&str]| env.output(&[&["export", "--template", "./u.md"], more].concat());
        let text = String::from_utf8(own(&["--with-confidential"]).stdout).unwrap();
        assert!(text.contains("CANARYTITLE of the gateway"), "{text}");
        assert!(text.starts_with("**Contains 4 confidential entries.**\n"), "{text}");
        assert_eq!(own(&["-o", "all.md", "--with-confidential", "--force"]).status.code(), Some(0));
        let text = std::fs::read_to_string(env.path("all.md")).unwrap();
        assert!(text.contains("**Contains 4 confidential entries.**\n"), "{text}");
        for more in [&["--strict"][..], &["--strict", "-o", "strict.md"], &["--strict", "--clean"]] {
            let output = own(more);
            assert_eq!(output.status.code(), Some(1), "{more:?}");
            assert!(output.stdout.is_empty(), "{more:?}");
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.starts_with("error: 3 entries name what must not be said"), "{said}");
        }
        assert!(!env.path("strict.md").exists());
    }
}

#[test]
fn what_is_left_out_is_told_whether_or_not_a_document_shows_what_it_cites() {
    let env = journal();
    for template in ["brag", "self-review", "staff-packet"] {
        let said = |more: &[&str]| {
            let output = env.output(&[&["export", "--template", template], more].concat());
            String::from_utf8(output.stderr).unwrap()
        };
        assert_eq!(said(&["--clean"]), said(&[]), "{template}");
    }
    insta::assert_snapshot!(env.see(&["export", "--template", "brag", "--clean", "-o", "brag.md"]), @"
    --- stdout
    brag.md
    --- stderr
    Left out: 4 confidential.
    Hidden: 2 customers, 1 person, 1 e-mail address, 1 IP address, 1 machine name and 1 key; promo term list shows the names
    Left out 2 links whose address gives a name away: entry 1
    --- exit 0
    ");
    // Nobody can tell what is left out where nothing is cited.
    env.write("u.md", "{% for p in pieces %}\n- {{ p.title }}\n\n{% endfor %}\n");
    insta::assert_snapshot!(env.see(&["export", "--template", "./u.md"]), @r"
    --- stdout
    - Mailed \[e-mail address\] the password=\[key\]

    - Untagged work for Customer A

    - Sorted Customer A's tickets by cause
    --- stderr
    Hidden: 2 customers, 1 person, 1 e-mail address, 1 IP address, 1 machine name and 1 key; promo term list shows the names
    Left out 2 links whose address gives a name away: entry 1
    --- exit 0
    ");
    let explained = env.output(&["export", "--template", "./u.md", "--explain"]);
    insta::assert_snapshot!(String::from_utf8(explained.stderr).unwrap(), @"
    The template cites nothing, so it is not known what it tells: <!-- entries: 3 --> cites entry 3.
    ");
}

#[test]
fn what_shows_the_journal_to_its_owner_says_everything() {
    let env = journal();
    for args in [
        &["list"][..],
        &["list", "--format", "json"],
        &["show", "3"],
        &["search", "canarytitle"],
        &["gap"],
        &["dump"],
    ] {
        assert!(env.ok(args).contains("CANARYTITLE"), "{args:?}");
    }
    let said = String::from_utf8(env.output(&["dump"]).stderr).unwrap();
    assert_eq!(said, "4 confidential entries are in this dump, which is for you alone.\n");
    assert!(env.ok(&["show", "1"]).contains("Sorted Acme's tickets"));
}

#[test]
fn a_file_that_names_a_term_fails_the_check() {
    let env = journal();
    let text = env.ok(&["-q", "export"]).replace("Customer A's tickets", "Acme's tickets");
    env.write("mine.md", &text);
    let output = env.output(&["export", "--check", "mine.md"]);
    assert_eq!(output.status.code(), Some(3));
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(found.contains("`Acme` is a listed term"), "{found}");
}

#[test]
fn what_became_confidential_is_found_by_its_words_and_a_new_term_by_its_name() {
    let env = journal();
    env.ok(&["-q", "log", "Told the export's owners why their invoices were wrong", "-t", "CSMG@4,impact@4"]);
    env.ok(&["-q", "log", "Wrote the runbook for the night shift of the gateway", "-t", "ASUP@4"]);
    env.ok(&["-q", "export", "-o", "p.md"]);
    env.ok(&["-q", "export", "--clean", "p.md", "-o", "copy.md"]);
    env.ok(&["-q", "edit", "8", "--confidential"]);
    let check = |env: &TestEnv| {
        let told = env.output(&["export", "--check", "copy.md", "--format", "json"]).stdout;
        let told: serde_json::Value = serde_json::from_slice(&told).unwrap();
        let found = told["findings"].as_array().unwrap().clone();
        found.into_iter().filter(|found| found["code"] == "confidential").collect::<Vec<_>>()
    };
    let found = check(&env);
    assert!(!found.is_empty() && found.iter().all(|found| found["entries"][0] == 8), "{found:?}");
    // Somebody edits the line, and lists a name that stands in it.
    let text = std::fs::read_to_string(env.path("p.md")).unwrap();
    env.write("p.md", text.replace("Told the export", "In May she told the export"));
    env.ok(&["-q", "term", "add", "May"]);
    for args in [&["-q", "export", "--update", "p.md"][..], &["-q", "export", "--clean", "p.md"]] {
        let told = String::from_utf8(env.output(args).stderr).unwrap();
        assert!(told.contains("entry 8, which is confidential: take"), "{told}");
        assert!(told.contains("says `May`, a listed term: write Name A"), "{told}");
    }
    // Words that an entry which may be told has, too, are no secret.
    env.ok(&["-q", "log", "Again told the export's owners why their invoices were wrong"]);
    assert_eq!(check(&env).len(), 0);
    env.ok(&["-q", "rm", "10"]);
    assert!(!check(&env).is_empty());
    let told = env.output(&["export", "--check", "copy.md", "--with-confidential"]);
    assert!(!String::from_utf8(told.stdout).unwrap().contains("Confidential entries"));
}

#[test]
fn a_listed_name_of_the_profile_is_hidden_like_any_other() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "init", "--manager", "Graham Tolley"]);
    env.ok(&["-q", "log", "Halved it for Acme", "-t", "ASUP@4"]);
    env.ok(&["-q", "term", "add", "Graham Tolley", "--kind", "person"]);
    for template in ["gitlab", "one-to-one"] {
        let told = env.ok(&["-q", "export", "--template", template]);
        assert!(told.contains("Person A") && !told.contains("Tolley"), "{told}");
    }
    let refused = env.see(&["export", "--strict"]);
    assert!(
        refused.contains("your profile names what must not be said, so nothing was written: your profile: `Graham Tolley` (Person A)"),
        "{refused}"
    );
    env.ok(&["-q", "term", "add", "Acme", "--kind", "customer"]);
    assert!(env.see(&["export", "--strict"]).contains("your profile and 1 entry name what must not be said"));
}
