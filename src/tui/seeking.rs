//! Looking for words in what was said, while they are typed: what was found so far, and what is to be asked next.
//!
//! Owns asking, page by page, and that only the answer to the last question counts. What is seen of it is the screens'.

use std::time::Duration;

use super::answer::Answer;
use super::effect::Ask;
use super::turns::{Turn, Turns};
use crate::domain::said::{Place, Said};
use crate::domain::search::Words;
use crate::store::Search;

/// Texts that are asked for at once.
const PAGE: usize = 100;
/// What was found after so long is shown, and looked for on.
const PATIENCE: Duration = Duration::from_millis(30);

/// What is looked for, and what was found.
#[derive(Debug, Default)]
pub struct Seeking {
    words: Words,
    /// Newest first. They stay until the next answer has come.
    hits: Vec<Said>,
    /// The words that they were found by.
    found_by: Words,
    /// Where there may be older ones: before this.
    rest: Option<Place>,
    /// How many are wanted: until there are so many it is looked for on.
    wanted: usize,
    /// It must be asked anew: other words, or something changed.
    stale: bool,
    turns: Turns,
    asked: Option<(Turn, Search)>,
    unread: Option<String>,
}

impl Seeking {
    /// Looks for these words from now on.
    pub fn look_for(&mut self, words: Words) {
        self.stale |= words != self.words;
        self.words = words;
    }

    /// Something was said meanwhile, or taken back.
    pub fn again(&mut self) {
        self.stale = true;
    }

    pub fn hits(&self) -> &[Said] {
        &self.hits
    }

    /// The words that the hits were found by.
    pub fn found_by(&self) -> &Words {
        &self.found_by
    }

    pub fn has_more(&self) -> bool {
        self.rest.is_some()
    }

    /// Whether an answer is awaited that shows other hits.
    pub fn is_reading(&self) -> bool {
        self.stale || self.asked.as_ref().is_some_and(|(_, search)| search.before.is_none())
    }

    /// Whether it is looked for on, since there aren't enough hits yet.
    pub fn goes_on(&self) -> bool {
        self.rest.is_some() && self.unread.is_none() && self.hits.len() < self.wanted
    }

    /// Why nothing could be read.
    pub fn unread(&self) -> Option<&str> {
        self.unread.as_deref()
    }

    /// What is to be asked now, where hit number `reached` is the last in sight.
    pub fn wants(&mut self, reached: usize) -> Option<Ask> {
        let before = if std::mem::take(&mut self.stale) {
            // Where the same is looked for again, as much is in sight as before.
            let seen = if self.found_by == self.words { self.hits.len() } else { 0 };
            self.wanted = seen.max(PAGE);
            None
        } else if self.asked.is_some() || self.unread.is_some() {
            return None;
        } else {
            let rest = self.rest?;
            if reached + PAGE / 4 >= self.hits.len() {
                self.wanted = self.wanted.max(self.hits.len() + PAGE);
            }
            if self.hits.len() >= self.wanted {
                return None;
            }
            Some(rest)
        };
        let turn = self.turns.next();
        if self.words.is_empty() {
            (self.hits, self.rest, self.asked) = (Vec::new(), None, None);
            return None;
        }
        let lacking = if before.is_some() { self.wanted - self.hits.len() } else { self.wanted };
        let search = Search { before, patience: Some(PATIENCE), ..Search::new(self.words.clone(), lacking) };
        self.asked = Some((turn.clone(), search.clone()));
        Some(Ask::Said { search: Box::new(search), turn })
    }

    /// Takes an answer in. Whether that showed other hits.
    pub fn answered(&mut self, answer: &Answer) -> bool {
        let (turn, found) = match answer {
            Answer::Said { turn, found } => (turn, Ok(found)),
            Answer::Unread { ask: Ask::Said { turn, .. }, why, .. } => (turn, Err(why)),
            _ => return false,
        };
        let Some((_, search)) = self.asked.take_if(|(asked, _)| asked == turn) else { return false };
        match found {
            Ok(found) => {
                if search.before.is_none() {
                    self.hits.clear();
                }
                self.hits.extend(found.said.iter().cloned());
                self.rest = found.rest;
                self.found_by = search.words;
                self.unread = None;
            }
            Err(why) => self.unread = Some(why.clone()),
        }
        true
    }
}
