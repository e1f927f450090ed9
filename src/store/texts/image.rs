//! The texts file: all that was said up to a position in the journal, the oldest first, in blocks. Of a block the folded texts,
//! which are what is searched, stand apart from what they belong to, which is only read where something fits.
//!
//! `magic, head, {texts, folded}…, index, where the index begins`; each part with its length and checksum, so that what is
//! damaged is never taken for what was said.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;

use crate::domain::feedback::FeedbackKind;
use crate::domain::interaction::Kind;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::said::{Place, Said, What};
use crate::store::disk::Disk;
use crate::store::journal::Position;
use crate::store::layout::{Layout, Origin};
use crate::store::side;
use crate::store::side::packed::{Packed, packed, packed_choice};

/// What the file begins with: its name and the version of its layout and folding.
const MAGIC: &[u8; 8] = b"tbtexts\x01";

/// How the file's name begins in it, whatever the version.
const NAME: &[u8] = b"tbtexts";

/// Bytes of folded texts in a block: so much is read at once.
const BLOCK: usize = 64 << 10;

/// What stands before the blocks.
struct Head {
    origin: Origin,
    end: Position,
}

/// Where a block lies, and what it spans.
pub(super) struct Block {
    /// Where its texts begin; the folded ones stand behind them.
    offset: u64,
    texts: usize,
    folded: usize,
    pub oldest: Place,
    pub newest: Place,
}

packed! {
    Head { origin, end }
    Block { offset, texts, folded, oldest, newest }
    Place { micros, record }
    RecordId { kind, id }
    Said { what, contacts, company, day, place, text }
}

packed_choice! {
    RecordKind { Contact, Company, Interaction, FollowUp, Feedback, Consent, AgendaMark }
}

impl Packed for What {
    fn put(&self, to: &mut Vec<u8>) {
        let parts: (Option<Kind>, Option<FeedbackKind>) = match self {
            Self::Interaction(kind) => (Some(*kind), None),
            Self::Feedback(kind) => (None, Some(*kind)),
            Self::Notes => (None, None),
        };
        parts.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match Packed::take(from)? {
            (Some(kind), _) => Self::Interaction(kind),
            (None, Some(kind)) => Self::Feedback(kind),
            (None, None) => Self::Notes,
        })
    }
}

/// A text with its folded form.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub said: Said,
    pub folded: String,
}

/// The file, open to be read. What is replaced meanwhile stays readable.
pub(super) struct Image {
    file: File,
    /// The position that it stands for.
    pub end: Position,
    /// The oldest first.
    pub blocks: Vec<Block>,
    /// Bytes of the whole file.
    pub length: u64,
}

/// The file isn't what was written.
#[derive(Debug)]
pub(super) struct Damaged;

impl Image {
    /// `None` if there is none, or one of another version.
    pub fn open(layout: &Layout) -> Result<Option<Self>, Damaged> {
        let Ok(file) = File::open(layout.texts()) else { return Ok(None) };
        let mut name = [0; MAGIC.len()];
        let is_named = file.read_exact_at(&mut name, 0).is_ok() && name.starts_with(NAME);
        match is_named && name != *MAGIC {
            true => Ok(None),
            false => Self::on(file, layout).map(Some).ok_or(Damaged),
        }
    }

    fn on(file: File, layout: &Layout) -> Option<Self> {
        let length = file.metadata().ok()?.len();
        let mut front = [0; 256];
        let n = file.read_at(&mut front, 0).ok()?;
        let head: Head = side::taken(side::section(&mut front[..n].strip_prefix(MAGIC)?)?)?;
        if head.origin != layout.origin {
            return None;
        }
        let mut place = [0; 8];
        file.read_exact_at(&mut place, length.checked_sub(8)?).ok()?;
        let index = u64::from_le_bytes(place);
        let bytes = exact(&file, index, usize::try_from((length - 8).checked_sub(index)?).ok()?).ok()?;
        let blocks = side::taken(side::section(&mut bytes.as_slice())?)?;
        Some(Self { file, end: head.end, blocks, length })
    }

    /// A block's folded texts, a line each.
    pub fn folded(&self, block: &Block) -> Result<String, Damaged> {
        let section = self.section(block.offset + block.texts as u64, block.folded)?;
        String::from_utf8(section).map_err(|_| Damaged)
    }

    /// A block's texts, in the order of the lines.
    pub fn texts(&self, block: &Block) -> Result<Vec<Said>, Damaged> {
        side::taken(&self.section(block.offset, block.texts)?).ok_or(Damaged)
    }

    fn section(&self, offset: u64, length: usize) -> Result<Vec<u8>, Damaged> {
        let mut bytes = exact(&self.file, offset, length).map_err(|_| Damaged)?;
        let whole = side::section(&mut bytes.as_slice()).ok_or(Damaged)?.len();
        // What stands before the section are its length and checksum.
        bytes.drain(..length - whole);
        Ok(bytes)
    }

    /// All texts, the oldest first.
    pub fn entries(&self) -> impl Iterator<Item = Result<Entry, Damaged>> {
        self.blocks.iter().flat_map(|block| match self.entries_of(block) {
            Ok(entries) => entries.into_iter().map(Ok).collect(),
            Err(damaged) => vec![Err(damaged)],
        })
    }

    fn entries_of(&self, block: &Block) -> Result<Vec<Entry>, Damaged> {
        let (texts, folded) = (self.texts(block)?, self.folded(block)?);
        let entries = texts.into_iter().zip(folded.lines());
        Ok(entries.map(|(said, folded)| Entry { said, folded: folded.to_owned() }).collect())
    }
}

/// So many bytes from `offset` on. A length that is nonsense takes no memory: the file isn't that long.
fn exact(file: &File, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    if offset.saturating_add(length as u64) > file.metadata()?.len() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let mut bytes = vec![0; length];
    file.read_exact_at(&mut bytes, offset)?;
    Ok(bytes)
}

/// A texts file in the making. It takes its place when it is whole.
pub(super) struct Making {
    layout: Layout,
    disk: Disk,
    path: PathBuf,
    file: File,
    at: u64,
    blocks: Vec<Block>,
    texts: Vec<Said>,
    folded: String,
    done: bool,
}

impl Making {
    /// `session` tells it from those that others make.
    pub fn begin(layout: &Layout, end: Position, session: &str, disk: &Disk) -> io::Result<Self> {
        side::clear(&layout.generation(), "texts.", disk);
        let path = layout.generation().join(format!("texts.{session}"));
        let file = disk.create(&path)?;
        let mut making = Self {
            layout: layout.clone(),
            disk: disk.clone(),
            path,
            file,
            at: 0,
            blocks: Vec::new(),
            texts: Vec::new(),
            folded: String::new(),
            done: false,
        };
        let mut front = MAGIC.to_vec();
        side::put(&mut front, |to| Head { origin: layout.origin, end }.put(to));
        making.write(&front)?;
        Ok(making)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.disk.write_at(&self.file, bytes, self.at)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// The next text. They come the oldest first.
    pub fn push(&mut self, entry: Entry) -> io::Result<()> {
        self.folded.push_str(&entry.folded);
        self.folded.push('\n');
        self.texts.push(entry.said);
        if self.folded.len() >= BLOCK { self.end_block() } else { Ok(()) }
    }

    fn end_block(&mut self) -> io::Result<()> {
        let (Some(oldest), Some(newest)) = (self.texts.first(), self.texts.last()) else { return Ok(()) };
        let (oldest, newest, offset) = (oldest.place, newest.place, self.at);
        let mut bytes = Vec::new();
        side::put(&mut bytes, |to| self.texts.put(to));
        let texts = bytes.len();
        side::put(&mut bytes, |to| to.extend_from_slice(self.folded.as_bytes()));
        let folded = bytes.len() - texts;
        self.write(&bytes)?;
        self.blocks.push(Block { offset, texts, folded, oldest, newest });
        self.texts.clear();
        self.folded.clear();
        Ok(())
    }

    /// Makes it durable and puts it in the file's place.
    pub fn finish(mut self) -> io::Result<()> {
        self.end_block()?;
        let mut back = Vec::new();
        side::put(&mut back, |to| self.blocks.put(to));
        back.extend_from_slice(&self.at.to_le_bytes());
        self.write(&back)?;
        self.disk.sync(&self.file)?;
        self.disk.rename(&self.path, &self.layout.texts())?;
        self.done = true;
        self.disk.sync_dir(&self.layout.generation())
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        if !self.done {
            // What can't be removed is cleared away later.
            let _ = self.disk.remove(&self.path);
        }
    }
}
