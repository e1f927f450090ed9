//! What goes along where an interaction goes to the person it was about.

use super::*;
use crate::domain::change::Along;

/// `line` is logged on some, with a recurring follow-up of Anna's that is due; the interaction then goes from Anna to Berg.
/// `strip` makes older records of what was logged.
#[track_caller]
fn check(on: &str, line: &str, strip: bool, changed: &str, along: &[Along]) {
    let mut desk = Desk::new().with(&["Anna", "Berg"]);
    let (anna, berg, people) = (desk.who("Anna"), desk.who("Berg"), desk.everyone(on));
    let weekly = NewFollowUp {
        title: "check in".into(),
        due: day(TODAY),
        time: None,
        recurs: Some(Recurs::After { span: "1w".parse().unwrap() }),
    };
    desk.act(|given, ids| add_follow_up(given, ids, &[anna], &weekly)).unwrap();
    let context = log_line::Context { today: desk.today, now: desk.now.time(), settings: &desk.settings };
    let reading = log_line::read(line, &context).unwrap();
    let logged = desk.act(|given, ids| Ok(log(given, ids, &plan_log(given, &people, None, &reading)?))).unwrap();
    let mut records: Vec<Record> = logged.changes.into_iter().filter_map(|change| change.after).collect();
    for record in &mut records {
        if let (Record::FollowUp(one), true) = (record, strip) {
            (one.closed_by, one.after) = (None, None);
        }
    }
    let Some(Record::Interaction(call)) = records.first().cloned() else { panic!("{records:?}") };
    let hanging: Vec<Record> = records
        .into_iter()
        .filter(|record| match record {
            Record::FollowUp(one) => one.contact == anna,
            Record::Feedback(one) => one.contact == anna,
            _ => true,
        })
        .collect();
    let before = desk.book.clone();
    let moved = desk.act(|given, _| move_interaction(given, &call, anna, berg, &hanging));
    assert_eq!(desk.tell(&moved), changed, "{line:?} on {on}");
    let moved = moved.unwrap();
    assert_eq!(*moved.label.along, *along, "{line:?} on {on}");
    if !strip {
        moved.inverse().changes.iter().for_each(|change| desk.book.apply(change));
        assert_eq!(desk.book, before, "taken back, all is as it was");
    }
}

#[test]
fn what_the_line_made_goes_along_and_what_it_did_is_open_again() {
    let (went, open) = (|what: &str| Along::Went(what.into()), || Along::Reopened("check in".into()));
    check(
        "Anna",
        "asked >> fri send offer >> complaint: late",
        false,
        "Call 18.11. 10:00 Berg \"asked\"; promise Anna \"check in\" 2026-11-18; no promise Anna \"check in\" 2026-11-25; \
         promise Berg \"send offer\" 2026-11-20; Complaint Berg \"late\" Open 2026-11-18",
        &[open(), went("send offer"), went("late")],
    );
    check("Anna", "asked >> keep", false, r#"Call 18.11. 10:00 Berg "asked""#, &[]);
    let both = [open(), Along::Withdrawn("send offer".into()), Along::Withdrawn("late".into())];
    check(
        "Anna Berg",
        "meeting: asked >> fri send offer >> complaint: late",
        false,
        "Meeting 18.11. 10:00 Berg \"asked\"; promise Anna \"check in\" 2026-11-18; no promise Anna \"check in\" \
         2026-11-25; no promise Anna \"send offer\" 2026-11-20; no Complaint Anna \"late\" Open 2026-11-18",
        &both,
    );
}

#[test]
fn of_older_records_it_is_said_what_may_have_been_done() {
    let stays = [Along::StaysDone("check in".into())];
    check("Anna", "asked", true, r#"Call 18.11. 10:00 Berg "asked""#, &stays);
    check("Anna", "asked >> keep", true, r#"Call 18.11. 10:00 Berg "asked""#, &[]);
}
