//! Companies that a source calls otherwise than last time: they are no new ones. A row of a company's own is known by its phone number,
//! mail address or page; where only people name it, by all of whom the source said that they work there being at one other company
//! now, under the same address. The old name must not stand in the file any more.

use std::collections::{HashMap, HashSet};

use super::Planning;
use crate::domain::company::Company;
use crate::domain::contact::{CARD_ID, Contact, Labelled};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::pairs::Firm;
use crate::formats::draft::{Origin, Person};
use crate::formats::import::changes::companies;
use crate::formats::import::keys;
use crate::formats::import::said::{self, Print, Spot};
use crate::formats::import::{Here, Organisation, fill};

/// Where everybody may have an address, whoever they work for.
const OPEN_HOSTS: &[&str] = &[
    "aol",
    "arcor",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "mac",
    "mail",
    "mailbox",
    "me",
    "msn",
    "outlook",
    "posteo",
    "proton",
    "protonmail",
    "t-online",
    "web",
    "yahoo",
    "ymail",
];

/// Letters of a word at least by which two names of one company are alike.
const LETTERS: usize = 3;

/// Somebody who is here, and whose card names a company that isn't.
pub(super) struct Move {
    pub card: u32,
    who: ContactId,
    to: CompanyId,
    from: CompanyId,
}

/// A company of the file that is one of the book.
struct Renamed {
    to: CompanyId,
    from: CompanyId,
    /// The source, if the name that it has here is that source's.
    origin: Option<Origin>,
    /// Those who tell it.
    by: Vec<ContactId>,
}

impl Planning<'_> {
    /// A card of somebody who is here names this company.
    pub(super) fn note_move(&mut self, card: u32, who: usize, to: Option<CompanyId>) {
        let entrant = &self.known.people[who];
        if let (false, Some(from), Some(to)) = (entrant.is_new, entrant.works_at, to)
            && from != to
            && !self.plan.companies.is_here(to)
        {
            self.moves.push(Move { card, who: entrant.id, to, from });
        }
    }

    /// Makes the new names of companies that are here lead to them.
    pub(super) fn find_renamed<E>(&mut self, here: &Here<E>) -> Result<(), E> {
        let mut renamed = self.renamed_by_cards();
        for one in self.renamed_by_people(here)? {
            if !renamed.iter().any(|known| known.to == one.to || known.from == one.from) {
                renamed.push(one);
            }
        }
        for one in renamed {
            self.rename(one);
        }
        Ok(())
    }

    fn renamed_by_cards(&self) -> Vec<Renamed> {
        let all = &self.plan.companies;
        let new = self.plan.organisations.iter().filter(|one| !one.cards.is_empty() && !all.is_here(one.id));
        let new: Vec<&Organisation> = new.collect();
        let mut by_print: HashMap<Print, Vec<CompanyId>> = HashMap::new();
        for one in all.records().filter(|one| !new.is_empty() && !self.mentioned.contains(&one.id)) {
            for print in said::all(&one.imported) {
                by_print.entry(print).or_default().push(one.id);
            }
        }
        let mut found: Vec<Renamed> = Vec::new();
        for organisation in new {
            let Some((_, card)) = companies(self.file, &organisation.cards).next() else { continue };
            let strong = said::strong_of_company(&card.record);
            let mut may_be: Vec<&Company> = strong
                .iter()
                .filter_map(|print| by_print.get(print))
                .flatten()
                .filter_map(|id| all.record(*id))
                .filter(|there| said::has_source_said(&there.imported, card.origin, &strong))
                .collect();
            may_be.sort_unstable_by_key(|there| there.id);
            may_be.dedup_by_key(|there| there.id);
            if let [there] = may_be[..]
                && card.record.ids.iter().all(|id| id.source == CARD_ID)
            {
                let is_as_said = has_name(there, card.origin);
                let origin = is_as_said.then_some(card.origin);
                found.push(Renamed { to: organisation.id, from: there.id, origin, by: Vec::new() });
            }
        }
        // Two that might be one are none.
        let mut times: HashMap<CompanyId, usize> = HashMap::new();
        found.iter().for_each(|one| *times.entry(one.from).or_default() += 1);
        found.retain(|one| times.get(&one.from) == Some(&1));
        found
    }

    fn renamed_by_people<E>(&self, here: &Here<E>) -> Result<Vec<Renamed>, E> {
        let mut by_old: HashMap<CompanyId, Vec<&Move>> = HashMap::new();
        self.moves.iter().for_each(|one| by_old.entry(one.from).or_default().push(one));
        let mut times: HashMap<CompanyId, HashSet<CompanyId>> = HashMap::new();
        self.moves.iter().for_each(|one| _ = times.entry(one.to).or_default().insert(one.from));
        let mut found = Vec::new();
        for (from, moves) in by_old {
            let Some(to) = moves.first().map(|one| one.to) else { continue };
            let is_one = moves.iter().all(|one| one.to == to) && times.get(&to).is_some_and(|all| all.len() == 1);
            if !is_one || self.mentioned.contains(&from) {
                continue;
            }
            let all = &self.plan.companies;
            let Some((there, name)) = all.record(from).zip(all.new_name(to)) else { continue };
            if moves.len() < 2 && !are_alike(&there.name, name) {
                continue;
            }
            if let Some(origin) = self.all_stayed(there, &moves, here)? {
                let by = moves.iter().map(|one| one.who).collect();
                found.push(Renamed { to, from, origin, by });
            }
        }
        found.sort_unstable_by_key(|one| one.to);
        Ok(found)
    }

    /// Whether all of these, of whom their source said that they work at `there`, have the addresses that they have here; and that
    /// source, if it called the company as it is called here.
    fn all_stayed<E>(&self, there: &Company, moves: &[&Move], here: &Here<E>) -> Result<Option<Option<Origin>>, E> {
        let (mut is_any, mut origin) = (false, None);
        let (now, former) = (fill::named(&there.name), there.former_names().map(fill::named));
        let ever: Vec<Print> = former.chain([now]).collect();
        for one in moves {
            let (person, contact) = (self.cards_of(&[one.card]).pop(), (here.contacts)(&[one.who])?.pop());
            let Some(((_, person), contact)) = person.zip(contact) else { return Ok(None) };
            let of_source = |prints: &[Print]| said::has_source_said(&contact.imported, person.origin, prints);
            let has_same = has_same_address(&person, &contact);
            if !of_source(&ever) || has_same == Some(false) {
                return Ok(None);
            }
            is_any |= has_same == Some(true);
            if of_source(&[now]) || has_name(there, person.origin) {
                origin = Some(person.origin);
            }
        }
        Ok(is_any.then_some(origin))
    }

    fn rename(&mut self, Renamed { to, from, origin, by }: Renamed) {
        let name = self.plan.companies.new_name(to).map(str::to_owned).unwrap_or_default();
        self.plan.companies.lead(to, from);
        for entrant in self.known.people.iter_mut().filter(|entrant| entrant.works_at == Some(to)) {
            entrant.works_at = Some(from);
        }
        let place = self.place(to, &name);
        self.places.insert(from, place);
        let organisation = &mut self.plan.organisations[place];
        (organisation.id, organisation.renamed) = (from, origin);
        organisation.wanted_by.extend(by);
    }
}

/// Whether this source called a company so as it is called here.
fn has_name(there: &Company, origin: Origin) -> bool {
    said::has_source_said(&there.imported, origin, &[said::print(Spot::Name, &there.name)])
}

/// Whether somebody has an address of the company's still that they have here; `None` where there is none to compare.
fn has_same_address(person: &Person, there: &Contact) -> Option<bool> {
    let own = |mails: &[Labelled]| -> Vec<String> {
        mails.iter().map(|mail| keys::mail(&mail.value)).filter(|mail| !is_open(mail)).collect()
    };
    let (card, known) = (own(&person.record.mails), own(&there.mails));
    (!card.is_empty() && !known.is_empty()).then(|| card.iter().any(|mail| known.contains(mail)))
}

fn is_open(mail: &str) -> bool {
    let host = mail.rsplit('@').next().unwrap_or_default();
    OPEN_HOSTS.contains(&host.split('.').next().unwrap_or_default())
}

/// Whether two names have a word in common that isn't a legal form.
fn are_alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| Firm::of(name).core);
    one.split(' ').any(|word| word.chars().count() >= LETTERS && other.split(' ').any(|it| it == word))
}
