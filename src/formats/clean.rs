//! Text from files made fit to be kept, as text that is typed is; and words before a name that are no part of it.

pub use crate::domain::clean::{Clean, is_hidden, lines, one_line};

/// Words before a name that are how someone is addressed, not a title.
const SALUTATIONS: &[&str] =
    &["herr", "frau", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "mme", "m.", "bay", "bayan", "pan", "pani"];

/// Whether a word before a name is how someone is addressed.
pub fn is_salutation(word: &str) -> bool {
    SALUTATIONS.contains(&word.to_lowercase().as_str())
}
