//! The search itself: from the newest end backward, a block at a time, until there is enough.

use std::cmp::Reverse;

use chrono::NaiveDate;
use memchr::memchr_iter;

use super::after::After;
use super::image::{Damaged, Image};
use crate::domain::said::{Place, Said};
use crate::domain::search::Words;

/// What is looked for in what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    pub words: Words,
    /// Only what was said on this day or later; notes, which have no day, are left out then.
    pub since: Option<NaiveDate>,
    /// Only what stands before this: where a page ended, the next goes on.
    pub before: Option<Place>,
    /// So many at the most.
    pub limit: usize,
}

/// What was found, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    pub said: Vec<Said>,
    /// Whether there is more before these.
    pub more: bool,
}

impl Search {
    pub fn new(words: Words, limit: usize) -> Self {
        Self { words, since: None, before: None, limit }
    }

    /// Whether a text is one of those that are looked among.
    fn is_among(&self, said: &Said) -> bool {
        self.before.is_none_or(|before| said.place < before)
            && self.since.is_none_or(|since| said.day.is_some_and(|day| day >= since))
    }
}

/// Searches `image` with what came `after` it. Ends early where `going_on` says so.
pub(super) fn search(
    image: Option<&Image>,
    after: &After,
    search: &Search,
    going_on: &dyn Fn() -> bool,
) -> Result<Found, Damaged> {
    let seeker = search.words.seeker();
    let over = after.entries().filter(|entry| search.is_among(&entry.said) && seeker.fits(&entry.folded));
    let mut over: Vec<&Said> = over.map(|entry| &entry.said).collect();
    over.sort_unstable_by_key(|said| said.place);
    let since = search.since.map_or(i64::MIN, Place::before_day);
    let mut found = Vec::new();
    let blocks = image.into_iter().flat_map(|image| image.blocks.iter().rev().map(move |block| (image, block)));
    for (image, block) in blocks {
        if block.newest.micros < since || !going_on() {
            break;
        }
        if search.before.is_some_and(|before| before <= block.oldest) {
            continue;
        }
        let lines = image.folded(block)?;
        let fitting = seeker.lines(&lines);
        let mut hits: Vec<Said> = Vec::new();
        if !fitting.is_empty() {
            // The line of a number is the text of that number.
            let mut texts = image.texts(block)?.into_iter();
            let mut passed = 0;
            for line in fitting {
                let skipped = memchr_iter(b'\n', &lines.as_bytes()[passed..line.start]).count();
                hits.extend(texts.nth(skipped).filter(|said| search.is_among(said)));
                passed = line.end + 1;
            }
        }
        hits.retain(|said| !after.knows(&said.place.record));
        let newer = over.partition_point(|said| said.place < block.oldest);
        hits.extend(over.drain(newer..).cloned());
        hits.sort_unstable_by_key(|said| Reverse(said.place));
        found.extend(hits);
        if found.len() > search.limit {
            break;
        }
    }
    if found.len() <= search.limit && going_on() {
        found.extend(over.into_iter().rev().cloned());
    }
    let more = found.len() > search.limit;
    found.truncate(search.limit);
    Ok(Found { said: found, more })
}
