//! A ceiling as words: `4 in 30 days`, `höchstens 2 pro Woche`.

use super::span;
use super::words::{is_article, number, unit};
use crate::domain::cadence::Span;
use crate::domain::ceiling::{AtMost, MOST};

/// What stands before the number.
const MOSTLY: [&[&str]; 4] = [&["at", "most"], &["hoechstens"], &["maximal"], &["max"]];

/// All of `words`, which are folded.
pub(super) fn ceiling(words: &[&str]) -> Option<AtMost> {
    let words = MOSTLY.iter().find_map(|most| words.strip_prefix(*most)).unwrap_or(words);
    let (count, words) = words.split_first()?;
    let touches = number(count.strip_suffix('x').unwrap_or(count))?;
    let touches = u8::try_from(touches).ok().filter(|touches| (1..=MOST).contains(touches))?;
    let words = match words {
        ["x" | "mal" | "times" | "touches" | "kontakte", rest @ ..] => rest,
        rest => rest,
    };
    let words = match words {
        ["in" | "im" | "per" | "pro" | "je" | "within" | "innerhalb" | "/", rest @ ..] => rest,
        [first, ..] if is_article(first) => words,
        _ => return None,
    };
    let within = match words {
        [one] => unit(one).map(|unit| Span { count: 1, unit }),
        _ => None,
    };
    let all = || span::span(words).filter(|(used, ..)| *used == words.len()).map(|(_, span, _)| span);
    // As it is shown: a number and a letter.
    let short = || words.concat().parse().ok();
    Some(AtMost { touches, within: within.or_else(all).or_else(short)? })
}
