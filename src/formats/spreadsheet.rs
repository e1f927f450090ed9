//! Contacts and companies, or orders, to a table for spreadsheets: one row for each, a column for each field, several mails or phones in
//! numbered columns. Reading tables is `csv`'s.
//!
//! A spreadsheet takes a cell that begins with `=` for a formula, whoever wrote it: such cells are guarded with `'`, which an
//! import takes off. Without guards the table is for programs, and its last head of fixed ones, `raw`, says so: an import takes nothing
//! off then.

mod column;
mod orders;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use self::column::{Column, columns};
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, ForeignId, Referrer};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Between two cells.
    pub separator: u8,
    /// For a spreadsheet: UTF-8's mark stands first, as it is taken for another charset else, and cells are guarded.
    pub guarded: bool,
}

/// How many columns of a kind are needed: all records are looked at before the first is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    mails: usize,
    phones: usize,
    addresses: usize,
    webs: usize,
    past_jobs: usize,
    fields: BTreeSet<String>,
    /// The sources of ids, and how many of one a record has.
    ids: BTreeMap<String, usize>,
    /// Whether anybody was recommended by a contact.
    referrers: bool,
}

impl Shape {
    pub fn contact(&mut self, contact: &Contact) {
        let jobs = contact.jobs.len() - usize::from(contact.current_job().is_some());
        self.past_jobs = self.past_jobs.max(jobs);
        self.webs = self.webs.max(contact.handles.len());
        self.referrers |= matches!(contact.referred_by, Some(Referrer::Contact(_)));
        self.sources(&contact.ids);
        self.lists(contact.mails.len(), contact.phones.len(), contact.addresses.len(), contact.fields.keys());
    }

    pub fn company(&mut self, company: &Company) {
        self.sources(&company.ids);
        self.lists(company.mails.len(), company.phones.len(), company.addresses.len(), company.fields.keys());
    }

    fn sources(&mut self, ids: &[ForeignId]) {
        for id in ids.iter().filter(|id| !id.is_own() || id.is_merged()) {
            let count = ids.iter().filter(|other| other.source == id.source).count();
            let most = self.ids.entry(id.source.clone()).or_default();
            *most = (*most).max(count);
        }
    }

    fn lists<'a>(&mut self, mails: usize, phones: usize, addresses: usize, fields: impl Iterator<Item = &'a String>) {
        self.mails = self.mails.max(mails);
        self.phones = self.phones.max(phones);
        self.addresses = self.addresses.max(addresses);
        for name in fields.filter(|name| !self.fields.contains(*name)).cloned().collect::<Vec<_>>() {
            self.fields.insert(name);
        }
    }
}

/// A table in the making.
pub struct Table<W: Write> {
    rows: csv::Writer<W>,
    columns: Vec<Column>,
    separator: u8,
    guarded: bool,
}

/// Whose row it is.
enum Whose<'a> {
    Contact(&'a Contact),
    Company(&'a Company),
}

impl<W: Write> Table<W> {
    /// Writes the heads.
    pub fn begin(out: W, style: Style, shape: &Shape) -> io::Result<Self> {
        let mut table = Self::new(out, style, columns(shape, style.guarded))?;
        let heads: Vec<String> = table.columns.iter().map(Column::head).collect();
        table.row(heads)?;
        Ok(table)
    }

    fn new(mut out: W, style: Style, columns: Vec<Column>) -> io::Result<Self> {
        if style.guarded {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(style.separator).terminator(csv::Terminator::CRLF);
        let Style { separator, guarded } = style;
        Ok(Self { rows: writer.from_writer(out), columns, separator, guarded })
    }

    pub fn contact(&mut self, book: &Book, contact: &Contact) -> io::Result<()> {
        let cells = self.columns.iter().map(|column| column.cell(book, &Whose::Contact(contact))).collect();
        self.row(cells)
    }

    pub fn company(&mut self, book: &Book, company: &Company) -> io::Result<()> {
        let cells = self.columns.iter().map(|column| column.cell(book, &Whose::Company(company))).collect();
        self.row(cells)
    }

    pub fn end(mut self) -> io::Result<()> {
        self.rows.flush()
    }

    fn row(&mut self, cells: Vec<String>) -> io::Result<()> {
        let cells = cells.into_iter().map(|cell| {
            let cell = sound(cell);
            if self.guarded && is_formula(&cell) { format!("'{cell}") } else { cell }
        });
        self.rows.write_record(cells).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }
}

/// Without what nobody sees, which no cell of a table needs; line ends are LF.
fn sound(cell: String) -> String {
    if !cell.chars().any(|c| c == '\r' || super::clean::is_hidden(c)) {
        return cell;
    }
    let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
    cell.chars().filter(|c| !super::clean::is_hidden(*c)).collect()
}

/// Whether a spreadsheet would compute it, or an import would take it for guarded.
fn is_formula(cell: &str) -> bool {
    const SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
    let guarded = |rest: &str| rest.starts_with('\'') || rest.starts_with(SIGNS);
    cell.starts_with(SIGNS) || cell.strip_prefix('\'').is_some_and(guarded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Labelled;
    use crate::domain::id::Ids;

    fn written(contact: &Contact, style: Style) -> String {
        let (mut shape, mut out) = (Shape::default(), Vec::new());
        shape.contact(contact);
        let mut table = Table::begin(&mut out, style, &shape).unwrap();
        table.contact(&Book::default(), contact).unwrap();
        table.end().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_guarded_for_spreadsheets_only() {
        let mut anna = Contact::new(Ids::seeded(1, 1).draw(), "=HYPERLINK(\"x\")", "2026-01-01".parse().unwrap());
        anna.phones = vec![Labelled::new("work", "+49 30 1"), Labelled::new("", "030 2")];
        anna.notes = "'=one\r\ntwo;\u{1b}".into();
        anna.owner = "'quoted'".into();
        let guarded = written(&anna, Style { separator: b';', guarded: true });
        assert!(guarded.starts_with("\u{feff}id;kind;name;"), "{guarded}");
        assert!(guarded.contains("phone;phone label;phone 2;phone 2 label;"), "{guarded}");
        for cell in ["\"'=HYPERLINK(\"\"x\"\")\"", ";'+49 30 1;work;030 2;;", ";\"''=one\ntwo;\";", ";'quoted';"] {
            assert!(guarded.contains(cell), "{cell} in {guarded}");
        }
        let raw = written(&anna, Style { separator: b',', guarded: false });
        assert!(raw.starts_with("id,kind,name,") && raw.contains(",+49 30 1,work,030 2,,"), "{raw}");
        assert!(raw.ends_with("\r\n") && raw.contains("\"'=one\ntwo;\"") || raw.contains(",'=one"), "{raw}");
    }
}
