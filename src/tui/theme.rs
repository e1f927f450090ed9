//! How things look: a style for each role. Passed to whoever draws, never kept.
//!
//! Owns the roles; reading a theme's file is `theme/file`'s. A role never says anything by colour alone: a sign or a word
//! stands with it.

mod file;
pub mod palette;
mod sixteen;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

pub use file::{ThemeError, ThemeFile, Trouble, WORDS};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// What a piece of the screen is, and so how it looks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        /// All roles with their names in a theme's file.
        pub const ROLES: &[(Role, &str)] = &[$((Role::$role, $name),)*];
    };
}

roles! {
    /// Where nothing else is said: the colours of the whole screen. None: the terminal's own.
    Screen = "screen",
    Text = "text",
    /// What matters less: labels, days of old interactions.
    Dim = "dim",
    /// The program's name and a record's name over its facts.
    Title = "title",
    /// A section's heading.
    Section = "section",
    Border = "border",
    /// The border of the pane that has the focus.
    Focus = "focus",
    /// The row the selection stands on; beside it stands a bar.
    Selected = "selected",
    /// The selected row where the focus is elsewhere.
    SelectedAside = "selected-aside",
    /// Days late.
    Late = "late",
    /// The tab of the screen in force.
    Tab = "tab",
    /// A key in the footer and the help.
    Key = "key",
    /// A sign beside what is marked.
    Marked = "marked",
    /// The characters that a filter found.
    Match = "match",
    Good = "good",
    Warning = "warning",
    Error = "error",
    /// The sign of a kept draft.
    Draft = "draft",
    /// A text field's own text.
    Field = "field",
    /// What stands in an empty field.
    Placeholder = "placeholder",
}

/// A look.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    styles: Vec<Style>,
}

/// What is behind the letters of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    #[default]
    Dark,
    Light,
}

impl Ground {
    /// What a background of that red, green and blue is.
    pub fn of(colour: (u8, u8, u8)) -> Self {
        if palette::luminance(colour) > palette::MIDDLE { Self::Light } else { Self::Dark }
    }
}

/// How many colours a terminal knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Any,
    /// Those of xterm, by number.
    Of256,
    Of16,
}

/// The themes that are built in, by name: for a dark background of the terminal and for a light one.
pub const BUILT_IN: &[(&str, [&str; 2])] = &[
    ("terminal", [TERMINAL, include_str!("../../themes/terminal-light.toml")]),
    ("auto", [DARK, LIGHT]),
    ("dark", [DARK; 2]),
    ("light", [LIGHT; 2]),
    ("warm", [include_str!("../../themes/warm.toml"); 2]),
    ("paper", [include_str!("../../themes/paper.toml"); 2]),
    ("contrast", [include_str!("../../themes/contrast.toml"); 2]),
    ("mono", [include_str!("../../themes/mono.toml"); 2]),
];

const TERMINAL: &str = include_str!("../../themes/terminal.toml");
const DARK: &str = include_str!("../../themes/dark.toml");
const LIGHT: &str = include_str!("../../themes/light.toml");

impl Theme {
    /// The built-in theme of this name, for such a terminal.
    pub fn named(name: &str, ground: Ground) -> Option<Self> {
        let (_, sources) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(ThemeFile::read(sources[ground as usize]).ok()?.over(&Self::plain()))
    }

    /// No colours and no attributes: where nothing else can be read.
    pub fn plain() -> Self {
        Self { styles: vec![Style::new(); ROLES.len()] }
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The same with no colours but those that a terminal knows.
    pub fn in_colours(mut self, depth: Depth) -> Self {
        match depth {
            Depth::Any => {}
            Depth::Of256 => {
                for style in &mut self.styles {
                    style.fg = style.fg.map(palette::nearest);
                    style.bg = style.bg.map(palette::nearest);
                }
            }
            Depth::Of16 => sixteen::reduce(&mut self.styles),
        }
        self
    }

    /// Gives all that has no colour of its own those of the screen.
    pub fn put_behind(&self, buffer: &mut Buffer) {
        let Style { fg, bg, .. } = self.style(Role::Screen);
        if (fg, bg) == (None, None) {
            return;
        }
        for cell in &mut buffer.content {
            cell.fg = fg.filter(|_| cell.fg == Color::Reset).unwrap_or(cell.fg);
            cell.bg = bg.filter(|_| cell.bg == Color::Reset).unwrap_or(cell.bg);
        }
    }
}
