//! What a file tells of people, in a plan: whom it concerns, and what becomes of it.

use std::collections::HashSet;

use super::Planning;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::Record;
use crate::formats::draft::{Card, Draft, What, Whom};
use crate::formats::import::entries::{EntryFate, Looking, Meant, deleted, matched, program};
use crate::formats::import::keys::{self, Keys};
use crate::formats::import::known::Mention;
use crate::formats::import::{Here, STRIDE, Skipped};

/// What a company is called that stands for itself: nobody of it is named, or it stands where a name may.
fn alone(whom: &Whom) -> Option<&str> {
    let name = if whom.name.is_empty() { &whom.company } else { &whom.name };
    (whom.mail.is_empty() && whom.phone.is_empty() && whom.id.is_empty() && !name.is_empty()).then_some(name)
}

impl Planning<'_> {
    /// Who of those whom entries name was deleted here: by an address, number or id that nobody has any more.
    pub(super) fn look_for_gone<E>(&mut self, here: &Here<E>) -> Result<(), E> {
        let Some(deleted) = here.deleted.filter(|_| self.is_anybody && !self.entries.is_empty()) else { return Ok(()) };
        let mut named: HashSet<String> = HashSet::new();
        for (card, _) in &self.entries {
            let Some(Ok(Card { draft: Draft::Entry(entry), .. })) = self.file.card(*card as usize) else { continue };
            for whom in entry.with.iter().filter(|whom| !whom.name.is_empty()) {
                named.extend([keys::mail(&whom.mail), keys::phone(&whom.phone), keys::id(&whom.id)]);
            }
        }
        named.remove("");
        if named.is_empty() {
            return Ok(());
        }
        let mut gone: HashSet<String> = HashSet::new();
        for (record, _) in deleted(&|one| reached(one).any(|key| named.contains(&key)))? {
            gone.extend(reached(&record).filter(|key| named.contains(key)));
        }
        self.known.gone = gone;
        Ok(())
    }

    /// Whom the entries concern: of those who are here, and those whom the file brings.
    pub(super) fn match_entries(&mut self) {
        if self.entries.is_empty() {
            return;
        }
        for who in 0..self.known.people.len() {
            if self.known.people[who].is_new {
                for (_, person) in self.cards_of(&self.known.people[who].cards) {
                    let keys = Keys::of(&person, &self.plan.companies);
                    self.known.add_names(&person, &keys, who);
                }
            }
        }
        for (card, line) in std::mem::take(&mut self.entries) {
            let Some(Ok(Card { draft: Draft::Entry(entry), .. })) = self.file.card(card as usize) else { continue };
            let program = program(&entry.source_id);
            let known = &self.known;
            let one = |who: usize, at: Option<CompanyId>| {
                let entrant = &known.people[who];
                (entrant.id, entrant.is_new, at.or(entrant.works_at))
            };
            let meant = |mention: Mention| match mention {
                Mention::One(who) => Meant::One(one(who, None)),
                Mention::Several(name, all) => {
                    Meant::Several(name, all.into_iter().map(|who| one(who, None)).collect())
                }
            };
            let titled = known.in_title(&entry.named_in).into_iter().map(&meant).collect();
            let mut concerned = matched(card, line, &entry, titled, |whom| {
                let at = self.plan.companies.called(&whom.company);
                let is_name_alone = *whom == Whom { name: whom.name.clone(), ..Whom::default() };
                let called = || known.called(&whom.name).filter(|_| is_name_alone).map_or(Meant::Nobody, &meant);
                known.whom(whom, at, program).map_or_else(called, |who| Meant::One(one(who, at)))
            });
            if let What::Order(_) = entry.what {
                let mut ordered = entry.with.iter().filter_map(|whom| self.plan.companies.called(alone(whom)?));
                concerned.company = ordered.find(|id| self.plan.companies.is_here(*id));
            }
            self.matched.push(concerned);
        }
    }

    pub(super) fn look_at_entries<E>(&mut self, here: &Here<E>, tell: &dyn Fn(u64) -> Result<(), E>) -> Result<(), E> {
        let (doubles, deleted) = (&self.plan.doubles, &self.plan.deleted);
        let stays_out = |one: ContactId| doubles.contains_key(&one) || deleted.contains_key(&one);
        self.matched.iter_mut().for_each(|matched| matched.decide(stays_out));
        let mut looking = Looking::new(here, self.is_anybody, self.plan.promises.clone());
        self.matched.iter().for_each(|matched| looking.note(matched, self.file.part(matched.card as usize)));
        for (number, matched) in std::mem::take(&mut self.matched).into_iter().enumerate() {
            if number % STRIDE == 0 {
                tell(self.plan.read as u64)?;
            }
            let Some(Ok(Card { draft: Draft::Entry(entry), .. })) = self.file.card(matched.card as usize) else {
                continue;
            };
            let planned = looking.plan(&matched, &entry, self.file.part(matched.card as usize))?;
            if planned.fate == EntryFate::Over {
                let kind = if planned.called_off { "cancelled event" } else { "over" };
                let (name, kind) = (planned.title, kind.to_owned());
                self.plan.skipped.push(Skipped { card: matched.card, line: matched.line, name, kind });
            } else {
                self.plan.entries.push(planned);
            }
        }
        self.plan.skipped.sort_by_key(|skipped| skipped.card);
        let new: HashSet<ContactId> = self.plan.people.iter().filter(|one| one.is_new).map(|one| one.id).collect();
        deleted::mark(&mut self.plan.entries, self.file, &new, here)?;
        let calendars = looking.calendars(self.file);
        (self.plan.closings, self.plan.unsure) = looking.closings(self.file, &calendars)?;
        self.plan.calendars = calendars.into_iter().map(|(part, one)| (part, one.print)).collect();
        self.plan.seed = self.ids.draw::<ContactId>().0;
        Ok(())
    }
}

/// By what somebody can be told: addresses, numbers and ids, as they are compared.
fn reached(record: &Record) -> impl Iterator<Item = String> + '_ {
    let contact = match record {
        Record::Contact(contact) => Some(contact),
        _ => None,
    };
    contact.into_iter().flat_map(|one| {
        let mails = one.mails.iter().map(|mail| keys::mail(&mail.value)).filter(|mail| !keys::is_shared(mail));
        let phones = one.phones.iter().map(|phone| keys::phone(&phone.value));
        let ids = one.ids.iter().filter(|id| !id.is_own()).map(|id| keys::id(&id.value));
        mails.chain(phones).chain(ids).chain([one.id.to_string()])
    })
}
