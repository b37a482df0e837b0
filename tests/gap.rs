//! `promo gap`: the sample year judged at each width and in each format, and what stops it.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::inside::{self, terminal};
use crate::support::{TestEnv, assert_golden, mask_uids, schema};

/// The sample's report at a terminal so many columns wide.
fn at_columns(env: &TestEnv, columns: u16, args: &[&str]) -> String {
    env.at_columns(columns, &[&["gap"], args].concat())
}

#[test]
fn the_sample_year_is_judged() {
    assert_golden!("gap-80", TestEnv::with_sample_year().see(&["gap"]));
}

#[test]
fn colour_comes_with_the_words_and_never_alone() {
    let env = TestEnv::with_sample_year();
    let colored = env.ok(&["--color", "always", "gap", "--role", "support-engineer", "--level", "3"]);
    assert_snapshot!(colored.replace('\u{1b}', "␛").lines().take(12).collect::<Vec<_>>().join("\n"), @"
    ␛[1mSenior Support Engineer (level 3) · 40 entries to 2026-11-22␛[0m

      ␛[1m6 of 10 met␛[0m   ␛[32m████████████░░░░░░░░␛[0m   1 stale · 2 thin · 1 missing

    ␛[1m  Skills␛[0m
      ␛[33m! stale        ␛[0mINCA@3  Content design and authoring          ▁····   4 entries
                     newest 2025-10-12, older than 12 months
                     ask: Can you show this? Readers' answers to the questions you
                       asked before writing a guide, and the outline that came out
                       of them.
      ␛[32m✓ met          ␛[0mCSMG@3  Customer service support              ▂▃▃▄▂  14 entries
                     5 projects, 5 quarters, newest 2026-11-03
    ");
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((text, after)) = rest.split_once('\u{1b}') {
        plain.push_str(text);
        rest = after.split_once('m').unwrap().1;
    }
    assert_eq!(plain + rest, env.ok(&["gap", "--role", "support-engineer", "--level", "3"]));
}

#[test]
fn nothing_is_lost_at_any_width() {
    let env = TestEnv::with_sample_year();
    let words = |columns| -> Vec<String> {
        let text = at_columns(&env, columns, &["--verbose"]);
        let words = text.split_whitespace().filter(|word| word.len() > 3 && !word.contains(['█', '░']));
        words.map(|word| word.trim_matches([';', ',', '(', ')']).to_owned()).collect()
    };
    let at_80 = words(80);
    for columns in [120, 60, 40] {
        let here = words(columns);
        for word in &at_80 {
            assert!(here.contains(word), "{columns}: {word}");
        }
    }
}

#[test]
fn each_width_and_each_addition_reads_well() {
    let env = TestEnv::with_sample_year();
    assert_golden!("gap-120", at_columns(&env, 120, &[]));
    assert_golden!("gap-60", at_columns(&env, 60, &[]));
    assert_golden!("gap-40", at_columns(&env, 40, &[]));
    assert_golden!("gap-20", at_columns(&env, 20, &[]));
    assert_golden!("gap-verbose", env.see(&["gap", "--verbose"]));
    assert_golden!("gap-verbose-40", at_columns(&env, 40, &["--verbose"]));
    assert_golden!("gap-cumulative", env.see(&["gap", "--cumulative"]));
    assert_golden!("gap-attributes", env.see(&["gap", "--with", "attributes"]));
    assert_golden!("gap-systems-6", env.see(&["gap", "--role", "systems-engineer", "--level", "6"]));
    assert_golden!("gap-support-7", env.see(&["gap", "--role", "support-engineer", "--level", "7"]));
    assert_golden!("gap-last-6m", env.see(&["gap", "--last", "6m"]));
    assert_golden!("gap-2025", env.see(&["gap", "--since", "2025-08-01", "--until", "2025-12-31"]));
}

#[test]
fn the_page_in_markdown_and_html() {
    let env = TestEnv::with_sample_year();
    assert_golden!("gap-markdown", env.see(&["gap", "--format", "markdown"]));
    assert_golden!(
        "gap-markdown-verbose",
        env.see(&["gap", "--format", "markdown", "--verbose", "--last", "2m"])
    );
    assert_golden!("gap-html", env.see(&["gap", "--format", "html"]));
}

#[test]
fn the_html_page_loads_and_runs_nothing() {
    let env = TestEnv::with_target();
    env.ok(&["log", "<script>alert(1)</script> & \"'</td>\u{202e}", "-t", "ASUP@4"]);
    let html = env.ok(&["gap", "--format", "html", "--verbose"]);
    assert!(
        html.contains(
            "&lt;script&gt;alert(1)&lt;&#x2f;script&gt; &amp; &quot;&#x27;&lt;&#x2f;td&gt;\\u{202e}"
        ),
        "{html}"
    );
    for never in [
        "<script",
        "<link",
        "<img",
        "<iframe",
        "<form",
        " style=",
        " on",
        "http:",
        "https:",
        "url(",
        "@import",
        "javascript:",
    ] {
        let found = html.match_indices(never).map(|(at, _)| &html[at..(at + 20).min(html.len())]);
        // Words of the page may start with "on".
        let bad: Vec<&str> = found
            .filter(|text| {
                never != " on"
                    || text
                        .split('=')
                        .next()
                        .is_some_and(|name| text.contains('=') && !name.trim().contains(' '))
            })
            .collect();
        assert_eq!(bad, [""; 0], "{never}");
    }
    // The one style block is the one that the policy lets through.
    let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = base64(&sha256(style.as_bytes()));
    let policy = format!(
        "content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\""
    );
    assert!(html.contains(&policy), "the template's hash must be {hash}");
    assert_eq!(html.matches("<style").count(), 1);
}

pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).to_vec()
}

pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let chunk = |three: &[u8]| {
        let number = (0..3).fold(0, |sum, at| sum << 8 | usize::from(*three.get(at).unwrap_or(&0)));
        let digit = |at: usize| match at <= three.len() {
            true => char::from(DIGITS[number >> (18 - 6 * at) & 63]),
            false => '=',
        };
        [digit(0), digit(1), digit(2), digit(3)].into_iter().collect::<String>()
    };
    bytes.chunks(3).map(chunk).collect()
}

#[test]
fn the_json_is_the_one_described() {
    let env = TestEnv::with_sample_year();
    let text = env.ok(&["gap", "--format", "json"]);
    assert_golden!("gap-json", mask_uids(&text));
    let described = schema::read("gap.schema.json");
    for args in [
        &["gap", "--format", "json"][..],
        &["gap", "--format", "json", "--last", "1m", "--cumulative"],
        &["gap", "--format", "json", "--verbose"],
    ] {
        assert_eq!(schema::faults(&described, &env.json(args)), [""; 0]);
    }
    let report: Value = serde_json::from_str(&text).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(
        keys(&report),
        "confidential criteria not_counted rules schema summary target today untagged window"
    );
    for criterion in report["criteria"].as_array().unwrap() {
        assert_eq!(
            keys(criterion),
            "at_level confidential entries evidence failed key kind latest level name near next projects quarters read_level statements status with_link with_result"
        );
        let met = criterion["status"] == "met";
        assert_eq!(criterion["next"].is_null(), met, "{criterion}");
        assert!(!met || criterion["near"].as_array().unwrap().is_empty(), "{criterion}");
        for near in criterion["near"].as_array().unwrap() {
            assert_eq!(keys(near), "command id title uid why");
        }
    }
}

#[test]
fn a_gap_is_found_by_check() {
    let env = TestEnv::with_sample_year();
    assert_eq!(env.output(&["gap", "--check"]).status.code(), Some(3));
    assert_eq!(env.output(&["gap"]).status.code(), Some(0));
    env.write(
        "off.toml",
        "[rules]\nentries = 0\nspread = 0\nmonths = 0\nresults = 0\nlinks = 0\nstated = 0\nown = 0\n",
    );
    env.ok(&["log", "Reported a leak", "-t", "security-and-ethics@4,ASUP@4"]);
    let output = env.output(&["--config", "off.toml", "gap", "--check"]);
    assert_eq!(output.status.code(), Some(0));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("10 of 10 met") && out.ends_with("\nRules: none\n"), "{out}");
}

#[test]
fn settings_change_the_rules_and_are_printed() {
    let env = TestEnv::with_target();
    env.write(".config/promo/config.toml", "[rules]\nentries = 1\nspread = 1\nmonths = 6\n");
    env.ok("log 'Cut the restart time' -t ASUP@4 --result '9 to 4' --link https://example.com/1");
    let report = env.ok(&["gap"]);
    assert_snapshot!(report.lines().filter(|line| line.contains("ASUP@4") || line.contains("Rules")).collect::<Vec<_>>().join("\n"), @r"
      ✓ met          ASUP@4  Application support                    ····▁  1 entry
    Rules: 1 entry at the level · 1 project or quarter · newest within 6 months
    ");
    assert_eq!(env.json(&["gap", "--format", "json"])["rules"]["months"], 6);
}

#[test]
fn an_empty_journal_with_a_target_shows_the_way() {
    assert_golden!("gap-empty", TestEnv::with_target().see(&["gap", "--level", "1"]));
}

#[test]
fn what_cannot_be_judged_is_told() {
    let mut env = TestEnv::new();
    assert_snapshot!(env.see(&["gap"]), @r"
    --- stderr
    error: there is no journal at `~/.local/share/promo/journal.db`
    Hint: make one with promo init, or try promo demo
    --- exit 1
    ");
    env.ok(&["log", "Wrote the runbook"]);
    assert_snapshot!(env.see(&["gap"]), @r"
    --- stderr
    error: this journal has no target yet
    Hint: promo init, or name one for this once: --role support-engineer --level 4
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--role", "support-enginer", "--level", "4"]), @r"
    --- stderr
    error: no role `support-enginer` in `engineering`
    Hint: did you mean `support-engineer`?
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--role", "support-engineer", "--level", "9"]), @"
    --- stderr
    error: no level `9` in `engineering`
    Hint: `support-engineer` has 1 (Associate Support Engineer), 2 (Support Engineer), 3 (Senior Support Engineer), 4 (Lead Support Engineer), 5 (Principal Support Engineer), 6 (Distinguished Support Engineer) and 7 (Chief Support Engineer)
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--role", "support-engineer", "--level", "4", "--with", "virtues"]), @r"
    --- stderr
    error: no group `virtues` in `engineering`
    Hint: there are `behaviours` and `attributes`
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--role", "support-engineer", "--level", "4", "--last", "soon"]), @r"
    --- stderr
    error: `soon` is not a span of time
    Hint: write --last 90d, 2w, 6m or 1y
    --- exit 1
    ");
    env.write("broken.toml", "[rules]\nentries = \"many\"\n");
    env.set("PROMO_CONFIG", "broken.toml");
    assert_snapshot!(env.see(&["gap", "--role", "support-engineer", "--level", "4"]), @r#"
    --- stderr
    error: `broken.toml`, line 2: `entries`: invalid type: string "many", expected a whole number from 0 to 65535
    Hint: the keys are [rules] entries, spread, months, results, links, stated and own, and [document] words
    --- exit 1
    "#);
}

#[test]
fn a_fixed_source_date_is_told() {
    let mut env = TestEnv::with_sample_year();
    env.set("SOURCE_DATE_EPOCH", "1793491200");
    let output = env.output(&["gap"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "Judged as of 2026-11-01 (SOURCE_DATE_EPOCH).\n");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains(" to 2026-11-01\n") && out.contains("3 of days to come"), "{out}");
}

/// A stream that keeps what it is given until it is flushed, as stdout does.
#[derive(Clone, Default)]
struct Screen(Rc<RefCell<Vec<u8>>>);

struct Held(Screen, Vec<u8>);

impl io::Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.0.borrow_mut().append(&mut self.1);
        Ok(())
    }
}

impl io::Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a person sees who has both streams on one screen.
fn on_screen(env: &TestEnv, columns: u16, args: &[&str]) -> String {
    let screen = Screen::default();
    let mut out = Held(screen.clone(), Vec::new());
    inside::run_into(env, terminal(columns), args, &mut out, &mut screen.clone());
    let bytes = screen.0.borrow().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_log_at_a_terminal_tells_what_it_moved_behind_its_answer() {
    let env = TestEnv::with_target();
    let mut seen = on_screen(&env, 80, &["log", "Cut the restart time", "-t", "ASUP"]);
    for key in
        ["INCA", "CSMG", "impact", "technical-skills", "collaboration", "problem-solving", "communication"]
    {
        seen.push_str(&on_screen(&env, 80, &["log", key, "-t", &format!("{key}@4")]));
    }
    for (tag, date) in [("ASUP@4", "2026-11-20"), ("ASUP@4", "3m"), ("improvement-mindset@3", "yesterday")] {
        seen.push_str(&on_screen(&env, 80, &["log", "More", "-t", tag, "-d", date]));
    }
    seen.push_str(&on_screen(
        &env,
        80,
        &["log", "The last of it", "-t", "ASUP@4", "--result", "9 to 4", "--link", "https://example.com/1"],
    ));
    seen.push_str(&on_screen(&env, 80, &["log", "Team dinner"]));
    assert_golden!("gap-a-log-at-a-terminal-tells-what-it-moved-behind-its-answer", seen);
}
