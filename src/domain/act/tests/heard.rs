//! Feedback brought from heard to closed, and consents.

use super::*;
use crate::domain::act::done as done_items;
use crate::domain::complaint::{Goodwill, Reply};
use crate::domain::consent::{ConsentState, May, Purpose};
use crate::domain::contact::{Channel, DoNotContact};
use crate::domain::feedback::Standing;

/// Anna's complaint of two days ago.
fn complaint() -> (Desk, Feedback) {
    let mut desk = Desk::new().with(&["Anna"]);
    let anna = desk.everyone("Anna")[0];
    let one = Feedback::new(desk.ids.draw(), anna, FeedbackKind::Complaint, "late twice", day("2026-11-16"));
    desk.book.apply(&Change::create(one.clone()));
    (desk, one)
}

/// Brings `one` to each of these in turn; the last outcome as its state, resolved and told day.
fn check(steps: &[Standing], expect: Result<(Standing, Option<&str>, Option<&str>), ActError>) {
    let (mut desk, mut one) = complaint();
    desk.settings.feedback.check_back = 0;
    let mut last = Ok(());
    for to in steps {
        let handling = Handling { answer: Some(" new lot ".into()), ..Handling::new(*to, day(TODAY)) };
        let set = handle(&desk.given(), &mut Ids::seeded(1, 1), std::slice::from_ref(&one), &handling);
        last = set.map(|set| match set.changes.into_iter().next().and_then(|change| change.after) {
            Some(Record::Feedback(after)) => one = after,
            other => panic!("no feedback but {other:?}"),
        });
    }
    let days = |(standing, resolved, told): (Standing, Option<&str>, Option<&str>)| {
        (standing, resolved.map(day), told.map(day))
    };
    assert_eq!(last.map(|()| (one.standing(), one.resolved, one.told)), expect.map(days), "{steps:?}");
}

#[test]
fn feedback_is_walked_along_and_back() {
    use Standing::{Acknowledged, Open, Resolved, Told};
    let today = Some(TODAY);
    check(&[Acknowledged], Ok((Acknowledged, None, None)));
    check(&[Acknowledged, Resolved], Ok((Resolved, today, None)));
    check(&[Acknowledged, Resolved, Told], Ok((Told, today, today)));
    check(&[Told], Ok((Told, today, today)));
    check(&[Told, Open], Ok((Open, None, None)));
    let already = |standing, day: Option<&str>| Err(ActError::Already { standing, day: day.map(super::day) });
    check(&[Open], already(Open, None));
    check(&[Resolved, Resolved], already(Resolved, today));
    check(&[Resolved, Acknowledged], already(Resolved, today));
    check(&[Told, Resolved], already(Told, today));
}

#[test]
fn a_day_before_it_came_or_after_today_is_refused() {
    let (desk, one) = complaint();
    let on = |day: NaiveDate| {
        let handling = Handling::new(Standing::Told, day);
        let set = handle(&desk.given(), &mut Ids::seeded(1, 1), std::slice::from_ref(&one), &handling);
        set.map(|set| set.changes.len())
    };
    assert_eq!(on(day("2026-11-15")), Err(ActError::BeforeItCame(day("2026-11-16"))));
    assert_eq!(on(day("2026-11-19")), Err(ActError::NotYet(day("2026-11-19"))));
    assert_eq!(on(day("2026-11-16")), Ok(2), "with what asks after it");
}

#[test]
fn of_several_those_that_are_so_far_already_stay() {
    let (mut desk, one) = complaint();
    desk.settings.feedback.check_back = 0;
    let resolved = Handling::new(Standing::Resolved, day(TODAY));
    let first = desk.act(|given, ids| handle(given, ids, std::slice::from_ref(&one), &resolved)).unwrap();
    let Some(Record::Feedback(done)) = first.changes[0].after.clone() else { panic!("no feedback") };
    let other = Feedback { id: desk.ids.draw(), ..one.clone() };
    let set = handle(&desk.given(), &mut Ids::seeded(1, 1), &[done.clone(), other], &resolved).unwrap();
    assert_eq!(set.changes.len(), 1);
    // Resolved and not told it stays in the book, and asks nothing of the agenda.
    assert_eq!(desk.book.feedback(done.id), Some(&done));
    assert_eq!((desk.book.feedback_of(done.contact).len(), desk.book.untold_feedback_of(done.contact).len()), (0, 1));
    let told = Handling::new(Standing::Told, day(TODAY));
    desk.act(|given, ids| handle(given, ids, std::slice::from_ref(&done), &told)).unwrap();
    assert_eq!(desk.book.feedback(done.id), None);
}

/// A complaint that is brought so far on a day, with so many days until it is asked after; what comes of it.
fn asked_after(to: Standing, on: &str, days: u16) -> String {
    let (mut desk, one) = complaint();
    desk.settings.feedback.check_back = days;
    desk.settings.feedback.check_back_title = "check back".into();
    let handling = Handling::new(to, day(on));
    let set = desk.act(|given, ids| handle(given, ids, std::slice::from_ref(&one), &handling));
    desk.tell(&set)
}

#[test]
fn a_complaint_that_is_resolved_is_asked_after_on_a_working_day() {
    use Standing::{Acknowledged, Resolved, Told};
    let resolved = |promise: &str| format!(r#"Complaint Anna "late twice" Resolved 2026-11-16{promise}"#);
    let on = |due: &str| format!(r#"; promise Anna "check back: late twice" {due}"#);
    // Two weeks after a Wednesday is a Wednesday, three days after it a Saturday.
    assert_eq!(asked_after(Resolved, TODAY, 14), resolved(&on("2026-12-02")));
    assert_eq!(asked_after(Told, TODAY, 14), resolved(&on("2026-12-02")));
    assert_eq!(asked_after(Resolved, TODAY, 3), resolved(&on("2026-11-23")));
    // From the day it was resolved on, but never in the past.
    assert_eq!(asked_after(Resolved, "2026-11-16", 14), resolved(&on("2026-11-30")));
    assert_eq!(asked_after(Resolved, "2026-11-16", 1), resolved(&on(TODAY)));
    assert_eq!(asked_after(Resolved, TODAY, 0), resolved(""));
    assert_eq!(asked_after(Acknowledged, TODAY, 14), r#"Complaint Anna "late twice" Acknowledged 2026-11-16"#);
}

#[test]
fn what_asks_after_a_complaint_comes_and_goes_with_it() {
    let (mut desk, one) = complaint();
    let before = desk.book.clone();
    let [resolved, told, again] =
        [Standing::Resolved, Standing::Told, Standing::Open].map(|to| Handling::new(to, day(TODAY)));
    let set = desk.act(|given, ids| handle(given, ids, std::slice::from_ref(&one), &resolved)).unwrap();
    let done = desk.book.feedback(one.id).unwrap().clone();
    let promises = |desk: &Desk| desk.book.follow_ups_of(one.contact).len();
    assert_eq!(promises(&desk), 1);
    // Telling what is resolved asks no second time.
    let telling = handle(&desk.given(), &mut Ids::seeded(1, 1), std::slice::from_ref(&done), &told).unwrap();
    assert_eq!(telling.changes.len(), 1);
    let deleted = delete_feedback(&desk.given(), std::slice::from_ref(&done));
    assert_eq!(
        desk.tell(&Ok(deleted)),
        "no Complaint Anna \"late twice\" Resolved 2026-11-16; no promise Anna \"late twice\" 2026-12-02"
    );
    // One undo takes both back.
    set.inverse().changes.iter().for_each(|change| desk.book.apply(change));
    assert_eq!((promises(&desk), desk.book == before), (0, true));
    desk.act(|given, ids| handle(given, ids, std::slice::from_ref(&one), &resolved)).unwrap();
    let done = desk.book.feedback(one.id).unwrap().clone();
    let opened = desk.act(|given, ids| handle(given, ids, std::slice::from_ref(&done), &again));
    assert_eq!(
        desk.tell(&opened),
        "Complaint Anna \"late twice\" Open 2026-11-16; cancelled \"late twice\" 2026-11-18"
    );
    // `done` is the same; a wish is nothing to be asked after.
    let by_done = desk.act(|given, ids| done_items(given, ids, &[Item::Feedback(one.id)]));
    assert_eq!(by_done.unwrap().changes.len(), 2);
    let wish = Feedback { id: desk.ids.draw(), kind: FeedbackKind::Wish, ..one.clone() };
    desk.book.apply(&Change::create(wish.clone()));
    let set = desk.act(|given, ids| handle(given, ids, &[wish], &resolved));
    assert_eq!(set.unwrap().changes.len(), 1);
}

#[test]
fn what_they_were_told_stands_in_its_order_and_no_day_of_it_is_ahead() {
    let (mut desk, one) = complaint();
    let mut told = |on: &str, text: &str| {
        let one = desk.book.feedback(one.id).unwrap().clone();
        let told = Reply { day: day(on), text: text.into() };
        desk.act(|given, _| reply(given, &[one], &told)).map(|set| set.changes.len())
    };
    assert_eq!(told("2026-11-18", " a new lot "), Ok(1));
    assert_eq!(told("2026-11-17", "we look into it"), Ok(1));
    assert_eq!(told("2026-11-18", "it is on its way"), Ok(1));
    assert_eq!(told(TODAY, "  "), Err(ActError::Empty));
    assert_eq!(told("2026-11-19", "x"), Err(ActError::NotYet(day("2026-11-19"))));
    assert_eq!(told("2026-11-15", "x"), Err(ActError::BeforeItCame(day("2026-11-16"))));
    let after = desk.book.feedback(one.id).unwrap();
    let texts: Vec<&str> = after.replies.iter().map(|reply| reply.text.as_str()).collect();
    assert_eq!(texts, ["we look into it", "a new lot", "it is on its way"]);
    assert!(after.is_open());
}

#[test]
fn the_cause_and_what_was_given_are_noted_with_the_end() {
    let (desk, one) = complaint();
    let given = Goodwill::read("50 €", crate::domain::money::Currency::EUR);
    let handling = Handling {
        cause: Some(" the carrier ".into()),
        goodwill: Some(given.clone()),
        ..Handling::new(Standing::Resolved, day(TODAY))
    };
    let set = handle(&desk.given(), &mut Ids::seeded(1, 1), &[one], &handling).unwrap();
    let Some(Record::Feedback(after)) = &set.changes[0].after else { panic!("no feedback") };
    assert_eq!((after.cause.as_str(), &after.goodwill), ("the carrier", &given));
}

#[test]
fn the_newest_decision_is_in_force_and_do_not_contact_is_over_all() {
    let mut desk = Desk::new().with(&["Anna"]);
    let on = desk.everyone("Anna");
    let mut decide = |channel, state, day: NaiveDate| {
        let decision = Decision { channel, state, day, how: " by mail ".into(), purpose: None, proof: String::new() };
        desk.act(|given, ids| consent(given, ids, &on, &decision)).map(|set| set.changes.len())
    };
    assert_eq!(decide(Channel::Mail, ConsentState::Withdrawn, day("2026-11-10")), Ok(1));
    assert_eq!(decide(Channel::Mail, ConsentState::Given, day("2026-11-09")), Ok(1));
    assert_eq!(decide(Channel::Phone, ConsentState::Given, day(TODAY)), Ok(1));
    let ahead = day("2026-11-19");
    assert_eq!(decide(Channel::Mail, ConsentState::Given, ahead), Err(ActError::NotYet(ahead)));
    let mut row = desk.book.contact(on[0]).unwrap().clone();
    let today = day(TODAY);
    assert_eq!(row.may(Channel::Mail, today), May::Withdrawn { day: day("2026-11-10"), how: "by mail", purpose: None });
    assert!(row.may(Channel::Phone, today).is_allowed() && row.may(Channel::Visit, today).is_allowed());
    row.do_not_contact = Some(DoNotContact { until: Some(ahead), reason: "quiet".into() });
    assert_eq!(row.may(Channel::Phone, today), May::DoNotContact { until: Some(ahead), reason: "quiet" });
    assert!(row.may(Channel::Phone, ahead).is_allowed(), "welcome again on that day");
}

/// Decisions, each a day, a channel's state, and a purpose; and what is allowed by mail then, for each purpose: `+`, `-` withdrawn,
/// `?` not given.
fn check_purposes(decided: &[(&str, ConsentState, Option<Purpose>)], expect: &str) {
    let mut desk = Desk::new().with(&["Anna"]);
    let on = desk.everyone("Anna");
    for (at, state, purpose) in decided {
        let (how, proof) = (String::new(), " form 12 ".to_owned());
        let decision = Decision { channel: Channel::Mail, purpose: *purpose, state: *state, day: day(at), how, proof };
        desk.act(|given, ids| consent(given, ids, &on, &decision)).unwrap();
    }
    let row = desk.book.contact(on[0]).unwrap();
    let signs = Purpose::ALL.map(|purpose| match row.may_for(purpose, Channel::Mail, day(TODAY)) {
        May::Allowed => '+',
        May::Withdrawn { .. } => '-',
        May::NotGiven { .. } => '?',
        May::DoNotContact { .. } => 'x',
    });
    assert_eq!(signs.iter().collect::<String>(), expect, "{decided:?}");
    assert!(row.consents.iter().all(|one| one.proof == "form 12"));
}

#[test]
fn marketing_and_surveys_take_a_consent_and_the_newest_of_a_purpose_holds() {
    use ConsentState::{Given, Unknown, Withdrawn};
    let (marketing, service) = (Some(Purpose::Marketing), Some(Purpose::Service));
    // Contract, service, marketing, survey.
    check_purposes(&[], "++??");
    check_purposes(&[("2026-11-01", Given, None)], "++++");
    check_purposes(&[("2026-11-01", Withdrawn, None)], "----");
    check_purposes(&[("2026-11-01", Given, marketing)], "+++?");
    check_purposes(&[("2026-11-01", Given, None), ("2026-11-02", Withdrawn, marketing)], "++-+");
    check_purposes(&[("2026-11-02", Withdrawn, marketing), ("2026-11-01", Given, None)], "++-+");
    check_purposes(&[("2026-11-01", Withdrawn, marketing), ("2026-11-02", Given, None)], "++++");
    check_purposes(&[("2026-11-01", Withdrawn, None), ("2026-11-02", Given, service)], "-+--");
    check_purposes(&[("2026-11-01", Given, marketing), ("2026-11-01", Unknown, marketing)], "++??");
    check_purposes(&[("2026-11-01", Withdrawn, service)], "+-??");
}

/// A consent to surveys by mail of the contact of that name.
fn consents_to_surveys(desk: &mut Desk, name: &str) {
    let decision = Decision {
        channel: Channel::Mail,
        purpose: Some(Purpose::Survey),
        state: ConsentState::Given,
        day: day("2026-01-01"),
        how: String::new(),
        proof: String::new(),
    };
    let on = desk.everyone(name);
    let set = consent(&desk.given(), &mut Ids::seeded(2, 2), &on, &decision).unwrap();
    set.changes.iter().for_each(|change| desk.book.apply(change));
}

#[test]
fn who_was_asked_lately_or_did_not_consent_is_left_out_of_a_survey() {
    let mut desk = Desk::new().with(&["Anna", "Bernd"]);
    consents_to_surveys(&mut desk, "Anna");
    let (anna, bernd) = (desk.everyone("Anna")[0], desk.everyone("Bernd")[0]);
    let asking = Asking { topic: " samples ".into(), channel: None };
    let ask_them = |desk: &Desk| {
        let given = desk.given();
        let asked = ask(&given, &mut Ids::seeded(3, 3), &[anna, bernd, anna], &asking).unwrap();
        let out: Vec<ContactId> = asked.left_out.iter().map(|(id, _)| *id).collect();
        (asked.set, asked.asked, out)
    };
    let (set, asked, out) = ask_them(&desk);
    assert_eq!((asked, out), (vec![anna], vec![bernd]));
    let [change] = set.changes.as_slice() else { panic!("{set:?}") };
    let Some(Record::Feedback(noted)) = &change.after else { panic!("{change:?}") };
    assert_eq!((noted.topic.as_str(), noted.day, noted.standing()), ("samples", day(TODAY), Standing::Asked));
    assert!(!noted.is_open() && noted.is_closed(), "nothing is left to be done with it by us");
    desk.book.apply(change);
    let (set, asked, out) = ask_them(&desk);
    assert_eq!((set.changes.len(), asked.len(), out), (0, 0, vec![anna, bernd]));
    // What is a question can't be resolved.
    let handling = Handling::new(Standing::Told, day(TODAY));
    let told = handle(&desk.given(), &mut Ids::seeded(1, 1), std::slice::from_ref(noted), &handling);
    assert_eq!(told, Err(ActError::Already { standing: Standing::Asked, day: Some(day(TODAY)) }));
    desk.book.apply(&change.clone().inverse());
    assert_eq!(ask_them(&desk).1, [anna], "an undo takes it back");
}

#[test]
fn a_detractor_is_called_back_on_the_next_working_day() {
    let called_back = |today: &str, kind, score, days| {
        let mut desk = Desk::on(today).with(&["Anna"]);
        desk.settings.feedback.call_back = days;
        desk.settings.feedback.call_back_title = "call back, {} of 10".into();
        let on = desk.everyone("Anna");
        let new = NewFeedback { score: Some(score), ..NewFeedback::new(kind, "too slow") };
        let set = add_feedback(&desk.given(), &mut Ids::seeded(1, 1), &on, &new).unwrap();
        let feedback = set.changes[0].id();
        set.changes.get(1).map(|change| match &change.after {
            Some(Record::FollowUp(one)) => {
                assert_eq!(one.about.map(|about| about.0), feedback.map(|feedback| feedback.id));
                format!("{} {}", one.due, one.title)
            }
            other => panic!("{other:?}"),
        })
    };
    use FeedbackKind::{Survey, Wish};
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(called_back(TODAY, Survey, 6, 1), said("2026-11-19 call back, 6 of 10: too slow"));
    // A Friday.
    assert_eq!(called_back("2026-11-20", Survey, 0, 1), said("2026-11-23 call back, 0 of 10: too slow"));
    assert_eq!(called_back(TODAY, Survey, 7, 1), None, "a passive isn't");
    assert_eq!(called_back(TODAY, Wish, 3, 1), None, "nor what is no survey");
    assert_eq!(called_back(TODAY, Survey, 3, 0), None, "nor where that isn't wanted");
}
