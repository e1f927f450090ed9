//! What cells say of interactions, follow-ups and feedback: moments, kinds, how far it is, how long it took.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::{Choice, any_day};
use crate::domain::feedback::FeedbackKind;
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::log_line;
use crate::domain::search::fold;
use crate::formats::file::Reading;

/// When something is or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
    /// Where the time is that of another place.
    pub offset: Option<FixedOffset>,
}

/// A day, perhaps with a time: `2026-10-01 14:30`, `1.10.26, 14:30 Uhr`, `10/1/2026 2:30 PM`, `2026-10-01T12:30:00Z`.
pub fn at(text: &str, month_first: Option<bool>, reading: &Reading) -> Option<At> {
    let text = text.trim();
    let exact = || DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z").ok();
    if let Some(moment) = DateTime::parse_from_rfc3339(text).ok().or_else(exact) {
        // Programs write UTC wherever it was; an offset of its own is that of the place.
        let there =
            if moment.offset().local_minus_utc() == 0 { reading.zone.of_utc(moment.naive_utc()) } else { moment };
        return Some(At { day: there.date_naive(), time: minute(there.time()), offset: Some(*there.offset()) });
    }
    let (day, time) = apart(text);
    let day = any_day(day, month_first, reading)?;
    // A time that can't be read must not cost the day.
    Some(At { day, time: time.and_then(self::time), offset: None })
}

/// The day and the time of a text that may have both, in either order.
fn apart(text: &str) -> (&str, Option<&str>) {
    let Some(colon) = text.find(':').filter(|at| text.as_bytes()[..*at].last().is_some_and(u8::is_ascii_digit)) else {
        return (text, None);
    };
    let digits = text[..colon].bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, behind) = text.split_at(colon - digits);
    let before = before.trim_end_matches(['T', ' ', ',', '\u{a0}', '\u{202f}', '|', '-']);
    let before = before.strip_suffix(" um").or(before.strip_suffix(" at")).unwrap_or(before).trim_end_matches(',');
    if before.bytes().any(|b| b.is_ascii_digit()) {
        return (before, Some(behind));
    }
    // `14:30 1.10.2026`
    match behind.split_once([' ', ',']) {
        Some((time, day)) if day.bytes().any(|b| b.is_ascii_digit()) => {
            (day.trim_start_matches([' ', ',']), Some(time))
        }
        _ => (text, None),
    }
}

/// A time of day, to the minute: `14:30`, `14:30:15`, `2:30 PM`, `14.30 Uhr`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    let text = text.strip_suffix("uhr").unwrap_or(&text).trim();
    let half = |of: &str| text.strip_suffix(of).map(str::trim);
    let (clock, late) = match (half("pm").or(half("p.m.")), half("am").or(half("a.m."))) {
        (Some(clock), _) => (clock, Some(true)),
        (None, Some(clock)) => (clock, Some(false)),
        (None, None) => (text, None),
    };
    let mut numbers = clock.split([':', '.']).map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 2));
    let hour = numbers.next()??;
    let minute = match numbers.next() {
        Some(minute) => minute?,
        // An hour alone is one only where its half of the day is said.
        None => late.map(|_| 0)?,
    };
    let hour = match late {
        Some(late) => (1..=12).contains(&hour).then_some(hour % 12 + if late { 12 } else { 0 })?,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Midnight stands for no time: programs that keep a day only write it so.
fn minute(time: NaiveTime) -> Option<NaiveTime> {
    use chrono::Timelike;
    let minute = NaiveTime::from_hms_opt(time.hour(), time.minute(), 0)?;
    Some(minute).filter(|minute| *minute != NaiveTime::MIN)
}

/// A kind of interaction, also as sales programs call theirs. What was to be done and is no contact is a note.
pub fn kind(text: &str) -> Option<Kind> {
    static THEIRS: LazyLock<Choice<Kind>> = LazyLock::new(|| {
        Choice::of(&[
            (Kind::Call, &["phone call", "logged call", "Telefongespräch", "Telefonanruf", "Rückruf"]),
            (Kind::Mail, &["sent email", "e-mail sent", "logged email", "list email", "E-Mail-Verkehr"]),
            (
                Kind::Meeting,
                &[
                    "appointment",
                    "lunch",
                    "dinner",
                    "coffee",
                    "conversation",
                    "demo",
                    "Gespräch",
                    "Essen",
                    "Mittagessen",
                ],
            ),
            (Kind::Video, &["video meeting", "web meeting", "online meeting", "Videogespräch", "Google Meet", "Skype"]),
            (Kind::Chat, &["message", "text message", "whatsapp message", "Nachricht", "Kurznachricht"]),
            (Kind::Visit, &["site visit", "on-site visit", "Kundenbesuch", "vor Ort", "Vor-Ort-Termin"]),
            (Kind::Letter, &["postal mail", "post"]),
            (Kind::Social, &["linkedin message", "direct message", "social media"]),
            (Kind::Event, &["trade fair", "fair", "conference", "webinar", "Konferenz"]),
            (
                Kind::Note,
                &["task", "to-do", "deadline", "reminder", "Aufgabe", "Frist", "Erinnerung", "other", "Sonstiges"],
            ),
        ])
    });
    let text = text.trim();
    let bare = || {
        let words: Vec<&str> = text.split([' ', '(', ')', '-', '/', ',']).filter(|word| !word.is_empty()).collect();
        let rest: Vec<&str> = words.iter().copied().filter(|word| way(word).is_none()).collect();
        (rest.len() < words.len()).then(|| rest.join(" "))
    };
    let read = |text: &str| log_line::kind_from_word(text).or_else(|| THEIRS.named(text));
    read(text).or_else(|| read(&bare()?))
}

/// The way of a kind such as "outgoing call".
pub fn way_of_kind(text: &str) -> Option<Direction> {
    text.split(|c: char| !c.is_alphanumeric()).find_map(way)
}

fn way(word: &str) -> Option<Direction> {
    match fold(word).as_str() {
        "incoming" | "inbound" | "received" | "eingehend" | "eingehender" | "eingehende" => Some(Direction::In),
        "outgoing" | "outbound" | "sent" | "ausgehend" | "ausgehender" | "ausgehende" => Some(Direction::Out),
        _ => None,
    }
}

/// Who began it.
pub fn direction(text: &str) -> Option<Direction> {
    log_line::direction_from_word(text.trim()).or_else(|| way(text.trim()))
}

/// Whether they were reached; also as sales programs say it.
pub fn outcome(text: &str) -> Option<Outcome> {
    static THEIRS: LazyLock<Choice<Outcome>> = LazyLock::new(|| {
        Choice::of(&[
            (Outcome::Reached, &["connected", "answered", "completed", "yes", "ja", "1", "true"]),
            (
                Outcome::NoAnswer,
                &["not reached", "busy", "unanswered", "missed", "besetzt", "no", "nein", "0", "false"],
            ),
            (Outcome::LeftMessage, &["left voicemail", "left live message", "Mailbox", "Anrufbeantworter"]),
        ])
    });
    log_line::outcome_from_word(text.trim()).or_else(|| THEIRS.named(text))
}

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Acknowledged,
    Done,
    /// Done, and the customer knows.
    Told,
    Cancelled,
}

/// `done`, `erledigt`, `1`, `not started`.
pub fn state(text: &str) -> Option<State> {
    static STATES: LazyLock<Choice<State>> = LazyLock::new(|| {
        Choice::of(&[
            (
                State::Open,
                &[
                    "open",
                    "to do",
                    "todo",
                    "not done",
                    "not started",
                    "planned",
                    "scheduled",
                    "pending",
                    "new",
                    "no",
                    "false",
                    "0",
                    "offen",
                    "neu",
                    "geplant",
                    "nicht erledigt",
                    "nein",
                    "falsch",
                    "ausstehend",
                ],
            ),
            (
                State::Acknowledged,
                &["acknowledged", "in progress", "working", "bestätigt", "in Arbeit", "in Bearbeitung", "läuft"],
            ),
            (
                State::Done,
                &[
                    "done",
                    "completed",
                    "complete",
                    "closed",
                    "resolved",
                    "held",
                    "finished",
                    "yes",
                    "true",
                    "1",
                    "x",
                    "erledigt",
                    "abgeschlossen",
                    "geschlossen",
                    "gelöst",
                    "fertig",
                    "ja",
                    "wahr",
                ],
            ),
            (State::Told, &["told", "informiert"]),
            (
                State::Cancelled,
                &["cancelled", "canceled", "not held", "abgesagt", "storniert", "abgebrochen", "entfallen"],
            ),
        ])
    });
    STATES.named(text)
}

/// The kind of feedback.
pub fn feedback_kind(text: &str) -> Option<FeedbackKind> {
    static THEIRS: LazyLock<Choice<FeedbackKind>> = LazyLock::new(|| {
        Choice::of(&[
            (FeedbackKind::Praise, &["compliment", "thanks", "promoter", "Dank", "positiv", "positive"]),
            (FeedbackKind::Complaint, &["criticism", "detractor", "Kritik", "Mangel", "negativ", "negative"]),
            (
                FeedbackKind::Wish,
                &["request", "feature request", "suggestion", "idea", "Anregung", "Vorschlag", "Idee"],
            ),
            (FeedbackKind::Survey, &["NPS", "survey answer", "review", "passive", "Befragung", "Umfrageantwort"]),
        ])
    });
    log_line::feedback_kind_from_word(text.trim()).or_else(|| THEIRS.named(text))
}

/// 0 to 10: `9`, `9/10`, `9 von 10`.
pub fn score(text: &str) -> Option<u8> {
    let text = text.trim();
    let of_ten = ["/10", " von 10", " of 10", " out of 10"].iter().find_map(|of| text.strip_suffix(of));
    let number = of_ten.unwrap_or(text).trim();
    let number = number.strip_suffix(".0").or(number.strip_suffix(",0")).unwrap_or(number);
    number.parse().ok().filter(|score| *score <= 10)
}

/// Minutes: `30`, `30 min`, `1h 30min`, `0:30`, `01:30:00`. At most a day.
pub fn minutes(text: &str) -> Option<u32> {
    const DAY: u32 = 24 * 60;
    let text = fold(text.trim());
    let minutes = match text.split_once(':') {
        Some((hours, rest)) => {
            let minutes = rest.split(':').next()?.parse::<u32>().ok().filter(|minutes| *minutes < 60)?;
            hours.parse::<u32>().ok().filter(|hours| *hours <= 24)? * 60 + minutes
        }
        None => sum(&text)?,
    };
    (1..=DAY).contains(&minutes).then_some(minutes)
}

/// Numbers with their units in one sum; a bare number is minutes.
fn sum(text: &str) -> Option<u32> {
    let (mut rest, mut sum) = (text.trim(), 0_u32);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = rest[..digits].parse().ok().filter(|_| digits <= 4)?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(rest.len());
        let unit: u32 = match &rest[..letters] {
            "" | "m" | "min" | "mins" | "min." | "minute" | "minutes" | "minuten" => 1,
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "std." | "stunde" | "stunden" => 60,
            _ => return None,
        };
        sum = number.saturating_mul(unit).saturating_add(sum);
        rest = rest[letters..].trim_start();
    }
    Some(sum)
}

/// The text of a note that a program wrote as HTML; any other text as it is.
pub fn plain(text: &str) -> String {
    const MARKS: [&str; 6] = ["<br", "</p>", "</div>", "</li>", "</b>", "</span>"];
    let lower = text.to_ascii_lowercase();
    if !MARKS.iter().any(|mark| lower.contains(mark)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find('<') {
        out.push_str(&rest[..begin]);
        let is_tag = rest[begin + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match rest[begin..].find('>').filter(|_| is_tag) {
            Some(length) => {
                let name = rest[begin + 1..begin + length].trim_start_matches('/').to_ascii_lowercase();
                let name = name.split([' ', '/']).next().unwrap_or_default();
                if matches!(name, "br" | "p" | "div" | "li" | "tr" | "ul" | "ol") && !out.ends_with('\n') {
                    out.push('\n');
                }
                rest = &rest[begin + length + 1..];
            }
            None => {
                out.push('<');
                rest = &rest[begin + 1..];
            }
        }
    }
    out.push_str(rest);
    // The ampersand last: what it makes is no mark of its own.
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(out, |text, (mark, sign)| text.replace(mark, sign))
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(at: Option<At>) -> String {
        let said = |at: At| match at.time {
            Some(time) => format!("{} {}", at.day, time.format("%H:%M")),
            None => at.day.to_string(),
        };
        at.map_or("-".to_owned(), said)
    }

    #[test]
    fn moments_are_read() {
        let reading = Reading::on("2026-11-21".parse().unwrap());
        for (text, expect) in [
            ("2026-10-01", "2026-10-01"),
            ("2026-10-01 14:30", "2026-10-01 14:30"),
            ("2026-10-01 14:30:15", "2026-10-01 14:30"),
            ("2026-10-01T14:30", "2026-10-01 14:30"),
            ("2026-10-01T14:30:00Z", "2026-10-01 14:30"),
            ("2026-10-01T14:30:00.000+0000", "2026-10-01 14:30"),
            ("2026-10-01T14:30:00+02:00", "2026-10-01 14:30"),
            ("2026-10-01T00:00:00Z", "2026-10-01"),
            ("01.10.2026 um 9:05 Uhr", "2026-10-01 09:05"),
            ("1.10.26, 14:30", "2026-10-01 14:30"),
            ("10/21/2026 2:30 PM", "2026-10-21 14:30"),
            ("10/21/26, 12:30\u{202f}AM", "2026-10-21 00:30"),
            ("Oct 1, 2026 at 9:00 am", "2026-10-01 09:00"),
            ("14:30 1.10.2026", "2026-10-01 14:30"),
            ("1. Oktober 2027", "2027-10-01"),
            ("2027-01-01", "2027-01-01"),
            ("31.02.2026", "-"),
            ("soon", "-"),
            ("14:30", "-"),
            ("2026-10-01 99:99", "2026-10-01"),
        ] {
            assert_eq!(said(at(text, None, &reading)), expect, "{text:?}");
        }
    }

    #[test]
    fn kinds_and_states_are_read() {
        for (text, expect) in [
            ("Call", Some(Kind::Call)),
            ("E-Mail", Some(Kind::Mail)),
            ("Outgoing call", Some(Kind::Call)),
            ("Anruf (eingehend)", Some(Kind::Call)),
            ("Lunch", Some(Kind::Meeting)),
            ("Task", Some(Kind::Note)),
            ("Besuch", Some(Kind::Visit)),
            ("Widget", None),
            ("", None),
        ] {
            assert_eq!(kind(text), expect, "{text:?}");
        }
        assert_eq!(way_of_kind("Anruf (eingehend)"), Some(Direction::In));
        assert_eq!(way_of_kind("Call"), None);
        for (text, expect) in [
            ("Done", Some(State::Done)),
            ("To do", Some(State::Open)),
            ("erledigt", Some(State::Done)),
            ("Not Started", Some(State::Open)),
            ("abgesagt", Some(State::Cancelled)),
            ("perhaps", None),
        ] {
            assert_eq!(state(text), expect, "{text:?}");
        }
        assert_eq!(outcome("Left voicemail"), Some(Outcome::LeftMessage));
        assert_eq!(feedback_kind("Beschwerde"), Some(FeedbackKind::Complaint));
        assert_eq!(feedback_kind("Idee"), Some(FeedbackKind::Wish));
    }

    #[test]
    fn numbers_are_read() {
        for (text, expect) in [
            ("30", Some(30)),
            ("30 min", Some(30)),
            ("1h 30min", Some(90)),
            ("1 Std. 5 Min.", Some(65)),
            ("00:30", Some(30)),
            ("01:30:00", Some(90)),
            ("0", None),
            ("99999", None),
            ("long", None),
        ] {
            assert_eq!(minutes(text), expect, "{text:?}");
        }
        for (text, expect) in [("9", Some(9)), ("9/10", Some(9)), ("9 von 10", Some(9)), ("11", None), ("4/5", None)] {
            assert_eq!(score(text), expect, "{text:?}");
        }
    }

    #[test]
    fn notes_are_freed_of_marks() {
        assert_eq!(plain("<p>One</p><p>two &amp; <b>three</b></p>"), "One\ntwo & three");
        assert_eq!(plain("a<br/>b<br>c"), "a\nb\nc");
        assert_eq!(plain("1 < 2 <br> 3"), "1 < 2 \n 3");
        assert_eq!(plain("5 < 6 and <x>"), "5 < 6 and <x>");
        assert_eq!(plain("&amp;lt;<br>"), "&lt;");
    }
}
