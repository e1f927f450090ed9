//! Who is a pair and who isn't: people are written as `name; mail; phone; company; birthday; role; language; id`.

use super::*;
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, ForeignId, Job, Labelled};
use crate::domain::id::Ids;

/// A book of these people.
fn book(people: &[&str]) -> (Book, Vec<Contact>) {
    let (mut ids, mut book) = (Ids::seeded(1_700_000_000_000, 9), Book::default());
    let day = "2026-11-21".parse().unwrap();
    let mut all = Vec::new();
    for person in people {
        let mut parts = person.split(';').map(str::trim);
        let mut next = || parts.next().unwrap_or_default();
        let mut contact = Contact::new(ids.draw(), next(), day);
        contact.mails = next().split_whitespace().map(|mail| Labelled::new("", mail)).collect();
        let phone = next();
        if !phone.is_empty() {
            let (label, number) = phone.split_once(':').unwrap_or(("", phone));
            contact.phones.push(Labelled::new(label, number));
        }
        let company = next();
        if !company.is_empty() {
            let company = Company::new(ids.draw(), company, day);
            contact.jobs.push(Job { company: Some(company.id), ..Job::default() });
            book.apply(&Change::create(company));
        }
        contact.birthday = next().parse().ok();
        let role = next();
        if !role.is_empty() {
            contact.jobs.resize(1, Job::default());
            contact.jobs[0].role = role.into();
        }
        contact.language = next().into();
        let id = next();
        contact.ids.extend((!id.is_empty()).then(|| ForeignId { source: "uid".into(), value: id.into() }));
        book.apply(&Change::create(contact.clone()));
        all.push(contact);
    }
    (book, all)
}

/// The likeness of two, their reasons by name; `certain` behind it.
fn likeness(one: &str, other: &str) -> String {
    let (book, _) = book(&[one, other]);
    match &Pairs::of(&book).all()[..] {
        [] => "no".to_owned(),
        [pair] => {
            let Likeness { score, reasons, is_certain, .. } = &pair.likeness;
            let reasons: Vec<String> = reasons.iter().map(|reason| format!("{reason:?}")).collect();
            format!("{score} {}{}", reasons.join(" "), if *is_certain { " certain" } else { "" })
        }
        pairs => panic!("{pairs:?}"),
    }
}

#[test]
fn two_are_one_for_good_reasons_only() {
    for (one, other, expect) in [
        ("Jörg Weiß;;mobile:+49 170 1234567", "Joerg Weiss;;mobile:0170/1234567", "100 Mobile Name(Same) certain"),
        ("Anna Müller; anna@x.example", "MUELLER, Anna; Anna@X.example", "100 Mail Name(Same) certain"),
        ("Anna Müller", "Dr. Anna Mueller", "65 Name(Same)"),
        ("Anna Müller; a@x.example;; X GmbH", "Anna Müller; b@y.example;; Y AG", "no"),
        ("Anna Müller; a@x.example;; X GmbH", "Anna Müller; b@y.example;; X", "75 Name(Same) Company"),
        ("Anna Müller; a@x.example;; X GmbH", "Anna Müller; b@y.example", "55 Name(Same)"),
        ("Bob Smith; bob@x.example", "Robert Smith; bob@x.example", "95 Mail Name(Nickname)"),
        ("Bob Smith", "Robert Smith", "55 Name(Nickname)"),
        ("Anna Meier;;; Hof & Co. KG", "Anna Maier;;; Hof GmbH", "60 Name(Similar) Company"),
        ("Anna Meier", "Anna Maier", "no"),
        ("A. Müller; a@x.example", "Anna Müller; a@x.example", "85 Mail Name(Initial)"),
        ("Anna Maria Müller;;; X", "Anna Müller;;; X", "65 Name(Part) Company"),
        ("Müller; a@x.example", "Anna Müller; a@x.example", "65 Mail Name(Single)"),
        ("a@x.example; a@x.example", "Anna Müller; a@x.example", "75 Mail"),
        // Who shares a house, a mailbox or a switchboard is somebody else.
        ("Anna Müller; m@x.example; 030 123456", "Bernd Müller; m@x.example; 030 123456", "no"),
        ("Anna Müller;; 030 123456; X", "Bernd Müller;; 030 123456; X", "no"),
        ("Anna Müller; info@x.example;; X", "Tom Berg; info@x.example;; X", "no"),
        ("Anna Müller; a@x.example; 030 123456; X", "Tom Berg; a@x.example; 030 123456; X", "no"),
        // A father and his son.
        ("Hans Maier;; 030 123456;; 1950-01-02", "Hans Maier;; 030 123456;; 1980-03-04", "no"),
        ("Hans Maier; a@x.example; 030 123456", "Hans Maier; b@x.example; 030 123456", "80 Phone Name(Same)"),
        ("Anna Müller;;;; 1971-12-24", "Anna Müller;;;; --12-24", "80 Name(Same) Birthday"),
        ("Anna Müller;; fax:030 123456", "Tom Berg;; fax:030 123456", "no"),
        ("Ann Lee; info@x.example", "Ann Lee; info@x.example", "75 Name(Same) SharedMail"),
        // Who is reached the same way and has another family name may have married; or is written otherwise.
        ("Petra Alt; p@x.example", "Petra Neu; p@x.example", "70 Mail Name(Given)"),
        ("Petra Alt; p@x.example;; X", "Petra Neu; p@x.example;; Y", "60 Mail Name(Given)"),
        ("Gisela Berger;; mobile:0171 2345678", "Gisela Huber;; mobile:0171 2345678", "65 Mobile Name(Given)"),
        (
            "Gisela Berger; a@x.example; +49 171 2345678",
            "Gisela Huber; b@x.example; 0171 2345678",
            "65 Mobile Name(Given)",
        ),
        ("Gisela Berger;; home:030 123456", "Gisela Huber;; home:030 123456", "no"),
        ("Petra Alt;; 030 123456; X", "Petra Neu;; 030 123456; X", "no"),
        ("Aleksandr Ivanov; a@x.example", "Alexander Iwanow; a@x.example", "70 Mail Name(Loose)"),
        ("Ólafur Þórsson; o@x.example", "Olafur Thorsson; o@x.example", "85 Mail Name(Similar)"),
        ("Katharina von der Heide; k@x.example", "Kathi Heide; k@x.example", "70 Mail Name(Loose)"),
        ("Ann Two; a@x.example", "Ann Twoo; a@x.example", "85 Mail Name(Similar)"),
        ("Olga Petrova; o@x.example", "Ольга Петрова; o@x.example", "95 Mail Name(Transliterated)"),
        ("Peter Schulz; p@x.example", "P. Schultz; p@x.example", "70 Mail Name(Loose)"),
        ("Jan Kowalski; j@x.example", "Janek Kowalsky; j@x.example", "70 Mail Name(Loose)"),
        ("Hans Maier sen.; a@x.example", "Hans Maier jun.; a@x.example", "no"),
        ("Peter Schulz", "P. Schultz", "no"),
        // In other letters: two alphabets are enough, one isn't without the company.
        ("Ivan Ivanov", "Иван Иванов", "55 Name(Transliterated)"),
        ("Pyotr Chekhov;;; X", "Пётр Чехов;;; X GmbH", "75 Name(Transliterated) Company"),
        ("Ivan Ivanov;;; X", "Iwan Iwanow;;; X", "60 Name(Similar) Company"),
        ("Ivan Ivanov", "Iwan Iwanow", "no"),
        ("Carl Meyer", "Karl Meier", "no"),
        ("Петра Иванова", "Peter Ivanov", "no"),
        // What is the same may be a house's or a company's; what differs takes away that it needs no look.
        ("Karl Bauer;; home:030 123456;; 1950-01-02", "Karl Bauer;; home:030 123456", "90 Phone Name(Same)"),
        ("Karl Bauer;; 030 123456", "Karl Bauer;; 030 123456", "90 Phone Name(Same) certain"),
        (
            "Michael Schmidt;; work:030 123456; Siemens AG;; Einkauf",
            "Michael Schmidt;; work:030 123456; Siemens AG;; Vertrieb",
            "95 Phone Name(Same) Company",
        ),
        ("Uwe Kurz; u@x.example;;;;; de", "Uwe Kurz; u@x.example;;;;; en", "95 Mail Name(Same)"),
        ("Uwe Kurz; u@x.example;;;;; de-AT", "Uwe Kurz; u@x.example;;;;; de", "100 Mail Name(Same) certain"),
        ("Uwe Kurz; u@x.example;;;; Chef", "Uwe Kurz; u@x.example;;;; Koch", "95 Mail Name(Same)"),
        ("Uwe Kurz; u@x.example;;;;;; 1", "Uwe Kurz; u@x.example;;;;;; 2", "95 Mail Name(Same)"),
        ("Uwe Kurz; u@x.example;;;;;; 1", "Uwe Kurz; u@x.example;;;;;; 1", "100 Mail Name(Same) certain"),
        ("Anna Müller; anna+shop@googlemail.com", "Anna Müller; anna@gmail.com", "100 Mail Name(Same) certain"),
    ] {
        assert_eq!(likeness(one, other), expect, "{one} | {other}");
        assert_eq!(likeness(other, one), expect, "{other} | {one}");
    }
}

#[test]
fn numbers_are_one_line_with_and_without_their_country() {
    for (one, other, same) in [
        ("+49 30 123456", "0049-30/123456", true),
        ("+49 (0)30 123456", "030 123456", true),
        ("+1 212 555 1234", "(212) 555-1234", true),
        ("0170 1234567", "1701234567", true),
        ("+43 1 58858", "01 58858", true),
        ("030 123456 ext. 7", "030 123456", true),
        ("+49 30 123456", "+48 30 123456", false),
        ("030 123456", "040 123456", false),
        ("110", "110", false),
        ("ask Tom", "ask Tom", false),
    ] {
        let expect = if same { "90 Phone Name(Same) certain" } else { "no" };
        let said = likeness(&format!("Anna Lee;; {one}"), &format!("Anna Lee;; {other}"));
        let said = if said.contains("Phone") { said.as_str() } else { "no" };
        assert_eq!(said, expect, "{one}, {other}");
    }
}

#[test]
fn of_many_with_one_name_that_alone_says_nothing() {
    let same = ["Anna Müller"; 5];
    assert_eq!(Pairs::of(&book(&same).0).all().len(), 0);
    assert_eq!(Pairs::of(&book(&same[..3]).0).all().len(), 3);
    let with_mail = [&same[..], &["Anna Müller; a@x.example", "Anna Müller; a@x.example"]].concat();
    assert_eq!(Pairs::of(&book(&with_mail).0).all().len(), 1);
}

#[test]
fn the_likeliest_come_first_and_archived_ones_alone_not_at_all() {
    let (mut book, people) = book(&["Anna Müller", "Anna Müller", "Tom Berg; t@x.example", "Tom Berg; t@x.example"]);
    let pairs = Pairs::of(&book).all();
    assert_eq!(pairs.iter().map(|pair| pair.likeness.score).collect::<Vec<_>>(), [100, 65]);
    assert_eq!((pairs[0].one, pairs[0].other), (people[2].id, people[3].id));
    for contact in &people[2..] {
        let after = Contact { archived: true, ..contact.clone() };
        book.apply(&Change::edit(contact.clone(), after));
    }
    assert_eq!(Pairs::of(&book).all().len(), 1);
    assert!(Pairs::of(&Book::default()).all().is_empty());
}

#[test]
fn certain_ones_come_in_groups_of_which_one_is_kept() {
    let (book, people) = book(&[
        "Anna Müller; a@x.example;; X",
        "Anna Müller; a@x.example",
        "Anna Müller; a@x.example;; Y",
        "Tom Berg; t@x.example",
        "Tom Berg; t@x.example; 030 123456",
        "Ida Holm",
        "Ida Holm",
    ]);
    let groups = certain_groups(&Pairs::of(&book).all());
    let mut named: Vec<Vec<usize>> = groups
        .iter()
        .map(|group| group.iter().map(|id| people.iter().position(|one| one.id == *id).unwrap()).collect())
        .collect();
    named.iter_mut().for_each(|group| group.sort_unstable());
    named.sort();
    // With Y she would be at two companies.
    assert_eq!(named, [vec![0, 1], vec![3, 4]]);
    assert_eq!(kept_of(&book, &[people[3].id, people[4].id]), Some(people[4].id), "of whom more is known");
    assert_eq!(kept_of(&book, &[people[5].id, people[6].id]), Some(people[5].id), "who was there first");
}

#[test]
fn who_is_typed_in_is_found_among_those_who_are_there() {
    let (book, people) =
        book(&["Jörg Weiß; j@x.example; mobile:0170 1234567; Hof GmbH", "Robert Smith", "Anna Müller; anna@y.example"]);
    let nobody = Contact::new(ContactId(uuid::Uuid::nil()), "", "2026-11-21".parse().unwrap());
    let typed = |name: &str, mail: &str, phone: &str| Contact {
        name: name.into(),
        mails: vec![Labelled::new("", mail)],
        phones: vec![Labelled::new("mobile", phone)],
        ..nobody.clone()
    };
    let pairs = Pairs::of(&book);
    for (typed, company, who) in [
        (typed("Joerg Weiss", "", ""), "", Some(0)),
        (typed("Weiß, Jörg", "", ""), "", Some(0)),
        (typed("", "", "+49 170 1234567"), "", Some(0)),
        (typed("Bob Smith", "", ""), "", Some(1)),
        (typed("Smith Bob", "", ""), "", Some(1)),
        (typed("A. Müller", "anna@y.example", ""), "", Some(2)),
        (typed("Anna Müler", "", ""), "", None),
        (typed("Jörg", "", ""), "", None),
        (typed("", "", ""), "", None),
        (typed("Tom Berg", "tom@x.example", ""), "Hof GmbH", None),
    ] {
        let found = |all: Vec<(ContactId, Likeness)>| all.first().map(|(id, _)| *id);
        let expect = who.map(|at: usize| people[at].id);
        assert_eq!(found(likely(&book, &typed, company)), expect, "{:?}", typed.name);
        assert_eq!(found(pairs.likely(&Features::of_contact(&typed, company))), expect, "{:?}", typed.name);
    }
    let own = likely(&book, &people[2], "");
    assert!(own.is_empty(), "nobody is like themself: {own:?}");
}

#[test]
fn all_who_may_be_meant_by_what_is_typed_are_found() {
    let (book, people) = book(&[
        "Anna Berg; anna@x.example",
        "Karl Stein; info@x.example; mobile:0170 1234567",
        "Inge Winter; info@x.example; 030 111111",
        "Иван Иванов;;; Sib Oil",
        "Пётр Чехов;;; Sib Oil GmbH",
    ]);
    let find = |name: &str, mails: &[&str], phone: &str, company: &str| {
        let mut typed = Contact::new(ContactId(uuid::Uuid::nil()), name, "2026-11-21".parse().unwrap());
        typed.mails = mails.iter().map(|mail| Labelled::new("", *mail)).collect();
        typed.phones = vec![Labelled::new("", phone)];
        let at = |id: ContactId| people.iter().position(|one| one.id == id).unwrap();
        there_already(&book, &typed, company).into_iter().map(|(id, why)| (at(id), why)).collect::<Vec<_>>()
    };
    assert_eq!(
        find("Bob", &["anna@x.example"], "+49 170 1234567", ""),
        [(0, vec![Reason::Mail]), (1, vec![Reason::Mobile])]
    );
    let shared = vec![Reason::SharedMail];
    assert_eq!(find("Tom", &["info@x.example"], "", ""), [(1, shared.clone()), (2, shared)]);
    let by_name = vec![Reason::Name(Alike::Transliterated), Reason::Company];
    assert_eq!(find("Ivan Ivanov", &[], "", "Sib Oil"), [(3, by_name.clone())]);
    assert_eq!(find("Pjotr Tschechow", &[], "", "Sib Oil"), [(4, by_name)]);
    assert!(find("Tom Hart", &[], "", "Sib Oil").is_empty());
}

#[test]
fn what_speaks_against_a_pair_is_told() {
    use crate::domain::consent::{Consent, ConsentState};
    use crate::domain::contact::Channel;
    let against = |one: &str, other: &str, decided: [Option<ConsentState>; 2]| {
        let (mut book, all) = book(&[one, other]);
        let mut ids = Ids::seeded(1_700_000_000_001, 10);
        for (contact, state) in all.iter().zip(decided) {
            let Some(state) = state else { continue };
            let (id, day, channel) = (ids.draw(), "2026-11-21".parse().unwrap(), Channel::Mail);
            let (contact, purpose, how, proof) = (contact.id, None, String::new(), String::new());
            book.apply(&Change::create(Consent { id, contact, channel, purpose, state, day, how, proof }));
        }
        let all = Pairs::of(&book).all();
        let Likeness { against, is_certain, .. } = &all[0].likeness;
        let against: Vec<String> = against.iter().map(|one| format!("{one:?}")).collect();
        format!("{}{}", if *is_certain { "certain " } else { "" }, against.join(" "))
    };
    let (given, withdrawn) = (Some(ConsentState::Given), Some(ConsentState::Withdrawn));
    let anna = "Anna Müller; a@x.example";
    assert_eq!(against(anna, anna, [given, withdrawn]), "Consent");
    assert_eq!(against(anna, anna, [withdrawn, given]), "Consent");
    assert_eq!(against(anna, anna, [withdrawn, withdrawn]), "certain ");
    assert_eq!(against(anna, anna, [withdrawn, None]), "certain ");
    let other = "Anna Müller; a@x.example; 030 111111; X; ; Chef; de; 1";
    assert_eq!(
        against(other, "Anna Müller; a@x.example; 030 222222; Y; ; Koch; en; 2", [None; 2]),
        "Company Role Language Id"
    );
    assert_eq!(against("Ann Lee; a@x.example;; X", "Ann Lee; b@x.example;; X", [None; 2]), "Mail");
}

/// A person of few names, addresses and companies, so that many have much in common.
fn anybody() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let one_of = |all: &'static [&'static str]| prop::sample::select(all);
    (
        one_of(&[
            "Anna Müller",
            "Müller, Anna",
            "A. Müller",
            "Anna Maria Müller",
            "Bob Smith",
            "Robert Smith",
            "Иван Иванов",
            "Ivan Iwanow",
            "Smith",
        ]),
        one_of(&["", "", "a@x.example", "b@x.example", "info@x.example", "a@x.example info@x.example"]),
        one_of(&["", "", "030 1234567", "+49 30 1234567", "mobile:0170 7654321"]),
        one_of(&["", "Hof", "Hof GmbH", "Kaiser"]),
        one_of(&["", "", "1971-04-12", "--04-12"]),
        one_of(&["", "1", "2"]),
    )
        .prop_map(|(name, mail, phone, company, born, id)| format!("{name};{mail};{phone};{company};{born};;;{id}"))
}

proptest::proptest! {
    /// Who come together are as much alike as those who are here, but that two with ids must be reached alike.
    #[test]
    fn people_who_come_together_are_compared_as_those_who_are_here(people in proptest::collection::vec(anybody(), 1..24)) {
        let all: Vec<&str> = people.iter().map(String::as_str).collect();
        let (book, all) = book(&all);
        let pairs = Pairs::of(&book);
        let company = |one: &Contact| book.company_name(book.contact(one.id).unwrap()).to_owned();
        let features = |one: &Contact| Features::of_contact(one, &company(one));
        let again = |one: &Newcomer<()>| features(all.iter().find(|other| other.id == one.id).unwrap());
        let newcomer = |one: &Contact| {
            let whole = Newcomer::new(one.id, features(one), !one.ids.is_empty(), ());
            if one.ids.is_empty() { whole } else { whole.bare() }
        };
        let among = Among::of(all.iter().map(newcomer).collect());
        let is_told = |id: ContactId| all.iter().any(|one| one.id == id && !one.ids.is_empty());
        for (place, own) in among.people().iter().enumerate() {
            let is_reached = |likeness: &Likeness| {
                likeness.reasons.iter().any(|reason| matches!(reason, Reason::Mail | Reason::Mobile | Reason::Phone))
            };
            let may_be = |(id, likeness): &(ContactId, Likeness)| {
                *id != own.id && (!(own.is_told && is_told(*id)) || is_reached(likeness))
            };
            let expect: Vec<_> = pairs.likely(own.features(again)).into_iter().filter(may_be).collect();
            let found: Vec<_> = among.likely(place, |_| true, again).into_iter().filter(may_be).collect();
            proptest::prop_assert_eq!(found, expect);
            for other in among.people() {
                let (own, other) = (own.features(again), other.features(again));
                let says_more = score(own, other).is_some_and(|likeness| !likeness.is_by_name_alone());
                let may_be = score::may_be_more_than_alike(own, other);
                proptest::prop_assert!(may_be || !says_more, "{own:?} {other:?}");
            }
        }
    }
}
