//! How things look: a style for each role. Read from a theme's file; passed to whoever draws, never kept.
//!
//! Owns the roles and reading a theme. A role never says anything by colour alone: a sign or a word stands with it.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

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

/// A theme's file that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    #[error("{0}")]
    Toml(String),
    #[error("no role {0:?}")]
    NoSuchRole(String),
    #[error("{role}: no colour or attribute {word:?}")]
    NoSuchStyle { role: String, word: String },
    #[error("no style for {0:?}")]
    Missing(&'static str),
}

/// The themes that are built in, by name.
pub const BUILT_IN: &[(&str, &str)] =
    &[("terminal", include_str!("../../themes/terminal.toml")), ("mono", include_str!("../../themes/mono.toml"))];

impl Theme {
    /// The built-in theme of this name.
    pub fn named(name: &str) -> Option<Self> {
        let (_, source) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::parse(source).ok()
    }

    /// No colours and no attributes: where nothing else can be read.
    pub fn plain() -> Self {
        Self { styles: vec![Style::new(); ROLES.len()] }
    }

    /// Reads `role = "bold red on blue"`, a line for each role.
    pub fn parse(source: &str) -> Result<Self, ThemeError> {
        let table: BTreeMap<String, String> =
            toml::from_str(source).map_err(|error| ThemeError::Toml(error.to_string()))?;
        let mut styles: Vec<Option<Style>> = vec![None; ROLES.len()];
        for (name, words) in &table {
            let place = ROLES.iter().position(|(_, known)| known == name);
            let place = place.ok_or_else(|| ThemeError::NoSuchRole(name.clone()))?;
            styles[place] = Some(style(name, words)?);
        }
        let styles = styles
            .into_iter()
            .zip(ROLES)
            .map(|(style, (_, name))| style.ok_or(ThemeError::Missing(name)))
            .collect::<Result<_, _>>()?;
        Ok(Self { styles })
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }
}

/// Reads `bold red on blue`: attributes, a colour, `on` and a colour behind it; in words of the terminal's palette, or `#rrggbb`.
fn style(role: &str, words: &str) -> Result<Style, ThemeError> {
    let mut style = Style::new();
    let mut behind = false;
    for word in words.split_whitespace() {
        let attribute = match word {
            "on" => {
                behind = true;
                continue;
            }
            "bold" => Some(Modifier::BOLD),
            "dim" => Some(Modifier::DIM),
            "italic" => Some(Modifier::ITALIC),
            "underlined" => Some(Modifier::UNDERLINED),
            "reversed" => Some(Modifier::REVERSED),
            _ => None,
        };
        if let Some(attribute) = attribute {
            style = style.add_modifier(attribute);
            continue;
        }
        let no_style = |_| ThemeError::NoSuchStyle { role: role.to_owned(), word: word.to_owned() };
        let colour: Color = word.parse().map_err(no_style)?;
        style = if behind { style.bg(colour) } else { style.fg(colour) };
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_themes_are_complete() {
        for (name, source) in BUILT_IN {
            if let Err(error) = Theme::parse(source) {
                panic!("theme {name}: {error}");
            }
        }
    }

    #[test]
    fn the_default_has_no_background_and_mono_no_colour() {
        let (terminal, mono) = (Theme::named("terminal").unwrap(), Theme::named("mono").unwrap());
        assert!(terminal.styles.iter().all(|s| s.bg.is_none()));
        assert!(mono.styles.iter().all(|s| s.bg.is_none() && s.fg.is_none()));
    }

    #[test]
    fn wrong_words_are_named() {
        let wrong = style("late", "bold rde").unwrap_err();
        assert_eq!(wrong, ThemeError::NoSuchStyle { role: "late".into(), word: "rde".into() });
    }
}
