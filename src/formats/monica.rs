//! Monica's export of an account (JSON) to drafts: its contacts, and what it keeps with them. Calls, conversations, activities
//! and notes are interactions, tasks and reminders follow-ups.
//!
//! Owns which records a file makes; `tree` finds things in the document, `person` reads a contact, `relation` what they are to each
//! other and `entry` what hangs on one. Two shapes are known, that of version 4 (lists of `{count, type, values}`) and the earlier one, in which the lists have
//! names of their own.
//!
//! Relationships become free fields of the contact ("partner: Tom Berg"); whom Monica knows only by one makes no contact. Gifts,
//! debts, pets, photos and documents have no place here: they are listed as skipped.

mod entry;
mod person;
mod relation;
mod tree;
mod value;

use std::collections::HashMap;
use std::ops::Range;

use chrono::NaiveDate;
use serde_json::Value;

use self::relation::Relation;
use self::tree::{lists, members};
use self::value::{Fields, flag, text};
use super::draft::{Card, Draft, Origin, Refused};
use super::file::Reading;
use super::json;
use super::zone::Zone;

/// The program in ids that it gave.
pub const SOURCE: &str = "monica";

/// A document in memory.
#[derive(Debug)]
pub struct ReadFile<'a> {
    bytes: &'a [u8],
    contacts: Vec<Known>,
    /// Contacts by Monica's id.
    places: HashMap<String, u32>,
    records: Vec<Record>,
    /// Kinds of mail addresses, phones and handles by their ids.
    field_types: HashMap<String, FieldType>,
    /// Names of kinds of life events by their ids.
    event_types: HashMap<String, String>,
    /// Names of genders by their ids and by their letters.
    genders: HashMap<String, String>,
    today: NaiveDate,
    zone: Zone,
}

/// As much of a contact as others refer to.
#[derive(Debug)]
struct Known {
    id: String,
    name: String,
    /// Known only by a relationship: none who makes a contact.
    is_partial: bool,
    /// Whether they stand with one who does.
    is_related: bool,
    /// What others are to them.
    relations: Vec<Relation>,
}

/// A kind of contact field.
#[derive(Debug, Default)]
struct FieldType {
    /// `email`, `phone`, or nothing.
    kind: String,
    name: String,
}

#[derive(Debug)]
struct Record {
    bytes: Range<usize>,
    /// The line on which it begins; the first is 1.
    line: usize,
    what: What,
}

#[derive(Debug, Clone, PartialEq)]
enum What {
    /// The contact at this place.
    Contact(u32),
    /// Something of that name that hangs on these contacts.
    Thing(&'static str, Vec<u32>),
}

/// What hangs on a contact, or on the account, by the names of the two shapes.
const THINGS: &[(&str, &[&str])] = &[
    ("call", &["call", "calls"]),
    ("note", &["note", "notes"]),
    ("conversation", &["conversation", "conversations"]),
    ("life_event", &["life_event", "lifeEvents", "life_events"]),
    ("reminder", &["reminder", "reminders"]),
    ("task", &["task", "tasks"]),
    ("gift", &["gift", "gifts"]),
    ("debt", &["debt", "debts"]),
    ("pet", &["pet", "pets"]),
    ("activity", &["activity", "activities"]),
    ("document", &["document", "documents"]),
    ("photo", &["photo", "photos"]),
    ("journal entry", &["journal_entry", "journal_entries", "entry", "entries"]),
];

/// Finds the records of a document; `None` if it is JSON, but none of Monica's.
///
/// # Errors
/// Where the document is cut or damaged.
pub(super) fn read<'a>(bytes: &'a [u8], reading: &Reading) -> Result<Option<ReadFile<'a>>, json::Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let root = members(bytes, 0..bytes.len())?;
    let Some((_, account)) = root.into_iter().find(|(name, _)| name == "account") else { return Ok(None) };
    let lists = lists(bytes, account)?;
    let of = |names: &[&str]| -> Vec<Range<usize>> {
        let these = lists.iter().filter(|(name, _)| names.contains(&name.as_str()));
        these.flat_map(|(_, values)| values.iter().cloned()).collect()
    };
    let contacts = of(&["contact", "contacts"]);
    if contacts.is_empty() {
        return Ok(None);
    }
    let mut file = ReadFile {
        bytes,
        contacts: Vec::new(),
        places: HashMap::new(),
        records: Vec::new(),
        field_types: HashMap::new(),
        event_types: HashMap::new(),
        genders: HashMap::new(),
        today: reading.today,
        zone: reading.zone,
    };
    for range in of(&["contact_field_types", "contactFieldTypes"]) {
        let value = file.value(&range);
        let kind = FieldType { kind: text(&value, "type"), name: text(&value, "name") };
        file.field_types.insert(text(&value, "uuid"), kind);
    }
    for range in of(&["life_event_types", "lifeEventTypes"]) {
        let value = file.value(&range);
        let names = [text(&value, "name"), text(&value, "default_life_event_type_key")];
        let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        file.event_types.insert(text(&value, "uuid"), name);
    }
    for range in of(&["gender", "genders"]) {
        let value = file.value(&range);
        let name = text(&value, "name");
        for key in ["uuid", "type"].map(|key| text(&value, key)).into_iter().filter(|key| !key.is_empty()) {
            file.genders.entry(key).or_insert_with(|| name.clone());
        }
    }
    let mut done_together = HashMap::new();
    for range in contacts {
        file.find_in_contact(range, &mut done_together)?;
    }
    file.relate(&of(&["relationship", "relationships"]));
    for (thing, names) in THINGS {
        for range in of(names) {
            let with = done_together.get(&text(&file.value(&range), "uuid")).cloned().unwrap_or_default();
            file.put(range, What::Thing(thing, with));
        }
    }
    file.count_lines();
    Ok(Some(file))
}

impl ReadFile<'_> {
    /// How many records there are, readable or not.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Reads the record at `index`, in the file's order; `None` behind the last.
    pub fn card(&self, index: usize) -> Option<Result<Card, Refused>> {
        let record = self.records.get(index)?;
        let (value, mut cleaned) = (self.value(&record.bytes), Vec::new());
        let mut fields = Fields { line: record.line, cleaned: &mut cleaned };
        let drafted = match &record.what {
            What::Contact(at) if flag(&value, "is_partial") => {
                let known = self.contacts.get(*at as usize);
                let name = known.map(|known| known.name.clone()).unwrap_or_default();
                let kind =
                    if known.is_some_and(|known| known.is_related) { "relationship" } else { "nobody's relationship" };
                Ok(Draft::Other { kind: kind.to_owned(), name })
            }
            What::Contact(at) => self.person(*at, &value, &mut fields).map(Draft::Person),
            What::Thing(thing, with) => self.thing(thing, with, &value, &mut fields),
        };
        let line = record.line;
        Some(match drafted {
            Ok(draft) => Ok(Card { line, draft, origin: Origin::of(SOURCE), cleaned }),
            Err(why) => Err(Refused { line, name: Some(text(&value, "title")).filter(|name| !name.is_empty()), why }),
        })
    }

    /// What stands there; it was found to be JSON before.
    fn value(&self, range: &Range<usize>) -> Value {
        self.bytes.get(range.clone()).and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default()
    }

    fn put(&mut self, bytes: Range<usize>, what: What) {
        self.records.push(Record { bytes, line: 0, what });
    }

    /// A contact, and what hangs on it. Activities stand apart, with the account: `done_together` is who took part in which.
    fn find_in_contact(
        &mut self,
        range: Range<usize>,
        done_together: &mut HashMap<String, Vec<u32>>,
    ) -> Result<(), json::Unreadable> {
        let value = self.value(&range);
        let at = u32::try_from(self.contacts.len()).unwrap_or(u32::MAX);
        let known = Known {
            id: text(&value, "uuid"),
            name: person::name(&value),
            is_partial: flag(&value, "is_partial"),
            is_related: false,
            relations: Vec::new(),
        };
        if !known.id.is_empty() {
            self.places.insert(known.id.clone(), at);
        }
        self.contacts.push(known);
        self.put(range.clone(), What::Contact(at));
        for (name, values) in lists(self.bytes, range)? {
            let Some((thing, _)) = THINGS.iter().find(|(_, names)| names.contains(&name.as_str())) else { continue };
            for value in values {
                // What stands with the account is only named here.
                if self.bytes.get(value.start) == Some(&b'"') {
                    if let Value::String(id) = self.value(&value) {
                        done_together.entry(id).or_default().push(at);
                    }
                } else {
                    self.put(value, What::Thing(thing, vec![at]));
                }
            }
        }
        Ok(())
    }

    /// Puts the records in the file's order, and counts their lines from one to the next.
    fn count_lines(&mut self) {
        self.records.sort_by_key(|record| record.bytes.start);
        let (mut counted, mut line) = (0, 1);
        for record in &mut self.records {
            line += json::scan::line_ends(self.bytes.get(counted..record.bytes.start).unwrap_or_default());
            counted = record.bytes.start;
            record.line = line;
        }
    }
}

/// The values of a list in a contact.
fn listed<'v>(contact: &'v Value, names: &'static [&'static str]) -> impl Iterator<Item = &'v Value> {
    let of_types = contact.get("data").and_then(Value::as_array).into_iter().flatten();
    let of_types =
        of_types.filter(move |list| list.get("type").and_then(Value::as_str).is_some_and(|name| names.contains(&name)));
    let named = names.iter().filter_map(move |name| contact.get("properties")?.get(name));
    of_types.chain(named).filter_map(|list| list.get("values")?.as_array()).flatten()
}

/// The things under a name: `[…]`, or `{"values": […]}`.
fn listed_in<'v>(of: &'v Value, name: &str) -> &'v [Value] {
    let list = value::find(of, name);
    list.and_then(|list| list.as_array().or_else(|| list.get("values")?.as_array())).map_or(&[], Vec::as_slice)
}
