//! Looking through a whole store without changing anything of it: whether every file holds what was written, and whether
//! all that is made from the truth says the same as the truth. Opening a session mends; this tells what is wrong before.
//!
//! The commit lock is held only for the moment in which the journal's end is noted: what is committed later isn't looked at.
//! Each kind of file has its part here; putting it right is `repair`'s.

mod archive;
mod backups;
mod images;
mod journal;
mod place;
mod references;
mod truth;

use std::path::{Path, PathBuf};

use super::backup::{GoingOn, Step};
use super::counts::Counts;
use super::error::{Result, StoreError};
use super::report::Sets;
use super::snapshot::{STRIDE, Snapshot};
use super::{Seq, backup, layout};
use crate::domain::record::RecordKind;
use place::Stand;

/// What was looked through, and what was found.
#[derive(Debug)]
pub struct Checked {
    pub rows: Vec<Row>,
    /// The records that are in force, by kind; none where the truth is damaged.
    pub records: Option<Counts>,
    /// The last set that was looked at.
    pub seq: Seq,
}

/// One kind of file.
#[derive(Debug)]
pub struct Row {
    pub what: Subject,
    /// How many there are, of what the subject counts.
    pub count: u64,
    pub bytes: u64,
    pub state: State,
    /// What was found: of what is damaged what it is, else what is worth telling.
    pub found: Vec<Finding>,
    /// So much more was found than stands there.
    pub more: usize,
}

/// What is looked through, and what is counted of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The directory with its files' modes, the file that names the generation, the witness in the lock: all files.
    Place,
    /// Sets.
    Journal,
    /// Files of big sets.
    Sets,
    /// What the journal goes out from: records.
    Base,
    /// Records.
    Archive,
    /// The image of the book: contacts.
    Side,
    /// Texts.
    Texts,
    /// Files.
    Backups,
    /// What records name each other.
    References,
}

#[derive(Debug, PartialEq, Eq)]
pub enum State {
    Fine,
    Damaged,
    NotChecked(Unchecked),
    /// There is none, and need be none.
    Absent,
}

/// Why something couldn't be looked at.
#[derive(Debug, PartialEq, Eq)]
pub enum Unchecked {
    /// The truth, by which it is measured, is damaged.
    Truth,
    /// Another process has the archive open.
    Keeper { pid: u32, terminal: String },
    /// There is no room for a copy, or it can't be made; in the system's words, why.
    Copy(String),
    /// It changed each time while it was read.
    Changing,
}

/// What was found. Files are named by their whole path; what is wrong in a file stands there in English.
#[derive(Debug)]
pub enum Finding {
    /// The file that names the generation in force is gone or damaged.
    Current {
        what: String,
    },
    /// Others could read it. Told of all that are so; the first of them.
    Open {
        path: PathBuf,
    },
    /// It belongs to somebody else.
    Owned {
        path: PathBuf,
    },
    /// The lock doesn't say any more how far the journal reaches.
    Witness,
    /// The journal ends at one set, and another was saved.
    Cut {
        ends: Seq,
        saved: Seq,
    },
    /// It isn't there.
    Gone {
        path: PathBuf,
    },
    /// Sets that can't be read in a file.
    Lost {
        path: PathBuf,
        sets: Sets,
    },
    Damaged {
        path: PathBuf,
        what: String,
    },
    /// The archive knows sets that the journal doesn't.
    Ahead {
        archive: Seq,
        journal: Seq,
    },
    /// It doesn't say what the truth says.
    Differs(Difference),
    /// So many records of a kind name what isn't there. Deleting, or two sessions at once, can bring that about.
    Dangling {
        from: RecordKind,
        to: RecordKind,
        count: u64,
    },
    /// A backup that can't be used.
    Backup(PathBuf, StoreError),
}

/// In how much something differs from the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Difference {
    pub missing: u64,
    pub other: u64,
    /// What shouldn't be there.
    pub old: u64,
}

impl Difference {
    fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl Finding {
    /// Whether something is to be mended.
    pub fn is_damage(&self) -> bool {
        !matches!(self, Self::Dangling { .. } | Self::Backup(_, StoreError::Newer { .. }))
    }
}

/// So many findings of a row are told.
const TOLD: usize = 20;

impl Row {
    fn new(what: Subject) -> Self {
        Self { what, count: 0, bytes: 0, state: State::Fine, found: Vec::new(), more: 0 }
    }

    fn unchecked(what: Subject, why: Unchecked) -> Self {
        Self { state: State::NotChecked(why), ..Self::new(what) }
    }

    fn find(&mut self, finding: Finding) {
        if finding.is_damage() {
            self.state = State::Damaged;
        }
        if self.found.len() < TOLD { self.found.push(finding) } else { self.more += 1 }
    }

    fn damaged(&mut self, path: &Path, what: impl Into<String>) {
        self.find(Finding::Damaged { path: path.to_owned(), what: what.into() });
    }

    /// What reading something says; what isn't damage ends it all.
    fn fail(&mut self, error: StoreError) -> Result<()> {
        match error {
            StoreError::Damaged { path, what } => self.damaged(&path, what),
            StoreError::NotABackup { path } => self.damaged(&path, "it is something else"),
            StoreError::Io { path, source } if source.kind() == std::io::ErrorKind::NotFound => {
                self.find(Finding::Gone { path });
            }
            StoreError::Io { path, source } => self.damaged(&path, source.to_string()),
            error => return Err(error),
        }
        Ok(())
    }

    pub fn is_damaged(&self) -> bool {
        self.state == State::Damaged
    }
}

impl Checked {
    /// Whether nothing is to be mended.
    pub fn is_fine(&self) -> bool {
        !self.rows.iter().any(Row::is_damaged)
    }

    pub fn row(&self, what: Subject) -> Option<&Row> {
        self.rows.iter().find(|row| row.what == what)
    }

    pub(super) fn is_damaged(&self, what: Subject) -> bool {
        self.row(what).is_some_and(Row::is_damaged)
    }

    /// Whether base, journal, the files of big sets, or what names them are damaged.
    pub(super) fn is_truth_damaged(&self) -> bool {
        self.records.is_none()
    }
}

/// Tells now and then how many records were looked at.
struct Beat<'a> {
    going_on: &'a GoingOn,
    what: Subject,
    done: u64,
}

impl<'a> Beat<'a> {
    fn new(going_on: &'a GoingOn, what: Subject) -> Self {
        Self { going_on, what, done: 0 }
    }

    /// One more.
    fn tick(&mut self) -> Result<()> {
        let goes_on = !self.done.is_multiple_of(STRIDE) || (self.going_on)(Step::Verifying(self.what), self.done);
        self.done += 1;
        if goes_on { Ok(()) } else { Err(StoreError::Stopped) }
    }
}

/// How often it is begun anew where the store's generation changes, or its journal is trimmed, while it is read.
const TRIES: usize = 3;

/// Looks through the store in `dir`, telling now and then how far it is.
///
/// # Errors
/// `Stopped` where `going_on` says no; `NoStore` or `Lost` where there is none; `Newer` where a newer version wrote it.
pub fn verify(dir: &Path, going_on: &GoingOn) -> Result<Checked> {
    layout::require_store(dir)?;
    for _ in 1..TRIES {
        let before = place::Seen::of(dir);
        let looked = look(dir, going_on);
        let is_settled = matches!(&looked, Ok(checked) if checked.is_fine()) || before == place::Seen::of(dir);
        if is_settled {
            return looked;
        }
    }
    look(dir, going_on)
}

fn look(dir: &Path, going_on: &GoingOn) -> Result<Checked> {
    let mut place = place::check(dir)?;
    let Some(layout) = place::layout(dir, &mut place)? else {
        let mut rows = vec![place];
        let unknown = [Subject::Journal, Subject::Archive, Subject::Side, Subject::Texts, Subject::References];
        rows.extend(unknown.map(|what| Row::unchecked(what, Unchecked::Truth)));
        rows.insert(rows.len() - 1, backups::check(dir, going_on)?);
        return Ok(Checked { rows, records: None, seq: 0 });
    };
    // Copied and read before the journal's end is noted: it reaches at least as far as they do.
    let copied = archive::copy(&layout);
    let mut side = images::Side::read(&layout);
    let mut texts = images::Texts::open(&layout, going_on);
    let stand = Stand::of(&layout, side.seq().max(backup::reached(&layout)))?;
    let read = truth::read(&layout, &stand, &mut side, &mut texts, going_on)?;
    let truth = read.truth.as_ref();
    let archive = archive::check(&layout, copied, read.end, truth, going_on)?;
    let backups = backups::check(dir, going_on)?;
    let references = match truth {
        Some(truth) => truth.references(&mut Beat::new(going_on, Subject::References))?,
        None => Row::unchecked(Subject::References, Unchecked::Truth),
    };
    let is_whole = truth.is_some();
    // The truth goes out from the base: nothing older is met on the way.
    let begins = Snapshot::open(&layout.base()).map_or(0, |base| base.head.position.seq);
    let (side, texts) = (side.row(is_whole, begins), texts.row(is_whole, begins));
    let rows = vec![place, read.journal, read.sets, read.base, archive, side, texts, backups, references];
    Ok(Checked { rows, records: truth.map(truth::Whole::counts), seq: read.end.seq })
}
