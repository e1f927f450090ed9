//! What the columns of a table mean: guessed by their heads and by what stands in them, and set by hand, with what its first rows
//! would become. Encoding, separator, line of heads and what the rows are can be set too; all of it can be saved under a name.
//!
//! Owns the mapping that is being made, and the selection in it. How it is painted is `paint`'s, what is asked for each line
//! `popups::columns`'.

mod paint;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use super::import::ImportScreen;
use crate::domain::id::ContactId;
use crate::explain;
use crate::formats::csv::{Mapping, Meaning};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::{Answer, Chosen};
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::importing::{Asked, Columns, Held, Told, reading};
use crate::tui::long_work::LongWork;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::columns as popups;
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::widgets::toast::Toast;

/// A line that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Encoding,
    Separator,
    /// In which line the heads stand.
    Heads,
    /// What the rows are.
    Rows,
    Column(usize),
}

/// Values of a column that are shown where none of them fits.
const UNFIT: usize = 3;

/// The lines before the columns.
const WHOLE: [Line; 4] = [Line::Encoding, Line::Separator, Line::Heads, Line::Rows];

/// The columns of a table, before it is imported.
pub struct ColumnsScreen {
    held: Held,
    /// As it was told last.
    columns: Arc<Columns>,
    /// As it is chosen: what it makes of the table is told a moment later.
    mapping: Arc<Mapping>,
    /// How often it was asked for and not yet told.
    asked: usize,
    /// Whether the columns themselves may be others then: keys are meant for those.
    changing: bool,
    /// Lines by their place.
    list: Selection<usize>,
    /// The whole table is being read by it.
    reading: Option<LongWork>,
    /// Why it can't be read by it.
    unread: Option<String>,
}

impl ColumnsScreen {
    pub fn new(held: Held, columns: Arc<Columns>) -> Self {
        let mapping = columns.mapping.clone();
        let mut screen = Self {
            held,
            columns,
            mapping,
            asked: 0,
            changing: false,
            list: Selection::default(),
            reading: None,
            unread: None,
        };
        screen.list_anew();
        // What all columns hang on is right most of the time.
        screen.list.select(WHOLE.len());
        screen
    }

    fn list_anew(&mut self) {
        let count = WHOLE.len() + self.mapping.columns.len();
        self.list.list((0..count).collect::<Vec<_>>(), None);
    }

    fn line(&self, place: usize) -> Line {
        WHOLE.get(place).copied().unwrap_or_else(|| Line::Column(place - WHOLE.len()))
    }

    fn selected(&self) -> Option<Line> {
        self.list.selected().map(|place| self.line(place))
    }

    fn ask(&self, asked: Asked) -> Outcome {
        Outcome::Ask(Ask::OfImport { held: self.held.clone(), asked })
    }

    /// Asks what another mapping makes of the table.
    fn ask_anew(&mut self, asked: Asked, changing: bool) -> Outcome {
        self.asked += 1;
        self.changing |= changing;
        self.unread = None;
        self.ask(asked)
    }

    /// A column becomes something else, and the selection goes on to the next. What can't be in it is said.
    fn set(&mut self, at: usize, becomes: Meaning, ctx: &Ctx) -> Outcome {
        Arc::make_mut(&mut self.mapping).set_column(at, becomes);
        let asked = self.ask_anew(Asked::Columns(Some(self.mapping.clone())), false);
        let unfit = self.unfit(at);
        let Some(column) = self.mapping.columns.get(at).filter(|_| !unfit.is_empty()) else {
            self.list.moved(Action::Down);
            return asked;
        };
        let (head, meaning) = (popups::head(column, at), explain::becomes(ctx.text, column));
        let values = unfit.join(" · ");
        let words = say!(ctx.text, "columns-unfit", head = head, meaning = meaning, values = values);
        Outcome::All(vec![asked, Outcome::Say(Toast::warning(words))])
    }

    /// Some of the values of a column, if none of them can be what it becomes.
    fn unfit(&self, at: usize) -> Vec<String> {
        let Some(column) = self.mapping.columns.get(at) else { return Vec::new() };
        let cells =
            || self.columns.look.rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_empty());
        match cells().any(|cell| column.becomes.can_be_in(cell)) {
            true => Vec::new(),
            false => cells().take(UNFIT).cloned().collect(),
        }
    }

    /// Reads the whole table by it, and goes on to what it would bring.
    fn go_on(&mut self, ctx: &Ctx) -> Outcome {
        let work = LongWork::default();
        self.reading = Some(work.clone());
        self.unread = None;
        self.ask(Asked::Read { reading: reading(Some(self.mapping.clone()), ctx), taken: Vec::new(), work })
    }

    /// Leaves the selected column out; one that is left out becomes a free field.
    fn leave_out(&mut self, ctx: &Ctx) -> Outcome {
        let Some(Line::Column(at)) = self.selected() else {
            return Outcome::Say(Toast::warning(say!(
                ctx.text,
                "columns-not-one",
                key = ctx.keys.shown(Action::ChangeColumn)
            )));
        };
        let is_out = self.mapping.columns.get(at).is_some_and(|column| column.becomes == Meaning::LeftOut);
        self.set(at, if is_out { Meaning::Free } else { Meaning::LeftOut }, ctx)
    }

    fn chosen(&mut self, chosen: &Chosen, ctx: &Ctx) -> Outcome {
        match chosen {
            Chosen::Table(change) => self.ask_anew(Asked::Change(self.mapping.clone(), *change), true),
            Chosen::Meaning(at, meaning) => self.set(*at, *meaning, ctx),
            Chosen::Into(..) | Chosen::Whole(_) | Chosen::Firms(..) => Outcome::Stay,
        }
    }
}

impl Screen for ColumnsScreen {
    fn place(&self) -> Place {
        Place::Columns
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target::default()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        match action {
            Action::Open => Some(self.go_on(ctx)),
            Action::Back | Action::Quit => {
                // What is read for it isn't wanted any more.
                self.reading.iter().for_each(LongWork::stop);
                Some(Outcome::Go(Goto::Back))
            }
            Action::ChangeColumn => {
                let line = self.selected()?;
                Some(popups::open(self.held.clone(), line, &self.mapping, ctx))
            }
            Action::LeaveOut => Some(self.leave_out(ctx)),
            Action::AsBefore => Some(self.ask_anew(Asked::Columns(None), true)),
            Action::SaveMapping => Some(popups::save(self.held.clone(), &self.mapping, ctx)),
            Action::LoadMapping => Some(self.ask(Asked::Mappings)),
            action => self.list.moved(action).then_some(Outcome::Stay),
        }
    }

    fn point(&mut self, point: Point, ctx: &Ctx) -> Outcome {
        match point {
            Point::Row(Pane::List, at) => self.list.go_to(at),
            // What it is set to is changed by a click.
            Point::Choice(at, _) => {
                self.list.go_to(at);
                return self.update(Action::ChangeColumn, ctx).unwrap_or(Outcome::Stay);
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {}

    fn waits(&self) -> bool {
        self.reading.is_some() || self.changing
    }

    fn working(&self) -> Option<&LongWork> {
        self.reading.as_ref()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::OfImport { held, told } if *held == self.held => match told {
                Told::Columns(columns) => {
                    self.asked = self.asked.saturating_sub(1);
                    // What an earlier choice made is left: the next is on its way.
                    if self.asked == 0 {
                        self.changing = false;
                        self.mapping = columns.mapping.clone();
                        self.columns = columns.clone();
                        self.list_anew();
                    }
                }
                Told::Read(overview) if self.reading.take().is_some() => {
                    return Outcome::Show(Box::new(ImportScreen::new(held.clone(), overview.clone())));
                }
                Told::Mappings(names) => return popups::load(self.held.clone(), names, ctx),
                Told::Saved(name) => {
                    return Outcome::Say(Toast::good(say!(ctx.text, "columns-saved", name = name.as_str())));
                }
                _ => {}
            },
            Answer::Chosen { held, chosen } if *held == self.held => return self.chosen(chosen, ctx),
            Answer::Unread { ask: Ask::OfImport { held, asked }, why, .. } if *held == self.held => match asked {
                Asked::Read { work, .. } if work.is_stopped() => self.reading = None,
                Asked::Read { .. } => {
                    self.reading = None;
                    self.unread = Some(why.clone());
                }
                asked => {
                    if matches!(asked, Asked::Columns(_) | Asked::Change(..) | Asked::LoadMapping(_)) {
                        (self.asked, self.changing) = (self.asked.saturating_sub(1), false);
                    }
                    return Outcome::Say(Toast::error(why.clone()));
                }
            },
            _ => {}
        }
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let go_on = (ctx.keys.shown(Action::Open), say!(ctx.text, "columns-hint-on"));
        let rest = [
            Action::ChangeColumn,
            Action::LeaveOut,
            Action::SaveMapping,
            Action::LoadMapping,
            Action::AsBefore,
            Action::Back,
            Action::Help,
        ];
        let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        [go_on].into_iter().chain(rest.map(of)).collect()
    }
}
