//! Contacts that may be one person, pair by pair with the reasons, and both side by side: merged, or told apart for good; and
//! companies that may be one, which are `firms`'.
//!
//! Owns the pairs and which is selected. Merging field by field is a pop-up's, how it is painted `paint`'s.

mod back;
mod firms;
mod paint;

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::contact::told_apart;
use crate::domain::id::{ById, ContactId};
use crate::domain::pairs::{Pair, certain_groups, kept_of};
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::store::Entry;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::merge;
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::turns::{Turn, Turns};
use crate::tui::widgets::toast::Toast;
use back::Back;
use firms::Firms;

/// Contacts that the filter finds at the most: nobody goes through more.
const FOUND: usize = 2_000;

/// The screen's state.
#[derive(Default)]
pub struct DuplicatesScreen {
    pairs: Vec<Pair>,
    filter: Filter,
    firms: Firms,
    /// Whether companies are shown, not contacts.
    of_companies: bool,
    /// The places of those that the filter lets through, in the order in which they are listed.
    listed: Vec<usize>,
    list: Selection<(ContactId, ContactId)>,
    back: Back<ContactId>,
    /// Another filter was typed since they were listed: keys that come together are looked for together.
    retyped: bool,
    /// The book changed since they were looked for.
    stale: bool,
    turns: Turns,
    asked: Option<Turn>,
    /// Whether they were looked for at all.
    is_known: bool,
}

impl DuplicatesScreen {
    /// Pairs of contacts first, or of companies.
    pub fn new(of_companies: bool) -> Self {
        Self { stale: true, of_companies, ..Self::default() }
    }

    fn pair(&self) -> Option<&Pair> {
        self.listed.get(self.list.at()).and_then(|place| self.pairs.get(*place))
    }

    /// Whether nothing is listed in the view that is shown.
    fn is_empty(&self) -> bool {
        if self.of_companies { self.firms.list.is_empty() } else { self.list.is_empty() }
    }

    /// Those that the filter lets through.
    fn listed_pairs(&self) -> impl Iterator<Item = &Pair> {
        self.listed.iter().filter_map(|place| self.pairs.get(*place))
    }

    fn put(&mut self, pairs: Vec<Pair>, ctx: &Ctx) {
        self.pairs = pairs;
        let had_any = !self.is_empty();
        let (before, firms) = (self.list.kept(), self.firms.list.kept());
        self.list_anew(ctx);
        self.back.follow(&before, &mut self.list);
        self.firms.back.follow(&firms, &mut self.firms.list);
        // A filter that hides all that was listed has done its work.
        if had_any && self.is_empty() && !self.filter.is_empty() && !self.filter.is_typing() {
            self.filter = Filter::default();
            self.list_anew(ctx);
        }
    }

    /// Lists anew what the filter lets through.
    fn list_anew(&mut self, ctx: &Ctx) {
        self.retyped = false;
        self.listed = if self.filter.lets_all_through() { (0..self.pairs.len()).collect() } else { self.found(ctx) };
        let listed: Vec<_> = self.listed_pairs().map(|pair| (pair.one, pair.other)).collect();
        self.list.list(listed, None);
        self.firms.list_anew(&self.filter, ctx);
    }

    /// The places of the pairs of which the filter finds one of both: those that fit best first, those that were only said something
    /// with last.
    fn found(&self, ctx: &Ctx) -> Vec<usize> {
        let query = ctx.query(self.filter.query());
        let mut ranks: ById<ContactId, usize> = ById::default();
        let fitting =
            if query.only_narrows() { ctx.index().fitting(&query) } else { ctx.index().search(&query, FOUND) };
        let is_ordered = !query.only_narrows();
        let behind = fitting.len();
        for (rank, id) in fitting.into_iter().enumerate() {
            ranks.insert(id, if is_ordered { rank } else { 0 });
        }
        for id in self.filter.said_with() {
            ranks.entry(id).or_insert(behind);
        }
        let rank = |(place, pair): (usize, &Pair)| {
            let both = [pair.one, pair.other].into_iter().filter_map(|id| ranks.get(&id));
            Some((*both.min()?, place))
        };
        let mut found: Vec<(usize, usize)> = self.pairs.iter().enumerate().filter_map(rank).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// Lists what was typed since.
    fn look(&mut self, ctx: &Ctx) {
        if self.retyped {
            self.list_anew(ctx);
        }
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
        self.firms.follow(ctx);
        self.put(pairs, ctx);
    }

    fn merge(&self, ctx: &Ctx) -> Option<Outcome> {
        let pair = self.pair()?;
        if !pair.likeness.is_certain {
            return Some(merge::open(pair.one, pair.other));
        }
        Some(Outcome::Save(merge::save(pair.one, pair.other, Vec::new(), ctx)))
    }

    fn merge_certain(&self, ctx: &Ctx) -> Outcome {
        let listed: Vec<Pair> = self.listed_pairs().cloned().collect();
        let groups = certain_groups(&listed);
        match groups.iter().map(|group| group.len() - 1).sum::<usize>() {
            0 => Outcome::Say(Toast::warning(say!(
                ctx.text,
                "duplicates-none-certain",
                key = ctx.keys.shown(Action::Open)
            ))),
            count => merge::ask_certain(groups, count, ctx),
        }
    }
}

impl Screen for DuplicatesScreen {
    fn place(&self) -> Place {
        Place::Duplicates
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        if self.of_companies {
            return Target::default();
        }
        Target {
            contacts: self.pair().map(|pair| vec![pair.one, pair.other]).unwrap_or_default(),
            item: None,
            day: None,
        }
    }

    fn shown(&mut self, _ctx: &Ctx) -> Outcome {
        self.stale = true;
        Outcome::Stay
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        if self.of_companies {
            return self.firms.pair().map(|pair| RecordId::new(RecordKind::Company, pair.other.0));
        }
        self.pair().map(|pair| RecordId::new(RecordKind::Contact, pair.other.0))
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        self.look(ctx);
        match action {
            Action::Filter => {
                self.filter.begin();
                self.list_anew(ctx);
            }
            Action::Back if !self.filter.is_empty() => {
                self.filter = Filter::default();
                self.list_anew(ctx);
            }
            Action::NextPane | Action::PreviousPane => {
                self.of_companies = !self.of_companies;
                self.list_anew(ctx);
            }
            Action::Back if self.of_companies => self.of_companies = false,
            action if self.of_companies => return self.firms.update(action, ctx),
            Action::Open if ctx.read_only => return self.pair().map(|pair| Outcome::Go(Goto::Contact(pair.one))),
            Action::Open => return self.pair().map(|pair| merge::open(pair.one, pair.other)),
            Action::Merge => return Some(self.merge(ctx).unwrap_or(Outcome::Stay)),
            Action::MergeCertain => return Some(self.merge_certain(ctx)),
            Action::NotSame => {
                let pair = self.pair();
                return Some(pair.map_or(Outcome::Stay, |pair| merge::tell_apart(pair.one, pair.other, ctx)));
            }
            action if self.list.moved(action) => {}
            _ => return None,
        }
        Some(Outcome::Stay)
    }

    fn is_typing(&self) -> bool {
        self.filter.is_typing()
    }

    fn typed(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        match self.filter.typed(input) {
            Typed::Changed => {
                self.list.restart();
                self.firms.list.restart();
                self.retyped = true;
            }
            Typed::Move(action) => {
                self.look(ctx);
                if self.of_companies {
                    self.firms.list.moved(action)
                } else {
                    self.list.moved(action)
                };
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn point(&mut self, point: Point, _ctx: &Ctx) -> Outcome {
        if let Point::Row(Pane::List, at) = point {
            if self.of_companies {
                self.firms.list.go_to(at);
            } else {
                self.list.go_to(at);
            }
        }
        Outcome::Stay
    }

    fn refresh(&mut self, about: &[ContactId], ctx: &Ctx) {
        if about.is_empty() {
            self.stale = true;
        }
        self.filter.again();
        self.follow(about, ctx);
    }

    fn others_changed(&mut self, _entries: &[Entry], ctx: &Ctx) {
        self.refresh(&[], ctx);
    }

    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        if !std::mem::take(&mut self.stale) {
            return self.filter.wants();
        }
        let turn = self.turns.next();
        self.asked = Some(turn.clone());
        Some(Ask::Duplicates(turn))
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
        if self.filter.is_typing() {
            return self.filter.hints(ctx);
        }
        let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        let side_by_side = (ctx.keys.shown(Action::Open), say!(ctx.text, "duplicates-compare"));
        // Short words: all of them have room in 80 columns.
        let short = |action: Action, words: String| (ctx.keys.shown(action), words);
        let not_same = short(Action::NotSame, say!(ctx.text, "duplicates-hint-not-same"));
        let all = short(Action::MergeCertain, say!(ctx.text, "duplicates-hint-all"));
        let mut hints = vec![side_by_side, of(Action::Merge), not_same, all, of(Action::Filter)];
        if self.of_companies {
            hints.remove(3);
        }
        if self.is_empty() {
            hints.clear();
        }
        if self.of_companies || !self.firms.pairs.is_empty() {
            let to = match self.of_companies {
                true => say!(ctx.text, "duplicates-to-contacts"),
                false => say!(ctx.text, "duplicates-to-companies"),
            };
            // Before the filter, which every list has.
            hints.insert(hints.len().saturating_sub(1), short(Action::NextPane, to));
        }
        hints.push(short(Action::Undo, say!(ctx.text, "duplicates-hint-undo")));
        hints.extend([Action::Back, Action::Help].map(of));
        hints
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Duplicates { turn, pairs, companies } if self.asked.take_if(|asked| asked == turn).is_some() => {
                self.is_known = true;
                self.firms.pairs.clone_from(companies);
                self.put(pairs.clone(), ctx);
                // What was done meanwhile.
                self.follow(&[], ctx);
            }
            Answer::Passed(Ask::Duplicates(turn)) if self.asked.as_ref() == Some(turn) => self.stale = true,
            answer if self.filter.answered(answer) => self.list_anew(ctx),
            _ => {}
        }
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.look(ctx);
        paint::draw(self, frame, area, ctx);
    }
}
