//! Goes through the cards once and decides for each whose it is; then looks at those who are there already and says what
//! would change about them.

use std::collections::{HashMap, HashSet};

use super::changes::{Cards, admit, admit_company, companies, each_part, people, unnamed, without_id};
use super::deciding::newcomer;
use super::entries::{EntryFate, Looking, Matched, matched, program};
use super::fill::{self, Filled, Rules};
use super::keys::{self, Keys};
use super::known::bit;
use super::{
    CLEANED, Created, CreatedCompany, Entrant, Field, Here, Known, Options, Organisation, Plan, STRIDE, Skipped,
    Updated, UpdatedCompany,
};
use crate::domain::company::Company;
use crate::domain::consent::Consent;
use crate::domain::contact::{CARD_ID, Contact};
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::pairs::Features;
use crate::formats::ReadFile;
use crate::formats::draft::{Card, Cleaned, Cleaning, Draft, Person};

/// More new people than these aren't compared with all who are here: who brings so many looks through the pairs afterwards.
const COMPARED: usize = 5_000;

/// Plans the import of `file` into the book that `known` was made of. `tell` is told now and then how many records are read. The
/// first error of it or of `here` ends the planning.
pub fn plan<E>(
    file: &ReadFile,
    known: Known,
    ids: &mut Ids,
    options: &Options,
    here: &Here<E>,
    tell: &dyn Fn(u64) -> Result<(), E>,
) -> Result<Plan, E> {
    let mut planning = Planning::new(file, known, ids, options);
    planning.sort_cards(here, tell)?;
    planning.look_at_new(here);
    planning.look_at_known(here, tell)?;
    planning.look_at_companies();
    planning.look_at_entries(here, tell)?;
    Ok(planning.plan)
}

struct Planning<'a> {
    file: &'a ReadFile<'a>,
    ids: &'a mut Ids,
    known: Known,
    plan: Plan,
    /// Where a company stands among the plan's organisations.
    places: HashMap<CompanyId, usize>,
    /// Of whom the file tells consents.
    consenting: HashSet<ContactId>,
    /// The ids of those who recommended somebody.
    referrer_ids: HashSet<String>,
    /// The line at which each card begins.
    lines: Vec<usize>,
    /// Whom the file brings, in its order.
    new: Vec<Entrant>,
    /// Entries, first by their places alone, then with whom they concern.
    entries: Vec<(u32, usize)>,
    matched: Vec<Matched>,
    /// Whether anybody was here before.
    is_anybody: bool,
}

impl<'a> Planning<'a> {
    fn new(file: &'a ReadFile<'a>, mut known: Known, ids: &'a mut Ids, options: &Options) -> Self {
        let is_anybody = !known.people.is_empty();
        let plan = Plan { options: *options, companies: std::mem::take(&mut known.companies), ..Plan::default() };
        let (places, consenting, referrer_ids) = Default::default();
        let (lines, new, entries, matched) = Default::default();
        Self { file, ids, known, plan, places, consenting, referrer_ids, lines, new, entries, matched, is_anybody }
    }

    /// Decides for each card whose it is.
    fn sort_cards<E>(&mut self, here: &Here<E>, tell: &dyn Fn(u64) -> Result<(), E>) -> Result<(), E> {
        // At most a hundred, so none of them is beyond the limit.
        let outside = self.file.outside().map(|line| (String::new(), line));
        self.plan.cleaned.extend(outside);
        let file = self.file;
        file.each_card(|index, card| {
            if index % STRIDE == 0 {
                tell(index as u64)?;
            }
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            match card {
                Ok(card) => self.sort_card(index, card, here)?,
                Err(refused) => {
                    self.lines.push(refused.line);
                    self.plan.refused.push(refused);
                }
            }
            Ok(())
        })?;
        self.find_referrers();
        self.match_entries();
        self.plan.cleaned.sort_by_key(|(_, cleaned)| cleaned.line);
        self.plan.people = std::mem::take(&mut self.known.people);
        self.plan.people.retain(|entrant| !entrant.cards.is_empty());
        self.plan.people.sort_by_key(|entrant| entrant.cards.first().copied());
        Ok(())
    }

    /// Who recommended somebody may stand behind them in the file.
    fn find_referrers(&mut self) {
        for id in std::mem::take(&mut self.referrer_ids) {
            if let Some(who) = self.known.of_id(&id) {
                self.plan.referrers.insert(id, who);
            }
        }
    }

    fn sort_card<E>(&mut self, index: u32, card: Card, here: &Here<E>) -> Result<(), E> {
        self.lines.push(card.line);
        self.plan.read += 1;
        let name = card.draft.name().to_owned();
        card.cleaned.into_iter().for_each(|cleaned| self.tell(&name, cleaned));
        match card.draft {
            Draft::Other { kind, name } => {
                self.plan.skipped.push(Skipped { card: index, line: card.line, name, kind });
            }
            Draft::Entry(_) => self.entries.push((index, card.line)),
            Draft::Company(company) => self.sort_company(index, &admit_company(company)),
            Draft::Person(person) => {
                let said = person.record.birthday;
                let person = admit(person, self.plan.options.today);
                if person.record.birthday != said {
                    let cleaned = Cleaned { line: card.line, property: "BDAY".to_owned(), what: Cleaning::NoDay };
                    self.tell(&name, cleaned);
                }
                self.sort_person(index, person, here)?;
            }
        }
        Ok(())
    }

    fn tell(&mut self, name: &str, cleaned: Cleaned) {
        if self.plan.cleaned.len() < CLEANED {
            self.plan.cleaned.push((name.to_owned(), cleaned));
        } else {
            self.plan.cleaned_more += 1;
        }
    }

    fn sort_person<E>(&mut self, index: u32, mut person: Person, here: &Here<E>) -> Result<(), E> {
        let keys = Keys::of(&person);
        self.leave_others_ids(index, &mut person, &keys, here)?;
        let (referrer, has_consents) = (keys::id(&person.referrer_id), !person.consents.is_empty());
        let who = match self.known.find(&person, &keys) {
            Some(who) => {
                self.known.add_card(&person, &keys, who);
                who
            }
            None => {
                let id = self.ids.draw();
                let who = self.known.add_person(&person, &keys, id);
                let company = person.companies.first().cloned().unwrap_or_default();
                let created = self.create(id, &[index], vec![(index as usize, person)]);
                self.plan.created.extend(created);
                self.known.people[who].works_at = self.plan.companies.named(&company);
                who
            }
        };
        if !referrer.is_empty() {
            self.referrer_ids.insert(referrer);
        }
        let entrant = &mut self.known.people[who];
        entrant.cards.push(index);
        if has_consents {
            self.consenting.insert(entrant.id);
        }
        Ok(())
    }

    /// Takes the ids away by which a card would be somebody's of whom it doesn't tell.
    fn leave_others_ids<E>(&mut self, index: u32, person: &mut Person, keys: &Keys, here: &Here<E>) -> Result<(), E> {
        // Each of them: the first may be their own, and another one isn't for that.
        for id in person.record.ids.clone() {
            let known = self.known.of_foreign(&id).filter(|_| id.source != CARD_ID && !person.nameless);
            let Some(who) = known.filter(|who| !self.known.is_called(*who, &keys.names)) else { continue };
            let entrant = &self.known.people[who];
            let there = if entrant.is_new {
                self.cards_of(entrant.cards.get(..1).unwrap_or_default()).pop().map(|(_, first)| first.record)
            } else {
                (here.contacts)(&[entrant.id])?.pop()
            };
            let Some(there) = there.filter(|there| keys::is_another(there, keys, &id.value)) else { continue };
            let line = self.lines.last().copied().unwrap_or_default();
            let property = format!("{} ({})", id.value, there.name);
            self.tell(&person.record.name, Cleaned { line, property, what: Cleaning::IdOfAnother });
            without_id(person, &id);
            self.plan.others.entry(index).or_default().push(id);
        }
        Ok(())
    }

    fn sort_company(&mut self, index: u32, draft: &Company) {
        let id = self.plan.companies.find(draft).unwrap_or_else(|| self.ids.draw());
        self.plan.companies.add(draft, id);
        let place = self.place(id, &draft.name);
        self.plan.organisations[place].cards.push(index);
    }

    /// Where a company stands among those that the plan touches.
    fn place(&mut self, id: CompanyId, name: &str) -> usize {
        *self.places.entry(id).or_insert_with(|| {
            self.plan.organisations.push(Organisation { id, name: name.to_owned(), cards: Vec::new() });
            self.plan.organisations.len() - 1
        })
    }

    fn look_at_new<E>(&mut self, here: &Here<E>) {
        // They stand among the created in the same order, as their first cards made them.
        let new: Vec<Entrant> = self.plan.people.extract_if(.., |entrant| entrant.is_new).collect();
        for (place, entrant) in new.iter().enumerate() {
            if entrant.cards.len() > 1 {
                let cards = self.cards_of(&entrant.cards);
                if let Some(created) = self.create(entrant.id, &entrant.cards, cards) {
                    self.plan.created[place] = created;
                }
            }
            if self.consenting.contains(&entrant.id) {
                let cards = self.cards_of(&entrant.cards);
                self.take_consents(entrant, &cards);
            }
        }
        self.look_for_doubles(&new, here);
        self.new = new;
    }

    /// Who of the new ones may be someone who is here.
    fn look_for_doubles<E>(&mut self, new: &[Entrant], here: &Here<E>) {
        let Some(likely) = here.likely.filter(|_| self.is_anybody && new.len() <= COMPARED) else { return };
        for entrant in new {
            let Some((_, first)) = self.cards_of(entrant.cards.get(..1).unwrap_or_default()).pop() else { continue };
            let company = first.companies.first().map_or("", String::as_str);
            if let Some((of, likeness)) = likely(&Features::of_contact(&first.record, company)).into_iter().next() {
                self.plan.doubles.insert(entrant.id, (of, likeness.reasons));
            }
        }
    }

    /// Whom the entries concern: of those who are here, and those whom the file brings.
    fn match_entries(&mut self) {
        if self.entries.is_empty() {
            return;
        }
        for who in 0..self.known.people.len() {
            if self.known.people[who].is_new {
                for (_, person) in self.cards_of(&self.known.people[who].cards) {
                    let keys = Keys::of(&person);
                    let works_at = person.companies.first().and_then(|name| self.plan.companies.named(name));
                    self.known.add_names(&person, &keys, who);
                    let entrant = &mut self.known.people[who];
                    entrant.works_at = entrant.works_at.or(works_at);
                }
            }
        }
        for (card, line) in std::mem::take(&mut self.entries) {
            let Some(Ok(Card { draft: Draft::Entry(entry), .. })) = self.file.card(card as usize) else { continue };
            let program = program(&entry.source_id);
            let found = entry.with.iter().filter_map(|whom| {
                let entrant = &self.known.people[self.known.whom(whom, program)?];
                let at = self.plan.companies.named(&whom.company).filter(|_| !whom.company.is_empty());
                Some((entrant.id, entrant.is_new, at.or(entrant.works_at)))
            });
            self.matched.push(matched(card, line, found));
        }
    }

    fn look_at_entries<E>(&mut self, here: &Here<E>, tell: &dyn Fn(u64) -> Result<(), E>) -> Result<(), E> {
        let mut looking = Looking::new(here, self.is_anybody);
        for (number, matched) in std::mem::take(&mut self.matched).into_iter().enumerate() {
            if number % STRIDE == 0 {
                tell(self.plan.read as u64)?;
            }
            let Some(Ok(Card { draft: Draft::Entry(entry), .. })) = self.file.card(matched.card as usize) else {
                continue;
            };
            let planned = looking.plan(&matched, &entry)?;
            if planned.fate == EntryFate::Over {
                let (name, kind) = (planned.title, "over".to_owned());
                self.plan.skipped.push(Skipped { card: matched.card, line: matched.line, name, kind });
            } else {
                self.plan.entries.push(planned);
            }
        }
        self.plan.skipped.sort_by_key(|skipped| skipped.card);
        Ok(())
    }

    fn cards_of(&self, cards: &[u32]) -> Cards {
        people(self.file, cards, self.plan.options.today, &self.plan.referrers, &self.plan.others).collect()
    }

    /// Looks at those who are there already in the order of their ids, in which they lie in the store, and leaves those in the
    /// plan of whom something changes.
    fn look_at_known<E>(&mut self, here: &Here<E>, tell: &dyn Fn(u64) -> Result<(), E>) -> Result<(), E> {
        let mut known = std::mem::take(&mut self.plan.people);
        known.sort_unstable_by_key(|entrant| entrant.id);
        let (file, today, referrers) = (self.file, self.plan.options.today, self.plan.referrers.clone());
        let others = self.plan.others.clone();
        let cards_of = |entrant: &Entrant| people(file, &entrant.cards, today, &referrers, &others).collect::<Cards>();
        each_part(&known, cards_of, |part, cards| {
            tell(self.plan.read as u64)?;
            let ids: Vec<ContactId> = part.iter().map(|entrant| entrant.id).collect();
            let mut there: HashMap<ContactId, Contact> =
                (here.contacts)(&ids)?.into_iter().map(|one| (one.id, one)).collect();
            for (entrant, cards) in part.iter().zip(cards) {
                if let Some(contact) = there.remove(&entrant.id) {
                    self.look_at_one(entrant, &cards, contact);
                }
            }
            Ok(())
        })?;
        let plan = &mut self.plan;
        for list in [&mut plan.updated, &mut plan.unchanged] {
            list.sort_by_key(|updated| updated.lines.first().copied());
        }
        let changed: HashSet<ContactId> = plan.updated.iter().map(|updated| updated.contact).collect();
        known.iter_mut().for_each(|entrant| entrant.changes = changed.contains(&entrant.id));
        plan.people = std::mem::take(&mut self.new);
        plan.people.append(&mut known);
        plan.people.sort_by_key(|entrant| entrant.cards.first().copied());
        Ok(())
    }

    /// What becomes of the cards of someone new.
    fn create(&mut self, id: ContactId, cards: &[u32], people: Cards) -> Option<Created> {
        let mut contact = unnamed(id, &people, self.plan.options.today)?;
        let newcomer = newcomer(&people);
        let (mut kept, several) = (Vec::new(), people.len() > 1);
        for (place, (_, person)) in people.into_iter().enumerate() {
            let filled = if several {
                self.fill(&mut contact, (true, false), &person)
            } else {
                let filled = fill::only_card(&mut contact, self.rules(true, true), person, &self.plan.companies);
                // Their jobs aren't looked at any more.
                self.want(&filled);
                filled
            };
            // Where there are several cards, the first one was counted when it was read.
            if place > 0 || !several {
                self.plan.keep_foreign(&filled);
            }
            kept.extend(filled.kept);
        }
        Some(Created { contact: id, name: contact.name, lines: self.lines_of(cards), newcomer, kept: once(kept) })
    }

    fn look_at_one(&mut self, entrant: &Entrant, cards: &Cards, mut contact: Contact) {
        let (mut fields, mut kept) = (Vec::new(), Vec::new());
        let name = contact.name.clone();
        for (_, person) in cards {
            let filled = self.fill(&mut contact, (false, cards.len() == 1), person);
            self.plan.keep_foreign(&filled);
            fields.extend(filled.fields);
            kept.extend(filled.kept);
        }
        if self.take_consents(entrant, cards) {
            fields.push(Field::Consents);
        }
        let updated = Updated {
            contact: entrant.id,
            name,
            lines: self.lines_of(&entrant.cards),
            fields: once(fields),
            kept: once(kept),
        };
        let list = if updated.fields.is_empty() { &mut self.plan.unchanged } else { &mut self.plan.updated };
        list.push(updated);
    }

    /// Decisions on channels on which nothing is known of someone come in; whether there are any.
    fn take_consents(&mut self, entrant: &Entrant, cards: &Cards) -> bool {
        let mut decided = entrant.decided;
        let mut consents = Vec::new();
        let told = cards.iter().flat_map(|(_, person)| &person.consents);
        for consent in told.filter(|consent| consent.day <= self.plan.options.today) {
            if decided & bit(consent.channel) == 0 {
                decided |= bit(consent.channel);
                consents.push(Consent { id: self.ids.draw(), contact: entrant.id, ..consent.clone() });
            }
        }
        let any = !consents.is_empty();
        if any {
            self.plan.consents.insert(entrant.id, consents);
        }
        any
    }

    /// Brings a card into a contact, and the companies that it takes into the plan.
    fn fill(&mut self, contact: &mut Contact, (is_new, is_only): (bool, bool), person: &Person) -> Filled<'static> {
        let (before, rules) = (contact.jobs.clone(), self.rules(is_new, is_only));
        let filled = fill::contact(contact, rules, person, &self.plan.companies);
        if filled.wanted.is_empty() {
            return filled;
        }
        self.want(&filled);
        // Again, now that the companies have ids, so that the cards that follow see them.
        contact.jobs = before;
        fill::contact(contact, rules, person, &self.plan.companies);
        filled
    }

    fn rules(&self, is_new: bool, is_only: bool) -> Rules<'static> {
        let Options { today, country, empties } = self.plan.options;
        Rules { is_new, is_only, today, country, empties, ..Rules::default() }
    }

    /// Brings the companies that somebody's jobs need into the plan.
    fn want(&mut self, filled: &Filled) {
        for name in &filled.wanted {
            if self.plan.companies.named(name).is_none() {
                let id = self.ids.draw();
                self.plan.companies.add_name(name, id);
                self.place(id, name);
            }
        }
    }

    fn look_at_companies(&mut self) {
        let mut foreign = Vec::new();
        for organisation in &self.plan.organisations {
            let lines = self.lines_of(&organisation.cards);
            let (company, name) = (organisation.id, organisation.name.clone());
            let there = self.plan.companies.record(company);
            let mut after = there.cloned().unwrap_or_else(|| Company::new(company, &name, self.plan.options.today));
            let (mut fields, mut kept) = (Vec::new(), Vec::new());
            for (_, draft) in companies(self.file, &organisation.cards) {
                let filled = fill::company(&mut after, self.rules(there.is_none(), false), &draft);
                fields.extend_from_slice(&filled.fields);
                kept.extend_from_slice(&filled.kept);
                foreign.push(filled);
            }
            let kept = once(kept);
            if there.is_none() {
                self.plan.companies_created.push(CreatedCompany { company, name, lines, kept });
                continue;
            }
            let updated = UpdatedCompany { company, name: after.name, lines, fields: once(fields), kept };
            if updated.fields.is_empty() {
                self.plan.companies_unchanged.push(updated);
            } else {
                self.plan.companies_updated.push(updated);
            }
        }
        foreign.iter().for_each(|filled| self.plan.keep_foreign(filled));
    }

    fn lines_of(&self, cards: &[u32]) -> Vec<usize> {
        cards.iter().filter_map(|card| self.lines.get(*card as usize).copied()).collect()
    }
}

/// Each field once, in their order.
fn once(mut fields: Vec<Field>) -> Vec<Field> {
    fields.sort_unstable();
    fields.dedup();
    fields
}
