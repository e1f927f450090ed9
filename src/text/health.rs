//! Health in words: how somebody stands, and why each part of it has its score.

use super::{Text, days};
use crate::domain::health::{Band, Because, Part};
use crate::say;

/// `warm`, `gefährdet`.
pub fn band(text: &Text, band: Band) -> String {
    match band {
        Band::Warm => say!(text, "band-warm"),
        Band::Cooling => say!(text, "band-cooling"),
        Band::AtRisk => say!(text, "band-at-risk"),
        Band::Lost => say!(text, "band-lost"),
    }
}

/// What a part is called.
pub fn part(text: &Text, part: Part) -> String {
    match part {
        Part::Rhythm => say!(text, "health-rhythm"),
        Part::Trend => say!(text, "health-trend"),
        Part::Started => say!(text, "health-started"),
        Part::Feedback => say!(text, "health-feedback"),
        Part::Complaints => say!(text, "health-complaints"),
        Part::Orders => say!(text, "health-orders"),
        Part::Promises => say!(text, "health-promises"),
    }
}

/// Why it has its score: `45 d since the last contact, every 30 d`.
pub fn because(text: &Text, because: Because) -> String {
    let count = |of: i64| days::count(text, of);
    match because {
        Because::Rhythm { days, every } => {
            say!(text, "health-because-rhythm", days = count(days), every = count(every))
        }
        Because::Trend { now, usual } => say!(text, "health-because-trend", now = count(now), usual = count(usual)),
        Because::Started { theirs, of } => say!(text, "health-because-started", theirs = theirs, count = of),
        Because::Feedback { of } => say!(text, "health-because-feedback", count = of),
        Because::Complaints { open: 0, .. } => say!(text, "health-because-no-complaints"),
        Because::Complaints { open, late } => say!(text, "health-because-complaints", count = open, late = late),
        Because::Orders { days, usual, known: true } => {
            say!(text, "health-because-orders", days = count(days), usual = count(usual))
        }
        Because::Orders { days, .. } => say!(text, "health-because-order", days = count(days)),
        Because::Promises { kept, of } => say!(text, "health-because-promises", kept = kept, count = of),
    }
}
