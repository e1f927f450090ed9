//! A company's card into the company.

use super::{Filled, Rules, Verdict, elsewhere, said};
use crate::domain::company::Company;
use crate::domain::contact::{CARD_ID, ForeignId};
use crate::formats::draft::{Firm, Origin};
use crate::formats::import::said::{Card, Said, Spot, note, of_company, standing, strong_of_company};
use crate::formats::import::{Field, keys};

/// Brings the draft `new` into `own`, which may be new with this file.
pub fn company<'a>(own: &mut Company, rules: Rules<'a>, new: &Firm) -> Filled<'a> {
    let Firm { record: new, origin } = new;
    let said = Said::of((&*own).into(), *origin, &new.ids, rules.is_only, &strong_of_company(new));
    let mut filled = Filled::new(rules, said, *origin);
    filled.company_name(own, new);
    filled.text(Field::Industry, Spot::Industry, &mut own.industry, &new.industry);
    filled.text(Field::Size, Spot::Size, &mut own.size, &new.size);
    filled.value(Field::Tier, Spot::Tier, &mut own.tier, &new.tier, said::debug);
    filled.rhythm(&mut own.cadence, new.cadence);
    filled.free(&mut own.fields, &new.fields);
    filled.text(Field::Web, Spot::Web, &mut own.web, &new.web);
    filled.mails(&mut own.mails, &new.mails);
    filled.phones(&mut own.phones, &new.phones);
    filled.addresses(&mut own.addresses, &new.addresses);
    filled.tags(&mut own.tags, &new.tags);
    filled.notes(&mut own.notes, &new.notes);
    own.archived |= rules.is_new && new.archived;
    let here = own.ids.clone();
    filled.ids(&mut own.ids, &elsewhere(&new.ids, own.id.0, &here));
    filled.foreign(&mut own.foreign, &new.foreign);
    filled
}

impl Filled<'_> {
    /// A name that was only written otherwise is the same; an old one still leads here.
    fn company_name(&mut self, own: &mut Company, new: &Company) {
        if keys::company(&own.name) == keys::company(&new.name) {
            return;
        }
        let of = |name: &str| Some(said::print(Spot::Name, name));
        match self.verdict(Field::Name, of(&own.name), of(&new.name)) {
            Verdict::Take => {
                let before = own.clone();
                own.name.clone_from(&new.name);
                own.remember_name(&before);
                self.filled(Field::Name);
            }
            Verdict::Keep => self.kept(Field::Name),
            Verdict::Leave => {}
        }
    }
}

/// Keeps with a company, as it is now, what the cards that were brought into it say.
pub fn remember_company<'a>(company: &mut Company, cards: &'a [(usize, Firm)]) {
    let card = |(_, card): &'a (usize, Firm)| {
        let Firm { record, origin } = card;
        Card { origin: *origin, ids: &record.ids, prints: of_company(record), strong: strong_of_company(record) }
    };
    let cards: Vec<Card> = cards.iter().map(card).collect();
    let here = &*company;
    company.imported = note(here.into(), &cards, |said| standing(of_company(here), &here.notes, said));
}

/// Keeps with a company that this source calls it so, which has no card of its own there.
pub fn remember_company_name(company: &mut Company, origin: Origin) {
    let ids = [ForeignId { source: CARD_ID.to_owned(), value: keys::company(&company.name) }];
    let card = Card { origin, ids: &ids, prints: vec![said::print(Spot::Name, &company.name)], strong: Vec::new() };
    company.imported = note((&*company).into(), &[card], |_| Vec::new());
}
