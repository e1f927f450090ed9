//! Reports in words: titles and definitions, heads, rows, figures, and what they come to.

use chrono::{Datelike, NaiveDate};

use super::{Text, days, money, names, survey};
use crate::domain::report::{About, Cell, FEW, Finding, Head, Label, Report};
use crate::say;

/// What a report is called where all are listed.
pub fn title(text: &Text, report: Report) -> String {
    match report {
        Report::Touches => say!(text, "report-touches"),
    }
}

/// What a section is called.
pub fn heading(text: &Text, about: About) -> String {
    match about {
        About::TouchesByWeek => say!(text, "report-touches-week"),
        About::TouchesByKind => say!(text, "report-touches-kind"),
    }
}

/// What its figures count.
pub fn definition(text: &Text, about: About) -> String {
    match about {
        About::TouchesByWeek => say!(text, "report-touches-week-says"),
        About::TouchesByKind => say!(text, "report-touches-kind-says", few = FEW),
    }
}

/// What a column is called.
pub fn head(text: &Text, head: Head) -> String {
    match head {
        Head::Touches => say!(text, "report-head-touches"),
        Head::Touched => say!(text, "report-head-contacts"),
        Head::Ours => say!(text, "report-head-ours"),
        Head::Theirs => say!(text, "report-head-theirs"),
        Head::Kind(kind) => names::kind(text, kind),
        Head::Tried => say!(text, "report-head-tried"),
        Head::Reached => say!(text, "report-head-reached"),
    }
}

/// What a row is called.
pub fn label(text: &Text, label: &Label, today: NaiveDate) -> String {
    match label {
        Label::Week(begin) => days::short(text, *begin, today),
        Label::Kind(kind) => names::kind(text, *kind),
    }
}

/// A figure; empty for nothing.
pub fn cell(text: &Text, cell: Cell, today: NaiveDate) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Count(count) => text.count(count),
        Cell::Share(part, of) => share(text, part, of),
        Cell::Days(count) => days::count(text, count),
        Cell::Day(day) => days::short(text, day, today),
        // The currency stands at the section's head.
        Cell::Money(amount) => money::number(text, amount),
        Cell::Score(score) => survey::signed(score.points),
        Cell::Kind(kind) => names::kind(text, kind),
        Cell::TooFew(_) => say!(text, "survey-too-few"),
        Cell::NotYet => say!(text, "report-not-yet"),
    }
}

/// A part of a whole in whole percent: `65%`.
pub fn share(text: &Text, part: i64, of: i64) -> String {
    let percent = if of == 0 { 0.0 } else { (100.0 * part as f64 / of as f64).round() };
    say!(text, "report-percent", percent = percent as i64)
}

/// What a section comes to, in a sentence.
pub fn finding(text: &Text, finding: Finding) -> String {
    match finding {
        Finding::StartedByUs { ours, of } => {
            say!(text, "report-found-started", share = share(text, ours as i64, of as i64), of = of)
        }
    }
}

/// A month: `2026-10`.
pub fn month(begin: NaiveDate) -> String {
    begin.format("%Y-%m").to_string()
}

/// A quarter: `2026 Q4`.
pub fn quarter(text: &Text, begin: NaiveDate) -> String {
    say!(text, "survey-quarter", year = begin.year().to_string(), quarter = begin.month0() / 3 + 1)
}
