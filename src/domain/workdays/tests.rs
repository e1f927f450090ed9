use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn working_days_skip_the_weekend() {
    let workdays = Workdays::default();
    let saturday = day("2026-11-21");
    assert_eq!(workdays.on_or_after(saturday), day("2026-11-23"));
    assert_eq!(workdays.on_or_before(saturday), day("2026-11-20"));
    assert_eq!(workdays.add(saturday, 1), day("2026-11-23"));
    assert_eq!(workdays.add(day("2026-11-20"), 2), day("2026-11-24"));
    assert!(Workdays::new([]).is_none());
    let wednesday = Workdays::new([Weekday::Wed]).unwrap();
    assert_eq!(wednesday.on_or_after(day("2026-11-19")), day("2026-11-25"));
}

/// The first working day from each day on, and the last up to it.
fn check(workdays: &Workdays, from: &str, after: &str, before: &str) {
    let found = (workdays.on_or_after(day(from)), workdays.on_or_before(day(from)));
    assert_eq!(found, (day(after), day(before)), "{from}");
}

#[test]
fn holidays_and_own_days_are_days_off() {
    let hamburg = Workdays::default().with_holidays(Holidays::of("DE-HH"));
    check(&hamburg, "2026-04-03", "2026-04-07", "2026-04-02");
    check(&hamburg, "2026-10-30", "2026-10-30", "2026-10-30");
    assert_eq!(hamburg.add(day("2026-12-24"), 1), day("2026-12-28"));
    let own = ["2026-12-28..2026-12-30", "12-24", "12-31"].map(|text| text.parse().unwrap());
    let away = hamburg.clone().with_days_off(own.to_vec());
    check(&away, "2026-12-24", "2027-01-04", "2026-12-23");
    check(&away, "2027-12-24", "2027-12-27", "2027-12-23");
    assert_eq!(away.clone().on([Weekday::Sat]).unwrap().on_or_after(day("2026-12-24")), day("2027-01-02"));
    assert_eq!(away.with_days_off(Vec::new()), hamburg);
    // Outside the years that are reckoned beforehand they are the same days.
    check(&hamburg, "2125-12-25", "2125-12-27", "2125-12-24");
    check(&hamburg, "1970-05-01", "1970-05-04", "1970-04-30");
}

#[test]
fn where_no_day_is_a_working_day_a_day_stays() {
    let never = Workdays::default().with_days_off(vec!["01-01..12-31".parse().unwrap()]);
    check(&never, "2026-11-23", "2026-11-23", "2026-11-23");
    assert_eq!(never.add(day("2026-11-23"), 2), day("2026-11-25"));
}

#[test]
fn a_day_off_reads_back_as_it_is_written() {
    for text in ["2026-12-24", "2026-12-24..2027-01-01", "12-24", "12-27..01-05", "02-29"] {
        assert_eq!(text.parse::<DayOff>().unwrap().to_string(), text);
    }
    assert_eq!("2026-12-24..2026-12-24".parse::<DayOff>().unwrap().to_string(), "2026-12-24");
    for wrong in ["", "24.12.", "2026-13-01", "2027-01-01..2026-12-24", "12-24..2026-12-31", "12-32", "12-+4", "a..b"] {
        assert_eq!(wrong.parse::<DayOff>(), Err(NoDayOff(wrong.to_owned())));
    }
    let turn: DayOff = "12-30..01-02".parse().unwrap();
    let days: Vec<String> = turn.in_year(2026).map(|day| day.to_string()).collect();
    assert_eq!(days, ["2026-01-01", "2026-01-02", "2026-12-30", "2026-12-31"]);
}
