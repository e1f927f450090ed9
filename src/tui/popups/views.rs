//! `w`: the views of a list, to pick one, to keep the list as it is as one, to change or delete one. `S` and `W`: by what it
//! is sorted, and its columns.

mod columns;
mod members;

pub use columns::Columns;

use super::menu::{Entry, Menu};
use super::pick::Pick;
use super::sheet::Sheet;
use crate::config::named;
use crate::domain::search::{Query, fold};
use crate::domain::view::{Column, List, Look, View};
use crate::say;
use crate::text::{columns as words, segments};
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::keymap::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::views::{Taken, Tell, Told, ViewAct};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::picker::Item;
use crate::tui::widgets::toast::Toast;

/// The list as it is: which view, and what of it would be kept.
#[derive(Debug, Clone)]
pub struct Now {
    pub taken: Taken,
    /// What the list's own views are called.
    pub own: Vec<String>,
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
    let shown = now.clone();
    let find = move |typed: &str, ctx: &Ctx| {
        let query = Query::plain(typed);
        let fits = |item: Item<Choice>| Some((if query.is_empty() { 0 } else { query.rank(&item.words)? }, item));
        let mut fitting: Vec<(i64, Item<Choice>)> = choices(&shown, ctx).into_iter().filter_map(fits).collect();
        // Those that fit as well stay in their order.
        fitting.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        fitting.into_iter().map(|(_, item)| item).collect()
    };
    let current = Choice::Take(now.taken.clone());
    let then = move |choice: Choice, ctx: &Ctx| match choice {
        Choice::Take(taken) => Outcome::Tell(Tell { list: now.look.list, told: Told::Take(taken) }),
        Choice::Save => save(&now, ctx),
        Choice::Change(name) => change(&name, ctx),
        Choice::Delete(name) => delete(now.look.list, name, ctx),
    };
    let pick = Pick::new(say!(ctx.text, "views-title"), Box::new(find), Box::new(then), ctx)
        .placeholder(say!(ctx.text, "views-find"))
        .standing_on(&current);
    if ctx.segments.is_empty() {
        return Outcome::Open(Box::new(pick));
    }
    let who = |choice: Choice, ctx: &Ctx| match choice {
        Choice::Take(Taken::Named(name)) => members::pick(&name, ctx),
        _ => Outcome::Say(Toast::nothing(say!(ctx.text, "segments-no-filter"))),
    };
    Outcome::Open(Box::new(pick.also('o', say!(ctx.text, "segments-hint"), Box::new(who))))
}

/// Has it done to the files of the views.
pub fn ask(act: ViewAct, ctx: &Ctx) -> Outcome {
    match ctx.views_dir {
        Some(dir) => Outcome::Ask(Ask::Views { dir: dir.to_owned(), act }),
        None => Outcome::Say(Toast::warning(say!(ctx.text, "error-no-home"))),
    }
}

fn choices(now: &Now, ctx: &Ctx) -> Vec<Item<Choice>> {
    let (text, taken) = (ctx.text, &now.taken);
    let item = |value: Choice, words: String, aside: &str| {
        let check = if value == Choice::Take(taken.clone()) { "✓ " } else { "" };
        Item { value, words, aside: format!("{check}{aside}").trim_end().to_owned() }
    };
    let own = now.own.iter().enumerate();
    let mut own = own.map(|(place, words)| item(Choice::Take(Taken::Own(place)), words.clone(), ""));
    let kept = ctx.views.iter().filter(|view| view.look.list == now.look.list).map(|view| {
        let counted = ctx.in_segments.iter().find(|one| one.name == view.name && one.filter == view.filter);
        let [count, since] = counted.map_or_else(Default::default, |one| {
            [text.count(one.there.len()), segments::since(text, &one.since, ctx.today)]
        });
        let aside = [count.as_str(), &since, view.key.as_deref().unwrap_or_default(), &view.filter];
        let aside: Vec<&str> = aside.into_iter().filter(|one| !one.is_empty()).collect();
        item(Choice::Take(Taken::Named(view.name.clone())), view.name.clone(), &aside.join(" · "))
    });
    let mut all: Vec<Item<Choice>> = own.next().into_iter().chain(kept).collect();
    all.extend(own);
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
    let known = known.filter(|view| view.look.list == now.look.list);
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
    // Only contacts can be called, and not all of them.
    let is_segment = view.look.list == List::Contacts && !view.filter.trim().is_empty();
    let yes_no = vec![("no", say!(text, "views-agenda-no")), ("yes", say!(text, "views-agenda-yes"))];
    let agenda = if view.agenda { "yes" } else { "no" };
    let agenda = is_segment.then(|| Field::choice("agenda", say!(text, "views-agenda"), yes_no, agenda));
    let lines = vec![
        Field::line("name", say!(text, "field-name"), &view.name).placeholder(say!(text, "views-name-hint")),
        Field::line("key", say!(text, "views-key"), view.key.as_deref().unwrap_or_default())
            .placeholder(say!(text, "views-key-hint")),
    ];
    let form = Form::new(lines.into_iter().chain(agenda).collect());
    let filter = if view.filter.is_empty() { say!(text, "views-all") } else { view.filter.clone() };
    let columns: Vec<String> = view.look.columns.iter().map(|shown| words::name(text, shown.column)).collect();
    let order = order(&view.look, ctx);
    let said = say!(text, "views-holds", filter = filter, order = order, columns = columns.join(", "));
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let (name, key) = (form.text("name").trim().to_owned(), form.text("key").trim().to_owned());
        let other = |view: &&View| before.as_deref() != Some(view.name.as_str()) && view.name != name;
        if !named::is_name(&name) {
            form.refuse("name", say!(ctx.text, "views-no-name"));
            return Outcome::Stay;
        }
        let is_called_so = |one: &&View| Some(&one.name) != before.as_ref() && fold(&one.name) == fold(&name);
        // One of the same list that is saved anew is replaced; another list's is not.
        let mut others = ctx.views.iter().filter(is_called_so);
        let is_taken = others.any(|one| before.is_some() || one.look.list != view.look.list);
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
        let agenda = is_segment && form.text("agenda") == "yes";
        let view = View { name, key, agenda, ..view.clone() };
        Outcome::All(vec![Outcome::Finish, ask(ViewAct::Save(Box::new(view), before.clone()), ctx)])
    };
    Outcome::Open(Box::new(Sheet::new(title, "view", None, form, Box::new(submit)).saying(said).without_draft()))
}

/// `Company ▲, Tier ▼`.
fn order(look: &Look, ctx: &Ctx) -> String {
    let sorts = look.sort.iter().map(|sort| {
        let sign = if sort.descending { "▼" } else { "▲" };
        format!("{} {sign}", words::name(ctx.text, sort.column))
    });
    let sorts = sorts.collect::<Vec<_>>().join(", ");
    if sorts.is_empty() { say!(ctx.text, "views-usual-order") } else { sorts }
}

/// Asks whether one is to go: of the contacts nothing goes.
fn delete(list: List, name: String, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let entries = vec![Entry::new(false, say!(text, "delete-no")), Entry::new(true, say!(text, "delete-yes"))];
    let title = say!(text, "delete-title", what = name.as_str());
    let then = move |chosen: Vec<bool>, ctx: &Ctx| match chosen.first() {
        Some(true) => ask(ViewAct::Delete(list, name.clone()), ctx),
        _ => Outcome::Stay,
    };
    let said = vec![say!(text, "views-delete-said"), String::new()];
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

/// By which column the list is sorted; the same again turns it round.
pub fn sort(look: &Look, ctx: &Ctx) -> Outcome {
    let first = look.first();
    let entry = |column: Column| {
        let sign = match first.filter(|first| first.column == column) {
            Some(first) if first.descending => " ▼",
            Some(_) => " ▲",
            None => "",
        };
        Entry::new(column, format!("{}{sign}", words::name(ctx.text, column))).letter(letter(column))
    };
    let list = look.list;
    let then = move |chosen: Vec<Column>, _: &Ctx| match chosen[..] {
        [column] => Outcome::Tell(Tell { list, told: Told::Sort(column) }),
        _ => Outcome::Stay,
    };
    let entries = Column::of(list).map(entry).collect();
    Outcome::Open(Box::new(Menu::one(say!(ctx.text, "sort-title"), entries, Box::new(then))))
}

/// Chooses a column; none of those that move in a menu, and none twice in a list.
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
        Column::Ceiling => 'f',
        Column::Health => 'a',
        Column::Band => 'z',
        Column::People => 'u',
        Column::Open => 'v',
        Column::Industry => 'y',
        Column::Size => 's',
        Column::Web => 'w',
        Column::Kind => 'r',
        Column::Topic => 'p',
        Column::Severity => 'y',
        Column::Score => 's',
        Column::Text => 'x',
        Column::State => 'a',
        Column::Came => 'i',
        Column::Age => 'g',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_of_a_list_has_a_letter_of_its_own() {
        for list in List::ALL {
            let mut letters: Vec<char> = Column::of(list).map(letter).collect();
            let count = letters.len();
            letters.sort_unstable();
            letters.dedup();
            assert_eq!(letters.len(), count, "{list:?}");
            assert!(!letters.iter().any(|letter| "jkq".contains(*letter)), "{list:?}");
        }
    }
}
