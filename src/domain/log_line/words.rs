//! The words of a head and of a clause, in both languages: one table for each thing they say. The first of a row is the
//! fixed name, which is printed and which `--json` and files use.

use crate::domain::consent::Purpose;
use crate::domain::feedback::FeedbackKind;
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::when::words::fold;

use super::Shared;

type Table<T> = &'static [(&'static [&'static str], T)];

pub(super) const KINDS: Table<Kind> = &[
    (&["call", "phone", "tel", "anruf", "telefonat", "telefon", "telefoniert"], Kind::Call),
    (&["mail", "email", "e mail"], Kind::Mail),
    (&["meeting", "meet", "mtg", "treffen", "besprechung", "bespr", "termin"], Kind::Meeting),
    (&["video", "vid", "video call", "videocall", "videoanruf", "videokonferenz", "zoom", "teams"], Kind::Video),
    (&["chat", "im", "sms", "whatsapp", "signal"], Kind::Chat),
    (&["visit", "besuch", "bes"], Kind::Visit),
    (&["letter", "brief", "fax"], Kind::Letter),
    (&["social", "soc", "linkedin", "xing"], Kind::Social),
    (&["event", "veranstaltung", "veranst", "messe"], Kind::Event),
    (&["note", "notiz"], Kind::Note),
];

pub(super) const DIRECTIONS: Table<Direction> = &[
    (&["in", "incoming", "inbound", "ein", "eingehend", "rein"], Direction::In),
    (&["out", "outgoing", "outbound", "aus", "ausgehend", "raus"], Direction::Out),
];

pub(super) const OUTCOMES: Table<Outcome> = &[
    (&["reached", "erreicht"], Outcome::Reached),
    (&["no answer", "na", "ne", "nicht erreicht", "keine antwort"], Outcome::NoAnswer),
    (&["left message", "lm", "vm", "voicemail", "ab", "nachricht hinterlassen", "auf band"], Outcome::LeftMessage),
];

pub(super) const PURPOSES: Table<Purpose> = &[
    (&["contract", "vertrag"], Purpose::Contract),
    (&["service", "betreuung"], Purpose::Service),
    (&["marketing", "werbung"], Purpose::Marketing),
    (&["survey", "umfrage", "befragung"], Purpose::Survey),
];

pub(super) const SHARED: Table<Shared> = &[
    (&["all", "alle", "together", "zusammen"], Shared::All),
    (&["each", "jeder", "jede", "jedem", "einzeln"], Shared::Each),
];

pub(super) const FEEDBACK: Table<FeedbackKind> = &[
    (&["praise", "lob"], FeedbackKind::Praise),
    (&["complaint", "beschwerde", "reklamation"], FeedbackKind::Complaint),
    (&["wish", "wunsch"], FeedbackKind::Wish),
    (&["survey", "umfrage"], FeedbackKind::Survey),
];

pub(super) const DONE: &[&str] = &["done", "erledigt"];
/// Before what a touch is worth to the customer.
pub(super) const WORTH: &[&str] = &["worth", "nutzen"];
pub(super) const KEEP: &[&str] = &["keep", "behalten"];

/// What the phrase at the beginning of folded words says, and how many it takes: `no answer`, `no_answer`.
pub(super) fn phrase<T: Copy>(table: Table<T>, words: &[&str]) -> Option<(usize, T)> {
    (1..=words.len().min(2)).rev().find_map(|used| {
        let typed = words[..used].join(" ").replace(['_', '-'], " ");
        table.iter().find(|(names, _)| names.contains(&typed.as_str())).map(|(_, value)| (used, *value))
    })
}

/// What `text` says as a whole.
fn whole<T: Copy>(table: Table<T>, text: &str) -> Option<T> {
    let words: Vec<String> = text.split_whitespace().map(fold).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    phrase(table, &words).filter(|(used, _)| *used == words.len()).map(|(_, value)| value)
}

/// The fixed name of a value.
pub(super) fn name<T: Copy + PartialEq>(table: Table<T>, value: T) -> &'static str {
    table.iter().find(|(_, v)| *v == value).map_or("", |(names, _)| names[0])
}

/// Kind of interaction by name or short form in either language, in any case.
pub fn kind_from_word(word: &str) -> Option<Kind> {
    whole(KINDS, word)
}

/// All words for a kind in a head, in both languages, the fixed name first.
pub fn words_of_kind(kind: Kind) -> &'static [&'static str] {
    KINDS.iter().find(|(_, of)| *of == kind).map_or(&[], |(names, _)| names)
}

/// A kind's fixed name: `call`.
pub fn kind_name(kind: Kind) -> &'static str {
    name(KINDS, kind)
}

/// `in`, `out` and their other forms in either language.
pub fn direction_from_word(word: &str) -> Option<Direction> {
    whole(DIRECTIONS, word)
}

/// `reached`, `na`, `no_answer`, `lm`, `left_message` and their other forms in either language.
pub fn outcome_from_word(word: &str) -> Option<Outcome> {
    whole(OUTCOMES, word)
}

/// `complaint`, `praise`, `wish`, `survey` in either language.
pub fn feedback_kind_from_word(word: &str) -> Option<FeedbackKind> {
    whole(FEEDBACK, word)
}
