//! Feedback brought from heard to closed, and consents.

use super::*;
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
    let (desk, mut one) = complaint();
    let mut last = Ok(());
    for to in steps {
        let handling = Handling { to: *to, day: day(TODAY), answer: Some(" new lot ".into()) };
        let set = handle(&desk.given(), std::slice::from_ref(&one), &handling);
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
        let handling = Handling { to: Standing::Told, day, answer: None };
        handle(&desk.given(), std::slice::from_ref(&one), &handling).map(|set| set.changes.len())
    };
    assert_eq!(on(day("2026-11-15")), Err(ActError::BeforeItCame(day("2026-11-16"))));
    assert_eq!(on(day("2026-11-19")), Err(ActError::NotYet(day("2026-11-19"))));
    assert_eq!(on(day("2026-11-16")), Ok(1));
}

#[test]
fn of_several_those_that_are_so_far_already_stay() {
    let (mut desk, one) = complaint();
    let resolved = Handling { to: Standing::Resolved, day: day(TODAY), answer: None };
    let first = desk.act(|given, _| handle(given, std::slice::from_ref(&one), &resolved)).unwrap();
    let Some(Record::Feedback(done)) = first.changes[0].after.clone() else { panic!("no feedback") };
    let other = Feedback { id: desk.ids.draw(), ..one.clone() };
    let set = handle(&desk.given(), &[done.clone(), other], &resolved).unwrap();
    assert_eq!(set.changes.len(), 1);
    // Resolved and not told it stays in the book, and asks nothing of the agenda.
    assert_eq!(desk.book.feedback(done.id), Some(&done));
    assert_eq!((desk.book.feedback_of(done.contact).len(), desk.book.untold_feedback_of(done.contact).len()), (0, 1));
    let told = Handling { to: Standing::Told, day: day(TODAY), answer: None };
    desk.act(|given, _| handle(given, std::slice::from_ref(&done), &told)).unwrap();
    assert_eq!(desk.book.feedback(done.id), None);
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
