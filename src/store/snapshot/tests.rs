use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder as Unpacked;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::contact::{Contact, Labelled};
use crate::domain::id::Ids;
use crate::domain::record::{Record, RecordKind};
use crate::domain::sample::sample;
use crate::store::disk::Disk;
use crate::store::error::{Result, StoreError};

/// What people type, paste and import.
const HOSTILE: [&str; 7] = [
    "line\nbreak\r\n\ttab",
    "\u{1b}[31mred\u{7}\0",
    "\u{202e}right to left\u{200b}\u{feff}",
    "🦀 é 漢字 \u{10ffff}",
    r#"{"end":{},"crc":"00000000"}"#,
    "\"quoted\" \\ back\\slash",
    "",
];

struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A file with these bytes.
    fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.path("tried");
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn head() -> Head {
    let origin = Origin { store: Uuid::from_u128(7), generation: 3 };
    Head::new(origin, Position { seq: 1_000_000, segment: 12, offset: 16_777_216, line: u32::MAX })
}

/// Records of all kinds in their order, as many as `few` says of the sample and some with hostile text.
fn records(few: usize) -> Vec<Record> {
    let mut ids = Ids::seeded(1_700_000_000_000, 1);
    let today = "2026-11-21".parse().unwrap();
    let offset = FixedOffset::east_opt(3600).unwrap();
    let changes = sample(today, offset, &mut ids);
    let mut records: Vec<Record> = changes.into_iter().filter_map(|change| change.after).collect();
    records.sort_by_key(Record::id);
    let mut of_kind = Counts::default();
    records.retain(|record| {
        of_kind.add(record.kind());
        of_kind.of(record.kind()) <= few as u64
    });
    let anna = Contact::new(ids.draw(), "Anna", today);
    records.push(AgendaMark { off_until: Some(today), ..AgendaMark::new(anna.id) }.into());
    for text in HOSTILE {
        let mut contact = Contact { id: ids.draw(), name: text.into(), notes: text.into(), ..anna.clone() };
        contact.mails.push(Labelled::new(text, text));
        contact.fields.insert(text.into(), text.into());
        records.push(contact.into());
    }
    records.sort_by_key(Record::id);
    records
}

fn write(path: &Path, records: &[Record]) -> Counts {
    let mut writer = Writer::create(path, &head(), &Disk::default()).unwrap();
    records.iter().for_each(|record| writer.push(record).unwrap());
    writer.finish().unwrap()
}

fn read(path: &Path) -> Result<Vec<Record>> {
    Snapshot::open(path)?.records().collect()
}

fn unpacked(path: &Path) -> String {
    let mut text = String::new();
    Unpacked::new(File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

fn packed(text: &str) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap()
}

#[test]
fn what_was_written_is_read() {
    let place = Place::new();
    let path = place.path("all.gz");
    for records in [Vec::new(), records(usize::MAX)] {
        let counts = write(&path, &records);
        assert_eq!(counts.total(), records.len() as u64);
        assert_eq!(read(&path).unwrap(), records);
        let snapshot = Snapshot::open(&path).unwrap();
        assert_eq!(snapshot.counts, counts, "the head alone tells them");
        let (found, checked) = Snapshot::check(&path).unwrap();
        assert_eq!((found.origin, found.position, checked), (head().origin, head().position, counts));
    }
    let all = Snapshot::check(&path).unwrap().1;
    assert!(RecordKind::ALL.into_iter().all(|kind| all.of(kind) > 0), "every kind was tried: {all:?}");
    let left = fs::read_dir(place.dir.path()).unwrap().count();
    assert_eq!(left, 1, "nothing else is left");
}

#[test]
fn it_is_lines_of_json() {
    let place = Place::new();
    let path = place.path("all.gz");
    write(&path, &records(1));
    let text = unpacked(&path);
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["touchbase"], &lines[0]["schema"]), (&"backup".into(), &FORMAT.into()));
    assert_eq!(lines[0]["records"], lines.last().unwrap()["end"]);
    assert!(lines[1]["contact"]["name"].is_string());
}

#[test]
fn a_changed_byte_is_noticed() {
    let place = Place::new();
    let path = place.path("all.gz");
    let records = records(1);
    write(&path, &records);
    let good = fs::read(&path).unwrap();
    let mut unnoticed = 0;
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= [0x01, 0x10, 0x80, 0xff][at % 4];
        match read(&place.file(&bytes)) {
            Err(StoreError::Damaged { .. } | StoreError::NotABackup { .. }) => {}
            Err(other) => panic!("byte {at}: {other:?}"),
            Ok(found) => {
                assert_eq!(found, records, "byte {at}");
                unnoticed += 1;
            }
        }
    }
    // gzip's headers hold a time, a system and flags that nothing is read from.
    assert!(unnoticed <= 2 * 7, "{unnoticed} changes do nothing");
}

#[test]
fn a_cut_file_is_noticed() {
    let place = Place::new();
    let path = place.path("all.gz");
    write(&path, &records(1));
    let good = fs::read(&path).unwrap();
    for length in 0..good.len() {
        match read(&place.file(&good[..length])) {
            Err(StoreError::Damaged { .. } | StoreError::NotABackup { .. }) => {}
            other => panic!("{length} bytes: {other:?}"),
        }
    }
    for more in [&b"\n"[..], &[0; 512], &good] {
        let longer = [&good, more].concat();
        assert!(matches!(read(&place.file(&longer)), Err(StoreError::Damaged { .. })));
    }
}

#[test]
fn what_is_something_else_is_refused() {
    let place = Place::new();
    let check = |bytes: &[u8]| match Snapshot::check(&place.file(bytes)) {
        Err(StoreError::NotABackup { .. }) => {}
        other => panic!("{other:?}"),
    };
    check(b"");
    check(b"BEGIN:VCARD\nFN:Anna\nEND:VCARD\n");
    check(&[0; 4096]);
    check(&packed(""));
    check(&packed("a log\nof something\n"));
    check(&packed(r#"{"touchbase":"export","version":1}"#));
    check(&packed(&"endless".repeat(1 << 20)));
    let is_dir = Snapshot::check(place.dir.path()).unwrap_err();
    assert!(matches!(is_dir, StoreError::Io { .. }), "{is_dir:?}");
    let gone = Snapshot::check(&place.path("gone")).unwrap_err();
    assert!(matches!(gone, StoreError::Io { .. }), "{gone:?}");
}

#[test]
fn what_was_edited_by_hand_is_refused() {
    let place = Place::new();
    let path = place.path("all.gz");
    let records = records(1);
    write(&path, &records);
    let text = unpacked(&path);
    assert_eq!(read(&place.file(&packed(&text))).unwrap(), records, "packed anew it is the same");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (last, all) = (lines.len() - 1, lines.concat());
    let check = |text: String| match read(&place.file(&packed(&text))) {
        Err(StoreError::Damaged { .. }) => {}
        other => panic!("{other:?}"),
    };
    check(all.replace("line\\nbreak", "line\\nbroken"));
    check(all.replace("\"generation\":3", "\"generation\":4"));
    check([&lines[..1], &lines[2..]].concat().concat());
    check([&lines[..2], &lines[1..]].concat().concat());
    check([&lines[..1], &[lines[2], lines[1]], &lines[3..]].concat().concat());
    check(lines[..last].concat());
    check(format!("{all}{}", lines[1]));
    check(format!("{}{{\"lead\":{{}}}}\n{}", lines[..last].concat(), lines[last]));
}

#[test]
fn a_newer_one_is_refused() {
    let place = Place::new();
    let head = r#"{"touchbase":"backup","schema":2,"version":"3.1.4","new":[]}"#;
    match Snapshot::open(&place.file(&packed(&format!("{head}\nanything\n")))).map(|_| ()) {
        Err(StoreError::Newer { version, .. }) => assert_eq!(version, "3.1.4"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn records_out_of_their_order_are_not_written() {
    let place = Place::new();
    let records = records(1);
    let mut writer = Writer::create(&place.path("all.gz"), &head(), &Disk::default()).unwrap();
    writer.push(&records[1]).unwrap();
    assert!(writer.push(&records[0]).is_err());
    assert!(writer.push(&records[1]).is_err());
    drop(writer);
    assert_eq!(fs::read_dir(place.dir.path()).unwrap().count(), 0, "half made, it goes");
}

#[test]
fn what_died_half_made_is_cleared_away() {
    let place = Place::new();
    let (path, temporary) = (place.path("all.gz"), place.path(".all.gz.part"));
    fs::write(&temporary, "half").unwrap();
    write(&path, &records(1));
    assert!(!temporary.exists());
    let writing = Writer::create(&path, &head(), &Disk::default()).unwrap();
    assert!(Writer::create(&path, &head(), &Disk::default()).is_err(), "another is making it");
    drop(writing);
    let victim = place.file(b"mine");
    std::os::unix::fs::symlink(&victim, &temporary).unwrap();
    assert!(Writer::create(&path, &head(), &Disk::default()).is_err());
    assert_eq!(fs::read(&victim).unwrap(), b"mine");
}
