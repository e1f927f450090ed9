//! `list --view`, `--sort`, `--columns`: the same contacts in the same order and columns as the list on screen has them.

use super::Args;
use crate::cli::session::Session;
use crate::cli::table::Cell;
use crate::config::{named, views};
use crate::domain::book::Book;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::view::{self, Column, NoColumn, Shown, Value, View};
use crate::error::Error;
use crate::explain;
use crate::text::columns;

/// What was asked for of a view.
pub(super) struct Viewed {
    view: View,
    /// Whether columns were asked for, by name or by the view.
    has_columns: bool,
}

impl Viewed {
    /// `None` where nothing of it was asked for.
    pub fn of(session: &Session, args: &Args) -> Result<Option<Self>, Error> {
        if args.view.is_none() && args.sort.is_empty() && args.columns.is_empty() {
            return Ok(None);
        }
        let no_column = |wrong: NoColumn| explain::no_column(&session.text, &wrong);
        let mut view = match &args.view {
            Some(name) => saved(session, name)?,
            None => View::default(),
        };
        if !args.sort.is_empty() {
            view.look.sort = args.sort.iter().map(|sort| sort.parse()).collect::<Result<_, _>>().map_err(no_column)?;
        }
        if !args.columns.is_empty() {
            let asked = args.columns.iter().map(|column| column.parse()).collect::<Result<_, _>>();
            view.look.columns = asked.map_err(no_column)?;
        }
        Ok(Some(Self { view, has_columns: args.view.is_some() || !args.columns.is_empty() }))
    }

    /// Its filter with what was typed besides: both must hold.
    pub fn narrowed_by(&self, typed: &str) -> String {
        let both = [self.view.filter.as_str(), typed];
        both.into_iter().filter(|one| !one.trim().is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// These in its order.
    pub fn in_order(&self, found: Vec<ContactId>, book: &Book, session: &Session) -> Vec<ContactId> {
        view::put_in_order(found, book, &session.settings, session.today(), &self.view.look.sort)
    }

    /// The columns to be shown; `None` where the list keeps its own.
    pub fn columns(&self) -> Option<&[Shown]> {
        self.has_columns.then_some(&self.view.look.columns)
    }
}

/// The view of this name.
fn saved(session: &Session, typed: &str) -> Result<View, Error> {
    let text = &session.text;
    let dir = session.views()?;
    let name = views::named(dir, typed).ok_or_else(|| explain::no_view(text, typed, &named::names(dir)))?;
    views::load(dir, &name).map_err(|wrong| explain::view(text, &wrong))
}

/// What stands in a column: for people in their words, for programs as it stays the same in every language.
pub(super) fn cell(session: &Session, book: &Book, row: &Row, shown: Shown) -> Cell {
    let facts = book.facts_of(row.id);
    let of_facts = |facts| view::of_facts(shown.column, facts, book, &session.settings, session.today());
    let value = facts.and_then(of_facts).unwrap_or_else(|| view::of_row(shown.column, row, book));
    if !session.out.is_terminal() {
        return plain(&value).into();
    }
    let words = columns::words(&session.text, &value, session.today(), usize::MAX);
    let words = match shown.width {
        Some(width) => crate::domain::display::safe(&words).cut(width.into()).to_string(),
        None => words,
    };
    match (shown.column, value) {
        (_, Value::Due(_, late)) if late > 0 => Cell::late(words),
        (Column::Overdue, _) => Cell::right(words),
        (Column::Phone, _) => Cell::whole(words),
        _ => words.into(),
    }
}

/// The same in every language.
fn plain(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Tier(tier) => tier.letter().to_string(),
        Value::Stage(stage) => {
            serde_json::to_value(stage).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
        }
        Value::Day(day) | Value::Due(day, _) => day.to_string(),
        Value::Days(days) => days.to_string(),
        Value::Birthday(birthday) => birthday.to_string(),
        Value::Span(span) => span.to_string(),
    }
}
