//! The document, record by record.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Serializer;

use super::{FORMAT, Guarded, list_name};
use crate::domain::record::{Record, RecordKind};

/// A document in the making. The lists come in the order in which they are begun.
#[derive(Debug)]
pub struct Document<W: Write> {
    out: W,
    /// Whether a list is open, and whether a record stands in it.
    open: Option<bool>,
}

impl<W: Write> Document<W> {
    pub fn begin(mut out: W) -> io::Result<Self> {
        write!(out, "{{\"touchbase\":{{\"format\":{FORMAT}}}")?;
        Ok(Self { out, open: None })
    }

    /// Ends the list before it and begins that of a kind.
    pub fn list(&mut self, kind: RecordKind) -> io::Result<()> {
        self.end_list()?;
        write!(self.out, ",\n\"{}\":[", list_name(kind))?;
        self.open = Some(false);
        Ok(())
    }

    /// One more record in the list.
    pub fn record(&mut self, record: &Record) -> io::Result<()> {
        self.out.write_all(if self.open == Some(true) { b",\n" } else { b"\n" })?;
        self.open = Some(true);
        let out = &mut Serializer::with_formatter(&mut self.out, Guarded);
        let written = match record {
            Record::Contact(record) => record.serialize(out),
            Record::Company(record) => record.serialize(out),
            Record::Interaction(record) => record.serialize(out),
            Record::FollowUp(record) => record.serialize(out),
            Record::Feedback(record) => record.serialize(out),
            Record::Consent(record) => record.serialize(out),
            Record::AgendaMark(record) => record.serialize(out),
            Record::Order(record) => record.serialize(out),
        };
        Ok(written?)
    }

    pub fn end(mut self) -> io::Result<()> {
        self.end_list()?;
        self.out.write_all(b"}\n")?;
        self.out.flush()
    }

    fn end_list(&mut self) -> io::Result<()> {
        match self.open.take() {
            Some(true) => self.out.write_all(b"\n]"),
            Some(false) => self.out.write_all(b"]"),
            None => Ok(()),
        }
    }
}
