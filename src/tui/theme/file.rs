//! A theme's file: `role = "bold red on blue"`, a line for each role that isn't as its base has it.

use std::ops::Range;

use ratatui::style::{Color, Modifier, Style};
use toml::de::{DeTable, DeValue};

use super::{ROLES, Theme};

/// The name of the theme that a file builds on; `terminal` unless it says another.
const BASE: &str = "base";

/// What a theme's file says.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeFile {
    /// The theme that has what isn't said here, and the line that names it, from 1.
    pub base: Option<(String, usize)>,
    styles: Vec<Option<Style>>,
}

/// A theme's file that can't be read, and in which line, from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {trouble:?}")]
pub struct ThemeError {
    pub line: usize,
    pub trouble: Trouble,
}

/// The ways in which it can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No TOML; the reason in English.
    Syntax(String),
    NoSuchRole(String),
    /// Neither attribute nor colour.
    NoSuchWord {
        role: String,
        word: String,
    },
    /// What should be words is none.
    NoText(String),
}

const ATTRIBUTES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// The words of a style; a colour may also be a number of the terminal's palette or `#rrggbb`.
pub const WORDS: [&str; 22] = [
    "bold",
    "dim",
    "italic",
    "underlined",
    "reversed",
    "on",
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "darkgray",
    "lightred",
    "lightgreen",
    "lightyellow",
    "lightblue",
    "lightmagenta",
    "lightcyan",
    "white",
];

impl ThemeFile {
    pub fn read(text: &str) -> Result<Self, ThemeError> {
        let line_of = |span: Range<usize>| text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1;
        let table = DeTable::parse(text).map_err(|error| {
            let reason = error.message().lines().next().unwrap_or_default().to_owned();
            ThemeError { line: error.span().map_or(1, line_of), trouble: Trouble::Syntax(reason) }
        })?;
        let mut file = Self { base: None, styles: vec![None; ROLES.len()] };
        // In the order of the text, so that the first that is wrong is told.
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let line = line_of(key.span());
            let wrong = |trouble| ThemeError { line, trouble };
            let place = ROLES.iter().position(|(_, known)| known == key.get_ref());
            let role = key.get_ref().to_string();
            if place.is_none() && role != BASE {
                return Err(wrong(Trouble::NoSuchRole(role)));
            }
            let DeValue::String(words) = value.get_ref() else { return Err(wrong(Trouble::NoText(role))) };
            match place {
                Some(place) => file.styles[place] = Some(style(&role, words).map_err(wrong)?),
                None => file.base = Some((words.to_string(), line)),
            }
        }
        Ok(file)
    }

    /// The theme: what the file doesn't say is as `base` has it.
    pub fn over(self, base: &Theme) -> Theme {
        let styles = self.styles.into_iter().zip(&base.styles).map(|(own, base)| own.unwrap_or(*base)).collect();
        Theme { styles }
    }

    /// The roles of which nothing is said.
    pub fn missing(&self) -> Vec<&'static str> {
        self.styles.iter().zip(ROLES).filter(|(style, _)| style.is_none()).map(|(_, (_, name))| *name).collect()
    }
}

/// Reads `bold red on blue`: attributes, a colour, `on` and a colour behind it; in words or numbers of the terminal's palette,
/// or `#rrggbb`.
fn style(role: &str, words: &str) -> Result<Style, Trouble> {
    let mut style = Style::new();
    let mut behind = false;
    for word in words.split_whitespace() {
        if word == "on" {
            behind = true;
        } else if let Some((_, attribute)) = ATTRIBUTES.iter().find(|(name, _)| *name == word) {
            style = style.add_modifier(*attribute);
        } else {
            let no_word = |_| Trouble::NoSuchWord { role: role.to_owned(), word: word.to_owned() };
            let colour: Color = word.parse().map_err(no_word)?;
            style = if behind { style.bg(colour) } else { style.fg(colour) };
        }
    }
    Ok(style)
}
