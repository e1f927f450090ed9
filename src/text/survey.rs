//! Surveys in words: who may not be asked, and what scores come to over time.

use chrono::{Datelike, NaiveDate};

use super::{Text, days, may, names};
use crate::domain::nps::{self, Answers, Per, Period};
use crate::domain::survey::Hindered;
use crate::say;

/// `Anna Müller: asked 12 Oct`
pub fn left_out(text: &Text, name: &str, why: Hindered, today: NaiveDate) -> String {
    let why = match why {
        Hindered::Asked(day) => say!(text, "survey-asked-on", day = days::short(text, day, today)),
        Hindered::Not(on, why) => may::why_not(text, on, why, today).unwrap_or_else(|| names::channel(text, on)),
        Hindered::NoChannel => say!(text, "survey-no-channel"),
    };
    format!("{name}: {why}")
}

/// A line of heads and one for each time: the time, answers, shares of promoters, passives and detractors, the score, its interval,
/// and how often somebody was asked.
pub fn table(text: &Text, periods: &[Period], per: Per) -> Vec<Vec<String>> {
    let heads = say!(text, "survey-heads");
    let mut table = vec![heads.split(" | ").map(str::to_owned).collect()];
    for one in periods {
        let Answers { promoters, passives, detractors } = one.answers;
        let n = one.answers.count();
        let share = |count: usize| match n {
            0 => String::new(),
            n => format!("{}%", nps::rounded(count as f64 * 100.0 / n as f64)),
        };
        let (score, interval) = match one.answers.score() {
            Some(score) => {
                let [low, high] = [score.low, score.high].map(signed);
                (signed(score.points), say!(text, "survey-interval", low = low, high = high))
            }
            None if n == 0 => Default::default(),
            None => (say!(text, "survey-too-few"), String::new()),
        };
        let shares = [promoters, passives, detractors].map(share);
        let cells = [period(text, one.begin, per), n.to_string()].into_iter().chain(shares);
        table.push(cells.chain([score, interval, one.asked.to_string()]).collect());
    }
    table
}

/// `+30`, `-5`, `0`.
pub fn signed(points: f64) -> String {
    match nps::rounded(points) {
        0 => "0".to_owned(),
        points => format!("{points:+}"),
    }
}

/// `2026-10`, `2026 Q4`, `2026`.
fn period(text: &Text, begin: NaiveDate, per: Per) -> String {
    let year = begin.year().to_string();
    match per {
        Per::Month => begin.format("%Y-%m").to_string(),
        Per::Quarter => say!(text, "survey-quarter", year = year, quarter = begin.month0() / 3 + 1),
        Per::Year => year,
    }
}
