//! Who recommended us: a contact, by id, mail address, phone number or full name, else whatever name is given.

use super::error::Why;
use super::parts;
use crate::domain::book::Book;
use crate::domain::contact::Referrer;
use crate::domain::find::{self, Found};
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::search::fold;

pub(super) const PARTS: &[&str] = &["contact", "name"];

/// Never a looser hit than the full name: "Berg" may be somebody who isn't in the book.
pub fn read(text: &str, book: &Book) -> Result<Option<Referrer>, Why> {
    let text = text.trim();
    if let Some(read) = parts::read(text, PARTS) {
        return Ok(read?.into_iter().find(|(_, value)| !value.is_empty()).map(|(place, value)| {
            match value.parse().ok().filter(|_| place == 0) {
                Some(id) => Referrer::Contact(ContactId(id)),
                None => Referrer::Name(value),
            }
        }));
    }
    if text.is_empty() {
        return Ok(None);
    }
    let is_exact = |id: ContactId| {
        text.contains('@')
            || find::phone_digits(text).is_some()
            || find::by_id(book, text) == Found::One(find::Named::Contact(id))
            || book.contact(id).is_some_and(|row| fold(&row.name) == fold(text))
    };
    match find::contact(book, text) {
        Found::One(id) if is_exact(id) => Ok(Some(Referrer::Contact(id))),
        Found::Several(ids) if ids.iter().all(|id| is_exact(*id)) => Err(Why::Several(ids)),
        _ => Ok(Some(Referrer::Name(text.to_owned()))),
    }
}

/// A contact who is there, by the same ways, else named as verbs name one: nobody else can be meant. Empty is nobody.
pub fn read_contact(text: &str, book: &Book) -> Result<Option<ContactId>, Why> {
    match read(text, book)? {
        None => Ok(None),
        Some(Referrer::Contact(id)) if book.stands_for(id).is_some() => Ok(Some(id)),
        Some(Referrer::Contact(_)) => Err(Why::Nobody),
        Some(Referrer::Name(name)) => match find::contact(book, &name) {
            Found::One(id) => Ok(Some(id)),
            Found::Several(ids) => Err(Why::Several(ids)),
            Found::None => Err(Why::Nobody),
        },
    }
}

/// So that [`read_contact`] reads the same; nothing for one who isn't there any more.
pub fn write_contact(id: ContactId, book: &Book) -> Option<String> {
    book.stands_for(id).map(|id| write(&Referrer::Contact(id), book))
}

/// So that [`read`] reads the same: by the name, else by an address or number that only they have.
pub fn write(referrer: &Referrer, book: &Book) -> String {
    let (meant, ways) = match referrer {
        Referrer::Name(name) => (referrer.clone(), vec![name.clone()]),
        Referrer::Contact(id) => {
            let here = book.stands_for(*id).unwrap_or(*id);
            (Referrer::Contact(here), book.contact(here).map(ways).unwrap_or_default())
        }
    };
    let reads_back = |way: &String| read(way, book) == Ok(Some(meant.clone())) && !way.contains(['\n', '\r']);
    if let Some(way) = ways.into_iter().find(reads_back) {
        return way;
    }
    match referrer {
        Referrer::Contact(id) => parts::write([("contact", id.to_string().as_str())]),
        Referrer::Name(name) => parts::write([("name", name.as_str())]),
    }
}

/// For people to read: the name of the one who is here now, with what tells them from others of that name; the id only where nobody
/// is here.
pub fn shown(referrer: &Referrer, book: &Book) -> String {
    let id = match referrer {
        Referrer::Name(name) => return name.clone(),
        Referrer::Contact(id) => *id,
    };
    let Some(row) = book.stands_for(id).and_then(|id| book.contact(id)) else { return id.to_string() };
    let is_alone = matches!(find::contact(book, &row.name), Found::One(one) if one == row.id);
    let company = book.company_name(row);
    let known_by = ways(row).into_iter().nth(1).or_else(|| (!company.is_empty()).then(|| company.to_owned()));
    match known_by.filter(|_| !is_alone) {
        Some(known_by) => format!("{} ({known_by})", row.name),
        None => row.name.clone(),
    }
}

/// What somebody can be named by.
fn ways(row: &Row) -> Vec<String> {
    let reached = row.mails.iter().chain(&row.phones).map(|one| one.value.clone());
    [row.name.clone()].into_iter().chain(reached).collect()
}
