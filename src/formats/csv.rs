//! Tables to drafts: CSV with any separator and charset, a row of heads on top, a person or company in each row.
//!
//! Owns reading: `cells` and `rows` know where things stand in the bytes (RFC 4180 and what programs write beyond it), `shape`
//! finds the separator and the heads, `words` knows what columns are called, `survey` looks at what stands in them, `row` makes
//! a draft of a row. A row is read when it is asked for, so that a file costs no more memory than its own bytes and a few
//! numbers for each row.
//!
//! Nothing is lost: a column that isn't known becomes a free field, and so does a value that its column's field can't hold.

mod cells;
mod column;
mod encoding;
mod guess;
mod mapping;
mod meaning;
mod row;
mod rows;
mod shape;
mod survey;
mod value;
mod words;

use std::borrow::Cow;

pub use self::column::Column;
pub use self::encoding::Encoding;
pub use self::mapping::{Assigned, Mapping, NoMapping, Preview, PreviewRow, Unknown};
pub use self::meaning::{Meaning, Of, Part, Rows};
pub use self::row::TOTAL;
use self::rows::Row;
pub(super) use self::shape::looks_like_table;
pub(super) use self::words::{IDS, RAW};
use super::draft::{Card, Kind, Origin, Refused};
use super::file::Reading;

/// Bytes of a row.
pub const ROW_BYTES: usize = 16 << 20;
/// Columns of a table, and cells of a row.
pub const COLUMNS: usize = 1_000;
/// Rows of a file.
pub const ROWS: usize = 1_000_000;

/// With which heads the tables begin that touchbase writes.
const OURS: [&str; 3] = ["id", "kind", "name"];

/// Why a table can't be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untitled {
    /// No row names columns that are known. What stands in the first one with anything in it, and its line.
    NoHeads { line: usize, cells: Vec<String> },
    /// None of the columns that a mapping names is there; the same of what is.
    OtherHeads { line: usize, cells: Vec<String> },
    /// More than [`COLUMNS`].
    TooWide { line: usize },
}

/// A table in memory.
#[derive(Debug)]
pub struct ReadTable<'a> {
    bytes: Cow<'a, [u8]>,
    encoding: Encoding,
    sign: u8,
    /// The line of the heads; 0 if there is none.
    heads: usize,
    /// The heads as they stand there.
    names: Vec<String>,
    columns: Vec<Column>,
    /// What its rows are.
    what: Rows,
    rows: Vec<Row>,
    reading: Reading,
    origin: Origin,
    /// Whether touchbase wrote it: then every cell means exactly what stands in it.
    ours: bool,
    /// Whether it says that its cells have no guards.
    raw: bool,
}

/// Finds the columns and rows of a table: as the mapping of `reading` says, else as the file shows.
///
/// # Errors
/// There are no heads by which its columns could be told, or none that the mapping names.
pub fn read<'a>(bytes: &'a [u8], reading: &Reading) -> Result<ReadTable<'a>, Untitled> {
    let mapping = reading.mapping.as_deref();
    let encoding = mapping.map_or_else(|| Encoding::guess(bytes), |mapping| mapping.encoding.or_what_is_sound(bytes));
    let bytes = encoding.open(bytes);
    let (shape, what) = match mapping {
        Some(mapping) => (shape::fitted(&bytes, encoding, mapping)?, mapping.rows),
        None => {
            let shape = shape::find(&bytes, encoding)?;
            let what = guess::rows(&bytes, &shape, encoding);
            (shape, what)
        }
    };
    let mut rows = rows::all(&bytes, shape.heads.end, shape.next_line, shape.sign);
    // Tables that were put together have their heads several times.
    let heads = &bytes[shape.heads.start..shape.heads.end].trim_ascii_end();
    rows.retain(|row| bytes[row.start..row.end].trim_ascii_end() != *heads);
    let written_here = shape.names.starts_with(&OURS.map(str::to_owned));
    let (ours, raw) = (written_here && mapping.is_none(), written_here && shape.names.iter().any(|name| name == RAW));
    let mut columns = column::columns(shape.names.clone(), shape.heads.line, what);
    let marks = columns.iter_mut().filter(|column| raw && column.head == RAW && column.meaning == Meaning::Free);
    marks.for_each(|column| column.meaning = Meaning::LeftOut);
    match mapping {
        Some(mapping) => mapping.assign(&shape.names, &mut columns),
        // Heads by which an entry's people could be told make no contacts.
        None if what == Rows::Contacts && !columns.iter().any(|column| column.meaning.tells_who()) => {
            let cells = shape.names.into_iter().take(8).collect();
            return Err(Untitled::NoHeads { line: shape.heads.line, cells });
        }
        None if ours => {}
        None => guess::by_contents(&bytes, &shape, encoding, what, &mut columns),
    }
    let heads = if shape.heads.start < shape.heads.end { shape.heads.line } else { 0 };
    let (sign, origin, names, reading) = (shape.sign, origin(&shape.names), shape.names, reading.clone());
    let mut table = ReadTable { bytes, encoding, sign, heads, names, columns, what, rows, reading, origin, ours, raw };
    survey::survey(&mut table);
    Ok(table)
}

fn origin(heads: &[String]) -> Origin {
    let keys: Vec<String> = heads.iter().map(|head| words::key(head)).collect();
    Origin { kind: Kind::of_heads(keys.iter().map(String::as_str)), revised: None }
}

impl ReadTable<'_> {
    /// How many rows there are, readable or not, besides the heads.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many bytes it has as UTF-8.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The columns in their order, those without a head or anything in them too.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// What its rows are.
    pub fn what(&self) -> Rows {
        self.what
    }

    /// By what it was read, whether that was guessed or said.
    pub fn mapping(&self) -> Mapping {
        let parts = (self.encoding, self.sign, self.heads, self.what);
        let month_first = self.reading.mapping.as_ref().and_then(|mapping| mapping.month_first);
        Mapping { month_first, ..Mapping::of_columns(parts, &self.names, &self.columns) }
    }

    /// What is written in a cell of the row that `bytes` are.
    fn text<'b>(&self, bytes: &'b [u8], cell: &cells::Cell) -> Cow<'b, str> {
        if self.raw { cells::raw(bytes, cell, self.encoding) } else { cells::text(bytes, cell, self.encoding) }
    }

    /// Reads the row at `index`; `None` behind the last.
    pub fn card(&self, index: usize) -> Option<Result<Card, Refused>> {
        let row = self.rows.get(index)?;
        Some(row::read(self, row).map(|card| Card { origin: self.origin, ..card }))
    }

    /// Reads one row after the other.
    pub fn cards(&self) -> impl Iterator<Item = Result<Card, Refused>> {
        (0..self.len()).filter_map(|index| self.card(index))
    }
}
