//! Drafts between sessions: whose is gone on with, whose can be taken over, and what is told of what others do with one's own.

use uuid::Uuid;

use super::App;
use super::opened::{Look, News, Opened};
use crate::explain;
use crate::say;
use crate::store::MadeIn;
use crate::store::drafts::{Draft, SavedBy};
use crate::tui::ctx::Ctx;
use crate::tui::effect::Effect;
use crate::tui::popups::draft;
use crate::tui::popups::edited::when;
use crate::tui::widgets::toast::Toast;

impl App {
    /// Looks what became of the drafts of open forms.
    pub(super) fn follow_drafts(&mut self) {
        let under_way = &self.drafts.under_way;
        let Self { world, popups, .. } = self;
        let writer = world.writer();
        let look = Look { drafts: &world.drafts, under_way, held: &world.held, saved: &world.saved };
        let (mut effects, mut told) = (Vec::new(), Vec::new());
        for opened in popups.iter_mut() {
            let (more, news) = opened.follow(&look, &writer);
            effects.extend(more);
            told.extend(news.map(|news| {
                let text = &world.choices.text;
                let made_in = |session: &str| explain::made_in(text, &MadeIn::of(session));
                match news {
                    News::GoesOn(session) => say!(text, "toast-draft-goes-on", session = made_in(&session)),
                    News::Saved(by) => {
                        let who = world.with(|ctx| saved_by(&by, ctx));
                        opened.popup.saved_by(say!(text, "draft-saved-by", who = who));
                        say!(text, "toast-draft-saved-there", session = made_in(&by.session))
                    }
                }
            }));
        }
        self.keep(effects);
        told.into_iter().for_each(|words| self.say(Toast::warning(words)));
    }

    /// Before what another session has saved already is saved here once more: whether it is to be.
    pub(super) fn asks_first(&mut self) -> bool {
        let Self { world, popups, .. } = self;
        let Some(opened) = popups.last_mut() else { return false };
        let who = opened.ask_once().map(|by| world.with(|ctx| saved_by(by, ctx)));
        let words = who.map(|who| say!(world.choices.text, "draft-save-again", who = who));
        words.map(|words| opened.popup.tell(words)).is_some()
    }

    /// The pop-up that is about to open goes on with a draft that belongs in it, or says whose could be taken over.
    pub(super) fn look_for_draft(&mut self, opened: &mut Opened) {
        let Some(of) = opened.popup.draft_of() else { return };
        let wanted = self.drafts.wanted.take();
        let (draft, offered) = self.world.with(|ctx| {
            let wanted = wanted.and_then(|id| ctx.drafts.iter().find(|draft| draft.id == id && of.fits(draft)));
            (wanted.or_else(|| ctx.draft_of(&of)).cloned(), ctx.draft_of_others(&of).cloned())
        });
        match (draft, offered) {
            (Some(draft), _) => self.go_on_with(&draft, opened),
            (None, Some(theirs)) => {
                opened.popup.tell(self.offer(&theirs));
                opened.offered = Some(theirs.id);
                // Who writes it may have ended meanwhile.
                self.effects.push(Effect::ListDrafts);
            }
            (None, None) => {}
        }
    }

    /// Where a form is open in which nothing is typed yet, and the session has ended that had the draft for it open, it goes on
    /// with that.
    pub(super) fn go_on_with_free(&mut self) {
        for at in 0..self.popups.len() {
            let Some(offered) = self.popups[at].offered.filter(|_| self.popups[at].popup.draft().is_none()) else {
                continue;
            };
            let free = self.world.with(|ctx| {
                let of = ctx.drafts.iter().find(|draft| draft.id == offered);
                of.filter(|draft| ctx.is_free(draft)).cloned()
            });
            if let Some(draft) = free {
                let mut opened = self.popups.remove(at);
                self.go_on_with(&draft, &mut opened);
                self.popups.insert(at, opened);
            }
        }
    }

    /// What is typed in another session is gone on with here, if nothing is typed here yet.
    pub(super) fn take_over(&mut self, offered: Uuid) {
        let Some(mut opened) = self.popups.pop() else { return };
        let theirs = self.world.drafts.iter().find(|draft| draft.id == offered).cloned();
        match theirs {
            Some(_) if opened.popup.draft().is_some() => {
                self.say(Toast::warning(say!(self.world.choices.text, "toast-draft-take-typed")));
            }
            Some(theirs) => self.go_on_with(&theirs, &mut opened),
            None => {}
        }
        self.popups.push(opened);
    }

    fn go_on_with(&mut self, draft: &Draft, opened: &mut Opened) {
        let held = self.world.held.contains(&draft.id);
        self.world.with(|ctx| opened.popup.resume(&draft::typed(draft), ctx));
        opened.resumed(draft, held);
        if held {
            let session = explain::made_in(&self.world.choices.text, &MadeIn::of(&draft.session));
            opened.popup.tell(say!(self.world.choices.text, "draft-taken", session = session));
        }
        if let Some(by) = self.world.saved.get(&draft.id).cloned() {
            let who = self.world.with(|ctx| saved_by(&by, ctx));
            opened.popup.saved_by(say!(self.world.choices.text, "draft-saved-by", who = who));
            opened.is_saved(by);
        }
        if opened.popup.draft().is_some() {
            let kept = opened.keep(&self.world.writer(), true);
            self.keep(kept);
        }
    }

    /// Whose draft it is that could be taken over, and how.
    fn offer(&self, theirs: &Draft) -> String {
        let text = &self.world.choices.text;
        if self.world.held.contains(&theirs.id) {
            say!(
                text,
                "draft-offer-open",
                session = self.world.with(|ctx| where_is(&theirs.author, &theirs.session, ctx))
            )
        } else {
            say!(text, "draft-offer-left", author = theirs.author.as_str())
        }
    }
}

/// In which session a draft is open: `screen on pts/3`; of somebody else with who it is.
fn where_is(author: &str, session: &str, ctx: &Ctx) -> String {
    let session = explain::made_in(ctx.text, &MadeIn::of(session));
    if author == ctx.author { session } else { format!("{author}, {session}") }
}

/// Who has saved a draft that was taken over, and when: `screen on pts/3, 09:31`.
fn saved_by(by: &SavedBy, ctx: &Ctx) -> String {
    say!(ctx.text, "meanwhile-who", who = where_is(&by.author, &by.session, ctx), when = when(by.at, ctx))
}
