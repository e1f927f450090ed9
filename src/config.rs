//! What the user has chosen: the configuration file, and how flag, environment and file go together.
//!
//! Owns the keys of the file and their values. Asks the environment nothing itself: `main` hands it over. The words of an
//! error are `explain`'s.

mod clock;
mod file;
mod force;
pub mod keep;
mod language;
pub mod left;
pub mod mappings;
pub mod named;
mod notices;
mod template;
pub mod themes;
pub mod views;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::Weekday;

use crate::domain::settings::Settings;
use crate::text::Lang;

pub use clock::{local, now, offset_at, today};
pub use file::KEYS;
pub use force::{Source, Value, in_force};
pub use language::{country, language, month_first, week_start};
pub use notices::{Notices, Way};
pub use template::{Written, template, write_template};

/// The themes that are built in.
pub const THEMES: [&str; 8] = ["terminal", "auto", "dark", "light", "warm", "paper", "contrast", "mono"];

/// How it is known whether the terminal's background is dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// The terminal is asked, where its answer comes soon.
    #[default]
    Auto,
    /// The terminal is asked, also over a slow line.
    Ask,
    Dark,
    Light,
}

impl Background {
    pub const ALL: [(&str, Self); 4] =
        [("auto", Self::Auto), ("ask", Self::Ask), ("dark", Self::Dark), ("light", Self::Light)];

    /// As it is written in the file.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// Everything that can be chosen in the file. What isn't there has its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// What the rules of agenda and log line depend on.
    pub settings: Settings,
    /// One of [`THEMES`], or the name or path of an own theme: see [`themes::find`].
    pub theme: String,
    /// What the terminal's background is taken for.
    pub background: Background,
    /// How `due --notify` reaches its user.
    pub notices: Notices,
    /// Only ASCII signs in lists and frames.
    pub icons_ascii: bool,
    /// On which day weeks begin; where it isn't said, as the locale has it.
    pub week_start: Option<Weekday>,
    pub lang: Option<Lang>,
    /// The store's directory.
    pub store: Option<PathBuf>,
    /// Whether the store may only be read.
    pub read_only: bool,
    /// The table `keys`. Which actions and keys there are is the screens' to say.
    pub keys: Vec<Rebound>,
    /// The view with which the list of contacts begins; all of them if it is none.
    pub view: Option<String>,
    /// Whether the screens ask the terminal for the mouse.
    pub mouse: bool,
    /// The lines of the keys that stand in the file, by their full names.
    pub lines: BTreeMap<String, usize>,
}

/// An action that is to have other keys than its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebound {
    /// Its name, as written.
    pub action: String,
    /// As written; none takes it off the keyboard.
    pub keys: Vec<String>,
    /// Where it stands in the file, from 1.
    pub line: usize,
}

/// An action of the screens with the keys in force, as both are written in the table `keys`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundAction {
    pub name: &'static str,
    pub keys: Vec<String>,
    /// What it does, in the user's language.
    pub does: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            theme: THEMES[0].to_owned(),
            background: Background::default(),
            notices: Notices::default(),
            icons_ascii: false,
            week_start: None,
            lang: None,
            store: None,
            read_only: false,
            keys: Vec::new(),
            view: None,
            mouse: true,
            lines: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads the file at `path`. Where there is none, everything has its default, unless it was `asked` for by name.
    pub fn load(path: &Path, asked: bool) -> Result<Self, Box<ConfigError>> {
        let wrong = |line, problem| Box::new(ConfigError { path: path.to_owned(), line, problem });
        match std::fs::read_to_string(path) {
            Ok(text) => file::read(&text, &themes::own(path)).map_err(|(line, problem)| wrong(line, problem)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !asked => Ok(Self::default()),
            Err(error) => Err(wrong(None, Problem::Unreadable(error))),
        }
    }
}

/// What is wrong with the configuration file, and where. Lines count from 1.
#[derive(Debug, thiserror::Error)]
#[error("{}: line {line:?}: {problem:?}", path.display())]
pub struct ConfigError {
    pub path: PathBuf,
    pub line: Option<usize>,
    pub problem: Problem,
}

/// The ways in which it can be wrong.
#[derive(Debug)]
pub enum Problem {
    Unreadable(std::io::Error),
    /// No TOML; the reason in English.
    Syntax(String),
    /// There is no such key; the nearest one, if any is near.
    UnknownKey {
        key: String,
        nearest: Option<String>,
        /// More of them further down, with their lines.
        more: Vec<(usize, String)>,
    },
    /// Not among `allowed`, which are values or examples of them.
    WrongValue {
        key: String,
        value: String,
        allowed: Vec<String>,
        nearest: Option<String>,
    },
}

/// The one of `names` that was probably meant.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&typed, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
