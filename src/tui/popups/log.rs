//! The log line: what happened and what comes next, in one sentence. Under it stands, as it is typed, what was understood.
//!
//! Owns the line, its draft, and when Enter saves. What a line means is `domain::log_line`'s, what it brings about
//! `domain::act`'s.

mod pasted;
pub(super) mod understood;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use uuid::Uuid;

use super::sheet::{self, record_of};
use super::work::Work;
use super::{Content, Popup, pick};
use crate::domain::act::{self, LogPlan};
use crate::domain::contact::Contact;
use crate::domain::display::{safe, safe_lines};
use crate::domain::id::{ContactId, FollowUpId};
use crate::domain::log_line::{self, Context, Reading};
use crate::domain::record::RecordId;
use crate::error::Candidate;
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

/// Rows that what was understood takes at the most, and one part of it; the open follow-ups; and what else is said.
const READING: usize = 5;
const PART: usize = 2;
const OPEN: usize = 4;
const NOTE: usize = 7;

/// Of those whom a name could mean, so many are named.
const NAMED: usize = 5;

/// A line being typed.
pub struct LogLine {
    on: Vec<ContactId>,
    opened_from: Option<FollowUpId>,
    line: TextArea,
    /// What is said below all, until the next key.
    note: Option<(Role, String)>,
    /// That the line looks like a head without its colon was said: it is saved as text, or as a head if it is nothing else.
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
        let read = |line: &str| {
            log_line::read(line, &context).map_err(|trouble| said(&explain::line(ctx.text, &trouble, ctx.today)))
        };
        let reading = read(self.line.text())?;
        // It was asked: nothing but words of a head is one.
        let reading = match reading.only_head && self.asked {
            true => read(&log_line::as_head(self.line.text(), &reading))?,
            false => reading,
        };
        let plan = act::plan_log(&ctx.given(), &self.on, self.opened_from, &reading)
            .map_err(|error| which(&explain::act(ctx.text, &error, ctx.book, ctx.today), ctx))?;
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
                    format!("{said}. {}", say!(ctx.text, "log-again-head"))
                } else {
                    say!(ctx.text, "log-looks-like-head")
                };
                self.note = Some((Role::Warning, why));
                Outcome::Stay
            }
            Ok(Understood { plan, .. }) => {
                let said = understood::in_one_line(&plan, ctx);
                let about = plan.people();
                let is_touch = plan.is_touch();
                let save = Work::of(ctx).act(move |given, ids| Ok(act::log(given, ids, &plan)));
                let of = about.clone();
                Outcome::Save(save.said(said).also(move |ctx| understood::what_stays(&of, is_touch, ctx)).about(about))
            }
        }
    }

    /// What stands under the line: what was understood or why not, the open follow-ups, and what is to be said.
    fn below(&self, width: usize, is_wide: bool, ctx: &Ctx) -> Vec<Line<'static>> {
        let read = self.read(ctx);
        let mut lines = Vec::new();
        let rows = |words: &str, role, most| in_rows(words, ctx.theme.style(role), width, most);
        match &read {
            Ok(Understood { plan, .. }) => {
                let parts = understood::parts(plan, ctx);
                lines.extend(parts.iter().flat_map(|(words, role)| rows(words, *role, PART)));
                let context = Context { today: ctx.today, now: ctx.now.time(), settings: ctx.settings };
                if let Some(word) = log_line::unknown_head(self.line.text(), &context) {
                    lines.extend(rows(&say!(ctx.text, "log-unknown-head", word = word), Role::Warning, PART));
                }
                cap(&mut lines, READING, ctx);
            }
            Err(_) if self.line.text().trim().is_empty() => {
                lines.extend(rows(&say!(ctx.text, "log-example"), Role::Dim, PART));
                // Where it is narrow, the agenda needs the room; the help has all of it.
                let subjects = if is_wide { usize::MAX } else { 1 };
                for (_, words) in understood::guide(ctx.text).into_iter().take(subjects) {
                    lines.extend(rows(&words, Role::Dim, PART));
                }
            }
            // The same words aren't said twice.
            Err(why) if self.note.as_ref().is_none_or(|(_, note)| note != why) => {
                lines.extend(rows(why, Role::Warning, NOTE));
            }
            Err(_) => {}
        }
        let does = read.as_ref().map(|understood| understood.plan.does.as_slice()).unwrap_or_default();
        let open = understood::open_follow_ups(&self.on, does, ctx);
        let mut open = open.iter().flat_map(|(words, role)| rows(words, *role, 1)).collect();
        cap(&mut open, OPEN, ctx);
        lines.append(&mut open);
        if let Some((role, words)) = &self.note {
            lines.extend(rows(words, *role, NOTE));
        }
        lines
    }

    /// The kind that is meant where the line says none; it stands before the line.
    fn kind_before(&self, ctx: &Ctx) -> String {
        let text = self.line.text();
        let context = Context { today: ctx.today, now: ctx.now.time(), settings: ctx.settings };
        // Behind the head something may not be understood yet: the kind is said all the same.
        let before = text.find(">>").map_or(text, |at| &text[..at]);
        let said = [text, before].into_iter().find_map(|text| log_line::read(text, &context).ok());
        let first = text.split([' ', ':']).next().unwrap_or_default();
        let is_said = said.map_or(text.contains(':') && log_line::kind_from_word(first).is_some(), |r| r.kind_said);
        if is_said {
            return String::new();
        }
        format!("{}: ", names::kind(ctx.text, ctx.settings.log_kind))
    }

    fn title(&self, ctx: &Ctx) -> String {
        let whom = sheet::names(&self.on, ctx);
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
            Input::Paste(text) => self.line.paste(&pasted::as_text(text)),
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
        let below = self.below(inner, is_wide, ctx);
        let rules = if is_wide { 1 } else { 2 };
        let height = ((rows + below.len() + rules) as u16).min(area.height);
        // The last line is the toasts'.
        let y = if is_wide { (area.bottom() - 1).saturating_sub(height).max(area.y) } else { area.y };
        let area = Rect { y, width, height, ..area };
        Clear.render(area, frame.buffer_mut());
        edge(frame.buffer_mut(), area);

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
        let (above, below_it) = self.line.more(rows);
        let marks = [(above, field.y, "↑"), (below_it, field.bottom() - 1, "↓")];
        for (_, y, mark) in marks.into_iter().filter(|(there, ..)| *there) {
            let at = Rect { x: field.right(), y, width: 1, height: 1 };
            frame.render_widget(Span::styled(mark, ctx.theme.style(Role::Dim)), at);
        }
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
    error.to_string().replace('\n', " · ")
}

/// The same; whom a name could mean stands below, each as it can be written.
fn which(error: &crate::error::Error, ctx: &Ctx) -> String {
    if error.candidates.is_empty() {
        return said(error);
    }
    let one = |candidate: &Candidate| {
        let who = [candidate.name.as_str(), candidate.company.as_str()].into_iter().filter(|part| !part.is_empty());
        format!("  +{}  {}", candidate.short, who.collect::<Vec<_>>().join(" · "))
    };
    let mut rows = vec![format!("{} · {}", error.what, say!(ctx.text, "log-several"))];
    rows.extend(error.candidates.iter().take(NAMED).map(one));
    if error.candidates.len() > NAMED {
        rows.push(format!("  … +{}", error.candidates.len() - NAMED));
    }
    rows.join("\n")
}

/// `words` broken into rows of `width` columns, `most` at the most: the last then says that there is more.
fn in_rows(words: &str, style: Style, width: usize, most: usize) -> Vec<Line<'static>> {
    let words = safe_lines(words);
    let words = words.as_str();
    let rows = wrap::rows(words, width);
    let is_last = |number: usize| number + 1 == most && rows.len() > most;
    let shown = rows.iter().enumerate().take(most).map(|(number, row)| {
        let row = if is_last(number) {
            safe(&words[row.start..]).cut(width).to_string()
        } else {
            words[row.clone()].to_owned()
        };
        Line::styled(row, style)
    });
    shown.collect()
}

/// No more than `most` lines: the last then says that there is more.
fn cap(lines: &mut Vec<Line<'static>>, most: usize, ctx: &Ctx) {
    if lines.len() > most {
        lines.truncate(most - 1);
        lines.push(Line::styled("…", ctx.theme.style(Role::Dim)));
    }
}

/// The border of panes that stands beside the line joins its rule, not the headings that are under it.
fn edge(buffer: &mut Buffer, area: Rect) {
    if area.right() >= buffer.area.right() {
        return;
    }
    for y in area.y..area.bottom() {
        let cell = &mut buffer[(area.right(), y)];
        if matches!(cell.symbol(), "│" | "┤") {
            cell.set_symbol(if y == area.y { "┤" } else { "│" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_for_kinds_are_read() {
        for lang in [crate::text::Lang::En, crate::text::Lang::De] {
            let text = crate::text::Text::new(lang);
            for kind in crate::domain::interaction::Kind::ALL {
                assert_eq!(log_line::kind_from_word(&names::kind(&text, kind)), Some(kind), "{kind:?}");
            }
        }
    }
}
