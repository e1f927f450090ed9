//! What is said: the words of both languages, and how days, numbers and plurals are written in them.
//!
//! Owns the catalogues. Asks nothing of the environment: which language is in force is said by `config`.

pub mod days;
pub mod label;
pub mod may;
pub mod names;
pub mod progress;
pub mod reason;
pub mod size;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "src/text"]
#[include = "*.ftl"]
struct Catalogues;

/// A language that touchbase speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    En,
    De,
}

impl Lang {
    /// The language of a tag or locale: `de`, `de-AT`, `de_DE.UTF-8`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['_', '-', '.', '@']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            _ => None,
        }
    }

    /// As it is written in options and in the configuration.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

/// The words in force. Say one with `say!(text, "key", name = value)`.
pub struct Text {
    lang: Lang,
    loader: FluentLanguageLoader,
}

/// Says a text of the catalogue in the language in force: `say!(text, "key", name = value)`. An unknown key or a
/// missing argument is a compile error.
#[macro_export]
macro_rules! say {
    ($text:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($text.loader(), $key $(, $name = ($value))*)
    };
    ($text:expr, $key:literal, $attribute:literal) => {
        i18n_embed_fl::fl!($text.loader(), $key, $attribute)
    };
}

impl Text {
    pub fn new(lang: Lang) -> Self {
        let tag = |tag: &str| tag.parse::<LanguageIdentifier>().unwrap_or_default();
        let loader = FluentLanguageLoader::new("touchbase", tag("en"));
        let wanted = tag(lang.tag());
        if let Err(error) = loader.load_languages(&Catalogues, &[wanted]) {
            tracing::error!(%error, "a catalogue built into the program can't be read");
        }
        loader.set_use_isolating(false);
        Self { lang, loader }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// For `say!`.
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_speak() {
        assert_eq!(say!(Text::new(Lang::En), "screen-agenda"), "Agenda");
        assert_eq!(say!(Text::new(Lang::De), "screen-contacts"), "Kontakte");
    }
}
