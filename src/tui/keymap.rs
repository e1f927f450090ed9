//! Which keys mean which action, after the configuration had its say.
//!
//! Owns reading and writing keys as people write them (`ctrl-d`, `g g`), clashes, and a chord's first half. What the actions
//! do is the screens'.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, Place, TABLE};

/// A key with what is held down with it. Letters carry their case, so Shift stands only with named keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Self {
        KeyEvent::from(code).into()
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let held = |modifier| event.modifiers.contains(modifier);
        let (code, shift) = match event.code {
            KeyCode::BackTab => (KeyCode::Tab, true),
            KeyCode::Char(c) => (KeyCode::Char(c), false),
            code => (code, held(KeyModifiers::SHIFT)),
        };
        Self { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT), shift }
    }
}

/// Keys with names: as shown. The configuration's are the same in lower case.
const NAMED: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

impl Key {
    /// Reads `c`, `G`, `ctrl-d`, `shift-tab`, `space`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        loop {
            let (flag, after) = if let Some(after) = rest.strip_prefix("ctrl-") {
                (&mut ctrl, after)
            } else if let Some(after) = rest.strip_prefix("alt-") {
                (&mut alt, after)
            } else if let Some(after) = rest.strip_prefix("shift-") {
                (&mut shift, after)
            } else {
                break;
            };
            *flag = true;
            rest = after;
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) => KeyCode::Char(c),
            _ => NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(rest))?.1,
        };
        // A terminal sends the same for these and Tab, Enter and Esc.
        let is_another = ctrl && !alt && matches!(code, KeyCode::Char('i' | 'm' | '['));
        (!is_another).then_some(Self { code, ctrl, alt, shift })
    }

    /// Reads a key as it is shown: `Ctrl-s`, `Enter`. `None` for what stands for several (`↑↓`, `1-9`) or is a number of something.
    pub fn of_shown(shown: &str) -> Option<Self> {
        let lower = ["Ctrl-", "Alt-", "Shift-"]
            .iter()
            .fold(shown.to_owned(), |all, held| all.replace(held, &held.to_lowercase()));
        Self::parse(&lower).filter(|_| shown.is_ascii() && !shown.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// As the configuration has it: what [`Self::parse`] reads.
    fn written(self) -> String {
        let name = NAMED.iter().find(|(_, code)| *code == self.code).map(|(name, _)| name.to_lowercase());
        let held = [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")];
        let held: String = held.into_iter().filter(|(held, _)| *held).map(|(_, prefix)| prefix).collect();
        let bare = Self { ctrl: false, alt: false, shift: false, ..self };
        held + &name.unwrap_or_else(|| bare.to_string())
    }

    /// As an event, for tests that play keys.
    pub fn event(self) -> KeyEvent {
        let mut held = KeyModifiers::NONE;
        held.set(KeyModifiers::CONTROL, self.ctrl);
        held.set(KeyModifiers::ALT, self.alt);
        held.set(KeyModifiers::SHIFT, self.shift);
        KeyEvent::new(self.code, held)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMED.iter().find(|(_, code)| *code == self.code).map(|(name, _)| *name);
        for (held, prefix) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(prefix)?;
            }
        }
        match (name, self.code) {
            (Some(name), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, code) => write!(f, "{code}"),
        }
    }
}

/// One key, or two in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chord(Vec<Key>);

impl FromIterator<Key> for Chord {
    fn from_iter<T: IntoIterator<Item = Key>>(keys: T) -> Self {
        Self(keys.into_iter().collect())
    }
}

impl Chord {
    /// Reads `c` or `g g`.
    pub fn parse(text: &str) -> Option<Self> {
        let keys: Option<Vec<Key>> = text.split_whitespace().map(Key::parse).collect();
        keys.filter(|keys| matches!(keys.len(), 1 | 2)).map(Self)
    }

    /// Whether it is these keys, or begins with them.
    pub fn is(&self, keys: &[Key]) -> bool {
        self.0 == keys
    }

    pub fn begins_with(&self, keys: &[Key]) -> bool {
        self.0.starts_with(keys)
    }

    /// What is still to be pressed after these keys, if it begins with them.
    pub fn after(&self, keys: &[Key]) -> Option<Self> {
        let rest = self.0.strip_prefix(keys).filter(|rest| !rest.is_empty())?;
        Some(Self(rest.to_vec()))
    }

    /// Whether one of two can't be pressed without the other.
    pub fn clashes(&self, other: &Self) -> bool {
        self.begins_with(&other.0) || other.begins_with(&self.0)
    }

    /// As the configuration has it: what [`Self::parse`] reads.
    pub fn written(&self) -> String {
        self.0.iter().map(|key| key.written()).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, key) in self.0.iter().enumerate() {
            // `gg`, but `Space l`.
            let is_word = |key: &Key| key.to_string().chars().count() > 1;
            if place > 0 && (is_word(key) || is_word(&self.0[place - 1])) {
                f.write_str(" ")?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

/// Why a configuration's keys can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    #[error("no action {0:?}")]
    NoSuchAction(String),
    #[error("no key {key:?} for {action}")]
    NoSuchKey { action: &'static str, key: String },
    #[error("{key} is both {one} and {other}")]
    Clash { key: String, one: &'static str, other: &'static str },
    #[error("{key} of {one} begins {longer} of {other}")]
    Begins { key: String, one: &'static str, longer: String, other: &'static str },
    #[error("{0} has no key")]
    NoKey(&'static str),
}

/// Without a key of theirs nobody finds out what can be done, or out again.
const NEEDED: &[Action] = &[Action::Help, Action::Palette, Action::Back, Action::Quit];

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    chords: Vec<(Action, Vec<Chord>)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let chords = TABLE
            .iter()
            .map(|info| (info.action, info.keys.iter().filter_map(|key| Chord::parse(key)).collect()))
            .collect();
        Self { chords }
    }
}

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Action(Action),
    /// The first half of a chord.
    Begun,
    Nothing,
}

impl Keymap {
    /// The default keys with those of the configuration in their place: action names, each with its keys.
    pub fn new<'a>(rebound: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Result<Self, KeymapError> {
        let mut map = Self::default();
        let mut rebound = rebound.into_iter().peekable();
        if rebound.peek().is_none() {
            // A test sees that those clash nowhere.
            return Ok(map);
        }
        let mut own = Vec::new();
        for (name, keys) in rebound {
            let info = TABLE.iter().find(|info| info.name == name);
            let info = info.ok_or_else(|| KeymapError::NoSuchAction(name.to_owned()))?;
            let parsed: Result<Vec<Chord>, KeymapError> = keys
                .iter()
                .map(|key| {
                    let no_key = || KeymapError::NoSuchKey { action: info.name, key: key.clone() };
                    Chord::parse(key).ok_or_else(no_key)
                })
                .collect();
            map.chords[info.action as usize].1 = parsed?;
            own.push(info.action);
        }
        if let Some(action) = NEEDED.iter().find(|action| map.chords(**action).is_empty()) {
            return Err(KeymapError::NoKey(action.info().name));
        }
        map.give_way(&own);
        map.clash().map_or(Ok(map), Err)
    }

    /// An own key takes itself from an action that has another key before it: `l` beside the arrow isn't worth an error.
    fn give_way(&mut self, own: &[Action]) {
        let owned: Vec<(Action, Chord)> = own
            .iter()
            .flat_map(|action| self.chords(*action).iter().map(move |chord| (*action, chord.clone())))
            .collect();
        for (action, chords) in self.chords.iter_mut().filter(|(action, _)| !own.contains(action)) {
            let meet = |other: &Action| other.info().places.iter().any(|place| action.info().places.contains(place));
            let is_taken = |chord: &Chord| owned.iter().any(|(other, own)| meet(other) && own.clashes(chord));
            let mut is_first = true;
            chords.retain(|chord| std::mem::take(&mut is_first) || !is_taken(chord));
        }
    }

    /// The characters that stand in a key with Alt.
    pub fn with_alt(&self) -> impl Iterator<Item = char> {
        let keys = self.chords.iter().flat_map(|(_, chords)| chords).flat_map(|chord| &chord.0);
        keys.filter(|key| key.alt).filter_map(|key| key.code.as_char())
    }

    /// The keys of an action.
    pub fn chords(&self, action: Action) -> &[Chord] {
        &self.chords[action as usize].1
    }

    /// The key that is shown for an action; empty if it has none.
    pub fn shown(&self, action: Action) -> String {
        self.chords(action).first().map(ToString::to_string).unwrap_or_default()
    }

    /// What is left of an action's keys behind those in `begun`.
    pub fn rests(&self, action: Action, begun: &[Key]) -> Vec<String> {
        let rest = |chord: &Chord| Some(Chord(chord.0.strip_prefix(begun)?.to_vec()));
        let rests = self.chords(action).iter().filter_map(rest).filter(|rest| !rest.0.is_empty());
        rests.map(|rest| rest.to_string()).collect()
    }

    /// What `key` means in `place` after the keys in `begun`.
    pub fn meaning(&self, begun: &[Key], key: Key, place: Place) -> Meaning {
        let typed: Vec<Key> = begun.iter().copied().chain([key]).collect();
        let mut meaning = Meaning::Nothing;
        for (action, chords) in self.chords.iter().filter(|(action, _)| action.info().places.contains(&place)) {
            for chord in chords {
                if chord.0 == typed {
                    return Meaning::Action(*action);
                }
                if chord.0.starts_with(&typed) {
                    meaning = Meaning::Begun;
                }
            }
        }
        meaning
    }

    /// The action of a single key in `place`, for pop-ups with lists.
    pub fn action(&self, key: KeyEvent, place: Place) -> Option<Action> {
        match self.meaning(&[], key.into(), place) {
            Meaning::Action(action) => Some(action),
            Meaning::Begun | Meaning::Nothing => None,
        }
    }

    /// The action of which a view would take the key.
    pub fn clashes(&self, chord: &Chord) -> Option<Action> {
        let places = Action::GoContacts.info().places;
        let there = |action: &Action| action.info().places.iter().any(|place| places.contains(place));
        let all = self.chords.iter().filter(|(action, _)| there(action));
        all.filter(|(_, chords)| chords.iter().any(|one| one.clashes(chord))).map(|(action, _)| *action).next()
    }

    /// Two actions of one place where one's keys begin the other's.
    fn clash(&self) -> Option<KeymapError> {
        let all = || self.chords.iter().flat_map(|(action, chords)| chords.iter().map(move |chord| (*action, chord)));
        for (one, chord) in all() {
            for (other, second) in all() {
                let together = one.info().places.iter().any(|place| other.info().places.contains(place));
                if (one as usize) < (other as usize) && together && chord.clashes(second) {
                    return Some(clash_of((one, chord), (other, second)));
                }
            }
        }
        None
    }
}

/// That two can't both be had: they are the same, or the shorter begins the longer.
fn clash_of(one: (Action, &Chord), other: (Action, &Chord)) -> KeymapError {
    let (short, long) = if one.1.0.len() <= other.1.0.len() { (one, other) } else { (other, one) };
    let (key, name) = (short.1.to_string(), |action: Action| action.info().name);
    match short.1 == long.1 {
        true => KeymapError::Clash { key, one: name(one.0), other: name(other.0) },
        false => KeymapError::Begins { key, one: name(short.0), longer: long.1.to_string(), other: name(long.0) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_all_keys_and_clash_nowhere() {
        let map = Keymap::default();
        assert_eq!(map.clash(), None);
        for info in TABLE {
            assert_eq!(map.chords(info.action).len(), info.keys.len(), "{} has a key that is none", info.name);
            let written: Vec<String> = map.chords(info.action).iter().map(Chord::written).collect();
            assert_eq!(written, info.keys, "{}", info.name);
        }
    }

    #[test]
    fn a_further_key_gives_way_to_an_own_one_and_a_first_one_clashes() {
        let bind = |action: &str, key: &str| {
            let keys = [key.to_owned()];
            Keymap::new([(action, &keys[..])])
        };
        let map = bind("log", "l").unwrap();
        assert_eq!(map.shown(Action::Right), "Right");
        assert_eq!(map.meaning(&[], Key::parse("l").unwrap(), Place::Month), Meaning::Action(Action::Log));
        assert_eq!(map.meaning(&[], Key::parse("h").unwrap(), Place::Month), Meaning::Action(Action::Left));
        // Where the other doesn't apply it stays as it is.
        assert_eq!(map.meaning(&[], Key::parse("l").unwrap(), Place::Columns), Meaning::Action(Action::LoadMapping));
        assert!(matches!(bind("log", "j"), Err(KeymapError::Clash { .. })), "the first key of down");
    }

    #[test]
    fn a_clash_names_both() {
        let keys = ["c".to_owned()];
        let error = Keymap::new([("done", &keys[..])]).unwrap_err();
        assert_eq!(error, KeymapError::Clash { key: "c".into(), one: "log", other: "done" });
    }

    #[test]
    fn chords_wait_for_their_second_key() {
        let map = Keymap::default();
        let g = Key::parse("g").unwrap();
        assert_eq!(map.meaning(&[], g, Place::Agenda), Meaning::Begun);
        assert_eq!(map.meaning(&[g], g, Place::Agenda), Meaning::Action(Action::First));
        assert_eq!(map.meaning(&[g], Key::parse("q").unwrap(), Place::Agenda), Meaning::Nothing);
    }

    #[test]
    fn keys_are_shown_as_people_write_them() {
        for (typed, shown) in [("ctrl-r", "Ctrl-r"), ("g g", "gg"), ("space", "Space"), ("shift-tab", "Shift-Tab")] {
            assert_eq!(Chord::parse(typed).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_a_terminal_cannot_tell_from_another_key_is_none() {
        for key in ["ctrl-i", "ctrl-m", "ctrl-["] {
            assert_eq!(Key::parse(key), None, "{key}");
        }
        assert_eq!(Chord::parse("space l").unwrap().to_string(), "Space l");
        assert_eq!(Chord::parse("g g").unwrap().to_string(), "gg");
    }
}
