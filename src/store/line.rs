//! One line of the journal: a set, as JSON that can be read without touchbase, with the sequence in front and the
//! checksum behind.

use chrono::{DateTime, FixedOffset};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Entry, Seq};
use crate::domain::change::{Change, Label};
use crate::domain::record::{RecordId, RecordKind};

/// Length of what stands behind every line's content: `,"crc":"xxxxxxxx"}` and the newline.
pub(super) const SEAL: usize = 19;

/// A set. `C` is [`Change`], or [`Touched`] where only the ids are wanted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Line<C> {
    pub seq: Seq,
    pub at: DateTime<FixedOffset>,
    pub author: String,
    /// The session's name: [`super::MadeIn`].
    pub session: String,
    pub label: Label,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<Seq>,
    /// The key of a retry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub once: Option<String>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<C>,
    /// Where the changes are too many to stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<SetRef>,
}

/// Names a file under `sets/` and what it must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SetRef {
    pub id: Uuid,
    pub count: usize,
    pub bytes: u64,
    /// Of the whole file.
    pub crc: u32,
    /// The file's changes are to be taken back, the last first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inverse: bool,
}

impl<C> Line<C> {
    /// How many changes the set holds.
    pub fn count(&self) -> usize {
        self.set.as_ref().map_or(self.changes.len(), |set| set.count)
    }
}

/// The entry that tells of a line.
pub(super) fn entry(line: &Line<Touched>) -> Entry {
    Entry {
        seq: line.seq,
        at: line.at,
        author: line.author.clone(),
        session: line.session.clone(),
        label: line.label.clone(),
        undoes: line.undoes,
        touched: line.changes.iter().map(|touched| touched.0).collect(),
    }
}

/// Of a change nothing but which record it touches.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "Sides")]
pub(super) struct Touched(pub RecordId);

#[derive(Deserialize)]
struct Sides {
    before: Option<Name>,
    after: Option<Name>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    Contact(Id),
    Company(Id),
    Interaction(Id),
    FollowUp(Id),
    Feedback(Id),
    Consent(Id),
    AgendaMark(Of),
    Order(Id),
}

#[derive(Deserialize)]
struct Id {
    id: Uuid,
}

#[derive(Deserialize)]
struct Of {
    contact: Uuid,
}

impl TryFrom<Sides> for Touched {
    type Error = &'static str;

    fn try_from(sides: Sides) -> Result<Self, Self::Error> {
        let (kind, id) = match sides.after.or(sides.before).ok_or("a change of nothing")? {
            Name::Contact(r) => (RecordKind::Contact, r.id),
            Name::Company(r) => (RecordKind::Company, r.id),
            Name::Interaction(r) => (RecordKind::Interaction, r.id),
            Name::FollowUp(r) => (RecordKind::FollowUp, r.id),
            Name::Feedback(r) => (RecordKind::Feedback, r.id),
            Name::Consent(r) => (RecordKind::Consent, r.id),
            Name::AgendaMark(r) => (RecordKind::AgendaMark, r.contact),
            Name::Order(r) => (RecordKind::Order, r.id),
        };
        Ok(Self(RecordId::new(kind, id)))
    }
}

impl From<&Line<Change>> for Line<Touched> {
    fn from(line: &Line<Change>) -> Self {
        Self {
            seq: line.seq,
            at: line.at,
            author: line.author.clone(),
            session: line.session.clone(),
            label: line.label.clone(),
            undoes: line.undoes,
            once: line.once.clone(),
            changes: line.changes.iter().filter_map(Change::id).map(Touched).collect(),
            set: line.set.clone(),
        }
    }
}

/// `value`, a JSON object, as one line with its checksum and newline.
pub(super) fn sealed(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut line = Vec::with_capacity(256);
    put_sealed(value, &mut line)?;
    Ok(line)
}

/// The same behind the lines that stand there.
pub(super) fn put_sealed(value: &impl Serialize, to: &mut Vec<u8>) -> serde_json::Result<()> {
    let start = to.len();
    serde_json::to_writer(&mut *to, value)?;
    to.pop();
    let crc = crc32fast::hash(&to[start..]);
    to.extend_from_slice(seal(crc).as_bytes());
    Ok(())
}

/// What stands behind a line's content.
pub(super) fn seal(crc: u32) -> String {
    format!(",\"crc\":\"{crc:08x}\"}}\n")
}

/// The line without its newline, if it is whole and its checksum is right.
pub(super) fn checked(line: &[u8]) -> Option<&[u8]> {
    crc_of(line).map(|_| &line[..line.len() - 1])
}

/// The checksum of a whole line that is right.
pub(super) fn crc_of(line: &[u8]) -> Option<u32> {
    let (content, behind) = line.split_at_checked(line.len().checked_sub(SEAL)?)?;
    let crc = crc32fast::hash(content);
    (behind == seal(crc).as_bytes()).then_some(crc)
}

/// The sequence that a line begins with.
pub(super) fn seq_of(line: &[u8]) -> Option<Seq> {
    let digits = line.strip_prefix(br#"{"seq":"#)?;
    let end = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(&digits[..end]).ok()?.parse().ok()
}

/// A line as a value; `None` if it isn't one.
pub(super) fn parse<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    serde_json::from_slice(line).ok()
}
