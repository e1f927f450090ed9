//! What is said of a theme that was chosen.

use std::io;
use std::path::Path;

use super::App;
use crate::explain;
use crate::say;
use crate::tui::widgets::toast::Toast;

impl App {
    /// It is in force either way; kept for the next time or not.
    pub(super) fn theme_kept(&mut self, name: String, config: &Path, kept: io::Result<()>) {
        let text = &self.world.choices.text;
        let path = config.display().to_string();
        let toast = match kept {
            Ok(()) => Toast::good(say!(text, "theme-kept", theme = name.as_str(), path = path)),
            Err(error) => {
                let reason = explain::reason(text, &error);
                Toast::warning(say!(text, "theme-not-kept", theme = name.as_str(), path = path, reason = reason))
            }
        };
        self.world.choices.look.name = name;
        self.say(toast);
    }
}
