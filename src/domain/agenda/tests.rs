//! The agenda's sentences and their edges. A contact is written as facts with commas between, a row as
//! `Section: reason due; reason due`.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};

use super::*;
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::cadence::{Cadence, Span, Workdays};
use crate::domain::change::Change;
use crate::domain::consent::{Consent, ConsentState};
use crate::domain::contact::{Contact, DoNotContact, Labelled, Stage, Tier};
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::Ids;
use crate::domain::interaction::{Interaction, Participant};
use crate::domain::record::Record;

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
    let settings = Settings::default();
    let agenda = agenda(&book, &settings, today, DAYS_AHEAD);
    let entries: Vec<&Entry> =
        [&agenda.now, &agenda.rhythm, &agenda.next, &agenda.touched].into_iter().flatten().collect();
    assert!(entries.len() <= 1, "one row for each contact: {entries:?}");
    let shown = entries.first().map_or("-".to_owned(), |entry| show(entry, today));
    assert_eq!(shown, row, "{facts:?} on {today}");
    let alone = entry_of(&book, &settings, today, DAYS_AHEAD, contact);
    let listed = entries.into_iter().find(|entry| entry.section != Section::Touched).cloned();
    assert_eq!(alone, listed, "one contact's row is the same as on the whole agenda");
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
    let entries = [&agenda.now, &agenda.rhythm, &agenda.next, &agenda.touched].into_iter().flatten();
    let names: Vec<&str> = entries.map(|entry| book.contact(entry.contact).unwrap().name.as_str()).collect();
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
                Why::Cadence { interval, last } => match last {
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
        id,
        contact,
        title: "offer".into(),
        due: day(due, today),
        time: time.map(|time| time.parse::<NaiveTime>().unwrap()),
        made: today - Days::new(30),
        from: None,
        recurs: None,
        state: FollowUpState::Open,
        closed: None,
        snoozed_until: snoozed.map(|until| day(until, today)),
        source_id: String::new(),
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
        from: None,
        snoozed_until: snoozed.map(|until| day(until, today)),
        source_id: String::new(),
    }
}

#[test]
fn the_cadence_lapses_an_interval_after_the_last_touch() {
    check("tier A, call 40d ago", "Rhythm: every 30d since 9.10. 9 late"); // 8 Nov is a Sunday
    check("tier A, call 30d ago", "Rhythm: every 30d since 19.10. today");
    check("tier A, call 29d ago", "Next: every 30d since 20.10. in 1");
    check("tier A, call 23d ago", "Next: every 30d since 26.10. in 7");
    check("tier A, call 22d ago", "-");
    check("tier B, visit 100d ago", "Rhythm: every 90d since 10.8. 9 late"); // due on Sunday, 8 Nov
    check("tier C, call 200d ago, call 100d ago", "-");
    check("every 2w, tier C, mail 15d ago", "Rhythm: every 2w since 3.11. 1 late");
    check("never, tier A, call 400d ago", "-");
    check("call 400d ago", "-");
}

#[test]
fn only_a_touch_restarts_the_cadence() {
    check("every 30d, call 40d ago, note 2d ago", "Rhythm: every 30d since 9.10. 9 late");
    check("every 30d, call 40d ago, automatic 2d ago", "Rhythm: every 30d since 9.10. 9 late");
    check("every 30d, call 40d ago, na 2d ago", "Now: retry 1 1 late; every 30d since 9.10. 9 late");
    check("every 30d, call 40d ago, lm 2d ago", "Now: retry 1 today; every 30d since 9.10. 9 late");
}

#[test]
fn the_untouched_count_from_the_day_they_were_added() {
    check("tier A, added 35d ago", "Rhythm: every 30d 5 late");
    check("tier A, added today", "-");
    check("tier A, added 28d ago", "Next: every 30d in 2");
    check("every 30d, added 300d ago, first in 2d", "Next: every 30d in 2");
    check("every 30d, added 300d ago, first in 20d", "-");
    check("every 30d, added 300d ago, first 2d ago", "Rhythm: every 30d 2 late");
    check("every 30d, added 300d ago, first 2d ago, call 3d ago", "-");
}

#[test]
fn an_untouched_lead_is_due_two_working_days_after_it_was_added() {
    check_on("2026-11-18", "lead, added 2026-11-16", "Rhythm: every 2d today");
    check_on("2026-11-17", "lead, added 2026-11-16", "Next: every 2d in 1");
    check_on("2026-11-23", "lead, added 2026-11-19", "Rhythm: every 2d today");
    check_on("2026-11-24", "lead, added 2026-11-21", "Rhythm: every 2d today");
    check("lead, added 5d ago, tier A", "Rhythm: every 2d 1 late");
    check("lead, added 5d ago, every 90d", "Rhythm: every 2d 1 late");
    check("lead, added 5d ago, never", "Rhythm: every 2d 1 late");
    check("lead, added 5d ago, call 4d ago", "-");
    check("lead, added 50d ago, call 40d ago, every 30d", "Rhythm: every 30d since 9.10. 9 late");
    check("lead, added 5d ago, follow-up in 2d", "Next: offer in 2");
    check("lead, added 5d ago, follow-up in 3d", "Rhythm: every 2d 1 late; offer in 3");
}

#[test]
fn an_open_follow_up_within_the_interval_holds_the_cadence_back() {
    check("tier A, call 40d ago, follow-up in 30d", "-");
    check("tier A, call 40d ago, follow-up in 31d", "Rhythm: every 30d since 9.10. 9 late");
    check("tier A, call 40d ago, follow-up in 1d", "Next: offer in 1");
    check("tier A, call 40d ago, follow-up today", "Now: offer today; every 30d since 9.10. 9 late");
    check("tier A, call 40d ago, follow-up 1d ago", "Now: offer 1 late; every 30d since 9.10. 9 late");
    check("tier A, call 28d ago, follow-up in 20d", "-");
    check_on("2026-01-31", "every 1m, added 2025-12-01, follow-up 2026-02-28", "-");
    check_on("2026-01-31", "every 1m, added 2025-12-01, follow-up 2026-03-01", "Rhythm: every 1m 30 late");
}

#[test]
fn a_month_step_clamps_to_the_months_end() {
    check_on("2026-03-02", "every 1m, call 2026-01-31", "Rhythm: every 1m since 31.1. today"); // 28 Feb is a Saturday
    check_on("2028-02-29", "every 1m, call 2028-01-31", "Rhythm: every 1m since 31.1. today");
    check_on("2027-03-01", "every 1y, call 2024-02-29", "Rhythm: every 1y since 29.2. 731 late");
}

#[test]
fn no_answer_and_left_message_make_a_retry() {
    check("na today", "Next: retry 1 in 1");
    check("na 1d ago", "Now: retry 1 today");
    check("na 3d ago", "Now: retry 1 2 late");
    check("lm today", "Next: retry 1 in 2");
    check("lm 2d ago", "Now: retry 1 today");
    check_on("2026-11-20", "na today", "Next: retry 1 in 3"); // from Friday to Monday
    check_on("2026-11-20", "lm today", "Next: retry 1 in 4");
    check_on("2026-11-21", "na today", "Next: retry 1 in 2"); // from Saturday to Monday
    check("na 2d ago, lm 1d ago", "Next: retry 2 in 1");
    check("na 2d ago, call 1d ago", "-");
    check("na 2d ago, call today", "Touched");
    check("call 2d ago, na 1d ago", "Now: retry 1 today");
    check("na 2d ago, note 1d ago", "Now: retry 1 1 late");
}

#[test]
fn after_three_tries_another_channel_is_proposed() {
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail", "Now: retry 3 by Mail today");
    check("na 4d ago, na 3d ago, na 2d ago, na 1d ago, phone, mail", "Now: retry 3 by Mail today");
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail, withdrawn mail", "Now: retry 3 by Chat today");
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail, prefers chat", "Now: retry 3 by Chat today");
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail, prefers phone", "Now: retry 3 by Mail today");
    check("na 3d ago, na 2d ago, na 1d ago", "Now: retry 3 by Letter today");
    check("na 9d ago, call 5d ago, na 2d ago, na 1d ago, mail", "Now: retry 2 today");
}

#[test]
fn a_complaint_is_due_until_it_is_resolved() {
    check("complaint 1d ago", "Next: complaint in 1");
    check("complaint 2d ago", "Now: complaint today");
    check("complaint 5d ago", "Now: complaint 3 late");
    check("complaint 5d ago promised in 3d", "Next: complaint in 3");
    check("complaint 5d ago promised in 9d", "-");
    check("complaint 5d ago promised 1d ago", "Now: complaint 1 late");
    check("complaint 5d ago resolved", "-");
    check("praise 5d ago", "-");
    check_on("2026-11-21", "complaint 2d ago", "Now: complaint today");
}

#[test]
fn a_birthday_shows_on_its_day_and_two_days_on() {
    check("born 1976-11-18", "Now: birthday (50) today");
    check("born --11-18", "Now: birthday today");
    check("born --11-17", "Now: birthday 1 late");
    check("born --11-16", "Now: birthday 2 late");
    check("born --11-15", "-");
    check("born --11-25", "Next: birthday in 7");
    check("born --11-26", "-");
    check("born 1976-11-18, congratulated 2026-11-18", "-");
    check("born 1976-11-18, congratulated 2025-11-18", "Now: birthday (50) today");
    check("born 1976-11-25, congratulated 2026-11-25", "-");
    check("born 2027-11-18", "-");
    check_on("2027-01-01", "born 1976-12-31", "Now: birthday (50) 1 late");
    check_on("2026-12-31", "born 1976-01-01", "Next: birthday (51) in 1");
    check_on("2027-12-31", "born 1976-01-01", "Now: birthday (52) today"); // New Year's Day is a Saturday
}

#[test]
fn the_29th_of_february_is_the_28th_in_other_years() {
    check_on("2028-02-29", "born 2000-02-29", "Now: birthday (28) today");
    check_on("2028-02-28", "born 2000-02-29", "Next: birthday (28) in 1");
    check_on("2029-02-28", "born 2000-02-29", "Now: birthday (29) today");
    check_on("2029-03-01", "born --02-29", "Now: birthday 1 late");
    check_on("2029-03-03", "born --02-29", "-");
}

#[test]
fn what_falls_on_a_day_off_also_shows_on_the_working_day_before() {
    // 20 Nov 2026 is a Friday.
    check_on("2026-11-19", "follow-up 2026-11-21", "Next: offer in 2");
    check_on("2026-11-20", "follow-up 2026-11-21", "Now: offer today");
    check_on("2026-11-20", "follow-up 2026-11-22 at 14:30", "Now: offer today 14:30");
    check_on("2026-11-21", "follow-up 2026-11-22", "Now: offer today");
    check_on("2026-11-22", "follow-up 2026-11-22", "Now: offer today");
    check_on("2026-11-23", "follow-up 2026-11-21", "Now: offer 2 late");
    check_on("2026-11-20", "follow-up 2026-11-23", "Next: offer in 3");
    check_on("2026-11-20", "born --11-22", "Now: birthday today");
    check_on("2026-11-22", "born --11-22", "Now: birthday today");
    check_on("2026-11-24", "born --11-22", "Now: birthday 2 late");
    check_on("2026-11-20", "complaint 2026-11-19", "Next: complaint in 1");
}

#[test]
fn cadence_retry_and_snooze_fall_on_the_next_working_day() {
    check_on("2026-11-21", "every 30d, call 2026-10-22", "Next: every 30d since 22.10. in 2");
    check_on("2026-11-23", "every 30d, call 2026-10-22", "Rhythm: every 30d since 22.10. today");
    check_on("2026-11-22", "follow-up 2026-11-02 snoozed 2026-11-21", "-");
    check_on("2026-11-23", "follow-up 2026-11-02 snoozed 2026-11-21", "Now: offer 21 late");
}

#[test]
fn working_days_are_the_users() {
    let today = "2026-11-20".parse().unwrap(); // a Friday
    let mut book = Book::default();
    let anna = add(&mut book, "Anna", "na today, every 30d, call 2026-10-22", today);
    let every_day = [chrono::Weekday::Sun, chrono::Weekday::Mon];
    let settings = Settings { workdays: Workdays::new(every_day).unwrap(), ..Settings::default() };
    let entry = entry_of(&book, &settings, today, DAYS_AHEAD, anna).unwrap();
    assert_eq!(show(&entry, today), "Next: retry 1 in 2; every 30d since 22.10. in 2");
}

#[test]
fn a_snooze_hides_a_reason_and_the_row_when_all_are_hidden() {
    check("follow-up 5d ago snoozed in 1d", "-");
    check("follow-up 5d ago snoozed today", "Now: offer 5 late");
    check("follow-up in 3d snoozed in 5d", "-");
    check("complaint 2d ago snoozed in 1d", "-");
    check("complaint 3d ago snoozed in 1d", "Now: complaint 1 late");
    check("every 30d, call 40d ago, snoozed cadence in 1d", "-");
    check("every 30d, call 40d ago, snoozed cadence in 1d, follow-up today", "Now: offer today");
    check("every 30d, call 40d ago, snoozed cadence today", "Rhythm: every 30d since 9.10. 9 late");
    check("na 3d ago, snoozed retry in 1d", "-");
    check("na 3d ago, snoozed cadence in 1d", "Now: retry 1 2 late");
    check("born --11-18, snoozed birthday in 1d", "-");
    check_on("2026-11-19", "born --11-18, snoozed birthday 2026-11-19 set 1d ago", "Now: birthday 1 late");
    check_on("2026-11-25", "born --11-18, snoozed birthday 2026-11-25 set 7d ago", "Now: birthday 7 late");
    check_on("2026-11-28", "born --11-18, snoozed birthday 2026-11-25 set 7d ago", "-");
    check_on("2027-11-18", "born --11-18, snoozed birthday 2026-11-25 set 7d ago", "Now: birthday today");
}

#[test]
fn a_touch_ends_a_snooze_on_the_contact() {
    check("every 5d, call 8d ago, snoozed cadence in 9d set 9d ago", "Rhythm: every 5d since 10.11. 2 late");
    check("every 5d, call 8d ago, snoozed cadence in 9d set 7d ago", "-");
    check("every 5d, call 8d ago, note 6d ago, snoozed cadence in 9d set 7d ago", "-");
    check("na 1d ago, call 3d ago, snoozed retry in 9d set 4d ago", "Now: retry 1 today");
    check("born --11-18, call today, snoozed birthday in 1d set today", "Now: birthday today");
    check("follow-up 5d ago snoozed in 1d, call today", "Touched");
}

#[test]
fn archived_former_and_do_not_contact_have_only_complaints_and_follow_ups() {
    for off in ["archived", "former", "shunned", "shunned until in 1d"] {
        check(&format!("{off}, tier A, call 99d ago, na 9d ago, born --11-18"), "-");
        check(
            &format!("{off}, tier A, call 99d ago, complaint 5d ago, follow-up 1d ago"),
            "Now: complaint 3 late; offer 1 late",
        );
    }
    check("shunned until today, tier A, call 40d ago", "Rhythm: every 30d since 9.10. 9 late");
}

#[test]
fn off_for_a_while_hides_all_but_late_complaints() {
    let all = "tier A, call 40d ago, na 9d ago, born --11-18, follow-up 1d ago";
    check(&format!("{all}, off in 1d"), "-");
    check(&format!("{all}, off in 1d, complaint 3d ago"), "Now: complaint 1 late");
    check(&format!("{all}, off in 1d, complaint 2d ago"), "-");
    check(
        &format!("{all}, off today"),
        "Now: offer 1 late; retry 1 8 late; birthday today; every 30d since 9.10. 9 late",
    );
}

#[test]
fn one_row_holds_all_reasons_the_most_pressing_first() {
    check(
        "tier A, call 40d ago, na 1d ago, born 1976-11-18, follow-up 9d ago, follow-up today at 09:00, complaint 3d ago",
        "Now: complaint 1 late; offer 9 late; offer today 09:00; retry 1 today; birthday (50) today; \
         every 30d since 9.10. 9 late",
    );
    check("tier A, call 40d ago, born --11-20", "Rhythm: every 30d since 9.10. 9 late; birthday in 2");
    check("follow-up in 3d, follow-up in 2d, complaint today", "Next: offer in 2; complaint in 2; offer in 3");
    check("follow-up 1d ago, follow-up in 8d", "Now: offer 1 late");
}

#[test]
fn touched_today_stand_in_a_section_of_their_own() {
    check("call today", "Touched");
    check("na today", "Next: retry 1 in 1");
    check("note today", "-");
    check("call today, follow-up in 2d", "Next: offer in 2");
    check("call today, follow-up in 9d", "Touched");
    check("call today, complaint 5d ago", "Now: complaint 3 late");
    check("call 1d ago", "-");
}

#[test]
fn the_most_pressing_contacts_stand_first() {
    check_order(
        &[
            ("birthday", "born --11-18"),
            ("retry", "na 1d ago"),
            ("late-retry", "na 2d ago"),
            ("today", "follow-up today"),
            ("today-a", "follow-up today, tier A"),
            ("today-at-9", "follow-up today at 09:00"),
            ("today-at-8", "follow-up today at 08:00"),
            ("today-complaint", "complaint 2d ago, tier B"),
            ("late-5", "follow-up 5d ago"),
            ("late-2-a", "follow-up 2d ago, tier A"),
            ("late-2-b", "follow-up 2d ago, tier B"),
            ("late-3", "follow-up 3d ago"),
            ("complaint-1", "complaint 3d ago, tier A"),
            ("complaint-4", "complaint 6d ago"),
            ("next", "follow-up in 2d"),
            ("tomorrow", "follow-up in 1d"),
            ("rhythm", "every 10d, call 11d ago"),
        ],
        "complaint-4 complaint-1 late-2-a late-5 late-2-b late-3 today-at-8 today-at-9 today-a today-complaint today \
         late-retry retry birthday rhythm tomorrow next",
    );
}

#[test]
fn rhythms_are_ordered_by_lateness_in_intervals_times_tier() {
    check_order(
        &[
            ("a-10-of-30", "tier A, every 30d, call 2026-10-09"), // due Mon 9 Nov: 9 d, 0.9
            ("c-20-of-20", "tier C, every 20d, call 2026-10-09"), // due Thu 29 Oct: 20 d, 1.0
            ("c-99-of-9", "tier C, every 9d, call 2026-08-01"),   // far past three intervals: 3.0
            ("none-99-of-9", "every 9d, call 2026-07-01"),        // likewise, then by name
            ("a-99-of-9", "tier A, every 9d, call 2026-08-01"),   // 9.0
            ("b-month", "tier B, every 1m, call 2026-09-18"),     // due Mon 19 Oct: 30 d of 30, 2.0
        ],
        "a-99-of-9 c-99-of-9 none-99-of-9 b-month c-20-of-20 a-10-of-30",
    );
}

#[test]
fn names_are_sorted_without_regard_to_marks_and_case() {
    check_order(
        &[
            ("Zoë", "follow-up today"),
            ("Ärne", "follow-up today"),
            ("anton", "follow-up today"),
            ("Özil", "follow-up today"),
        ],
        "anton Ärne Özil Zoë",
    );
    check_order(&[("Early", "visit today"), ("Late", "call today")], "Early Late");
}

#[test]
fn the_header_counts_now_and_rhythm_and_the_last_line_those_without_rhythm() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    for (name, facts) in [
        ("due", "follow-up today"),
        ("rhythm", "tier A, call 40d ago"),
        ("next", "tier A, follow-up in 1d"),
        ("nothing", ""),
        ("never", "tier A, never"),
        ("untouched lead", "lead"),
        ("touched lead", "lead, call 3d ago"),
        ("archived", "archived"),
        ("former", "former"),
        ("shunned", "shunned"),
        ("back", "shunned until today"),
    ] {
        add(&mut book, name, facts, today);
    }
    let agenda = agenda(&book, &Settings::default(), today, DAYS_AHEAD);
    assert_eq!(agenda.due(), 3, "the follow-up, the rhythm, and the lead");
    assert_eq!(agenda.without_rhythm, 5, "due, nothing, never, touched lead, back");
}

#[test]
fn without_days_ahead_nothing_that_comes_is_told() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    add(&mut book, "Anna", "follow-up today, follow-up in 1d, born --11-19", today);
    add(&mut book, "Berg", "follow-up in 1d", today);
    let agenda = agenda(&book, &Settings::default(), today, 0);
    assert_eq!(agenda.now.iter().map(|entry| show(entry, today)).collect::<Vec<_>>(), ["Now: offer today"]);
    assert!(agenda.next.is_empty());
}

#[test]
fn a_day_is_that_of_the_place_where_it_was_logged() {
    // 23:30 in Berlin is the day before in New York, and the next day in Tokyo: the day stays that of Berlin.
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    let anna = add(&mut book, "Anna", "", today);
    let mut late = interaction(anna, "na", today, 1);
    late.at = "2026-11-17T23:30:00+01:00".parse().unwrap();
    book.apply(&Change::create(late));
    let entry = entry_of(&book, &Settings::default(), today, 0, anna).unwrap();
    assert_eq!(show(&entry, today), "Now: retry 1 today");
}

#[test]
fn spans_of_many_years_are_no_trouble() {
    check("every 9999y, call 40d ago", "-");
    check("every 9999y, call 40d ago, follow-up in 300d", "-");
    check_on("9999-12-31", "every 30d, call 40d ago, born --12-31, na 1d ago", {
        "Now: retry 1 today; birthday today; every 30d since 21.11. 10 late"
    });
    assert_eq!(Span::days(1).times_after(NaiveDate::MAX, 1), NaiveDate::MAX);
}
