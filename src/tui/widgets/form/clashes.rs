//! A form whose record others have changed meanwhile: what only one side changed is taken from that side; where both changed the
//! same field both texts stand at it, and one of them has to be taken before the form can be saved.

use std::collections::{BTreeSet, HashMap};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Form;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::widgets::field::clash::{Clash, Entry, Taken};
use crate::tui::widgets::field::kind::{label_name, of_label};
use crate::tui::widgets::field::{Content, Field, Offered};

/// What stands in each field, by its name.
pub type Texts = Vec<(String, String)>;

/// The sides of a record, as a form writes them.
pub struct Sides {
    /// As both sides had it before.
    pub base: Texts,
    /// As the form was to be saved, and as others have saved it.
    pub own: Texts,
    pub theirs: Texts,
    /// Both brought together, where of what both changed the own is taken, or theirs.
    pub taking_own: Texts,
    pub taking_theirs: Texts,
}

/// One of the sides.
struct Side<'a>(HashMap<&'a str, &'a str>);

impl<'a> Side<'a> {
    fn of(texts: &'a Texts) -> Self {
        Self(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect())
    }

    fn at(&self, name: &str) -> Entry {
        let get = |name: &str| self.0.get(name).copied().unwrap_or_default().to_owned();
        Entry { text: get(name), label: get(&label_name(name)) }
    }
}

impl Form {
    /// Brings in what others did, whose words are `by`; what was typed stays. Whether there is something to be decided: then the
    /// focus is there.
    pub fn meet(&mut self, sides: &Sides, by: &str) -> bool {
        let all = [&sides.base, &sides.own, &sides.theirs, &sides.taking_own, &sides.taking_theirs];
        let named = all.into_iter().flatten().map(|(name, _)| of_label(name).unwrap_or(name).to_owned());
        let there = self.fields.iter().map(|field| field.name.to_string());
        let names: BTreeSet<String> = named.chain(there).collect();
        let [base, own, theirs, taking_own, taking_theirs] = all.map(Side::of);
        for name in &names {
            let at = |side: &Side| side.at(name);
            let empty =
                [&own, &theirs, &taking_own, &taking_theirs].into_iter().all(|side| at(side) == Entry::default());
            if empty && self.place(name).is_none() {
                continue;
            }
            let is_focused = self.focused() == name;
            let Some(field) = self.make(name) else { continue };
            let (ours, others) = (at(&taking_own), at(&taking_theirs));
            let (base, own) = (at(&base), at(&own));
            // Of several, those that stand at the same number needn't be the same.
            let by_one = !field.kind.many && (own == base || others == base);
            let clashes = ours != others && !by_one;
            let now = if ours != others && own == base { others.clone() } else { ours };
            field.begin_anew(&at(&theirs), &now, &own);
            field.clash =
                clashes.then(|| Clash { own: field.stands(), theirs: others, by: by.to_owned(), taken: None });
            field.hidden = !is_focused && !clashes && field.is_idle();
        }
        let first = self.fields.iter().position(Field::is_undecided);
        self.focus = first.unwrap_or(self.focus);
        if self.fields.get(self.focus).is_none_or(|field| field.hidden) {
            let in_sight = self.in_sight().next().map(|(place, _)| place);
            self.focus = in_sight.unwrap_or(0);
        }
        first.is_some()
    }

    /// Whether there is a field at which nothing is decided.
    pub fn is_undecided(&self) -> bool {
        self.fields.iter().any(|field| field.is_undecided() && !field.hidden)
    }

    /// The first field at which nothing is decided gets the focus, and a word; whether there is one.
    pub(super) fn is_left_open(&mut self, ctx: &Ctx) -> bool {
        let Some(place) = self.fields.iter().position(|field| field.is_undecided() && !field.hidden) else {
            return false;
        };
        self.focus = place;
        self.fields[place].error = Some(say!(ctx.text, "form-clash-open"));
        true
    }

    /// Whether the key decides which text stands in the focused field.
    pub(super) fn decides(&mut self, key: KeyEvent) -> bool {
        let taken = match key.code {
            KeyCode::Char('t') if key.modifiers == KeyModifiers::CONTROL => Taken::Theirs,
            KeyCode::Char('o') if key.modifiers == KeyModifiers::CONTROL => Taken::Own,
            KeyCode::Char('p') if key.modifiers == KeyModifiers::CONTROL => Taken::Both,
            _ => return false,
        };
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        if !field.take(taken) {
            return false;
        }
        // Where a value of several went on one side, the others have moved: they belong together.
        let base = field.base().to_owned();
        let is_one_less = |field: &Field| {
            field.clash.as_ref().is_some_and(|clash| clash.own.text.is_empty() || clash.theirs.text.is_empty())
        };
        if field.kind.many && self.fields.iter().any(|field| field.base() == base && is_one_less(field)) {
            for field in self.fields.iter_mut().filter(|field| field.base() == base) {
                field.take(taken);
            }
        }
        true
    }

    /// The keys by which one of two texts is taken, for the footer.
    pub(super) fn clash_hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let Some(field) = self.fields.get(self.focus).filter(|field| field.clash.is_some()) else { return Vec::new() };
        let both = field.takes_both().then(|| ("Ctrl-p".to_owned(), say!(ctx.text, "form-clash-both")));
        let take = [
            ("Ctrl-t".to_owned(), say!(ctx.text, "form-clash-theirs")),
            ("Ctrl-o".to_owned(), say!(ctx.text, "form-clash-own")),
        ];
        take.into_iter().chain(both).collect()
    }
}

impl Field {
    /// Takes `initial` for what was there when the form opened, and puts `now` into it; where that is what was to be saved
    /// already what was typed stays as it was typed.
    fn begin_anew(&mut self, initial: &Entry, now: &Entry, own: &Entry) {
        if now.text != own.text {
            self.set(&now.text);
        }
        if now.label != own.label {
            self.relabel(&now.label);
        }
        self.rest_on(&initial.text, &initial.label);
        self.offered = Offered::default();
        self.error = None;
    }

    /// An option of a choice by its words; any other text as it is.
    pub(super) fn words<'a>(&'a self, text: &'a str) -> &'a str {
        match &self.content {
            Content::Choice(choice) => choice.words(text),
            Content::Line(_) | Content::Area(..) => text,
        }
    }
}
