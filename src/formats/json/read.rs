//! Where the records of a document stand: read once to find them, then one by one as they are wanted.

use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::scan::{Scan, line_ends, plain};
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
            RecordKind::Order => one::<crate::domain::order::Order>(bytes),
        })
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
