//! Contacts that may be one person, pair by pair with the reasons, and both side by side: merged, or told apart for good.
//!
//! Owns the pairs and which is selected. Merging field by field is a pop-up's, how it is painted `paint`'s.

mod paint;

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::contact::told_apart;
use crate::domain::id::ContactId;
use crate::domain::pairs::{Pair, exact_groups, kept_of};
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::store::Entry;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::merge;
use crate::tui::selection::Selection;
use crate::tui::target::Target;
use crate::tui::turns::{Turn, Turns};
use crate::tui::widgets::toast::Toast;

/// The screen's state.
#[derive(Default)]
pub struct DuplicatesScreen {
    pairs: Vec<Pair>,
    list: Selection<(ContactId, ContactId)>,
    /// The book changed since they were looked for.
    stale: bool,
    turns: Turns,
    asked: Option<Turn>,
    /// Whether they were looked for at all.
    is_known: bool,
}

impl DuplicatesScreen {
    pub fn new() -> Self {
        Self { stale: true, ..Self::default() }
    }

    fn pair(&self) -> Option<&Pair> {
        self.pairs.get(self.list.at())
    }

    fn put(&mut self, pairs: Vec<Pair>) {
        self.pairs = pairs;
        self.list.list(self.pairs.iter().map(|pair| (pair.one, pair.other)).collect::<Vec<_>>(), None);
    }

    /// Takes over what this session did with `about`: who was merged is gone, and stands for the other one in other pairs; who was
    /// told apart is no pair any more.
    fn follow(&mut self, about: &[ContactId], ctx: &Ctx) {
        let mut pairs: Vec<Pair> = Vec::with_capacity(self.pairs.len());
        for pair in &self.pairs {
            let here = [pair.one, pair.other].map(|id| ctx.book.stands_for(id));
            let [Some(one), Some(other)] = here else { continue };
            // Who would be kept stands first.
            let is_other = (one, other) != (pair.one, pair.other);
            let kept = if is_other { kept_of(ctx.book, &[one, other]) } else { None };
            let (one, other) = if kept == Some(other) { (other, one) } else { (one, other) };
            let is_apart = || {
                let knows = |id: ContactId, other: ContactId| {
                    ctx.book.contact(id).is_some_and(|row| told_apart(&row.ids).any(|apart| apart == other))
                };
                about.contains(&one) && about.contains(&other) && (knows(one, other) || knows(other, one))
            };
            let is_twice = || pairs.iter().any(|known| known.beside(one) == Some(other));
            if one != other && !(is_other && is_twice()) && !is_apart() {
                pairs.push(Pair { one, other, likeness: pair.likeness.clone() });
            }
        }
        self.put(pairs);
    }

    fn merge(&self, ctx: &Ctx) -> Option<Outcome> {
        let pair = self.pair()?;
        if !pair.likeness.is_exact {
            return Some(merge::open(pair.one, pair.other));
        }
        Some(Outcome::Save(merge::save(pair.one, pair.other, Vec::new(), ctx)))
    }

    fn merge_exact(&self, ctx: &Ctx) -> Outcome {
        let groups = exact_groups(&self.pairs);
        match groups.iter().map(|group| group.len() - 1).sum::<usize>() {
            0 => Outcome::Say(Toast::warning(say!(ctx.text, "duplicates-none-exact"))),
            count => merge::ask_exact(groups, count, ctx),
        }
    }
}

impl Screen for DuplicatesScreen {
    fn place(&self) -> Place {
        Place::Duplicates
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target { contacts: self.pair().map(|pair| vec![pair.one, pair.other]).unwrap_or_default(), item: None }
    }

    fn shown(&mut self, _ctx: &Ctx) -> Outcome {
        self.stale = true;
        Outcome::Stay
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        self.pair().map(|pair| RecordId::new(RecordKind::Contact, pair.other.0))
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        match action {
            Action::Open if ctx.read_only => return self.pair().map(|pair| Outcome::Go(Goto::Contact(pair.one))),
            Action::Open => return self.pair().map(|pair| merge::open(pair.one, pair.other)),
            Action::Merge => return Some(self.merge(ctx).unwrap_or(Outcome::Stay)),
            Action::MergeExact => return Some(self.merge_exact(ctx)),
            Action::NotSame => {
                let pair = self.pair();
                return Some(pair.map_or(Outcome::Stay, |pair| merge::tell_apart(pair.one, pair.other, ctx)));
            }
            action if self.list.moved(action) => {}
            _ => return None,
        }
        Some(Outcome::Stay)
    }

    fn refresh(&mut self, about: &[ContactId], ctx: &Ctx) {
        if about.is_empty() {
            self.stale = true;
        }
        self.follow(about, ctx);
    }

    fn others_changed(&mut self, _entries: &[Entry], ctx: &Ctx) {
        self.refresh(&[], ctx);
    }

    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        std::mem::take(&mut self.stale).then(|| {
            let turn = self.turns.next();
            self.asked = Some(turn.clone());
            Ask::Duplicates(turn)
        })
    }

    fn read_again(&mut self) {
        self.stale |= !self.is_known;
    }

    fn waits(&self) -> bool {
        !self.is_known && self.asked.is_some()
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        Rc::new(self.pair().map(|pair| vec![pair.one, pair.other]).unwrap_or_default())
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        let side_by_side = (ctx.keys.shown(Action::Open), say!(ctx.text, "duplicates-compare"));
        // Short words: all of them have room in 80 columns.
        let short = |action: Action, words: String| (ctx.keys.shown(action), words);
        let not_same = short(Action::NotSame, say!(ctx.text, "duplicates-hint-not-same"));
        let all = short(Action::MergeExact, say!(ctx.text, "duplicates-hint-all"));
        let mut hints = vec![side_by_side, of(Action::Merge), not_same, all];
        if self.pairs.is_empty() {
            hints.clear();
        }
        hints.push(short(Action::Undo, say!(ctx.text, "duplicates-hint-undo")));
        hints.extend([Action::Back, Action::Help].map(of));
        hints
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Duplicates { turn, pairs } if self.asked.take_if(|asked| asked == turn).is_some() => {
                self.is_known = true;
                self.put(pairs.clone());
                // What was done meanwhile.
                self.follow(&[], ctx);
            }
            Answer::Passed(Ask::Duplicates(turn)) if self.asked.as_ref() == Some(turn) => self.stale = true,
            _ => {}
        }
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }
}
