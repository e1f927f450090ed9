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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    fn survey(story: &mut Story, on: &str, who: &str, state: FeedbackState, score: Option<u8>) {
        let kind = FeedbackKind::Survey;
        story.event(on, who, What::Feedback { kind, state, due: None, resolved: None, told: None, score });
    }

    fn answer(story: &mut Story, on: &str, who: &str, score: u8) {
        survey(story, on, who, FeedbackState::Open, Some(score));
    }

    /// The quarters and the months with answers: how many, the shares, the score with its interval, how many were asked.
    fn told(story: &Story) -> [Vec<String>; 2] {
        let sections = story.of(Report::Scores);
        [story.counted(&sections[0]), story.counted(&sections[1])]
    }

    #[test]
    fn few_answers_have_no_score_and_the_lowest_come_first() {
        let mut story = Story::new();
        for (who, score) in [("Anna", 9), ("Tom", 7), ("Eva", 0)] {
            answer(&mut story, "2026-10-01", who, score);
        }
        let few = "3 - - - few - - 0 · Eva, Tom, Anna";
        assert_eq!(told(&story), [vec![format!("2026-Q4: {few}")], vec![format!("2026-10: {few}")]]);
    }

    #[test]
    fn a_score_has_shares_and_its_interval() {
        let mut story = Story::new();
        // 50 promoters, 30 passives, 20 detractors: as the hand-computed case of the score itself.
        for number in 0..100 {
            let score = if number < 50 {
                9
            } else if number < 80 {
                8
            } else {
                6
            };
            answer(&mut story, "2026-11-21", &format!("{number}"), score);
        }
        survey(&mut story, "2026-11-20", "0", FeedbackState::Asked, None);
        let [quarters, months] = told(&story);
        assert!(quarters[0].starts_with("2026-Q4: 100 0.5000 0.3000 0.2000 30 14 44 1 · 80, 81, "), "{quarters:?}");
        assert!(months[0].starts_with("2026-11: 100 0.5000 0.3000 0.2000 30 14 44 1 · 80, 81, "), "{months:?}");
    }

    #[test]
    fn of_each_the_last_answer_of_the_time_counts() {
        let mut story = Story::new();
        answer(&mut story, "2026-07-01", "Anna", 10);
        answer(&mut story, "2026-09-30", "Anna", 3);
        answer(&mut story, "2026-10-01", "Anna", 9);
        // Nor what isn't there yet, nor scores of anything else, nor answers without one.
        answer(&mut story, "2026-11-22", "Anna", 0);
        survey(&mut story, "2026-11-02", "Anna", FeedbackState::Open, None);
        let praise = FeedbackKind::Praise;
        let what = What::Feedback {
            kind: praise,
            state: FeedbackState::Open,
            due: None,
            resolved: None,
            told: None,
            score: Some(10),
        };
        story.event("2026-11-03", "Tom", what);
        let row = "1 - - - few - - 0 · Anna";
        let [quarters, months] = told(&story);
        assert_eq!(quarters, [format!("2026-Q3: {row}"), format!("2026-Q4: {row}")]);
        assert_eq!(months, ["2026-07", "2026-09", "2026-10"].map(|month| format!("{month}: {row}")));
    }

    #[test]
    fn times_begin_with_the_one_in_which_the_first_day_lies() {
        let sections = Story::new().of(Report::Scores);
        assert_eq!((sections[0].rows.len(), sections[1].rows.len()), (8, 12));
        let empty = "0 - - - - - - 0";
        assert_eq!(Story::new().told(&sections[0])[0], format!("2025-Q1: {empty}"));
        let mut story = Story::new();
        story.today = day("2024-01-01");
        story.since = Some(day("2023-12-31"));
        answer(&mut story, "2023-10-01", "Anna", 9);
        answer(&mut story, "2023-12-31", "Tom", 9);
        answer(&mut story, "2024-01-01", "Tom", 1);
        let [quarters, months] = [0, 1].map(|at| story.told(&story.of(Report::Scores)[at]));
        assert_eq!(quarters, ["2023-Q4: 2 - - - few - - 0 · Anna, Tom", "2024-Q1: 1 - - - few - - 0 · Tom"]);
        assert_eq!(months, ["2023-12: 1 - - - few - - 0 · Tom", "2024-01: 1 - - - few - - 0 · Tom"]);
    }

    #[test]
    fn asking_alone_makes_no_answer() {
        let mut story = Story::new();
        survey(&mut story, "2026-11-01", "Anna", FeedbackState::Asked, Some(9));
        assert_eq!(story.told(&story.of(Report::Scores)[1])[11], "2026-11: 0 - - - - - - 1");
    }
}
