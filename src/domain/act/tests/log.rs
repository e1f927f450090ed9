//! What a log line does.

use super::*;
use crate::domain::interaction::{Direction, Kind};

/// What `line` does on these contacts; opened from the follow-up of this title, if there is one.
#[track_caller]
fn check(desk: Desk, on: &str, opened_from: &str, line: &str, expect: &str) {
    let mut desk = desk;
    let people = desk.everyone(on);
    let from = (!opened_from.is_empty()).then(|| desk.promise(opened_from));
    let context = log_line::Context { today: desk.today, now: desk.now.time(), settings: &desk.settings };
    let reading = log_line::read(line, &context).unwrap();
    let before = desk.book.clone();
    let done = desk.act(|given, ids| Ok(log(given, ids, &plan_log(given, &people, from, &reading)?)));
    assert_eq!(desk.tell(&done), expect, "{line:?} on {on}");
    if let Ok(set) = done {
        set.inverse().changes.iter().for_each(|change| desk.book.apply(change));
        assert_eq!(desk.book, before, "taken back, all is as it was");
    }
}

fn anna() -> Desk {
    Desk::new().with(&["Anna", "Berg", "Celik"])
}

#[test]
fn a_line_becomes_an_interaction_with_all_it_brings_about() {
    check(anna(), "Anna", "", "asked for prices", r#"Call 18.11. 10:00 Anna "asked for prices""#);
    check(
        anna(),
        "Anna",
        "",
        "call: asked for the list >> 2w send offer >> fr 14:30 call back",
        r#"Call 18.11. 10:00 Anna "asked for the list"; promise Anna "send offer" 2026-12-02; promise Anna "call back" 2026-11-20 14:30"#,
    );
    check(
        anna(),
        "Anna",
        "",
        "yesterday call 20min +Berg: delivery late twice >> complaint: late delivery",
        r#"Call 17.11. Anna+Berg "delivery late twice"; Complaint Anna "late delivery" Open 2026-11-17"#,
    );
    check(anna(), "Anna", "", "yesterday 14:30 mail: thanked", r#"Mail 17.11. 14:30 Anna "thanked""#);
    check(anna(), "Anna", "", "09:15: thanked", r#"Call 18.11. 09:15 Anna "thanked""#);
}

#[test]
fn participants_carry_the_company_they_are_at() {
    let mut desk = anna();
    let people = desk.everyone("Anna Berg");
    let context = log_line::Context { today: desk.today, now: desk.now.time(), settings: &desk.settings };
    let reading = log_line::read("visit: all there >> praise: #speed quick", &context).unwrap();
    let set = desk.act(|given, ids| Ok(log(given, ids, &plan_log(given, &people, None, &reading)?))).unwrap();
    let Some(Record::Interaction(visit)) = &set.changes[0].after else { panic!("{set:?}") };
    for participant in &visit.with {
        assert_eq!(participant.company, desk.book.contact(participant.contact).unwrap().company);
        assert!(participant.company.is_some());
    }
    let Some(Record::Feedback(praise)) = &set.changes[1].after else { panic!("{set:?}") };
    assert_eq!((praise.company, praise.from), (visit.with[0].company, Some(visit.id)));
    assert_eq!(praise.topic, "speed");
    let label = Label::of_many(Act::Log, ["Anna".to_owned(), "Berg".to_owned()]);
    assert_eq!(set.label, label.of_kind(Kind::Visit));
}

#[test]
fn a_gathering_is_one_interaction_else_there_is_one_for_each() {
    check(anna(), "Anna Berg", "", "meeting: plans", r#"Meeting 18.11. 10:00 Anna+Berg "plans""#);
    check(anna(), "Anna Berg", "", "call: plans", r#"Call 18.11. 10:00 Anna "plans"; Call 18.11. 10:00 Berg "plans""#);
    check(anna(), "Anna Berg", "", "all call: plans", r#"Call 18.11. 10:00 Anna+Berg "plans""#);
    check(
        anna(),
        "Anna Berg",
        "",
        "each visit: plans",
        r#"Visit 18.11. 10:00 Anna "plans"; Visit 18.11. 10:00 Berg "plans""#,
    );
    check(
        anna(),
        "Anna Berg",
        "",
        "mail +Celik: plans",
        r#"Mail 18.11. 10:00 Anna+Celik "plans"; Mail 18.11. 10:00 Berg+Celik "plans""#,
    );
    check(anna(), "Anna Anna", "", "+Anna: plans", r#"Call 18.11. 10:00 Anna "plans""#);
    check(
        anna(),
        "Anna Berg",
        "",
        "event: fair >> 1w thank",
        r#"Event 18.11. 10:00 Anna+Berg "fair"; promise Anna "thank" 2026-11-25; promise Berg "thank" 2026-11-25"#,
    );
}

#[test]
fn a_touch_does_the_follow_up_it_was_opened_from_if_no_other_is_due() {
    let one = || anna().follow_up("Anna offer 2026-11-17");
    let two = || one().follow_up("Anna sample 2026-11-18");
    let later = || one().follow_up("Anna sample 2026-11-30");
    let hidden = || one().follow_up("Anna sample 2026-11-10~2026-11-20");
    let did = |title: &str| format!(r#"Call 18.11. 10:00 Anna "hi"; done "{title}" 2026-11-18"#);
    let none = r#"Call 18.11. 10:00 Anna "hi""#;
    check(one(), "Anna", "offer", "hi", &did("offer"));
    check(one(), "Anna", "", "hi", &did("offer"));
    check(two(), "Anna", "offer", "hi", none);
    check(two(), "Anna", "", "hi", none);
    check(later(), "Anna", "", "hi", &did("offer"));
    check(later(), "Anna", "offer", "hi", &did("offer"));
    check(later(), "Anna", "sample", "hi", none);
    check(anna().follow_up("Anna offer 2026-11-30"), "Anna", "", "hi", none);
    check(anna().follow_up("Anna offer 2026-11-30"), "Anna", "offer", "hi", &did("offer"));
    check(hidden(), "Anna", "", "hi", &did("offer"));
    check(one(), "Anna", "", "hi >> keep", none);
    check(one(), "Berg", "", "hi", r#"Call 18.11. 10:00 Berg "hi""#);
    check(one(), "Berg", "offer", "hi", r#"Call 18.11. 10:00 Berg "hi""#);
    check(one(), "Berg", "", "+Anna: hi", r#"Call 18.11. 10:00 Berg+Anna "hi""#);
    // Due on Saturday: it stands in Now on Friday, but is still ahead; selected it is done.
    let friday = || Desk::on("2026-11-20").with(&["Anna"]).follow_up("Anna offer 2026-11-21");
    check(friday(), "Anna", "", "hi", r#"Call 20.11. 10:00 Anna "hi""#);
    check(friday(), "Anna", "offer", "hi", r#"Call 20.11. 10:00 Anna "hi"; done "offer" 2026-11-20"#);
    let saturday = Desk::on("2026-11-21").with(&["Anna"]).follow_up("Anna offer 2026-11-21");
    check(saturday, "Anna", "", "hi", r#"Call 21.11. 10:00 Anna "hi"; done "offer" 2026-11-21"#);
}

#[test]
fn no_answer_left_message_and_notes_do_none() {
    let one = || anna().follow_up("Anna offer 2026-11-17");
    check(one(), "Anna", "offer", "na: again tomorrow", r#"Call 18.11. 10:00 Anna "again tomorrow""#);
    check(one(), "Anna", "offer", "lm: asked to call", r#"Call 18.11. 10:00 Anna "asked to call""#);
    check(one(), "Anna", "offer", "note: likes tea", r#"Note 18.11. 10:00 Anna "likes tea""#);
    check(
        one(),
        "Anna",
        "offer",
        "note: sent it >> done 1",
        r#"Note 18.11. 10:00 Anna "sent it"; done "offer" 2026-11-18"#,
    );
}

#[test]
fn done_names_follow_ups_by_due_day() {
    let three = || anna().follow_up("Anna c 2026-11-30").follow_up("Anna a 2026-11-10").follow_up("Anna b 2026-11-18");
    check(
        three(),
        "Anna",
        "",
        "hi >> done 1 3",
        r#"Call 18.11. 10:00 Anna "hi"; done "a" 2026-11-18; done "c" 2026-11-18"#,
    );
    check(three(), "Anna", "a", "hi >> done 2", r#"Call 18.11. 10:00 Anna "hi"; done "b" 2026-11-18"#);
    check(three(), "Anna", "", "yesterday: hi >> done 2", r#"Call 17.11. Anna "hi"; done "b" 2026-11-17"#);
    check(three(), "Anna", "", "hi >> done 4", "! no follow-up 4, there are 3");
    check(three(), "Berg", "", "hi >> done 1", "! no follow-up 1, there are 0");
    check(three(), "Anna Berg", "", "hi >> done 1", "! follow-ups are numbered for one contact only");
}

#[test]
fn a_log_never_resolves_a_complaint() {
    let mut desk = anna();
    let on = desk.everyone("Anna");
    let complaint = NewFeedback::new(FeedbackKind::Complaint, "late");
    desk.act(|given, ids| add_feedback(given, ids, &on, &complaint)).unwrap();
    check(desk, "Anna", "", "hi", r#"Call 18.11. 10:00 Anna "hi""#);
}

#[test]
fn a_name_is_never_guessed() {
    let desk = || Desk::new().with(&["Anna", "Berg Bau", "Berg Holz", "Celik"]);
    check(desk(), "Anna", "", "+Nobody: hi", r#"! nobody is called "Nobody""#);
    check(desk(), "Anna", "", "+Berg: hi", r#"! several are called "Berg""#);
    check(desk(), "Anna", "", "+Cel: hi", r#"Call 18.11. 10:00 Anna+Celik "hi""#);
}

#[test]
fn what_is_planned_is_told_before() {
    let desk = anna().follow_up("Anna offer 2026-11-17");
    let given = Given { book: &desk.book, settings: &desk.settings, today: desk.today, now: desk.now };
    let context = log_line::Context { today: desk.today, now: desk.now.time(), settings: &desk.settings };
    let reading = log_line::read("+Berg mail: hi", &context).unwrap();
    let plan = plan_log(&given, &desk.everyone("Anna"), None, &reading).unwrap();
    assert_eq!(plan.people(), desk.everyone("Anna Berg"));
    assert_eq!(plan.does, [desk.promise("offer")]);
    assert_eq!(plan.day(), desk.today);
    let nobody = plan_log(&given, &[], None, &reading);
    assert_eq!(nobody, Err(ActError::Gone));
}

#[test]
fn a_recurring_follow_up_has_its_next_instance() {
    let mut desk = anna();
    let on = desk.everyone("Anna");
    let monthly = NewFollowUp {
        title: "check in".into(),
        due: day("2026-10-31"),
        time: None,
        recurs: Some(Recurs::Every { span: "1m".parse().unwrap(), anchor: day("2026-10-31") }),
    };
    desk.act(|given, ids| add_follow_up(given, ids, &on, &monthly)).unwrap();
    check(
        desk,
        "Anna",
        "",
        "hi",
        r#"Call 18.11. 10:00 Anna "hi"; done "check in" 2026-11-18; promise Anna "check in" 2026-11-30"#,
    );
}

#[test]
fn the_day_is_todays_and_the_time_the_clocks() {
    let mut desk = anna();
    desk.today = day("2026-03-02"); // --today
    check(desk, "Anna", "", "hi", r#"Call 2.3. 10:00 Anna "hi""#);
    let mut desk = anna();
    let on = desk.everyone("Anna Berg");
    let done = desk.act(|given, ids| note(given, ids, &on, " likes tea\nand #oak "));
    assert_eq!(
        desk.tell(&done),
        r#"Note 18.11. 10:00 Anna "likes tea\nand #oak"; Note 18.11. 10:00 Berg "likes tea\nand #oak""#
    );
    assert_eq!(done.unwrap().label.act, Act::Note);
    let empty = desk.act(|given, ids| note(given, ids, &on, " \n"));
    assert_eq!(empty, Err(ActError::Empty));
}

/// A mail with this Message-ID that is to be filed.| who | way`: a mail with this Message-ID, filed.
fn mail(desk: &Desk, id: &str, written: &str, with: &str) -> LoggedMail {
    LoggedMail {
        id: id.into(),
        written: written.parse().ok(),
        direction: Some(Direction::In),
        with: desk.everyone(with),
        text: "Offer\n\nThanks".into(),
        automatic: false,
    }
}

#[test]
fn a_mail_is_one_interaction_with_all_its_people() {
    let mut desk = Desk::new().with(&["Anna", "Bernd"]).follow_up("Anna offer 2026-11-18");
    let of_yesterday = mail(&desk, "1@x", "2026-11-17T14:30:00+01:00", "Anna Bernd");
    let set = log_mails(&desk.given(), std::slice::from_ref(&of_yesterday));
    let [change] = set.changes.as_slice() else { panic!("nothing is done by it but that: {set:?}") };
    let Some(Record::Interaction(filed)) = &change.after else { panic!("{change:?}") };
    assert_eq!((filed.day(), filed.with.len(), filed.is_touch()), (day("2026-11-17"), 2, true));
    assert!(filed.with.iter().all(|one| one.company.is_some()), "each at their company");
    assert!(of_yesterday.is(filed) && of_yesterday.ids().contains(&filed.id));
    assert_eq!(
        filed.id.entered_millis(),
        filed.at.timestamp_millis(),
        "what was hidden before it was written is shown again"
    );
    desk.book.apply(change);
    assert_eq!(desk.book.contact(desk.who("Bernd")).unwrap().touches.list.len(), 1);
}

#[test]
fn a_mail_of_a_machine_is_no_touch() {
    let mut desk = Desk::new().with(&["Anna"]);
    let away = LoggedMail { automatic: true, ..mail(&desk, "1@x", "2026-11-17T14:30:00+01:00", "Anna") };
    let set = log_mails(&desk.given(), &[away]);
    set.changes.iter().for_each(|change| desk.book.apply(change));
    let row = desk.book.contact(desk.who("Anna")).unwrap();
    assert_eq!((row.interactions.list.len(), row.touches.list.len()), (1, 0));
    assert!(row.interactions.list[0].automatic);
}

/// Without a moment, or with one that was to come when it was filed, it is found again all the same.
#[test]
fn a_mail_is_known_again_by_its_id() {
    let desk = Desk::new().with(&["Anna"]);
    let undated = mail(&desk, "1@x", "", "Anna");
    let later = mail(&desk, "1@x", "2026-12-24T10:00:00+01:00", "Anna");
    let set = log_mails(&desk.given(), std::slice::from_ref(&undated));
    let Some(Record::Interaction(filed)) = &set.changes[0].after else { panic!("{set:?}") };
    assert_eq!(filed.at, desk.now);
    assert!(later.ids().contains(&filed.id) && later.is(filed));
    let other = mail(&desk, "2@x", "", "Anna");
    assert!(!other.ids().contains(&filed.id) && !other.is(filed));
}
