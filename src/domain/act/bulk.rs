//! Several contacts changed in one go, as one set.

use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::{Channel, Contact, Stage, Tier};

use super::edit::all_changed;
use super::tags::tagged;

/// What is changed of each; `None` stays as it is with each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bulk {
    pub tier: Option<Option<Tier>>,
    pub stage: Option<Option<Stage>>,
    pub cadence: Option<Cadence>,
    pub ceiling: Option<Ceiling>,
    /// Empty for nobody's.
    pub owner: Option<String>,
    /// Empty for none that is known.
    pub language: Option<String>,
    pub preferred_channel: Option<Option<Channel>>,
    /// Tags that come, and those that go.
    pub tags_on: Vec<String>,
    pub tags_off: Vec<String>,
    /// Goes below the personal notes; nothing if empty.
    pub note: String,
}

impl Bulk {
    /// Whether it changes nothing of anybody.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn changed(&self, before: &Contact) -> Contact {
        let mut after = before.clone();
        after.tier = self.tier.unwrap_or(after.tier);
        after.stage = self.stage.unwrap_or(after.stage);
        after.cadence = self.cadence.unwrap_or(after.cadence);
        after.ceiling = self.ceiling.unwrap_or(after.ceiling);
        after.preferred_channel = self.preferred_channel.unwrap_or(after.preferred_channel);
        if let Some(owner) = &self.owner {
            owner.trim().clone_into(&mut after.owner);
        }
        if let Some(language) = &self.language {
            language.trim().clone_into(&mut after.language);
        }
        after.tags = tagged(&after.tags, &self.tags_on, &self.tags_off);
        if !self.note.trim().is_empty() {
            let above = after.notes.trim_end();
            after.notes =
                [above, self.note.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        }
        after
    }
}

/// Changes each of `contacts`. The set is named after the fields that changed of any.
pub fn bulk(contacts: &[Contact], what: &Bulk) -> Set {
    let changes: Vec<Change> =
        contacts.iter().map(|before| Change::edit(before.clone(), what.changed(before))).collect();
    let label = Label::of_many(Act::Edit, contacts.iter().map(|contact| contact.name.clone()));
    Set::new(Label { what: all_changed(&changes), ..label }, changes)
}

/// Each of these edited, before and after; `others` come with it and before it. Named like that.
pub fn edit_each(edited: Vec<(Contact, Contact)>, others: Vec<Change>) -> Set {
    let edited = edited.into_iter().filter(|(before, after)| before != after);
    let (names, changes): (Vec<String>, Vec<Change>) =
        edited.map(|(before, after)| (after.name.clone(), Change::edit(before, after))).unzip();
    let label = Label::of_many(Act::Edit, names);
    Set::new(Label { what: all_changed(&changes), ..label }, others.into_iter().chain(changes))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::act::{Given, Off, WholeContact, delete_contacts, off};
    use crate::domain::book::Book;
    use crate::domain::cadence::Span;
    use crate::domain::id::Ids;
    use crate::domain::record::{Record, RecordId};
    use crate::domain::settings::Settings;

    fn contact(n: u64) -> Contact {
        Contact::new(Ids::seeded(1, n).draw(), format!("Contact {n}"), "2026-01-01".parse().unwrap())
    }

    #[test]
    fn only_what_is_said_changes() {
        let before = Contact { tier: Some(Tier::A), notes: "likes oak".into(), tags: vec!["vip".into()], ..contact(1) };
        let check = |what: Bulk, after: Contact, fields: &str| {
            let set = bulk(std::slice::from_ref(&before), &what);
            assert_eq!(set.label.what, fields);
            let expect: Vec<Change> =
                [Change::edit(before.clone(), after)].into_iter().filter(|change| !change.is_empty()).collect();
            assert_eq!(set.changes, expect);
        };
        check(Bulk::default(), before.clone(), "");
        check(Bulk { tier: Some(None), ..Bulk::default() }, Contact { tier: None, ..before.clone() }, "tier");
        check(Bulk { tier: Some(Some(Tier::A)), ..Bulk::default() }, before.clone(), "");
        let (on, off) = (vec!["fair".to_owned()], vec!["vip".to_owned()]);
        check(
            Bulk { tags_on: on.clone(), tags_off: off, ..Bulk::default() },
            Contact { tags: on, ..before.clone() },
            "tags",
        );
        check(
            Bulk { note: " met in March ".into(), owner: Some("Ina".into()), ..Bulk::default() },
            Contact { notes: "likes oak\nmet in March".into(), owner: "Ina".into(), ..before.clone() },
            "notes owner",
        );
    }

    fn any_bulk() -> impl Strategy<Value = Bulk> {
        let tier = prop::option::of(prop::option::of(prop::sample::select(Tier::ALL.to_vec())));
        let stage = prop::option::of(prop::option::of(prop::sample::select(Stage::ALL.to_vec())));
        let cadence = prop::option::of(prop::sample::select(vec![
            Cadence::ByTier,
            Cadence::Never,
            Cadence::Every(Span::days(30)),
        ]));
        let channel = prop::option::of(prop::option::of(prop::sample::select(Channel::ALL.to_vec())));
        let word = || prop::option::of("[a-c]{0,2}");
        let tags = || prop::collection::vec("[a-c]{1,2}", 0..3);
        let ceiling = prop::option::of(prop::sample::select(vec![Ceiling::ByTier, Ceiling::None]));
        let rhythm = (cadence, ceiling);
        (tier, stage, rhythm, channel, word(), word(), tags(), tags(), "[a-c\n ]{0,4}").prop_map(
            |(tier, stage, (cadence, ceiling), preferred_channel, owner, language, tags_on, tags_off, note)| Bulk {
                tier,
                stage,
                cadence,
                ceiling,
                owner,
                language,
                preferred_channel,
                tags_on,
                tags_off,
                note,
            },
        )
    }

    /// All records, as a store has them.
    type Records = HashMap<RecordId, Record>;

    fn apply(records: &mut Records, set: Set) {
        for Change { before, after } in set.changes {
            let id = before.as_ref().or(after.as_ref()).map(Record::id).unwrap();
            assert_eq!(records.get(&id), before.as_ref(), "what was there before is said");
            records.remove(&id);
            records.extend(after.map(|after| (id, after)));
        }
    }

    fn contacts(records: &Records) -> Vec<Contact> {
        let contact =
            |record: &Record| if let Record::Contact(contact) = record { Some(contact.clone()) } else { None };
        let mut contacts: Vec<Contact> = records.values().filter_map(contact).collect();
        contacts.sort_by_key(|contact| contact.id);
        contacts
    }

    proptest! {
        #[test]
        fn bulk_then_undo_is_nothing(whats in prop::collection::vec(any_bulk(), 1..4), count in 1u64..12) {
            let (book, settings) = (Book::default(), Settings::default());
            let (today, now) = ("2026-11-21".parse().unwrap(), "2026-11-21T09:30:00+01:00".parse().unwrap());
            let given = Given { book: &book, settings: &settings, today, now };
            let start: Records = (1..=count).map(contact).map(Record::from).map(|r| (r.id(), r)).collect();
            let mut records = start.clone();
            let mut done = Vec::new();
            let mut act = |records: &mut Records, act: &dyn Fn(&[Contact]) -> Set| {
                let set = act(&contacts(records));
                done.push(set.clone());
                apply(records, set);
            };
            for what in &whats {
                act(&mut records, &|contacts| bulk(contacts, what));
            }
            act(&mut records, &|contacts| off(&given, contacts, &Off::Archive));
            let whole = |contact: &Contact| WholeContact { contact: contact.clone(), timeline: Vec::new(), mark: None };
            act(&mut records, &|contacts| delete_contacts(&contacts.iter().map(whole).collect::<Vec<_>>()));
            prop_assert!(records.is_empty());
            for set in done.into_iter().rev() {
                apply(&mut records, set.inverse());
            }
            prop_assert_eq!(records, start);
        }
    }
}
