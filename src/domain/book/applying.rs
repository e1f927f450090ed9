//! How the book follows a change: first the records, then what is made from them, as far as it was asked for.

use super::account::Account;
use super::image::Unfilled;
use super::open::{Grievance, Promise};
use super::staff::companies_of;
use super::standings::has_open;
use super::{Book, Facts};
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, merged_ids};
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ContactId, FeedbackId, FollowUpId};
use crate::domain::interaction::Interaction;
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::row::Row;
use crate::domain::survey::Survey;

impl Book {
    /// Makes the book what it is after `change`.
    pub fn apply(&mut self, change: &Change) {
        self.forget();
        match (&change.before, &change.after) {
            (_, Some(Record::Contact(after))) => self.put_contact(after),
            (Some(Record::Contact(before)), _) => self.remove_contact(before.id),
            (_, Some(Record::Company(after))) => self.put_company(after),
            (Some(Record::Company(before)), _) => self.remove_company(before.id),
            (Some(Record::Interaction(before)), Some(Record::Interaction(after))) => {
                self.change_interaction(Some(before), Some(after));
            }
            (before, after) => {
                if let Some(before) = before {
                    self.take_out(before);
                }
                if let Some(after) = after {
                    self.put_in(after);
                }
            }
        }
    }

    /// Fills a contact's row up from all its interactions.
    pub fn refill(&mut self, contact: ContactId, interactions: &[Interaction]) {
        self.change_row(contact, |row| row.refill(interactions));
    }

    /// What was read may be read again.
    fn forget(&mut self) {
        self.contacts.forget();
        self.companies.forget();
        self.follow_ups.forget();
        self.feedback.forget();
        self.singles.forget();
    }

    fn put_contact(&mut self, after: &Contact) {
        self.changing(after.id);
        self.edited.insert(after.id);
        let before = self.contacts.get(after.id);
        let had_merged = before.is_some_and(|row| merged_ids(&row.ids).next().is_some());
        let is_renamed = before.is_none_or(|row| row.name != after.name || row.family != after.name_parts.family);
        let worked: Vec<CompanyId> = match (before, self.people.get()) {
            (Some(row), Some(_)) => companies_of(row).map(|(company, _)| company).collect(),
            _ => Vec::new(),
        };
        if let (Some(words), Some(row)) = (self.vocabulary.get_mut(), self.contacts.get(after.id)) {
            words.take(row);
        }
        match self.contacts.get_mut(after.id) {
            Some(row) => row.follow(after),
            None => self.contacts.put(Row::new(after)),
        }
        let (Some(place), Some(row)) = (self.contacts.place(after.id), self.contacts.get(after.id)) else { return };
        if let Some(standings) = self.standings.get_mut() {
            standings.renew(place, row);
        }
        if let Some(people) = self.people.get_mut() {
            people.change(after.id, &worked, Some(row));
        }
        if let Some(words) = self.vocabulary.get_mut() {
            words.put(row);
        }
        if let Some(merged) = self.merged.get_mut().filter(|_| had_merged || merged_ids(&after.ids).next().is_some()) {
            merged.retain(|_, into| *into != after.id);
            merged.extend(merged_ids(&after.ids).map(|gone| (gone, after.id)));
        }
        if let Some(referred) = self.referred.get_mut() {
            match row.referred_by {
                Some(by) => referred.insert(after.id, by),
                None => referred.remove(&after.id),
            };
        }
        if is_renamed {
            self.by_name.change(place);
        }
        self.keep_index(RecordKind::Contact, after.id.0);
    }

    fn remove_contact(&mut self, id: ContactId) {
        self.changing(id);
        self.edited.insert(id);
        let Some(row) = self.contacts.get(id) else { return };
        if let Some(people) = self.people.get_mut() {
            let worked: Vec<CompanyId> = companies_of(row).map(|(company, _)| company).collect();
            people.change(id, &worked, None);
        }
        if let Some(words) = self.vocabulary.get_mut() {
            words.take(row);
        }
        let had_merged = merged_ids(&row.ids).next().is_some();
        self.contacts.remove(id);
        self.referred.get_mut().map(|referred| referred.remove(&id));
        if let Some(merged) = self.merged.get_mut().filter(|_| had_merged) {
            merged.retain(|_, into| *into != id);
        }
        self.note_unfilled(|unfilled| _ = unfilled.remove(&id));
        if let Some(place) = self.contacts.place(id) {
            self.by_name.change(place);
        }
        self.keep_index(RecordKind::Contact, id.0);
    }

    fn put_company(&mut self, after: &Company) {
        let is_renamed = self.companies.get(after.id).is_none_or(|before| before.name != after.name);
        if let Some(accounts) = self.accounts.get_mut() {
            match Account::of(after) {
                Some(account) => accounts.insert(after.id, account),
                None => accounts.remove(&after.id),
            };
        }
        self.companies.put(after.clone());
        self.company_changed(after.id, is_renamed);
    }

    fn remove_company(&mut self, id: CompanyId) {
        self.accounts.get_mut().map(|accounts| accounts.remove(&id));
        self.companies.remove(id);
        self.company_changed(id, true);
    }

    fn company_changed(&mut self, id: CompanyId, is_renamed: bool) {
        self.changes.note_company(id);
        if let Some(place) = self.companies.place(id).filter(|_| is_renamed) {
            self.companies_by_name.change(place);
        }
        self.keep_index(RecordKind::Company, id.0);
    }

    /// The index takes over a contact or company that changed.
    fn keep_index(&mut self, kind: RecordKind, id: uuid::Uuid) {
        if let Some(mut index) = self.index.take() {
            index.update(self, RecordId::new(kind, id));
            self.index = index.into();
        }
    }

    fn change_interaction(&mut self, before: Option<&Interaction>, after: Option<&Interaction>) {
        let with = |side: Option<&Interaction>, contact: ContactId| {
            side.is_some_and(|interaction| interaction.with.iter().any(|p| p.contact == contact))
        };
        let was_with = before.into_iter().flat_map(|interaction| &interaction.with);
        let is_with = after.into_iter().flat_map(|interaction| &interaction.with);
        let only_new = is_with.filter(|p| !with(before, p.contact));
        for participant in was_with.chain(only_new) {
            let side = |side| Option::filter(side, |_| with(side, participant.contact));
            self.change_row(participant.contact, |row| row.change(side(before), side(after)));
        }
    }

    /// Changes what happened with a contact, or what was told the agenda about it.
    fn change_row(&mut self, id: ContactId, change: impl FnOnce(&mut Row)) {
        self.changing(id);
        let Some(row) = self.contacts.get_mut(id) else { return };
        let was_short = row.is_short();
        change(row);
        let is_short = row.is_short();
        if was_short != is_short {
            self.note_unfilled(|unfilled| {
                if is_short {
                    unfilled.insert(id)
                } else {
                    unfilled.remove(&id)
                };
            });
        }
        let Some(row) = self.contacts.get(id) else { return };
        if let Some(index) = self.index.get_mut() {
            index.note(&Facts::of(row));
        }
        if let (Some(standings), Some(place)) = (self.standings.get_mut(), self.contacts.place(id)) {
            standings.follow_row(place, row);
        }
    }

    fn put_in(&mut self, record: &Record) {
        match record {
            Record::Contact(_) | Record::Company(_) => {}
            Record::Interaction(r) => self.change_interaction(None, Some(r)),
            Record::FollowUp(r) if r.is_open() => self.put_follow_up(r),
            Record::Feedback(r) => {
                if !r.is_closed() {
                    self.put_feedback(r);
                }
                if let Some(survey) = Survey::of(r) {
                    self.change_row(r.contact, |row| row.put_survey(survey));
                }
            }
            Record::FollowUp(_) => {}
            Record::Order(r) => self.count_order(r, |count| count + 1),
            Record::Consent(r) => self.change_row(r.contact, |row| row.decide(r)),
            Record::AgendaMark(r) => self.change_row(r.contact, |row| row.mark = Some(r.clone())),
        }
    }

    fn take_out(&mut self, record: &Record) {
        match record {
            Record::Contact(_) | Record::Company(_) => {}
            Record::Interaction(r) => self.change_interaction(Some(r), None),
            Record::FollowUp(r) => self.take_follow_up(r.contact, r.id),
            Record::Feedback(r) => {
                self.take_feedback(r.contact, r.id);
                if Survey::of(r).is_some() {
                    self.change_row(r.contact, |row| row.take_survey(r.id));
                }
            }
            Record::Consent(r) => self.change_row(r.contact, |row| row.take_back(r.id)),
            Record::AgendaMark(r) => self.change_row(r.contact, |row| row.mark = None),
            Record::Order(r) => self.count_order(r, |count| count.saturating_sub(1)),
        }
    }

    /// An order itself is only in the archive.
    fn count_order(&mut self, order: &Order, count: fn(u32) -> u32) {
        if let Some(contact) = order.contact {
            self.change_row(contact, |row| row.orders = count(row.orders));
        }
    }

    fn put_follow_up(&mut self, follow_up: &FollowUp) {
        self.changing(follow_up.contact);
        self.follow_ups.put(follow_up.clone());
        if let Some(standings) = self.standings.get_mut() {
            standings.put(&self.contacts, Promise::from(follow_up));
        }
    }

    fn take_follow_up(&mut self, contact: ContactId, id: FollowUpId) {
        self.changing(contact);
        self.follow_ups.remove(id);
        if let Some(standings) = self.standings.get_mut() {
            standings.take(&self.contacts, contact, id);
        }
    }

    fn put_feedback(&mut self, feedback: &Feedback) {
        self.changing(feedback.contact);
        self.feedback.put(feedback.clone());
        if let Some(grievances) = self.grievances.get_mut() {
            grievances.put(Grievance::from(feedback));
        }
        self.note_feedback(feedback.contact);
    }

    fn take_feedback(&mut self, contact: ContactId, id: FeedbackId) {
        self.changing(contact);
        self.feedback.remove(id);
        if let Some(grievances) = self.grievances.get_mut() {
            grievances.take(contact, id);
        }
        self.note_feedback(contact);
    }

    /// Whether there is open feedback.
    fn note_feedback(&mut self, contact: ContactId) {
        if self.standings.get().is_some() {
            let is_open = has_open(self.grievances_of(contact));
            if let Some(standings) = self.standings.get_mut() {
                standings.note_feedback(&self.contacts, contact, is_open);
            }
        }
    }

    /// A contact is about to change, or what hangs on it.
    fn changing(&mut self, contact: ContactId) {
        match self.standings.get() {
            Some(standings) if self.contacts.contains(contact) => {
                let before = self.contacts.place(contact).and_then(|place| standings.facts().get(place)).copied();
                self.changes.note(contact, before);
            }
            Some(_) => self.changes.note(contact, None),
            // Nobody knows what it was.
            None => self.changes.lose(),
        }
    }

    /// Notes who must be filled up, or needn't any more.
    fn note_unfilled(&mut self, note: impl FnOnce(&mut Unfilled)) {
        self.unfilled();
        if let Some(unfilled) = self.unfilled.get_mut() {
            note(unfilled);
        }
    }
}
