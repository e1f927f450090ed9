//! Two contacts or companies side by side, field by field, with what is taken of which: chosen here, and painted by `paint`.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{paint, save, tell_apart};
use crate::domain::act::{Chosen, Compared, Decided, Hanging, Joined, Joining, Piece, Takes, decided};
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Job};
use crate::domain::field::Field;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{Record, TimelineOf};
use crate::domain::row::ConsentNow;
use crate::say;
use crate::text::days;
use crate::text::pairs::{decision, shown};
use crate::tui::action::Action;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::popups::menu::Menu;
use crate::tui::popups::{Popup, company};
use crate::tui::spots::{Pane, Point};
use crate::tui::widgets::list::Scroll;

/// Jobs as they are told: `Buyer, Hofmann GmbH, until 2024-05-01`.
fn jobs(jobs: &[Job], ctx: &Ctx) -> Vec<String> {
    let job = |job: &Job| {
        let company = job.company.map_or("", |id| ctx.book.company_name_of(id));
        let until = job.to.map(|day| say!(ctx.text, "merge-job-until", day = days::short(ctx.text, day, ctx.today)));
        let parts = [job.role.as_str(), &job.department, company, until.as_deref().unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    jobs.iter().map(job).collect()
}

/// What both decided, by channel.
fn consents(who: [ContactId; 2], chosen: &[(Piece, Takes)], ctx: &Ctx) -> Vec<Decided> {
    let [kept, gone] = who.map(|id| ctx.book.contact(id).map(|row| row.decisions()).unwrap_or_default());
    decided(&kept, &gone, chosen)
}

/// What there is to choose of both, and what they are together.
fn fields<T: Joined>([kept, gone]: &[T; 2], chosen: &Chosen, ctx: &Ctx) -> (Vec<Compared>, T) {
    let mut joining = Joining::new(kept, ctx.book);
    let fields = joining.compared(gone, chosen);
    joining.join(gone, chosen);
    (fields, joining.so_far().clone())
}

/// Two decisions as one chooses between them.
fn compared(one: &Decided, ctx: &Ctx) -> Compared {
    let words = |consent: Option<&ConsentNow>| -> Vec<String> {
        consent.into_iter().map(|consent| decision(ctx.text, consent, ctx.today)).collect()
    };
    Compared {
        piece: one.piece(),
        kept: words(one.kept.as_ref()),
        gone: words(one.gone.as_ref()),
        after: words(one.in_force()),
        takes: one.takes,
        can_be_both: false,
        is_same: false,
    }
}

/// The keys of this window, each with what it does.
fn keys(ctx: &Ctx) -> Outcome {
    let keys = say!(ctx.text, "merge-keys").lines().map(str::to_owned).collect();
    Outcome::Open(Menu::telling(say!(ctx.text, "merge-keys-title"), keys, ctx))
}

/// Which two become one: the one that is kept first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Both {
    Contacts([ContactId; 2]),
    Companies([CompanyId; 2]),
}

impl Both {
    /// What has to be read of both; of companies the book has all but what happened there.
    fn asks(self) -> Vec<Ask> {
        let timelines = self.timelines().into_iter().map(|of| Ask::Timeline { of, skip: 0, limit: usize::MAX });
        let records = match self {
            Self::Contacts([one, other]) => Some(Ask::Contacts(vec![one.min(other), one.max(other)])),
            Self::Companies(_) => None,
        };
        records.into_iter().chain(timelines).collect()
    }

    /// Whose timelines: the one that is kept first.
    fn timelines(self) -> [TimelineOf; 2] {
        match self {
            Self::Contacts(both) => both.map(TimelineOf::from),
            Self::Companies(both) => both.map(TimelineOf::from),
        }
    }

    fn swap(&mut self) {
        match self {
            Self::Contacts(both) => both.swap(0, 1),
            Self::Companies(both) => both.swap(0, 1),
        }
    }
}

/// Both in full.
pub(super) enum Records {
    Contacts(Box<[Contact; 2]>),
    Companies(Box<[Company; 2]>),
}

/// What a merge would do.
pub(super) struct Merge {
    pub both: Both,
    /// Once they are read.
    pub records: Option<Records>,
    /// What happened with each, once it is read.
    happened: HashMap<TimelineOf, Vec<Record>>,
    /// What there is to choose, decisions that contradict each other first.
    pub fields: Vec<Compared>,
    pub consents: Vec<Decided>,
    /// Of which it was chosen to take a field; by itself it isn't here.
    chosen: HashMap<Piece, Takes>,
    pub at: usize,
    pub scroll: Scroll,
    /// Rows of the selected field's values that were scrolled away.
    pub down: usize,
    /// Why it can't be done.
    pub failed: Option<String>,
}

impl Merge {
    pub fn new(both: Both) -> Self {
        Self {
            both,
            records: None,
            happened: HashMap::new(),
            fields: Vec::new(),
            consents: Vec::new(),
            chosen: HashMap::new(),
            at: 0,
            scroll: Scroll::default(),
            down: 0,
            failed: None,
        }
    }

    /// Asks for what isn't read yet.
    fn ask(&self) -> Outcome {
        Outcome::All(self.both.asks().into_iter().filter(|ask| self.is_missing(ask)).map(Outcome::Ask).collect())
    }

    fn is_missing(&self, ask: &Ask) -> bool {
        match ask {
            Ask::Timeline { of, .. } => !self.happened.contains_key(of),
            _ => self.records.is_none(),
        }
    }

    /// What goes over, once it is read.
    pub fn hanging(&self) -> Option<Hanging> {
        let [kept, gone] = self.both.timelines();
        Some(Hanging::of(self.happened.get(&kept)?, self.happened.get(&gone)?))
    }

    /// The companies as the book has them.
    fn look(&mut self, ctx: &Ctx) {
        let Both::Companies([kept, gone]) = self.both else { return };
        match ctx.book.company(kept).zip(ctx.book.company(gone)) {
            Some((kept, gone)) => {
                self.records = Some(Records::Companies(Box::new([kept.clone(), gone.clone()])));
                self.compare(ctx);
            }
            None => self.failed = Some(say!(ctx.text, "error-gone")),
        }
    }

    fn all_chosen(&self) -> Vec<(Piece, Takes)> {
        self.chosen.iter().map(|(piece, takes)| (piece.clone(), *takes)).collect()
    }

    /// Looks anew at what becomes of it; the selection stays at its field.
    fn compare(&mut self, ctx: &Ctx) {
        let Some(records) = &self.records else { return };
        let chosen = self.all_chosen();
        let mut fields = match records {
            Records::Contacts(both) => {
                let (mut fields, after) = fields(both, &chosen, ctx);
                for field in fields.iter_mut().filter(|field| field.piece == Field::Job.into()) {
                    (field.kept, field.gone) = (jobs(&both[0].jobs, ctx), jobs(&both[1].jobs, ctx));
                    field.after = jobs(&after.jobs, ctx);
                }
                fields
            }
            Records::Companies(both) => fields(both, &chosen, ctx).0,
        };
        fields.iter_mut().for_each(|field| shown(ctx.text, field));
        // What differs first: that is what there is to decide. What was chosen to be as the other doesn't change the order.
        fields.sort_by_key(|field| field.kept == field.gone);
        if let Both::Contacts(who) = self.both {
            self.consents = consents(who, &chosen, ctx);
        }
        let contradicting = self.consents.iter().filter(|one| one.differs()).map(|one| compared(one, ctx));
        fields.splice(0..0, contradicting.collect::<Vec<_>>());
        let selected = self.fields.get(self.at).map(|field| field.piece.clone());
        self.fields = fields;
        self.at = self.fields.iter().position(|one| Some(&one.piece) == selected.as_ref()).unwrap_or(0);
    }

    /// The other one is kept; what was chosen stays with whose it is.
    fn swap(&mut self, ctx: &Ctx) -> Outcome {
        self.both.swap();
        match &mut self.records {
            Some(Records::Contacts(both)) => both.swap(0, 1),
            Some(Records::Companies(both)) => both.swap(0, 1),
            None => {}
        }
        for takes in self.chosen.values_mut() {
            *takes = match *takes {
                Takes::Kept => Takes::Gone,
                Takes::Gone => Takes::Kept,
                other => other,
            };
        }
        self.compare(ctx);
        Outcome::Stay
    }

    fn save(&self, ctx: &Ctx) -> Outcome {
        Outcome::Save(match self.both {
            Both::Contacts([kept, gone]) => save(kept, gone, self.all_chosen(), ctx),
            Both::Companies([kept, gone]) => company::save_merge(kept, gone, self.all_chosen(), ctx),
        })
    }

    /// Takes a side, or both. To take a side where nothing stands is to take nothing.
    fn take(&mut self, takes: Takes, ctx: &Ctx) {
        let Some(field) = self.fields.get(self.at) else { return };
        let is_empty = match takes {
            Takes::Kept => field.kept.is_empty(),
            Takes::Gone => field.gone.is_empty(),
            Takes::Both | Takes::Nothing => false,
        };
        if takes == Takes::Both && !field.can_be_both {
            return;
        }
        self.chosen.insert(field.piece.clone(), if is_empty { Takes::Nothing } else { takes });
        self.compare(ctx);
    }

    /// The next of kept, gone, both.
    fn take_next(&mut self, ctx: &Ctx) {
        let Some(field) = self.fields.get(self.at) else { return };
        let (here, there) = (!field.kept.is_empty(), !field.gone.is_empty());
        let next = match field.takes {
            Takes::Kept if there => Takes::Gone,
            Takes::Gone if field.can_be_both && here => Takes::Both,
            Takes::Nothing if !here => Takes::Gone,
            _ => Takes::Kept,
        };
        self.take(next, ctx);
    }
}

impl Popup for Merge {
    fn opened(&mut self, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        self.ask()
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(point) => return self.clicked(*point, ctx),
            Input::Paste(_) => return Outcome::Stay,
        };
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let step = match key.code {
            KeyCode::Esc => return Outcome::Finish,
            KeyCode::Enter if self.records.is_some() => return self.save(ctx),
            KeyCode::Tab | KeyCode::BackTab => return self.swap(ctx),
            KeyCode::Down => Action::Down,
            KeyCode::Up => Action::Up,
            KeyCode::Home => Action::First,
            KeyCode::End => Action::Last,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            KeyCode::Left => return self.takes(Takes::Kept, ctx),
            KeyCode::Right => return self.takes(Takes::Gone, ctx),
            _ if held => return Outcome::NoAction((*key).into()),
            KeyCode::Char('q') => return Outcome::Finish,
            KeyCode::Char('j') => Action::Down,
            KeyCode::Char('k') => Action::Up,
            KeyCode::Char('J') => {
                self.down += 1;
                return Outcome::Stay;
            }
            KeyCode::Char('K') => {
                self.down = self.down.saturating_sub(1);
                return Outcome::Stay;
            }
            KeyCode::Char('g') => Action::First,
            KeyCode::Char('G') => Action::Last,
            KeyCode::Char('h') => return self.takes(Takes::Kept, ctx),
            KeyCode::Char('l') => return self.takes(Takes::Gone, ctx),
            KeyCode::Char('b') => return self.takes(Takes::Both, ctx),
            KeyCode::Char(' ') => {
                self.take_next(ctx);
                return Outcome::Stay;
            }
            KeyCode::Char('x') => {
                return match self.both {
                    Both::Contacts([kept, gone]) => tell_apart(kept, gone, ctx),
                    Both::Companies([kept, gone]) => company::tell_apart(kept, gone, ctx),
                };
            }
            KeyCode::Char('?') => return keys(ctx),
            _ => return Outcome::NoAction((*key).into()),
        };
        self.at = self.scroll.moved(step, self.at, self.fields.len()).unwrap_or(self.at);
        self.down = 0;
        Outcome::Stay
    }

    fn waits(&self, _input: &Input) -> bool {
        self.records.is_none() && self.failed.is_none()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "merge-do")),
            ("←→".into(), say!(ctx.text, "merge-hint-take")),
            ("b".into(), say!(ctx.text, "merge-hint-both")),
            ("Tab".into(), say!(ctx.text, "merge-hint-swap")),
            ("x".into(), say!(ctx.text, "duplicates-hint-not-same")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
            ("?".into(), Action::Help.label(ctx.text)),
        ]
    }

    fn failed(&mut self, why: String) {
        self.failed = Some(why);
    }

    fn read_again(&mut self) -> Option<Ask> {
        let missing = self.both.asks().into_iter().find(|ask| self.is_missing(ask));
        missing.filter(|_| self.failed.is_some())
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Contacts { ids, contacts } if self.both.asks().contains(&Ask::Contacts(ids.clone())) => {
                let Both::Contacts(both) = self.both else { return Outcome::Stay };
                match both.map(|id| contacts.iter().find(|contact| contact.id == id).cloned()) {
                    [Some(kept), Some(gone)] => {
                        self.failed = None;
                        self.records = Some(Records::Contacts(Box::new([kept, gone])));
                        self.compare(ctx);
                    }
                    _ => self.failed = Some(say!(ctx.text, "error-gone")),
                }
            }
            // The screen below asks for a part of the same timeline.
            Answer::Timeline { of, skip, limit, records, .. }
                if self.both.asks().contains(&Ask::Timeline { of: *of, skip: *skip, limit: *limit }) =>
            {
                self.failed = None;
                self.happened.insert(*of, records.clone());
            }
            Answer::Unread { ask, why, .. } if self.both.asks().contains(ask) => self.failed = Some(why.clone()),
            _ => {}
        }
        Outcome::Stay
    }
}

impl Merge {
    /// A click on a side takes it, one on the field's name selects it.
    fn clicked(&mut self, point: Point, ctx: &Ctx) -> Outcome {
        match point {
            Point::Row(Pane::List, at) if at < self.fields.len() => self.at = at,
            Point::Choice(at, side) if at < self.fields.len() => {
                self.at = at;
                return self.takes(if side == 0 { Takes::Kept } else { Takes::Gone }, ctx);
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn takes(&mut self, takes: Takes, ctx: &Ctx) -> Outcome {
        self.take(takes, ctx);
        Outcome::Stay
    }
}
