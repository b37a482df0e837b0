//! Sheets of levels: files of values separated by commas, tabs or semicolons, read by `level_table`.
//!
//! Rows of one cell above a header are the title, or the title of the part that follows; blank rows end a part where
//! what comes has a header of its own. A cell's lines are its items.

pub(super) mod cells;

use super::blocks::{Cell, Table};
use super::{ReadError, Reading, Source, level_table};

/// A row with what it knows of its place.
struct CsvRow {
    cells: Vec<Cell>,
    line: usize,
    apart: bool,
}

impl CsvRow {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.items.is_empty()).count()
    }
}

/// Whether a text without an extension is a table of separated values: its first rows all have as many cells.
pub fn is_sheet(text: &str) -> bool {
    let head: String = text.lines().take(200).flat_map(|line| [line, "\n"]).collect();
    if head.starts_with(['#', '-', '*', '|', '<', '{', '[', '=']) || cells::unclosed(&head, b',').is_some() {
        return false;
    }
    let separator = cells::separator(&head);
    let mut reader = cells::reader(&head, separator);
    let counts: Vec<usize> = reader.records().take(20).filter_map(|row| Some(row.ok()?.len())).collect();
    let least = if separator == b'\t' { 2 } else { 3 };
    counts.len() > 2 && counts.iter().all(|count| *count >= least && Some(count) == counts.first())
}

pub fn read(source: &Source<'_>) -> Result<Reading, ReadError> {
    let mut reading = Reading::new(source, "CSV table");
    let parts = split_parts(rows(source)?);
    let mut parts = parts.into_iter().peekable();
    let mut title = true;
    while let Some(mut part) = parts.next() {
        let heading = take_titles(&mut part, title, &mut reading);
        title = false;
        if part.is_empty() {
            continue;
        }
        let line = part.first().map_or(1, |row| row.line);
        let mut table = table(part);
        let mut scratch = Reading { level: reading.level, ..Reading::new(source, reading.shape) };
        let reads = |table: &Table, scratch: &mut Reading| {
            level_table::read_under(source, table, line, None, scratch)
        };
        if reads(&table, &mut scratch) {
            // A part without a header of its own goes on under this one.
            while let Some(next) = parts.next_if(|next| !has_own_header(source, next)) {
                table.rows.extend(next.into_iter().map(|row| row.cells));
            }
        }
        let before = reading.criteria.len();
        if level_table::read_under(source, &table, line, heading.as_deref(), &mut reading) {
            for criterion in reading.criteria.iter_mut().skip(before).filter(|one| one.group.is_none()) {
                if Some(&criterion.name) != heading.as_ref() {
                    criterion.group.clone_from(&heading);
                }
            }
        } else {
            for row in &table.rows {
                let line = row.first().map_or(line, |cell| cell.line);
                reading.skip(line, "row without a level");
            }
        }
    }
    if reading.criteria.is_empty() {
        let why = "no column or row of it names a level; say where they are with --levels-in columns|rows";
        return Err(ReadError::Nothing { file: source.file.to_owned(), why: why.to_owned() });
    }
    Ok(reading)
}

fn rows(source: &Source<'_>) -> Result<Vec<CsvRow>, ReadError> {
    let wrong = |line, why: String| ReadError::Syntax { file: source.file.to_owned(), line, why };
    let (text, told, above) = match source.text.split_once('\n') {
        // What Excel writes to say which separator it uses.
        Some((first, rest)) if first.len() == 5 && first.starts_with("sep=") => {
            (rest, first.bytes().last(), 1)
        }
        _ => (source.text, None, 0),
    };
    let separator = told.unwrap_or_else(|| cells::separator(text));
    if let Some(line) = cells::unclosed(text, separator) {
        return Err(wrong(line + above, "a quote opens here and is not closed".to_owned()));
    }
    let mut rows = Vec::new();
    let mut apart = false;
    for record in cells::reader(text, separator).records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
            wrong(line + above, "this row cannot be read; save the file as UTF-8".to_owned())
        })?;
        let at = record.position();
        let (byte, line) = at.map_or((0, 1), |at| (at.byte(), at.line()));
        // Blank lines are passed over before the row that they stand above.
        let start = text.get(usize::try_from(byte).unwrap_or(0)..).unwrap_or_default();
        let blank = start.bytes().take_while(|byte| *byte == b'\n').count();
        let mut line = usize::try_from(line).unwrap_or(1) + blank + above;
        let first = line;
        let mut cells = Vec::with_capacity(record.len());
        for field in &record {
            cells.push(Cell { items: cells::items(field), columns: 1, line, heading: false });
            line += field.bytes().filter(|byte| *byte == b'\n').count();
        }
        let row = CsvRow { cells, line: first, apart: apart || blank > 0 };
        apart = row.filled() == 0;
        if !apart {
            rows.push(row);
        }
    }
    Ok(rows)
}

fn split_parts(rows: Vec<CsvRow>) -> Vec<Vec<CsvRow>> {
    let mut parts: Vec<Vec<CsvRow>> = Vec::new();
    for row in rows {
        match parts.last_mut().filter(|_| !row.apart) {
            Some(part) => part.push(row),
            None => parts.push(vec![row]),
        }
    }
    parts
}

/// Takes the rows of one cell above a header: the title of the file or of the part.
fn take_titles(part: &mut Vec<CsvRow>, of_file: bool, reading: &mut Reading) -> Option<String> {
    let count = part.iter().take_while(|row| row.filled() == 1 && row.cells.len() != 1).count();
    // A part of one column is no table, whatever its rows say.
    let count = if part.iter().all(|row| row.filled() <= 1) { part.len() } else { count };
    let mut heading = None;
    for row in part.drain(..count) {
        let text = row.cells.iter().map(Cell::text).find(|text| !text.is_empty()).unwrap_or_default();
        match &heading {
            None if of_file && reading.title.is_none() => {
                reading.title = Some(text);
            }
            _ if of_file => reading.description.push(text),
            None => heading = Some(text),
            Some(_) => reading.skip(row.line, "prose without a level"),
        }
    }
    heading
}

fn has_own_header(source: &Source<'_>, part: &[CsvRow]) -> bool {
    let count = part.iter().take_while(|row| row.filled() == 1).count();
    let Some(rows) = part.get(count..).filter(|rows| rows.len() > 1) else {
        // A title, and behind another blank row its table.
        return false;
    };
    let rows = rows.iter().take(200).map(|row| row.cells.clone()).collect();
    let table = Table { rows, has_header: false };
    level_table::read(source, &table, 1, &mut Reading::new(source, "CSV table"))
}

fn table(part: Vec<CsvRow>) -> Table {
    Table { rows: part.into_iter().map(|row| row.cells).collect(), has_header: false }
}

#[cfg(test)]
mod tests;
