//! When Easter is.

use chrono::NaiveDate;

/// Easter Sunday of a year of the Gregorian calendar, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms,
/// chapter 8); `None` outside the calendar.
pub fn sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - moon - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let day = moon + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (day / 31).cast_unsigned(), (day % 31 + 1).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_when_it_was_and_will_be() {
        // The United States Naval Observatory's list.
        for day in ["1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2026-04-05", "2038-04-25"] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(sunday(chrono::Datelike::year(&day)), Some(day));
        }
    }
}
