//! What is said in a pop-up in which something is typed: under it, and quietly in its border.

use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::form::Form;

use super::edited::Edited;

/// What is said in a pop-up.
#[derive(Default)]
pub struct Remarks {
    /// Under what is typed.
    pub under: Option<(Role, String)>,
    /// Who has saved it elsewhere.
    pub saved_by: String,
}

impl Remarks {
    /// Says something under what is typed.
    pub fn say(&mut self, role: Role, words: impl Into<String>) {
        self.under = Some((role, words.into()));
    }

    /// In the border: who has saved it elsewhere, else what others did to the record that is changed.
    pub fn quiet(&self, edited: Option<&Edited>, ctx: &Ctx) -> String {
        match edited {
            Some(edited) if self.saved_by.is_empty() => edited.said(ctx),
            _ => self.saved_by.clone(),
        }
    }

    /// Both changed the same: it is to be decided in the form.
    pub fn clash(&mut self, ctx: &Ctx) {
        self.say(Role::Warning, say!(ctx.text, "form-clashes"));
    }

    /// The same once all of it is decided.
    pub fn decided(&mut self, form: &Form, ctx: &Ctx) {
        let asks = |(_, words): &(Role, String)| *words == say!(ctx.text, "form-clashes");
        if !form.is_undecided() && self.under.as_ref().is_some_and(asks) {
            self.say(Role::Good, say!(ctx.text, "form-decided"));
        }
    }
}
