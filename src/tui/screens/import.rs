//! What a file would bring before anything of it is saved: each record with what becomes of it, beside it what changes field by
//! field. Here is chosen what comes in, as whom, and whose values stand; Enter goes on, Esc leaves without a trace.
//!
//! Owns the views, what is selected and marked, and the choices. What a choice does to which rows is `choosing`'s, what becomes
//! of a row `fate`'s, the fields' pane `fields`'; how it is painted is `paint`'s.

mod choosing;
mod fate;
mod fields;
mod paint;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;

use self::fate::{VIEWS, View};
use self::fields::Fields;
use super::Screen;
use super::columns::ColumnsScreen;
use crate::domain::id::ContactId;
use crate::domain::search::Names;
use crate::formats::import::{Altered, Choices, Row, Tally, Upshot, upshots};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::importing::{Asked, Firm, Held, Overview, Told};
use crate::tui::long_work::LongWork;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::panes::Half;
use crate::tui::popups::import as popups;
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::widgets::toast::Toast;

/// Rows that the filter finds at the most: nobody goes through more.
const FOUND: usize = 2_000;

/// The preview of an import.
pub struct ImportScreen {
    held: Held,
    overview: Arc<Overview>,
    /// Shared with whoever is asked by them.
    choices: Arc<Choices>,
    /// What comes of what was chosen about fields; by which choices that was asked last.
    altered: Arc<Altered>,
    /// Rows for which something was chosen one by one: what is chosen for all passes over them.
    by_hand: BTreeSet<usize>,
    weighed: Arc<Choices>,
    /// Whether what comes of them is awaited: until then nothing else is asked that could pass it.
    weighing: bool,
    /// What will become of each row by all of that.
    upshots: Vec<Upshot>,
    view: View,
    /// How many rows each view holds, in the order of `VIEWS`.
    counts: [usize; VIEWS.len()],
    filter: Filter,
    /// What the rows are called, once that is looked for.
    names: Option<Names<usize>>,
    /// Rows by their place in the file.
    list: Selection<usize>,
    fields: Fields,
    /// Whether the fields have the focus.
    in_fields: bool,
    /// How much the choices bring is being counted: then it goes on.
    counting: bool,
    /// What the table's columns are is being asked: then they are shown.
    asks_columns: bool,
    /// It is being read anew, otherwise.
    reading: Option<LongWork>,
    /// Companies that may be ones that are here, and what was chosen of them.
    firms: Vec<Firm>,
    /// Whether that is why it is read anew: what was chosen else stays.
    keeps: bool,
}

impl ImportScreen {
    pub fn new(held: Held, overview: Arc<Overview>) -> Self {
        let choices: Arc<Choices> = Arc::default();
        let firms = overview.firms.clone();
        let mut screen = Self {
            held,
            overview,
            weighed: choices.clone(),
            weighing: false,
            choices,
            altered: Arc::default(),
            by_hand: BTreeSet::new(),
            upshots: Vec::new(),
            view: View::All,
            counts: [0; VIEWS.len()],
            filter: Filter::default(),
            names: None,
            list: Selection::default(),
            fields: Fields::default(),
            in_fields: false,
            counting: false,
            asks_columns: false,
            reading: None,
            firms,
            keeps: false,
        };
        screen.weigh();
        // What has to be decided comes first to mind.
        if screen.count(View::Alike) > 0 {
            screen.view = View::Alike;
        }
        screen.list_anew();
        screen
    }

    fn marked_rows(&self) -> usize {
        self.list.marked.len()
    }

    fn count(&self, view: View) -> usize {
        self.counts[view as usize]
    }

    /// What will become of the rows, and how many of each view there are. Those that are listed stay in sight.
    fn weigh(&mut self) {
        self.upshots = upshots(&self.overview.rows, &self.choices, &self.altered);
        self.counts = [0; VIEWS.len()];
        for (row, upshot) in self.overview.rows.iter().zip(&self.upshots) {
            let holding = VIEWS.iter().zip(&mut self.counts).filter(|(view, _)| view.holds(row, *upshot));
            holding.for_each(|(_, count)| *count += 1);
        }
    }

    fn upshot(&self, at: usize) -> Upshot {
        self.upshots.get(at).copied().unwrap_or(Upshot::Refused)
    }

    /// Why that becomes of the row `at`.
    fn words(&self, at: usize, row: &Row, ctx: &Ctx) -> String {
        let is_it = |firm: &&Firm| row.is_company && firm.is_taken && firm.name == row.name;
        if let Some(firm) = self.firms.iter().find(is_it).filter(|_| self.upshot(at) != Upshot::Left) {
            return say!(ctx.text, "import-row-is", who = ctx.book.company_name_of(firm.of));
        }
        fate::words(row, self.upshot(at), self.altered.get(&at).map(Vec::as_slice), &self.overview, ctx)
    }

    fn row(&self, at: usize) -> Option<&Row> {
        self.overview.rows.get(at)
    }

    fn selected_row(&self) -> Option<&Row> {
        self.list.selected().and_then(|at| self.row(at))
    }

    /// Lists what the view and the filter let through. The selection stays on its row.
    fn list_anew(&mut self) {
        let rows = &self.overview.rows;
        let view = self.view;
        let fits =
            |at: &usize| rows.get(*at).zip(self.upshots.get(*at)).is_some_and(|(row, upshot)| view.holds(row, *upshot));
        let listed: Vec<usize> = if self.filter.lets_all_through() {
            (0..rows.len()).filter(fits).collect()
        } else {
            let names = self.names.get_or_insert_with(|| {
                let mut names = Names::default();
                rows.iter().enumerate().for_each(|(at, row)| names.push(at, &[&row.name, &row.aside]));
                names
            });
            names.search(self.filter.query(), FOUND).into_iter().map(|(_, at)| at).filter(fits).collect()
        };
        let listed_now: HashSet<usize> = listed.iter().copied().collect();
        self.list.marked.keep(|at| listed_now.contains(at));
        self.list.list(listed, None);
    }

    /// Lists what has come into the view, too: what is listed stays in sight.
    fn list_more(&mut self) {
        let (before, selected) = (self.list.listed().to_vec(), self.list.selected());
        let there: HashSet<usize> = before.iter().copied().collect();
        let view = self.view;
        let rows = self.overview.rows.iter().zip(&self.upshots).enumerate();
        let more =
            rows.filter(|(at, (row, upshot))| !there.contains(at) && view.holds(row, **upshot)).map(|(at, _)| at);
        let more: Vec<usize> = more.collect();
        if more.is_empty() || !self.filter.lets_all_through() {
            return;
        }
        let mut listed: Vec<usize> = before.into_iter().chain(more).collect();
        listed.sort_unstable();
        self.list.list(listed, selected);
    }

    /// The next or previous view that holds anything.
    fn turn(&mut self, by: isize) {
        let places =
            (1..VIEWS.len() as isize).map(|step| (self.view as isize + by * step).rem_euclid(VIEWS.len() as isize));
        let next = places.map(|place| VIEWS[place as usize]).find(|view| *view == View::All || self.count(*view) > 0);
        if let Some(view) = next {
            self.show_view(view);
        }
    }

    fn show_view(&mut self, view: View) {
        self.view = view;
        self.list.marked.end_range();
        self.list_anew();
    }

    /// Peels one layer; `false` where there is none.
    fn peel(&mut self) -> bool {
        if std::mem::take(&mut self.in_fields) || self.list.marked.drop_range() {
            return true;
        }
        if !self.filter.is_empty() {
            self.filter = Filter::default();
            self.list_anew();
            return true;
        }
        self.list.marked.clear()
    }

    /// Leaves it; what was chosen would be lost, so that is asked first.
    fn leave(&self, ctx: &Ctx) -> Outcome {
        match self.decided() {
            0 => Outcome::All(vec![Outcome::Go(Goto::Back), Outcome::Say(nothing_changed(ctx))]),
            count => popups::leave::open(count, ctx),
        }
    }

    /// On to the last question: how much comes in is counted for it.
    fn go_on(&mut self, ctx: &Ctx) -> Outcome {
        if self.overview.is_whole {
            return popups::whole::open(&self.held, &self.overview, &self.upshots, ctx);
        }
        self.counting = true;
        let choices = Arc::new(self.choices.settled(&self.overview.rows));
        Outcome::Ask(self.ask(Asked::Sums(choices)))
    }

    fn ask(&self, asked: Asked) -> Ask {
        Ask::OfImport { held: self.held.clone(), asked }
    }

    /// What an action does in the fields' pane.
    fn in_fields(&mut self, action: Action) -> bool {
        match action {
            Action::Left | Action::KeepHere => self.choose_field(Some(false)),
            Action::Right | Action::TakeFile => self.choose_field(Some(true)),
            Action::Mark => self.choose_field(None),
            action => return self.fields.moved(action),
        }
        true
    }
}

/// What is said when it is left.
fn nothing_changed(ctx: &Ctx) -> Toast {
    Toast::good(say!(ctx.text, "import-left"))
}

impl Screen for ImportScreen {
    fn place(&self) -> Place {
        Place::Import
    }

    fn focused(&self) -> Option<Half> {
        Some(if self.in_fields { Half::Second } else { Half::First })
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target::default()
    }

    fn marked(&self) -> usize {
        self.list.marked.len()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        let is_side =
            matches!(action, Action::Left | Action::Right | Action::KeepHere | Action::TakeFile | Action::Mark);
        if self.overview.is_whole && (is_side && self.in_fields || action == Action::ForAll) {
            return Some(Outcome::Say(Toast::warning(say!(ctx.text, "import-whole-no-choice"))));
        }
        if self.in_fields && is_side && self.selected_row().is_some_and(|row| row.about.is_some()) {
            return Some(Outcome::Say(Toast::warning(say!(ctx.text, "import-entry-whole"))));
        }
        if self.in_fields && self.in_fields(action) {
            return Some(Outcome::Stay);
        }
        match action {
            Action::Open => return Some(self.go_on(ctx)),
            Action::Back if self.peel() => {}
            Action::Back | Action::Quit => return Some(self.leave(ctx)),
            Action::NextPane | Action::PreviousPane => {
                let has_fields = self.selected_row().is_some_and(Row::can_come_in);
                self.in_fields = !self.in_fields && has_fields;
            }
            Action::Left => self.turn(-1),
            Action::Right => self.turn(1),
            Action::Filter => {
                self.list.marked.end_range();
                self.filter.begin();
                self.list_anew();
            }
            Action::Mark => self.list.mark(),
            Action::MarkRange => self.list.mark_range(),
            Action::MarkAll => self.list.mark_all(),
            Action::ScrollDown => self.fields.scroll(1),
            Action::ScrollUp => self.fields.scroll(-1),
            Action::TableColumns if self.overview.is_table => {
                self.asks_columns = true;
                return Some(Outcome::Ask(self.ask(Asked::Columns(self.overview.mapping.clone()))));
            }
            Action::TableColumns => return Some(Outcome::Say(Toast::warning(say!(ctx.text, "import-no-columns")))),
            Action::ForAll => return Some(popups::for_all::open(self.held.clone(), &self.to_choose(), ctx)),
            action if self.list.moved(action) => {}
            action => return self.choose(action, ctx),
        }
        Some(Outcome::Stay)
    }

    fn is_typing(&self) -> bool {
        self.filter.is_typing()
    }

    fn typed(&mut self, input: &Input, _ctx: &Ctx) -> Outcome {
        // Nothing was said with whom isn't here yet: there is nothing to widen to.
        if matches!(input, Input::Key(key) if key.code == KeyCode::Tab) {
            return Outcome::Stay;
        }
        match self.filter.typed(input) {
            Typed::Changed => {
                // The best hit is what was looked for.
                self.list.restart();
                self.list_anew();
            }
            Typed::Move(action) => {
                self.list.moved(action);
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn point(&mut self, point: Point, _ctx: &Ctx) -> Outcome {
        match point {
            Point::Row(Pane::List, at) => {
                self.in_fields = false;
                self.list.go_to(at);
            }
            Point::View(place) => {
                if let Some(view) = VIEWS.get(place) {
                    self.show_view(*view);
                }
            }
            Point::Row(Pane::Facts, at) => self.in_fields = self.fields.go_to(at),
            Point::Choice(at, side) if self.fields.go_to(at) => {
                self.in_fields = true;
                self.choose_field(Some(side == 1));
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {
        // What is here may be another now.
        self.read_again();
    }

    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        if !Arc::ptr_eq(&self.weighed, &self.choices) {
            self.weighed = self.choices.clone();
            self.weighing = self.choices.are_of_fields();
            if self.weighing {
                return Some(self.ask(Asked::Altered(self.choices.clone())));
            }
        }
        if self.weighing {
            return None;
        }
        let at = self.list.selected()?;
        let asked = self.fields.wants(at, self.row(at).is_some_and(Row::can_come_in), &self.choices)?;
        Some(self.ask(asked))
    }

    fn read_again(&mut self) {
        self.fields.again();
        // No choices are these.
        self.weighed = Arc::default();
    }

    fn waits(&self) -> bool {
        self.counting
            || self.asks_columns
            || self.reading.is_some()
            || self.in_fields && self.fields.is_awaited(self.list.selected())
    }

    fn working(&self) -> Option<&LongWork> {
        self.reading.as_ref()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::OfImport { held, told } if *held == self.held => match told {
                Told::Row { row, choices, fields } => self.fields.told(*row, choices, fields),
                Told::Altered { choices, altered } if Arc::ptr_eq(choices, &self.choices) => {
                    self.weighing = false;
                    self.altered = altered.clone();
                    self.weigh();
                    self.list_more();
                }
                Told::Sums { choices, sums } if std::mem::take(&mut self.counting) => {
                    self.altered = sums.altered.clone();
                    self.weigh();
                    let tally = Tally::of(self.overview.rows.iter().zip(self.upshots.iter().copied()));
                    return popups::last::open(&self.held, &self.overview, choices, sums, &tally, ctx);
                }
                Told::Read(overview) if self.reading.is_some() && self.keeps => {
                    self.is_read_anew(overview.clone(), ctx);
                }
                Told::Read(overview) if self.reading.is_some() => {
                    let said = (self.decided() > 0).then(|| Toast::warning(say!(ctx.text, "import-read-anew")));
                    *self = Self::new(held.clone(), overview.clone());
                    return said.map_or(Outcome::Stay, Outcome::Say);
                }
                Told::Columns(columns) if std::mem::take(&mut self.asks_columns) => {
                    return Outcome::Show(Box::new(ColumnsScreen::new(held.clone(), columns.clone())));
                }
                _ => {}
            },
            Answer::Chosen { held, chosen } if *held == self.held => return self.chosen(chosen, ctx),
            Answer::Passed(Ask::OfImport { held, asked: Asked::Altered(_) }) if *held == self.held => {
                (self.weighing, self.weighed) = (false, Arc::default());
            }
            Answer::Passed(Ask::OfImport { held, .. }) if *held == self.held => self.fields.again(),
            Answer::Unread { ask: Ask::OfImport { held, asked }, why, passes } if *held == self.held => match asked {
                Asked::Row { row, .. } => self.fields.unread(*row, why, *passes),
                Asked::Altered(_) => {
                    self.weighing = false;
                    return Outcome::Say(Toast::error(why.clone()));
                }
                Asked::Read { work, .. } if work.is_stopped() => self.reading = None,
                _ => {
                    (self.counting, self.asks_columns, self.reading) = (false, false, None);
                    return Outcome::Say(Toast::error(why.clone()));
                }
            },
            _ => {}
        }
        Outcome::Stay
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        paint::hints(self, ctx)
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }
}
