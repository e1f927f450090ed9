//! Rows, sections and their order.

use super::*;

#[test]
fn one_row_holds_all_reasons_the_most_pressing_first() {
    check(
        "tier A, call 40d ago, na 1d ago, born 1976-11-18, follow-up 9d ago, follow-up today at 09:00, complaint 3d ago",
        "Now: complaint 1 late; offer 9 late; offer today 09:00; retry 1 today; birthday (50) today; \
         every 30d since 9.10. 9 late",
    );
    check("tier A, call 40d ago, born --11-20", "Rhythm: every 30d since 9.10. 9 late; birthday in 2");
    check("follow-up in 3d, follow-up in 2d, complaint today", "Next: offer in 2; complaint in 2; offer in 3");
    check("follow-up 1d ago, follow-up in 8d", "Now: offer 1 late");
}

#[test]
fn touched_today_stand_in_a_section_of_their_own() {
    check("call today", "Touched");
    check("na today", "Next: retry 1 in 1");
    check("note today", "-");
    check("call today, follow-up in 2d", "Next: offer in 2");
    check("call today, follow-up in 9d", "Touched");
    check("call today, complaint 5d ago", "Now: complaint 3 late");
    check("call 1d ago", "-");
}

#[test]
fn the_most_pressing_contacts_stand_first() {
    check_order(
        &[
            ("birthday", "born --11-18"),
            ("retry", "na 1d ago"),
            ("late-retry", "na 2d ago"),
            ("today", "follow-up today"),
            ("today-a", "follow-up today, tier A"),
            ("today-at-9", "follow-up today at 09:00"),
            ("today-at-8", "follow-up today at 08:00"),
            ("today-complaint", "complaint 2d ago, tier B"),
            ("late-5", "follow-up 5d ago"),
            ("late-2-a", "follow-up 2d ago, tier A"),
            ("late-2-b", "follow-up 2d ago, tier B"),
            ("late-3", "follow-up 3d ago"),
            ("complaint-1", "complaint 3d ago, tier A"),
            ("complaint-4", "complaint 6d ago"),
            ("next", "follow-up in 2d"),
            ("tomorrow", "follow-up in 1d"),
            ("rhythm", "every 10d, call 11d ago"),
        ],
        "complaint-4 complaint-1 late-2-a late-5 late-2-b late-3 today-at-8 today-at-9 today-a today-complaint today \
         late-retry retry birthday rhythm tomorrow next",
    );
}

#[test]
fn what_shows_before_a_day_off_stands_in_the_place_of_what_is_due_today() {
    let row = "Now: offer today; offer in 1; birthday in 2";
    check_on("2026-11-20", "born --11-22, follow-up 2026-11-21, follow-up 2026-11-20", row);
    let row = "Now: offer in 2 09:00; offer today";
    check_on("2026-11-20", "follow-up 2026-11-20, follow-up 2026-11-22 at 09:00", row);
}

#[test]
fn what_presses_alike_keeps_its_order_over_the_days() {
    // Both complaints are due on 20 Nov, the older one was added later.
    let order = |today: &str| {
        let today = today.parse().unwrap();
        let mut book = Book::default();
        let facts = "complaint 2026-11-18, complaint 2026-11-16 promised 2026-11-20, complaint 2026-11-18";
        let anna = add(&mut book, "Anna", facts, today);
        entry_of(&book, &Settings::default(), today, DAYS_AHEAD, anna).unwrap().reasons
    };
    let nobody: ContactId = Ids::seeded(1, 1).draw();
    let ids = |today| order(today).iter().map(|reason| reason.id(nobody)).collect::<Vec<_>>();
    let first = ids("2026-11-18");
    assert_eq!(first.len(), 3);
    for today in ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-25"] {
        assert_eq!(ids(today), first, "{today}");
    }
}

#[test]
fn rhythms_are_ordered_by_lateness_in_intervals_times_tier() {
    check_order(
        &[
            ("a-10-of-30", "tier A, every 30d, call 2026-10-09"), // due Mon 9 Nov: 9 d, 0.9
            ("c-20-of-20", "tier C, every 20d, call 2026-10-09"), // due Thu 29 Oct: 20 d, 1.0
            ("c-99-of-9", "tier C, every 9d, call 2026-08-01"),   // far past three intervals: 3.0
            ("none-99-of-9", "every 9d, call 2026-07-01"),        // likewise, then by name
            ("a-99-of-9", "tier A, every 9d, call 2026-08-01"),   // 9.0
            ("b-month", "tier B, every 1m, call 2026-09-18"),     // due Mon 19 Oct: 30 d of 30, 2.0
        ],
        "a-99-of-9 c-99-of-9 none-99-of-9 b-month c-20-of-20 a-10-of-30",
    );
}

#[test]
fn names_are_sorted_without_regard_to_marks_and_case() {
    check_order(
        &[
            ("Zoë", "follow-up today"),
            ("Ärne", "follow-up today"),
            ("anton", "follow-up today"),
            ("Özil", "follow-up today"),
        ],
        "anton Ärne Özil Zoë",
    );
    check_order(&[("Early", "visit today"), ("Late", "call today")], "Early Late");
}

#[test]
fn the_header_counts_now_and_rhythm_and_the_last_line_those_without_rhythm() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    for (name, facts) in [
        ("due", "follow-up today"),
        ("rhythm", "tier A, call 40d ago"),
        ("next", "tier A, follow-up in 1d"),
        ("nothing", ""),
        ("never", "tier A, never"),
        ("untouched lead", "lead"),
        ("touched lead", "lead, call 3d ago"),
        ("archived", "archived"),
        ("former", "former"),
        ("shunned", "shunned"),
        ("back", "shunned until today"),
    ] {
        add(&mut book, name, facts, today);
    }
    let agenda = agenda(&book, &Settings::default(), today, DAYS_AHEAD);
    assert_eq!(agenda.due(), 3, "the follow-up, the rhythm, and the lead");
    assert_eq!(agenda.without_rhythm, 5, "due, nothing, never, touched lead, back");
}

#[test]
fn without_days_ahead_nothing_that_comes_is_told() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    add(&mut book, "Anna", "follow-up today, follow-up in 1d, born --11-19", today);
    add(&mut book, "Berg", "follow-up in 1d", today);
    let agenda = agenda(&book, &Settings::default(), today, 0);
    let shown: Vec<String> = agenda.entries(agenda.lines(), &book).map(|entry| show(&entry, today)).collect();
    assert_eq!(shown, ["Now: offer today"]);
}

#[test]
fn a_day_is_that_of_the_place_where_it_was_logged() {
    // 23:30 in Berlin is the day before in New York, and the next day in Tokyo: the day stays that of Berlin.
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    let anna = add(&mut book, "Anna", "", today);
    let mut late = interaction(anna, "na", today, 1);
    late.at = "2026-11-17T23:30:00+01:00".parse().unwrap();
    book.apply(&Change::create(late));
    let entry = entry_of(&book, &Settings::default(), today, 0, anna).unwrap();
    assert_eq!(show(&entry, today), "Now: retry 1 today");
}

#[test]
fn spans_of_many_years_are_no_trouble() {
    check("every 9999y, call 40d ago", "-");
    check("every 9999y, call 40d ago, follow-up in 300d", "-");
    check_on("9999-12-31", "every 30d, call 40d ago, born --12-31, na 1d ago", {
        "Now: retry 1 today; birthday today; every 30d since 21.11. 10 late"
    });
    assert_eq!(Span::days(1).times_after(NaiveDate::MAX, 1), NaiveDate::MAX);
}

#[test]
fn another_day_and_other_settings_make_it_anew() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut book = Book::default();
    add(&mut book, "Anna", "tier A, call 29d ago", today);
    let mut other = Settings::default();
    other.tiers[0] = Some(Span::days(10));
    let mut agenda = Agenda::default();
    for (day, settings) in
        [(today, Settings::default()), (today.succ_opt().unwrap(), Settings::default()), (today, other)]
    {
        agenda.update(&book, &settings, day, DAYS_AHEAD);
        assert_eq!(agenda, Agenda::new(&book, &settings, day, DAYS_AHEAD));
    }
    assert_eq!(agenda.due(), 1, "every ten days");
    // Another book with the same people is another one, too.
    let empty = Book::default();
    agenda.update(&empty, &Settings::default(), today, DAYS_AHEAD);
    assert_eq!(agenda.lines(), []);
}
