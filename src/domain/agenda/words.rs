//! A reason with what is said of it: made for those that are looked at.

use chrono::NaiveTime;

use super::rules::{Because, Pending, Rules};
use super::{Reason, Section, Whom, Why};
use crate::domain::book::{Book, Facts};
use crate::domain::cadence::Span;
use crate::domain::consent::ConsentState;
use crate::domain::contact::Channel;
use crate::domain::day::Day;
use crate::domain::id::{FeedbackId, FollowUpId};
use crate::domain::row::{NEWEST, Row};

impl Rules<'_> {
    /// All reasons of somebody, the most pressing first, and the section in which that makes them stand.
    pub(super) fn entry_of(&self, whom: Whom) -> Option<(Section, Vec<Reason>)> {
        match whom {
            Whom::Contact(contact) => self.entry(self.book.facts_of(contact)?),
            Whom::Company(company) => {
                let (pending, interval, last) = self.account_of(company)?;
                Some((pending.key.section(), vec![self.with(self.why_account(interval, last), &pending)]))
            }
        }
    }

    fn why_account(&self, interval: Span, last: Option<Day>) -> Why {
        let days = last.map_or(0, |last| self.today.since(last));
        Why::Account { interval, last: last.map(Into::into), days }
    }

    fn with(&self, why: Why, pending: &Pending) -> Reason {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(pending.second, 0);
        Reason { why, due: pending.due.into(), time, days_overdue: self.days_overdue(pending.due) }
    }

    /// All of a contact's reasons, the most pressing first, and the section in which that makes them stand.
    pub(super) fn entry(&self, of: &Facts) -> Option<(Section, Vec<Reason>)> {
        let mut pending: Vec<Pending> = Vec::new();
        self.each(of, self.book.promises_at(of), |reason| pending.push(reason));
        pending.sort_unstable_by_key(Pending::order);
        let section = pending.first()?.key.section();
        Some((section, pending.iter().map(|pending| self.reason(of, pending)).collect()))
    }

    /// The reason that `pending` is, with what is said of it.
    pub(super) fn reason(&self, of: &Facts, pending: &Pending) -> Reason {
        let book = self.book;
        let why = match pending.because {
            Because::FollowUp => {
                let id = FollowUpId(pending.id);
                Why::FollowUp { id, title: book.title(id).to_owned() }
            }
            Because::Complaint => {
                let id = FeedbackId(pending.id);
                Why::Complaint { id, text: book.feedback(id).map(|one| one.text.clone()).unwrap_or_default() }
            }
            Because::Retry(day, outcome) => {
                // One at the least: an attempt is what it is about.
                let tries = of.attempts.max(1);
                let many = usize::from(tries) >= NEWEST;
                Why::Retry {
                    tries: tries.into(),
                    last: outcome,
                    day: day.into(),
                    instead: if many { other_channel(book, of) } else { None },
                }
            }
            Because::Birthday(day) => {
                let (day, born) = (chrono::NaiveDate::from(day), i32::from(of.born));
                let age = (of.born > i16::MIN).then(|| chrono::Datelike::year(&day) - born).filter(|age| *age >= 0);
                Why::Birthday { day, age }
            }
            Because::Segment => {
                let name = self.settings.called.by(of.id).map_or("", |(name, _)| name);
                Why::Segment { name: name.to_owned() }
            }
            Because::Account(interval, last) => self.why_account(interval, last),
            Because::Cadence(interval, last) => Why::Cadence {
                interval,
                last: last.map(|(day, kind)| (day.into(), kind)),
                imported: of.imported.map(Into::into),
                untouched_lead: of.is_untouched_lead(),
            },
        };
        self.with(why, pending)
    }
}

/// A channel that wasn't tried and isn't withdrawn: the preferred one, else one for which there is an address. Whether
/// there is one for a letter or a social network the row doesn't know: these are proposed only where they are preferred.
fn other_channel(book: &Book, of: &Facts) -> Option<Channel> {
    let row: &Row = book.contact(of.id)?;
    let tried = |channel| row.tries_since_touch().any(|try_| try_.kind.channel() == Some(channel));
    let mail = (!row.mails.is_empty()).then_some(Channel::Mail);
    let phone = (!row.phones.is_empty()).then_some(Channel::Phone);
    let chat = phone.map(|_| Channel::Chat);
    let preferred = row.preferred_channel.filter(|channel| match channel {
        Channel::Mail => mail.is_some(),
        Channel::Phone | Channel::Chat => phone.is_some(),
        _ => true,
    });
    [preferred, mail, phone, chat]
        .into_iter()
        .flatten()
        .find(|channel| !tried(*channel) && row.consent(*channel) != ConsentState::Withdrawn)
}
