//! What is said: the words of both languages, and how days, numbers and plurals are written in them.
//!
//! Owns the catalogues. Asks nothing of the environment: which language is in force is said by `config`.

mod catalogue;
pub mod columns;
pub mod complaint;
pub mod days;
pub mod health;
pub mod holidays;
pub mod label;
pub mod may;
pub mod merged;
mod message;
pub mod money;
pub mod names;
pub mod pairs;
pub mod progress;
pub mod reason;
pub mod reference;
pub mod report;
pub mod segments;
pub mod size;
pub mod spread;
pub mod survey;
pub mod wrap;

use std::collections::HashMap;

pub use message::Value;

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
}

/// Says a text of the catalogue in the language in force: `say!(text, "key", name = value)`. An unknown key or a
/// missing argument is a compile error.
#[macro_export]
macro_rules! say {
    ($text:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        if false {
            // Never run, but checked against the English catalogue as it is compiled.
            i18n_embed_fl::fl!($crate::text::Checked, $key $(, $name = ())*);
        }
        $text.said($key, &[$((stringify!($name), $crate::text::Value::from($value))),*])
    }};
    ($text:expr, $key:literal, $attribute:literal) => {{
        if false {
            i18n_embed_fl::fl!($crate::text::Checked, $key, $attribute);
        }
        $text.said_of($key, $attribute)
    }};
}

/// What `say!` has its keys and names checked with.
#[doc(hidden)]
pub struct Checked;

#[doc(hidden)]
impl Checked {
    pub fn get(&self, _key: &str) {}
    pub fn get_args_concrete(&self, _key: &str, _names: HashMap<&str, ()>) {}
    pub fn get_attr(&self, _key: &str, _attribute: &str) {}
}

impl Text {
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// How many, as the language writes it: `60`, `12,345`.
    pub fn count(&self, number: usize) -> String {
        catalogue::of(self.lang).count(number as i64)
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// For `say!`: a message with its values.
    pub fn said(&self, key: &'static str, values: &[(&str, Value<'_>)]) -> String {
        self.say(key, None, values)
    }

    /// For `say!`: an attribute of a message.
    pub fn said_of(&self, key: &'static str, attribute: &str) -> String {
        self.say(key, Some(attribute), &[])
    }

    /// What only the English catalogue holds is said in English.
    fn say(&self, key: &'static str, attribute: Option<&str>, values: &[(&str, Value<'_>)]) -> String {
        let said = catalogue::of(self.lang).say(key, attribute, values);
        let said = said.or_else(|| catalogue::of(Lang::En).say(key, attribute, values));
        said.unwrap_or_else(|| key.to_owned())
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
