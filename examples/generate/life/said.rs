//! Sentences of people who work with customers: `said.txt`, read once.

use std::collections::HashMap;

use super::dice::Dice;

const TABLE: &str = include_str!("said.txt");

/// Sentences and lists of words, by language and by what they are about.
#[derive(Debug)]
pub struct Said {
    all: HashMap<(&'static str, &'static str), Vec<&'static str>>,
}

impl Said {
    pub fn read() -> Self {
        let mut all: HashMap<_, Vec<&'static str>> = HashMap::new();
        let mut language = "";
        for line in TABLE.lines().filter(|line| !line.starts_with("# ")) {
            if let Some(name) = line.strip_prefix("## ") {
                language = name;
            } else if let Some((key, text)) = line.split_once(": ") {
                match key.strip_prefix("list ") {
                    Some(list) => all.entry((language, list)).or_default().extend(text.split(", ")),
                    None => all.entry((language, key)).or_default().push(text),
                }
            }
        }
        Self { all }
    }

    /// One of a list.
    pub fn word(&self, language: &'static str, list: &'static str, dice: &mut Dice) -> &'static str {
        self.all.get(&(language, list)).map_or("", |words| dice.pick(words))
    }

    /// A sentence about something.
    pub fn sentence(&self, language: &'static str, about: &'static str, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(96);
        let mut rest = self.word(language, about, dice);
        while let Some(at) = rest.find(['{', '#']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            match rest.find('}').filter(|_| rest.starts_with('{')) {
                Some(end) => {
                    out.push_str(self.word(language, &rest[1..end], dice));
                    rest = &rest[end + 1..];
                }
                None => {
                    out.push_str(&(1_000 + dice.below(90_000)).to_string());
                    rest = &rest[1..];
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// What was said in one interaction: mostly a sentence, sometimes more, and seldom a word that hardly ever comes, some of them
    /// a few hundred times in a million, some once.
    pub fn text(&self, language: &'static str, kind: &'static str, dice: &mut Dice) -> String {
        let mut out = self.sentence(language, kind, dice);
        let more = dice.weighted(&[(800, 0), (170, 1), (27, 3), (3, 12)]);
        for _ in 0..more {
            out.push_str(". ");
            out.push_str(&self.sentence(language, "any", dice));
        }
        if dice.below(150) == 0 {
            let words = self.all.get(&(language, "rare")).map_or(&[][..], Vec::as_slice);
            let at = (-dice.share().ln() * 4.0) as usize;
            if let Some(word) = words.get(at) {
                out.push_str("; ");
                out.push_str(word);
            }
        }
        out
    }
}
