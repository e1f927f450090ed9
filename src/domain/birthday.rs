//! A birthday, which need not have a year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A birthday, with or without the year. Written `1971-12-24` or `--12-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Birthday {
    year: Option<i32>,
    month: u8,
    day: u8,
}

impl Birthday {
    /// `None` if there is no such day; without a year 29 Feb is one.
    pub fn new(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day)?;
        Some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }

    pub fn year(self) -> Option<i32> {
        self.year
    }

    pub fn month(self) -> u32 {
        self.month.into()
    }

    pub fn day(self) -> u32 {
        self.day.into()
    }

    /// The day it is celebrated in `year`: 29 Feb is 28 Feb in other years.
    pub fn in_year(self, year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, self.month(), self.day())
            .or_else(|| NaiveDate::from_ymd_opt(year, self.month(), self.day() - 1))
            .unwrap_or(NaiveDate::MAX)
    }

    /// Years of age reached on the birthday in `year`; `None` without a year of birth.
    pub fn age_in(self, year: i32) -> Option<i32> {
        self.year.map(|born| year - born).filter(|age| *age >= 0)
    }
}

impl From<NaiveDate> for Birthday {
    fn from(day: NaiveDate) -> Self {
        Self { year: Some(day.year()), month: day.month() as u8, day: day.day() as u8 }
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

impl From<Birthday> for String {
    fn from(birthday: Birthday) -> Self {
        birthday.to_string()
    }
}

/// A text that is no birthday.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no birthday such as 1971-12-24 or --12-24")]
pub struct NoBirthday(pub String);

impl FromStr for Birthday {
    type Err = NoBirthday;

    /// Reads `1971-12-24`, `--12-24` and `--1224`.
    fn from_str(text: &str) -> Result<Self, NoBirthday> {
        let parsed = match text.strip_prefix("--") {
            Some(rest) => {
                let digits: String = rest.chars().filter(|c| *c != '-').collect();
                (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| Some((digits[..2].parse().ok()?, digits[2..].parse().ok()?)))
                    .flatten()
                    .and_then(|(month, day)| Self::new(None, month, day))
            }
            None => text.parse::<NaiveDate>().ok().map(Self::from),
        };
        parsed.ok_or_else(|| NoBirthday(text.to_owned()))
    }
}

impl TryFrom<String> for Birthday {
    type Error = NoBirthday;
    fn try_from(text: String) -> Result<Self, NoBirthday> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays_read_back_what_they_print() {
        for text in ["1971-12-24", "--04-15", "--02-29", "2000-02-29"] {
            assert_eq!(text.parse::<Birthday>().unwrap().to_string(), text);
        }
        assert_eq!("--0415".parse::<Birthday>().unwrap().to_string(), "--04-15");
        for wrong in ["--02-30", "1971-02-29", "24.12.", "", "--1", "--٠٤١٥"] {
            assert!(wrong.parse::<Birthday>().is_err(), "{wrong:?} is no birthday");
        }
    }

    #[test]
    fn leap_birthdays_fall_on_the_28th_in_other_years() {
        let born: Birthday = "2000-02-29".parse().unwrap();
        assert_eq!(born.in_year(2026).to_string(), "2026-02-28");
        assert_eq!(born.in_year(2028).to_string(), "2028-02-29");
        assert_eq!(born.age_in(2026), Some(26));
    }
}
