//! The folded names of anything but contacts, for searching many of them at every key: companies, follow-ups, actions.

use std::cmp::Reverse;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::Query;
use super::fold::fold_into;
use super::query::{Parts, letters_of};

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
    letters: u64,
    start: usize,
    end: usize,
}

impl<T: Clone> Names<T> {
    /// Each thing with its name.
    pub fn new<'a>(all: impl IntoIterator<Item = (T, &'a str)>) -> Self {
        let (mut entries, mut texts) = (Vec::new(), String::new());
        for (thing, name) in all {
            let start = texts.len();
            fold_into(name, &mut texts);
            let letters = letters_of(&texts[start..]);
            entries.push(Entry { thing, letters, start, end: texts.len() });
        }
        Self { entries, texts }
    }

    /// The things whose names fit, with how well, the best first; `limit` at the most.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<(i64, T)> {
        let finders = query.finders();
        let mut fitting: Vec<(Reverse<i64>, usize, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if query.can_fit(entry.letters)
                && let Some(fit) = query.fit(self.parts(entry), &finders)
            {
                // Among those of the same fit the shorter names: more of them was typed.
                fitting.push((Reverse(fit), entry.end - entry.start, at));
            }
        }
        if fitting.len() > limit {
            fitting.select_nth_unstable(limit);
            fitting.truncate(limit);
        }
        let matcher = SkimMatcherV2::default();
        let score = |(Reverse(fit), _, at): (Reverse<i64>, usize, usize)| {
            (Reverse(query.score(self.parts(&self.entries[at]), fit, &matcher)), at)
        };
        let mut scored: Vec<(Reverse<i64>, usize)> = fitting.into_iter().map(score).collect();
        scored.sort_unstable();
        scored.into_iter().map(|(Reverse(score), at)| (score, self.entries[at].thing.clone())).collect()
    }

    fn parts(&self, entry: &Entry<T>) -> Parts<'_> {
        let text = &self.texts[entry.start..entry.end];
        Parts { text, ends: [text.len(); 5] }
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
        assert_eq!(found("bau", 9), [1, 0]);
        assert_eq!(found("bau", 1), [1]);
        assert_eq!(found("soehne bäu", 9), [1]);
        assert_eq!(found("xyz", 9), Vec::<usize>::new());
    }
}
