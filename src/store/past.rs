//! The journal read backward: sets newest first, without their changes, and which of them are taken back.

use std::collections::HashSet;
use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::rc::Rc;

use super::Seq;
use super::error::{Result, StoreError, at};
use super::journal::{Journal, Position};
use super::layout::Layout;
use super::line::{Line, Touched, crc_of, parse, seq_of};
use super::session::Session;
use crate::domain::change::Change;

/// Bytes read at once, at the least.
const BLOCK: u64 = 64 << 10;

/// Where a line stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    segment: u32,
    offset: u64,
    length: usize,
}

/// Lines newest first. Holds a stretch of a segment in memory; lines are taken from its end.
pub(super) struct Backward {
    layout: Layout,
    segment: u32,
    file: Option<File>,
    /// Where `buffer` begins in the segment.
    start: u64,
    buffer: Vec<u8>,
    /// The sequence of the next line; with `first` there is none.
    seq: Seq,
    /// The last set that was trimmed away.
    first: Seq,
}

impl Backward {
    pub fn new(layout: &Layout, end: Position) -> Self {
        let layout = layout.clone();
        // Where nothing says how far it reaches back, what is missing is found on the way.
        let first = Journal::new(&layout).first().map_or(0, |first| first.seq);
        Self { layout, segment: end.segment, file: None, start: end.offset, buffer: Vec::new(), seq: end.seq, first }
    }

    /// The next older line, with its newline, and where it begins.
    pub fn next(&mut self) -> Result<Option<(Vec<u8>, Place)>> {
        while self.seq > self.first {
            if self.start == 0 && self.buffer.is_empty() {
                self.segment -= 1;
                self.file = None;
                self.start = u64::MAX;
            }
            let without_newline = self.buffer.len().saturating_sub(1);
            let newline = memchr::memrchr(b'\n', &self.buffer[..without_newline]);
            let begin = match newline {
                Some(newline) => newline + 1,
                None if self.start == 0 => 0,
                None => {
                    if !self.grow()? {
                        // It was trimmed while it was read.
                        self.first = self.seq;
                    }
                    continue;
                }
            };
            let line = self.buffer.split_off(begin);
            if begin == 0 && self.start == 0 && seq_of(&line).is_none() && crc_of(&line).is_some() {
                // The segment's head.
                continue;
            }
            if crc_of(&line).is_none() || seq_of(&line) != Some(self.seq) {
                let path = self.path();
                return Err(StoreError::damaged(&path, format!("set {} can't be read", self.seq)));
            }
            self.seq -= 1;
            let place = Place { segment: self.segment, offset: self.start + begin as u64, length: line.len() };
            return Ok(Some((line, place)));
        }
        Ok(None)
    }

    fn path(&self) -> std::path::PathBuf {
        Journal::new(&self.layout).path(self.segment)
    }

    /// Reads what stands before the buffer; `false` where the journal doesn't tell of it any more.
    fn grow(&mut self) -> Result<bool> {
        let path = self.path();
        let file = match self.file.take().map_or_else(|| File::open(&path), Ok) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let first = Journal::new(&self.layout).first()?;
                let gone = || StoreError::damaged(&path, "it is gone");
                return if first.segment > self.segment { Ok(false) } else { Err(gone()) };
            }
            opened => opened.map_err(at(&path))?,
        };
        if self.start == u64::MAX {
            self.start = file.metadata().map_err(at(&path))?.len();
        }
        let more = BLOCK.max(self.buffer.len() as u64).min(self.start);
        let mut bytes = vec![0; usize::try_from(more).unwrap_or_default()];
        file.read_exact_at(&mut bytes, self.start - more).map_err(at(&path))?;
        self.start -= more;
        bytes.append(&mut self.buffer);
        self.buffer = bytes;
        self.file = Some(file);
        Ok(true)
    }
}

/// A set, and its line as it is written.
type WithText = (Rc<Line<Touched>>, Vec<u8>);

/// Sets newest first, and which are taken back.
pub(super) struct Past {
    layout: Layout,
    lines: Backward,
    newest: Seq,
    /// Newest first, without a gap.
    seen: Vec<(Rc<Line<Touched>>, Place)>,
    taken: HashSet<Seq>,
}

impl Past {
    pub fn new(session: &Session) -> Self {
        let layout = session.layout.clone();
        let lines = Backward::new(&layout, session.end);
        Self { layout, lines, newest: session.end.seq, seen: Vec::new(), taken: HashSet::new() }
    }

    /// The number of the newest set.
    pub fn newest(&self) -> Seq {
        self.newest
    }

    /// The next older set.
    pub fn next(&mut self) -> Result<Option<Rc<Line<Touched>>>> {
        Ok(self.next_with_text()?.map(|(line, _)| line))
    }

    /// The next older set, and its line as it is written.
    pub fn next_with_text(&mut self) -> Result<Option<WithText>> {
        let Some((text, place)) = self.lines.next()? else { return Ok(None) };
        let line: Line<Touched> = parse(&text).ok_or_else(|| self.unreadable(place))?;
        // All later ones are known: so is whether this one is in force.
        if let Some(target) = line.undoes.filter(|_| !self.taken.contains(&line.seq)) {
            self.taken.insert(target);
        }
        let line = Rc::new(line);
        self.seen.push((line.clone(), place));
        Ok(Some((line, text)))
    }

    /// The part of the journal that is being read.
    pub fn path(&self) -> std::path::PathBuf {
        self.lines.path()
    }

    fn unreadable(&self, place: Place) -> StoreError {
        let path = Journal::new(&self.layout).path(place.segment);
        StoreError::damaged(&path, format!("the set at byte {} can't be read", place.offset))
    }

    /// Whether a set that was seen is taken back.
    pub fn is_taken(&self, seq: Seq) -> bool {
        self.taken.contains(&seq)
    }

    fn locate(&mut self, seq: Seq) -> Result<Option<(Rc<Line<Touched>>, Place)>> {
        if seq <= self.lines.first || seq > self.newest {
            return Ok(None);
        }
        let place = usize::try_from(self.newest - seq).unwrap_or(usize::MAX);
        while self.seen.len() <= place {
            if self.next()?.is_none() {
                return Ok(None);
            }
        }
        Ok(self.seen.get(place).cloned())
    }

    /// The set `seq`, if there is one.
    pub fn find(&mut self, seq: Seq) -> Result<Option<Rc<Line<Touched>>>> {
        Ok(self.locate(seq)?.map(|(line, _)| line))
    }

    /// Why there is no set `seq`.
    pub fn no_such(&self, seq: Seq) -> StoreError {
        let before = self.lines.first;
        if (1..=before).contains(&seq) {
            StoreError::Trimmed { seq, first: before + 1 }
        } else {
            StoreError::NoSuchSet(seq)
        }
    }

    /// The changes that stand in the line of set `seq`.
    pub fn changes(&mut self, seq: Seq) -> Result<Vec<Change>> {
        let Some((_, place)) = self.locate(seq)? else { return Err(self.no_such(seq)) };
        let path = Journal::new(&self.layout).path(place.segment);
        let mut bytes = vec![0; place.length];
        File::open(&path).and_then(|file| file.read_exact_at(&mut bytes, place.offset)).map_err(at(&path))?;
        let line: Line<Change> = parse(&bytes).ok_or_else(|| self.unreadable(place))?;
        Ok(line.changes)
    }

    /// The set that a chain of undo and redo goes back to.
    pub fn root(&mut self, seq: Seq) -> Result<Seq> {
        let mut root = seq;
        while let Some(target) = self.find(root)?.and_then(|line| line.undoes) {
            root = target;
        }
        Ok(root)
    }

    /// The sets after `seq` that were seen, newest first.
    pub fn after(&self, seq: Seq) -> Vec<Rc<Line<Touched>>> {
        self.seen.iter().map(|(line, _)| line).take_while(|line| line.seq > seq).cloned().collect()
    }
}
