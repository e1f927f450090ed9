//! Writing a journal anew, line by line: a new generation's history.

use std::fs::File;
use std::path::PathBuf;

use super::{Head, Position, crc_of, path, seq_of};
use crate::store::Seq;
use crate::store::disk::Disk;
use crate::store::error::{Result, StoreError, at};
use crate::store::layout::{FORMAT, Layout, Origin};
use crate::store::line::sealed;

/// Writes a journal anew, line by line, with segments of its own.
pub(in crate::store) struct Writer {
    dir: PathBuf,
    origin: Origin,
    disk: Disk,
    file: File,
    buffer: Vec<u8>,
    /// Bytes of the segment that are written.
    written: u64,
    end: Position,
}

/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 20;

impl Writer {
    /// Begins a journal behind set `before`.
    pub fn begin(layout: &Layout, before: Seq, disk: &Disk) -> Result<Self> {
        let dir = layout.journal();
        let path = path(&dir, 1);
        let file = disk.create(&path).map_err(at(&path))?;
        let end = Position { seq: before, ..Position::START };
        let mut writer =
            Self { dir, origin: layout.origin, disk: disk.clone(), file, buffer: Vec::new(), written: 0, end };
        writer.head()?;
        Ok(writer)
    }

    /// How far it reaches.
    pub fn end(&self) -> Position {
        self.end
    }

    /// Adds the next line, whole with its checksum; says where it ends.
    pub fn push(&mut self, line: &[u8]) -> Result<Position> {
        let (crc, seq) = (crc_of(line), self.end.seq + 1);
        let Some(crc) = crc.filter(|_| seq_of(line) == Some(seq)) else {
            return Err(StoreError::damaged(&self.path(), format!("set {seq} should stand there")));
        };
        if self.end.offset >= self.disk.segment {
            self.flush()?;
            self.disk.sync(&self.file).map_err(at(&self.path()))?;
            self.end = Position { seq: self.end.seq, segment: self.end.segment + 1, offset: 0, line: 0 };
            self.file = self.disk.create(&self.path()).map_err(at(&self.path()))?;
            self.written = 0;
            self.head()?;
        }
        self.add(line, crc)?;
        self.end.seq = seq;
        Ok(self.end)
    }

    /// Makes it durable.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        self.disk.sync(&self.file).map_err(at(&self.path()))?;
        self.disk.sync_dir(&self.dir).map_err(at(&self.dir))
    }

    fn path(&self) -> PathBuf {
        path(&self.dir, self.end.segment)
    }

    fn head(&mut self) -> Result<()> {
        let Position { seq, segment, .. } = self.end;
        let head = Head { format: FORMAT, origin: self.origin, segment, first: seq + 1 };
        let line = sealed(&head).map_err(|error| at(&self.path())(error.into()))?;
        self.add(&line, crc_of(&line).unwrap_or_default())
    }

    fn add(&mut self, line: &[u8], crc: u32) -> Result<()> {
        self.buffer.extend_from_slice(line);
        self.end.offset += line.len() as u64;
        self.end.line = crc;
        if self.buffer.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.disk.write_at(&self.file, &self.buffer, self.written).map_err(at(&self.path()))?;
        self.written += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}
