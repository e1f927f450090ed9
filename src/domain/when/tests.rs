//! Days and times as people write them, and how they read back.

use proptest::prelude::*;

use super::*;

/// A Saturday, in week 47.
const TODAY: &str = "2026-11-21";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn check_on(today: &str, look: Look, table: &[(&str, &str)]) {
    for (text, expect) in table {
        let found = match read(text, date(today), look, &Settings::default()) {
            Ok(when) => when.to_string(),
            Err(no) => format!("{:?}", no.why),
        };
        assert_eq!(&found, expect, "{text:?} on {today}, {look:?}");
    }
}

#[test]
fn days_by_name() {
    check_on(
        TODAY,
        Look::Ahead,
        &[
            ("today", "2026-11-21"),
            ("Heute", "2026-11-21"),
            ("morgen", "2026-11-22"),
            ("tomorrow", "2026-11-22"),
            ("übermorgen", "2026-11-23"),
            ("u\u{308}bermorgen", "2026-11-23"),
            ("UEBERMORGEN", "2026-11-23"),
            ("day after tomorrow", "2026-11-23"),
            ("the day after tomorrow", "2026-11-23"),
            ("yesterday", "2026-11-20"),
            ("gestern", "2026-11-20"),
            ("vorgestern", "2026-11-19"),
            ("day before yesterday", "2026-11-19"),
            ("montag", "2026-11-23"),
            ("mo", "2026-11-23"),
        ],
    );
}

#[test]
fn weekdays_look_ahead_and_back() {
    check_on(
        TODAY,
        Look::Ahead,
        &[
            ("fri", "2026-11-27"),
            ("Fr.", "2026-11-27"),
            ("sat", "2026-11-28"),
            ("sonnabend", "2026-11-28"),
            ("so", "2026-11-22"),
            ("su", "2026-11-22"),
            ("di", "2026-11-24"),
            ("we", "2026-11-25"),
            ("Mi", "2026-11-25"),
            ("do", "2026-11-26"),
            ("th", "2026-11-26"),
            ("on Friday", "2026-11-27"),
            ("am Freitag", "2026-11-27"),
            ("next tue", "2026-11-24"),
            ("nächsten Dienstag", "2026-11-24"),
            ("naechsten sonntag", "2026-11-29"),
            ("kommenden Freitag", "2026-11-27"),
            ("kommenden Sonntag", "2026-11-22"),
            ("letzten Freitag", "2026-11-20"),
            ("last saturday", "2026-11-14"),
            ("next week", "2026-11-23"),
            ("nächste Woche", "2026-11-23"),
            ("next month", "2026-12-01"),
            ("nächstes Jahr", "2027-01-01"),
            ("im Januar", "2027-01-01"),
            ("in March 2028", "2028-03-01"),
            ("im November", "Unknown"),
            ("diesen Freitag", "2026-11-27"),
            ("this saturday", "2026-11-21"),
        ],
    );
    check_on(
        TODAY,
        Look::Back,
        &[("fri", "2026-11-20"), ("sa", "2026-11-14"), ("sonntag", "2026-11-15"), ("last friday", "2026-11-20")],
    );
    // On a Tuesday "next" is the week after.
    check_on("2026-11-17", Look::Ahead, &[("tue", "2026-11-24"), ("next thu", "2026-11-26"), ("thu", "2026-11-19")]);
}

#[test]
fn weeks_by_number() {
    check_on(
        TODAY,
        Look::Ahead,
        &[
            ("kw48", "2026-11-23"),
            ("KW 48", "2026-11-23"),
            ("w48", "2026-11-23"),
            ("week 48", "2026-11-23"),
            ("kw47", "2026-11-16"),
            ("kw46", "2027-11-15"),
            ("kw1", "2027-01-04"),
            ("kw53", "2026-12-28"),
            ("KW48 Di", "2026-11-24"),
            ("kw 48 do", "2026-11-26"),
            ("week 48 do", "MoreWords"),
            ("kw54", "NoSuchDay"),
            ("kw0", "NoSuchDay"),
        ],
    );
    check_on(TODAY, Look::Back, &[("kw48", "2025-11-24"), ("kw47", "2026-11-16"), ("kw53", "2020-12-28")]);
}

#[test]
fn spans() {
    check_on(
        TODAY,
        Look::Ahead,
        &[
            ("3d", "2026-11-24"),
            ("+3d", "2026-11-24"),
            ("3t", "2026-11-24"),
            ("2w", "2026-12-05"),
            ("1m", "2026-12-21"),
            ("1y", "2027-11-21"),
            ("in 3 weeks", "2026-12-12"),
            ("in 3 Wochen", "2026-12-12"),
            ("in drei Wochen", "2026-12-12"),
            ("in zwölf Tagen", "2026-12-03"),
            ("in einem Monat", "2026-12-21"),
            ("in a week", "2026-11-28"),
            ("in 2w", "2026-12-05"),
            ("2wochen", "2026-12-05"),
            ("3tage", "2026-11-24"),
            ("+3tage", "2026-11-24"),
            ("3 weeks", "2026-12-12"),
            ("3 days ago", "2026-11-18"),
            ("a week ago", "2026-11-14"),
            ("vor 3 Tagen", "2026-11-18"),
            ("vor einer Woche", "2026-11-14"),
            ("a week", "Unknown"),
            ("9999y", "TooFar"),
            ("99999d", "Unknown"),
        ],
    );
    check_on(TODAY, Look::Back, &[("90d", "2026-08-23"), ("+3d", "2026-11-24"), ("in 3 days", "2026-11-24")]);
    check_on("2026-01-31", Look::Ahead, &[("1m", "2026-02-28")]);
    check_on("2026-03-31", Look::Back, &[("1m", "2026-02-28")]);
}

#[test]
fn ends() {
    check_on(
        TODAY,
        Look::Ahead,
        &[
            ("end of month", "2026-11-30"),
            ("monatsende", "2026-11-30"),
            ("Ende des Monats", "2026-11-30"),
            ("am Monatsende", "2026-11-30"),
            ("at the end of the month", "2026-11-30"),
            ("end of week", "2026-11-27"),
            ("Ende der Woche", "2026-11-27"),
            ("jahresende", "2026-12-31"),
        ],
    );
    check_on("2026-11-20", Look::Ahead, &[("end of week", "2026-11-20")]);
    check_on("2026-11-30", Look::Ahead, &[("end of month", "2026-11-30")]);
    check_on(TODAY, Look::Back, &[("end of month", "2026-10-31"), ("end of the week", "2026-11-20")]);
}

#[test]
fn dates() {
    check_on(
        TODAY,
        Look::Ahead,
        &[
            ("1.12.", "2026-12-01"),
            ("01.12.", "2026-12-01"),
            ("1.11.", "2027-11-01"),
            ("21.11.", "2026-11-21"),
            ("1.12.26", "2026-12-01"),
            ("1.12.2026", "2026-12-01"),
            ("am 1.12.", "2026-12-01"),
            ("1. Dezember", "2026-12-01"),
            ("1. Dez.", "2026-12-01"),
            ("3. März", "2027-03-03"),
            ("1 December 2026", "2026-12-01"),
            ("1st December", "2026-12-01"),
            ("Dec 1", "2026-12-01"),
            ("Dec 1, 2027", "2027-12-01"),
            ("December 1st", "2026-12-01"),
            ("2026-12-01", "2026-12-01"),
            ("Fr 4.12.", "2026-12-04"),
            ("Friday, December 4", "2026-12-04"),
            ("Fr 5.12.", "NoSuchDay"),
            ("29.2.", "2028-02-29"),
            ("31.2.", "NoSuchDay"),
            ("31.11.", "NoSuchDay"),
            ("31 November", "NoSuchDay"),
            ("2026-02-29", "NoSuchDay"),
            ("2026-2-1", "Unknown"),
            ("1.12", "2026-12-01"),
            ("31.11", "Unknown"),
            ("14.30", "Unknown"),
            ("12/24", "Slashes"),
            ("1.12.026", "Unknown"),
            ("", "Empty"),
            ("fri call", "MoreWords"),
            ("fri 25:00", "NoSuchTime"),
            ("nonsense", "Unknown"),
            ("١.١٢.", "Unknown"),
        ],
    );
    check_on(TODAY, Look::Back, &[("1.12.", "2025-12-01"), ("21.11.", "2026-11-21"), ("29.2.", "2024-02-29")]);
    let american = Settings { month_first: true, ..Settings::default() };
    for (text, expect) in [("12/24", "2026-12-24"), ("1/2/27", "2027-01-02"), ("11/20/2026", "2026-11-20")] {
        assert_eq!(read(text, date(TODAY), Look::Ahead, &american).unwrap().to_string(), expect);
    }
}

#[test]
fn times() {
    check_on(
        TODAY,
        Look::Ahead,
        &[
            ("fri 14:30", "2026-11-27 14:30"),
            ("fri, 9:05", "2026-11-27 09:05"),
            ("fri at 14:30", "2026-11-27 14:30"),
            ("Freitag um 14:30 Uhr", "2026-11-27 14:30"),
            ("Fr 14.30 Uhr", "2026-11-27 14:30"),
            ("morgen 14 Uhr", "2026-11-22 14:00"),
            ("tomorrow 2pm", "2026-11-22 14:00"),
            ("tomorrow at 2:15 pm", "2026-11-22 14:15"),
            ("tomorrow 9 am", "2026-11-22 09:00"),
            ("tomorrow 9:30 am", "2026-11-22 09:30"),
            ("tomorrow 12am", "2026-11-22 00:00"),
            ("tomorrow 12pm", "2026-11-22 12:00"),
            ("tomorrow 13pm", "NoSuchTime"),
            ("kw 48 8:00", "2026-11-23 08:00"),
            ("1 Dec 2026 8:00", "2026-12-01 08:00"),
            ("14:30", "2026-11-21 14:30"),
            ("um 9", "2026-11-21 09:00"),
            ("morgen um 9", "2026-11-22 09:00"),
            ("fri at 9", "2026-11-27 09:00"),
            ("fri at 90", "MoreWords"),
            ("heute 14.30", "2026-11-21 14:30"),
            ("heute 10.05", "MoreWords"),
            ("mi 14h", "2026-11-25 14:00"),
            ("fr 9.12 Uhr", "2026-11-27 09:12"),
        ],
    );
}

#[test]
fn the_longest_beginning_is_the_day_and_the_rest_stays() {
    let table = [
        ("fri 14:30 call back", "2026-11-27 14:30", "call back"),
        ("1m send offer", "2026-12-21", "send offer"),
        ("2w send offer", "2026-12-05", "send offer"),
        ("kw48 send offer", "2026-11-23", "send offer"),
        ("KW48 Di anrufen", "2026-11-24", "anrufen"),
        ("1.12 anrufen", "2026-12-01", "anrufen"),
        ("14:30 anrufen", "2026-11-21 14:30", "anrufen"),
        ("morgen um 9 anrufen", "2026-11-22 09:00", "anrufen"),
        ("in zwei Wochen Angebot schicken", "2026-12-05", "Angebot schicken"),
        ("Fr 9:30 am Bahnhof treffen", "2026-11-27 09:30", "am Bahnhof treffen"),
        ("monday  morning\n call ", "2026-11-23", "morning\n call"),
        ("day after tomorrow", "2026-11-23", ""),
        ("1. Dezember Messe", "2026-12-01", "Messe"),
        ("fr 14 Kisten liefern", "2026-11-27", "14 Kisten liefern"),
        ("morgen Montage besprechen", "2026-11-22", "Montage besprechen"),
    ];
    for (text, when, rest) in table {
        let (found, left) = read_prefix(text, date(TODAY), Look::Ahead, &Settings::default()).unwrap();
        assert_eq!((found.to_string().as_str(), left), (when, rest), "{text:?}");
    }
    let no = read_prefix("31.2. call", date(TODAY), Look::Ahead, &Settings::default()).unwrap_err();
    assert_eq!(no, NoDay { text: "31.2.".into(), why: WhyNoDay::NoSuchDay });
}

#[test]
fn recurring() {
    let first = date("2026-01-31");
    let every = |count, unit| Ok(Recurs::Every { span: Span { count, unit }, anchor: first });
    use crate::domain::cadence::Unit;
    assert_eq!(read_recurs("every 3m", first), every(3, Unit::Month));
    assert_eq!(read_recurs("alle 3 Monate", first), every(3, Unit::Month));
    assert_eq!(read_recurs("jede Woche", first), every(1, Unit::Week));
    assert_eq!(read_recurs("jeden Monat", first), every(1, Unit::Month));
    assert_eq!(read_recurs("after 2 weeks", first), Ok(Recurs::After { span: Span::weeks(2) }));
    assert_eq!(read_recurs("nach einem Monat", first), Ok(Recurs::After { span: Span::months(1) }));
    for wrong in ["", "3m", "every", "every day now", "nach"] {
        assert!(read_recurs(wrong, first).is_err(), "{wrong:?}");
    }
    assert_eq!(read_span("30 Tage"), Ok(Span::days(30)));
    assert_eq!(read_span("14 T"), Ok(Span::days(14)));
    assert!(read_span("0d").is_err());
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (-400_000i32..400_000).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(739_000 + n).unwrap())
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(day in any_day(), today in any_day(), minute in proptest::option::of(0u32..1440)) {
        let time = minute.and_then(|m| NaiveTime::from_hms_opt(m / 60, m % 60, 0));
        let when = When { day, time };
        for look in [Look::Ahead, Look::Back] {
            prop_assert_eq!(read(&when.to_string(), today, look, &Settings::default()), Ok(when));
        }
    }

    #[test]
    fn nothing_panics(text in "\\PC*", today in any_day()) {
        let _ = read(&text, today, Look::Back, &Settings::default());
        let _ = read(&text, NaiveDate::MAX, Look::Ahead, &Settings::default());
        let _ = read_recurs(&text, today);
    }

    #[test]
    fn words_of_days_in_any_order_never_panic(
        words in proptest::collection::vec(
            prop_oneof![
                Just("next"), Just("letzten"), Just("fri"), Just("kw53"), Just("in"), Just("vor"), Just("9999y"), Just("29.2."),
                Just("week"), Just("Dec"), Just("1st"), Just("2028"), Just("14:30"), Just("at"), Just("12"), Just("am"), Just("pm"),
                Just("end of week"), Just("um"), Just("9.12"), Just("14.30"), Just("14h"), Just("di"), Just("im"), Just("2wochen"), Just("übermorgen,"), Just("9999-12-31"), Just("month"), Just("uhr"),
            ],
            0..6,
        ),
        today in prop_oneof![any_day(), Just(NaiveDate::MIN), Just(NaiveDate::MAX)],
    ) {
        let text = words.join(" ");
        for look in [Look::Ahead, Look::Back] {
            if let Ok((when, rest)) = read_prefix(&text, today, look, &Settings::default()) {
                prop_assert!(text.ends_with(rest));
                prop_assert_eq!(read(&when.to_string(), today, look, &Settings::default()), Ok(when));
            }
        }
    }
}

#[test]
fn a_birthday_of_two_digits_is_of_the_last_year_that_ends_so() {
    let (today, settings) = ("2026-11-21".parse().unwrap(), Settings::default());
    let read = |text: &str| super::read_birthday(text, today, &settings).map(|born| born.to_string()).ok();
    for (typed, born) in [
        ("24.12.90", "1990-12-24"),
        ("1. 2. 05", "2005-02-01"),
        ("20.11.26", "2026-11-20"),
        ("22.11.26", "1926-11-22"),
        ("29.2.04", "2004-02-29"),
        ("24.12.", "--12-24"),
        ("24.12.1890", "1890-12-24"),
    ] {
        assert_eq!(read(typed).as_deref(), Some(born), "{typed}");
    }
    assert_eq!(read("31.2.90"), None);
}
