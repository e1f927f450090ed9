//! Two companies that are one: the other one is picked, then it is said what goes over and which is kept, before it is done.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::change::companies;
use crate::domain::act;
use crate::domain::company::Company;
use crate::domain::display::safe;
use crate::domain::id::CompanyId;
use crate::domain::pairs::Firm;
use crate::domain::record::Record;
use crate::domain::standing;
use crate::say;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Problem};
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::popups::Popup;
use crate::tui::popups::pick::Pick;
use crate::tui::popups::work::Work;
use crate::tui::theme::Role;
use crate::tui::widgets::window;

/// Asks into which one `company` is merged.
pub fn open(company: &Company, ctx: &Ctx) -> Outcome {
    let from = company.id;
    let title = say!(ctx.text, "merge-title", company = company.name.as_str());
    let then = move |into: CompanyId, ctx: &Ctx| open_both(from, into, ctx);
    let (fitting, core) = (companies(vec![from]), Firm::of(&company.name));
    let find = move |typed: &str, ctx: &Ctx| {
        let mut found = fitting(typed, ctx);
        if typed.trim().is_empty() {
            // What is the same but for its legal form stands first.
            let may_be = |id: CompanyId| Firm::of(ctx.book.company_name_of(id)).may_be(&core);
            found.retain(|item| !may_be(item.value));
            found.splice(0..0, fitting(&core.core, ctx).into_iter().filter(|item| may_be(item.value)));
        }
        found
    };
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "merge-hint-into")).unchosen()))
}

/// Shows what merging `from` into `into` would do.
pub fn open_both(from: CompanyId, into: CompanyId, ctx: &Ctx) -> Outcome {
    Outcome::Open(Box::new(Merge::new(from, into, ctx)))
}

/// Remembers that two aren't the same, however alike they look.
pub fn tell_apart(one: CompanyId, other: CompanyId, ctx: &Ctx) -> Outcome {
    Outcome::Save(Work::of(ctx).act(move |given, _| {
        let both = given.book.company(one).zip(given.book.company(other));
        both.map_or(Err(act::ActError::Gone), |(one, other)| act::tell_companies_apart(one, other))
    }))
}

/// What a merge would do.
struct Merge {
    /// The one that goes, and the one that is kept.
    from: CompanyId,
    into: CompanyId,
    /// How many contacts have to do with the one that goes.
    people: usize,
    /// What happened at it, once it is read: interactions, feedback.
    happened: Option<(usize, usize)>,
    /// Why it can't be done.
    failed: Option<String>,
}

impl Merge {
    fn new(from: CompanyId, into: CompanyId, ctx: &Ctx) -> Self {
        let people = standing::people(ctx.book, from);
        Self { from, into, people: people.now.len() + people.others.len(), happened: None, failed: None }
    }

    fn ask(&self) -> Ask {
        Ask::Timeline { of: self.from.into(), skip: 0, limit: usize::MAX }
    }

    fn save(&self, ctx: &Ctx) -> Outcome {
        let (from, into) = (self.from, self.into);
        let save = Work::of(ctx).on_read(
            move |store| store.whole_company(from)?.ok_or(Problem::Gone),
            move |given, _, from| {
                let into = given.book.company(into).ok_or(act::ActError::Gone)?;
                act::merge_companies(&from, into)
            },
        );
        Outcome::Save(save.then(move |_| Outcome::SelectCompany(into)))
    }

    fn said(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let text = ctx.text;
        let name = |id: CompanyId| ctx.book.company(id).map_or("", |company| &company.name);
        let mut said = vec![
            (say!(text, "merge-kept", company = name(self.into)), Role::Text),
            (say!(text, "merge-gone", company = name(self.from)), Role::Text),
            (String::new(), Role::Text),
            (say!(text, "merge-contacts", count = self.people), Role::Text),
        ];
        match self.happened {
            Some((interactions, feedback)) => {
                said.push((say!(text, "merge-interactions", count = interactions), Role::Text));
                if feedback > 0 {
                    said.push((say!(text, "merge-feedback", count = feedback), Role::Text));
                }
            }
            None if ctx.reads_long => said.push((say!(text, "popup-reading"), Role::Dim)),
            // The place stays free, so that nothing moves when it comes.
            None => said.push((String::new(), Role::Dim)),
        }
        said.push((say!(text, "merge-fields"), Role::Dim));
        said.extend(self.failed.iter().map(|why| (why.clone(), Role::Error)));
        said
    }
}

impl Popup for Merge {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(self.ask())
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Stay };
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => Outcome::Finish,
            KeyCode::Enter => self.save(ctx),
            KeyCode::Tab | KeyCode::Char('s') => {
                *self = Self::new(self.into, self.from, ctx);
                Outcome::Ask(self.ask())
            }
            _ => Outcome::Stay,
        }
    }

    fn waits(&self, _input: &Input) -> bool {
        self.happened.is_none() && self.failed.is_none()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let said = self.said(ctx);
        let widest = said.iter().map(|(words, _)| safe(words).width()).max().unwrap_or(0);
        let columns = u16::try_from(widest).unwrap_or(72).clamp(40, 72);
        let title = say!(ctx.text, "merge-preview");
        let inner = window::draw(&title, columns, said.len() as u16, frame, area, ctx);
        for (y, (words, role)) in (inner.y..inner.bottom()).zip(said) {
            let words = safe(&words).cut(inner.width.into()).to_string();
            frame.render_widget(Line::styled(words, ctx.theme.style(role)), Rect { y, height: 1, ..inner });
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "merge-do")),
            ("Tab".into(), say!(ctx.text, "merge-swap")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
        ]
    }

    fn failed(&mut self, why: String) {
        self.failed = Some(why);
    }

    fn read_again(&mut self) -> Option<Ask> {
        (self.happened.is_none() && self.failed.is_some()).then(|| self.ask())
    }

    fn answered(&mut self, answer: &Answer, _ctx: &Ctx) -> Outcome {
        match answer {
            // The screen below asks for a part of the same timeline.
            Answer::Timeline { of, skip, limit, records, .. }
                if self.ask() == Ask::Timeline { of: *of, skip: *skip, limit: *limit } =>
            {
                let interactions = records.iter().filter(|record| matches!(record, Record::Interaction(_))).count();
                self.failed = None;
                self.happened = Some((interactions, records.len() - interactions));
            }
            Answer::Unread { ask, why, .. } if *ask == self.ask() => self.failed = Some(why.clone()),
            _ => {}
        }
        Outcome::Stay
    }
}
