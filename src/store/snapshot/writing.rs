//! Writing a snapshot, all or nothing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{BUFFER, Head, Snapshot, foot, head_line, head_member, member};
use crate::domain::record::{Record, RecordId};
use crate::store::counts::Counts;
use crate::store::disk::Disk;
use crate::store::error::{Result, StoreError, at};
use crate::store::lock;

/// A snapshot in the making. It gets its name when it is whole; left half made, it goes.
pub(in crate::store) struct Writer {
    out: GzEncoder<BufWriter<Sink>>,
    head: Head,
    path: PathBuf,
    temporary: PathBuf,
    counts: Counts,
    last: Option<RecordId>,
    /// Of what stands behind the head.
    crc: crc32fast::Hasher,
    line: Vec<u8>,
    sealed: bool,
    done: bool,
}

impl Writer {
    /// Begins a snapshot that is to lie at `path`, whose directory must be there. What lies at `path` stays until this one
    /// is whole.
    pub fn create(path: &Path, head: &Head, disk: &Disk) -> Result<Self> {
        let temporary = temporary(path).map_err(at(path))?;
        let file = begin(&temporary, disk).map_err(at(&temporary))?;
        let head_bytes = head_member(head, Counts::default()).map_err(at(path));
        let mut sink = Sink { file, disk: disk.clone(), offset: 0 };
        let written = head_bytes.and_then(|bytes| sink.write_all(&bytes).map_err(at(&temporary)));
        let writer = Self {
            out: GzEncoder::new(BufWriter::with_capacity(BUFFER, sink), Compression::fast()),
            head: head.clone(),
            path: path.to_owned(),
            temporary,
            counts: Counts::default(),
            last: None,
            crc: crc32fast::Hasher::new(),
            line: Vec::new(),
            sealed: false,
            done: false,
        };
        written.map(|()| writer)
    }

    /// Adds a record; each must come after the one before by kind and id.
    pub fn push(&mut self, record: &Record) -> Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, record).map_err(|error| at(&self.temporary)(error.into()))?;
        self.push_line(record.id())
    }

    /// The same for one that stands there in the form of the head's schema.
    pub fn push_raw(&mut self, id: RecordId, record: &[u8]) -> Result<()> {
        self.line.clear();
        self.line.extend_from_slice(record);
        self.push_line(id)
    }

    fn push_line(&mut self, id: RecordId) -> Result<()> {
        if self.last.is_some_and(|last| last >= id) {
            return Err(StoreError::damaged(&self.path, "its records come out of their order"));
        }
        self.last = Some(id);
        self.line.push(b'\n');
        self.counts.add(id.kind);
        self.crc.update(&self.line);
        self.out.write_all(&self.line).map_err(at(&self.temporary))
    }

    /// Ends the file and makes it durable, not yet under its name.
    pub fn seal(&mut self) -> Result<()> {
        if self.sealed { Ok(()) } else { self.end().map_err(at(&self.temporary)) }
    }

    /// Ends the file and reads it whole, as one that is restored: whether it holds what was written. Tells `going_on` how many
    /// records were read.
    ///
    /// # Errors
    /// `Stopped` where that says no; `Damaged`.
    pub fn check(&mut self, going_on: &dyn Fn(u64) -> bool) -> Result<()> {
        self.seal()?;
        let (_, counts) = Snapshot::open(&self.temporary)?.check_all(going_on)?;
        if counts == self.counts {
            Ok(())
        } else {
            Err(StoreError::damaged(&self.temporary, "it doesn't hold what was written"))
        }
    }

    /// What was written so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Where the sealed file lies until it has its name.
    pub fn made_at(&self) -> &Path {
        &self.temporary
    }

    /// Makes the file durable under its name; says what it holds.
    pub fn finish(mut self) -> Result<Counts> {
        self.seal()?;
        let disk = self.out.get_ref().get_ref().disk.clone();
        disk.rename(&self.temporary, &self.path).map_err(at(&self.path))?;
        self.done = true;
        let dir = self.path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        disk.sync_dir(dir).map_err(at(&self.path))?;
        Ok(self.counts)
    }

    fn end(&mut self) -> io::Result<()> {
        let head_line = head_line(&self.head, self.counts)?;
        let mut crc = crc32fast::Hasher::new();
        crc.update(&head_line);
        crc.combine(&self.crc);
        self.out.write_all(&foot(self.counts, crc)?)?;
        self.out.try_finish()?;
        self.out.get_mut().flush()?;
        let sink = self.out.get_ref().get_ref();
        // As long as the one that stands there.
        sink.disk.write_at(&sink.file, &member(&head_line)?, 0)?;
        sink.disk.sync(&sink.file)?;
        self.sealed = true;
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.done {
            let _ = self.out.get_ref().get_ref().disk.remove(&self.temporary);
        }
    }
}

/// Where bytes go one after the other.
struct Sink {
    file: File,
    disk: Disk,
    offset: u64,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.write_at(&self.file, bytes, self.offset)?;
        self.offset += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name under which the file at `path` is made.
fn temporary(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    Ok(path.with_file_name(hidden))
}

/// A new file, locked while it is made. What died while it was being made is cleared away; anything else in the way stays.
fn begin(path: &Path, disk: &Disk) -> io::Result<File> {
    let file = match disk.create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_dead(path) => {
            disk.remove(path)?;
            disk.create_new(path)?
        }
        made => made?,
    };
    // Another may have taken it for dead before it was locked.
    let own = |meta: fs::Metadata| file.metadata().is_ok_and(|own| (own.dev(), own.ino()) == (meta.dev(), meta.ino()));
    if lock::try_lock(&file)? && fs::symlink_metadata(path).is_ok_and(own) {
        Ok(file)
    } else {
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// Whether nobody is making the file at `path` any more.
pub(in crate::store) fn is_dead(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file())
        && File::open(path).is_ok_and(|file| lock::try_lock(&file).unwrap_or_default())
}
