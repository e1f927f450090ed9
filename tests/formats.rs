//! Files of other programs, as they are read and imported: one fixture for each shape, with what comes of it beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "formats/again.rs"]
mod again;
#[path = "formats/back.rs"]
mod back;
#[path = "formats/calendars.rs"]
mod calendars;
#[path = "formats/describe.rs"]
mod describe;
#[path = "formats/entries.rs"]
mod entries;
#[path = "formats/judged.rs"]
mod judged;
#[path = "formats/kept.rs"]
mod kept;
#[path = "formats/mails.rs"]
mod mails;
#[path = "formats/matching.rs"]
mod matching;
#[path = "formats/odd.rs"]
mod odd;
#[path = "support/python.rs"]
mod python;
#[path = "formats/rhythms.rs"]
mod rhythms;
#[path = "formats/sources.rs"]
mod sources;
#[path = "formats/tables.rs"]
mod tables;
#[path = "formats/through.rs"]
mod through;
#[path = "formats/twice.rs"]
mod twice;

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use touchbase::domain::book::Book;
use touchbase::formats::draft::Draft;
use touchbase::formats::vcard::write::{self, Version};
use touchbase::formats::{Format, sniff, vcard};

use self::describe::describe;
use self::kept::Kept;

/// The fixtures, each with the cards in it that can be read.
const FIXTURES: &[(&str, usize)] = &[
    ("google", 5),
    ("apple", 3),
    ("apple_utf16", 1),
    ("outlook", 2),
    ("nextcloud", 4),
    ("android", 2),
    ("thunderbird", 2),
    ("thunderbird_old", 2),
    ("lotus", 2),
    ("whatsapp", 3),
    ("broken", 5),
];

fn path(name: &str, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vcard").join(format!("{name}.{ending}"))
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(path(name, "vcf")).unwrap()
}

/// What is read from each fixture stands beside it, in `NAME.txt`. `UPDATE_FIXTURES=1` writes it anew, to be read by eye.
#[test]
fn fixtures_are_read() {
    for (name, cards) in FIXTURES {
        let bytes = fixture(name);
        let file = vcard::read(&bytes).unwrap();
        assert_eq!(file.cards().filter(Result::is_ok).count(), *cards, "{name}");
        let text: String = file.cards().map(|card| describe(&card)).collect::<Vec<_>>().join("\n");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(path(name, "txt"), &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(path(name, "txt")).unwrap(), "{name}");
    }
}

/// The same text in UTF-16, with and without its mark, and with other line ends, is the same file.
#[test]
fn charset_and_line_ends_make_no_difference() {
    let text = String::from_utf8(fixture("google")).unwrap();
    let cards = |bytes: &[u8]| vcard::read(bytes).unwrap().cards().map(|card| describe(&card)).collect::<Vec<_>>();
    let wide = |mark: &str, to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(to_bytes).collect()
    };
    let expect = cards(text.as_bytes());
    for (name, bytes) in [
        ("mark", format!("\u{feff}{text}").into_bytes()),
        ("little", wide("\u{feff}", u16::to_le_bytes)),
        ("big", wide("\u{feff}", u16::to_be_bytes)),
        ("little, no mark", wide("", u16::to_le_bytes)),
        ("big, no mark", wide("", u16::to_be_bytes)),
        ("LF", text.replace("\r\n", "\n").into_bytes()),
        ("CR", text.replace("\r\n", "\r").into_bytes()),
        ("Windows-1252", encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()),
    ] {
        assert_eq!(cards(&bytes), expect, "{name}");
    }
}

#[test]
fn files_of_other_formats_are_refused_by_name() {
    for (bytes, format) in [(&b"Name,Mail\nAnna,a@example.com\n"[..], Format::Table), (b"", Format::Empty)] {
        assert_eq!(vcard::read(bytes).unwrap_err(), format);
        assert_eq!(sniff(bytes), format);
    }
}

#[test]
fn every_fixture_imports_once() {
    let mut kept = Kept::default();
    for (name, _) in FIXTURES {
        let first = kept.import(&fixture(name));
        assert!(!first.created.is_empty(), "{name}");
        let again = kept.import(&fixture(name));
        assert!(again.is_empty(), "{name} again: {:?} {:?}", again.created, again.updated);
        assert_eq!(again.read(), first.read());
    }
}

/// Another program's card of someone who is here adds to them; four people of one mail address stay four.
#[test]
fn programs_add_up() {
    let mut kept = Kept::default();
    kept.import(&fixture("google"));
    let plan = kept.import(
        "BEGIN:VCARD\nVERSION:4.0\nUID:x-1\nFN:Müller\\, Anna\nEMAIL:ANNA@example.org\nTEL:0151 0000001\nTEL:+49 30 9\n\
         BDAY:--0412\nNOTE:Anders\nEND:VCARD\n"
            .as_bytes(),
    );
    let [updated] = plan.updated.as_slice() else { panic!("{:?}", plan.created) };
    assert_eq!(format!("{:?} {:?}", updated.fields, updated.kept), "[Phones, Notes, Ids] []");
    let shared = kept.people().filter(|c| c.mails.iter().any(|m| m.value == "info@example.com")).count();
    assert_eq!(shared, 3);
}

/// What has no field is counted by name where it comes in, not where it is here already; what was cleaned is in the
/// file's order.
#[test]
fn what_is_kept_and_cleaned_is_told() {
    let card = |name: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:9.0\nFN:Ole {name}\nTEL:{name}\ni.X-ABDATE:2011-05-01\ni.X-ABLabel:wedding\n\
             RELATED:{name}\nBDAY:soon\nEND:VCARD\nstray\n"
        )
    };
    let mut kept = Kept::default();
    let file = [card("1"), card("2"), card("1").replace("soon", "later")].concat();
    let plan = kept.import(file.as_bytes());
    assert_eq!(format!("{:?}", plan.foreign), r#"{"BDAY": 2, "RELATED": 2, "X-ABDATE": 2}"#);
    let lines: Vec<usize> = plan.cleaned.iter().map(|(_, cleaned)| cleaned.line).collect();
    assert_eq!(lines, [2, 8, 10, 12, 18, 20, 22, 28, 30]);
    assert!(kept.import(file.as_bytes()).foreign.is_empty());
}

/// 400 people of 40 companies in one file.
fn many(people: usize) -> Vec<u8> {
    let card = |n: usize| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n} Nr{n}\r\nORG:Company {} GmbH\r\nTITLE:Role {n}\r\n\
             EMAIL;TYPE=WORK:p{n}@example.com\r\nTEL:+49 30 {n:07}\r\nNOTE:{}\r\nEND:VCARD\r\n",
            n % 40,
            "long ".repeat(20),
        )
    };
    (0..people).map(card).collect::<String>().into_bytes()
}

#[test]
fn a_file_of_400_comes_in_whole() {
    let mut kept = Kept::default();
    let plan = kept.import(&many(400));
    assert_eq!((plan.created.len(), plan.companies_created.len(), plan.read()), (400, 40, 400));
    assert_eq!(plan.changes_count(), 440);
    assert!(kept.people().all(|contact| contact.company().is_some() && !contact.notes.is_empty()));
    assert!(kept.import(&many(400)).is_empty());
}

/// A way to damage a file.
#[derive(Debug, Clone)]
enum Damage {
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Drop(prop::sample::Index, usize),
    Twice(prop::sample::Index, usize),
    Insert(prop::sample::Index, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let pieces = prop::sample::select(vec![
        "\n",
        "\r\n ",
        ":",
        ";",
        "\"",
        "=",
        "=\n",
        "\\",
        "\0",
        "BEGIN:VCARD\n",
        "END:VCARD\n",
        "AGENT:\n",
        "item1.",
        "ENCODING=QUOTED-PRINTABLE:",
        "VERSION:2.1\n",
        "\u{202e}",
        "NOTE:",
        "UID:1\n",
        "FN:\n",
    ]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        at().prop_map(Damage::Cut),
        (at(), 1..200usize).prop_map(|(at, length)| Damage::Drop(at, length)),
        (at(), 1..400usize).prop_map(|(at, length)| Damage::Twice(at, length)),
        (at(), pieces).prop_map(|(at, piece)| Damage::Insert(at, piece)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        if bytes.is_empty() {
            break;
        }
        match damage {
            Damage::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Damage::Drop(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..bytes.len().min(at + length));
            }
            Damage::Twice(at, length) => {
                let at = at.index(bytes.len());
                let piece = bytes[at..bytes.len().min(at + length)].to_vec();
                bytes.splice(at..at, piece);
            }
            Damage::Insert(at, piece) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut all = b"BEGIN:VCARD\r\n".to_vec();
        all.extend(&bytes);
        for file in [vcard::read(&bytes), vcard::read(&all)].into_iter().flatten() {
            prop_assert_eq!(file.cards().count(), file.len());
        }
    }

    /// Whatever is damaged, what is read comes in, and comes in once.
    #[test]
    fn damaged_files_import_once(
        fixture_at in 0..FIXTURES.len(),
        damages in prop::collection::vec(damage(), 1..12),
    ) {
        let bytes = damaged(fixture(FIXTURES[fixture_at].0), &damages);
        if vcard::read(&bytes).is_err() {
            return Ok(());
        }
        let mut kept = Kept::default();
        let first = kept.import(&bytes);
        for contact in kept.people() {
            prop_assert!(!contact.name.is_empty());
        }
        let again = kept.import(&bytes);
        prop_assert!(again.is_empty(), "again: {:?} {:?} {:?}", again.created, again.updated, again.companies_updated);
        prop_assert_eq!(again.read(), first.read());
    }

    /// Whatever is damaged, what is read of it comes out as sound lines, and is read again under the same name.
    #[test]
    fn damaged_cards_come_out_sound(
        fixture_at in 0..FIXTURES.len(),
        damages in prop::collection::vec(damage(), 1..12),
        version in prop::sample::select(vec![Version::V3, Version::V4]),
    ) {
        let bytes = damaged(fixture(FIXTURES[fixture_at].0), &damages);
        let Ok(file) = vcard::read(&bytes) else { return Ok(()) };
        let book = Book::default();
        for card in file.cards().flatten() {
            let out = match &card.draft {
                Draft::Person(person) => write::contact(version, &book, &person.record),
                Draft::Company(company) => write::company(version, company),
                _ => continue,
            };
            let is_sound = |line: &str| line.len() <= 75 && line.chars().all(|c| !c.is_control() || c == '\t');
            prop_assert!(out.trim_end().split("\r\n").all(is_sound), "{out}");
            let again = vcard::read(out.as_bytes()).unwrap();
            let names: Vec<String> = again.cards().map(|card| card.unwrap().draft.name().to_owned()).collect();
            prop_assert_eq!(names, [card.draft.name()], "{}", out);
        }
    }

    /// A longer card takes no more than its bytes: nothing is multiplied.
    #[test]
    fn a_draft_is_no_longer_than_its_file(damages in prop::collection::vec(damage(), 0..12)) {
        let bytes = damaged(fixture("apple"), &damages);
        if let Ok(file) = vcard::read(&bytes) {
            let drafts: usize = file.cards().map(|card| describe(&card).len()).sum();
            prop_assert!(drafts <= 4 * bytes.len() + 4096, "{drafts} of {}", bytes.len());
        }
    }
}
