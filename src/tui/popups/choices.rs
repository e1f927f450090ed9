//! The choices of forms: what they are called in drafts, their words, and what they stand for.

use crate::domain::contact::{AddressForm, Channel, Stage, Tier};
use crate::text::{Text, names};

/// What can be chosen, each by its name in drafts.
pub type Table<T> = &'static [(&'static str, T)];

pub const TIERS: Table<Tier> = &[("a", Tier::A), ("b", Tier::B), ("c", Tier::C)];

pub const STAGES: Table<Stage> = &[
    ("lead", Stage::Lead),
    ("occasional", Stage::Occasional),
    ("regular", Stage::Regular),
    ("key", Stage::Key),
    ("dormant", Stage::Dormant),
    ("former", Stage::Former),
];

pub const ADDRESS_FORMS: Table<AddressForm> = &[("du", AddressForm::Du), ("sie", AddressForm::Sie)];

pub const CHANNELS: Table<Channel> = &[
    ("phone", Channel::Phone),
    ("mail", Channel::Mail),
    ("video", Channel::Video),
    ("chat", Channel::Chat),
    ("visit", Channel::Visit),
    ("letter", Channel::Letter),
    ("social", Channel::Social),
];

/// The name of what is chosen; empty for nothing.
pub fn name<T: PartialEq>(table: Table<T>, chosen: Option<T>) -> &'static str {
    table.iter().find(|(_, value)| Some(value) == chosen.as_ref()).map_or("", |(name, _)| name)
}

/// What the name stands for; nothing for none.
pub fn of<T: Copy>(table: Table<T>, name: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// The options of a field in which nothing may be chosen, with their words.
fn options<T: Copy>(table: Table<T>, words: impl Fn(T) -> String) -> Vec<(&'static str, String)> {
    let all = table.iter().map(|(name, value)| (*name, words(*value)));
    [("", String::from("–"))].into_iter().chain(all).collect()
}

pub fn tiers() -> Vec<(&'static str, String)> {
    options(TIERS, |tier| tier.letter().to_string())
}

pub fn stages(text: &Text) -> Vec<(&'static str, String)> {
    options(STAGES, |stage| names::stage(text, stage))
}

pub fn address_forms(text: &Text) -> Vec<(&'static str, String)> {
    options(ADDRESS_FORMS, |form| names::address_form(text, form))
}

pub fn channels(text: &Text) -> Vec<(&'static str, String)> {
    options(CHANNELS, |channel| names::channel(text, channel))
}
