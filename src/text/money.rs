//! Amounts of money as they are written in the language in force: `1,234.56 EUR`, `1.234,56 EUR`.

use chrono::NaiveDate;

use super::{Lang, Text, days};
use crate::domain::money::{Currency, Money};
use crate::domain::order::Order;
use crate::domain::revenue::Figures;
use crate::say;

/// An amount with its currency.
pub fn shown(text: &Text, money: Money) -> String {
    format!("{} {}", number(text, money), money.currency)
}

/// An amount without its currency.
pub fn number(text: &Text, money: Money) -> String {
    let (between, point) = match text.lang() {
        Lang::En => (',', '.'),
        Lang::De => ('.', ','),
    };
    let (whole, fraction) = money.parts();
    let digits = whole.to_string();
    let mut number = String::from(if money.minor < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            number.push(between);
        }
        number.push(digit);
    }
    if !fraction.is_empty() {
        number.push(point);
        number.push_str(&fraction);
    }
    number
}

/// Amounts of several currencies side by side: `12,345.00 EUR + 1,000.00 USD`.
pub fn sums(text: &Text, sums: &[Money]) -> String {
    sums.iter().map(|sum| shown(text, *sum)).collect::<Vec<_>>().join(" + ")
}

/// What somebody bought: `3 orders · 1,234.56 EUR · last 3 Nov (18 d ago) · every 32 d (median)`.
pub fn figures(text: &Text, one: &Figures, today: NaiveDate) -> String {
    let (day, ago) = (days::short(text, one.last(), today), days::distance(text, one.last(), today));
    let between = one.between().map(|every| say!(text, "orders-median", days = days::count(text, every)));
    let parts = [
        say!(text, "records-orders", count = one.orders),
        sums(text, &one.revenue),
        say!(text, "orders-last", day = day, ago = ago),
    ];
    parts.into_iter().chain(between).collect::<Vec<_>>().join(" · ")
}

/// An order in a few words: `1,234.56 EUR oak boards`.
pub fn order(text: &Text, one: &Order) -> String {
    let said = if one.what.is_empty() { &one.reference } else { &one.what };
    format!("{} {said}", shown(text, one.amount)).trim().to_owned()
}

/// What a label says of an order, which begins with its amount as programs write it.
pub fn in_label(text: &Text, what: &str) -> String {
    let mut words = what.splitn(3, ' ');
    let (amount, code, rest) = (words.next(), words.next(), words.next().unwrap_or_default());
    let money =
        amount.zip(code.and_then(Currency::read)).and_then(|(amount, code)| Money::read_plain(amount, code).ok());
    money.map_or_else(|| what.to_owned(), |money| format!("{} {rest}", shown(text, money)).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_stand_as_the_language_has_them() {
        let check = |plain: &str, code: &str, en: &str, de: &str| {
            let money = Money::read_plain(plain, Currency::read(code).unwrap()).unwrap();
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(shown(&Text::new(lang), money), expect);
            }
        };
        check("1234567.8", "EUR", "1,234,567.80 EUR", "1.234.567,80 EUR");
        check("-45", "USD", "-45.00 USD", "-45,00 USD");
        check("100000", "JPY", "100,000 JPY", "100.000 JPY");
        check("0.5", "KWD", "0.500 KWD", "0,500 KWD");
        let de = Text::new(Lang::De);
        assert_eq!(in_label(&de, "1234.50 EUR oak boards"), "1.234,50 EUR oak boards");
        assert_eq!(in_label(&de, "1234.50 EUR"), "1.234,50 EUR");
        assert_eq!(in_label(&de, "oak"), "oak");
    }
}
