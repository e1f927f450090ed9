//! Days, times and spans as they are written in the language in force.
//!
//! A day stands without its year in the current year, which `today` gives.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{Lang, Text};
use crate::domain::birthday::Birthday;
use crate::domain::cadence::{Span, Unit};
use crate::domain::ceiling::AtMost;
use crate::say;

/// A birthday: `24 Dec 1971`, `15 Apr` where its year isn't known.
pub fn birthday(text: &Text, day: Birthday) -> String {
    match day.year() {
        Some(year) => short(text, day.in_year(year), NaiveDate::MIN),
        None => short(text, day.in_year(2000), day.in_year(2000)),
    }
}

/// `3 Oct`, `3. Okt`; in another year `3 Oct 2025`.
pub fn short(text: &Text, day: NaiveDate, today: NaiveDate) -> String {
    let month = say!(text, "month-short", month = day.month());
    if day.year() == today.year() {
        say!(text, "day-of-year", day = day.day(), month = month)
    } else {
        dated(text, day)
    }
}

/// `3 Oct 2026`, `3. Okt 2026`: with its year, for what is kept and read later.
pub fn dated(text: &Text, day: NaiveDate) -> String {
    let month = say!(text, "month-short", month = day.month());
    say!(text, "day-with-year", day = day.day(), month = month, year = day.year())
}

/// `Sat 21 Nov`, `Sa 21. Nov`.
pub fn with_weekday(text: &Text, day: NaiveDate, today: NaiveDate) -> String {
    format!("{} {}", weekday(text, day), short(text, day, today))
}

/// `Sat`, `Sa`.
pub fn weekday(text: &Text, day: NaiveDate) -> String {
    say!(text, "weekday-short", weekday = day.weekday().number_from_monday())
}

/// A day of the next few, in six columns: `Mon 23`, `Mo 23.`.
pub fn near(text: &Text, day: NaiveDate) -> String {
    say!(text, "day-near", weekday = weekday(text, day), day = day.day())
}

/// A day as it is typed into a field: `24.11.2026`, `2026-11-24`, and `11/24/2026` where the month comes first.
pub fn typed(text: &Text, day: NaiveDate, month_first: bool) -> String {
    match text.lang() {
        _ if month_first => day.format("%m/%d/%Y").to_string(),
        Lang::De => day.format("%d.%m.%Y").to_string(),
        Lang::En => day.format("%Y-%m-%d").to_string(),
    }
}

/// `14:30` in both languages.
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// A day and, if it is known, a time: `Tue 24 Nov 14:30`.
pub fn moment(text: &Text, day: NaiveDate, at: Option<NaiveTime>, today: NaiveDate) -> String {
    let day = with_weekday(text, day, today);
    match at {
        Some(at) => format!("{day} {}", time(at)),
        None => day,
    }
}

/// `30 d`, `30 T`.
pub fn span(text: &Text, span: Span) -> String {
    match span.unit {
        Unit::Day => count(text, span.count.into()),
        Unit::Week => say!(text, "span-weeks", count = span.count),
        Unit::Month => say!(text, "span-months", count = span.count),
        Unit::Year => say!(text, "span-years", count = span.count),
    }
}

/// So many days: `9 d`, `9 T`.
pub fn count(text: &Text, days: i64) -> String {
    say!(text, "span-days", count = days)
}

/// `every 30 d`, `alle 30 T`.
pub fn every(text: &Text, every: Span) -> String {
    say!(text, "span-every", span = span(text, every))
}

/// `4 in 30 d`, `4 in 30 T`.
pub fn ceiling(text: &Text, at_most: AtMost) -> String {
    say!(text, "span-ceiling", touches = at_most.touches, span = span(text, at_most.within))
}

/// `at most 4 in 30 d`, `höchstens 4 in 30 T`.
pub fn at_most(text: &Text, at_most: AtMost) -> String {
    say!(text, "span-at-most", touches = at_most.touches, span = span(text, at_most.within))
}

/// `12 d late`, `12 T überfällig`.
pub fn late(text: &Text, days: i64) -> String {
    say!(text, "day-late", days = days)
}

/// A free field's value; a day as tables are read (`2026-04-04`) is written as the language does.
pub fn free(text: &Text, value: &str, today: NaiveDate) -> String {
    let day = value.parse().ok().filter(|day: &NaiveDate| day.to_string() == value);
    day.map_or_else(|| value.to_owned(), |day| short(text, day, today))
}

/// From when to when something held, as far as it is known: `2019 – Feb 2021`, `since 5 Mar 2021`, `until 2021`. A first of
/// January stands for its year, the first of a month for that, and so the last days.
pub fn from_to(text: &Text, from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> String {
    let begin = |day: NaiveDate| began(text, day, today);
    let end = |day: NaiveDate| {
        let last = day.succ_opt().is_none_or(|next| next.day() == 1);
        edge(text, day, today, last && day.month() == 12, last)
    };
    match (from, to) {
        (None, None) => String::new(),
        (Some(from), None) => say!(text, "day-since", day = begin(from)),
        (None, Some(to)) => say!(text, "fact-until", day = end(to)),
        (Some(from), Some(to)) => format!("{} – {}", begin(from), end(to)),
    }
}

/// When something began, as exactly as is known: `2019`, `Feb 2021`, `5 Mar 2021`.
pub fn began(text: &Text, day: NaiveDate, today: NaiveDate) -> String {
    edge(text, day, today, (day.month(), day.day()) == (1, 1), day.day() == 1)
}

fn edge(text: &Text, day: NaiveDate, today: NaiveDate, is_year: bool, is_month: bool) -> String {
    match () {
        () if is_year => day.year().to_string(),
        () if is_month => format!("{} {}", say!(text, "month-short", month = day.month()), day.year()),
        () => short(text, day, today),
    }
}

/// How far away a day is: `today`, `yesterday`, `49 d ago`, `in 3 d`.
pub fn distance(text: &Text, day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => say!(text, "day-today"),
        1 => say!(text, "day-tomorrow"),
        -1 => say!(text, "day-yesterday"),
        ahead @ 2.. => say!(text, "day-ahead", days = ahead),
        ago => say!(text, "day-ago", days = -ago),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_written_as_the_language_does() {
        let today = day("2026-11-21");
        let check = |of: &str, en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(with_weekday(&Text::new(lang), day(of), today), expect);
            }
        };
        check("2026-11-21", "Sat 21 Nov", "Sa 21. Nov");
        check("2026-10-01", "Thu 1 Oct", "Do 1. Okt");
        check("2027-03-02", "Tue 2 Mar 2027", "Di 2. Mär 2027");
    }

    #[test]
    fn what_is_written_into_a_field_is_read_there() {
        use crate::domain::settings::Settings;
        use crate::domain::when::{self, Look};
        let today = day("2026-11-21");
        for (lang, month_first) in [(Lang::En, false), (Lang::En, true), (Lang::De, false)] {
            let settings = Settings { month_first, ..Settings::default() };
            for wanted in ["2026-11-24", "2027-02-03", "1999-12-01"].map(day) {
                for look in [Look::Ahead, Look::Back] {
                    let written = typed(&Text::new(lang), wanted, month_first);
                    assert_eq!(
                        when::read(&written, today, look, &settings).map(|when| when.day),
                        Ok(wanted),
                        "{written}"
                    );
                }
            }
        }
    }

    #[test]
    fn distances_have_a_word_where_there_is_one() {
        let check = |of: &str, en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(distance(&Text::new(lang), day(of), day("2026-11-21")), expect);
            }
        };
        check("2026-11-21", "today", "heute");
        check("2026-11-22", "tomorrow", "morgen");
        check("2026-11-20", "yesterday", "gestern");
        check("2026-10-03", "49 d ago", "vor 49 T");
        check("2026-11-24", "in 3 d", "in 3 T");
    }

    #[test]
    fn what_held_from_when_to_when_is_as_exact_as_is_known() {
        let check = |from: &str, to: &str, en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                let day = |text: &str| text.parse().ok();
                assert_eq!(from_to(&Text::new(lang), day(from), day(to), super::tests::day("2026-11-21")), expect);
            }
        };
        check("", "", "", "");
        check("2019-01-01", "2021-02-28", "2019 – Feb 2021", "2019 – Feb 2021");
        check("2021-03-05", "", "since 5 Mar 2021", "seit 5. Mär 2021");
        check("", "2021-12-31", "until 2021", "bis 2021");
    }

    #[test]
    fn a_day_in_a_free_field_is_a_day() {
        let written = |value: &str| free(&Text::new(Lang::De), value, day("2026-11-21"));
        assert_eq!(written("2026-04-04"), "4. Apr");
        assert_eq!(written("2026-4-4 or so"), "2026-4-4 or so");
    }

    #[test]
    fn spans_have_their_unit() {
        let check = |span: &str, en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(every(&Text::new(lang), span.parse().unwrap()), expect);
            }
        };
        check("30d", "every 30 d", "alle 30 T");
        check("2w", "every 2 w", "alle 2 W");
        check("3m", "every 3 m", "alle 3 M");
        check("1y", "every 1 y", "alle 1 J");
    }
}
