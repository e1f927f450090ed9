//! Power that goes: what a disk may hold then. A recorder sees every call of a [`Disk`]; from what it saw, any moment can
//! be made again as a kernel may leave it.
//!
//! What was synced is there. Of what wasn't, each part may be there or not, in any order: blocks of a file's data, its
//! length (with zeros where the data is missing), cuts, and the names that directories give. A rename is there whole or not
//! at all, as on every file system with a journal. sled's files, which it writes by itself, are as they were when sled had
//! synced them, or as they were seen later, or in between.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
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
            let (name, path) = (entry.file_name(), entry.path());
            let id = self.draw();
            self.name(vec![(dir, name.clone(), Some(id))]);
            if entry.file_type().unwrap().is_dir() {
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

    /// The names that are left when the power goes.
    fn names_left(&self, moment: usize, chance: &mut Chance) -> HashMap<Id, BTreeMap<OsString, Id>> {
        let mut durable: HashMap<Id, usize> = HashMap::new();
        for event in &self.events[..moment] {
            if let Event::SyncDir(dir, begun) = event {
                let upto = durable.entry(*dir).or_default();
                *upto = (*begun).max(*upto);
            }
        }
        let (mode, prefix) = (chance.below(4), chance.below(moment + 1));
        let mut names: HashMap<Id, BTreeMap<OsString, Id>> = HashMap::new();
        for (number, event) in self.events[..moment].iter().enumerate() {
            let Event::Names(together) = event else { continue };
            let synced = together.iter().any(|(dir, ..)| durable.get(dir).is_some_and(|upto| number < *upto));
            let kept = match mode {
                0 => false,
                1 => true,
                2 => number < prefix,
                _ => chance.one_in(2),
            };
            if !(synced || kept) {
                continue;
            }
            for (dir, name, id) in together {
                let names = names.entry(*dir).or_default();
                match id {
                    Some(id) => names.insert(name.clone(), *id),
                    None => names.remove(name),
                };
            }
        }
        names
    }

    /// A file's data as it is left.
    fn data_left(&self, file: Id, moment: usize, chance: &mut Chance) -> Vec<u8> {
        let mut durable = 0;
        let mut changes = Vec::new();
        for (number, event) in self.events[..moment].iter().enumerate() {
            match event {
                Event::Write(id, ..) | Event::Cut(id, _) if *id == file => changes.push((number, event)),
                Event::Sync(id, begun) if *id == file => durable = durable.max(*begun),
                _ => {}
            }
        }
        let mut data = self.before.get(&file).cloned().unwrap_or_default();
        let (mode, block) = (chance.below(3), *chance.pick(&[512, 4096]).unwrap());
        let mut lengths = Vec::new();
        let mut full = data.len();
        for (number, event) in changes {
            let pending = number >= durable;
            if pending && lengths.is_empty() {
                lengths.push(full);
            }
            match event {
                Event::Write(_, offset, bytes) => {
                    let offset = usize::try_from(*offset).unwrap();
                    full = full.max(offset + bytes.len());
                    if pending {
                        lay_blocks(&mut data, offset, bytes, block, || mode == 1 || mode == 2 && chance.one_in(2));
                    } else {
                        lay(&mut data, offset, bytes);
                    }
                }
                Event::Cut(_, length) => {
                    let length = usize::try_from(*length).unwrap();
                    full = length;
                    if !pending || mode == 1 || mode == 2 && chance.one_in(2) {
                        data.resize(length, 0);
                    }
                }
                _ => {}
            }
            if pending {
                lengths.push(full);
            }
        }
        if mode == 2
            && let Some(length) = chance.pick(&lengths)
        {
            data.resize(*length, 0);
        }
        data
    }

    /// sled's files as they are left.
    /// `copied` is what was put there, before sled had it.
    fn sleds_left(&self, dir: Id, moment: usize, copied: Sleds, chance: &mut Chance) -> Sleds {
        let seen = self.sleds.get(&dir).map(Vec::as_slice).unwrap_or_default();
        let as_of = |moment| seen.iter().rev().find(|(number, _)| *number <= moment).map(|(_, sleds)| sleds.clone());
        let events = self.events[..moment].iter();
        let synced = events.enumerate().rev().find(|(_, event)| matches!(event, Event::SyncArchive(id) if *id == dir));
        let synced = synced.and_then(|(number, _)| as_of(number)).unwrap_or_else(|| Arc::new(copied));
        let now = as_of(moment).unwrap_or_else(|| synced.clone());
        match chance.below(3) {
            0 => (*synced).clone(),
            1 => (*now).clone(),
            _ => {
                let names: Vec<&PathBuf> =
                    synced.keys().chain(now.keys().filter(|name| !synced.contains_key(*name))).collect();
                names
                    .into_iter()
                    .filter_map(|name| Some((name.clone(), mixed(synced.get(name), now.get(name), chance)?)))
                    .collect()
            }
        }
    }

    fn write(
        &self,
        dir: Id,
        moment: usize,
        names: &HashMap<Id, BTreeMap<OsString, Id>>,
        chance: &mut Chance,
        to: &Path,
    ) {
        DirBuilder::new().mode(0o700).create(to).unwrap();
        if self.sleds.contains_key(&dir) {
            let copied = names
                .get(&dir)
                .into_iter()
                .flatten()
                .map(|(name, id)| (PathBuf::from(name), (self.data_left(*id, moment, chance), SystemTime::now())));
            let copied = copied.collect();
            for (name, (bytes, at)) in self.sleds_left(dir, moment, copied, chance) {
                let path = to.join(name);
                DirBuilder::new().mode(0o700).recursive(true).create(path.parent().unwrap()).unwrap();
                private(&path, &bytes).set_modified(at).unwrap();
            }
            return;
        }
        for (name, id) in names.get(&dir).into_iter().flatten() {
            let path = to.join(name);
            if self.dirs.contains_key(id) {
                self.write(*id, moment, names, chance, &path);
            } else {
                private(&path, &self.data_left(*id, moment, chance));
            }
        }
    }
}

fn private(path: &Path, bytes: &[u8]) -> File {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn lay(data: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if data.len() < end {
        data.resize(end, 0);
    }
    data[offset..end].copy_from_slice(bytes);
}

/// Lays those blocks of `bytes` that are kept.
fn lay_blocks(data: &mut Vec<u8>, offset: usize, bytes: &[u8], block: usize, mut kept: impl FnMut() -> bool) {
    let mut from = offset;
    while from < offset + bytes.len() {
        let to = ((from / block + 1) * block).min(offset + bytes.len());
        if kept() {
            lay(data, from, &bytes[from - offset..to - offset]);
        }
        from = to;
    }
}

/// One of sled's files between two states; `None` where it isn't there.
fn mixed(
    synced: Option<&(Vec<u8>, SystemTime)>,
    now: Option<&(Vec<u8>, SystemTime)>,
    chance: &mut Chance,
) -> Option<(Vec<u8>, SystemTime)> {
    let (Some((old, before)), Some((new, after))) = (synced, now) else {
        return if chance.one_in(2) { synced.or(now).cloned() } else { None };
    };
    let mut data = old.clone();
    lay_blocks(&mut data, 0, new, 4096, || chance.one_in(2));
    data.resize(if chance.one_in(2) { old.len() } else { new.len() }, 0);
    Some((data, if chance.one_in(2) { *before } else { *after }))
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
