//! Finding the one record that somebody named: a contact as the command line takes it, a company, and anything by the
//! short end of its id.
//!
//! Never a looser hit: what several fit is told, not guessed. Looser search is `search`'s.

use memchr::memmem;
use uuid::Uuid;

use super::book::Book;
use super::company::Company;
use super::id::{self, ById, CompanyId, ContactId, Ending, FeedbackId, FollowUpId};
use super::record::{RecordId, RecordKind};
use super::row::Row;
use super::search::{compare, fold, fold_each};

/// Digits of two phone numbers that must be the same, where one is written with its country and the other isn't.
const PHONE_END: usize = 8;
/// Digits that make a phone number, at the least.
const SHORTEST_PHONE: usize = 3;

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
/// company. Compared folded; tried in this order; the first kind that fits anyone decides.
pub fn contact(book: &Book, typed: &str) -> Found<ContactId> {
    let words = Words::of(typed);
    if words.is_empty() {
        return Found::None;
    }
    if let Some(ending) = Ending::read(typed)
        && let found @ (Found::One(_) | Found::Several(_)) = who(book, |row| ending.names(row.id.0))
    {
        return found;
    }
    if typed.contains('@') {
        let mail = fold(typed.trim());
        let found = who(book, |row| row.mails.iter().any(|other| fold(other.value.trim()) == mail));
        if found != Found::None {
            return found;
        }
    }
    if let Some(phone) = phone_digits(typed) {
        let found = who(book, |row| row.phones.iter().any(|other| is_same_phone(&phone, &other.value)));
        if found != Found::None {
            return found;
        }
    }
    // Name and words in one walk, each company but once: most of it is folding.
    let companies: ById<CompanyId, Words> = book.companies().map(|c| (c.id, Words::of(&c.name))).collect();
    let beginnings: Vec<String> = words.each().map(|word| format!(" {word}")).collect();
    let beginnings: Vec<_> = beginnings.iter().map(memmem::Finder::new).collect();
    let (mut full, mut name, mut begun) = (Vec::new(), Words::default(), Vec::new());
    for row in book.contacts() {
        name.clear();
        name.add(&row.name);
        if name == words {
            full.push(row);
        } else if full.is_empty() {
            let company = row.company.and_then(|id| companies.get(&id));
            name.0.extend(company.map(|words| words.0.as_str()));
            if beginnings.iter().all(|begin| begin.find(name.0.as_bytes()).is_some()) && words.begin(&name) {
                begun.push(row);
            }
        }
    }
    by_name(if full.is_empty() { begun } else { full })
}

/// The contacts of just this name.
pub fn contacts_called(book: &Book, typed: &str) -> Vec<ContactId> {
    let words = Words::of(typed);
    let called = |row: &&Row| !words.is_empty() && Words::of(&row.name) == words;
    let mut rows: Vec<&Row> = book.contacts().filter(called).collect();
    rows.sort_by(|a, b| compare(&a.name, &b.name).then(a.id.cmp(&b.id)));
    rows.into_iter().map(|row| row.id).collect()
}

fn who(book: &Book, fits: impl Fn(&Row) -> bool) -> Found<ContactId> {
    by_name(book.contacts().filter(|row| fits(row)).collect())
}

fn by_name(mut rows: Vec<&Row>) -> Found<ContactId> {
    rows.sort_by(|a, b| compare(&a.name, &b.name).then(a.id.cmp(&b.id)));
    rows.into_iter().map(|row| row.id).collect::<Vec<_>>().into()
}

/// The company named by its id or full name, else by a name it had, or by the id or name of one that was merged into it.
pub fn company(book: &Book, typed: &str) -> Found<CompanyId> {
    let ending = Ending::read(typed);
    let name = Words::of(typed);
    let by_id: Vec<CompanyId> =
        book.companies().map(|c| c.id).filter(|id| ending.is_some_and(|ending| ending.names(id.0))).collect();
    if !by_id.is_empty() || name.is_empty() {
        return by_id.into();
    }
    match companies_by_name(book.companies().filter(|c| Words::of(&c.name) == name)) {
        Found::None => merged_company(book, ending, &name),
        found => found,
    }
}

fn merged_company(book: &Book, ending: Option<Ending>, name: &Words) -> Found<CompanyId> {
    let by_id = |c: &Company| ending.is_some_and(|ending| c.merged_ids().any(|id| ending.names(id)));
    match companies_by_name(book.companies().filter(|c| by_id(c))) {
        Found::None => {
            companies_by_name(book.companies().filter(|c| c.former_names().any(|merged| Words::of(merged) == *name)))
        }
        found => found,
    }
}

/// The company of whose name each of the words begins a word: looser than [`company`].
pub fn company_by_words(book: &Book, typed: &str) -> Found<CompanyId> {
    let words = Words::of(typed);
    if words.is_empty() {
        return Found::None;
    }
    let fitting = book.companies().filter(|c| words.begin(&Words::of(&c.name)));
    companies_by_name(fitting)
}

fn companies_by_name<'a>(companies: impl Iterator<Item = &'a Company>) -> Found<CompanyId> {
    let mut companies: Vec<&Company> = companies.collect();
    companies.sort_by(|a, b| compare(&a.name, &b.name).then(a.id.cmp(&b.id)));
    companies.into_iter().map(|company| company.id).collect::<Vec<_>>().into()
}

/// What an id or its end of four digits or more names: a follow-up, feedback or contact that `done` and `snooze` take,
/// or a company.
pub fn by_id(book: &Book, typed: &str) -> Found<Named> {
    let Some(ending) = Ending::read(typed) else { return Found::None };
    let mut named: Vec<Named> = all(book).filter(|(id, _)| ending.names(*id)).map(|(_, named)| named).collect();
    named.sort_unstable();
    named.into()
}

fn all(book: &Book) -> impl Iterator<Item = (Uuid, Named)> {
    let contacts = book.contacts().map(|row| (row.id.0, Named::Contact(row.id)));
    let companies = book.companies().map(|company| (company.id.0, Named::Company(company.id)));
    let follow_ups = book.follow_ups().map(|follow_up| (follow_up.id.0, Named::FollowUp(follow_up.id)));
    let feedback = book.all_feedback().map(|feedback| (feedback.id.0, Named::Feedback(feedback.id)));
    contacts.chain(companies).chain(follow_ups).chain(feedback)
}

/// How ids are shown: the shortest end that no other id in the book has, four digits at least.
#[derive(Debug, Clone, Default)]
pub struct ShortIds {
    /// With the last bit first, sorted: who shares most of the end stands beside.
    reversed: Vec<u128>,
}

impl ShortIds {
    pub fn of(book: &Book) -> Self {
        let mut reversed: Vec<u128> = all(book).map(|(id, _)| id.as_u128().reverse_bits()).collect();
        reversed.sort_unstable();
        Self { reversed }
    }

    /// The id as shown, whether it is in the book or not.
    pub fn show(&self, id: Uuid) -> String {
        let reversed = id.as_u128().reverse_bits();
        let before = self.reversed.partition_point(|other| *other < reversed);
        let after = self.reversed.partition_point(|other| *other <= reversed);
        let beside = [before.checked_sub(1), Some(after)].into_iter().flatten();
        let others = beside.filter_map(|at| self.reversed.get(at)).map(|other| Uuid::from_u128(other.reverse_bits()));
        id::short(id, id::unique_digits(id, others))
    }
}

/// The folded words of a text, letters and digits that stand together, with a space before each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Words(String);

impl Words {
    fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.add(text);
        words
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn add(&mut self, text: &str) {
        let mut inside = false;
        fold_each(text, |letter| {
            if letter.is_alphanumeric() {
                if !inside {
                    self.0.push(' ');
                }
                self.0.push(letter);
            }
            inside = letter.is_alphanumeric();
        });
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').skip(1)
    }

    /// Whether each of these begins one of the `others`, each of them another one.
    fn begin(&self, others: &Self) -> bool {
        let mut others: Vec<&str> = others.each().collect();
        let mut words: Vec<&str> = self.each().collect();
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
            ("1234567", ""),
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
        for (id, named) in all(&book) {
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
