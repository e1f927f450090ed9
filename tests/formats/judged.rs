//! What is written, as an independent reader has it: Python's `vobject` reads every card of both versions, and finds the fields
//! as they are here.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;
use touchbase::domain::book::Book;
use touchbase::domain::company::Company;
use touchbase::domain::contact::{Address, Contact, Labelled};
use touchbase::formats::vcard::write::{self, Version};

use crate::back::{Town, town};
use crate::kept::Kept;
use crate::{FIXTURES, fixture, python};

/// Prints the lines of each card: group, name, types, value; of names and addresses the parts in the standard's order.
const READER: &str = r#"
import base64, json, sys, vobject

def plain(value):
    if isinstance(value, vobject.vcard.Name):
        return [value.family, value.given, value.additional, value.prefix, value.suffix]
    if isinstance(value, vobject.vcard.Address):
        return [value.box, value.extended, value.street, value.city, value.region, value.code, value.country]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value

cards = []
for card in vobject.readComponents(sys.stdin.buffer.read().decode()):
    card.validate(raiseException=True)
    lines = [[line.group, line.name, line.params.get("TYPE", []), plain(line.value)] for line in card.getChildren()]
    cards.append(lines)
json.dump(cards, sys.stdout)
"#;

/// Towns that are written and read.
const TOWNS: usize = 30;

/// A card as it was read.
#[derive(Debug)]
struct Read(Vec<Value>);

/// What the reader finds; `None` where it can't be had.
fn read(cards: &str) -> Option<Vec<Read>> {
    let said = python::run(READER, cards.as_bytes())?;
    let cards: Vec<Vec<Value>> = serde_json::from_str(&said).unwrap();
    Some(cards.into_iter().map(Read).collect())
}

impl Read {
    fn lines(&self, name: &'static str) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |line| line[1] == name)
    }

    fn values(&self, name: &'static str) -> Vec<&Value> {
        self.lines(name).map(|line| &line[3]).collect()
    }

    /// The one value of a property; empty where there is none.
    fn text(&self, name: &'static str) -> &str {
        match self.values(name)[..] {
            [] => "",
            [value] => value.as_str().unwrap_or_else(|| panic!("{value}")),
            ref more => panic!("{name}: {more:?}"),
        }
    }

    /// Values with their labels: the group's, else what the types say.
    fn labelled(&self, name: &'static str) -> Vec<(String, &Value)> {
        let of_group = |line: &Value| {
            let label = self.lines("X-ABLABEL").find(|label| !line[0].is_null() && label[0] == line[0])?;
            Some(label[3].as_str()?.to_owned())
        };
        let of_types = |line: &Value| {
            let types = line[2].as_array().unwrap().iter().filter_map(Value::as_str).filter(|one| *one != "pref");
            types.map(|one| if one == "cell" { "mobile" } else { one }).collect::<Vec<_>>().join(" ")
        };
        self.lines(name).map(|line| (of_group(line).unwrap_or_else(|| of_types(line)), &line[3])).collect()
    }

    fn reach(&self, name: &'static str, expect: &[Labelled]) {
        let read = self.labelled(name);
        let read: Vec<(&str, &str)> = read.iter().map(|(label, value)| (&**label, value.as_str().unwrap())).collect();
        let expect: Vec<(&str, &str)> = expect.iter().map(|one| (&*one.label, &*one.value)).collect();
        assert_eq!(read, expect, "{name}");
    }

    fn addresses(&self, expect: &[Address]) {
        let parts = |a: &Address| {
            serde_json::json!([a.post_box, a.extended, a.street, a.city, a.region, a.postcode, a.country])
        };
        let expect: Vec<(String, Value)> = expect.iter().map(|a| (a.label.clone(), parts(a))).collect();
        // What stood on an envelope, of which no address is known.
        let says = |(_, parts): &(String, Value)| parts.as_array().unwrap().iter().any(|part| part != "");
        let read: Vec<(String, Value)> =
            self.labelled("ADR").into_iter().map(|(label, value)| (label, value.clone())).filter(says).collect();
        assert_eq!(read, expect);
    }

    fn tags(&self, expect: &[String]) {
        let read: Vec<&str> = self
            .values("CATEGORIES")
            .into_iter()
            .flat_map(|list| list.as_array().unwrap())
            .map(|tag| tag.as_str().unwrap())
            .collect();
        assert_eq!(read, expect);
    }

    /// An URI is no text: what separates texts stands in it as it is, and the reader cuts it there.
    fn uri(&self, name: &'static str, expect: &str) {
        if !expect.contains([',', ';', '\\']) {
            assert_eq!(self.text(name), expect);
        }
    }

    fn contact(&self, book: &Book, contact: &Contact) {
        assert_eq!(self.text("FN"), contact.name);
        let names = &contact.name_parts;
        assert_eq!(self.text("NICKNAME"), names.nickname);
        if !(names.family.is_empty() && names.given.is_empty() && names.middle.is_empty()) {
            let read = self.values("N")[0];
            let told = [&read[0], &read[1], &read[2], &read[4]];
            assert_eq!(told, [&names.family, &names.given, &names.middle, &names.suffix].map(|name| &**name));
        }
        let job = contact.jobs.iter().find(|job| job.to.is_none());
        let company = job.and_then(|job| book.company(job.company?)).map_or("", |company| &company.name);
        let parts: Vec<&str> =
            self.values("ORG").iter().flat_map(|org| org.as_array().unwrap()).filter_map(Value::as_str).collect();
        let department = job.map_or("", |job| &job.department);
        assert_eq!(parts.join("|").trim_end_matches('|'), format!("{company}|{department}").trim_end_matches('|'));
        assert_eq!(self.text("TITLE"), job.map_or("", |job| &job.role));
        self.reach("EMAIL", &contact.mails);
        self.reach("TEL", &contact.phones);
        self.addresses(&contact.addresses);
        self.tags(&contact.tags);
        assert_eq!(self.text("NOTE"), contact.notes);
        let day = self.text("BDAY").replace('-', "").replace("1604", "");
        assert_eq!(day, contact.birthday.map_or(String::new(), |day| day.to_string().replace('-', "")));
        for id in contact.ids.iter().filter(|id| id.source == "uid").take(1) {
            self.uri("UID", &id.value);
        }
    }

    fn company(&self, company: &Company) {
        assert_eq!((self.text("FN"), self.text("NOTE")), (&*company.name, &*company.notes));
        self.uri("URL", &company.web);
        self.reach("EMAIL", &company.mails);
        self.reach("TEL", &company.phones);
        self.addresses(&company.addresses);
        self.tags(&company.tags);
    }
}

#[test]
fn another_reader_finds_the_same_fields() {
    let mut runner = TestRunner::deterministic();
    let towns: Vec<Town> = (0..TOWNS).map(|_| town().new_tree(&mut runner).unwrap().current()).collect();
    for version in [Version::V3, Version::V4] {
        let cards: String = towns.iter().map(|town| town.cards(version)).collect();
        let Some(read) = read(&cards) else { return };
        let mut read = read.into_iter();
        for town in &towns {
            let book = town.book();
            town.companies.iter().for_each(|company| read.next().unwrap().company(company));
            town.contacts.iter().for_each(|contact| read.next().unwrap().contact(&book, contact));
        }
        assert!(read.next().is_none());
    }
}

/// What came from other programs goes out so that another one reads it, with pictures and what only they know.
#[test]
fn another_reader_finds_what_other_programs_wrote() {
    for version in [Version::V3, Version::V4] {
        let mut kept = Kept::default();
        FIXTURES.iter().for_each(|(name, _)| drop(kept.import(&fixture(name))));
        let people: Vec<&Contact> = kept.people().collect();
        let cards: String = people.iter().map(|one| write::contact(version, kept.book(), one)).collect();
        let Some(read) = read(&cards) else { return };
        assert_eq!(read.len(), people.len());
        for (read, contact) in read.iter().zip(people) {
            let values = |list: &[Labelled]| list.iter().map(|one| Value::from(&*one.value)).collect::<Vec<_>>();
            assert_eq!((read.text("FN"), read.text("NOTE")), (&*contact.name, &*contact.notes));
            assert!(read.values("TEL").into_iter().eq(&values(&contact.phones)), "{read:?}");
            assert!(read.values("EMAIL").into_iter().eq(&values(&contact.mails)), "{read:?}");
            assert!(contact.foreign.iter().all(|line| !line.starts_with("PHOTO")) || read.values("PHOTO").len() == 1);
        }
    }
}
