//! A choice of a few fixed words, all in sight: Left, Right, Space and first letters choose.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One of a few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name of each in drafts, and its words. At least one.
    options: Vec<(&'static str, String)>,
    chosen: usize,
}

impl Choice {
    /// The option of the name `chosen`, else the first, stands as chosen.
    pub fn new(options: Vec<(&'static str, String)>, chosen: &str) -> Self {
        let mut choice = Self { options, chosen: 0 };
        choice.set(chosen);
        choice
    }

    /// The name of what is chosen.
    pub fn name(&self) -> &str {
        self.options.get(self.chosen).map_or("", |(name, _)| name)
    }

    /// The words of the option of that name; the name where there is none.
    pub fn words<'a>(&'a self, name: &'a str) -> &'a str {
        self.options.iter().find(|(known, _)| *known == name).map_or(name, |(_, words)| words)
    }

    /// Chooses by name; an unknown name changes nothing.
    pub fn set(&mut self, name: &str) {
        if let Some(place) = self.options.iter().position(|(known, _)| *known == name) {
            self.chosen = place;
        }
    }

    /// Chooses by place; where there is none nothing changes.
    pub fn choose(&mut self, place: usize) {
        if place < self.options.len() {
            self.chosen = place;
        }
    }

    /// The words of all, and whether they are chosen.
    pub fn options(&self) -> impl Iterator<Item = (&str, bool)> {
        self.options.iter().enumerate().map(|(place, (_, words))| (words.as_str(), place == self.chosen))
    }

    /// `false` where the key means nothing here.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let count = self.options.len();
        match key.code {
            KeyCode::Left => self.chosen = (self.chosen + count - 1) % count,
            KeyCode::Right | KeyCode::Char(' ') => self.chosen = (self.chosen + 1) % count,
            KeyCode::Home => self.chosen = 0,
            KeyCode::End => self.chosen = count - 1,
            KeyCode::Backspace | KeyCode::Delete => self.chosen = 0,
            KeyCode::Char(typed) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                let typed = typed.to_lowercase().to_string();
                let begins = |place: &usize| self.options[*place].1.to_lowercase().starts_with(&typed);
                // The next after the chosen one, so that a letter pressed again goes through all that begin with it.
                match (1..=count).map(|step| (self.chosen + step) % count).find(begins) {
                    Some(place) => self.chosen = place,
                    None => return false,
                }
            }
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keys: &str, expect: &str) {
        let words = ["–", "Lob", "Beschwerde", "Wunsch"].map(str::to_owned);
        let mut choice = Choice::new(["", "praise", "complaint", "wish"].into_iter().zip(words).collect(), "");
        for key in keys.chars() {
            choice.key(match key {
                '<' => KeyCode::Left.into(),
                '>' => KeyCode::Right.into(),
                key => KeyCode::Char(key).into(),
            });
        }
        assert_eq!(choice.name(), expect, "{keys:?}");
    }

    #[test]
    fn arrows_and_letters_choose() {
        check("", "");
        check(">>", "complaint");
        check("<", "wish");
        check("    ", "");
        check("b", "complaint");
        check("B", "complaint");
        check("bx", "complaint");
        check("wl", "praise");
    }
}
