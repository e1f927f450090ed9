//! Options that take one of a few words, in either language where the log line knows them.

use crate::config::nearest;
use crate::domain::consent::ConsentState;
use crate::domain::contact::{Channel, Tier};
use crate::domain::feedback::{FeedbackKind, Standing};
use crate::domain::field::{self, channel_name, read_channel};
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::log_line;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

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
    let list = say!(text, "hint-config-values", values = names.join(", "));
    let hint = match nearest(typed, names) {
        Some(near) => format!("{} {list}", say!(text, "hint-did-you-mean", near = near)),
        None => list,
    };
    Error::new(ErrorKind::Usage, say!(text, "error-choice", value = typed, option = option)).hint(hint)
}

pub fn kind(text: &Text, typed: &str) -> Result<Kind, Error> {
    let names = Kind::ALL.map(log_line::kind_name);
    log_line::kind_from_word(typed).ok_or_else(|| unknown(text, "kind", typed, names.into_iter()))
}

pub fn direction(text: &Text, typed: &str) -> Result<Direction, Error> {
    log_line::direction_from_word(typed).ok_or_else(|| unknown(text, "direction", typed, ["in", "out"].into_iter()))
}

pub fn outcome(text: &Text, typed: &str) -> Result<Outcome, Error> {
    let names = ["reached", "no_answer", "left_message"];
    log_line::outcome_from_word(typed).ok_or_else(|| unknown(text, "outcome", typed, names.into_iter()))
}

pub fn feedback_kind(text: &Text, typed: &str) -> Result<FeedbackKind, Error> {
    let names = ["praise", "complaint", "wish", "survey"];
    log_line::feedback_kind_from_word(typed).ok_or_else(|| unknown(text, "kind", typed, names.into_iter()))
}

/// `None` for "none".
pub fn tier(text: &Text, option: &str, typed: &str) -> Result<Option<Tier>, Error> {
    field::read_tier(typed).map_err(|_| unknown(text, option, typed, field::TIERS.iter().copied()))
}

pub fn channel(text: &Text, option: &str, typed: &str) -> Result<Channel, Error> {
    let names = Channel::ALL.map(channel_name);
    let read = read_channel(typed).ok().flatten();
    read.ok_or_else(|| unknown(text, option, typed, names.into_iter()))
}

pub fn consent(text: &Text, option: &str, typed: &str) -> Result<ConsentState, Error> {
    let names = ConsentState::ALL.map(ConsentState::name);
    ConsentState::read(typed).ok_or_else(|| unknown(text, option, typed, names.into_iter()))
}

/// How far feedback has come.
pub fn standing(text: &Text, option: &str, typed: &str) -> Result<Standing, Error> {
    let names = Standing::ALL.map(Standing::name);
    Standing::read(typed).ok_or_else(|| unknown(text, option, typed, names.into_iter()))
}
