//! Feedback: praise, a complaint, a wish or a survey answer of one contact; how far it has come, and in which order a list
//! has it.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::book::Grievance;
use super::complaint::{Goodwill, Reply, Severity};
use super::day::Day;
use super::id::{CompanyId, ContactId, FeedbackId, InteractionId};
use super::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    pub id: FeedbackId,
    pub contact: ContactId,
    /// The contact's company at that time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub company: Option<CompanyId>,
    pub kind: FeedbackKind,
    pub text: String,
    /// The day it came in.
    pub day: NaiveDate,
    #[serde(default, skip_serializing_if = "is_default")]
    pub topic: String,
    /// 0 to 10.
    #[serde(default, skip_serializing_if = "is_default")]
    pub score: Option<u8>,
    /// The day by which an answer was promised.
    #[serde(default, skip_serializing_if = "is_default")]
    pub promised: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: FeedbackState,
    /// The day it was resolved.
    #[serde(default, skip_serializing_if = "is_default")]
    pub resolved: Option<NaiveDate>,
    /// The day the customer was told what came of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub told: Option<NaiveDate>,
    /// What came of it, and what the customer was told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answer: String,
    /// How bad it is for them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub severity: Option<Severity>,
    /// Who of us sees to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// What was promised, besides the day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub promise: String,
    /// What we told them meanwhile, the oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub replies: Vec<Reply>,
    /// Why it came to that.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cause: String,
    /// What was given to make good.
    #[serde(default, skip_serializing_if = "is_default")]
    pub goodwill: Option<Goodwill>,
    /// The interaction in which it was said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<InteractionId>,
    /// Hidden until this day; a late complaint is shown all the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snoozed_until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub source_id: String,
}

impl Feedback {
    /// Feedback of which only this is known, open.
    pub fn new(
        id: FeedbackId,
        contact: ContactId,
        kind: FeedbackKind,
        text: impl Into<String>,
        day: NaiveDate,
    ) -> Self {
        Self {
            id,
            contact,
            company: None,
            kind,
            text: text.into(),
            day,
            topic: String::new(),
            score: None,
            promised: None,
            state: FeedbackState::Open,
            resolved: None,
            told: None,
            answer: String::new(),
            severity: None,
            owner: String::new(),
            promise: String::new(),
            replies: Vec::new(),
            cause: String::new(),
            goodwill: None,
            from: None,
            snoozed_until: None,
            source_id: String::new(),
        }
    }

    /// That they were asked for a survey on a day. What they answer is feedback of its own.
    pub fn asked(id: FeedbackId, contact: ContactId, day: NaiveDate) -> Self {
        Self { state: FeedbackState::Asked, ..Self::new(id, contact, FeedbackKind::Survey, "", day) }
    }

    pub fn is_asked(&self) -> bool {
        self.state == FeedbackState::Asked
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, FeedbackState::Open | FeedbackState::Acknowledged)
    }

    /// Whether nothing is left to be done: it is resolved, and the customer knows; or all it says is that they were asked.
    pub fn is_closed(&self) -> bool {
        matches!(self.standing(), Standing::Told | Standing::Asked)
    }

    /// How far it has come.
    pub fn standing(&self) -> Standing {
        match (self.state, self.told) {
            (FeedbackState::Open, _) => Standing::Open,
            (FeedbackState::Acknowledged, _) => Standing::Acknowledged,
            (FeedbackState::Resolved, None) => Standing::Resolved,
            (FeedbackState::Resolved, Some(_)) => Standing::Told,
            (FeedbackState::Asked, _) => Standing::Asked,
        }
    }

    /// Notes what they were told; the oldest stays first.
    pub fn told_meanwhile(&mut self, reply: Reply) {
        let place = self.replies.partition_point(|other| other.day <= reply.day);
        self.replies.insert(place, reply);
    }

    /// Days since it came in.
    pub fn age(&self, today: NaiveDate) -> i64 {
        (today - self.day).num_days()
    }

    /// The day a complaint is due: the promised one, else two days after it came in. `None` for other feedback.
    pub fn due(&self) -> Option<NaiveDate> {
        (self.kind == FeedbackKind::Complaint)
            .then(|| self.promised.or_else(|| self.day.checked_add_days(Days::new(2))).unwrap_or(self.day))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    Praise,
    Complaint,
    Wish,
    Survey,
}

impl FeedbackKind {
    pub const ALL: [Self; 4] = [Self::Praise, Self::Complaint, Self::Wish, Self::Survey];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackState {
    #[default]
    Open,
    Acknowledged,
    Resolved,
    /// Nothing was said yet: they were asked for a survey on its day.
    Asked,
}

/// How far feedback has come, from heard to closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    Open,
    Acknowledged,
    /// Resolved, and the customer isn't told yet.
    Resolved,
    /// Resolved, and the customer knows.
    Told,
    /// They were asked for a survey, which is all it says.
    Asked,
}

impl Standing {
    /// Those to which feedback can be brought.
    pub const ALL: [Self; 4] = [Self::Open, Self::Acknowledged, Self::Resolved, Self::Told];

    /// As it is written in commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Resolved => "resolved",
            Self::Told => "told",
            Self::Asked => "asked",
        }
    }

    /// Reads it in English or German.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "open" | "offen" => Self::Open,
            "acknowledged" | "bestätigt" => Self::Acknowledged,
            "resolved" | "gelöst" => Self::Resolved,
            "told" | "informiert" | "abgeschlossen" => Self::Told,
            _ => return None,
        })
    }
}

/// The parts of a list of feedback, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Complaints that nobody has answered yet.
    Complaints,
    Acknowledged,
    /// Open praise, wishes and survey answers.
    Other,
    /// Resolved, and the customer isn't told yet.
    ToBeTold,
    Closed,
}

/// By which a list sorts feedback.
pub type Order = (Section, Option<Reverse<FeedbackId>>, Day, Day, FeedbackId);

impl Feedback {
    /// The part of the list in which it stands.
    pub fn section(&self) -> Section {
        if self.is_closed() { Section::Closed } else { Grievance::from(self).section() }
    }

    /// By which a list sorts it: that which isn't closed as [`Grievance::order`] says, closed feedback the latest entered first,
    /// which is the order in which it is read.
    pub fn order(&self) -> Order {
        let day = Day::from(self.day);
        match self.is_closed() {
            true => (Section::Closed, Some(Reverse(self.id)), day, day, self.id),
            false => Grievance::from(self).order(),
        }
    }
}

impl Grievance {
    /// The part of the list in which it stands.
    pub fn section(&self) -> Section {
        match self.state {
            FeedbackState::Open if self.kind == FeedbackKind::Complaint => Section::Complaints,
            FeedbackState::Open => Section::Other,
            FeedbackState::Acknowledged => Section::Acknowledged,
            FeedbackState::Resolved => Section::ToBeTold,
            FeedbackState::Asked => Section::Closed,
        }
    }

    /// By which a list sorts it: open feedback by the day it is due, then the oldest first; what is to be told by the day it was
    /// resolved.
    pub fn order(&self) -> Order {
        let section = self.section();
        let by = if section == Section::ToBeTold { self.resolved } else { self.promised.or(self.due()) };
        (section, None, by.unwrap_or(Day::MAX), self.day, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;

    /// Feedback from `complaint 3 acknowledged`: its kind, how many days ago it came in, and how far it is.
    fn feedback(line: &str, ids: &mut Ids) -> Feedback {
        let today: NaiveDate = "2026-11-21".parse().unwrap();
        let mut words = line.split(' ');
        let kind = match words.next().unwrap() {
            "complaint" => FeedbackKind::Complaint,
            "wish" => FeedbackKind::Wish,
            "praise" => FeedbackKind::Praise,
            other => panic!("no kind {other}"),
        };
        let day = today - Days::new(words.next().unwrap().parse().unwrap());
        let (state, resolved, told) = match words.next() {
            None => (FeedbackState::Open, None, None),
            Some("acknowledged") => (FeedbackState::Acknowledged, None, None),
            Some("resolved") => (FeedbackState::Resolved, Some(day), None),
            Some("told") => (FeedbackState::Resolved, Some(day), Some(day)),
            Some(other) => panic!("no state {other}"),
        };
        Feedback { state, resolved, told, ..Feedback::new(ids.draw(), ids.draw(), kind, line, day) }
    }

    /// The list's order.
    fn check(lines: &[&str], expect: &[&str]) {
        let mut ids = Ids::seeded(1, 1);
        let mut all: Vec<Feedback> = lines.iter().map(|line| feedback(line, &mut ids)).collect();
        all.sort_by_key(Feedback::order);
        assert_eq!(all.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn a_list_has_the_most_pressing_first() {
        check(
            &["wish 3", "complaint 1", "complaint 5", "praise 9", "complaint 8 acknowledged", "wish 2 resolved"],
            &["complaint 5", "complaint 1", "complaint 8 acknowledged", "praise 9", "wish 3", "wish 2 resolved"],
        );
        check(
            &["complaint 30 told", "complaint 20 resolved", "wish 60 told", "wish 40 resolved"],
            &["wish 40 resolved", "complaint 20 resolved", "wish 60 told", "complaint 30 told"],
        );
    }

    #[test]
    fn feedback_is_closed_once_it_is_resolved_and_told() {
        let mut ids = Ids::seeded(1, 1);
        for (line, open, closed) in [
            ("complaint 3", true, false),
            ("complaint 3 acknowledged", true, false),
            ("complaint 3 resolved", false, false),
            ("complaint 3 told", false, true),
        ] {
            let one = feedback(line, &mut ids);
            assert_eq!((one.is_open(), one.is_closed()), (open, closed), "{line}");
        }
        // Somebody may have been told and it was opened again by another program.
        let open = Feedback { told: Some("2026-11-20".parse().unwrap()), ..feedback("wish 3", &mut ids) };
        assert_eq!(open.standing(), Standing::Open);
    }
}
