//! Where people live and how they are called there: `names.txt`, read once.

use super::dice::Dice;

const TABLE: &str = include_str!("names.txt");

/// A name, and its letters in a mail address.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    pub shown: &'static str,
    pub latin: Option<&'static str>,
}

#[derive(Debug, Clone, Copy)]
pub struct City {
    pub name: &'static str,
    pub postcode: &'static str,
    pub area: &'static str,
}

/// A country with its language.
#[derive(Debug, Default)]
pub struct Place {
    /// As BCP 47 has it.
    pub language: &'static str,
    pub weight: usize,
    pub dialling: &'static str,
    pub country: &'static str,
    pub women: Vec<Name>,
    pub men: Vec<Name>,
    pub families: Vec<Name>,
    pub cities: Vec<City>,
    pub streets: Vec<&'static str>,
    pub trades: Vec<Name>,
    pub forms: Vec<&'static str>,
    pub roles: Vec<&'static str>,
}

impl Place {
    /// Where the family's name comes first and nothing stands between.
    pub fn is_family_first(&self) -> bool {
        ["ja", "zh"].contains(&self.language)
    }

    /// The language in which one writes down what was said with people there.
    pub fn spoken(&self) -> &'static str {
        if self.language == "de" { "de" } else { "en" }
    }
}

/// All places.
#[derive(Debug)]
pub struct Places {
    all: Vec<Place>,
    weights: Vec<(usize, usize)>,
}

impl Places {
    pub fn read() -> Self {
        let mut all: Vec<Place> = Vec::new();
        for line in TABLE.lines() {
            let Some((key, rest)) = line.split_once(' ') else { continue };
            match (key, all.last_mut()) {
                ("##", _) => all.push(head(rest)),
                (_, Some(place)) => fill(place, key, rest),
                (_, None) => {}
            }
        }
        let weights = all.iter().enumerate().map(|(at, place)| (place.weight, at)).collect();
        Self { all, weights }
    }

    pub fn get(&self, at: usize) -> &Place {
        &self.all[at]
    }

    /// Somewhere: more often where more customers are.
    pub fn any(&self, dice: &mut Dice) -> usize {
        dice.weighted(&self.weights)
    }
}

fn head(line: &'static str) -> Place {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (language, weight, dialling, country) = (word(), word(), word(), word());
    Place { language, weight: weight.parse().unwrap_or(1), dialling, country, ..Place::default() }
}

fn fill(place: &mut Place, key: &str, list: &'static str) {
    let texts = || list.split(", ");
    let names = || texts().map(name).collect();
    match key {
        "women" => place.women = names(),
        "men" => place.men = names(),
        "families" => place.families = names(),
        "trades" => place.trades = names(),
        "cities" => place.cities = texts().filter_map(city).collect(),
        "streets" => place.streets = texts().collect(),
        "forms" => place.forms = texts().collect(),
        "roles" => place.roles = texts().collect(),
        _ => {}
    }
}

fn name(text: &'static str) -> Name {
    match text.split_once('=') {
        Some((shown, latin)) => Name { shown, latin: Some(latin) },
        None => Name { shown: text, latin: None },
    }
}

/// `Frankfurt am Main 60311 69`: a postcode may have a space, and each of its words has a digit.
fn city(text: &'static str) -> Option<City> {
    let (rest, area) = text.rsplit_once(' ')?;
    let begin = rest.match_indices(' ').find(|(at, _)| {
        let after = rest[at + 1..].split(' ');
        after.into_iter().all(|word| word.contains(|c: char| c.is_ascii_digit()))
    })?;
    Some(City { name: &rest[..begin.0], postcode: &rest[begin.0 + 1..], area })
}
