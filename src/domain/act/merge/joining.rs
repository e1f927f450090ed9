//! One who is kept, and those who go into them, one after the other: what is taken of whom, field by field.
//!
//! Owns which of both is taken and what was chosen otherwise. What a field is, and how two lists become one, is `part`'s.

use super::part::{PARTS, Part, copy_name};
use super::piece::{Chosen, Piece};
use crate::domain::book::Book;
use crate::domain::contact::{Contact, Referrer, merged_ids};
use crate::domain::field::{Field, FieldName, shown_values};
use crate::domain::pairs::is_same_phone;
use crate::domain::search::fold;

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

    /// Whether a value stands there then, by itself, as a part of a text, or a number in another spelling.
    pub fn stands(&self, value: &str) -> bool {
        let is_within = |after: &String| self.piece == Field::Notes.into() && after.contains(value);
        let bare = |phone: &'_ str| phone.rsplit_once(": ").map_or(phone, |(_, number)| number).to_owned();
        let is_line = |after: &String| self.piece == Field::Phone.into() && is_same_phone(&bare(after), &bare(value));
        self.after.iter().any(|after| after == value || is_within(after) || is_line(after))
    }
}

/// One who is kept, as they are once those who were joined so far have gone into them.
#[derive(Debug, Clone)]
pub struct Joining<'a> {
    /// Says the names of companies.
    book: &'a Book,
    after: Contact,
    /// Fields in which what one who goes says stands because it was chosen.
    replaced: Vec<FieldName>,
}

impl<'a> Joining<'a> {
    pub fn new(kept: &Contact, book: &'a Book) -> Self {
        Self { book, after: kept.clone(), replaced: Vec::new() }
    }

    pub fn so_far(&self) -> &Contact {
        &self.after
    }

    /// Joins one who goes. Where the one who is kept is empty stands what they say, of lists and notes what both say, unless it is
    /// `chosen` otherwise; of several by whom a field is chosen to be right, all are, in a list or notes, else the first. What
    /// is empty there never takes the place of what isn't. Both are found by the ids of both from then on.
    pub fn join(&mut self, gone: &Contact, chosen: &Chosen) {
        let before = self.after.clone();
        for part in PARTS {
            let name = FieldName::from(part.field);
            match (self.takes(part, gone, chosen), part.join) {
                (Takes::Gone, _) => (part.take)(&mut self.after, gone),
                (Takes::Both, Some(join)) => join(&mut self.after, gone, self.book),
                (Takes::Nothing, _) => (part.take)(&mut self.after, &Contact::new(gone.id, "", gone.added)),
                (Takes::Both | Takes::Kept, _) => {}
            }
            self.note(name, !(part.is_empty)(gone), chosen);
        }
        for name in free_fields(&before, gone) {
            match (self.takes_free(&name, gone, chosen), gone.fields.get(&name)) {
                (Takes::Gone, Some(value)) => drop(self.after.fields.insert(name.clone(), value.clone())),
                (Takes::Nothing, _) => drop(self.after.fields.remove(&name)),
                _ => {}
            }
            self.note(FieldName::Free(name.clone()), gone.fields.contains_key(&name), chosen);
        }
        let after = &mut self.after;
        if fold(&after.name) == fold(&gone.name) {
            let parts = &mut after.name_parts;
            let is_unknown = [&parts.given, &parts.middle, &parts.family].into_iter().all(String::is_empty);
            if is_unknown {
                copy_name(parts, &gone.name_parts);
            }
        }
        super::join(&mut after.foreign, &gone.foreign, PartialEq::eq);
        for (card, said) in &gone.imported {
            after.imported.entry(card.clone()).or_insert_with(|| said.clone());
        }
        after.added = before.added.min(gone.added);
        after.remember(gone);
        // Nobody was recommended by themself.
        let own = |id| after.referred_by == Some(Referrer::Contact(id));
        if merged_ids(&after.ids).chain([after.id]).any(own) {
            after.referred_by = None;
        }
    }

    /// What joining that one would do, in each field in which one of both says something, in the order in which fields are listed.
    pub fn compared(&self, gone: &Contact, chosen: &Chosen) -> Vec<Compared> {
        let mut joined = self.clone();
        joined.join(gone, chosen);
        let fields =
            PARTS.iter().map(|part| (FieldName::from(part.field), self.takes(part, gone, chosen), part.join.is_some()));
        let free = free_fields(&self.after, gone).into_iter().map(|name| {
            let takes = self.takes_free(&name, gone, chosen);
            (FieldName::Free(name), takes, false)
        });
        let compared = |(name, takes, can_be_both): (FieldName, Takes, bool)| {
            let values = |of: &Contact| shown_values(of, &name, self.book);
            let (kept, gone, after) = (values(&self.after), values(gone), values(&joined.after));
            let is_same = kept == gone && kept == after;
            Compared { piece: name.into(), kept, gone, after, takes, can_be_both, is_same }
        };
        fields.chain(free).map(compared).filter(|one| !one.kept.is_empty() || !one.gone.is_empty()).collect()
    }

    fn takes(&self, part: &Part, gone: &Contact, chosen: &Chosen) -> Takes {
        let by_itself = part.takes(&self.after, gone);
        match Piece::from(part.field).chosen(chosen) {
            None => by_itself,
            // Everybody has a name.
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

    fn takes_free(&self, name: &str, gone: &Contact, chosen: &Chosen) -> Takes {
        let by_itself = if self.after.fields.contains_key(name) { Takes::Kept } else { Takes::Gone };
        let free = FieldName::Free(name.to_owned());
        match Piece::from(free.clone()).chosen(chosen) {
            None | Some(Takes::Both) => by_itself,
            Some(Takes::Gone) if !gone.fields.contains_key(name) => by_itself,
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
fn free_fields(kept: &Contact, gone: &Contact) -> Vec<String> {
    let others = gone.fields.keys().filter(|name| !kept.fields.contains_key(*name));
    kept.fields.keys().chain(others).cloned().collect()
}
