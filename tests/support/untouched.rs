//! What lies in a directory at a moment, to tell whether anything was changed there since: every name, byte, mode, owner and
//! time stamp but that of the last reading.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A directory as it was.
pub struct Untouched {
    dir: PathBuf,
    files: BTreeMap<PathBuf, Look>,
}

/// A file, directory or socket as it was.
#[derive(Debug, PartialEq, Eq)]
struct Look {
    inode: u64,
    mode: u32,
    owner: u32,
    length: u64,
    checksum: Option<u32>,
    written: (i64, i64),
    changed: (i64, i64),
}

impl Untouched {
    pub fn of(dir: &Path) -> Self {
        let mut files = BTreeMap::new();
        look(dir, &mut files);
        Self { dir: dir.to_owned(), files }
    }

    /// Fails where `what` changed anything.
    pub fn still(&self, what: &str) {
        let now = Self::of(&self.dir).files;
        for (path, look) in &now {
            let before = self.files.get(path);
            assert_eq!(before, Some(look), "{what} touched {}", path.display());
        }
        for path in self.files.keys() {
            assert!(now.contains_key(path), "{what} removed {}", path.display());
        }
    }
}

fn look(path: &Path, files: &mut BTreeMap<PathBuf, Look>) {
    let Ok(meta) = fs::symlink_metadata(path) else { return };
    let look_at = Look {
        inode: meta.ino(),
        mode: meta.mode(),
        owner: meta.uid(),
        length: meta.len(),
        checksum: meta.is_file().then(|| crc32fast::hash(&fs::read(path).unwrap())),
        written: (meta.mtime(), meta.mtime_nsec()),
        changed: (meta.ctime(), meta.ctime_nsec()),
    };
    files.insert(path.to_owned(), look_at);
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        look(&entry.path(), files);
    }
}
