//! Finding the one record that somebody named: a contact as the command line takes it, a company, and anything by the
//! short end of its id.
//!
//! Never a looser hit: what several fit is told, not guessed. Looser search is `search`'s.

mod short_ids;

use std::collections::HashSet;

use uuid::Uuid;

use super::book::Book;
use super::company::Company;
use super::contact::{Contact, merged_promises};
use super::id::{CompanyId, ContactId, Ending, FeedbackId, FollowUpId};
use super::pairs::Firm;
use super::record::{RecordId, RecordKind};
use super::search::{Index, fold, whole};

pub use short_ids::ShortIds;

/// Digits that make a phone number, at the least.
const SHORTEST_PHONE: usize = 3;
/// Digits of two phone numbers that must be the same, where one is written with its country and the other isn't.
pub(super) const PHONE_END: usize = 8;
/// Digits of a number's end that name whom nothing else does: how it is dialled in town.
const LOCAL_PHONE: usize = 6;

/// Who or what fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    None,
    One(T),
    /// In the order in which they are listed: by name.
    Several(Vec<T>),
}

impl<T> From<Vec<T>> for Found<T> {
    fn from(mut all: Vec<T>) -> Self {
        match all.len() {
            0 => Self::None,
            1 => Self::One(all.remove(0)),
            _ => Self::Several(all),
        }
    }
}

/// A record of the book that an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    Contact(ContactId),
    Company(CompanyId),
    FollowUp(FollowUpId),
    Feedback(FeedbackId),
}

impl Named {
    fn of(record: RecordId) -> Option<Self> {
        match record.kind {
            RecordKind::Contact => Some(Self::Contact(record.id.into())),
            RecordKind::Company => Some(Self::Company(record.id.into())),
            RecordKind::FollowUp => Some(Self::FollowUp(record.id.into())),
            RecordKind::Feedback => Some(Self::Feedback(record.id.into())),
            RecordKind::Interaction | RecordKind::Consent | RecordKind::AgendaMark | RecordKind::Order => None,
        }
    }

    pub fn record(self) -> RecordId {
        match self {
            Self::Contact(id) => RecordId::new(RecordKind::Contact, id.0),
            Self::Company(id) => RecordId::new(RecordKind::Company, id.0),
            Self::FollowUp(id) => RecordId::new(RecordKind::FollowUp, id.0),
            Self::Feedback(id) => RecordId::new(RecordKind::Feedback, id.0),
        }
    }
}

/// The contact named by an id, a mail address, a phone number, the full name, or words that each begin a word of name or
/// company; then by how a phone number ends, and at last by the id of one who was merged into them. Compared folded; tried in this
/// order; the first kind that fits anyone decides.
pub fn contact(book: &Book, typed: &str) -> Found<ContactId> {
    let (words, index) = (Words::of(typed), book.index());
    if words.is_empty() {
        return Found::None;
    }
    if let Some(ending) = Ending::read(typed) {
        let mut named = Vec::new();
        book.each_contact_id(|id| named.extend(Some(id).filter(|id| ending.names(id.0))));
        if let found @ (Found::One(_) | Found::Several(_)) = by_name(index, named) {
            return found;
        }
    }
    let by_mail = || if typed.contains('@') { index.with_mail(&fold(typed.trim())) } else { Vec::new() };
    let by_phone = || phone_digits(typed).map(|phone| index.with_phone(&phone, |other| is_same_phone(&phone, other)));
    let by_phone_end = || {
        let end = phone_digits(typed).filter(|end| end.len() >= LOCAL_PHONE)?;
        Some(index.with_phone(&end, |other| other.ends_with(&end)))
    };
    let by_merged_id = || {
        let ending = Ending::read(typed)?;
        let mut into: Vec<ContactId> =
            book.merged().filter(|(gone, _)| ending.names(gone.0)).map(|(_, into)| into).collect();
        into.sort_unstable();
        into.dedup();
        index.sort(&mut into);
        Some(into)
    };
    // One who is called so letter for letter is meant before others who are called so otherwise: Jörg Müller, not Joerg Mueller.
    let called = || {
        let called = index.called(&words);
        let mut just_so = called.iter().filter(|id| book.contact(**id).is_some_and(|row| row.name == typed.trim()));
        match (just_so.next(), just_so.next()) {
            (Some(one), None) => vec![*one],
            _ => called,
        }
    };
    let kinds: [&dyn Fn() -> Vec<ContactId>; 6] = [
        &by_mail,
        &|| by_phone().unwrap_or_default(),
        &called,
        &|| index.begun(&words),
        &|| by_phone_end().unwrap_or_default(),
        &|| by_merged_id().unwrap_or_default(),
    ];
    kinds.into_iter().map(|kind| kind()).find(|found| !found.is_empty()).unwrap_or_default().into()
}

/// Everybody who has this mail address, by name, archived or not.
pub fn with_mail(book: &Book, mail: &str) -> Vec<ContactId> {
    let mail = fold(mail.trim());
    if mail.contains('@') { book.index().with_mail(&mail) } else { Vec::new() }
}

/// The contacts of just this name.
pub fn contacts_called(book: &Book, typed: &str) -> Vec<ContactId> {
    let words = Words::of(typed);
    if words.is_empty() { Vec::new() } else { book.index().called(&words) }
}

/// The contacts who have this phone number, with its country or without.
pub fn contacts_with_phone(book: &Book, typed: &str) -> Vec<ContactId> {
    let with = |phone: String| book.index().with_phone(&phone, |other| is_same_phone(&phone, other));
    phone_digits(typed).map(with).unwrap_or_default()
}

/// Who has the name of one of these contacts or one of their mail addresses, by name: it may be the same person.
pub fn alike(book: &Book, to: &[Contact]) -> Vec<ContactId> {
    let names = to.iter().map(|contact| fold(&contact.name)).collect();
    let mails = to.iter().flat_map(|contact| &contact.mails).map(|mail| fold(&mail.value)).collect();
    book.index().alike(&names, &mails)
}

/// Whom a misspelled name, or a misspelled word of one, may mean, by name; and how it is written.
pub fn nearest(book: &Book, typed: &str) -> Option<(String, Vec<ContactId>)> {
    let (index, typed) = (book.index(), fold(typed.trim()));
    let (near, contacts) = index.nearest(&typed, true).or_else(|| index.nearest(&typed, false))?;
    let name = &book.contact(*contacts.first()?)?.name;
    let written = name.split(|c: char| !c.is_alphanumeric()).find(|word| fold(word) == near).unwrap_or(name);
    Some((written.to_owned(), contacts))
}

/// The companies that have one of these names.
pub fn companies_alike<'a>(book: &Book, names: impl Iterator<Item = &'a str>) -> Vec<CompanyId> {
    let names: HashSet<String> = names.map(fold).collect();
    book.index().companies_named(|name| str::from_utf8(whole(name)).is_ok_and(|name| names.contains(name)))
}

/// The companies that may be meant by this name without or with a legal form, where none is called just so: `Hofmann` for Hofmann
/// GmbH. Those in sight, by today's names; else by those that they had.
pub fn companies_like(book: &Book, name: &str) -> Vec<CompanyId> {
    let firm = Firm::of(name);
    let Some(first) = firm.core.chars().next() else { return Vec::new() };
    // Looked at in full are only those that begin alike.
    let begins = |other: &[u8]| {
        str::from_utf8(other).is_ok_and(|other| other.chars().find(|c| c.is_alphanumeric()) == Some(first))
    };
    let is_meant = |id: &CompanyId, name: &str| {
        Firm::of(name).may_be(&firm) && book.company(*id).is_some_and(|company| !company.archived)
    };
    let mut found: Vec<CompanyId> = book.index().companies_named(begins);
    found.retain(|id| is_meant(id, book.company_name_of(*id)));
    if found.is_empty() {
        found = book.index().companies_once_named(begins);
        found.retain(|id| {
            let former = book.company(*id).into_iter().flat_map(Company::former_names);
            former.into_iter().any(|name| is_meant(id, name))
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn by_name(index: &Index, mut ids: Vec<ContactId>) -> Found<ContactId> {
    if ids.len() > 1 {
        index.sort(&mut ids);
    }
    ids.into()
}

/// The company named by its id or full name, else by a name it had, or by the id or name of one that was merged into it.
pub fn company(book: &Book, typed: &str) -> Found<CompanyId> {
    let ending = Ending::read(typed);
    let name = Words::of(typed);
    let by_id = || ending.map(|ending| book.company_ids().filter(|id| ending.names(id.0)).collect::<Vec<_>>());
    let by_id = by_id().unwrap_or_default();
    if !by_id.is_empty() || name.is_empty() {
        return by_id.into();
    }
    let index = book.index();
    let by_merged_id = || ending.map(|ending| index.companies_merged(|id| ending.names(id))).unwrap_or_default();
    let kinds: [&dyn Fn() -> Vec<CompanyId>; 3] =
        [&|| index.companies_named(|other| name.are(other)), &by_merged_id, &|| {
            index.companies_once_named(|other| name.are(other))
        }];
    kinds.into_iter().map(|kind| kind()).find(|found| !found.is_empty()).unwrap_or_default().into()
}

/// The company of whose name each of the words begins a word: looser than [`company`].
pub fn company_by_words(book: &Book, typed: &str) -> Found<CompanyId> {
    let words = Words::of(typed);
    if words.is_empty() {
        return Found::None;
    }
    book.index().companies_named(|name| words.begin(&[name])).into()
}

/// What an id or its end of four digits or more names: a follow-up, feedback or contact that `done` and `snooze` take,
/// or a company.
pub fn by_id(book: &Book, typed: &str) -> Found<Named> {
    let Some(ending) = Ending::read(typed) else { return Found::None };
    let mut named: Vec<Named> = Vec::new();
    book.each_id(|of| {
        if ending.names(of.id) {
            named.extend(Named::of(of));
        }
    });
    named.sort_unstable();
    named.into()
}

/// The follow-up that stayed when a merge took it for the same as the one that `typed` names by its id or the end of it, and whose it
/// is. All contacts are read for it.
pub fn merged_promise(book: &Book, typed: &str) -> Option<(ContactId, FollowUpId)> {
    let ending = Ending::read(typed)?;
    book.each_contact().find_map(|row| {
        let (_, mut stays) = merged_promises(&row.ids).find(|(gone, _)| ending.names(gone.0))?;
        // The one that stayed then may have gone in a later merge; none stays twice.
        for _ in merged_promises(&row.ids) {
            stays = merged_promises(&row.ids).find(|(gone, _)| *gone == stays).map_or(stays, |(_, next)| next);
        }
        Some((row.id, stays))
    })
}

/// An id as shown: the shortest end that no other id in the book has, four digits at least.
pub fn short_id(book: &Book, id: Uuid) -> String {
    ShortIds::of_these(book, [id]).show(id)
}

/// The folded words of a text: letters and digits that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub fn of(text: &str) -> Self {
        Self(words_of(fold(text).as_bytes()).map(str::to_owned).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rarest, as far as can be told.
    pub fn longest(&self) -> &str {
        self.0.iter().max_by_key(|word| word.len()).map_or("", String::as_str)
    }

    /// Whether these are the words of a folded text.
    pub fn are(&self, folded: &[u8]) -> bool {
        words_of(whole(folded)).eq(self.0.iter().map(String::as_str))
    }

    /// Whether the longest begins a word of a folded text.
    pub fn longest_begins(&self, folded: &[u8]) -> bool {
        words_of(folded).any(|word| word.starts_with(self.longest()))
    }

    /// Whether each of these begins a word of folded texts, each of them another one.
    pub fn begin(&self, folded: &[&[u8]]) -> bool {
        let mut others: Vec<&str> = folded.iter().flat_map(|text| words_of(text)).collect();
        let mut words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        // The longest first, so that a short beginning doesn't take the only word that fits a long one.
        words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
        words.into_iter().all(|begin| match others.iter().position(|word| word.starts_with(begin)) {
            Some(at) => {
                others.swap_remove(at);
                true
            }
            None => false,
        })
    }
}

/// What is folded is whole UTF-8.
fn words_of(folded: &[u8]) -> impl Iterator<Item = &str> {
    let text = std::str::from_utf8(folded).unwrap_or_default();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The digits of a phone number without what stands for "abroad" or "not local": `+49 (0)170 12`, `0049 170 12` and
/// `0170 12` end alike. `None` if it isn't written like a phone number.
pub fn phone_digits(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("tel:").unwrap_or(text);
    if !text.chars().all(|c| c.is_ascii_digit() || " +-/().\u{a0}\u{2011}\u{2013}".contains(c)) {
        return None;
    }
    let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (digits.len() >= SHORTEST_PHONE).then(|| digits.to_owned())
}

/// Whether two numbers are the same line, one of them perhaps without its country.
fn is_same_phone(digits: &str, other: &str) -> bool {
    phone_digits(other).is_some_and(|other| {
        let (long, short) = if digits.len() >= other.len() { (digits, other.as_str()) } else { (&*other, digits) };
        long == short || short.len() >= PHONE_END && long.ends_with(short)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::company::Company;
    use crate::domain::contact::{Contact, Job, Labelled};
    use crate::domain::follow_up::FollowUp;
    use crate::domain::id::Ids;

    fn people() -> Book {
        let mut ids = Ids::seeded(1_700_000_000_000, 3);
        let mut book = Book::default();
        let day = "2026-11-21".parse().unwrap();
        for (name, company, mail, phone) in [
            ("Anna Müller", "Hofmann GmbH", "anna@example.com", "+49 (0)170 1234567"),
            ("Anna Bergmann", "Kaiser Bau", "bergmann@example.com", "030 99887766"),
            ("Bernd Kaiser", "Kaiser Bau", "Kaiser@Example.com", "0049 30 5550123"),
            ("Berg", "Alpha AG", "", "555"),
            ("Çelik Deniz", "Atelier Çelik", "", ""),
            ("Jan-Peter O'Neil", "", "", ""),
        ] {
            let mut contact = Contact::new(ids.draw(), name, day);
            if !company.is_empty() {
                let company = Company::new(ids.draw(), company, day);
                contact.jobs.push(Job { company: Some(company.id), ..Job::default() });
                book.apply(&Change::create(company));
            }
            contact.mails.push(Labelled::new("", mail));
            contact.phones.push(Labelled::new("", phone));
            book.apply(&Change::create(contact));
        }
        book
    }

    /// Whom `typed` finds: names joined with "|".
    fn found(book: &Book, typed: &str) -> String {
        let name = |id: ContactId| book.contact(id).unwrap().name.clone();
        match contact(book, typed) {
            Found::None => String::new(),
            Found::One(id) => name(id),
            Found::Several(ids) => ids.into_iter().map(name).collect::<Vec<_>>().join("|"),
        }
    }

    #[test]
    fn a_contact_is_found_as_people_name_it() {
        let book = people();
        for (typed, who) in [
            ("anna@example.com", "Anna Müller"),
            ("KAISER@example.com", "Bernd Kaiser"),
            ("nobody@example.com", ""),
            ("0170 1234567", "Anna Müller"),
            ("+49 170 12345-67", "Anna Müller"),
            ("004917012 34567", "Anna Müller"),
            ("+43 170 1234567", ""),
            ("1234567", "Anna Müller"),
            ("123 45-67", "Anna Müller"),
            ("34567", ""),
            ("030/5550123", "Bernd Kaiser"),
            ("555", "Berg"),
            ("anna mueller", "Anna Müller"),
            ("MULLER", "Anna Müller"),
            ("müller anna", "Anna Müller"),
            ("anna", "Anna Bergmann|Anna Müller"),
            ("an mu", "Anna Müller"),
            ("anna hof", "Anna Müller"),
            ("kaiser bau", "Anna Bergmann|Bernd Kaiser"),
            ("bernd kai", "Bernd Kaiser"),
            ("kaiser kaiser", "Bernd Kaiser"),
            ("berg", "Berg"),
            ("bergm", "Anna Bergmann"),
            ("ller", ""),
            ("celik", "Çelik Deniz"),
            ("peter", "Jan-Peter O'Neil"),
            ("jan peter o neil", "Jan-Peter O'Neil"),
            ("oneil", "Jan-Peter O'Neil"),
            ("o’nei", "Jan-Peter O'Neil"),
            ("jan-peter oneil", "Jan-Peter O'Neil"),
            ("anna anna", ""),
            ("", ""),
            ("  ", ""),
            ("?", ""),
        ] {
            assert_eq!(found(&book, typed), who, "{typed:?}");
        }
    }

    #[test]
    fn an_id_is_shown_short_and_found_again() {
        let mut book = people();
        let anna = match contact(&book, "anna müller") {
            Found::One(id) => id,
            other => panic!("{other:?}"),
        };
        // Somebody whose id ends alike, and a follow-up.
        let alike = Contact::new(ContactId(Uuid::from_u128(anna.0.as_u128() ^ (1 << 20))), "Alike", day());
        let id = Ids::seeded(1_700_000_000_999, 9).draw();
        let follow_up = FollowUp::new(id, anna, "send offer", day(), day());
        book.apply(&Change::create(alike));
        book.apply(&Change::create(follow_up.clone()));
        let short = ShortIds::of(&book);
        assert_eq!(short.show(anna.0).len(), 6);
        let mut all = Vec::new();
        book.each_id(|of| all.extend(Named::of(of)));
        let few = ShortIds::of_these(&book, [anna.0, follow_up.id.0]);
        assert_eq!([anna.0, follow_up.id.0].map(|id| few.show(id)), [anna.0, follow_up.id.0].map(|id| short.show(id)));
        assert_eq!(ShortIds::default().show(anna.0).len(), 4);
        for named in all {
            let id = named.record().id;
            assert_eq!(short_id(&book, id), short.show(id));
            assert_eq!(by_id(&book, &short.show(id)), Found::One(named));
            assert_eq!(by_id(&book, &id.to_string()), Found::One(named));
        }
        assert_eq!(contact(&book, &short.show(anna.0)), Found::One(anna));
        assert!(matches!(by_id(&book, &short.show(anna.0)[2..]), Found::Several(both) if both.len() == 2));
        assert_eq!(by_id(&book, "anna"), Found::None);
        assert_eq!(by_id(&book, &short.show(follow_up.id.0)), Found::One(Named::FollowUp(follow_up.id)));
    }

    fn day() -> chrono::NaiveDate {
        "2026-11-21".parse().unwrap()
    }
}
