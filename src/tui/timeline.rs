//! A timeline: what happened, was promised and was said, newest first, each with its whole text.
//!
//! Owns the item under the focus and scrolling. Which records stand in it is the screen's.

use chrono::{NaiveDate, NaiveTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::action::Action;
use super::ctx::Ctx;
use super::spots::Pane;
use super::theme::Role;
use super::widgets::list::Scroll;
use super::widgets::row::Row;
use super::widgets::wrap;
use crate::domain::display::{safe, safe_lines};
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::ContactId;
use crate::domain::interaction::Interaction;
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordId};
use crate::say;
use crate::store::Seq;
use crate::text::progress::progress;
use crate::text::{complaint, days, money, names, reason};

/// What of a timeline is in sight.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    at: usize,
    scroll: Scroll,
    /// In which row of what is in sight the record under the focus begins.
    row: usize,
    /// Records came or went before it: it stays where it stands on screen.
    stays: bool,
    laid: Option<Laid>,
}

/// How records lie below each other, so that only those in sight are put into words again.
#[derive(Debug, Clone)]
struct Laid {
    /// For which it is so: how many there are, the book's position, the day, and the columns.
    of: (usize, Seq, NaiveDate, u16),
    /// Columns of the widest moment.
    columns: usize,
    /// In which row each begins; one more for the end.
    rows: Vec<usize>,
}

/// One record: what stands before its text, and the text.
struct Entry {
    day: NaiveDate,
    time: Option<NaiveTime>,
    sign: (&'static str, Role),
    what: String,
    text: String,
    role: Role,
}

impl Timeline {
    /// Which record the focus stands on.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Puts the focus on a record.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// These are the records now: the focus stays on the one it stood on, else goes to the one in its place. Where nobody
    /// has moved it, it stays with the newest.
    pub fn stays(&mut self, on: Option<RecordId>, focused: bool, records: &[Record]) {
        self.laid = None;
        let place = on.and_then(|on| records.iter().position(|record| record.id() == on));
        if let Some(place) = place.filter(|_| focused || self.at > 0) {
            self.stays |= place != self.at;
            self.at = place;
        }
        self.at = self.at.min(records.len().saturating_sub(1));
    }

    /// Moves the focus; `false` for an action that is no move.
    pub fn moved(&mut self, action: Action, count: usize) -> bool {
        // Records have several lines each: a page of them is fewer.
        let few = Scroll { height: (self.scroll.height / 3).max(2), ..Scroll::default() };
        let Some(to) = few.moved(action, self.at, count) else { return false };
        self.at = to;
        true
    }

    /// Paints the records of a contact's timeline; of a company's (`None`), in which each says whom it is about.
    pub fn draw(
        &mut self,
        records: &[Record],
        contact: Option<ContactId>,
        focused: bool,
        frame: &mut Frame,
        area: Rect,
        ctx: &Ctx,
    ) {
        let width = usize::from(area.width).saturating_sub(2);
        let laid = self.laid.take().filter(|laid| laid.of == (records.len(), ctx.read, ctx.today, area.width));
        let laid = laid.unwrap_or_else(|| Laid::of(records, contact, area.width, ctx));
        let count = laid.rows.last().copied().unwrap_or_default();
        let span = laid.rows.get(self.at).copied().unwrap_or_default()
            ..laid.rows.get(self.at + 1).copied().unwrap_or_default().max(1);
        let height = usize::from(area.height);
        if std::mem::take(&mut self.stays) && self.scroll.offset > 0 {
            self.scroll.offset = span.start.saturating_sub(self.row);
        }
        // Both ends of the record are brought into sight, its beginning last: that is where reading begins.
        self.scroll.show(span.end - 1, count, height);
        self.scroll.show(span.start, count, height);
        self.row = span.start.saturating_sub(self.scroll.offset);
        let below = count > self.scroll.offset + height;
        let first = laid.rows.partition_point(|row| *row <= self.scroll.offset).saturating_sub(1);
        let above = self.scroll.offset - laid.rows[first].min(self.scroll.offset);
        let lines = records.iter().enumerate().skip(first).flat_map(|(place, record)| {
            let lines = entry(record, contact, ctx).map(|entry| entry.lines(width, laid.columns, ctx));
            lines.unwrap_or_default().into_iter().map(move |line| (line, place))
        });
        for (y, (line, place)) in (area.y..area.bottom()).zip(lines.skip(above)) {
            ctx.spots.row(Rect { y, height: 1, ..area }, Pane::Timeline, place);
            let selected = focused && place == self.at;
            let style = if selected { ctx.theme.style(Role::Selected) } else { Style::new() };
            let bar = if selected { "▌" } else { " " };
            let line = Line::from_iter([Span::raw(bar)].into_iter().chain(line.spans)).style(style);
            frame.render_widget(Row(line), Rect { y, height: 1, ..area });
        }
        self.laid = Some(laid);
        if below {
            let sign = Rect { x: area.right() - 1, y: area.bottom() - 1, width: 1, height: 1 };
            frame.render_widget(Line::styled("↓", ctx.theme.style(Role::Dim)), sign);
        }
    }
}

impl Laid {
    fn of(records: &[Record], contact: Option<ContactId>, width: u16, ctx: &Ctx) -> Self {
        let entries: Vec<Option<Entry>> = records.iter().map(|record| entry(record, contact, ctx)).collect();
        let columns = entries.iter().flatten().map(|entry| safe(&entry.moment(ctx)).width()).max().unwrap_or(0);
        let height = |entry: &Entry| entry.lines(usize::from(width).saturating_sub(2), columns, ctx).len();
        let mut rows = vec![0];
        for entry in &entries {
            rows.push(rows[rows.len() - 1] + entry.as_ref().map_or(0, height));
        }
        Self { of: (records.len(), ctx.read, ctx.today, width), columns, rows }
    }
}

impl Entry {
    fn moment(&self, ctx: &Ctx) -> String {
        let time = self.time.map(|time| format!(" {}", days::time(time))).unwrap_or_default();
        days::short(ctx.text, self.day, ctx.today) + &time
    }

    /// `columns`: of the widest moment.
    fn lines(&self, width: usize, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
        let style = |role| ctx.theme.style(role);
        let lead = format!("{} ", safe(&self.moment(ctx)).fit(columns));
        let indent = safe(&lead).width() + 2;
        let head = safe(&self.what).into_owned().to_string();
        let body = safe_lines(&self.text);
        let whole = match (head.is_empty(), body.is_empty()) {
            (_, true) => head.clone(),
            (true, false) => body.to_string(),
            (false, false) => format!("{head}  {body}"),
        };
        let rows = wrap::rows(&whole, width.saturating_sub(indent).max(10));
        let mut lines = Vec::new();
        for (place, row) in rows.into_iter().enumerate() {
            let mut spans = if place == 0 {
                vec![
                    Span::styled(lead.clone(), style(Role::Dim)),
                    Span::styled(format!("{} ", self.sign.0), style(self.sign.1)),
                ]
            } else {
                vec![Span::raw(" ".repeat(indent))]
            };
            // The head is set off; it may end within this row.
            let split = head.len().clamp(row.start, row.end);
            spans.push(Span::styled(whole[row.start..split].to_owned(), style(self.role)));
            spans.push(Span::styled(whole[split..row.end].trim_end().to_owned(), style(Role::Text)));
            lines.push(Line::from(spans));
        }
        lines
    }
}

fn entry(record: &Record, contact: Option<ContactId>, ctx: &Ctx) -> Option<Entry> {
    let mut entry = of_record(record, contact, ctx)?;
    let about = match record {
        Record::FollowUp(one) => one.contact,
        Record::Feedback(one) => one.contact,
        Record::Consent(one) => one.contact,
        Record::Order(Order { contact: Some(contact), .. }) => *contact,
        _ => return Some(entry),
    };
    if contact.is_none() {
        entry.what = format!("{} · {}", ctx.name(about), entry.what);
    }
    Some(entry)
}

fn of_record(record: &Record, contact: Option<ContactId>, ctx: &Ctx) -> Option<Entry> {
    match record {
        Record::Interaction(one) => Some(interaction(one, contact, ctx)),
        Record::FollowUp(one) => Some(follow_up(one, ctx)),
        Record::Feedback(one) => Some(feedback(one, ctx)),
        Record::Consent(one) => {
            let channel = names::channel_for(ctx.text, one.channel, one.purpose);
            let what = format!("{channel}: {}", names::consent(ctx.text, one.state));
            let text = [one.how.as_str(), &one.proof].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>();
            let text = text.join(" · ");
            Some(Entry { day: one.day, time: None, sign: ("§", Role::Dim), what, text, role: Role::Dim })
        }
        Record::Order(one) => {
            let what = format!("{} {}", names::order(ctx.text), money::shown(ctx.text, one.amount));
            let said = [one.what.as_str(), &one.reference].into_iter().filter(|said| !said.is_empty());
            let text = said.collect::<Vec<_>>().join(" · ");
            let role = if one.amount.minor < 0 { Role::Late } else { Role::Good };
            Some(Entry { day: one.day, time: None, sign: ("¤", role), what, text, role })
        }
        Record::Contact(_) | Record::Company(_) | Record::AgendaMark(_) => None,
    }
}

/// `call in 20 min, no answer, with Tom Berg`.
fn interaction(one: &Interaction, contact: Option<ContactId>, ctx: &Ctx) -> Entry {
    let text = ctx.text;
    let others: Vec<&str> =
        one.with.iter().filter(|p| Some(p.contact) != contact).map(|p| ctx.name(p.contact)).collect();
    let mut what = match contact {
        Some(_) => names::kind(text, one.kind),
        None => format!("{} · {}", others.join(", "), names::kind(text, one.kind)),
    };
    if let Some(direction) = one.direction {
        what.push_str(&format!(" {}", names::direction(text, direction)));
    }
    if let Some(purpose) = one.purpose {
        what.push_str(&format!(", {}", names::purpose(text, purpose)));
    }
    if let Some(minutes) = one.minutes {
        what.push_str(&format!(" {minutes} min"));
    }
    if let Some(mark) = names::mark(text, one.outcome, one.automatic) {
        what.push_str(&format!(", {mark}"));
    }
    if contact.is_some() && !others.is_empty() {
        what.push_str(&format!(", {}", say!(text, "timeline-with", who = others.join(", "))));
    }
    // A topic mostly stands in the text already.
    let topics = one.topics.iter().map(|topic| format!("#{topic}")).filter(|topic| !one.text.contains(topic));
    let topics: String = topics.map(|topic| format!(" {topic}")).collect();
    let sign = if one.pinned { ("⚑", Role::Marked) } else { ("·", Role::Dim) };
    let worth = match one.worth.as_str() {
        "" => String::new(),
        worth => format!("\n{}", say!(text, "log-worth", worth = worth)),
    };
    let words = format!("{}{topics}{worth}", one.text);
    Entry { day: one.day(), time: one.time(), sign, what, text: words, role: Role::Section }
}

fn follow_up(one: &FollowUp, ctx: &Ctx) -> Entry {
    let text = ctx.text;
    let mut said = reason::title(text, &one.title);
    match one.recurs {
        Some(Recurs::Every { span, .. }) => said.push_str(&format!(" · {}", days::every(text, span))),
        Some(Recurs::After { span }) => {
            let span = days::span(text, span);
            said.push_str(&format!(" · {}", say!(text, "form-recurs-after", span = span)));
        }
        None => {}
    }
    let late = (ctx.today - one.due).num_days();
    let (state, role) = match one.state {
        FollowUpState::Open if late > 0 => (days::late(text, late), Role::Late),
        FollowUpState::Open => (names::follow_up_state(text, one.state), Role::Good),
        FollowUpState::Done | FollowUpState::Cancelled => {
            let closed = one.closed.map(|day| format!(" {}", days::short(text, day, ctx.today))).unwrap_or_default();
            (format!("{}{closed}", names::follow_up_state(text, one.state)), Role::Dim)
        }
    };
    let what = say!(text, "timeline-follow-up", state = state);
    Entry { day: one.due, time: one.time, sign: ("›", role), what, text: said, role }
}

fn feedback(one: &Feedback, ctx: &Ctx) -> Entry {
    let text = ctx.text;
    let mut what = names::feedback(text, one.kind);
    if let Some(score) = one.score {
        what.push_str(&format!(" {score}/10"));
    }
    what.push_str(&format!(", {}", progress(text, one, ctx.today)));
    let (sign, role) = match one.kind {
        FeedbackKind::Complaint if one.is_open() => ("!", Role::Late),
        FeedbackKind::Praise => ("♥", Role::Good),
        _ => ("\"", Role::Text),
    };
    let stands_there = one.topic.is_empty() || one.text.to_lowercase().contains(&one.topic.to_lowercase());
    let topic = if stands_there { String::new() } else { format!(" #{}", one.topic) };
    let details: String =
        complaint::details(text, one, ctx.today).into_iter().map(|line| format!("\n{line}")).collect();
    let answer = if one.answer.is_empty() { String::new() } else { format!("\n→ {}", one.answer) };
    Entry {
        day: one.day,
        time: None,
        sign: (sign, role),
        what,
        text: format!("{}{topic}{details}{answer}", one.text),
        role,
    }
}
