//! What a table would become: the cells of its first rows as they are cut, and what is read from each.

use super::Mapping;
use crate::formats::csv::column::Column;
use crate::formats::csv::{COLUMNS, ReadTable, cells, read};
use crate::formats::draft::{Card, Refused};
use crate::formats::file::Reading;
use std::sync::Arc;

/// The first rows of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    pub columns: Vec<Column>,
    pub rows: Vec<PreviewRow>,
}

/// A row, cell by cell and as what comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewRow {
    pub line: usize,
    pub cells: Vec<String>,
    pub card: Result<Card, Refused>,
}

impl Mapping {
    /// The first `rows` rows of a file read by this mapping. Only the file's beginning is looked at, so it is quick whatever the file's
    /// size; whatever the file is, there is a preview, though perhaps an empty one.
    pub fn preview(&self, bytes: &[u8], rows: usize, reading: &Reading) -> Preview {
        let beginning = super::beginning(bytes);
        let is_cut = beginning.len() < bytes.len();
        let reading = Reading { mapping: Some(Arc::new(self.clone())), ..reading.clone() };
        let Ok(table) = read(beginning, &reading) else { return Preview::default() };
        // The last row may be cut in two.
        let whole = table.len().saturating_sub(usize::from(is_cut));
        let rows = (0..whole.min(rows)).filter_map(|index| row(&table, index)).collect();
        Preview { columns: table.columns().to_vec(), rows }
    }
}

fn row(table: &ReadTable, index: usize) -> Option<PreviewRow> {
    let row = table.rows.get(index)?;
    let bytes = &table.bytes[row.start..row.end];
    let cells = cells::cells(bytes, table.sign, COLUMNS);
    Some(PreviewRow {
        line: row.line,
        cells: cells.map(|cell| table.text(bytes, &cell).trim().to_owned()).collect(),
        card: table.card(index)?,
    })
}
