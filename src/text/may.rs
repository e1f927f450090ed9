//! Why somebody may not be reached on a channel, in words.

use chrono::NaiveDate;

use super::{Text, days, names};
use crate::domain::consent::May;
use crate::domain::contact::Channel;
use crate::say;

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
