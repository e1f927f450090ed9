//! Reports: what the history of all says. Each is a pure figure of the ledger, the book and the settings, as tables with a chart
//! and, behind each row, the customers whom it counts.
//!
//! What reports have in common is here; what each of them counts, and how, is said in its own file. Amounts of different currencies
//! are never added up: there is a section for each. Where there are too few cases to say anything, a cell says that instead of a
//! figure ([`Cell::TooFew`]); what isn't over yet is no case.

mod agenda;
mod cohorts;
mod complaints;
mod customers;
mod named;
mod promises;
mod quiet;
mod retention;
mod revenue;
mod scores;
#[cfg(test)]
mod story;
mod touches;
mod win_backs;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::book::Book;
use super::day::Day;
use super::health::Whose;
use super::interaction::Kind;
use super::ledger::Ledger;
use super::log_line::kind_name;
use super::money::{Currency, Money};
use super::nps::{self, Per};
use super::settings::Settings;

pub use customers::Active;
pub use named::{About, Finding, Head, Label};
pub use quiet::WITHOUT_RHYTHM;

/// A share or a median of fewer cases says nothing.
pub use super::nps::FEW;

/// What is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Report {
    Retention,
    Cohorts,
    WinBacks,
    Revenue,
    Quiet,
    Touches,
    Agenda,
    Promises,
    Complaints,
    Scores,
}

impl Report {
    /// In the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Retention,
        Self::Cohorts,
        Self::WinBacks,
        Self::Revenue,
        Self::Quiet,
        Self::Touches,
        Self::Agenda,
        Self::Promises,
        Self::Complaints,
        Self::Scores,
    ];

    /// As it is typed and written to programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Retention => "retention",
            Self::Cohorts => "cohorts",
            Self::WinBacks => "win-backs",
            Self::Revenue => "revenue",
            Self::Quiet => "quiet",
            Self::Touches => "touches",
            Self::Agenda => "agenda",
            Self::Promises => "promises",
            Self::Complaints => "complaints",
            Self::Scores => "scores",
        }
    }

    /// What it comes to: at least one section, also where there is nothing to count.
    pub fn of(self, asked: &Asked<'_>) -> Vec<Section> {
        match self {
            Self::Retention => retention::sections(asked),
            Self::Cohorts => cohorts::sections(asked),
            Self::WinBacks => win_backs::sections(asked),
            Self::Revenue => revenue::sections(asked),
            Self::Quiet => quiet::sections(asked),
            Self::Touches => touches::sections(asked),
            Self::Agenda => agenda::sections(asked),
            Self::Promises => promises::sections(asked),
            Self::Complaints => complaints::sections(asked),
            Self::Scores => scores::sections(asked),
        }
    }
}

/// Of what a report is made.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub book: &'a Book,
    pub settings: &'a Settings,
    pub ledger: &'a Ledger,
    pub today: NaiveDate,
    /// Its first day; `None`: as far back as the report usually goes.
    pub since: Option<NaiveDate>,
}

impl Asked<'_> {
    /// The first days of the months from that of the report's first day, or else the last `usual` ones, to this one.
    pub fn months(&self, usual: u32) -> Vec<NaiveDate> {
        self.per(Per::Month, 1, usual)
    }

    /// The first days of the quarters.
    pub fn quarters(&self, usual: u32) -> Vec<NaiveDate> {
        self.per(Per::Quarter, 3, usual)
    }

    /// The first days of the weeks, as those begin in the settings.
    pub fn weeks(&self, usual: u64) -> Vec<NaiveDate> {
        let begin = |day: NaiveDate| day.week(self.settings.week_start).checked_first_day().unwrap_or(day);
        let this = begin(self.today);
        let usual = this.checked_sub_days(Days::new(7 * usual.saturating_sub(1))).unwrap_or(this);
        self.times(this, usual, begin, |week| week.checked_add_days(Days::new(7)))
    }

    fn per(&self, per: Per, months: u32, usual: u32) -> Vec<NaiveDate> {
        let this = per.begin(self.today);
        let usual = this.checked_sub_months(Months::new(months * usual.saturating_sub(1))).unwrap_or(this);
        self.times(this, usual, |day| per.begin(day), |begin| begin.checked_add_months(Months::new(months)))
    }

    /// The times from the one with the report's first day, or else from `usual`, to `this` one.
    fn times(
        &self,
        this: NaiveDate,
        usual: NaiveDate,
        begin: impl Fn(NaiveDate) -> NaiveDate,
        next: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> Vec<NaiveDate> {
        let first = self.since.map_or(usual, begin);
        std::iter::successors(Some(first), next).take_while(|begin| *begin <= this).collect()
    }

    /// A row's label: the name of one.
    pub fn called(&self, who: Whose) -> Label {
        Label::Customer(who.name(self.book).to_owned())
    }

    /// Contacts by their numbers, each once, in the order in which they come first.
    fn contacts(&self, numbers: impl IntoIterator<Item = usize>) -> Vec<Whose> {
        let mut seen = vec![false; self.ledger.contacts().len()];
        let is_first = |number: &usize| seen.get_mut(*number).is_some_and(|seen| !std::mem::replace(seen, true));
        let each = numbers.into_iter().filter(is_first);
        each.filter_map(|number| self.ledger.contacts().get(number).copied().map(Whose::Contact)).collect()
    }
}

/// The place of the month in which a day lies, among `months` that follow one another.
fn month_of(months: &[NaiveDate], day: Day) -> Option<usize> {
    let number = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    let place = usize::try_from(number(day.into()) - number(*months.first()?)).ok()?;
    (place < months.len()).then_some(place)
}

/// A table, its chart and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub about: About,
    /// In which all amounts of it are.
    pub currency: Option<Currency>,
    pub heads: Vec<Head>,
    /// As many cells in each as there are heads.
    pub rows: Vec<Row>,
    pub chart: Option<Chart>,
    /// What it comes to in a sentence.
    pub finding: Option<Finding>,
}

impl Section {
    /// Whether its rows are times, the latest last.
    pub fn is_over_time(&self) -> bool {
        let first = self.rows.first().map(|row| &row.label);
        matches!(first, Some(Label::Week(_) | Label::Month(_) | Label::Quarter(_)))
    }
}

/// What a row is about, its figures, and whom they count.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub label: Label,
    pub cells: Vec<Cell>,
    /// Those behind it, each once; first those whom it is most worth looking at.
    pub whose: Vec<Whose>,
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// Nothing to be told.
    Nothing,
    Count(usize),
    /// This part of that whole, which isn't 0.
    Share(i64, i64),
    /// A span in days.
    Days(i64),
    Day(NaiveDate),
    Money(Money),
    /// Of a score from −100 to 100.
    Points(f64),
    Kind(Kind),
    /// So many cases say nothing.
    TooFew(usize),
    /// Its time isn't over yet.
    NotYet,
}

impl Cell {
    /// A part of a whole of cases; too few of them say nothing, and none at all not even that.
    pub fn share(part: usize, of: usize) -> Self {
        match of {
            0 => Self::Nothing,
            of if of < FEW => Self::TooFew(of),
            of => Self::Share(part as i64, of as i64),
        }
    }

    /// The median of spans in days: of an even number the mean of the middle two, a half upwards.
    pub fn median(mut days: Vec<i64>) -> Self {
        days.sort_unstable();
        match days.len() {
            0 => Self::Nothing,
            few if few < FEW => Self::TooFew(few),
            count => Self::Days((days[(count - 1) / 2] + days[count / 2] + 1).div_euclid(2)),
        }
    }

    /// As it is written to programs: shares from 0 to 1, days as numbers; empty where there is no figure.
    pub fn plain(self) -> String {
        match self {
            Self::Nothing | Self::TooFew(_) | Self::NotYet => String::new(),
            Self::Count(count) => count.to_string(),
            Self::Share(part, of) => format!("{:.4}", part as f64 / of as f64),
            Self::Days(days) => days.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Money(amount) => amount.plain(),
            Self::Points(points) => nps::rounded(points).to_string(),
            Self::Kind(kind) => kind_name(kind).to_owned(),
        }
    }

    /// How long its bar is; `None` where there is none to draw.
    pub fn length(self) -> Option<f64> {
        match self {
            Self::Count(count) => Some(count as f64),
            Self::Share(part, of) => Some(100.0 * part as f64 / of as f64),
            Self::Days(days) => Some(days as f64),
            Self::Money(money) => Some(money.minor as f64),
            Self::Points(points) => Some(points),
            Self::Nothing | Self::Day(_) | Self::Kind(_) | Self::TooFew(_) | Self::NotYet => None,
        }
    }
}

/// What is drawn of a section: one column, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// A bar for each row.
    Bars(usize),
    /// A line over the rows, which are times; broken where there is nothing to draw.
    Line(usize),
}

impl Chart {
    pub fn column(self) -> usize {
        match self {
            Self::Bars(column) | Self::Line(column) => column,
        }
    }
}
