//! Who of the new ones may be somebody who is here, or whom another row of the file brings: that is asked. Those of the file are
//! compared as they will be when it has come in, so that it asks the same when it comes again.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::Planning;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::pairs::{Alike, Among, Features, Likeness, Newcomer, Reason};
use crate::domain::record::Record;
use crate::formats::ReadFile;
use crate::formats::draft::Person;
use crate::formats::import::changes::{Cards, people};
use crate::formats::import::known::OWN;
use crate::formats::import::{Brings, Choices, Double, Entrant, Here, Plan};
use crate::formats::together::together;

/// People of the book whose records are looked at together.
const TOGETHER: usize = 256;

/// Somebody whom the file brings or fills up.
#[derive(Debug)]
struct OfFile {
    is_new: bool,
    /// Where they stand among the new ones.
    at: u32,
    /// Whether they were deleted here.
    is_gone: bool,
    /// Whether touchbase itself wrote a row of theirs.
    is_ours: bool,
    /// In which order they are asked about: rows without names are those of who has one, later ones those of earlier ones.
    place: (bool, u32),
}

/// Somebody of the file, and what of them is compared.
type Seen = Newcomer<OfFile>;

impl Planning<'_> {
    /// Who of the new ones may be somebody else, and of whom that isn't asked again.
    pub(super) fn look_for_doubles<E>(&mut self, new: &[Entrant], here: &Here<E>) -> Result<(), E> {
        self.find_doubles(new, here)?;
        for entrant in new {
            let Some(of) = self.plan.doubles.get(&entrant.id).map(|double| double.of) else { continue };
            let was_left = |(_, person): &(usize, Person)| self.known.left.contains(&(person.mark.who, of));
            let left_before = self.cards_of(&entrant.cards).iter().all(was_left);
            if let Some(double) = self.plan.doubles.get_mut(&entrant.id) {
                double.left_before = left_before;
            }
        }
        Ok(())
    }

    fn find_doubles<E>(&mut self, new: &[Entrant], here: &Here<E>) -> Result<(), E> {
        let Some(likely) = here.likely else { return Ok(()) };
        for entrant in new {
            let Some(of) = self.left.get(&entrant.id).copied() else { continue };
            let own = new_of_file(self.file, &self.plan, 0, entrant);
            let own = own.as_ref().map(|own| own.features(|_| Features::default()));
            let found = own.and_then(|own| likely(own).into_iter().find(|(who, _)| *who == of));
            let reasons = found.map_or_else(|| vec![Reason::Name(Alike::Loose)], |(_, likeness)| likeness.reasons);
            self.plan.doubles.insert(entrant.id, Double::of(of, reasons));
        }
        if new.is_empty() {
            return Ok(());
        }
        let (file, plan, is_anybody) = (self.file, &self.plan, self.is_anybody);
        let all: Vec<(u32, &Entrant)> = (0..).zip(new).collect();
        let mut seen: Vec<Seen> = together(&all, |(at, entrant)| {
            let own = new_of_file(file, plan, *at, entrant)?;
            // Of these most are compared with nobody.
            Some(if own.is_told && !is_anybody { own.bare() } else { own })
        })
        .into_iter()
        .flatten()
        .collect();
        drop(all);
        seen.extend(self.known_of_file(here)?);
        let rows = Among::of(seen);
        let again = |own: &Seen| {
            let entrant = new.get(own.more.at as usize).filter(|_| own.more.is_new);
            let own = entrant.and_then(|entrant| new_of_file(file, plan, own.more.at, entrant));
            own.map_or_else(Features::default, |own| own.features(|_| Features::default()).clone())
        };
        let places_among: HashMap<ContactId, usize> = rows.people().iter().map(|one| one.id).zip(0..).collect();
        let of_file = |id: &ContactId| rows.people().get(*places_among.get(id)?);
        let created = self.plan.created.iter().enumerate();
        let places: HashMap<ContactId, usize> = created.map(|(at, created)| (created.contact, at)).collect();
        let in_file: HashSet<ContactId> = self.plan.people.iter().map(|one| one.id).collect();
        let told: HashSet<ContactId> = self.plan.people.iter().filter(|one| one.is_told).map(|one| one.id).collect();
        let mut asked: Vec<(usize, &Seen)> =
            rows.people().iter().enumerate().filter(|(_, one)| one.more.is_new).collect();
        asked.sort_by_key(|(_, own)| own.more.place);
        asked.retain(|(_, own)| !self.plan.doubles.contains_key(&own.id) && !own.more.is_gone);
        let is_asked = |own: &Seen, (of, likeness): &(ContactId, Likeness)| {
            let other = of_file(of);
            let is_told = other.map_or(told.contains(of), |other| other.is_told);
            let are_ours = own.more.is_ours && other.is_some_and(|other| other.more.is_ours);
            let are_told = own.is_told && is_told && !is_reached_alike(likeness);
            !are_ours && !are_told
        };
        let beside = together(&asked, |(at, own)| {
            let likely = rows.likely(*at, |other| other.more.is_before(&own.more), again);
            likely.into_iter().find(|one| is_asked(own, one))
        });
        let best = asked.into_iter().zip(beside).map(|((_, own), beside)| {
            let there = || {
                let likely = likely(own.features(again));
                likely.into_iter().filter(|(of, _)| !in_file.contains(of)).find(|one| is_asked(own, one))
            };
            let there = if is_anybody { there() } else { None };
            (own.id, there.into_iter().chain(beside).min_by_key(|(_, one)| Reverse((one.is_certain, one.score))))
        });
        let best: Vec<(ContactId, Option<(ContactId, Likeness)>)> = best.collect();
        for (own, best) in best {
            let double = match best {
                Some((of, likeness)) => Some(self.double(of, likeness.reasons, &places)),
                // Who has changed the job may have nothing left but the name.
                None => self.namesakes.get(&own).map(|of| Double::of(*of, vec![Reason::Name(Alike::Same)])),
            };
            self.plan.doubles.extend(double.map(|double| (own, double)));
        }
        Ok(())
    }

    /// Who may be another of the file that may be somebody itself may be that one.
    fn double(&self, of: ContactId, reasons: Vec<Reason>, places: &HashMap<ContactId, usize>) -> Double {
        if let Some(other) = self.plan.doubles.get(&of) {
            return Double { reasons, left_before: false, ..other.clone() };
        }
        let brings = places
            .get(&of)
            .and_then(|at| self.plan.created.get(*at))
            .and_then(|created| Some(Brings { name: created.name.clone(), line: *created.lines.first()? }));
        Double { of, reasons, row: brings, left_before: false }
    }

    fn known_of_file<E>(&self, here: &Here<E>) -> Result<Vec<Seen>, E> {
        let mut all = Vec::with_capacity(self.plan.people.len());
        for part in self.plan.people.chunks(TOGETHER) {
            let ids: Vec<ContactId> = part.iter().map(|one| one.id).collect();
            let mut there: HashMap<ContactId, Contact> =
                (here.contacts)(&ids)?.into_iter().map(|one| (one.id, one)).collect();
            let of = |entrant: &Entrant| {
                let cards = self.cards_of(&entrant.cards);
                let before = there.remove(&entrant.id)?;
                let change = self.plan.edit(&cards, &[], before.clone(), &Choices::default());
                let after = match change.and_then(|change| change.after) {
                    Some(Record::Contact(after)) => after,
                    _ => before,
                };
                Some(of_file(&self.plan, entrant, OfFile::of(&self.plan, 0, entrant, &cards), &after))
            };
            all.extend(part.iter().filter_map(of));
        }
        Ok(all)
    }
}

/// Somebody new, the `at`th of them.
fn new_of_file(file: &ReadFile, plan: &Plan, at: u32, entrant: &Entrant) -> Option<Seen> {
    let cards: Cards = people(file, &entrant.cards, plan.options.today, &plan.referrers, &plan.others).collect();
    let one = OfFile::of(plan, at, entrant, &cards);
    let contact = plan.new_contact(entrant.id, cards, &Choices::default())?;
    Some(of_file(plan, entrant, one, &contact))
}

fn of_file(plan: &Plan, entrant: &Entrant, one: OfFile, contact: &Contact) -> Seen {
    let all = &plan.companies;
    let company = contact.current_job().and_then(|job| job.company);
    let company = company.and_then(|id| all.name_of(id));
    let features = Features::of_contact(contact, company.unwrap_or_default());
    Newcomer::new(entrant.id, features, entrant.is_told, one)
}

impl OfFile {
    fn of(plan: &Plan, at: u32, entrant: &Entrant, cards: &Cards) -> Self {
        let is_ours = |(_, person): &(usize, Person)| {
            let has_id = person.record.ids.iter().any(|id| OWN.contains(&id.source.as_str()));
            has_id && person.record.added != NaiveDate::default()
        };
        let is_nameless = cards.iter().all(|(_, person)| person.nameless);
        Self {
            is_new: entrant.is_new,
            at,
            is_gone: plan.deleted.contains_key(&entrant.id),
            is_ours: cards.iter().any(is_ours),
            place: (is_nameless, entrant.cards.first().copied().unwrap_or_default()),
        }
    }

    /// Whether it is asked whether a later one is this one. Two that touchbase had are two.
    fn is_before(&self, later: &Self) -> bool {
        let is_later = self.is_new && self.place >= later.place;
        !(is_later || self.is_gone || self.is_ours && later.is_ours)
    }
}

/// Two of a file, each with an id of its own, are two, unless they can be reached in the same way.
fn is_reached_alike(likeness: &Likeness) -> bool {
    likeness.reasons.iter().any(|reason| matches!(reason, Reason::Mail | Reason::Mobile | Reason::Phone))
}
