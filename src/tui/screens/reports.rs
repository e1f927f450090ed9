//! Reports: what the history of all says. The list of them, and beside it the selected one: what it counts, its chart and its numbers;
//! the customers behind each row are one key away.
//!
//! Owns which report, which of its sections and which row is selected, and which pane has the keys. What reports count is
//! `domain::report`'s; reckoned they are beside the screen, since all that happened is read for them. What
//! they come to is kept until something changes. The chart is `chart`'s, the numbers `table`'s, the rest is painted by `paint`, who is
//! behind a row is `whose`.

mod chart;
mod paint;
mod table;
mod whose;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::health::Whose;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::RecordId;
use crate::domain::report::{Report, Row, Section};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::long_work::LongWork;
use crate::tui::outcome::Outcome;
use crate::tui::panes::Half;
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::turns::{Turn, Turns};

/// The screen's state.
pub struct ReportsScreen {
    list: Selection<Report>,
    /// Whether the keys go to the report, not to the list.
    in_report: bool,
    /// What those come to that were reckoned.
    told: BTreeMap<Report, Arc<[Section]>>,
    /// Those of them since which nothing changed.
    fresh: BTreeSet<Report>,
    section: usize,
    /// Which of its columns are in sight, where there is no room for all; of how many parts.
    part: usize,
    parts: usize,
    /// The numbers of the section's rows.
    rows: Selection<usize>,
    /// What is being reckoned.
    asked: Option<(Report, Turn, LongWork)>,
    turns: Turns,
    /// Something changed since anything was asked.
    stale: bool,
    /// Why it can't be.
    unread: Option<String>,
}

impl Default for ReportsScreen {
    fn default() -> Self {
        let mut list = Selection::default();
        list.list(Report::ALL.to_vec(), None);
        Self {
            list,
            in_report: false,
            told: BTreeMap::new(),
            fresh: BTreeSet::new(),
            section: 0,
            part: 0,
            parts: 1,
            rows: Selection::default(),
            asked: None,
            turns: Turns::default(),
            stale: false,
            unread: None,
        }
    }
}

impl ReportsScreen {
    fn report(&self) -> Report {
        self.list.selected().unwrap_or(Report::ALL[0])
    }

    /// The sections of the selected report, once they are reckoned.
    fn sections(&self) -> &[Section] {
        self.told.get(&self.report()).map_or(&[], |sections| sections)
    }

    fn section(&self) -> Option<&Section> {
        self.sections().get(self.section)
    }

    /// The selected row.
    fn row(&self) -> Option<&Row> {
        self.section()?.rows.get(self.rows.at())
    }

    /// Another section: the last row is selected, which of times is the latest.
    fn turn_to(&mut self, section: usize) {
        self.section = section.min(self.sections().len().saturating_sub(1));
        (self.part, self.parts) = (0, 1);
        let rows = self.section().map_or(0, |section| section.rows.len());
        let is_time = self.section().is_some_and(Section::is_over_time);
        self.rows.restart();
        self.rows.list((0..rows).collect::<Vec<_>>(), None);
        if is_time {
            self.rows.go_to(rows.saturating_sub(1));
        }
    }

    /// Another report is selected: what it comes to is to be reckoned.
    fn moved_to(&mut self, before: Report) {
        if self.report() != before {
            self.unread = None;
            self.turn_to(0);
        }
    }

    /// What was reckoned takes the place of what was there; where it is the same section, its row stays selected.
    fn put(&mut self, report: Report, sections: Arc<[Section]>) {
        let label = self.row().map(|row| row.label.clone());
        self.told.insert(report, sections);
        if report != self.report() {
            return;
        }
        let part = self.part;
        self.turn_to(self.section);
        self.part = part;
        let rows = self.section().map(|section| section.rows.as_slice()).unwrap_or_default();
        if let Some(at) = label.and_then(|label| rows.iter().position(|row| row.label == label)) {
            self.rows.go_to(at);
        }
    }

    /// What takes too long isn't waited for.
    fn stop(&mut self, ctx: &Ctx) {
        self.turns.next();
        self.asked.take().inspect(|(.., work)| work.stop());
        self.unread = Some(paint::again(ctx));
    }

    fn customers(&self) -> &[Whose] {
        self.row().filter(|_| self.in_report).map(|row| row.whose.as_slice()).unwrap_or_default()
    }
}

impl Screen for ReportsScreen {
    fn place(&self) -> Place {
        Place::Reports
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target::default()
    }

    fn focused(&self) -> Option<Half> {
        Some(if self.in_report { Half::Second } else { Half::First })
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        None
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        let (before, sections) = (self.report(), self.sections().len());
        match action {
            Action::Back if ctx.reads_long && self.asked.is_some() => self.stop(ctx),
            Action::Open if self.unread.take().is_some() => {}
            Action::Open if self.in_report => return Some(whose::open(self, ctx)),
            Action::Open | Action::Right if !self.in_report => self.in_report = true,
            Action::NextPane | Action::PreviousPane => self.in_report = !self.in_report,
            Action::Right if self.part + 1 < self.parts => self.part += 1,
            Action::Left if self.in_report && self.part > 0 => self.part -= 1,
            Action::Right if self.section + 1 < sections => self.turn_to(self.section + 1),
            Action::Left if self.in_report && self.section > 0 => self.turn_to(self.section - 1),
            Action::Left | Action::Back if self.in_report => self.in_report = false,
            Action::Left | Action::Right => {}
            action if self.in_report => {
                if !self.rows.moved(action) {
                    return None;
                }
            }
            action if self.list.moved(action) => self.moved_to(before),
            _ => return None,
        }
        Some(Outcome::Stay)
    }

    fn point(&mut self, point: Point, _ctx: &Ctx) -> Outcome {
        match point {
            Point::Pane(pane) => self.in_report = pane == Pane::Facts,
            Point::Row(Pane::Facts, at) => {
                self.in_report = true;
                self.rows.go_to(at);
            }
            Point::Row(_, at) => {
                let before = self.report();
                self.in_report = false;
                self.list.go_to(at);
                self.moved_to(before);
            }
            Point::View(section) => {
                self.in_report = true;
                self.turn_to(section);
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {
        self.stale = true;
    }

    fn wants(&mut self, ctx: &Ctx) -> Option<Ask> {
        let report = self.report();
        if std::mem::take(&mut self.stale) {
            self.fresh.clear();
        } else if self.unread.is_some() || self.asked.as_ref().is_some_and(|(asked, ..)| *asked == report) {
            return None;
        }
        if self.fresh.contains(&report) {
            return None;
        }
        let (turn, work) = (self.turns.next(), LongWork::default());
        self.asked = Some((report, turn.clone(), work.clone()));
        let settings = Box::new(ctx.settings.clone());
        Some(Ask::Report { report, settings, today: ctx.today, turn, work })
    }

    fn read_again(&mut self) {
        self.unread = None;
    }

    fn waits(&self) -> bool {
        // Keys that were typed ahead are meant for what it tells.
        self.in_report && self.sections().is_empty() && self.asked.is_some()
    }

    fn working(&self) -> Option<&LongWork> {
        self.asked.as_ref().map(|(.., work)| work)
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        let contact = |whose: &Whose| match whose {
            Whose::Contact(id) => Some(*id),
            Whose::Company(_) => None,
        };
        Rc::new(self.customers().iter().filter_map(contact).collect())
    }

    fn listed_companies(&self) -> Rc<Vec<CompanyId>> {
        let company = |whose: &Whose| match whose {
            Whose::Company(id) => Some(*id),
            Whose::Contact(_) => None,
        };
        Rc::new(self.customers().iter().filter_map(company).collect())
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        let open = match self.in_report {
            true => say!(ctx.text, "reports-hint-whose"),
            false => say!(ctx.text, "reports-hint-open"),
        };
        let mut hints = vec![(ctx.keys.shown(Action::Open), open)];
        if self.sections().len() > 1 || self.in_report && self.parts > 1 {
            let keys = format!("{} {}", ctx.keys.shown(Action::Left), ctx.keys.shown(Action::Right));
            hints.push((keys, say!(ctx.text, "reports-hint-sections")));
        }
        if self.in_report {
            hints.push((ctx.keys.shown(Action::Back), say!(ctx.text, "reports-hint-list")));
        }
        hints.extend([Action::Search, Action::Palette, Action::Help].map(of));
        hints
    }

    fn answered(&mut self, answer: &Answer, _ctx: &Ctx) -> Outcome {
        let mut ends = |turn: &Turn| self.asked.take_if(|(_, asked, _)| asked == turn).is_some();
        match answer {
            Answer::Report { report, turn, sections } if ends(turn) => {
                self.unread = None;
                self.fresh.insert(*report);
                self.put(*report, sections.clone());
            }
            Answer::Unread { ask: Ask::Report { turn, .. }, why, .. } if ends(turn) => self.unread = Some(why.clone()),
            Answer::Passed(Ask::Report { turn, .. }) => {
                ends(turn);
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }
}
