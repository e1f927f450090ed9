//! Whom a log line is for, where that isn't said by the selection: somebody who is picked, or a new contact.

use uuid::Uuid;

use super::open;
use crate::domain::act;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::popups::pick;
use crate::tui::popups::work::Work;
use crate::tui::target::Target;
use crate::tui::widgets::picker;

/// The line for someone who is picked first, or created.
pub fn open_for_other(ctx: &Ctx) -> Outcome {
    let known = pick::contacts(Vec::new());
    let find = move |typed: &str, ctx: &Ctx| {
        let known = known(typed, ctx).into_iter();
        let known =
            known.map(|item| picker::Item { value: Whom::Known(item.value), words: item.words, aside: item.aside });
        let name = typed.trim();
        let new = (!name.is_empty()).then(|| picker::Item {
            value: Whom::New(name.to_owned()),
            words: say!(ctx.text, "log-new-contact", name = name),
            aside: String::new(),
        });
        known.chain(new).collect()
    };
    let then = |whom: Whom, ctx: &Ctx| match whom {
        Whom::Known(id) => open(&Target::contact(id)),
        Whom::New(name) => create(name, ctx),
    };
    let title = say!(ctx.text, "log-whom");
    Outcome::Open(Box::new(pick::Pick::new(title, Box::new(find), Box::new(then), ctx)))
}

/// For whom it is logged: somebody there is, or somebody of this name who is created first.
#[derive(Clone, PartialEq)]
enum Whom {
    Known(ContactId),
    New(String),
}

/// Adds a contact of whom only the name is known; then comes the line.
fn create(name: String, ctx: &Ctx) -> Outcome {
    let id = ContactId(Uuid::now_v7());
    let save = Work::of(ctx)
        .act(move |given, _| Ok(act::add(given, Contact::new(id, name, given.today), Vec::new())))
        .then(move |_| open(&Target::contact(id)));
    Outcome::Save(save)
}
