//! Phone numbers as their country writes them. A number that somebody grouped stays as it is; one that is mere digits, as programs give
//! them, is grouped where the country writes all of its kind alike. What is kept, searched and copied is what was typed.

use super::{Country, Row, TABLE, german};

/// How a country writes a number without its trunk prefix: digits of each group, the last of which takes the rest; `None` where that
/// depends on more than its first digits. Sources are the countries' numbering plans and DIN 5008.
fn groups(letters: &str, national: &str) -> Option<&'static [usize]> {
    let begins = |with: &[&str]| with.iter().any(|begin| national.starts_with(begin));
    Some(match (letters, national.len()) {
        ("DE", 9..) if begins(&["15"]) => &[4, 7],
        ("DE", 9..) if begins(&["16", "17"]) => &[3, 8],
        ("DE", length) => match german::area_code(national)? {
            area if length < area + 3 => return None,
            2 => &[2, 9],
            3 => &[3, 9],
            4 => &[4, 9],
            _ => &[5, 9],
        },
        ("AT", 9..) if begins(&["65", "66", "67", "68", "69"]) => &[3, 9],
        ("AT", 5..) if begins(&["1"]) => &[1, 9],
        ("CH", 9) => &[2, 3, 2, 2],
        ("FR", 9) => &[1, 2, 2, 2, 2],
        ("US" | "CA", 10) => &[3, 3, 4],
        ("GB", 10) if begins(&["7"]) => &[4, 6],
        ("GB", 10) if begins(&["20"]) => &[2, 4, 4],
        ("ES", 9) => &[3, 2, 2, 2],
        ("IT", 10) if begins(&["3"]) => &[3, 3, 4],
        ("CZ" | "PT", 9) => &[3, 3, 3],
        ("DK", 8) => &[2, 2, 2, 2],
        ("NO", 8) if begins(&["4", "9"]) => &[3, 2, 3],
        ("NO", 8) => &[2, 2, 2, 2],
        ("BE", 9) if begins(&["4"]) => &[3, 2, 2, 2],
        ("NL", 9) if begins(&["6"]) => &[1, 8],
        _ => return None,
    })
}

/// Its groups; `None` where the country's way isn't known.
fn grouped(row: &Row, national: &str) -> Option<Vec<String>> {
    let mut rest = national;
    let groups = groups(row.letters, national)?;
    let mut parts: Vec<String> = Vec::new();
    for (place, length) in groups.iter().enumerate() {
        let (part, behind) = rest.split_at_checked(*length).filter(|_| place + 1 < groups.len()).unwrap_or((rest, ""));
        parts.push(part.to_owned());
        rest = behind;
    }
    Some(parts)
}

impl Country {
    /// A number as it is shown here: nationally in its own country, internationally elsewhere; as it is typed where it is grouped
    /// already, or where its country's way isn't known.
    pub fn shown(self, typed: &str) -> String {
        let number = typed.trim();
        if !number.strip_prefix('+').unwrap_or(number).bytes().all(|byte| byte.is_ascii_digit()) {
            return typed.to_owned();
        }
        let international = self.number(number);
        let Some(digits) = international.strip_prefix('+') else { return typed.to_owned() };
        if let Some(row) = self.0
            && let Some(parts) = digits.strip_prefix(row.calling).and_then(|national| grouped(row, national))
        {
            return match row.calling {
                "1" => format!("({}) {}", parts[0], parts[1..].join("-")),
                _ => format!("{}{}", row.trunk, parts.join(" ")),
            };
        }
        // A national number whose grouping isn't known stays as it is.
        if !number.starts_with('+') && !number.starts_with("00") {
            return typed.to_owned();
        }
        let of = TABLE.iter().filter(|row| digits.starts_with(row.calling)).max_by_key(|row| row.calling.len());
        let Some((row, national)) = of.and_then(|row| Some((row, digits.strip_prefix(row.calling)?))) else {
            return typed.to_owned();
        };
        let parts = grouped(row, national).unwrap_or_else(|| vec![national.to_owned()]);
        let between = if row.calling == "1" { "-" } else { " " };
        format!("+{} {}", row.calling, parts.join(between))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mere_digits_are_grouped_as_the_country_writes_them_and_all_else_stays() {
        for (country, typed, expect) in [
            ("DE", "01701234567", "0170 1234567"),
            ("DE", "+491701234567", "0170 1234567"),
            ("DE", "015112345678", "01511 2345678"),
            ("DE", "030123456", "030 123456"),
            ("DE", "04131123456", "04131 123456"),
            ("DE", "+494131123456", "04131 123456"),
            ("DE", "03420312345", "034203 12345"),
            ("DE", "08001234567", "08001234567"),
            ("FR", "+494131123456", "+49 4131 123456"),
            ("DE", "0033612345678", "+33 6 12 34 56 78"),
            ("DE", "+12125550100", "+1 212-555-0100"),
            ("DE", "110", "110"),
            ("DE", "+49 (0)170 / 12 34 567", "+49 (0)170 / 12 34 567"),
            ("DE", "0170-1234567", "0170-1234567"),
            ("DE", "Zentrale", "Zentrale"),
            ("DE", "", ""),
            ("FR", "0612345678", "06 12 34 56 78"),
            ("FR", "+491701234567", "+49 170 1234567"),
            ("CH", "+41441234567", "044 123 45 67"),
            ("US", "2125550100", "(212) 555-0100"),
            ("AT", "06601234567", "0660 1234567"),
            ("GB", "07700900123", "07700 900123"),
            ("IT", "3471234567", "347 123 4567"),
            ("", "01701234567", "01701234567"),
            ("", "+491701234567", "+49 170 1234567"),
            ("", "+999123456", "+999123456"),
        ] {
            assert_eq!(Country::of(country).unwrap_or_default().shown(typed), expect, "{country} {typed}");
        }
    }

    #[test]
    fn what_is_shown_is_the_same_number() {
        for country in Country::all().filter_map(Country::of).chain([Country::NONE]) {
            for typed in ["+491701234567", "01701234567", "+33612345678", "0612345678", "2125550100", "+4512345678"] {
                assert_eq!(country.number(&country.shown(typed)), country.number(typed), "{country:?} {typed}");
            }
        }
    }
}
