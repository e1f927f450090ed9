//! Asking for a survey: noted for the selected or all marked contacts but those who may not be asked, who are named with why.

use super::draft::DraftOn;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Asking};
use crate::domain::id::ContactId;
use crate::say;
use crate::text::survey;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::toast::Toast;

/// So many of those who are left out are named.
const NAMED: usize = 6;

/// Whom of `contacts` it is asked for.
pub fn open(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let (mut asked, mut left_out) = (Vec::new(), Vec::new());
    for id in contacts {
        match ctx.book.contact(id).map(|row| (row, row.may_ask(ctx.settings, ctx.today, None))) {
            Some((_, Ok(_))) => asked.push(id),
            Some((row, Err(why))) => left_out.push(survey::left_out(ctx.text, &row.name, why, ctx.today)),
            None => {}
        }
    }
    let count = left_out.len();
    if let ([], [one]) = (&asked[..], &left_out[..]) {
        return Outcome::Say(Toast::warning(say!(ctx.text, "survey-not-asked", why = one.as_str())));
    }
    if asked.is_empty() {
        return Outcome::Say(Toast::warning(say!(ctx.text, "survey-nobody", count = count)));
    }
    let mut said = Vec::new();
    if count > 0 {
        said.push(say!(ctx.text, "survey-left-out", count = count));
        let more = count.saturating_sub(NAMED);
        said.extend(left_out.into_iter().take(NAMED));
        said.extend((more > 0).then(|| say!(ctx.text, "survey-left-out-more", count = more)));
    }
    let form = Form::new(vec![Field::line("topic", say!(ctx.text, "field-topic"), "")]);
    let on = DraftOn::contacts(&asked);
    let title = say!(ctx.text, "survey-ask-title", who = whom(&asked, ctx));
    let first = asked.clone();
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let topic = form.text("topic").trim().trim_start_matches('#').to_owned();
        let (asking, on) = (Asking { topic, channel: None }, asked.clone());
        let save = Work::of(ctx).act(move |given, ids| act::ask(given, ids, &on, &asking).map(|asked| asked.set));
        Outcome::Save(save.about(asked.clone()))
    };
    let sheet = Sheet::new(title, "ask", on, form, Box::new(submit));
    Outcome::Open(Box::new(sheet.saying(said.join("\n")).needing(&first)))
}
