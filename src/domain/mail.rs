//! Mail between the user and the people of the book: which addresses are the user's own, which way a mail went, and with whom it
//! counts.

use std::collections::HashMap;

use super::book::Book;
use super::find;
use super::id::ContactId;
use super::interaction::Direction;
use super::search::fold;

/// Someone who wrote or got a mail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correspondent {
    /// As the mail names them; may be empty.
    pub name: String,
    /// In small letters.
    pub mail: String,
}

/// The user's own addresses, or all of a domain: `me@firm.example`, `@firm.example`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnMails(Vec<String>);

impl OwnMails {
    pub fn new(mails: impl IntoIterator<Item = String>) -> Self {
        Self(mails.into_iter().map(|mail| mail.trim().to_lowercase()).collect())
    }

    /// Whether one can be: a mailbox may be missing, the domain not.
    pub fn can_be(mail: &str) -> bool {
        let domain = mail.trim().rsplit_once('@').map(|(_, domain)| domain);
        domain.is_some_and(|domain| !domain.is_empty()) && !mail.trim().contains(char::is_whitespace)
    }

    /// These and more.
    pub fn with(&self, more: impl IntoIterator<Item = String>) -> Self {
        Self::new(self.0.iter().cloned().chain(more))
    }

    /// As they are compared.
    pub fn list(&self) -> &[String] {
        &self.0
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an address in small letters is one of them, with a tag or without.
    pub fn has(&self, mail: &str) -> bool {
        let plain = without_tag(mail);
        self.0.iter().any(|own| match own.strip_prefix('@') {
            Some(domain) => mail.rsplit('@').next() == Some(domain),
            None => own == mail || *own == plain,
        })
    }
}

/// `me+shop@firm.example` is a mail to `me@firm.example`.
fn without_tag(mail: &str) -> String {
    match mail.rsplit_once('@').and_then(|(mailbox, domain)| Some((mailbox.split_once('+')?.0, domain))) {
        Some((mailbox, domain)) if !mailbox.is_empty() => format!("{mailbox}@{domain}"),
        _ => mail.to_owned(),
    }
}

/// With whom a mail counts, and which way it went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    pub direction: Option<Direction>,
    /// Those who are known, who wrote it first, each once; nobody where none is.
    pub with: Vec<ContactId>,
    /// Whether it was written to one of the user's own addresses.
    pub to_own: bool,
    /// Addresses that several have, with all of them, where the name doesn't tell who is meant.
    pub shared: Vec<(String, Vec<ContactId>)>,
}

/// So many addresses are looked up one by one; where there are more, all of the book's are laid out first.
const FEW: usize = 64;

/// Finds people by their addresses, of which a mailbox has the same few over and over.
pub struct Addresses<'a> {
    own: &'a OwnMails,
    found: HashMap<String, Vec<ContactId>>,
    /// Whether all of the book's are in it.
    all: bool,
}

impl<'a> Addresses<'a> {
    pub fn new(own: &'a OwnMails) -> Self {
        Self { own, found: HashMap::new(), all: false }
    }

    /// With whom a mail counts that these wrote to those; `for_them` are whom answers go to, for a writer who isn't known. The user's
    /// own addresses are nobody's.
    pub fn known(
        &mut self,
        book: &Book,
        from: &[Correspondent],
        for_them: &[Correspondent],
        to: &[Correspondent],
    ) -> Known {
        let mut known = Known { to_own: to.iter().any(|one| self.own.has(&one.mail)), ..Known::default() };
        self.add(book, from, &mut known);
        if known.with.is_empty() {
            self.add(book, for_them, &mut known);
        }
        let is_from_known = !known.with.is_empty();
        self.add(book, to, &mut known);
        // A list that several read in the user's firm puts its own address in the writer's place.
        let is_from_own = self.own.is_empty() || from.iter().any(|one| self.own.has(&one.mail));
        let is_out = is_from_own && !is_from_known;
        let can_be_told = !(self.own.is_empty() && known.with.is_empty());
        known.direction = can_be_told.then_some(if is_out { Direction::Out } else { Direction::In });
        known
    }

    fn add(&mut self, book: &Book, people: &[Correspondent], known: &mut Known) {
        for one in people.iter().filter(|one| !self.own.has(&one.mail)) {
            let found = self.with(book, one);
            if found.len() > 1 {
                known.shared.push((one.mail.clone(), found.clone()));
            }
            found.into_iter().for_each(|id| {
                if !known.with.contains(&id) {
                    known.with.push(id);
                }
            });
        }
    }

    /// Who has the address; of several the one of that name.
    fn with(&mut self, book: &Book, one: &Correspondent) -> Vec<ContactId> {
        let mut found = self.having(book, &one.mail);
        if found.is_empty() {
            let plain = without_tag(&one.mail);
            if plain != one.mail {
                found = self.having(book, &plain);
            }
        }
        if found.len() > 1 {
            let called = find::contacts_called(book, &one.name);
            if found.iter().any(|id| called.contains(id)) {
                found.retain(|id| called.contains(id));
            }
        }
        found
    }

    fn having(&mut self, book: &Book, mail: &str) -> Vec<ContactId> {
        let mail = fold(mail);
        if let Some(found) = self.found.get(&mail) {
            return found.clone();
        }
        if self.all {
            return Vec::new();
        }
        if self.found.len() >= FEW {
            self.lay_out(book);
            return self.found.get(&mail).cloned().unwrap_or_default();
        }
        let found = find::with_mail(book, &mail);
        self.found.insert(mail, found.clone());
        found
    }

    fn lay_out(&mut self, book: &Book) {
        self.found.clear();
        self.all = true;
        for row in book.contacts() {
            for mail in row.mails.iter().map(|mail| fold(mail.value.trim())) {
                let having = self.found.entry(mail).or_default();
                if !having.contains(&row.id) {
                    having.push(row.id);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::contact::{Contact, Labelled};
    use crate::domain::id::Ids;

    fn people() -> Book {
        let mut ids = Ids::seeded(1_700_000_000_000, 3);
        let mut book = Book::default();
        for (name, mails) in [
            ("Anna", &["Anna@x.example", "a@y.example"][..]),
            ("Bernd", &["b@x.example", "info@x.example"]),
            ("Carla", &["info@x.example"]),
        ] {
            let mut contact = Contact::new(ids.draw(), name, "2026-11-21".parse().unwrap());
            contact.mails = mails.iter().map(|mail| Labelled::new("", *mail)).collect();
            book.apply(&Change::create(contact));
        }
        book
    }

    /// `Carla <info@x.example>, b@x.example`.
    fn read(people: &str) -> Vec<Correspondent> {
        let one = |one: &str| match one.split_once('<') {
            None => Correspondent { name: String::new(), mail: one.into() },
            Some((name, mail)) => Correspondent { name: name.trim().into(), mail: mail.trim_end_matches('>').into() },
        };
        people.split(", ").filter(|one| !one.is_empty()).map(one).collect()
    }

    /// `from | for them | to`: the direction and whom it counts with.
    fn known(own: &str, mail: &str) -> String {
        let book = people();
        let own = OwnMails::new(own.split_whitespace().map(str::to_owned));
        let parts: Vec<Vec<Correspondent>> = mail.split('|').map(|part| read(part.trim())).collect();
        let known = Addresses::new(&own).known(&book, &parts[0], &parts[1], &parts[2]);
        let names: Vec<String> = known.with.iter().map(|id| book.contact(*id).unwrap().name.clone()).collect();
        let way = match known.direction {
            Some(Direction::Out) => "out",
            Some(Direction::In) => "in",
            None => "?",
        };
        let shared: String = known.shared.iter().map(|(mail, all)| format!(" ({mail}: {})", all.len())).collect();
        let to_own = if known.to_own { "" } else { " (not to me)" };
        format!("{way} {}{to_own}{shared}", names.join(", "))
    }

    #[test]
    fn a_mail_counts_with_all_who_are_known() {
        for (mail, expect) in [
            ("anna@x.example | | me@z.example", "in Anna"),
            ("me@z.example | | anna@x.example, b@x.example, who@x.example", "out Anna, Bernd (not to me)"),
            ("Me+x@z.example | | a@y.example", "out Anna (not to me)"),
            ("b@x.example | | me@z.example, anna@x.example", "in Bernd, Anna"),
            ("who@x.example | | me@z.example, anna@x.example", "in Anna"),
            ("list@x.example | b@x.example | me@z.example", "in Bernd"),
            ("me@z.example | anna@x.example | me@z.example", "in Anna"),
            ("anna+news@x.example | | me@z.example", "in Anna"),
            ("colleague@own.example | | anna@x.example", "out Anna (not to me)"),
            ("anna@x.example | | a@y.example", "in Anna (not to me)"),
            ("Carla <info@x.example> | | me@z.example", "in Carla"),
            ("info@x.example | | me@z.example", "in Bernd, Carla (info@x.example: 2)"),
            ("who@x.example | | me@z.example", "in "),
        ] {
            assert_eq!(
                known("me@Z.example @own.example", &mail.to_lowercase().replace("carla", "Carla")),
                expect,
                "{mail}"
            );
        }
        assert_eq!(
            known("anna@x.example", "anna@x.example | | b@x.example"),
            "out Bernd (not to me)",
            "the user is in the book"
        );
    }

    #[test]
    fn without_own_addresses_who_is_known_tells_the_way() {
        assert_eq!(known("", "anna@x.example | | me@z.example"), "in Anna (not to me)");
        assert_eq!(known("", "me@z.example | | anna@x.example"), "out Anna (not to me)");
        assert_eq!(known("", "me@z.example | | who@x.example"), "?  (not to me)");
    }

    #[test]
    fn many_addresses_are_found_as_few_are() {
        let (book, own) = (people(), OwnMails::default());
        let mut addresses = Addresses::new(&own);
        for n in 0..2 * FEW {
            addresses.having(&book, &format!("n{n}@x.example"));
        }
        assert!(addresses.all);
        assert_eq!(addresses.having(&book, "anna@x.example").len(), 1);
        assert_eq!(addresses.having(&book, "info@x.example").len(), 2);
    }

    #[test]
    fn an_own_address_has_a_domain() {
        for (mail, can) in
            [("me@x.example", true), ("@x.example", true), ("x.example", false), ("me@", false), ("a b@x", false)]
        {
            assert_eq!(OwnMails::can_be(mail), can, "{mail}");
        }
    }
}
