//! What is chosen: for the marked rows, else the selected one; for a field; for all rows of a kind.

use std::sync::Arc;

use super::ImportScreen;
use super::fate::View;
use crate::domain::id::ContactId;
use crate::formats::Reading;
use crate::formats::import::{Choice, Choices, Fate, Row, Upshot};
use crate::say;
use crate::tui::action::Action;
use crate::tui::answer::Chosen;
use crate::tui::ctx::Ctx;
use crate::tui::importing::{Asked, Overview};
use crate::tui::long_work::LongWork;
use crate::tui::outcome::Outcome;
use crate::tui::popups::import as popups;
use crate::tui::popups::import::for_all::{Kinds, Whole};
use crate::tui::widgets::toast::Toast;

impl ImportScreen {
    /// What an action chooses for the marked rows, else the selected one. `None` if it chooses nothing.
    pub(super) fn choose(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        let meant: Vec<usize> = self.list.meant().into_iter().filter(|at| self.can_come_in(*at)).collect();
        let is_choice = matches!(
            action,
            Action::LeaveOut
                | Action::TakeNew
                | Action::TakeInto
                | Action::TakeFile
                | Action::KeepHere
                | Action::AsBefore
        );
        if !is_choice {
            return None;
        }
        if self.overview.is_whole {
            return Some(Outcome::Say(Toast::warning(say!(ctx.text, "import-whole-no-choice"))));
        }
        if meant.is_empty() {
            return Some(Outcome::Say(Toast::warning(say!(ctx.text, "import-row-cannot"))));
        }
        let rows: Vec<usize> = meant.iter().copied().filter(|at| self.fits(action, *at)).collect();
        if rows.is_empty() {
            return Some(Outcome::Say(Toast::warning(self.why_not(action, meant[0], ctx))));
        }
        match action {
            Action::LeaveOut => {
                if let Some(said) = self.leave_out(&rows, ctx) {
                    return Some(said);
                }
            }
            Action::TakeNew => {
                let firms = self.firms_of(&rows, false);
                let is_other =
                    |at: &usize| self.row(*at).is_none_or(|row| !row.is_company || !firms.contains(&row.name));
                let others: Vec<usize> = rows.iter().copied().filter(is_other).collect();
                self.put(&others, Some(Choice::New));
                if !firms.is_empty() {
                    return Some(self.take_firms(&firms, false));
                }
            }
            Action::TakeInto => return Some(self.into(rows, ctx)),
            Action::TakeFile => self.put_side(&rows, true),
            Action::KeepHere => self.put_side(&rows, false),
            _ => {
                rows.iter().for_each(|at| _ = self.by_hand.remove(at));
                self.decide(|choices| rows.iter().for_each(|at| choices.forget(*at)));
            }
        }
        self.go_down(rows.len());
        Some(Outcome::Stay)
    }

    /// Chooses, and sees what comes of it.
    fn decide(&mut self, choose: impl FnOnce(&mut Choices)) {
        choose(Arc::make_mut(&mut self.choices));
        if !self.choices.are_of_fields() {
            self.altered = Arc::default();
        }
        self.weigh();
    }

    /// Leaves rows out, or takes that back where all are. Who was deleted here stays out as it is: what else was chosen of them is
    /// taken back. `None` if anything was chosen, else what is said.
    fn leave_out(&mut self, rows: &[usize], ctx: &Ctx) -> Option<Outcome> {
        let is_deleted = |at: &usize| self.row(*at).is_some_and(|row| matches!(row.fate, Fate::Deleted { .. }));
        let (deleted, others): (Vec<usize>, Vec<usize>) = rows.iter().partition(|at| is_deleted(at));
        if others.is_empty() && deleted.iter().all(|at| self.upshot(*at) == Upshot::Deleted) {
            let new = ctx.keys.shown(Action::TakeNew);
            return Some(Outcome::Say(Toast::warning(say!(ctx.text, "import-row-out-already", new = new))));
        }
        self.by_hand.extend(rows);
        let all_left = others.iter().all(|at| self.choices.of(*at) == Some(Choice::Leave));
        self.decide(|choices| {
            deleted.iter().for_each(|at| choices.forget(*at));
            others.iter().for_each(|at| choices.set(*at, (!all_left).then_some(Choice::Leave)));
        });
        None
    }

    fn can_come_in(&self, at: usize) -> bool {
        self.row(at).is_some_and(Row::can_come_in)
    }

    /// Whether an action can choose anything for a row that can come in: an entry comes in whole, and only what is nobody's yet can
    /// be given to somebody.
    fn fits(&self, action: Action, at: usize) -> bool {
        let Some((about, fate)) = self.row(at).and_then(|row| Some((row.about?, &row.fate))) else { return true };
        match action {
            Action::TakeFile | Action::KeepHere => about.may_go_on,
            Action::TakeInto => about.can_be_given,
            Action::TakeNew => match fate {
                Fate::Unmatched => about.names_somebody,
                fate => matches!(fate, Fate::Deleted { .. }),
            },
            _ => true,
        }
    }

    /// Why it can't.
    fn why_not(&self, action: Action, at: usize, ctx: &Ctx) -> String {
        let (into, new) = (ctx.keys.shown(Action::TakeInto), ctx.keys.shown(Action::TakeNew));
        match action {
            Action::TakeFile | Action::KeepHere => say!(ctx.text, "import-entry-whole"),
            Action::TakeNew if self.row(at).is_some_and(|row| row.fate == Fate::Unmatched) => {
                say!(ctx.text, "import-row-no-newcomer", into = into)
            }
            _ => say!(ctx.text, "import-row-given", into = into, new = new),
        }
    }

    fn put(&mut self, rows: &[usize], choice: Option<Choice>) {
        self.by_hand.extend(rows);
        self.decide(|choices| rows.iter().for_each(|at| choices.set(*at, choice)));
    }

    /// Whose values stand in all fields of these rows; whether a promise that was ended here goes on as in the file.
    fn put_side(&mut self, rows: &[usize], take: bool) {
        let (entries, others): (Vec<usize>, Vec<usize>) = rows.iter().partition(|at| self.is_entry(**at));
        self.decide(|choices| {
            entries.iter().for_each(|at| choices.set(*at, take.then_some(Choice::Take)));
            others.iter().for_each(|at| choices.take_all(*at, take));
        });
    }

    /// Those who may be somebody's go to them; one alone is asked about.
    fn into(&mut self, rows: Vec<usize>, ctx: &Ctx) -> Outcome {
        let alike = |at: &usize| match self.row(*at).map(|row| &row.fate) {
            Some(Fate::MaybeDuplicate(double)) => Some((*at, double.of)),
            _ => None,
        };
        let likely: Vec<_> = rows.iter().filter_map(alike).collect();
        let firms = self.firms_of(&rows, true);
        if !firms.is_empty() {
            self.give(&likely);
            return self.take_firms(&firms, true);
        }
        if rows.iter().any(|at| self.row(*at).is_some_and(|row| row.is_company)) {
            return Outcome::Say(Toast::warning(say!(ctx.text, "import-into-whom")));
        }
        let is_left = |of: ContactId| {
            let brings = |row: &Row| row.about.is_none() && row.of.contains(&of);
            let mut at = self.overview.rows.iter().enumerate().filter(|(_, row)| brings(row)).map(|(at, _)| at);
            at.next().is_some_and(|at| self.upshot(at) == Upshot::Left)
        };
        if let ([_], [(_, of)]) = (&rows[..], &likely[..])
            && is_left(*of)
        {
            let new = ctx.keys.shown(Action::TakeNew);
            return Outcome::Say(Toast::warning(say!(ctx.text, "import-into-left", new = new)));
        }
        match (&rows[..], &likely[..]) {
            ([at], [(_, of)]) if self.choices.of(*at) != Some(Choice::Into(*of)) => {
                self.put(&rows, Some(Choice::Into(*of)));
                self.go_down(1);
                Outcome::Stay
            }
            ([at, ..], []) if rows.len() == 1 || rows.iter().all(|at| self.is_entry(*at)) => {
                let name = self.row(*at).map(|row| row.name.clone()).unwrap_or_default();
                let may_be = self.row(*at).map(|row| row.may_be.clone()).unwrap_or_default();
                popups::into::open(self.held.clone(), rows, &name, may_be, ctx)
            }
            ([at], _) => {
                let name = self.row(*at).map(|row| row.name.clone()).unwrap_or_default();
                popups::into::open(self.held.clone(), vec![*at], &name, Vec::new(), ctx)
            }
            (_, []) => Outcome::Say(Toast::warning(say!(ctx.text, "import-into-whom"))),
            _ => {
                self.give(&likely);
                self.go_down(rows.len());
                Outcome::Stay
            }
        }
    }

    /// Rows go to those who they may be.
    fn give(&mut self, likely: &[(usize, ContactId)]) {
        self.by_hand.extend(likely.iter().map(|(at, _)| at));
        self.decide(|choices| likely.iter().for_each(|(at, of)| choices.set(*at, Some(Choice::Into(*of)))));
    }

    fn is_entry(&self, at: usize) -> bool {
        self.row(at).is_some_and(|row| row.about.is_some())
    }

    /// What was decided of one row is seen in it; the selection goes on to the next. Marks are dealt with.
    fn go_down(&mut self, rows: usize) {
        if self.list.marked.clear() || rows > 1 {
            return;
        }
        self.list.moved(Action::Down);
    }

    /// The value of the field under the focus: the file's, what is here, or the other one.
    pub(super) fn choose_field(&mut self, take: Option<bool>) {
        let Some(at) = self.list.selected().filter(|at| !self.is_entry(*at)) else { return };
        let Some(field) = self.fields.focused() else { return };
        let take = take.unwrap_or(!field.taken);
        let field = field.field;
        self.decide(|choices| choices.take_field(at, field, Some(take)));
    }

    /// What was chosen in a pop-up.
    pub(super) fn chosen(&mut self, chosen: &Chosen, ctx: &Ctx) -> Outcome {
        match chosen {
            Chosen::Into(rows, who) => {
                self.put(rows, Some(Choice::Into(*who)));
                self.go_down(rows.len());
            }
            Chosen::Whole(Whole::AllTimes(all)) => return self.read_anew(*all, false),
            Chosen::Whole(Whole::Firms) => return popups::firms::open(self.held.clone(), &self.firms, ctx),
            Chosen::Firms(names, here) => return self.take_firms(names, *here),
            Chosen::Whole(whole) => self.choose_whole(*whole),
            Chosen::Table(_) | Chosen::Meaning(..) => {}
        }
        Outcome::Stay
    }

    /// Reads the files anew, with all past times of series or the newest of them.
    fn read_anew(&mut self, all_times: bool, keeps: bool) -> Outcome {
        let work = LongWork::default();
        (self.reading, self.keeps) = (Some(work.clone()), keeps);
        let taken = self.firms.iter().filter(|firm| firm.is_taken).map(|firm| (firm.name.clone(), firm.of)).collect();
        let reading = Box::new(Reading { all_times, ..self.overview.reading.clone() });
        Outcome::Ask(self.ask(Asked::Read { reading, taken, work }))
    }

    /// Whether companies are the ones that are here: then more of what the file says may be known, so that it is read anew.
    fn take_firms(&mut self, names: &[String], here: bool) -> Outcome {
        self.firms.iter_mut().filter(|firm| names.contains(&firm.name)).for_each(|firm| firm.is_taken = here);
        self.read_anew(self.overview.reading.all_times, true)
    }

    /// The names of companies among these rows of which it was chosen otherwise than `here`.
    fn firms_of(&self, rows: &[usize], here: bool) -> Vec<String> {
        let names = rows.iter().filter_map(|at| self.row(*at)).filter(|row| row.is_company).map(|row| &row.name);
        let is_other = |name: &&String| self.firms.iter().any(|firm| firm.name == **name && firm.is_taken != here);
        names.filter(is_other).cloned().collect()
    }

    /// The same rows, read anew by what was chosen of companies; all else that was chosen stays, but for who comes only with another row.
    pub(super) fn is_read_anew(&mut self, overview: Arc<Overview>, ctx: &Ctx) {
        let mut screen = Self::new(self.held.clone(), overview);
        let mut choices = (*self.choices).clone();
        for at in 0..screen.overview.rows.len() {
            if matches!(choices.of(at), Some(Choice::Into(who)) if ctx.book.contact(who).is_none()) {
                choices.set(at, None);
            }
        }
        screen.choices = Arc::new(choices);
        (screen.by_hand, screen.firms, screen.view) = (self.by_hand.clone(), self.firms.clone(), self.view);
        screen.weigh();
        screen.list_anew();
        if let Some(at) = self.list.selected() {
            screen.list.go_to(at);
        }
        *self = screen;
    }

    /// Chooses for all rows of a kind, but for those that were chosen one by one.
    fn choose_whole(&mut self, whole: Whole) {
        let rows = self.overview.rows.clone();
        let [new, changed, alike, deleted] = [Self::is_new, Self::is_changed, Self::is_alike, Self::is_deleted]
            .map(|is| self.all_that(is).collect::<Vec<usize>>());
        if whole == Whole::Forget {
            self.by_hand.clear();
        }
        self.decide(|choices| {
            let mut put = |all: &[usize], choice: Choice| all.iter().for_each(|at| choices.set(*at, Some(choice)));
            match whole {
                Whole::AlikeInto => alike.iter().for_each(|at| {
                    if let Some(Fate::MaybeDuplicate(double)) = rows.get(*at).map(|row| &row.fate) {
                        choices.set(*at, Some(Choice::Into(double.of)));
                    }
                }),
                Whole::AlikeNew => put(&alike, Choice::New),
                Whole::AlikeLeave => put(&alike, Choice::Leave),
                Whole::DeletedAgain => put(&deleted, Choice::Take),
                Whole::AlikeAgain => choices.asks_again = true,
                Whole::NewLeave => put(&new, Choice::Leave),
                Whole::ChangedLeave => put(&changed, Choice::Leave),
                Whole::Wins(side) => choices.wins = side,
                Whole::Empties(empties) => choices.empties = empties,
                Whole::Forget => *choices = Choices::default(),
                // It is read anew.
                Whole::AllTimes(_) | Whole::Firms => {}
            }
        });
        if whole == Whole::AlikeAgain {
            self.show_view(View::Alike);
        }
    }

    /// The rows of a kind for which nothing was chosen one by one.
    fn all_that(&self, is: fn(&Row, Upshot) -> bool) -> impl Iterator<Item = usize> {
        let rows = self.overview.rows.iter().zip(&self.upshots).enumerate();
        rows.filter(move |(at, (row, upshot))| is(row, **upshot) && !self.by_hand.contains(at)).map(|(at, _)| at)
    }

    fn is_new(row: &Row, upshot: Upshot) -> bool {
        matches!(row.fate, Fate::New) && upshot == Upshot::New
    }

    fn is_changed(row: &Row, upshot: Upshot) -> bool {
        matches!(row.fate, Fate::Changed { .. }) && upshot == Upshot::Changed
    }

    fn is_alike(row: &Row, upshot: Upshot) -> bool {
        matches!(row.fate, Fate::MaybeDuplicate(_)) && upshot != Upshot::LeftBefore
    }

    fn is_deleted(row: &Row, upshot: Upshot) -> bool {
        matches!(row.fate, Fate::Deleted { .. }) && upshot == Upshot::Deleted
    }

    fn is_left_before(_: &Row, upshot: Upshot) -> bool {
        upshot == Upshot::LeftBefore
    }

    /// What there is to be chosen for all.
    pub(super) fn to_choose(&self) -> Kinds {
        Kinds {
            new: self.all_that(Self::is_new).count(),
            changed: self.all_that(Self::is_changed).count(),
            alike: self.all_that(Self::is_alike).count(),
            left_before: self.all_that(Self::is_left_before).count(),
            deleted: self.all_that(Self::is_deleted).count(),
            firms: self.firms.len(),
            fields: self
                .overview
                .rows
                .iter()
                .any(|row| matches!(row.fate, Fate::Changed { .. } | Fate::MaybeDuplicate(_))),
            wins: self.choices.wins,
            empties: self.choices.empties,
            all_times: self.overview.has_more_times.then_some(self.overview.reading.all_times),
            any: *self.choices != Choices::default(),
        }
    }

    /// How many choices would be lost.
    pub(super) fn decided(&self) -> usize {
        self.choices.len()
    }
}
