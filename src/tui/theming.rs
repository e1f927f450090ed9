//! The theme that the configuration names, made of its file and those it builds on; what is wrong with them in the user's
//! words.

use std::path::Path;

use super::look::Shades;
use super::theme::{BUILT_IN, ROLES, ThemeError, ThemeFile, Trouble, WORDS};
use crate::config::{nearest, themes};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::Text;

/// The theme of own files where no other is named that they build on.
const BASE: &str = "terminal";
/// So many own files may build one on the other.
const DEEPEST: usize = 8;

/// A theme that was found: its name, and how it looks or what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub name: String,
    pub shades: Result<Shades, String>,
    /// Whether it is the user's.
    pub own: bool,
}

/// All themes that can be named in the file at `config`: those that are built in, then the user's own. One of these that has
/// the name of a built-in one stands in its place.
pub fn all(config: &Path, text: &Text) -> Vec<Found> {
    // Without a home there is no such file, and no directory beside it.
    let own = if config.as_os_str().is_empty() { Vec::new() } else { themes::own(config) };
    let built_in = BUILT_IN.iter().map(|(name, _)| *name);
    let others = own.iter().map(String::as_str).filter(|name| !BUILT_IN.iter().any(|(known, _)| known == name));
    let found = |name: &str| Found {
        name: name.to_owned(),
        shades: theme(name, config, text).map_err(|error| error.to_string().lines().collect::<Vec<_>>().join(" ")),
        own: own.iter().any(|one| one == name),
    };
    built_in.chain(others).map(found).collect()
}

/// The theme called `name`: an own file's, as seen from the `config`uration file, else the built-in one.
pub fn theme(name: &str, config: &Path, text: &Text) -> Result<Shades, Error> {
    let mut own: Vec<ThemeFile> = Vec::new();
    // Which theme is wanted, and the file and line that want it.
    let (mut name, mut by, mut line) = (name.to_owned(), config.to_owned(), 1);
    loop {
        let asking = (!own.is_empty()).then_some(by.as_path());
        let file = themes::find(&name, config, asking).map_err(|(path, error)| {
            let reason = explain::reason(text, &error);
            usage(say!(text, "error-theme-unreadable", path = path.display().to_string(), reason = reason))
        })?;
        let Some(file) = file else {
            let Shades { dark, light } = Shades::named(&name).ok_or_else(|| {
                let (path, line) = (by.display().to_string(), line.to_string());
                usage(say!(text, "error-theme-none", path = path, line = line, theme = name.as_str())).hint(meant(
                    text,
                    &name,
                    BUILT_IN.iter().map(|(name, _)| *name),
                ))
            })?;
            let over = |built_in| own.iter().rfold(built_in, |base, file| file.clone().over(&base));
            return Ok(Shades { dark: over(dark), light: over(light) });
        };
        let read = ThemeFile::read(&file.text).map_err(|error| explain_error(&error, &file.path, text))?;
        (name, line) = read.base.clone().unwrap_or_else(|| (BASE.to_owned(), 1));
        by = file.path;
        if own.len() == DEEPEST {
            let (path, line) = (by.display().to_string(), line.to_string());
            return Err(usage(say!(text, "error-theme-circle", path = path, line = line, theme = name)));
        }
        own.push(read);
    }
}

fn explain_error(error: &ThemeError, path: &Path, text: &Text) -> Error {
    let (path, line) = (path.display().to_string(), error.line.to_string());
    match &error.trouble {
        Trouble::Syntax(reason) => {
            usage(say!(text, "error-theme-syntax", path = path, line = line, reason = reason.as_str()))
        }
        Trouble::NoSuchRole(role) => {
            let what = say!(text, "error-theme-role", path = path, line = line, role = role.as_str());
            usage(what).hint(meant(text, role, ROLES.iter().map(|(_, name)| *name).chain(["base"])))
        }
        Trouble::NoSuchWord { role, word } => {
            let what =
                say!(text, "error-theme-word", path = path, line = line, role = role.as_str(), word = word.as_str());
            let list = say!(text, "hint-theme-words", words = WORDS.join(", "));
            usage(what).hint(match nearest(word, WORDS) {
                Some(near) => format!("{} {list}", say!(text, "hint-did-you-mean", near = near)),
                None => list,
            })
        }
        Trouble::NoText(role) => {
            let what = say!(text, "error-theme-text", path = path, line = line, role = role.as_str());
            usage(what).hint(say!(text, "hint-theme-words", words = WORDS.join(", ")))
        }
    }
}

/// The name that was probably meant, or all that there are.
fn meant<'a>(text: &Text, typed: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match nearest(typed, names.iter().copied()) {
        Some(near) => say!(text, "hint-did-you-mean", near = near),
        None => say!(text, "hint-config-values", values = names.join(", ")),
    }
}

fn usage(what: String) -> Error {
    Error::new(ErrorKind::Usage, what)
}

#[cfg(test)]
mod tests {
    use super::super::theme::{Ground, Role, Theme};
    use super::*;
    use crate::text::Lang;

    /// A configuration's directory with these own themes.
    fn with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("themes")).unwrap();
        for (name, text) in files {
            std::fs::write(dir.path().join("themes").join(name), text).unwrap();
        }
        dir
    }

    fn both(dir: &tempfile::TempDir, name: &str) -> Result<Shades, Error> {
        theme(name, &dir.path().join("config.toml"), &Text::new(Lang::En))
    }

    fn load(dir: &tempfile::TempDir, name: &str) -> Result<Theme, Error> {
        both(dir, name).map(|both| both.dark)
    }

    fn built_in(name: &str) -> Theme {
        Theme::named(name, Ground::Dark).unwrap()
    }

    #[test]
    fn own_themes_build_on_others() {
        let dir = with(&[
            ("mine.toml", "base = \"dark\"\nlate = \"red\""),
            ("dark.toml", "base = \"dark\"\ngood = \"blue\""),
            ("plain.toml", "key = \"\""),
        ]);
        let words = |role: &str| ThemeFile::read(role).unwrap().over(&Theme::plain());
        let dark = built_in("dark");
        let mine = load(&dir, "mine").unwrap();
        assert_eq!(mine.style(Role::Late), words("late = \"red\"").style(Role::Late));
        assert_eq!(mine.style(Role::Good), words("good = \"blue\"").style(Role::Good), "the own dark goes first");
        assert_eq!(mine.style(Role::Screen), dark.style(Role::Screen), "and builds on the one that is built in");
        let terminal = built_in("terminal");
        assert_eq!(load(&dir, "plain").unwrap().style(Role::Late), terminal.style(Role::Late));
        let light = both(&dir, "plain").unwrap().light;
        assert_eq!(light.style(Role::Late), Theme::named("terminal", Ground::Light).unwrap().style(Role::Late));
        assert_eq!(load(&dir, "themes/plain.toml").unwrap(), load(&dir, "plain").unwrap());
        assert_eq!(load(&dir, "contrast").unwrap(), built_in("contrast"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let dir = with(&[
            ("role.toml", "\nlaet = \"red\""),
            ("word.toml", "late = \"bold gren\""),
            ("base.toml", "text = \"\"\nbase = \"drak\""),
            ("text.toml", "late = 3"),
            ("a.toml", "base = \"b\""),
            ("b.toml", "base = \"a\""),
        ]);
        let check = |name: &str, words: &[&str]| {
            let error = load(&dir, name).unwrap_err().to_string();
            for word in words {
                assert!(error.contains(word), "{name}: {word:?} isn't in {error:?}");
            }
        };
        check("role", &["role.toml, line 2", "\"laet\"", "Did you mean \"late\"?"]);
        check("word", &["word.toml, line 1", "\"gren\"", "Did you mean \"green\"?", "#rrggbb"]);
        check("base", &["base.toml, line 2", "\"drak\"", "Did you mean \"dark\"?"]);
        check("text", &["text.toml, line 1", "\"late\""]);
        check("a", &[".toml, line 1", "build on each other"]);
        check("none.toml", &["none.toml", "there is no such file"]);
        check(
            "nothing",
            &["config.toml, line 1", "\"nothing\"", "terminal, auto, dark, light, warm, paper, contrast, mono"],
        );
    }
}
