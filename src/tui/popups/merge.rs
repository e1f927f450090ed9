//! Two contacts that are one person: both side by side, field by field, with what is taken of whom, before it is done.

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Popup;
use super::menu::{Entry, Menu};
use super::pick::{self, Pick};
use super::work::Work;
use crate::domain::act::{self, Compared, Gone, Joining, Merging, Takes, WholeContact};
use crate::domain::contact::{Contact, Job};
use crate::domain::field::{Field, FieldName};
use crate::domain::id::ContactId;
use crate::domain::pairs::{self, kept_of};
use crate::say;
use crate::store::Store;
use crate::text::{days, label};
use crate::tui::action::Action;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Problem, Save};
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::window;

/// Columns inside the box where there is room, and those of a field's name.
const COLUMNS: u16 = 110;
const LABEL: usize = 16;

/// Shows both side by side.
pub fn open(one: ContactId, other: ContactId, ctx: &Ctx) -> Outcome {
    let kept = kept_of(ctx.book, &[one, other]).unwrap_or(one);
    let gone = if kept == one { other } else { one };
    Outcome::Open(Box::new(Merge::new(kept, gone)))
}

/// Asks for another contact who is the same person as `one`; those who may be stand first.
pub fn pick(one: ContactId, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "merge-with", who = ctx.name(one));
    let fitting = pick::touched(vec![one]);
    let find = move |typed: &str, ctx: &Ctx| {
        let mut found = fitting(typed, ctx);
        if typed.trim().is_empty() {
            let like = like(one, ctx);
            found.retain(|item| !like.contains(&item.value));
            let rows = like.into_iter().filter_map(|id| ctx.book.contact(id));
            found.splice(0..0, rows.map(|row| pick::item(row, ctx)).collect::<Vec<_>>());
        }
        found
    };
    let then = move |other: ContactId, ctx: &Ctx| open(one, other, ctx);
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "merge-with-hint")).unchosen()))
}

/// Those who may be the same as one who is there.
fn like(one: ContactId, ctx: &Ctx) -> Vec<ContactId> {
    let Some(row) = ctx.book.contact(one) else { return Vec::new() };
    let mut known = Contact::new(one, row.name.as_str(), row.added);
    known.name_parts.nickname.clone_from(&row.nickname);
    known.mails.clone_from(&row.mails);
    known.phones.clone_from(&row.phones);
    known.birthday = row.birthday;
    let likely = pairs::likely(ctx.book, &known, ctx.book.company_name(row));
    likely.into_iter().map(|(id, _)| id).collect()
}

/// Merges one into the other, with what was chosen of their fields.
pub fn save(kept: ContactId, gone: ContactId, chosen: Vec<(FieldName, Takes)>, ctx: &Ctx) -> Save {
    let read = move |store: &Store| {
        let gone = Gone { whole: whole(store, gone)?, chosen };
        Ok([Merging { kept: whole(store, kept)?, gone: vec![gone] }])
    };
    let save = Work::of(ctx).on_read(read, |_, _, mergings| act::merge_contacts(&mergings));
    save.about([kept, gone]).then(move |_| Outcome::Select(kept))
}

/// Asks whether all that can be merged without a look are to be merged, and does it in one step.
pub fn ask_exact(groups: Vec<Vec<ContactId>>, count: usize, ctx: &Ctx) -> Outcome {
    let entries = vec![
        Entry::new(true, say!(ctx.text, "duplicates-merge-all", count = count)),
        Entry::new(false, say!(ctx.text, "duplicates-merge-none")),
    ];
    let title = say!(ctx.text, "duplicates-merge-exact");
    let said = vec![say!(ctx.text, "duplicates-exact-how")];
    let then = move |chosen: Vec<bool>, ctx: &Ctx| match chosen.first() {
        Some(true) => Outcome::Save(save_all(groups.clone(), count, ctx)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

fn save_all(groups: Vec<Vec<ContactId>>, count: usize, ctx: &Ctx) -> Save {
    let read = move |store: &Store| {
        let mut mergings = Vec::new();
        for group in groups {
            let Some(kept) = kept_of(&store.book(), &group) else { continue };
            let others = group.into_iter().filter(|id| *id != kept);
            let gone = others.map(|id| whole(store, id).map(Gone::from)).collect::<Result<Vec<_>, Problem>>()?;
            mergings.push(Merging { kept: whole(store, kept)?, gone });
        }
        Ok(mergings)
    };
    let save = Work::of(ctx).on_read(read, |_, _, mergings| act::merge_contacts(&mergings));
    save.said(say!(ctx.text, "pairs-merged", count = count))
}

/// Remembers that two aren't the same, however alike they look.
pub fn tell_apart(one: ContactId, other: ContactId, ctx: &Ctx) -> Outcome {
    let read = move |store: &Store| Ok([contact(store, one)?, contact(store, other)?]);
    let save = Work::of(ctx).on_read(read, |_, _, [one, other]| act::tell_apart(&one, &other));
    Outcome::Save(save.about([one, other]))
}

fn whole(store: &Store, id: ContactId) -> Result<WholeContact, Problem> {
    store.whole_contact(id)?.ok_or(Problem::Gone)
}

fn contact(store: &Store, id: ContactId) -> Result<Contact, Problem> {
    store.contact(id)?.ok_or(Problem::Gone)
}

/// Jobs as they are told: `Buyer, Hofmann GmbH, until 2024-05-01`.
fn jobs(contact: &Contact, ctx: &Ctx) -> Vec<String> {
    let job = |job: &Job| {
        let company = job.company.map_or("", |id| ctx.book.company_name_of(id));
        let until = job.to.map(|day| say!(ctx.text, "merge-job-until", day = days::short(ctx.text, day, ctx.today)));
        let parts = [job.role.as_str(), &job.department, company, until.as_deref().unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    contact.jobs.iter().map(job).collect()
}

/// What a merge would do.
struct Merge {
    kept: ContactId,
    gone: ContactId,
    /// Both in full, once they are read: who is kept first.
    records: Option<[Contact; 2]>,
    fields: Vec<Compared>,
    at: usize,
    scroll: Scroll,
    /// Why it can't be done.
    failed: Option<String>,
}

impl Merge {
    fn new(kept: ContactId, gone: ContactId) -> Self {
        Self { kept, gone, records: None, fields: Vec::new(), at: 0, scroll: Scroll::default(), failed: None }
    }

    fn ask(&self) -> Ask {
        let (one, other) = if self.kept < self.gone { (self.kept, self.gone) } else { (self.gone, self.kept) };
        Ask::Contacts(vec![one, other])
    }

    fn compare(&mut self, ctx: &Ctx) {
        if let Some([kept, gone]) = &self.records {
            self.fields = Joining::new(kept).compared(gone, &[], ctx.book);
            for field in self.fields.iter_mut().filter(|field| field.name == Field::Job.into()) {
                (field.kept, field.gone) = (jobs(kept, ctx), jobs(gone, ctx));
            }
            // What differs first: that is what there is to decide.
            self.fields.sort_by_key(|field| field.is_same);
        }
    }

    /// The other one is kept; what was chosen stays with whose it is.
    fn swap(&mut self, ctx: &Ctx) {
        std::mem::swap(&mut self.kept, &mut self.gone);
        if let Some(records) = &mut self.records {
            records.swap(0, 1);
        }
        let field = self.fields.get(self.at).map(|field| field.name.clone());
        self.compare(ctx);
        self.at = self.fields.iter().position(|one| Some(&one.name) == field.as_ref()).unwrap_or(0);
    }

    fn take(&mut self, takes: Takes) {
        if let Some(field) = self.fields.get_mut(self.at)
            && (takes != Takes::Both || field.can_be_both)
        {
            field.takes = takes;
        }
    }

    /// The next of kept, gone, both.
    fn take_next(&mut self) {
        let Some(field) = self.fields.get(self.at) else { return };
        self.take(match field.takes {
            Takes::Kept => Takes::Gone,
            Takes::Gone if field.can_be_both => Takes::Both,
            Takes::Gone | Takes::Both | Takes::Nothing => Takes::Kept,
        });
    }

    fn save(&self, ctx: &Ctx) -> Outcome {
        let chosen = self.fields.iter().map(|field| (field.name.clone(), field.takes)).collect();
        Outcome::Save(save(self.kept, self.gone, chosen, ctx))
    }

    /// What stands under the fields: why it can't be done, else how much goes over.
    fn said(&self, ctx: &Ctx) -> (String, Role) {
        match &self.failed {
            Some(why) => (why.clone(), Role::Error),
            None => {
                let count = ctx.book.contact(self.gone).map_or(0, |row| row.interactions.count);
                let words = match count {
                    0 => say!(ctx.text, "merge-ids-lead"),
                    count => format!(
                        "{} · {}",
                        say!(ctx.text, "merge-interactions", count = count),
                        say!(ctx.text, "merge-ids-lead")
                    ),
                };
                (words, Role::Dim)
            }
        }
    }

    fn row(&self, field: &Compared, selected: bool, width: usize, ctx: &Ctx) -> Line<'static> {
        let theme = ctx.theme;
        let (bar, base) = list::bar(selected, theme);
        let column = width.saturating_sub(1 + LABEL) / 2;
        let cell = |values: &[String], taken: bool| {
            let (sign, role) = match (values.is_empty(), field.is_same, taken) {
                (true, ..) => (" ", Role::Dim),
                (_, true, _) => (" ", Role::Dim),
                (_, _, true) => ("✓", Role::Good),
                (_, _, false) => ("○", Role::Dim),
            };
            let words = if values.is_empty() { "–".to_owned() } else { values.join(" · ").replace('\n', " ") };
            let style = |role: Role| -> Style { theme.style(role).patch(base) };
            let text = if taken && !field.is_same { Role::Text } else { Role::Dim };
            [
                Span::styled(format!("{sign} "), style(role)),
                Span::styled(list::cell(&words, column.saturating_sub(2)), style(text)),
            ]
        };
        let name = Span::styled(
            list::cell(&label::field(ctx.text, &field.name.to_string()), LABEL),
            theme.style(Role::Dim).patch(base),
        );
        let kept = cell(&field.kept, field.takes != Takes::Gone);
        let gone = cell(&field.gone, field.takes != Takes::Kept);
        Line::from([bar, name].into_iter().chain(kept).chain(gone).collect::<Vec<_>>())
    }
}

impl Popup for Merge {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(self.ask())
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Stay };
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let step = match key.code {
            KeyCode::Esc => return Outcome::Finish,
            KeyCode::Enter if self.records.is_some() => return self.save(ctx),
            KeyCode::Tab | KeyCode::BackTab => {
                self.swap(ctx);
                return Outcome::Stay;
            }
            KeyCode::Left => {
                self.take(Takes::Kept);
                return Outcome::Stay;
            }
            KeyCode::Right => {
                self.take(Takes::Gone);
                return Outcome::Stay;
            }
            KeyCode::Down => Action::Down,
            KeyCode::Up => Action::Up,
            KeyCode::Home => Action::First,
            KeyCode::End => Action::Last,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            _ if held => return Outcome::Stay,
            KeyCode::Char('q') => return Outcome::Finish,
            KeyCode::Char('j') => Action::Down,
            KeyCode::Char('k') => Action::Up,
            KeyCode::Char('h') => {
                self.take(Takes::Kept);
                return Outcome::Stay;
            }
            KeyCode::Char('l') => {
                self.take(Takes::Gone);
                return Outcome::Stay;
            }
            KeyCode::Char('b') => {
                self.take(Takes::Both);
                return Outcome::Stay;
            }
            KeyCode::Char(' ') => {
                self.take_next();
                return Outcome::Stay;
            }
            KeyCode::Char('x') => return tell_apart(self.kept, self.gone, ctx),
            _ => return Outcome::Stay,
        };
        self.at = self.scroll.moved(step, self.at, self.fields.len()).unwrap_or(self.at);
        Outcome::Stay
    }

    fn waits(&self, _input: &Input) -> bool {
        self.records.is_none() && self.failed.is_none()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = COLUMNS.min(area.width.saturating_sub(4));
        let rows = self.fields.len().max(3) as u16 + 3;
        let inner = window::draw(&say!(ctx.text, "merge-people"), columns, rows, frame, area, ctx.theme);
        let theme = ctx.theme;
        let line = |y: u16| Rect { y, height: 1, ..inner };
        if self.records.is_none() && self.failed.is_none() {
            if ctx.reads_long {
                let words = Line::styled(say!(ctx.text, "popup-reading"), theme.style(Role::Dim));
                frame.render_widget(words, line(inner.y));
            }
            return;
        }
        let width = usize::from(inner.width);
        let column = width.saturating_sub(1 + LABEL) / 2;
        let heads = [say!(ctx.text, "merge-head-kept"), say!(ctx.text, "merge-head-gone")];
        let heads = heads.map(|words| Span::styled(list::cell(&words, column), theme.style(Role::Section)));
        let blank = Span::raw(" ".repeat(1 + LABEL));
        frame.render_widget(Row(Line::from([blank].into_iter().chain(heads).collect::<Vec<_>>())), line(inner.y));
        let fields = Rect { y: inner.y + 1, height: inner.height.saturating_sub(3), ..inner };
        self.scroll.show(self.at, self.fields.len(), fields.height.into());
        let from = self.scroll.offset;
        for (y, (place, field)) in (fields.y..fields.bottom()).zip(self.fields.iter().enumerate().skip(from)) {
            frame.render_widget(Row(self.row(field, place == self.at, width, ctx)), line(y));
        }
        list::more(from, self.fields.len().saturating_sub(from + usize::from(fields.height)), frame, fields, theme);
        let (words, role) = self.said(ctx);
        let words = crate::domain::display::safe(&words).cut(width).to_string();
        frame.render_widget(Line::styled(words, theme.style(role)), line(inner.bottom().saturating_sub(1)));
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "merge-do")),
            ("←→".into(), say!(ctx.text, "merge-hint-take")),
            ("b".into(), say!(ctx.text, "merge-hint-both")),
            ("Tab".into(), say!(ctx.text, "merge-swap")),
            ("x".into(), Action::NotSame.label(ctx.text)),
            ("Esc".into(), say!(ctx.text, "hint-close")),
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
