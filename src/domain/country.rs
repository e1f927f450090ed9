//! Countries, as far as phone numbers are written otherwise in each: by what a national number is told from an international one.
//!
//! Owns the table of calling codes (ITU-T E.164) and trunk prefixes, and in which form two numbers are compared. Numbers stay as
//! they were typed; this is only how they are known again, and in `shown` how they are grouped where nobody grouped them.

mod german;
mod shown;

/// A country by its letters (ISO 3166-1): `DE`, `AT`, `CH`. By default none is known, and national numbers stay national.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Country(Option<&'static Row>);

#[derive(Debug, PartialEq, Eq)]
struct Row {
    letters: &'static str,
    /// What international numbers begin with.
    calling: &'static str,
    /// What stands before a national number and falls away in an international one; empty where nothing does.
    trunk: &'static str,
    /// What an international number is dialled with where no `+` is written.
    abroad: &'static str,
}

const fn row(letters: &'static str, calling: &'static str, trunk: &'static str) -> Row {
    Row { letters, calling, trunk, abroad: "00" }
}

const fn american(letters: &'static str) -> Row {
    Row { letters, calling: "1", trunk: "1", abroad: "011" }
}

const TABLE: &[Row] = &[
    row("AE", "971", "0"),
    row("AR", "54", "0"),
    row("AT", "43", "0"),
    Row { letters: "AU", calling: "61", trunk: "0", abroad: "0011" },
    row("BA", "387", "0"),
    row("BE", "32", "0"),
    row("BG", "359", "0"),
    row("BR", "55", "0"),
    american("CA"),
    row("CH", "41", "0"),
    row("CL", "56", ""),
    row("CN", "86", "0"),
    row("CO", "57", ""),
    row("CY", "357", ""),
    row("CZ", "420", ""),
    row("DE", "49", "0"),
    row("DK", "45", ""),
    row("EE", "372", ""),
    row("EG", "20", "0"),
    row("ES", "34", ""),
    row("FI", "358", "0"),
    row("FR", "33", "0"),
    row("GB", "44", "0"),
    row("GR", "30", ""),
    Row { letters: "HK", calling: "852", trunk: "", abroad: "001" },
    row("HR", "385", "0"),
    row("HU", "36", "06"),
    row("IE", "353", "0"),
    row("IL", "972", "0"),
    row("IN", "91", "0"),
    row("IS", "354", ""),
    row("IT", "39", ""),
    Row { letters: "JP", calling: "81", trunk: "0", abroad: "010" },
    Row { letters: "KR", calling: "82", trunk: "0", abroad: "00" },
    row("LI", "423", ""),
    row("LT", "370", "0"),
    row("LU", "352", ""),
    row("LV", "371", ""),
    row("MA", "212", "0"),
    row("ME", "382", "0"),
    row("MK", "389", "0"),
    row("MT", "356", ""),
    row("MX", "52", ""),
    row("NL", "31", "0"),
    row("NO", "47", ""),
    row("NZ", "64", "0"),
    row("PE", "51", "0"),
    row("PL", "48", ""),
    row("PT", "351", ""),
    row("RO", "40", "0"),
    row("RS", "381", "0"),
    Row { letters: "RU", calling: "7", trunk: "8", abroad: "810" },
    row("SE", "46", "0"),
    Row { letters: "SG", calling: "65", trunk: "", abroad: "001" },
    row("SI", "386", "0"),
    row("SK", "421", "0"),
    row("TR", "90", "0"),
    row("TW", "886", "0"),
    row("UA", "380", "0"),
    american("US"),
    row("ZA", "27", "0"),
];

impl Country {
    /// None that is known.
    pub const NONE: Self = Self(None);

    /// The country of these letters, in any case. `None` where it isn't in the table.
    pub fn of(letters: &str) -> Option<Self> {
        let known = TABLE.iter().find(|row| row.letters.eq_ignore_ascii_case(letters.trim()))?;
        Some(Self(Some(known)))
    }

    /// The country that a locale names: `de_AT.UTF-8` is Austria; no country where it names none that is known.
    pub fn of_locale(locale: &str) -> Self {
        let behind = locale.split(['.', '@']).next().and_then(|tag| tag.split(['_', '-']).nth(1));
        behind.and_then(Self::of).unwrap_or_default()
    }

    /// Its letters; empty where none is known.
    pub fn letters(self) -> &'static str {
        self.0.map_or("", |row| row.letters)
    }

    /// All whose numbers are known.
    pub fn all() -> impl Iterator<Item = &'static str> {
        TABLE.iter().map(|row| row.letters)
    }

    /// A phone number in the form in which two are compared: the digits of the international number with `+` before them, or those
    /// of the national one where its country isn't known. Empty where it has no digit.
    pub fn number(self, text: &str) -> String {
        // The zero of the own country is often written along: +49 (0) 30 1.
        let text = text.trim();
        let text = text.replace("(0)", "");
        let is_abroad = text.trim_start().starts_with('+');
        let digits: String =
            text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect();
        if digits.is_empty() || is_abroad {
            return if digits.is_empty() { digits } else { format!("+{digits}") };
        }
        let abroad = self.0.map_or("00", |row| row.abroad);
        if let Some(rest) = digits.strip_prefix(abroad).or(digits.strip_prefix("00")).filter(|rest| !rest.is_empty()) {
            return format!("+{rest}");
        }
        // Short numbers (110, an extension) are of no country.
        match self.0 {
            Some(row) if digits.len() >= SHORT => {
                format!("+{}{}", row.calling, digits.strip_prefix(row.trunk).unwrap_or(&digits))
            }
            _ => digits,
        }
    }
}

/// So many digits a national number has at the least.
const SHORT: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_with_the_countrys_code() {
        for (country, text, expect) in [
            ("DE", "030 123456", "+4930123456"),
            ("DE", "+49 (0)30 / 12 34 56", "+4930123456"),
            ("DE", "0049 30 123456", "+4930123456"),
            ("DE", "110", "110"),
            ("AT", "0660 1234567", "+436601234567"),
            ("CH", "044 123 45 67", "+41441234567"),
            ("IT", "06 1234567", "+39061234567"),
            ("US", "(212) 555-0100", "+12125550100"),
            ("US", "1-212-555-0100", "+12125550100"),
            ("US", "011 49 30 123456", "+4930123456"),
            ("HU", "06 1 234 5678", "+3612345678"),
            ("", "030 123456", "030123456"),
            ("", "+49 30 123456", "+4930123456"),
            ("DE", "Zentrale", ""),
        ] {
            assert_eq!(Country::of(country).unwrap_or_default().number(text), expect, "{country} {text}");
        }
    }

    #[test]
    fn a_locale_names_its_country() {
        for (locale, expect) in
            [("de_AT.UTF-8", "AT"), ("en_US", "US"), ("pt-BR@euro", "BR"), ("C.UTF-8", ""), ("de", ""), ("xx_XX", "")]
        {
            assert_eq!(Country::of_locale(locale).letters(), expect, "{locale}");
        }
    }

    #[test]
    fn each_country_stands_once() {
        let letters: Vec<&str> = Country::all().collect();
        assert!(letters.is_sorted_by(|one, other| one < other), "{letters:?}");
    }
}
