//! `list --view`, `--sort`, `--columns`: the same in the same order and columns as the list on screen has it.

use super::Args;
use crate::cli::session::Session;
use crate::cli::table::Cell;
use crate::config::{named, views};
use crate::domain::book::Book;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::view::{self, Column, List, Look, NoColumn, Shown, Sort, Value, View};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::columns;

/// What was asked for of a view.
pub(super) struct Viewed {
    view: View,
    /// Whether columns were asked for, by name or by the view.
    has_columns: bool,
}

impl Viewed {
    /// `None` where nothing of it was asked for; `list` is what is to be listed, where that was said.
    pub fn of(session: &Session, args: &Args, list: Option<List>) -> Result<Option<Self>, Error> {
        if args.view.is_none() && args.sort.is_empty() && args.columns.is_empty() {
            return Ok(None);
        }
        let text = &session.text;
        let no_column = |wrong: NoColumn| explain::no_column(text, &wrong);
        let mut view = match &args.view {
            Some(name) => saved(session, name)?,
            None => View { look: Look::of(list.unwrap_or_default()), ..View::default() },
        };
        let of = view.look.list;
        if list.is_some_and(|list| list != of) {
            let error = say!(text, "error-view-kind", name = view.name.as_str(), list = of.name());
            return Err(Error::new(ErrorKind::Usage, error).hint(say!(text, "hint-view-kind")));
        }
        if !args.sort.is_empty() {
            let sorts = args.sort.iter().map(|sort| Sort::read(sort, of));
            view.look.sort = sorts.collect::<Result<_, _>>().map_err(no_column)?;
        }
        if !args.columns.is_empty() {
            let asked = args.columns.iter().map(|column| Shown::read(column, of));
            view.look.columns = asked.collect::<Result<_, _>>().map_err(no_column)?;
        }
        Ok(Some(Self { view, has_columns: args.view.is_some() || !args.columns.is_empty() }))
    }

    /// What is listed.
    pub fn list(&self) -> List {
        self.view.look.list
    }

    /// By what it is sorted.
    pub fn sorts(&self) -> &[Sort] {
        &self.view.look.sort
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

    /// Whether how relationships stand is shown or sorted by.
    pub fn shows_health(&self) -> bool {
        let look = &self.view.look;
        let columns = look.columns.iter().map(|shown| shown.column).chain(look.sort.iter().map(|sort| sort.column));
        columns.into_iter().any(|column| matches!(column, Column::Health | Column::Band))
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

/// What stands in a column of a contact.
pub(super) fn cell(session: &Session, book: &Book, row: &Row, shown: Shown) -> Cell {
    let facts = book.facts_of(row.id);
    let of_facts = |facts| view::of_facts(shown.column, facts, book, &session.settings, session.today());
    let value = facts.and_then(of_facts).unwrap_or_else(|| view::of_row(shown.column, row, book, &session.settings));
    self::shown(session, &value, shown)
}

/// What stands in a column: for people in their words, for programs as it stays the same in every language.
pub(super) fn shown(session: &Session, value: &Value, shown: Shown) -> Cell {
    if !session.out.is_terminal() {
        return plain(value).into();
    }
    let value = &match (value, shown.column) {
        (Value::Text(phone), Column::Phone) => Value::Text(session.settings.country.shown(phone)),
        (value, _) => value.clone(),
    };
    let words = columns::words(&session.text, value, session.today(), usize::MAX);
    let words = match shown.width {
        Some(width) => crate::domain::display::safe(&words).cut(width.into()).to_string(),
        None => words,
    };
    match (shown.column, value) {
        (_, Value::Due(_, late)) if *late > 0 => Cell::late(words),
        (Column::Overdue | Column::Age | Column::People | Column::Score | Column::Health, _) => Cell::right(words),
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
        Value::Stage(stage) => written(stage),
        Value::Kind(kind, _) => written(kind),
        Value::Severity(severity) => severity.name().to_owned(),
        Value::State(state) => state.name().to_owned(),
        Value::Count(count) => count.to_string(),
        Value::Open(complaints, follow_ups) => (complaints + follow_ups).to_string(),
        Value::Day(day) | Value::Due(day, _) => day.to_string(),
        Value::Days(days) => days.to_string(),
        Value::Birthday(birthday) => birthday.to_string(),
        Value::Span(span) => span.to_string(),
        Value::AtMost(most) => most.to_string(),
        Value::Health(figure) => figure.to_string(),
        Value::Band(band) => band.name().to_owned(),
    }
}

/// As JSON has it.
fn written(name: &impl serde::Serialize) -> String {
    serde_json::to_value(name).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
