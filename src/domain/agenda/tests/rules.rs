//! When each reason is due, and what hides it.

use super::*;
use crate::domain::holidays::Holidays;

#[test]
fn the_cadence_lapses_an_interval_after_the_last_touch() {
    check("tier A, call 40d ago", "Rhythm: every 30d since 9.10. 9 late"); // 8 Nov is a Sunday
    check("tier A, call 30d ago", "Rhythm: every 30d since 19.10. today");
    check("tier A, call 29d ago", "Next: every 30d since 20.10. in 1");
    check("tier A, call 23d ago", "Next: every 30d since 26.10. in 7");
    check("tier A, call 22d ago", "-");
    check("tier B, visit 100d ago", "Rhythm: every 90d since 10.8. 9 late"); // due on Sunday, 8 Nov
    check("tier C, call 200d ago, call 100d ago", "-");
    check("every 2w, tier C, mail 15d ago", "Rhythm: every 2w since 3.11. 1 late");
    check("never, tier A, call 400d ago", "-");
    check("call 400d ago", "-");
}

#[test]
fn only_a_touch_restarts_the_cadence() {
    check("every 30d, call 40d ago, note 2d ago", "Rhythm: every 30d since 9.10. 9 late");
    check("every 30d, call 40d ago, automatic 2d ago", "Rhythm: every 30d since 9.10. 9 late");
    check("every 30d, call 40d ago, na 2d ago", "Now: retry 1 1 late; every 30d since 9.10. 9 late");
    check("every 30d, call 40d ago, lm 2d ago", "Now: retry 1 today; every 30d since 9.10. 9 late");
}

#[test]
fn the_untouched_count_from_the_day_they_were_added() {
    check("tier A, added 35d ago", "Rhythm: every 30d 5 late");
    check("tier A, added today", "-");
    check("tier A, added 28d ago", "Next: every 30d in 2");
    check("every 30d, added 300d ago, first in 2d", "Next: every 30d in 2");
    check("every 30d, added 300d ago, first in 20d", "-");
    check("every 30d, added 300d ago, first 2d ago", "Rhythm: every 30d 2 late");
    check("every 30d, added 300d ago, first 2d ago, call 3d ago", "-");
    check("every 30d, added 300d ago, told 40d ago", "Rhythm: every 30d 9 late");
    check("every 30d, added 300d ago, call 90d ago, told 40d ago", "Rhythm: every 30d 9 late");
    check("every 30d, added 300d ago, first 2d ago, call 90d ago, told 5d ago", "-");
    check("every 30d, added 300d ago, call 40d ago, told 90d ago", "Rhythm: every 30d since 9.10. 9 late");
}

#[test]
fn an_untouched_lead_is_due_two_working_days_after_it_was_added() {
    check_on("2026-11-18", "lead, added 2026-11-16", "Rhythm: every 2d today");
    check_on("2026-11-17", "lead, added 2026-11-16", "Next: every 2d in 1");
    check_on("2026-11-23", "lead, added 2026-11-19", "Rhythm: every 2d today");
    check_on("2026-11-24", "lead, added 2026-11-21", "Rhythm: every 2d today");
    check("lead, added 5d ago, tier A", "Rhythm: every 2d 1 late");
    check("lead, added 5d ago, every 90d", "Rhythm: every 2d 1 late");
    check("lead, added 5d ago, never", "Rhythm: every 2d 1 late");
    check("lead, added 5d ago, call 4d ago", "-");
    check("lead, added 50d ago, call 40d ago, every 30d", "Rhythm: every 30d since 9.10. 9 late");
    check("lead, added 5d ago, follow-up in 2d", "Next: offer in 2");
    check("lead, added 5d ago, follow-up in 3d", "Rhythm: every 2d 1 late; offer in 3");
}

#[test]
fn an_open_follow_up_within_the_interval_holds_the_cadence_back() {
    check("tier A, call 40d ago, follow-up in 30d", "-");
    check("tier A, call 40d ago, follow-up in 31d", "Rhythm: every 30d since 9.10. 9 late");
    check("tier A, call 40d ago, follow-up in 1d", "Next: offer in 1");
    check("tier A, call 40d ago, follow-up today", "Now: offer today; every 30d since 9.10. 9 late");
    check("tier A, call 40d ago, follow-up 1d ago", "Now: offer 1 late; every 30d since 9.10. 9 late");
    check("tier A, call 28d ago, follow-up in 20d", "-");
    check_on("2026-01-31", "every 1m, added 2025-12-01, follow-up 2026-02-28", "-");
    check_on("2026-01-31", "every 1m, added 2025-12-01, follow-up 2026-03-01", "Rhythm: every 1m 30 late");
}

#[test]
fn a_month_step_clamps_to_the_months_end() {
    check_on("2026-03-02", "every 1m, call 2026-01-31", "Rhythm: every 1m since 31.1. today"); // 28 Feb is a Saturday
    check_on("2028-02-29", "every 1m, call 2028-01-31", "Rhythm: every 1m since 31.1. today");
    check_on("2027-03-01", "every 1y, call 2024-02-29", "Rhythm: every 1y since 29.2. 731 late");
}

#[test]
fn no_answer_and_left_message_make_a_retry() {
    check("na today", "Next: retry 1 in 1");
    check("na 1d ago", "Now: retry 1 today");
    check("na 3d ago", "Now: retry 1 2 late");
    check("lm today", "Next: retry 1 in 2");
    check("lm 2d ago", "Now: retry 1 today");
    check_on("2026-11-20", "na today", "Next: retry 1 in 3"); // from Friday to Monday
    check_on("2026-11-20", "lm today", "Next: retry 1 in 4");
    check_on("2026-11-21", "na today", "Next: retry 1 in 2"); // from Saturday to Monday
    check("na 2d ago, lm 1d ago", "Next: retry 2 in 1");
    check("na 2d ago, call 1d ago", "-");
    check("na 2d ago, call today", "Touched");
    check("call 2d ago, na 1d ago", "Now: retry 1 today");
    check("na 2d ago, note 1d ago", "Now: retry 1 1 late");
}

#[test]
fn after_three_tries_another_channel_is_proposed() {
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail", "Now: retry 3 by Mail today");
    check("na 4d ago, na 3d ago, na 2d ago, na 1d ago, phone, mail", "Now: retry 3 by Mail today");
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail, withdrawn mail", "Now: retry 3 by Chat today");
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail, prefers chat", "Now: retry 3 by Chat today");
    check("na 3d ago, na 2d ago, na 1d ago, phone, mail, prefers phone", "Now: retry 3 by Mail today");
    check("na 3d ago, na 2d ago, na 1d ago", "Now: retry 3 today");
    check("na 3d ago, na 2d ago, na 1d ago, phone, withdrawn chat", "Now: retry 3 today");
    check("na 3d ago, na 2d ago, na 1d ago, prefers mail", "Now: retry 3 today");
    check("na 3d ago, na 2d ago, na 1d ago, prefers letter", "Now: retry 3 by Letter today");
    check("na 9d ago, call 5d ago, na 2d ago, na 1d ago, mail", "Now: retry 2 today");
}

#[test]
fn a_complaint_is_due_until_it_is_resolved() {
    check("complaint 1d ago", "Next: complaint in 1");
    check("complaint 2d ago", "Now: complaint today");
    check("complaint 5d ago", "Now: complaint 3 late");
    check("complaint 5d ago promised in 3d", "Next: complaint in 3");
    check("complaint 5d ago promised in 9d", "-");
    check("complaint 5d ago promised 1d ago", "Now: complaint 1 late");
    check("complaint 5d ago resolved", "-");
    check("praise 5d ago", "-");
    check_on("2026-11-21", "complaint 2d ago", "Now: complaint today");
}

#[test]
fn a_birthday_shows_on_its_day_and_two_days_on() {
    check("born 1976-11-18", "Now: birthday (50) today");
    check("born --11-18", "Now: birthday today");
    check("born --11-17", "Now: birthday 1 late");
    check("born --11-16", "Now: birthday 2 late");
    check("born --11-15", "-");
    check("born --11-25", "Next: birthday in 7");
    check("born --11-26", "-");
    check("born 1976-11-18, congratulated 2026-11-18", "-");
    check("born 1976-11-18, congratulated 2025-11-18", "Now: birthday (50) today");
    check("born 1976-11-25, congratulated 2026-11-25", "-");
    check("born 2027-11-18", "-");
    check_on("2027-01-01", "born 1976-12-31", "Now: birthday (50) 1 late");
    check_on("2026-12-31", "born 1976-01-01", "Next: birthday (51) in 1");
    check_on("2027-12-31", "born 1976-01-01", "Now: birthday (52) in 1"); // New Year's Day is a Saturday
}

#[test]
fn the_29th_of_february_is_the_28th_in_other_years() {
    check_on("2028-02-29", "born 2000-02-29", "Now: birthday (28) today");
    check_on("2028-02-28", "born 2000-02-29", "Next: birthday (28) in 1");
    check_on("2029-02-28", "born 2000-02-29", "Now: birthday (29) today");
    check_on("2029-03-01", "born --02-29", "Now: birthday 1 late");
    check_on("2029-03-03", "born --02-29", "-");
}

#[test]
fn what_falls_on_a_day_off_also_shows_on_the_working_day_before() {
    // 20 Nov 2026 is a Friday.
    check_on("2026-11-19", "follow-up 2026-11-21", "Next: offer in 2");
    // It keeps its own day.
    check_on("2026-11-20", "follow-up 2026-11-21", "Now: offer in 1");
    check_on("2026-11-20", "follow-up 2026-11-22 at 14:30", "Now: offer in 2 14:30");
    check_on("2026-11-21", "follow-up 2026-11-22", "Now: offer in 1");
    check_on("2026-11-22", "follow-up 2026-11-22", "Now: offer today");
    check_on("2026-11-23", "follow-up 2026-11-21", "Now: offer 2 late");
    check_on("2026-11-20", "follow-up 2026-11-23", "Next: offer in 3");
    check_on("2026-11-20", "born --11-22", "Now: birthday in 2");
    check_on("2026-11-21", "born --11-22", "Now: birthday in 1");
    check_on("2026-11-22", "born --11-22", "Now: birthday today");
    check_on("2026-11-24", "born --11-22", "Now: birthday 2 late");
    check_on("2026-11-20", "complaint 2026-11-19", "Next: complaint in 1");
}

#[test]
fn cadence_retry_and_snooze_fall_on_the_next_working_day() {
    check_on("2026-11-21", "every 30d, call 2026-10-22", "Next: every 30d since 22.10. in 2");
    check_on("2026-11-23", "every 30d, call 2026-10-22", "Rhythm: every 30d since 22.10. today");
    check_on("2026-11-22", "follow-up 2026-11-02 snoozed 2026-11-21", "-");
    check_on("2026-11-23", "follow-up 2026-11-02 snoozed 2026-11-21", "Now: offer 21 late");
}

#[test]
fn working_days_are_the_users() {
    let today = "2026-11-20".parse().unwrap(); // a Friday
    let mut book = Book::default();
    let anna = add(&mut book, "Anna", "na today, every 30d, call 2026-10-22", today);
    let every_day = [chrono::Weekday::Sun, chrono::Weekday::Mon];
    let settings = Settings { workdays: Workdays::new(every_day).unwrap(), ..Settings::default() };
    let entry = entry_of(&book, &settings, today, DAYS_AHEAD, anna).unwrap();
    assert_eq!(show(&entry, today), "Next: retry 1 in 2; every 30d since 22.10. in 2");
}

#[test]
fn holidays_and_own_days_off_are_no_working_days() {
    let own = vec!["2026-12-28..2026-12-31".parse().unwrap()];
    let workdays = Workdays::default().with_holidays(Holidays::of("DE-HH")).with_days_off(own);
    let settings = Settings { workdays, ..Settings::default() };
    for (today, facts, expect) in [
        ("2026-12-24", "na today", "-"), // the next working day is 4 January
        ("2026-12-30", "na 2026-12-24", "Next: retry 1 in 5"),
        ("2026-12-30", "every 30d, call 2026-12-01", "Next: every 30d since 1.12. in 5"),
        ("2026-12-24", "follow-up 2026-12-30", "Now: offer in 6"),
        ("2026-12-23", "follow-up 2026-12-30", "Next: offer in 7"),
        ("2026-12-30", "follow-up 2026-12-01 snoozed 2026-12-25", "-"),
    ] {
        let today = today.parse().unwrap();
        let mut book = Book::default();
        let anna = add(&mut book, "Anna", facts, today);
        let entry = entry_of(&book, &settings, today, DAYS_AHEAD, anna);
        assert_eq!(entry.map_or("-".to_owned(), |entry| show(&entry, today)), expect, "{facts} on {today}");
    }
}

#[test]
fn a_snooze_hides_a_reason_and_the_row_when_all_are_hidden() {
    check("follow-up 5d ago snoozed in 1d", "-");
    check("follow-up 5d ago snoozed today", "Now: offer 5 late");
    check("follow-up in 3d snoozed in 5d", "-");
    check("complaint 2d ago snoozed in 1d", "-");
    check("complaint 3d ago snoozed in 1d", "Now: complaint 1 late");
    check("every 30d, call 40d ago, snoozed cadence in 1d", "-");
    check("every 30d, call 40d ago, snoozed cadence in 1d, follow-up today", "Now: offer today");
    check("every 30d, call 40d ago, snoozed cadence today", "Rhythm: every 30d since 9.10. 9 late");
    check("na 3d ago, snoozed retry in 1d", "-");
    check("na 3d ago, snoozed cadence in 1d", "Now: retry 1 2 late");
    check("born --11-18, snoozed birthday in 1d", "-");
    check_on("2026-11-19", "born --11-18, snoozed birthday 2026-11-19 set 1d ago", "Now: birthday 1 late");
    check_on("2026-11-25", "born --11-18, snoozed birthday 2026-11-25 set 7d ago", "Now: birthday 7 late");
    check_on("2026-11-26", "born --11-18, snoozed birthday 2026-11-25 set 8d ago", "-");
    check_on("2026-11-20", "born --11-18, snoozed birthday 2026-11-19 set 2d ago", "Now: birthday 2 late");
    check_on("2026-11-21", "born --11-18, snoozed birthday 2026-11-19 set 3d ago", "-");
    check_on("2027-11-18", "born --11-18, snoozed birthday 2026-11-25 set 7d ago", "Now: birthday today");
}

#[test]
fn a_touch_ends_a_snooze_on_the_contact() {
    check("every 5d, call 8d ago, snoozed cadence in 9d set 9d ago", "Rhythm: every 5d since 10.11. 2 late");
    check("every 5d, call 8d ago, snoozed cadence in 9d set 7d ago", "-");
    check("every 5d, call 8d ago, note 6d ago, snoozed cadence in 9d set 7d ago", "-");
    check("na 1d ago, call 3d ago, snoozed retry in 9d set 4d ago", "Now: retry 1 today");
    check("born --11-18, call today, snoozed birthday in 1d set today", "Now: birthday today");
    check("follow-up 5d ago snoozed in 1d, call today", "Touched");
}

#[test]
fn what_is_dated_after_tomorrow_was_logged_by_a_wrong_clock() {
    check("every 30d, call in 3000d, call 40d ago", "Rhythm: every 30d since 9.10. 9 late");
    check("every 30d, call in 3000d", "Rhythm: every 30d 370 late");
    check("call in 9d, na 2d ago", "Now: retry 1 1 late");
    check("call in 9d, na 2d ago, call 1d ago", "-");
    check("na in 9d, call 1d ago", "-");
    // Tomorrow it is where one has just flown from.
    check("every 30d, call in 1d, call 40d ago", "-");
    check("every 30d, call in 1d, call today", "Touched");
    check("na today, call in 1d", "-");
}

#[test]
fn archived_former_and_do_not_contact_have_only_complaints_and_follow_ups() {
    for off in ["archived", "former", "shunned", "shunned until in 1d"] {
        check(&format!("{off}, tier A, call 99d ago, na 9d ago, born --11-18"), "-");
        check(
            &format!("{off}, tier A, call 99d ago, complaint 5d ago, follow-up 1d ago"),
            "Now: complaint 3 late; offer 1 late",
        );
    }
    check("shunned until today, tier A, call 40d ago", "Rhythm: every 30d since 9.10. 9 late");
}

#[test]
fn off_for_a_while_hides_all_but_late_complaints() {
    let all = "tier A, call 40d ago, na 9d ago, born --11-18, follow-up 1d ago";
    check(&format!("{all}, off in 1d"), "-");
    check(&format!("{all}, off in 1d, complaint 3d ago"), "Now: complaint 1 late");
    check(&format!("{all}, off in 1d, complaint 2d ago"), "-");
    check(
        &format!("{all}, off today"),
        "Now: offer 1 late; retry 1 8 late; birthday today; every 30d since 9.10. 9 late",
    );
}

#[test]
fn a_segment_calls_those_who_stand_there_for_nothing_else_until_they_are_touched() {
    check("called today", "Rhythm: in Quiet today");
    check("called 90d ago, never", "Rhythm: in Quiet today");
    check("called 9d ago, call 10d ago", "Rhythm: in Quiet today");
    check("called 9d ago, call 9d ago", "-");
    check("called 9d ago, call today", "Touched");
    check("called 9d ago, na 9d ago, call 8d ago, note today", "-");
    // Whatever else brings them there says why, be it to come.
    check("called 9d ago, tier A, call 40d ago", "Rhythm: every 30d since 9.10. 9 late");
    check("called 9d ago, follow-up in 2d", "Next: offer in 2");
    check("called 9d ago, na 1d ago", "Now: retry 1 today");
    check("called 9d ago, tier A, call 20d ago", "Rhythm: in Quiet today");
    // Nobody who is off the agenda is called.
    for off in ["archived", "former", "shunned"] {
        check(&format!("called 9d ago, {off}"), "-");
    }
    check("called 9d ago, snoozed cadence in 2d", "-");
    check("called 9d ago, snoozed cadence today", "Rhythm: in Quiet today");
}
