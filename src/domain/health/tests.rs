use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::money::{Currency, Money};

fn day(day: &str) -> Day {
    day.parse::<NaiveDate>().unwrap().into()
}

const TODAY: &str = "2026-11-21";

/// So many days before today; after it where negative.
fn ago(days: i32) -> Day {
    let today = day(TODAY).number();
    NaiveDate::from_num_days_from_ce_opt(today - days).unwrap().into()
}

fn touch(direction: Option<Direction>) -> What {
    What::Interaction { kind: Kind::Call, direction, outcome: Outcome::Reached, automatic: false }
}

fn complaint(state: FeedbackState, due: i32) -> What {
    let kind = FeedbackKind::Complaint;
    What::Feedback { kind, state, due: Some(ago(due)), resolved: None, told: None, score: None }
}

fn said(kind: FeedbackKind, score: Option<u8>) -> What {
    What::Feedback { kind, state: FeedbackState::Open, due: None, resolved: None, told: None, score }
}

fn bought() -> What {
    What::Order(Money::new(100, Currency::EUR))
}

fn promised(made: i32, state: FollowUpState, closed: Option<i32>) -> What {
    What::FollowUp { made: ago(made), state, closed: closed.map(ago) }
}

/// Of what happened so many days ago.
fn of(rhythm: Option<(u32, i32)>, events: &[(i32, What)]) -> Health {
    let mut events: Vec<(Day, What)> = events.iter().map(|(days, what)| (ago(*days), *what)).collect();
    events.sort_by_key(|(day, _)| *day);
    let rhythm = rhythm.map(|(every, from)| Rhythm { every, elsewhere: None, from: ago(from) });
    health(rhythm, events.into_iter(), Weights::default(), day(TODAY))
}

fn parts(health: &Health) -> Vec<(Part, u8)> {
    health.parts.iter().map(|part| (part.part, part.score)).collect()
}

#[test]
fn of_whom_nothing_is_known_there_is_no_figure() {
    let nothing = of(None, &[]);
    assert_eq!((nothing.figure(), nothing.band()), (None, None));
    let note = What::Interaction { kind: Kind::Note, direction: None, outcome: Outcome::Reached, automatic: false };
    assert_eq!(of(None, &[(1, note)]).figure(), None, "a note is no touch");
}

#[test]
fn the_rhythm_falls_from_its_day_to_three_times_as_long() {
    let after = |days| parts(&of(Some((30, 400)), &[(days, touch(None))]))[0].1;
    assert_eq!([0, 30, 31, 45, 60, 75, 90, 200].map(after), [100, 100, 98, 75, 50, 25, 0, 0]);
    assert_eq!(parts(&of(Some((30, 60)), &[])), [(Part::Rhythm, 50)], "it counts from the day they were added");
    let elsewhere = Rhythm { every: 30, elsewhere: Some(ago(10)), from: ago(99) };
    let known = health(Some(elsewhere), [(ago(75), touch(None))].into_iter(), Weights::default(), day(TODAY));
    assert_eq!(parts(&known), [(Part::Rhythm, 100)], "or a later contact elsewhere");
}

#[test]
fn the_trend_is_what_is_usual_against_what_is_now() {
    // Spans before: 10, 10; now 20 and 20.
    let slower = [0, 20, 40, 50, 60].map(|days| (days, touch(None)));
    let health = of(None, &slower);
    assert_eq!(parts(&health), [(Part::Trend, 50)]);
    assert_eq!(health.parts[0].because, Because::Trend { now: 20, usual: 10 });
    // The span that is still open is longer than the last two.
    let quiet = [25, 35, 45, 55, 65].map(|days| (days, touch(None)));
    assert_eq!(of(None, &quiet).parts[0].because, Because::Trend { now: 25, usual: 10 });
    assert_eq!(of(None, &quiet).parts[0].score, 25);
    let several_a_day = [0, 0, 0, 10, 10].map(|days| (days, touch(None)));
    assert_eq!(parts(&of(None, &several_a_day)), [], "two days with touches are no trend");
}

#[test]
fn who_starts_counts_up_to_a_third() {
    use Direction::{In, Out};
    let started = |directions: &[Direction]| {
        let events: Vec<(i32, What)> =
            directions.iter().enumerate().map(|(at, one)| (at as i32 / 4, touch(Some(*one)))).collect();
        parts(&of(None, &events)).first().copied()
    };
    assert_eq!(started(&[Out, Out]), None);
    assert_eq!(started(&[Out, Out, Out]), Some((Part::Started, 40)));
    assert_eq!(started(&[In, Out, Out]), Some((Part::Started, 100)));
    assert_eq!(started(&[In, Out, Out, Out, Out, Out]), Some((Part::Started, 70)), "a sixth is half of a third");
    assert_eq!(started(&[In, In, In]), Some((Part::Started, 100)));
}

#[test]
fn feedback_is_the_mean_of_the_last_three() {
    let praise = said(FeedbackKind::Praise, None);
    let feedback = |events: &[(i32, What)]| parts(&of(None, events));
    assert_eq!(feedback(&[(9, praise)]), [(Part::Feedback, 100)]);
    let mixed =
        [(9, praise), (8, said(FeedbackKind::Survey, Some(7))), (7, said(FeedbackKind::Wish, None)), (99, praise)];
    assert_eq!(feedback(&mixed), [(Part::Feedback, 77)], "(100 + 70 + 60) / 3");
    assert_eq!(feedback(&[(9, said(FeedbackKind::Survey, None))]), [], "a comment without a score says nothing");
}

#[test]
fn complaints_that_are_open_or_late_count() {
    let complaints = |events: &[(i32, What)]| parts(&of(None, events)).pop();
    let (open, late) = (complaint(FeedbackState::Open, -1), complaint(FeedbackState::Open, 1));
    assert_eq!(complaints(&[(3, open)]), Some((Part::Complaints, 50)));
    assert_eq!(complaints(&[(3, late)]), Some((Part::Complaints, 0)));
    assert_eq!(complaints(&[(3, open), (2, open)]), Some((Part::Complaints, 0)));
    assert_eq!(complaints(&[(3, complaint(FeedbackState::Resolved, 1))]), Some((Part::Complaints, 100)));
}

#[test]
fn orders_are_measured_by_their_own_spans() {
    let orders = |days: &[i32]| {
        let events: Vec<(i32, What)> = days.iter().map(|days| (*days, bought())).collect();
        parts(&of(None, &events)).pop()
    };
    assert_eq!(orders(&[365]), Some((Part::Orders, 100)), "a year after a single one");
    assert_eq!(orders(&[730]), Some((Part::Orders, 50)));
    assert_eq!(orders(&[100, 150, 200]), Some((Part::Orders, 50)), "100 days where 50 are usual");
    assert_eq!(orders(&[45, 50, 55]), Some((Part::Orders, 75)), "at least a month");
    assert_eq!(parts(&of(None, &[(5, What::Order(Money::new(-100, Currency::EUR)))])), [], "nothing was bought");
}

#[test]
fn promises_are_kept_on_their_day() {
    use FollowUpState::{Cancelled, Done, Open};
    let promises = |events: &[(i32, What)]| parts(&of(None, events)).pop();
    let kept = (10, promised(20, Done, Some(10)));
    assert_eq!(promises(&[kept]), Some((Part::Promises, 100)));
    assert_eq!(promises(&[kept, (9, promised(20, Done, Some(8)))]), Some((Part::Promises, 50)), "a day late");
    assert_eq!(promises(&[kept, (3, promised(20, Open, None))]), Some((Part::Promises, 50)), "late and open");
    assert_eq!(promises(&[(-3, promised(20, Open, None)), (0, promised(20, Open, None))]), None, "not due yet");
    assert_eq!(promises(&[(3, promised(20, Cancelled, Some(5)))]), None);
    assert_eq!(promises(&[(-30, promised(20, Done, Some(1)))]), Some((Part::Promises, 100)), "long before its day");
}

#[test]
fn the_figure_is_the_mean_by_the_weights() {
    let events = [(60, touch(None)), (9, said(FeedbackKind::Praise, None)), (365, bought())];
    let health = of(Some((30, 400)), &events);
    assert_eq!(parts(&health), [(Part::Rhythm, 50), (Part::Feedback, 100), (Part::Orders, 100)]);
    // (30 · 50 + 15 · 100 + 10 · 100) / 55 = 72.7
    assert_eq!((health.figure(), health.band()), (Some(73), Some(Band::Cooling)));
}

#[test]
fn how_somebody_stood_doesnt_know_what_came_later() {
    let events = [(60, touch(None)), (0, touch(None))];
    let at = |days| {
        let mut all: Vec<(Day, What)> = events.iter().map(|(days, what)| (ago(*days), *what)).collect();
        all.sort_by_key(|(day, _)| *day);
        let rhythm = Some(Rhythm { every: 30, elsewhere: None, from: ago(400) });
        health(rhythm, all.into_iter(), Weights::default(), ago(days)).figure()
    };
    assert_eq!((at(0), at(15)), (Some(100), Some(75)));
    let worse = Standing { now: Some(49), before: Some(80) }.worse();
    assert_eq!(worse, Some((Band::Warm, Band::AtRisk)));
    assert_eq!(Standing { now: Some(50), before: Some(74) }.worse(), None, "still cooling");
    assert_eq!(Standing { now: Some(1), before: None }.worse(), None);
}

fn direction() -> impl Strategy<Value = Option<Direction>> {
    prop_oneof![Just(None), Just(Some(Direction::In)), Just(Some(Direction::Out))]
}

/// Anything that happened up to today.
fn event() -> impl Strategy<Value = (i32, What)> {
    let feedback = prop_oneof![Just(FeedbackKind::Praise), Just(FeedbackKind::Wish), Just(FeedbackKind::Survey)];
    let state =
        prop_oneof![Just(FeedbackState::Open), Just(FeedbackState::Acknowledged), Just(FeedbackState::Resolved)];
    let follow_up =
        (0..800, 0..60, prop::option::of(0..60_i32)).prop_map(|(due, before, closed): (i32, i32, Option<i32>)| {
            let state = if closed.is_some() { FollowUpState::Done } else { FollowUpState::Open };
            (due - 30, promised(due + before, state, closed.map(|late: i32| (due - late).max(0))))
        });
    prop_oneof![
        (0..800, direction()).prop_map(|(days, direction)| (days, touch(direction))),
        (0..800, direction()).prop_map(|(days, direction)| (days, touch(direction))),
        (0..800, feedback, prop::option::of(0..=10_u8)).prop_map(|(days, kind, score)| (days, said(kind, score))),
        (0..800, state, -30..60).prop_map(|(days, state, due)| (days, complaint(state, due))),
        (0..800).prop_map(|days| (days, bought())),
        follow_up,
    ]
}

proptest! {
    #[test]
    fn time_alone_makes_nobody_healthier(
        events in prop::collection::vec(event(), 0..40),
        rhythm in prop::option::of((1..400_u32, 0..800)),
        later in 1..400_i32,
    ) {
        let mut all: Vec<(Day, What)> = events.iter().map(|(days, what)| (ago(*days), *what)).collect();
        all.sort_by_key(|(day, _)| *day);
        let rhythm = rhythm.map(|(every, from)| Rhythm { every, elsewhere: None, from: ago(from) });
        let at = |days: i32| health(rhythm, all.iter().copied(), Weights::default(), ago(-days));
        let (now, then) = (at(0), at(later));
        prop_assert!(now.figure().is_none_or(|_| then.figure().is_some()));
        for part in Part::ALL {
            let score = |health: &Health| health.parts.iter().find(|one| one.part == part).map(|one| one.score);
            if let Some(now) = score(&now) {
                prop_assert!(score(&then).unwrap() <= now, "{part:?}");
            }
        }
        if let (Some(now), Some(then)) = (now.figure(), then.figure()) {
            prop_assert!(now <= 100 && then <= now, "{now} became {then}");
        }
    }

    #[test]
    fn being_later_is_never_healthier(days in 0..900_i32, more in 0..900_i32, every in 1..400_u32) {
        let figure = |days| of(Some((every, 2000)), &[(days, touch(None)), (5, said(FeedbackKind::Wish, None))]).figure();
        prop_assert!(figure(days + more) <= figure(days));
    }
}
