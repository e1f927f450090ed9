//! Calendars and Monica's accounts: what is read from each shape stands beside it in `NAME.txt`, read on 21 Nov 2026 in Berlin.
//! `UPDATE_FIXTURES=1` writes it anew, to be read by eye.

use std::path::{Path, PathBuf};

use chrono::{FixedOffset, NaiveDateTime};
use proptest::prelude::*;
use touchbase::formats::draft::{Cleaning, Draft, What};
use touchbase::formats::{self, Reading, Unreadable, Zone};

use crate::describe::describe;

/// The fixtures, each with the records in it that can be read.
const FIXTURES: &[(&str, usize)] = &[
    ("ics/google.ics", 6),
    ("ics/outlook.ics", 13),
    ("ics/apple.ics", 4),
    ("ics/thunderbird.ics", 7),
    ("ics/broken.ics", 5),
    ("monica/v4.json", 16),
    ("monica/early.json", 4),
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

/// An hour ahead of UTC, from the end of March to that of October 2026 two.
fn berlin(utc: NaiveDateTime) -> FixedOffset {
    let summer = "2026-03-29T01:00:00".parse().unwrap()..="2026-10-25T00:59:59".parse().unwrap();
    FixedOffset::east_opt(if summer.contains(&utc) { 7_200 } else { 3_600 }).unwrap()
}

fn reading() -> Reading {
    Reading { zone: Zone::of(berlin), ..Reading::on("2026-11-21".parse().unwrap()) }
}

/// A file as text to compare.
fn described(bytes: &[u8]) -> String {
    let file = formats::read(bytes, &reading()).unwrap();
    let outside = file.outside().map(|line| format!("outside: line {} {} {:?}\n", line.line, line.property, line.what));
    let records: Vec<String> = file.cards().map(|card| describe(&card)).collect();
    outside.collect::<String>() + &records.join("\n")
}

#[test]
fn fixtures_are_read() {
    for (name, records) in FIXTURES {
        let bytes = fixture(name);
        let file = formats::read(&bytes, &reading()).unwrap();
        let text = described(&bytes);
        let beside = path(name).with_extension("txt");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(&beside, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(beside).unwrap(), "{name}");
        assert_eq!(file.cards().filter(Result::is_ok).count(), *records, "{name}");
    }
}

#[test]
fn charset_and_line_ends_make_no_difference() {
    let text = String::from_utf8(fixture("ics/google.ics")).unwrap();
    let expect = described(text.as_bytes());
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16", wide),
        ("LF", text.replace("\r\n", "\n").into_bytes()),
        ("Windows-1252", encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()),
    ] {
        assert_eq!(described(&bytes), expect, "{name}");
    }
}

/// A file that is cut is refused with the line; other JSON by its name.
#[test]
fn accounts_are_whole_or_refused() {
    let whole = fixture("monica/early.json");
    let cut = &whole[..whole.len() - 200];
    let Err(Unreadable::Json(formats::json::Unreadable::Broken { line, what })) = formats::read(cut, &reading()) else {
        panic!("a cut file is read")
    };
    assert_eq!(line, cut.iter().filter(|byte| **byte == b'\n').count() + 1, "{what}");
    for other in ["{\"contacts\": []}", "{\"account\": {}}", "{\"account\": {\"contacts\": {\"values\": []}}}", "[{}]"]
    {
        let Err(Unreadable::Format(format)) = formats::read(other.as_bytes(), &reading()) else { panic!("{other}") };
        assert_eq!(format, formats::Format::Json, "{other}");
    }
}

/// Zones are known by their names, whether the file brings them along or not; one that nobody knows is told.
#[test]
fn zones_are_known_by_name() {
    let check = |zone: &str, at: &str, expect: &str| {
        let event = format!(
            "BEGIN:VEVENT\nUID:1\nDTSTART;TZID={zone}:{at}\nSUMMARY:x\nATTENDEE:mailto:a@x.example\nEND:VEVENT"
        );
        let text = format!("BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n");
        let got = described(text.as_bytes());
        assert!(got.contains(expect), "{zone} {at}: {got}");
        assert_eq!(got.contains("UnknownZone"), zone.contains("Middle-earth"), "{zone}: {got}");
    };
    check("America/New_York", "20261102T100000", "2026-11-02T16:00:00+01:00");
    check("America/New_York", "20261026T100000", "2026-10-26T15:00:00+01:00");
    check("/mozilla.org/20050126_1/America/New_York", "20261102T100000", "2026-11-02T16:00:00+01:00");
    check("Eastern Standard Time", "20261102T100000", "2026-11-02T16:00:00+01:00");
    check("Asia/Kolkata", "20261102T100000", "2026-11-02T05:30:00+01:00");
    check("Europe/Berlin", "20261025T023000", "2026-10-25T02:30:00+02:00");
    check("Europe/Berlin", "20260329T023000", "2026-03-29T03:30:00+02:00");
    check("Middle-earth", "20261102T100000", "2026-11-02T10:00:00+01:00");
}

/// A series is one follow-up ahead: as long as it is plain a recurring one, at its end its last time, else its next time.
#[test]
fn what_is_ahead_of_a_series_is_one() {
    let check = |rule: &str, expect: &[&str]| {
        let event = format!(
            "BEGIN:VEVENT\nUID:1\nDTSTART:20261119T090000Z\nRRULE:{rule}\nSUMMARY:x\nATTENDEE:mailto:a@x.example\nEND:VEVENT"
        );
        let text = format!("BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n");
        let file = formats::read(text.as_bytes(), &reading()).unwrap();
        let ahead: Vec<String> = file
            .cards()
            .filter_map(|card| match card.unwrap().draft {
                Draft::Entry(entry) => Some(entry),
                _ => None,
            })
            .filter_map(|entry| match &entry.what {
                What::FollowUp(one) => Some(format!("{} {} {}", entry.source_id, one.due, one.recurs.is_some())),
                _ => None,
            })
            .collect();
        assert_eq!(ahead, expect, "{rule}");
    };
    check("FREQ=WEEKLY", &["ical:1 2026-11-26 true"]);
    check("FREQ=WEEKLY;COUNT=12", &["ical:1 2026-11-26 true"]);
    check("FREQ=MONTHLY;UNTIL=20270301T000000Z", &["ical:1 2026-12-19 true"]);
    check("FREQ=WEEKLY;COUNT=2", &["ical:1 2026-11-26 false"]);
    check("FREQ=WEEKLY;COUNT=1", &[]);
    check("FREQ=WEEKLY;BYDAY=MO,TH", &["ical:1#20261123T090000Z 2026-11-23 false"]);
}

/// Of a day that comes again and to which nobody is asked it is told that its past times don't come in, but for holidays and birthdays.
#[test]
fn past_days_of_nobody_are_told() {
    let check = |event: &str, expect: &[Cleaning]| {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\n{event}\nEND:VEVENT\nEND:VCALENDAR\n");
        let file = formats::read(text.as_bytes(), &reading()).unwrap();
        let told: Vec<Cleaning> = file.outside().map(|one| one.what).collect();
        assert_eq!(told, expect, "{event}");
        file.len()
    };
    let monthly = "DTSTART;VALUE=DATE:20260815\nRRULE:FREQ=MONTHLY";
    assert_eq!(check(monthly, &[Cleaning::Days]), 1, "what is ahead");
    let asked = format!("{monthly}\nATTENDEE:mailto:a@x.example");
    assert_eq!(check(&asked, &[]), 5, "four times and what is ahead");
    check("DTSTART;VALUE=DATE:20261215\nRRULE:FREQ=MONTHLY", &[]);
    check("DTSTART;VALUE=DATE:20200815\nRRULE:FREQ=YEARLY", &[]);
}

/// A series that never ends, and very many of them, are read all the same.
#[test]
fn series_without_end_are_bounded() {
    let series = |n: usize, rule: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{n}\nDTSTART:19000101T090000Z\nRRULE:{rule}\nATTENDEE:mailto:anna@example.org\nEND:VEVENT\n"
        )
    };
    let daily = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", series(1, "FREQ=DAILY"));
    let file = formats::read(daily.as_bytes(), &reading()).unwrap();
    assert_eq!(file.len(), 13, "twelve times that were, and what is to come");
    assert_eq!(file.outside().count(), 1);
    let all = Reading { all_times: true, ..reading() };
    assert_eq!(formats::read(daily.as_bytes(), &all).unwrap().len(), 1_001);
    let never = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", series(1, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"));
    assert_eq!(formats::read(never.as_bytes(), &reading()).unwrap().len(), 0);
    let many: String = (0..1_000).map(|n| series(n, "FREQ=DAILY")).collect();
    let many = format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR\n");
    assert!(formats::read(many.as_bytes(), &reading()).unwrap().len() <= 1_000 * 13);
}

const PIECES: &[&str] = &[
    "\n",
    "\r\n ",
    ":",
    ";",
    "\"",
    "=",
    "\\",
    "\0",
    "BEGIN:VEVENT\n",
    "END:VEVENT\n",
    "BEGIN:VTIMEZONE\n",
    "END:VTIMEZONE\n",
    "RRULE:FREQ=DAILY\n",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR\n",
    "EXDATE:20261013T080000Z\n",
    "DTSTART:99991231T235959Z\n",
    "DTSTART;VALUE=DATE:00010101\n",
    "DURATION:PT999999S\n",
    "TZOFFSETTO:+2359\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"values\":",
    "null",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is damaged, every record is read or refused, and none is longer than the file.
    #[test]
    fn damaged_files_are_read(
        at in 0..FIXTURES.len(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(PIECES), 0..200usize), 1..12),
    ) {
        let mut bytes = fixture(FIXTURES[at].0);
        for (place, piece, drop) in damages {
            let place = place.index(bytes.len().max(1)).min(bytes.len());
            let end = bytes.len().min(place + drop % 40);
            bytes.splice(place..end, piece.bytes());
        }
        if let Ok(file) = formats::read(&bytes, &reading()) {
            prop_assert_eq!(file.cards().count(), file.len());
            for card in file.cards() {
                prop_assert!(describe(&card).len() <= 4 * bytes.len() + 4096);
            }
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let all = [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n".as_slice(), &bytes].concat();
        if let Ok(file) = formats::read(&all, &reading()) {
            prop_assert_eq!(file.cards().count(), file.len());
        }
    }
}

/// Whom Monica knows only by a relationship stands with the other one, whichever way round it is; what is told is so.
#[test]
fn a_relationship_is_kept_with_whoever_makes_a_contact() {
    let account = |relations: &str| {
        let contact = |id: u32, name: &str, partial: bool| {
            format!(r#"{{"uuid": "c{id}", "properties": {{"first_name": "{name}", "is_partial": {partial}}}}}"#)
        };
        let contacts = [contact(1, "Lena", false), contact(2, "Max", true), contact(3, "Tim", true)].join(", ");
        let relation = |one: &str| {
            let [is, kind, of] = one.split(' ').collect::<Vec<_>>()[..] else { panic!("{one}") };
            format!(r#"{{"properties": {{"type": "{kind}", "contact_is": "{is}", "of_contact": "{of}"}}}}"#)
        };
        let relations: Vec<String> = relations.split(", ").map(relation).collect();
        let list = |name: &str, values: &str| format!(r#"{{"count": 1, "type": "{name}", "values": [{values}]}}"#);
        let data = [list("contact", &contacts), list("relationship", &relations.join(", "))].join(", ");
        format!(r#"{{"version": "1.0-preview.1", "account": {{"uuid": "a", "data": [{data}]}}}}"#)
    };
    let check = |relations: &str, free: &[&str], kinds: [&str; 2]| {
        let text = described(account(relations).as_bytes());
        let lines: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("free: ")).collect();
        assert_eq!(lines, free, "{relations}: {text}");
        for (name, kind) in ["Max", "Tim"].iter().zip(kinds) {
            assert!(text.contains(&format!(": {kind} {name}\n")), "{relations}: {text}");
        }
    };
    let (kept, lone) = ("relationship", "nobody's relationship");
    check("c2 partner c1", &["partner: \"Max\""], [kept, lone]);
    check("c1 partner c2", &["partner: \"Max\""], [kept, lone]);
    check("c1 partner c2, c2 partner c1", &["partner: \"Max\""], [kept, lone]);
    check("c1 parent c2, c1 grandchild c3", &["child: \"Max\"", "grandparent: \"Tim\""], [kept, kept]);
    check("c2 child c1, c2 sibling c3", &["child: \"Max\""], [kept, lone]);
}
