//! Which fields a form has: those it begins with, those that come because something stands in them or because they are asked
//! for, and those that are taken away.

use super::{Form, Pressed, WAS};
use crate::tui::widgets::field::kind::{base, label_name, number, of_label};
use crate::tui::widgets::field::{Content, Field};

impl Form {
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    pub(super) fn field_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.name == name)
    }

    /// The fields that are shown, with their places.
    pub(super) fn in_sight(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.fields.iter().enumerate().filter(|(_, field)| !field.hidden)
    }

    /// Where a kind stands among the kinds.
    fn kind_at(&self, base: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.base() == base)
    }

    /// The field of this name, which is made if there can be one and isn't.
    pub(super) fn make(&mut self, name: &str) -> Option<&mut Field> {
        if self.place(name).is_none() {
            let (base, number) = (base(name), number(name));
            let kind = self.kind_at(base)?;
            if number > 1 && !self.kinds[kind].kind.many {
                return None;
            }
            let order = (kind, number);
            let before = |field: &Field| (self.kind_at(field.base()).unwrap_or(usize::MAX), field.number()) < order;
            let place = self.fields.iter().position(|field| !before(field)).unwrap_or(self.fields.len());
            self.fields.insert(place, self.kinds[kind].another(number));
            if self.fields.len() > 1 && place <= self.focus {
                self.focus += 1;
            }
        }
        self.field_mut(name)
    }

    /// Puts `text` into the field of this name, or gives it a label if it is a label's name.
    pub fn set(&mut self, name: &str, text: &str) {
        if let Some(field) = of_label(name) {
            if let Some(field) = self.make(field) {
                field.relabel(text);
            }
        } else if let Some(field) = self.make(name) {
            field.set(text);
            field.hidden = false;
        }
    }

    /// Puts in what stands there now: what differs from it is typed from here on.
    pub fn begin(&mut self, texts: &[(String, String)]) {
        for (name, text) in texts {
            self.rebase(name, text);
        }
    }

    /// The names of all fields that there are, and of their labels.
    pub fn names(&self) -> Vec<String> {
        let names = |field: &Field| {
            let label = field.entry.as_ref().map(|_| label_name(&field.name));
            [Some(field.name.to_string()), label].into_iter().flatten()
        };
        self.fields.iter().flat_map(names).collect()
    }

    /// Takes `text` for what was there when the form opened; what was typed stays. Whether it was changed on both sides.
    pub fn rebase(&mut self, name: &str, text: &str) -> bool {
        let field = of_label(name).unwrap_or(name);
        if text.is_empty() && self.place(field).is_none() {
            return false;
        }
        let is_focused = self.focused() == field;
        let is_label = field != name;
        let Some(field) = self.make(field) else { return false };
        if is_label {
            return field.rebase_label(text);
        }
        let both = field.rebase(text);
        field.hidden = !is_focused && !both && field.is_idle();
        both
    }

    /// Takes `text`, which has come late, for what was there when the form opened; what was typed goes behind it.
    pub fn fill(&mut self, name: &str, text: &str) {
        match of_label(name) {
            Some(_) => {
                self.rebase(name, text);
            }
            None if text.is_empty() && self.place(name).is_none() => {}
            None => {
                if let Some(field) = self.make(name) {
                    field.fill(text);
                }
            }
        }
    }

    /// What was typed, by name: for a draft. Fields that nobody touched are not in it.
    pub fn typed(&self) -> Vec<(String, String)> {
        let mut typed = Vec::new();
        for field in &self.fields {
            if field.is_changed() {
                typed.push((field.name.to_string(), field.text().to_owned()));
            }
            if field.is_relabelled() {
                typed.push((label_name(&field.name), field.entry_label().to_owned()));
            }
        }
        // Behind what was typed: what it was typed over.
        let changed = self.fields.iter().filter(|field| field.is_changed());
        typed.extend(changed.filter_map(|field| Some((format!("{WAS}{}", field.name), field.begun_on()?.to_owned()))));
        typed
    }

    /// Whether text was typed, not only chosen.
    pub fn has_text(&self) -> bool {
        self.fields.iter().any(|field| field.is_changed() && !matches!(field.content, Content::Choice(_)))
    }

    /// Takes over what was typed earlier.
    pub fn resume(&mut self, typed: &[(String, String)]) {
        for (name, text) in typed {
            if let Some(name) = name.strip_prefix(WAS) {
                if let Some(field) = self.make(name) {
                    field.was = Some(text.clone());
                }
                continue;
            }
            self.set(name, text);
            if let Some(field) = self.field_mut(name) {
                field.was.get_or_insert_default();
            }
        }
    }

    /// What stood there is in the form now, and the draft with it: where others have changed since what was typed over, both
    /// stand there. `by`: words for that.
    pub fn meet_draft(&mut self, by: &str) {
        let mut first = None;
        for (place, field) in self.fields.iter_mut().enumerate() {
            if field.meet_draft(by) {
                first = first.or(Some(place));
            }
        }
        self.focus = first.unwrap_or(self.focus);
    }

    /// Rows that headings take: one above each group of which something is shown.
    pub(super) fn headings(&self) -> u16 {
        self.headed().filter(|(_, heading)| heading.is_some()).count() as u16
    }

    /// The fields that are shown, each with its place and the heading that stands above it, if it is the first of its group.
    pub(super) fn headed(&self) -> impl Iterator<Item = ((usize, &Field), Option<&str>)> {
        let mut last = None;
        self.in_sight().map(move |(place, field)| {
            let at = self.kind_at(field.base()).unwrap_or(0);
            let group = self.kinds[..=at].iter().rposition(|kind| kind.kind.heading.is_some());
            let is_new = group.is_some() && group != last;
            last = group;
            let heading = group.filter(|_| is_new).and_then(|group| self.kinds[group].kind.heading.as_deref());
            ((place, field), heading)
        })
    }

    /// Takes the focused field away, if it may go; the focus goes to the one before.
    pub(super) fn take_away(&mut self) -> Pressed {
        let Some(field) = self.fields.get_mut(self.focus).filter(|field| field.can_go()) else { return Pressed::Here };
        field.go_away();
        if field.hidden {
            let to = self.in_sight().map(|(place, _)| place).take_while(|place| *place < self.focus).last();
            self.focus = to.or_else(|| self.in_sight().next().map(|(place, _)| place)).unwrap_or(0);
        }
        Pressed::Here
    }
}
