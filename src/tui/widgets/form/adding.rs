//! The list over a form: which field to add, or how one of several is labelled. What is typed narrows it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::calendar::Calendar;
use super::{Form, Pressed, calendar};
use crate::domain::field::read_label;
use crate::domain::search::Query;
use crate::say;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::widgets::picker::{Find, Item, Picked, Picker};
use crate::tui::widgets::window;

/// Rows and columns of the list.
const ROWS: u16 = 11;
const COLUMNS: u16 = 40;

/// What is asked.
pub(super) enum Asking {
    Field(Picker<New>),
    /// The label of the focused field.
    Label(Picker<String>),
    /// The day of the focused field.
    Day(Calendar),
}

/// A field to add: its kind, and its label.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct New {
    base: String,
    label: String,
}

/// A kind that can be added, as it is looked for.
struct Choice {
    base: String,
    words: String,
    synonyms: String,
    labels: &'static [&'static str],
    own_name: bool,
    /// It stands in the form already, and there is only one: it is gone to.
    is_there: bool,
}

impl Form {
    /// Whether a list is open over it, which Esc closes: one to choose from, or suggestions.
    pub fn is_asking(&self) -> bool {
        self.asking.is_some() || self.fields.get(self.focus).is_some_and(|field| !field.offered.list.is_empty())
    }

    /// Whether a field can be added to it.
    pub(super) fn can_grow(&self) -> bool {
        self.kinds.iter().any(|kind| kind.kind.extra || kind.kind.many)
    }

    /// Opens the list of fields. Another one of the focused kind stands first.
    pub(super) fn ask_what_to_add(&mut self, ctx: &Ctx) -> Pressed {
        let focused = self.fields.get(self.focus).map(|field| field.base().to_owned()).unwrap_or_default();
        let is_there = |base: &str| self.in_sight().any(|(_, field)| field.base() == base);
        let mut choices: Vec<Choice> = self
            .kinds
            .iter()
            .map(|kind| Choice {
                base: kind.base().to_owned(),
                words: kind.label.clone(),
                synonyms: kind.kind.synonyms.clone(),
                labels: kind.kind.labels,
                own_name: kind.kind.own_name,
                is_there: !kind.kind.many && is_there(kind.base()),
            })
            .collect();
        // What there may be several of is added most.
        let is_many = |base: &str| self.kinds.iter().any(|kind| kind.base() == base && kind.kind.many);
        choices.sort_by_key(|choice| (choice.base != focused, !is_many(&choice.base)));
        let find: Find<New> = Box::new(move |typed, ctx| fitting(&choices, typed, ctx));
        let picker = Picker::new(find, ctx).placeholder(say!(ctx.text, "form-add-hint"));
        self.asking = Some(Asking::Field(picker));
        Pressed::Here
    }

    /// Opens the list of labels for the focused field, if it has one.
    pub(super) fn ask_label(&mut self, ctx: &Ctx) -> Pressed {
        let Some(field) = self.fields.get(self.focus).filter(|field| field.entry.is_some()) else {
            return Pressed::Here;
        };
        let (usual, may_go) = (field.kind.labels, !field.kind.own_name && !field.entry_label().is_empty());
        let find: Find<String> = Box::new(move |typed, ctx| labels(usual, may_go, typed, ctx));
        let mut picker = Picker::new(find, ctx).placeholder(say!(ctx.text, "form-label-hint"));
        if field.kind.own_name {
            picker.set(field.entry_label(), ctx);
        }
        self.asking = Some(Asking::Label(picker));
        Pressed::Here
    }

    /// A key or paste for the list.
    pub(super) fn answer(&mut self, input: &Input, ctx: &Ctx) {
        if let Some(Asking::Day(month)) = self.asking.take_if(|asking| matches!(asking, Asking::Day(_))) {
            return self.choose_day(month, input, ctx);
        }
        match &mut self.asking {
            Some(Asking::Field(picker)) => match picker.update(input, ctx) {
                Picked::Here => {}
                Picked::Close => self.asking = None,
                Picked::One(new) => {
                    self.asking = None;
                    self.add(&new, ctx);
                }
            },
            Some(Asking::Label(picker)) => match picker.update(input, ctx) {
                Picked::Here => {}
                Picked::Close => self.asking = None,
                Picked::One(label) => {
                    self.asking = None;
                    if let Some(field) = self.fields.get_mut(self.focus) {
                        field.relabel(&label);
                    }
                }
            },
            Some(Asking::Day(_)) | None => {}
        }
    }

    /// Adds a field and goes to it. One of its kind that is empty is taken for it, and the only one that there can be.
    fn add(&mut self, new: &New, ctx: &Ctx) {
        let same: Vec<_> = self.fields.iter().filter(|field| field.base() == new.base).collect();
        let free = same.iter().find(|field| field.text().is_empty() && (field.hidden || field.kind.many));
        let only = same.first().filter(|field| !field.kind.many && !field.hidden);
        let name = match free.or(only) {
            Some(one) => one.name.to_string(),
            None => match same.iter().map(|field| field.number()).max() {
                Some(last) => format!("{}.{}", new.base, last + 1),
                None => new.base.clone(),
            },
        };
        self.focus_on(&name);
        let Some(field) = self.field_mut(&name) else { return };
        if field.text().is_empty() {
            field.relabel(&new.label);
        }
        // A field of one's own is nothing without its name.
        if field.kind.own_name && new.label.is_empty() {
            self.ask_label(ctx);
        }
    }

    /// Paints the list over the form, if one is open.
    pub fn draw_asking(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let caption = self.fields.get(self.focus).map(|field| field.label.clone()).unwrap_or_default();
        if self.asking.is_some() {
            ctx.spots.cover(frame.area());
        }
        match &mut self.asking {
            Some(Asking::Field(picker)) => {
                let inner = window::draw(&say!(ctx.text, "form-add-title"), COLUMNS, ROWS, frame, area, ctx);
                picker.draw(frame, inner, &say!(ctx.text, "form-add-none"), ctx);
            }
            Some(Asking::Label(picker)) => {
                let title = say!(ctx.text, "form-label-title", field = caption);
                let inner = window::draw(&title, COLUMNS, ROWS, frame, area, ctx);
                picker.draw(frame, inner, &say!(ctx.text, "form-label-none"), ctx);
            }
            Some(Asking::Day(month)) => calendar::draw(month, &caption, frame, area, ctx),
            None => {}
        }
    }
}

/// The kinds that fit what is typed, with each label where a word is typed; what fits nothing can be a field of one's own.
fn fitting(choices: &[Choice], typed: &str, ctx: &Ctx) -> Vec<Item<New>> {
    let query = Query::plain(typed);
    let mut found: Vec<(i64, Item<New>)> = Vec::new();
    for choice in choices {
        let item = |label: &str, words: String| Item {
            value: New { base: choice.base.clone(), label: label.to_owned() },
            words,
            aside: if choice.is_there { say!(ctx.text, "form-add-there") } else { String::new() },
        };
        if query.is_empty() && choice.is_there {
            continue;
        }
        if query.is_empty() {
            found.push((0, item("", choice.words.clone())));
            continue;
        }
        let rank = |words: &str| {
            let by_words = query.rank(words).map(|rank| rank + 1);
            by_words.max(query.rank(&format!("{words} {}", choice.synonyms)))
        };
        let plain = (rank(&choice.words), item("", choice.words.clone()));
        let meant = read_label(typed);
        let labelled = choice.labels.iter().map(|label| {
            let words = format!("{} ({})", choice.words, names::label(ctx.text, label));
            // "Handy" is a phone's label.
            let rank = if *label == meant && query.rank(&words).is_none() { Some(i64::MAX) } else { rank(&words) };
            (rank, item(label, words))
        });
        found.extend([plain].into_iter().chain(labelled).filter_map(|(rank, item)| Some((rank?, item))));
    }
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let mut items: Vec<Item<New>> = found.into_iter().map(|(_, item)| item).collect();
    let own = choices.iter().find(|choice| choice.own_name).filter(|_| !typed.trim().is_empty());
    items.extend(own.map(|choice| Item {
        value: New { base: choice.base.clone(), label: typed.trim().to_owned() },
        words: say!(ctx.text, "form-add-own", name = typed.trim()),
        aside: String::new(),
    }));
    items
}

/// The usual labels that fit what is typed; then what is typed itself, or that there is to be none.
fn labels(usual: &'static [&'static str], may_go: bool, typed: &str, ctx: &Ctx) -> Vec<Item<String>> {
    let query = Query::plain(typed);
    let item = |value: &str, words: String| Item { value: value.to_owned(), words, aside: String::new() };
    let known = usual.iter().map(|label| item(label, names::label(ctx.text, label)));
    let meant = read_label(typed);
    let known = known.filter(|item| query.is_empty() || item.value == meant || query.rank(&item.words).is_some());
    let mut items: Vec<Item<String>> = known.collect();
    let typed = typed.trim();
    if !typed.is_empty() && !items.iter().any(|item| item.words == typed) {
        items.push(item(typed, say!(ctx.text, "form-label-own", label = typed)));
    }
    if typed.is_empty() && may_go {
        items.push(item("", say!(ctx.text, "form-label-without")));
    }
    items
}
