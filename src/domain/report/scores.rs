//! The net promoter score over time, by quarter and by month, as [`nps`](crate::domain::nps) reckons it: of scored answers to
//! surveys, of each customer the last in that time.

use super::{About, Asked, Cell, Chart, Head, Label, Row, Section};
use crate::domain::day::Day;
use crate::domain::feedback::{FeedbackKind, FeedbackState};
use crate::domain::ledger::{Event, What};
use crate::domain::nps::{Given, OverTime, Per};

/// Months and quarters that are looked at where nothing else is asked.
const MONTHS: u32 = 12;
const QUARTERS: u32 = 8;

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let given: Vec<Given<usize>> = asked.ledger.events().iter().filter_map(|event| given(asked, event)).collect();
    let section = |about, per: Per, begins: Vec<_>, label: fn(_) -> Label| {
        let all = OverTime::of(given.iter().copied(), per);
        let row = |begin| {
            // The lowest scores first.
            let mut by: Vec<(u8, usize)> = all.answers(begin).map(|(who, score)| (score, who)).collect();
            by.sort_unstable();
            let whose = asked.contacts(by.into_iter().map(|(_, who)| who));
            Row { label: label(begin), cells: cells(&all, begin), whose }
        };
        Section {
            about,
            currency: None,
            heads: vec![
                Head::Answers,
                Head::Promoters,
                Head::Passives,
                Head::Detractors,
                Head::Nps,
                Head::NpsLow,
                Head::NpsHigh,
                Head::Asked,
            ],
            rows: begins.into_iter().map(row).collect(),
            chart: Some(Chart::Line(4)),
            finding: None,
        }
    };
    vec![
        section(About::ScoresByQuarter, Per::Quarter, asked.quarters(QUARTERS), Label::Quarter),
        section(About::ScoresByMonth, Per::Month, asked.months(MONTHS), Label::Month),
    ]
}

/// A scored answer up to today, or that somebody was asked.
fn given(asked: &Asked<'_>, event: &Event) -> Option<Given<usize>> {
    let What::Feedback { kind: FeedbackKind::Survey, state, score, .. } = event.what else { return None };
    let is_asked = state == FeedbackState::Asked;
    let is_one = event.day <= Day::from(asked.today) && (is_asked || score.is_some());
    let who = asked.ledger.people(event).find_map(|(contact, _)| contact).filter(|_| is_one)?;
    Some(Given { who, day: event.day.into(), score: score.filter(|_| !is_asked) })
}

fn cells(all: &OverTime<usize>, begin: chrono::NaiveDate) -> Vec<Cell> {
    let period = all.period(begin);
    let (answers, n) = (period.answers, period.answers.count());
    let (shares, score) = match answers.score() {
        Some(score) => (
            [answers.promoters, answers.passives, answers.detractors].map(|part| Cell::share(part, n)),
            [score.points, score.low, score.high].map(Cell::Points),
        ),
        None if n == 0 => ([Cell::Nothing; 3], [Cell::Nothing; 3]),
        // It is enough to say it once.
        None => ([Cell::Nothing; 3], [Cell::TooFew(n), Cell::Nothing, Cell::Nothing]),
    };
    let counts = [Cell::Count(n)].into_iter().chain(shares).chain(score);
    counts.chain([Cell::Count(period.asked)]).collect()
}
