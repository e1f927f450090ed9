//! What of a day or a log line wasn't understood.

use chrono::NaiveDate;

use crate::domain::feedback::FeedbackKind;
use crate::domain::log_line::{Part, Problem, Trouble};
use crate::domain::when::{NoDay, WhyNoDay};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{Text, days, names};

fn usage(what: String) -> Error {
    Error::new(ErrorKind::Usage, what)
}

/// A text is no day.
pub fn day(text: &Text, error: &NoDay) -> Error {
    let day = error.text.as_str();
    match error.why {
        WhyNoDay::Empty => usage(say!(text, "error-day-empty")),
        WhyNoDay::Unknown => usage(say!(text, "error-day-unknown", day = day)),
        WhyNoDay::NoSuchDay => usage(say!(text, "error-day-no-such", day = day)),
        WhyNoDay::NoSuchTime => usage(say!(text, "error-day-no-such-time", day = day)),
        WhyNoDay::Slashes => {
            return usage(say!(text, "error-day-slashes", day = day)).hint(say!(text, "hint-day-slashes"));
        }
        WhyNoDay::TooFar => usage(say!(text, "error-day-too-far", day = day)),
        WhyNoDay::MoreWords => usage(say!(text, "error-day-more", day = day)),
    }
    .hint(say!(text, "hint-day"))
}

/// A text is no span of days, weeks, months or years.
pub fn span(text: &Text, typed: &str) -> Error {
    usage(say!(text, "error-span", span = typed)).hint(say!(text, "hint-span"))
}

/// A text is no ceiling of touches.
pub fn ceiling(text: &Text, typed: &str) -> Error {
    usage(say!(text, "error-ceiling", ceiling = typed)).hint(say!(text, "hint-ceiling"))
}

/// A log line wasn't understood.
pub fn line(text: &Text, trouble: &Trouble, today: NaiveDate) -> Error {
    match &trouble.problem {
        Problem::Empty => usage(say!(text, "error-line-empty")).hint(say!(text, "hint-line")),
        Problem::Day(no_day) => day(text, no_day),
        Problem::Future(when) => {
            let when = days::moment(text, when.day, when.time, today);
            usage(say!(text, "error-line-future", day = when)).hint(say!(text, "hint-line-future"))
        }
        Problem::Past(when) => {
            let when = days::moment(text, when.day, when.time, today);
            usage(say!(text, "error-line-past", day = when)).hint(say!(text, "hint-line-past"))
        }
        Problem::Twice(part) => usage(say!(text, "error-line-twice", part = self::part(text, *part))),
        Problem::MinutesOrMonths => usage(say!(text, "error-line-minutes")).hint(say!(text, "hint-line-minutes")),
        Problem::NoDuration => usage(say!(text, "error-line-duration")),
        Problem::EmptyClause => usage(say!(text, "error-line-clause-empty")).hint(say!(text, "hint-line-clause")),
        Problem::Glued => usage(say!(text, "error-line-glued")).hint(say!(text, "hint-line-clause")),
        Problem::NoColon(kind) => usage(say!(text, "error-line-no-colon", kind = feedback(text, *kind))),
        Problem::NoText(kind) => usage(say!(text, "error-line-no-text", kind = feedback(text, *kind))),
        Problem::NoNumber => usage(say!(text, "error-line-no-number")).hint(say!(text, "hint-line-number")),
        Problem::NotANumber => usage(say!(text, "error-line-not-a-number")).hint(say!(text, "hint-line-number")),
        Problem::KeepAndDone => usage(say!(text, "error-line-keep-and-done")),
        Problem::AfterKeep => usage(say!(text, "error-line-after-keep")),
    }
}

/// A line is nothing but a head: whoever writes `na` means `na:`.
pub fn only_head(text: &Text, head: &str) -> Error {
    usage(say!(text, "error-line-only-head", head = head))
}

fn feedback(text: &Text, kind: FeedbackKind) -> String {
    names::feedback(text, kind)
}

fn part(text: &Text, part: Part) -> String {
    match part {
        Part::Kind => say!(text, "part-kind"),
        Part::Direction => say!(text, "part-direction"),
        Part::Outcome => say!(text, "part-outcome"),
        Part::Day => say!(text, "part-day"),
        Part::Time => say!(text, "part-time"),
        Part::Minutes => say!(text, "part-minutes"),
        Part::Shared => say!(text, "part-shared"),
        Part::Purpose => say!(text, "part-purpose"),
        Part::Worth => say!(text, "part-worth"),
        Part::Keep => say!(text, "part-keep"),
    }
}
