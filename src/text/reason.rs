//! Why somebody is on the agenda, in words.

use chrono::NaiveDate;

use super::{Text, days, names};
use crate::domain::agenda::{Reason, Why};
use crate::domain::called::WORSE;
use crate::domain::settings::Settings;
use crate::say;

/// Tries after which another channel is proposed.
const MANY: u32 = 3;

/// All that is to be said: `12 d late · every 30 d, last call 10 Oct`.
pub fn long(text: &Text, reason: &Reason, today: NaiveDate) -> String {
    let what = match &reason.why {
        Why::FollowUp { title, .. } => self::title(text, title),
        Why::Complaint { text: said, .. } => say!(text, "reason-complaint-text", text = said.as_str()),
        Why::Retry { tries, last, day, instead } => {
            let (outcome, day) = (names::outcome(text, *last), days::short(text, *day, today));
            match instead.map(|channel| names::channel(text, channel)) {
                Some(channel) => say!(text, "reason-retry-instead", tries = *tries, channel = channel),
                None if *tries >= MANY => say!(text, "reason-retry-other", tries = *tries),
                None => say!(text, "reason-retry", outcome = outcome, day = day),
            }
        }
        Why::Birthday { day, .. } if *day < today => {
            let day = days::with_weekday(text, *day, today);
            say!(text, "reason-birthday-missed", birthday = short(text, reason), day = day)
        }
        Why::Birthday { day, .. } if *day > today => {
            let day = days::with_weekday(text, *day, today);
            say!(text, "reason-birthday-early", birthday = short(text, reason), day = day)
        }
        Why::Birthday { .. } => short(text, reason),
        Why::Account { interval, last, days } => {
            let every = days::every(text, *interval);
            match last {
                Some(_) => say!(text, "reason-account", days = days::count(text, *days), every = every),
                None => say!(text, "reason-account-never", every = every),
            }
        }
        Why::Segment { name } if name == WORSE => say!(text, "reason-worse"),
        Why::Segment { name } => say!(text, "reason-segment", name = name.as_str()),
        Why::Cadence { untouched_lead: true, .. } => say!(text, "reason-lead"),
        Why::Cadence { interval, last, imported, .. } => {
            let every = days::every(text, *interval);
            match last {
                Some((day, kind)) => {
                    let (kind, day) = (names::kind(text, *kind), days::short(text, *day, today));
                    say!(text, "reason-rhythm-last", every = every, kind = kind, day = day)
                }
                None => match imported {
                    Some(day) => format!("{every}, {}", self::imported(text, *day, today)),
                    None => say!(text, "reason-rhythm-never", every = every),
                },
            }
        }
    };
    match when(text, reason, today) {
        Some(when) => format!("{when} · {what}"),
        None => what,
    }
}

/// What the follow-ups are called that come by themselves.
pub fn name_promises(text: &Text, settings: &mut Settings) {
    settings.feedback.check_back_title = say!(text, "promise-check-back");
    settings.feedback.call_back_title = say!(text, "promise-call-back", score = "{}");
}

/// `last contact 19 Jul (from the import)`
pub fn imported(text: &Text, day: NaiveDate, today: NaiveDate) -> String {
    say!(text, "last-imported", day = days::short(text, day, today))
}

/// Lateness, or the day to come, or the time today; `None` for any time today. A birthday is never late, and says its day.
fn when(text: &Text, reason: &Reason, today: NaiveDate) -> Option<String> {
    match reason.why {
        Why::Birthday { .. } => None,
        _ if reason.due > today => Some(days::moment(text, reason.due, reason.time, today)),
        _ if reason.days_late() > 0 => Some(days::late(text, reason.days_late())),
        _ => reason.time.map(days::time),
    }
}

/// What a narrow column holds: `send offer`, `14:30 call back`, `complaint`, `birthday (50)`, `every 30 d`.
pub fn short(text: &Text, reason: &Reason) -> String {
    match &reason.why {
        Why::FollowUp { title, .. } => match reason.time {
            Some(time) => format!("{} {}", days::time(time), self::title(text, title)),
            None => self::title(text, title),
        },
        Why::Complaint { .. } => say!(text, "reason-complaint"),
        Why::Retry { last, .. } => names::outcome(text, *last),
        Why::Birthday { age: Some(age), .. } => say!(text, "reason-birthday-age", age = *age),
        Why::Birthday { age: None, .. } => say!(text, "reason-birthday"),
        Why::Account { interval, .. } => say!(text, "reason-account-short", every = days::every(text, *interval)),
        Why::Segment { name } if name == WORSE => say!(text, "reason-worse"),
        Why::Segment { name } => say!(text, "reason-segment", name = name.as_str()),
        Why::Cadence { untouched_lead: true, .. } => say!(text, "reason-lead-short"),
        Why::Cadence { interval, .. } => days::every(text, *interval),
    }
}

/// `snoozed until Mon 30 Nov`, while it is.
pub fn snoozed(text: &Text, until: Option<NaiveDate>, today: NaiveDate) -> Option<String> {
    let until = until.filter(|until| *until > today)?;
    Some(say!(text, "reason-snoozed", day = days::with_weekday(text, until, today)))
}

/// A follow-up's title, or the word for one that has none.
pub fn title(text: &Text, title: &str) -> String {
    if title.is_empty() { say!(text, "follow-up-untitled") } else { title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::Span;
    use crate::domain::contact::Channel;
    use crate::domain::id::Ids;
    use crate::domain::interaction::{Kind, Outcome};
    use crate::text::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The reason's words on 21 Nov 2026, long and short, in English and German.
    fn check(why: Why, due: &str, time: Option<&str>, expect: [&str; 4]) {
        let today = day("2026-11-21");
        let due = day(due);
        let reason = Reason {
            why,
            due,
            time: time.map(|time| time.parse().unwrap()),
            days_overdue: (today - due).num_days().max(0),
        };
        let (en, de) = (Text::new(Lang::En), Text::new(Lang::De));
        let said = [long(&en, &reason, today), short(&en, &reason), long(&de, &reason, today), short(&de, &reason)];
        assert_eq!(said, expect.map(str::to_owned));
    }

    #[test]
    fn every_reason_has_its_words() {
        let mut ids = Ids::seeded(1, 1);
        let mut offer = |title: &str| Why::FollowUp { id: ids.draw(), title: title.into() };
        let expect = ["12 d late · send offer", "send offer", "12 T überfällig · send offer", "send offer"];
        check(offer("send offer"), "2026-11-09", None, expect);
        let expect = ["14:30 · call back", "14:30 call back", "14:30 · call back", "14:30 call back"];
        check(offer("call back"), "2026-11-21", Some("14:30:00"), expect);
        let expect = ["Tue 24 Nov · follow-up", "follow-up", "Di 24. Nov · Wiedervorlage", "Wiedervorlage"];
        check(offer(""), "2026-11-24", None, expect);
        let interval = Span::days(30);
        check(
            Why::Cadence {
                interval,
                last: Some((day("2026-10-10"), Kind::Call)),
                imported: None,
                untouched_lead: false,
            },
            "2026-11-09",
            None,
            [
                "12 d late · every 30 d, last call 10 Oct",
                "every 30 d",
                "12 T überfällig · alle 30 T, zuletzt Anruf 10. Okt",
                "alle 30 T",
            ],
        );
        check(
            Why::Cadence { interval, last: None, imported: None, untouched_lead: false },
            "2026-11-21",
            None,
            ["every 30 d, never touched", "every 30 d", "alle 30 T, noch nie kontaktiert", "alle 30 T"],
        );
        check(
            Why::Cadence { interval, last: None, imported: Some(day("2026-07-19")), untouched_lead: false },
            "2026-11-21",
            None,
            [
                "every 30 d, last contact 19 Jul (from the import)",
                "every 30 d",
                "alle 30 T, letzter Kontakt 19. Jul (aus dem Import)",
                "alle 30 T",
            ],
        );
        check(
            Why::Cadence { interval, last: None, imported: None, untouched_lead: true },
            "2026-11-19",
            None,
            [
                "2 d late · lead, never touched",
                "new lead",
                "2 T überfällig · Interessent, noch nie kontaktiert",
                "neu: Interessent",
            ],
        );
        check(
            Why::Birthday { day: day("2026-11-20"), age: Some(50) },
            "2026-11-20",
            None,
            ["birthday (50), was Fri 20 Nov", "birthday (50)", "Geburtstag (50), war Fr 20. Nov", "Geburtstag (50)"],
        );
        check(
            Why::Birthday { day: day("2026-11-22"), age: Some(46) },
            "2026-11-22",
            None,
            ["birthday (46) on Sun 22 Nov", "birthday (46)", "Geburtstag (46) am So 22. Nov", "Geburtstag (46)"],
        );
        check(
            Why::Account { interval, last: Some(day("2026-10-07")), days: 45 },
            "2026-11-06",
            None,
            [
                "15 d late · account: nobody touched for 45 d, every 30 d",
                "account every 30 d",
                "15 T überfällig · Firma: seit 45 T niemand kontaktiert, alle 30 T",
                "Firma alle 30 T",
            ],
        );
        check(
            Why::Account { interval, last: None, days: 0 },
            "2026-11-21",
            None,
            [
                "account: nobody touched yet, every 30 d",
                "account every 30 d",
                "Firma: noch niemand kontaktiert, alle 30 T",
                "Firma alle 30 T",
            ],
        );
        let retry = |tries, instead| Why::Retry { tries, last: Outcome::NoAnswer, day: day("2026-11-20"), instead };
        check(
            retry(1, None),
            "2026-11-23",
            None,
            [
                "Mon 23 Nov · no answer 20 Nov, try again",
                "no answer",
                "Mo 23. Nov · nicht erreicht 20. Nov, nochmal versuchen",
                "nicht erreicht",
            ],
        );
        check(
            retry(3, None),
            "2026-11-21",
            None,
            [
                "3 times not reached, try another channel",
                "no answer",
                "3 Mal nicht erreicht, einen anderen Weg versuchen",
                "nicht erreicht",
            ],
        );
        check(
            retry(3, Some(Channel::Mail)),
            "2026-11-21",
            None,
            [
                "3 times not reached, try mail instead",
                "no answer",
                "3 Mal nicht erreicht, stattdessen Mail versuchen",
                "nicht erreicht",
            ],
        );
    }
}
