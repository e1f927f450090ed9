//! What is asked for a line of the columns' screen: an encoding, a separator, the line of heads, what the rows are, what a column
//! means; and the name under which all of it is saved.

use std::sync::Arc;

use super::menu::{Entry, Menu};
use super::pick::Pick;
use super::sheet::Sheet;
use crate::config::mappings;
use crate::domain::search::Query;
use crate::explain;
use crate::formats::csv::{Assigned, Encoding, Mapping, Meaning, Rows};
use crate::say;
use crate::tui::action::Action;
use crate::tui::answer::Chosen;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::importing::{Asked, Change, Held};
use crate::tui::outcome::Outcome;
use crate::tui::screens::columns::Line;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::picker::Item;
use crate::tui::widgets::toast::Toast;

/// Lines that are offered for the heads.
const LINES: usize = 8;

/// Asks what a line is to be set to.
pub fn open(held: Held, line: Line, mapping: &Mapping, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    match line {
        Line::Encoding => {
            let all = Encoding::ALL.map(|one| (Change::Encoding(one), one.name().to_owned()));
            menu(held, say!(text, "columns-encoding"), all, Change::Encoding(mapping.encoding))
        }
        Line::Separator => {
            let all = Mapping::SEPARATORS.map(|one| (Change::Separator(one), explain::separator(text, one)));
            menu(held, say!(text, "columns-separator"), all, Change::Separator(mapping.separator))
        }
        Line::Heads => {
            let all = (0..=LINES).map(|one| (Change::Heads(one), heads(one, ctx)));
            menu(held, say!(text, "columns-heads"), all, Change::Heads(mapping.heads))
        }
        Line::Rows => {
            let all = Rows::ALL.map(|one| (Change::Rows(one), explain::rows_are(text, one)));
            menu(held, say!(text, "columns-rows"), all, Change::Rows(mapping.rows))
        }
        Line::Column(at) => {
            let head = mapping.columns.get(at).map_or("", |column| &column.head);
            meaning(held, at, say!(text, "columns-meaning", head = head), mapping, ctx)
        }
    }
}

/// How a column is called; by its number where nothing stands over it.
pub fn head(column: &Assigned, at: usize) -> String {
    if column.head.is_empty() { format!("#{}", at + 1) } else { column.head.clone() }
}

/// In which line the heads stand.
pub fn heads(line: usize, ctx: &Ctx) -> String {
    match line {
        0 => say!(ctx.text, "columns-no-heads"),
        line => say!(ctx.text, "import-line", line = line.to_string()),
    }
}

/// One of a few, the one that is set with a check.
fn menu(held: Held, title: String, all: impl IntoIterator<Item = (Change, String)>, set: Change) -> Outcome {
    let entries = all
        .into_iter()
        .map(|(change, words)| Entry::new(change, if change == set { format!("{words} ✓") } else { words }));
    let then = move |chosen: Vec<Change>, _: &Ctx| match chosen[..] {
        [change] => Outcome::Chosen(held.clone(), Chosen::Table(change)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries.collect(), Box::new(then))))
}

/// What a column means, of all that it can mean in such rows, narrowed by what is typed.
fn meaning(held: Held, at: usize, title: String, mapping: &Mapping, ctx: &Ctx) -> Outcome {
    let rows = mapping.rows;
    let set = mapping.columns.get(at).map(|column| column.becomes);
    let find = move |typed: &str, ctx: &Ctx| {
        let query = Query::plain(typed);
        let all = Meaning::of(rows).map(|meaning| (meaning, explain::meaning(ctx.text, meaning)));
        let rank = |words: &str, meaning: Meaning| {
            let named = meaning.name().replace(['_', '.'], " ");
            [query.rank(words), query.rank(&named)].into_iter().flatten().max()
        };
        let mut fitting: Vec<(i64, Item<Meaning>)> = all
            .filter_map(|(meaning, words)| {
                let rank = if query.is_empty() { 0 } else { rank(&words, meaning)? };
                let aside = if set == Some(meaning) { "✓".to_owned() } else { String::new() };
                Some((rank, Item { value: meaning, words, aside }))
            })
            .collect();
        // Those that fit as well stay in their order.
        fitting.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        fitting.into_iter().map(|(_, item)| item).collect()
    };
    let then = move |meaning: Meaning, _: &Ctx| Outcome::Chosen(held.clone(), Chosen::Meaning(at, meaning));
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx).placeholder(say!(ctx.text, "columns-find"));
    Outcome::Open(Box::new(match set {
        Some(set) => pick.standing_on(&set),
        None => pick,
    }))
}

/// Asks for the name under which a mapping is saved.
pub fn save(held: Held, mapping: &Arc<Mapping>, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let form =
        Form::new(vec![Field::line("name", say!(text, "field-name"), "").placeholder(say!(text, "columns-name-hint"))]);
    let mapping = mapping.clone();
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let name = form.text("name").to_owned();
        if !mappings::is_name(&name) {
            form.refuse("name", say!(ctx.text, "columns-no-name"));
            return Outcome::Stay;
        }
        let asked = Asked::SaveMapping(name, mapping.clone());
        Outcome::All(vec![Outcome::Finish, Outcome::Ask(Ask::OfImport { held: held.clone(), asked })])
    };
    let sheet = Sheet::new(say!(text, "columns-save"), "mapping", None, form, Box::new(submit));
    Outcome::Open(Box::new(sheet.saying(say!(text, "columns-save-how")).without_draft()))
}

/// Asks which saved mapping is to be taken.
pub fn load(held: Held, names: &[String], ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    if names.is_empty() {
        let key = ctx.keys.shown(Action::SaveMapping);
        let toast = Toast::warning(say!(text, "columns-none-saved", key = key));
        return Outcome::Say(toast);
    }
    let entries = names.iter().map(|name| Entry::new(name.clone(), name.clone())).collect();
    let then = move |chosen: Vec<String>, _: &Ctx| match chosen.into_iter().next() {
        Some(name) => Outcome::Ask(Ask::OfImport { held: held.clone(), asked: Asked::LoadMapping(name) }),
        None => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(say!(text, "columns-load"), entries, Box::new(then))))
}
