//! Companies on the agenda: one is due if nobody who works there now was touched in its rhythm.

use chrono::NaiveDate;

use super::order::Key;
use super::rules::{Because, Pending, Rules};
use crate::domain::book::{ANY_TIME, Account, Book, Facts, Promise};
use crate::domain::cadence::{Cadence, Span};
use crate::domain::company::Company;
use crate::domain::contact::Tier;
use crate::domain::day::Day;
use crate::domain::id::{ById, CompanyId};
use crate::domain::settings::Settings;

/// The rhythm in force for a company: its own, else its tier's where companies follow tiers.
pub fn company_rhythm(company: &Company, settings: &Settings) -> Option<Span> {
    in_force(company.cadence, company.tier, settings)
}

fn in_force(cadence: Cadence, tier: Option<Tier>, settings: &Settings) -> Option<Span> {
    match cadence {
        Cadence::Every(span) => Some(span),
        Cadence::ByTier if settings.companies_follow_tiers => settings.rhythm_of(tier),
        Cadence::ByTier | Cadence::Never => None,
    }
}

/// How a company with a rhythm stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CompanyDue {
    pub company: CompanyId,
    pub rhythm: Span,
    /// When it is due, and how many days late that is; nothing where that is further ahead than was asked for, hidden or held back.
    pub next: Option<(NaiveDate, i64)>,
}

/// All companies with a rhythm, in no order; `ahead` days are looked ahead.
pub fn companies(book: &Book, settings: &Settings, today: NaiveDate, ahead: u32) -> Vec<CompanyDue> {
    let mut accounts = Accounts::of(book, settings);
    let rules = Rules::new(book, settings, today, ahead);
    if !accounts.all.is_empty() {
        book.facts().for_each(|facts| accounts.take(facts, book.promises_at(facts), &rules));
    }
    let due = |(account, known): (&Account, &Known)| {
        let pending = rules.account(account, known);
        let next = pending.map(|pending| (pending.due.into(), rules.days_overdue(pending.due)));
        Some(CompanyDue { company: account.id, rhythm: in_force(account.cadence, account.tier, settings)?, next })
    };
    accounts.each().filter_map(due).collect()
}

/// What is known of a company by those who work there now.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The day of the last contact with any of them.
    last: Option<Day>,
    /// The days after today on which something is promised to one of them.
    promised: Vec<Day>,
}

impl Known {
    fn take(&mut self, of: &Facts, open: &[Promise], rules: &Rules) {
        self.last = self.last.max(rules.last_contact(of));
        let ahead = open.iter().map(|promise| promise.due).filter(|due| *due > rules.today);
        self.promised.extend(ahead);
    }
}

/// The companies with a rhythm, and what is known of them, as it is found while all contacts are looked at.
pub(super) struct Accounts<'a> {
    all: ById<CompanyId, (&'a Account, Known)>,
}

impl<'a> Accounts<'a> {
    pub fn of(book: &'a Book, settings: &Settings) -> Self {
        let kept = book.accounts().filter(|one| in_force(one.cadence, one.tier, settings).is_some());
        Self { all: kept.map(|one| (one.id, (one, Known::default()))).collect() }
    }

    pub fn take(&mut self, of: &Facts, open: &[Promise], rules: &Rules) {
        if self.all.is_empty() {
            return;
        }
        if let Some((_, known)) = of.company.and_then(|company| self.all.get_mut(&company)) {
            known.take(of, open, rules);
        }
    }

    pub fn each(&self) -> impl Iterator<Item = (&'a Account, &Known)> {
        self.all.values().map(|(account, known)| (*account, known))
    }
}

impl Rules<'_> {
    /// What is known of a single company.
    pub(super) fn known(&self, company: CompanyId) -> Known {
        let mut known = Known::default();
        for facts in self.book.people_of(company).now.iter().filter_map(|id| self.book.facts_of(*id)) {
            known.take(facts, self.book.promises_at(facts), self);
        }
        known
    }

    /// Shows as a contact's cadence does: from the working day on on which it has lapsed, a company with nobody touched counting from
    /// the day it was added; a promise to one of its people within the interval from today holds it back.
    pub(super) fn account(&self, account: &Account, known: &Known) -> Option<Pending> {
        let interval = in_force(account.cadence, account.tier, self.settings)?;
        let due = self.lapses_at(account, known, interval);
        if due > self.horizon || self.is_account_snoozed(account, known) {
            return None;
        }
        let last = interval.after_day(self.today);
        if known.promised.iter().any(|day| *day > self.today && *day <= last) {
            return None;
        }
        let key = match self.is_ahead(due) {
            Some(days) => Key::next(days, ANY_TIME),
            None => Key::cadence(self.days_overdue(due), interval, account.tier),
        };
        Some(Pending::new(key, due, Because::Account(interval, known.last)))
    }

    fn lapses_at(&self, account: &Account, known: &Known, interval: Span) -> Day {
        self.on_or_after(interval.after_day(known.last.unwrap_or(account.added)))
    }

    /// A touch on a day after that of the snooze ends it.
    fn is_account_snoozed(&self, account: &Account, known: &Known) -> bool {
        account.snoozed.is_some_and(|snooze| {
            let set = Day::from(snooze.set.date_naive());
            self.is_hidden(Some(snooze.until.into())) && known.last.is_none_or(|last| last <= set)
        })
    }

    /// The reason for which a company stands on the agenda, with its rhythm and the day of the last contact.
    pub(super) fn account_of(&self, company: CompanyId) -> Option<(Pending, Span, Option<Day>)> {
        let (account, known) = (self.book.account(company)?, self.known(company));
        let interval = in_force(account.cadence, account.tier, self.settings)?;
        Some((self.account(account, &known)?, interval, known.last))
    }

    /// The days from today on on which a company can begin to show.
    pub(super) fn account_wakes(&self, account: &Account, known: &Known) -> Vec<Day> {
        let interval = in_force(account.cadence, account.tier, self.settings);
        let lapses = interval.map(|interval| self.lapses_at(account, known, interval));
        let shown = account.snoozed.map(|snooze| self.on_or_after(snooze.until.into()));
        let mut days: Vec<Day> = [self.today].into_iter().chain(lapses).chain(shown).collect();
        // From then on it holds nothing back.
        days.extend(&known.promised);
        days.retain(|day| *day >= self.today);
        days.sort_unstable();
        days.dedup();
        days
    }
}
