//! Deleting records, and contacts with all that hangs on them.

use std::collections::HashSet;

use crate::domain::agenda_mark::AgendaMark;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::interaction::Interaction;
use crate::domain::record::{Record, RecordId};

use super::Given;
use super::feedback::delete_feedback;

/// Deletes one interaction, follow-up, feedback, consent or company. For contacts there is [`delete_contacts`].
pub fn delete(given: &Given, record: impl Into<Record>) -> Set {
    let record = record.into();
    if let Record::Feedback(one) = &record {
        return delete_feedback(given, std::slice::from_ref(one));
    }
    Set::new(given.label_of(Act::Delete, &record), [Change::delete(record)])
}

/// A contact with all that goes when it is deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeContact {
    pub contact: Contact,
    /// All of its timeline.
    pub timeline: Vec<Record>,
    pub mark: Option<AgendaMark>,
}

/// Deletes contacts with all that hangs on them, as one set. Interactions with others lose them as participants, those with
/// nobody else go. The contacts go last, so that taking it back brings them first.
pub fn delete_contacts(going: &[WholeContact]) -> Set {
    let ids: HashSet<ContactId> = going.iter().map(|whole| whole.contact.id).collect();
    let mut seen: HashSet<RecordId> = HashSet::new();
    let hanging = going.iter().flat_map(|whole| &whole.timeline).filter(|record| seen.insert(record.id()));
    let mut changes: Vec<Change> = hanging
        .filter(|record| !matches!(record, Record::Contact(_) | Record::Company(_)))
        .map(|record| match record {
            Record::Interaction(before) => match without(before, &ids) {
                Some(after) => Change::edit(before.clone(), after),
                None => Change::delete(before.clone()),
            },
            other => Change::delete(other.clone()),
        })
        .collect();
    changes.extend(going.iter().filter_map(|whole| whole.mark.clone()).map(Change::delete));
    changes.extend(going.iter().map(|whole| Change::delete(whole.contact.clone())));
    Set::new(Label::of_many(Act::Delete, going.iter().map(|whole| whole.contact.name.clone())), changes)
}

/// Deletes one contact: [`delete_contacts`].
pub fn delete_contact(contact: &Contact, timeline: &[Record], mark: Option<&AgendaMark>) -> Set {
    let (contact, timeline) = (contact.clone(), timeline.to_vec());
    delete_contacts(&[WholeContact { contact, timeline, mark: mark.cloned() }])
}

/// The interaction without some of its participants; `None` if nobody is left.
fn without(interaction: &Interaction, contacts: &HashSet<ContactId>) -> Option<Interaction> {
    let mut after = interaction.clone();
    after.with.retain(|participant| !contacts.contains(&participant.contact));
    (!after.with.is_empty()).then_some(after)
}
