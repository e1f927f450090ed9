//! A contact or company that is kept, and those that go into it, one after the other: what is taken of which, field by field.
//!
//! Owns which of both is taken and what was chosen otherwise. What a field is, and how two lists become one, is `part`'s.

use std::collections::BTreeMap;

use super::part::Part;
use super::piece::{Chosen, Piece};
use crate::domain::book::Book;
use crate::domain::contact::Contact;
use crate::domain::field::{Field, FieldName};
use crate::domain::pairs::is_same_phone;

/// What can become one with another of its kind.
pub trait Joined: Clone + 'static {
    /// What there is to choose.
    const PARTS: &'static [Part<Self>];

    /// One that says nothing.
    fn empty(&self) -> Self;

    fn free(&self) -> &BTreeMap<String, String>;

    fn free_mut(&mut self) -> &mut BTreeMap<String, String>;

    /// Takes over of one that goes what isn't chosen; `before` is what was kept without it.
    fn take_rest(&mut self, before: &Self, gone: &Self);

    /// The values of a field as people read them.
    fn values(&self, name: &FieldName, book: &Book) -> Vec<String>;
}

/// What is taken of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    /// What the one who is kept says.
    Kept,
    /// What the one who goes says, where they say something.
    Gone,
    /// What both say, of a list or of notes.
    Both,
    /// Nothing: the field is empty then.
    Nothing,
}

/// A piece of two contacts who become one, of which at least one of them says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub piece: Piece,
    /// As [`crate::domain::field`] shows it, a text for each value.
    pub kept: Vec<String>,
    pub gone: Vec<String>,
    /// What stands there then.
    pub after: Vec<String>,
    /// What is taken, as it was chosen, else as it is best.
    pub takes: Takes,
    /// Whether both can be taken.
    pub can_be_both: bool,
    /// Whether both say the same, so that there is nothing to choose.
    pub is_same: bool,
}

impl Compared {
    /// What one of both says and stands nowhere then.
    pub fn loses(&self) -> Vec<&str> {
        let said = self.kept.iter().chain(&self.gone).filter(|value| !self.stands(value));
        said.map(String::as_str).collect()
    }

    /// Whether a value stands there then, by itself, as a part of a text, or a number or mail address in another spelling.
    pub fn stands(&self, value: &str) -> bool {
        let is_within = |after: &String| self.piece == Field::Notes.into() && after.contains(value);
        let bare = |phone: &'_ str| phone.rsplit_once(": ").map_or(phone, |(_, number)| number).to_owned();
        let is_line = |after: &String| self.piece == Field::Phone.into() && is_same_phone(&bare(after), &bare(value));
        let is_mail = |after: &String| {
            self.piece == Field::Email.into() && bare(after).to_lowercase() == bare(value).to_lowercase()
        };
        self.after.iter().any(|after| after == value || is_within(after) || is_line(after) || is_mail(after))
    }
}

/// One that is kept, as it is once those that were joined so far have gone into it.
#[derive(Debug, Clone)]
pub struct Joining<'a, T = Contact> {
    /// Says the names of companies.
    book: &'a Book,
    after: T,
    /// Fields in which what one that goes says stands because it was chosen.
    replaced: Vec<FieldName>,
}

impl<'a, T: Joined> Joining<'a, T> {
    pub fn new(kept: &T, book: &'a Book) -> Self {
        Self { book, after: kept.clone(), replaced: Vec::new() }
    }

    pub fn so_far(&self) -> &T {
        &self.after
    }

    /// Joins one that goes. Where the one that is kept is empty stands what it says, of lists and notes what both say, unless it is
    /// `chosen` otherwise; of several by whom a field is chosen to be right, all are, in a list or notes, else the first. What
    /// is empty there never takes the place of what isn't. Both are found by the ids of both from then on.
    pub fn join(&mut self, gone: &T, chosen: &Chosen) {
        let before = self.after.clone();
        for part in T::PARTS {
            let name = FieldName::from(part.field);
            match (self.takes(part, gone, chosen), part.join) {
                (Takes::Gone, _) => (part.take)(&mut self.after, gone),
                (Takes::Both, Some(join)) => join(&mut self.after, gone, self.book),
                (Takes::Nothing, _) => (part.take)(&mut self.after, &gone.empty()),
                (Takes::Both | Takes::Kept, _) => {}
            }
            self.note(name, !(part.is_empty)(gone), chosen);
        }
        for name in free_fields(&before, gone) {
            match (self.takes_free(&name, gone, chosen), gone.free().get(&name)) {
                (Takes::Gone, Some(value)) => drop(self.after.free_mut().insert(name.clone(), value.clone())),
                (Takes::Nothing, _) => drop(self.after.free_mut().remove(&name)),
                _ => {}
            }
            self.note(FieldName::Free(name.clone()), gone.free().contains_key(&name), chosen);
        }
        self.after.take_rest(&before, gone);
    }

    /// What joining that one would do, in each field in which one of both says something, in the order in which fields are listed.
    pub fn compared(&self, gone: &T, chosen: &Chosen) -> Vec<Compared> {
        let mut joined = self.clone();
        joined.join(gone, chosen);
        let fields = T::PARTS
            .iter()
            .map(|part| (FieldName::from(part.field), self.takes(part, gone, chosen), part.join.is_some()));
        let free = free_fields(&self.after, gone).into_iter().map(|name| {
            let takes = self.takes_free(&name, gone, chosen);
            (FieldName::Free(name), takes, false)
        });
        let compared = |(name, takes, can_be_both): (FieldName, Takes, bool)| {
            let values = |of: &T| of.values(&name, self.book);
            let (kept, gone, after) = (values(&self.after), values(gone), values(&joined.after));
            let is_same = kept == gone && kept == after;
            Compared { piece: name.into(), kept, gone, after, takes, can_be_both, is_same }
        };
        fields.chain(free).map(compared).filter(|one| !one.kept.is_empty() || !one.gone.is_empty()).collect()
    }

    fn takes(&self, part: &Part<T>, gone: &T, chosen: &Chosen) -> Takes {
        let by_itself = part.takes(&self.after, gone);
        match Piece::from(part.field).chosen(chosen) {
            None => by_itself,
            // Everything has a name.
            Some(Takes::Nothing) if part.field == Field::Name => by_itself,
            Some(Takes::Gone) if (part.is_empty)(gone) => by_itself,
            Some(Takes::Gone) if self.replaced.contains(&part.field.into()) => match part.join {
                Some(_) => Takes::Both,
                None => Takes::Kept,
            },
            Some(Takes::Both) if part.join.is_none() => by_itself,
            Some(takes) => takes,
        }
    }

    fn takes_free(&self, name: &str, gone: &T, chosen: &Chosen) -> Takes {
        let by_itself = if self.after.free().contains_key(name) { Takes::Kept } else { Takes::Gone };
        let free = FieldName::Free(name.to_owned());
        match Piece::from(free.clone()).chosen(chosen) {
            None | Some(Takes::Both) => by_itself,
            Some(Takes::Gone) if !gone.free().contains_key(name) => by_itself,
            Some(Takes::Gone) if self.replaced.contains(&free) => Takes::Kept,
            Some(takes) => takes,
        }
    }

    /// Keeps that a field says what one who goes says.
    fn note(&mut self, name: FieldName, is_said: bool, chosen: &Chosen) {
        if is_said && Piece::from(name.clone()).chosen(chosen) == Some(Takes::Gone) && !self.replaced.contains(&name) {
            self.replaced.push(name);
        }
    }
}

/// The names of the free fields of both.
fn free_fields<T: Joined>(kept: &T, gone: &T) -> Vec<String> {
    let others = gone.free().keys().filter(|name| !kept.free().contains_key(*name));
    kept.free().keys().chain(others).cloned().collect()
}
