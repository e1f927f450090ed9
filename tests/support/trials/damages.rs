//! Files of a store that are damaged while nobody has it open.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use touchbase::domain::record::RecordKind;
use touchbase::store::disk::Disk;
use touchbase::store::{Store, Wanted, Who};

use super::chance::Chance;
use super::check::Check;
use super::job::{self, Job};
use super::kills::Stop;
use super::power::Recorder;
use super::{Plan, Trial, Try, room};

/// How a store's life ended before it was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// In order: all files are up to date.
    Closed,
    /// In order, and the archive was opened once more, so that sled has a snapshot.
    Twice,
    /// Like a process that is killed: what follows the journal lags behind.
    Killed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Damage {
    Flipped,
    Zeroed,
    Cut,
    Grown,
    Emptied,
    Deleted,
    /// The same file of another store.
    Foreign,
    /// The same file as it was a while ago.
    Old,
}

const DAMAGES: [Damage; 8] = [
    Damage::Flipped,
    Damage::Zeroed,
    Damage::Cut,
    Damage::Grown,
    Damage::Emptied,
    Damage::Deleted,
    Damage::Foreign,
    Damage::Old,
];

/// A store to be copied and damaged, one like it, and itself as it was before.
struct Stores {
    _rooms: [TempDir; 3],
    plan: Plan,
    ending: Ending,
    store: PathBuf,
    other: PathBuf,
    before: PathBuf,
    files: Vec<PathBuf>,
}

/// Copies a directory with all that is in it, times and modes too.
fn copy(from: &Path, to: &Path) {
    assert!(copies(from, to), "{} can't be copied", from.display());
}

/// The same; `false` where not all is copied, as what goes meanwhile.
fn copies(from: &Path, to: &Path) -> bool {
    Command::new("cp").arg("-a").args([from, to]).stderr(Stdio::null()).status().unwrap().success()
}

impl Stores {
    fn new(plan: &Plan, ending: Ending) -> Self {
        let ((one, store), (two, other), (three, before)) = (room(), room(), room());
        let disk = Disk::default().with_segments(plan.segment);
        let life = plan.life();
        for dir in [&store, &other] {
            let half = |done| {
                if dir == &store && done == plan.length / 2 {
                    // A thread may be writing; what it makes beside doesn't matter.
                    let _ = copies(&store, &before);
                }
            };
            let lived = life.run(dir, &disk, half).unwrap().unwrap();
            if ending != Ending::Killed {
                lived.latest(RecordKind::Interaction, None, 1, Wanted::All).unwrap();
                lived.close();
            }
            drop(lived);
            if ending == Ending::Twice {
                life.read_again(dir, &disk).unwrap();
            }
        }
        let mut files = Vec::new();
        list(&store, Path::new(""), &mut files);
        let all = files.clone();
        files.retain(|file| class(file, &all).is_some());
        Self { _rooms: [one, two, three], plan: plan.clone(), ending, store, other, before, files }
    }
}

/// All files under `dir`, by their paths in it.
fn list(dir: &Path, within: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir.join(within)).unwrap() {
        let entry = entry.unwrap();
        let path = within.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            list(dir, &path, files);
        } else {
            files.push(path);
        }
    }
    files.sort_unstable();
}

/// What kind of file it is; `None` where it isn't damaged here: a draft is nothing but what is in it.
fn class(file: &Path, files: &[PathBuf]) -> Option<String> {
    let parts: Vec<&str> = file.iter().map(|part| part.to_str().unwrap()).collect();
    let named = |file: &Path| file.iter().nth(1).is_some_and(|part| part == "journal");
    Some(match parts.as_slice() {
        ["drafts" | "aside", ..] | ["keeper"] => return None,
        [_, "journal", _] => {
            let last = files.iter().rfind(|file| named(file)).map(PathBuf::as_path);
            if last == Some(file) { "journal, its end" } else { "journal" }.to_owned()
        }
        [_, "sets", _] => "sets".to_owned(),
        [_, "archive", rest @ ..] => {
            format!("archive {}", rest[0].split('.').next().unwrap())
        }
        ["backups", ..] => "backups".to_owned(),
        [.., name] => (*name).to_owned(),
        [] => return None,
    })
}

/// Trials in which a file of a store, and sometimes another, is damaged.
pub fn of_a_life(plan: &Plan, ending: Ending, count: usize) -> Vec<Try> {
    let stores = Arc::new(Stores::new(plan, ending));
    let mut chance = Chance::new(plan.seed);
    let trial = |_| {
        let (stores, seed) = (stores.clone(), chance.draw());
        Box::new(move || one(&stores, seed)) as Try
    };
    (0..count).map(trial).collect()
}

/// What was done to which files.
struct Done {
    kind: String,
    file: String,
    told: String,
}

/// Copies the store to `dir` and damages it.
fn damage(stores: &Stores, dir: &Path, chance: &mut Chance) -> Done {
    copy(&stores.store, dir);
    let mut classes: Vec<String> = stores.files.iter().filter_map(|file| class(file, &stores.files)).collect();
    classes.sort_unstable();
    classes.dedup();
    let (mut kinds, mut names, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..if chance.one_in(6) { 2 } else { 1 } {
        let wanted = chance.pick(&classes).unwrap().clone();
        // Nothing else knows the end of a journal whose store was killed than the journal and the lock.
        if stores.ending == Ending::Killed {
            let both = ["lock", "journal, its end"];
            if both.contains(&wanted.as_str()) {
                classes.retain(|class| !both.contains(&class.as_str()));
            }
        }
        classes.retain(|class| *class != wanted);
        let of_class: Vec<&PathBuf> =
            stores.files.iter().filter(|file| class(file, &stores.files).as_ref() == Some(&wanted)).collect();
        let file = *chance.pick(&of_class).unwrap();
        let damage = *chance.pick(&DAMAGES).unwrap();
        hurt(stores, dir, file, damage, chance);
        kinds.push(format!("{damage:?}").to_lowercase());
        told.push(format!("{damage:?} {}", file.display()));
        names.push(wanted);
    }
    Done {
        kind: if kinds.len() > 1 { "two at once".to_owned() } else { kinds.concat() },
        file: names.join(" + "),
        told: told.join(" and "),
    }
}

impl Stores {
    fn check(&self, dir: PathBuf) -> Check {
        let done = self.plan.length;
        Check { dir, plan: self.plan.clone(), done, begun: done, sound: false }
    }

    fn told(&self, done: &Done, seed: u64) -> String {
        format!("{:?}, {:?}, {}, seed {seed}", self.plan, self.ending, done.told)
    }
}

fn one(stores: &Stores, seed: u64) -> Trial {
    let (_above, dir) = room();
    let done = damage(stores, &dir, &mut Chance::new(seed));
    let told = stores.told(&done, seed);
    Trial { kind: done.kind, file: done.file, told, outcome: job::check(stores.check(dir)) }
}

/// Trials in which the mending of a damaged store is cut short, by a kill or by power that goes.
pub fn of_a_mending(plan: &Plan, ending: Ending, count: usize) -> Vec<Try> {
    let stores = Arc::new(Stores::new(plan, ending));
    let mut chance = Chance::new(plan.seed);
    let trial = |_| {
        let (stores, seed) = (stores.clone(), chance.draw());
        Box::new(move || cut_short(&stores, seed)) as Try
    };
    (0..count).map(trial).collect()
}

fn cut_short(stores: &Stores, seed: u64) -> Trial {
    let mut chance = Chance::new(seed);
    let (above, dir) = room();
    let done = damage(stores, &dir, &mut chance);
    let told = stores.told(&done, seed);
    let (kind, dir) = if chance.one_in(2) {
        let stop = Stop::Call(chance.below(60));
        let mut child = job::start(&Job::Mend { dir: dir.clone(), plan: stores.plan.clone(), stop });
        // What it says is of no interest, but it must not wait for a reader.
        drop((child.stdout.take(), child.stderr.take()));
        child.wait().unwrap();
        ("killed, mending", dir)
    } else {
        let recorder = Recorder::new(above.path());
        let disk = recorder.disk().with_segments(stores.plan.segment);
        drop(Store::open_on(disk, &dir, Who { author: "ana".to_owned(), screen: true }));
        let root = above.path().join("after");
        let moment = recorder.a_moment(&mut chance);
        recorder.after_loss(moment, &mut chance, &root);
        ("no power, mending", root.join("store"))
    };
    Trial { kind: kind.to_owned(), file: done.file, told, outcome: job::check(stores.check(dir)) }
}

fn hurt(stores: &Stores, dir: &Path, file: &Path, damage: Damage, chance: &mut Chance) {
    let path = dir.join(file);
    let mut bytes = fs::read(&path).unwrap();
    let at = if bytes.is_empty() { 0 } else { chance.below(bytes.len()) };
    let instead = match damage {
        Damage::Deleted => return fs::remove_file(&path).unwrap(),
        Damage::Foreign => Some(&stores.other),
        Damage::Old => Some(&stores.before),
        _ => None,
    };
    if let Some(instead) = instead {
        // The set's file of another store has another name.
        let there = fs::read(instead.join(file)).ok().or_else(|| {
            let sibling = fs::read_dir(instead.join(file.parent()?)).ok()?.flatten().next()?;
            fs::read(sibling.path()).ok()
        });
        return fs::write(&path, there.unwrap_or_default()).unwrap();
    }
    match damage {
        Damage::Flipped if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
        Damage::Zeroed => {
            let block = *chance.pick(&[512, 4096]).unwrap();
            let begin = at / block * block;
            let end = (begin + block).min(bytes.len());
            bytes[begin..end].fill(0);
        }
        Damage::Cut => bytes.truncate(at),
        Damage::Grown => {
            let byte = if chance.one_in(2) { 0 } else { b'x' };
            bytes.resize(bytes.len() + chance.below(2_000) + 1, byte);
        }
        _ => bytes.clear(),
    }
    // In the file's place, as a disk does it: its name and modes stay.
    let there = OpenOptions::new().write(true).open(&path).unwrap();
    there.set_len(bytes.len() as u64).unwrap();
    there.write_all_at(&bytes, 0).unwrap();
}
