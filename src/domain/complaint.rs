//! What a complaint has beside its text: how bad it is, what we told the customer meanwhile, and what was given as goodwill.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::money::{Currency, Money};

/// How bad it is for the customer, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A nuisance.
    Minor,
    /// They can't go on as they should.
    Serious,
    /// They stand still, or are about to leave.
    Critical,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Minor, Self::Serious, Self::Critical];

    /// As it is written in commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Serious => "serious",
            Self::Critical => "critical",
        }
    }

    /// Reads it in English or German.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "minor" | "low" | "small" | "gering" | "leicht" | "niedrig" => Self::Minor,
            "serious" | "medium" | "major" | "normal" | "ernst" | "mittel" => Self::Serious,
            "critical" | "high" | "severe" | "urgent" | "kritisch" | "schwer" | "hoch" | "dringend" => Self::Critical,
            _ => return None,
        })
    }
}

/// What the customer was told on a day while it wasn't resolved yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reply {
    pub day: NaiveDate,
    pub text: String,
}

/// What was given to make good: an amount, or anything else in words. Written as one text: `50.00 EUR`, `a bottle of oil`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goodwill {
    Amount(Money),
    Text(String),
}

impl Goodwill {
    /// An amount if it is nothing else, of `default` where it doesn't say its currency; `None` of nothing.
    pub fn read(typed: &str, default: Currency) -> Option<Self> {
        let typed = typed.trim();
        let amount = Money::read(typed, default).ok().filter(|amount| amount.minor > 0);
        Some(amount.map_or_else(|| Self::Text(typed.to_owned()), Self::Amount)).filter(|_| !typed.is_empty())
    }

    /// Reads it as it is kept, where an amount has its currency behind it.
    pub fn read_plain(kept: &str) -> Self {
        let amount = kept.rsplit_once(' ').and_then(|(amount, currency)| {
            let known = Currency::read(currency).filter(|known| known.code() == currency)?;
            Money::read_plain(amount, known).ok().filter(|money| money.plain() == amount)
        });
        amount.map_or_else(|| Self::Text(kept.to_owned()), Self::Amount)
    }
}

impl fmt::Display for Goodwill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => write!(f, "{} {}", amount.plain(), amount.currency),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl Serialize for Goodwill {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Goodwill {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::read_plain(&String::deserialize(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goodwill_is_an_amount_only_where_it_is_nothing_else() {
        for (typed, kept) in [
            ("50 €", Some("50.00 EUR")),
            ("50", Some("50.00 CHF")),
            ("1.234,50 EUR", Some("1234.50 EUR")),
            ("JPY 5000", Some("5000 JPY")),
            ("a voucher of 50 €", Some("a voucher of 50 €")),
            ("two bottles", Some("two bottles")),
            ("-50", Some("-50")),
            ("  ", None),
        ] {
            let read = Goodwill::read(typed, Currency::read("CHF").unwrap());
            assert_eq!(read.as_ref().map(ToString::to_string).as_deref(), kept, "{typed}");
            let again = read.as_ref().map(|one| Goodwill::read_plain(&one.to_string()));
            assert_eq!(again, read, "{typed}");
        }
        for text in ["50", "50 eur", "50,00 EUR", "5.0 EUR", "EUR", "50.00 XYZ", ""] {
            assert_eq!(Goodwill::read_plain(text), Goodwill::Text(text.into()), "{text}");
        }
    }

    #[test]
    fn severities_are_read_as_they_are_written_and_in_german() {
        for one in Severity::ALL {
            assert_eq!(Severity::read(one.name()), Some(one));
        }
        assert_eq!(Severity::read(" Kritisch "), Some(Severity::Critical));
        assert_eq!(Severity::read("bad"), None);
    }
}
