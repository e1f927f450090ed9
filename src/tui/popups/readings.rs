//! What is typed into a form's field, understood while it is typed: days, spans, birthdays, rhythms, addresses.

use chrono::{Datelike, NaiveDate};

use crate::domain::birthday::Birthday;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::Contact;
use crate::domain::field::{Field, FieldError, Why, read_ceiling};
use crate::domain::find;
use crate::domain::id::ContactId;
use crate::domain::money::Money;
use crate::domain::pairs::{self, Alike, Likeness, Reason};
use crate::domain::validate::{is_odd_mail, is_odd_phone};
use crate::domain::when::{self, Look, NoDay, When};
use crate::explain;
use crate::say;
use crate::text::{days, money};
use crate::tui::ctx::Ctx;
use crate::tui::popups::sheet;
use crate::tui::widgets::field::Reading;
use crate::tui::widgets::form::Form;

/// A day to come, with a time or without; nothing is nothing.
pub fn ahead(typed: &str, ctx: &Ctx) -> Reading {
    day(typed, Look::Ahead, ctx)
}

/// A day until which something is hidden: it comes back on a working day.
pub fn until(typed: &str, ctx: &Ctx) -> Reading {
    match when::read(typed, ctx.today, Look::Ahead, ctx.settings) {
        Ok(When { day, .. }) => {
            Reading::Means(days::moment(ctx.text, ctx.settings.workdays.on_or_after(day), None, ctx.today))
        }
        Err(_) => ahead(typed, ctx),
    }
}

/// A day that was, with a time or without; nothing is nothing.
pub fn back(typed: &str, ctx: &Ctx) -> Reading {
    day(typed, Look::Back, ctx)
}

/// An amount, in the configured currency where none stands there; nothing is nothing.
pub fn amount(typed: &str, ctx: &Ctx) -> Reading {
    if typed.trim().is_empty() {
        return Reading::Nothing;
    }
    match Money::read(typed, ctx.settings.currency()) {
        Ok(amount) => Reading::Means(money::shown(ctx.text, amount)),
        Err(no) => Reading::Wrong(explain::no_money(ctx.text, typed.trim(), &no).what),
    }
}

fn day(typed: &str, look: Look, ctx: &Ctx) -> Reading {
    if typed.trim().is_empty() {
        return Reading::Nothing;
    }
    match when::read(typed, ctx.today, look, ctx.settings) {
        Ok(When { day, time }) => Reading::Means(days::moment(ctx.text, day, time, ctx.today)),
        Err(no_day) => Reading::Wrong(explain::day(ctx.text, &no_day).what),
    }
}

/// The day to come that stands in the field `name`; where none does, the field says why.
pub fn day_of(form: &mut Form, name: &'static str, ctx: &Ctx) -> Option<NaiveDate> {
    match when::read(form.text(name), ctx.today, Look::Ahead, ctx.settings) {
        Ok(when) => Some(when.day),
        Err(no_day) => {
            form.refuse(name, explain::day(ctx.text, &no_day).what);
            None
        }
    }
}

/// The day that was and stands in the field `name`, today where nothing does; where it can't be read, the field says why.
pub fn day_back(form: &mut Form, name: &'static str, ctx: &Ctx) -> Option<NaiveDate> {
    if form.text(name).trim().is_empty() {
        return Some(ctx.today);
    }
    match when::read(form.text(name), ctx.today, Look::Back, ctx.settings) {
        Ok(when) => Some(when.day),
        Err(no_day) => {
            form.refuse(name, explain::day(ctx.text, &no_day).what);
            None
        }
    }
}

/// How a follow-up recurs: `every 3m`, `after 2w`; nothing is once.
pub fn recurs(typed: &str, ctx: &Ctx) -> Reading {
    use crate::domain::follow_up::Recurs;
    if typed.trim().is_empty() {
        return Reading::Nothing;
    }
    match when::read_recurs(typed, ctx.today) {
        Ok(Recurs::Every { span, .. }) => Reading::Means(days::every(ctx.text, span)),
        Ok(Recurs::After { span }) => {
            Reading::Means(say!(ctx.text, "form-recurs-after", span = days::span(ctx.text, span)))
        }
        Err(_) => Reading::Wrong(say!(ctx.text, "form-no-recurs")),
    }
}

/// A birthday with or without its year.
pub fn birthday(typed: &str, ctx: &Ctx) -> Reading {
    if typed.trim().is_empty() {
        return Reading::Nothing;
    }
    match read_birthday(typed, ctx) {
        Ok(born) => {
            let this_year = ctx.today.year();
            let year = born.year().unwrap_or(this_year);
            let leap = (year..).find(|year| born.in_year(*year).day() == born.day()).unwrap_or(year);
            let day = born.in_year(leap);
            // Without its year, nor that of the leap year.
            let day = if born.year().is_some() {
                days::short(ctx.text, day, ctx.today)
            } else {
                days::short(ctx.text, day, day)
            };
            if born.year().is_none() && leap != year {
                let other = days::short(ctx.text, born.in_year(this_year), ctx.today);
                return Reading::Means(say!(ctx.text, "form-birthday-leap", day = day, other = other));
            }
            match born.age_in(ctx.today.year()) {
                Some(age) => Reading::Means(say!(ctx.text, "form-birthday-age", day = day, age = age)),
                None => Reading::Means(day),
            }
        }
        Err(no_day) => Reading::Wrong(explain::day(ctx.text, &no_day).what),
    }
}

/// Reads a birthday as it is typed into a form.
pub fn read_birthday(typed: &str, ctx: &Ctx) -> Result<Birthday, NoDay> {
    when::read_birthday(typed, ctx.today, ctx.settings)
}

/// A contact's own rhythm: `30d`, `3 months`; nothing is the tier's, and "none" is none.
pub fn cadence(typed: &str, ctx: &Ctx) -> Reading {
    match when::read_cadence(typed) {
        Some(Cadence::ByTier) => Reading::Nothing,
        Some(Cadence::Never) => Reading::Means(say!(ctx.text, "form-cadence-none")),
        Some(Cadence::Every(span)) => Reading::Means(days::every(ctx.text, span)),
        None => Reading::Wrong(explain::span(ctx.text, typed.trim()).what),
    }
}

/// A contact's own ceiling: `4 in 30 days`; nothing is the tier's, and "none" is none.
pub fn ceiling(typed: &str, ctx: &Ctx) -> Reading {
    match read_ceiling(typed) {
        Ok(Ceiling::ByTier) => Reading::Nothing,
        Ok(Ceiling::None) => Reading::Means(say!(ctx.text, "form-ceiling-none")),
        Ok(Ceiling::Own(at_most)) => Reading::Means(days::at_most(ctx.text, at_most)),
        Err(_) => Reading::Wrong(explain::ceiling(ctx.text, typed.trim()).what),
    }
}

/// Why the text of a field of the table can't be read: said at the field, so that it needn't be named.
pub fn wrong(field: Field, typed: &str, why: Why, ctx: &Ctx) -> Reading {
    Reading::Wrong(match why {
        Why::Day(no_day) => explain::day(ctx.text, &no_day).what,
        Why::NoPart { part, parts } => say!(ctx.text, "form-no-part", part = part, parts = parts.join(", ")),
        why => {
            let error = FieldError::Value { name: field.into(), value: typed.trim().to_owned(), why };
            explain::field_error(ctx.text, &error, ctx.book).what
        }
    })
}

/// Mail addresses, one or several: an odd one is warned about.
pub fn mails(typed: &str, ctx: &Ctx) -> Reading {
    match values(typed).find(|mail| is_odd_mail(mail)) {
        Some(_) => Reading::Odd(say!(ctx.text, "form-odd-mail")),
        None => Reading::Nothing,
    }
}

/// Mail addresses of somebody new: those that somebody has already are warned about, too.
pub fn new_mails(typed: &str, ctx: &Ctx) -> Reading {
    held(values(typed).flat_map(|mail| find::with_mail(ctx.book, mail)), ctx).unwrap_or_else(|| mails(typed, ctx))
}

/// Who has it already, if anybody has.
fn held(holders: impl Iterator<Item = ContactId>, ctx: &Ctx) -> Option<Reading> {
    let mut all: Vec<ContactId> = Vec::new();
    holders.for_each(|id| {
        if !all.contains(&id) {
            all.push(id)
        }
    });
    let who = || sheet::names(&all, ctx);
    (!all.is_empty()).then(|| Reading::Odd(say!(ctx.text, "form-known-mail", who = who(), count = all.len())))
}

/// The name of somebody new: that one of that name is there already is said, since two may well be called the same.
pub fn new_name(typed: &str, ctx: &Ctx) -> Reading {
    let nobody = Contact::new(ContactId(uuid::Uuid::nil()), typed.trim(), ctx.today);
    let is_called = |likeness: &Likeness| likeness.reasons.contains(&Reason::Name(Alike::Same));
    let known = pairs::likely(ctx.book, &nobody, "").into_iter().find(|(_, likeness)| is_called(likeness));
    // Who it is stands under the form, with the key that opens them.
    known.map_or(Reading::Nothing, |_| Reading::Odd(say!(ctx.text, "form-known-person")))
}

/// Phone numbers of somebody new: those that somebody has already are warned about, too.
pub fn new_phones(typed: &str, ctx: &Ctx) -> Reading {
    let holders = values(typed).flat_map(|phone| find::contacts_with_phone(ctx.book, phone));
    held(holders, ctx).unwrap_or_else(|| phones(typed, ctx))
}

/// Phone numbers, one or several: an odd one is warned about.
pub fn phones(typed: &str, ctx: &Ctx) -> Reading {
    match values(typed).find(|phone| is_odd_phone(phone)) {
        Some(_) => Reading::Odd(say!(ctx.text, "form-odd-phone")),
        None => Reading::Nothing,
    }
}

/// A score from 0 to 10; nothing is none.
pub fn score(typed: &str, ctx: &Ctx) -> Reading {
    let typed = typed.trim();
    match typed.parse::<u8>() {
        _ if typed.is_empty() => Reading::Nothing,
        Ok(0..=10) => Reading::Nothing,
        _ => Reading::Wrong(say!(ctx.text, "form-no-score")),
    }
}

/// The values of a list as it is typed: between commas, without blanks around them.
pub fn values(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([',', ';']).map(str::trim).filter(|value| !value.is_empty())
}

/// Tags as they stand in a field: behind the last one the next can be typed.
pub fn tags_typed(tags: &[String]) -> String {
    tags.iter().map(|tag| format!("{tag}, ")).collect()
}

/// Tags as they are typed: like [`values`], `#` or the command line's `+` before them or not, none twice.
pub fn tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in values(typed).map(|tag| tag.trim_start_matches(['+', '#']).trim()) {
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::Span;

    #[test]
    fn rhythms_are_read_in_both_languages() {
        assert_eq!(when::read_cadence(""), Some(Cadence::ByTier));
        assert_eq!(when::read_cadence("None"), Some(Cadence::Never));
        assert_eq!(when::read_cadence("keine"), Some(Cadence::Never));
        for typed in ["30d", "30 T", "every 30d", "alle 30 Tage"] {
            assert_eq!(when::read_cadence(typed), Some(Cadence::Every(Span::days(30))), "{typed}");
        }
        assert_eq!(when::read_cadence("soon"), None);
    }

    #[test]
    fn tags_stand_ready_for_the_next_one() {
        let given = ["vip".to_owned(), "key account".to_owned()];
        assert_eq!(tags_typed(&given), "vip, key account, ");
        assert_eq!(tags(&tags_typed(&given)), given);
        assert_eq!(tags_typed(&[]), "");
    }

    #[test]
    fn tags_are_taken_apart_at_commas() {
        assert_eq!(tags("#vip, key account,, vip"), ["vip", "key account"]);
        assert!(tags(" , ").is_empty());
    }
}
