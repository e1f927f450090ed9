//! Which entries of a file were here and were deleted: they stay out unless they are asked for.

use std::collections::{HashMap, HashSet};

use super::{EntryFate, PlannedEntry, record};
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::formats::ReadFile;
use crate::formats::draft::{Card, Draft};
use crate::formats::import::Here;

/// By what an entry is known again that isn't here any more: the day of it may have moved, and with that the id of its record.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Id(RecordId),
    Source(RecordKind, String),
}

/// Marks those of the entries that come in new although they were deleted here. What went along with a contact follows that, so
/// what is `new`comers' isn't looked for.
///
/// # Errors
///
/// The first error of `here`.
pub fn mark<E>(
    entries: &mut [PlannedEntry],
    file: &ReadFile,
    new: &HashSet<ContactId>,
    here: &Here<E>,
) -> Result<(), E> {
    let Some(deleted) = here.deleted else { return Ok(()) };
    let mut places: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for (number, becomes) in entry.records.iter().enumerate() {
            if becomes.fate != EntryFate::New || becomes.with.iter().any(|one| new.contains(&one.contact)) {
                continue;
            }
            places.entry(Key::Id(becomes.id)).or_default().push((at, number));
            // Of two that are alike one is known by all that it says.
            if let Some(whole) = whole(file, entry.card).filter(|whole| *whole != becomes.id && number == 0) {
                places.entry(Key::Id(whole)).or_default().push((at, number));
            }
            // That of one of several people is another's of the same source.
            if let Some(source) = source_of(file, entry.card).filter(|_| number == 0) {
                places.entry(Key::Source(becomes.id.kind, source)).or_default().push((at, number));
            }
        }
    }
    if places.is_empty() {
        return Ok(());
    }
    for (gone, on) in deleted(&|gone| keys_of(gone).iter().any(|key| places.contains_key(key)))? {
        for (at, number) in keys_of(&gone).iter().filter_map(|key| places.get(key)).flatten() {
            // The last deletion is told first.
            if let Some(becomes) = entries[*at].records.get_mut(*number).filter(|one| one.fate == EntryFate::New) {
                becomes.fate = EntryFate::Deleted { on };
            }
        }
    }
    let places: HashSet<usize> = places.into_values().flatten().map(|(at, _)| at).collect();
    places.into_iter().for_each(|at| entries[at].fate = entries[at].fate_of_records());
    Ok(())
}

/// The record of an entry of which the file gives no id, by all that it says.
fn whole(file: &ReadFile, card: u32) -> Option<RecordId> {
    match file.card(card as usize)? {
        Ok(Card { draft: Draft::Entry(entry), .. }) if entry.source_id.is_empty() => {
            Some(record::record_id(&entry, &record::source_of(&entry)))
        }
        _ => None,
    }
}

/// The source id of an entry that the file gives; `None` if it gives none.
fn source_of(file: &ReadFile, card: u32) -> Option<String> {
    match file.card(card as usize)? {
        Ok(Card { draft: Draft::Entry(entry), .. }) => Some(entry.source_id).filter(|source| !source.is_empty()),
        _ => None,
    }
}

fn keys_of(gone: &Record) -> Vec<Key> {
    let Some(source) = record::source_id(gone) else { return Vec::new() };
    let (id, source) = (gone.id(), record::without_said(source));
    let by_source = (!source.is_empty()).then(|| Key::Source(id.kind, source.to_owned()));
    by_source.into_iter().chain([Key::Id(id)]).collect()
}
