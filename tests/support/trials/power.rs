//! Power that goes: what a disk may hold then. A recorder sees every call of a [`Disk`]; from what it saw, any moment can
//! be made again as a kernel may leave it.
//!
//! What was synced is there. Of what wasn't, each part may be there or not, in any order: blocks of a file's data, its
//! length (with zeros where the data is missing), cuts, and the names that directories give. A rename is there whole or not
//! at all, as on every file system with a journal. sled's files, which it writes by itself, are as they were when sled had
//! synced them, or as they were seen later, or in between.

mod left;

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, ThreadId};
use std::time::SystemTime;

use touchbase::store::disk::{Call, Disk, Hook, Op, Verdict};

use super::chance::Chance;

/// A file or directory, whatever its name.
type Id = usize;

/// The directory under which all is recorded.
const ROOT: Id = 0;

/// sled's files by their names, with when they were written.
type Sleds = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

enum Event {
    /// Names given or taken, together.
    Names(Vec<(Id, OsString, Option<Id>)>),
    Write(Id, u64, Vec<u8>),
    Cut(Id, u64),
    /// What came before the event of this number is on the disk.
    Sync(Id, usize),
    SyncDir(Id, usize),
    SyncArchive(Id),
    /// So many steps were acknowledged.
    Done(usize),
}

#[derive(Default)]
struct Seen {
    root: PathBuf,
    /// Names as they are.
    dirs: HashMap<Id, BTreeMap<OsString, Id>>,
    /// Files by device and inode.
    files: HashMap<(u64, u64), Id>,
    /// What was there when the recording began: durable.
    before: HashMap<Id, Vec<u8>>,
    events: Vec<Event>,
    /// How many of them stand for what was there before.
    first: usize,
    next: Id,
    /// When each thread began the sync that it is at.
    syncing: HashMap<ThreadId, usize>,
    /// sled's directories, and how their files were seen before the event of this number.
    sleds: HashMap<Id, Vec<(usize, Arc<Sleds>)>>,
}

/// Writes down what is done to the files under a directory.
#[derive(Clone)]
pub struct Recorder(Arc<Mutex<Seen>>);

impl Recorder {
    /// Records what is done under `root`, where what is there counts as durable.
    pub fn new(root: &Path) -> Self {
        let mut seen = Seen { root: root.to_owned(), next: ROOT + 1, ..Seen::default() };
        seen.dirs.insert(ROOT, BTreeMap::new());
        seen.scan(ROOT, root);
        let begun = seen.events.len();
        let there: Vec<Id> = seen.dirs.keys().copied().collect();
        seen.events.extend(there.into_iter().map(|dir| Event::SyncDir(dir, begun)));
        seen.first = seen.events.len();
        Self(Arc::new(Mutex::new(seen)))
    }

    pub fn disk(&self) -> Disk {
        Disk::seen_by(Arc::new(self.clone()))
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap()
    }

    /// Says that so many steps are acknowledged.
    pub fn done(&self, steps: usize) {
        self.seen().events.push(Event::Done(steps));
    }

    /// Any moment since the recording began.
    pub fn a_moment(&self, chance: &mut Chance) -> usize {
        let seen = self.seen();
        seen.first + chance.below(seen.events.len() - seen.first + 1)
    }

    /// How many steps were acknowledged at a moment; `None` before the first one.
    pub fn done_at(&self, moment: usize) -> Option<usize> {
        let seen = self.seen();
        seen.events[..moment].iter().rev().find_map(|event| match event {
            Event::Done(steps) => Some(*steps),
            _ => None,
        })
    }

    /// Makes under `to`, which is not there yet, what may be there when the power goes at a moment.
    pub fn after_loss(&self, moment: usize, chance: &mut Chance, to: &Path) {
        let seen = self.seen();
        let names = seen.names_left(moment, chance);
        seen.write(ROOT, moment, &names, chance, to);
    }
}

impl Hook for Recorder {
    fn before(&self, op: &Op) -> Verdict {
        if matches!(op.call, Call::Sync | Call::SyncDir) {
            let mut seen = self.seen();
            let begun = seen.events.len();
            seen.syncing.insert(thread::current().id(), begun);
        }
        Verdict::Go
    }

    fn after(&self, op: &Op) {
        let mut seen = self.seen();
        seen.note(op);
        seen.look_at_sleds();
    }
}

fn key(file: &File) -> (u64, u64) {
    let meta = file.metadata().unwrap();
    (meta.dev(), meta.ino())
}

impl Seen {
    /// Takes over what lies in a directory already.
    fn scan(&mut self, dir: Id, path: &Path) {
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            let (name, path, kind) = (entry.file_name(), entry.path(), entry.file_type().unwrap());
            // A keeper's socket holds nothing.
            if !kind.is_dir() && !kind.is_file() {
                continue;
            }
            let id = self.draw();
            self.name(vec![(dir, name.clone(), Some(id))]);
            if kind.is_dir() {
                self.dirs.insert(id, BTreeMap::new());
                if name == "archive" {
                    let sleds = Arc::new(read_sleds(&path));
                    self.sleds.insert(id, vec![(0, sleds)]);
                    self.events.push(Event::SyncArchive(id));
                } else {
                    self.scan(id, &path);
                }
            } else {
                let meta = entry.metadata().unwrap();
                self.files.insert((meta.dev(), meta.ino()), id);
                self.before.insert(id, fs::read(&path).unwrap());
            }
        }
    }

    fn draw(&mut self) -> Id {
        self.next += 1;
        self.next - 1
    }

    /// The directory that a path lies in and its name there, if it lies under the root.
    fn place(&self, path: &Path) -> Option<(Id, OsString)> {
        let mut within = path.strip_prefix(&self.root).ok()?.components();
        let name = within.next_back()?.as_os_str().to_owned();
        let dir = within.try_fold(ROOT, |dir, name| self.dirs.get(&dir)?.get(name.as_os_str()).copied())?;
        self.dirs.contains_key(&dir).then_some((dir, name))
    }

    fn at(&self, path: &Path) -> Option<Id> {
        if path == self.root {
            return Some(ROOT);
        }
        let (dir, name) = self.place(path)?;
        self.dirs.get(&dir)?.get(&name).copied()
    }

    /// Gives and takes names.
    fn name(&mut self, names: Vec<(Id, OsString, Option<Id>)>) {
        for (dir, name, id) in &names {
            let names = self.dirs.entry(*dir).or_default();
            match id {
                Some(id) => names.insert(name.clone(), *id),
                None => names.remove(name),
            };
        }
        self.events.push(Event::Names(names));
        // An inode that nothing names any more may be another file's next.
        let named: Vec<Id> = self.dirs.values().flat_map(BTreeMap::values).copied().collect();
        self.files.retain(|_, id| named.contains(id));
    }

    fn note(&mut self, op: &Op) {
        match (op.call, op.path, op.file) {
            (Call::CreateDir, Some(path), _) => self.note_dirs(path),
            (Call::Create | Call::Open, Some(path), Some(file)) => {
                let Some((dir, name)) = self.place(path) else { return };
                match self.at(path) {
                    Some(id) if op.call == Call::Create => self.events.push(Event::Cut(id, 0)),
                    Some(_) => {}
                    None => {
                        let id = self.draw();
                        self.name(vec![(dir, name, Some(id))]);
                        self.files.insert(key(file), id);
                    }
                }
            }
            (Call::Write(_), _, Some(file)) => {
                if let Some(id) = self.files.get(&key(file)) {
                    self.events.push(Event::Write(*id, op.offset, op.bytes.to_vec()));
                }
            }
            (Call::Cut, _, Some(file)) => {
                if let Some(id) = self.files.get(&key(file)) {
                    self.events.push(Event::Cut(*id, op.offset));
                }
            }
            (Call::Sync, _, Some(file)) => {
                let begun = self.syncing[&thread::current().id()];
                if let Some(id) = self.files.get(&key(file)) {
                    self.events.push(Event::Sync(*id, begun));
                }
            }
            (Call::SyncDir, Some(path), _) => {
                let begun = self.syncing[&thread::current().id()];
                if let Some(id) = self.at(path) {
                    self.events.push(Event::SyncDir(id, begun));
                }
            }
            (Call::SyncArchive, Some(path), _) => {
                if let Some(id) = self.at(path) {
                    self.sleds.entry(id).or_default();
                    self.look_at_sleds();
                    self.events.push(Event::SyncArchive(id));
                }
            }
            (Call::Rename, Some(path), _) => {
                let (Some(from), Some(to), Some(id)) =
                    (self.place(path), op.to.and_then(|to| self.place(to)), self.at(path))
                else {
                    return;
                };
                self.name(vec![(from.0, from.1, None), (to.0, to.1, Some(id))]);
            }
            (Call::Link, Some(path), _) => {
                let (Some(to), Some(id)) = (op.to.and_then(|to| self.place(to)), self.at(path)) else { return };
                self.name(vec![(to.0, to.1, Some(id))]);
            }
            (Call::Remove | Call::RemoveDir, Some(path), _) => {
                if let (Some((dir, name)), Some(_)) = (self.place(path), self.at(path)) {
                    self.name(vec![(dir, name, None)]);
                }
            }
            _ => {}
        }
    }

    /// A directory was made, with those above it.
    fn note_dirs(&mut self, path: &Path) {
        let Ok(within) = path.strip_prefix(&self.root) else { return };
        let mut dir = ROOT;
        for name in within.components().map(|name| name.as_os_str().to_owned()) {
            dir = match self.dirs.get(&dir).and_then(|names| names.get(&name)) {
                Some(there) => *there,
                None => {
                    let id = self.draw();
                    self.dirs.insert(id, BTreeMap::new());
                    if name == "archive" {
                        self.sleds.insert(id, Vec::new());
                    }
                    self.name(vec![(dir, name, Some(id))]);
                    id
                }
            };
        }
    }

    /// Where a directory lies now.
    fn path(&self, wanted: Id, dir: Id, path: &Path) -> Option<PathBuf> {
        self.dirs.get(&dir)?.iter().find_map(|(name, id)| {
            let path = path.join(name);
            if *id == wanted { Some(path) } else { self.path(wanted, *id, &path) }
        })
    }

    /// Writes down how sled's files are now, where that isn't as it was.
    fn look_at_sleds(&mut self) {
        let number = self.events.len();
        let dirs: Vec<Id> = self.sleds.keys().copied().collect();
        for dir in dirs {
            let Some(path) = self.path(dir, ROOT, &self.root) else { continue };
            let stamps = |sleds: &Sleds| -> Vec<(PathBuf, usize, SystemTime)> {
                sleds.iter().map(|(name, (bytes, at))| (name.clone(), bytes.len(), *at)).collect()
            };
            let last = self.sleds[&dir].last().map(|(_, sleds)| stamps(sleds));
            if last.as_ref() != Some(&stamps_there(&path)) {
                let sleds = Arc::new(read_sleds(&path));
                self.sleds.entry(dir).or_default().push((number, sleds));
            }
        }
    }
}

/// All files under a directory of sled's.
fn sleds_under(dir: &Path) -> Vec<(PathBuf, fs::Metadata)> {
    let mut files = Vec::new();
    let mut dirs = vec![dir.to_owned()];
    while let Some(next) = dirs.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(meta) if meta.is_dir() => dirs.push(entry.path()),
                Ok(meta) => files.push((entry.path(), meta)),
                // It went in between.
                Err(_) => {}
            }
        }
    }
    files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    files
}

fn stamps_there(dir: &Path) -> Vec<(PathBuf, usize, SystemTime)> {
    let stamp = |(path, meta): (PathBuf, fs::Metadata)| {
        let name = path.strip_prefix(dir).unwrap().to_owned();
        (name, usize::try_from(meta.len()).unwrap(), meta.modified().unwrap())
    };
    sleds_under(dir).into_iter().map(stamp).collect()
}

fn read_sleds(dir: &Path) -> Sleds {
    let read = |(path, meta): (PathBuf, fs::Metadata)| {
        let name = path.strip_prefix(dir).unwrap().to_owned();
        Some((name, (fs::read(&path).ok()?, meta.modified().unwrap())))
    };
    sleds_under(dir).into_iter().filter_map(read).collect()
}
