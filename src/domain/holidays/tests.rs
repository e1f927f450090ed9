use super::*;

/// The days of a year in their order, as `01-01 04-03 ..`.
fn check(code: &str, year: i32, expect: &str) {
    let mut days: Vec<NaiveDate> = Holidays::of(code).unwrap().in_year(year).map(|(day, _)| day).collect();
    days.sort_unstable();
    days.dedup();
    let days: Vec<String> = days.iter().map(|day| day.format("%m-%d").to_string()).collect();
    assert_eq!(days.join(" "), expect, "{code} {year}");
}

#[test]
fn each_country_has_its_days() {
    check("DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26");
    check("DE-HH", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 12-25 12-26");
    check("de-by", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26");
    check("DE-SN", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 11-17 12-25 12-26");
    check("AT", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26");
    check("CH-ZH", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 08-01 12-25 12-26");
    check("CH-GL", 2026, "01-01 04-03 04-06 04-09 05-14 05-25 08-01 11-01 12-25 12-26");
    check("CH-NE", 2034, "01-01 01-02 03-01 04-07 05-01 05-18 08-01 12-25");
    check("CH-AR", 2027, "01-01 03-26 03-29 05-06 05-17 08-01 12-25 12-26");
    check("GB-ENG", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28");
    check("GB-SCT", 2023, "01-01 01-02 01-03 04-07 05-01 05-29 08-07 11-30 12-25 12-26");
    check("IE", 2030, "01-01 02-01 03-17 04-22 05-06 06-03 08-05 10-28 12-25 12-26");
    check("US", 2027, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31");
    check("NL", 2031, "01-01 04-13 04-14 04-26 05-22 06-01 06-02 12-25 12-26");
    check("SE", 2026, "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26");
}

#[test]
fn a_day_says_what_it_is() {
    let hamburg = Holidays::of("DE-HH").unwrap();
    let on = |day: &str| hamburg.on(day.parse().unwrap());
    assert_eq!(on("2026-10-31"), Some(Feast::Reformation));
    assert_eq!(on("2026-11-01"), None);
    assert_eq!(Holidays::of("US").unwrap().on("2027-12-31".parse().unwrap()), Some(Feast::NewYear));
}

#[test]
fn every_code_reads_back_and_names_regions_that_are_there() {
    let codes: Vec<String> = Holidays::all().map(|of| of.to_string()).collect();
    assert!(codes.is_sorted_by(|one, other| one < other), "{codes:?}");
    for code in &codes {
        assert_eq!(Holidays::of(code).unwrap().to_string(), *code);
    }
    for country in COUNTRIES {
        for (feast, _, regions) in country.days {
            let known = |one: &str| one.is_empty() || country.regions.split(' ').any(|region| region == one);
            assert!(regions.split(' ').all(known), "{} {feast:?}", country.letters);
        }
    }
    for wrong in ["", "XX", "DE-", "DE-XX", "HH", "AT-9"] {
        assert_eq!(Holidays::of(wrong), None, "{wrong}");
    }
}
