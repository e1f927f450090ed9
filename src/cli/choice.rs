//! Options that take one of a few words, in either language where the log line knows them.

use crate::config::nearest;
use crate::domain::complaint::Severity;
use crate::domain::consent::{ConsentState, Purpose};
use crate::domain::contact::{Channel, Tier};
use crate::domain::feedback::{FeedbackKind, Standing};
use crate::domain::field::{self, channel_name, read_channel};
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::log_line;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{Text, names};

/// What `typed` is among `names`, or an error that lists them.
pub fn one_of<T: Copy>(text: &Text, option: &str, typed: &str, names: &[(&str, T)]) -> Result<T, Error> {
    let fits = |(name, _): &&(&str, T)| name.eq_ignore_ascii_case(typed);
    names
        .iter()
        .find(fits)
        .map(|(_, value)| *value)
        .ok_or_else(|| unknown(text, option, typed, names.iter().map(|(name, _)| *name)))
}

fn unknown<'a>(text: &Text, option: &str, typed: &str, names: impl Iterator<Item = &'a str>) -> Error {
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    not_among(text, option, typed, &[], &names)
}

/// What is listed is `listed`; what was probably meant may be among other `known` words.
fn not_among(text: &Text, option: &str, typed: &str, known: &[&str], listed: &[impl AsRef<str>]) -> Error {
    let listed: Vec<&str> = listed.iter().map(AsRef::as_ref).collect();
    let list = say!(text, "hint-config-values", values = listed.join(", "));
    let hint = match nearest(typed, listed.iter().chain(known).copied()) {
        Some(near) => format!("{} {list}", say!(text, "hint-did-you-mean", near = near)),
        None => list,
    };
    Error::new(ErrorKind::Usage, say!(text, "error-choice", value = typed, option = option)).hint(hint)
}

pub fn kind(text: &Text, typed: &str) -> Result<Kind, Error> {
    let said = || Kind::ALL.map(|kind| names::kind(text, kind));
    let known = Kind::ALL.map(log_line::kind_name);
    log_line::kind_from_word(typed).ok_or_else(|| not_among(text, "kind", typed, &known, &said()))
}

pub fn direction(text: &Text, typed: &str) -> Result<Direction, Error> {
    log_line::direction_from_word(typed).ok_or_else(|| unknown(text, "direction", typed, ["in", "out"].into_iter()))
}

pub fn outcome(text: &Text, typed: &str) -> Result<Outcome, Error> {
    let names = ["reached", "no_answer", "left_message"];
    log_line::outcome_from_word(typed).ok_or_else(|| unknown(text, "outcome", typed, names.into_iter()))
}

pub fn feedback_kind(text: &Text, typed: &str) -> Result<FeedbackKind, Error> {
    let said = || FEEDBACK.map(|kind| names::feedback(text, kind));
    let known = ["praise", "complaint", "wish", "survey"];
    log_line::feedback_kind_from_word(typed).ok_or_else(|| not_among(text, "kind", typed, &known, &said()))
}

/// `None` for "none".
pub fn tier(text: &Text, option: &str, typed: &str) -> Result<Option<Tier>, Error> {
    field::read_tier(typed).map_err(|_| unknown(text, option, typed, field::TIERS.iter().copied()))
}

pub fn channel(text: &Text, option: &str, typed: &str) -> Result<Channel, Error> {
    let said = || Channel::ALL.map(|channel| names::channel(text, channel));
    let known = Channel::ALL.map(channel_name);
    let read = read_channel(typed).ok().flatten();
    read.ok_or_else(|| not_among(text, option, typed, &known, &said()))
}

pub fn consent(text: &Text, option: &str, typed: &str) -> Result<ConsentState, Error> {
    let said = || ConsentState::ALL.map(|state| names::consent(text, state));
    let known = ConsentState::ALL.map(ConsentState::name);
    ConsentState::read(typed).ok_or_else(|| not_among(text, option, typed, &known, &said()))
}

pub fn purpose(text: &Text, option: &str, typed: &str) -> Result<Purpose, Error> {
    let said = || Purpose::ALL.map(|purpose| names::purpose(text, purpose));
    let known = Purpose::ALL.map(Purpose::name);
    Purpose::read(typed).ok_or_else(|| not_among(text, option, typed, &known, &said()))
}

/// How bad a complaint is.
pub fn severity(text: &Text, typed: &str) -> Result<Severity, Error> {
    let said = || Severity::ALL.map(|severity| names::severity(text, severity));
    let known = Severity::ALL.map(Severity::name);
    Severity::read(typed).ok_or_else(|| not_among(text, "--severity", typed, &known, &said()))
}

/// How far feedback has come.
pub fn standing(text: &Text, option: &str, typed: &str) -> Result<Standing, Error> {
    let said = || Standing::ALL.map(|standing| names::standing(text, standing));
    let known = Standing::ALL.map(Standing::name);
    Standing::read(typed).ok_or_else(|| not_among(text, option, typed, &known, &said()))
}

/// The kinds in the order in which they are listed.
const FEEDBACK: [FeedbackKind; 4] =
    [FeedbackKind::Praise, FeedbackKind::Complaint, FeedbackKind::Wish, FeedbackKind::Survey];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn what_is_listed_is_read() {
        fn check<T: std::fmt::Debug>(choose: impl Fn(&Text, &str) -> Result<T, Error>) {
            for lang in [Lang::En, Lang::De] {
                let text = Text::new(lang);
                let hint = choose(&text, "?").unwrap_err().hint.unwrap();
                let list = ["It takes ", "Möglich ist "].iter().find_map(|begin| Some(hint.split_once(begin)?.1));
                let list = list.unwrap().trim_end_matches('.');
                for word in list.split(", ") {
                    assert!(choose(&text, word).is_ok(), "{word:?} of {hint:?} isn't read");
                }
            }
        }
        check(kind);
        check(direction);
        check(outcome);
        check(feedback_kind);
        check(severity);
        check(|text, typed| tier(text, "tier", typed));
        check(|text, typed| channel(text, "channel", typed));
        check(|text, typed| consent(text, "state", typed));
        check(|text, typed| purpose(text, "purpose", typed));
        check(|text, typed| standing(text, "state", typed));
    }
}
