//! Properties of our own, for what vCard has none for: how they are called, and how their values are written and read. Other
//! programs keep or pass over them (RFC 6350, 3.3: `X-` names are private). The reader is `card`'s, the writer `write`'s.

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::{DoNotContact, Job};

/// What our properties begin with.
pub const PREFIX: &str = "X-TOUCHBASE-";

/// The day they were added.
pub const ADDED: &str = "X-TOUCHBASE-ADDED";
/// The day of the last touch, or of the last contact that an import told of.
pub const LAST_CONTACT: &str = "X-TOUCHBASE-LAST-CONTACT";
pub const ARCHIVED: &str = "X-TOUCHBASE-ARCHIVED";
pub const TIER: &str = "X-TOUCHBASE-TIER";
pub const STAGE: &str = "X-TOUCHBASE-STAGE";
/// `30d`, or `none`.
pub const CADENCE: &str = "X-TOUCHBASE-CADENCE";
/// `4 in 30d`, or `none`.
pub const CEILING: &str = "X-TOUCHBASE-CEILING";
/// `du` or `sie`.
pub const FORM: &str = "X-TOUCHBASE-FORM";
/// Both stand only where N's prefix doesn't tell them apart.
pub const SALUTATION: &str = "X-TOUCHBASE-SALUTATION";
pub const HONORIFIC: &str = "X-TOUCHBASE-HONORIFIC";
/// The language, where it is no tag, or the version has no LANG.
pub const LANGUAGE: &str = "X-TOUCHBASE-LANGUAGE";
pub const CHANNEL: &str = "X-TOUCHBASE-CHANNEL";
pub const OWNER: &str = "X-TOUCHBASE-OWNER";
pub const SOURCE: &str = "X-TOUCHBASE-SOURCE";
/// A name; of a contact then the UID of their card.
pub const REFERRED_BY: &str = "X-TOUCHBASE-REFERRED-BY";
/// The day until which not, or `always`; and why.
pub const DO_NOT_CONTACT: &str = "X-TOUCHBASE-DO-NOT-CONTACT";
/// A decision: channel, state, day, how, and the purpose and where the proof lies, if it has any.
pub const CONSENT: &str = "X-TOUCHBASE-CONSENT";
/// Since when they hold the job that ORG and TITLE tell of.
pub const SINCE: &str = "X-TOUCHBASE-SINCE";
/// Another job: from, to, role, department, company.
pub const JOB: &str = "X-TOUCHBASE-JOB";
/// A page or handle that no property of vCard carries: label, value.
pub const HANDLE: &str = "X-TOUCHBASE-HANDLE";
/// A free field: name, value.
pub const FIELD: &str = "X-TOUCHBASE-FIELD";
/// An id elsewhere besides UID: source, value.
pub const ID: &str = "X-TOUCHBASE-ID";
/// Of a company.
pub const INDUSTRY: &str = "X-TOUCHBASE-INDUSTRY";
pub const SIZE: &str = "X-TOUCHBASE-SIZE";

/// Before a property that stands among the foreign ones for what it says besides its field (`beside`). Never in a card that is
/// written.
pub const BESIDE: &str = "X-TOUCHBASE-BESIDE.";

/// A parameter of N: its parts are only guessed from FN, for programs that can't do without.
pub const GUESSED: &str = "X-TOUCHBASE-GUESSED";
/// A parameter of URL: the label, where it is none at all.
pub const LABEL: &str = "X-TOUCHBASE-LABEL";

/// How a value of a closed set is called in the journal: `lead`, `mail`.
pub fn name(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The value of this name, in any case.
pub fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::String(name.trim().to_lowercase())).ok()
}

/// A day, or nothing.
pub fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A day, or nothing where none is said; `None` if it can't be read.
pub fn read_day(text: &str) -> Option<Option<NaiveDate>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

/// `yes` or `no`.
pub fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

pub fn cadence(cadence: Cadence) -> String {
    match cadence {
        Cadence::ByTier => String::new(),
        Cadence::Never => "none".to_owned(),
        Cadence::Every(span) => span.to_string(),
    }
}

pub fn read_cadence(text: &str) -> Option<Cadence> {
    if text.eq_ignore_ascii_case("none") { Some(Cadence::Never) } else { text.parse().ok().map(Cadence::Every) }
}

pub fn read_ceiling(text: &str) -> Option<Ceiling> {
    if text.eq_ignore_ascii_case("none") { Some(Ceiling::None) } else { text.parse().ok().map(Ceiling::Own) }
}

/// In two parts.
pub fn do_not_contact(told: &DoNotContact) -> [String; 2] {
    [told.until.map_or("always".to_owned(), |day| day.to_string()), told.reason.clone()]
}

/// Whoever isn't to be contacted until a day that can't be read isn't to be contacted; what was said for a day is kept with
/// the reason.
pub fn read_do_not_contact(until: &str, reason: String) -> DoNotContact {
    let (until, said) = (until.trim().parse().ok(), until.trim());
    let is_said = until.is_some() || said.is_empty() || said.eq_ignore_ascii_case("always");
    let told = if is_said { vec![reason] } else { vec![said.to_owned(), reason] };
    DoNotContact { until, reason: told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ") }
}

/// In five parts.
pub fn job(job: &Job, company: &str) -> [String; 5] {
    [day(job.from), day(job.to), job.role.clone(), job.department.clone(), company.to_owned()]
}
