//! The configuration file that `config init` writes: every setting with its default and what it is about.

use std::io;
use std::path::Path;

use crate::text::Lang;

/// The file as it is written first. A line with `#` right before a key is a setting with its default; to change one, the
/// `#` goes.
pub fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("template/en.toml"),
        Lang::De => include_str!("template/de.toml"),
    }
}

/// What came of writing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Made,
    /// There is a file already, and it stays as it is.
    There,
}

/// Writes the file to `path`, and makes its directory. Never over a file that is there.
pub fn write_template(path: &Path, lang: Lang) -> io::Result<Written> {
    if let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty()) {
        std::fs::create_dir_all(dir)?;
    }
    match std::fs::File::create_new(path) {
        Ok(mut file) => io::Write::write_all(&mut file, template(lang).as_bytes()).map(|()| Written::Made),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Written::There),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, KEYS, file};
    use crate::domain::country::Country;
    use crate::domain::settings::Settings;

    /// The template with all its settings in force.
    fn all_set(lang: Lang) -> String {
        let set = |line: &&str| !line.starts_with("# ") && *line != "#";
        template(lang)
            .lines()
            .filter(set)
            .map(|line| line.strip_prefix('#').unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn as_it_is_written_it_changes_nothing() {
        for lang in [Lang::En, Lang::De] {
            assert_eq!(file::read(template(lang), &[]).unwrap(), Config::default(), "{lang:?}");
        }
    }

    #[test]
    fn it_names_every_setting_with_its_default() {
        for lang in [Lang::En, Lang::De] {
            let text = all_set(lang);
            let config = file::read(&text, &[]).unwrap_or_else(|wrong| panic!("{lang:?}: {wrong:?} in\n{text}"));
            for key in KEYS {
                assert!(config.lines.contains_key(key), "{key} isn't explained in {lang:?}");
            }
            assert!(!config.keys.is_empty(), "an example of [keys] in {lang:?}");
            // Where the store lies, which language is spoken, when weeks begin and whose phone numbers are meant depends on the system.
            let settings = Settings { country: Country::default(), currency: None, ..config.settings };
            let unset = Config {
                settings,
                week_start: None,
                store: None,
                lang: None,
                keys: Vec::new(),
                lines: Default::default(),
                ..config
            };
            assert_eq!(unset, Config::default(), "{lang:?}");
        }
    }

    #[test]
    fn both_languages_have_the_same_settings() {
        let names = |lang| {
            let name = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
            all_set(lang).lines().map(name).filter(|line| !line.is_empty()).collect::<Vec<_>>()
        };
        assert_eq!(names(Lang::En), names(Lang::De));
    }
}
