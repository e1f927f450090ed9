//! The sample data is alive and believable.

use chrono::Datelike;

use super::*;
use crate::domain::agenda::{DAYS_AHEAD, Entry, Section, Why, agenda};
use crate::domain::book::Book;
use crate::domain::interaction::Outcome;

fn on(today: NaiveDate) -> Vec<Change> {
    sample(today, FixedOffset::east_opt(3600).unwrap(), &mut Ids::seeded(1_700_000_000_000, 1))
}

fn book(changes: &[Change]) -> Book {
    let mut book = Book::default();
    changes.iter().for_each(|change| book.apply(change));
    book
}

fn saturday() -> NaiveDate {
    "2026-11-21".parse().unwrap()
}

#[test]
fn what_was_ordered_is_read_to_the_last_line() {
    let written = TABLES.iter().flat_map(|table| table.lines()).filter(|line| line.starts_with("  order "));
    let orders = on(saturday());
    let orders = orders.iter().filter_map(|change| match &change.after {
        Some(Record::Order(order)) => Some(order),
        _ => None,
    });
    let orders: Vec<&Order> = orders.collect();
    assert_eq!(orders.len(), written.count());
    assert!(orders.iter().all(|order| order.company.is_some() && order.day < saturday()));
}

#[test]
fn the_tables_are_read_to_the_last_line() {
    let settings = Settings::default();
    let firms: Vec<Firm> = TABLES.iter().flat_map(|table| read::firms(table)).collect();
    let written = TABLES.iter().flat_map(|table| table.lines()).filter(|l| !l.is_empty() && !l.starts_with([' ', '#']));
    let people: Vec<&Person> = firms.iter().flat_map(|firm| &firm.people).collect();
    assert_eq!(people.len(), written.count(), "every person is read");
    let known: HashMap<String, Contact> = people
        .iter()
        .map(|p| (p.name.to_owned(), Contact::new(ContactId::from(uuid::Uuid::nil()), p.name, saturday())))
        .collect();
    let history =
        History { today: saturday(), offset: FixedOffset::east_opt(0).unwrap(), settings: &settings, known: &known };
    let between = [true, false].map(between::lines).concat();
    for line in people.iter().flat_map(|p| p.history.iter().copied()).chain(between) {
        let reading = history.read(line).unwrap_or_else(|| panic!("{line:?} is no log line"));
        assert!(reading.kind_said, "{line:?} says no kind");
    }
    for (word, text) in people.iter().flat_map(|p| &p.details) {
        let known = [
            "tags",
            "birthday",
            "notes",
            "source",
            "referred",
            "field",
            "prefers",
            "cadence",
            "archived",
            "do-not-contact",
            "was",
            "pinned",
            "consent",
            "score",
            "wish",
            "untold",
            "order",
        ];
        assert!(known.contains(word), "{word:?} {text:?} is no detail");
    }
}

#[test]
fn it_is_of_the_promised_size() {
    let changes = on(saturday());
    let count =
        |wanted: fn(&Record) -> bool| changes.iter().filter_map(|c| c.after.as_ref()).filter(|r| wanted(r)).count();
    assert_eq!(count(|r| matches!(r, Record::Company(_))), 20);
    assert_eq!(count(|r| matches!(r, Record::Contact(_))), 61);
    let interactions = count(|r| matches!(r, Record::Interaction(_)));
    assert!((500..900).contains(&interactions), "{interactions} interactions");
    assert!(
        count(|r| matches!(r, Record::FollowUp(f) if !f.is_open())) > 40,
        "follow-ups were kept in these two years"
    );
    assert!(count(|r| matches!(r, Record::Interaction(i) if i.with.len() > 1)) >= 7, "some things happened with two");
}

#[test]
fn what_hangs_on_a_contact_comes_after_it() {
    let mut there = std::collections::HashSet::new();
    for change in on(saturday()) {
        let record = change.after.unwrap();
        let needs: Vec<uuid::Uuid> = match &record {
            Record::Contact(c) => c.jobs.iter().filter_map(|job| job.company).map(|id| id.0).collect(),
            record => record.timelines().into_iter().map(|of| of.0).collect(),
        };
        assert!(needs.iter().all(|id| there.contains(id)), "{record:?} hangs on nothing");
        assert!(there.insert(record.id().id), "{record:?} has an id of its own");
    }
}

#[test]
fn the_same_ids_give_the_same_data() {
    assert_eq!(on(saturday()), on(saturday()));
}

#[test]
fn nobody_in_it_is_real() {
    for change in on(saturday()) {
        let Some(Record::Contact(contact)) = change.after else { continue };
        for mail in &contact.mails {
            let domain = mail.value.split_once('@').unwrap().1;
            let reserved = ["example.com", "example.org", "example.net"];
            assert!(reserved.iter().any(|end| domain.ends_with(end)) && mail.value.is_ascii(), "{}", mail.value);
        }
        for phone in &contact.phones {
            let reserved =
                ["+49 30 23125 ", "+49 171 39200", "+44 20 7946 0", "+44 7700 900", "+1 212-555-01", "+46 8 465 004 "];
            assert!(reserved.iter().any(|start| phone.value.starts_with(start)), "{}", phone.value);
        }
    }
}

#[test]
fn nothing_happens_later_than_today_and_only_today_is_a_day_off() {
    for today in saturday().iter_days().take(8) {
        for change in on(today) {
            if let Some(Record::Interaction(interaction)) = change.after {
                let day = interaction.day();
                assert!(day <= today, "{interaction:?}");
                assert!(
                    day == today || interaction.pinned || day.weekday().num_days_from_monday() < 5,
                    "{interaction:?}"
                );
            }
        }
    }
}

/// Days of all weekdays and seasons, and those around a leap day.
#[test]
fn every_section_of_the_agenda_is_alive_on_any_day() {
    let first: NaiveDate = "2027-01-01".parse().unwrap();
    let seasons = first.iter_days().step_by(17).take(22);
    let leap: NaiveDate = "2028-02-27".parse().unwrap();
    for today in seasons.chain(leap.iter_days().take(4)) {
        let book = book(&on(today));
        let agenda = agenda(&book, &Settings::default(), today, DAYS_AHEAD);
        let section = |section| agenda.entries(agenda.section(section), &book).collect::<Vec<Entry>>();
        let [now, rhythm, next, touched] =
            [Section::Now, Section::Rhythm, Section::Next, Section::Touched].map(section);
        let without_rhythm = agenda.without_rhythm;
        let any = |entries: &[Entry], wanted: &dyn Fn(&super::super::agenda::Reason) -> bool| {
            entries.iter().flat_map(|entry| &entry.reasons).any(wanted)
        };
        let half_past_two = chrono::NaiveTime::from_hms_opt(14, 30, 0);
        assert!((9..=16).contains(&now.len()), "{today}: {} in Now", now.len());
        assert!((6..=12).contains(&rhythm.len()), "{today}: {} in Rhythm", rhythm.len());
        assert!((4..=16).contains(&next.len()), "{today}: {} in Next", next.len());
        assert!((1..=3).contains(&touched.len()), "{today}: {} in Touched", touched.len());
        assert!(without_rhythm >= 5, "{today}: {without_rhythm} without a rhythm");
        assert!(
            any(&now, &|r| matches!(r.why, Why::Complaint { .. }) && r.days_overdue > 2),
            "{today}: late complaint"
        );
        assert!(any(&now, &|r| matches!(r.why, Why::FollowUp { .. }) && r.days_overdue > 0), "{today}: late follow-up");
        assert!(any(&now, &|r| r.time == half_past_two && r.due == today), "{today}: due at 14:30");
        assert!(any(&now, &|r| matches!(r.why, Why::Birthday { day, .. } if day == today)), "{today}: birthday");
        assert!(any(&next, &|r| matches!(r.why, Why::Birthday { .. })), "{today}: coming birthday");
        assert!(any(&now, &|r| matches!(r.why, Why::Retry { last: Outcome::NoAnswer, .. })), "{today}: no answer");
        assert!(
            any(&now, &|r| matches!(r.why, Why::Retry { last: Outcome::LeftMessage, .. })),
            "{today}: left message"
        );
        assert!(any(&now, &|r| matches!(r.why, Why::Retry { tries: 3, instead: Some(_), .. })), "{today}: three tries");
        assert!(any(&rhythm, &|r| r.days_overdue > 3), "{today}: lapsed");
    }
}
