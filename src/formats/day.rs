//! Days as cards write them: in vCard's own forms, with the year left out in its and in Apple's way, and in the forms that
//! programs write though no standard has them.

use chrono::NaiveDate;

use crate::domain::birthday::Birthday;

/// The year that Apple writes for none.
const NO_YEAR: i32 = 1604;

/// Reads `1980-05-01`, `19800501`, `--0501`, `--05-01`, `1.5.1980`, each with a time behind it or none. `omit` is Apple's
/// year that stands for none. `None` if it is no whole day.
pub fn parse(text: &str, omit: Option<&str>) -> Option<Birthday> {
    let day = text.trim().split(['T', 't', ' ']).next()?;
    if let Some(rest) = day.strip_prefix("--") {
        let digits: Vec<u32> = rest.chars().filter(|c| *c != '-').map(|c| c.to_digit(10)).collect::<Option<_>>()?;
        return match digits[..] {
            [a, b, c, d] => Birthday::new(None, a * 10 + b, c * 10 + d),
            _ => None,
        };
    }
    let (year, month, day) = year_month_day(day)?;
    let omitted = year == 0 || year == NO_YEAR || omit.is_some_and(|omit| omit.trim().parse() == Ok(year));
    Birthday::new((!omitted).then_some(year), month, day)
}

/// Reads a day with its year.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let birthday = parse(text, None)?;
    NaiveDate::from_ymd_opt(birthday.year()?, birthday.month(), birthday.day())
}

fn year_month_day(text: &str) -> Option<(i32, u32, u32)> {
    let numbers = |sign: char| -> Option<Vec<u32>> {
        let parts: Vec<&str> = text.split(sign).collect();
        let sound = parts.len() == 3 && parts.iter().all(|p| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()));
        sound.then(|| parts.iter().map(|p| p.parse().ok()).collect()).flatten()
    };
    let year_first = |numbers: Vec<u32>| Some((i32::try_from(numbers[0]).ok()?, numbers[1], numbers[2]));
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some((text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?));
    }
    // Two digits are no year: neither 24 nor 1924 is what was meant for sure.
    if text.len() >= 8 && text.find(['-', '/', '.']) == Some(4) {
        return numbers('-').or_else(|| numbers('/')).or_else(|| numbers('.')).and_then(year_first);
    }
    let [day, month, year] = numbers('.')?.try_into().ok()?;
    (year > 999).then_some((i32::try_from(year).ok()?, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays_are_read() {
        let check = |text: &str, omit: Option<&str>, expect: &str| {
            let got = parse(text, omit).map(|birthday| birthday.to_string()).unwrap_or_default();
            assert_eq!(got, expect, "{text:?}");
        };
        for (text, expect) in [
            ("1980-05-01", "1980-05-01"),
            ("19800501", "1980-05-01"),
            ("1980-05-01T00:00:00Z", "1980-05-01"),
            ("19800501T000000", "1980-05-01"),
            ("1980-05-01 00:00:00", "1980-05-01"),
            ("1980/05/01", "1980-05-01"),
            ("1.5.1980", "1980-05-01"),
            ("--0415", "--04-15"),
            ("--04-15", "--04-15"),
            ("--0229", "--02-29"),
            ("--04-15T00:00:00", "--04-15"),
            ("1604-04-15", "--04-15"),
            ("0000-04-15", "--04-15"),
            ("", ""),
            ("1980", ""),
            ("1980-05", ""),
            ("---15", ""),
            ("--0230", ""),
            ("1981-02-29", ""),
            ("circa 1800", ""),
            ("05/01/80", ""),
            ("1.5.80", ""),
            ("1980-05-01x", ""),
        ] {
            check(text, None, expect);
        }
        check("1604-04-15", Some("1604"), "--04-15");
        check("1800-04-15", Some("1800"), "--04-15");
        check("1971-04-15", Some("1604"), "1971-04-15");
    }
}
