//! Whom each day to come brings onto the agenda: what stands there now under today, and each other reason under the first day on
//! which it will stand in Now or Rhythm if nothing happens until then.
//!
//! The rules are asked themselves, on those days on which something can begin to show; which days these are is all that is known
//! here. Of a recurring follow-up the instances after the open one count, too, as if each is done on the day on which it shows.

use chrono::NaiveDate;
use uuid::Uuid;

use super::accounts::{Accounts, Known};
use super::lines::Line;
use super::order::Key;
use super::rules::{Because, Pending, Rules};
use super::{Entry, Whom};
use crate::domain::birthday::Birthday;
use crate::domain::book::{Account, Book, Facts, Promise, Stamp};
use crate::domain::day::Day;
use crate::domain::id::{CompanyId, IdSet};
use crate::domain::settings::Settings;

/// Why somebody comes onto the agenda, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    Complaint,
    FollowUp,
    Retry,
    Birthday,
    Cadence,
}

impl Cause {
    /// In the order in which they press.
    pub const ALL: [Self; 5] = [Self::Complaint, Self::FollowUp, Self::Retry, Self::Birthday, Self::Cadence];
}

impl From<Because> for Cause {
    fn from(because: Because) -> Self {
        match because {
            Because::FollowUp => Self::FollowUp,
            Because::Complaint => Self::Complaint,
            Because::Retry(..) => Self::Retry,
            Because::Birthday(_) => Self::Birthday,
            Because::Cadence(..) | Because::Account(..) | Because::Segment => Self::Cadence,
        }
    }
}

/// How many contacts a day brings, each counted for what presses most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([usize; Cause::ALL.len()]);

impl Counts {
    pub fn of(&self, cause: Cause) -> usize {
        self.0[cause as usize]
    }

    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// Those that there are, what presses most first.
    pub fn each(&self) -> impl Iterator<Item = (Cause, usize)> {
        Cause::ALL.into_iter().map(|cause| (cause, self.of(cause))).filter(|(_, count)| *count > 0)
    }
}

/// One whom a day brings.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Coming {
    key: Key,
    whom: Whom,
    day: Day,
    cause: Cause,
}

/// Whom the days from today to another bring onto the agenda.
#[derive(Debug, Clone, Default)]
pub struct Ahead {
    coming: Vec<Coming>,
    counts: Vec<Counts>,
    made_of: Option<MadeOf>,
}

#[derive(Debug, Clone)]
struct MadeOf {
    settings: Settings,
    today: NaiveDate,
    last: NaiveDate,
    stamp: Stamp,
}

impl Ahead {
    /// From `today` to `last`, that included; none where it is before today.
    pub fn new(book: &Book, settings: &Settings, today: NaiveDate, last: NaiveDate) -> Self {
        // From now on it is known who changes.
        let made_of = MadeOf { settings: settings.clone(), today, last, stamp: book.stamp() };
        let mut span = Span::new(book, settings, today, last);
        span.rules.first().into_iter().for_each(Rules::look_at_companies);
        let mut accounts = Accounts::of(book, settings);
        let mut ahead =
            Self { coming: Vec::new(), counts: vec![Counts::default(); span.rules.len()], made_of: Some(made_of) };
        book.look_over(|facts, open| {
            if let Some(first) = span.rules.first() {
                accounts.take(facts, open, first);
            }
            let come = span.of(facts, open);
            let any = !come.is_empty();
            ahead.put(come, today.into());
            any
        });
        for (account, known) in accounts.each() {
            ahead.put(span.of_company(account, known).as_slice(), today.into());
        }
        ahead
    }

    /// Follows the book: takes over who changed since it was made or updated. With another day, with other settings, and where it
    /// isn't known who changed, it is made anew.
    pub fn update(&mut self, book: &Book, settings: &Settings, today: NaiveDate, last: NaiveDate) {
        let is_same = |of: &&mut MadeOf| of.settings == *settings && (of.today, of.last) == (today, last);
        let Some(made_of) = self.made_of.as_mut().filter(is_same) else {
            return *self = Self::new(book, settings, today, last);
        };
        let since = book.changed_since(&made_of.stamp).zip(book.companies_changed_since(&made_of.stamp));
        let Some((changed, companies)) = since else {
            return *self = Self::new(book, settings, today, last);
        };
        let colleagues = companies.iter().filter(|_| settings.one_touch_counts);
        let colleagues = colleagues.flat_map(|company| book.people_of(*company).now).map(Whom::from);
        let contacts = changed.iter().map(|(contact, _)| Whom::from(*contact)).chain(colleagues);
        let changed: IdSet<Whom> = contacts.chain(companies.iter().copied().map(Whom::from)).collect();
        made_of.stamp = book.stamp();
        if changed.is_empty() {
            return;
        }
        let counts = &mut self.counts;
        self.coming.retain(|one| {
            let stays = !changed.contains(&one.whom);
            if !stays {
                counts[place(one.day, today.into())].0[one.cause as usize] -= 1;
            }
            stays
        });
        let mut span = Span::new(book, settings, today, last);
        for whom in changed {
            match whom {
                Whom::Contact(contact) => {
                    let Some(facts) = book.facts_of(contact) else { continue };
                    self.put(span.of(facts, book.promises_at(facts)), today.into());
                }
                Whom::Company(company) => {
                    let come = span.of_one_company(company, book);
                    self.put(come.as_slice(), today.into());
                }
            }
        }
    }

    fn put(&mut self, come: &[Coming], today: Day) {
        come.iter().for_each(|one| self.counts[place(one.day, today)].0[one.cause as usize] += 1);
        self.coming.extend_from_slice(come);
    }

    /// How many a day brings; today those who are due already, too. None outside of the days that were asked for.
    pub fn counts(&self, day: NaiveDate) -> Counts {
        let made_of = self.made_of.as_ref().filter(|of| (of.today..=of.last).contains(&day));
        let counts = made_of.and_then(|of| self.counts.get(place(day.into(), of.today.into())));
        counts.copied().unwrap_or_default()
    }

    /// Whom it brings, in the order of that day's agenda.
    pub fn on(&self, day: NaiveDate, book: &Book) -> Vec<Whom> {
        let of_day = self.coming.iter().filter(|one| one.day == Day::from(day));
        let mut of_day: Vec<Line> = of_day.filter_map(|one| Line::new(one.key, one.whom, book)).collect();
        of_day.sort_unstable_by(|a, b| a.order(b, book));
        of_day.into_iter().map(|line| line.whom).collect()
    }
}

fn place(day: Day, today: Day) -> usize {
    usize::try_from(day.since(today)).unwrap_or_default()
}

/// What a day brings of one, with its reasons as they will be on it. `None` where it brings nothing, and for a day before
/// `today`.
pub fn entry_on(
    book: &Book,
    settings: &Settings,
    today: NaiveDate,
    day: NaiveDate,
    whom: impl Into<Whom>,
) -> Option<Entry> {
    let whom = whom.into();
    let contact = match whom {
        Whom::Contact(contact) => contact,
        Whom::Company(company) => {
            let come = Span::new(book, settings, today, day).of_one_company(company, book)?;
            let there = (come.day == Day::from(day)).then(|| Rules::new(book, settings, day, 0).entry_of(whom))?;
            return there.map(|(section, reasons)| Entry { whom, section, reasons });
        }
    };
    let of = book.facts_of(contact)?;
    let mut span = Span::new(book, settings, today, day);
    let mut pending: Vec<Pending> = Vec::new();
    span.each(of, book.promises_at(of), |on, reason| pending.extend((on == Day::from(day)).then_some(reason)));
    pending.sort_unstable_by_key(Pending::order);
    let section = pending.first()?.key.section();
    let rules = span.rules.last()?;
    let reasons = pending.iter().map(|pending| rules.reason(of, pending)).collect();
    Some(Entry { whom, section, reasons })
}

/// What it takes to reckon, for one contact after the other.
struct Span<'a> {
    /// Of each day from today on.
    rules: Vec<Rules<'a>>,
    /// The days of one contact on which something can begin to show.
    wakes: Vec<Day>,
    /// Its reasons that were met already.
    seen: Vec<(Cause, Uuid, Day)>,
    coming: Vec<Coming>,
}

impl<'a> Span<'a> {
    fn new(book: &'a Book, settings: &'a Settings, today: NaiveDate, last: NaiveDate) -> Self {
        let days = today.iter_days().take_while(|day| *day <= last);
        let first = Rules::new(book, settings, today, 0);
        let rules = days.map(|day| first.on(day)).collect();
        Self { rules, wakes: Vec::new(), seen: Vec::new(), coming: Vec::new() }
    }

    /// The days that bring a contact.
    fn of(&mut self, of: &Facts, open: &[Promise]) -> &[Coming] {
        let mut coming = std::mem::take(&mut self.coming);
        coming.clear();
        // What presses most on each of those days.
        let mut first = Vec::new();
        self.each(of, open, |day, reason| {
            let one = Coming { key: reason.key, whom: of.id.into(), day, cause: reason.because.into() };
            match coming.iter().position(|known| known.day == day) {
                None => {
                    coming.push(one);
                    first.push(reason.order());
                }
                Some(at) if reason.order() < first[at] => (coming[at], first[at]) = (one, reason.order()),
                Some(_) => {}
            }
        });
        self.coming = coming;
        &self.coming
    }

    /// The day that brings a company: a touch with anyone there is all that can end that.
    fn of_company(&self, account: &Account, known: &Known) -> Option<Coming> {
        let first = self.rules.first()?;
        first.account_wakes(account, known).into_iter().find_map(|day| {
            let pending = self.rules.get(place(day, first.today))?.account(account, known)?;
            Some(Coming { key: pending.key, whom: account.id.into(), day, cause: pending.because.into() })
        })
    }

    fn of_one_company(&self, company: CompanyId, book: &Book) -> Option<Coming> {
        self.of_company(book.account(company)?, &self.rules.first()?.known(company))
    }

    /// Each of a contact's reasons with the day on which it begins to stand in Now or Rhythm; today all that stand there.
    fn each(&mut self, of: &Facts, open: &[Promise], mut take: impl FnMut(Day, Pending)) {
        let (Some(first), Some(last)) = (self.rules.first(), self.rules.last()) else { return };
        self.wakes.clear();
        wakes(first, last, of, open, &mut self.wakes);
        self.wakes.sort_unstable();
        self.wakes.dedup();
        self.seen.clear();
        for day in &self.wakes {
            let Some(rules) = self.rules.get(place(*day, first.today)) else { continue };
            rules.each(of, open, |reason| {
                let cause = Cause::from(reason.because);
                // One's birthday is another each year.
                let due = if cause == Cause::Birthday { reason.due } else { *day };
                let is_same = |(known, id, year): &(Cause, Uuid, Day)| {
                    (*known, *id) == (cause, reason.id) && (cause != Cause::Birthday || *year == due)
                };
                if !self.seen.iter().any(is_same) {
                    self.seen.push((cause, reason.id, due));
                    take(*day, reason);
                }
            });
        }
        for promise in open.iter().filter(|promise| promise.is_recurring) {
            let begins = self.seen.iter().find(|(cause, id, _)| (*cause, *id) == (Cause::FollowUp, promise.id.0));
            if let Some((_, _, day)) = begins {
                again(&self.rules, of, promise, *day, &mut take);
            }
        }
    }
}

/// The instances after the open one, which begins to show on that day.
fn again(rules: &[Rules], of: &Facts, promise: &Promise, mut shows: Day, take: &mut impl FnMut(Day, Pending)) {
    let Some(first) = rules.first() else { return };
    let recurs = first.book.follow_up(promise.id).and_then(|follow_up| follow_up.recurs);
    let mut instance = Promise { snoozed_until: None, ..*promise };
    while let Some(next) = recurs.and_then(|recurs| recurs.next(instance.due.into(), shows.into(), shows.into())) {
        instance.due = next.into();
        let before = shows;
        shows = shows.max(first.settings.workdays.on_or_before(next).into());
        let Some(rules) = rules.get(place(shows, first.today)) else { return };
        // What falls on a day off shows beside the one before it.
        let reason = rules.follow_up(of, &instance).filter(|_| shows > before);
        if let Some(reason) = reason {
            take(shows, reason);
        }
    }
}

/// The days from the first to the last on which something of a contact can begin to show: no reason shows for the first time on
/// another one.
fn wakes(first: &Rules, last: &Rules, of: &Facts, open: &[Promise], days: &mut Vec<Day>) {
    let settings = first.settings;
    let mut put = |day: Day| {
        if (first.today..=last.today).contains(&day) {
            days.push(day);
        }
    };
    put(first.today);
    // What a wrong clock dated ahead counts from its day on, and then everything is different.
    if of.touch.is_some_and(|day| first.is_impossible(day)) {
        (1..=last.today.since(first.today)).for_each(|ahead| put(first.today.plus(ahead as u32)));
        return;
    }
    let on_or_before = |day: Day| Day::from(settings.workdays.on_or_before(day.into()));
    for promise in open.iter().take_while(|promise| promise.due <= last.shown) {
        put(on_or_before(promise.due));
        // From then on it holds no cadence back.
        put(promise.due);
        promise.snoozed_until.into_iter().for_each(|until| put(first.on_or_after(until)));
    }
    if of.feedback {
        // Nothing hides a complaint once it is late.
        let due = first.book.grievances_of(of.id).iter().filter_map(|one| Some((one.due()?, one.snoozed_until)));
        due.for_each(|(due, until)| {
            put(due);
            put(due.plus(1));
            until.into_iter().for_each(|until| put(first.on_or_after(until)));
        });
    }
    if let Some((_, mark)) = first.told(of) {
        mark.off_until.into_iter().for_each(|until| put(until.into()));
        let snoozes = [mark.cadence, mark.retry, mark.birthday].into_iter().flatten();
        snoozes.for_each(|snooze| put(first.on_or_after(snooze.until.into())));
    }
    of.shunned_until.into_iter().for_each(&mut put);
    if let Some((due, ..)) = first.try_again(of) {
        put(due);
    }
    if let Some(interval) = of.rhythm(settings) {
        let (due, _) = first.lapses(of, interval);
        if due <= last.today {
            put(first.on_or_after(due));
        }
    }
    if let Some((month, day)) = of.birthday
        && let Some(birthday) = Birthday::new(None, month.into(), day.into())
    {
        let year = |day: Day| chrono::Datelike::year(&NaiveDate::from(day));
        let days = (year(first.today)..=year(last.shown)).map(|year| Day::from(birthday.in_year(year)));
        let near = days.filter(|day| (first.today..=last.shown).contains(day));
        near.for_each(|day| put(on_or_before(day)));
    }
}
