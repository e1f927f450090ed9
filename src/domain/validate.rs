//! What is wrong with a record, and what is merely odd: typed, for the edge to say.
//!
//! What is wrong stops saving; what is odd is warned about and saved all the same.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use email_address::{EmailAddress, Options};

use super::birthday::Birthday;
use super::change::Set;
use super::company::Company;
use super::complaint::Goodwill;
use super::consent::Consent;
use super::contact::{Address, Contact, ForeignId, Labelled, NameParts, Referrer};
use super::feedback::Feedback;
use super::field::{AddressPart, Field};
use super::follow_up::FollowUp;
use super::interaction::Interaction;
use super::order::Order;
use super::record::Record;

/// Bytes of a name, a title and other text on one line.
pub const LINE_BYTES: usize = 1_024;
/// Bytes of notes and of what was said.
pub const TEXT_BYTES: usize = 64 << 10;
/// Years that nobody has reached.
const OLDEST: i32 = 120;
/// Digits of a phone number: an emergency's at the least, E.164's at the most.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// What stops saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A contact or company without a name.
    NoName,
    /// An interaction with nobody.
    NoParticipants,
    /// An order of neither a contact nor a company.
    NoBuyer,
    /// A birthday that is still to come.
    BirthdayAhead(Birthday),
    /// Feedback without a text.
    NoText,
    /// A score outside 0 to 10.
    Score(u8),
    /// A job that ended before it began.
    JobEnds { from: NaiveDate, to: NaiveDate },
    /// A contact recommended by themself.
    ReferredByThemself,
    /// A text of more than this many bytes in a field.
    TooLong { field: &'static str, limit: usize },
}

/// What is warned about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    Mail(String),
    /// Letters, or too few or too many digits.
    Phone(String),
    /// Older than anyone.
    Age {
        birthday: Birthday,
        age: i32,
    },
    /// An interaction on a day to come.
    Ahead(NaiveDate),
    /// Characters that nobody sees were taken out, or line ends where there is one line.
    Cleaned,
}

/// What was found out about a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    pub wrong: Vec<Wrong>,
    pub odd: Vec<Odd>,
}

impl Findings {
    /// Without what was odd before: nobody is told again of what they left as it is.
    pub fn since(mut self, before: &Self) -> Self {
        self.odd.retain(|odd| !before.odd.contains(odd));
        self
    }

    /// Whether the record may be saved.
    pub fn may_be_saved(&self) -> bool {
        self.wrong.is_empty()
    }

    fn name(&mut self, name: &str) {
        if name.trim().is_empty() {
            self.wrong.push(Wrong::NoName);
        }
    }

    /// `field` is its name on the command line and in JSON.
    fn limit(&mut self, field: &'static str, texts: impl IntoIterator<Item = impl AsRef<str>>, limit: usize) {
        if texts.into_iter().any(|text| text.as_ref().len() > limit) {
            self.wrong.push(Wrong::TooLong { field, limit });
        }
    }

    /// Fields of one text on a line.
    fn short<const N: usize>(&mut self, texts: [(Field, &String); N]) {
        texts.into_iter().for_each(|(field, text)| self.limit(field.name(), [text], LINE_BYTES));
    }

    fn labelled(&mut self, field: Field, list: &[Labelled]) {
        self.limit(field.name(), list.iter().flat_map(|item| [&item.label, &item.value]), LINE_BYTES);
    }

    fn reach(&mut self, mails: &[Labelled], phones: &[Labelled]) {
        let values = |list: &[Labelled], is_odd: fn(&str) -> bool| -> Vec<String> {
            list.iter().map(|item| item.value.clone()).filter(|value| is_odd(value)).collect()
        };
        self.odd.extend(values(mails, is_odd_mail).into_iter().map(Odd::Mail));
        self.odd.extend(values(phones, is_odd_phone).into_iter().map(Odd::Phone));
        self.labelled(Field::Email, mails);
        self.labelled(Field::Phone, phones);
    }

    fn places(&mut self, addresses: &[Address], ids: &[ForeignId]) {
        let parts = addresses.iter().flat_map(|a| AddressPart::ALL.map(|part| part.of(a)));
        self.limit(Field::Address.name(), parts.chain(addresses.iter().map(|a| a.label.as_str())), LINE_BYTES);
        self.limit(Field::Ids.name(), ids.iter().flat_map(|id| [&id.source, &id.value]), LINE_BYTES);
    }

    /// Notes and fields of one's own.
    fn texts(&mut self, notes: &String, free: &BTreeMap<String, String>) {
        self.limit(Field::Notes.name(), [notes], TEXT_BYTES);
        self.limit("fields", free.keys(), LINE_BYTES);
        self.limit("fields", free.values(), TEXT_BYTES);
    }

    fn birthday(&mut self, birthday: Birthday, today: NaiveDate) {
        let Some(year) = birthday.year() else { return };
        let born = birthday.in_year(year);
        let age = today.years_since(born).and_then(|years| i32::try_from(years).ok());
        match age {
            None => self.wrong.push(Wrong::BirthdayAhead(birthday)),
            Some(age) if age > OLDEST => self.odd.push(Odd::Age { birthday, age }),
            Some(_) => {}
        }
    }
}

pub fn contact(contact: &Contact, today: NaiveDate) -> Findings {
    let mut found = Findings::default();
    found.name(&contact.name);
    found.reach(&contact.mails, &contact.phones);
    if let Some(birthday) = contact.birthday {
        found.birthday(birthday, today);
    }
    for job in &contact.jobs {
        if let (Some(from), Some(to)) = (job.from, job.to)
            && to < from
        {
            found.wrong.push(Wrong::JobEnds { from, to });
        }
    }
    if contact.referred_by == Some(Referrer::Contact(contact.id)) {
        found.wrong.push(Wrong::ReferredByThemself);
    }
    let NameParts { honorific, given, middle, family, suffix, nickname } = &contact.name_parts;
    found.short([
        (Field::Name, &contact.name),
        (Field::Honorific, honorific),
        (Field::GivenName, given),
        (Field::MiddleName, middle),
        (Field::FamilyName, family),
        (Field::NameSuffix, suffix),
        (Field::Nickname, nickname),
        (Field::Salutation, &contact.salutation),
        (Field::Language, &contact.language),
        (Field::Owner, &contact.owner),
        (Field::Source, &contact.source),
    ]);
    found.limit(Field::Role.name(), contact.jobs.iter().map(|job| &job.role), LINE_BYTES);
    found.limit(Field::Department.name(), contact.jobs.iter().map(|job| &job.department), LINE_BYTES);
    found.limit(Field::Tag.name(), &contact.tags, LINE_BYTES);
    found.labelled(Field::Web, &contact.handles);
    found.places(&contact.addresses, &contact.ids);
    found.limit(Field::Dnc.name(), contact.do_not_contact.iter().map(|dnc| &dnc.reason), LINE_BYTES);
    if let Some(Referrer::Name(name)) = &contact.referred_by {
        found.short([(Field::ReferredBy, name)]);
    }
    found.texts(&contact.notes, &contact.fields);
    found
}

pub fn company(company: &Company) -> Findings {
    let mut found = Findings::default();
    found.name(&company.name);
    found.reach(&company.mails, &company.phones);
    found.short([
        (Field::Name, &company.name),
        (Field::Industry, &company.industry),
        (Field::Size, &company.size),
        (Field::Web, &company.web),
    ]);
    found.limit(Field::Tag.name(), &company.tags, LINE_BYTES);
    found.places(&company.addresses, &company.ids);
    found.texts(&company.notes, &company.fields);
    found
}

/// What is wrong with what an act makes or changes, contacts and companies apart, whose forms and verbs say it at the field.
pub fn set(set: &Set) -> Option<Wrong> {
    set.changes.iter().filter_map(|change| change.after.as_ref()).find_map(|record| {
        let found = match record {
            Record::Interaction(one) => told(one),
            Record::FollowUp(one) => follow_up(one),
            Record::Feedback(one) => feedback(one),
            Record::Consent(one) => consent(one),
            Record::Order(one) => order(one),
            Record::Contact(_) | Record::Company(_) | Record::AgendaMark(_) => Findings::default(),
        };
        found.wrong.into_iter().next()
    })
}

/// A day to come is odd from the day after tomorrow on: it may be tomorrow already where it was logged.
pub fn interaction(interaction: &Interaction, today: NaiveDate) -> Findings {
    let mut found = told(interaction);
    if today.checked_add_days(Days::new(1)).is_some_and(|tomorrow| interaction.day() > tomorrow) {
        found.odd.push(Odd::Ahead(interaction.day()));
    }
    found
}

/// What is wrong with an interaction, whatever the day.
fn told(interaction: &Interaction) -> Findings {
    let mut found = Findings::default();
    if interaction.with.is_empty() {
        found.wrong.push(Wrong::NoParticipants);
    }
    found.limit("text", [&interaction.text], TEXT_BYTES);
    found.limit("topic", &interaction.topics, LINE_BYTES);
    found.limit("worth", [&interaction.worth], LINE_BYTES);
    found
}

pub fn follow_up(follow_up: &FollowUp) -> Findings {
    let mut found = Findings::default();
    found.limit("title", [&follow_up.title], LINE_BYTES);
    found
}

pub fn feedback(feedback: &Feedback) -> Findings {
    let mut found = Findings::default();
    if feedback.text.trim().is_empty() && feedback.score.is_none() && !feedback.is_asked() {
        found.wrong.push(Wrong::NoText);
    }
    if let Some(score) = feedback.score.filter(|score| *score > 10) {
        found.wrong.push(Wrong::Score(score));
    }
    found.limit("text", [&feedback.text], TEXT_BYTES);
    found.limit("topic", [&feedback.topic], LINE_BYTES);
    found.limit("answer", [&feedback.answer], TEXT_BYTES);
    found.limit("owner", [&feedback.owner], LINE_BYTES);
    found.limit("promise", [&feedback.promise], LINE_BYTES);
    found.limit("replies", feedback.replies.iter().map(|reply| &reply.text), TEXT_BYTES);
    found.limit("cause", [&feedback.cause], LINE_BYTES);
    if let Some(Goodwill::Text(text)) = &feedback.goodwill {
        found.limit("goodwill", [text], LINE_BYTES);
    }
    found
}

pub fn consent(consent: &Consent) -> Findings {
    let mut found = Findings::default();
    found.limit("how", [&consent.how], LINE_BYTES);
    found.limit("proof", [&consent.proof], LINE_BYTES);
    found
}

pub fn order(order: &Order) -> Findings {
    let mut found = Findings::default();
    if order.contact.is_none() && order.company.is_none() {
        found.wrong.push(Wrong::NoBuyer);
    }
    found.limit("what", [&order.what], LINE_BYTES);
    found.limit("reference", [&order.reference], LINE_BYTES);
    found
}

/// Whether a mail address looks unlike one.
pub fn is_odd_mail(text: &str) -> bool {
    let options = Options::default().without_display_text().with_required_tld();
    EmailAddress::parse_with_options(text.trim(), options).is_err()
}

/// Whether a phone number looks unlike one: letters, fewer than 3 digits or more than 15 (E.164). An extension doesn't
/// count.
pub fn is_odd_phone(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let extension = ["ext.", "ext ", "durchwahl", "dw ", " x", ";ext="];
    let end = extension.iter().filter_map(|word| lower.find(word)).min().unwrap_or(lower.len());
    let number = &lower[..end];
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-–/.,()#*".contains(c);
    !PHONE_DIGITS.contains(&digits) || !number.chars().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Job;
    use crate::domain::id::Ids;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(change: impl FnOnce(&mut Contact), wrong: &[Wrong], odd: &[Odd]) {
        let mut anna = Contact::new(Ids::seeded(1, 1).draw(), "Anna Müller", day("2026-01-01"));
        change(&mut anna);
        let found = contact(&anna, day("2026-11-21"));
        assert_eq!((found.wrong.as_slice(), found.odd.as_slice()), (wrong, odd));
        assert_eq!(found.may_be_saved(), wrong.is_empty());
    }

    #[test]
    fn contacts_are_checked() {
        let birthday = |text: &str| text.parse::<Birthday>().unwrap();
        check(|_| {}, &[], &[]);
        check(|c| c.name = " \t".into(), &[Wrong::NoName], &[]);
        check(|c| c.birthday = Some(birthday("--12-24")), &[], &[]);
        check(|c| c.birthday = Some(birthday("2026-11-21")), &[], &[]);
        let ahead = birthday("2026-11-22");
        check(|c| c.birthday = Some(ahead), &[Wrong::BirthdayAhead(ahead)], &[]);
        let old = birthday("1871-11-22");
        check(|c| c.birthday = Some(old), &[], &[Odd::Age { birthday: old, age: 154 }]);
        check(|c| c.mails.push(Labelled::new("", "anna(at)example")), &[], &[Odd::Mail("anna(at)example".into())]);
        check(|c| c.phones.push(Labelled::new("", "call me")), &[], &[Odd::Phone("call me".into())]);
        check(|c| c.referred_by = Some(Referrer::Contact(c.id)), &[Wrong::ReferredByThemself], &[]);
        let (from, to) = (day("2026-02-01"), day("2026-01-01"));
        let job = Job { from: Some(from), to: Some(to), ..Job::default() };
        check(|c| c.jobs.push(job), &[Wrong::JobEnds { from, to }], &[]);
        let too_long = |field, limit| [Wrong::TooLong { field, limit }];
        check(|c| c.notes = "x".repeat(TEXT_BYTES + 1), &too_long("notes", TEXT_BYTES), &[]);
        let street = Address { street: "x".repeat(LINE_BYTES + 1), ..Address::default() };
        check(|c| c.addresses.push(street), &too_long("address", LINE_BYTES), &[]);
        check(|c| c.tags.push("x".repeat(LINE_BYTES + 1)), &too_long("tag", LINE_BYTES), &[]);
    }

    #[test]
    fn mails_are_judged() {
        for good in ["anna@example.com", "a.b+c@mail.example.org", "jörg@müller.example", " anna@example.com "] {
            assert!(!is_odd_mail(good), "{good:?} is fine");
        }
        for odd in ["", "anna", "anna@", "@example.com", "anna@example", "a b@example.com", "Anna <anna@example.com>"] {
            assert!(is_odd_mail(odd), "{odd:?} is odd");
        }
    }

    #[test]
    fn phones_are_judged() {
        for good in
            ["+49 30 123456", "(030) 123-456", "030/12 34 56", "110", "+49 30 1234 ext. 5", "030 1234 x12", "*100#"]
        {
            assert!(!is_odd_phone(good), "{good:?} is fine");
        }
        for odd in ["", "12", "call me", "0800 FLOWERS", "+49 30 1234567890123456", "030 1234 (work)"] {
            assert!(is_odd_phone(odd), "{odd:?} is odd");
        }
    }

    #[test]
    fn what_happened_is_checked() {
        let mut ids = Ids::seeded(1, 1);
        let mut meeting = Interaction {
            id: ids.draw(),
            at: "2026-11-22T12:00:00+01:00".parse().unwrap(),
            time_known: false,
            with: Vec::new(),
            kind: crate::domain::interaction::Kind::Meeting,
            direction: None,
            outcome: Default::default(),
            minutes: None,
            text: String::new(),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        };
        assert_eq!(interaction(&meeting, day("2026-11-21")).wrong, [Wrong::NoParticipants]);
        assert_eq!(interaction(&meeting, day("2026-11-21")).odd, [], "it may be tomorrow already where it was logged");
        assert_eq!(interaction(&meeting, day("2026-11-20")).odd, [Odd::Ahead(day("2026-11-22"))]);
        meeting.with.push(crate::domain::interaction::Participant { contact: ids.draw(), company: None });
        assert!(interaction(&meeting, day("2026-11-22")).may_be_saved());
    }

    #[test]
    fn feedback_is_checked() {
        let mut ids = Ids::seeded(1, 1);
        let check = |text: &str, score: Option<u8>, wrong: &[Wrong], ids: &mut Ids| {
            let given = Feedback {
                id: ids.draw(),
                contact: ids.draw(),
                company: None,
                kind: crate::domain::feedback::FeedbackKind::Survey,
                text: text.into(),
                day: day("2026-11-21"),
                topic: String::new(),
                score,
                promised: None,
                state: Default::default(),
                resolved: None,
                told: None,
                answer: String::new(),
                severity: None,
                owner: String::new(),
                promise: String::new(),
                replies: Vec::new(),
                cause: String::new(),
                goodwill: None,
                from: None,
                snoozed_until: None,
                source_id: String::new(),
            };
            assert_eq!(feedback(&given).wrong, wrong, "{text:?}, {score:?}");
        };
        check("late", Some(10), &[], &mut ids);
        check("", Some(0), &[], &mut ids);
        check(" ", None, &[Wrong::NoText], &mut ids);
        check("late", Some(11), &[Wrong::Score(11)], &mut ids);
    }
}
