//! A CSV file whose first line names the columns, or a tab-separated one of known columns.

use std::collections::HashMap;

/// A CSV file, read whole.
pub(super) struct Sheet {
    /// The columns by name.
    columns: HashMap<String, usize>,
    rows: Vec<Row>,
}

/// A line of a sheet, with its number.
pub(super) struct Row {
    pub(super) line: u64,
    cells: csv::StringRecord,
}

/// How the rows of a text are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout<'a> {
    /// The names of the columns.
    pub(super) columns: Vec<&'a str>,
    /// Between two cells.
    sign: char,
    /// The first line names the columns.
    headed: bool,
}

impl<'a> Layout<'a> {
    /// A text whose first line names the columns.
    pub(super) fn headed(text: &'a str) -> Self {
        let line = text.lines().next().unwrap_or_default();
        let count = |sign| line.matches(sign).count();
        let sign = if count(';') > count(',') { ';' } else { ',' };
        let columns = line.split(sign).map(|name| name.trim().trim_matches('"')).collect();
        Self { columns, sign, headed: true }
    }

    /// A text of rows alone, tab-separated, whose columns are known.
    pub(super) fn bare(columns: &[&'a str]) -> Self {
        Self { columns: columns.to_vec(), sign: '\t', headed: false }
    }
}

impl Sheet {
    /// Reads a sheet; the message says which line is none of it.
    pub(super) fn read(text: &str, layout: &Layout<'_>) -> Result<Self, String> {
        let columns = layout.columns.iter().map(|name| (*name).to_owned()).zip(0..).collect();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(layout.sign as u8)
            .has_headers(layout.headed)
            .quoting(layout.headed)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for cells in reader.records() {
            let cells = cells.map_err(|error| error.to_string())?;
            rows.push(Row { line: cells.position().map_or(0, csv::Position::line), cells });
        }
        Ok(Self { columns, rows })
    }

    /// The rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// A cell of a row, by the name of its column, without blanks round it; empty where there is none.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let at = self.columns.get(column);
        at.and_then(|at| row.cells.get(*at)).unwrap_or_default().trim()
    }
}
