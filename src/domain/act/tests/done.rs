//! Done, snoozed, and what recurs.

use super::*;
use crate::domain::agenda::{Section, entry_of};

/// `every 1m from 2026-01-31` or `after 1m`, with its own day, done on this day: the next one.
#[track_caller]
fn check_next(recurs: &str, own: &str, done: &str, next: &str) {
    let (how, span) = recurs.split_once(' ').unwrap();
    let recurs = match span.split_once(" from ") {
        Some((span, anchor)) if how == "every" => Recurs::Every { span: span.parse().unwrap(), anchor: day(anchor) },
        _ => Recurs::After { span: span.parse().unwrap() },
    };
    assert_eq!(recurs.next(day(own), day(done), day(done)), Some(day(next)), "{recurs:?} of {own}, done {done}");
}

#[test]
fn every_keeps_its_anchor_and_after_counts_from_the_day_it_was_done() {
    check_next("every 1m from 2026-01-31", "2026-01-31", "2026-01-31", "2026-02-28");
    check_next("every 1m from 2026-01-31", "2026-02-28", "2026-02-28", "2026-03-31");
    check_next("every 1m from 2026-01-31", "2026-02-28", "2026-02-20", "2026-03-31");
    check_next("every 3m from 2026-01-15", "2026-04-15", "2026-05-02", "2026-07-15");
    check_next("every 1w from 2026-11-02", "2026-11-02", "2026-11-18", "2026-11-23");
    check_next("every 1w from 2026-11-02", "2026-11-02", "2026-11-16", "2026-11-23");
    check_next("every 1d from 2000-01-01", "2026-08-01", "2026-11-18", "2026-11-19");
    check_next("every 1y from 2024-02-29", "2026-02-28", "2026-03-02", "2027-02-28");
    check_next("after 3m", "2026-08-01", "2026-11-18", "2027-02-18");
    check_next("after 1m", "2026-01-31", "2026-01-31", "2026-02-28");
    check_next("after 1w", "2026-11-30", "2026-11-18", "2026-12-02");
    check_next("after 1d", "2026-11-30", "2026-11-18", "2026-12-01");
}

#[test]
fn a_holiday_leaves_one_row_not_twelve() {
    let mut desk = Desk::on("2026-08-03").with(&["Anna"]);
    let on = desk.everyone("Anna");
    let daily = NewFollowUp {
        title: "look".into(),
        due: day("2026-07-01"),
        time: None,
        recurs: Some(Recurs::Every { span: "1d".parse().unwrap(), anchor: day("2026-07-01") }),
    };
    desk.act(|given, ids| add_follow_up(given, ids, &on, &daily)).unwrap();
    let item = Item::FollowUp(desk.promise("look"));
    let done = desk.act(|given, ids| done(given, ids, &[item, item]));
    assert_eq!(desk.tell(&done), r#"done "look" 2026-08-03; promise Anna "look" 2026-08-04"#);
    assert_eq!(desk.book.follow_ups_of(on[0]).len(), 1);
    let again = desk.act(|given, ids| super::done(given, ids, &[item]));
    assert_eq!(again, Err(ActError::Gone));
}

/// A contact who was tried yesterday, has a birthday today, a lapsed rhythm, a promise and a complaint of a day.
fn busy(complaint: &str) -> (Desk, FeedbackId) {
    let mut desk = Desk::new();
    let mut contact = Contact::new(desk.ids.draw(), "Anna", day("2026-01-01"));
    contact.birthday = Some("1976-11-18".parse().unwrap());
    contact.tier = Some(Tier::A);
    desk.book.apply(&Change::create(contact));
    let mut desk = desk.follow_up("Anna offer 2026-11-17");
    let on = desk.everyone("Anna");
    let feedback = Feedback {
        id: desk.ids.draw(),
        contact: on[0],
        company: None,
        kind: FeedbackKind::Complaint,
        text: "late".into(),
        day: day(complaint),
        topic: String::new(),
        score: None,
        promised: None,
        state: FeedbackState::Open,
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
        snoozed_until: None,
        source_id: String::new(),
    };
    let id = feedback.id;
    desk.book.apply(&Change::create(feedback));
    desk.today = day("2026-11-17");
    let context = log_line::Context { today: desk.today, now: desk.now.time(), settings: &desk.settings };
    let reading = log_line::read("na: again", &context).unwrap();
    desk.act(|given, ids| Ok(log(given, ids, &plan_log(given, &on, None, &reading)?))).unwrap();
    desk.today = day(TODAY);
    (desk, id)
}

/// Reasons that are left, by their names.
fn left(desk: &Desk) -> String {
    let entry = entry_of(&desk.book, &desk.settings, desk.today, 0, desk.who("Anna"));
    let items = entry.iter().flat_map(|entry| entry.reasons.iter().map(|reason| reason.item(entry.whom)));
    items.map(|item| format!("{item:?}").split('(').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_reason_is_done_in_its_way() {
    let (mut desk, complaint) = busy("2026-11-14");
    let anna = desk.who("Anna");
    let offer = desk.promise("offer");
    assert_eq!(left(&desk), "Feedback FollowUp Retry Birthday Cadence");
    let do_ = |desk: &mut Desk, item| {
        let set = desk.act(|given, ids| done(given, ids, &[item]));
        desk.tell(&set)
    };
    // What asks after it would hold the rhythm back.
    desk.settings.feedback.check_back = 0;
    assert_eq!(do_(&mut desk, Item::Feedback(complaint)), r#"Complaint Anna "late" Resolved 2026-11-14"#);
    assert_eq!(do_(&mut desk, Item::FollowUp(offer)), r#"done "offer" 2026-11-18"#);
    assert_eq!(left(&desk), "Retry Birthday Cadence");
    // The birthday as such and as the contact's own is one.
    let twice = desk.act(|given, ids| done(given, ids, &[Item::Birthday(anna), Item::Contact(anna)]));
    assert_eq!(desk.tell(&twice), "mark Anna");
    assert_eq!(left(&desk), "Retry Cadence");
    assert_eq!(do_(&mut desk, Item::Contact(anna)), "! it ends when a touch is logged");
    assert_eq!(do_(&mut desk, Item::Retry(anna)), "! it ends when a touch is logged");
    assert_eq!(do_(&mut desk, Item::Cadence(anna)), "! it ends when a touch is logged");
    assert_eq!(do_(&mut desk, Item::Birthday(anna)), "! it ends when a touch is logged");
    assert_eq!(do_(&mut desk, Item::Feedback(complaint)), "! it is Resolved already");
}

#[test]
fn several_reasons_are_snoozed_in_one_set() {
    let (mut desk, complaint) = busy("2026-11-21");
    let anna = desk.who("Anna");
    let before = desk.book.clone();
    let items = [Item::Contact(anna), Item::FollowUp(desk.promise("offer")), Item::Feedback(complaint)];
    let set = desk.act(|given, _| snooze(given, &items, day("2026-11-21")));
    assert_eq!(
        desk.tell(&set),
        r#"promise Anna "offer" 2026-11-17 until 2026-11-23; Complaint Anna "late" Open 2026-11-21 until 2026-11-23; mark Anna"#,
        "until the Monday after"
    );
    assert_eq!(left(&desk), "");
    let set = set.unwrap();
    assert_eq!(set.label, Label::new(Act::Snooze, "Anna").about("offer, late").on(day("2026-11-23")));
    // What is hidden can be hidden for longer.
    assert!(desk.act(|given, _| snooze(given, &[Item::Contact(anna)], day("2026-12-01"))).is_ok());
    desk.book = before.clone();
    set.changes.iter().for_each(|change| desk.book.apply(change));
    set.inverse().changes.iter().for_each(|change| desk.book.apply(change));
    assert_eq!(desk.book, before);
}

#[test]
fn what_cannot_be_snoozed_says_why() {
    let (mut desk, complaint) = busy("2026-11-14");
    let late = desk.act(|given, _| snooze(given, &[Item::Feedback(complaint)], day("2026-11-20")));
    assert_eq!(late, Err(ActError::LateComplaint(complaint)));
    let (mut desk, complaint) = busy("2026-11-18");
    let beyond = desk.act(|given, _| snooze(given, &[Item::Feedback(complaint)], day("2026-11-21")));
    assert_eq!(beyond, Err(ActError::ComplaintDue(day("2026-11-20"))));
    let until_due = desk.act(|given, _| snooze(given, &[Item::Feedback(complaint)], day("2026-11-20")));
    assert_eq!(desk.tell(&until_due), r#"Complaint Anna "late" Open 2026-11-18 until 2026-11-20"#);
    let promise = Item::FollowUp(desk.promise("offer"));
    let past = desk.act(|given, _| snooze(given, &[promise], day(TODAY)));
    assert_eq!(past, Err(ActError::NotAhead(day(TODAY))));
    let mut calm = Desk::new().with(&["Berg"]);
    let berg = calm.who("Berg");
    let nothing = calm.act(|given, _| snooze(given, &[Item::Contact(berg)], day("2026-11-20")));
    assert_eq!(nothing, Err(ActError::NotOnAgenda));
    let nothing = calm.act(|given, ids| done(given, ids, &[Item::Contact(berg)]));
    assert_eq!(nothing, Err(ActError::NotOnAgenda));
}

#[test]
fn a_touch_ends_what_was_snoozed() {
    let (mut desk, _) = busy("2026-11-18");
    let anna = desk.who("Anna");
    desk.act(|given, _| snooze(given, &[Item::Cadence(anna)], day("2026-12-20"))).unwrap();
    assert!(!left(&desk).contains("Cadence"));
    // Touched on the same day, ten minutes later, and looked at when the rhythm has lapsed again but not the snooze.
    let entered = desk.now.timestamp_millis() as u64 + 600_000;
    desk.ids = Ids::seeded(entered, 1);
    desk.act(|given, ids| {
        let context = log_line::Context { today: given.today, now: given.now.time(), settings: given.settings };
        Ok(log(given, ids, &plan_log(given, &[anna], None, &log_line::read("hi", &context).unwrap())?))
    })
    .unwrap();
    desk.today = day("2026-12-18");
    let entry = entry_of(&desk.book, &desk.settings, desk.today, 0, anna).unwrap();
    assert!(left(&desk).contains("Cadence"), "{entry:?}");
    assert_eq!(entry.section, Section::Now, "the complaint is late by now");
}
