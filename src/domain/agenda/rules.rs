//! When each reason is due, and whether it is hidden: one function for each rule.
//!
//! All is reckoned from the book's columns. A row is looked at only where something unusual was told the agenda, or a clock
//! was wrong.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use super::days_after;
use super::order::Key;
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::birthday::Birthday;
use crate::domain::book::{ANY_TIME, Book, Facts, Grievance, Promise};
use crate::domain::cadence::{Cadence, Span};
use crate::domain::contact::{Stage, Tier};
use crate::domain::day::Day;
use crate::domain::id::{ById, CompanyId};
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::row::Row;
use crate::domain::settings::Settings;

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
    row.archived || row.stage == Some(Stage::Former) || row.is_shunned(today)
}

impl Facts {
    /// The rhythm in force.
    pub fn rhythm(&self, settings: &Settings) -> Option<Span> {
        in_force(self.cadence, self.tier, self.is_untouched_lead(), settings)
    }

    /// Whether they should be on the agenda now and then, and nothing brings them there.
    pub fn is_without_rhythm(&self, settings: &Settings, today: Day) -> bool {
        self.rhythm(settings).is_none() && !self.is_off(today)
    }

    pub(in crate::domain) fn is_untouched_lead(&self) -> bool {
        is_untouched_lead(self.stage, self.last_contact().is_some())
    }
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

/// What the rules look at.
pub(super) struct Rules<'a> {
    pub book: &'a Book,
    pub settings: &'a Settings,
    pub today: Day,
    date: NaiveDate,
    /// The last day of what comes.
    pub(super) horizon: Day,
    /// The last day whose follow-ups and birthdays show today: the days off that follow belong to it.
    pub(super) shown: Day,
    /// The last touch with anyone of each company, as far as it is known already; `None` where each contact counts alone.
    newest: Option<Newest>,
}

/// By company: the day of the last touch with anyone who works there now, and what it was.
type Newest = Rc<RefCell<ById<CompanyId, Option<(Day, Kind)>>>>;

fn later(one: Option<(Day, Kind)>, other: Option<(Day, Kind)>) -> Option<(Day, Kind)> {
    if other.map(|(day, _)| day) > one.map(|(day, _)| day) { other } else { one }
}

/// A reason before it has words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending {
    pub key: Key,
    pub due: Day,
    /// The second of its day.
    pub second: u32,
    /// Among those that press alike the earlier stands first, then the older.
    since: Day,
    /// Of the follow-up or the feedback; nil for what has no record of its own.
    pub id: Uuid,
    pub because: Because,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Because {
    FollowUp,
    Complaint,
    /// The last attempt.
    Retry(Day, Outcome),
    Birthday(Day),
    Cadence(Span, Option<(Day, Kind)>),
    /// It is in the settings which segment.
    Segment,
    /// That of a company.
    Account(Span, Option<Day>),
}

impl Pending {
    /// One that has no record of its own.
    pub(super) fn new(key: Key, due: Day, because: Because) -> Self {
        Self { key, due, second: ANY_TIME, since: due, id: Uuid::nil(), because }
    }

    /// What presses more stands first; among the same the earlier, then the older: the same order on every day.
    pub(super) fn order(&self) -> (Key, Day, Day, Uuid) {
        (self.key, self.due, self.since, self.id)
    }
}

/// What was told the agenda about a contact beside what an import told, and the row where it stands.
pub(super) type Told<'a> = Option<(&'a Row, &'a AgendaMark)>;

impl<'a> Rules<'a> {
    pub(super) fn new(book: &'a Book, settings: &'a Settings, date: NaiveDate, ahead: u32) -> Self {
        let shown = settings.workdays.add(date, 1).pred_opt().unwrap_or(date);
        let today = Day::from(date);
        let newest = settings.one_touch_counts.then(Newest::default);
        Self { book, settings, today, date, horizon: today.plus(ahead), shown: shown.into(), newest }
    }

    /// The same rules on another day: what is known of companies is known there, too.
    pub(super) fn on(&self, date: NaiveDate) -> Self {
        Self { newest: self.newest.clone(), ..Self::new(self.book, self.settings, date, 0) }
    }

    /// Looks at everybody for the last touch of each company, where that counts for all: it is quicker than company by company.
    pub(super) fn look_at_companies(&self) {
        let Some(newest) = &self.newest else { return };
        let mut newest = newest.borrow_mut();
        self.book.look_over(|facts, _| {
            if let Some(company) = facts.company {
                let known = newest.entry(company).or_default();
                *known = later(*known, self.touch(facts));
            }
            false
        });
    }

    /// The last touch that counts for a contact: with them, or with a colleague where that counts for all. A lead who was never
    /// touched is still to be.
    fn counting_touch(&self, of: &Facts) -> Option<(Day, Kind)> {
        let own = self.touch(of);
        let (Some(newest), Some(company)) = (&self.newest, of.company.filter(|_| !of.is_untouched_lead())) else {
            return own;
        };
        if let Some(known) = newest.borrow().get(&company) {
            return later(own, *known);
        }
        let people = self.book.people_of(company).now;
        let touches = people.iter().filter_map(|id| self.touch(self.book.facts_of(*id)?));
        let last = touches.fold(None, |last, touch| later(last, Some(touch)));
        newest.borrow_mut().insert(company, last);
        later(own, last)
    }

    /// All of a contact's reasons, in no order; `open` are its follow-ups.
    pub(super) fn each(&self, of: &Facts, open: &[Promise], mut give: impl FnMut(Pending)) {
        let mut is_there = false;
        let mut take = |pending: Pending| {
            is_there = true;
            give(pending);
        };
        let told = self.told(of);
        let is_off_until = told.and_then(|(_, mark)| mark.off_until).is_some_and(|until| self.date < until);
        if !is_off_until {
            // The last are furthest ahead.
            let seen = open.iter().take_while(|promise| promise.due <= self.seen());
            seen.filter_map(|promise| self.follow_up(of, promise)).for_each(&mut take);
        }
        if of.feedback {
            let complaints = self.book.grievances_of(of.id).iter().filter(|grievance| grievance.is_open());
            complaints.filter_map(|one| self.complaint(of, one, is_off_until)).for_each(&mut take);
        }
        if !of.is_off(self.today) && !is_off_until {
            self.retry(of, told).into_iter().for_each(&mut take);
            self.birthday(of, told).into_iter().for_each(&mut take);
            self.cadence(of, open, told).into_iter().for_each(&mut take);
            if !is_there {
                self.called(of, told).into_iter().for_each(give);
            }
        }
    }

    /// The most pressing reason's key.
    pub(super) fn key(&self, of: &Facts, open: &[Promise]) -> Option<Key> {
        let mut least = None;
        self.each(of, open, |reason| least = Some(least.map_or(reason.key, |least: Key| least.min(reason.key))));
        least
    }

    /// When the most pressing reason is due, and how many days late that is as people count them.
    pub(super) fn next(&self, of: &Facts) -> Option<(NaiveDate, i64)> {
        let mut first: Option<Pending> = None;
        self.each(of, self.book.promises_at(of), |reason| {
            first = Some(first.filter(|first| first.order() <= reason.order()).unwrap_or(reason));
        });
        let first = first?;
        let late = if matches!(first.because, Because::Birthday(_)) { 0 } else { self.days_overdue(first.due) };
        Some((first.due.into(), late))
    }

    /// The moment of the last touch, from today's first millisecond in UTC on, if they were touched today.
    pub(super) fn touched_today(&self, of: &Facts) -> Option<i64> {
        let last = of.touch.filter(|last| *last >= self.today)?;
        let is_today = last == self.today || {
            let touches = self.book.contact(of.id).map(|row| row.touches.list.as_slice());
            touches.unwrap_or_default().iter().any(|touch| touch.day() == self.date)
        };
        is_today.then(|| last.since(self.today) * MILLIS_A_DAY + i64::from(of.touch_millis))
    }

    /// The last day of which anything shows.
    fn seen(&self) -> Day {
        self.horizon.max(self.shown)
    }

    /// A follow-up is due on its day; where that is a day off, it also shows from the working day before on, in the place
    /// of one that is due today.
    pub(super) fn follow_up(&self, of: &Facts, promise: &Promise) -> Option<Pending> {
        if self.is_hidden(promise.snoozed_until) {
            return None;
        }
        let due = promise.due;
        let key = match self.is_to_come(due) {
            Some(days) => Key::next(days, promise.second),
            None => Key::follow_up(self.days_overdue(due), promise.second, of.tier),
        };
        let (second, since, id) = (promise.second, promise.made, promise.id.0);
        Some(Pending { key, due, second, since, id, because: Because::FollowUp })
    }

    /// A complaint is due on the promised day, else two days after it came in; nothing hides it once it is late.
    fn complaint(&self, of: &Facts, grievance: &Grievance, is_off_until: bool) -> Option<Pending> {
        let due = grievance.due().filter(|due| *due <= self.horizon)?;
        let days_overdue = self.days_overdue(due);
        if days_overdue == 0 && (is_off_until || self.is_hidden(grievance.snoozed_until)) {
            return None;
        }
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, ANY_TIME),
            None => Key::complaint(days_overdue, of.tier),
        };
        Some(Pending {
            key,
            due,
            second: ANY_TIME,
            since: grievance.day,
            id: grievance.id.0,
            because: Because::Complaint,
        })
    }

    /// *No answer* is retried on the next working day, *left message* in two.
    fn retry(&self, of: &Facts, told: Told) -> Option<Pending> {
        let (due, last, outcome) = self.try_again(of)?;
        if due > self.horizon || self.is_snoozed(told, |mark| mark.retry) {
            return None;
        }
        let late = || Key::retry(self.days_overdue(due), of.tier);
        let key = self.is_ahead(due).map_or_else(late, |days| Key::next(days, ANY_TIME));
        Some(Pending::new(key, due, Because::Retry(last, outcome)))
    }

    /// When a retry is due, and the attempt after which.
    pub(super) fn try_again(&self, of: &Facts) -> Option<(Day, Day, Outcome)> {
        let (last, outcome) = self.attempt(of)?;
        let due = self.on_or_after(last.plus(1));
        let due = if outcome == Outcome::LeftMessage { self.on_or_after(due.plus(1)) } else { due };
        Some((due, last, outcome))
    }

    /// A birthday shows on its day, on the working day before if that is a day off, and two days on if it was missed.
    fn birthday(&self, of: &Facts, told: Told) -> Option<Pending> {
        let (month, day) = of.birthday?;
        if told.is_none() && !self.is_near(month, day) {
            return None;
        }
        let birthday = Birthday::new(None, month.into(), day.into())?;
        let congratulated = told.and_then(|(_, mark)| mark.congratulated);
        let year = self.date.year();
        let date = (year - 1..=year + 1).map(|year| birthday.in_year(year)).find(|day| {
            self.stays_until(*day, told) >= self.date && congratulated.is_none_or(|congratulated| congratulated < *day)
        })?;
        let due = Day::from(date);
        if due > self.seen() || date.year() < of.born.into() || self.is_snoozed(told, |mark| mark.birthday) {
            return None;
        }
        let late = || Key::birthday(self.days_overdue(due), of.tier);
        let key = self.is_to_come(due).map_or_else(late, |days| Key::next(days, ANY_TIME));
        Some(Pending::new(key, due, Because::Birthday(due)))
    }

    /// Whether a day of the year can be one on which a birthday shows, roughly: a day too many does no harm.
    fn is_near(&self, month: u8, day: u8) -> bool {
        let of_year = |month: u32, day: u32| i64::from(month * 31 + day);
        let from = self.date.checked_sub_days(chrono::Days::new(u64::from(BIRTHDAY_STAYS) + 1)).unwrap_or(self.date);
        let span = self.seen().since(from.into());
        // Counted in months of 31 days a span is longer by three days at most for each month's end in it.
        let ahead = of_year(month.into(), day.into()) - of_year(from.month(), from.day());
        ahead.rem_euclid(12 * 31) <= span + 3 * (span / 28 + 1)
    }

    /// The last day on which a missed birthday shows: a snooze beyond it shows it once more, on its own day.
    fn stays_until(&self, day: NaiveDate, told: Told) -> NaiveDate {
        let stays = days_after(day, BIRTHDAY_STAYS);
        let snooze = told.and_then(|(row, mark)| mark.birthday.filter(|snooze| !is_ended_by_touch(row, *snooze)));
        snooze
            .map(|snooze| self.settings.workdays.on_or_after(snooze.until))
            .filter(|until| (0..BIRTHDAY_SNOOZE).contains(&(*until - day).num_days()))
            .map_or(stays, |until| stays.max(until))
    }

    /// The cadence shows from the working day on on which it has lapsed; an open follow-up within the interval from today holds it
    /// back.
    fn cadence(&self, of: &Facts, open: &[Promise], told: Told) -> Option<Pending> {
        let interval = of.rhythm(self.settings)?;
        let (due, touch) = self.lapses(of, interval);
        if due > self.horizon {
            return None;
        }
        let due = self.on_or_after(due);
        if due > self.horizon || self.is_snoozed(told, |mark| mark.cadence) || self.is_held_back(open, interval) {
            return None;
        }
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, ANY_TIME),
            None => Key::cadence(self.days_overdue(due), interval, of.tier),
        };
        Some(Pending::new(key, due, Because::Cadence(interval, touch)))
    }

    /// A segment calls those who are in it until they are touched; who is there for something else isn't called.
    fn called(&self, of: &Facts, told: Told) -> Option<Pending> {
        let (_, since) = self.settings.called.by(of.id)?;
        let is_touched = self.counting_touch(of).is_some_and(|(day, _)| day >= since);
        if is_touched || self.is_snoozed(told, |mark| mark.cadence) {
            return None;
        }
        Some(Pending::new(Key::called(of.tier), self.today, Because::Segment))
    }

    /// The cadence lapses an interval after the last touch or a later contact that an import told of, of the untouched after the
    /// day they were added: that day, and the touch if it counts from one.
    pub(super) fn lapses(&self, of: &Facts, interval: Span) -> (Day, Option<(Day, Kind)>) {
        let touch = self.counting_touch(of);
        let first_day = of.first_day.filter(|_| touch.is_none());
        // Another program may know of a later contact.
        let touch = touch.filter(|(day, _)| of.imported.is_none_or(|imported| imported <= *day));
        let due = match (touch.map(|(day, _)| day), first_day, of.imported) {
            (Some(touch), ..) => interval.after_day(touch),
            (None, Some(first_day), _) => first_day,
            (None, None, Some(imported)) => interval.after_day(imported),
            (None, None, None) if of.is_untouched_lead() => {
                (0..LEAD).fold(of.added, |day, _| self.on_or_after(day.plus(1)))
            }
            (None, None, None) => interval.after_day(of.added),
        };
        (due, touch)
    }

    /// Whether there is an open follow-up after today and up to today + interval.
    fn is_held_back(&self, open: &[Promise], interval: Span) -> bool {
        let ahead = open.iter().find(|promise| promise.due > self.today);
        ahead.is_some_and(|promise| promise.due <= interval.after_day(self.today))
    }

    /// The last touch, as far as it can have been: one that is dated after tomorrow was logged while the clock was ahead, and
    /// must not keep the contact off the agenda until then. Tomorrow it may be where one flew from.
    fn touch(&self, of: &Facts) -> Option<(Day, Kind)> {
        let day = of.touch?;
        if !self.is_impossible(day) {
            return Some((day, of.touch_kind));
        }
        let touches = &self.book.contact(of.id)?.touches.list;
        let possible = touches.iter().find(|touch| !self.is_impossible(touch.day().into()));
        possible.map(|touch| (touch.day().into(), touch.kind))
    }

    /// The day of the last touch, or of a later contact that an import told of.
    pub(super) fn last_contact(&self, of: &Facts) -> Option<Day> {
        self.touch(of).map(|(day, _)| day).max(of.imported)
    }

    /// The last attempt since the last touch, and what came of it.
    fn attempt(&self, of: &Facts) -> Option<(Day, Outcome)> {
        if !of.touch.is_some_and(|day| self.is_impossible(day)) {
            return of.attempt.map(|day| (day, of.attempt_outcome));
        }
        let row = self.book.contact(of.id)?;
        let possible = row.touches.list.iter().find(|touch| !self.is_impossible(touch.day().into()));
        let last = possible.map(|touch| touch.at);
        let try_ = row.tries.list.first().filter(|try_| last.is_none_or(|last| try_.at > last))?;
        Some((try_.day().into(), try_.outcome))
    }

    /// Whether nothing can have happened on that day yet, in whichever zone.
    pub(super) fn is_impossible(&self, day: Day) -> bool {
        day > self.today && day > self.today.plus(1)
    }

    /// What was told the agenda, where it is more than an import tells.
    pub(super) fn told(&self, of: &Facts) -> Told<'a> {
        if !of.marked {
            return None;
        }
        let row = self.book.contact(of.id)?;
        Some((row, row.mark.as_ref()?))
    }

    /// How many days ahead, unless it shows already since its day is one of the days off that follow.
    fn is_to_come(&self, day: Day) -> Option<i64> {
        self.is_ahead(day).filter(|_| day > self.shown)
    }

    pub(super) fn days_overdue(&self, due: Day) -> i64 {
        self.today.since(due).max(0)
    }

    /// How many days ahead, if it isn't due yet.
    pub(super) fn is_ahead(&self, due: Day) -> Option<i64> {
        (due > self.today).then(|| due.since(self.today))
    }

    /// The day itself if it is a working day, else the next one.
    pub(super) fn on_or_after(&self, day: Day) -> Day {
        self.settings.workdays.on_or_after_day(day)
    }

    /// A snooze ends on a working day.
    pub(super) fn is_hidden(&self, until: Option<Day>) -> bool {
        until.is_some_and(|until| self.today < self.on_or_after(until))
    }

    /// A snooze on the contact is ended by a touch, too.
    fn is_snoozed(&self, told: Told, snooze: impl Fn(&AgendaMark) -> Option<Snooze>) -> bool {
        let Some((row, mark)) = told else { return false };
        let snooze = snooze(mark);
        snooze.is_some_and(|snooze| self.is_hidden(Some(snooze.until.into())) && !is_ended_by_touch(row, snooze))
    }
}

const MILLIS_A_DAY: i64 = 24 * 60 * 60 * 1_000;

fn is_ended_by_touch(row: &Row, snooze: Snooze) -> bool {
    row.touches.list.iter().any(|touch| snooze.is_before(touch.id))
}
