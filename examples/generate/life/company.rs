//! Companies: a family's name or a city's, a trade and a legal form.

use touchbase::domain::company::Company;
use touchbase::domain::contact::{Address, Labelled, Tier};
use touchbase::domain::search::fold;

use super::dice::{Dice, What};
use super::places::{Name, Place};
use super::{DAYS, Life};

impl Life {
    /// Where a company is.
    pub(super) fn place_of(&self, company: usize) -> usize {
        self.places.any(&mut self.dice(What::Company, company))
    }

    pub(super) fn company(&self, at: usize) -> Company {
        let mut dice = self.dice(What::Company, at);
        let place = self.places.get(self.places.any(&mut dice));
        let (name, host) = name(place, &mut dice);
        let language = place.spoken();
        let size = dice.weighted(&[(3, ""), (2, "12"), (2, "50-100"), (1, "400")]);
        let tier = dice.weighted(&[(1, Some(Tier::A)), (3, Some(Tier::B)), (4, Some(Tier::C)), (4, None)]);
        let mails = dice.in_thousand(700).then(|| Labelled::new("work", format!("info@{host}")));
        let phones = dice.in_thousand(700).then(|| Labelled::new("work", phone(place, &mut dice)));
        let addresses = dice.in_thousand(800).then(|| address(place, "work", &mut dice));
        let tags = dice.in_thousand(200).then(|| self.said.word(language, "tag", &mut dice).to_owned());
        let notes = if dice.in_thousand(100) { self.said.sentence(language, "any", &mut dice) } else { String::new() };
        Company {
            industry: dice.pick(&place.trades).shown.to_owned(),
            size: size.to_owned(),
            web: format!("https://www.{host}/"),
            mails: mails.into_iter().collect(),
            phones: phones.into_iter().collect(),
            addresses: addresses.into_iter().collect(),
            tags: tags.into_iter().collect(),
            tier,
            notes,
            archived: dice.in_thousand(10),
            ..Company::new(self.company_id(at), name, self.ago(DAYS))
        }
    }

    /// The host of a company's mails.
    pub(super) fn host_of(&self, company: usize) -> String {
        let mut dice = self.dice(What::Company, company);
        let place = self.places.get(self.places.any(&mut dice));
        name(place, &mut dice).1
    }
}

/// Its name, and the host that goes by it.
fn name(place: &Place, dice: &mut Dice) -> (String, String) {
    let (family, trade, form) = (dice.pick(&place.families), dice.pick(&place.trades), dice.pick(&place.forms));
    let city = dice.pick(&place.cities).name;
    let (trade_name, family_name) = (trade.shown, family.shown);
    let name = match dice.below(10) {
        ..4 => format!("{trade_name} {family_name} {form}"),
        4..6 => format!("{family_name} {trade_name} {form}"),
        6..8 => format!("{trade_name} {city} {form}"),
        8 => format!("{family_name} & {} {form}", dice.pick(&place.families).shown),
        _ => format!("{family_name} {form}"),
    };
    let number = dice.below(900);
    (name, format!("{}-{}{number}.example", latin(family), latin(trade)))
}

/// A name in the letters of mail addresses.
pub(super) fn latin(name: Name) -> String {
    let letters = name.latin.map_or_else(|| fold(name.shown), str::to_owned);
    letters.chars().filter(char::is_ascii_alphanumeric).collect()
}

pub(super) fn phone(place: &Place, dice: &mut Dice) -> String {
    let area = dice.pick(&place.cities).area;
    format!("{} {area} {:04} {:03}", place.dialling, 1_000 + dice.below(9_000), dice.below(1_000))
}

pub(super) fn address(place: &Place, label: &str, dice: &mut Dice) -> Address {
    let city = dice.pick(&place.cities);
    Address {
        label: label.to_owned(),
        street: format!("{} {}", dice.pick(&place.streets), 1 + dice.below(160)),
        city: city.name.to_owned(),
        postcode: city.postcode.to_owned(),
        country: place.country.to_owned(),
        ..Address::default()
    }
}
