//! Values that are one of a few words, in English or German, and those that are a rhythm or a day.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::error::Why;
use super::parts;
use super::table::key;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::{AddressForm, Channel, DoNotContact, Stage, Tier};
use crate::domain::search::fold;
use crate::domain::settings::Settings;
use crate::domain::when::{self, Look};

/// Words of a choice, the stable one first.
type Words<T> = &'static [(T, &'static [&'static str])];

pub const TIERS: &[&str] = &["A", "B", "C", "none"];
pub const STAGES: &[&str] = &["lead", "occasional", "regular", "key", "dormant", "former", "none"];
pub const CHANNELS: &[&str] = &["phone", "mail", "video", "chat", "visit", "letter", "social", "none"];
pub const FORMS: &[&str] = &["du", "sie", "none"];
pub(super) const YES: &[&str] = &["yes", "no"];

const STAGE_WORDS: Words<Stage> = &[
    (Stage::Lead, &["lead", "prospect", "Interessent", "Interessentin", "Neukontakt"]),
    (Stage::Occasional, &["occasional", "gelegentlich", "Gelegenheitskunde"]),
    (Stage::Regular, &["regular", "regular customer", "Stammkunde", "Stammkundin", "Bestandskunde"]),
    (Stage::Key, &["key", "key account", "key customer", "Schlüsselkunde", "Schlüsselkundin", "Großkunde"]),
    (Stage::Dormant, &["dormant", "inactive", "ruhend", "inaktiv"]),
    (Stage::Former, &["former", "former customer", "ehemalig", "ehemaliger Kunde"]),
];

const CHANNEL_WORDS: Words<Channel> = &[
    (Channel::Phone, &["phone", "call", "Telefon", "Anruf", "telefonisch"]),
    (Channel::Mail, &["mail", "email", "per Mail", "per E-Mail"]),
    (Channel::Video, &["video"]),
    (Channel::Chat, &["chat"]),
    (Channel::Visit, &["visit", "in person", "Besuch", "persönlich"]),
    (Channel::Letter, &["letter", "Brief", "Post", "per Post"]),
    (Channel::Social, &["social", "soziale Medien"]),
];

const FORM_WORDS: Words<AddressForm> =
    &[(AddressForm::Du, &["du", "informal", "per du"]), (AddressForm::Sie, &["sie", "formal", "per Sie"])];

// Folded once: whole columns of tables are read by them.
static STAGES_BY_KEY: LazyLock<HashMap<String, Stage>> = LazyLock::new(|| by_key(STAGE_WORDS));
static CHANNELS_BY_KEY: LazyLock<HashMap<String, Channel>> = LazyLock::new(|| by_key(CHANNEL_WORDS));
static FORMS_BY_KEY: LazyLock<HashMap<String, AddressForm>> = LazyLock::new(|| by_key(FORM_WORDS));

fn by_key<T: Copy>(words: Words<T>) -> HashMap<String, T> {
    words.iter().flat_map(|(value, names)| names.iter().map(|name| (key(name), *value))).collect()
}

const NONE: &[&str] = &["", "none", "no", "kein", "keine", "keiner", "–", "-"];

fn is_none(text: &str) -> bool {
    NONE.contains(&text.trim().to_lowercase().as_str())
}

fn one<T: Copy>(text: &str, words: &HashMap<String, T>, list: &'static [&'static str]) -> Result<Option<T>, Why> {
    if is_none(text) {
        return Ok(None);
    }
    words.get(&key(text)).copied().map(Some).ok_or(Why::OneOf(list))
}

fn name<T: PartialEq>(value: T, words: Words<T>) -> &'static str {
    words.iter().find(|(of, _)| *of == value).map_or("", |(_, names)| names[0])
}

/// `A`, `b`; nothing or `none` is none.
pub fn read_tier(text: &str) -> Result<Option<Tier>, Why> {
    if is_none(text) {
        return Ok(None);
    }
    let is = |tier: &Tier| text.trim().eq_ignore_ascii_case(&tier.letter().to_string());
    Tier::ALL.into_iter().find(is).map(Some).ok_or(Why::OneOf(TIERS))
}

pub fn read_stage(text: &str) -> Result<Option<Stage>, Why> {
    one(text, &STAGES_BY_KEY, STAGES)
}

/// The stages of which a word begins like this, which is folded.
pub fn stages_beginning(folded: &str) -> Vec<Stage> {
    let begins = |words: &[&str]| words.iter().any(|word| fold(word).starts_with(folded));
    STAGE_WORDS.iter().filter(|(_, words)| begins(words)).map(|(stage, _)| *stage).collect()
}

pub fn stage_name(stage: Stage) -> &'static str {
    name(stage, STAGE_WORDS)
}

pub fn read_channel(text: &str) -> Result<Option<Channel>, Why> {
    one(text, &CHANNELS_BY_KEY, CHANNELS)
}

pub fn channel_name(channel: Channel) -> &'static str {
    name(channel, CHANNEL_WORDS)
}

pub fn read_form(text: &str) -> Result<Option<AddressForm>, Why> {
    one(text, &FORMS_BY_KEY, FORMS)
}

pub fn form_name(form: AddressForm) -> &'static str {
    name(form, FORM_WORDS)
}

/// `yes`, `no`; nothing is no.
pub fn read_yes(text: &str) -> Result<bool, Why> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "ja" | "j" | "true" | "1" | "x" => Ok(true),
        "no" | "n" | "nein" | "false" | "0" | "" => Ok(false),
        _ => Err(Why::OneOf(YES)),
    }
}

/// `30d`, `every 3 months`; `none` for none, `tier` or nothing for the tier's.
pub fn read_cadence(text: &str) -> Result<Cadence, Why> {
    match text.trim().to_lowercase().as_str() {
        "tier" | "stufe" => Ok(Cadence::ByTier),
        _ => when::read_cadence(text).ok_or(Why::Span),
    }
}

/// Empty for the tier's.
pub fn write_cadence(cadence: Cadence) -> String {
    match cadence {
        Cadence::ByTier => String::new(),
        Cadence::Never => "none".to_owned(),
        Cadence::Every(span) => span.to_string(),
    }
}

/// `4 in 30 days`; `none` for none, `tier` or nothing for the tier's.
pub fn read_ceiling(text: &str) -> Result<Ceiling, Why> {
    match text.trim().to_lowercase().as_str() {
        "tier" | "stufe" | "" => Ok(Ceiling::ByTier),
        _ if is_none(text) => Ok(Ceiling::None),
        _ => when::read_ceiling(text).map(Ceiling::Own).ok_or(Why::Ceiling),
    }
}

/// Empty for the tier's.
pub fn write_ceiling(ceiling: Ceiling) -> String {
    match ceiling {
        Ceiling::ByTier => String::new(),
        Ceiling::None => "none".to_owned(),
        Ceiling::Own(at_most) => at_most.to_string(),
    }
}

pub(super) const DNC_PARTS: &[&str] = &["until", "reason"];

/// `yes`, `no`, or the day on which contact is welcome again; a reason may stand behind a colon: `yes: wants no calls`,
/// `2027-03-01: parental leave`.
pub fn read_dnc(text: &str, today: NaiveDate, settings: &Settings) -> Result<Option<DoNotContact>, Why> {
    let text = text.trim();
    let until = |day: &str| when::read(day, today, Look::Ahead, settings).map(|when| when.day).map_err(Why::Day);
    if let Some(read) = parts::read(text, DNC_PARTS) {
        let mut dnc = DoNotContact::default();
        for (place, value) in read? {
            match place {
                0 if value.is_empty() => {}
                0 => dnc.until = Some(until(&value)?),
                _ => dnc.reason = value,
            }
        }
        return Ok(Some(dnc));
    }
    let (what, reason) = match text.split_once(": ").or_else(|| Some((text.strip_suffix(':')?, ""))) {
        Some((what, reason)) => (what.trim(), reason.trim().to_owned()),
        None => (text, String::new()),
    };
    match read_yes(what) {
        Ok(false) => Ok(None),
        Ok(true) => Ok(Some(DoNotContact { until: None, reason })),
        Err(_) => {
            let what = what.to_lowercase();
            let day = ["until ", "bis "].iter().find_map(|word| what.strip_prefix(word)).unwrap_or(&what);
            Ok(Some(DoNotContact { until: Some(until(day)?), reason }))
        }
    }
}

/// Empty for no.
pub fn write_dnc(dnc: Option<&DoNotContact>) -> String {
    let Some(dnc) = dnc else { return String::new() };
    let until = dnc.until.map(|day| day.to_string());
    let what = until.clone().unwrap_or_else(|| "yes".to_owned());
    let plain = if dnc.reason.is_empty() { what } else { format!("{what}: {}", dnc.reason) };
    let read = read_dnc(&plain, NaiveDate::default(), &Settings::default());
    if read == Ok(Some(dnc.clone())) && !plain.contains(['\n', '\r']) {
        return plain;
    }
    let until = until.unwrap_or_default();
    parts::write([("until", until.as_str()), ("reason", &dnc.reason)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_in_both_languages_and_written_stably() {
        for stage in Stage::ALL {
            assert_eq!(read_stage(stage_name(stage)), Ok(Some(stage)));
            assert!(STAGES.contains(&stage_name(stage)));
        }
        for channel in Channel::ALL {
            assert_eq!(read_channel(channel_name(channel)), Ok(Some(channel)));
            assert!(CHANNELS.contains(&channel_name(channel)));
        }
        assert_eq!(read_stage("stammkunde"), Ok(Some(Stage::Regular)));
        assert_eq!(read_channel("Besuch"), Ok(Some(Channel::Visit)));
        assert_eq!(read_form("Sie"), Ok(Some(AddressForm::Sie)));
        assert_eq!(read_tier(" b "), Ok(Some(Tier::B)));
        assert_eq!(read_tier("none"), Ok(None));
        assert_eq!(read_tier("D"), Err(Why::OneOf(TIERS)));
        assert_eq!(read_stage("?"), Err(Why::OneOf(STAGES)));
        assert_eq!(read_yes("maybe"), Err(Why::OneOf(YES)));
    }

    #[test]
    fn not_to_be_contacted_until_when_and_why() {
        let today = "2026-11-21".parse().unwrap();
        let check = |typed: &str, expect: &str| {
            let read = read_dnc(typed, today, &Settings::default()).unwrap();
            assert_eq!(write_dnc(read.as_ref()), expect, "{typed:?}");
            assert_eq!(read_dnc(expect, today, &Settings::default()).unwrap(), read, "{expect:?} reads back");
        };
        check("no", "");
        check("ja", "yes");
        check("yes: wants no calls", "yes: wants no calls");
        check("until 1.3.2027: parental leave", "2027-03-01: parental leave");
        check("2w", "2026-12-05");
        check("until=2027-03-01; reason=", "2027-03-01");
        check("until=; reason=a\\nb", "until=; reason=a\\nb");
        assert!(matches!(read_dnc("perhaps", today, &Settings::default()), Err(Why::Day(_))));
    }
}
