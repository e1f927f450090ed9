//! Pile-ups: even days, the most pressing first, nobody lost.

use chrono::{Days, FixedOffset, NaiveTime};
use proptest::prelude::*;

use super::*;
use crate::domain::act::{self, Given};
use crate::domain::agenda::{Agenda, Section};
use crate::domain::birthday::Birthday;
use crate::domain::cadence::{Cadence, Span};
use crate::domain::change::Change;
use crate::domain::contact::Contact;
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ContactId, IdSet, Ids};

/// A Wednesday.
fn today() -> NaiveDate {
    "2026-11-18".parse().unwrap()
}

#[test]
fn days_are_as_full_as_each_other_and_none_is_too_full() {
    let check = |there: &[usize], count, most, expect: &[usize]| {
        assert_eq!(shares(there, count, most), expect, "{count} to {there:?}, at most {most}");
    };
    check(&[0, 0, 0, 0, 0], 40, 8, &[8, 8, 8, 8, 8]);
    check(&[0, 0, 0, 0, 0], 40, 20, &[8, 8, 8, 8, 8]);
    check(&[0, 0, 0, 0, 0], 41, usize::MAX, &[9, 9, 9, 9, 5]);
    check(&[6, 0, 2], 10, usize::MAX, &[0, 6, 4]);
    check(&[6, 0, 2], 10, 4, &[0, 4, 2]);
    check(&[9, 9], 3, 8, &[0, 0]);
    check(&[], 3, 8, &[]);
    check(&[1, 1], 0, 8, &[0, 0]);
}

/// Contacts as `late 5`, `today`, `at 14:30`, `complaint`, `birthday`, `every 30 50`: cadence, last touch so many days ago.
fn book_of<'a>(people: impl IntoIterator<Item = &'a str>) -> Book {
    let mut book = Book::default();
    let mut ids = Ids::seeded(1, 1);
    for (at, fact) in people.into_iter().enumerate() {
        let mut contact = Contact::new(ids.draw(), format!("Contact {at:03}"), today() - Days::new(400));
        let id = contact.id;
        let (what, number) = fact.split_once(' ').unwrap_or((fact, "0"));
        let number: i64 = number.parse().unwrap_or_default();
        let due = today() - chrono::Duration::days(number);
        let mut follow_up = FollowUp::new(ids.draw(), id, "offer", due, today());
        match what {
            "every" => {
                contact.cadence = Cadence::Every(Span::days(30));
                contact.added = due - Days::new(30);
            }
            "birthday" => contact.birthday = Birthday::new(None, 11, 18),
            "at" => follow_up.time = NaiveTime::from_hms_opt(14, 30, 0),
            _ => {}
        }
        book.apply(&Change::create(contact));
        match what {
            "complaint" => book.apply(&Change::create(complaint(ids.draw(), id))),
            "every" | "birthday" => {}
            _ => book.apply(&Change::create(follow_up)),
        }
    }
    book
}

fn complaint(id: crate::domain::id::FeedbackId, contact: ContactId) -> Feedback {
    Feedback {
        id,
        contact,
        company: None,
        kind: FeedbackKind::Complaint,
        text: "late".into(),
        day: today() - Days::new(9),
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
    }
}

fn due(book: &Book, day: NaiveDate) -> Vec<Whom> {
    let agenda = Agenda::once(book, &Settings::default(), day, 0);
    agenda.lines().iter().filter(|line| line.section() <= Section::Rhythm).map(|line| line.whom).collect()
}

fn given<'a>(book: &'a Book, settings: &'a Settings) -> Given<'a> {
    let now = today().and_hms_opt(9, 0, 0).unwrap().and_local_timezone(FixedOffset::east_opt(0).unwrap()).unwrap();
    Given { book, settings, today: today(), now }
}

fn pile_of(book: &Book, day: NaiveDate) -> Pile {
    let ahead = Ahead::new(book, &Settings::default(), today(), day);
    Pile::new(book, &Settings::default(), today(), day, &ahead.on(day, book))
}

/// How many go where: `18:2+3 19:5` are three who come to two on the 18th.
fn shown(plan: &Plan) -> String {
    let day = |share: &Share| format!("{}:{}+{}", share.day.format("%-d"), share.there, share.come.len());
    plan.days.iter().map(day).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_cant_wait_stays_and_counts() {
    let book = book_of(["late 3", "complaint", "at 0", "at 4", "birthday", "every 9", "late 1"]);
    let pile = pile_of(&book, today());
    let plan = pile.plan(Wish { over: Some(Over::Days(2)), most: None });
    let fixed: Vec<Fixed> = plan.stay.iter().map(|(_, fixed)| *fixed).collect();
    assert_eq!(fixed, [Fixed::Complaint, Fixed::Time, Fixed::Birthday]);
    assert_eq!((pile.count(), shown(&plan)), (4, "18:3+1 19:0+3".to_owned()));
}

#[test]
fn days_or_how_many_a_day_or_both_may_be_said() {
    let book = book_of(std::iter::repeat_n("late 2", 40));
    let pile = pile_of(&book, today());
    let check = |over, most, expect: &str, left| {
        let plan = pile.plan(Wish { over, most });
        assert_eq!((shown(&plan).as_str(), plan.left.len()), (expect, left), "{over:?} {most:?}");
    };
    // Over the weekend.
    check(None, None, "18:0+8 19:0+8 20:0+8 23:0+8 24:0+8", 0);
    check(None, Some(20), "18:0+20 19:0+20", 0);
    check(None, Some(15), "18:0+14 19:0+14 20:0+12", 0);
    check(Some(Over::Days(2)), None, "18:0+20 19:0+20", 0);
    check(Some(Over::Days(3)), Some(8), "18:0+8 19:0+8 20:0+8", 16);
    check(Some(Over::Until("2026-11-22".parse().unwrap())), None, "18:0+14 19:0+14 20:0+12", 0);
    check(Some(Over::Until(today() - Days::new(3))), None, "18:0+40", 0);
}

#[test]
fn the_pile_of_a_day_to_come_goes_on_from_there() {
    // Of a Sunday, which shows on the Friday before; on the Monday somebody is due anyway.
    let book = book_of(["late -4", "late -4", "late -4", "late -5"]);
    let friday = today() + Days::new(2);
    let plan = pile_of(&book, friday).plan(Wish { over: Some(Over::Days(2)), most: None });
    assert_eq!(shown(&plan), "20:0+2 23:1+1");
    let settings = Settings::default();
    let mut after = book.clone();
    let set = act::spread(&given(&book, &settings), &plan).unwrap();
    set.changes.iter().for_each(|change| after.apply(change));
    let ahead = Ahead::new(&after, &settings, today(), friday + Days::new(9));
    let counts = [2, 5].map(|days| ahead.counts(today() + Days::new(days)).total());
    assert_eq!(counts, [2, 2]);
}

#[test]
fn who_is_done_meanwhile_is_left_out() {
    let book = book_of(["late 3", "late 2", "late 1"]);
    let plan = pile_of(&book, today()).plan(Wish { over: Some(Over::Days(3)), most: None });
    let mut now = book.clone();
    let settings = Settings::default();
    let gone = plan.days[1].come[0].items[0];
    let done = act::done(&given(&book, &settings), &mut Ids::seeded(9, 9), &[gone]).unwrap();
    done.changes.iter().for_each(|change| now.apply(change));
    let set = act::spread(&given(&now, &settings), &plan).unwrap();
    assert_eq!((set.changes.len(), set.label.names.len()), (1, 1));
}

proptest! {
    #[test]
    fn nobody_is_lost_and_no_day_is_too_full(
        people in prop::collection::vec(prop::sample::select(vec![
            "late 1", "late 9", "late 0", "at 0", "complaint", "birthday", "every 5", "every 0",
            "late -1", "late -2", "late -5", "every -1", "every -6",
        ]), 0..60),
        days in prop::option::of(1u32..8),
        most in prop::option::of(1u32..12),
    ) {
        let settings = Settings::default();
        let book = book_of(people.iter().copied());
        let all = due(&book, today());
        let wish = Wish { over: days.map(Over::Days), most };
        let plan = pile_of(&book, today()).plan(wish);

        let planned: Vec<Whom> =
            plan.days.iter().flat_map(|share| &share.come).map(|moving| moving.whom).chain(plan.left.clone()).collect();
        let stay: IdSet<Whom> = plan.stay.iter().map(|(whom, _)| *whom).collect();
        let in_order: Vec<Whom> = all.iter().copied().filter(|contact| !stay.contains(contact)).collect();
        prop_assert_eq!(&planned, &in_order, "each goes somewhere, in the order of the agenda");
        prop_assert_eq!(planned.len() + stay.len(), all.len());
        prop_assert!(plan.days.iter().all(|share| settings.workdays.contains(share.day)));
        if let (Some(days), _) | (None, days @ 5) = (days, if most.is_none() { 5 } else { 0 }) {
            prop_assert_eq!(plan.days.len(), days as usize);
        }
        for share in &plan.days {
            let full = share.there + share.come.len();
            prop_assert!(share.come.is_empty() || most.is_none_or(|most| full <= most as usize), "{}", share.day);
        }

        // And so it comes when the days come.
        let set = act::spread(&given(&book, &settings), &plan).unwrap();
        let mut after = book.clone();
        set.changes.iter().for_each(|change| after.apply(change));
        let last = today() + Days::new(400);
        let [before, ahead] = [&book, &after].map(|book| Ahead::new(book, &settings, today(), last));
        let total = |ahead: &Ahead| today().iter_days().take(400).map(|day| ahead.counts(day).total()).sum::<usize>();
        prop_assert_eq!(total(&before), total(&ahead));
        for share in plan.days.iter().filter(|share| share.day != today()) {
            prop_assert_eq!(ahead.counts(share.day).total(), share.there + share.come.len(), "{}", share.day);
        }
        let day = plan.days[0].day;
        prop_assert_eq!(ahead.counts(day).total(), plan.days[0].there + plan.days[0].come.len() + plan.left.len());
        let mut back = after.clone();
        set.inverse().changes.iter().for_each(|change| back.apply(change));
        prop_assert_eq!(due(&back, today()), all);
    }
}
