//! `promo gap --compare`: two targets beside each other, at each width and in each format, and what stops it.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::gap::{base64, sha256};
use crate::support::{TestEnv, assert_golden, schema};

fn at_columns(env: &TestEnv, columns: u16, args: &[&str]) -> String {
    env.at_columns(columns, &[&["gap"], args].concat())
}

#[test]
fn the_sample_year_beside_another_target() {
    let env = TestEnv::with_sample_year();
    let other = ["--compare", "support-engineer@3"];
    assert_golden!("compare-80", at_columns(&env, 80, &other));
    assert_golden!("compare-120", at_columns(&env, 120, &["--compare", "gitlab-support/support-engineer@4"]));
    assert_golden!("compare-40", at_columns(&env, 40, &other));
    assert_golden!(
        "compare-markdown",
        env.see(&["gap", "--compare", "qa-engineer@4", "--format", "markdown"])
    );
    assert_golden!("compare-html", env.see(&["gap", "--compare", "qa-engineer@4", "--format", "html"]));
}

#[test]
fn nothing_is_told_by_colour_alone_or_lost_at_any_width() {
    let env = TestEnv::with_sample_year();
    let other = ["gap", "--compare", "systems-engineer@5"];
    let colored = env.ok(&[&["--color", "always"], &other[..]].concat());
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((text, after)) = rest.split_once('\u{1b}') {
        plain.push_str(text);
        rest = after.split_once('m').unwrap().1;
    }
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&(plain + rest)), trimmed(&env.ok(&other)));
    let words = |columns| -> Vec<String> {
        let text = at_columns(&env, columns, &other[1..]);
        text.split_whitespace().map(|word| word.trim_matches([',', ';', ':']).to_owned()).collect()
    };
    let at_80 = words(80);
    for columns in [120, 60, 40] {
        let here = words(columns);
        for word in at_80.iter().filter(|word| word.len() > 3) {
            assert!(here.contains(word), "{columns}: {word}");
        }
    }
}

#[test]
fn what_programs_read_is_as_its_schema_says_and_as_each_report_says() {
    let env = TestEnv::with_sample_year();
    env.ok(&["-q", "target", "add", "systems-engineer@5", "--due", "2027-09-01"]);
    env.ok(&["-q", "target", "add", "gitlab-support/support-engineer@4"]);
    let root = schema::read("gap-compare.schema.json");
    for (other, by) in [
        ("2", &["--role", "systems-engineer", "--level", "5"][..]),
        ("gitlab-support/support-engineer@4", &["--framework", "gitlab-support", "--level", "4"]),
        ("support-engineer@senior", &["--level", "3"]),
        (
            "Support-Ladder/support-engineer@4",
            &["--framework", "support-ladder", "--role", "support-engineer"],
        ),
    ] {
        let shown = env.json(&["gap", "--compare", other, "--format", "json"]);
        assert_eq!(schema::faults(&root, &shown), [""; 0], "{other}");
        let [this, that] = [&[][..], by].map(|by| env.json(&[&["gap", "--format", "json"], by].concat()));
        for (side, report) in [("this", this), ("other", that)] {
            assert_eq!(shown[side]["met"], report["summary"]["met"], "{other}");
            assert_eq!(shown[side]["criteria"], report["summary"]["criteria"]);
            assert_eq!(shown[side]["framework"], report["target"]["framework"]);
            for one in report["criteria"].as_array().unwrap() {
                let rows = shown["criteria"].as_array().unwrap();
                let row = rows.iter().find(|row| row["key"] == one["key"] && !row[side].is_null()).unwrap();
                for field in ["status", "level", "evidence", "at_level", "failed"] {
                    assert_eq!(row[side][field], one[field], "{other} {}", one["key"]);
                }
            }
        }
    }
    let due = env.json(&["gap", "--compare", "2", "--format", "json"])["other"]["due"].clone();
    assert_eq!(due, json!("2027-09-01"));
}

#[test]
fn html_and_markdown_hold_what_is_in_an_entry_as_text() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "<script>alert(1)</script> | *x*", "-t", "impact@5"]);
    let html = env.ok(&["gap", "--compare", "qa-engineer@4", "--format", "html"]);
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
    let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let hash = base64(&sha256(style.as_bytes()));
    assert!(html.contains(&format!("'sha256-{hash}'")), "{hash}");
    let markdown = env.ok(&["gap", "--compare", "qa-engineer@4", "--format", "markdown"]);
    assert!(markdown.contains(r"\<script\>alert(1)\</script\> \| \*x\*"), "{markdown}");
}

#[test]
fn what_stops_it_is_told() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "target", "add", "qa-engineer@4"]);
    let mut told = String::new();
    for other in ["support-engineer@4", "1", "9", "oops", "oops@4", "qa-engineer@9", "nothing/qa-engineer@4"]
    {
        let output = env.output(&["gap", "--compare", other]);
        assert_eq!(output.status.code(), Some(1), "{other}");
        told.push_str(&format!("{other}\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    assert_golden!("compare-what-stops-it-is-told", told);
    env.ok(&["-q", "target", "rm", "1"]);
    assert_snapshot!(env.see(&["gap", "--compare", "2"]), @"
    --- stderr
    error: none of this journal's targets is in use
    Hint: promo target use qa-engineer@4; promo target list shows all
    --- exit 1
    ");
    // What is named for this once can stand beside it.
    let shown = env.json("gap --compare 2 --role support-engineer --level 4 --format json");
    let names: Vec<&Value> = vec![&shown["this"]["name"], &shown["other"]["name"]];
    assert_eq!(names, ["support-engineer@4", "qa-engineer@4"]);
    assert_eq!(env.output(&["gap", "--compare", "2", "--check"]).status.code(), Some(2));
}
