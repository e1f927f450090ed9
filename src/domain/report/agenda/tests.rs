//! Hand-made cases of rhythms that were kept or not, and a walk from day to day beside them.

use chrono::{DateTime, NaiveDate, Weekday};
use proptest::prelude::*;

use super::*;
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::cadence::Cadence;
use crate::domain::contact::{Contact, DoNotContact, Stage, Tier};
use crate::domain::interaction::{Interaction, Kind, Outcome, Participant};
use crate::domain::ledger::Entry;
use crate::domain::report::Report;
use crate::domain::report::story::{Story, day};
use crate::domain::workdays::Workdays;

/// Each day is a working day.
fn story(since: &str) -> Story {
    let mut story = Story::new();
    story.settings.workdays = Workdays::new((0..7_u8).map(|day| Weekday::try_from(day).unwrap())).unwrap();
    story.since = Some(day(since));
    story
}

fn of<'a>(story: &'a mut Story, who: &str) -> &'a mut Contact {
    let id = story.contact(who);
    story.contacts.iter_mut().find(|one| one.id == id).unwrap()
}

/// Somebody with that rhythm who was touched on these days.
fn person(story: &mut Story, who: &str, rhythm: &str, touches: &[&str]) {
    of(story, who).cadence = Cadence::Every(rhythm.parse().unwrap());
    touches.iter().for_each(|on| story.touch(on, who));
}

/// The months in which something fell due: how often, in time, late, missed, the share, the days.
fn kept(story: &Story) -> Vec<String> {
    story.counted(&story.of(Report::Agenda)[0])
}

#[test]
fn a_rhythm_falls_due_its_span_after_the_last_touch() {
    let mut story = story("2026-01-01");
    // 31 Jan is the thirtieth day; 2 Mar is the next, three days before the touch; 4 Apr is over.
    person(&mut story, "Anna", "30d", &["2026-01-01", "2026-01-31", "2026-03-05"]);
    assert_eq!(
        kept(&story),
        ["2026-01: 1 1 0 0 few - · Anna", "2026-03: 1 0 1 0 few few · Anna", "2026-04: 1 0 0 1 few - · Anna"]
    );
}

#[test]
fn touches_before_the_day_count_once_and_the_last_of_them_begins_anew() {
    let mut story = story("2026-01-01");
    let touches = ["2026-01-01", "2026-01-05", "2026-01-05", "2026-01-11", "2026-01-12", "2026-01-20"];
    person(&mut story, "Anna", "10d", &touches);
    // Due on 11 Jan, ten days after that on 21 Jan, ten days after 20 Jan on 30 Jan.
    assert_eq!(kept(&story), ["2026-01: 3 2 0 1 few - · Anna"]);
}

#[test]
fn what_can_still_be_kept_is_no_case() {
    for (today, expected) in [
        ("2026-01-30", vec![]),
        ("2026-01-31", vec![]),
        ("2026-02-01", vec!["2026-01: 1 0 0 1 few - · Anna"]),
        // The touch of 10 Feb isn't there yet on the day before; on its day it is late.
        ("2026-02-09", vec!["2026-01: 1 0 0 1 few - · Anna"]),
        ("2026-02-10", vec!["2026-01: 1 0 1 0 few few · Anna"]),
        // Touched in time, which is known only once the day is there.
        ("2026-03-11", vec!["2026-01: 1 0 1 0 few few · Anna"]),
        ("2026-03-12", vec!["2026-01: 1 0 1 0 few few · Anna", "2026-03: 1 1 0 0 few - · Anna"]),
    ] {
        let mut story = story("2026-01-01");
        person(&mut story, "Anna", "30d", &["2026-01-01", "2026-02-10", "2026-03-01"]);
        story.today = day(today);
        assert_eq!(kept(&story), expected, "{today}");
    }
}

#[test]
fn months_clamp_and_years_and_leap_days_are_those_of_the_calendar() {
    let mut story = story("2023-12-01");
    story.today = day("2024-03-31");
    person(&mut story, "Anna", "1m", &["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"]);
    // Due on 30 Dec: a day late; on 31 Jan, 29 Feb and (of 29 Feb) 29 Mar.
    assert_eq!(
        kept(&story),
        [
            "2023-12: 1 0 1 0 few few · Anna",
            "2024-01: 1 1 0 0 few - · Anna",
            "2024-02: 1 1 0 0 few - · Anna",
            "2024-03: 1 0 0 1 few - · Anna"
        ]
    );
}

#[test]
fn a_touch_has_the_day_of_the_place_where_it_was_logged() {
    for (at, expected) in [
        // In UTC it is 1 Feb already, or 31 Jan still.
        ("2026-01-31T23:30:00-05:00", "2026-01: 1 1 0 0 few - · Anna"),
        ("2026-02-01T00:30:00+01:00", "2026-01: 1 0 1 0 few few · Anna"),
    ] {
        let mut story = story("2026-01-01");
        story.today = day("2026-02-01");
        person(&mut story, "Anna", "30d", &["2026-01-01"]);
        let with = vec![Participant { contact: story.contact("Anna"), company: None }];
        let at = DateTime::parse_from_rfc3339(at).unwrap();
        let call = Interaction {
            id: story.ids.draw(),
            at,
            time_known: true,
            with,
            kind: Kind::Call,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            text: String::new(),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        };
        story.entries.push(Entry::from(&call));
        assert_eq!(kept(&story), [expected], "{at}");
    }
}

#[test]
fn a_day_off_moves_it_to_the_next_working_day() {
    let mut story = story("2026-11-01");
    story.settings.workdays = Workdays::default();
    // 14 Nov is a Saturday: Monday is in time, Tuesday a day late.
    person(&mut story, "Anna", "7d", &["2026-11-07", "2026-11-16"]);
    person(&mut story, "Tom", "7d", &["2026-11-07", "2026-11-17"]);
    assert_eq!(kept(&story), ["2026-11: 2 1 1 0 few few · Tom, Anna"]);
    // 31 Oct is one, too: it falls due in November.
    let mut story = story_of("2026-10-01");
    person(&mut story, "Eva", "30d", &["2026-10-01"]);
    assert_eq!(kept(&story), ["2026-11: 1 0 0 1 few - · Eva"]);
}

fn story_of(since: &str) -> Story {
    Story { settings: crate::domain::settings::Settings::default(), ..story(since) }
}

#[test]
fn a_follow_up_that_was_set_for_later_moves_the_day() {
    for (promise, touch, expected) in [
        ("2026-02-01 2026-02-20", "2026-02-20", "2026-02: 1 1 0 0 few -"),
        ("2026-02-01 2026-02-20", "2026-02-21", "2026-02: 1 0 1 0 few few"),
        // It was made on the day, or after it.
        ("2026-02-10 2026-02-20", "2026-02-20", "2026-02: 1 1 0 0 few -"),
        ("2026-02-11 2026-02-20", "2026-02-20", "2026-02: 1 0 1 0 few few"),
        // More than a rhythm ahead.
        ("2026-02-01 2026-03-13", "2026-03-13", "2026-02: 1 0 1 0 few few"),
        ("2026-02-01 2026-03-12", "2026-03-12", "2026-03: 1 1 0 0 few -"),
        // It was for an earlier day, or done by then, or nobody knows when.
        ("2026-02-01 2026-02-10", "2026-02-20", "2026-02: 1 0 1 0 few few"),
        ("2026-02-01 2026-02-20 done 2026-02-10", "2026-02-20", "2026-02: 1 0 1 0 few few"),
        ("2026-02-01 2026-02-20 cancelled", "2026-02-20", "2026-02: 1 0 1 0 few few"),
        // Once it is over the rhythm is due.
        ("2026-02-01 2026-02-20 cancelled 2026-02-15", "2026-02-15", "2026-02: 1 1 0 0 few -"),
        ("2026-02-01 2026-02-20 cancelled 2026-02-15", "2026-02-16", "2026-02: 1 0 1 0 few few"),
    ] {
        let mut story = story("2026-01-20");
        story.today = day("2026-03-14");
        person(&mut story, "Anna", "30d", &["2026-01-11", touch]);
        story.promise("Anna", promise);
        assert_eq!(kept(&story), [format!("{expected} · Anna")], "{promise} {touch}");
    }
}

#[test]
fn one_follow_up_after_the_other_moves_it_on_and_beyond_today_it_is_no_case() {
    let mut story = story("2026-01-20");
    story.today = day("2026-03-14");
    person(&mut story, "Anna", "30d", &["2026-01-11"]);
    story.promise("Anna", "2026-02-01 2026-02-20");
    story.promise("Anna", "2026-02-20 2026-03-10");
    assert_eq!(kept(&story), ["2026-03: 1 0 0 1 few - · Anna"]);
    story.promise("Anna", "2026-03-10 2026-03-14");
    assert!(kept(&story).is_empty());
}

#[test]
fn the_untouched_are_due_from_the_day_they_were_added_or_as_an_import_said() {
    let with = |mark: fn(&mut AgendaMark), touches: &[&str]| {
        let mut story = story("2026-01-01");
        person(&mut story, "Anna", "30d", touches);
        let anna = of(&mut story, "Anna");
        anna.added = day("2026-03-01");
        let mut told = AgendaMark::new(anna.id);
        mark(&mut told);
        story.marks.push(told);
        kept(&story)
    };
    assert_eq!(with(|_| {}, &[]), ["2026-03: 1 0 0 1 few - · Anna"]);
    assert_eq!(with(|_| {}, &["2026-04-01", "2026-11-01"])[0], "2026-03: 1 0 1 0 few few · Anna");
    assert_eq!(with(|mark| mark.cadence_from = Some(day("2026-05-09")), &[]), ["2026-05: 1 0 0 1 few - · Anna"]);
    let spread_and_touched = with(|mark| mark.cadence_from = Some(day("2026-05-09")), &["2026-05-09", "2026-06-08"]);
    assert_eq!(spread_and_touched[0], "2026-05: 1 1 0 0 few - · Anna");
    // Another program knew of an earlier contact, which a first day outweighs.
    let imported: fn(&mut AgendaMark) = |mark| mark.last_contact = Some(day("2026-02-11"));
    assert_eq!(with(imported, &[]), ["2026-03: 1 0 0 1 few - · Anna"]);
    assert_eq!(with(imported, &["2026-03-13"])[0], "2026-03: 1 1 0 0 few - · Anna");
    // A day that isn't there yet.
    assert_eq!(with(|mark| mark.last_contact = Some(day("2026-12-01")), &[]), ["2026-03: 1 0 0 1 few - · Anna"]);
    let both: fn(&mut AgendaMark) = |mark| {
        mark.last_contact = Some(day("2026-02-11"));
        mark.cadence_from = Some(day("2026-06-30"));
    };
    assert_eq!(with(both, &[]), ["2026-06: 1 0 0 1 few - · Anna"]);
    // What happened before they were added counts as it does afterwards.
    assert_eq!(
        with(|_| {}, &["2026-01-01", "2026-01-31"])[..2],
        ["2026-01: 1 1 0 0 few - · Anna", "2026-03: 1 0 0 1 few - · Anna"]
    );
}

#[test]
fn who_has_no_rhythm_today_is_not_looked_at() {
    let mut story = story("2026-01-01");
    let names = ["Archived", "Former", "Shunned", "Never", "NoTier", "Lead", "TierA"];
    names.iter().for_each(|who| person(&mut story, who, "30d", &["2026-01-01"]));
    of(&mut story, "Archived").archived = true;
    of(&mut story, "Former").stage = Some(Stage::Former);
    of(&mut story, "Shunned").do_not_contact = Some(DoNotContact { until: None, reason: String::new() });
    of(&mut story, "Never").cadence = Cadence::Never;
    of(&mut story, "NoTier").cadence = Cadence::ByTier;
    of(&mut story, "Lead").stage = Some(Stage::Lead);
    let tier = of(&mut story, "TierA");
    (tier.cadence, tier.tier) = (Cadence::ByTier, Some(Tier::A));
    assert_eq!(kept(&story), ["2026-01: 1 0 0 1 few - · TierA"]);
}

#[test]
fn a_touch_with_a_colleague_counts_where_that_is_chosen() {
    let mut story = story("2026-01-01");
    person(&mut story, "Anna@Acme", "30d", &["2026-01-01"]);
    person(&mut story, "Tom@Acme", "30d", &["2026-01-20", "2026-02-19"]);
    story.today = day("2026-02-20");
    let apart = ["2026-01: 1 0 0 1 few - · Anna", "2026-02: 1 1 0 0 few - · Tom"];
    // Tom's first in 2020 is late until January.
    assert_eq!(kept(&story), apart);
    story.settings.one_touch_counts = true;
    assert_eq!(kept(&story), ["2026-01: 2 2 0 0 few - · Anna, Tom", "2026-02: 2 2 0 0 few - · Anna, Tom"]);
}

#[test]
fn the_worst_come_first_and_shares_are_told_from_ten_cases_on() {
    let mut story = story("2026-01-01");
    story.today = day("2026-02-15");
    for (who, late) in [("A", 0), ("B", 3), ("C", 9)] {
        let on = |number: u64| (day("2026-01-01") + chrono::Days::new(number)).to_string();
        person(&mut story, who, "30d", &[&on(0), &on(30 + late)]);
    }
    person(&mut story, "D", "30d", &["2026-01-01"]);
    person(&mut story, "E", "29d", &["2026-01-01"]);
    assert_eq!(kept(&story), ["2026-01: 5 1 2 2 few few · E, D, C, B, A"]);
    assert_eq!(story.of(Report::Agenda)[0].finding, None, "too few");
    for who in ["F", "G", "H", "I", "J"] {
        person(&mut story, who, "30d", &["2026-01-01", "2026-02-04"]);
    }
    let sections = story.of(Report::Agenda);
    assert_eq!(story.counted(&sections[0]), ["2026-01: 10 1 7 2 0.1000 few · E, D, C, F, G, H, I, J, B, A"]);
    assert_eq!(sections[0].finding, Some(Finding::AgendaKept { in_time: 1, of: 10 }));
}

#[test]
fn nobody_and_nothing_make_twelve_empty_months() {
    let sections = Story::new().of(Report::Agenda);
    assert_eq!(sections[0].rows.len(), 12);
    assert!(sections[0].rows.iter().all(|row| row.whose.is_empty() && row.cells[0] == Cell::Count(0)));
}

proptest! {
    /// What became of all days is what a walk from day to day finds, without follow-ups.
    #[test]
    fn parts_add_up_to_what_a_walk_from_day_to_day_finds(
        every in 1..40_u16,
        touches in prop::collection::vec(0..120_u64, 0..20),
    ) {
        let mut story = story("2026-01-01");
        story.today = day("2026-05-01");
        let days: Vec<NaiveDate> = touches.iter().map(|at| day("2026-01-01") + chrono::Days::new(*at)).collect();
        let words: Vec<String> = days.iter().map(ToString::to_string).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        person(&mut story, "Anna", &format!("{every}d"), &words);
        of(&mut story, "Anna").added = day("2026-01-01");
        // In time, late, missed.
        let (mut walk, mut last, mut was_touched, mut late) = ([0; 3], 0, false, None);
        for at in 0..=120_i64 {
            let touched = touches.contains(&(at as u64));
            if touched && at > 0 && late.take().is_some() {
                walk[1] += 1;
                (last, was_touched) = (at, false);
            } else if late.is_none() {
                was_touched |= touched && at > last;
                if at == last + i64::from(every) {
                    match was_touched {
                        true => {
                            walk[0] += 1;
                            last = (0..=at).rev().find(|at| touches.contains(&(*at as u64))).unwrap();
                            was_touched = false;
                        }
                        false => late = Some(at),
                    }
                }
            }
        }
        walk[2] = usize::from(late.is_some_and(|at| at < 120));
        let sections = story.of(Report::Agenda);
        let count = |column: usize| -> usize {
            sections[0].rows.iter().map(|row| if let Cell::Count(count) = row.cells[column] { count } else { 0 }).sum()
        };
        prop_assert_eq!([count(1), count(2), count(3)], walk);
        prop_assert_eq!(count(0), walk.iter().sum::<usize>());
    }
}
