//! Days from and to which a job was held: often only a year or a month is known. `2024` begins on its first day and ends on its
//! last.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::settings::Settings;
use crate::domain::when::{self, Look, NoDay};

/// The day something began: `2024`, `2024-03`, `03/2024`, `March 2024`, or a day as it is written anywhere.
pub fn read_from(text: &str, today: NaiveDate, settings: &Settings) -> Result<NaiveDate, NoDay> {
    match span(text) {
        Some((first, _)) => Ok(first),
        None => when::read(text, today, Look::Back, settings).map(|when| when.day),
    }
}

/// The day something ended: of a year or month the last.
pub fn read_to(text: &str, today: NaiveDate, settings: &Settings) -> Result<NaiveDate, NoDay> {
    match span(text) {
        Some((_, last)) => Ok(last),
        None => when::read(text, today, Look::Back, settings).map(|when| when.day),
    }
}

/// As short as [`read_from`] reads the same.
pub fn write_from(day: NaiveDate) -> String {
    match (day.month(), day.day()) {
        _ if !(1000..=9999).contains(&day.year()) => day.to_string(),
        (1, 1) => day.format("%Y").to_string(),
        (_, 1) => day.format("%Y-%m").to_string(),
        _ => day.to_string(),
    }
}

/// As short as [`read_to`] reads the same.
pub fn write_to(day: NaiveDate) -> String {
    let ends_month = day.checked_add_days(Days::new(1)).is_none_or(|next| next.day() == 1);
    match day.month() {
        _ if !ends_month || !(1000..=9999).contains(&day.year()) => day.to_string(),
        12 => day.format("%Y").to_string(),
        _ => day.format("%Y-%m").to_string(),
    }
}

/// First and last day of the year or month that `text` names.
fn span(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let text = text.trim();
    if let Some(year) = year(text) {
        return Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?));
    }
    let (year, month) = text
        .split_once(['-', '/', '.', ' '])
        .and_then(|(a, b)| year(a).zip(month(b)).or_else(|| year(b).zip(month(a))))?;
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = first.checked_add_months(chrono::Months::new(1))?;
    Some((first, next.pred_opt()?))
}

fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    four.then(|| text.parse().ok()).flatten().filter(|year| *year >= 1000)
}

fn month(text: &str) -> Option<u32> {
    let text = text.trim();
    when::month_named(text).or_else(|| {
        let short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        short.then(|| text.parse().ok()).flatten().filter(|month| (1..=12).contains(month))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_months_are_days_too() {
        let today = "2026-11-21".parse().unwrap();
        let settings = Settings::default();
        for (typed, from, to) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("02/2023", "2023-02-01", "2023-02-28"),
            ("3.2024", "2024-03-01", "2024-03-31"),
            ("März 2024", "2024-03-01", "2024-03-31"),
            ("Dec 1999", "1999-12-01", "1999-12-31"),
            ("2024-03-05", "2024-03-05", "2024-03-05"),
            ("5.3.2024", "2024-03-05", "2024-03-05"),
            ("today", "2026-11-21", "2026-11-21"),
        ] {
            let (first, last) =
                (read_from(typed, today, &settings).unwrap(), read_to(typed, today, &settings).unwrap());
            assert_eq!((first.to_string().as_str(), last.to_string().as_str()), (from, to), "{typed:?}");
            assert_eq!(read_from(&write_from(first), today, &settings).unwrap(), first);
            assert_eq!(read_to(&write_to(last), today, &settings).unwrap(), last);
        }
        for typed in ["", "2024-13", "31.2.2024", "soon"] {
            assert!(read_from(typed, today, &settings).is_err(), "{typed:?}");
        }
    }
}
