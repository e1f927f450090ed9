//! Why somebody may not be reached on a channel, in words.

use chrono::NaiveDate;

use super::{Text, days, names};
use crate::domain::ceiling::Reached;
use crate::domain::consent::May;
use crate::domain::contact::Channel;
use crate::say;

/// `at most 4 in 30 d · 4 so far`, for a ceiling that is reached; with a sign where there may be more.
pub fn reached(text: &Text, reached: Reached) -> String {
    let so_far = say!(text, "ceiling-reached", touches = touches(reached.touches, reached));
    format!("{} · {so_far}", days::at_most(text, reached.at_most))
}

/// `would be the 5th touch in 30 d, at most 4 are welcome`.
pub fn too_many(text: &Text, reached: Reached) -> String {
    let (nth, span) = (touches(reached.touches + 1, reached), days::span(text, reached.at_most.within));
    say!(text, "ceiling-too-many", touch = nth, span = span, most = reached.at_most.touches)
}

fn touches(count: usize, reached: Reached) -> String {
    format!("{count}{}", if reached.or_more { "+" } else { "" })
}

/// `mail withdrawn 3 May · by mail`, `do not contact until Tue 1 Dec · asked for quiet`; `None` where it is allowed.
pub fn why_not(text: &Text, channel: Channel, may: May, today: NaiveDate) -> Option<String> {
    let (what, more) = match may {
        May::Allowed => return None,
        May::Withdrawn { day, how, purpose: Some(purpose) } => {
            let (purpose, day) = (names::purpose(text, purpose), days::short(text, day, today));
            (
                say!(text, "may-withdrawn-for", channel = names::channel(text, channel), purpose = purpose, day = day),
                how,
            )
        }
        May::Withdrawn { day, how, purpose: None } => {
            let day = days::short(text, day, today);
            (say!(text, "may-withdrawn", channel = names::channel(text, channel), day = day), how)
        }
        May::NotGiven { purpose } => {
            let (purpose, channel) = (names::purpose(text, purpose), names::channel(text, channel));
            (say!(text, "may-not-given", purpose = purpose, channel = channel), "")
        }
        May::DoNotContact { until: None, reason } => (say!(text, "briefing-do-not-contact"), reason),
        May::DoNotContact { until: Some(day), reason } => {
            (say!(text, "briefing-do-not-contact-until", day = days::with_weekday(text, day, today)), reason)
        }
    };
    Some(if more.is_empty() { what } else { format!("{what} · {more}") })
}
