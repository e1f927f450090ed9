//! Follow-ups that recur, written into a calendar and read from it: back into touchbase just as they were, and in another program on
//! the same days.

use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use touchbase::domain::cadence::{Span, Unit};
use touchbase::domain::follow_up::{FollowUp, Recurs};
use touchbase::formats::calendar::write::{Calendar, Event, FOLLOW_UP, OWN, Part, Promised, When};
use touchbase::formats::draft::{Draft, What};
use touchbase::formats::{self, Reading};
use uuid::Uuid;

/// As often as people want to hear of anything, and often enough to come to each month's end.
fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        (1..400_u16).prop_map(|count| Span { count, unit: Unit::Day }),
        (1..60_u16).prop_map(|count| Span { count, unit: Unit::Week }),
        (1..40_u16).prop_map(|count| Span { count, unit: Unit::Month }),
        (1..10_u16).prop_map(|count| Span { count, unit: Unit::Year }),
    ]
}

/// Six years, so that 29 February is one of them.
fn day() -> impl Strategy<Value = NaiveDate> {
    (0..6 * 365_u64).prop_map(|days| NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() + Days::new(days))
}

fn written(when: When, promised: Promised) -> String {
    let mut out = Vec::new();
    let mut calendar = Calendar::begin(&mut out, "touchbase").unwrap();
    let (changed, summary, description) = (DateTime::UNIX_EPOCH, promised.title.clone(), String::new());
    let (id, part, promised) = (Uuid::from_u128(7), Part::Whole, Some(promised));
    calendar.event(&Event { id, part, when, changed, summary, description, promised }).unwrap();
    calendar.end().unwrap();
    String::from_utf8(out).unwrap()
}

/// The one follow-up of a calendar, read on a day.
fn read(calendar: &str, on: NaiveDate) -> FollowUp {
    let file = formats::read(calendar.as_bytes(), &Reading::on(on)).unwrap();
    let mut all = file.cards().filter_map(|card| match card.unwrap().draft {
        Draft::Entry(entry) => match entry.what {
            What::FollowUp(one) => Some(one),
            _ => None,
        },
        _ => None,
    });
    let one = all.next().unwrap();
    assert_eq!(all.next(), None, "{calendar}");
    one
}

proptest! {
    #[test]
    fn any_rhythm_comes_back(
        span in span(),
        (due, anchor) in (day(), day()),
        how in 0..3_u8,
        minute in prop::option::of(0..24 * 60_u32),
        title in "[ -~äöüß„“\\\\;,:]{0,100}",
    ) {
        let recurs = [None, Some(Recurs::After { span }), Some(Recurs::Every { span, anchor })][usize::from(how)];
        let time = minute.and_then(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0));
        // A title that is kept stands on one line, with single spaces.
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let (uid, name) = ("a1".to_owned(), "Anna; Müller".to_owned());
        let promised = Promised { due, time, title: title.clone(), uid, name, mail: String::new(), recurs };
        let when = if let Some(Recurs::Every { span, anchor }) = recurs { When::each(due, span, anchor) } else { When::Day(due) };
        let back = read(&written(when, promised), due);
        prop_assert_eq!((back.due, back.time, back.title, back.recurs), (due, time, title, recurs));
    }

    /// The rule alone, as a program reads it that doesn't know us.
    #[test]
    fn its_days_are_the_same_elsewhere(span in span(), anchor in day(), times in 0..5_u32) {
        let due = span.times_after(anchor, times);
        let (title, uid, name, mail) = ("Ask".to_owned(), String::new(), String::new(), String::new());
        let promised = Promised { due, time: None, title, uid, name, mail, recurs: None };
        let all = written(When::each(due, span, anchor), promised).replace("\r\n ", "");
        let foreign: String = all.lines().filter(|line| !line.starts_with(FOLLOW_UP)).map(|line| line.replace(OWN, "") + "\n").collect();
        for step in 0..6 {
            let (this, next) = (span.times_after(anchor, times + step), span.times_after(anchor, times + step + 1));
            prop_assert_eq!(read(&foreign, this).due, this, "{}", foreign);
            prop_assert_eq!(read(&foreign, this + Days::new(1)).due, next, "{}", foreign);
        }
    }
}
