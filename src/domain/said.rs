//! What was said: the texts of interactions, feedback and notes as they are searched, and the order in which they are found.
//!
//! Owns which text of which record counts. How a text is searched is `search`'s, where the texts lie the store's.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use super::complaint::Goodwill;
use super::feedback::FeedbackKind;
use super::id::{CompanyId, ContactId};
use super::interaction::Kind;
use super::record::{Record, RecordId};
use super::search::Words;

/// A text that somebody wrote down, and what it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub what: What,
    /// Whom it is about; nobody where it is a company's notes or order.
    pub contacts: Vec<ContactId>,
    /// The company whose notes or order it is.
    pub company: Option<CompanyId>,
    /// The day it was said. Notes have none.
    pub day: Option<NaiveDate>,
    /// Which record holds it, and where it stands among all.
    pub place: Place,
    /// As it was written; behind it the topics that don't stand in it, under it what came of a feedback and the free fields of
    /// who has notes, a line each.
    pub text: String,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    Interaction(Kind),
    Feedback(FeedbackKind),
    /// What was ordered, with its reference.
    Order,
    /// A contact's or company's notes and free fields.
    Notes,
}

/// Where a text stands among all: later is greater. Notes stand at the day on which their contact or company was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Microseconds since 1970, in UTC.
    pub micros: i64,
    pub record: RecordId,
}

/// What stands between feedback and what came of it, was promised and told.
const ANSWER: &str = "\n→ ";

impl Said {
    /// Whether the words stand in what came of a feedback, not in the feedback itself.
    pub fn is_in_answer(&self, words: &Words) -> bool {
        let said = if matches!(self.what, What::Feedback(_)) { self.text.split_once(ANSWER) } else { None };
        let has = |text: &str| !words.sentence(text, usize::MAX).hits.is_empty();
        said.is_some_and(|(feedback, answer)| has(answer) && !has(feedback))
    }

    /// The text of a record; `None` where it has none.
    pub fn of(record: &Record) -> Option<Self> {
        let (what, contacts, company, text) = match record {
            Record::Interaction(one) => {
                let contacts = one.with.iter().map(|participant| participant.contact).collect();
                let text = with_topics(&one.text, one.topics.iter().map(String::as_str));
                let text = if one.worth.is_empty() { text } else { format!("{text}\n+ {}", one.worth) };
                (What::Interaction(one.kind), contacts, None, text)
            }
            Record::Feedback(one) => {
                let topic = Some(one.topic.as_str()).filter(|topic| !topic.is_empty());
                let text = with_topics(&one.text, topic);
                let replies = one.replies.iter().map(|reply| reply.text.as_str());
                let goodwill = match &one.goodwill {
                    Some(Goodwill::Text(given)) => given.as_str(),
                    _ => "",
                };
                let came = [&one.answer, &one.promise, &one.cause].into_iter().map(String::as_str);
                let came = came.chain([goodwill]).chain(replies).filter(|said| !said.is_empty());
                let came = came.collect::<Vec<_>>().join("\n");
                let text = if came.is_empty() { text } else { format!("{text}{ANSWER}{came}") };
                (What::Feedback(one.kind), vec![one.contact], None, text)
            }
            Record::Order(one) => {
                let text = [one.what.as_str(), &one.reference].into_iter().filter(|text| !text.is_empty());
                let of_company = if one.contact.is_none() { one.company } else { None };
                (What::Order, one.contact.into_iter().collect(), of_company, text.collect::<Vec<_>>().join(" · "))
            }
            Record::Contact(one) => (What::Notes, vec![one.id], None, with_fields(&one.notes, &one.fields)),
            Record::Company(one) => (What::Notes, Vec::new(), Some(one.id), with_fields(&one.notes, &one.fields)),
            Record::FollowUp(_) | Record::Consent(_) | Record::AgendaMark(_) => return None,
        };
        if text.trim().is_empty() {
            return None;
        }
        let day = match record {
            Record::Interaction(one) => Some(one.day()),
            Record::Feedback(one) => Some(one.day),
            Record::Order(one) => Some(one.day),
            _ => None,
        };
        Some(Self { what, contacts, company, day, place: Place::of(record)?, text })
    }
}

impl Place {
    /// Where a record stands: an interaction at its moment, all else at noon of its day, a follow-up of that on which it was made.
    /// `None` of records in which nothing is said and of which nothing is counted.
    pub fn of(record: &Record) -> Option<Self> {
        let noon = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12);
        let moment = match record {
            Record::Interaction(one) => one.at.to_utc(),
            Record::Feedback(one) => noon(one.day),
            Record::Order(one) => noon(one.day),
            Record::Contact(one) => noon(one.added),
            Record::Company(one) => noon(one.added),
            Record::FollowUp(one) => noon(one.made),
            Record::Consent(_) | Record::AgendaMark(_) => return None,
        };
        Some(Self { micros: moment.timestamp_micros(), record: record.id() })
    }

    /// The next place: the first that is later than this.
    pub fn behind(self) -> Self {
        let next = self.record.id.as_u128().wrapping_add(1);
        let micros = if next == 0 { self.micros.saturating_add(1) } else { self.micros };
        Self { micros, record: RecordId::new(self.record.kind, Uuid::from_u128(next)) }
    }

    /// A moment before all that was said on `day`, wherever in the world that was.
    pub fn before_day(day: NaiveDate) -> i64 {
        let day = day.checked_sub_days(Days::new(1)).unwrap_or(day);
        let moment: DateTime<Utc> = day.and_time(NaiveTime::MIN).and_utc();
        moment.timestamp_micros()
    }
}

/// A text with the topics behind it that don't stand in it: `#delivery`.
fn with_topics<'a>(text: &str, topics: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = text.to_owned();
    for topic in topics {
        let topic = format!("#{topic}");
        if !text.contains(&topic) {
            all.push(' ');
            all.push_str(&topic);
        }
    }
    all
}

/// Notes with the free fields under them, a line each: `hobby: old planes`.
fn with_fields(notes: &str, fields: &BTreeMap<String, String>) -> String {
    let lines = fields.iter().map(|(name, value)| format!("{name}: {value}"));
    let notes = Some(notes.to_owned()).filter(|notes| !notes.is_empty());
    notes.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::feedback::Feedback;
    use crate::domain::id::Ids;

    #[test]
    fn notes_and_free_fields_are_one_text() {
        let mut contact = Contact::new(Ids::seeded(1, 1).draw(), "Anna", "2026-01-05".parse().unwrap());
        assert_eq!(Said::of(&contact.clone().into()), None, "nothing was said");
        contact.fields.insert("hobby".into(), "old planes".into());
        assert_eq!(Said::of(&contact.clone().into()).unwrap().text, "hobby: old planes");
        contact.notes = "Never before ten.".into();
        let said = Said::of(&contact.into()).unwrap();
        assert_eq!(said.text, "Never before ten.\nhobby: old planes");
        assert_eq!(said.day, None, "notes have no day");
    }

    #[test]
    fn an_answer_stands_apart_from_the_feedback() {
        let mut ids = Ids::seeded(1, 1);
        let day = "2026-11-21".parse().unwrap();
        let feedback = Feedback::new(ids.draw(), ids.draw(), FeedbackKind::Complaint, "arrived damaged", day);
        let said = Said::of(&Feedback { answer: "new crate sent".into(), ..feedback }.into()).unwrap();
        let in_answer = |typed| said.is_in_answer(&Words::new(typed));
        assert_eq!((in_answer("crate"), in_answer("damaged"), in_answer("crate damaged")), (true, false, false));
        assert_eq!(Words::new("crate").sentence(&said.text, 80).text, "arrived damaged → new crate sent");
    }

    #[test]
    fn a_topic_is_found_once() {
        assert_eq!(with_topics("late #again", ["again", "delivery"]), "late #again #delivery");
    }
}
