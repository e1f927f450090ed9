//! The catalogues as the program has them: where each message stands is found out when the program is compiled, and a message is
//! parsed when it is first said. A run says a few dozen of them, and parsing all would cost more than most verbs do.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use fluent_syntax::ast::{Entry, Message};
use fluent_syntax::parser::parse_runtime;

use super::Lang;
use super::message::{Value, count, write};

const ENGLISH: &str = include_str!("en/touchbase.ftl");
const GERMAN: &str = include_str!("de/touchbase.ftl");
static ENGLISH_PLACES: Places = places(ENGLISH.as_bytes());
static GERMAN_PLACES: Places = places(GERMAN.as_bytes());

/// Slots for the places of messages: a power of two, and more than twice as many as there are messages.
const SLOTS: usize = 8192;

/// Behind the first byte of each message, in the slot of its key or the next that is free; zero where there is none.
type Places = [u32; SLOTS];

/// The words of one language.
pub struct Catalogue {
    source: &'static str,
    places: &'static Places,
    /// Between groups of three digits.
    between: char,
    /// Those that were said.
    parsed: RwLock<HashMap<&'static str, &'static Message<&'static str>>>,
}

/// The catalogue of a language.
pub fn of(lang: Lang) -> &'static Catalogue {
    static ALL: LazyLock<[Catalogue; 2]> =
        LazyLock::new(|| {
            [(ENGLISH, &ENGLISH_PLACES, ','), (GERMAN, &GERMAN_PLACES, '.')]
                .map(|(source, places, between)| Catalogue { source, places, between, parsed: RwLock::default() })
        });
    match lang {
        Lang::En => &ALL[0],
        Lang::De => &ALL[1],
    }
}

impl Catalogue {
    /// A message or one of its attributes with these values put in; `None` if there is none.
    pub fn say(&self, key: &'static str, attribute: Option<&str>, values: &[(&str, Value<'_>)]) -> Option<String> {
        let message = self.message(key)?;
        let pattern = match attribute {
            None => message.value.as_ref()?,
            Some(name) => &message.attributes.iter().find(|attribute| attribute.id.name == name)?.value,
        };
        // Most are shorter.
        let mut said = String::with_capacity(48);
        write(&mut said, pattern, values, self.between);
        Some(said)
    }

    /// How many, with what stands between groups of digits.
    pub fn count(&self, number: i64) -> String {
        let mut written = String::new();
        count(&mut written, number, self.between);
        written
    }

    fn message(&self, key: &'static str) -> Option<&'static Message<&'static str>> {
        if let Some(known) = self.parsed.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return Some(known);
        }
        let message = self.parse(key)?;
        // The catalogues stay as long as the program, and so do their messages.
        let message = *self.parsed.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert_with(|| {
            let kept: &'static _ = Box::leak(Box::new(message));
            kept
        });
        Some(message)
    }

    fn parse(&self, wanted: &str) -> Option<Message<&'static str>> {
        let first = slot(wanted.as_bytes(), 0);
        let places = (0..SLOTS).map(|step| self.places[(first + step) % SLOTS] as usize).take_while(|place| *place > 0);
        let is_wanted = |at: &usize| self.source[*at..].strip_prefix(wanted).is_some_and(|rest| rest.starts_with(' '));
        let message = &self.source[places.map(|place| place - 1).find(is_wanted)?..];
        let mut ends = memchr::memchr_iter(b'\n', message.as_bytes()).map(|end| end + 1);
        let goes_on = |at: &usize| matches!(message.as_bytes().get(*at), Some(b' ' | b'}' | b'\n'));
        let end = ends.find(|end| !goes_on(end)).unwrap_or(message.len());
        // What is wrong with a catalogue is found by the tests.
        let (Ok(parsed) | Err((parsed, _))) = parse_runtime(&message[..end]);
        parsed.body.into_iter().find_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    }
}

const fn places(source: &[u8]) -> Places {
    let mut places = [0; SLOTS];
    let (mut at, mut begins) = (0, true);
    while at < source.len() {
        if begins && source[at].is_ascii_lowercase() {
            let mut free = slot(source, at);
            while places[free] != 0 {
                free = (free + 1) % SLOTS;
            }
            places[free] = at as u32 + 1;
        }
        begins = source[at] == b'\n';
        at += 1;
    }
    places
}

/// The slot of the key that begins there.
const fn slot(source: &[u8], from: usize) -> usize {
    // FNV-1a.
    let (mut hash, mut at) = (0x811c_9dc5_u32, from);
    while at < source.len() && (source[at].is_ascii_alphanumeric() || source[at] == b'-') {
        hash = (hash ^ source[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ (hash >> 16)) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_is_found_and_whole() {
        for (lang, source) in [(Lang::En, ENGLISH), (Lang::De, GERMAN)] {
            let whole = parse_runtime(source).unwrap_or_else(|(_, errors)| panic!("{lang:?}: {errors:?}"));
            let messages = whole.body.into_iter().map(|entry| match entry {
                Entry::Message(message) => message,
                other => panic!("{lang:?}: {other:?} is no message"),
            });
            let mut count = 0;
            for message in messages {
                let (key, found) = (message.id.name, of(lang).message(message.id.name));
                assert_eq!(found, Some(&message), "{lang:?}: {key}");
                count += 1;
            }
            assert!((1_000..SLOTS / 2).contains(&count), "{lang:?} has {count} messages");
            assert_eq!(of(lang).say("no-such-key", None, &[]), None);
        }
    }
}
