//! Rows and cells as a [`Table`]: a cell that spans rows is repeated in each of them.

use std::collections::BTreeMap;

use super::super::blocks::{Cell, Table};

/// The most columns that one cell spans, as in HTML itself.
const WIDEST: usize = 1000;
/// The most cells and bytes that are repeated; more is no table that somebody wrote.
const MOST_CELLS: usize = 100_000;
const MOST_BYTES: usize = 16 * 1024 * 1024;

#[derive(Debug, Default)]
pub struct TableBuilder {
    pub line: usize,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    column: usize,
    /// Cells that go on in the next rows, by column, and for how many rows.
    carried: BTreeMap<usize, (usize, Cell)>,
    cells: usize,
    bytes: usize,
    has_header: bool,
}

impl TableBuilder {
    pub fn new(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    pub fn head(&mut self) {
        self.has_header |= self.rows.is_empty();
    }

    /// Adds a cell to the row. `columns` and `rows` are what it spans, as it is written.
    pub fn cell(&mut self, mut cell: Cell, columns: &str, rows: &str) {
        self.carry();
        cell.columns = columns.trim().parse().unwrap_or(1).clamp(1, WIDEST);
        let rows = match rows.trim().parse::<usize>() {
            // `rowspan="0"` is down to the end.
            Ok(0) => usize::MAX,
            Ok(rows) => rows,
            Err(_) => 1,
        };
        if rows > 1 {
            self.carried.insert(self.column, (rows - 1, cell.clone()));
        }
        self.column += cell.columns;
        self.row.push(cell);
    }

    pub fn end_row(&mut self) {
        if self.row.is_empty() {
            return;
        }
        self.carry();
        while let Some(at) = self.carried.range(self.column..).next().map(|(at, _)| *at) {
            if at > self.column {
                let line = self.row.last().map_or(self.line, |cell| cell.line);
                self.row.push(Cell { columns: at - self.column, line, ..Cell::default() });
                self.column = at;
            }
            self.carry();
        }
        // What began in this row goes on in the next one.
        self.carried.retain(|_, (left, _)| *left > 0);
        self.column = 0;
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// Puts the cells that go on from the row above where they stand.
    fn carry(&mut self) {
        while let Some((left, cell)) = self.carried.get_mut(&self.column) {
            self.cells += 1;
            self.bytes +=
                cell.items.iter().flat_map(|item| &item.spans).map(|span| span.text.len()).sum::<usize>();
            if self.cells > MOST_CELLS || self.bytes > MOST_BYTES {
                self.carried.clear();
                return;
            }
            *left -= 1;
            self.column += cell.columns;
            self.row.push(cell.clone());
        }
    }

    /// The table; `None` where it has no cell.
    pub fn end(mut self) -> Option<(usize, Table)> {
        self.end_row();
        let first = self.rows.first()?;
        let has_header = self.has_header || first.iter().all(|cell| cell.heading);
        Some((self.line, Table { rows: self.rows, has_header }))
    }
}
