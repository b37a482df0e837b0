//! The official file's layout in both encodings, with other headers and with rows that are wrong.

use proptest::prelude::*;

use super::super::{ImportHints, decode};
use super::*;

const WINDOWS: &[u8] = include_bytes!("../../../../tests/fixtures/frameworks/sfia-official-windows-1252.csv");
const UTF_8: &[u8] = include_bytes!("../../../../tests/fixtures/frameworks/sfia-official-utf-8.csv");
const HEAD: &str = "Code,Skill,Category,Subcategory,Overall description,Guidance notes,Levels,Level 1,Level 2,Level 3,\
                    Level 4,Level 5,Level 6,Level 7\n";

fn result(text: &str) -> Option<Result<Reading, ReadError>> {
    let hints = ImportHints::default();
    read(&Source { file: "sfia.csv", extension: "csv".into(), text, hints: &hints })
}

fn decoded(bytes: &[u8]) -> String {
    decode::decode("sfia.csv", bytes, false).unwrap().text
}

#[test]
fn both_encodings_are_read_alike() {
    assert!(WINDOWS.contains(&0x92) && WINDOWS.contains(&0xa0) && UTF_8.starts_with(b"\xef\xbb\xbf"));
    let reading = result(&decoded(WINDOWS)).unwrap().unwrap();
    assert_eq!(result(&decoded(UTF_8)).unwrap().unwrap(), reading);
    // The rows start where they stand, however many lines the cells before have.
    let text = decoded(WINDOWS);
    for skill in &reading.criteria {
        let line = text.lines().nth(skill.line - 1).unwrap();
        assert!(line.contains(skill.key.as_deref().unwrap()), "{line}");
        for said in &skill.texts {
            let line = text.lines().nth(said.line - 1).unwrap();
            assert!(collapse_whitespace(line).contains(&*said.statements[0]), "{line}");
        }
    }
}

#[test]
fn the_header_may_look_otherwise() {
    let row = "ASUP,Support,Ops,Tools,Benches.,Oil.,2,,Oils.,,,,,\n";
    for (text, read) in [
        (format!("{HEAD}{row}"), true),
        (format!("SFIA export,,\n,,\n{HEAD}{row}"), true),
        (format!("{HEAD}{row}").replace(',', ";"), true),
        (format!("{HEAD}{row}").replace(',', "\t"), true),
        (format!("{}{row}", HEAD.to_uppercase()), true),
        (format!("{}{row}", HEAD.replace("Level 2", "Level 2 description")), true),
        ("Code,Skill,Level 1,Level 2,Level 3,Level 4,Level 5\nA,B,,,,,\n".to_owned(), false),
        ("Skill,Junior,Senior\nTesting,Sits,Rocks\n".to_owned(), false),
        (String::new(), false),
    ] {
        assert_eq!(is_header(&text), read, "{text}");
        let texts = result(&text).map(|reading| reading.unwrap().criteria[0].texts[0].clone());
        assert_eq!(
            texts.map(|text| (text.level, text.statements)),
            read.then(|| (Some(1), vec!["Oils.".into()]))
        );
    }
}

#[test]
fn marks_and_texts_that_do_not_agree_are_told() {
    let text = format!("{HEAD}ASUP,Support,Ops,Tools,Benches.,Oil.,2-3,,Oils.,,Orders.,,,\n");
    let reading = result(&text).unwrap().unwrap();
    let told: Vec<(usize, WarningCode)> =
        reading.warnings.iter().map(|warning| (warning.line, warning.code)).collect();
    assert_eq!(told, [(2, WarningCode::EmptyCriterion), (2, WarningCode::Guess)]);
    assert_eq!(reading.criteria[0].texts.len(), 3);
    let twice = format!("{HEAD}A,B,,,,,1,x,,,,,,\nA,C,,,,,1,y,,,,,,\n(c) somebody\n");
    let reading = result(&twice).unwrap().unwrap();
    assert_eq!(reading.warnings[0].code, WarningCode::Duplicate);
    assert_eq!(reading.skipped.len(), 2);
}

#[test]
fn malformed_rows_are_named_by_their_line() {
    for (rows, wanted) in [
        ("A,B,,,,,1,x,,,,,,\nC,D,,,,,2,\"y\n", "line 3: a quotation mark is opened and never closed"),
        ("\nA,B,,,,,1,x,,,,,,,one more\n", "line 3: `A` has 15 cells and the header has 14"),
        ("A,B,,,,,9,x,,,,,,\n", "line 2: `9` are no levels of `A`; a level is 1 to 7"),
        (",B,,d,,,1,x,,,,,,\n", "line 2: the row has no code"),
        ("A,,,d,,,1,x,,,,,,\n", "line 2: the skill `A` has no name"),
        ("A,B,,,,,1 5,x\n", "line 2: `A` is cut off before its text at level 5: 8 cells"),
        ("", "line 1: the header of SFIA's skills, and no skill below it"),
    ] {
        let error = result(&format!("{HEAD}{rows}")).unwrap().unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
    }
}

proptest! {
    #[test]
    fn no_table_panics(rows in "([A-C1-9,;\"\n é.]|ASUP,){0,120}") {
        let _ = result(&format!("{HEAD}{rows}"));
        let _ = result(&rows);
    }
}
