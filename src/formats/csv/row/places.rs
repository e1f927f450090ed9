//! The addresses of a row, put together from the columns of their parts.

use crate::domain::contact::Address;
use crate::domain::field::read_address;
use crate::formats::csv::column::Column;
use crate::formats::csv::meaning::Part;

/// The addresses of a row in the order of their first columns.
#[derive(Debug, Default)]
pub struct Places<'a> {
    all: Vec<Place<'a>>,
}

#[derive(Debug)]
struct Place<'a> {
    /// Its first column.
    column: &'a Column,
    address: Address,
    full: String,
    house: String,
}

impl<'a> Places<'a> {
    /// Takes a part of the address that `column` is of.
    pub fn put(&mut self, column: &'a Column, part: Part, text: String) {
        if text.is_empty() {
            return;
        }
        let is_of = |place: &Place| place.column.group == column.group && place.column.label == column.label;
        let at = self.all.iter().position(is_of).unwrap_or_else(|| {
            let place = Place { column, address: Address::default(), full: String::new(), house: String::new() };
            self.all.push(place);
            self.all.len() - 1
        });
        self.all[at].put(part, text);
    }

    /// The addresses; `label` gives that of a column.
    pub fn addresses(self, label: impl Fn(&Column) -> String) -> Vec<Address> {
        let mut all: Vec<Address> = Vec::new();
        for place in self.all {
            let said = label(place.column);
            let mut address = place.address();
            if !said.is_empty() {
                address.label = said;
            }
            if !all.contains(&address) {
                all.push(address);
            }
        }
        all
    }
}

impl Place<'_> {
    fn put(&mut self, part: Part, text: String) {
        let own = match part {
            Part::Full => &mut self.full,
            Part::House => &mut self.house,
            Part::Street => &mut self.address.street,
            Part::Extended => &mut self.address.extended,
            Part::PostBox => &mut self.address.post_box,
            Part::City => &mut self.address.city,
            Part::Postcode => &mut self.address.postcode,
            Part::Region => &mut self.address.region,
            Part::Country => &mut self.address.country,
            Part::PostcodeCity => {
                let (postcode, city) = postcode_city(&text).unwrap_or(("", &text));
                if self.address.postcode.is_empty() {
                    postcode.clone_into(&mut self.address.postcode);
                }
                city.clone_into(&mut self.address.city);
                return;
            }
        };
        if own.is_empty() {
            *own = text;
        } else if *own != text {
            own.extend([", ", &text]);
        }
    }

    fn address(self) -> Address {
        let mut address = self.address;
        if !self.house.is_empty() {
            let between = if address.street.is_empty() { "" } else { " " };
            address.street.extend([between, &self.house]);
        }
        if address != Address::default() {
            return address;
        }
        let street = || Address { street: self.full.clone(), ..Address::default() };
        read_address(&self.full).unwrap_or_else(|_| street())
    }
}

/// `89073 Ulm`, `D-89073 Ulm`, `1010 Wien`.
fn postcode_city(text: &str) -> Option<(&str, &str)> {
    let (postcode, city) = text.trim().split_once(' ')?;
    let digits = postcode.bytes().filter(u8::is_ascii_digit).count();
    let rest = postcode.bytes().filter(|b| !b.is_ascii_digit()).all(|b| b == b'-' || b.is_ascii_uppercase());
    let city = city.trim();
    (4..=5).contains(&digits).then_some(()).filter(|()| rest && postcode.len() <= 8)?;
    city.starts_with(char::is_alphabetic).then_some((postcode, city))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_and_cities_are_told_apart() {
        for (text, expect) in [
            ("89073 Ulm", Some(("89073", "Ulm"))),
            ("D-89073 Neu-Ulm", Some(("D-89073", "Neu-Ulm"))),
            ("1010 Wien", Some(("1010", "Wien"))),
            ("Ulm", None),
            ("Hof 3", None),
        ] {
            assert_eq!(postcode_city(text), expect, "{text:?}");
        }
    }
}
