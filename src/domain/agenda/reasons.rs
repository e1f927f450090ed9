//! When each reason is due, and whether it is hidden: one function for each rule.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::book::{Book, Facts};
use crate::domain::cadence::{Cadence, Span};
use crate::domain::consent::ConsentState;
use crate::domain::contact::{Channel, Stage, Tier};
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::ContactId;
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::row::{NEWEST, Row};
use crate::domain::settings::Settings;

use super::order::Key;
use super::{Reason, Why, days_after};

/// A lead that was never touched is due this many working days after it was added.
pub const LEAD: u16 = 2;
/// A missed birthday stays this many days.
const BIRTHDAY_STAYS: u32 = 2;
/// Days within which a snooze still belongs to the birthday that was.
const BIRTHDAY_SNOOZE: i64 = 180;

/// The rhythm in force for a contact: its own, else its tier's; that of an untouched lead is two days.
pub fn rhythm(row: &Row, settings: &Settings) -> Option<Span> {
    in_force(row.cadence, row.tier, is_untouched_lead(row.stage, row.last_contact().is_some()), settings)
}

/// Whether a contact is archived, former or not to be contacted: only complaints and follow-ups make a reason then.
pub fn is_off(row: &Row, today: NaiveDate) -> bool {
    row.archived
        || row.stage == Some(Stage::Former)
        || row.do_not_contact.as_ref().is_some_and(|not| not.holds_on(today))
}

fn in_force(cadence: Cadence, tier: Option<Tier>, untouched_lead: bool, settings: &Settings) -> Option<Span> {
    match cadence {
        _ if untouched_lead => Some(Span::days(LEAD)),
        Cadence::ByTier => settings.rhythm_of(tier),
        Cadence::Never => None,
        Cadence::Every(span) => Some(span),
    }
}

fn is_untouched_lead(stage: Option<Stage>, touched: bool) -> bool {
    stage == Some(Stage::Lead) && !touched
}

/// A contact that the rules look at: the facts first, the row only where they aren't enough.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub row: &'a Row,
    pub facts: &'a Facts,
}

impl<'a> Subject<'a> {
    pub(super) fn rhythm(self, settings: &Settings) -> Option<Span> {
        in_force(self.facts.cadence, self.facts.tier, self.is_untouched_lead(), settings)
    }

    pub(super) fn is_off(self, today: NaiveDate) -> bool {
        self.facts.is_off(today)
    }

    pub(super) fn was_touched_on(self, day: NaiveDate) -> bool {
        match self.facts.touch {
            Some(last) if last > day => self.row.touches.list.iter().any(|touch| touch.day() == day),
            last => last == Some(day),
        }
    }

    /// The last touch, as far as it can have been: one that is dated after tomorrow was logged while the clock was ahead, and
    /// must not keep the contact off the agenda until then. Tomorrow it may be where one flew from.
    fn touch(self, today: NaiveDate) -> Option<(NaiveDate, Kind)> {
        match self.facts.touch {
            Some(day) if is_impossible(day, today) => {
                let touches = &self.row.touches.list;
                let possible = touches.iter().find(|touch| !is_impossible(touch.day(), today));
                possible.map(|touch| (touch.day(), touch.kind))
            }
            day => day.map(|day| (day, self.facts.touch_kind)),
        }
    }

    /// The last attempt since the last touch, and what came of it.
    fn attempt(self, today: NaiveDate) -> Option<(NaiveDate, Outcome)> {
        if self.facts.touch.is_some_and(|day| is_impossible(day, today)) {
            let last = self.row.touches.list.iter().find(|touch| !is_impossible(touch.day(), today)).map(|one| one.at);
            let try_ = self.row.tries.list.first().filter(|try_| last.is_none_or(|last| try_.at > last))?;
            return Some((try_.day(), try_.outcome));
        }
        self.facts.attempt.map(|day| (day, self.facts.attempt_outcome))
    }

    /// What was told the agenda, where it is more than the first day.
    fn mark(self) -> Option<&'a AgendaMark> {
        if self.facts.marked { self.row.mark.as_ref() } else { None }
    }

    fn pending(
        self,
        key: Key,
        due: NaiveDate,
        time: Option<NaiveTime>,
        days_overdue: i64,
        because: Because<'a>,
    ) -> Pending<'a> {
        Pending { of: self, contact: self.facts.id, key, due, time, days_overdue, because }
    }

    fn is_untouched_lead(self) -> bool {
        is_untouched_lead(self.facts.stage, self.facts.touch.or(self.facts.imported).is_some())
    }
}

/// What the rules look at.
pub(super) struct Rules<'a> {
    book: &'a Book,
    settings: &'a Settings,
    today: NaiveDate,
    /// The last day of what comes.
    horizon: NaiveDate,
    /// The last day whose follow-ups and birthdays show today: the days off that follow belong to it.
    shown: NaiveDate,
}

/// A reason before its words are copied.
pub(super) struct Pending<'a> {
    pub of: Subject<'a>,
    pub contact: ContactId,
    pub key: Key,
    due: NaiveDate,
    time: Option<NaiveTime>,
    days_overdue: i64,
    because: Because<'a>,
}

enum Because<'a> {
    FollowUp(&'a FollowUp),
    Complaint(&'a Feedback),
    /// The last attempt.
    Retry(NaiveDate, Outcome),
    Birthday(NaiveDate),
    Cadence(Span, Option<(NaiveDate, Kind)>),
}

impl<'a> Rules<'a> {
    pub(super) fn new(book: &'a Book, settings: &'a Settings, today: NaiveDate, ahead: u32) -> Self {
        let shown = settings.workdays.add(today, 1).pred_opt().unwrap_or(today);
        Self { book, settings, today, horizon: days_after(today, ahead), shown }
    }

    /// All of a contact's reasons, in no order.
    pub(super) fn reasons(&self, of: Subject<'a>, reasons: &mut Vec<Pending<'a>>) {
        if of.facts.promises.is_some_and(|(first, _)| first <= self.horizon.max(self.shown)) {
            let follow_ups = self.book.open_follow_ups(of.facts.id);
            reasons.extend(follow_ups.filter_map(|follow_up| self.follow_up(of, follow_up)));
        }
        if of.facts.feedback {
            let feedback = self.book.open_feedback(of.facts.id);
            reasons.extend(feedback.filter_map(|feedback| self.complaint(of, feedback)));
        }
        if !of.is_off(self.today) && !self.is_off_until(of) {
            reasons.extend(self.retry(of));
            reasons.extend(self.birthday(of));
            reasons.extend(self.cadence(of));
        }
    }

    /// A follow-up is due on its day; where that is a day off, it also shows from the working day before on, in the place
    /// of one that is due today.
    fn follow_up(&self, of: Subject<'a>, follow_up: &'a FollowUp) -> Option<Pending<'a>> {
        if follow_up.due > self.horizon.max(self.shown)
            || self.is_hidden(follow_up.snoozed_until)
            || self.is_off_until(of)
        {
            return None;
        }
        let due = follow_up.due;
        let days_overdue = self.days_overdue(due);
        let key = match self.is_to_come(due) {
            Some(days) => Key::next(days, follow_up.time),
            None => Key::follow_up(days_overdue, follow_up.time, of.facts.tier),
        };
        Some(of.pending(key, due, follow_up.time, days_overdue, Because::FollowUp(follow_up)))
    }

    /// A complaint is due on the promised day, else two days after it came in; nothing hides it once it is late.
    fn complaint(&self, of: Subject<'a>, feedback: &'a Feedback) -> Option<Pending<'a>> {
        let due = feedback.due().filter(|due| *due <= self.horizon)?;
        let days_overdue = self.days_overdue(due);
        if days_overdue == 0 && (self.is_hidden(feedback.snoozed_until) || self.is_off_until(of)) {
            return None;
        }
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, None),
            None => Key::complaint(days_overdue, of.facts.tier),
        };
        Some(of.pending(key, due, None, days_overdue, Because::Complaint(feedback)))
    }

    /// *No answer* is retried on the next working day, *left message* in two.
    fn retry(&self, of: Subject<'a>) -> Option<Pending<'a>> {
        let (last, outcome) = of.attempt(self.today)?;
        let days = if outcome == Outcome::LeftMessage { 2 } else { 1 };
        let due = self.settings.workdays.add(last, days);
        if due > self.horizon || self.is_snoozed(of, |mark| mark.retry) {
            return None;
        }
        let days_overdue = self.days_overdue(due);
        let key = self.is_ahead(due).map_or(Key::retry(days_overdue, of.facts.tier), |days| Key::next(days, None));
        Some(of.pending(key, due, None, days_overdue, Because::Retry(last, outcome)))
    }

    /// A birthday shows on its day, on the working day before if that is a day off, and two days on if it was missed.
    fn birthday(&self, of: Subject<'a>) -> Option<Pending<'a>> {
        let (month, day) = of.facts.birthday?;
        if !of.facts.marked && !self.is_near(month, day) {
            return None;
        }
        let birthday = of.row.birthday?;
        let snooze = of.mark().and_then(|mark| mark.birthday);
        let congratulated = of.mark().and_then(|mark| mark.congratulated);
        let year = self.today.year();
        let day = (year - 1..=year + 1).map(|year| birthday.in_year(year)).find(|day| {
            let stays = self.stays_until(of.row, *day, snooze);
            stays >= self.today && congratulated.is_none_or(|congratulated| congratulated < *day)
        })?;
        if day > self.horizon.max(self.shown)
            || birthday.year().is_some_and(|born| day.year() < born)
            || self.is_snoozed(of, |mark| mark.birthday)
        {
            return None;
        }
        let days_overdue = self.days_overdue(day);
        let key = self.is_to_come(day).map_or(Key::birthday(days_overdue, of.facts.tier), |days| Key::next(days, None));
        Some(of.pending(key, day, None, days_overdue, Because::Birthday(day)))
    }

    /// Whether a day of the year can be one on which a birthday shows, roughly: a day too many does no harm.
    fn is_near(&self, month: u8, day: u8) -> bool {
        let of_year = |month: u32, day: u32| i64::from(month * 31 + day);
        let from = self.today.checked_sub_days(Days::new(u64::from(BIRTHDAY_STAYS) + 1)).unwrap_or(self.today);
        let span = (self.horizon.max(self.shown) - from).num_days();
        // Counted in months of 31 days a span is longer by three days at most for each month's end in it.
        let ahead = of_year(month.into(), day.into()) - of_year(from.month(), from.day());
        ahead.rem_euclid(12 * 31) <= span + 3 * (span / 28 + 1)
    }

    /// The last day on which a missed birthday shows: a snooze beyond it shows it once more, on its own day.
    fn stays_until(&self, row: &Row, day: NaiveDate, snooze: Option<Snooze>) -> NaiveDate {
        let stays = days_after(day, BIRTHDAY_STAYS);
        snooze
            .filter(|snooze| !is_ended_by_touch(row, *snooze))
            .map(|snooze| self.settings.workdays.on_or_after(snooze.until))
            .filter(|until| (0..BIRTHDAY_SNOOZE).contains(&(*until - day).num_days()))
            .map_or(stays, |until| stays.max(until))
    }

    /// The cadence lapses an interval after the last touch, of the untouched after the day they were added; an open
    /// follow-up within the interval from today holds it back.
    fn cadence(&self, of: Subject<'a>) -> Option<Pending<'a>> {
        let interval = of.rhythm(self.settings)?;
        let touch = of.touch(self.today);
        let due = match (touch.map(|(day, _)| day), of.facts.first_day, of.facts.imported) {
            (Some(touch), ..) => interval.after(touch),
            (None, Some(first_day), _) => first_day,
            (None, None, Some(imported)) => interval.after(imported),
            (None, None, None) if of.is_untouched_lead() => self.settings.workdays.add(of.facts.added, LEAD.into()),
            (None, None, None) => interval.after(of.facts.added),
        };
        if due > self.horizon {
            return None;
        }
        let due = self.settings.workdays.on_or_after(due);
        if due > self.horizon || self.is_snoozed(of, |mark| mark.cadence) || self.is_held_back(of, interval) {
            return None;
        }
        let days_overdue = self.days_overdue(due);
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, None),
            None => Key::cadence(days_overdue, interval, of.facts.tier),
        };
        Some(of.pending(key, due, None, days_overdue, Because::Cadence(interval, touch)))
    }

    /// Whether there is an open follow-up after today and up to today + interval.
    fn is_held_back(&self, of: Subject, interval: Span) -> bool {
        let Some((first, last)) = of.facts.promises else { return false };
        let until = interval.after(self.today);
        let holds = |due: NaiveDate| self.today < due && due <= until;
        // One between the first and the last can hold only where the first is past and the last is too far.
        holds(first)
            || holds(last)
            || first <= self.today
                && until < last
                && self.book.open_follow_ups(of.facts.id).any(|follow_up| holds(follow_up.due))
    }

    /// How many days ahead, unless it shows already since its day is one of the days off that follow.
    fn is_to_come(&self, day: NaiveDate) -> Option<i64> {
        self.is_ahead(day).filter(|_| day > self.shown)
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
    fn is_snoozed(&self, of: Subject, snooze: impl Fn(&AgendaMark) -> Option<Snooze>) -> bool {
        let snooze = of.mark().and_then(snooze);
        snooze.is_some_and(|snooze| self.is_hidden(Some(snooze.until)) && !is_ended_by_touch(of.row, snooze))
    }

    fn is_off_until(&self, of: Subject) -> bool {
        of.mark().and_then(|mark| mark.off_until).is_some_and(|until| self.today < until)
    }
}

/// Whether nothing can have happened on that day yet, in whichever zone.
fn is_impossible(day: NaiveDate, today: NaiveDate) -> bool {
    day > today && day > days_after(today, 1)
}

fn is_ended_by_touch(row: &Row, snooze: Snooze) -> bool {
    row.touches.list.iter().any(|touch| snooze.is_before(touch.id))
}

impl Pending<'_> {
    /// What presses more stands first; among the same the earlier, then the older: the same order on every day.
    pub(super) fn order(&self) -> (Key, NaiveDate, NaiveDate, Uuid) {
        let (since, id) = match self.because {
            Because::FollowUp(follow_up) => (follow_up.made, follow_up.id.0),
            Because::Complaint(feedback) => (feedback.day, feedback.id.0),
            Because::Retry(..) | Because::Birthday(_) | Because::Cadence(..) => (self.due, Uuid::nil()),
        };
        (self.key, self.due, since, id)
    }

    pub(super) fn reason(&self) -> Reason {
        let Subject { row, facts } = self.of;
        let why = match self.because {
            Because::FollowUp(follow_up) => Why::FollowUp { id: follow_up.id, title: follow_up.title.clone() },
            Because::Complaint(feedback) => Why::Complaint { id: feedback.id, text: feedback.text.clone() },
            Because::Retry(day, outcome) => {
                // One at the least: an attempt is what it is about.
                let tries = row.tries_since_touch().count().max(1);
                Why::Retry {
                    tries: u32::try_from(tries).unwrap_or(u32::MAX),
                    last: outcome,
                    day,
                    instead: (tries >= NEWEST).then(|| other_channel(row)).flatten(),
                }
            }
            Because::Birthday(day) => {
                Why::Birthday { day, age: row.birthday.and_then(|birthday| birthday.age_in(day.year())) }
            }
            Because::Cadence(interval, last) => {
                Why::Cadence { interval, last, imported: facts.imported, untouched_lead: self.of.is_untouched_lead() }
            }
        };
        Reason { why, due: self.due, time: self.time, days_overdue: self.days_overdue }
    }
}

/// A channel that wasn't tried and isn't withdrawn: the preferred one, else one for which there is an address. Whether
/// there is one for a letter or a social network the row doesn't know: these are proposed only where they are preferred.
fn other_channel(row: &Row) -> Option<Channel> {
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
