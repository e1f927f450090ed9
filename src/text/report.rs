//! Reports in words: titles and definitions, heads, rows, figures, and what they come to.

use chrono::{Datelike, NaiveDate};

use super::{Text, days, money, names, survey};
use crate::domain::report::{About, Active, Cell, FEW, Finding, Head, Label, Report, WITHOUT_RHYTHM};
use crate::say;

/// What a report is called where all are listed.
pub fn title(text: &Text, report: Report) -> String {
    match report {
        Report::Retention => say!(text, "report-retention"),
        Report::Cohorts => say!(text, "report-cohorts"),
        Report::WinBacks => say!(text, "report-win-backs"),
        Report::Revenue => say!(text, "report-revenue"),
        Report::Quiet => say!(text, "report-quiet"),
        Report::Touches => say!(text, "report-touches"),
        Report::Agenda => say!(text, "report-agenda"),
        Report::Promises => say!(text, "report-promises"),
        Report::Complaints => say!(text, "report-complaints"),
        Report::Scores => say!(text, "report-scores"),
    }
}

/// A report's name, in a word or two.
pub fn name(text: &Text, report: Report) -> String {
    match report {
        Report::Retention => say!(text, "report-retention", "short"),
        Report::Cohorts => say!(text, "report-cohorts", "short"),
        Report::WinBacks => say!(text, "report-win-backs", "short"),
        Report::Revenue => say!(text, "report-revenue", "short"),
        Report::Quiet => say!(text, "report-quiet", "short"),
        Report::Touches => say!(text, "report-touches", "short"),
        Report::Agenda => say!(text, "report-agenda", "short"),
        Report::Promises => say!(text, "report-promises", "short"),
        Report::Complaints => say!(text, "report-complaints", "short"),
        Report::Scores => say!(text, "report-scores", "short"),
    }
}

/// What a section is called.
pub fn heading(text: &Text, about: About) -> String {
    match about {
        About::Retention(_) => say!(text, "report-retention-month"),
        About::CohortsAgain(_) => say!(text, "report-cohorts-again"),
        About::CohortsActive(_) => say!(text, "report-cohorts-active"),
        About::Lost(_) => say!(text, "report-lost"),
        About::BroughtBack => say!(text, "report-brought-back"),
        About::WonBack => say!(text, "report-won-back"),
        About::Revenue => say!(text, "report-revenue-tenths"),
        About::Quiet => say!(text, "report-quiet-accounts"),
        About::TouchesByWeek => say!(text, "report-touches-week"),
        About::TouchesByKind => say!(text, "report-touches-kind"),
        About::AgendaByMonth => say!(text, "report-agenda-month"),
        About::PromisesByMonth => say!(text, "report-promises-month"),
        About::PromisesByCustomer => say!(text, "report-promises-customer"),
        About::ComplaintsByMonth => say!(text, "report-complaints-month"),
        About::ScoresByQuarter => say!(text, "report-scores-quarter"),
        About::ScoresByMonth => say!(text, "report-scores-month"),
    }
}

/// What its figures count.
pub fn definition(text: &Text, about: About) -> String {
    match about {
        About::Retention(active) => {
            told(text, active, say!(text, "report-retention-month-says", within = within(text, active)))
        }
        About::CohortsAgain(active) => told(text, active, say!(text, "report-cohorts-again-says")),
        About::CohortsActive(active) => {
            told(text, active, say!(text, "report-cohorts-active-says", within = within(text, active)))
        }
        About::Lost(active) => told(text, active, say!(text, "report-lost-says", within = within(text, active))),
        About::BroughtBack => say!(text, "report-brought-back-says"),
        About::WonBack => say!(text, "report-won-back-says"),
        About::Revenue => say!(text, "report-revenue-tenths-says", few = FEW),
        About::Quiet => {
            say!(text, "report-quiet-accounts-says", days = days::count(text, WITHOUT_RHYTHM.approximate_days()))
        }
        About::TouchesByWeek => say!(text, "report-touches-week-says"),
        About::TouchesByKind => say!(text, "report-touches-kind-says", few = FEW),
        About::AgendaByMonth => say!(text, "report-agenda-month-says", few = FEW),
        About::PromisesByMonth => say!(text, "report-promises-month-says", few = FEW),
        About::PromisesByCustomer => say!(text, "report-promises-customer-says"),
        About::ComplaintsByMonth => say!(text, "report-complaints-month-says", few = FEW),
        About::ScoresByQuarter => say!(text, "report-scores-quarter-says", few = FEW),
        About::ScoresByMonth => say!(text, "report-scores-month-says"),
    }
}

/// For how long somebody is active.
fn within(text: &Text, active: Active) -> String {
    days::span(text, active.within)
}

/// Says it, too, where touches stand for purchases.
fn told(text: &Text, active: Active, definition: String) -> String {
    match active.by_touches {
        true => format!("{definition} {}", say!(text, "report-by-touches")),
        false => definition,
    }
}

/// What a column is called.
pub fn head(text: &Text, head: Head) -> String {
    match head {
        Head::ActiveBefore => say!(text, "report-head-active-before"),
        Head::Kept => say!(text, "report-head-kept"),
        Head::Lost => say!(text, "report-head-lost"),
        Head::New => say!(text, "report-head-new"),
        Head::WonBack => say!(text, "report-head-won-back"),
        Head::ActiveAfter => say!(text, "report-head-active-after"),
        Head::Retention => say!(text, "report-head-retention"),
        Head::Churn => say!(text, "report-head-churn"),
        Head::Customers => say!(text, "report-head-customers"),
        Head::Months(months) => say!(text, "report-head-months", months = months),
        Head::BackSince => say!(text, "report-head-back-since"),
        Head::Away => say!(text, "report-head-away"),
        Head::LostOn => say!(text, "report-head-lost-on"),
        Head::BackOn => say!(text, "report-head-back-on"),
        Head::LastTouch => say!(text, "report-head-last-touch"),
        Head::Revenue => say!(text, "report-head-revenue"),
        Head::Share | Head::ShareBack => say!(text, "report-head-share"),
        Head::UpTo => say!(text, "report-head-up-to"),
        Head::SinceTouch => say!(text, "report-head-since-touch"),
        Head::Rhythm => say!(text, "report-head-rhythm"),
        Head::FollowUp => say!(text, "report-head-follow-up"),
        Head::Touches => say!(text, "report-head-touches"),
        Head::Touched => say!(text, "report-head-contacts"),
        Head::Ours => say!(text, "report-head-ours"),
        Head::Theirs => say!(text, "report-head-theirs"),
        Head::Kind(kind) => names::kind(text, kind),
        Head::Tried => say!(text, "report-head-tried"),
        Head::Reached => say!(text, "report-head-reached"),
        Head::Due => say!(text, "report-head-due"),
        Head::InTime | Head::ShareInTime => say!(text, "report-head-in-time"),
        Head::Late => say!(text, "report-head-late"),
        Head::Missed => say!(text, "report-head-missed"),
        Head::PastDue => say!(text, "report-head-past-due"),
        Head::Cancelled => say!(text, "report-head-cancelled"),
        Head::NotKept => say!(text, "report-head-not-kept"),
        Head::ShareKept => say!(text, "report-head-share-kept"),
        Head::DaysLate => say!(text, "report-head-days-late"),
        Head::Complaints => say!(text, "report-head-complaints"),
        Head::Answered => say!(text, "report-head-answered"),
        Head::Open => say!(text, "report-head-open"),
        Head::DaysToAnswer => say!(text, "report-head-days-to-answer"),
        Head::MostDays => say!(text, "report-head-most-days"),
        Head::Answers => say!(text, "report-head-answers"),
        Head::Promoters => say!(text, "report-head-promoters"),
        Head::Passives => say!(text, "report-head-passives"),
        Head::Detractors => say!(text, "report-head-detractors"),
        Head::Nps => say!(text, "report-head-nps"),
        Head::NpsLow => say!(text, "report-head-nps-low"),
        Head::NpsHigh => say!(text, "report-head-nps-high"),
        Head::Asked => say!(text, "report-head-asked"),
    }
}

/// What a row is called.
pub fn label(text: &Text, label: &Label, today: NaiveDate) -> String {
    match label {
        Label::Week(begin) => days::short(text, *begin, today),
        Label::Quarter(begin) => quarter(text, *begin),
        Label::Kind(kind) => names::kind(text, *kind),
        Label::Customer(name) => name.clone(),
        Label::Tenth(tenth) => say!(text, "report-tenth", tenth = *tenth),
        Label::All => say!(text, "report-all"),
        Label::GaveBack => say!(text, "report-gave-back"),
        Label::NoTouch => say!(text, "report-no-touch"),
        Label::Month(_) => label.plain(),
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
        Cell::Points(points) => survey::signed(points),
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
    let part = |part: usize, of: usize| share(text, part as i64, of as i64);
    match finding {
        Finding::Kept { since, kept, of } => {
            say!(
                text,
                "report-found-kept",
                since = Label::Month(since).plain(),
                kept = kept,
                of = of,
                share = part(kept, of)
            )
        }
        Finding::BoughtAgain { again, of } => {
            say!(text, "report-found-bought-again", again = again, of = of, share = part(again, of))
        }
        Finding::WonBack { back, of, days: None } => {
            say!(text, "report-found-won-back", back = back, of = of, share = part(back, of))
        }
        Finding::WonBack { back, of, days: Some(median) } => {
            let (share, days) = (part(back, of), days::count(text, median));
            say!(text, "report-found-won-back-after", back = back, of = of, share = share, days = days)
        }
        Finding::Best { best, of, part, whole } => {
            say!(text, "report-found-best", best = best, of = of, share = share(text, part, whole))
        }
        Finding::Quiet { quiet, of } => say!(text, "report-found-quiet", quiet = quiet, of = of),
        Finding::StartedByUs { ours, of } => {
            say!(text, "report-found-started", share = part(ours, of), of = of)
        }
        Finding::AgendaKept { in_time, of } => {
            say!(text, "report-found-agenda", share = part(in_time, of), of = of)
        }
        Finding::PromisesKept { in_time, of } => {
            say!(text, "report-found-promises", share = part(in_time, of), of = of)
        }
        Finding::Answered { in_time, of } => {
            say!(text, "report-found-complaints", share = part(in_time, of), of = of)
        }
    }
}

/// A quarter: `2026 Q4`.
fn quarter(text: &Text, begin: NaiveDate) -> String {
    say!(text, "survey-quarter", year = begin.year().to_string(), quarter = begin.month0() / 3 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::Span;
    use crate::text::Lang;

    #[test]
    fn a_definition_says_how_long_and_by_what_somebody_is_active() {
        let said =
            |lang, within, by_touches| definition(&Text::new(lang), About::Retention(Active { within, by_touches }));
        let bought = said(Lang::En, Span::months(6), false);
        assert!(bought.starts_with("Active is who bought within 6 m ") && !bought.contains("touches"), "{bought}");
        assert!(said(Lang::En, Span::days(90), true).ends_with("touches count instead of purchases."));
        assert!(said(Lang::De, Span::days(90), true).ends_with("deshalb zählen Kontakte statt Käufe."));
    }

    #[test]
    fn a_finding_answers_with_numbers() {
        let said = |lang, of| finding(&Text::new(lang), of);
        let best = Finding::Best { best: 4, of: 11, part: 650, whole: 1000 };
        assert_eq!(
            said(Lang::En, best),
            "The best 30% (4 of 11 customers) bring 65% of the revenue; the rule of thumb says 65%."
        );
        let back = Finding::WonBack { back: 3, of: 12, days: None };
        assert_eq!(said(Lang::De, back), "Von 12 in dieser Zeit Verlorenen kamen 3 zurück: 25 %.");
        let kept = Finding::Kept { since: NaiveDate::from_ymd_opt(2025, 11, 1).unwrap(), kept: 79, of: 107 };
        assert_eq!(said(Lang::En, kept), "Of 107 customers who were active when 2025-11 began 79 still are: 74%.");
    }
}
