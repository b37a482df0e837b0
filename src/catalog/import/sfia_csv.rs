//! SFIA's official skills CSV: a row a skill, a column a level, and columns that mark the levels where it is defined.
//!
//! Columns are found by their names, so that their order, an extra one and another edition of SFIA do no harm; rows may
//! stand before the header, and the separator may be a comma, a semicolon or a tab.

mod columns;

use std::collections::HashMap;

use csv::StringRecord;

use super::blocks::{collapse_whitespace, joined};
use super::csv_table::cells;
use super::levels::LevelName;
use super::markdown::LineIndex;
use super::{RawCriterion, RawLevel, RawText, ReadError, Reading, Source, WarningCode, sentences};
use crate::catalog::sfia::LEVELS;
use crate::domain::framework::CriterionKind;
use columns::{SfiaColumns, header};

/// Whether a text starts with the header of the official file, or has it in one of its first rows.
pub fn is_header(text: &str) -> bool {
    header(text).is_some()
}

/// Reads it; `None` where it is another table.
pub fn read(source: &Source<'_>) -> Option<Result<Reading, ReadError>> {
    let (separator, at, columns) = header(source.text)?;
    Some(SfiaCsv { source, columns, lines: LineIndex::new(source.text) }.read(separator, at))
}

struct SfiaCsv<'s> {
    source: &'s Source<'s>,
    columns: SfiaColumns,
    lines: LineIndex,
}

impl SfiaCsv<'_> {
    fn read(&self, separator: u8, header: usize) -> Result<Reading, ReadError> {
        let mut reading = Reading::new(self.source, "SFIA skills, official text");
        reading.official = true;
        reading.levels = levels();
        let mut records = cells::reader(self.source.text, separator);
        let mut row = StringRecord::new();
        let mut seen = HashMap::new();
        let (mut place, mut last) = (0, 1);
        // A quotation mark without a partner makes one cell of all that follows, in the last row.
        let unclosed = self.source.text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        let mut wrong = Ok(());
        loop {
            match records.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) => wrong?,
                Err(error) => return Err(self.wrong(last, &format!("no row of a table: {error}"))),
            }
            last = self.line(&row);
            if place < header {
                reading.skip(last, "row before the header");
            }
            wrong = if place > header { self.row(&row, last, &mut seen, &mut reading) } else { Ok(()) };
            place += 1;
        }
        if unclosed {
            return Err(
                self.wrong(last, "a quotation mark is opened and never closed in the row that starts here")
            );
        }
        wrong?;
        if reading.criteria.is_empty() {
            return Err(self.wrong(last, "the header of SFIA's skills, and no skill below it"));
        }
        Ok(reading)
    }

    fn row(
        &self, row: &StringRecord, line: usize, seen: &mut HashMap<String, usize>, reading: &mut Reading,
    ) -> Result<(), ReadError> {
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        if filled == 0 {
            return Ok(());
        }
        let columns = &self.columns;
        let cell = |column: Option<usize>| {
            column.and_then(|column| row.get(column)).map(collapse_whitespace).filter(|c| !c.is_empty())
        };
        let (code, name) = (cell(Some(columns.code)), cell(Some(columns.skill)));
        // A line of copyright or a note below the table.
        if filled <= 2 && (code.is_none() || name.is_none()) {
            reading.skip(line, "row without a skill");
            return Ok(());
        }
        let code = code.ok_or_else(|| self.wrong(line, "the row has no code"))?;
        let name = name.ok_or_else(|| self.wrong(line, &format!("the skill `{code}` has no name")))?;
        if row.iter().skip(columns.count).any(|cell| !cell.trim().is_empty()) {
            let why = format!("`{code}` has {} cells and the header has {}", row.len(), columns.count);
            return Err(self.wrong(line, &why));
        }
        if let Some(before) = seen.insert(code.clone(), line) {
            reading.warn(
                line,
                WarningCode::Duplicate,
                format!("`{code}` stands in line {before} already; that row is read"),
            );
            reading.skip(line, "row of a skill that stands above");
            return Ok(());
        }
        let mut skill = RawCriterion::new(line, CriterionKind::Skill, name);
        skill.category = cell(columns.category);
        skill.subcategory = cell(columns.subcategory);
        skill.url = cell(columns.url);
        let about: Vec<String> = columns.about.iter().filter_map(|column| cell(Some(*column))).collect();
        skill.description = joined(&about, " ");
        skill.texts = self.texts(row, line, &code, reading)?;
        skill.key = Some(code);
        reading.criteria.push(skill);
        Ok(())
    }

    /// The texts of a row, with a warning where the marks and the texts do not agree.
    fn texts(
        &self, row: &StringRecord, line: usize, code: &str, reading: &mut Reading,
    ) -> Result<Vec<RawText>, ReadError> {
        let columns = &self.columns;
        let marks: Vec<&str> = columns.marks.iter().filter_map(|column| row.get(*column)).collect();
        let marked = columns::marked(&marks).ok_or_else(|| {
            self.wrong(
                line,
                &format!("`{}` are no levels of `{code}`; a level is 1 to 7", marks.join(" ").trim()),
            )
        })?;
        let mut texts = Vec::new();
        for (number, column) in (1_u8..).zip(columns.levels) {
            let is_marked = marked.contains(&number);
            let text = column.and_then(|column| row.get(column)).unwrap_or_default();
            let line = line + column.map_or(0, |column| breaks_before(row, column));
            if !text.trim().is_empty() {
                if !is_marked && !columns.marks.is_empty() {
                    let message =
                        format!("`{code}` has a text at level {number} and is not marked as defined there");
                    reading.warn(line, WarningCode::Guess, message);
                }
                texts.push(RawText {
                    line,
                    level: Some(usize::from(number - 1)),
                    text: Some(collapse_whitespace(text)),
                    statements: sentences::statements(text),
                    examples: Vec::new(),
                });
            } else if is_marked {
                if column.is_some_and(|column| column >= row.len()) {
                    let why =
                        format!("`{code}` is cut off before its text at level {number}: {} cells", row.len());
                    return Err(self.wrong(line, &why));
                }
                let message =
                    format!("`{code}` is marked as defined at level {number} and has no text there");
                reading.warn(line, WarningCode::EmptyCriterion, message);
                let level = Some(usize::from(number - 1));
                texts.push(RawText { line, level, ..RawText::default() });
            }
        }
        Ok(texts)
    }

    /// The line where a row starts; the empty lines before it are none of it.
    fn line(&self, row: &StringRecord) -> usize {
        let start = row.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX).min(self.source.text.len());
        let blank = self.source.text.as_bytes().get(start..).unwrap_or_default();
        self.lines.line_of(start + blank.iter().take_while(|byte| **byte == b'\n').count())
    }

    fn wrong(&self, line: usize, why: &str) -> ReadError {
        ReadError::Syntax { file: self.source.file.to_owned(), line, why: why.to_owned() }
    }
}

fn breaks_before(row: &StringRecord, column: usize) -> usize {
    row.iter().take(column).map(|cell| cell.matches('\n').count()).sum()
}

fn levels() -> Vec<RawLevel> {
    let level = |(number, title): (u32, &str)| RawLevel {
        line: 1,
        name: LevelName {
            number: Some(number),
            label: number.to_string(),
            title: title.to_owned(),
            plain: true,
            ..LevelName::default()
        },
        ..RawLevel::default()
    };
    (1..).zip(LEVELS).map(level).collect()
}

#[cfg(test)]
mod tests;
