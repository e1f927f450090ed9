//! What single cells say: days, choices, lists. What they say of interactions, follow-ups and feedback is `entry`'s.

mod entry;

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::words::key;
use crate::domain::birthday::Birthday;
use crate::domain::cadence::{Cadence, Span};
use crate::domain::consent::{Consent, ConsentState, Purpose};
use crate::domain::contact::{Channel, Stage, Tier};
use crate::domain::field;
use crate::domain::settings::Settings;
use crate::domain::when::{self, Look};
use crate::formats::day;
use crate::formats::file::Reading;
use crate::formats::{draft, proof};

pub use self::entry::{
    At, State, at, direction, feedback_kind, kind, minutes, outcome, plain, score, state, time, way_of_kind,
};

/// How old a contact is whose year of birth is written with two digits.
const AGES: std::ops::RangeInclusive<i32> = 10..=100;

/// Whether a day says that there is none: Outlook's `0/0/00`.
pub fn is_no_day(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'0' | b'/' | b'.' | b'-'))
}

/// The two numbers that stand first in `3/4/2026`: which of them is the month has to be known.
pub fn slashes(text: &str) -> Option<(u32, u32)> {
    let (first, second, _) = slashed(text)?;
    Some((first, second))
}

fn slashed(text: &str) -> Option<(u32, u32, &str)> {
    let day = text.trim().split([' ', 'T', ',']).next()?;
    let [first, second, year] = day.split('/').collect::<Vec<_>>().try_into().ok()?;
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    Some((number(first)?, number(second)?, year))
}

/// A day's numbers: year as it is written, month, day.
fn numbers(text: &str, month_first: Option<bool>) -> Option<(&str, u32, u32)> {
    if let Some((first, second, year)) = slashed(text) {
        return match month_first {
            _ if first == second => Some((year, first, second)),
            _ if first > 12 => Some((year, second, first)),
            _ if second > 12 => Some((year, first, second)),
            None => None,
            Some(true) => Some((year, first, second)),
            Some(false) => Some((year, second, first)),
        };
    }
    let day = text.trim().split([' ', 'T', ',']).next()?;
    let [day, month, year] = day.split('.').collect::<Vec<_>>().try_into().ok()?;
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    Some((year, number(month)?, number(day)?))
}

fn year(text: &str, of_two_digits: impl Fn(i32) -> Option<i32>) -> Option<i32> {
    let number: i32 = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))?;
    match text.len() {
        4 => Some(number),
        2 => of_two_digits(number),
        _ => None,
    }
}

/// A birthday: `1971-12-24`, `24.12.1971`, `24.12.`, `12/24/1971`, `24 Dec 1971`. A year of two digits only where it is clear
/// which is meant. `None` also for a day to come.
pub fn birthday(text: &str, month_first: Option<bool>, reading: &Reading) -> Option<Birthday> {
    let this = reading.today.year();
    let century =
        |year: i32| [1900, 2000].map(|century| century + year).into_iter().find(|year| AGES.contains(&(this - year)));
    let read = day::parse(text, None).or_else(|| {
        let (text, month, day) = numbers(text, month_first)?;
        Birthday::new(Some(year(text, century)?).filter(|year| *year != 0), month, day)
    });
    let read =
        read.or_else(|| in_words(text).then(|| when::read_birthday(text, reading.today, &settings(reading)).ok())?);
    read.filter(|born| born.year().is_none_or(|year| born.in_year(year) <= reading.today))
}

/// A day that was: `2026-11-21`, `21.11.26 14:30`, `11/21/2026`, `21 Nov 2026`.
pub fn past_day(text: &str, month_first: Option<bool>, reading: &Reading) -> Option<NaiveDate> {
    any_day(text, month_first, reading).filter(|day| *day <= reading.today)
}

/// A day with its year, whether it was or is to come.
fn any_day(text: &str, month_first: Option<bool>, reading: &Reading) -> Option<NaiveDate> {
    let read = day::parse_day(text).or_else(|| {
        let (text, month, day) = numbers(text, month_first)?;
        NaiveDate::from_ymd_opt(year(text, |year| Some(2000 + year))?, month, day)
    });
    let four = text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    let words = || when::read(&text.replace('-', " "), reading.today, Look::Back, &settings(reading)).ok();
    read.or_else(|| (four && in_words(text)).then(words)?.map(|when| when.day))
}

/// Whether a day names its month: what a file says must not depend on the day on which it is read.
fn in_words(text: &str) -> bool {
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    digits && (text.chars().filter(|c| c.is_alphabetic()).count() >= 3 || text.trim_end().ends_with('.'))
}

pub fn settings(reading: &Reading) -> Settings {
    Settings { month_first: reading.month_first, ..Settings::default() }
}

/// `A`, `b`, `A-Kunde`, `Tier C`; `Some(None)` where it says none.
pub fn tier(text: &str) -> Option<Option<Tier>> {
    if let Ok(said) = field::read_tier(text) {
        return Some(said);
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut found = words.filter_map(|word| {
        Tier::ALL.into_iter().find(|tier| word.len() == 1 && word.eq_ignore_ascii_case(&tier.letter().to_string()))
    });
    found.next().filter(|_| text.len() <= 20).map(Some)
}

/// A stage; also as sales programs call theirs, where that is clear.
pub fn stage(text: &str) -> Option<Option<Stage>> {
    static THEIRS: LazyLock<Choice<Stage>> = LazyLock::new(|| {
        Choice::of(&[
            (
                Stage::Lead,
                &[
                    "marketing qualified lead",
                    "sales qualified lead",
                    "MQL",
                    "SQL",
                    "opportunity",
                    "prospect",
                    "subscriber",
                ],
            ),
            (Stage::Regular, &["customer", "client", "existing customer", "Kunde", "Kundin", "Bestandskunde"]),
            (Stage::Former, &["former customer", "lost customer", "churned", "ehemaliger Kunde", "Ex-Kunde"]),
        ])
    });
    field::read_stage(text).ok().or_else(|| THEIRS.named(text).map(Some))
}

/// Whether it is how a row of sums is called.
pub fn is_total(text: &str) -> bool {
    static TOTALS: LazyLock<Choice<()>> = LazyLock::new(|| {
        const WORDS: &[&str] = &[
            "total",
            "totals",
            "grand total",
            "subtotal",
            "sum",
            "Summe",
            "Gesamt",
            "Gesamtsumme",
            "Zwischensumme",
            "Insgesamt",
        ];
        Choice::of(&[((), WORDS)])
    });
    TOTALS.named(text.trim_end_matches(':')).is_some()
}

/// Whether a row begins as what reports write below their rows.
pub fn is_footer(text: &str) -> bool {
    const BEGINNINGS: [&str; 4] =
        ["Grand Total", "Copyright (c)", "Confidential Information - Do Not", "Generated By:"];
    BEGINNINGS.iter().any(|begin| text.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)))
}

/// Whether a record is of a company.
pub fn is_company(text: &str) -> Option<bool> {
    static KINDS: LazyLock<Choice<bool>> = LazyLock::new(|| {
        Choice::of(&[
            (true, &["company", "firma", "unternehmen", "organisation", "organization", "org", "business"]),
            (false, &["contact", "person", "kontakt", "individual", "privatperson", "people"]),
        ])
    });
    KINDS.named(text)
}

/// Words that stand for values, folded once for all cells.
struct Choice<T>(HashMap<String, T>);

impl<T: Copy> Choice<T> {
    fn of(choices: &[(T, &[&str])]) -> Self {
        let words = choices.iter().flat_map(|(value, words)| words.iter().map(|word| (key(word), *value)));
        Self(words.collect())
    }

    fn named(&self, text: &str) -> Option<T> {
        self.0.get(&key(text)).copied()
    }
}

/// `30d`, `alle 3 Monate`, `monthly`, and a bare number of days.
pub fn rhythm(text: &str) -> Option<Cadence> {
    static NAMED: LazyLock<Choice<Span>> = LazyLock::new(|| {
        Choice::of(&[
            (Span::weeks(1), &["weekly", "wöchentlich", "jede Woche", "every week"]),
            (Span::weeks(2), &["biweekly", "fortnightly", "zweiwöchentlich", "14-tägig", "vierzehntägig"]),
            (Span::months(1), &["monthly", "monatlich", "jeden Monat", "every month"]),
            (Span::months(2), &["bimonthly", "zweimonatlich"]),
            (Span::months(3), &["quarterly", "vierteljährlich", "quartalsweise", "jedes Quartal", "pro Quartal"]),
            (Span::months(6), &["half-yearly", "halbjährlich", "semiannually", "twice a year"]),
            (Span::months(12), &["yearly", "annually", "jährlich", "jedes Jahr", "every year"]),
        ])
    });
    let text = text.trim();
    if let Ok(days) = text.parse::<u16>() {
        return (1..=9999).contains(&days).then(|| Cadence::Every(Span::days(days)));
    }
    NAMED.named(text).map(Cadence::Every).or_else(|| field::read_cadence(text).ok())
}

/// What an export says of a consent: `withdrawn 2025-05-03: told us on the phone [proof: mail of 3 May]`; without a day it is the
/// import's.
pub fn consent(channel: Channel, text: &str, today: NaiveDate) -> Option<Consent> {
    let (state, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (day, how) = rest.split_once(':').unwrap_or((rest, ""));
    let day = if day.trim().is_empty() { today } else { day.trim().parse().ok()? };
    let state = match state.to_lowercase().as_str() {
        "given" | "erteilt" => ConsentState::Given,
        "withdrawn" | "widerrufen" => ConsentState::Withdrawn,
        _ => return None,
    };
    let (how, proof) = proof::read(how.trim());
    Some(Consent { proof, ..draft::consent(channel, state, day, how) })
}

/// What an export says of a consent to one purpose: `mail marketing withdrawn 2025-05-03: told us on the phone`.
pub fn consent_to(text: &str, today: NaiveDate) -> Option<Consent> {
    let (channel, rest) = text.split_once(' ')?;
    let (purpose, rest) = rest.split_once(' ')?;
    let decision = consent(field::read_channel(channel).ok()??, rest, today)?;
    Some(Consent { purpose: Some(Purpose::read(purpose)?), ..decision })
}

/// Pieces of a list in one cell: Google's ` ::: `, else where `signs` stand that no backslash escapes.
pub fn pieces(text: &str, signs: &[char]) -> Vec<String> {
    let between = if text.contains(":::") { text.replace(":::", "\n") } else { text.to_owned() };
    let signs = if text.contains(":::") { &['\n'] } else { signs };
    let mut all = vec![String::new()];
    let mut chars = between.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = (c == '\\').then(|| chars.next_if(|next| *next == '\\' || signs.contains(next))).flatten();
        if escaped.is_none() && signs.contains(&c) {
            all.push(String::new());
        } else if let Some(last) = all.last_mut() {
            last.push(escaped.unwrap_or(c));
        }
    }
    all.into_iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    static READING: LazyLock<Reading> = LazyLock::new(|| Reading::on("2026-11-21".parse().unwrap()));

    #[test]
    fn birthdays_are_read() {
        for (text, month_first, expect) in [
            ("1971-12-24", None, "1971-12-24"),
            ("24.12.1971", None, "1971-12-24"),
            ("24.12.71", None, "1971-12-24"),
            ("24.12.", None, "--12-24"),
            ("--12-24", None, "--12-24"),
            ("12/24/1971", None, "1971-12-24"),
            ("3/4/1971", None, "-"),
            ("3/4/1971", Some(true), "1971-03-04"),
            ("3/4/1971", Some(false), "1971-04-03"),
            ("24 Dec 1971", None, "1971-12-24"),
            ("24. Dezember 1971", None, "1971-12-24"),
            ("24.12.24", None, "-"),
            ("24.12.2030", None, "-"),
            ("31.02.1971", None, "-"),
            ("26000", None, "-"),
            ("tomorrow", None, "-"),
            ("3d", None, "-"),
        ] {
            let read = birthday(text, month_first, &READING).map(|day| day.to_string());
            assert_eq!(read.as_deref().unwrap_or("-"), expect, "{text:?}");
        }
    }

    #[test]
    fn past_days_are_read() {
        for (text, month_first, expect) in [
            ("2026-11-20", None, "2026-11-20"),
            ("2026-11-20T10:00:00Z", None, "2026-11-20"),
            ("2026-11-20 10:00", None, "2026-11-20"),
            ("20.11.2026", None, "2026-11-20"),
            ("20.11.26 14:30", None, "2026-11-20"),
            ("11/20/2026", None, "2026-11-20"),
            ("11/20/26, 4:00 PM", None, "2026-11-20"),
            ("3/4/2026", None, "-"),
            ("3/4/2026", Some(true), "2026-03-04"),
            ("20 Nov 2026", None, "2026-11-20"),
            ("20-Nov-2026", None, "2026-11-20"),
            ("Nov 20, 2026", None, "2026-11-20"),
            ("20. November 2026", None, "2026-11-20"),
            ("22.11.2026", None, "-"),
            ("46346", None, "-"),
            ("yesterday", None, "-"),
            ("fri", None, "-"),
            ("", None, "-"),
        ] {
            let read = past_day(text, month_first, &READING).map(|day| day.to_string());
            assert_eq!(read.as_deref().unwrap_or("-"), expect, "{text:?}");
        }
    }

    #[test]
    fn choices_are_read() {
        assert_eq!(tier("A-Kunde"), Some(Some(Tier::A)));
        assert_eq!(tier("b"), Some(Some(Tier::B)));
        assert_eq!(tier("none"), Some(None));
        assert_eq!(tier("Gold"), None);
        for (text, expect) in [
            ("30", Some(Cadence::Every(Span::days(30)))),
            ("alle 3 Monate", Some(Cadence::Every(Span::months(3)))),
            ("monatlich", Some(Cadence::Every(Span::months(1)))),
            ("6w", Some(Cadence::Every(Span::weeks(6)))),
            ("none", Some(Cadence::Never)),
            ("tier", Some(Cadence::ByTier)),
            ("soon", None),
        ] {
            assert_eq!(rhythm(text), expect, "{text:?}");
        }
    }

    #[test]
    fn lists_are_split() {
        assert_eq!(pieces("a, b;c\nd", &[',', ';', '\n']), ["a", "b", "c", "d"]);
        assert_eq!(pieces(r"a\, b, c\\", &[',']), ["a, b", "c\\"]);
        assert_eq!(pieces("* a, b ::: c", &[',']), ["* a, b", "c"]);
        assert!(pieces(" ", &[',']).is_empty());
    }
}
