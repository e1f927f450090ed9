//! The agenda's sentences and their edges. A contact is written as facts with commas between, a row as
//! `Section: reason due; reason due`.

mod accounts;
mod ahead;
mod rows;
mod rules;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};

use super::*;
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::cadence::{Cadence, Span};
use crate::domain::called::Called;
use crate::domain::change::Change;
use crate::domain::consent::{Consent, ConsentState};
use crate::domain::contact::{Contact, DoNotContact, Labelled, Stage, Tier};
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ContactId, Ids};
use crate::domain::interaction::{Interaction, Participant};
use crate::domain::record::Record;
use crate::domain::workdays::Workdays;

/// A Wednesday.
const TODAY: &str = "2026-11-18";

/// One contact on the agenda of a Wednesday.
#[track_caller]
fn check(facts: &str, row: &str) {
    check_on(TODAY, facts, row);
}

#[track_caller]
fn check_on(today: &str, facts: &str, row: &str) {
    let today = today.parse().unwrap();
    let mut book = Book::default();
    let contact = add(&mut book, "Anna", facts, today);
    let settings = calling(contact, facts, today);
    let agenda = agenda(&book, &settings, today, DAYS_AHEAD);
    let entries: Vec<Entry> = agenda.entries(agenda.lines(), &book).collect();
    assert!(entries.len() <= 1, "one row for each contact: {entries:?}");
    let shown = entries.first().map_or("-".to_owned(), |entry| show(entry, today));
    assert_eq!(shown, row, "{facts:?} on {today}");
    let alone = entry_of(&book, &settings, today, DAYS_AHEAD, contact);
    let listed = entries.into_iter().find(|entry| entry.section != Section::Touched);
    assert_eq!(alone, listed, "one contact's row is the same as on the whole agenda");
}

/// `called 9d ago`: a segment calls them, in which they are since then.
fn calling(contact: ContactId, facts: &str, today: NaiveDate) -> Settings {
    let mut called = Called::default();
    for since in facts.split(", ").filter_map(|fact| fact.strip_prefix("called ")) {
        called.add("Quiet", [(contact, day(since, today))].into_iter());
    }
    Settings { called: called.into(), ..Settings::default() }
}

/// Several contacts on the agenda of a Wednesday, all sections after one another.
#[track_caller]
fn check_order(contacts: &[(&str, &str)], order: &str) {
    let today = TODAY.parse().unwrap();
    let mut book = Book::default();
    for (name, facts) in contacts {
        add(&mut book, name, facts, today);
    }
    let agenda = agenda(&book, &Settings::default(), today, DAYS_AHEAD);
    let names: Vec<&str> = agenda.lines().iter().map(|line| line.whom.name(&book)).collect();
    assert_eq!(names.join(" "), order);
}

fn show(entry: &Entry, today: NaiveDate) -> String {
    let reasons: Vec<String> = entry
        .reasons
        .iter()
        .map(|reason| {
            let why = match &reason.why {
                Why::FollowUp { title, .. } => title.clone(),
                Why::Complaint { .. } => "complaint".to_owned(),
                Why::Retry { tries, instead, .. } => match instead {
                    Some(channel) => format!("retry {tries} by {channel:?}"),
                    None => format!("retry {tries}"),
                },
                Why::Birthday { age, .. } => {
                    format!("birthday{}", age.map(|age| format!(" ({age})")).unwrap_or_default())
                }
                Why::Segment { name } => format!("in {name}"),
                Why::Account { interval, last, .. } => match last {
                    Some(day) => format!("account every {interval} since {}", day.format("%-d.%-m.")),
                    None => format!("account every {interval}"),
                },
                Why::Cadence { interval, last, .. } => match last {
                    Some((day, _)) => format!("every {interval} since {}", day.format("%-d.%-m.")),
                    None => format!("every {interval}"),
                },
            };
            let due = match (reason.due - today).num_days() {
                _ if reason.days_overdue > 0 => format!("{} late", reason.days_overdue),
                0 => "today".to_owned(),
                ahead => format!("in {ahead}"),
            };
            format!("{why} {due}{}", reason.time.map(|time| time.format(" %H:%M").to_string()).unwrap_or_default())
        })
        .collect();
    format!("{:?}: {}", entry.section, reasons.join("; ")).trim_end_matches([':', ' ']).to_owned()
}

/// Adds a contact of whom these facts are known.
fn add(book: &mut Book, name: &str, facts: &str, today: NaiveDate) -> ContactId {
    let mut ids = Ids::seeded(1_600_000_000_000 + 1000 * book.contacts().len() as u64, book.contacts().len() as u64);
    let mut contact = Contact::new(ids.draw(), name, today - Days::new(400));
    let mut mark = AgendaMark::new(contact.id);
    let mut records: Vec<Record> = Vec::new();
    for fact in facts.split(", ").filter(|fact| !fact.is_empty()) {
        let (what, rest) = fact.split_once(' ').unwrap_or((fact, ""));
        match what {
            "tier" => contact.tier = Tier::ALL.into_iter().find(|tier| rest.starts_with(tier.letter())),
            "every" => contact.cadence = Cadence::Every(rest.parse().unwrap()),
            "called" => {}
            "never" => contact.cadence = Cadence::Never,
            "added" => contact.added = day(rest, today),
            "lead" => contact.stage = Some(Stage::Lead),
            "former" => contact.stage = Some(Stage::Former),
            "archived" => contact.archived = true,
            "shunned" => {
                contact.do_not_contact = Some(DoNotContact { until: until(rest, today), ..Default::default() })
            }
            "born" => contact.birthday = Some(rest.parse().unwrap()),
            "phone" => contact.phones.push(Labelled::new("", "030 1")),
            "mail" if rest.is_empty() => contact.mails.push(Labelled::new("", "a@example.com")),
            "prefers" => contact.preferred_channel = Some(channel(rest)),
            "withdrawn" => records.push(Record::Consent(Consent {
                id: ids.draw(),
                contact: contact.id,
                channel: channel(rest),
                purpose: None,
                state: ConsentState::Withdrawn,
                day: today,
                how: String::new(),
                proof: String::new(),
            })),
            "call" | "mail" | "visit" | "note" | "na" | "lm" | "automatic" => {
                records.push(interaction(contact.id, what, day(rest, today), records.len() as u64).into());
            }
            "follow-up" => records.push(follow_up(ids.draw(), contact.id, rest, today).into()),
            "complaint" | "praise" => records.push(feedback(ids.draw(), contact.id, what, rest, today).into()),
            "told" => mark.last_contact = Some(day(rest, today)),
            "first" => mark.cadence_from = Some(day(rest, today)),
            "snoozed" => {
                let (reason, rest) = rest.split_once(' ').unwrap();
                let (until, set) = rest.split_once(" set ").unwrap_or((rest, "today"));
                let snooze = Some(Snooze { until: day(until, today), set: moment(day(set, today), 6) });
                match reason {
                    "cadence" => mark.cadence = snooze,
                    "retry" => mark.retry = snooze,
                    "birthday" => mark.birthday = snooze,
                    other => panic!("{other:?}"),
                }
            }
            "off" => mark.off_until = Some(day(rest, today)),
            "congratulated" => mark.congratulated = Some(day(rest, today)),
            other => panic!("{other:?} is no fact"),
        }
    }
    let id = contact.id;
    book.apply(&Change::create(contact));
    if !mark.is_empty() {
        book.apply(&Change::create(mark));
    }
    for record in records {
        book.apply(&Change::create(record));
    }
    id
}

/// `today`, `3d ago`, `in 3d`, `2026-11-18`.
fn day(text: &str, today: NaiveDate) -> NaiveDate {
    let days = |text: &str| Days::new(text.trim_end_matches('d').parse().unwrap());
    match text.split_once(' ') {
        _ if text == "today" => today,
        Some((back, "ago")) => today - days(back),
        Some(("in", ahead)) => today + days(ahead),
        _ => text.parse().unwrap_or_else(|_| panic!("{text:?} is no day")),
    }
}

fn until(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    text.strip_prefix("until ").map(|text| day(text, today))
}

fn moment(day: NaiveDate, hour: u32) -> DateTime<FixedOffset> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    day.and_time(time).and_local_timezone(FixedOffset::east_opt(3600).unwrap()).unwrap()
}

fn channel(text: &str) -> Channel {
    match text {
        "phone" => Channel::Phone,
        "mail" => Channel::Mail,
        "chat" => Channel::Chat,
        "letter" => Channel::Letter,
        other => panic!("{other:?}"),
    }
}

/// An interaction that was entered at noon of its day.
fn interaction(contact: ContactId, what: &str, day: NaiveDate, seed: u64) -> Interaction {
    let at = moment(day, 12);
    Interaction {
        id: Ids::seeded(at.timestamp_millis() as u64, seed).draw(),
        at,
        time_known: true,
        with: vec![Participant { contact, company: None }],
        kind: match what {
            "mail" | "automatic" => Kind::Mail,
            "visit" => Kind::Visit,
            "note" => Kind::Note,
            _ => Kind::Call,
        },
        direction: None,
        outcome: match what {
            "na" => Outcome::NoAnswer,
            "lm" => Outcome::LeftMessage,
            _ => Outcome::Reached,
        },
        minutes: None,
        text: String::new(),
        topics: Vec::new(),
        purpose: None,
        worth: String::new(),
        automatic: what == "automatic",
        pinned: false,
        source_id: String::new(),
    }
}

/// `DAY [TIME] [snoozed DAY]`.
fn follow_up(id: FollowUpId, contact: ContactId, text: &str, today: NaiveDate) -> FollowUp {
    let (text, snoozed) = text.split_once(" snoozed ").map_or((text, None), |(text, until)| (text, Some(until)));
    let (due, time) = text.split_once(" at ").map_or((text, None), |(due, time)| (due, Some(time)));
    FollowUp {
        time: time.map(|time| time.parse::<NaiveTime>().unwrap()),
        snoozed_until: snoozed.map(|until| day(until, today)),
        ..FollowUp::new(id, contact, "offer", day(due, today), today - Days::new(30))
    }
}

/// `DAY [promised DAY] [snoozed DAY] [resolved]`.
fn feedback(id: FeedbackId, contact: ContactId, kind: &str, text: &str, today: NaiveDate) -> Feedback {
    let (text, resolved) = text.strip_suffix(" resolved").map_or((text, false), |text| (text, true));
    let (text, snoozed) = text.split_once(" snoozed ").map_or((text, None), |(text, until)| (text, Some(until)));
    let (came, promised) = text.split_once(" promised ").map_or((text, None), |(text, by)| (text, Some(by)));
    Feedback {
        id,
        contact,
        company: None,
        kind: if kind == "praise" { FeedbackKind::Praise } else { FeedbackKind::Complaint },
        text: "late twice".into(),
        day: day(came, today),
        topic: String::new(),
        score: None,
        promised: promised.map(|by| day(by, today)),
        state: if resolved { FeedbackState::Resolved } else { FeedbackState::Acknowledged },
        resolved: None,
        told: None,
        answer: String::new(),
        severity: None,
        owner: String::new(),
        promise: String::new(),
        replies: Vec::new(),
        cause: String::new(),
        goodwill: None,
        from: None,
        snoozed_until: snoozed.map(|until| day(until, today)),
        source_id: String::new(),
    }
}
