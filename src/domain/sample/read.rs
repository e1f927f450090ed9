//! The tables of sample people as text: reads them, and knows nothing of records.
//!
//! ```text
//! ## Company | industry | size | city, country | tier            ("## –" for people without one)
//! Name | role | tier stage | language du/Sie salutation | added so many days ago
//!   tags …                                                       a detail: its word, then its text
//!   88d meeting 60min: what was said >> 2d a follow-up           a log line, its day counted back from today
//! ```

use super::super::contact::{Stage, Tier};

/// A company and who works there now.
#[derive(Debug, Default)]
pub(super) struct Firm<'a> {
    /// Empty for the people without a company.
    pub name: &'a str,
    pub industry: &'a str,
    pub size: &'a str,
    pub city: &'a str,
    pub country: &'a str,
    pub tier: Option<Tier>,
    pub people: Vec<Person<'a>>,
}

/// A person as written.
#[derive(Debug, Default)]
pub(super) struct Person<'a> {
    pub name: &'a str,
    pub role: &'a str,
    pub tier: Option<Tier>,
    pub stage: Option<Stage>,
    pub language: &'a str,
    /// "du", "Sie", salutation, honorific, "family-first", in any order.
    pub address: Vec<&'a str>,
    /// Days ago.
    pub added: i64,
    /// A word and its text: `("tags", "oak, press")`.
    pub details: Vec<(&'a str, &'a str)>,
    /// Log lines, the oldest first.
    pub history: Vec<&'a str>,
}

/// Reads a table. What can't be read is left out.
pub(super) fn firms(text: &str) -> Vec<Firm<'_>> {
    let mut firms: Vec<Firm> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(head) = line.strip_prefix("## ") {
            firms.push(firm(head));
        } else if let Some(detail) = line.strip_prefix("  ") {
            let person = firms.last_mut().and_then(|firm| firm.people.last_mut());
            let first = detail.split(' ').next().unwrap_or(detail);
            match person {
                Some(person) if days(first).is_some() => person.history.push(detail),
                Some(person) => person.details.push((first, detail[first.len()..].trim())),
                None => {}
            }
        } else if let (Some(firm), Some(person)) = (firms.last_mut(), person(line)) {
            firm.people.push(person);
        }
    }
    firms
}

/// `88d` and `today`: so many days ago.
pub(super) fn days(word: &str) -> Option<i64> {
    if word == "today" { Some(0) } else { word.strip_suffix('d')?.parse().ok() }
}

fn firm(head: &str) -> Firm<'_> {
    let mut columns = head.split('|').map(str::trim);
    let mut next = || columns.next().unwrap_or_default();
    let (name, industry, size, place, letter) = (next(), next(), next(), next(), next());
    let (city, country) = place.split_once(", ").unwrap_or((place, ""));
    let name = if name == "–" { "" } else { name };
    Firm { name, industry, size, city, country, tier: tier(letter), people: Vec::new() }
}

fn person(line: &str) -> Option<Person<'_>> {
    let mut columns = line.split('|').map(str::trim);
    let (name, role) = (columns.next()?, columns.next()?);
    let worth = columns.next()?;
    let mut address = columns.next()?.split_whitespace();
    let language = address.next()?;
    Some(Person {
        name,
        role,
        tier: worth.split_whitespace().find_map(tier),
        stage: worth.split_whitespace().find_map(stage),
        language,
        address: address.collect(),
        added: days(columns.next()?)?,
        details: Vec::new(),
        history: Vec::new(),
    })
}

fn tier(letter: &str) -> Option<Tier> {
    Tier::ALL.into_iter().find(|tier| letter.chars().eq([tier.letter()]))
}

fn stage(word: &str) -> Option<Stage> {
    Some(match word {
        "lead" => Stage::Lead,
        "occasional" => Stage::Occasional,
        "regular" => Stage::Regular,
        "key" => Stage::Key,
        "dormant" => Stage::Dormant,
        "former" => Stage::Former,
        _ => return None,
    })
}
