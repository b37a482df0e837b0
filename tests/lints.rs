//! The lints of the document over `tests/fixtures/lints`: what is clean raises no alarm but those of [`ACCEPTED`], what is
//! faulty has those that stand beside it, one a line: `LINE LEVEL CODE [ENTRIES] FOUND`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use promo::domain::document::choice::Reason;
use promo::domain::ids::{EntryNo, Level};
use promo::domain::lint::{
    CitedEntry, Diagnostic, LintConfig, LintContext, LintReport, RULES, Severity, lint,
};
use promo::domain::redact::shingle_index::ShingleIndex;
use promo::domain::redact::{Term, TermKind, Terms};
use proptest::prelude::*;

/// The journal of the fixtures: what is wrong with an entry, and its day.
const ENTRIES: [(u32, Option<Reason>, &str); 11] = [
    (1, None, "2026-03-02"),
    (2, None, "2025-12-01"),
    (3, None, "2026-10-07"),
    (4, Some(Reason::Below), "2026-05-01"),
    (5, None, "2026-09-01"),
    (6, Some(Reason::Confidential), "2026-05-01"),
    (7, None, "2026-10-01"),
    (8, Some(Reason::Helped), "2026-11-01"),
    (9, Some(Reason::Helped), "2026-05-01"),
    (10, Some(Reason::Replaced), "2026-05-01"),
    (12, None, "2026-05-01"),
];

const NAMES: [&str; 9] = [
    "Customer service support",
    "Content design and authoring",
    "Application support",
    "Problem management",
    "Incident management",
    "Change control",
    "Release management",
    "Systems integration and build",
    "Lead Support Engineer",
];

fn checked(text: &str, rules: LintConfig<'_>) -> LintReport {
    let entries = ENTRIES.map(|(id, reason, date)| CitedEntry {
        id: EntryNo(id),
        date: date.parse().unwrap(),
        reason,
        assumed: (id == 12).then_some("ASUP"),
    });
    let term = Term { text: "Zebra Bank".into(), kind: TermKind::Customer, alias: Some("Customer A".into()) };
    let terms = Terms::new([term]);
    let mut echoes = ShingleIndex::default();
    echoes.add(EntryNo(6), "Told the largest customer why their invoices had been wrong for a year");
    let facts = LintContext {
        today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        level: Level::known(4),
        entries: &entries,
        values: &["Impact", "Collaboration", "Security and ethics", "Communication"],
        names: &NAMES,
        terms: &terms,
        echoes: &echoes,
    };
    lint(text, &facts, rules)
}

fn told(report: &LintReport) -> String {
    let line = |one: &Diagnostic| {
        let ids: Vec<String> = one.entries.iter().map(EntryNo::to_string).collect();
        format!("{} {} {} [{}] {}\n", one.line, one.severity.word(), one.rule.code, ids.join(" "), one.found)
    };
    report.diagnostics.iter().map(line).collect()
}

fn fixtures(start: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lints");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.starts_with(start) && name.ends_with(".md")
    });
    files.sort();
    assert!(files.len() > 1, "{start}");
    files
}

fn sections() -> [String; 3] {
    ["What changed", "Who it helped", "What is next?"].map(str::to_owned)
}

/// What a fixture is held against: `*-sections` is a document of one's own with sections, any other GitLab's.
fn rules_of<'r>(file: &Path, sections: &'r [String]) -> LintConfig<'r> {
    let name = file.file_stem().unwrap().to_string_lossy();
    if !name.ends_with("-sections") {
        return LintConfig::default();
    }
    LintConfig {
        words: None,
        section_words: Some(20),
        results: None,
        sections,
        third_person: false,
        first_person: true,
        values: false,
        at_level: false,
        last: false,
    }
}

/// Warnings on clean text that are put up with, since the phrase is a fault in most other places.
const ACCEPTED: [(&str, &str); 4] = [
    ("clean-by-hand", "13 warning filler [] were impressed"),
    ("clean-marks", "45 warning number-without-baseline [] The MTTR fell to 40 minutes"),
    ("clean-marks", "173 warning number-without-baseline [] The role-based access list grew to 40 roles"),
    ("clean-names", "13 warning filler [] were impressed"),
];

#[test]
fn clean_text_raises_few_alarms() {
    let sections = sections();
    let mut lines = 0;
    for file in fixtures("clean") {
        let text = fs::read_to_string(&file).unwrap();
        let rules = LintConfig { last: true, ..rules_of(&file, &sections) };
        let name = file.file_stem().unwrap().to_string_lossy();
        let accepted = ACCEPTED.iter().filter(|(accepted, _)| *accepted == name);
        let accepted: String = accepted.map(|(_, line)| format!("{line}\n")).collect();
        assert_eq!(told(&checked(&text, rules)), accepted, "{}", file.display());
        lines += text.lines().filter(|line| !line.trim().is_empty()).count();
    }
    assert!(ACCEPTED.len() * 100 <= lines * 2, "{} in {lines} lines", ACCEPTED.len());
}

#[test]
fn each_fault_is_found_where_it_is() {
    let mut codes: Vec<&str> = Vec::new();
    let sections = sections();
    for file in fixtures("faulty") {
        let report = checked(&fs::read_to_string(&file).unwrap(), rules_of(&file, &sections));
        let beside = file.with_extension("expected");
        assert_eq!(told(&report), fs::read_to_string(&beside).unwrap(), "{}", file.display());
        codes.extend(report.diagnostics.iter().map(|finding| finding.rule.code));
    }
    let missing: Vec<_> =
        RULES.iter().map(|rule| rule.code).filter(|code| *code != "words" && !codes.contains(code)).collect();
    assert!(missing.is_empty(), "no fixture has {missing:?}");
}

#[test]
fn rules_follow_the_document() {
    let has = |text: &str, rules: LintConfig| -> Vec<(&str, Severity)> {
        let report = checked(text, rules);
        let told = report.diagnostics.iter().filter(|finding| finding.rule.code != "value-not-shown");
        told.map(|finding| (finding.rule.code, finding.severity)).collect()
    };
    let free = LintConfig { results: None, third_person: false, words: Some(10), ..LintConfig::default() };
    assert_eq!(has("I led it.", free), []);
    assert_eq!(has("one two three four five six seven eight", free), []);
    assert_eq!(has("a b c d e f g h i", free), [("words", Severity::Warning)]);
    assert_eq!(has("a b c d e f g h i j k", free), [("words", Severity::Error)]);
    assert_eq!(has("TODO: say", free), [("placeholder", Severity::Info)]);
    assert_eq!(has("TODO: say", LintConfig { last: true, ..free }), [("placeholder", Severity::Error)]);
}

/// Results may stand under headings, or under bold labels with a number.
#[test]
fn results_are_counted_however_they_are_set() {
    let has = |text: &str| {
        checked(text, LintConfig::default()).diagnostics.iter().any(|finding| finding.rule.code == "results")
    };
    for text in [
        "## Business Results\n\n### Result 1\n\n### Result 2\n\n### Result 3\n",
        "## Business Results\n\n### Gateway\n\n#### Why\n\n### Search\n\n### Billing\n",
        "## Business Results\n\n**Result 1: gateway**\n\na\n\n**Result 2**\n\nb\n\n**Result 3**\n\nc\n",
        "## Business Results\n\n**1. Gateway**\n\na\n\n**2. Search**\n\nb\n\n**3. Billing**\n\n**Impact**\n\nc\n",
    ] {
        assert!(!has(text), "{text}");
    }
    for text in [
        "## Business Results\n\n**Result 1**\n\na\n\n**Result 2**\n\nb\n",
        "## Business Results\n\n### One\n\n### Two\n\n### Three\n\n### Four\n",
        "## Business Results\n\na\n\n## Values\n\n**1. a**\n\n**2. b**\n\n**3. c**\n",
    ] {
        assert!(has(text), "{text}");
    }
}

/// A value is shown under a heading or a label of its name, and in however many capitals.
#[test]
fn values_are_known_however_they_are_set() {
    let missing = |text: &str| {
        let report = checked(text, LintConfig { results: None, ..LintConfig::default() });
        let told = report.diagnostics.into_iter().filter(|finding| finding.rule.code == "value-not-shown");
        told.map(|finding| finding.found).collect::<Vec<_>>()
    };
    let text = "### Impact\n\nShe moved it.\n\n**Communication**\n\nShe wrote.\n\n\
                - **Security & Ethics:** She had the tokens revoked.\n- Collaboration: with two teams.\n";
    assert_eq!(missing(text), Vec::<String>::new());
    let text = "### Impact\n\nTODO: say\n\n**Communication**\n\nIts impact, and collaboration.\n";
    assert_eq!(missing(text), ["Collaboration", "Security and ethics", "Impact"]);
}

/// Who tells any work, in whatever person, may well tell what comes next.
#[test]
fn potential_matters_where_evidence_does() {
    let has = |rules: LintConfig| {
        let report = checked("# Ada\n\nShe is ready for the next level.", rules);
        report.diagnostics.iter().any(|finding| finding.rule.code == "potential")
    };
    assert!(has(LintConfig::default()));
    assert!(!has(LintConfig { at_level: false, ..LintConfig::default() }));
}

/// Text that takes long where something is looked for again and again.
#[test]
fn long_documents_take_little_time() {
    let twenty_pages = fs::read_to_string(fixtures("faulty").pop().unwrap()).unwrap()
        + &fs::read_to_string(fixtures("clean").first().unwrap().with_file_name("clean-gitlab.md"))
            .unwrap()
            .repeat(20);
    let started = Instant::now();
    checked(&twenty_pages, LintConfig::default());
    // A build without optimisation takes many times what a release does.
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    for piece in [
        "[",
        "](",
        "[a](",
        "[1](x) ",
        "“",
        "\"",
        "`",
        "``",
        "<!--",
        "`<!-- -->`",
        "```\n",
        "\\<!--",
        "<!-- entries: 1-9999 -->",
        "**",
        "|",
        "> ",
        "a ",
        "I ",
        "SLA ",
        "<a:",
        "![](",
        "# ",
        "TODO: ",
        "$9 ",
        "very ",
        "She has the potential to ",
        "exceeds ",
        "a top performer ",
        "her pay ",
        "'a ",
        "ABC (a) ",
        "ABCDEF ",
        "much faster ",
        "9 of ",
        "- **Impact:** x\n",
        "1. ",
        "\n=\n",
        "@a. ",
        "[x]: y\n",
    ] {
        let text = piece.repeat((100_000 / piece.len()).max(1));
        let started = Instant::now();
        checked(&text, LintConfig::default());
        assert!(started.elapsed() < Duration::from_secs(10), "{piece}: {:?}", started.elapsed());
    }
}

proptest! {
    #[test]
    fn no_text_does_harm(text in "(\\PC|[-#>*_`\\[\\]()<>!:|\\\\\n “”\"€$0-9aI]){0,200}") {
        let report = checked(&text, LintConfig::default());
        let lines = text.lines().count().max(1);
        for finding in &report.diagnostics {
            prop_assert!((1..=lines).contains(&finding.line), "{finding:?} of {lines}");
        }
    }
}

#[test]
fn what_nobody_reads_to_its_end_is_told_to_be_too_long() {
    let text = "I am Zebra Bank\n\n".repeat(30_000);
    let report =
        checked(&text, LintConfig { words: None, results: None, values: false, ..LintConfig::default() });
    let codes: Vec<&str> = report.diagnostics.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes[..2], ["term", "words"]);
    assert!(!codes.contains(&"first-person") && report.words == 120_000);
}
