//! How the screens look for one run of the program: the theme in force, for the background that the terminal has, in the
//! colours that it knows.

use std::path::PathBuf;

use super::theme::{Depth, Ground, Theme};

/// A theme for a dark background of the terminal and for a light one.
#[derive(Debug, Clone, PartialEq)]
pub struct Shades {
    pub dark: Theme,
    pub light: Theme,
}

impl Shades {
    /// The built-in theme of this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(Self { dark: Theme::named(name, Ground::Dark)?, light: Theme::named(name, Ground::Light)? })
    }

    fn on(&self, ground: Ground) -> &Theme {
        match ground {
            Ground::Dark => &self.dark,
            Ground::Light => &self.light,
        }
    }
}

/// The theme in force.
#[derive(Debug, Clone)]
pub struct Look {
    /// Its name, as it is configured.
    pub name: String,
    /// The configuration file that names it.
    pub config: PathBuf,
    /// The option or variable that forbids colours, if one does.
    pub colourless: Option<&'static str>,
    pub depth: Depth,
    ground: Ground,
    shades: Shades,
    /// As it is drawn.
    theme: Theme,
}

impl Look {
    /// Of a terminal with a dark background that knows all colours.
    pub fn new(name: String, shades: Shades, config: PathBuf) -> Self {
        let theme = shades.dark.clone();
        Self { name, config, colourless: None, depth: Depth::Any, ground: Ground::Dark, shades, theme }
    }

    /// That of a built-in theme.
    pub fn named(name: &str) -> Option<Self> {
        Some(Self::new(name.to_owned(), Shades::named(name)?, PathBuf::new()))
    }

    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    pub fn shades(&self) -> &Shades {
        &self.shades
    }

    /// On a terminal that knows so many colours.
    pub fn in_colours(mut self, depth: Depth) -> Self {
        self.depth = depth;
        self.draw();
        self
    }

    /// On such a background.
    pub fn on(mut self, ground: Ground) -> Self {
        self.turn(ground);
        self
    }

    /// The background is known now.
    pub fn turn(&mut self, ground: Ground) {
        self.ground = ground;
        self.draw();
    }

    /// Another theme is in force.
    pub fn wear(&mut self, shades: Shades) {
        self.shades = shades;
        self.draw();
    }

    fn draw(&mut self) {
        self.theme = self.shades.on(self.ground).clone().in_colours(self.depth);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_background_decides_where_the_theme_leaves_it_open() {
        let named = |name, ground| Theme::named(name, ground).unwrap();
        let look = Look::named("terminal").unwrap();
        assert_eq!(look.theme(), &named("terminal", Ground::Dark));
        let mut look = look.on(Ground::Light);
        assert_eq!(look.theme(), &named("terminal", Ground::Light));
        look.wear(Shades::named("auto").unwrap());
        assert_eq!(look.theme(), &named("light", Ground::Dark));
        let mut look = look.on(Ground::Dark).in_colours(Depth::Of256);
        assert_eq!(look.theme(), &named("dark", Ground::Dark).in_colours(Depth::Of256));
        look.wear(Shades::named("paper").unwrap());
        assert_eq!(look.theme(), &named("paper", Ground::Dark).in_colours(Depth::Of256));
    }
}
