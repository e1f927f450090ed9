//! The folded names of anything but contacts, for searching many of them at every key: companies, follow-ups, actions.

use std::cmp::Reverse;

use super::Query;
use super::fit::Signs;
use super::fold::fold_name;
use super::query::{FIT, Matcher};

/// Things by what they are called.
#[derive(Debug, Clone)]
pub struct Names<T> {
    entries: Vec<Entry<T>>,
    /// The folded names, one behind the other.
    texts: String,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    thing: T,
    signs: Signs,
    start: usize,
    end: usize,
}

/// How well a name fits, how long it is, and its place.
type Fits = (Reverse<(i64, bool)>, usize, usize);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), texts: String::new() }
    }
}

impl<T: Clone> Names<T> {
    /// Each thing with its name.
    pub fn new<'a>(all: impl IntoIterator<Item = (T, &'a str)>) -> Self {
        let mut names = Self::default();
        all.into_iter().for_each(|(thing, name)| names.push(thing, &[name]));
        names
    }

    /// Adds a thing that is called by these, with a blank between.
    pub fn push(&mut self, thing: T, called: &[&str]) {
        let start = self.texts.len();
        for part in called {
            if self.texts.len() > start {
                self.texts.push(' ');
            }
            fold_name(part, &mut self.texts);
        }
        let signs = Signs::of(&self.texts.as_bytes()[start..]);
        self.entries.push(Entry { thing, signs, start, end: self.texts.len() });
    }

    /// The things whose names fit, with how well, the best first; `limit` at the most.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<(i64, T)> {
        // A condition can't hold of a mere name.
        if limit == 0 || !query.asked.is_empty() || query.conditions.iter().any(|condition| !condition.negated) {
            return Vec::new();
        }
        let mut fitting: Vec<Fits> = Vec::with_capacity(limit * 2);
        for (at, entry) in self.entries.iter().enumerate() {
            if query.words.iter().all(|word| entry.signs.can_hold(word.signs))
                && let Some(fit) = query.fit(self.name(entry), b"")
            {
                // Among those of the same fit the shorter names: more of them was typed.
                fitting.push((Reverse(fit), entry.end - entry.start, at));
                if fitting.len() == limit * 2 {
                    fitting.select_nth_unstable(limit);
                    fitting.truncate(limit);
                }
            }
        }
        fitting.sort_unstable();
        fitting.truncate(limit);
        let mut matcher = Matcher::default();
        let score = |(Reverse((fit, is_vague)), _, at): Fits| {
            let fuzzy = match is_vague {
                true => matcher.score(query, self.name(&self.entries[at]), b""),
                false => 0,
            };
            (Reverse(fit * FIT + i64::from(fuzzy)), at)
        };
        let mut scored: Vec<(Reverse<i64>, usize)> = fitting.into_iter().map(score).collect();
        scored.sort_unstable();
        scored.into_iter().map(|(Reverse(score), at)| (score, self.entries[at].thing.clone())).collect()
    }

    fn name(&self, entry: &Entry<T>) -> &[u8] {
        &self.texts.as_bytes()[entry.start..entry.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_name_stands_first() {
        let names = Names::new(["Kaiser Bau", "Bäuerle & Söhne", "Nordlys AS"].into_iter().enumerate());
        let found = |typed: &str, limit| {
            let found = names.search(&Query::plain(typed), limit);
            found.into_iter().map(|(_, thing)| thing).collect::<Vec<_>>()
        };
        assert_eq!(found("bau", 9), [0, 1]);
        assert_eq!(found("bau", 1), [0]);
        assert_eq!(found("soehne bäu", 9), [1]);
        assert_eq!(found("xyz", 9), Vec::<usize>::new());
    }
}
