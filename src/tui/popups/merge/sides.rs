//! Two contacts side by side, field by field, with what is taken of whom: chosen here, and painted by `paint`.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{paint, save, tell_apart};
use crate::domain::act::{Compared, Decided, Joining, Piece, Takes, decided};
use crate::domain::contact::{Contact, Job};
use crate::domain::field::Field;
use crate::domain::id::ContactId;
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
use crate::tui::popups::Popup;
use crate::tui::popups::menu::Menu;
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
    Outcome::Open(Menu::telling(say!(ctx.text, "merge-people"), keys, ctx))
}

/// What a merge would do.
pub(super) struct Merge {
    pub kept: ContactId,
    pub gone: ContactId,
    /// Both in full, once they are read: who is kept first.
    pub records: Option<[Contact; 2]>,
    /// What there is to choose, decisions that contradict each other first.
    pub fields: Vec<Compared>,
    pub consents: Vec<Decided>,
    /// Of whom it was chosen to take a field; by itself it isn't here.
    chosen: HashMap<Piece, Takes>,
    pub at: usize,
    pub scroll: Scroll,
    /// Why it can't be done.
    pub failed: Option<String>,
}

impl Merge {
    pub fn new(kept: ContactId, gone: ContactId) -> Self {
        Self {
            kept,
            gone,
            records: None,
            fields: Vec::new(),
            consents: Vec::new(),
            chosen: HashMap::new(),
            at: 0,
            scroll: Scroll::default(),
            failed: None,
        }
    }

    fn ask(&self) -> Ask {
        let (one, other) = if self.kept < self.gone { (self.kept, self.gone) } else { (self.gone, self.kept) };
        Ask::Contacts(vec![one, other])
    }

    fn all_chosen(&self) -> Vec<(Piece, Takes)> {
        self.chosen.iter().map(|(piece, takes)| (piece.clone(), *takes)).collect()
    }

    /// Looks anew at what becomes of it; the selection stays at its field.
    fn compare(&mut self, ctx: &Ctx) {
        let Some([kept, gone]) = &self.records else { return };
        let chosen = self.all_chosen();
        let mut joining = Joining::new(kept, ctx.book);
        let mut fields = joining.compared(gone, &chosen);
        joining.join(gone, &chosen);
        for field in fields.iter_mut().filter(|field| field.piece == Field::Job.into()) {
            (field.kept, field.gone) = (jobs(&kept.jobs, ctx), jobs(&gone.jobs, ctx));
            field.after = jobs(&joining.so_far().jobs, ctx);
        }
        fields.iter_mut().for_each(|field| shown(ctx.text, field));
        // What differs first: that is what there is to decide. What was chosen to be as the other doesn't change the order.
        fields.sort_by_key(|field| field.kept == field.gone);
        self.consents = consents([self.kept, self.gone], &chosen, ctx);
        let contradicting = self.consents.iter().filter(|one| one.differs()).map(|one| compared(one, ctx));
        fields.splice(0..0, contradicting.collect::<Vec<_>>());
        let selected = self.fields.get(self.at).map(|field| field.piece.clone());
        self.fields = fields;
        self.at = self.fields.iter().position(|one| Some(&one.piece) == selected.as_ref()).unwrap_or(0);
    }

    /// The other one is kept; what was chosen stays with whose it is.
    fn swap(&mut self, ctx: &Ctx) {
        std::mem::swap(&mut self.kept, &mut self.gone);
        if let Some(records) = &mut self.records {
            records.swap(0, 1);
        }
        for takes in self.chosen.values_mut() {
            *takes = match *takes {
                Takes::Kept => Takes::Gone,
                Takes::Gone => Takes::Kept,
                other => other,
            };
        }
        self.compare(ctx);
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
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(self.ask())
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
            KeyCode::Enter if self.records.is_some() => {
                return Outcome::Save(save(self.kept, self.gone, self.all_chosen(), ctx));
            }
            KeyCode::Tab | KeyCode::BackTab => {
                self.swap(ctx);
                return Outcome::Stay;
            }
            KeyCode::Down => Action::Down,
            KeyCode::Up => Action::Up,
            KeyCode::Home => Action::First,
            KeyCode::End => Action::Last,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            KeyCode::Left => return self.takes(Takes::Kept, ctx),
            KeyCode::Right => return self.takes(Takes::Gone, ctx),
            _ if held => return Outcome::Stay,
            KeyCode::Char('q') => return Outcome::Finish,
            KeyCode::Char('j') => Action::Down,
            KeyCode::Char('k') => Action::Up,
            KeyCode::Char('h') => return self.takes(Takes::Kept, ctx),
            KeyCode::Char('l') => return self.takes(Takes::Gone, ctx),
            KeyCode::Char('b') => return self.takes(Takes::Both, ctx),
            KeyCode::Char(' ') => {
                self.take_next(ctx);
                return Outcome::Stay;
            }
            KeyCode::Char('x') => return tell_apart(self.kept, self.gone, ctx),
            KeyCode::Char('?') => return keys(ctx),
            _ => return Outcome::Stay,
        };
        self.at = self.scroll.moved(step, self.at, self.fields.len()).unwrap_or(self.at);
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
        (self.records.is_none() && self.failed.is_some()).then(|| self.ask())
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Contacts { ids, contacts } if Ask::Contacts(ids.clone()) == self.ask() => {
                let of = |id: ContactId| contacts.iter().find(|contact| contact.id == id).cloned();
                match (of(self.kept), of(self.gone)) {
                    (Some(kept), Some(gone)) => {
                        self.failed = None;
                        self.records = Some([kept, gone]);
                        self.compare(ctx);
                    }
                    _ => self.failed = Some(say!(ctx.text, "error-gone")),
                }
            }
            Answer::Unread { ask, why, .. } if *ask == self.ask() => self.failed = Some(why.clone()),
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
