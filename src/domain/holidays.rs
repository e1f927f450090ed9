//! Public holidays: which days of a year are days off, by country and region, and what they are called.
//!
//! Owns reading `DE-HH` and reckoning the days. The rules themselves stand in `table`, when Easter is in `easter`. That one's own
//! days off count beside them is [`super::cadence::Workdays`]'s.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

mod easter;
mod table;
#[cfg(test)]
mod tests;

use table::{COUNTRIES, Country, EVERYWHERE};

/// What is celebrated. A country's own national days are one feast each for its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feast {
    NewYear,
    SecondOfJanuary,
    Epiphany,
    Candlemas,
    StBrigid,
    WomensDay,
    StJoseph,
    StPatrick,
    Naefels,
    MaundyThursday,
    GoodFriday,
    Easter,
    EasterMonday,
    LiberationDay,
    KingsDay,
    LabourDay,
    VictoryDay,
    EuropeDay,
    Ascension,
    WhitSunday,
    WhitMonday,
    CorpusChristi,
    MidsummerEve,
    Midsummer,
    PeterAndPaul,
    CyrilAndMethodius,
    JanHus,
    NationalDay,
    Boyne,
    Assumption,
    NativityOfMary,
    ChildrensDay,
    DayOfFasting,
    BrotherKlaus,
    StFrancis,
    Reformation,
    AllSaints,
    Armistice,
    Repentance,
    StAndrew,
    Immaculate,
    ChristmasEve,
    Christmas,
    SecondChristmas,
    NewYearsEve,
    BankHoliday,
    MartinLutherKing,
    Presidents,
    Memorial,
    Juneteenth,
    Columbus,
    Veterans,
    Thanksgiving,
}

/// When a feast is in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The same month and day each year.
    On(u32, u32),
    /// That day in the years in which it is one of these weekdays.
    OnlyOn(u32, u32, &'static [Weekday]),
    /// So many days after Easter Sunday.
    Easter(i64),
    /// The first such weekday from that day on: `From(5, 25, Mon)` is the last Monday of May.
    From(u32, u32, Weekday),
    /// So many days after the first such weekday from that day on.
    Behind(u32, u32, Weekday, i64),
    /// In place of a Saturday or Sunday the Monday after it.
    Monday(u32, u32),
    /// In place of a Saturday or Sunday two days later: of two holidays in a row each finds a day.
    TwoLater(u32, u32),
    /// In place of a Saturday the Friday before it, of a Sunday the Monday after it.
    Nearest(u32, u32),
    /// In place of a Sunday the Saturday before it.
    NotOnSunday(u32, u32),
    /// The first Thursday of April, a week later in Holy Week.
    Naefels,
    /// 1 February where that is a Friday, else the first Monday of February.
    StBrigid,
}

impl Rule {
    /// Its day; `None` where nothing is to be replaced, and outside the calendar.
    fn day(self, year: i32, easter: NaiveDate) -> Option<NaiveDate> {
        let on = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        match self {
            Self::On(month, day) => on(month, day),
            Self::OnlyOn(month, day, weekdays) => on(month, day).filter(|day| weekdays.contains(&day.weekday())),
            Self::Easter(days) => later(easter, days),
            Self::From(month, day, weekday) => first_from(on(month, day)?, weekday),
            Self::Behind(month, day, weekday, days) => later(first_from(on(month, day)?, weekday)?, days),
            Self::Monday(month, day) => moved(on(month, day)?, 2, 1),
            Self::TwoLater(month, day) => moved(on(month, day)?, 2, 2),
            Self::Nearest(month, day) => moved(on(month, day)?, -1, 1),
            Self::NotOnSunday(month, day) => on(month, day).and_then(|day| match day.weekday() {
                Weekday::Sun => later(day, -1),
                _ => Some(day),
            }),
            Self::Naefels => {
                let day = first_from(on(4, 1)?, Weekday::Thu)?;
                later(day, if later(easter, -3) == Some(day) { 7 } else { 0 })
            }
            Self::StBrigid => on(2, 1)
                .and_then(|day| if day.weekday() == Weekday::Fri { Some(day) } else { first_from(day, Weekday::Mon) }),
        }
    }
}

fn later(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

fn first_from(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    later(day, i64::from(weekday.days_since(day.weekday())))
}

/// What stands in for a day on a weekend: so many days after it, by whether it is a Saturday or a Sunday.
fn moved(day: NaiveDate, from_saturday: i64, from_sunday: i64) -> Option<NaiveDate> {
    match day.weekday() {
        Weekday::Sat => later(day, from_saturday),
        Weekday::Sun => later(day, from_sunday),
        _ => None,
    }
}

/// The public holidays of a country, and of one of its regions if one is named. Written `DE`, `DE-HH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holidays {
    country: &'static Country,
    region: Option<&'static str>,
}

impl Holidays {
    /// Those of `DE-HH`, in any case; `None` where country or region isn't in the table. Without a region they are those that
    /// the whole country has.
    pub fn of(code: &str) -> Option<Self> {
        let (letters, region) = match code.trim().split_once(['-', '_']) {
            Some((letters, region)) => (letters, Some(region)),
            None => (code.trim(), None),
        };
        let country = COUNTRIES.iter().find(|country| country.letters.eq_ignore_ascii_case(letters))?;
        let Some(region) = region else { return Some(Self { country, region: None }) };
        let known = country.regions.split(' ').find(|known| !known.is_empty() && known.eq_ignore_ascii_case(region))?;
        Some(Self { country, region: Some(known) })
    }

    /// Every country, each with its regions behind it.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.iter().flat_map(|country| {
            let regions = country.regions.split(' ').filter(|region| !region.is_empty());
            std::iter::once(None).chain(regions.map(Some)).map(move |region| Self { country, region })
        })
    }

    /// Those of a year, as the rules are now, in no order.
    pub fn in_year(self, year: i32) -> impl Iterator<Item = (NaiveDate, Feast)> {
        // What stands in for New Year can be in the year before.
        let years = [year, year.saturating_add(1)].map(|year| (year, easter::sunday(year)));
        let here = self.country.days.iter().filter(move |(.., regions)| {
            *regions == EVERYWHERE || self.region.is_some_and(|region| regions.split(' ').any(|one| one == region))
        });
        let days = here.flat_map(move |(feast, rule, _)| {
            years.iter().filter_map(|(year, easter)| Some((rule.day(*year, (*easter)?)?, *feast))).collect::<Vec<_>>()
        });
        days.filter(move |(day, _)| day.year() == year)
    }

    /// What that day is, if it is one of them.
    pub fn on(self, day: NaiveDate) -> Option<Feast> {
        self.in_year(day.year()).find(|(of, _)| *of == day).map(|(_, feast)| feast)
    }
}

impl fmt::Display for Holidays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.country.letters)?;
        self.region.map_or(Ok(()), |region| write!(f, "-{region}"))
    }
}
