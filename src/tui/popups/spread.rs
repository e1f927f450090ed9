//! Spreading: what piles up on a day goes to several, as is seen before it is done.

use chrono::NaiveDate;

use super::draft::DraftOn;
use super::sheet::Sheet;
use super::work::Work;
use crate::domain::act;
use crate::domain::agenda::Whom;
use crate::domain::display::safe;
use crate::domain::id::ContactId;
use crate::domain::spread::{DAYS, MOST_DAYS, Over, Pile, Plan, Share, Wish};
use crate::domain::when::{self, Look};
use crate::explain;
use crate::say;
use crate::text::{days, spread};
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::{Field, Reading};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::toast::Toast;

/// Days of the preview that are in sight.
const SHOWN: usize = 10;
/// Columns of one of its lines.
const COLUMNS: usize = 72;

/// What `S` does to those whom `day` brings.
pub fn open(day: NaiveDate, all: &[Whom], ctx: &Ctx) -> Outcome {
    let pile = Pile::new(ctx.book, ctx.settings, ctx.today, day, all);
    if pile.count() == 0 {
        return Outcome::Say(Toast::warning(say!(ctx.text, "spread-nothing")));
    }
    let day = days::with_weekday(ctx.text, pile.day, ctx.today);
    let usual = pile.plan(Wish::default());
    // Those who can't go anywhere stand below, with the reason.
    let title = say!(ctx.text, "spread-title", count = pile.count(), day = day);
    let said = say!(ctx.text, "spread-what", days = usual.days.len(), most = usual.highest());
    let form = Form::new(vec![
        Field::line("days", say!(ctx.text, "field-spread-days"), &DAYS.to_string())
            .placeholder(say!(ctx.text, "field-spread-days-hint"))
            .read_by(over),
        Field::line("most", say!(ctx.text, "field-spread-most"), "")
            .placeholder(say!(ctx.text, "field-spread-most-hint"))
            .read_by(most),
    ]);
    let previewed = pile.clone();
    let following = move |form: &mut Form, ctx: &Ctx| match wish(form, ctx) {
        Some(wish) => preview(&previewed.plan(wish), ctx),
        None => String::new(),
    };
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(plan) = wish(form, ctx).map(|wish| pile.plan(wish)) else { return Outcome::Stay };
        let moved: Vec<ContactId> = plan.moves().filter_map(|(moving, _)| moving.whom.contact()).collect();
        if plan.moves().next().is_none() {
            form.refuse("days", say!(ctx.text, "spread-nobody-goes"));
            return Outcome::Stay;
        }
        Outcome::Save(Work::of(ctx).act(move |given, _| act::spread(given, &plan)).about(moved))
    };
    let sheet = Sheet::new(title, "spread", DraftOn::default(), form, Box::new(submit)).without_draft();
    Outcome::Open(Box::new(sheet.verb(say!(ctx.text, "spread-verb")).saying(said).following(Box::new(following))))
}

/// What is typed; `None` while it can't be read.
fn wish(form: &Form, ctx: &Ctx) -> Option<Wish> {
    let (days, most) = (form.text("days"), form.text("most"));
    let over = if days.is_empty() { None } else { Some(read_over(days, ctx)?) };
    let most = if most.is_empty() { None } else { Some(read_most(most)?) };
    Some(Wish { over, most })
}

/// A number is that many working days, else it is a day.
fn read_over(typed: &str, ctx: &Ctx) -> Option<Over> {
    match typed.trim().parse::<u32>() {
        Ok(days) => (1..=MOST_DAYS).contains(&days).then_some(Over::Days(days)),
        Err(_) => when::read(typed, ctx.today, Look::Ahead, ctx.settings).ok().map(|when| Over::Until(when.day)),
    }
}

fn read_most(typed: &str) -> Option<u32> {
    typed.trim().parse().ok().filter(|most| *most > 0)
}

fn over(typed: &str, ctx: &Ctx) -> Reading {
    if typed.trim().is_empty() {
        return Reading::Nothing;
    }
    match read_over(typed, ctx) {
        Some(Over::Days(count)) => Reading::Means(say!(ctx.text, "spread-over-days", count = count)),
        Some(Over::Until(day)) => {
            Reading::Means(say!(ctx.text, "off-until-read", day = days::moment(ctx.text, day, None, ctx.today)))
        }
        None if typed.trim().parse::<u32>().is_ok() => {
            Reading::Wrong(say!(ctx.text, "spread-no-days", most = MOST_DAYS))
        }
        None => match when::read(typed, ctx.today, Look::Ahead, ctx.settings) {
            Err(no_day) => Reading::Wrong(explain::day(ctx.text, &no_day).what),
            Ok(_) => Reading::Nothing,
        },
    }
}

fn most(typed: &str, ctx: &Ctx) -> Reading {
    match typed.trim() {
        "" => Reading::Nothing,
        typed if read_most(typed).is_some() => Reading::Nothing,
        _ => Reading::Wrong(say!(ctx.text, "spread-no-most")),
    }
}

/// A line for each day with who comes, then who stays and for whom there is no room.
fn preview(plan: &Plan, ctx: &Ctx) -> String {
    let line = |share: &Share| {
        let names: Vec<&str> = share.come.iter().map(|moving| moving.whom.name(ctx.book)).take(COLUMNS / 4).collect();
        let day = spread::day(ctx.text, &days::with_weekday(ctx.text, share.day, ctx.today), share);
        let line = if names.is_empty() { day } else { format!("{day}: {}", names.join(", ")) };
        safe(&line).cut(COLUMNS).to_string()
    };
    let mut lines: Vec<String> = plan.days.iter().take(SHOWN).map(line).collect();
    if let Some(more) = plan.days.len().checked_sub(SHOWN + 1) {
        let last = plan.days.last().map(|share| days::with_weekday(ctx.text, share.day, ctx.today));
        lines.push(say!(ctx.text, "spread-more-days", count = more + 1, day = last.unwrap_or_default()));
    }
    lines.extend(spread::rest(ctx.text, plan));
    lines.join("\n")
}
