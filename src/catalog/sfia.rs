//! The table of SFIA 9's skills: codes, names, categories and defined levels. No text of SFIA is in it.

use csv::ReaderBuilder;

use super::toml_file::FileError;
use crate::domain::framework::{Criterion, CriterionKind, Framework, FrameworkLevel, LevelText};
use crate::domain::ids::Level;

/// The key of the framework that the table makes.
pub const KEY: &str = "sfia-9";
const SKILL_URL: &str = "https://sfia-online.org/en/skillcode/9/";
/// SFIA's own names of its seven levels of responsibility.
pub const LEVELS: [&str; 7] = [
    "Follow",
    "Assist",
    "Apply",
    "Enable",
    "Ensure, advise",
    "Initiate, influence",
    "Set strategy, inspire, mobilise",
];

/// Reads the table: `code,name,category,subcategory,levels`, the levels separated by spaces.
///
/// # Errors
/// A row with other columns, or a level that is no rank; with its line.
pub fn read(table: &str, file: &str) -> Result<Framework, FileError> {
    let wrong = |line, why: &str| FileError::Row { file: file.to_owned(), line, why: why.to_owned() };
    let mut criteria = Vec::with_capacity(160);
    let mut rows = ReaderBuilder::new().from_reader(table.as_bytes());
    for row in rows.records() {
        let row = row.map_err(|error| {
            wrong(
                error.position().map_or(0, csv::Position::line),
                "not a row of code, name, category, subcategory, levels",
            )
        })?;
        let line = row.position().map_or(0, csv::Position::line);
        let mut cells = row.iter();
        let mut cell = || cells.next().map(str::to_owned).ok_or_else(|| wrong(line, "a cell is missing"));
        let (code, name, category, subcategory, levels) = (cell()?, cell()?, cell()?, cell()?, cell()?);
        let level = |rank: &str| {
            rank.parse().ok().and_then(Level::new).ok_or_else(|| wrong(line, "a level is no rank"))
        };
        let text = |level| LevelText { level: Some(level), ..LevelText::default() };
        criteria.push(Criterion {
            url: Some(format!("{SKILL_URL}{code}").into()),
            key: code.into(),
            kind: CriterionKind::Skill,
            name: name.into(),
            category: Some(category.into()),
            subcategory: Some(subcategory.into()),
            levels: levels.split(' ').map(|rank| level(rank).map(text)).collect::<Result<_, _>>()?,
            ..Criterion::default()
        });
    }
    let levels = (1..).zip(LEVELS).filter_map(|(rank, title)| {
        Some(FrameworkLevel { level: Level::new(rank)?, label: rank.to_string().into(), title: title.into() })
    });
    Ok(Framework {
        key: KEY.into(),
        title: "SFIA 9 skills: codes, names and levels".into(),
        source: "https://sfia-online.org; codes, names, categories and levels only".into(),
        levels: levels.collect(),
        criteria,
        ..Framework::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "code,name,category,subcategory,levels\n";

    #[test]
    fn a_row_becomes_a_skill() {
        let framework =
            read(&format!("{HEAD}ASUP,Application support,Delivery,\"A, B\",2 3\n"), "t.csv").unwrap();
        let asup = framework.criterion("asup").unwrap();
        assert_eq!(asup.subcategory.as_deref(), Some("A, B"));
        assert_eq!(asup.url.as_deref(), Some("https://sfia-online.org/en/skillcode/9/ASUP"));
        assert_eq!(asup.defined().map(Level::get).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_bad_row_is_named_by_its_line() {
        for row in ["A,B,C,D\n", "A,B,C,D,x\n", "A,B,C,D,0\n"] {
            let error = read(&format!("{HEAD}{row}"), "t.csv").unwrap_err().to_string();
            assert!(error.starts_with("`t.csv`, line 2: "), "{error}");
        }
    }
}
