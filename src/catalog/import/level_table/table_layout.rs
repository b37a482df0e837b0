//! A table laid out: which cell covers which column.

use super::super::blocks::{Cell, Table};
use super::column_names;

/// A cell with the column that it starts in.
#[derive(Debug, Clone, Copy)]
pub struct PlacedCell<'t> {
    /// Its first column, from 0.
    pub column: usize,
    pub cell: &'t Cell,
}

impl PlacedCell<'_> {
    pub fn end(&self) -> usize {
        self.column + self.cell.columns.max(1)
    }

    pub fn text(&self) -> String {
        self.cell.text()
    }

    pub fn is_empty(&self) -> bool {
        self.cell.items.is_empty() || column_names::is_nothing(&self.cell.text())
    }
}

#[derive(Debug)]
pub struct LayoutRow<'t> {
    pub cells: Vec<PlacedCell<'t>>,
    pub line: usize,
}

impl<'t> LayoutRow<'t> {
    pub fn at(&self, column: usize) -> Option<PlacedCell<'t>> {
        let after = self.cells.partition_point(|at| at.column <= column);
        self.cells.get(after.checked_sub(1)?).filter(|at| column < at.end()).copied()
    }

    /// The text of the cell that covers a column; empty where none does.
    pub fn text(&self, column: usize) -> String {
        self.at(column).filter(|at| !at.is_empty()).map(|at| at.text()).unwrap_or_default()
    }

    pub fn filled(&self) -> impl Iterator<Item = &PlacedCell<'t>> {
        self.cells.iter().filter(|at| !at.is_empty())
    }
}

/// A table laid out, without its empty rows.
#[derive(Debug)]
pub struct TableLayout<'t> {
    pub rows: Vec<LayoutRow<'t>>,
}

impl<'t> TableLayout<'t> {
    pub fn new(table: &'t Table, line: usize) -> Self {
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut above = 0;
        for row in &table.rows {
            let mut column = 0;
            let mut cells = Vec::with_capacity(row.len());
            for cell in row {
                let at = PlacedCell { column, cell };
                column = at.end();
                cells.push(at);
            }
            if cells.iter().any(|at| !at.cell.items.is_empty()) {
                // A cell that goes on from above stands at its own line.
                let lines = row.iter().map(|cell| cell.line).filter(|line| *line >= above);
                let line = lines.min().or_else(|| row.first().map(|cell| cell.line)).unwrap_or(line);
                above = row.iter().map(|cell| cell.line).fold(above, usize::max);
                rows.push(LayoutRow { cells, line });
            }
        }
        Self { rows }
    }
}
