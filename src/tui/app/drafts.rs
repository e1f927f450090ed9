//! Drafts: when they are kept, and what is said of them. Nothing typed is lost, however the session ends.

use std::collections::HashSet;

use uuid::Uuid;

use super::App;
use crate::explain;
use crate::say;
use crate::store::MadeIn;
use crate::store::drafts::Draft;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Effect, Problem};
use crate::tui::popups::draft::{self, DraftOf};
use crate::tui::widgets::toast::Toast;

/// Of the drafts that are there at the start, so many are named.
const NAMED: usize = 3;

/// What the app keeps in mind of drafts.
#[derive(Default)]
pub(super) struct Drafts {
    /// Whether those that were there at the start were named.
    named: bool,
    /// Those that are being written.
    pub under_way: Vec<Draft>,
    /// Whether they can't be kept on the disk at the moment.
    failing: bool,
    /// The one that the next form to open goes on with: it was chosen.
    pub wanted: Option<Uuid>,
    /// The one that is opened once what it stands on is brought back.
    pub after: Option<Uuid>,
}

impl Drafts {
    /// Whether what was typed is in memory alone and can't be kept on the disk.
    pub fn are_in_memory(&self) -> bool {
        self.failing && !self.under_way.is_empty()
    }
}

impl App {
    /// What is typed and not on the disk yet: to be kept as drafts when the session ends, however it ends.
    pub fn unsaved(&self) -> Vec<Draft> {
        let writer = self.world.writer();
        let typed: Vec<Draft> = self.popups.iter().filter_map(|opened| opened.unsaved(&writer, false)).collect();
        let is_typed = |draft: &Draft| typed.iter().any(|one| one.id == draft.id);
        let under_way: Vec<Draft> = self.drafts.under_way.iter().filter(|draft| !is_typed(draft)).cloned().collect();
        typed.into_iter().chain(under_way).collect()
    }

    /// Keeps what has rested, or has been typed for long enough.
    pub(super) fn keep_due_drafts(&mut self) {
        let now = self.world.now.instant;
        let writer = self.world.writer();
        let mut due = Vec::new();
        for opened in &mut self.popups {
            opened.look(now);
            if opened.popup.left_field() {
                opened.left(now);
            }
            due.extend(opened.keep_due(now, &writer));
        }
        self.keep(due);
    }

    /// Keeps all that is typed, now: the session is about to stand still.
    pub fn keep_drafts(&mut self) -> Vec<Effect> {
        let now = self.world.now.instant;
        let writer = self.world.writer();
        let mut typed = Vec::new();
        for opened in &mut self.popups {
            opened.look(now);
            typed.extend(opened.keep(&writer, true));
        }
        self.keep(typed);
        std::mem::take(&mut self.effects)
    }

    /// The topmost pop-up goes away; what was typed in it is kept, and that is said.
    pub(super) fn close(&mut self) {
        let Some(mut opened) = self.popups.pop() else { return };
        let had = opened.has_draft();
        let kept = opened.keep(&self.world.writer(), false);
        self.keep(kept);
        if opened.is_saved_elsewhere() {
        } else if opened.popup.draft().is_some() && self.drafts.are_in_memory() {
            self.say(Toast::warning(say!(self.world.choices.text, "toast-draft-in-memory")));
        } else if opened.popup.draft().is_some() {
            self.say(Toast::good(say!(self.world.choices.text, "toast-draft-kept")));
        } else if had {
            self.say_thrown_away(opened.popup.draft_of());
        }
    }

    /// The topmost pop-up goes away, and what was typed in it with it, for good.
    pub(super) fn throw_away(&mut self) {
        let Some(mut opened) = self.popups.pop() else { return };
        let gone = opened.throw_away();
        self.keep(gone);
        self.say_thrown_away(opened.popup.draft_of());
    }

    /// Says that a draft is gone, and if there is another for the same form: that one comes when it is opened again.
    fn say_thrown_away(&mut self, of: Option<DraftOf>) {
        let is_left = self.world.with(|ctx| of.is_some_and(|of| ctx.draft_of(&of).is_some()));
        let text = &self.world.choices.text;
        let words = if is_left { say!(text, "toast-draft-gone-other") } else { say!(text, "toast-draft-gone") };
        self.say(Toast::good(words));
    }

    /// Drafts on their way to the disk are known at once: what was just closed may be opened again before they are there.
    pub(super) fn keep(&mut self, drafts: impl IntoIterator<Item = Effect>) {
        for effect in drafts {
            self.world.foresee(&effect);
            let under_way = &mut self.drafts.under_way;
            match &effect {
                Effect::SaveDraft(draft) => {
                    under_way.retain(|one| one.id != draft.id);
                    under_way.push(draft.clone());
                }
                Effect::RemoveDraft(id) => under_way.retain(|one| one.id != *id),
                Effect::RemoveTaken(draft) => under_way.retain(|one| one.id != draft.id),
                _ => {}
            }
            self.effects.push(effect);
        }
    }

    /// What is on the disk now. The first time, at the start, it is said whose drafts there are.
    pub(super) fn drafts_are(&mut self, drafts: Vec<Draft>, held: HashSet<Uuid>) {
        self.drafts.under_way.retain(|draft| !drafts.contains(draft));
        self.drafts.failing &= !self.drafts.under_way.is_empty();
        // What isn't on the disk yet is known all the same.
        let under_way = self.drafts.under_way.iter().rev().cloned();
        let known = drafts.into_iter().filter(|draft| self.drafts.under_way.iter().all(|one| one.id != draft.id));
        self.world.drafts = under_way.chain(known).collect();
        self.world.held = held;
        self.follow_drafts();
        self.go_on_with_free();
        let Self { world, popups, .. } = self;
        world.with(|ctx| popups.iter_mut().for_each(|opened| opened.popup.others_changed(&[], ctx)));
        if !std::mem::replace(&mut self.drafts.named, true) && !self.world.drafts.is_empty() {
            let (names, count) = self.world.with(|ctx| (whose(ctx), ctx.drafts.len()));
            let key = self.world.choices.keys.shown(Action::Palette);
            self.say_later(Toast::warning(say!(
                self.world.choices.text,
                "toast-drafts",
                count = count,
                names = names,
                key = key
            )));
            self.refresh(&[]);
        }
    }

    /// A draft can't be kept on the disk: that is said once, and tried again for as long as it is so.
    pub(super) fn unkept(&mut self, problem: &Problem) {
        self.effects.push(Effect::LookAtPlace);
        if !std::mem::replace(&mut self.drafts.failing, true) {
            let reason = self.words(problem);
            self.say(Toast::error(say!(self.world.choices.text, "toast-draft-unkept", reason = reason)));
        }
        self.look_again_soon();
    }

    /// Tries once more to keep what could not be kept.
    pub(super) fn keep_again(&mut self) {
        let again: Vec<Effect> = match self.drafts.failing {
            true => self.drafts.under_way.iter().cloned().map(Effect::SaveDraft).collect(),
            false => Vec::new(),
        };
        self.effects.extend(again);
    }
}

/// On whom drafts stand and in which form, the first three, and how many more there are; of what is open elsewhere with where
/// that is.
fn whose(ctx: &Ctx) -> String {
    let mut names: Vec<String> = Vec::new();
    for draft in ctx.drafts {
        let name = match draft::whom(draft, ctx) {
            name if name.is_empty() => say!(ctx.text, "draft-new"),
            name => name,
        };
        let session = ctx.held.contains(&draft.id).then(|| explain::made_in(ctx.text, &MadeIn::of(&draft.session)));
        let aside: Vec<String> = std::iter::once(draft::form(draft, ctx)).chain(session).collect();
        names.push(format!("{name} ({})", aside.join(", ")));
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    match more {
        0 => names.join(", "),
        more => say!(ctx.text, "draft-and-more", names = names.join(", "), count = more),
    }
}
