//! Picking one of many by typing: a person, to begin with.

use std::cmp::Reverse;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use crate::domain::agenda::Section;
use crate::domain::book::Facts;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::search::Query;
use crate::say;
use crate::store::Entry;
use crate::text::days;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::picker::{Find, Item, Picked, Picker};
use crate::tui::widgets::window;

/// Entries that are found at the most: nobody goes through more.
const LIMIT: usize = 200;

const MILLIS_A_DAY: i64 = 24 * 60 * 60 * 1_000;

/// What is done with what was picked.
pub type Then<T> = Box<dyn FnMut(T, &Ctx) -> Outcome>;

/// A list to pick from.
pub struct Pick<T> {
    title: String,
    picker: Picker<T>,
    then: Then<T>,
    also: Option<Also<T>>,
}

/// Another key for the selected one: its letter with Ctrl, what the footer says of it, what it does.
struct Also<T> {
    key: char,
    hint: String,
    then: Then<T>,
}

impl<T: Clone + PartialEq> Pick<T> {
    /// `then` says what becomes of the picked one; this pop-up goes away.
    pub fn new(title: String, find: Find<T>, then: Then<T>, ctx: &Ctx) -> Self {
        let picker = Picker::new(find, ctx).placeholder(say!(ctx.text, "pick-placeholder"));
        Self { title, picker, then, also: None }
    }

    /// Ctrl with this letter does something else with the selected one; this pop-up stays.
    pub fn also(self, key: char, hint: String, then: Then<T>) -> Self {
        Self { also: Some(Also { key, hint, then }), ..self }
    }

    /// What is said in the empty field.
    pub fn placeholder(self, words: String) -> Self {
        Self { picker: self.picker.placeholder(words), ..self }
    }

    /// While nothing is typed the selection stands on this one, if it is there.
    pub fn standing_on(self, value: &T) -> Self {
        Self { picker: self.picker.standing_on(value), ..self }
    }

    /// Nobody is selected until something is typed or the selection is moved.
    pub fn unchosen(self) -> Self {
        Self { picker: self.picker.unchosen(), ..self }
    }
}

impl<T: Clone + PartialEq> Popup for Pick<T> {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        if let (Input::Key(key), Some(also)) = (input, &mut self.also)
            && (key.code, key.modifiers) == (KeyCode::Char(also.key), KeyModifiers::CONTROL)
        {
            return self.picker.selected().cloned().map_or(Outcome::Stay, |value| (also.then)(value, ctx));
        }
        match self.picker.update(input, ctx) {
            Picked::Here => Outcome::Stay,
            Picked::Close => Outcome::Finish,
            Picked::One(value) => Outcome::All(vec![Outcome::Finish, (self.then)(value, ctx)]),
        }
    }

    fn others_changed(&mut self, _entries: &[Entry], ctx: &Ctx) {
        self.picker.again(ctx);
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        // What is said beside views.
        if matches!(answer, Answer::Segments(..)) {
            self.picker.again(ctx);
        }
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let inner = window::draw(&self.title, 60, 14, frame, area, ctx);
        self.picker.draw(frame, inner, &say!(ctx.text, "pick-none"), ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let also = self.also.as_ref().map(|also| (format!("Ctrl-{}", also.key), also.hint.clone()));
        let enter = ("Enter".into(), say!(ctx.text, "hint-pick"));
        let rest = [("↑↓".into(), say!(ctx.text, "hint-move")), ("Esc".into(), say!(ctx.text, "hint-close"))];
        [enter].into_iter().chain(also).chain(rest).collect()
    }
}

/// The contacts that fit, all but archived ones and those in `but`, none by scattered letters: what is picked is acted on at
/// once. While nothing is typed those on the agenda.
pub fn contacts(but: Vec<ContactId>) -> Find<ContactId> {
    Box::new(move |typed, ctx| {
        let query = Query::plain(typed).without_archived();
        let found = match query.is_empty() {
            true => on_agenda(ctx),
            false => ctx.index().search(&ctx.query(&query), LIMIT),
        };
        let rows = found.into_iter().filter_map(|id| ctx.book.contact(id));
        rows.filter(|row| !row.archived && !but.contains(&row.id)).map(|row| item(row, ctx)).collect()
    })
}

/// The contacts that fit; while nothing is typed these, or if there are none those on the agenda.
pub fn contacts_first(these: Vec<ContactId>) -> Find<ContactId> {
    let fitting = contacts(Vec::new());
    Box::new(move |typed, ctx| {
        if these.is_empty() || !Query::plain(typed).is_empty() {
            return fitting(typed, ctx);
        }
        these.iter().filter_map(|id| ctx.book.contact(*id)).map(|row| item(row, ctx)).collect()
    })
}

/// The contacts that fit; while nothing is typed those touched last, the latest first.
pub fn touched(but: Vec<ContactId>) -> Find<ContactId> {
    let fitting = contacts(but.clone());
    Box::new(move |typed, ctx| {
        if !Query::plain(typed).is_empty() {
            return fitting(typed, ctx);
        }
        let mut latest: Vec<Latest> = ctx.book.facts().filter(|facts| !facts.archived).filter_map(latest).collect();
        let most = LIMIT + but.len();
        if latest.len() > most {
            latest.select_nth_unstable(most);
            latest.truncate(most);
        }
        latest.sort_unstable();
        let ids = latest.into_iter().map(|(_, id)| id).filter(|id| !but.contains(id));
        ids.filter_map(|id| ctx.book.contact(id)).take(LIMIT).map(|row| item(row, ctx)).collect()
    })
}

/// The moment of the last touch, the latest first; then by id.
type Latest = (Reverse<i64>, ContactId);

fn latest(facts: &Facts) -> Option<Latest> {
    let day = i64::from(facts.touch?.number());
    Some((Reverse(day * MILLIS_A_DAY + i64::from(facts.touch_millis)), facts.id))
}

fn on_agenda(ctx: &Ctx) -> Vec<ContactId> {
    let agenda = ctx.agenda;
    let sections = [Section::Now, Section::Rhythm, Section::Touched, Section::Next];
    let all = sections.into_iter().flat_map(|section| agenda.section(section));
    all.filter_map(|line| line.whom.contact()).take(LIMIT).collect()
}

pub(super) fn item(row: &Row, ctx: &Ctx) -> Item<ContactId> {
    let company = match ctx.book.company_name(row) {
        "" => told_apart(row, ctx),
        company => company.to_owned(),
    };
    let aside = match row.is_shunned(ctx.today) {
        true => format!("{company} ✗ {}", say!(ctx.text, "consent-do-not-contact")),
        false => company,
    };
    Item { value: row.id, words: row.name.clone(), aside: aside.trim_start().to_owned() }
}

/// By what someone without a company is told from others of the name: a mail address, a phone number, or the last touch.
fn told_apart(row: &Row, ctx: &Ctx) -> String {
    let reach = row.mails.first().or(row.phones.first()).map(|one| one.value.clone());
    let touch = || row.touches.list.first().map(|touch| days::short(ctx.text, touch.day(), ctx.today));
    reach.or_else(touch).unwrap_or_default()
}
