//! An amount of money: exact, in the smallest unit of its currency, never a fraction of it. Owns how amounts are read as people
//! and programs write them; how they are shown is `text`'s.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The greatest amount either way, in the smallest unit: sums of as many as there can be stay exact.
const MOST: i64 = 1_000_000_000_000_000;

/// The currencies of ISO 4217 in which something is paid.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS \
INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS \
SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW \
ZWG";
/// Those without a smaller unit, and those with three decimals (ISO 4217, the list's column of minor units).
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";

/// Where another currency than the euro is paid, by the country's letters.
const PLACES: &str = "GB GBP IE EUR US USD CH CHF LI CHF DK DKK SE SEK NO NOK IS ISK PL PLN CZ CZK HU HUF RO RON BG EUR RS RSD UA \
UAH TR TRY GE GEL AL ALL MK MKD BA BAM MD MDL CA CAD MX MXN BR BRL AR ARS CL CLP CO COP PE PEN AU AUD NZ NZD JP JPY CN CNY KR \
KRW TW TWD HK HKD SG SGD MY MYR TH THB VN VND ID IDR PH PHP IN INR PK PKR BD BDT LK LKR AE AED SA SAR QA QAR KW KWD BH BHD OM OMR \
IL ILS EG EGP MA MAD TN TND ZA ZAR NG NGN KE KES GH GHS RU RUB KZ KZT";

/// A currency of ISO 4217, by its three letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const EUR: Self = Self(*b"EUR");

    /// Its code in any case, or its sign; `None` where it is none that is known.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let code = match typed.to_uppercase().as_str() {
            "€" | "EURO" | "EUROS" => "EUR".to_owned(),
            "$" | "US$" => "USD".to_owned(),
            "£" => "GBP".to_owned(),
            "¥" => "JPY".to_owned(),
            "FR." | "SFR." | "SFR" | "FR" => "CHF".to_owned(),
            code => code.to_owned(),
        };
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        CODES.split(' ').any(|known| known == code).then_some(Self(letters))
    }

    /// What is paid in a country, by its two letters; the euro where nothing else is known.
    pub fn of_country(letters: &str) -> Self {
        let mut words = PLACES.split_whitespace();
        while let (Some(country), Some(code)) = (words.next(), words.next()) {
            if country == letters {
                return Self::read(code).unwrap_or(Self::EUR);
            }
        }
        Self::EUR
    }

    /// The currency of a code that one of them had; no letters but capital ones are.
    pub fn kept(code: [u8; 3]) -> Option<Self> {
        code.iter().all(u8::is_ascii_uppercase).then_some(Self(code))
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Decimals of an amount: 2 mostly, 0 or 3 in some.
    pub fn decimals(&self) -> usize {
        match self.code() {
            code if WHOLE.contains(code) => 0,
            code if THREE.contains(code) => 3,
            _ => 2,
        }
    }

    /// All of them, by their codes.
    pub fn all() -> impl Iterator<Item = &'static str> {
        CODES.split(' ')
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        Self::read(&code).ok_or_else(|| serde::de::Error::custom(format_args!("unknown currency {code:?}")))
    }
}

/// So much of a currency. Negative is what was given back: a credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money {
    pub currency: Currency,
    /// In the smallest unit: cents of a euro, yen.
    pub minor: i64,
}

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoMoney {
    /// No number, or one that can be read in two ways.
    #[error("no amount")]
    NoAmount,
    /// Letters that are no currency.
    #[error("unknown currency {0:?}")]
    Currency(String),
    /// More decimals than the currency has.
    #[error("{0} has {1} decimals")]
    Decimals(Currency, usize),
    /// A thousand billion and more, in the smallest unit.
    #[error("too great")]
    TooGreat,
}

impl Money {
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { currency, minor }
    }

    /// Reads an amount as people and programs write it, in German, English or Swiss: `1.234,56 €`, `EUR 1,234.56`, `1'234.50`,
    /// `(45.00)`, `45-`, `120,-`. Without a currency it is of `default`. A single sign with three digits behind it stands between
    /// thousands, since no amount has three decimals, but in a currency that has.
    pub fn read(text: &str, default: Currency) -> Result<Self, NoMoney> {
        let text = text.trim();
        let within = text.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)));
        let mut is_less = within.is_some();
        let text = match within {
            Some((before, (inner, behind))) => format!("{before} {inner} {behind}"),
            None => text.to_owned(),
        };
        let text = text.trim();
        let is_number = |c: char| c.is_ascii_digit() || "-−+,.'’".contains(c) || c.is_whitespace();
        let first = text.find(|c: char| c.is_ascii_digit()).ok_or(NoMoney::NoAmount)?;
        let last = text.rfind(|c: char| c.is_ascii_digit()).map_or(first, |last| last + 1);
        // `120,-` ends behind its dash; `45-` is less than nothing.
        let behind_digits = &text[last..];
        let dashes = behind_digits.trim_start_matches([',', '.']);
        let has_point = dashes.len() < behind_digits.len();
        let (tail, is_negative) = match dashes.trim_start().strip_prefix(['-', '−', '–', '—']) {
            Some(rest) => (rest.trim_start_matches(['-', '–', '—']), !has_point),
            None => (dashes, false),
        };
        is_less ^= is_negative;
        let mut front = text[..first].trim();
        let mut signs = 0;
        for sign in ['-', '−'] {
            signs += front.matches(sign).count();
        }
        if signs > 1 || signs == 1 && is_less {
            return Err(NoMoney::NoAmount);
        }
        is_less |= signs == 1;
        let unsigned = front.replace(['-', '−', '+'], " ");
        front = unsigned.trim();
        if (has_point && dashes.is_empty())
            || front.starts_with([',', '.'])
            || !text[first..last].chars().all(is_number)
        {
            return Err(NoMoney::NoAmount);
        }
        let currency = match (front, tail.trim()) {
            ("", "") => default,
            (code, "") | ("", code) => Currency::read(code).ok_or_else(|| NoMoney::Currency(code.to_owned()))?,
            (one, other) => match (Currency::read(one), Currency::read(other)) {
                (Some(one), Some(other)) if one == other => one,
                _ => return Err(NoMoney::Currency(format!("{one} {other}"))),
            },
        };
        let minor = read_number(&text[first..last], currency)?;
        Ok(Self::new(if is_less { -minor } else { minor }, currency))
    }

    /// Reads an amount as [`Money::plain`] writes it, and in no other way: what programs say can't be meant otherwise.
    pub fn read_plain(text: &str, currency: Currency) -> Result<Self, NoMoney> {
        let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
        let fraction = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        if fraction > currency.decimals() {
            return Err(NoMoney::Decimals(currency, currency.decimals()));
        }
        if !text.chars().all(is_plain) { Err(NoMoney::NoAmount) } else { Self::read(text, currency) }
    }

    /// As programs read it: `1234.56`, `-45.00`, `500`.
    pub fn plain(&self) -> String {
        let (whole, fraction) = self.parts();
        let sign = if self.minor < 0 { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// What stands before and behind the point, without a sign.
    pub fn parts(&self) -> (u64, String) {
        let decimals = self.currency.decimals();
        let unit = 10_u64.pow(u32::try_from(decimals).unwrap_or_default());
        let all = self.minor.unsigned_abs();
        let fraction = if decimals == 0 { String::new() } else { format!("{:0decimals$}", all % unit) };
        (all / unit, fraction)
    }
}

/// A number with its signs between thousands and before decimals, in the smallest unit.
fn read_number(text: &str, currency: Currency) -> Result<i64, NoMoney> {
    let decimals = currency.decimals();
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let last = signs.last().copied();
    let digits_behind = last.map_or(0, |(at, c)| text.len() - at - c.len_utf8());
    let is_lone = last.is_some_and(|(_, last)| signs.iter().filter(|(_, c)| *c == last).count() == 1);
    let is_point = last.is_some_and(|(_, sign)| {
        let is_known = matches!(sign, ',' | '.');
        let before_thousands = signs.len() == 1 && digits_behind == 3 && decimals != 3;
        is_known && is_lone && !before_thousands
    });
    let (whole, fraction) = match last {
        Some((at, sign)) if is_point => (&text[..at], &text[at + sign.len_utf8()..]),
        _ => (text, ""),
    };
    // Between thousands stands one sign, the same everywhere, and three digits behind each.
    let mut between = whole.chars().filter(|c| !c.is_ascii_digit());
    if let Some(sign) = between.next() {
        let point = last.filter(|_| is_point).map(|(_, point)| point);
        let mut groups = whole.split(sign);
        let first = groups.next().unwrap_or_default();
        let is_right = !between.any(|other| other != sign)
            && Some(sign) != point
            && !"+-−".contains(sign)
            && (1..=3).contains(&first.len())
            && groups.all(|group| group.len() == 3);
        if !is_right {
            return Err(NoMoney::NoAmount);
        }
    }
    let fraction = match fraction.get(decimals..) {
        Some(rest) if rest.chars().any(|digit| digit != '0') => return Err(NoMoney::Decimals(currency, decimals)),
        Some(_) => &fraction[..decimals],
        None => fraction,
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let all = format!("{digits}{fraction:0<decimals$}");
    let minor: i64 = all.parse().map_err(|_| NoMoney::TooGreat)?;
    if minor > MOST { Err(NoMoney::TooGreat) } else { Ok(minor) }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.plain(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let check = |typed: &str, expect: &str| {
            let read = Money::read(typed, Currency::EUR).map_or_else(|no| format!("! {no}"), |money| money.to_string());
            assert_eq!(read, expect, "{typed:?}");
        };
        for (typed, expect) in [
            ("1.234,56 €", "1234.56 EUR"),
            ("1,234.56 EUR", "1234.56 EUR"),
            ("(45.00)", "-45.00 EUR"),
            ("(45,00 €)", "-45.00 EUR"),
            ("€ (45.00)", "-45.00 EUR"),
            ("(45.00) USD", "-45.00 USD"),
            ("(45", "! unknown currency \"(\""),
            ("45", "45.00 EUR"),
            ("45-", "-45.00 EUR"),
            ("−45,5", "-45.50 EUR"),
            ("- 45,5 €", "-45.50 EUR"),
            ("€ -45.50", "-45.50 EUR"),
            ("+7", "7.00 EUR"),
            ("1.234", "1234.00 EUR"),
            ("1,234", "1234.00 EUR"),
            ("1.234.567,8", "1234567.80 EUR"),
            ("1'234.50 CHF", "1234.50 CHF"),
            ("Fr. 20.-", "20.00 CHF"),
            ("120,- €", "120.00 EUR"),
            ("120,–", "120.00 EUR"),
            ("1\u{a0}234,56\u{a0}€", "1234.56 EUR"),
            ("$99.9", "99.90 USD"),
            ("usd 1000000", "1000000.00 USD"),
            ("EUR 5 EUR", "5.00 EUR"),
            ("0.500 kwd", "0.500 KWD"),
            ("JPY 5.000", "5000 JPY"),
            ("JPY 12.00", "12 JPY"),
            ("12.5000", "12.50 EUR"),
            ("0", "0.00 EUR"),
            ("1.2345", "! EUR has 2 decimals"),
            ("12.5 JPY", "! JPY has 0 decimals"),
            ("12.345.67", "! no amount"),
            ("1,23,456", "! no amount"),
            ("1 2", "! no amount"),
            ("(-45)", "! no amount"),
            ("--4", "! no amount"),
            ("5.", "! no amount"),
            (".5", "! no amount"),
            ("", "! no amount"),
            ("abc", "! no amount"),
            ("5 apples", "! unknown currency \"apples\""),
            ("$5 €", "! unknown currency \"$ €\""),
            ("99999999999999999", "! too great"),
            ("99999999999999999999999", "! too great"),
        ] {
            check(typed, expect);
        }
    }

    #[test]
    fn what_is_written_plainly_is_read_again() {
        for code in Currency::all() {
            let currency = Currency::read(code).unwrap();
            for minor in [0, 1, -1, 99, 100, 12_345_678, -MOST, MOST] {
                let money = Money::new(minor, currency);
                assert_eq!(Money::read(&money.to_string(), Currency::EUR), Ok(money), "{money}");
                assert_eq!(Money::read(&money.plain(), currency), Ok(money), "{money}");
            }
        }
    }

    #[test]
    fn a_country_pays_in_its_currency() {
        for (country, code) in [("DE", "EUR"), ("CH", "CHF"), ("GB", "GBP"), ("US", "USD"), ("AT", "EUR"), ("", "EUR")]
        {
            assert_eq!(Currency::of_country(country).code(), code, "{country}");
        }
        for code in PLACES.split_whitespace().skip(1).step_by(2) {
            assert!(Currency::read(code).is_some(), "{code}");
        }
    }
}
