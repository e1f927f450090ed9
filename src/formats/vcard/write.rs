//! Contacts and companies to vCards, 3.0 (RFC 2426) and 4.0 (RFC 6350).
//!
//! What is written is read back to the same record by `card`; what vCard has no property for stands in our own (`own`).
//! Foreign properties are written as they came, but for those that a card may have once and that are written from a field.
//! What stood beside a field is put back where the field still says the same (`beside`).
//! REV is left out: it would be the day of the export, and no two exports of the same book would be equal.

mod beside;
mod company;
mod contact;
pub(in crate::formats) mod lines;

pub use self::company::company;
pub use self::contact::contact;
use self::lines::{Card, Place};
use super::beside::is_beside;
use super::line::Logical;
pub use super::version::Version;
use super::{own, property::Property, version};
use crate::domain::contact::{Address, ForeignId, Labelled};
use uuid::Uuid;

/// Properties that a card has once at the most and that are always written: there is no room for a foreign one.
const WRITTEN: &[&str] = &["BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "KIND"];

/// Of a foreign property the name in capitals, of several that of the first; `None` if it is none, or stands beside a field.
fn foreign_name(lines: &str) -> Option<String> {
    let first = lines.lines().next().filter(|first| !is_beside(first))?;
    Property::parse(&Logical { number: 0, bytes: first.as_bytes().into() }, false)
        .map(|property| property.name.into_owned())
}

/// Under which id another program knows a record: that program's own where there is one, else ours.
pub fn uid(id: Uuid, elsewhere: &[ForeignId]) -> String {
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

    /// The id under which another program knows it, else ours; then the others, and those that were merged into it.
    fn ids(&mut self, id: Uuid, elsewhere: &[ForeignId]) {
        self.uid(&uid(id, elsewhere));
        let first = elsewhere.iter().position(is_uid);
        for (at, id) in elsewhere.iter().enumerate() {
            if first != Some(at) && (!id.is_own() || id.is_merged()) {
                self.parts(own::ID, &[&id.source, &id.value]);
            }
        }
    }

    /// An URI, or text, which then says so in 4.0.
    fn uid(&mut self, uid: &str) {
        let is_scheme =
            |text: &str| text.len() > 1 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
        if self.version == Version::V4 && !uid.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)) {
            self.raw(&format!("UID;VALUE=text:{}", lines::escaped(uid)));
        } else {
            self.raw(&format!(
                "UID:{}",
                if self.version == Version::V3 { lines::escaped(uid) } else { lines::bare(uid) }
            ));
        }
    }

    /// Mails and phones, and so addresses; the first of several is the preferred one.
    fn reach(&mut self, name: &str, values: &[Labelled]) {
        for (at, Labelled { label, value }) in values.iter().enumerate() {
            self.labelled(name, label, Place::of(at, values.len()), &[value], &lines::escaped(value));
        }
    }

    fn addresses(&mut self, addresses: &[Address]) {
        for (at, a) in addresses.iter().enumerate() {
            let parts = [&a.post_box, &a.extended, &a.street, &a.city, &a.region, &a.postcode, &a.country];
            let value = parts.map(|part| lines::escaped(part)).join(";");
            self.labelled("ADR", &a.label, Place::of(at, addresses.len()), &parts.map(String::as_str), &value);
        }
    }

    /// What came from elsewhere, unless `written` has it, of which there may be but one; and the end.
    fn end(mut self, foreign: &[String], written: &[&str]) -> String {
        for entry in foreign {
            let has_room = |name: &str| !WRITTEN.contains(&name) && !written.contains(&name);
            let is_written = |line: &str| foreign_name(line).is_some_and(|name| has_room(&name));
            let lines = version::lines(entry, self.version);
            lines.iter().filter(|line| is_written(line)).for_each(|line| self.raw(line));
        }
        self.tighten();
        self.raw("END:VCARD");
        self.into_text()
    }
}
