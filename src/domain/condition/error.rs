//! Why what was typed is no condition.

use super::figure::Kind;

/// What was typed is no condition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{piece:?}, at {at}: {why:?}")]
pub struct NotRead {
    /// The first character of what is wrong, from 1.
    pub at: usize,
    /// The piece that is wrong.
    pub piece: String,
    pub why: WhyNot,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// No field or figure is called so; one that is called nearly so.
    NoField(Option<&'static str>),
    /// It is none of its values; what it is of.
    NoValue { value: String, kind: Kind },
    /// Texts and choices are neither more nor less.
    NotCompared,
    /// A parenthesis isn't closed, or closes nothing.
    Parenthesis,
    /// Something is to follow: behind OR, NOT, or a sign.
    Missing,
    /// Parentheses stand in each other too often.
    TooDeep,
}
