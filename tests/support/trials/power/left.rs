//! What is left when the power goes: of all that wasn't synced a part.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::{Event, Id, Seen, Sleds};
use crate::trials::chance::Chance;

impl Seen {
    /// The names that are left when the power goes.
    pub(super) fn names_left(&self, moment: usize, chance: &mut Chance) -> HashMap<Id, BTreeMap<OsString, Id>> {
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

    pub(super) fn write(
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
