//! Surveys: whom one may ask, when they were asked last, and what they said.
//!
//! That somebody was asked is feedback of the kind survey that says nothing but that; what they answer is feedback with a score from 0
//! to 10. Nobody is asked who was asked within some days, nor who didn't consent to being asked. How scores add up is `nps`'s.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::consent::{May, Purpose};
use super::contact::Channel;
use super::feedback::{Feedback, FeedbackKind};
use super::id::FeedbackId;
use super::nps::Group;
use super::row::Row;
use super::settings::Settings;

/// A survey as a row has it: that they were asked, or what they answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    pub id: FeedbackId,
    pub day: NaiveDate,
    /// They were asked; else they answered.
    pub asked: bool,
    pub score: Option<u8>,
}

impl Survey {
    /// `None` of other feedback.
    pub fn of(feedback: &Feedback) -> Option<Self> {
        let Feedback { id, day, score, .. } = *feedback;
        (feedback.kind == FeedbackKind::Survey).then(|| Self { id, day, asked: feedback.is_asked(), score })
    }
}

/// Why somebody isn't to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindered<'a> {
    /// They were asked on that day, which isn't long enough ago.
    Asked(NaiveDate),
    /// On no channel may it be done; why not on the first of them.
    Not(Channel, May<'a>),
    /// No channel is known on which they could have consented.
    NoChannel,
}

impl Row {
    pub(super) fn put_survey(&mut self, survey: Survey) {
        self.take_survey(survey.id);
        let order = |one: &Survey| (one.day, !one.asked, one.id);
        let place = self.surveys.partition_point(|other| order(other) < order(&survey));
        self.surveys.insert(place, survey);
    }

    pub(super) fn take_survey(&mut self, id: FeedbackId) {
        self.surveys.retain(|one| one.id != id);
    }

    /// The day on which they were asked last, and whether they still owe an answer. Whoever answered without it being noted that
    /// they were asked, was asked on that day.
    pub fn last_asked(&self) -> Option<(NaiveDate, bool)> {
        self.surveys.iter().fold(None, |last, one| match last {
            _ if one.asked => Some((one.day, true)),
            Some((asked, true)) => Some((asked, false)),
            _ => Some((one.day, false)),
        })
    }

    /// The score that they gave last, from 0 to 10.
    pub fn last_score(&self) -> Option<u8> {
        self.surveys.iter().rev().find_map(|one| one.score)
    }

    /// Of which group they are by that.
    pub fn group(&self) -> Option<Group> {
        self.last_score().map(Group::of)
    }

    /// On which channel they may be asked for a survey on a day: on that one alone, where one is wanted.
    ///
    /// # Errors
    /// They were asked too short ago, or may not be asked.
    pub fn may_ask(&self, settings: &Settings, day: NaiveDate, on: Option<Channel>) -> Result<Channel, Hindered<'_>> {
        let way = match on {
            Some(on) => Some((on, self.may_for(Purpose::Survey, on, day))),
            None => self.way_for(Purpose::Survey, day),
        };
        let on = match way {
            Some((on, may)) if may.is_allowed() => on,
            Some((on, may)) => return Err(Hindered::Not(on, may)),
            None => return Err(Hindered::NoChannel),
        };
        let every = Days::new(settings.feedback.ask_every.into());
        match self.last_asked() {
            Some((asked, _)) if asked.checked_add_days(every).is_some_and(|again| day < again) => {
                Err(Hindered::Asked(asked))
            }
            _ => Ok(on),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::{Consent, ConsentState};
    use crate::domain::contact::{Contact, DoNotContact, Labelled};
    use crate::domain::id::Ids;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Somebody with a mail who consented to surveys by it.
    fn anna(ids: &mut Ids) -> Row {
        let mut contact = Contact::new(ids.draw(), "Anna", day("2026-01-01"));
        contact.mails.push(Labelled { label: "work".into(), value: "anna@example.com".into() });
        let mut row = Row::new(&contact);
        row.decide(&Consent {
            id: ids.draw(),
            contact: row.id,
            channel: Channel::Mail,
            purpose: Some(Purpose::Survey),
            state: ConsentState::Given,
            day: day("2026-01-01"),
            how: String::new(),
            proof: String::new(),
        });
        row
    }

    #[test]
    fn nobody_is_asked_twice_within_so_many_days() {
        let mut ids = Ids::seeded(1, 1);
        let (mut row, mut settings) = (anna(&mut ids), Settings::default());
        assert_eq!(row.last_asked(), None);
        assert_eq!(row.may_ask(&settings, day("2026-05-01"), None), Ok(Channel::Mail));
        let asked = Feedback::asked(ids.draw(), row.id, day("2026-05-01"));
        row.put_survey(Survey::of(&asked).unwrap());
        assert_eq!((row.last_asked(), row.last_score()), (Some((day("2026-05-01"), true)), None));
        // The ninetieth day after is 30 July.
        for (on, may) in [("2026-05-01", false), ("2026-07-29", false), ("2026-07-30", true)] {
            assert_eq!(row.may_ask(&settings, day(on), None).is_ok(), may, "{on}");
        }
        settings.feedback.ask_every = 0;
        assert_eq!(row.may_ask(&settings, day("2026-05-01"), None), Ok(Channel::Mail));
        row.take_survey(asked.id);
        assert_eq!(row.last_asked(), None);
    }

    #[test]
    fn who_did_not_consent_is_not_asked() {
        let mut ids = Ids::seeded(1, 1);
        let settings = Settings::default();
        let on = day("2026-05-01");
        let mut row = anna(&mut ids);
        let wanted = row.may_ask(&settings, on, Some(Channel::Phone));
        assert!(matches!(wanted, Err(Hindered::Not(Channel::Phone, May::NotGiven { .. }))), "{wanted:?}");
        row.consents.clear();
        assert!(matches!(row.may_ask(&settings, on, None), Err(Hindered::Not(Channel::Mail, May::NotGiven { .. }))));
        row.mails.clear();
        assert_eq!(row.may_ask(&settings, on, None), Err(Hindered::NoChannel));
        let mut row = anna(&mut ids);
        row.do_not_contact = Some(DoNotContact { until: None, reason: String::new() });
        assert!(matches!(row.may_ask(&settings, on, None), Err(Hindered::Not(_, May::DoNotContact { .. }))));
    }

    #[test]
    fn an_answer_ends_the_asking_and_the_last_score_is_that_of_the_last_answer() {
        let mut ids = Ids::seeded(1, 1);
        let mut row = anna(&mut ids);
        let mut put = |on: &str, score: Option<u8>, row: &mut Row| {
            let one = match score {
                None => Feedback::asked(ids.draw(), row.id, day(on)),
                score => Feedback { score, ..Feedback::new(ids.draw(), row.id, FeedbackKind::Survey, "", day(on)) },
            };
            row.put_survey(Survey::of(&one).unwrap());
        };
        put("2026-03-01", Some(3), &mut row);
        assert_eq!(row.last_asked(), Some((day("2026-03-01"), false)), "nobody noted that they were asked");
        put("2026-01-05", None, &mut row);
        assert_eq!(row.last_asked(), Some((day("2026-01-05"), false)));
        put("2026-02-02", Some(9), &mut row);
        assert_eq!((row.last_score(), row.group()), (Some(3), Some(Group::Detractor)));
        put("2026-06-01", None, &mut row);
        assert_eq!((row.last_score(), row.last_asked()), (Some(3), Some((day("2026-06-01"), true))));
        put("2026-06-01", Some(10), &mut row);
        assert_eq!((row.last_score(), row.last_asked()), (Some(10), Some((day("2026-06-01"), false))));
        let praise = Feedback::new(ids.draw(), row.id, FeedbackKind::Praise, "good", day("2026-05-01"));
        assert_eq!(Survey::of(&praise), None);
    }
}
