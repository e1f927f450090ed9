//! When each reason is due, and whether it is hidden: one function for each rule.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::domain::agenda_mark::Snooze;
use crate::domain::book::Book;
use crate::domain::cadence::{Cadence, Span};
use crate::domain::consent::ConsentState;
use crate::domain::contact::{Channel, Stage};
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::row::{Glance, NEWEST, Row};
use crate::domain::settings::Settings;

use super::order::Key;
use super::{Reason, Why, days_after};

/// A lead that was never touched is due this many working days after it was added.
const LEAD: u16 = 2;
/// A missed birthday stays this many days.
const BIRTHDAY_STAYS: u32 = 2;
/// Days within which a snooze still belongs to the birthday that was.
const BIRTHDAY_SNOOZE: i64 = 180;

/// The rhythm in force for a contact: its own, else its tier's; that of an untouched lead is two days.
pub fn rhythm(row: &Row, settings: &Settings) -> Option<Span> {
    if is_untouched_lead(row) {
        return Some(Span::days(LEAD));
    }
    match row.cadence {
        Cadence::ByTier => settings.rhythm_of(row.tier),
        Cadence::Never => None,
        Cadence::Every(span) => Some(span),
    }
}

fn is_untouched_lead(row: &Row) -> bool {
    row.stage == Some(Stage::Lead) && row.touches.count == 0
}

/// Whether a contact is archived, former or not to be contacted: only complaints and follow-ups make a reason then.
pub fn is_off(row: &Row, today: NaiveDate) -> bool {
    row.archived
        || row.stage == Some(Stage::Former)
        || row.do_not_contact.as_ref().is_some_and(|not| not.holds_on(today))
}

/// What the rules look at.
pub(super) struct Rules<'a> {
    book: &'a Book,
    settings: &'a Settings,
    today: NaiveDate,
    /// The last day of what comes.
    horizon: NaiveDate,
}

/// A reason before its words are copied.
pub(super) struct Pending<'a> {
    pub row: &'a Row,
    pub key: Key,
    due: NaiveDate,
    time: Option<NaiveTime>,
    days_overdue: i64,
    because: Because<'a>,
}

enum Because<'a> {
    FollowUp(&'a FollowUp),
    Complaint(&'a Feedback),
    Retry(&'a Glance),
    Birthday(NaiveDate),
    Cadence(Span),
}

impl<'a> Rules<'a> {
    pub(super) fn new(book: &'a Book, settings: &'a Settings, today: NaiveDate, ahead: u32) -> Self {
        Self { book, settings, today, horizon: days_after(today, ahead) }
    }

    /// A follow-up is due on its day; where that is a day off, it also shows from the working day before on.
    pub(super) fn follow_up(&self, follow_up: &'a FollowUp) -> Option<Pending<'a>> {
        if follow_up.due > self.horizon && self.also_from(follow_up.due) > self.today {
            return None;
        }
        let row = self.book.contact(follow_up.contact)?;
        if self.is_hidden(follow_up.snoozed_until) || self.is_off_until(row) {
            return None;
        }
        let (due, days_overdue) = self.due_or_early(follow_up.due);
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, follow_up.time),
            None => Key::follow_up(days_overdue, follow_up.time, row.tier),
        };
        Some(Pending { row, key, due, time: follow_up.time, days_overdue, because: Because::FollowUp(follow_up) })
    }

    /// A complaint is due on the promised day, else two days after it came in; nothing hides it once it is late.
    pub(super) fn complaint(&self, feedback: &'a Feedback) -> Option<Pending<'a>> {
        let due = feedback.due().filter(|due| *due <= self.horizon)?;
        let row = self.book.contact(feedback.contact)?;
        let days_overdue = self.days_overdue(due);
        if days_overdue == 0 && (self.is_hidden(feedback.snoozed_until) || self.is_off_until(row)) {
            return None;
        }
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, None),
            None => Key::complaint(days_overdue, row.tier),
        };
        Some(Pending { row, key, due, time: None, days_overdue, because: Because::Complaint(feedback) })
    }

    /// What the contact itself is due for: retry, birthday, cadence.
    pub(super) fn of_contact(&self, row: &'a Row, reasons: &mut Vec<Pending<'a>>) {
        let (retry, birthday, cadence) = (self.retry(row), self.birthday(row), self.cadence(row));
        if (retry.is_some() || birthday.is_some() || cadence.is_some())
            && !is_off(row, self.today)
            && !self.is_off_until(row)
        {
            reasons.extend([retry, birthday, cadence].into_iter().flatten());
        }
    }

    /// *No answer* is retried on the next working day, *left message* in two.
    fn retry(&self, row: &'a Row) -> Option<Pending<'a>> {
        let last = row.tries_since_touch().next()?;
        let due = self.settings.workdays.add(last.day(), if last.outcome == Outcome::LeftMessage { 2 } else { 1 });
        if due > self.horizon || self.is_snoozed(row, row.mark.as_ref().and_then(|mark| mark.retry)) {
            return None;
        }
        let days_overdue = self.days_overdue(due);
        let key = self.is_ahead(due).map_or(Key::retry(days_overdue, row.tier), |days| Key::next(days, None));
        Some(Pending { row, key, due, time: None, days_overdue, because: Because::Retry(last) })
    }

    /// A birthday shows on its day, on the working day before if that is a day off, and two days on if it was missed.
    fn birthday(&self, row: &'a Row) -> Option<Pending<'a>> {
        let birthday = row.birthday?;
        let snooze = row.mark.as_ref().and_then(|mark| mark.birthday);
        let congratulated = row.mark.as_ref().and_then(|mark| mark.congratulated);
        let year = self.today.year();
        let day = (year - 1..=year + 1).map(|year| birthday.in_year(year)).find(|day| {
            let stays = self.stays_until(row, *day, snooze);
            stays >= self.today && congratulated.is_none_or(|congratulated| congratulated < *day)
        })?;
        let comes = day <= self.horizon || self.also_from(day) <= self.today;
        if !comes || birthday.year().is_some_and(|born| day.year() < born) || self.is_snoozed(row, snooze) {
            return None;
        }
        let (due, days_overdue) = self.due_or_early(day);
        let key = self.is_ahead(due).map_or(Key::birthday(days_overdue, row.tier), |days| Key::next(days, None));
        Some(Pending { row, key, due, time: None, days_overdue, because: Because::Birthday(day) })
    }

    /// The last day on which a missed birthday shows; a snooze beyond it moves it on.
    fn stays_until(&self, row: &Row, day: NaiveDate, snooze: Option<Snooze>) -> NaiveDate {
        let stays = days_after(day, BIRTHDAY_STAYS);
        snooze
            .filter(|snooze| !is_ended_by_touch(row, *snooze))
            .map(|snooze| self.settings.workdays.on_or_after(snooze.until))
            .filter(|until| (0..BIRTHDAY_SNOOZE).contains(&(*until - day).num_days()))
            .map_or(stays, |until| stays.max(days_after(until, BIRTHDAY_STAYS)))
    }

    /// The cadence lapses an interval after the last touch, of the untouched after the day they were added; an open
    /// follow-up within the interval from today holds it back.
    fn cadence(&self, row: &'a Row) -> Option<Pending<'a>> {
        let interval = rhythm(row, self.settings)?;
        let workdays = &self.settings.workdays;
        let first_day = row.mark.as_ref().and_then(|mark| mark.cadence_from);
        let due = match (row.last_touch(), first_day) {
            (Some(touch), _) => workdays.on_or_after(interval.after(touch.day())),
            (None, Some(first_day)) => workdays.on_or_after(first_day),
            (None, None) if is_untouched_lead(row) => workdays.add(row.added, LEAD.into()),
            (None, None) => workdays.on_or_after(interval.after(row.added)),
        };
        if due > self.horizon
            || self.is_snoozed(row, row.mark.as_ref().and_then(|mark| mark.cadence))
            || self.book.has_follow_up_between(row.id, self.today, interval.after(self.today))
        {
            return None;
        }
        let days_overdue = self.days_overdue(due);
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, None),
            None => Key::cadence(days_overdue, interval, row.tier),
        };
        Some(Pending { row, key, due, time: None, days_overdue, because: Because::Cadence(interval) })
    }

    /// The day from which a thing of `day` shows, where that is a day off; else the day itself.
    fn also_from(&self, day: NaiveDate) -> NaiveDate {
        self.settings.workdays.on_or_before(day)
    }

    /// What shows before its day, since that is a day off, is due today.
    fn due_or_early(&self, day: NaiveDate) -> (NaiveDate, i64) {
        let due = if self.also_from(day) <= self.today { day.min(self.today) } else { day };
        (due, self.days_overdue(day))
    }

    fn days_overdue(&self, due: NaiveDate) -> i64 {
        (self.today - due).num_days().max(0)
    }

    /// How many days ahead, if it isn't due yet.
    fn is_ahead(&self, due: NaiveDate) -> Option<i64> {
        (due > self.today).then(|| (due - self.today).num_days())
    }

    /// A snooze ends on a working day.
    fn is_hidden(&self, until: Option<NaiveDate>) -> bool {
        until.is_some_and(|until| self.today < self.settings.workdays.on_or_after(until))
    }

    /// A snooze on the contact is ended by a touch, too.
    fn is_snoozed(&self, row: &Row, snooze: Option<Snooze>) -> bool {
        snooze.is_some_and(|snooze| self.is_hidden(Some(snooze.until)) && !is_ended_by_touch(row, snooze))
    }

    fn is_off_until(&self, row: &Row) -> bool {
        row.mark.as_ref().and_then(|mark| mark.off_until).is_some_and(|until| self.today < until)
    }
}

fn is_ended_by_touch(row: &Row, snooze: Snooze) -> bool {
    let set = snooze.set.timestamp_millis();
    row.touches.list.iter().any(|touch| touch.entered_millis() > set)
}

impl Pending<'_> {
    pub(super) fn reason(&self) -> Reason {
        let row = self.row;
        let why = match self.because {
            Because::FollowUp(follow_up) => Why::FollowUp { id: follow_up.id, title: follow_up.title.clone() },
            Because::Complaint(feedback) => Why::Complaint { id: feedback.id, text: feedback.text.clone() },
            Because::Retry(last) => {
                let tries = row.tries_since_touch().count();
                Why::Retry {
                    tries: u32::try_from(tries).unwrap_or(u32::MAX),
                    last: last.outcome,
                    day: last.day(),
                    instead: (tries >= NEWEST).then(|| other_channel(row)).flatten(),
                }
            }
            Because::Birthday(day) => {
                Why::Birthday { day, age: row.birthday.and_then(|birthday| birthday.age_in(day.year())) }
            }
            Because::Cadence(interval) => {
                Why::Cadence { interval, last: row.last_touch().map(|touch| (touch.day(), touch.kind)) }
            }
        };
        Reason { why, due: self.due, time: self.time, days_overdue: self.days_overdue }
    }
}

/// A channel that wasn't tried and isn't withdrawn: the preferred one, else one for which there is an address.
fn other_channel(row: &Row) -> Option<Channel> {
    let tried = |channel| row.tries_since_touch().any(|try_| channel_of(try_.kind) == Some(channel));
    let mail = (!row.mails.is_empty()).then_some(Channel::Mail);
    let phone = (!row.phones.is_empty()).then_some(Channel::Phone);
    let chat = phone.map(|_| Channel::Chat);
    [row.preferred_channel, mail, phone, chat, Some(Channel::Letter)]
        .into_iter()
        .flatten()
        .find(|channel| !tried(*channel) && row.consent(*channel) != ConsentState::Withdrawn)
}

fn channel_of(kind: Kind) -> Option<Channel> {
    match kind {
        Kind::Call => Some(Channel::Phone),
        Kind::Mail => Some(Channel::Mail),
        Kind::Video => Some(Channel::Video),
        Kind::Chat => Some(Channel::Chat),
        Kind::Meeting | Kind::Visit | Kind::Event => Some(Channel::Visit),
        Kind::Letter => Some(Channel::Letter),
        Kind::Social => Some(Channel::Social),
        Kind::Note => None,
    }
}
