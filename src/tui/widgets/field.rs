//! A labelled field of a form: what it takes, what its text is read as, and what is wrong with it.
//!
//! What it is among the others of its form is `kind`'s.

pub mod clash;
pub mod kind;

use std::borrow::Cow;
use std::cell::RefCell;

use chrono::NaiveDate;
use crossterm::event::KeyEvent;

use self::clash::{Clash, Taken};
use self::kind::{Kind, Label};
use super::choice::Choice;
use super::text_area::TextArea;
use super::text_field::TextField;
use crate::domain::search::fold;
use crate::domain::when::Look;
use crate::tui::ctx::Ctx;

/// What a field's text is understood as, said beside it while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    Nothing,
    /// This is meant: `→ Fri 4 Dec`.
    Means(String),
    /// Taken as it is, with a warning.
    Odd(String),
    /// Can't be taken.
    Wrong(String),
}

/// How a field's text is read.
pub type Read = fn(&str, &Ctx) -> Reading;

/// What could be meant by what is typed, the best first.
pub type Suggest = fn(&str, &Ctx) -> Vec<String>;

/// What day a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One that is looked for that way; a time may follow.
    Day(Look),
    /// A birthday, of which the year needn't be known.
    Birthday,
    /// Since when somebody works somewhere: years and months alone are days, too.
    Since,
}

/// A field with its label.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in drafts.
    pub name: Cow<'static, str>,
    pub label: String,
    pub content: Content,
    /// What was there when the form opened: what differs from it was typed.
    initial: String,
    /// What was there when the draft that stands in it was begun, until it is known whether that is there still.
    pub(super) was: Option<String>,
    read: Option<Read>,
    /// What its text was read as last: it may have taken a look at all contacts.
    understood: RefCell<Option<Understood>>,
    suggest: Option<Suggest>,
    /// It takes a day, which can be chosen in a calendar.
    pub(super) takes: Option<Takes>,
    /// What is suggested are records: one whose name begins so is taken rather than left half typed.
    picks: bool,
    /// Choosing the option of this name goes on to the field of that name.
    leads: Option<(&'static str, &'static str)>,
    /// What was wrong when it was to be saved; typing takes it away.
    pub error: Option<String>,
    pub offered: Offered,
    /// What others have put there meanwhile, where something else was typed.
    pub clash: Option<Clash>,
    pub kind: Kind,
    /// The label of one of several; `None` for a field that has none.
    pub(super) entry: Option<Label>,
    /// It was taken away: not in sight, but what stood in it is to go.
    pub(super) hidden: bool,
}

/// What a text was read as, on which day and as the book was at which position.
#[derive(Debug, Clone)]
struct Understood {
    text: String,
    at: (NaiveDate, u64),
    reading: Reading,
}

/// What a field takes.
#[derive(Debug, Clone)]
pub enum Content {
    Line(TextField),
    /// Many lines, so many of them in sight.
    Area(TextArea, u16),
    Choice(Choice),
}

/// The list under a field that suggests.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    pub list: Vec<String>,
    /// The one that the arrows stand on.
    pub at: Option<usize>,
}

impl Field {
    pub fn line(name: impl Into<Cow<'static, str>>, label: impl Into<String>, text: &str) -> Self {
        Self::new(name.into(), label.into(), Content::Line(TextField::new(text)))
    }

    pub fn area(name: impl Into<Cow<'static, str>>, label: impl Into<String>, text: &str, height: u16) -> Self {
        Self::new(name.into(), label.into(), Content::Area(TextArea::new(text), height))
    }

    pub fn choice(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<String>,
        options: Vec<(&'static str, String)>,
        chosen: &str,
    ) -> Self {
        Self::new(name.into(), label.into(), Content::Choice(Choice::new(options, chosen)))
    }

    fn new(name: Cow<'static, str>, label: String, content: Content) -> Self {
        let offered = Offered::default();
        let mut field = Self {
            name,
            label,
            content,
            initial: String::new(),
            was: None,
            read: None,
            understood: RefCell::default(),
            suggest: None,
            takes: None,
            picks: false,
            leads: None,
            error: None,
            offered,
            clash: None,
            kind: Kind::default(),
            entry: None,
            hidden: false,
        };
        field.initial = field.text().to_owned();
        field
    }

    /// What is seen while nothing is typed.
    pub fn placeholder(mut self, words: impl Into<String>) -> Self {
        self.content = match self.content {
            Content::Line(line) => Content::Line(line.placeholder(words)),
            Content::Area(area, height) => Content::Area(area.placeholder(words), height),
            choice => choice,
        };
        self
    }

    pub fn read_by(self, read: Read) -> Self {
        Self { read: Some(read), ..self }
    }

    /// It takes a day, which is looked for that way.
    pub fn day(self, look: Look) -> Self {
        self.takes(Takes::Day(look))
    }

    /// It takes such a day.
    pub fn takes(self, takes: Takes) -> Self {
        Self { takes: Some(takes), ..self }
    }

    pub fn suggest_by(self, suggest: Suggest) -> Self {
        Self { suggest: Some(suggest), ..self }
    }

    /// The same, where what is suggested are records.
    pub fn pick_by(self, suggest: Suggest) -> Self {
        Self { picks: true, ..self.suggest_by(suggest) }
    }

    /// Choosing `option` goes on to the field of the name `to`.
    pub fn leading(self, option: &'static str, to: &'static str) -> Self {
        Self { leads: Some((option, to)), ..self }
    }

    /// Which field what is chosen here leads to.
    pub fn leads_to(&self) -> Option<&'static str> {
        self.leads.filter(|(option, _)| *option == self.text()).map(|(_, to)| to)
    }

    /// What is typed; a choice's name.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Line(line) => line.text(),
            Content::Area(area, _) => area.text(),
            Content::Choice(choice) => choice.name(),
        }
    }

    /// Puts `text` in the place of what is typed.
    pub fn set(&mut self, text: &str) {
        match &mut self.content {
            Content::Line(line) => line.set(text),
            Content::Area(area, _) => area.set(text),
            Content::Choice(choice) => choice.set(text),
        }
    }

    /// Takes `text` for what was there when the form opened. What was typed stays; where nothing was, `text` stands now.
    /// Whether both differ: what was typed, and what is there now.
    pub fn rebase(&mut self, text: &str) -> bool {
        let both = self.is_changed() && self.initial != text && self.text() != text;
        if !self.is_changed() {
            self.set(text);
        }
        self.initial = text.to_owned();
        both
    }

    /// Takes `text`, which has come late, for what was there when the form opened: what was typed before it came goes
    /// behind it, as if it had been typed after.
    pub fn fill(&mut self, text: &str) {
        let typed = if self.is_changed() { self.text().to_owned() } else { String::new() };
        match &self.content {
            // What is chosen without seeing what stood there is a slip.
            Content::Choice(_) => self.set(text),
            _ => self.set(&format!("{text}{typed}")),
        }
        self.initial = text.to_owned();
    }

    /// What was there when it was begun to be typed; `None` where nothing was.
    pub(super) fn begun_on(&self) -> Option<&str> {
        let begun = self.was.as_deref().unwrap_or(&self.initial);
        Some(begun).filter(|begun| !begun.is_empty() && !self.kind.many)
    }

    /// A draft stands in it: whether something else was there when that was begun, and others have changed it since.
    pub(super) fn meet_draft(&mut self, by: &str) -> bool {
        let Some(was) = self.was.take() else { return false };
        let meets = was != self.initial && self.is_changed() && !self.kind.many;
        if meets {
            let initial = self.entry.as_ref().map_or("", |label| &label.initial);
            let theirs = clash::Entry { text: self.initial.clone(), label: initial.to_owned() };
            self.clash = Some(Clash { own: self.stands(), theirs, by: by.to_owned(), taken: None });
        }
        meets
    }

    /// Takes these for what was there when the form opened; what stands in it stays.
    pub(super) fn rest_on(&mut self, text: &str, label: &str) {
        text.clone_into(&mut self.initial);
        self.was = None;
        if let Some(entry) = &mut self.entry {
            entry.initial = label.to_owned();
        }
    }

    /// Whether it differs from what was there when the form opened.
    pub fn is_changed(&self) -> bool {
        self.text() != self.initial
    }

    /// What the text is read as.
    pub fn reading(&self, ctx: &Ctx) -> Reading {
        let Some(read) = self.read else { return Reading::Nothing };
        let (text, at) = (self.text(), (ctx.today, ctx.read));
        let mut understood = self.understood.borrow_mut();
        if let Some(known) = understood.as_ref().filter(|known| known.text == text && known.at == at) {
            return known.reading.clone();
        }
        let reading = read(text, ctx);
        *understood = Some(Understood { text: text.to_owned(), at, reading: reading.clone() });
        reading
    }

    /// `false` where the key means nothing here.
    pub fn key(&mut self, key: KeyEvent, ctx: &Ctx) -> bool {
        let taken = match &mut self.content {
            Content::Line(line) => line.key(key),
            Content::Area(area, _) => area.key(key),
            Content::Choice(choice) => choice.key(key),
        };
        if taken {
            self.typed(ctx);
        }
        taken
    }

    /// Puts the cursor before the character at `byte`.
    pub fn go_to(&mut self, byte: usize) {
        match &mut self.content {
            Content::Line(line) => line.go_to(byte),
            Content::Area(area, _) => area.go_to(byte),
            Content::Choice(_) => {}
        }
    }

    /// Chooses what stands in this place, as if it had been typed.
    pub fn choose(&mut self, option: usize, ctx: &Ctx) {
        if let Content::Choice(choice) = &mut self.content {
            choice.choose(option);
            self.typed(ctx);
        }
    }

    /// Puts `text` in the place of what is typed, as if it had been typed.
    pub fn rewrite(&mut self, text: &str, ctx: &Ctx) {
        self.set(text);
        self.typed(ctx);
    }

    pub fn paste(&mut self, text: &str, ctx: &Ctx) {
        match &mut self.content {
            Content::Line(line) => line.paste(text),
            Content::Area(area, _) => area.paste(text),
            Content::Choice(_) => {}
        }
        self.typed(ctx);
    }

    fn typed(&mut self, ctx: &Ctx) {
        self.error = None;
        self.take(Taken::Typed);
        let list = self.suggest.map(|suggest| suggest(self.text(), ctx)).unwrap_or_default();
        self.offered = Offered { list, at: None };
    }

    /// The suggestion that Enter takes: the one that the arrows stand on, else the first record that a word of it begins with
    /// what is typed, unless all of one is typed.
    pub fn to_take(&self) -> Option<&String> {
        let list = &self.offered.list;
        if let Some(at) = self.offered.at {
            return list.get(at);
        }
        let typed = fold(self.text().trim());
        let is_whole = list.iter().any(|one| fold(one) == typed);
        let begins = |one: &&String| fold(one).starts_with(&typed) || fold(one).contains(&format!(" {typed}"));
        list.first().filter(|_| self.picks && !typed.is_empty() && !is_whole).filter(begins)
    }

    /// Takes that suggestion; `false` where there is none.
    pub fn take_offered(&mut self) -> bool {
        let Some(chosen) = self.to_take().cloned() else { return false };
        self.set(&chosen);
        self.offered = Offered::default();
        true
    }
}
