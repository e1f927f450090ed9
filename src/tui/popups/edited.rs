//! A record that is changed in a form, and what others do to it meanwhile.
//!
//! Owns saving at the position at which the record was read, the quiet line on what others have done since, and bringing theirs and
//! the own together in the form. How two texts stand at a field is the form's, what can be merged without a question the store's.

use chrono::{DateTime, FixedOffset};

use crate::domain::act;
use crate::domain::change::{Act, Label};
use crate::domain::merge::{Side, merge_taking};
use crate::domain::record::{Record, RecordId};
use crate::explain;
use crate::say;
use crate::store::{Conflict, Entry, MadeIn, Seq};
use crate::text::{days, label};
use crate::tui::ctx::Ctx;
use crate::tui::effect::Save;
use crate::tui::popups::work::Work;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::form::clashes::{Sides, Texts};

/// How often what both did is brought together without a question before it is given up: others save and save.
const AGAIN: u8 = 5;

/// What stands in each field of a form for a record, by the fields' names.
pub type Write = fn(&Record, &Ctx) -> Texts;

/// A record as a form has it.
pub struct Edited {
    before: Box<Record>,
    read: Seq,
    write: Write,
    /// How often it was saved again without a question.
    again: u8,
}

/// What a refused save comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Both changed the same: it is to be decided in the form.
    Open,
    /// Nothing is left to be decided: it can be saved again.
    Again,
    /// It is none of the form's.
    Other,
}

impl Edited {
    /// A record that is no older than the position.
    pub fn new(before: impl Into<Record>, read: Seq, write: Write) -> Self {
        Self { before: Box::new(before.into()), read, write, again: 0 }
    }

    pub fn before(&self) -> &Record {
        &self.before
    }

    pub fn read(&self) -> Seq {
        self.read
    }

    pub fn id(&self) -> RecordId {
        self.before.id()
    }

    /// Saves it as it is to be.
    pub fn save(&self, after: impl Into<Record>, ctx: &Ctx) -> Save {
        let (before, after) = (Record::clone(&self.before), after.into());
        Work::of(ctx).read_at(self.read).act(move |given, _| Ok(act::edit(given, before, after, Vec::new())))
    }

    /// What others did since the form has it, for a quiet line.
    pub fn said(&self, ctx: &Ctx) -> String {
        let Some(entry) = ctx.done_by_others(self.id(), self.read) else { return String::new() };
        let who = author(entry, ctx);
        match edited_fields(entry, ctx) {
            Some(what) => say!(ctx.text, "meanwhile-changed", who = who, what = what),
            None => say!(ctx.text, "meanwhile-done", who = who, what = what(entry, ctx)),
        }
    }

    /// It couldn't be saved because of these: what others did is brought into the form.
    pub fn refused(&mut self, form: &mut Form, conflicts: &[Conflict], ctx: &Ctx) -> Refused {
        let of_it = conflicts.iter().find(|one| one.id == self.id());
        let Some(Conflict { base: Some(base), mine: Some(own), theirs: Some(theirs), by, at, .. }) = of_it else {
            return Refused::Other;
        };
        let taking = |side| (self.write)(&merge_taking(base, own, theirs, ctx.book, &|_| side).record, ctx);
        let sides = Sides {
            base: (self.write)(base, ctx),
            own: (self.write)(own, ctx),
            theirs: (self.write)(theirs, ctx),
            taking_own: taking(Side::Mine),
            taking_theirs: taking(Side::Theirs),
        };
        let is_open = form.meet(&sides, &who(by, ctx));
        (self.before, self.read) = (Box::new(theirs.clone()), *at);
        self.again += 1;
        match is_open {
            true => Refused::Open,
            false if self.again < AGAIN => Refused::Again,
            false => Refused::Other,
        }
    }
}

/// Who did it, for the user: another one by name, the user's own other session by where it runs.
pub fn author(entry: &Entry, ctx: &Ctx) -> String {
    if entry.author == ctx.author {
        explain::made_in(ctx.text, &MadeIn::of(&entry.session))
    } else {
        entry.author.clone()
    }
}

/// What was done, or taken back, in words.
pub fn what(entry: &Entry, ctx: &Ctx) -> String {
    let said = label::said(ctx.text, &entry.label, ctx.today);
    if entry.undoes.is_some() { say!(ctx.text, "toast-others-undid", said = said) } else { said }
}

/// The fields that it changed, by the forms' names, where it was an edit that names them.
pub fn edited_fields(entry: &Entry, ctx: &Ctx) -> Option<String> {
    if entry.label.act != Act::Edit || entry.undoes.is_some() {
        return None;
    }
    let of_form = entry
        .label
        .what
        .split_whitespace()
        .map(|name| if matches!(name, "job" | "jobs") { "company role" } else { name });
    let what = of_form.collect::<Vec<_>>().join(" ");
    label::fields(ctx.text, &Label { what, ..entry.label.clone() })
}

/// Who did it, and when: `ben, 09:31`.
pub fn who(entry: &Entry, ctx: &Ctx) -> String {
    say!(ctx.text, "meanwhile-who", who = author(entry, ctx), when = when(entry.at, ctx))
}

/// When it was, by the clock here; on another day with the day.
pub fn when(at: DateTime<FixedOffset>, ctx: &Ctx) -> String {
    let at = at.with_timezone(ctx.now.offset());
    match at.date_naive() == ctx.now.date_naive() {
        true => days::time(at.time()),
        false => days::moment(ctx.text, at.date_naive(), Some(at.time()), ctx.today),
    }
}
