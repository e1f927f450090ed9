//! Contacts and companies to vCards, 3.0 (RFC 2426) and 4.0 (RFC 6350).
//!
//! What is written is read back to the same record by `card`; what vCard has no property for stands in our own (`own`).
//! Foreign properties are written as they came, but for those that a card may have once and that are written from a field.
//! REV is left out: it would be the day of the export, and no two exports of the same book would be equal.

mod company;
mod contact;
mod lines;

pub use self::company::company;
pub use self::contact::contact;
use self::lines::Card;
use super::line::Logical;
use super::{own, property::Property};
use crate::domain::contact::{Address, ForeignId, Labelled};
use uuid::Uuid;

/// A version of vCard that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    V3,
    V4,
}

/// Properties that a card has once at the most and that are always written: there is no room for a foreign one.
const WRITTEN: &[&str] = &["BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "KIND"];

/// Of a foreign property the name in capitals; `None` if it is none.
fn foreign_name(lines: &str) -> Option<String> {
    let first = lines.lines().next()?;
    Property::parse(&Logical { number: 0, bytes: first.as_bytes().into() }, false)
        .map(|property| property.name.into_owned())
}

/// Under which id another program knows a record: that program's own where there is one, else ours.
fn uid(id: Uuid, elsewhere: &[ForeignId]) -> String {
    match elsewhere.iter().find(|id| is_uid(id)) {
        Some(theirs) => theirs.value.clone(),
        None => format!("urn:uuid:{id}"),
    }
}

fn is_uid(id: &ForeignId) -> bool {
    id.source == "uid" && !id.value.is_empty()
}

impl Card {
    fn begin(&mut self) {
        self.raw("BEGIN:VCARD");
        self.raw(match self.version {
            Version::V3 => "VERSION:3.0",
            Version::V4 => "VERSION:4.0",
        });
        self.raw(concat!("PRODID:-//touchbase//touchbase ", env!("CARGO_PKG_VERSION"), "//EN"));
    }

    /// The id under which another program knows it, else ours; then the others.
    fn ids(&mut self, id: Uuid, elsewhere: &[ForeignId]) {
        self.uri("UID", &uid(id, elsewhere));
        let first = elsewhere.iter().position(is_uid);
        for (at, id) in elsewhere.iter().enumerate() {
            if first != Some(at) && !id.is_own() {
                self.parts(own::ID, &[&id.source, &id.value]);
            }
        }
    }

    /// Mails and phones; the first of several is the preferred one.
    fn reach(&mut self, name: &str, values: &[Labelled]) {
        for (at, Labelled { label, value }) in values.iter().enumerate() {
            self.labelled(name, label, at == 0 && values.len() > 1, &lines::escaped(value));
        }
    }

    fn addresses(&mut self, addresses: &[Address]) {
        for a in addresses {
            let parts = [&a.post_box, &a.extended, &a.street, &a.city, &a.region, &a.postcode, &a.country];
            let value = parts.map(|part| lines::escaped(part)).join(";");
            self.labelled("ADR", &a.label, false, &value);
        }
    }

    /// What came from elsewhere, unless `written` has it, of which there may be but one; and the end.
    fn end(mut self, foreign: &[String], written: &[&str]) -> String {
        for lines in foreign {
            let has_room = |name: &str| !WRITTEN.contains(&name) && !written.contains(&name);
            if foreign_name(lines).is_some_and(|name| has_room(&name)) {
                lines.lines().for_each(|line| self.raw(line));
            }
        }
        self.raw("END:VCARD");
        self.into_text()
    }
}
