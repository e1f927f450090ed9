//! The journal's segments, line for line: checksums, heads, the order of the sets and what is missing between them.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::place::Stand;
use super::{Finding, Row};
use crate::domain::change::Change;
use crate::store::Seq;
use crate::store::error::Result;
use crate::store::journal::{self, Journal, Position};
use crate::store::layout::Layout;
use crate::store::line::{Line, crc_of, parse, seq_of};
use crate::store::report::Sets;

/// What is met on the way.
pub(super) enum Met {
    /// The beginning of the journal that is left: what was before this set is trimmed.
    Begin { before: Seq },
    /// The head of a segment ends here.
    Head,
    /// A set.
    Set(Box<Line<Change>>),
    /// Sets that can't be read.
    Lost,
}

pub(super) struct Walk<'a> {
    layout: &'a Layout,
    row: &'a mut Row,
    /// The last set that was met or missed.
    last: Option<Seq>,
    /// Behind `last` stand so many damaged lines.
    damaged: u64,
}

impl<'a> Walk<'a> {
    pub fn new(layout: &'a Layout, row: &'a mut Row) -> Self {
        Self { layout, row, last: None, damaged: 0 }
    }

    /// Goes through all segments and gives what it meets to `take`, each with the position at its end. What is damaged is
    /// told in the row; says where the journal ends.
    pub fn all(&mut self, stand: &Stand, take: &mut dyn FnMut(Met, Position) -> Result<()>) -> Result<Position> {
        let dir = self.layout.journal();
        let mut end = Position::START;
        let mut expected = match &stand.begins {
            Ok(begins) => begins.map_or(1, |(segment, _)| segment),
            Err(error) => {
                self.row.damaged(&Journal::new(self.layout).first_path(), error.to_string());
                take(Met::Lost, end)?;
                stand.segments.first().map_or(1, |(segment, _)| *segment)
            }
        };
        if stand.segments.is_empty() {
            self.row.find(Finding::Gone { path: journal::path(&dir, expected) });
            take(Met::Lost, end)?;
        }
        for (n, (segment, length)) in stand.segments.iter().enumerate() {
            for gone in expected..*segment {
                self.row.find(Finding::Gone { path: journal::path(&dir, gone) });
                take(Met::Lost, end)?;
            }
            expected = segment + 1;
            self.row.bytes += length;
            let place = (n == 0, n + 1 == stand.segments.len());
            end = self.segment(*segment, *length, place, end, take)?;
        }
        let last = self.last.unwrap_or_default();
        if self.damaged > 0 {
            let path = journal::path(&dir, end.segment);
            self.row.find(Finding::Lost { path, sets: Sets { first: last + 1, last: last + self.damaged } });
            take(Met::Lost, end)?;
        }
        if stand.saved > last + self.damaged {
            self.row.find(Finding::Cut { ends: last + self.damaged, saved: stand.saved });
            take(Met::Lost, end)?;
        }
        Ok(end)
    }

    fn segment(
        &mut self,
        segment: u32,
        length: u64,
        (is_first, is_last): (bool, bool),
        before: Position,
        take: &mut dyn FnMut(Met, Position) -> Result<()>,
    ) -> Result<Position> {
        let path = journal::path(&self.layout.journal(), segment);
        let mut end = Position { seq: before.seq, segment, offset: 0, line: 0 };
        let bytes = match read(&path, length) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.row.damaged(&path, error.to_string());
                take(Met::Lost, end)?;
                return Ok(end);
            }
        };
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let is_head = at == 0;
            at += line.len();
            // The beginning of a line that never came to its end, or never reached the disk, is no damage.
            let may_be_torn = is_last && at == bytes.len() && !(is_first && is_head);
            if may_be_torn && (!line.ends_with(b"\n") || line.contains(&0)) {
                break;
            }
            let crc = crc_of(line);
            end = Position { offset: at as u64, line: crc.unwrap_or_default(), ..end };
            if is_head {
                self.head(&path, segment, crc.map(|_| line), end, take)?;
            } else if crc.is_none() {
                self.damaged += 1;
            } else {
                self.line(&path, line, &mut end, take)?;
            }
        }
        if bytes.is_empty() && (is_first || !is_last) {
            self.row.damaged(&path, "it is empty");
            take(Met::Lost, end)?;
        }
        end.seq = self.last.unwrap_or_default();
        Ok(end)
    }

    fn head(
        &mut self,
        path: &Path,
        segment: u32,
        line: Option<&[u8]>,
        end: Position,
        take: &mut dyn FnMut(Met, Position) -> Result<()>,
    ) -> Result<()> {
        let Some(line) = line else {
            self.row.damaged(path, "its head can't be read");
            return take(Met::Lost, end);
        };
        let Some(before) = Journal::new(self.layout).head(line, segment) else {
            self.row.damaged(path, "it belongs to another store or place");
            return take(Met::Lost, end);
        };
        if self.last.is_none() {
            self.last = Some(before);
            take(Met::Begin { before }, end)?;
        } else {
            self.missed(path, before, end, take)?;
        }
        take(Met::Head, Position { seq: before, ..end })
    }

    fn line(
        &mut self,
        path: &Path,
        line: &[u8],
        end: &mut Position,
        take: &mut dyn FnMut(Met, Position) -> Result<()>,
    ) -> Result<()> {
        let seq = seq_of(line).unwrap_or_default();
        if seq <= self.last.unwrap_or_default() {
            self.row.damaged(path, format!("set {seq} stands there out of its order"));
            return take(Met::Lost, *end);
        }
        self.missed(path, seq - 1, *end, take)?;
        self.last = Some(seq);
        end.seq = seq;
        match parse::<Line<Change>>(line) {
            Some(line) => {
                self.row.count += 1;
                take(Met::Set(Box::new(line)), *end)
            }
            None => {
                self.row.find(Finding::Lost { path: path.to_owned(), sets: Sets { first: seq, last: seq } });
                take(Met::Lost, *end)
            }
        }
    }

    /// The sets up to `last` should have come before.
    fn missed(
        &mut self,
        path: &Path,
        last: Seq,
        end: Position,
        take: &mut dyn FnMut(Met, Position) -> Result<()>,
    ) -> Result<()> {
        let known = self.last.unwrap_or(last);
        if last > known {
            self.row.find(Finding::Lost { path: path.to_owned(), sets: Sets { first: known + 1, last } });
            take(Met::Lost, end)?;
        } else if self.damaged > 0 || last < known {
            self.row.damaged(path, "something else stands between its lines");
            take(Met::Lost, end)?;
        }
        self.damaged = 0;
        self.last = Some(known.max(last));
        Ok(())
    }
}

/// The first bytes of a file, as many as there are.
fn read(path: &Path, length: u64) -> std::io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut bytes = vec![0; usize::try_from(length).map_err(std::io::Error::other)?];
    file.read_exact_at(&mut bytes, 0)?;
    Ok(bytes)
}
