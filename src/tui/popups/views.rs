//! `w`: the views of the list of contacts, to pick one, to keep the list as it is as one, to change or delete one. `S` and `W`: by what it
//! is sorted, and its columns.

mod columns;

pub use columns::Columns;

use super::menu::{Entry, Menu};
use super::pick::Pick;
use super::sheet::Sheet;
use crate::config::named;
use crate::domain::search::{Query, fold};
use crate::domain::view::{Column, Look, View};
use crate::say;
use crate::text::columns as words;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::keymap::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::views::{Taken, Tell, ViewAct};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::picker::Item;
use crate::tui::widgets::toast::Toast;

/// The list as it is: which view, and what of it would be kept.
#[derive(Debug, Clone)]
pub struct Now {
    pub taken: Taken,
    pub filter: String,
    pub look: Look,
}

/// What can be picked.
#[derive(Debug, Clone, PartialEq)]
enum Choice {
    Take(Taken),
    Save,
    Change(String),
    Delete(String),
}

/// All views, the one in force marked, and what can be done with it.
pub fn pick(now: Now, ctx: &Ctx) -> Outcome {
    let taken = now.taken.clone();
    let find = move |typed: &str, ctx: &Ctx| {
        let query = Query::plain(typed);
        let fits = |item: Item<Choice>| Some((if query.is_empty() { 0 } else { query.rank(&item.words)? }, item));
        let mut fitting: Vec<(i64, Item<Choice>)> = choices(&taken, ctx).into_iter().filter_map(fits).collect();
        // Those that fit as well stay in their order.
        fitting.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        fitting.into_iter().map(|(_, item)| item).collect()
    };
    let current = Choice::Take(now.taken.clone());
    let then = move |choice: Choice, ctx: &Ctx| match choice {
        Choice::Take(taken) => Outcome::Tell(Tell::Take(taken)),
        Choice::Save => save(&now, ctx),
        Choice::Change(name) => change(&name, ctx),
        Choice::Delete(name) => delete(name, ctx),
    };
    let pick = Pick::new(say!(ctx.text, "views-title"), Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "views-find")).standing_on(&current)))
}

/// Has it done to the files of the views.
pub fn ask(act: ViewAct, ctx: &Ctx) -> Outcome {
    match ctx.views_dir {
        Some(dir) => Outcome::Ask(Ask::Views { dir: dir.to_owned(), act }),
        None => Outcome::Say(Toast::warning(say!(ctx.text, "error-no-home"))),
    }
}

fn choices(taken: &Taken, ctx: &Ctx) -> Vec<Item<Choice>> {
    let text = ctx.text;
    let item = |value: Choice, words: String, aside: &str| {
        let check = if value == Choice::Take(taken.clone()) { "✓ " } else { "" };
        Item { value, words, aside: format!("{check}{aside}").trim_end().to_owned() }
    };
    let all = item(Choice::Take(Taken::All), say!(text, "views-all"), "");
    let built_in = [
        (Taken::WithoutRhythm, say!(text, "contacts-without-rhythm")),
        (Taken::Archived, say!(text, "contacts-archived")),
    ];
    let built_in = built_in.into_iter().map(|(taken, words)| item(Choice::Take(taken), words, ""));
    let kept = ctx.views.iter().map(|view| {
        let aside = [view.key.as_deref().unwrap_or_default(), &view.filter];
        let aside: Vec<&str> = aside.into_iter().filter(|one| !one.is_empty()).collect();
        item(Choice::Take(Taken::Named(view.name.clone())), view.name.clone(), &aside.join(" · "))
    });
    let mut all: Vec<Item<Choice>> = [all].into_iter().chain(kept).chain(built_in).collect();
    all.push(item(Choice::Save, say!(text, "views-save"), ""));
    if let Taken::Named(name) = taken {
        let name = || name.clone();
        all.push(item(Choice::Change(name()), say!(text, "views-change", name = name()), ""));
        all.push(item(Choice::Delete(name()), say!(text, "views-delete", name = name()), ""));
    }
    all
}

/// Keeps the list as it is: under a name, on a key if one is wanted.
fn save(now: &Now, ctx: &Ctx) -> Outcome {
    let known = match &now.taken {
        Taken::Named(name) => ctx.views.iter().find(|view| view.name == *name).cloned(),
        _ => None,
    };
    let view = View { filter: now.filter.clone(), look: now.look.clone(), ..known.unwrap_or_default() };
    sheet(say!(ctx.text, "views-save"), view, None, ctx)
}

/// Another name or key for one.
fn change(name: &str, ctx: &Ctx) -> Outcome {
    match ctx.views.iter().find(|view| view.name == name) {
        Some(view) => {
            let title = say!(ctx.text, "views-change", name = name);
            sheet(title, view.clone(), Some(name.to_owned()), ctx)
        }
        None => Outcome::Stay,
    }
}

/// The form for name and key of a view, which is to stand in the place of the one that is called `before`.
fn sheet(title: String, view: View, before: Option<String>, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let form = Form::new(vec![
        Field::line("name", say!(text, "field-name"), &view.name).placeholder(say!(text, "views-name-hint")),
        Field::line("key", say!(text, "views-key"), view.key.as_deref().unwrap_or_default())
            .placeholder(say!(text, "views-key-hint")),
    ]);
    let filter = if view.filter.is_empty() { say!(text, "views-all") } else { view.filter.clone() };
    let columns: Vec<String> = view.look.columns.iter().map(|shown| words::name(text, shown.column)).collect();
    let said = say!(text, "views-holds", filter = filter, columns = columns.join(", "));
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let (name, key) = (form.text("name").trim().to_owned(), form.text("key").trim().to_owned());
        let other = |view: &&View| before.as_deref() != Some(view.name.as_str()) && view.name != name;
        if !named::is_name(&name) {
            form.refuse("name", say!(ctx.text, "views-no-name"));
            return Outcome::Stay;
        }
        let is_taken = before.is_some()
            && ctx.views.iter().any(|one| Some(&one.name) != before.as_ref() && fold(&one.name) == fold(&name));
        if is_taken {
            form.refuse("name", say!(ctx.text, "views-name-taken"));
            return Outcome::Stay;
        }
        if !key.is_empty() {
            let Some(chord) = Chord::parse(&key) else {
                form.refuse("key", say!(ctx.text, "views-no-key"));
                return Outcome::Stay;
            };
            if let Some(action) = ctx.keys.clashes(&chord) {
                form.refuse("key", say!(ctx.text, "views-key-taken", what = action.label(ctx.text)));
                return Outcome::Stay;
            }
            let has_it = |one: &&View| one.key.as_deref().and_then(Chord::parse).is_some_and(|one| one.clashes(&chord));
            if let Some(one) = ctx.views.iter().filter(other).find(has_it) {
                form.refuse("key", say!(ctx.text, "views-key-taken", what = one.name.clone()));
                return Outcome::Stay;
            }
        }
        let key = Some(key).filter(|key| !key.is_empty());
        let view = View { name, key, ..view.clone() };
        Outcome::All(vec![Outcome::Finish, ask(ViewAct::Save(Box::new(view), before.clone()), ctx)])
    };
    Outcome::Open(Box::new(Sheet::new(title, "view", None, form, Box::new(submit)).saying(said).without_draft()))
}

/// Asks whether one is to go: of the contacts nothing goes.
fn delete(name: String, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let entries = vec![Entry::new(false, say!(text, "delete-no")), Entry::new(true, say!(text, "delete-yes"))];
    let title = say!(text, "delete-title", what = name.as_str());
    let then = move |chosen: Vec<bool>, ctx: &Ctx| match chosen.first() {
        Some(true) => ask(ViewAct::Delete(name.clone()), ctx),
        _ => Outcome::Stay,
    };
    let said = vec![say!(text, "views-delete-said"), String::new()];
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

/// By which column the list is sorted; the same again turns it round.
pub fn sort(look: &Look, ctx: &Ctx) -> Outcome {
    let first = look.first();
    let entry = |column: &Column| {
        let sign = match first.column == *column {
            true if first.descending => " ▼",
            true => " ▲",
            false => "",
        };
        Entry::new(*column, format!("{}{sign}", words::name(ctx.text, *column))).letter(letter(*column))
    };
    let then = |chosen: Vec<Column>, _: &Ctx| match chosen[..] {
        [column] => Outcome::Tell(Tell::Sort(column)),
        _ => Outcome::Stay,
    };
    let entries = Column::ALL.iter().map(entry).collect();
    Outcome::Open(Box::new(Menu::one(say!(ctx.text, "sort-title"), entries, Box::new(then))))
}

/// Chooses a column; none of those that move in a menu.
fn letter(column: Column) -> char {
    match column {
        Column::Name => 'n',
        Column::Company => 'c',
        Column::Role => 'r',
        Column::Tier => 't',
        Column::Stage => 's',
        Column::Touched => 'l',
        Column::Due => 'd',
        Column::Overdue => 'o',
        Column::Tags => 'g',
        Column::City => 'i',
        Column::Mail => 'm',
        Column::Phone => 'p',
        Column::Birthday => 'b',
        Column::Owner => 'w',
        Column::Added => 'e',
        Column::Cadence => 'h',
    }
}
