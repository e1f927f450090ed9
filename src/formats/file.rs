//! A file of whichever format as records to import, and several files as one, so that they come in as one set.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::sync::{Arc, mpsc};
use std::thread;

use chrono::NaiveDate;

use super::calendar;
use super::csv::{self, Column, Mapping, ReadTable, Untitled};
use super::draft::{Card, Cleaned, Refused};
use super::json;
use super::monica;
use super::sniff::{Format, sniff};
use super::vcard;
use super::zone::Zone;
use crate::domain::country::Country;
use crate::domain::mail::OwnMails;
use crate::domain::money::Currency;

/// What days in a file are read against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// No birthday and no last contact is after it.
    pub today: NaiveDate,
    /// Whether `12/24` is a day (24 December) where a column leaves it open.
    pub month_first: bool,
    /// Whose national phone numbers stand in the file.
    pub country: Country,
    /// In which orders are whose currency isn't said.
    pub currency: Currency,
    /// The user's, in which times are that name no zone.
    pub zone: Zone,
    /// By what tables are read; `None` where they show it themselves.
    pub mapping: Option<Arc<Mapping>>,
    /// The user's mail addresses: nobody of a calendar is the user.
    pub own: OwnMails,
    /// Whether all past times of a calendar's series are read, and not the newest alone.
    pub all_times: bool,
}

impl Reading {
    /// As it is read on that day where nothing else is known.
    pub fn on(today: NaiveDate) -> Self {
        Self {
            today,
            month_first: false,
            country: Country::NONE,
            currency: Currency::EUR,
            zone: Zone::UTC,
            mapping: None,
            own: OwnMails::default(),
            all_times: false,
        }
    }
}

/// Why nothing of a file can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is of another format.
    Format(Format),
    /// It is a table in which no row names columns that are known.
    Untitled(Untitled),
    /// It is JSON that is cut or damaged.
    Json(json::Unreadable),
    /// It holds a whole store, which comes in by itself.
    Whole,
}

/// The records of one file or of several.
#[derive(Debug)]
pub struct ReadFile<'a> {
    parts: Vec<Part<'a>>,
    len: usize,
}

/// One file among those that were joined.
#[derive(Debug)]
struct Part<'a> {
    /// How many records stand before it.
    first: usize,
    /// The line before its first, counted on from file to file.
    base: usize,
    records: Records<'a>,
}

#[derive(Debug)]
enum Records<'a> {
    Cards(vcard::ReadFile<'a>),
    Rows(Box<ReadTable<'a>>),
    Events(Box<calendar::ReadFile<'a>>),
    Account(Box<monica::ReadFile<'a>>),
    Listed(Vec<Card>),
}

/// Bytes of a file: what is longer is none of contacts, or never ends.
pub const FILE_BYTES: u64 = 1 << 30;

/// All that is to be read of an opened file.
///
/// # Errors
/// What reading it says; `FileTooLarge` if it has more than [`FILE_BYTES`].
pub fn bytes(from: impl Read) -> io::Result<Vec<u8>> {
    up_to(FILE_BYTES, from)
}

/// How the names of files end that can be imported.
const ENDINGS: &[&str] = &[".vcf", ".vcard", ".csv", ".tsv", ".ics", ".json"];

/// Whether a file in a folder looks by its name as if it could be imported; a hidden one doesn't.
pub fn can_be_imported(name: &str) -> bool {
    let lower = name.to_lowercase();
    !lower.starts_with('.') && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// A file of so many records is long: reading it pays a thread, which reads them in parts, some parts ahead.
pub(super) const LONG: usize = 512;
pub(super) const PART: usize = 64;
pub(super) const AHEAD: usize = 8;

fn up_to(limit: u64, from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Finds the records of a file.
///
/// # Errors
/// What it is instead of a file that can be imported.
pub fn read<'a>(bytes: &'a [u8], reading: &Reading) -> Result<ReadFile<'a>, Unreadable> {
    let records = match sniff(bytes) {
        // What is asked to be read as a table is one, however little it looks like it.
        format if format == Format::Table || format.is_text() && reading.mapping.is_some() => {
            Records::Rows(Box::new(csv::read(bytes, reading).map_err(Unreadable::Untitled)?))
        }
        Format::VCard => Records::Cards(vcard::cards(bytes)),
        Format::ICalendar => Records::Events(Box::new(calendar::read(bytes, reading))),
        Format::Json if json::is_whole(bytes) => return Err(Unreadable::Whole),
        Format::Json => match monica::read(bytes, reading).map_err(Unreadable::Json)? {
            Some(account) => Records::Account(Box::new(account)),
            None => return Err(Unreadable::Format(Format::Json)),
        },
        other => return Err(Unreadable::Format(other)),
    };
    Ok(ReadFile::join([ReadFile { len: records.len(), parts: vec![Part { first: 0, base: 0, records }] }]))
}

impl<'a> ReadFile<'a> {
    /// Records that were read elsewhere, in the order of their lines.
    pub fn listed(cards: Vec<Card>) -> Self {
        Self::join([Self {
            len: cards.len(),
            parts: vec![Part { first: 0, base: 0, records: Records::Listed(cards) }],
        }])
    }

    /// Several files as one. Their lines count on; [`Self::place`] tells them apart.
    pub fn join(files: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self { parts: Vec::new(), len: 0 };
        let mut base = 0;
        for part in files.into_iter().flat_map(|file| file.parts) {
            let (records, bytes) = (part.records.len(), part.records.bytes());
            all.parts.push(Part { first: all.len, base, ..part });
            all.len += records;
            // No file has more lines than bytes: behind so many the next one's begin, however lines are counted.
            base += bytes + 2;
        }
        all
    }

    /// Which of the joined files a line stands in, from 0, and its number there.
    pub fn place(&self, line: usize) -> (usize, usize) {
        let file = self.parts.partition_point(|part| part.base < line).saturating_sub(1);
        (file, line - self.parts.get(file).map_or(0, |part| part.base))
    }

    /// What is still to be told when the file is gone.
    pub fn outline(&self) -> Outline {
        let columns = self.columns().map(|(line, column)| (line, column.clone())).collect();
        Outline { bases: self.parts.iter().map(|part| part.base).collect(), columns }
    }

    /// How many records there are, readable or not.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether it is several files as one.
    pub fn are_several(&self) -> bool {
        self.parts.len() > 1
    }

    /// The calendars among the files.
    fn events(&self) -> impl Iterator<Item = &calendar::ReadFile<'a>> {
        self.parts.iter().filter_map(|part| match &part.records {
            Records::Events(events) => Some(&**events),
            _ => None,
        })
    }

    /// Whether any of the files is a calendar.
    pub fn has_calendars(&self) -> bool {
        self.events().next().is_some()
    }

    /// The calendars among the files, by the number of their file, and what they are called, where they tell.
    pub fn calendars(&self) -> impl Iterator<Item = (usize, Option<&str>)> {
        self.parts.iter().enumerate().filter_map(|(part, one)| match &one.records {
            Records::Events(events) if events.is_calendar() => Some((part, events.name())),
            _ => None,
        })
    }

    /// The number of the file in which the record at `index` stands.
    pub fn part(&self, index: usize) -> usize {
        self.parts.partition_point(|part| part.first <= index).saturating_sub(1)
    }

    /// What becomes of those of these sources of which a calendar has the UID but makes no record, by those of the files, given by
    /// their numbers, that count.
    pub fn standing<'s>(
        &self,
        sources: &HashSet<&'s str>,
        counts: impl Fn(usize) -> bool,
    ) -> BTreeMap<&'s str, calendar::Standing> {
        let mut all = BTreeMap::new();
        let events = self.parts.iter().enumerate().filter_map(|(number, part)| match &part.records {
            Records::Events(events) if counts(number) => Some(events),
            _ => None,
        });
        for (source, standing) in events.flat_map(|events| events.standing(sources)) {
            let known = all.entry(source).or_insert(standing);
            *known = standing.max(*known);
        }
        all
    }

    /// What stands outside of all records and was passed over.
    pub fn outside(&self) -> impl Iterator<Item = Cleaned> {
        self.parts.iter().flat_map(|part| {
            let outside = match &part.records {
                Records::Cards(cards) => cards.outside(),
                Records::Events(events) => events.outside(),
                Records::Rows(_) | Records::Account(_) | Records::Listed(_) => &[],
            };
            outside.iter().map(|line| Cleaned { line: line.line + part.base, ..line.clone() })
        })
    }

    /// By what the first table among the files was read.
    pub fn mapping(&self) -> Option<Mapping> {
        self.tables().next().map(ReadTable::mapping)
    }

    /// The tables among the files.
    fn tables(&self) -> impl Iterator<Item = &ReadTable<'a>> {
        self.parts.iter().filter_map(|part| match &part.records {
            Records::Rows(table) => Some(&**table),
            _ => None,
        })
    }

    /// The columns of the tables among the files, and the lines of their heads, counted on.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.parts.iter().flat_map(|part| {
            let columns = match &part.records {
                Records::Cards(_) | Records::Events(_) | Records::Account(_) | Records::Listed(_) => &[],
                Records::Rows(table) => table.columns(),
            };
            columns.iter().map(|column| (column.line + part.base, column))
        })
    }

    /// Reads the record at `index`, in the files' order; `None` behind the last.
    pub fn card(&self, index: usize) -> Option<Result<Card, Refused>> {
        let part = self.parts.get(self.parts.partition_point(|part| part.first <= index).checked_sub(1)?)?;
        let (card, base) = (part.records.card(index - part.first)?, part.base);
        Some(match card {
            Ok(mut card) => {
                card.line += base;
                card.cleaned.iter_mut().for_each(|cleaned| cleaned.line += base);
                Ok(card)
            }
            Err(refused) => Err(Refused { line: refused.line + base, ..refused }),
        })
    }

    /// Gives each record to `take`, in the files' order, until that ends it with an error. Of a long file those that come next
    /// are read meanwhile.
    pub fn each_card<E>(&self, mut take: impl FnMut(usize, Result<Card, Refused>) -> Result<(), E>) -> Result<(), E> {
        if self.len() < LONG {
            return self.cards().enumerate().try_for_each(|(index, card)| take(index, card));
        }
        thread::scope(|scope| {
            let (ahead, read) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || {
                for first in (0..self.len()).step_by(PART) {
                    let part = (first..self.len().min(first + PART)).filter_map(|index| self.card(index));
                    // Nobody takes any more.
                    if ahead.send(part.collect::<Vec<_>>()).is_err() {
                        return;
                    }
                }
            });
            read.into_iter().flatten().enumerate().try_for_each(|(index, card)| take(index, card))
        })
    }

    /// Reads one record after the other.
    pub fn cards(&self) -> impl Iterator<Item = Result<Card, Refused>> {
        (0..self.len()).filter_map(|index| self.card(index))
    }
}

/// Where the lines of files are, and the columns of tables.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    bases: Vec<usize>,
    columns: Vec<(usize, Column)>,
}

impl Outline {
    /// As [`ReadFile::place`].
    pub fn place(&self, line: usize) -> (usize, usize) {
        let file = self.bases.partition_point(|base| *base < line).saturating_sub(1);
        (file, line - self.bases.get(file).copied().unwrap_or_default())
    }

    /// As [`ReadFile::columns`].
    pub fn columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().map(|(line, column)| (*line, column))
    }
}

impl Records<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Cards(cards) => cards.len(),
            Self::Rows(table) => table.len(),
            Self::Events(events) => events.len(),
            Self::Account(account) => account.len(),
            Self::Listed(cards) => cards.len(),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Cards(cards) => cards.bytes(),
            Self::Rows(table) => table.bytes(),
            Self::Events(events) => events.bytes(),
            Self::Account(account) => account.bytes(),
            Self::Listed(cards) => cards.last().map_or(0, |card| card.line),
        }
    }

    fn card(&self, index: usize) -> Option<Result<Card, Refused>> {
        match self {
            Self::Cards(cards) => cards.card(index),
            Self::Rows(table) => table.card(index),
            Self::Events(events) => events.card(index),
            Self::Account(account) => account.card(index),
            Self::Listed(cards) => cards.get(index).cloned().map(Ok),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_refused() {
        assert_eq!(up_to(4, &b"1234"[..]).unwrap(), b"1234");
        assert_eq!(up_to(4, io::repeat(0)).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
