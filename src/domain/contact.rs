//! A contact: one person, with everything that is kept about them.
//!
//! Owns the record and its validation. What touchbase knows of the person's history are records of their own.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::cadence::Cadence;
use super::id::{CompanyId, ContactId};
use super::is_default;

/// A person. Every field but the name may be empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    /// As shown: vCard's FN, or as typed. Never empty.
    pub name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub name_parts: NameParts,
    /// The day they were added, from which an untouched contact's rhythm counts.
    pub added: NaiveDate,
    /// Ids elsewhere, by which an import finds the contact again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ids: Vec<ForeignId>,
    /// What an imported file held and touchbase has no field for, byte for byte.
    #[serde(default, skip_serializing_if = "is_default")]
    pub foreign: Vec<String>,
    /// How they are addressed in writing: "Frau", "Ms".
    #[serde(default, skip_serializing_if = "is_default")]
    pub salutation: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub address_form: Option<AddressForm>,
    /// Present and past, the present one first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub jobs: Vec<Job>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mails: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub phones: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub addresses: Vec<Address>,
    /// Web pages and social handles; the label names the network.
    #[serde(default, skip_serializing_if = "is_default")]
    pub handles: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub birthday: Option<Birthday>,
    /// Language they are spoken to in, as BCP 47 tag or as typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub preferred_channel: Option<Channel>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tier: Option<Tier>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<Stage>,
    /// Without `#`, in the order they were given, none twice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub cadence: Cadence,
    #[serde(default, skip_serializing_if = "is_default")]
    pub do_not_contact: Option<DoNotContact>,
    /// Whose customer they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// Where they came from: "trade fair 2024".
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub referred_by: Option<Referrer>,
    /// Personal notes: free text of many lines.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: String,
    /// Free fields by name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub archived: bool,
}

impl Contact {
    /// A contact of whom only the name is known.
    pub fn new(id: ContactId, name: impl Into<String>, added: NaiveDate) -> Self {
        Self {
            id,
            name: name.into(),
            name_parts: NameParts::default(),
            added,
            ids: Vec::new(),
            foreign: Vec::new(),
            salutation: String::new(),
            address_form: None,
            jobs: Vec::new(),
            mails: Vec::new(),
            phones: Vec::new(),
            addresses: Vec::new(),
            handles: Vec::new(),
            birthday: None,
            language: String::new(),
            preferred_channel: None,
            tier: None,
            stage: None,
            tags: Vec::new(),
            cadence: Cadence::ByTier,
            do_not_contact: None,
            owner: String::new(),
            source: String::new(),
            referred_by: None,
            notes: String::new(),
            fields: BTreeMap::new(),
            archived: false,
        }
    }

    /// The job they hold now: the first without an end.
    pub fn current_job(&self) -> Option<&Job> {
        self.jobs.iter().find(|job| job.to.is_none())
    }

    /// The company they work for now.
    pub fn company(&self) -> Option<CompanyId> {
        self.current_job().and_then(|job| job.company)
    }
}

/// The parts of a name where they were given (vCard's N); the shown name is not made from them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NameParts {
    /// Honorific before the name: "Dr.".
    #[serde(skip_serializing_if = "is_default")]
    pub honorific: String,
    #[serde(skip_serializing_if = "is_default")]
    pub given: String,
    #[serde(skip_serializing_if = "is_default")]
    pub middle: String,
    #[serde(skip_serializing_if = "is_default")]
    pub family: String,
    /// Behind the name: "jun.", "MBA".
    #[serde(skip_serializing_if = "is_default")]
    pub suffix: String,
    #[serde(skip_serializing_if = "is_default")]
    pub nickname: String,
}

/// An id that another program gave: `("uid", "urn:uuid:…")`, `("google", "c1234")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignId {
    pub source: String,
    pub value: String,
}

/// A value with a label such as "work" or "mobile"; the label may be empty. The first of a list is the one used first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Labelled {
    #[serde(default, skip_serializing_if = "is_default")]
    pub label: String,
    pub value: String,
}

impl Labelled {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// A postal address in vCard's parts (RFC 6350, 6.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    #[serde(skip_serializing_if = "is_default")]
    pub label: String,
    #[serde(skip_serializing_if = "is_default")]
    pub post_box: String,
    #[serde(skip_serializing_if = "is_default")]
    pub extended: String,
    #[serde(skip_serializing_if = "is_default")]
    pub street: String,
    #[serde(skip_serializing_if = "is_default")]
    pub city: String,
    #[serde(skip_serializing_if = "is_default")]
    pub region: String,
    #[serde(skip_serializing_if = "is_default")]
    pub postcode: String,
    #[serde(skip_serializing_if = "is_default")]
    pub country: String,
}

/// A job: for whom, as what, from when to when (days, or unknown).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Job {
    #[serde(skip_serializing_if = "is_default")]
    pub company: Option<CompanyId>,
    /// vCard's TITLE.
    #[serde(skip_serializing_if = "is_default")]
    pub role: String,
    #[serde(skip_serializing_if = "is_default")]
    pub department: String,
    #[serde(skip_serializing_if = "is_default")]
    pub from: Option<NaiveDate>,
    /// `None` while they hold it.
    #[serde(skip_serializing_if = "is_default")]
    pub to: Option<NaiveDate>,
}

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

/// du or Sie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressForm {
    Du,
    Sie,
}

/// What the relationship is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    A,
    B,
    C,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
        }
    }
}

/// Where the relationship stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Lead,
    Occasional,
    Regular,
    Key,
    Dormant,
    Former,
}

impl Stage {
    pub const ALL: [Self; 6] = [Self::Lead, Self::Occasional, Self::Regular, Self::Key, Self::Dormant, Self::Former];
}

/// A way to reach someone, for which a consent can be given or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Phone,
    Mail,
    Video,
    Chat,
    Visit,
    Letter,
    Social,
}

impl Channel {
    pub const ALL: [Self; 7] =
        [Self::Phone, Self::Mail, Self::Video, Self::Chat, Self::Visit, Self::Letter, Self::Social];
}

/// Not to be contacted: until a day (contact is welcome again on it), or for good.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DoNotContact {
    #[serde(skip_serializing_if = "is_default")]
    pub until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "is_default")]
    pub reason: String,
}

impl DoNotContact {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day < until)
    }
}

/// Who recommended us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Referrer {
    Contact(ContactId),
    Name(String),
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
