//! The journal's readers on files in which anything may stand: forward, backward, and as what is damaged is looked through.

use std::fs;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::id::Ids;
use crate::store::load::load;
use crate::store::past::Past;
use crate::store::session::Inner;
use crate::store::{Who, disk::Disk};

/// Sets in the journal that is damaged.
const SETS: u64 = 6;

/// A store with a journal of some sets, and its bytes.
struct Stand {
    above: TempDir,
    whole: Vec<u8>,
}

impl Stand {
    fn new() -> Self {
        let mut stand = Self { above: tempfile::tempdir().unwrap(), whole: Vec::new() };
        let inner = stand.open().unwrap();
        let mut ids = Ids::seeded(1_790_000_000_000, 1);
        for n in 1..=SETS {
            let ana = Contact::new(ids.draw(), format!("Ana {n}"), "2026-01-05".parse().unwrap());
            let set = Set::new(Label::new(Act::Add, "Ana"), [Change::create(ana)]);
            inner.commit(set, inner.position(), None).unwrap();
        }
        drop(inner);
        stand.whole = fs::read(stand.segment()).unwrap();
        stand
    }

    fn dir(&self) -> PathBuf {
        self.above.path().join("store")
    }

    fn open(&self) -> Result<Arc<Inner>> {
        Inner::open(&self.dir(), Who { author: "ana".to_owned(), screen: false }, Disk::default(), &[])
    }

    fn segment(&self) -> PathBuf {
        self.dir().join("gen-1/journal/000001.jsonl")
    }
}

/// What is done to a file's bytes.
#[derive(Debug, Clone)]
enum Damage {
    /// Any bytes, in the place of so many of it.
    Put {
        at: usize,
        gone: usize,
        bytes: Vec<u8>,
    },
    Cut {
        at: usize,
    },
    Zeros {
        at: usize,
        length: usize,
    },
    /// A piece of it comes again.
    Again {
        from: usize,
        length: usize,
        at: usize,
    },
    /// A line whose checksum is right and whose sequence is any.
    Sealed {
        at: usize,
        seq: u64,
    },
    /// A line that is so long and has no end, or has one.
    Long {
        at: usize,
        length: usize,
        ends: bool,
    },
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0..4_000_usize;
    prop_oneof![
        (at.clone(), 0..40_usize, vec(any::<u8>(), 0..60)).prop_map(|(at, gone, bytes)| Damage::Put {
            at,
            gone,
            bytes
        }),
        at.clone().prop_map(|at| Damage::Cut { at }),
        (at.clone(), 1..5_000_usize).prop_map(|(at, length)| Damage::Zeros { at, length }),
        (at.clone(), 1..900_usize, at.clone()).prop_map(|(from, length, at)| Damage::Again { from, length, at }),
        (at.clone(), prop_oneof![0..20_u64, any::<u64>()]).prop_map(|(at, seq)| Damage::Sealed { at, seq }),
        (at, 1..200_000_usize, any::<bool>()).prop_map(|(at, length, ends)| Damage::Long { at, length, ends }),
    ]
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        // At a line's beginning, where one is meant to be taken for one of the journal's.
        let line = |at: usize| bytes[..at.min(length)].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        match self {
            Self::Put { at, gone, bytes: anything } => {
                let from = *at.min(&length);
                bytes.splice(from..(from + gone).min(length), anything.iter().copied());
            }
            Self::Cut { at } => bytes.truncate(*at),
            Self::Zeros { at, length: zeros } => {
                let from = *at.min(&length);
                bytes.splice(from..(from + zeros).min(length), std::iter::repeat_n(0, *zeros));
            }
            Self::Again { from, length: piece, at } => {
                let from = *from.min(&length);
                let again = bytes[from..(from + piece).min(length)].to_vec();
                let at = *at.min(&length);
                bytes.splice(at..at, again);
            }
            Self::Sealed { at, seq } => {
                let place = line(*at);
                bytes.splice(place..place, sealed(&serde_json::json!({ "seq": seq, "a": "b" })).unwrap());
            }
            Self::Long { at, length, ends } => {
                let place = line(*at);
                let mut long = vec![b'x'; *length];
                long.extend(ends.then_some(b'\n'));
                bytes.splice(place..place, long);
            }
        }
    }
}

/// What was read forward: a line that is given is one whose checksum and place are right, and no more is held than the file has.
fn forward(layout: &Layout, length: usize) -> std::result::Result<Vec<Vec<u8>>, Trouble> {
    let mut journal = Journal::new(layout);
    let (mut end, mut lines) = (Position::START, Vec::new());
    loop {
        let chunk = journal.read(end)?;
        assert!(chunk.bytes.len() <= length && chunk.end.offset <= length as u64);
        for (line, at) in chunk.lines() {
            assert!(checked(line).is_some() && seq_of(line) == Some(at.seq) && at.seq == end.seq + 1);
            end = at;
            lines.push(line.to_vec());
        }
        if !chunk.more {
            assert!(chunk.torn || chunk.end.offset == length as u64, "what was passed over is told");
            return Ok(lines);
        }
        end = chunk.end;
    }
}

/// What was done to a journal.
fn damaged() -> impl Strategy<Value = (Vec<Damage>, Option<Vec<u8>>)> {
    (vec(damage(), 1..4), proptest::option::weighted(0.1, vec(any::<u8>(), 0..2_000)))
}

impl Stand {
    /// Damages the journal, or what is put in its place; says how long it is, and whether a line with a right checksum was added.
    fn is_damaged(&self, (damages, anything): (Vec<Damage>, Option<Vec<u8>>)) -> (usize, bool) {
        let mut bytes = anything.unwrap_or_else(|| self.whole.clone());
        damages.iter().for_each(|damage| damage.to(&mut bytes));
        fs::write(self.segment(), &bytes).unwrap();
        (bytes.len(), damages.iter().any(|damage| matches!(damage, Damage::Sealed { .. })))
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn whatever_stands_in_a_journal_only_what_was_saved_is_read() {
    let stand = Stand::new();
    let layout = Layout::read(&stand.dir()).unwrap();
    let whole: Vec<&[u8]> = stand.whole.split_inclusive(|byte| *byte == b'\n').skip(1).collect();
    proptest!(cases(400), |(what in damaged())| {
        let (length, is_forged) = stand.is_damaged(what);
        if let Ok(lines) = forward(&layout, length) && !is_forged {
            prop_assert!(lines.iter().zip(&whole).all(|(line, was)| line == was));
        }
        if let Ok(loaded) = load(&stand.dir()) {
            prop_assert!(loaded.book.contacts().len() as u64 <= SETS);
        }
    });
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn whatever_stands_in_a_journal_it_is_mended_or_refused(what in damaged()) {
        let stand = Stand::new();
        stand.is_damaged(what);
        if let Ok(inner) = stand.open() {
            let count = inner.book().contacts().len() as u64;
            prop_assert!(count <= SETS, "{count} contacts");
            let mut past = Past::new(&inner.session());
            while let Ok(Some(_)) = past.next() {}
            drop(inner);
            prop_assert_eq!(stand.open().map(|inner| inner.book().contacts().len() as u64).unwrap(), count);
        }
    }
}

/// A file that bears a number as segments do, and isn't one.
#[test]
fn a_stray_file_with_a_high_number_is_no_reason_to_look_for_all_before_it() {
    for number in ["20261122", "4294967295"] {
        let stand = Stand::new();
        fs::copy(stand.segment(), stand.segment().with_file_name(format!("{number}.jsonl"))).unwrap();
        let mut bytes = stand.whole.clone();
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        fs::write(stand.segment(), bytes).unwrap();
        assert_eq!(stand.open().unwrap().book().contacts().len() as u64, SETS - 1, "{number}");
    }
}
