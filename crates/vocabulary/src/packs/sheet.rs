//! A CSV file whose first line names the columns.

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

/// The names of the columns, from the first line of a text.
pub(super) fn header(text: &str) -> Vec<&str> {
    let line = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
    line.split(delimiter(line)).map(|name| name.trim().trim_matches('"')).collect()
}

fn delimiter(line: &str) -> char {
    let count = |sign| line.matches(sign).count();
    if count(';') > count(',') { ';' } else { ',' }
}

impl Sheet {
    /// Reads a sheet; the message says which line is none of it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let sign = delimiter(text.lines().next().unwrap_or_default()) as u8;
        let columns = header(text).into_iter().map(str::to_owned).zip(0..).collect();
        let mut reader =
            csv::ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for cells in reader.records() {
            let cells = cells.map_err(|error| error.to_string())?;
            rows.push(Row { line: cells.position().map_or(0, csv::Position::line), cells });
        }
        Ok(Self { columns, rows })
    }

    /// The lines below the first.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// A cell of a row, by the name of its column, without blanks round it; empty where there is none.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let at = self.columns.get(column);
        at.and_then(|at| row.cells.get(*at)).unwrap_or_default().trim()
    }
}
