//! What was typed.

use std::ops::Range;

/// What was typed: words that must all fit, and tags (`#key`) that narrow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {}

impl Query {
    pub fn new(typed: &str) -> Self {
        let _ = typed;
        todo!()
    }

    pub fn is_empty(&self) -> bool {
        todo!()
    }

    /// How well any one text fits (a company's name, an action); `None` if it doesn't. More is better.
    pub fn rank(&self, text: &str) -> Option<i64> {
        let _ = text;
        todo!()
    }

    /// Which bytes of `text` fit, for highlighting: ranges on character borders, in order, none overlapping.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let _ = text;
        todo!()
    }
}
