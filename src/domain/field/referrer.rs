//! Who recommended us: a contact, by id, mail address, phone number or full name, else whatever name is given.

use super::error::Why;
use super::parts;
use crate::domain::book::Book;
use crate::domain::contact::Referrer;
use crate::domain::find::{self, Found};
use crate::domain::id::ContactId;
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

/// So that [`read`] reads the same.
pub fn write(referrer: &Referrer, book: &Book) -> String {
    let name = match referrer {
        Referrer::Contact(id) => book.stands_for(*id).map(|id| book.name(id).to_owned()).unwrap_or_default(),
        Referrer::Name(name) => name.clone(),
    };
    let meant = match referrer {
        Referrer::Contact(id) => Referrer::Contact(book.stands_for(*id).unwrap_or(*id)),
        name => name.clone(),
    };
    if read(&name, book) == Ok(Some(meant)) && !name.contains(['\n', '\r']) {
        return name;
    }
    match referrer {
        Referrer::Contact(id) => parts::write([("contact", id.to_string().as_str())]),
        Referrer::Name(name) => parts::write([("name", name.as_str())]),
    }
}
