//! Writing the texts file: a new one, put in the file's place when it is whole, or behind what stands in it, which counts as
//! soon as a head says so.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::image::{BLOCKS, Block, Head, Image, Index, MAGIC, Superseded, Telling};
use super::sweep::sweep;
use crate::domain::record::RecordId;
use crate::store::disk::Disk;
use crate::store::journal::Position;
use crate::store::layout::Layout;
use crate::store::scratch::Scratch;
use crate::store::side::packed::Packed;
use crate::store::{lock, place, side};

/// Bytes of folded texts in a block: so much is read at once.
const BLOCK: usize = 64 << 10;
/// So many records stand in a block at the most: those without a text fill none.
const COUNT: usize = 4096;

/// A texts file in the making, or one that is written on.
pub(super) struct Writing {
    layout: Layout,
    disk: Disk,
    file: File,
    to: To,
    at: u64,
    round: u64,
    run: u32,
    index: Index,
    /// Records of this run that were in another one.
    changed: Vec<RecordId>,
    tellings: Vec<Telling>,
    folded: String,
}

/// What becomes of it.
enum To {
    /// It takes the file's place.
    Place(Temporary),
    /// It is written behind what stands in the file.
    Behind(Lock),
    /// It stays where nobody else finds it.
    Scratch(Scratch),
}

/// A file beside the store's, which goes unless it takes the other's place.
struct Temporary {
    path: PathBuf,
    disk: Disk,
    done: bool,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.done {
            // What can't be removed is cleared away later.
            let _ = self.disk.remove(&self.path);
        }
    }
}

impl Writing {
    /// A new file, under a name of its own until it is whole.
    pub fn anew(layout: &Layout, name: &str, disk: &Disk) -> io::Result<Self> {
        side::clear(&layout.generation(), "texts.", disk);
        let path = layout.in_making("texts", name);
        let file = disk.create(&path)?;
        let temporary = Temporary { path, disk: disk.clone(), done: false };
        Self::begin(layout, disk, file, To::Place(temporary))
    }

    /// A new file that is only of use to this process, where nothing can be written beside the store.
    pub fn aside(layout: &Layout) -> io::Result<Self> {
        let (scratch, disk) = (Scratch::make()?, Disk::default());
        let file = disk.create(&scratch.dir().join("texts"))?;
        Self::begin(layout, &disk, file, To::Scratch(scratch))
    }

    fn begin(layout: &Layout, disk: &Disk, file: File, to: To) -> io::Result<Self> {
        let (layout, disk, index) = (layout.clone(), disk.clone(), Index::default());
        disk.write_at(&file, MAGIC, 0)?;
        let (changed, tellings, folded) = (Vec::new(), Vec::new(), String::new());
        Ok(Self { layout, disk, file, to, at: BLOCKS, round: 0, run: 0, index, changed, tellings, folded })
    }

    /// Goes on behind what stands in `image`, which must be the file that lies there, as nobody wrote on it since.
    /// `None` where it isn't, or another session is about it.
    pub fn behind(image: &Image, layout: &Layout, disk: &Disk) -> io::Result<Option<Self>> {
        let file = disk.open(&layout.texts())?;
        let Some(lock) = Lock::on(&file)? else { return Ok(None) };
        let is_same = place::is_in_place(&image.file, &layout.texts()) && place::is_in_place(&file, &layout.texts());
        let now = is_same.then(|| Image::on(file.try_clone().ok()?, layout.origin)).flatten();
        let Some(now) = now.filter(|now| now.head == image.head) else { return Ok(None) };
        let run = now.index.blocks.iter().map(|block| block.run).chain(now.index.superseded.iter().map(|one| one.run));
        Ok(Some(Self {
            layout: layout.clone(),
            disk: disk.clone(),
            file,
            to: To::Behind(lock),
            at: now.head.index + now.head.length as u64,
            round: now.head.round,
            run: run.max().unwrap_or_default(),
            index: now.index,
            changed: Vec::new(),
            tellings: Vec::new(),
            folded: String::new(),
        }))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.disk.write_at(&self.file, bytes, self.at)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// What comes now goes before all that was pushed so far.
    pub fn begin_run(&mut self) -> io::Result<()> {
        self.end_block()?;
        self.run += 1;
        Ok(())
    }

    /// What earlier runs say of a record doesn't hold any more.
    pub fn supersede(&mut self, record: RecordId) {
        self.changed.push(record);
    }

    /// What the next record tells. Those of a run come the oldest first.
    pub fn push(&mut self, telling: Telling, folded: &str) -> io::Result<()> {
        self.folded.push_str(folded);
        self.folded.push('\n');
        self.tellings.push(telling);
        if self.folded.len() >= BLOCK || self.tellings.len() >= COUNT { self.end_block() } else { Ok(()) }
    }

    fn end_block(&mut self) -> io::Result<()> {
        let run = self.run;
        self.index.superseded.extend(self.changed.drain(..).map(|record| Superseded { record, run }));
        let (Some(oldest), Some(newest)) = (self.tellings.first(), self.tellings.last()) else { return Ok(()) };
        let (oldest, newest, offset, count) = (oldest.place, newest.place, self.at, self.tellings.len());
        let mut bytes = Vec::new();
        side::put(&mut bytes, |to| {
            for telling in &self.tellings {
                telling.place.put(to);
                telling.entry.put(to);
            }
        });
        let entries = bytes.len();
        side::put(&mut bytes, |to| {
            let places = to.len();
            to.resize(places + count * 4, 0);
            let packed = to.len();
            for (number, telling) in self.tellings.iter().enumerate() {
                // A block is never that long: no text is.
                let place = u32::try_from(to.len() - packed).unwrap_or(u32::MAX);
                to[places + number * 4..places + number * 4 + 4].copy_from_slice(&place.to_le_bytes());
                telling.said.put(to);
            }
        });
        let texts = bytes.len() - entries;
        side::put(&mut bytes, |to| to.extend_from_slice(self.folded.as_bytes()));
        let folded = bytes.len() - texts - entries;
        self.write(&bytes)?;
        self.index.blocks.push(Block { offset, entries, texts, folded, count, run, oldest, newest });
        self.tellings.clear();
        self.folded.clear();
        Ok(())
    }

    /// Whether it comes into the store, where others find it.
    pub fn is_of_store(&self) -> bool {
        !matches!(self.to, To::Scratch(_))
    }

    /// Whether it is to take the file's place, but is of several runs, which are to be put in order before.
    pub fn is_in_disorder(&self) -> bool {
        matches!(self.to, To::Place(_)) && self.run > 1
    }

    /// Puts its runs in order: one goes out of them that stands for `end`.
    pub fn in_order(mut self, end: Position, to: Self) -> io::Result<Image> {
        self.end_block()?;
        let Self { layout, file, index, to: _to, .. } = self;
        let head = Head { round: 0, origin: layout.origin, end, index: self.at, length: 0 };
        let image = Image { file, head, index: index.in_order(), scratch: None };
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        sweep(&image, to, &|| true)?.ok_or_else(damaged)
    }

    /// Makes it durable and lets it count: from now on the file stands for `end`.
    pub fn finish(mut self, end: Position) -> io::Result<Image> {
        self.end_block()?;
        self.index = self.index.in_order();
        let mut bytes = Vec::new();
        side::put(&mut bytes, |to| self.index.put(to));
        let head = Head { round: self.round + 1, origin: self.layout.origin, end, index: self.at, length: bytes.len() };
        self.write(&bytes)?;
        let Self { layout, disk, file, to, index, .. } = self;
        let mut scratch = None;
        match to {
            To::Place(mut temporary) => {
                disk.write_at(&file, &head.bytes()?, head.place())?;
                disk.sync(&file)?;
                disk.rename(&temporary.path, &layout.texts())?;
                temporary.done = true;
                disk.sync_dir(&layout.generation())?;
            }
            To::Behind(_lock) => {
                // What the head names must be there before it is. Whether the head itself is matters to nobody.
                disk.sync(&file)?;
                disk.write_at(&file, &head.bytes()?, head.place())?;
            }
            To::Scratch(made) => {
                disk.write_at(&file, &head.bytes()?, head.place())?;
                scratch = Some(made);
            }
        }
        Ok(Image { file, head, index, scratch })
    }
}

/// Keeps others from writing on the file or putting it in order, until it is let go.
pub(super) struct Lock(File);

impl Lock {
    /// `None` where somebody else is about it.
    pub fn on(file: &File) -> io::Result<Option<Self>> {
        let file = file.try_clone()?;
        Ok(lock::try_lock(&file)?.then_some(Self(file)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The file may stay open: it is read from now on.
        let _ = self.0.unlock();
    }
}
