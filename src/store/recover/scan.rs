//! What a journal still says, whatever happened to its files: every line whose checksum is right and whose place is
//! plausible, what is missing between them, and what can be guessed of that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use memchr::memmem;
use serde::de::DeserializeOwned;

use crate::domain::change::{Act, Label};
use crate::store::Seq;
use crate::store::error::{Result, at};
use crate::store::journal::{self, Journal};
use crate::store::layout::Layout;
use crate::store::line::{Line, SetRef, Touched, checked, parse, seq_of};
use crate::store::report::Found;
use crate::store::sets::SetFile;

/// So many sets, and segments, may be missing between two that are there. Where it were more the number itself is wrong.
const MISSING_SETS: Seq = 1_000_000;
const MISSING_SEGMENTS: u32 = 1_000;

/// The lines of a journal that can be read, in the order of their sets.
pub(super) struct Scan {
    layout: Layout,
    /// Segments in their order, but for those of other stores.
    segments: Vec<u32>,
    /// The sets up to this one aren't told of: they were trimmed away, or stand before all that can be read.
    pub first: Seq,
    /// The last set that can be read.
    pub last: Seq,
    /// Sets behind `first` whose line can't be read.
    pub lost: BTreeSet<Seq>,
    /// Sets whose file isn't what their line names.
    pub broken: BTreeMap<Seq, SetRef>,
    /// Sets that changed more than their line says, as a restore does.
    pub opaque: BTreeSet<Seq>,
    /// Those of them that say that sets were lost, which was told then.
    pub told: BTreeSet<Seq>,
    /// What a damaged line still says of its set.
    pub said: BTreeMap<Seq, (Label, DateTime<FixedOffset>)>,
    speaks: bool,
    /// A line behind the last that can be read was whole once.
    end_is_damaged: bool,
    /// Behind that stands a line that doesn't look like a set.
    pub end_is_foreign: bool,
    pub found: Vec<Found>,
}

/// A piece of a segment between newlines.
enum Piece<'a> {
    Line(Seq, &'a [u8]),
    Damaged(&'a [u8]),
    /// The beginning of a line that never came to its end, where nothing stands behind it.
    Torn,
}

impl Scan {
    pub fn of(layout: &Layout) -> Result<Self> {
        let mut scan = Self {
            layout: layout.clone(),
            segments: Vec::new(),
            first: 0,
            last: 0,
            lost: BTreeSet::new(),
            broken: BTreeMap::new(),
            opaque: BTreeSet::new(),
            told: BTreeSet::new(),
            said: BTreeMap::new(),
            speaks: false,
            end_is_damaged: false,
            end_is_foreign: false,
            found: Vec::new(),
        };
        let mut there = journal::segments(&layout.journal());
        let name = |segment: u32| PathBuf::from(format!("journal/{segment:06}.jsonl"));
        let (mut first, mut expected) = match Journal::new(layout).begins() {
            Ok(begins) => begins.map_or((Some(0), 1), |(segment, seq)| (Some(seq.saturating_sub(1)), segment)),
            // What is there is where it begins.
            Err(_) => (None, there.first().copied().unwrap_or(1)),
        };
        // What stands before was trimmed away, be it still there.
        there.retain(|segment| *segment >= expected);
        for (n, segment) in there.iter().copied().enumerate() {
            let bytes = scan.bytes(segment)?;
            let head = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            let head = checked(head).filter(|_| seq_of(head).is_none());
            let head = head.map(|head| Journal::new(layout).head(head, segment));
            match head {
                Some(None) => {
                    scan.damaged(name(segment));
                    continue;
                }
                Some(Some(before)) if first.is_none() => first = Some(before),
                Some(Some(_)) => {}
                None => scan.damaged(name(segment)),
            }
            if segment - expected > MISSING_SEGMENTS {
                scan.damaged(name(segment));
                continue;
            }
            for gone in expected..segment {
                scan.damaged(name(gone));
            }
            expected = segment + 1;
            scan.segments.push(segment);
            let is_last = n + 1 == there.len();
            for piece in pieces(&bytes, is_last) {
                match piece {
                    Piece::Line(seq, line) if seq > scan.last && seq - scan.behind(first, seq) <= MISSING_SETS => {
                        let before = first.get_or_insert(seq - 1);
                        if scan.last == 0 {
                            scan.last = *before;
                        }
                        if seq > scan.last + 1 {
                            scan.damaged(name(segment));
                        }
                        scan.lost.extend(scan.last + 1..seq);
                        scan.last = seq;
                        scan.speaks = true;
                        (scan.end_is_damaged, scan.end_is_foreign) = (false, false);
                        scan.look(seq, line);
                    }
                    Piece::Torn => {}
                    Piece::Line(..) => scan.damaged(name(segment)),
                    Piece::Damaged(bytes) => {
                        scan.damaged(name(segment));
                        // What doesn't begin as a set does was never one, as far as can be told.
                        let is_set = seq_of(bytes).is_some();
                        scan.end_is_damaged |= is_set;
                        scan.end_is_foreign |= !is_set;
                        scan.guess(bytes);
                    }
                }
            }
        }
        scan.first = first.unwrap_or_default();
        scan.last = scan.last.max(scan.first);
        scan.lost.retain(|seq| *seq > scan.first);
        if scan.end_is_damaged {
            let said = scan.said.keys().next_back().copied().unwrap_or_default();
            let end = said.max(scan.last + 1);
            scan.lost.extend(scan.last + 1..=end);
            scan.last = end;
        }
        if there.is_empty() {
            scan.damaged(name(1));
        }
        Ok(scan)
    }

    /// The last set before a line's that is known to have been.
    fn behind(&self, first: Option<Seq>, seq: Seq) -> Seq {
        if self.last == 0 { first.unwrap_or(seq - 1).min(seq) } else { self.last }
    }

    /// Whether all that was ever there is told of, so that it needs no base.
    pub fn begins_empty(&self) -> bool {
        self.layout.origin.generation == 1 && self.first == 0 && self.opaque.is_empty()
    }

    /// Whether not one line can be read.
    pub fn is_silent(&self) -> bool {
        !self.speaks
    }

    /// The journal reaches further than what can be read.
    pub fn reaches(&mut self, end: Seq) {
        if end > self.last {
            self.lost.extend(self.last + 1..=end);
            self.last = end;
            self.found.push(Found::JournalCut);
        }
    }

    /// Gives each line that can be read to `take`, in the order of their sets.
    pub fn lines(&self, mut take: impl FnMut(Seq, &[u8]) -> Result<()>) -> Result<()> {
        let mut last = 0;
        for segment in &self.segments {
            let bytes = self.bytes(*segment)?;
            for piece in pieces(&bytes, false) {
                if let Piece::Line(seq, line) = piece
                    && seq > last
                    && seq <= self.last
                {
                    last = seq;
                    take(seq, line)?;
                }
            }
        }
        Ok(())
    }

    /// The sets behind `start` whose changes aren't known whole.
    pub fn unknown_after(&self, start: Seq) -> BTreeSet<Seq> {
        let broken = self.broken.keys().chain(&self.opaque).copied().filter(|seq| *seq > start);
        let untold = (start + 1).min(self.first + 1)..=self.first;
        self.lost.iter().copied().filter(|seq| *seq > start).chain(broken).chain(untold).collect()
    }

    /// The file that a line names, if its set has one.
    pub fn set_of(&self, line: &[u8]) -> Option<SetRef> {
        memmem::find(line, br#""set":{"id":"#)?;
        parse::<Line<Touched>>(line)?.set
    }

    fn bytes(&self, segment: u32) -> Result<Vec<u8>> {
        let path = Journal::new(&self.layout).path(segment);
        fs::read(&path).or_else(|error| readable(&path).ok_or(error)).map_err(at(&path))
    }

    fn damaged(&mut self, file: PathBuf) {
        let found = Found::Journal { file };
        if !self.found.contains(&found) {
            self.found.push(found);
        }
    }

    /// What matters of a line that can be read.
    fn look(&mut self, seq: Seq, line: &[u8]) {
        let big = memmem::find(line, br#""set":{"id":"#).is_some();
        let may_be_barrier = memmem::find(line, br#""session":"store""#).is_some();
        if !big && !may_be_barrier {
            return;
        }
        let Some(line) = parse::<Line<Touched>>(line) else { return };
        match line.label.act {
            Act::Restore => drop(self.opaque.insert(seq)),
            Act::Lost => {
                self.opaque.insert(seq);
                self.told.insert(seq);
            }
            _ => {}
        }
        if let Some(set) = line.set
            && SetFile::open(&self.layout, &set).is_err()
        {
            self.found.push(Found::BigSet { file: PathBuf::from(format!("sets/{}.jsonl", set.id)) });
            self.said.insert(seq, (line.label, line.at));
            self.broken.insert(seq, set);
        }
    }

    /// What a damaged line still says.
    fn guess(&mut self, bytes: &[u8]) {
        let Some(seq) = seq_of(bytes).filter(|seq| *seq > self.last && *seq - self.last < 1_000) else { return };
        if let (Some(label), Some(at)) = (value_of(bytes, b"\"label\":"), value_of(bytes, b"\"at\":")) {
            self.said.insert(seq, (label, at));
        }
    }
}

/// The first value that stands behind `name` in a damaged line, if it can be read.
fn value_of<T: DeserializeOwned>(bytes: &[u8], name: &[u8]) -> Option<T> {
    let behind = bytes.get(memmem::find(bytes, name)? + name.len()..)?;
    serde_json::Deserializer::from_slice(behind).into_iter().next()?.ok()
}

/// Of a file that can't be read whole what can be, zeros in the place of the rest.
fn readable(path: &Path) -> Option<Vec<u8>> {
    let file = File::open(path).ok()?;
    let mut bytes = vec![0; usize::try_from(file.metadata().ok()?.len()).ok()?];
    for (n, block) in bytes.chunks_mut(4_096).enumerate() {
        // What can't be read stays zero.
        let _ = file.read_exact_at(block, n as u64 * 4_096);
    }
    Some(bytes)
}

fn pieces(bytes: &[u8], is_last: bool) -> impl Iterator<Item = Piece<'_>> {
    let end = bytes.len();
    let mut at = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').filter_map(move |line| {
        at += line.len();
        let first = at == line.len();
        match (checked(line), seq_of(line)) {
            (Some(_), Some(seq)) => Some(Piece::Line(seq, line)),
            // The head.
            (Some(_), None) if first => None,
            _ if is_last && at == end && (!line.ends_with(b"\n") || line.contains(&0)) => Some(Piece::Torn),
            _ => Some(Piece::Damaged(line)),
        }
    })
}
