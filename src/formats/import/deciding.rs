//! What the user's choices make of a plan: whose cards are whose, who doesn't come in, and what the set is called then.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::changes::Cards;
use super::known::{Entrant, bit};
use super::{Choice, Choices, Here, Organisation, Perhaps, Plan};
use crate::domain::act::Newcomer;
use crate::domain::consent::Consent;
use crate::domain::contact::{Referrer, Stage};
use crate::domain::id::{CompanyId, ConsentId, ContactId, of_source};
use crate::domain::record::Record;
use crate::formats::ReadFile;
use crate::formats::draft::Person;

/// How people come in otherwise than planned.
#[derive(Debug, Default)]
pub struct Decided {
    /// In place of those of the plan with the same id; without cards they don't come in.
    instead: HashMap<ContactId, Entrant>,
    /// Besides those of the plan.
    more: HashMap<ContactId, Entrant>,
    /// Cards that don't come in.
    left: HashSet<u32>,
    /// Whose cards are all another's now: what hangs on them hangs on that one.
    led: HashMap<ContactId, ContactId>,
    /// Planned as new, and not coming.
    gone: HashSet<ContactId>,
    /// Who may have cards that don't come in.
    left_of: HashMap<ContactId, Vec<u32>>,
}

impl Decided {
    /// Who comes in, in the order of their first cards; those of whom nothing changes only where something was decided.
    pub fn people<'a>(&'a self, planned: &'a [Entrant], choices: &Choices) -> Vec<&'a Entrant> {
        let concerned = |entrant: &Entrant| entrant.cards.iter().any(|card| choices.concerns(*card as usize));
        let planned = planned.iter().map(|entrant| self.instead.get(&entrant.id).unwrap_or(entrant));
        let mut people: Vec<&Entrant> = planned
            .chain(self.more.values())
            .filter(|entrant| {
                let is_asked = self.left_of.contains_key(&entrant.id);
                let comes = entrant.changes || entrant.is_noted || concerned(entrant);
                is_asked || !entrant.cards.is_empty() && comes
            })
            .collect();
        if !self.more.is_empty() || !self.instead.is_empty() {
            people.sort_by_key(|entrant| entrant.cards.first().copied());
        }
        people
    }

    /// The cards that don't come in and may be theirs.
    pub fn left_of(&self, contact: ContactId) -> &[u32] {
        self.left_of.get(&contact).map_or(&[], Vec::as_slice)
    }

    pub fn comes_in(&self, card: u32) -> bool {
        !self.left.contains(&card)
    }

    /// Whether somebody has the cards that they have in the plan.
    fn is_of_plan(&self, entrant: &Entrant) -> bool {
        !self.more.contains_key(&entrant.id) && !self.instead.contains_key(&entrant.id)
    }

    /// Whether somebody doesn't come in just as planned.
    fn is_altered(&self, entrant: &Entrant, choices: &Choices) -> bool {
        !self.is_of_plan(entrant) || entrant.cards.iter().any(|card| choices.concerns(*card as usize))
    }

    /// Who stands for somebody of the plan; `None` if nobody.
    pub fn stands_for(&self, contact: ContactId) -> Option<ContactId> {
        match self.led.get(&contact) {
            Some(other) => Some(*other),
            None => Some(contact).filter(|contact| !self.gone.contains(contact)),
        }
    }

    /// Who was recommended by somebody that doesn't come in was recommended by nobody.
    pub fn with_referrer_here(&self, mut person: Person) -> Person {
        if let Some(Referrer::Contact(id)) = person.record.referred_by {
            person.record.referred_by = self.stands_for(id).map(Referrer::Contact);
        }
        person
    }
}

/// The companies that are made.
pub struct Needed {
    ids: HashSet<CompanyId>,
    /// Besides those of the plan.
    pub more: Vec<Organisation>,
}

impl Needed {
    pub fn has(&self, company: CompanyId) -> bool {
        self.ids.contains(&company)
    }
}

/// So many people are looked at together.
const TOGETHER: usize = 256;

impl Plan {
    /// Decides on those who may be someone who is here, as far as nobody did; who was deleted here comes in only if `deleted` says so.
    pub fn decide(&self, perhaps: Perhaps, deleted: bool, choices: &mut Choices) {
        let of_deleted = if deleted { Choice::Take } else { Choice::Leave };
        self.decide_on_deleted(of_deleted, choices);
        for entrant in &self.people {
            let is_deleted = self.deleted.contains_key(&entrant.id);
            let choice = match (self.doubles.get(&entrant.id), perhaps) {
                _ if is_deleted => of_deleted,
                (Some(_), Perhaps::Leave) => Choice::Leave,
                (Some(double), Perhaps::Into) => Choice::Into(double.of),
                (Some(_), Perhaps::New) => Choice::Take,
                (None, _) => continue,
            };
            for row in entrant.cards.iter().map(|card| *card as usize) {
                if choices.of(row).is_none() {
                    choices.set(row, Some(choice));
                }
            }
        }
    }

    /// On companies and entries that were deleted here, as far as nobody decided on them.
    fn decide_on_deleted(&self, choice: Choice, choices: &mut Choices) {
        let gone = self.organisations.iter().filter(|one| self.deleted_companies.contains_key(&one.id));
        let entries = self.entries.iter().filter(|entry| entry.deleted().is_some()).map(|entry| &entry.card);
        for row in gone.flat_map(|one| &one.cards).chain(entries).map(|card| *card as usize) {
            if choices.of(row).is_none() {
                choices.set(row, Some(choice));
            }
        }
    }

    /// Which records of the file are somebody's.
    pub fn rows_of(&self, contact: ContactId) -> impl Iterator<Item = usize> {
        let cards = self.people.iter().filter(move |entrant| entrant.id == contact).flat_map(|entrant| &entrant.cards);
        cards.map(|card| *card as usize)
    }

    /// The companies that those need who come in; `None` where everything is as planned.
    pub(super) fn needed<E>(
        &self,
        file: &ReadFile,
        here: &Here<E>,
        choices: &Choices,
        decided: &Decided,
    ) -> Result<Option<Needed>, E> {
        if choices.is_as_planned() {
            return Ok(None);
        }
        let people = decided.people(&self.people, choices);
        let (altered, standing): (Vec<&Entrant>, Vec<&Entrant>) =
            people.into_iter().partition(|entrant| decided.is_altered(entrant, choices));
        let standing: HashSet<ContactId> = standing.into_iter().map(|entrant| entrant.id).collect();
        let wanted = self.organisations.iter().filter(|one| one.wanted_by.iter().any(|who| standing.contains(who)));
        let mut ids: HashSet<CompanyId> = wanted.map(|one| one.id).collect();
        for part in altered.chunks(TOGETHER) {
            let there: Vec<ContactId> = part.iter().filter(|one| !one.is_new).map(|one| one.id).collect();
            let there = if there.is_empty() { Vec::new() } else { (here.contacts)(&there)? };
            let mut there: HashMap<ContactId, _> = there.into_iter().map(|one| (one.id, one)).collect();
            for entrant in part {
                let cards = self.cards_of(file, &entrant.cards, decided);
                let after = match (entrant.is_new, there.remove(&entrant.id)) {
                    (true, _) => self.new_contact(entrant.id, cards, choices),
                    (false, Some(before)) => {
                        match self.edit(&cards, &[], before, choices).and_then(|change| change.after) {
                            Some(Record::Contact(after)) => Some(after),
                            _ => None,
                        }
                    }
                    (false, None) => None,
                };
                ids.extend(after.iter().flat_map(|contact| contact.jobs.iter().filter_map(|job| job.company)));
            }
        }
        let planned: HashSet<CompanyId> = self.organisations.iter().map(|one| one.id).collect();
        let mut more: Vec<Organisation> = Vec::new();
        for id in ids.iter().filter(|id| !planned.contains(id)) {
            if let Some(name) = self.companies.new_name(*id) {
                more.push(Organisation::new(*id, name));
            }
        }
        more.sort_unstable_by_key(|one| one.id);
        Ok(Some(Needed { ids, more }))
    }

    /// The decisions on channels that come in with somebody. Whose cards are others than planned, of them as these say, on channels
    /// on which nothing is known here.
    pub(super) fn consents_of<E>(
        &self,
        entrant: &Entrant,
        cards: &Cards,
        here: &Here<E>,
        decided: &Decided,
    ) -> Result<Vec<Consent>, E> {
        if decided.is_of_plan(entrant) {
            return Ok(self.consents.get(&entrant.id).cloned().unwrap_or_default());
        }
        let told = || cards.iter().flat_map(|(_, person)| &person.consents);
        if told().next().is_none() {
            return Ok(Vec::new());
        }
        let mut known = entrant.decided;
        if !entrant.is_new {
            for record in (here.timeline)(entrant.id)? {
                if let Record::Consent(consent) = record {
                    known |= bit(consent.channel, consent.purpose);
                }
            }
        }
        let mut consents = Vec::new();
        for (consent, before) in told().filter(|consent| consent.day <= self.options.today).zip((0..1000).rev()) {
            if known & bit(consent.channel, consent.purpose) == 0 {
                known |= bit(consent.channel, consent.purpose);
                let noon =
                    consent.day.and_hms_opt(12, 0, 0).map_or(0, |noon| noon.and_utc().timestamp_millis()) + before;
                let source = format!("consent:{}:{:?}:{:?}", entrant.id, consent.channel, consent.purpose);
                let id = ConsentId(of_source(noon, &source));
                consents.push(Consent { id, contact: entrant.id, ..consent.clone() });
            }
        }
        Ok(consents)
    }

    pub(super) fn decided(&self, choices: &Choices) -> Decided {
        let mut decided = Decided::default();
        if !choices.leaves_any() {
            return decided;
        }
        let mut into: BTreeMap<ContactId, Vec<u32>> = BTreeMap::new();
        let chosen = |card: u32| choices.of(card as usize).filter(|choice| *choice != Choice::Take);
        for entrant in self.people.iter().filter(|entrant| entrant.cards.iter().any(|card| chosen(*card).is_some())) {
            let (mut own, mut targets) = (Vec::new(), Vec::new());
            for card in &entrant.cards {
                match chosen(*card) {
                    None | Some(Choice::Take) => own.push(*card),
                    // They are new already.
                    Some(Choice::New) if entrant.is_new && entrant.cards.len() == 1 => own.push(*card),
                    Some(Choice::New) => {
                        let id = self.fresh(*card);
                        let new = Entrant { cards: vec![*card], changes: true, ..Entrant::new(id, true) };
                        decided.more.insert(id, new);
                    }
                    Some(Choice::Into(target)) => {
                        targets.push(target);
                        into.entry(target).or_default().push(*card);
                    }
                    Some(Choice::Leave) => _ = decided.left.insert(*card),
                }
            }
            if own.is_empty() && entrant.is_new {
                decided.gone.insert(entrant.id);
                if let [target, rest @ ..] = targets.as_slice()
                    && rest.iter().all(|other| other == target)
                {
                    decided.led.insert(entrant.id, *target);
                }
            }
            decided.instead.insert(entrant.id, Entrant { cards: own, ..entrant.clone() });
        }
        for (target, cards) in into {
            let planned = || self.people.iter().find(|entrant| entrant.id == target).cloned();
            let there = decided.instead.get(&target).cloned().or_else(planned);
            let mut entrant = there.unwrap_or_else(|| Entrant::new(target, false));
            let is_planned = self.people.iter().any(|planned| planned.id == target);
            entrant.changes = true;
            entrant.cards.extend(cards);
            entrant.cards.sort_unstable();
            decided.gone.remove(&target);
            if is_planned {
                decided.instead.insert(target, entrant);
            } else {
                decided.more.insert(target, entrant);
            }
        }
        for entrant in &self.people {
            let Some(double) = self.doubles.get(&entrant.id) else { continue };
            let left: Vec<u32> = entrant.cards.iter().copied().filter(|card| decided.left.contains(card)).collect();
            if left.is_empty() || decided.gone.contains(&double.of) {
                continue;
            }
            decided.left_of.entry(double.of).or_default().extend(left);
            if !decided.more.contains_key(&double.of) && !self.people.iter().any(|planned| planned.id == double.of) {
                decided.more.insert(double.of, Entrant::new(double.of, false));
            }
        }
        let entries = self.entries.iter().map(|entry| entry.card).chain(self.closings.iter().map(|one| one.card));
        for card in entries.chain(self.organisations.iter().flat_map(|o| o.cards.clone())) {
            if chosen(card) == Some(Choice::Leave) {
                decided.left.insert(card);
            }
        }
        decided
    }

    /// The id of somebody who is new because the user said so: always the same for a card.
    pub(super) fn fresh(&self, card: u32) -> ContactId {
        let near =
            self.people.iter().find(|entrant| entrant.is_new).or(self.people.first()).map(|entrant| entrant.id.0);
        let near = near.unwrap_or(self.seed);
        let millis = near.get_timestamp().map_or(0, |at| at.to_unix().0 * 1000 + u64::from(at.to_unix().1) / 1_000_000);
        let (line, seed): (u32, Uuid) = (card, near);
        ContactId(of_source(i64::try_from(millis).unwrap_or_default(), &format!("new:{seed}:{line}")))
    }

    /// What the file says of the new contacts' rhythm, in the order in which they are made.
    pub fn newcomers(&self, file: &ReadFile, choices: &Choices) -> Vec<Newcomer> {
        if choices.is_as_planned() {
            return self.created.iter().map(|created| created.newcomer).collect();
        }
        let decided = self.decided(choices);
        let planned: HashMap<ContactId, Newcomer> =
            self.created.iter().map(|created| (created.contact, created.newcomer)).collect();
        let people = decided.people(&self.people, choices);
        let new = people.into_iter().filter(|entrant| entrant.is_new);
        new.map(|entrant| {
            let as_planned =
                || planned.get(&entrant.id).filter(|_| !decided.instead.contains_key(&entrant.id)).copied();
            as_planned().unwrap_or_else(|| newcomer(&self.cards_of(file, &entrant.cards, &decided)))
        })
        .chain(self.strangers(choices).cards(self).map(|(_, cards)| newcomer(&cards)))
        .collect()
    }
}

/// What cards say of how somebody new is to be kept.
pub fn newcomer(cards: &Cards) -> Newcomer {
    let records = || cards.iter().map(|(_, person)| &person.record);
    Newcomer {
        tier: records().find_map(|record| record.tier),
        cadence: records()
            .map(|record| record.cadence)
            .find(|cadence| *cadence != Default::default())
            .unwrap_or_default(),
        last_contact: cards.iter().filter_map(|(_, person)| person.last_contact).max(),
        is_lead: records().any(|record| record.stage == Some(Stage::Lead)),
    }
}
