//! Whether somebody may be named as a reference, in words.

use chrono::NaiveDate;

use super::{Text, days};
use crate::domain::reference::Reference;
use crate::say;

/// `may be named · 1 Oct · by mail`
pub fn told(text: &Text, reference: &Reference, today: NaiveDate) -> String {
    let may = if reference.may { say!(text, "reference-may") } else { say!(text, "reference-may-not") };
    let parts = [may, days::short(text, reference.day, today), reference.how.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
