//! `t`: the tags of one contact as a list; on several, tags to add, and with `-` before them to take off.

use super::Popup;
use super::readings;
use super::sheet::{Sheet, record_of, whom};
use super::work::Work;
use crate::domain::act;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// The tags of `contacts`.
pub fn open(contacts: Vec<ContactId>, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "tags-title", who = whom(&contacts, ctx));
    let one = match contacts[..] {
        [id] => ctx.book.contact(id),
        _ => None,
    };
    let initial = one.map(|row| readings::tags_typed(&row.tags)).unwrap_or_default();
    let hint = if one.is_some() { say!(ctx.text, "field-tags-hint") } else { say!(ctx.text, "field-tags-many-hint") };
    let form = Form::new(vec![
        Field::line("tags", say!(ctx.text, "field-tags"), &initial)
            .placeholder(hint)
            .suggest_by(super::contact::known_tags),
    ]);
    let replaces = one.is_some();
    let on = record_of(&contacts);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let typed = form.text("tags").to_owned();
        let save = Work::of(ctx).on_contacts(contacts.clone(), move |_, records| {
            let changed = |before: &Contact| {
                let tags = if replaces { readings::tags(&typed) } else { with(&before.tags, &typed) };
                Change::edit(before.clone(), Contact { tags, ..before.clone() })
            };
            let label = Label::of_many(Act::Tag, records.iter().map(|contact| contact.name.clone()));
            Ok(Set::new(label, records.iter().map(changed)))
        });
        Outcome::Save(save)
    };
    Box::new(Sheet::new(title, "tags", on, form, Box::new(submit)))
}

/// `tags` with those that are typed, and without those typed with `-` before them.
fn with(tags: &[String], typed: &str) -> Vec<String> {
    let (off, on): (Vec<String>, Vec<String>) = readings::tags(typed).into_iter().partition(|tag| tag.starts_with('-'));
    let off: Vec<String> = off.iter().map(|tag| tag[1..].trim_start_matches('#').to_owned()).collect();
    act::tagged(tags, &on, &off)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_added_and_taken_off() {
        let tags = ["vip".to_owned(), "oak".to_owned()];
        assert_eq!(with(&tags, "fair, -vip, oak"), ["oak", "fair"]);
        assert_eq!(with(&tags, "-#oak"), ["vip"]);
        assert_eq!(with(&tags, ""), tags);
    }
}
