//! Adding, editing, deleting, pinning and moving records.

use crate::domain::agenda_mark::AgendaMark;
use crate::domain::change::{Change, Set};
use crate::domain::contact::Contact;
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::interaction::Interaction;
use crate::domain::record::Record;

use super::{ActError, Given};

/// A new contact or company; `others` come with it (its company, made by [`company_named`]) and before it.
pub fn add(given: &Given, record: impl Into<Record>, others: Vec<Change>) -> Set {
    let _ = (given, record.into(), others);
    todo!()
}

/// The company of this name, compared folded, and the change that makes it if there is none yet.
pub fn company_named(given: &Given, ids: &mut Ids, name: &str) -> (CompanyId, Option<Change>) {
    let _ = (given, ids, name);
    todo!()
}

/// One record edited; `others` come with it and before it. Empty if nothing changed.
pub fn edit(given: &Given, before: impl Into<Record>, after: impl Into<Record>, others: Vec<Change>) -> Set {
    let _ = (given, before.into(), after.into(), others);
    todo!()
}

/// Deletes one interaction, follow-up, feedback, consent or company. For a contact there is [`delete_contact`].
pub fn delete(given: &Given, record: impl Into<Record>) -> Set {
    let _ = (given, record.into());
    todo!()
}

/// Deletes a contact with all that hangs on it: `timeline` is all of its timeline. Interactions with others lose it as a
/// participant, those with nobody else go.
pub fn delete_contact(contact: &Contact, timeline: &[Record], mark: Option<&AgendaMark>) -> Set {
    let _ = (contact, timeline, mark);
    todo!()
}

/// Pins an interaction to the briefing, or takes the pin off.
pub fn pin(given: &Given, interaction: &Interaction) -> Set {
    let _ = (given, interaction);
    todo!()
}

/// Gives an interaction that was logged on `from` to `to`, at the company they are at now.
pub fn move_interaction(
    given: &Given,
    interaction: &Interaction,
    from: ContactId,
    to: ContactId,
) -> Result<Set, ActError> {
    let _ = (given, interaction, from, to);
    todo!()
}
