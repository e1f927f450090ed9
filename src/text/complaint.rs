//! What a complaint has beside its text, in words.

use chrono::NaiveDate;

use super::{Text, days, money, names};
use crate::domain::complaint::{Goodwill, Severity};
use crate::domain::feedback::Feedback;
use crate::say;

/// A line each: how bad it is and who sees to it, what was promised, what they were told and when, the cause, what was given.
pub fn details(text: &Text, of: &Feedback, today: NaiveDate) -> Vec<String> {
    let severity =
        of.severity.map(|severity| say!(text, "complaint-severity", severity = names::severity(text, severity)));
    let owner = (!of.owner.is_empty()).then(|| say!(text, "complaint-owner", who = of.owner.as_str()));
    let head: Vec<String> = severity.into_iter().chain(owner).collect();
    let mut lines = if head.is_empty() { Vec::new() } else { vec![head.join(" · ")] };
    if !of.promise.is_empty() {
        lines.push(say!(text, "complaint-promise", what = of.promise.as_str()));
    }
    let told = of.replies.iter().map(|reply| {
        say!(text, "complaint-reply", day = days::short(text, reply.day, today), what = reply.text.as_str())
    });
    lines.extend(told);
    if !of.cause.is_empty() {
        lines.push(say!(text, "complaint-cause", what = of.cause.as_str()));
    }
    lines.extend(of.goodwill.as_ref().map(|given| say!(text, "complaint-goodwill", what = goodwill(text, given))));
    lines
}

/// What of it is to be known before one calls: how bad it is unless it is small, what was promised, what they were told last.
pub fn briefly(text: &Text, of: &Feedback, today: NaiveDate) -> Vec<String> {
    let severity = of.severity.filter(|severity| *severity > Severity::Minor);
    let severity = severity.map(|severity| names::severity(text, severity));
    let promise = (!of.promise.is_empty()).then(|| say!(text, "complaint-promise", what = of.promise.as_str()));
    let reply = of.replies.last().map(|reply| {
        say!(text, "complaint-reply", day = days::short(text, reply.day, today), what = reply.text.as_str())
    });
    [severity, promise, reply].into_iter().flatten().collect()
}

/// What was given to make good: an amount as the language writes it.
pub fn goodwill(text: &Text, given: &Goodwill) -> String {
    match given {
        Goodwill::Amount(amount) => money::shown(text, *amount),
        Goodwill::Text(words) => words.clone(),
    }
}
