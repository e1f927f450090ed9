//! Where the records of a document stand: read once to find them, then one by one as they are wanted.

use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Deserializer, Error};

use super::{FORMAT, ORDER, list_name};
use crate::domain::record::{Record, RecordKind};

/// Why a document can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is JSON, but none that touchbase wrote.
    Foreign,
    /// A newer touchbase wrote it, in this format.
    Newer(u32),
    /// It is cut or damaged in this line, the first is 1; in English, how.
    Broken { line: usize, what: String },
}

/// A document in memory.
#[derive(Debug)]
pub struct WholeFile<'a> {
    bytes: &'a [u8],
    records: Vec<Place>,
}

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    kind: RecordKind,
    bytes: Range<usize>,
    /// On which it begins.
    line: usize,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

/// Whether it begins as a document of ours does.
pub fn is_whole(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let rest = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|rest| rest.starts_with(b"\"touchbase\""))
}

/// Finds the records.
pub fn read(bytes: &[u8]) -> Result<WholeFile<'_>, Unreadable> {
    if !is_whole(bytes) {
        return Err(Unreadable::Foreign);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut records = Vec::new();
    let mut scan = Scan { bytes, at: 0 };
    // Counted on from record to record: from the file's beginning it would be read once for each.
    let (mut counted, mut line) = (0, 1);
    scan.sign(b'{')?;
    loop {
        let name: String = scan.value()?;
        let begin = scan.at.saturating_sub(name.len() + 2);
        scan.sign(b':')?;
        if name == "touchbase" {
            let head: Head = scan.value()?;
            if head.format > FORMAT {
                return Err(Unreadable::Newer(head.format));
            }
        } else if let Some(kind) = ORDER.into_iter().find(|kind| list_name(*kind) == name) {
            scan.list(|range| {
                line += line_ends(&bytes[counted..range.start]);
                counted = range.start;
                records.push(Place { kind, bytes: range, line });
            })?;
        } else {
            // What isn't known must not be left out in silence.
            return Err(scan.broken(begin, format!("unknown list \"{name}\"")));
        }
        if !scan.goes_on(b'}')? {
            break;
        }
    }
    if scan.next().is_some() {
        return Err(scan.broken(scan.at, "something stands behind its end".to_owned()));
    }
    Ok(WholeFile { bytes, records })
}

impl WholeFile<'_> {
    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Of which kind the record at `index` is.
    pub fn kind(&self, index: usize) -> Option<RecordKind> {
        self.records.get(index).map(|place| place.kind)
    }

    /// The line on which the record at `index` begins; the first is 1.
    pub fn line(&self, index: usize) -> usize {
        self.records.get(index).map_or(1, |place| place.line)
    }

    /// Reads the record at `index`; `None` behind the last. The error says in English what is wrong with it.
    pub fn record(&self, index: usize) -> Option<Result<Record, String>> {
        let place = self.records.get(index)?;
        let bytes = &self.bytes[place.bytes.clone()];
        fn one<T: DeserializeOwned + Into<Record>>(bytes: &[u8]) -> Result<Record, String> {
            serde_json::from_slice::<T>(bytes).map(Into::into).map_err(|error| plain(&error))
        }
        Some(match place.kind {
            RecordKind::Contact => one::<crate::domain::contact::Contact>(bytes),
            RecordKind::Company => one::<crate::domain::company::Company>(bytes),
            RecordKind::AgendaMark => one::<crate::domain::agenda_mark::AgendaMark>(bytes),
            RecordKind::Interaction => one::<crate::domain::interaction::Interaction>(bytes),
            RecordKind::FollowUp => one::<crate::domain::follow_up::FollowUp>(bytes),
            RecordKind::Feedback => one::<crate::domain::feedback::Feedback>(bytes),
            RecordKind::Consent => one::<crate::domain::consent::Consent>(bytes),
        })
    }
}

/// What is wrong, without the place, which counts from the record's beginning.
fn plain(error: &Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.clone(), |(what, _)| what.to_owned())
}

/// The number of the line in which `at` stands.
fn line(bytes: &[u8], at: usize) -> usize {
    1 + line_ends(&bytes[..at.min(bytes.len())])
}

fn line_ends(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// Goes through a document.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    /// The next sign behind white space.
    fn next(&mut self) -> Option<u8> {
        let rest = &self.bytes[self.at..];
        self.at += rest.len() - rest.trim_ascii_start().len();
        self.bytes.get(self.at).copied()
    }

    fn sign(&mut self, sign: u8) -> Result<(), Unreadable> {
        if self.next() != Some(sign) {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(())
    }

    /// Whether a comma follows, and no end.
    fn goes_on(&mut self, end: u8) -> Result<bool, Unreadable> {
        let found = self.next();
        if found != Some(b',') && found != Some(end) {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(found == Some(b','))
    }

    fn value<T: DeserializeOwned>(&mut self) -> Result<T, Unreadable> {
        let mut stream = Deserializer::from_slice(&self.bytes[self.at..]).into_iter::<T>();
        match stream.next() {
            Some(Ok(value)) => {
                self.at += stream.byte_offset();
                Ok(value)
            }
            Some(Err(error)) => {
                let first = line(self.bytes, self.at);
                Err(Unreadable::Broken { line: first + error.line().max(1) - 1, what: plain(&error) })
            }
            None => Err(self.unexpected()),
        }
    }

    /// Tells where the values of a list stand.
    fn list(&mut self, mut tell: impl FnMut(Range<usize>)) -> Result<(), Unreadable> {
        self.sign(b'[')?;
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.next();
            let start = self.at;
            self.value::<IgnoredAny>()?;
            tell(start..self.at);
            if !self.goes_on(b']')? {
                return Ok(());
            }
        }
    }

    fn unexpected(&self) -> Unreadable {
        match self.bytes.get(self.at) {
            None => self.broken(self.at, "it ends too early".to_owned()),
            Some(byte) => self.broken(self.at, format!("\"{}\" stands in the wrong place", byte.escape_ascii())),
        }
    }

    fn broken(&self, at: usize, what: String) -> Unreadable {
        Unreadable::Broken { line: line(self.bytes, at), what }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_taken_apart() {
        let found = |text: &str| read(text.as_bytes()).map(|file| file.records.clone());
        assert_eq!(found("{\"touchbase\":{\"format\":1}}"), Ok(Vec::new()));
        assert_eq!(found(" { \"touchbase\" : {\"format\":1}, \"contacts\" : [ ] }\n"), Ok(Vec::new()));
        let two = "{\"touchbase\":{\"format\":1},\n\"contacts\":[\n{\"a\":\"}]\"},\n7 ]}";
        let place = |bytes, line| Place { kind: RecordKind::Contact, bytes, line };
        assert_eq!(found(two), Ok(vec![place(40..50, 3), place(52..53, 4)]));
        let broken = |text: &str, line: usize, what: &str| match found(text) {
            Err(Unreadable::Broken { line: at, what: said }) => {
                assert_eq!((at, said.as_str()), (line, what), "{text:?}")
            }
            other => panic!("{text:?}: {other:?}"),
        };
        broken("{\"touchbase\":{\"format\":1},\n\"contacts\":[\n{\"a\":1},\n", 4, "it ends too early");
        broken("{\"touchbase\":{\"format\":1},\n\"contacts\":[\n{\"a\":1}", 3, "it ends too early");
        broken("{\"touchbase\":{\"format\":1},\n\"contacts\":[\n{\"a\":", 3, "EOF while parsing a value");
        broken("{\"touchbase\":{\"format\":1},\n\"people\":[]}", 2, "unknown list \"people\"");
        broken("{\"touchbase\":{\"format\":1}} x", 1, "something stands behind its end");
        broken("{\"touchbase\":{\"format\":1}; ", 1, "\";\" stands in the wrong place");
        assert_eq!(found("{\"touchbase\":{\"format\":2},\"new\":[]}"), Err(Unreadable::Newer(2)));
        assert_eq!(found("{\"contacts\":[]}"), Err(Unreadable::Foreign));
    }
}
