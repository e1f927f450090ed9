//! The words that contacts have already and that are proposed where they are typed again: tags and owners.

use std::collections::BTreeMap;

use crate::domain::row::Row;

/// Each word once, with how many contacts have it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vocabulary {
    tags: BTreeMap<String, u32>,
    owners: BTreeMap<String, u32>,
}

impl Vocabulary {
    /// From each word with its count.
    pub fn new(tags: Vec<(String, u32)>, owners: Vec<(String, u32)>) -> Self {
        Self { tags: tags.into_iter().collect(), owners: owners.into_iter().collect() }
    }

    /// By the words' bytes.
    pub fn tags(&self) -> impl Iterator<Item = (&str, u32)> {
        self.tags.iter().map(|(tag, count)| (tag.as_str(), *count))
    }

    /// By the words' bytes.
    pub fn owners(&self) -> impl Iterator<Item = (&str, u32)> {
        self.owners.iter().map(|(owner, count)| (owner.as_str(), *count))
    }

    /// A contact came.
    pub(super) fn put(&mut self, row: &Row) {
        row.tags.iter().for_each(|tag| put(&mut self.tags, tag));
        if !row.owner.is_empty() {
            put(&mut self.owners, &row.owner);
        }
    }

    /// A contact went.
    pub(super) fn take(&mut self, row: &Row) {
        row.tags.iter().for_each(|tag| take(&mut self.tags, tag));
        take(&mut self.owners, &row.owner);
    }
}

fn put(words: &mut BTreeMap<String, u32>, word: &str) {
    match words.get_mut(word) {
        Some(count) => *count += 1,
        None => {
            words.insert(word.to_owned(), 1);
        }
    }
}

fn take(words: &mut BTreeMap<String, u32>, word: &str) {
    if let Some(count) = words.get_mut(word) {
        *count -= 1;
        if *count == 0 {
            words.remove(word);
        }
    }
}
