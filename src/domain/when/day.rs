//! Days as words: the rules, each reading one way of writing a day at the beginning of a text.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::words::{digits, is_adjective, month, unit, weekday};
use super::{Look, WhyNoDay, span};
use crate::domain::cadence::Unit;
use crate::domain::settings::Settings;

/// What a day is read against.
pub(super) struct Ask<'a> {
    pub today: NaiveDate,
    pub look: Look,
    pub settings: &'a Settings,
}

type Day = Result<NaiveDate, WhyNoDay>;

/// What a rule understood: how many words, and the day they mean.
type Found = Option<(usize, Day)>;

/// The day at the beginning of `words`: what takes the most of them.
pub(super) fn day(words: &[&str], ask: &Ask) -> Found {
    let rules = [named, relative_weekday, relative_unit, in_month, week, end_of, on_day];
    let found = rules.into_iter().filter_map(|rule| rule(words, ask));
    let spanned = span::day(words, ask.today, ask.look);
    // The first rule wins a draw: `max_by_key` would give the last.
    let (used, day) = found.chain(spanned).reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let in_calendar = |day: NaiveDate| if (1..=9999).contains(&day.year()) { Ok(day) } else { Err(WhyNoDay::TooFar) };
    Some((used, day.and_then(in_calendar)))
}

/// Whether `words` begin with those of `phrase`.
fn begins(words: &[&str], phrase: &str) -> Option<usize> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.starts_with(&phrase).then_some(phrase.len())
}

/// The longest of `phrases` that `words` begin with, with its value.
fn longest<T: Copy>(words: &[&str], phrases: &[(&str, T)]) -> Option<(usize, T)> {
    phrases.iter().filter_map(|(phrase, value)| Some((begins(words, phrase)?, *value))).max_by_key(|(used, _)| *used)
}

/// `today`, `übermorgen`.
fn named(words: &[&str], ask: &Ask) -> Found {
    let (used, days) = longest(words, NAMED)?;
    Some((used, plus(ask.today, days)))
}

const NAMED: &[(&str, i64)] = &[
    ("today", 0),
    ("heute", 0),
    ("tomorrow", 1),
    ("morgen", 1),
    ("day after tomorrow", 2),
    ("the day after tomorrow", 2),
    ("uebermorgen", 2),
    ("yesterday", -1),
    ("gestern", -1),
    ("day before yesterday", -2),
    ("the day before yesterday", -2),
    ("vorgestern", -2),
];

/// `next tue`, `kommenden Freitag`, `letzten Freitag`, `this friday`.
fn relative_weekday(words: &[&str], ask: &Ask) -> Found {
    let which = which(words.first()?)?;
    let weekday = weekday(words.get(1)?)?;
    let day = match which {
        Which::Next => plus(monday(ask.today)?, 7 + from_monday(weekday)),
        Which::Coming => first_after(ask.today, weekday),
        Which::Last => last_before(ask.today, weekday),
        Which::This if ask.today.weekday() == weekday => Ok(ask.today),
        Which::This if ask.look == Look::Ahead => first_after(ask.today, weekday),
        Which::This => last_before(ask.today, weekday),
    };
    Some((2, day))
}

/// `next week` is its Monday, as `kw48` is; `nächsten Monat` its first day, and so the year's.
fn relative_unit(words: &[&str], ask: &Ask) -> Found {
    if matches!(which(words.first()?)?, Which::Last | Which::This) {
        return None;
    }
    let day = match unit(words.get(1)?)? {
        Unit::Week => plus(monday(ask.today)?, 7),
        Unit::Month => plus(end_of_month(ask.today)?, 1),
        Unit::Year => date(ask.today.year().checked_add(1), 1, 1),
        Unit::Day => return None,
    };
    Some((2, day))
}

#[derive(Clone, Copy, PartialEq)]
enum Which {
    /// Of next calendar week or month.
    Next,
    /// The first after today.
    Coming,
    /// The last before today.
    Last,
    /// The nearest the way one looks, today included.
    This,
}

fn which(word: &str) -> Option<Which> {
    match word {
        "next" => Some(Which::Next),
        "coming" => Some(Which::Coming),
        "last" => Some(Which::Last),
        "this" => Some(Which::This),
        _ if is_adjective(word, "diese") => Some(Which::This),
        _ if is_adjective(word, "naechste") => Some(Which::Next),
        _ if is_adjective(word, "kommende") => Some(Which::Coming),
        _ if ["letzte", "vorige", "vergangene"].iter().any(|stem| is_adjective(word, stem)) => Some(Which::Last),
        _ => None,
    }
}

/// `im Januar`, `in January 2027`: its first day. That of the month we are in would be a year away, and isn't meant.
fn in_month(words: &[&str], ask: &Ask) -> Found {
    if !matches!(*words.first()?, "in" | "im") {
        return None;
    }
    let month = month(words.get(1)?)?;
    match words.get(2).and_then(|word| digits(word, 4)).filter(|year| (1900..2200).contains(year)) {
        Some(year) => Some((3, date(i32::try_from(year).ok(), month, 1))),
        None => (month != ask.today.month()).then(|| (2, nearest(month, 1, ask))),
    }
}

/// `kw48`, `w48`, `kw 48`, `week 48`: the Monday of that ISO week, `KW48 Di` another day of it; ahead the first such week
/// from today's on, back the last one up to today's.
fn week(words: &[&str], ask: &Ask) -> Found {
    let first = words.first()?;
    let glued = ["kw", "cw", "w"].iter().find_map(|prefix| digits(first.strip_prefix(prefix)?, 2));
    let (used, number) = match glued {
        Some(number) => (1, number),
        None if matches!(*first, "kw" | "cw" | "week" | "woche") => (2, digits(words.get(1)?, 2)?),
        None => return None,
    };
    // In English some of the short weekdays are words that a title begins with.
    let is_word = |word: &str| !first.starts_with("kw") && matches!(word, "do" | "so" | "we");
    let (used, day) = match words.get(used).filter(|word| !is_word(word)).and_then(|word| weekday(word)) {
        Some(day) => (used + 1, day),
        None => (used, Weekday::Mon),
    };
    let this = ask.today.iso_week();
    let fits = |year: i32| match ask.look {
        Look::Ahead => (year, number) >= (this.year(), this.week()),
        Look::Back => (year, number) <= (this.year(), this.week()),
    };
    let found = years(this.year(), ask.look)
        .filter(|year| fits(*year))
        .find_map(|year| NaiveDate::from_isoywd_opt(year, number, day));
    Some((used, found.ok_or(WhyNoDay::NoSuchDay)))
}

/// `end of month`, `monatsende`, `Ende der Woche` (its last working day), `end of the year`.
fn end_of(words: &[&str], ask: &Ask) -> Found {
    if matches!(words.first()?, &"at" | &"am" | &"zum" | &"the") {
        return end_of(&words[1..], ask).map(|(used, day)| (used + 1, day));
    }
    let (used, unit) = longest(words, ENDS)?;
    let is_end = |day: NaiveDate| match unit {
        Unit::Month => end_of_month(day) == Some(day),
        Unit::Year => (day.month(), day.day()) == (12, 31),
        Unit::Week | Unit::Day => {
            let mut rest_of_week = day.iter_days().skip(1).take_while(|d| d.weekday() != Weekday::Mon);
            let workdays = &ask.settings.workdays;
            workdays.contains(day) && !rest_of_week.any(|d| workdays.contains(d))
        }
    };
    let day = (0..=366).filter_map(|days| plus(ask.today, way(ask.look) * days).ok()).find(|day| is_end(*day));
    Some((used, day.ok_or(WhyNoDay::TooFar)))
}

const ENDS: &[(&str, Unit)] = &[
    ("end of week", Unit::Week),
    ("end of the week", Unit::Week),
    ("ende der woche", Unit::Week),
    ("end of month", Unit::Month),
    ("end of the month", Unit::Month),
    ("monatsende", Unit::Month),
    ("ende des monats", Unit::Month),
    ("end of year", Unit::Year),
    ("end of the year", Unit::Year),
    ("jahresende", Unit::Year),
    ("ende des jahres", Unit::Year),
];

/// A weekday or a date or both, with `on` or `am` before it or not. A date that isn't on its weekday is none.
fn on_day(words: &[&str], ask: &Ask) -> Found {
    let first = words.first()?;
    if matches!(*first, "on" | "am") {
        return on_day(&words[1..], ask).map(|(used, day)| (used + 1, day));
    }
    let Some(weekday) = weekday(first) else {
        return on_date(words, ask);
    };
    if let Some((used, date)) = on_date(&words[1..], ask) {
        let fits = |day: &NaiveDate| day.weekday() == weekday;
        return Some((used + 1, date.and_then(|day| Some(day).filter(fits).ok_or(WhyNoDay::NoSuchDay))));
    }
    let day = match ask.look {
        Look::Ahead => first_after(ask.today, weekday),
        Look::Back => last_before(ask.today, weekday),
    };
    Some((1, day))
}

fn on_date(words: &[&str], ask: &Ask) -> Found {
    let first = words.first()?;
    let in_a_word = iso(first).or_else(|| dotted(words, ask)).or_else(|| slashed(first, ask));
    in_a_word.map(|day| (1, day)).or_else(|| with_month_name(words, ask))
}

/// `2026-12-01`.
fn iso(word: &str) -> Option<Day> {
    let (year, rest) = word.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let whole = year.len() == 4 && month.len() == 2 && day.len() == 2;
    let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
    whole.then(|| date(i32::try_from(year).ok(), month, day))
}

/// `1.12.`, `1.12.26`, `1.12.2026`; `1.12` too if there is such a day and it is no time (`9.12 Uhr`).
fn dotted(words: &[&str], ask: &Ask) -> Option<Day> {
    let mut parts = words.first()?.split('.');
    let (day, month) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let Some(year) = parts.next() else {
        let is_day = NaiveDate::from_ymd_opt(2000, month, day).is_some() && words.get(1) != Some(&"uhr");
        return is_day.then(|| nearest(month, day, ask));
    };
    if parts.next().is_some() {
        return None;
    }
    dated(year, month, day, ask)
}

/// `12/24`, `12/24/26`, `12/24/2026`: only where months stand first.
fn slashed(word: &str, ask: &Ask) -> Option<Day> {
    let mut parts = word.split('/');
    let (month, day, year) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?, parts.next());
    if parts.next().is_some() || year == Some("") {
        return None;
    }
    let day = dated(year.unwrap_or(""), month, day, ask)?;
    Some(if ask.settings.month_first { day } else { Err(WhyNoDay::Slashes) })
}

/// A date whose year is written with two or four digits, or not at all. `None` if it is written otherwise.
fn dated(year: &str, month: u32, day: u32, ask: &Ask) -> Option<Day> {
    match (year.len(), digits(year, 4)) {
        (0, _) => Some(nearest(month, day, ask)),
        (2, Some(year)) => Some(date(i32::try_from(2000 + year).ok(), month, day)),
        (4, Some(year)) => Some(date(i32::try_from(year).ok(), month, day)),
        _ => None,
    }
}

/// `1. Dezember`, `1 December 2026`, `Dec 1`, `December 1st, 2026`.
fn with_month_name(words: &[&str], ask: &Ask) -> Found {
    let (first, second) = (words.first()?, words.get(1)?);
    let (month, day) = match (month(first), month(second)) {
        (Some(month), _) => (month, day_of_month(second)?),
        (None, Some(month)) => (month, day_of_month(first)?),
        (None, None) => return None,
    };
    let year = words.get(2).and_then(|word| digits(word, 4)).filter(|year| (1900..2200).contains(year));
    Some(match year {
        Some(year) => (3, date(i32::try_from(year).ok(), month, day)),
        None => (2, nearest(month, day, ask)),
    })
}

/// `1`, `1.`, `1st`.
fn day_of_month(word: &str) -> Option<u32> {
    let bare = [".", "st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits(bare, 2)
}

fn date(year: Option<i32>, month: u32, day: u32) -> Day {
    year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(WhyNoDay::NoSuchDay)
}

/// A date without a year: ahead the first from today on, back the last up to today.
fn nearest(month: u32, day: u32, ask: &Ask) -> Day {
    let fits = |date: &NaiveDate| match ask.look {
        Look::Ahead => *date >= ask.today,
        Look::Back => *date <= ask.today,
    };
    years(ask.today.year(), ask.look)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(fits)
        .ok_or(WhyNoDay::NoSuchDay)
}

/// `year` and those after or before it, as many as a leap day or a week 53 can be away.
fn years(year: i32, look: Look) -> impl Iterator<Item = i32> {
    (0..=8).map(move |n| year.saturating_add(n * if look == Look::Ahead { 1 } else { -1 }))
}

fn way(look: Look) -> i64 {
    match look {
        Look::Ahead => 1,
        Look::Back => -1,
    }
}

fn plus(day: NaiveDate, days: i64) -> Day {
    day.checked_add_signed(TimeDelta::days(days)).ok_or(WhyNoDay::TooFar)
}

fn from_monday(weekday: Weekday) -> i64 {
    weekday.num_days_from_monday().into()
}

/// The Monday of `day`'s week.
fn monday(day: NaiveDate) -> Option<NaiveDate> {
    plus(day, -from_monday(day.weekday())).ok()
}

fn end_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

fn first_after(day: NaiveDate, weekday: Weekday) -> Day {
    plus(day, (from_monday(weekday) - from_monday(day.weekday()) - 1).rem_euclid(7) + 1)
}

fn last_before(day: NaiveDate, weekday: Weekday) -> Day {
    plus(day, -((from_monday(day.weekday()) - from_monday(weekday) - 1).rem_euclid(7) + 1))
}
