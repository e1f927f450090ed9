//! The changes of entries, by what was planned of them and what the user decided: whose an entry is, and that somebody whom it names
//! becomes a new contact.

use std::collections::HashMap;

use super::record::{brought, open_again, record, source_of, with_end};
use super::{Becomes, EntryFate, Looking, PlannedEntry};
use crate::domain::change::Change;
use crate::domain::contact::Labelled;
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::{CompanyId, ContactId, InteractionId};
use crate::domain::interaction::Participant;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::formats::ReadFile;
use crate::formats::draft::{Draft, Entry, Person, What, Whom};
use crate::formats::import::changes::{Cards, admit};
use crate::formats::import::deciding::Decided;
use crate::formats::import::{Choice, Choices, Here, Plan, keys};

/// Those whom entries name, who aren't here, and whom the user wants as new contacts.
#[derive(Debug, Default)]
pub struct Strangers {
    /// In the order of the first entries that name them.
    people: Vec<(ContactId, usize, Whom)>,
    of_card: HashMap<u32, ContactId>,
}

impl Strangers {
    /// Each as the only card of somebody new.
    pub fn cards(&self, plan: &Plan) -> impl Iterator<Item = (ContactId, Cards)> {
        let today = plan.options.today;
        self.people.iter().map(move |(id, row, whom)| (*id, vec![(*row, admit(person(whom), today))]))
    }
}

fn person(whom: &Whom) -> Person {
    let mut person = Person::nobody();
    let mails = [&whom.mail].into_iter().filter(|mail| !mail.is_empty());
    let phones = [&whom.phone].into_iter().filter(|phone| !phone.is_empty());
    person.record.mails.extend(mails.map(|mail| Labelled::new("", mail.as_str())));
    person.record.phones.extend(phones.map(|phone| Labelled::new("", phone.as_str())));
    person.nameless = whom.name.is_empty();
    person.record.name = called(whom).to_owned();
    person
}

/// By what somebody is called who isn't here.
pub fn called(whom: &Whom) -> &str {
    let words = [&whom.name, &whom.mail, &whom.phone, &whom.company, &whom.id];
    words.into_iter().find(|word| !word.is_empty()).map_or("", String::as_str)
}

/// Who of an entry that is nobody's can be made a contact: the first whom a mail address or phone number is told of, else whom a name
/// is, if that isn't what the entry itself is called.
pub fn newcomer(entry: &Entry) -> Option<&Whom> {
    let told = || entry.with.iter();
    let named = |whom: &&Whom| !whom.name.is_empty() && !entry.text().starts_with(&whom.name);
    told().find(|whom| !whom.mail.is_empty() || !whom.phone.is_empty()).or_else(|| told().find(named))
}

impl PlannedEntry {
    /// Whether it is still open whose it is.
    pub fn can_be_given(&self) -> bool {
        matches!(self.fate, EntryFate::New | EntryFate::Unmatched)
    }

    /// Whether anything changes with it by these choices.
    fn changes_by(&self, choices: &Choices) -> bool {
        match choices.of(self.card as usize) {
            Some(Choice::Leave) => false,
            Some(Choice::Into(_)) if self.can_be_given() => true,
            Some(Choice::New) if self.fate == EntryFate::Unmatched => self.newcomer.is_some(),
            Some(Choice::New | Choice::Take) if self.deleted().is_some() => true,
            Some(Choice::Take) if self.may_go_on() => true,
            _ => self.changes(),
        }
    }
}

impl Plan {
    /// Whom the user wants as new contacts of those whom entries name.
    pub(in crate::formats::import) fn strangers(&self, choices: &Choices) -> Strangers {
        let mut strangers = Strangers::default();
        let mut known: HashMap<String, ContactId> = HashMap::new();
        let wanted = self
            .entries
            .iter()
            .filter(|entry| entry.fate == EntryFate::Unmatched && choices.of(entry.card as usize) == Some(Choice::New));
        for entry in wanted {
            let Some(whom) = &entry.newcomer else { continue };
            let key = match whom.mail.as_str() {
                "" => format!("{}\n{}", keys::name(&whom.name), keys::phone(&whom.phone)),
                mail => keys::mail(mail),
            };
            let id = *known.entry(key).or_insert_with(|| {
                let id = self.fresh(entry.card);
                strangers.people.push((id, entry.card as usize, whom.clone()));
                id
            });
            strangers.of_card.insert(entry.card, id);
        }
        strangers
    }

    /// How many entries change something by these choices.
    pub fn entries_with(&self, choices: &Choices) -> usize {
        self.entries.iter().filter(|entry| entry.changes_by(choices)).count()
    }

    /// The changes of the entries, behind the people they hang on.
    pub(in crate::formats::import) fn entry_changes<'a, E>(
        &'a self,
        file: &'a ReadFile,
        here: &'a Here<'a, E>,
        choices: &'a Choices,
        decided: &'a Decided,
        strangers: &'a Strangers,
    ) -> impl Iterator<Item = Result<Change, E>> {
        let mut looking = Looking::new(here, true, self.promises.clone());
        let entries = self.entries.iter().filter(|entry| entry.changes_by(choices) && decided.comes_in(entry.card));
        entries.flat_map(move |planned| {
            let changes = self.changes_of_entry(planned, file, here, choices, decided, strangers, &mut looking);
            match changes {
                Ok(changes) => changes.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            }
        })
    }

    #[allow(clippy::too_many_arguments, reason = "all that decides what becomes of an entry")]
    fn changes_of_entry<E>(
        &self,
        planned: &PlannedEntry,
        file: &ReadFile,
        here: &Here<E>,
        choices: &Choices,
        decided: &Decided,
        strangers: &Strangers,
        looking: &mut Looking<E>,
    ) -> Result<Vec<Change>, E> {
        let Some(entry) = entry(file, planned.card) else { return Ok(Vec::new()) };
        let given = match choices.of(planned.card as usize) {
            Some(Choice::Into(target)) if planned.can_be_given() => Some((target, false)),
            Some(Choice::New) => strangers.of_card.get(&planned.card).map(|id| (*id, true)),
            _ => None,
        };
        let records = match given {
            Some((contact, is_new)) => {
                let company = if is_new { None } else { works_at(contact, here)? };
                looking.records(&entry, &source_of(&entry), &[(Participant { contact, company }, is_new)])?
            }
            None => planned.records.clone(),
        };
        let calendar = self.calendars.get(&file.part(planned.card as usize));
        let is_back = matches!(choices.of(planned.card as usize), Some(Choice::New | Choice::Take));
        let goes_on = is_back && planned.may_go_on();
        let mut changes = Vec::new();
        for becomes in records.iter().filter(|becomes| is_back || !matches!(becomes.fate, EntryFate::Deleted { .. })) {
            changes.extend(self.change(&entry, becomes, goes_on, here, decided, calendar.map(String::as_str))?);
        }
        Ok(changes)
    }

    fn change<E>(
        &self,
        entry: &Entry,
        becomes: &Becomes,
        goes_on: bool,
        here: &Here<E>,
        decided: &Decided,
        calendar: Option<&str>,
    ) -> Result<Vec<Change>, E> {
        let standing = |participant: &Participant| {
            Some(Participant { contact: decided.stands_for(participant.contact)?, ..*participant })
        };
        let mut with: Vec<Participant> = Vec::new();
        for participant in becomes.with.iter().filter_map(standing) {
            if !with.iter().any(|known| known.contact == participant.contact) {
                with.push(participant);
            }
        }
        let mut changes = Vec::new();
        if with.is_empty() && becomes.at.is_none() {
            return Ok(changes);
        }
        match becomes.fate {
            EntryFate::New | EntryFate::Deleted { .. } => {
                let new = record(entry, becomes.id, &with, becomes.at, self.options.today, calendar);
                changes.extend(new.map(Change::create));
            }
            EntryFate::Changed => {
                if let Some(there) = (here.record)(becomes.id)?
                    && let Some(after) = brought(&there, entry, &with, calendar)
                {
                    changes.push(Change::edit(there, after));
                }
            }
            // Nothing of what is unchanged is asked for, but that it goes on.
            EntryFate::Unchanged if becomes.may_go_on && goes_on => {
                if let (Some(Record::FollowUp(over)), What::FollowUp(new)) = ((here.record)(becomes.id)?, &entry.what) {
                    let open = open_again(&over, entry, new, calendar);
                    changes.push(Change::edit(over, open));
                }
            }
            EntryFate::Unchanged | EntryFate::Unmatched | EntryFate::Over => {}
        }
        if let (Some(id), RecordKind::Interaction) = (becomes.closes, becomes.id.kind)
            && let Some(Record::FollowUp(open)) = (here.record)(RecordId::new(RecordKind::FollowUp, id.0))?
            && open.is_open()
        {
            let closed_by = Some(InteractionId(becomes.id.id));
            // Should the file move it ahead again, it goes on.
            let source_id = with_end(&open.source_id, FollowUpState::Done);
            let done = FollowUp {
                state: FollowUpState::Done,
                closed: Some(entry.day()),
                closed_by,
                source_id,
                ..open.clone()
            };
            changes.push(Change::edit(open, done));
        }
        Ok(changes)
    }
}

/// The entry that a record of the file is.
pub fn entry(file: &ReadFile, card: u32) -> Option<Box<Entry>> {
    match file.card(card as usize)?.ok()?.draft {
        Draft::Entry(entry) => Some(entry),
        Draft::Person(_) | Draft::Company(_) | Draft::Other { .. } => None,
    }
}

/// Where somebody who is here works today.
fn works_at<E>(contact: ContactId, here: &Here<E>) -> Result<Option<CompanyId>, E> {
    let there = (here.contacts)(&[contact])?.pop();
    Ok(there.and_then(|there| there.jobs.into_iter().find(|job| job.to.is_none())?.company))
}
