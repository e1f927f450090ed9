//! What files would bring, all in all.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::id::CompanyId;
use crate::domain::pairs::CompanyReason;
use crate::formats::csv::{Column, Mapping};
use crate::formats::draft::Cleaned;
use crate::formats::import::{Altered, Brought, Fate, Row};
use crate::formats::{Reading, Unreadable};

/// What files would bring: each record with what becomes of it, and what of them can't be read.
#[derive(Debug)]
pub struct Overview {
    /// The file's name, or that of the directory.
    pub name: String,
    /// In the files' order.
    pub rows: Arc<Vec<Row>>,
    /// Companies that are called otherwise by now: the old name and the new one.
    pub renamed: Vec<(String, String)>,
    /// Companies that are new, and may be ones that are here.
    pub firms: Vec<Firm>,
    /// Follow-ups of which it can't be told whether their calendar doesn't hold them any more.
    pub unsure: usize,
    /// Files of a directory that aren't read at all, and why.
    pub unreadable: Vec<(String, Unreadable)>,
    /// What of a directory is passed over, by name.
    pub passed_over: Vec<String>,
    /// What is taken over otherwise than it stood, and whose card it is on: the first of these, by line.
    pub cleaned: Vec<(String, Cleaned)>,
    /// How many there are in all.
    pub cleaned_count: usize,
    /// What is kept though there is no field for it: how many properties of each name.
    pub foreign: BTreeMap<String, usize>,
    /// The columns of tables in which anything stands.
    pub columns: Vec<Column>,
    /// Whether it is one table, of which the columns can be chosen.
    pub is_table: bool,
    /// By which a table was read, guessed or not.
    pub mapping: Option<Arc<Mapping>>,
    /// The name of the mapping, if it is a saved one that was made for such a table.
    pub saved: Option<String>,
    /// Whether it is a whole store's JSON, of which nothing can be chosen.
    pub is_whole: bool,
    /// New contacts of it who may be here already, under other ids.
    pub alike: usize,
    /// How all of it was read.
    pub reading: Reading,
    /// Whether a calendar's series have more past times than come in, unless all are asked for.
    pub has_more_times: bool,
    /// Where each of several files begins, as lines are counted on, and its name.
    pub files: Vec<(usize, String)>,
}

/// A company of the files that may be one that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// As the files call it.
    pub name: String,
    pub of: CompanyId,
    pub reasons: Vec<CompanyReason>,
    /// Whether it is that one, as the user says.
    pub is_taken: bool,
}

/// How much choices would bring in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    pub brought: Brought,
    /// Of how many new contacts the last contact is known.
    pub last_contact: usize,
    /// How many new contacts have a tier or rhythm from the file.
    pub kept: usize,
    /// Which fields of those who are here change, where the choices bear on fields.
    pub altered: Arc<Altered>,
}

impl Sums {
    /// Whether bringing it in would change nothing.
    pub fn changes_nothing(&self) -> bool {
        self.brought.is_nothing()
    }
}

impl Overview {
    /// One that tells of rows alone.
    pub fn bare(name: String, rows: Arc<Vec<Row>>, reading: Reading) -> Self {
        let (renamed, unreadable, passed_over, cleaned, columns, files) = Default::default();
        let (mapping, saved, foreign, firms) = Default::default();
        Self {
            name,
            rows,
            renamed,
            firms,
            unsure: 0,
            unreadable,
            passed_over,
            cleaned,
            cleaned_count: 0,
            foreign,
            columns,
            is_table: false,
            mapping,
            saved,
            is_whole: false,
            alike: 0,
            reading,
            has_more_times: false,
            files,
        }
    }

    /// In which of several files a line stands, and its number there.
    pub fn place(&self, line: usize) -> (Option<&str>, usize) {
        let at = self.files.partition_point(|(base, _)| *base < line).checked_sub(1);
        match at.and_then(|at| self.files.get(at)) {
            Some((base, name)) if self.files.len() > 1 => (Some(name), line - base),
            Some((base, _)) => (None, line - base),
            None => (None, line),
        }
    }

    /// Whether what its columns are is to be said first: nothing of the table can come in as they are understood, or most of their
    /// heads say nothing. What was saved for such a table is said already.
    pub fn needs_columns(&self) -> bool {
        let unknown = self.columns.iter().filter(|column| !column.is_known()).count();
        let mostly = self.saved.is_none() && unknown * 2 > self.columns.len();
        self.is_table && (mostly || self.rows.iter().all(|row| matches!(row.fate, Fate::Refused(_))))
    }

    /// What was taken over otherwise on the lines from that one up to the next record's.
    pub fn cleaned_at(&self, row: usize) -> impl Iterator<Item = &Cleaned> {
        let from = self.rows.get(row).map_or(usize::MAX, |row| row.line);
        let to = self.rows.get(row + 1).map_or(usize::MAX, |next| next.line);
        self.cleaned.iter().map(|(_, cleaned)| cleaned).filter(move |cleaned| (from..to).contains(&cleaned.line))
    }
}
