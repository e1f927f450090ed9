//! The fuzzy search over contacts: names, companies, mails, phones and tags, in any order of words, with umlauts both
//! ways. Used by the lists' filter, the pickers, and `search` and `list`.
//!
//! Owns folding, what was typed as a [`Query`], and the [`Index`] of folded texts; and for what was said the [`Words`] that are
//! looked for and the [`Sentence`] around a hit. Where the texts lie is the store's.

mod fit;
mod fold;
mod grammar;
mod index;
mod names;
mod query;
mod sentence;
pub mod typed;
mod words;

pub(in crate::domain) use fit::begins_word;
pub(crate) use fold::Beginning;
pub(in crate::domain) use fold::whole;
pub use fold::{compare, fold, fold_said};
pub use index::{Asked, Index, Part, Parts};
pub use names::Names;
pub use query::Query;
pub use sentence::Sentence;
pub use words::{Seeker, Words};
