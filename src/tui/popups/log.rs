//! The log line: what happened and what comes next, in one sentence. Under it stands, as it is typed, what was understood.
//!
//! Owns the line, its draft, and when Enter saves. What a line means is `domain::log_line`'s, what it brings about
//! `domain::act`'s.

mod understood;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use uuid::Uuid;

use super::sheet::{record_of, whom};
use super::work::Work;
use super::{Content, Popup, pick};
use crate::domain::act::{self, LogPlan};
use crate::domain::contact::Contact;
use crate::domain::display::safe;
use crate::domain::id::{ContactId, FollowUpId};
use crate::domain::log_line::{self, Context, Reading};
use crate::domain::record::RecordId;
use crate::explain;
use crate::say;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::target::{Item, Target};
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::text_area::TextArea;
use crate::tui::widgets::{picker, rule, wrap};

/// The draft's form, and the field in it.
const FORM: &str = "log";
const LINE: &str = "line";

/// Rows that the line itself takes at the most.
const ROWS: usize = 4;

/// A line being typed.
pub struct LogLine {
    on: Vec<ContactId>,
    opened_from: Option<FollowUpId>,
    line: TextArea,
    /// What is said below all, until the next key.
    note: Option<(Role, String)>,
    /// The line is to be saved as it is though it begins with a kind: that was asked.
    asked: bool,
}

/// What a line comes to.
struct Understood {
    reading: Reading,
    plan: LogPlan,
}

/// The line for the target; from the follow-up under the focus, if there is one.
pub fn open(target: &Target) -> Outcome {
    let opened_from = match target.item {
        Some(Item::FollowUp(id)) => Some(id),
        _ => None,
    };
    Outcome::Open(Box::new(LogLine::new(target.contacts.clone(), opened_from)))
}

/// The line for someone who is picked first, or created.
pub fn open_for_other(ctx: &Ctx) -> Outcome {
    let known = pick::contacts(Vec::new());
    let find = move |typed: &str, ctx: &Ctx| {
        let known = known(typed, ctx).into_iter();
        let known =
            known.map(|item| picker::Item { value: Whom::Known(item.value), words: item.words, aside: item.aside });
        let name = typed.trim();
        let new = (!name.is_empty()).then(|| picker::Item {
            value: Whom::New(name.to_owned()),
            words: say!(ctx.text, "log-new-contact", name = name),
            aside: String::new(),
        });
        known.chain(new).collect()
    };
    let then = |whom: Whom, ctx: &Ctx| match whom {
        Whom::Known(id) => open(&Target::contact(id)),
        Whom::New(name) => create(name, ctx),
    };
    let title = say!(ctx.text, "log-whom");
    Outcome::Open(Box::new(pick::Pick::new(title, Box::new(find), Box::new(then), ctx)))
}

/// For whom it is logged: somebody there is, or somebody of this name who is created first.
#[derive(Clone)]
enum Whom {
    Known(ContactId),
    New(String),
}

/// Adds a contact of whom only the name is known; then comes the line.
fn create(name: String, ctx: &Ctx) -> Outcome {
    let id = ContactId(Uuid::now_v7());
    let save = Work::of(ctx)
        .act(move |given, _| Ok(act::add(given, Contact::new(id, name, given.today), Vec::new())))
        .then(move |_| open(&Target::contact(id)));
    Outcome::Save(save)
}

impl LogLine {
    fn new(on: Vec<ContactId>, opened_from: Option<FollowUpId>) -> Self {
        Self { on, opened_from, line: TextArea::default(), note: None, asked: false }
    }

    fn read(&self, ctx: &Ctx) -> Result<Understood, String> {
        let context = Context { today: ctx.today, now: ctx.now.time(), settings: ctx.settings };
        let reading = log_line::read(self.line.text(), &context)
            .map_err(|trouble| said(&explain::line(ctx.text, &trouble, ctx.today)))?;
        let plan = act::plan_log(&ctx.given(), &self.on, self.opened_from, &reading)
            .map_err(|error| said(&explain::act(ctx.text, &error, ctx.book, ctx.today)))?;
        Ok(Understood { reading, plan })
    }

    fn enter(&mut self, ctx: &Ctx) -> Outcome {
        match self.read(ctx) {
            Err(why) => {
                self.note = Some((Role::Error, why));
                Outcome::Stay
            }
            Ok(Understood { reading, .. }) if reading.looks_like_head && !self.asked => {
                self.asked = true;
                let why = if reading.only_head {
                    let said = explain::only_head(ctx.text, &reading.text).what;
                    format!("{said}. {}", say!(ctx.text, "log-again-text"))
                } else {
                    say!(ctx.text, "log-looks-like-head")
                };
                self.note = Some((Role::Warning, why));
                Outcome::Stay
            }
            Ok(Understood { plan, .. }) => {
                let said = understood::in_one_line(&plan, ctx);
                let about = plan.people();
                let save = Work::of(ctx).act(move |given, ids| Ok(act::log(given, ids, &plan)));
                let of = about.clone();
                Outcome::Save(save.said(said).also(move |ctx| understood::what_stays(&of, ctx)).about(about))
            }
        }
    }

    /// What stands under the line: what was understood or why not, the open follow-ups, and what is to be said.
    fn below(&self, width: usize, ctx: &Ctx) -> Vec<Line<'static>> {
        let read = self.read(ctx);
        let mut lines = Vec::new();
        let mut say = |words: &str, role| {
            let style = ctx.theme.style(role);
            let words = safe(words);
            let rows = wrap::rows(words.as_str(), width);
            lines.extend(rows.into_iter().map(|row| Line::styled(words.as_str()[row].to_owned(), style)));
        };
        match &read {
            Ok(Understood { plan, .. }) => {
                understood::parts(plan, ctx).iter().for_each(|(words, role)| say(words, *role));
            }
            Err(_) if self.line.text().trim().is_empty() => say(&say!(ctx.text, "log-example"), Role::Dim),
            // The same words aren't said twice.
            Err(why) if self.note.as_ref().is_none_or(|(_, note)| note != why) => say(why, Role::Warning),
            Err(_) => {}
        }
        let does = read.as_ref().map(|understood| understood.plan.does.as_slice()).unwrap_or_default();
        for (words, role) in understood::open_follow_ups(&self.on, does, ctx) {
            say(&words, role);
        }
        if let Some((role, words)) = &self.note {
            say(words, *role);
        }
        lines
    }

    /// The kind that is meant where the line says none; it stands before the line.
    fn kind_before(&self, ctx: &Ctx) -> String {
        if self.read(ctx).is_ok_and(|understood| understood.reading.kind_said) {
            return String::new();
        }
        format!("{}: ", names::kind(ctx.text, ctx.settings.log_kind))
    }

    fn title(&self, ctx: &Ctx) -> String {
        let whom = whom(&self.on, ctx);
        match self.on[..] {
            [id] => {
                let company = ctx.book.contact(id).map(|row| ctx.book.company_name(row)).unwrap_or_default();
                let parts: Vec<&str> = [whom.as_str(), company].into_iter().filter(|part| !part.is_empty()).collect();
                say!(ctx.text, "log-title", who = parts.join(" · "))
            }
            _ => say!(ctx.text, "log-title-many", who = whom, count = self.on.len()),
        }
    }
}

impl Popup for LogLine {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let before = self.line.text().to_owned();
        let mut outcome = Outcome::Stay;
        match input {
            Input::Paste(text) => self.line.paste(text),
            Input::Key(key) if key.code == KeyCode::Enter && key.modifiers == KeyModifiers::NONE => {
                outcome = self.enter(ctx);
            }
            Input::Key(key) if key.code == KeyCode::Esc => return Outcome::Close,
            Input::Key(key) => {
                self.line.key(*key);
            }
        }
        if self.line.text() != before {
            self.note = None;
            self.asked = false;
        }
        outcome
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        // Beside or above the briefing, which stays in sight while one types.
        let is_wide = area.width >= NARROW;
        let width = if is_wide { area.width * 57 / 100 } else { area.width };
        let inner = usize::from(width).saturating_sub(2);
        let lead = self.kind_before(ctx);
        let lead_width = safe(&lead).width();
        let columns = inner.saturating_sub(lead_width + 1).max(1);
        let rows = self.line.height(columns as u16).clamp(1, ROWS);
        let below = self.below(inner, ctx);
        let rules = if is_wide { 1 } else { 2 };
        let height = ((rows + below.len() + rules) as u16).min(area.height);
        // The last line is the toasts'.
        let y = if is_wide { (area.bottom() - 1).saturating_sub(height).max(area.y) } else { area.y };
        let area = Rect { y, width, height, ..area };
        Clear.render(area, frame.buffer_mut());

        let line = |y| Rect { y, height: 1, ..area };
        rule::title(frame.buffer_mut(), line(area.y), &self.title(ctx), true, ctx.theme);
        let end = if is_wide { area.bottom() } else { area.bottom() - 1 };
        if !is_wide {
            rule::title(frame.buffer_mut(), line(end), "", true, ctx.theme);
        }
        let first = Rect { x: area.x + 1, y: area.y + 1, width: inner as u16, height: 1 };
        frame.render_widget(Span::styled(lead, ctx.theme.style(Role::Dim)), first);
        let field = Rect { x: first.x + lead_width as u16, width: columns as u16, height: rows as u16, ..first };
        let (style, dim) = (ctx.theme.style(Role::Field), ctx.theme.style(Role::Placeholder));
        let cursor = self.line.draw(field, frame.buffer_mut(), style, dim);
        frame.set_cursor_position(cursor);
        for (y, line) in (field.bottom()..end).zip(below) {
            frame.render_widget(line, Rect { y, ..first });
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "hint-save")),
            (">>".into(), say!(ctx.text, "log-hint-next")),
            ("Esc".into(), say!(ctx.text, "hint-close-kept")),
        ]
    }

    fn draft(&self) -> Option<Content> {
        let text = self.line.text();
        let (form, on) = self.draft_of()?;
        (!text.trim().is_empty()).then(|| Content { form, on, fields: vec![(LINE.into(), text.to_owned())] })
    }

    fn draft_of(&self) -> Option<(&'static str, Option<RecordId>)> {
        let first = self.on.get(..1).and_then(record_of);
        Some((FORM, first))
    }

    fn resume(&mut self, fields: &[(String, String)], ctx: &Ctx) {
        if let Some((_, text)) = fields.iter().find(|(name, _)| name == LINE) {
            self.line = TextArea::new(text);
            self.note = Some((Role::Draft, say!(ctx.text, "log-resumed")));
        }
    }

    fn failed(&mut self, why: String) {
        self.note = Some((Role::Error, why));
    }
}

fn said(error: &crate::error::Error) -> String {
    error.to_string().replace('\n', " ")
}
