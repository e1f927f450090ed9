//! Odd and hostile cards: a line for each, with what is read of it.

use touchbase::formats::draft::{Cleaned, Cleaning, Draft, Person, Refusal};
use touchbase::formats::vcard::{self, DEPTH, FOREIGN_BYTES, PROPERTIES};

fn person(version: &str, body: &str) -> (Person, Vec<Cleaning>) {
    let text = format!("BEGIN:VCARD\r\nVERSION:{version}\r\n{body}\r\nEND:VCARD\r\n");
    let file = vcard::read(text.as_bytes()).unwrap();
    assert_eq!(file.len(), 1, "{body}");
    let card = file.card(0).unwrap().unwrap();
    let Draft::Person(person) = card.draft else { panic!("{body} is a person") };
    (person, card.cleaned.iter().map(|cleaned| cleaned.what).collect())
}

fn refused(text: &str, expect: &[(usize, Refusal)]) {
    let file = vcard::read(text.as_bytes()).unwrap();
    let refused: Vec<_> = file.cards().filter_map(Result::err).map(|refused| (refused.line, refused.why)).collect();
    assert_eq!(refused, expect);
}

#[test]
fn broken_cards_are_refused_alone() {
    let good = "BEGIN:VCARD\nFN:Anna\nEND:VCARD\n";
    let read = |text: &str| vcard::read(text.as_bytes()).unwrap().cards().filter(Result::is_ok).count();
    for (bad, expect) in [
        ("BEGIN:VCARD\nFN:Tom\n".to_owned(), Refusal::Unterminated),
        ("BEGIN:VCARD\nEND:VCARD\n".to_owned(), Refusal::Nameless),
        ("BEGIN:VCARD\nFN:\nNOTE:x\nEND:VCARD\n".to_owned(), Refusal::Nameless),
        (format!("BEGIN:VCARD\nFN:Tom\n{}END:VCARD\n", "X:1\n".repeat(PROPERTIES)), Refusal::TooManyProperties),
        (
            format!(
                "BEGIN:VCARD\nFN:Tom\n{}{}END:VCARD\n",
                "AGENT:\nBEGIN:VCARD\n".repeat(DEPTH + 1),
                "END:VCARD\n".repeat(DEPTH + 1)
            ),
            Refusal::TooDeep,
        ),
    ] {
        refused(&format!("{good}{bad}{good}"), &[(4, expect)]);
        assert_eq!(read(&format!("{good}{bad}{good}")), 2, "{expect:?}: the others come in");
    }
    refused(&format!("{good}BEGIN:VCARD\nFN:Tom"), &[(4, Refusal::Unterminated)]);
}

/// What comes of a file: of each card its name, of the refused ones the line, then what was cleaned.
fn outcome(text: &str) -> String {
    let file = vcard::read(text.as_bytes()).unwrap();
    let cleaned = |c: &Cleaned| format!("{} {} {:?}", c.line, c.property, c.what);
    let outside = file.outside().iter().map(cleaned);
    let cards = file.cards().map(|card| match card {
        Ok(card) => {
            let Draft::Person(person) = &card.draft else { panic!("{text} is a person") };
            let c = &person.record;
            let values = c.mails.iter().chain(&c.phones).map(|item| item.value.as_str());
            let said = [c.name.as_str()].into_iter().chain(values).filter(|text| !text.is_empty());
            let said = said.chain(Some(c.notes.as_str()).filter(|notes| !notes.is_empty()));
            let cleaned = card.cleaned.iter().map(|c| format!(" ({})", cleaned(c))).collect::<String>();
            format!("{}{cleaned}", said.collect::<Vec<_>>().join(" "))
        }
        Err(refused) => format!("{} {:?} {}", refused.line, refused.why, refused.name.unwrap_or_default()),
    });
    outside.chain(cards).collect::<Vec<_>>().join("; ")
}

/// What is whole of a card without its end comes in; half a line doesn't.
#[test]
fn cards_without_an_end_come_in_as_far_as_they_go() {
    let check = |text: &str, expect: &str| assert_eq!(outcome(text), expect, "{text:?}");
    let good = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:1\nEND:VCARD\n";
    check("BEGIN:VCARD\nFN:Tom\nTEL:2\n", "Tom 2 (1 END:VCARD NoEnd)");
    check("BEGIN:VCARD\nFN:Tom\nTEL:2\nEND:V", "Tom 2 (1 END:VCARD NoEnd)");
    check("BEGIN:VCARD\nFN:Tom\nTEL:2\nEND:VCARD", "Tom 2");
    check("BEGIN:VCARD\nFN:Tom\nTEL:2\nEMAIL:tom@exam", "Tom 2 (1 END:VCARD NoEnd) (4 EMAIL:tom@exam CutOff)");
    // All of a folded property is left out, since its rest is missing.
    check("BEGIN:VCARD\nFN:Tom\nTEL:2\nNOTE:one\n  tw", "Tom 2 (1 END:VCARD NoEnd) (4 NOTE:one tw CutOff)");
    check(
        "BEGIN:VCARD\nFN:Tom\nTEL:2\nNOTE;ENCODING=QUOTED-PRINTABLE:one=\n",
        "Tom 2 (1 END:VCARD NoEnd) (4 NOTE;ENCODING=QUOTED-PRINTABLE:one= CutOff)",
    );
    check("BEGIN:VCARD\nFN:Tom\n", "1 Unterminated Tom");
    check("BEGIN:VCARD\nTEL:2\n", "1 Unterminated ");
    check(&format!("BEGIN:VCARD\nFN:Tom\nTEL:2\n{good}"), "Tom 2 (1 END:VCARD NoEnd); Anna 1");
    // Two files put together, of which the first was cut.
    check(
        &format!("BEGIN:VCARD\nFN:Tom\nTEL:2\nEMAIL:tom@exam{good}"),
        "Tom 2 (1 END:VCARD NoEnd) (4 EMAIL:tom@exam CutOff); Anna 1",
    );
}

#[test]
fn junk_hides_no_card() {
    let check = |text: &str, expect: &str| assert_eq!(outcome(text), expect, "{text:?}");
    let good = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:1\nEND:VCARD\n";
    check(&format!("rubbish {good}"), "1 rubbish NoProperty; Anna 1");
    check(&format!("{good}::{good}"), "6 :: NoProperty; Anna 1; Anna 1");
    check(&format!("{good}\0{good}"), "6 \u{fffd} NoProperty; Anna 1; Anna 1");
    check(&format!("{good}\u{feff}{good}"), "Anna 1; Anna 1");
    // A note may speak of it.
    check("BEGIN:VCARD\nFN:Tom\nNOTE:a BEGIN:VCARD\nTEL:2\nEND:VCARD\n", "Tom 2 a BEGIN:VCARD");
    let many = format!("BEGIN:VCARD\nFN:Tom\n{}END:VCARD\n", "X:1\n".repeat(PROPERTIES));
    check(&many, "1 TooManyProperties Tom");
}

#[test]
fn every_shape_finds_its_field() {
    let name = |version: &str, body: &str| person(version, body).0.record.name;
    assert_eq!(name("3.0", "N:Müller;Anna;;Dr.;"), "Anna Müller");
    assert_eq!(name("3.0", "FN:  \r\nNICKNAME:Änne"), "Änne");
    assert_eq!(name("3.0", "ORG:Hofmann GmbH\r\nEMAIL:a@example.com"), "Hofmann GmbH");
    assert_eq!(name("3.0", "EMAIL:a@example.com\r\nTEL:1"), "a@example.com");
    assert_eq!(name("3.0", "TEL:+49 30 1"), "+49 30 1");
    assert_eq!(name("3.0", "fn:Anna\r\nend:x"), "Anna");
    assert_eq!(name("2.1", "FN;ENCODING=QUOTED-PRINTABLE:Anna M=C3=\r\n=BCller"), "Anna Müller");
    // Folded in the middle of a character.
    assert_eq!(vcard_name(b"FN:M\xc3\r\n \xbcller"), "Müller");

    let record = |body: &str| person("3.0", body).0.record;
    let values = |list: &[touchbase::domain::contact::Labelled]| {
        list.iter().map(|item| format!("{}={}", item.label, item.value)).collect::<Vec<_>>().join(" ")
    };
    let check = |body: &str, expect: &str| {
        let c = record(&format!("FN:Anna\r\n{body}"));
        assert_eq!(values(&[c.mails, c.phones, c.handles].concat()), expect, "{body}");
    };
    check("EMAIL;PREF=2:b@example.com\r\nEMAIL;PREF=1:a@example.com", "=a@example.com =b@example.com");
    check("EMAIL:a@example.com\r\nEMAIL:a@example.com", "=a@example.com");
    check("EMAIL:mailto:a@example.com", "=a@example.com");
    check("TEL;TYPE=\"cell,work\":1\r\nTEL;HOME;FAX:2", "work mobile=1 home fax=2");
    check("a.TEL:1\r\nA.X-ABLabel:Büro", "Büro=1");
    check("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,B=C3=BCro):1", "Büro=1");
    check("IMPP;X-SERVICE-TYPE=Jabber:xmpp:fg@j.example", "jabber=xmpp:fg@j.example");
    check("X-SKYPE:anna\r\nIMPP:xmpp:anna@example.com", "skype=anna xmpp=anna@example.com");
    check("X-SOCIALPROFILE;TYPE=twitter:https://example.com/anna", "twitter=https://example.com/anna");

    let jobs = |body: &str| {
        let person = person("3.0", &format!("FN:Anna\r\n{body}")).0;
        let job = |(job, company): (&touchbase::domain::contact::Job, &String)| {
            format!("{} @ {company} / {}", job.role, job.department)
        };
        person.record.jobs.iter().zip(&person.companies).map(job).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(jobs("TITLE:Chef\r\nORG:Hofmann;Einkauf;Holz"), "Chef @ Hofmann / Einkauf, Holz");
    assert_eq!(jobs("ROLE:Verkauf\r\nORG:A"), "Verkauf @ A / ");
    assert_eq!(jobs("ROLE:Verkauf\r\nTITLE:Chef\r\nORG:A"), "Chef @ A / ");
    assert_eq!(jobs("a.ORG:A\r\nb.ORG:B\r\nb.TITLE:Beirat"), " @ A / , Beirat @ B / ");
    assert_eq!(jobs("TITLE:Chef"), "Chef @  / ");
}

fn vcard_name(line: &[u8]) -> String {
    let mut text = b"BEGIN:VCARD\r\n".to_vec();
    text.extend(line);
    text.extend(b"\r\nEND:VCARD");
    vcard::read(&text).unwrap().card(0).unwrap().unwrap().draft.name().to_owned()
}

#[test]
fn what_is_cleaned_is_told() {
    let cleaned = |body: &str| person("3.0", &format!("FN:Anna\r\n{body}")).1;
    assert_eq!(cleaned("NOTE:a\\nb"), []);
    assert_eq!(cleaned("NOTE:a\u{1b}[2J"), [Cleaning::Characters]);
    assert_eq!(cleaned(&format!("NICKNAME:{}", "x".repeat(2_000))), [Cleaning::Cut { limit: 1_024 }]);
    assert_eq!(cleaned(&format!("PHOTO:{}", "x".repeat(FOREIGN_BYTES))), [Cleaning::LeftOut { limit: FOREIGN_BYTES }]);
    assert_eq!(
        cleaned(&format!("CATEGORIES:{}", (0..300).map(|n| n.to_string()).collect::<Vec<_>>().join(","))),
        [Cleaning::TooMany { taken: 200 }]
    );
    assert_eq!(cleaned("BDAY:soon"), [Cleaning::NoDay]);
    assert_eq!(person("9.0", "FN:Anna").1, [Cleaning::Version]);
    assert_eq!(cleaned("no property"), [Cleaning::NoProperty]);
}

/// What one of our own properties says and can't be understood stays as it stands.
#[test]
fn nothing_of_our_own_is_dropped() {
    for line in [
        "ADDED:soon",
        "ARCHIVED:perhaps",
        "TIER:Z",
        "FIELD:;x",
        "ID:;x",
        "LAST-CONTACT:soon",
        "STAGE:friend",
        "CADENCE:now and then",
        "FORM:ihr",
        "CHANNEL:pigeon",
        "SINCE:long ago",
        "JOB:2019-01-01;last year;Clerk;;Kaiser",
        "CONSENT:mail;withdrawn;some day;told us",
    ] {
        let line = format!("X-TOUCHBASE-{line}");
        let (person, cleaned) = person("4.0", &format!("FN:Anna\r\n{line}"));
        assert_eq!((person.record.foreign, cleaned), (vec![line.clone()], vec![Cleaning::NotUnderstood]), "{line}");
        assert!(person.record.jobs.is_empty() && person.consents.is_empty(), "{line}");
    }
    let not = |value: &str| {
        let read = person("4.0", &format!("FN:Anna\r\nX-TOUCHBASE-DO-NOT-CONTACT:{value}")).0.record;
        read.do_not_contact.map(|not| (not.until, not.reason)).unwrap()
    };
    assert_eq!(not("always;asked"), (None, "asked".to_owned()));
    assert_eq!(not("some day;asked"), (None, "some day: asked".to_owned()));
}

/// A note whose line ends a program forgot to escape stays whole; a card inside a card is kept as it is.
#[test]
fn nothing_is_dropped() {
    let record = |version: &str, body: &str| person(version, &format!("FN:Anna\r\n{body}")).0.record;
    assert_eq!(record("3.0", "NOTE:one\r\ntwo\r\nthree").notes, "one\ntwo\nthree");
    assert_eq!(record("2.1", "NOTE:one\r\ntwo").notes, "one\ntwo");
    assert_eq!(record("3.0", "NOTE:one\r\nNOTE:two").notes, "one\n\ntwo");
    let agent = "AGENT:\r\nBEGIN:VCARD\r\nFN:Tom\r\nEND:VCARD\r\nEMAIL:a@example.com";
    let with_agent = record("2.1", agent);
    assert_eq!(with_agent.foreign, ["AGENT:\nBEGIN:VCARD\nFN:Tom\nEND:VCARD"]);
    assert_eq!((with_agent.name.as_str(), with_agent.mails.len()), ("Anna", 1));
    let raw = "X-Own;type=\"a;b\":un\\,known =C3";
    assert_eq!(record("3.0", raw).foreign, [raw]);
    assert_eq!(record("3.0", "i.X-A:1\r\ni.X-ABLabel:b").foreign, ["i.X-A:1\ni.X-ABLabel:b"]);
}

/// A name of parts that are long each is no longer than a name may be.
#[test]
fn names_of_parts_have_an_end() {
    let long = person("3.0", &format!("N:{0};{0};;;", "x".repeat(1_000))).0.record;
    assert_eq!((long.name.len(), long.name_parts.given.len()), (1_024, 1_000));
}
