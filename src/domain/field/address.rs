//! Postal addresses as one line: `Hauptstr. 5, 20095 Hamburg, Germany`, `221B Baker St, London NW1 6XE, UK`.
//!
//! Split at commas: the street first, then what is more, the city with its postcode in front (as on the continent) or behind
//! (as in Britain and North America), region, country. A label may stand before it: `home: Hof 1, 89073 Ulm`.

use super::error::Why;
use super::label;
use super::parts;
use super::table::{Field, key};
use crate::domain::contact::Address;

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressPart {
    Street,
    /// What is more about the place: "Apt. 3", "c/o Meier".
    Extended,
    PostBox,
    Postcode,
    City,
    Region,
    Country,
}

/// Names of the parts, as they are written and as `--json` names them; the label first.
pub(super) const PARTS: &[&str] = &["label", "street", "extended", "post_box", "postcode", "city", "region", "country"];

impl AddressPart {
    pub const ALL: [Self; 7] =
        [Self::Street, Self::Extended, Self::PostBox, Self::Postcode, Self::City, Self::Region, Self::Country];

    /// `street`, `post_box`.
    pub fn name(self) -> &'static str {
        PARTS[self as usize + 1]
    }

    /// What else it is called, in English and German.
    pub fn synonyms(self) -> &'static [&'static str] {
        const OTHERS: [&[&str]; 7] = [
            &["Straße"],
            &["Adresszusatz", "Zusatz"],
            &["po box", "Postfach"],
            &["zip", "postal code", "PLZ", "Postleitzahl"],
            &["town", "Ort", "Stadt"],
            &["state", "Bundesland"],
            &["Land"],
        ];
        OTHERS[self as usize]
    }

    /// The part of this name in English or German.
    pub fn named(name: &str) -> Option<Self> {
        let wanted = key(name);
        let called =
            |part: &Self| key(part.name()) == wanted || part.synonyms().iter().any(|other| key(other) == wanted);
        Self::ALL.into_iter().find(called)
    }

    pub fn of(self, address: &Address) -> &str {
        match self {
            Self::Street => &address.street,
            Self::Extended => &address.extended,
            Self::PostBox => &address.post_box,
            Self::Postcode => &address.postcode,
            Self::City => &address.city,
            Self::Region => &address.region,
            Self::Country => &address.country,
        }
    }

    pub fn of_mut(self, address: &mut Address) -> &mut String {
        match self {
            Self::Street => &mut address.street,
            Self::Extended => &mut address.extended,
            Self::PostBox => &mut address.post_box,
            Self::Postcode => &mut address.postcode,
            Self::City => &mut address.city,
            Self::Region => &mut address.region,
            Self::Country => &mut address.country,
        }
    }
}

/// Reads an address, in parts or as one line; lines of a letter's address are as good as commas.
pub fn read_address(text: &str) -> Result<Address, Why> {
    let text = text.trim();
    if let Some(read) = parts::read(text, PARTS) {
        let mut address = Address::default();
        for (place, value) in read? {
            match place.checked_sub(1).and_then(|at| AddressPart::ALL.get(at)) {
                Some(part) => *part.of_mut(&mut address) = value,
                None => address.label = value,
            }
        }
        return Ok(address);
    }
    let (label, line) = label::split(Field::Address, text);
    Ok(Address { label: label::read_label(label), ..lines(line) })
}

/// Writes an address so that [`read_address`] reads the same.
pub fn write_address(address: &Address) -> String {
    let a = address;
    let joined = |parts: &[&str], sign: &str| {
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(sign)
    };
    let continental = joined(&[&a.postcode, &a.city], " ");
    let british = joined(&[&a.city, &a.postcode], " ");
    let american = joined(&[&a.region, &a.postcode], " ");
    let ways = [
        joined(&[&a.street, &a.extended, &a.post_box, &continental, &a.region, &a.country], ", "),
        joined(&[&a.street, &a.extended, &a.post_box, &british, &a.region, &a.country], ", "),
        joined(&[&a.street, &a.extended, &a.post_box, &a.city, &american, &a.country], ", "),
    ];
    let labelled = |line: &String| if a.label.is_empty() { line.clone() } else { format!("{}: {line}", a.label) };
    let same = |line: &String| read_address(line).as_ref() == Ok(a) && !line.contains(['\n', '\r']);
    ways.iter().map(labelled).find(same).unwrap_or_else(|| {
        let each = AddressPart::ALL.map(|part| (part.name(), part.of(a)));
        let label = Some(("label", a.label.as_str()));
        let filled: Vec<_> = label.into_iter().chain(each).filter(|(_, value)| !value.is_empty()).collect();
        if filled.is_empty() { "street=".to_owned() } else { parts::write(filled) }
    })
}

/// An address from its lines, separated by commas or line ends.
fn lines(text: &str) -> Address {
    let lines: Vec<&str> = text.split([',', '\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let place = (0..lines.len()).rev().find_map(|at| Some((at, place(&lines, at)?)));
    let mut address = Address::default();
    let (before, after) = match place {
        Some((at, (used, found))) => {
            address = found;
            (at + 1 - used, at + 1)
        }
        None => {
            // Without a postcode: street, city, country.
            let city = match lines.as_slice() {
                [] => 0,
                [one] => usize::from(one.contains(|c: char| c.is_ascii_digit())),
                lines => (lines.len() - 1).min(if lines.len() > 3 { lines.len() - 3 } else { 1 }),
            };
            address.city = lines.get(city).map(|city| (*city).to_owned()).unwrap_or_default();
            (city.min(lines.len()), (city + 1).min(lines.len()))
        }
    };
    for line in &lines[..before] {
        let part = match () {
            () if is_post_box(line) && address.post_box.is_empty() => AddressPart::PostBox,
            () if address.street.is_empty() => AddressPart::Street,
            () => AddressPart::Extended,
        };
        let value = part.of_mut(&mut address);
        let sign = if value.is_empty() { "" } else { ", " };
        *value = format!("{value}{sign}{line}");
    }
    match lines.get(after..).unwrap_or_default() {
        [] => {}
        [country] => address.country = (*country).to_owned(),
        [region @ .., country] => {
            address.region = region.join(", ");
            address.country = (*country).to_owned();
        }
    }
    address
}

/// The city and its postcode if they stand in the line `at`, with how many lines that takes: the city may stand in the one before.
fn place(lines: &[&str], at: usize) -> Option<(usize, Address)> {
    let line = lines[at];
    let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
    let address = |postcode: &[&str], city: &str, region: &str| Address {
        postcode: postcode.join(" "),
        city: city.to_owned(),
        region: region.to_owned(),
        ..Address::default()
    };
    let behind = behind(&words);
    let city = words[..words.len() - behind].join(" ");
    let before = at.checked_sub(1).map(|at| lines[at]).filter(|line| !line.contains(|c: char| c.is_ascii_digit()));
    let code = &words[words.len() - behind..];
    if behind > 0 {
        return match (city.as_str(), before) {
            // `Hamburg, 20095`
            ("", Some(before)) => Some((2, address(code, before, ""))),
            ("", None) => Some((1, address(code, "", ""))),
            // `Boston, MA 02110`
            (region, Some(before)) if is_region(region) => Some((2, address(code, before, region))),
            // `Boston MA 02110`
            (city, _) => Some((
                1,
                match city.rsplit_once(' ') {
                    Some((city, region)) if is_region(region) => address(code, city, region),
                    _ => address(code, city, ""),
                },
            )),
        };
    }
    let front = front(&words);
    let city = words.get(front..).unwrap_or_default().join(" ");
    // `1600 Pennsylvania Ave` is a street.
    let is_street =
        words.last().is_some_and(|last| STREETS.contains(&last.trim_end_matches('.').to_lowercase().as_str()));
    (front > 0 && !city.is_empty() && !is_street).then(|| (1, address(&words[..front], &city, "")))
}

/// What English streets end in.
const STREETS: &[&str] = &[
    "st",
    "street",
    "ave",
    "avenue",
    "rd",
    "road",
    "ln",
    "lane",
    "dr",
    "drive",
    "blvd",
    "boulevard",
    "way",
    "ct",
    "court",
    "pl",
    "place",
    "sq",
    "square",
    "pkwy",
    "parkway",
    "hwy",
    "highway",
];

/// How many words at the beginning are a postcode: `20095`, `D-20095`, `1012 AB`, `111 22`, `00-950`.
fn front(words: &[&str]) -> usize {
    let Some(first) = words.first() else { return 0 };
    let number = match first.split_once('-') {
        Some((country, number)) if country.len() <= 3 && country.bytes().all(|b| b.is_ascii_uppercase()) => number,
        _ => first,
    };
    let second = words.get(1).copied().unwrap_or_default();
    let is_digits = |word: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
    };
    let polish = number.split_once('-').is_some_and(|(a, b)| is_digits(a, 2..=4) && is_digits(b, 3..=3));
    let dutch = second.len() == 2 && second.bytes().all(|b| b.is_ascii_uppercase());
    match () {
        () if is_digits(number, 4..=4) && dutch && words.len() > 2 => 2,
        () if is_digits(number, 3..=3) && is_digits(second, 2..=2) => 2,
        () if is_digits(number, 4..=6) || polish => 1,
        () => 0,
    }
}

/// How many words at the end are a postcode: `02110`, `02110-1234`, `NW1 6XE`, `K1A 0B1`.
fn behind(words: &[&str]) -> usize {
    let (Some(last), count) = (words.last(), words.len()) else { return 0 };
    let shape = |word: &str| -> String {
        word.chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else if c.is_ascii_uppercase() {
                    'A'
                } else {
                    c
                }
            })
            .collect()
    };
    let last = shape(last);
    let outward = count.checked_sub(2).map(|at| shape(words[at])).unwrap_or_default();
    let british = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(&outward.as_str()) && last == "9AA";
    let canadian = outward == "A9A" && last == "9A9";
    match () {
        () if british || canadian => 2,
        () if last == "99999" || last == "99999-9999" => 1,
        () if last == "9999" && count == 1 => 1,
        () => 0,
    }
}

/// `MA`, `ON`.
fn is_region(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_post_box(line: &str) -> bool {
    let line = key(line);
    ["postfach", "pobox", "postbox", "boitepostale"].iter().any(|begin| line.starts_with(key(begin).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Label, street, extended, post box, postcode, city, region, country: the filled ones, joined with `|`.
    fn check(typed: &str, expect: &str) {
        let address = read_address(typed).unwrap();
        let values = AddressPart::ALL.map(|part| (part.name(), part.of(&address)));
        let label = ("label", address.label.as_str());
        let filled: Vec<String> = [label]
            .into_iter()
            .chain(values)
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(filled.join("|"), expect, "{typed:?}");
        assert_eq!(
            read_address(&write_address(&address)).unwrap(),
            address,
            "{typed:?}: {:?}",
            write_address(&address)
        );
    }

    #[test]
    fn addresses_are_read_as_people_type_them() {
        check("Hauptstr. 5, 20095 Hamburg, Germany", "street=Hauptstr. 5|postcode=20095|city=Hamburg|country=Germany");
        check("Hauptstr. 5, 20095 Hamburg", "street=Hauptstr. 5|postcode=20095|city=Hamburg");
        check("home: Hof 1, D-89073 Ulm", "label=home|street=Hof 1|postcode=D-89073|city=Ulm");
        check("privat: Hof 1, 89073 Ulm", "label=home|street=Hof 1|postcode=89073|city=Ulm");
        check("20095 Hamburg", "postcode=20095|city=Hamburg");
        check("Hof 1, Hinterhaus, 20095 Hamburg", "street=Hof 1|extended=Hinterhaus|postcode=20095|city=Hamburg");
        check("Postfach 10 20, 20095 Hamburg", "post_box=Postfach 10 20|postcode=20095|city=Hamburg");
        check("Damrak 1, 1012 AB Amsterdam, NL", "street=Damrak 1|postcode=1012 AB|city=Amsterdam|country=NL");
        check("Kungsgatan 4, 111 43 Stockholm", "street=Kungsgatan 4|postcode=111 43|city=Stockholm");
        check("ul. Nowa 1, 00-950 Warszawa", "street=ul. Nowa 1|postcode=00-950|city=Warszawa");
        check("Ring 3, 1010 Wien, Österreich", "street=Ring 3|postcode=1010|city=Wien|country=Österreich");
        check("221B Baker St, London NW1 6XE, UK", "street=221B Baker St|postcode=NW1 6XE|city=London|country=UK");
        check("1 High St, London, NW1 6XE", "street=1 High St|postcode=NW1 6XE|city=London");
        check(
            "1600 Pennsylvania Ave, Washington, DC 20500, USA",
            "street=1600 Pennsylvania Ave|postcode=20500|city=Washington|region=DC|country=USA",
        );
        check("1 Main St, Boston MA 02110-1234", "street=1 Main St|postcode=02110-1234|city=Boston|region=MA");
        check("1600 Pennsylvania Ave, Washington", "street=1600 Pennsylvania Ave|city=Washington");
        check("Hauptstr. 5, Hamburg, Germany", "street=Hauptstr. 5|city=Hamburg|country=Germany");
        check("Hauptstr. 5", "street=Hauptstr. 5");
        check("Hamburg", "city=Hamburg");
        check("Hof 1\n89073 Ulm\nDeutschland", "street=Hof 1|postcode=89073|city=Ulm|country=Deutschland");
        check(
            "Hof 1, 89073 Ulm, Bayern, Germany",
            "street=Hof 1|postcode=89073|city=Ulm|region=Bayern|country=Germany",
        );
        check("label=home; street=a, b; post_box=1", "label=home|street=a, b|post_box=1");
        check("", "");
    }
}
