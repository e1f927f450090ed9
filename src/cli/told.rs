//! What a writing verb did, in sentences: for standard error, beside the ids on standard output.

use crate::domain::book::Book;
use crate::domain::change::{Act, Change, Set};
use crate::domain::find::ShortIds;
use crate::domain::follow_up::FollowUpState;
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordKind};
use crate::say;
use crate::text::{Text, days, label, names, reason};
use chrono::NaiveDate;
use uuid::Uuid;

/// How many of the records that came of it are told one by one.
const TOLD: usize = 20;

/// The records that a set makes, what its verb is named for first.
pub fn made(set: &Set) -> Vec<&Record> {
    let order = |record: &Record| match record.id().kind {
        RecordKind::Interaction => Some(0),
        RecordKind::Contact => Some(1),
        RecordKind::FollowUp => Some(2),
        RecordKind::Feedback => Some(3),
        RecordKind::Company => Some(4),
        RecordKind::Consent => Some(5),
        RecordKind::Order => Some(6),
        RecordKind::AgendaMark => None,
    };
    let new = set.changes.iter().filter(|change| change.before.is_none()).filter_map(|change| change.after.as_ref());
    let place = |record: &Record| Some((!names_verb(set.label.act, record), order(record)?));
    let mut made: Vec<((bool, u8), &Record)> = new.filter_map(|record| Some((place(record)?, record))).collect();
    made.sort_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, record)| record).collect()
}

/// What was done, with what was made and its id, and how to take it back; then a line for all else that came of it.
pub fn sentences(text: &Text, book: &Book, set: &Set, today: NaiveDate) -> Vec<String> {
    let made = made(set);
    let ids = ShortIds::of_these(book, made.iter().map(|record| record.id().id));
    let said = label::said(text, &set.label, today);
    let first = made.first().filter(|first| names_verb(set.label.act, first)).copied();
    // Of several no single id can stand in the sentence.
    let named = first.filter(|first| made.iter().filter(|record| record.id().kind == first.id().kind).count() == 1);
    let said = match named {
        Some(record) => with_id(&ids, said, record.id().id),
        None => said,
    };
    let mut sentences = vec![say!(text, "cli-saved", said = said)];
    if matches!(set.label.act, Act::Log | Act::Note) {
        let done = set.changes.iter().filter_map(done_title);
        sentences.extend(done.map(|title| say!(text, "cli-log-does", title = reason::title(text, title))));
    }
    let others = made.into_iter().skip(usize::from(named.is_some()));
    let left_out = others.len().saturating_sub(TOLD);
    let told = others.take(if left_out > 1 { TOLD } else { usize::MAX });
    sentences.extend(told.map(|record| with_id(&ids, also_made(text, book, record, today), record.id().id)));
    if left_out > 1 {
        sentences.push(say!(text, "cli-also-more", count = left_out));
    }
    sentences
}

fn with_id(ids: &ShortIds, said: String, id: Uuid) -> String {
    format!("{said} ({})", ids.show(id))
}

/// Whether a verb of this act is named for a record of this kind.
fn names_verb(act: Act, record: &Record) -> bool {
    matches!(
        (act, record),
        (Act::Add, Record::Contact(_) | Record::Company(_))
            | (Act::Log | Act::Note, Record::Interaction(_))
            | (Act::FollowUp, Record::FollowUp(_))
            | (Act::Feedback | Act::Ask, Record::Feedback(_))
            | (Act::Consent, Record::Consent(_))
            | (Act::Order, Record::Order(_))
    )
}

/// The title of a follow-up that is done by this change.
fn done_title(change: &Change) -> Option<&str> {
    match (&change.before, &change.after) {
        (Some(Record::FollowUp(_)), Some(Record::FollowUp(after))) if after.state == FollowUpState::Done => {
            Some(&after.title)
        }
        _ => None,
    }
}

/// A record that came besides what the verb is named for.
fn also_made(text: &Text, book: &Book, record: &Record, today: NaiveDate) -> String {
    let name = |id: ContactId| book.contact(id).map_or(String::new(), |row| row.name.clone());
    match record {
        Record::FollowUp(follow_up) => {
            let day = days::moment(text, follow_up.due, follow_up.time, today);
            say!(text, "cli-log-next", day = day, title = reason::title(text, &follow_up.title))
        }
        Record::Feedback(feedback) => {
            let kind = names::feedback(text, feedback.kind);
            say!(text, "cli-log-feedback", kind = kind, text = feedback.text.as_str())
        }
        Record::Company(company) => say!(text, "cli-also-company", company = company.name.as_str()),
        Record::Interaction(interaction) => {
            let people: Vec<String> = interaction.with.iter().map(|participant| name(participant.contact)).collect();
            let kind = names::kind(text, interaction.kind);
            say!(text, "label-log-kind", kind = kind, who = people.join(", "))
        }
        Record::Contact(contact) => say!(text, "label-add", who = contact.name.as_str()),
        Record::Consent(consent) => say!(text, "label-consent", who = name(consent.contact)),
        Record::Order(_) => names::record(text, record),
        Record::AgendaMark(_) => String::new(),
    }
}
