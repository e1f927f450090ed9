//! A row of a table of interactions, follow-ups, feedback or orders to a draft of it, and whom it was with. What no field holds stands in
//! lines of its own below the text, so that nothing is lost.

mod order;
mod whom;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use uuid::Uuid;

use self::whom::People;
use super::TOLD;
use crate::domain::complaint::{Goodwill, Severity};
use crate::domain::consent::Purpose;
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::{ContactId, FeedbackId, FollowUpId, InteractionId};
use crate::domain::interaction::{Direction, Interaction, Kind, Outcome};
use crate::domain::money::Currency;
use crate::domain::validate::{LINE_BYTES, TEXT_BYTES};
use crate::domain::when;
use crate::formats::clean::{self, Clean};
use crate::formats::csv::column::Column;
use crate::formats::csv::meaning::{Meaning, Rows};
use crate::formats::csv::rows::Row;
use crate::formats::csv::value::{self, At, State};
use crate::formats::csv::{ReadTable, words};
use crate::formats::draft::{Card, Cleaned, Cleaning, Draft, Entry, Origin, Refusal, Refused, What};
use crate::formats::file::Reading as Against;

/// Topics that an entry may have.
const TOPICS: usize = 200;

/// Reads a row, of which `texts` are the cells.
pub fn read(table: &ReadTable, row: &Row, texts: &[Cow<str>]) -> Result<Card, Refused> {
    let mut reading = Reading::new(row.line, table.what, &table.reading);
    for (text, column) in texts.iter().zip(&table.columns) {
        if !text.trim().is_empty() {
            reading.take(column, text.trim());
        }
    }
    let more = texts.iter().enumerate().skip(table.columns.len()).filter(|(_, text)| !text.trim().is_empty());
    for (place, text) in more {
        reading.put_below(&format!("#{}", place + 1), text.trim());
        reading.report(&format!("#{}", place + 1), Cleaning::InText);
    }
    let name = reading.people.first_name();
    let refused = |why| Refused { line: row.line, name: name.clone(), why };
    if reading.people.is_nobody() {
        return Err(refused(Refusal::Nameless));
    }
    let what = match table.what {
        Rows::FollowUps => reading.follow_up(),
        Rows::Feedback => reading.feedback(),
        Rows::Orders => reading.order(),
        Rows::Interactions | Rows::Contacts => reading.interaction(),
    };
    let what = what.map_err(refused)?;
    let source_id = match reading.source_id(table) {
        none if none.is_empty() => reading.order_source(&what),
        own => own,
    };
    let draft = Draft::Entry(Box::new(Entry {
        what,
        with: reading.people.each(),
        named_in: String::new(),
        revised: None,
        source_id,
        called_off: false,
    }));
    Ok(Card { line: row.line, draft, origin: Origin::default(), cleaned: reading.cleaned })
}

/// What is known of a row while it is read.
struct Reading<'a> {
    line: usize,
    rows: Rows,
    against: &'a Against,
    people: People,
    day: Option<At>,
    due: Option<At>,
    made: Option<At>,
    closed: Option<At>,
    time: Option<NaiveTime>,
    kind: Option<Kind>,
    feedback: Option<FeedbackKind>,
    direction: Option<Direction>,
    outcome: Outcome,
    minutes: Option<u32>,
    purpose: Option<Purpose>,
    worth: String,
    subject: String,
    text: Vec<String>,
    topics: Vec<String>,
    state: Option<State>,
    recurs: String,
    score: Option<u8>,
    answer: String,
    severity: Option<Severity>,
    promise: String,
    cause: String,
    goodwill: String,
    owner: String,
    amount: String,
    currency: Option<Currency>,
    reference: String,
    /// The column of the entry's id, and what stands in it.
    id: Option<(&'a str, String)>,
    /// What no field holds, in lines.
    below: Vec<String>,
    cleaned: Vec<Cleaned>,
}

impl<'a> Reading<'a> {
    fn new(line: usize, rows: Rows, against: &'a Against) -> Self {
        Self {
            line,
            rows,
            against,
            people: People::default(),
            day: None,
            due: None,
            made: None,
            closed: None,
            time: None,
            kind: None,
            feedback: None,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            purpose: None,
            worth: String::new(),
            subject: String::new(),
            text: Vec::new(),
            topics: Vec::new(),
            state: None,
            recurs: String::new(),
            score: None,
            answer: String::new(),
            severity: None,
            promise: String::new(),
            cause: String::new(),
            goodwill: String::new(),
            owner: String::new(),
            amount: String::new(),
            currency: None,
            reference: String::new(),
            id: None,
            below: Vec::new(),
            cleaned: Vec::new(),
        }
    }

    fn report(&mut self, property: &str, what: Cleaning) {
        if self.cleaned.len() < TOLD {
            self.cleaned.push(Cleaned { line: self.line, property: property.to_owned(), what });
        }
    }

    fn clean(&mut self, head: &str, clean: Clean) -> String {
        if clean.characters {
            self.report(head, Cleaning::Characters);
        }
        if let Some(limit) = clean.cut {
            self.report(head, Cleaning::Cut { limit });
        }
        clean.text
    }

    /// What no field holds: a line below the text.
    fn put_below(&mut self, head: &str, text: &str) {
        if super::is_silent(head, text) {
            return;
        }
        let text = self.clean(head, clean::lines(&value::plain(text)));
        if !text.is_empty() {
            self.below.push(format!("{}: {text}", words::of_entry(head)));
        }
    }

    /// What the field can't hold, kept as it stands.
    fn keep(&mut self, column: &Column, text: &str, what: Cleaning) {
        self.put_below(&column.head, text);
        self.report(&column.head, what);
    }

    /// What `read` makes of a cell; what it can't read is kept.
    fn read<T>(&mut self, column: &Column, text: &str, what: Cleaning, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let read = read(text);
        if read.is_none() {
            self.keep(column, text, what);
        }
        read
    }

    fn at(&mut self, column: &Column, text: &str) -> Option<At> {
        let against = self.against;
        self.read(column, text, Cleaning::InText, |text| value::at(text, column.month_first, against))
    }

    fn take(&mut self, column: &'a Column, text: &str) {
        let line = |reading: &mut Self| reading.clean(&column.head, clean::one_line(text, " "));
        match column.meaning {
            Meaning::LeftOut => {}
            Meaning::Day => self.day = self.at(column, text),
            Meaning::Due => self.due = self.at(column, text),
            Meaning::Made => self.made = self.at(column, text),
            Meaning::Closed => match value::state(text) {
                // "Completed" is a day in some tables, a yes in others.
                Some(state) => self.state = self.state.or(Some(state)),
                None => self.closed = self.at(column, text),
            },
            Meaning::Time => self.time = self.read(column, text, Cleaning::InText, value::time),
            Meaning::EntryKind => {
                self.kind = value::kind(text);
                self.feedback = value::feedback_kind(text);
                self.direction = self.direction.or_else(|| value::way_of_kind(text));
                match self.rows {
                    // What feedback is about is no mistake.
                    Rows::Feedback if self.feedback.is_none() => self.topics(column, text),
                    Rows::Interactions if self.kind.is_none() => self.keep(column, text, Cleaning::InText),
                    _ => {}
                }
            }
            Meaning::Direction => self.direction = self.read(column, text, Cleaning::InText, value::direction),
            Meaning::Outcome => match value::outcome(text) {
                Some(outcome) => self.outcome = outcome,
                // What came of it in words is worth keeping, and no mistake.
                None => self.put_below(&column.head, text),
            },
            Meaning::Minutes if text.bytes().all(|b| b"0:".contains(&b)) => {}
            Meaning::Minutes => self.minutes = self.read(column, text, Cleaning::InText, value::minutes),
            Meaning::Purpose => self.purpose = self.read(column, text, Cleaning::InText, Purpose::read),
            Meaning::Worth => self.worth = line(self),
            Meaning::Subject => self.subject = line(self),
            Meaning::Text => {
                let text = self.clean(&column.head, clean::lines(&value::plain(text)));
                self.text.push(text);
            }
            Meaning::Topics => self.topics(column, text),
            Meaning::State => match (value::state(text), value::at(text, column.month_first, self.against)) {
                (Some(state), _) => self.state = Some(state),
                // "Done: 2026-10-01"
                (None, Some(at)) => (self.state, self.closed) = (Some(State::Done), Some(at)),
                (None, None) => self.keep(column, text, Cleaning::InText),
            },
            Meaning::Recurs if recurs(text, self.against.today).is_some() => self.recurs = line(self),
            // "no"
            Meaning::Recurs if value::state(text) == Some(State::Open) => {}
            Meaning::Recurs => self.keep(column, text, Cleaning::InText),
            Meaning::Score => self.score = self.read(column, text, Cleaning::InText, value::score),
            Meaning::Answer => self.answer = self.clean(&column.head, clean::lines(&value::plain(text))),
            Meaning::Severity => self.severity = self.read(column, text, Cleaning::InText, Severity::read),
            Meaning::Promise => self.promise = line(self),
            Meaning::Cause => self.cause = line(self),
            Meaning::Goodwill => self.goodwill = line(self),
            Meaning::Owner => self.owner = line(self),
            Meaning::Amount => self.amount = text.to_owned(),
            Meaning::Currency => self.currency = self.read(column, text, Cleaning::InText, Currency::read),
            Meaning::Reference => self.reference = line(self),
            Meaning::EntryId => self.id = Some((&column.head, line(self))),
            Meaning::Name | Meaning::Customer => self.people.names(&clean::one_line(text, "; ").text),
            Meaning::Given => self.people.given = line(self),
            Meaning::Family => self.people.family = line(self),
            Meaning::Company => self.people.company = line(self),
            Meaning::Mail => self.people.mails(text),
            Meaning::Phone => self.people.phones(text),
            Meaning::Id => self.people.ids(text),
            _ => self.put_below(&column.head, text),
        }
    }

    fn topics(&mut self, column: &Column, text: &str) {
        for topic in value::pieces(text, &[',', ';', '\n', '\r']) {
            let topic = self.clean(&column.head, clean::one_line(topic.trim_start_matches('#'), " "));
            if topic.is_empty() || self.topics.contains(&topic) {
            } else if self.topics.len() < TOPICS {
                self.topics.push(topic);
            } else {
                self.report(&column.head, Cleaning::TooMany { taken: TOPICS });
            }
        }
    }

    /// By what the entry is known again: its id with the head in front. A head that every table has is made this table's own by the
    /// heads that say what an entry is, so that calls and meetings of one program don't meet.
    fn source_id(&self, table: &ReadTable) -> String {
        let Some((head, id)) = self.id.as_ref().filter(|(_, id)| !id.is_empty()) else { return String::new() };
        let key = words::key(head);
        if !matches!(key.as_str(), "id" | "uid" | "uuid" | "recordid" | "objectid" | "systemid") {
            return format!("{}:{id}", head.to_lowercase());
        }
        let telling = [Meaning::Day, Meaning::Due, Meaning::EntryKind, Meaning::Subject, Meaning::Text];
        let mut heads: Vec<String> = Vec::new();
        for column in table.columns.iter().filter(|column| telling.contains(&column.meaning)) {
            heads.push(words::key(&column.head));
        }
        heads.sort_unstable();
        let print = crc32fast::hash(heads.join(" ").as_bytes());
        format!("{}-{}-{print:08x}:{id}", table.what.name(), key)
    }

    /// When it was: its own day, else the one it was due or written down on, with the time of whichever says one.
    fn when(&self) -> Result<(DateTime<FixedOffset>, bool), Refusal> {
        let at = self.day.or(self.due).or(self.made).ok_or(Refusal::Dayless)?;
        let zone = self.against.zone;
        let time = at.time.or(self.time);
        let local = |time| {
            let there = at.offset.and_then(|offset| at.day.and_time(time).and_local_timezone(offset).earliest());
            there.unwrap_or_else(|| zone.local(at.day.and_time(time)))
        };
        Ok((time.map_or_else(|| zone.noon(at.day), local), time.is_some()))
    }

    /// Subject, text and what no field holds, in one text.
    fn said(&mut self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let subject = std::mem::take(&mut self.subject);
        let texts = std::mem::take(&mut self.text);
        if !texts.iter().any(|text| text.starts_with(&subject)) {
            parts.push(subject);
        }
        parts.extend(texts);
        let below = std::mem::take(&mut self.below);
        parts.extend((!below.is_empty()).then(|| below.join("\n")));
        parts.retain(|part| !part.is_empty());
        self.cut(parts.join("\n"), TEXT_BYTES)
    }

    /// Cut to what its field may have.
    fn cut(&mut self, mut text: String, limit: usize) -> String {
        if text.len() > limit {
            let end = (0..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.truncate(end);
            self.report("", Cleaning::Cut { limit });
        }
        text
    }

    /// What is open, or ahead and not done, is a follow-up; what was cancelled as well, so that it isn't taken for contact.
    fn interaction(&mut self) -> Result<What, Refusal> {
        let (at, time_known) = self.when()?;
        let is_ahead = at.date_naive() > self.against.today;
        if matches!(self.state, Some(State::Open | State::Acknowledged | State::Cancelled)) || is_ahead {
            self.put_purpose_below();
            return self.follow_up();
        }
        Ok(What::Interaction(Interaction {
            id: InteractionId(Uuid::nil()),
            at,
            time_known,
            with: Vec::new(),
            // What isn't said to be contact doesn't count as contact.
            kind: self.kind.unwrap_or(Kind::Note),
            direction: self.direction,
            outcome: self.outcome,
            minutes: self.minutes,
            text: self.said(),
            topics: std::mem::take(&mut self.topics),
            purpose: self.purpose,
            worth: std::mem::take(&mut self.worth),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        }))
    }

    /// A follow-up has no field for it.
    fn put_purpose_below(&mut self) {
        let purpose = self.purpose.map_or("", Purpose::name);
        let both = [("purpose", purpose.to_owned()), ("worth", std::mem::take(&mut self.worth))];
        for (name, text) in both.iter().filter(|(_, text)| !text.is_empty()) {
            self.put_below(name, text);
        }
    }

    fn follow_up(&mut self) -> Result<What, Refusal> {
        let at = self.due.or(self.day).ok_or(Refusal::Dayless)?;
        // Where the file doesn't say it, the import does.
        let made = self.made.or(self.due.and(self.day)).filter(|made| made.day <= self.against.today);
        let made = made.map_or_else(NaiveDate::default, |made| made.day);
        let said = self.said();
        let title = clean::one_line(&said, " · ").text;
        let title = self.cut(title, LINE_BYTES);
        let (id, contact) = (FollowUpId(Uuid::nil()), ContactId(Uuid::nil()));
        let mut follow_up = FollowUp::new(id, contact, title, at.day, made);
        follow_up.time = at.time.or(self.time);
        follow_up.state = match self.state {
            Some(State::Done | State::Told) => FollowUpState::Done,
            Some(State::Cancelled) => FollowUpState::Cancelled,
            Some(State::Open | State::Acknowledged) => FollowUpState::Open,
            None if self.closed.is_some() => FollowUpState::Done,
            None => FollowUpState::Open,
        };
        if !follow_up.is_open() {
            // A day that is always the same, so that the same file says the same again.
            follow_up.closed = Some(self.closed.map_or(at.day, |closed| closed.day));
        }
        follow_up.recurs = recurs(&self.recurs, at.day);
        Ok(What::FollowUp(follow_up))
    }

    fn feedback(&mut self) -> Result<What, Refusal> {
        let at = self.day.or(self.made).or(self.due).ok_or(Refusal::Dayless)?;
        let answer = std::mem::take(&mut self.answer);
        let mut text = self.said();
        if let (true, Some(score)) = (text.is_empty(), self.score) {
            text = format!("{score}/10");
        }
        if text.is_empty() {
            return Err(Refusal::NoText);
        }
        let (id, contact) = (FeedbackId(Uuid::nil()), ContactId(Uuid::nil()));
        // An answer to a survey is what asks least of anybody.
        let kind = self.feedback.unwrap_or(FeedbackKind::Survey);
        let mut feedback = Feedback::new(id, contact, kind, text, at.day);
        let topics = std::mem::take(&mut self.topics).join(", ");
        feedback.topic = self.cut(topics, LINE_BYTES);
        feedback.score = self.score;
        feedback.promised = self.due.filter(|_| self.day.is_some() || self.made.is_some()).map(|due| due.day);
        feedback.answer = answer;
        feedback.severity = self.severity;
        feedback.promise = std::mem::take(&mut self.promise);
        feedback.cause = std::mem::take(&mut self.cause);
        feedback.owner = std::mem::take(&mut self.owner);
        feedback.goodwill = Goodwill::read(&self.goodwill, self.against.currency);
        let is_done = matches!(self.state, Some(State::Done | State::Told | State::Cancelled));
        if is_done || self.state.is_none() && self.closed.is_some() {
            feedback.state = FeedbackState::Resolved;
            feedback.resolved = Some(self.closed.map_or(at.day, |closed| closed.day));
            feedback.told = feedback.resolved.filter(|_| self.state == Some(State::Told));
        } else if self.state == Some(State::Acknowledged) {
            feedback.state = FeedbackState::Acknowledged;
        }
        Ok(What::Feedback(feedback))
    }
}

/// How a follow-up recurs whose first day is `first`: `every 3 months`, `3m`.
fn recurs(text: &str, first: NaiveDate) -> Option<Recurs> {
    let every = || when::read_recurs(&format!("every {text}"), first).ok();
    when::read_recurs(text, first).ok().or_else(every)
}
