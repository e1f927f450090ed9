//! What a field is in its form: in which group it stands, whether it is shown before it is asked for, whether there may be
//! several of it, and the label that each of several has.

use std::borrow::Cow;

use super::clash::Taken;
use super::{Field, Offered};
use crate::tui::ctx::Ctx;

/// Behind an entry's name: its label, in drafts.
const LABEL: &str = ".label";

/// What a field is in its form.
#[derive(Debug, Clone, Default)]
pub struct Kind {
    /// The heading of its group, if it begins one.
    pub heading: Option<String>,
    /// It is shown when it is filled or asked for, not before.
    pub extra: bool,
    /// There may be several: `mail`, `mail.2`, `mail.3`.
    pub many: bool,
    /// The labels that are usual, as they are kept; others may be typed.
    pub labels: &'static [&'static str],
    /// The label is all that it is called: a field of the user's own.
    pub own_name: bool,
    /// What stands between two texts in it, where both can stand in it.
    pub between: Option<&'static str>,
    /// What else it may be called where fields are added.
    pub synonyms: String,
}

/// The label of one of several: "work" at a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    pub now: String,
    pub(super) initial: String,
}

impl Field {
    /// It begins a group.
    pub fn heads(mut self, heading: impl Into<String>) -> Self {
        self.kind.heading = Some(heading.into());
        self
    }

    /// It is shown when it is filled or asked for, not before.
    pub fn extra(mut self) -> Self {
        self.kind.extra = true;
        self
    }

    /// There may be several of it.
    pub fn many(mut self) -> Self {
        self.kind.many = true;
        self
    }

    /// Each has a label: one of the usual ones, as they are kept, or one that is typed.
    pub fn labelled(mut self, usual: &'static [&'static str]) -> Self {
        self.kind.labels = usual;
        self.entry = Some(Label::default());
        self
    }

    /// A field of the user's own: what it is called is its label.
    pub fn of_own_name(mut self) -> Self {
        self.kind.own_name = true;
        self.entry = Some(Label::default());
        self
    }

    /// What else it may be called where fields are added, with blanks between.
    pub fn also_called(mut self, words: impl Into<String>) -> Self {
        self.kind.synonyms = words.into();
        self
    }

    /// The name without its number: `mail` of `mail.2`.
    pub fn base(&self) -> &str {
        base(&self.name)
    }

    /// Which of several it is, from 1 on.
    pub fn number(&self) -> usize {
        number(&self.name)
    }

    /// Empty, as it is added: the `number`th of its kind.
    pub(in crate::tui::widgets) fn another(&self, number: usize) -> Self {
        let base = self.base();
        let name = if number > 1 { Cow::Owned(format!("{base}.{number}")) } else { Cow::Owned(base.to_owned()) };
        let mut field = self.clone();
        field.set("");
        Self {
            name,
            initial: field.text().to_owned(),
            entry: field.entry.take().map(|_| Label::default()),
            hidden: false,
            error: None,
            offered: Offered::default(),
            clash: None,
            was: None,
            ..field
        }
    }

    /// Its label as it stands now; empty for a field without.
    pub fn entry_label(&self) -> &str {
        self.entry.as_ref().map_or("", |label| label.now.trim())
    }

    /// Gives it a label, if it is of a kind that has one.
    pub fn relabel(&mut self, label: &str) {
        if let Some(entry) = &mut self.entry {
            label.trim().clone_into(&mut entry.now);
        }
    }

    /// Takes `label` for what was there when the form opened; one that was given since stays. Whether both differ.
    pub(in crate::tui::widgets) fn rebase_label(&mut self, label: &str) -> bool {
        let Some(entry) = &mut self.entry else { return false };
        let both = entry.now != entry.initial && entry.initial != label && entry.now != label;
        if entry.now == entry.initial {
            label.clone_into(&mut entry.now);
        }
        label.clone_into(&mut entry.initial);
        both
    }

    /// Whether it has another label than when the form opened.
    pub fn is_relabelled(&self) -> bool {
        self.entry.as_ref().is_some_and(|label| label.now != label.initial)
    }

    /// As it stands before the field: `Phone (mobile)`; a field of the user's own by its name.
    pub fn caption(&self, ctx: &Ctx) -> String {
        match self.entry_label() {
            "" => self.label.clone(),
            own if self.kind.own_name => own.to_owned(),
            label => format!("{} ({})", self.label, crate::text::names::label(ctx.text, label)),
        }
    }

    /// Whether it can be taken away: it was asked for, or it is one of several.
    pub fn can_go(&self) -> bool {
        self.kind.extra || self.number() > 1 || (self.kind.many && !self.text().is_empty())
    }

    /// Takes it away: what stood in it is gone when it is saved.
    pub(in crate::tui::widgets) fn go_away(&mut self) {
        self.set("");
        self.error = None;
        self.offered = Offered::default();
        self.take(Taken::Typed);
        self.hidden = self.kind.extra || self.number() > 1;
        if let (Some(entry), true) = (&mut self.entry, self.hidden) {
            entry.now.clone_from(&entry.initial);
        }
    }

    /// Whether nothing stands in it, now or when the form opened, and nobody asked for it.
    pub(in crate::tui::widgets) fn is_idle(&self) -> bool {
        (self.kind.extra || self.number() > 1) && self.initial.is_empty() && self.text().is_empty()
    }
}

/// A field's name without its number and without its label: `mail` of `mail.2.label`.
pub fn base(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Which of several a name means, from 1 on.
pub fn number(name: &str) -> usize {
    name.split('.').nth(1).and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// The name of the field whose label this name means; `None` for a name that means a field.
pub fn of_label(name: &str) -> Option<&str> {
    name.strip_suffix(LABEL)
}

/// The name under which a field's label is kept in drafts.
pub fn label_name(field: &str) -> String {
    format!("{field}{LABEL}")
}
