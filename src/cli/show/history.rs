//! What happened: the records of a timeline as they are shown.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::cli::json;
use crate::cli::orders::figures_json;
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::feedback::Feedback;
use crate::domain::find::ShortIds;
use crate::domain::follow_up::FollowUp;
use crate::domain::interaction::Interaction;
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordKind, TimelineOf};
use crate::domain::revenue::Figures;
use crate::error::Error;
use crate::say;
use crate::store::{Part, StoreError};
use crate::text::progress::progress;
use crate::text::{complaint, days, money, names, reason};

/// How many interactions a terminal is shown, unless `--since` asks for a time.
const ON_TERMINAL: usize = 20;

/// How many interactions are read at once where those since a day are wanted.
const PAGE: usize = 64;

/// A timeline by its kinds of record, each newest first.
#[derive(Default)]
pub struct History {
    pub interactions: Vec<Interaction>,
    /// How many older ones aren't among them, since a terminal isn't shown so many.
    left_out: usize,
    pub pinned: Vec<Interaction>,
    pub follow_ups: Vec<FollowUp>,
    pub feedback: Vec<Feedback>,
    pub orders: Vec<Order>,
    /// What all of them come to, whatever time is asked for.
    pub figures: Option<Figures>,
}

impl History {
    /// As much of it as is shown: all, of interactions those since a day, or for a terminal the newest.
    pub fn read(
        session: &Session,
        of: impl Into<TimelineOf>,
        since: Option<NaiveDate>,
        markdown: bool,
    ) -> Result<Self, Error> {
        let of = of.into();
        let has_all = since.is_none() && (markdown || session.out.is_json() || !session.out.is_terminal());
        let history = if has_all { Self::all(session, of) } else { Self::shown(session, of, since) };
        let mut history = history.map_err(|error| session.store_error(&error))?;
        history.figures = Figures::of(&history.orders, session.today());
        history.orders.retain(|one| since.is_none_or(|since| since <= one.day));
        Ok(history)
    }

    fn all(session: &Session, of: TimelineOf) -> Result<Self, StoreError> {
        let mut history = Self::default();
        history.take(session.store.timeline(of, 0, usize::MAX)?);
        history.pinned = history.interactions.iter().filter(|one| one.pinned).cloned().collect();
        Ok(history)
    }

    /// Reads no more than that, so that one with a long past is shown as fast as one with a short.
    fn shown(session: &Session, of: TimelineOf, since: Option<NaiveDate>) -> Result<Self, StoreError> {
        let (store, mut history) = (&session.store, Self::default());
        history.take(store.timeline_part(of, Part::Pinned, 0, usize::MAX)?);
        history.pinned = std::mem::take(&mut history.interactions);
        for kind in [RecordKind::FollowUp, RecordKind::Feedback, RecordKind::Order] {
            history.take(store.timeline_part(of, Part::Of(kind), 0, usize::MAX)?);
        }
        let interactions = Part::Of(RecordKind::Interaction);
        let Some(since) = since else {
            history.take(store.timeline_part(of, interactions, 0, ON_TERMINAL)?);
            if history.interactions.len() == ON_TERMINAL {
                history.left_out = store.timeline_count(of, interactions)?.saturating_sub(ON_TERMINAL);
            }
            return Ok(history);
        };
        loop {
            let before = history.interactions.len();
            history.take(store.timeline_part(of, interactions, before, PAGE)?);
            let read = history.interactions.len() - before;
            // They stand by their moments in UTC, which may be the day before or after theirs.
            let is_past = |one: &Interaction| one.at.to_utc().date_naive() + Days::new(1) < since;
            if read < PAGE || history.interactions.last().is_some_and(is_past) {
                history.interactions.retain(|one| since <= one.day());
                return Ok(history);
            }
        }
    }

    fn take(&mut self, records: Vec<Record>) {
        for record in records {
            match record {
                Record::Interaction(r) => self.interactions.push(r),
                Record::FollowUp(r) => self.follow_ups.push(r),
                Record::Feedback(r) => self.feedback.push(r),
                Record::Order(r) => self.orders.push(r),
                _ => {}
            }
        }
    }

    pub fn json(&self) -> [(&'static str, Value); 5] {
        [
            ("interactions", self.interactions.iter().map(interaction).collect()),
            ("follow_ups", self.follow_ups.iter().map(follow_up).collect()),
            ("feedback", self.feedback.iter().map(feedback_json).collect()),
            ("orders", self.orders.iter().map(order_json).collect()),
            ("purchases", self.figures.as_ref().map_or(Value::Null, figures_json)),
        ]
    }

    /// Open follow-ups by their day.
    pub fn open_follow_ups(&self, session: &Session, ids: &ShortIds) -> Table {
        let mut open: Vec<&FollowUp> = self.follow_ups.iter().filter(|f| f.is_open()).collect();
        open.sort_by_key(|f| (f.due, f.time.is_none(), f.time, f.made, f.id));
        let mut table = Table::default();
        for f in open {
            let day = days::moment(&session.text, f.due, f.time, session.today());
            let late = days::distance(&session.text, f.due, session.today());
            let title = reason::title(&session.text, &f.title);
            let what = match reason::snoozed(&session.text, f.snoozed_until, session.today()) {
                Some(snoozed) => format!("{title} · {snoozed}"),
                None => title,
            };
            table.push([day.into(), late.into(), what.into(), id(ids, f.id.0)]);
        }
        table
    }

    /// Feedback, the newest first.
    pub fn feedback(&self, session: &Session, ids: &ShortIds) -> Table {
        let mut table = Table::default();
        for f in &self.feedback {
            let day = days::short(&session.text, f.day, session.today());
            let kind = names::feedback(&session.text, f.kind);
            let state = progress(&session.text, f, session.today());
            let details: String = complaint::details(&session.text, f, session.today())
                .into_iter()
                .map(|line| format!(" · {line}"))
                .collect();
            let answer = if f.answer.is_empty() { String::new() } else { format!(" → {}", f.answer) };
            let said = format!("{}{details}{answer}", f.text);
            table.push([Cell::right(day), kind.into(), state.into(), said.into(), id(ids, f.id.0)]);
        }
        table
    }

    /// What all orders come to, as a fact.
    pub fn bought(&self, session: &Session) -> Option<[Cell; 2]> {
        let figures = self.figures.as_ref()?;
        let told = money::figures(&session.text, figures, session.today());
        Some([Cell::dim(say!(session.text, "show-orders")), told.into()])
    }

    /// Orders, the newest first.
    pub fn orders(&self, session: &Session, ids: &ShortIds) -> Table {
        let mut table = Table::default();
        for o in &self.orders {
            let day = days::short(&session.text, o.day, session.today());
            let amount = money::shown(&session.text, o.amount);
            table.push([
                Cell::right(day),
                Cell::right(amount),
                o.what.clone().into(),
                o.reference.clone().into(),
                id(ids, o.id.0),
            ]);
        }
        table
    }

    /// Interactions, the newest first. How many are left out.
    pub fn interactions(&self, session: &Session, ids: &ShortIds) -> (Table, usize) {
        (what_happened(session, ids, self.interactions.iter()), self.left_out)
    }

    /// What is pinned, the newest first, however long ago it was.
    pub fn pinned(&self, session: &Session, ids: &ShortIds) -> Table {
        what_happened(session, ids, self.pinned.iter())
    }
}

fn what_happened<'a>(session: &Session, ids: &ShortIds, shown: impl Iterator<Item = &'a Interaction>) -> Table {
    let mut table = Table::default();
    for i in shown {
        let day = days::short(&session.text, i.day(), session.today());
        let kind = names::kind(&session.text, i.kind);
        let words = match names::mark(&session.text, i.outcome, i.automatic) {
            None => i.text.clone(),
            Some(mark) if i.text.is_empty() => mark,
            Some(mark) => format!("{mark} · {}", i.text),
        };
        let words = match i.worth.as_str() {
            "" => words,
            worth => format!("{words} · {}", say!(session.text, "log-worth", worth = worth)),
        };
        let kind = match i.purpose {
            Some(purpose) => format!("{kind}, {}", names::purpose(&session.text, purpose)),
            None => kind,
        };
        table.push([Cell::right(day), kind.into(), words.into(), id(ids, i.id.0)]);
    }
    table
}

fn id(ids: &ShortIds, id: uuid::Uuid) -> Cell {
    Cell::dim(ids.show(id))
}

fn interaction(i: &Interaction) -> Value {
    json!({
        "id": i.id,
        "day": i.day(),
        "time": i.time().map(days::time),
        "at": i.at,
        "kind": i.kind,
        "direction": i.direction,
        "outcome": i.outcome,
        "minutes": i.minutes,
        "text": i.text,
        "topics": i.topics,
        "purpose": i.purpose,
        "worth": json::text(&i.worth),
        "automatic": i.automatic,
        "pinned": i.pinned,
        "with": i.with.iter().map(|p| p.contact).collect::<Vec<_>>(),
    })
}

fn follow_up(f: &FollowUp) -> Value {
    json!({
        "id": f.id,
        "contact_id": f.contact,
        "title": f.title,
        "due": f.due,
        "time": f.time.map(days::time),
        "state": f.state,
        "snoozed_until": f.snoozed_until,
        "closed": f.closed,
    })
}

/// One, as JSON has it.
pub(in crate::cli) fn order_json(o: &Order) -> Value {
    json!({
        "id": o.id,
        "contact_id": o.contact,
        "company_id": o.company,
        "day": o.day,
        "amount": o.amount.plain(),
        "currency": o.amount.currency,
        "what": json::text(&o.what),
        "reference": json::text(&o.reference),
    })
}

/// One, as JSON has it.
pub(in crate::cli) fn feedback_json(f: &Feedback) -> Value {
    json!({
        "id": f.id,
        "contact_id": f.contact,
        "day": f.day,
        "kind": f.kind,
        "text": f.text,
        "topic": json::text(&f.topic),
        "score": f.score,
        "due": f.due(),
        "state": f.state,
        "resolved": f.resolved,
        "told": f.told,
        "answer": json::text(&f.answer),
        "promised": f.promised,
        "severity": f.severity,
        "owner": json::text(&f.owner),
        "promise": json::text(&f.promise),
        "replies": f.replies,
        "cause": json::text(&f.cause),
        "goodwill": f.goodwill,
    })
}
