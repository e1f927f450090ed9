//! How segments are spoken of.

use chrono::NaiveDate;

use super::{Text, days};
use crate::domain::members::Since;
use crate::say;

/// `+3 −1 since 21 Oct`; nothing where nothing before today is kept.
pub fn since(text: &Text, since: &Since, today: NaiveDate) -> String {
    since.day.map_or_else(String::new, |day| {
        let day = days::short(text, day, today);
        say!(text, "segments-since", came = since.came.len(), left = since.left.len(), day = day)
    })
}
