//! Whether a contact or company may be named as a reference to others: yes or no, since which day, and how that was obtained.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::is_default;

/// What was said of it. Where nothing was, it isn't known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub may: bool,
    pub day: NaiveDate,
    /// "by mail", "contract, §7"; on one line, may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub how: String,
}
