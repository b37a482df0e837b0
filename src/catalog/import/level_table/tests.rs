//! Tables read as levels: each layout by a small one.

use proptest::prelude::*;

use super::super::blocks;
use super::super::{ImportHints, html, markdown};
use super::*;

fn source<'s>(text: &'s str, hints: &'s ImportHints) -> Source<'s> {
    Source { file: "a.md", extension: "md".to_owned(), text, hints }
}

fn reading_of(text: &str, hints: &ImportHints, of_level: bool) -> (bool, Reading) {
    let source = source(text, hints);
    let mut reading = Reading::new(&source, "table");
    if of_level {
        reading
            .levels
            .push(RawLevel { name: super::super::levels::parse_level("L3"), ..RawLevel::default() });
        reading.level = Some(0);
    }
    let page = if text.starts_with('<') { html::parse_html(text) } else { markdown::parse_markdown(text) };
    let mut any = false;
    for block in &page.blocks {
        if let blocks::BlockContent::Table(table) = &block.kind {
            any |= read(&source, table, block.line, &mut reading);
        }
    }
    (any, reading)
}

/// The levels in a line, then each criterion: `group > name: L1 a + b; L2 c`.
pub fn told_of(reading: &Reading) -> Vec<String> {
    let name = |level: usize| {
        let level = &reading.levels[level];
        let track = level.track.as_ref().map(|track| format!("{track}:")).unwrap_or_default();
        let names = [&*level.name.label, &*level.name.title];
        let names = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
        format!("{track}{names}")
    };
    let levels = (0..reading.levels.len()).map(name).collect::<Vec<_>>().join(", ");
    let mut lines = vec![levels];
    for (at, criterion) in reading.criteria.iter().enumerate() {
        let group = criterion.group.as_ref().map(|group| format!("{group} > ")).unwrap_or_default();
        let mut said: Vec<String> = Vec::new();
        said.extend(criterion.description.as_ref().map(|text| format!("({text})")));
        for text in &criterion.texts {
            let level = text.level.map(name).unwrap_or_default();
            let examples: String = text.examples.iter().map(|text| format!(" e.g. {text}")).collect();
            said.push(format!("{level} {}{examples}", text.statements.join(" + ")));
        }
        let demands = reading.demands.iter().filter(|demand| demand.criterion == at);
        said.extend(demands.map(|demand| format!("{}={}", name(demand.level), demand.rank)));
        lines.push(format!("{group}{}: {}", criterion.name, said.join("; ")));
    }
    lines.extend(reading.skipped.iter().map(|skipped| format!("{} skipped {}", skipped.line, skipped.why)));
    lines.extend(
        reading.warnings.iter().map(|one| format!("{} {}: {}", one.line, one.code.word(), one.message)),
    );
    lines
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        let (any, reading) = reading_of(text, &ImportHints::default(), false);
        assert!(any, "{text}");
        assert_eq!(told_of(&reading), *wanted, "{text}");
    }
}

#[test]
fn columns_are_levels() {
    check(&[
        (
            "| Skill | Junior | Mid | Senior |\n|--|--|--|--|\n| Code | a<br>b | - | c |\n| Talk | | n/a | • d<br>• e |\n",
            &["Junior, Mid, Senior", "Code: Junior a + b; Senior c", "Talk: Senior d + e"],
        ),
        (
            "| | L1 | L2: Senior |\n|-|-|-|\n| **Craft** | | |\n| Code | a | b |\n| **People** | | |\n| Code | c | d |\n| Code | e | f |\n",
            &[
                "L1, L2 Senior",
                "Craft > Code: L1 a; L2 Senior b",
                "People > Code: L1 c; L2 Senior d",
                "People > Code: L1 e; L2 Senior f",
                "7 duplicate: `Code` names 2 rows; each is kept",
            ],
        ),
        (
            "| Area | Skill | Description | Engineer | Senior Engineer | Weight |\n|-|-|-|-|-|-|\n| Craft | Code | What it is | a | b | 3 |\n| | Test | | c | d | 2 |\n",
            &[
                "Engineer, Senior Engineer",
                "Craft > Code: (What it is); Engineer a; Senior Engineer b",
                "Craft > Test: Engineer c; Senior Engineer d",
                "1 skipped column `Weight`",
            ],
        ),
        (
            "| Level | IC1 | IC2/IC3 | Senior & Staff |\n|-|-|-|-|\n| **Code** | a | b | c |\n",
            &["IC1, IC2, IC3, Senior, Staff", "Code: IC1 a; IC2 b; IC3 b; Senior c; Staff c"],
        ),
        (
            "| Competency | Junior (L1-L2) | Senior (L3) |\n|-|-|-|\n| Code | a | b |\n",
            &["L1 Junior, L2 Junior, L3 Senior", "Code: L1 Junior a; L2 Junior a; L3 Senior b"],
        ),
        (
            "| Beginner | Expert |\n|-|-|\n| a | b |\n",
            &["Beginner, Expert", "Expectations: Beginner a; Expert b"],
        ),
        (
            "| Scope | 1 | 2 |\n|-|-|-|\n| Code | one thing at a time | two |\n| Salary | 10 | 20 |\n",
            &["1, 2", "Code: 1 one thing at a time; 2 two", "4 skipped row `Salary`"],
        ),
        (
            "| | L1 | L2 |\n|-|-|-|\n| Title | Junior Engineer | Engineer |\n| Code | a | b |\n",
            &["L1 Junior Engineer, L2 Engineer", "Code: L1 Junior Engineer a; L2 Engineer b"],
        ),
    ]);
}

#[test]
fn html_tables_keep_groups_and_tracks() {
    check(&[
        (
            "<table><tr><th rowspan=2>Skill<th colspan=2>Engineer<th colspan=2>Manager\n<tr><th>L1<th>L2<th>L1<th>L2\n<tr><td>Code<td colspan=2>a<td>b<td><ul><li>c<li>d</ul></table>",
            &[
                "Engineer:L1, Engineer:L2, Manager:L1, Manager:L2",
                "Code: Engineer:L1 a; Engineer:L2 a; Manager:L1 b; Manager:L2 c + d",
            ],
        ),
        (
            "<table>\n<tr><th>Area<th>Skill<th>L1<th>L2\n<tr><td rowspan=2>Craft<td>Code<td>a<td>b\n<tr><td>Test<td>c<td>d\n<tr><td colspan=4>People\n<tr><td>Team<td>Talk<td>e<td>f</table>",
            &["L1, L2", "Craft > Code: L1 a; L2 b", "Craft > Test: L1 c; L2 d", "Team > Talk: L1 e; L2 f"],
        ),
        (
            "<table>\n<tr><th>Skill<th>L1<th>L2\n<tr><td rowspan=2>Code\n<td>a<td>b\n<tr><td>c<td>d</table>",
            &["L1, L2", "Code: L1 a + c; L2 b + d"],
        ),
        (
            "<table><thead><tr><th><th>2<sup>n</sup> (level 0)<th>log(n) (level 1)<th>Comments</thead>\n<tr><td>sorting<td>bubbles, e.g.<ul><li>by hand</ul><td>merges<td>rare</table>",
            &[
                "level 0 2n, level 1 log(n)",
                "sorting: (rare); level 0 2n bubbles e.g. by hand; level 1 log(n) merges",
            ],
        ),
    ]);
}

#[test]
fn rows_are_levels() {
    check(&[
        (
            "| Level/Skill | Scope | Mentoring | Salary |\n|-|-|-|-|\n| 1 | a task | | 10 |\n| 2 | a team | b | 20 |\n",
            &["1, 2", "Scope: 1 a task; 2 a team", "Mentoring: 2 b", "1 skipped column `Salary`"],
        ),
        (
            "| Level | Title | Impact |\n|-|-|-|\n| L1 | Junior Engineer | a |\n| L2 | Engineer | b |\n| Note | | read on |\n",
            &[
                "L1 Junior Engineer, L2 Engineer",
                "Impact: L1 Junior Engineer a; L2 Engineer b",
                "5 skipped row `Note`",
            ],
        ),
        (
            "| Skill | Level | Description | Examples |\n|-|-|-|-|\n| Code | 1 | a | x |\n| | 2 | b | |\n| Talk | 1-2 | c | |\n| Talk | L3/L4 | d | |\n",
            &[
                "1, 2, L3, L4",
                "Code: 1 a e.g. x; 2 b",
                "Talk: L3 d; L4 d",
                "5 skipped row of `1-2`, which is no level",
            ],
        ),
    ]);
}

#[test]
fn numbers_are_demands() {
    check(&[
        (
            "| Skill | Junior | Senior |\n|-|-|-|\n| Code | 1 | 3 |\n| Talk | 0 | ●●○ |\n",
            &["Junior, Senior", "Code: Junior=1; Senior=3", "Talk: Senior=2"],
        ),
        (
            "| Competency | Data Eng | SRE | Tech Lead |\n|-|-|-|-|\n| **Process** | | | |\n| Code | 4 | 3 | |\n| Talk | 1 | 2 | 3 |\n",
            &[
                "Data Eng:Data Eng, SRE:SRE, Tech Lead:Tech Lead",
                "Process > Code: Data Eng:Data Eng=4; SRE:SRE=3",
                "Process > Talk: Data Eng:Data Eng=1; SRE:SRE=2; Tech Lead:Tech Lead=3",
            ],
        ),
        (
            "| Skill | L1 | L2 |\n|-|-|-|\n| Code | Basic | Advanced |\n| Talk | Basic | Expert |\n",
            &["L1, L2", "Code: L1=1; L2=2", "Talk: L1=1; L2=3"],
        ),
        (
            "| Skill | Basic | Expert |\n|-|-|-|\n| Code | reads it | writes it |\n\n| Skill | L1 | L2 |\n|-|-|-|\n| Code | 1 | 2 |\n",
            &["Basic, Expert, L1, L2", "Code: Basic reads it; Expert writes it; L1=1; L2=2"],
        ),
    ]);
}

#[test]
fn a_page_of_one_level_has_tables_without_levels() {
    let text = "| Area | Competency | Evidence / Notes |\n|-|-|-|\n| Craft | Writes code that others can read |  |\n| Craft | Tests what it writes and says so |  |\n";
    let (any, reading) = reading_of(text, &ImportHints::default(), true);
    assert!(any);
    assert_eq!(
        told_of(&reading),
        ["L3", "Craft: L3 Writes code that others can read + Tests what it writes and says so"]
    );
}

#[test]
fn other_tables_are_left_alone() {
    for text in [
        "| Level | Title | Scope | Years |\n|-|-|-|-|\n| L1 | Junior | team | 1 |\n| L2 | Senior | all | 5 |\n",
        "| Level | Description |\n|-|-|\n| 1 | Knows of it |\n| 2 | Does it |\n",
        "| Level | Salary |\n|-|-|\n| L1 | 10k |\n| L2 | 20k |\n",
        "| Name | Email | Phone |\n|-|-|-|\n| A | a@b | 1 |\n",
        "| Item | Junior | Senior |\n|-|-|-|\n| Base | £40K | £60K |\n| Extra | £4K | £6K |\n",
        "| # | Skill | Weight |\n|-|-|-|\n| 1 | Code | 3 |\n| 2 | Talk | 4 |\n",
        "| Month | Topic |\n|-|-|\n| May | Tests |\n| June | Talks |\n",
        "| a |\n|-|\n",
    ] {
        let (any, reading) = reading_of(text, &ImportHints::default(), false);
        assert!(!any, "{text}: {:?}", told_of(&reading));
        assert!(reading.criteria.is_empty() && reading.demands.is_empty(), "{text}");
    }
}

#[test]
fn what_is_told_goes_first() {
    let text = "| Skill | Apprentice Wizard | Archmage |\n|-|-|-|\n| Spells | a | b |\n";
    let columns = ImportHints { levels_in: Some(LevelsIn::Columns), ..ImportHints::default() };
    let (_, reading) = reading_of(text, &columns, false);
    assert_eq!(told_of(&reading), ["Apprentice Wizard, Archmage", "Spells: Apprentice Wizard a; Archmage b"]);
    let text = "| Rung | Spells |\n|-|-|\n| Cub | a |\n| Wolf | b |\n";
    let rows = ImportHints { levels_in: Some(LevelsIn::Rows), ..ImportHints::default() };
    let (_, reading) = reading_of(text, &rows, false);
    assert_eq!(told_of(&reading), ["Cub, Wolf", "Spells: Cub a; Wolf b"]);
}

#[test]
fn wide_and_long_tables_take_linear_time() {
    let wide = format!("{}\n", ["Level 1", "Level 2"].repeat(25_000).join(" | "));
    let wide = format!("| {wide}|{}\n| {wide}", "-|".repeat(50_000));
    reading_of(&wide, &ImportHints::default(), false);
    let row = "| Code | says a | says b |\n".repeat(10_000);
    let (_, reading) =
        reading_of(&format!("| S | L1 | L2 |\n|-|-|-|\n{row}"), &ImportHints::default(), false);
    assert_eq!(reading.criteria.len(), 10_000);
    let row = (0..10_000).map(|at| format!("| L{} | says |\n", at % 90)).collect::<String>();
    reading_of(&format!("| Level | Skills |\n|-|-|\n{row}"), &ImportHints::default(), false);
}

proptest! {
    #[test]
    fn any_table_is_read_or_left(
        rows in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
            "", "L1", "L2/L3", "Junior", "Senior", "Skill", "Level", "Description", "3", "●○", "a text of some words",
            "-", "Area", "Examples", "IC1-IC4", "Software Engineer", "Salary", "é (L2)", "x", "Level 3 (Staff)",
            "Code", "PROG", "Role", "Required proficiency", "Working", "You can:",
        ]), 0..7), 0..8),
        widths in prop::collection::vec(0_usize..5, 0..8),
        told in prop::sample::select(vec![None, Some(LevelsIn::Columns), Some(LevelsIn::Rows), Some(LevelsIn::Index)]),
        any in any::<String>(),
    ) {
        let hints = ImportHints { levels_in: told, ..ImportHints::default() };
        let source = source("", &hints);
        let cell = |text: &str, at: usize| Cell {
            items: text.split('+').filter(|text| !text.is_empty()).map(blocks::Inline::plain).collect(),
            columns: widths.get(at).copied().unwrap_or(1),
            line: at,
            heading: at == 0,
        };
        let mut made: Vec<Vec<Cell>> =
            rows.iter().map(|row| row.iter().enumerate().map(|(at, text)| cell(text, at)).collect()).collect();
        made.push(vec![cell(&any, 0), cell(&any, 1)]);
        let table = Table { rows: made, has_header: false };
        prop_assert!(parse_skills(&table).is_none_or(|skills| !skills.rows.is_empty()));
        for level in [None, Some(0)] {
            let mut reading = Reading { level, ..Reading::new(&source, "table") };
            if level.is_some() {
                reading.levels.push(RawLevel::default());
            }
            read(&source, &table, 1, &mut reading);
            for text in reading.criteria.iter().flat_map(|criterion| &criterion.texts) {
                prop_assert!(text.level.is_none_or(|level| level < reading.levels.len()));
            }
            for demand in &reading.demands {
                prop_assert!(demand.level < reading.levels.len() && demand.criterion < reading.criteria.len());
            }
        }
    }
}
