//! What is wrong with a record, and what is merely odd.

use chrono::NaiveDate;

use crate::domain::money::NoMoney;
use crate::domain::validate::{Odd, Wrong};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{Text, days};

/// It can't be saved.
pub fn wrong(text: &Text, wrong: &Wrong, today: NaiveDate) -> Error {
    let what = match wrong {
        Wrong::NoName => say!(text, "error-wrong-no-name"),
        Wrong::NoParticipants => say!(text, "error-wrong-nobody"),
        Wrong::NoBuyer => say!(text, "error-wrong-no-buyer"),
        Wrong::BirthdayAhead(birthday) => say!(text, "error-wrong-birthday", birthday = birthday.to_string()),
        Wrong::NoText => say!(text, "error-act-empty"),
        Wrong::Score(score) => say!(text, "error-act-score", score = score.to_string()),
        Wrong::JobEnds { from, to } => {
            let (from, to) = (days::short(text, *from, today), days::short(text, *to, today));
            say!(text, "error-wrong-job", from = from, to = to)
        }
        Wrong::ReferredByThemself => say!(text, "error-wrong-referrer"),
        Wrong::TooLong { field, limit } => {
            say!(text, "error-wrong-too-long", field = *field, limit = limit.to_string())
        }
    };
    Error::new(ErrorKind::Usage, what)
}

/// What was typed is no amount.
pub fn no_money(text: &Text, typed: &str, no: &NoMoney) -> Error {
    let what = match no {
        NoMoney::NoAmount => say!(text, "error-no-amount", typed = typed),
        NoMoney::Currency(currency) => say!(text, "error-currency", currency = currency.as_str()),
        NoMoney::Decimals(currency, decimals) => {
            let currency = currency.to_string();
            say!(text, "error-amount-decimals", currency = currency, decimals = *decimals, typed = typed)
        }
        NoMoney::TooGreat => say!(text, "error-amount-great", typed = typed),
    };
    let error = Error::new(ErrorKind::Usage, what);
    if *no == NoMoney::NoAmount { error.hint(say!(text, "hint-no-amount")) } else { error }
}

/// It is saved all the same.
pub fn odd(text: &Text, odd: &Odd, today: NaiveDate) -> String {
    match odd {
        Odd::Mail(mail) => say!(text, "odd-mail", mail = mail.as_str()),
        Odd::Phone(phone) => say!(text, "odd-phone", phone = phone.as_str()),
        Odd::Age { age, .. } => say!(text, "odd-age", age = age.to_string()),
        Odd::Cleaned => say!(text, "odd-cleaned"),
        Odd::Ahead(day) => say!(text, "odd-ahead", day = days::with_weekday(text, *day, today)),
    }
}
