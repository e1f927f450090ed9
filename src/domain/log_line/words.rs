//! The words of a head and of a clause, in both languages: one table.

use super::super::feedback::FeedbackKind;
use super::super::interaction::{Direction, Kind, Outcome};

/// Kind of interaction by name or short form in either language, in any case.
pub fn kind_from_word(word: &str) -> Option<Kind> {
    let _ = word;
    todo!()
}

/// A kind's fixed name: `call`.
pub fn kind_name(kind: Kind) -> &'static str {
    let _ = kind;
    todo!()
}

/// `in`, `out` and their other forms in either language.
pub fn direction_from_word(word: &str) -> Option<Direction> {
    let _ = word;
    todo!()
}

/// `reached`, `na`, `no_answer`, `lm`, `left_message` and their other forms in either language.
pub fn outcome_from_word(word: &str) -> Option<Outcome> {
    let _ = word;
    todo!()
}

/// `complaint`, `praise`, `wish`, `survey` in either language.
pub fn feedback_kind_from_word(word: &str) -> Option<FeedbackKind> {
    let _ = word;
    todo!()
}
