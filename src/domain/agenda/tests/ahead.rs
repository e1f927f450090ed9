//! Whom each day brings: the same as when the agenda itself is looked at on each of them.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;

use super::*;
use crate::domain::follow_up::Recurs;
use crate::domain::holidays::Holidays;

/// The days that bring one contact on a Wednesday, each with the reasons: `0 offer; 12 every 30d`.
#[track_caller]
fn brings(facts: &str, last: u64, expect: &str) {
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    let contact = add(&mut book, "Anna", facts, today);
    let shown = days_of(&book, &Settings::default(), contact, last);
    assert_eq!(shown.join("; "), expect, "{facts:?}");
}

/// By way of counts and entries, which must say the same.
fn days_of(book: &Book, settings: &Settings, contact: ContactId, last: u64) -> Vec<String> {
    let today: NaiveDate = TODAY.parse().unwrap();
    let ahead = Ahead::new(book, settings, today, today + Days::new(last));
    let days = (0..=last).map(|ahead| today + Days::new(ahead));
    let of_day = |day: NaiveDate| {
        let entry = entry_on(book, settings, today, day, contact);
        assert_eq!(ahead.counts(day).total(), usize::from(entry.is_some()), "{day}");
        assert_eq!(ahead.on(day, book), entry.iter().map(|entry| entry.whom).collect::<Vec<_>>(), "{day}");
        let entry = entry?;
        let reasons: Vec<String> = entry.reasons.iter().map(|reason| format!("{:?}", cause(reason))).collect();
        Some(format!("{} {}", (day - today).num_days(), reasons.join(", ")))
    };
    days.filter_map(of_day).collect()
}

fn cause(reason: &Reason) -> Cause {
    match reason.why {
        Why::FollowUp { .. } => Cause::FollowUp,
        Why::Complaint { .. } => Cause::Complaint,
        Why::Retry { .. } => Cause::Retry,
        Why::Birthday { .. } => Cause::Birthday,
        Why::Cadence { .. } | Why::Account { .. } | Why::Segment { .. } => Cause::Cadence,
    }
}

#[test]
fn each_reason_stands_under_the_first_day_on_which_it_shows() {
    brings("", 60, "");
    brings("every 30d, call 10d ago", 60, "20 Cadence");
    // What is late stands under today, and only there.
    brings("every 30d, call 50d ago", 60, "0 Cadence");
    // A Sunday's follow-up shows on the Friday before, a cadence that lapses then on the Monday after.
    brings("follow-up in 4d", 60, "2 FollowUp");
    brings("every 30d, call 26d ago", 60, "5 Cadence");
    brings("follow-up 3d ago snoozed in 9d", 60, "9 FollowUp");
    // A follow-up holds the cadence back until its own day, which is a Sunday here.
    brings("every 30d, call 40d ago, follow-up in 11d", 60, "9 FollowUp; 11 Cadence");
    brings("every 30d, call 20d ago, snoozed cadence in 14d", 60, "14 Cadence");
    brings("complaint today promised in 6d", 60, "6 Complaint");
    brings("complaint today promised in 6d snoozed in 6d, off in 20d", 60, "7 Complaint");
    brings("na today", 60, "1 Retry");
    brings("born 1970-12-24", 500, "36 Birthday; 401 Birthday");
    brings("shunned until in 9d, every 30d, call 50d ago", 60, "9 Cadence");
    brings("former, every 30d, call 50d ago, follow-up in 5d", 60, "5 FollowUp");
}

#[test]
fn of_a_recurring_one_the_next_instances_count() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let check = |recurs: &dyn Fn(Span, NaiveDate) -> Recurs, span: &str, due: &str, expect: &str| {
        let mut book = Book::default();
        let contact = add(&mut book, "Anna", "", today);
        let due = day(due, today);
        let mut follow_up = super::follow_up(Ids::seeded(1, 9).draw(), contact, "today", today);
        (follow_up.due, follow_up.recurs) = (due, Some(recurs(span.parse().unwrap(), due)));
        book.apply(&Change::create(follow_up));
        let shown = days_of(&book, &Settings::default(), contact, 42);
        assert_eq!(shown.join("; ").replace(" FollowUp", ""), expect, "{span} from {due}");
    };
    let every = |span, anchor| Recurs::Every { span, anchor };
    let after = |span, _| Recurs::After { span };
    check(&every, "2w", "in 6d", "6; 20; 34");
    // It is late, and as many as were missed are one.
    check(&every, "2w", "22d ago", "0; 6; 20; 34");
    check(&after, "2w", "22d ago", "0; 14; 28; 42");
    check(&every, "1d", "in 36d", "36; 37; 40; 41; 42");
}

pub(super) fn fact() -> impl Strategy<Value = String> {
    let ago = 0u32..60;
    let near = -20i64..40;
    let day = |days: i64| if days < 0 { format!("{}d ago", -days) } else { format!("in {days}d") };
    prop_oneof![
        (1u32..50).prop_map(|days| format!("every {days}d")),
        Just("every 1m".to_owned()),
        Just("tier A".to_owned()),
        Just("lead".to_owned()),
        Just("former".to_owned()),
        near.clone().prop_map(move |days| format!("shunned until {}", day(days))),
        ago.clone().prop_map(|days| format!("added {days}d ago")),
        (1u32..13, 1u32..29).prop_map(|(month, day)| format!("born 1980-{month:02}-{day:02}")),
        (0u32..2, ago.clone()).prop_map(|(_, days)| format!("call {days}d ago")),
        Just("call in 3d".to_owned()),
        (any::<bool>(), 0u32..5).prop_map(|(lm, days)| format!("{} {days}d ago", if lm { "lm" } else { "na" })),
        near.clone().prop_map(move |days| format!("follow-up {}", day(days))),
        (near.clone(), 1i64..30).prop_map(move |(due, until)| format!("follow-up {} snoozed {}", day(due), day(until))),
        (0i64..20, 0i64..30).prop_map(move |(came, by)| format!("complaint {}d ago promised {}", came, day(by))),
        (0i64..9, 0i64..9).prop_map(move |(by, to)| format!(
            "complaint today promised {} snoozed {}",
            day(by),
            day(to)
        )),
        (prop::sample::select(vec!["cadence", "retry", "birthday"]), 1i64..40)
            .prop_map(move |(what, until)| format!("snoozed {what} {}", day(until))),
        (1i64..30).prop_map(move |until| format!("off {}", day(until))),
        (0u32..60).prop_map(|days| format!("told {days}d ago")),
        near.prop_map(move |days| format!("first {}", day(days))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn the_same_as_looking_each_day(facts in prop::collection::vec(fact(), 0..7), odd in any::<bool>()) {
        let today: NaiveDate = TODAY.parse().unwrap();
        let mut settings = Settings::default();
        if odd {
            let days = vec!["2026-11-26..2026-12-03".parse().unwrap(), "12-24..01-06".parse().unwrap()];
            settings.workdays = settings.workdays.with_holidays(Holidays::of("DE-BY")).with_days_off(days);
        }
        let mut book = Book::default();
        let contact = add(&mut book, "Anna", &facts.join(", "), today);
        let last = today + Days::new(90);
        let ahead = Ahead::new(&book, &settings, today, last);
        let (mut seen, mut expect) = (HashSet::new(), BTreeMap::new());
        for day in today.iter_days().take_while(|day| *day <= last) {
            let entry = super::super::entry_of(&book, &settings, day, 0, contact);
            for reason in entry.into_iter().flat_map(|entry| entry.reasons) {
                let year = matches!(reason.why, Why::Birthday { .. }).then_some(reason.due);
                if seen.insert((cause(&reason), reason.id(contact), year)) {
                    expect.entry(day).or_insert_with(Vec::new).push(reason);
                }
            }
        }
        for day in today.iter_days().take_while(|day| *day <= last) {
            let reasons = entry_on(&book, &settings, today, day, contact).map(|entry| entry.reasons);
            prop_assert_eq!(reasons.as_ref(), expect.get(&day), "{}", day);
            let counts: Vec<(Cause, usize)> = ahead.counts(day).each().collect();
            let first = expect.get(&day).map(|reasons| (cause(&reasons[0]), 1));
            prop_assert_eq!(counts, first.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_follows_the_book_is_what_is_made_anew(
        people in prop::collection::vec(prop::collection::vec(fact(), 0..4), 1..5),
        more in prop::collection::vec(-9i64..30, 0..6),
    ) {
        let today: NaiveDate = TODAY.parse().unwrap();
        let (settings, last) = (Settings::default(), today + Days::new(42));
        let mut book = Book::default();
        let add = |facts: &Vec<String>| add(&mut book, "Anna", &facts.join(", "), today);
        let people: Vec<ContactId> = people.iter().map(add).collect();
        let mut ahead = Ahead::new(&book, &settings, today, last);
        let mut ids = Ids::seeded(5, 5);
        for (at, days) in more.into_iter().enumerate() {
            let due = today.checked_add_signed(chrono::Duration::days(days)).unwrap();
            let contact = people[at % people.len()];
            book.apply(&Change::create(FollowUp::new(ids.draw(), contact, "offer", due, today)));
            ahead.update(&book, &settings, today, last);
            let anew = Ahead::new(&book, &settings, today, last);
            for day in today.iter_days().take_while(|day| *day <= last) {
                prop_assert_eq!(ahead.counts(day), anew.counts(day));
                prop_assert_eq!(ahead.on(day, &book), anew.on(day, &book));
            }
        }
    }
}
