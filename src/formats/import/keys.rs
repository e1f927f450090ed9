//! By what people are known again: names, mail addresses and phone numbers in the form in which two are compared.

use super::companies::Companies;
use super::said::{self, Spot};
use crate::domain::birthday::Birthday;
use crate::domain::contact::{Address, Contact};
use crate::domain::country::Country;
use crate::domain::id::CompanyId;
use crate::domain::pairs::{is_called_alike, is_shared_mailbox, telling};
use crate::domain::search::fold;
use crate::formats::draft::Person;

/// A name's words, folded, in no order: "Müller, Anna" is "Dr. Anna Müller".
pub fn name(text: &str) -> String {
    let telling = telling(text);
    let mut words: Vec<&str> = telling.split_whitespace().collect();
    words.sort_unstable();
    if words.is_empty() { fold(text).trim().to_owned() } else { words.join(" ") }
}

/// A company's name, folded, with single spaces.
pub fn company(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

/// A mail address in small letters.
pub fn mail(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Whether a mail address is likely to be of more than one person.
pub fn is_shared(mail: &str) -> bool {
    mail.split('@').next().is_some_and(is_shared_mailbox)
}

/// The last digits of a phone number: those that are the same with and without the country's code.
pub fn phone(text: &str) -> String {
    let digits: String = digits(text).collect();
    digits[digits.len().saturating_sub(8)..].to_owned()
}

/// A phone number where nothing else tells whose it is: whole, if it is known how the country's are written.
pub fn whole_phone(text: &str, country: Country) -> String {
    if country == Country::default() { phone(text) } else { country.number(text) }
}

/// A whole phone number. Two are equal if they are one number, written with or without the country's code.
#[derive(Debug)]
pub struct Number(String);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        let (long, short) = match (self.0.strip_prefix('+'), other.0.strip_prefix('+')) {
            (Some(long), None) => (long, &other.0),
            (None, Some(long)) => (long, &self.0),
            _ => return self.0 == other.0,
        };
        short.strip_prefix('0').is_some_and(|rest| rest.len() >= 6 && long.ends_with(rest))
    }
}

impl Number {
    /// National numbers are of this country.
    pub fn of(text: &str, country: Country) -> Self {
        Self(country.number(text))
    }
}

/// An address as it is compared, whatever its label.
pub fn place(address: &Address) -> String {
    let parts = [&address.post_box, &address.extended, &address.street, &address.postcode, &address.city];
    parts.map(|part| name(part)).join("|")
}

/// Whether all that one address says stands in the other, and is something: a town alone in a street of that town.
pub fn says_no_more(one: &Address, other: &Address) -> bool {
    let parts = |a: &Address| {
        [&a.post_box, &a.extended, &a.street, &a.postcode, &a.city, &a.region, &a.country].map(|part| name(part))
    };
    let (one, other) = (parts(one), parts(other));
    let is_in = |(one, other): (&String, &String)| one.is_empty() || one == other;
    // The country alone says nothing of where in it.
    one[..COUNTRY].iter().any(|part| !part.is_empty()) && one.iter().zip(&other).all(is_in)
}

/// Which part of an address the country is.
const COUNTRY: usize = 6;

/// A page or handle as it is compared.
pub fn page(text: &str) -> String {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("https://").or(lower.strip_prefix("http://")).unwrap_or(&lower);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

/// Networks where each person has one page of their own, and what stands before the name in it.
const PROFILES: [&str; 2] = ["linkedin.com/in/", "xing.com/profile/"];

/// Whose page it is at a network of people, as it is compared: `linkedin.com/in/anna-berg`. `None` for any other page.
pub fn profile(text: &str) -> Option<String> {
    let page = page(text.trim().split(['?', '#']).next().unwrap_or_default());
    // A network may have a part for each language: `de.linkedin.com`.
    PROFILES.iter().find_map(|network| {
        let (before, whose) = page.split_once(network)?;
        let whose = whose.split('/').next().filter(|whose| !whose.is_empty())?;
        let is_part = before.is_empty() || before.len() == 3 && before.ends_with('.');
        is_part.then(|| format!("{network}{whose}"))
    })
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| c.to_digit(10)).filter_map(|digit| char::from_digit(digit, 10))
}

/// A foreign id as it is compared.
pub fn id(value: &str) -> String {
    let value = value.trim().to_lowercase();
    value.strip_prefix("urn:uuid:").unwrap_or(&value).to_owned()
}

/// The names a person goes by: the full name, and given and family name alone.
pub fn names(record: &Contact) -> Vec<String> {
    let parts = &record.name_parts;
    let mut names = vec![name(&record.name)];
    let family = record.name.strip_prefix(&*parts.given).and_then(|rest| rest.strip_prefix(' '));
    let is_all = family == Some(&*parts.family);
    if !is_all && !parts.given.is_empty() && !parts.family.is_empty() {
        names.push(name(&format!("{} {}", parts.given, parts.family)));
    }
    names.dedup();
    names
}

/// All that a card's person is compared by.
pub struct Keys {
    pub names: Vec<String>,
    pub mails: Vec<String>,
    /// Those with a digit.
    pub phones: Vec<String>,
    pub company: Option<CompanyId>,
}

impl Keys {
    /// The companies of the file are known.
    pub fn of(person: &Person, companies: &Companies) -> Self {
        let record = &person.record;
        Self {
            names: names(record),
            mails: record.mails.iter().map(|one| mail(&one.value)).collect(),
            phones: record.phones.iter().map(|one| phone(&one.value)).filter(|digits| !digits.is_empty()).collect(),
            company: person.companies.first().and_then(|name| companies.named(name)),
        }
    }
}

/// Whether a card with an id that `there` has tells of another person all the same: running numbers are given by more
/// than one program. Their names have no word in common, or they are at least two names and every mail address of their
/// own and phone number differs. Of an id that is a UUID both must be so.
pub fn is_another(there: &Contact, card: &Keys, id: &str) -> bool {
    let own = |mail: &String| !is_shared(mail);
    let mails: Vec<String> = there.mails.iter().map(|one| mail(&one.value)).filter(own).collect();
    let theirs: Vec<String> = card.mails.iter().filter(|mail| own(mail)).cloned().collect();
    let phones: Vec<String> =
        there.phones.iter().map(|one| phone(&one.value)).filter(|digits| !digits.is_empty()).collect();
    let shared = |these: &[String], those: &[String]| these.iter().any(|one| those.contains(one));
    let (names, words) = (names(there), |name: &String| name.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let pairs = || names.iter().flat_map(|one| card.names.iter().map(move |other| (words(one), words(other))));
    let begins = |one: &String, other: &String| one.starts_with(other.as_str()) || other.starts_with(one.as_str());
    let is_in = |few: &[String], many: &[String]| few.iter().all(|one| many.iter().any(|other| begins(one, other)));
    if shared(&mails, &theirs)
        || shared(&phones, &card.phones)
        || pairs().any(|(one, other)| is_in(&one, &other) || is_in(&other, &one))
    {
        return false;
    }
    let both_told = |these: &[String], those: &[String]| !these.is_empty() && !those.is_empty();
    let unreachable = both_told(&mails, &theirs) || both_told(&phones, &card.phones);
    let strange = !pairs().any(|(one, other)| shared(&one, &other));
    if uuid::Uuid::try_parse(id).is_ok() { strange && unreachable } else { strange || unreachable }
}

/// Whether a card with the mail address that `there` alone has tells of them, though the name is another: the given name is the
/// same or short for it, or one of the names says no more than the other, and the birthday is no other.
pub fn is_renamed(there: &Contact, card: &Contact) -> bool {
    let day = |birthday: Birthday| (birthday.month(), birthday.day());
    let born_elsewhen = there.birthday.zip(card.birthday).is_some_and(|(one, other)| {
        let years = one.year().zip(other.year());
        day(one) != day(other) || years.is_some_and(|(one, other)| one != other)
    });
    !born_elsewhen && is_called_alike([&there.name, &there.name_parts.given], [&card.name, &card.name_parts.given])
}

/// What stands for an id where the file gives none: the card as it was, so that it is known again after the contact was
/// renamed here. Of one with nothing but a phone number all that it says: more than one may have that.
pub fn card(person: &Person) -> String {
    let record = &person.record;
    if person.nameless && record.mails.is_empty() {
        let all = serde_json::to_string(&(record, &person.companies)).unwrap_or_default();
        return format!("{}|{}", name(&record.name), said::signs(said::print(Spot::Id, &all)));
    }
    let mail = record.mails.first().map(|m| mail(&m.value));
    let known = mail.or_else(|| record.phones.first().map(|p| phone(&p.value)));
    let known = known.or_else(|| person.companies.first().map(|name| company(name)).filter(|name| !name.is_empty()));
    let known = known.or_else(|| record.birthday.map(|day| day.to_string()));
    format!("{}|{}", name(&record.name), known.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_no_order() {
        for (a, b) in [
            ("Anna Müller", "MÜLLER, Anna"),
            ("Dr. Anna Müller", "Anna Mueller"),
            ("Jörg Weiß", "weiss joerg"),
            ("Frau", "frau"),
            ("★", "★"),
        ] {
            assert_eq!(name(a), name(b), "{a} is {b}");
        }
        for (a, b) in [("Anna Müller", "Anne Müller"), ("Dr. Müller", "Dr. Meier"), ("★", "☆")] {
            assert_ne!(name(a), name(b), "{a} is not {b}");
        }
    }

    #[test]
    fn only_somebodys_own_page_tells_who_it_is() {
        for (page, whose) in [
            ("https://www.linkedin.com/in/Anna-Berg/", Some("linkedin.com/in/anna-berg")),
            ("http://de.linkedin.com/in/anna-berg?trk=x", Some("linkedin.com/in/anna-berg")),
            ("linkedin.com/in/anna-berg/details/", Some("linkedin.com/in/anna-berg")),
            ("https://www.xing.com/profile/Anna_Berg", Some("xing.com/profile/anna_berg")),
            ("https://www.linkedin.com/company/hofmann", None),
            ("https://www.linkedin.com/in/", None),
            ("https://notlinkedin.com/in/anna", None),
            ("https://hofmann.example", None),
        ] {
            assert_eq!(profile(page).as_deref(), whose, "{page}");
        }
    }

    #[test]
    fn phones_are_compared_with_and_without_country() {
        for (a, b, same) in [
            ("+49 30 123456", "0049-30/123456", true),
            ("+49 (0)30 123456", "030 123456", true),
            ("+49 30 123456", "030 123456", true),
            ("030 123456", "+49 30 123456", true),
            ("+49 30 123456", "+48 30 123456", false),
            ("030 123456", "040 123456", false),
            ("+49 30 12", "012", false),
            ("110", "110", true),
        ] {
            let country = Country::default();
            assert_eq!(Number::of(a, country) == Number::of(b, country), same, "{a}, {b}");
        }
        assert_eq!(phone("+49 30 1234567"), phone("030 1234567"));
    }
}
