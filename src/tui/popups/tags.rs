//! `t`: the tags of one contact as a list; on several, tags to add, and with `-` before them to take off.

use super::draft::DraftOn;
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use super::{Popup, bulk};
use crate::domain::act;
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
            .joined_by(", ")
            .suggest_by(super::contact::known_tags),
    ]);
    let said = if one.is_some() { String::new() } else { bulk::tags_said(&contacts, ctx) };
    let listed = one.map(|row| row.tags.clone());
    let on = DraftOn::contacts(&contacts);
    let first = contacts.clone();
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let (mut on, mut off) = typed(form.text("tags"));
        if let Some(listed) = &listed {
            // What is no longer in the list goes, what is new in it comes; what others put to it meanwhile stays.
            let without = |all: &[String], these: &[String]| -> Vec<String> {
                all.iter().filter(|tag| !these.contains(tag)).cloned().collect()
            };
            (on, off) = (without(&on, listed), without(listed, &on));
        }
        Outcome::Save(Work::of(ctx).on_contacts(contacts.clone(), move |_, records| Ok(act::tag(records, &on, &off))))
    };
    Box::new(Sheet::new(title, "tags", on, form, Box::new(submit)).saying(said).needing(&first))
}

/// The tags that are typed to come, and those with `-` before them, to go.
pub(super) fn typed(typed: &str) -> (Vec<String>, Vec<String>) {
    let (off, on): (Vec<String>, Vec<String>) = readings::tags(typed).into_iter().partition(|tag| tag.starts_with('-'));
    (on, off.iter().map(|tag| tag.trim_start_matches(['-', '#']).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_and_go() {
        let check = |text: &str, on: &[&str], off: &[&str]| {
            let owned = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
            assert_eq!(typed(text), (owned(on), owned(off)), "{text:?}");
        };
        check("fair, -vip, oak", &["fair", "oak"], &["vip"]);
        check("-#oak", &[], &["oak"]);
        check("", &[], &[]);
    }
}
