//! What others did to what is typed about here: a save that was refused is brought back to its form, what was deleted meanwhile
//! can be brought back, and what a save was merged with is said.

use super::App;
use crate::say;
use crate::store::{Committed, Conflict, Entry, Met, Seq};
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Effect, Problem};
use crate::tui::popups::bring_back;
use crate::tui::popups::edited::{author, edited_fields, what, who};
use crate::tui::popups::palette::Goal;
use crate::tui::widgets::toast::Toast;

/// Of others' sets that a save was merged with, so many are named.
const NAMED: usize = 2;

impl App {
    /// What the pop-up at `place` wanted to save is in conflict with what others did.
    pub(super) fn conflicted(&mut self, place: usize, conflicts: &[Conflict], words: String) {
        // It was meant for what comes after saving: in the form it would be text.
        self.waiting.clear();
        if let Some(gone) = conflicts.iter().find(|one| one.theirs.is_none()) {
            return self.ask_whether_to_bring_back(place, &gone.by);
        }
        let Self { world, popups, .. } = self;
        let outcome = world.with(|ctx| popups[place].popup.conflicted(conflicts, words, ctx));
        self.carry_out(outcome);
    }

    /// What is open at `place` is about something that `by` took away.
    pub(super) fn ask_whether_to_bring_back(&mut self, place: usize, by: &Entry) {
        let words = self.world.with(|ctx| say!(ctx.text, "gone-said", who = who(by, ctx), what = what(by, ctx)));
        self.popups[place].popup.failed(words);
        let question = self.world.with(|ctx| bring_back::ask(by, ctx));
        self.open(question);
    }

    pub(super) fn bring_back(&mut self, set: Seq) {
        self.bringing_back = true;
        self.effects.push(Effect::BringBack(set));
    }

    /// What was deleted is there again: what was typed is saved.
    pub(super) fn brought_back(&mut self, result: Result<Entry, Problem>) {
        self.bringing_back = false;
        let after = self.drafts.after.take();
        match result {
            Ok(_) => {
                self.refresh(&[]);
                self.refill();
                if let Some(draft) = after {
                    let outcome = self.world.with(|ctx| Goal::Draft(draft).reach(ctx));
                    return self.carry_out(outcome);
                }
                let Self { world, popups, tabs, .. } = self;
                if let Some(opened) = popups.last_mut() {
                    // The selection has gone on from them meanwhile.
                    let people = opened.popup.draft_of().map(|of| of.on.people()).unwrap_or_default();
                    people.first().into_iter().for_each(|id| tabs.all().for_each(|screen| screen.select(*id)));
                    let outcome = world.with(|ctx| opened.popup.save_again(ctx));
                    self.carry_out(outcome);
                }
            }
            Err(problem) => {
                let words = self.words(&problem);
                match self.popups.last_mut() {
                    Some(opened) => opened.popup.failed(words),
                    None => self.say(Toast::error(words)),
                }
            }
        }
    }
}

/// What is said of others whose changes stand beside those of a save: `phone stays as ben changed it meanwhile`.
pub(super) fn met(committed: &Committed, ctx: &Ctx) -> Vec<String> {
    let mut known: Vec<Seq> = Vec::new();
    let mut said = Vec::new();
    for Met { by, same, .. } in &committed.met {
        if *same || known.contains(&by.seq) || known.len() == NAMED {
            continue;
        }
        known.push(by.seq);
        let who = author(by, ctx);
        said.push(match edited_fields(by, ctx) {
            Some(what) => say!(ctx.text, "meanwhile-met", who = who, what = what),
            None => say!(ctx.text, "meanwhile-met-done", who = who, what = what(by, ctx)),
        });
    }
    said
}

/// What is said where nothing was left to be saved: others had done all of it, or it changes nothing.
pub(super) fn same(committed: &Committed, ctx: &Ctx) -> Option<String> {
    let met = committed.met.iter().find(|met| met.same);
    committed.same.then(|| match met {
        Some(met) => say!(ctx.text, "meanwhile-same", who = who(&met.by, ctx)),
        None => say!(ctx.text, "toast-nothing-changed"),
    })
}
