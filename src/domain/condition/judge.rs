//! Whether a condition holds: yes, no, or that more must be read to say it.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::figure::{Depth, Figure, Get};
use super::value::Wanted;
use super::world::World;
use super::{Condition, How, Segment, Test};
use crate::domain::birthday::Birthday;
use crate::domain::book::Facts;
use crate::domain::company::Company;
use crate::domain::contact::Contact;
use crate::domain::field::{Field, company_values, shown_values};
use crate::domain::id::{ContactId, IdSet};
use crate::domain::row::Row;
use crate::domain::search::Query;
use crate::domain::standing::Standing;
use crate::domain::view::{self, List};

/// What somebody has of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Held<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    /// In thousandths.
    Number(i64),
    Day(NaiveDate),
    Birthday(Birthday),
    /// By its stable name.
    Choice(&'static str),
    /// The same where there are several.
    Choices(Vec<&'static str>),
    Yes(bool),
}

impl<'a> Held<'a> {
    pub fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(Cow::Borrowed(text)) }
    }

    pub fn texts(texts: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let texts: Vec<Cow<'a, str>> = texts.collect();
        if texts.is_empty() { Self::Nothing } else { Self::Texts(texts) }
    }

    pub fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(1_000))
    }

    pub fn number(number: Option<i64>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.saturating_mul(1_000)))
    }

    pub fn day(day: Option<impl Into<NaiveDate>>) -> Self {
        day.map_or(Self::Nothing, |day| Self::Day(day.into()))
    }

    pub fn choice(name: Option<&'static str>) -> Self {
        name.map_or(Self::Nothing, Self::Choice)
    }
}

/// Whom something is asked of, and what of it was read.
#[derive(Clone, Copy)]
pub enum Subject<'a> {
    Contact { facts: &'a Facts, depth: Depth, row: Option<&'a Row>, full: Option<&'a Contact> },
    Company(&'a Company, &'a Standing),
}

impl<'a> Subject<'a> {
    pub(super) fn of_facts(facts: &'a Facts, depth: Depth) -> Self {
        Self::Contact { facts, depth, row: None, full: None }
    }

    pub fn of_row(facts: &'a Facts, row: &'a Row) -> Self {
        Self::Contact { facts, depth: Depth::Rows, row: Some(row), full: None }
    }

    pub fn of_contact(facts: &'a Facts, row: &'a Row, full: &'a Contact) -> Self {
        Self::Contact { facts, depth: Depth::Full, row: Some(row), full: Some(full) }
    }
}

/// A condition on a day, ready to be asked of many.
pub struct Judge<'a> {
    world: &'a World<'a>,
    asked: Asks<'a>,
}

enum Asks<'a> {
    All(Vec<Asks<'a>>),
    Any(Vec<Asks<'a>>),
    Not(Box<Asks<'a>>),
    /// Whom the search finds, and the query for what isn't a contact.
    Found(IdSet<ContactId>, Box<Query>),
    /// On the agenda.
    Due,
    Is(&'a Figure, Wanted),
}

impl<'a> Judge<'a> {
    pub fn new(condition: &'a Condition, world: &'a World<'a>) -> Self {
        Self { asked: asks(condition, world, &mut Vec::new()), world }
    }

    /// Whether it holds; `None` where more must be read to say it.
    pub fn holds(&self, of: &Subject) -> Option<bool> {
        self.ask(&self.asked, of)
    }

    fn ask(&self, asked: &Asks, of: &Subject) -> Option<bool> {
        match asked {
            Asks::All(parts) => {
                let mut all = Some(true);
                for part in parts {
                    match self.ask(part, of) {
                        Some(true) => {}
                        Some(false) => return Some(false),
                        None => all = None,
                    }
                }
                all
            }
            Asks::Any(parts) => {
                let mut any = Some(false);
                for part in parts {
                    match self.ask(part, of) {
                        Some(false) => {}
                        Some(true) => return Some(true),
                        None => any = None,
                    }
                }
                any
            }
            Asks::Not(part) => self.ask(part, of).map(|holds| !holds),
            Asks::Found(found, query) => Some(match of {
                Subject::Contact { facts, .. } => found.contains(&facts.id),
                Subject::Company(company, _) => view::company_rank(query, company).is_some(),
            }),
            Asks::Due => match of {
                Subject::Contact { depth: Depth::Facts, .. } if !self.world.knows_due() => None,
                Subject::Contact { facts, .. } => Some(self.world.due().contains(&facts.id)),
                Subject::Company(..) => Some(false),
            },
            Asks::Is(figure, wanted) => Some(wanted.is(&self.held(figure, of)?)),
        }
    }

    /// What they have of a figure; `None` where that wasn't read.
    fn held<'s>(&'s self, figure: &Figure, of: &Subject<'s>) -> Option<Held<'s>> {
        let book = self.world.book;
        let get = match figure {
            Figure::Known(..) => figure.entry()?.get,
            Figure::Field(_, name) => {
                let values = match of {
                    Subject::Contact { full, .. } => shown_values((*full)?, name, book),
                    Subject::Company(company, _) => company_values(company, name, book),
                };
                return Some(Held::texts(values.into_iter().map(Cow::Owned)));
            }
        };
        match (get, of) {
            (Get::Facts(get), Subject::Contact { facts, .. }) => Some(get(facts, self.world)),
            (Get::Reckoned(get), Subject::Contact { facts, depth, .. }) => {
                (*depth > Depth::Facts).then(|| get(facts, self.world))
            }
            (Get::Row(get), Subject::Contact { row, .. }) => Some(get((*row)?, self.world)),
            (Get::Company(get), Subject::Company(company, standing)) => Some(get(company, standing, self.world)),
            _ => Some(Held::Nothing),
        }
    }
}

/// `within` are the segments that are being asked: one that stands in itself holds of nobody.
fn asks<'a>(condition: &'a Condition, world: &'a World<'a>, within: &mut Vec<&'a str>) -> Asks<'a> {
    match condition {
        Condition::All(parts) => Asks::All(parts.iter().map(|part| asks(part, world, within)).collect()),
        Condition::Any(parts) => Asks::Any(parts.iter().map(|part| asks(part, world, within)).collect()),
        Condition::Not(part) => Asks::Not(Box::new(asks(part, world, within))),
        Condition::Word(word) => found(&quoted(word), world),
        Condition::Due => Asks::Due,
        Condition::Segment(name) => match Segment::named(world.segments, name) {
            Some(segment) if !within.contains(&segment.name.as_str()) => {
                within.push(&segment.name);
                let asks = asks(&segment.condition, world, within);
                within.pop();
                asks
            }
            _ => Asks::Any(Vec::new()),
        },
        Condition::Is(test) => is(test, world),
    }
}

fn is<'a>(test: &'a Test, world: &'a World<'a>) -> Asks<'a> {
    let Test { figure, how } = test;
    // The search knows companies and tags of everybody side by side.
    let sign = match figure {
        Figure::Known(List::Contacts, _) if figure.name() == Field::Company.name() => "co:",
        Figure::Known(List::Contacts, _) if figure.name() == Field::Tag.name() => "#",
        _ => "",
    };
    if let (How::OneOf(values), false) = (how, sign.is_empty())
        && !values
            .iter()
            .any(|value| super::value::is_none(value) || sign == "#" && value.contains(char::is_whitespace))
    {
        let typed = |value: &String| if sign == "#" { format!("#{value}") } else { format!("co:\"{value}\"") };
        return Asks::Any(values.iter().map(|value| found(&typed(value), world)).collect());
    }
    match Wanted::read(figure.kind(), how, world.today, world.settings) {
        Ok(wanted) => Asks::Is(figure, wanted),
        Err(_) => Asks::Any(Vec::new()),
    }
}

fn found<'a>(typed: &str, world: &World<'a>) -> Asks<'a> {
    let query = Query::of_words(typed);
    Asks::Found(world.book.index().fitting(&query).into_iter().collect(), Box::new(query))
}

/// A word as the search reads it as nothing but a word; a tag stays one.
fn quoted(word: &str) -> String {
    if word.starts_with('#') && !word.contains(char::is_whitespace) { word.to_owned() } else { format!("\"{word}\"") }
}
