//! The texts file: all that was said and is counted up to a position in the journal, in runs of blocks. A run is what was brought
//! in at once, the oldest first; what it says of a record goes before what earlier runs say. Of a block the entries of the ledger,
//! which are counted, and the folded texts, which are what is searched, stand apart from the texts, of which only what fits is read.
//!
//! `magic, two heads, {entries, texts, folded}…, index, {entries, texts, folded}…, index, …`; each part with its length and checksum, so that what
//! is damaged is never taken for what was said. The newer of the two heads names the index that is in force. Only what lies
//! behind that is ever written, and then the other head: whoever dies meanwhile leaves the file as it was.

use std::cmp::Reverse;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use crate::domain::feedback::FeedbackKind;
use crate::domain::interaction::Kind;
use crate::domain::ledger::{Entry as Count, Person, What as Counted};
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::said::{Place, Said, What};
use crate::domain::search::fold_said;
use crate::store::journal::Position;
use crate::store::layout::{Layout, Origin};
use crate::store::scratch::Scratch;
use crate::store::side;
use crate::store::side::packed::{Packed, packed, packed_choice};

/// What the file begins with: its name and the version of its layout and folding.
pub(super) const MAGIC: &[u8; 8] = b"tbtexts\x05";

/// How the file's name begins in it, whatever the version.
const NAME: &[u8] = b"tbtexts";

/// Where the heads stand, each in a sector of its own, and behind them the first block.
const HEADS: [u64; 2] = [512, 1024];
pub(super) const BLOCKS: u64 = 1536;
const HEAD: usize = 512;

/// How often what is written behind the file is longer than what it lacks, before it is written.
const DUE: u64 = 64 << 10;

/// Says what is in force.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    /// Each head's is one more than the last one's.
    pub round: u64,
    pub origin: Origin,
    /// What the file stands for.
    pub end: Position,
    /// Where the index lies. Behind it nothing counts.
    pub index: u64,
    pub length: usize,
}

/// What lies where.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Those whose newest text is oldest first.
    pub blocks: Vec<Block>,
    /// Records that changed after they were in a run, in their order: what earlier runs say of them doesn't hold any more.
    pub superseded: Vec<Superseded>,
}

#[derive(Debug, Clone)]
pub(super) struct Superseded {
    pub record: RecordId,
    /// The first run that counts.
    pub run: u32,
}

/// Where a block lies, and what it spans.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Where its entries begin; the texts stand behind them, and behind those the folded ones.
    pub offset: u64,
    pub entries: usize,
    pub texts: usize,
    pub folded: usize,
    pub count: usize,
    pub run: u32,
    pub oldest: Place,
    pub newest: Place,
}

packed! {
    Head { round, origin, end, index, length }
    Index { blocks, superseded }
    Superseded { record, run }
    Block { offset, entries, texts, folded, count, run, oldest, newest }
    Place { micros, record }
    RecordId { kind, id }
    Said { what, contacts, company, day, place, text }
    Telling { place, said, entry }
    Person { contact, company }
    Count { day, what, people }
    Money { currency, minor }
}

packed_choice! {
    RecordKind { Contact, Company, Interaction, FollowUp, Feedback, Consent, AgendaMark, Order }
}

impl Packed for Currency {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.code().as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (code, rest) = from.split_first_chunk::<3>()?;
        *from = rest;
        Self::kept(*code)
    }
}

impl Packed for Counted {
    fn put(&self, to: &mut Vec<u8>) {
        match *self {
            Self::Interaction { kind, direction, outcome, automatic } => {
                0_u8.put(to);
                (kind, direction, outcome).put(to);
                automatic.put(to);
            }
            Self::FollowUp { made, state, closed } => {
                1_u8.put(to);
                (made, state, closed).put(to);
            }
            Self::Feedback { kind, state, due, resolved, told, score } => {
                2_u8.put(to);
                (kind, state, due).put(to);
                (resolved, told, score).put(to);
            }
            Self::Order(amount) => {
                3_u8.put(to);
                amount.put(to);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => {
                let (kind, direction, outcome) = Packed::take(from)?;
                Self::Interaction { kind, direction, outcome, automatic: bool::take(from)? }
            }
            1 => {
                let (made, state, closed) = Packed::take(from)?;
                Self::FollowUp { made, state, closed }
            }
            2 => {
                let (kind, state, due) = Packed::take(from)?;
                let (resolved, told, score) = Packed::take(from)?;
                Self::Feedback { kind, state, due, resolved, told, score }
            }
            3 => Self::Order(Packed::take(from)?),
            _ => return None,
        })
    }
}

impl Packed for What {
    fn put(&self, to: &mut Vec<u8>) {
        let parts: (Option<Kind>, Option<FeedbackKind>, bool) = match self {
            Self::Interaction(kind) => (Some(*kind), None, false),
            Self::Feedback(kind) => (None, Some(*kind), false),
            Self::Order => (None, None, true),
            Self::Notes => (None, None, false),
        };
        parts.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let parts: (Option<Kind>, Option<FeedbackKind>, bool) = Packed::take(from)?;
        Some(match parts {
            (Some(kind), ..) => Self::Interaction(kind),
            (None, Some(kind), _) => Self::Feedback(kind),
            (None, None, true) => Self::Order,
            (None, None, false) => Self::Notes,
        })
    }
}

/// What a record tells: what was said, and what is counted. One of the two may be missing.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) struct Telling {
    pub place: Place,
    pub said: Option<Said>,
    pub entry: Option<Count>,
}

impl Telling {
    /// `None` of a record that tells nothing.
    pub fn of(record: &Record) -> Option<Self> {
        let (said, entry) = (Said::of(record), Count::of(record));
        (said.is_some() || entry.is_some()).then_some(())?;
        Some(Self { place: Place::of(record)?, said, entry })
    }

    /// What was said as it is searched; nothing where nothing was.
    pub fn folded(&self) -> String {
        self.said.as_ref().map(|said| fold_said(&said.text)).unwrap_or_default()
    }
}

/// What a record tells, with the folded form of its text.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub telling: Telling,
    pub folded: String,
}

/// The file, open to be read. What is replaced or written on meanwhile stays readable.
pub(super) struct Image {
    pub file: File,
    pub head: Head,
    pub index: Index,
    /// Where the file lies in no store: it goes with this.
    pub scratch: Option<Scratch>,
}

impl Block {
    /// Bytes of all of it.
    pub fn length(&self) -> u64 {
        (self.entries + self.texts + self.folded) as u64
    }
}

/// The file isn't what was written.
#[derive(Debug)]
pub(super) struct Damaged;

impl Index {
    /// As it is looked up in.
    pub fn in_order(mut self) -> Self {
        self.superseded.sort_by_key(|one| (one.record, Reverse(one.run)));
        self.superseded.dedup_by_key(|one| one.record);
        self.blocks.sort_by_key(|block| block.newest);
        self
    }
}

impl Image {
    /// `None` if there is none, or one of another version.
    pub fn open(layout: &Layout) -> Result<Option<Self>, Damaged> {
        let Ok(file) = File::open(layout.texts()) else { return Ok(None) };
        let mut name = [0; MAGIC.len()];
        let is_named = file.read_exact_at(&mut name, 0).is_ok() && name.starts_with(NAME);
        match is_named && name != *MAGIC {
            true => Ok(None),
            false => Self::on(file, layout.origin).map(Some).ok_or(Damaged),
        }
    }

    /// `None` if the file isn't what was written, or belongs elsewhere.
    pub fn on(file: File, origin: Origin) -> Option<Self> {
        let mut front = vec![0; usize::try_from(BLOCKS).ok()?];
        file.read_exact_at(&mut front, 0).ok()?;
        if !front.starts_with(MAGIC) {
            return None;
        }
        let heads = HEADS.iter().filter_map(|at| {
            let head = usize::try_from(*at).ok().and_then(|at| front.get(at..at + HEAD))?;
            side::taken::<Head>(side::section(&mut &*head)?)
        });
        let head = heads.max_by_key(|head| head.round).filter(|head| head.origin == origin)?;
        let all = file.metadata().ok()?.len();
        if head.index.checked_add(head.length as u64).is_none_or(|end| end > all) {
            return None;
        }
        let mut bytes = vec![0; head.length];
        file.read_exact_at(&mut bytes, head.index).ok()?;
        let index: Index = side::taken(side::section(&mut bytes.as_slice())?)?;
        let lies = |block: &Block| block.offset + block.length() <= head.index;
        if !index.blocks.iter().all(lies) {
            return None;
        }
        Some(Self { file, head, index, scratch: None })
    }

    /// The position that it stands for.
    pub fn end(&self) -> Position {
        self.head.end
    }

    /// Whether what a run says of a record doesn't hold any more.
    pub fn is_superseded(&self, record: &RecordId, run: u32) -> bool {
        let superseded = &self.index.superseded;
        superseded.binary_search_by_key(record, |one| one.record).is_ok_and(|at| superseded[at].run > run)
    }

    /// A block's folded texts, a line each, read into `buffer`.
    pub fn folded<'b>(&self, block: &Block, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], Damaged> {
        self.section(block.offset + (block.entries + block.texts) as u64, block.folded, buffer)
    }

    /// Gives a block's entries to `take`, each with its place, but for those that don't hold any more; read into `buffer`.
    pub fn each_entry(
        &self,
        block: &Block,
        buffer: &mut Vec<u8>,
        mut take: impl FnMut(&RecordId, Count),
    ) -> Result<(), Damaged> {
        let mut packed = self.section(block.offset, block.entries, buffer)?;
        for _ in 0..block.count {
            let (place, entry): (Place, Option<Count>) = Packed::take(&mut packed).ok_or(Damaged)?;
            if let Some(entry) = entry.filter(|_| !self.is_superseded(&place.record, block.run)) {
                take(&place.record, entry);
            }
        }
        Ok(())
    }

    /// A block's texts, read into `buffer`.
    pub fn texts<'b>(&self, block: &Block, buffer: &'b mut Vec<u8>) -> Result<Texts<'b>, Damaged> {
        let section = self.section(block.offset + block.entries as u64, block.texts, buffer)?;
        let (places, packed) = section.split_at_checked(block.count * 4).ok_or(Damaged)?;
        Ok(Texts { places, packed })
    }

    fn section<'b>(&self, offset: u64, length: usize, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], Damaged> {
        // What was read before is written over: it needn't be cleared.
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        let bytes = &mut buffer[..length];
        self.file.read_exact_at(bytes, offset).map_err(|_| Damaged)?;
        let mut rest = &*bytes;
        // Zeros would be a section without anything in it.
        side::section(&mut rest).filter(|_| rest.is_empty()).ok_or(Damaged)
    }

    /// All of a block, the oldest first, but for what doesn't hold any more.
    pub fn entries(&self, block: &Block) -> Result<Vec<Entry>, Damaged> {
        let [mut packed, mut texts, mut folded] = [const { Vec::new() }; 3];
        let mut packed = self.section(block.offset, block.entries, &mut packed)?;
        let (texts, folded) = (self.texts(block, &mut texts)?, self.folded(block, &mut folded)?);
        let folded = std::str::from_utf8(folded).map_err(|_| Damaged)?;
        let mut entries = Vec::with_capacity(block.count);
        let mut lines = folded.lines();
        for number in 0..block.count {
            let (place, entry): (Place, _) = Packed::take(&mut packed).ok_or(Damaged)?;
            let (said, folded) = (texts.get(number).ok_or(Damaged)?, lines.next().ok_or(Damaged)?);
            if !self.is_superseded(&place.record, block.run) {
                entries.push(Entry { telling: Telling { place, said, entry }, folded: folded.to_owned() });
            }
        }
        Ok(entries)
    }

    /// So many bytes of the journal behind it make it worth writing on: its index is written anew each time.
    pub fn due(&self) -> u64 {
        DUE + self.head.length as u64
    }

    /// How much of the file is of no use any more, in bytes, and how much is.
    pub fn waste(&self) -> (u64, u64) {
        let blocks: u64 = self.index.blocks.iter().map(Block::length).sum();
        let count: usize = self.index.blocks.iter().map(|block| block.count).sum();
        let superseded = blocks / (count as u64).max(1) * self.index.superseded.len() as u64;
        let used = blocks.saturating_sub(superseded);
        (self.head.index.saturating_sub(used + BLOCKS), used)
    }
}

/// A block's texts, as they lie there.
pub(super) struct Texts<'b> {
    /// Where each begins among those that are packed.
    places: &'b [u8],
    packed: &'b [u8],
}

impl Texts<'_> {
    /// The text of this number, from 0, if there is one; `None` if it isn't what was written.
    pub fn get(&self, number: usize) -> Option<Option<Said>> {
        let place = self.places.get(number * 4..)?.first_chunk().map(|place| u32::from_le_bytes(*place))?;
        Packed::take(&mut self.packed.get(usize::try_from(place).ok()?..)?)
    }
}

impl Head {
    /// Where it stands: beside the last one.
    pub fn place(&self) -> u64 {
        HEADS[usize::from(self.round % 2 == 1)]
    }

    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        side::put(&mut bytes, |to| self.put(to));
        if bytes.len() > HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
        bytes.resize(HEAD, 0);
        Ok(bytes)
    }
}
