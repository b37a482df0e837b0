//! Sheets read as tables: separators, several tables, long cells, what is broken.

use proptest::prelude::*;

use super::super::{ImportHints, LevelsIn};
use super::*;

fn read_told(text: &str, hints: &ImportHints) -> Result<Reading, ReadError> {
    read(&Source { file: "a.csv", extension: "csv".to_owned(), text, hints })
}

/// Levels, then criteria with their line and texts, then what was skipped.
fn lines(text: &str) -> Vec<String> {
    let reading = read_told(text, &ImportHints::default()).unwrap();
    let name = |level: usize| reading.levels[level].name.label.clone() + &reading.levels[level].name.title;
    let mut lines = vec![(0..reading.levels.len()).map(name).collect::<Vec<_>>().join(",")];
    lines.extend(reading.title.iter().map(|title| format!("title {title}")));
    for (at, one) in reading.criteria.iter().enumerate() {
        let group = one.group.as_ref().map(|group| format!("{group} > ")).unwrap_or_default();
        let texts = one.texts.iter().map(|text| {
            format!("{} {}", text.level.map(name).unwrap_or_default(), text.statements.join("+"))
        });
        let demands = reading.demands.iter().filter(|demand| demand.criterion == at);
        let demands = demands.map(|demand| format!("{}={}", name(demand.level), demand.rank));
        let said = texts.chain(demands).collect::<Vec<_>>().join("; ");
        lines.push(format!("{} {group}{}: {said}", one.line, one.name));
    }
    lines.extend(reading.skipped.iter().map(|skipped| format!("{} skipped {}", skipped.line, skipped.why)));
    lines
}

#[test]
fn sheets_of_every_separator_are_read() {
    for separator in [",", ";", "\t", "|"] {
        let text = "Skill~L1~L2\nCode~writes, and tests~reviews\nTalk~says~hears\n".replace('~', separator);
        let text =
            if separator == "," { text.replace("writes, and tests", "\"writes, and tests\"") } else { text };
        assert_eq!(
            lines(&text),
            ["L1,L2", "2 Code: L1 writes, and tests; L2 reviews", "3 Talk: L1 says; L2 hears"],
            "{separator}"
        );
    }
    let text = "sep=;\nSkill;L1;L2\nCode;a;b\n";
    assert_eq!(lines(text), ["L1,L2", "3 Code: L1 a; L2 b"]);
}

#[test]
fn what_cannot_be_read_is_named_with_its_place() {
    for (text, wanted) in [
        ("Skill,L1,L2\nCode,a,b\nTalk,\"c,d\n\nx\n", "`a.csv`, line 3: a quote opens here and is not closed"),
        (
            "Month,Topic\nMay,Tests\n",
            "`a.csv` has nothing of a framework in it: no column or row of it names a level; say where they are with --levels-in columns|rows",
        ),
        (
            "",
            "`a.csv` has nothing of a framework in it: no column or row of it names a level; say where they are with --levels-in columns|rows",
        ),
    ] {
        assert_eq!(read_told(text, &ImportHints::default()).unwrap_err().to_string(), wanted);
    }
    let hints = ImportHints { levels_in: Some(LevelsIn::Columns), ..ImportHints::default() };
    assert_eq!(read_told("Skill,Cub,Wolf\nBite,a,b\n", &hints).unwrap().levels.len(), 2);
}

#[test]
fn a_text_is_a_sheet_where_its_rows_are_alike() {
    for (text, wanted) in [
        ("Skill,L1,L2\nCode,a,b\nTalk,\"c, d\",e\n", true),
        ("Skill\tL1\nCode\ta\nTalk\tb\n", true),
        ("# Ladder, a, b\n\none, two, three\n", false),
        ("One, two and three.\nThen, more.\nAnd no more.\n", false),
        ("", false),
    ] {
        assert_eq!(is_sheet(text), wanted, "{text}");
    }
}

#[test]
fn large_sheets_take_linear_time() {
    let wide = format!("Skill{}\nCode{}\n", ",L1".repeat(50_000), ",a".repeat(50_000));
    assert!(read_told(&wide, &ImportHints::default()).is_err());
    let blank = "Code,a,b\n\n".repeat(5_000);
    assert_eq!(
        read_told(&format!("Skill,L1,L2\n{blank}"), &ImportHints::default()).unwrap().criteria.len(),
        5_000
    );
    let long = format!("Skill,L1,L2\nCode,\"{}\",b\n", "- a\n".repeat(50_000));
    assert_eq!(read_told(&long, &ImportHints::default()).unwrap().statements(), 50_001);
    assert!(read_told(&"\"".repeat(100_001), &ImportHints::default()).is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), parts in prop::collection::vec(prop::sample::select(vec![
        ",", ";", "\t", "\n", "\"", "Skill", "L1", "L2", "Level", "Junior", "Description", "3", "- a", "\n\n", "é",
    ]), 0..60)) {
        let _ = read_told(&text, &ImportHints::default());
        is_sheet(&text);
        let made = parts.concat();
        let _ = read_told(&made, &ImportHints::default());
        is_sheet(&made);
    }
}
