//! How the screens were left: where borders were moved to, what was chosen last in the palette, and which records were visited last in
//! each store. It lies in the file `screens.toml` in the directory for the state of programs, and is a convenience: one that can't be
//! read is as good as none.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::named;

const NAME: &str = "screens";

/// Visited records that are kept of a store.
pub const VISITED: usize = 10;

/// Actions that were chosen in the palette.
pub const USED: usize = 10;

/// Stores of which that is kept: those that were visited last.
const STORES: usize = 20;

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Left {
    /// How far the border of a screen is moved, in thousandths of the room.
    pub split: BTreeMap<String, i16>,
    /// Names of the actions that were chosen in the palette, the last first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<String>,
    /// Records of stores, the store visited last and the record visited last first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visited: Vec<Visited>,
}

/// What was visited in a store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visited {
    pub store: String,
    /// `contact ID`, `company ID`.
    pub records: Vec<String>,
}

/// How the screens were left, and the directory in which that is kept; `None` where it isn't.
#[derive(Debug, Clone, Default)]
pub struct Screens {
    pub dir: Option<PathBuf>,
    pub left: Left,
}

impl Screens {
    /// They begin, with what is kept there.
    pub fn begin(dir: Option<PathBuf>) -> Self {
        let left = dir.as_deref().map(read).unwrap_or_default();
        Self { dir, left }
    }
}

/// What is to be kept from now on.
#[derive(Debug, Clone, PartialEq)]
pub enum Keep {
    /// The border of this screen is moved so far.
    Split(&'static str, i16),
    /// This action was chosen in the palette.
    Used(&'static str),
    /// This record was visited in this store.
    Visited { store: String, record: String },
}

/// What was kept; nothing where there is nothing that can be read.
pub fn read(dir: &Path) -> Left {
    let text = named::read(dir, NAME).unwrap_or_default();
    toml::from_str(&text).unwrap_or_default()
}

/// Keeps it beside what others kept meanwhile.
///
/// # Errors
/// What writing says.
pub fn keep(dir: &Path, keep: Keep) -> io::Result<()> {
    let before = read(dir);
    let mut left = before.clone();
    left.take(keep);
    if left == before {
        return Ok(());
    }
    named::write(dir, NAME, &toml::to_string(&left).map_err(io::Error::other)?).map(drop)
}

impl Left {
    /// What was visited in a store, the last first.
    pub fn visited_in(&self, store: &str) -> &[String] {
        self.visited.iter().find(|one| one.store == store).map_or(&[], |one| &one.records)
    }

    fn take(&mut self, keep: Keep) {
        match keep {
            Keep::Split(screen, 0) => {
                self.split.remove(screen);
            }
            Keep::Split(screen, moved) => {
                self.split.insert(screen.to_owned(), moved);
            }
            Keep::Used(action) => to_front(&mut self.used, action.to_owned(), USED),
            Keep::Visited { store, record } => {
                let mut records = self.visited_in(&store).to_vec();
                to_front(&mut records, record, VISITED);
                self.visited.retain(|one| one.store != store);
                self.visited.insert(0, Visited { store, records });
                self.visited.truncate(STORES);
            }
        }
    }
}

/// It stands first from now on, once; so many are kept.
fn to_front(all: &mut Vec<String>, one: String, kept: usize) {
    all.retain(|other| *other != one);
    all.insert(0, one);
    all.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_there_again() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        assert_eq!(read(dir), Left::default());
        keep(dir, Keep::Split("agenda", 100)).unwrap();
        keep(dir, Keep::Split("contact", -50)).unwrap();
        keep(dir, Keep::Split("agenda", 0)).unwrap();
        let visit = |store: &str, record: String| keep(dir, Keep::Visited { store: store.into(), record }).unwrap();
        (0..12).for_each(|at| visit("one", at.to_string()));
        for action in ["tags", "export", "tags"] {
            keep(dir, Keep::Used(action)).unwrap();
        }
        visit("other", "a".into());
        visit("one", "5".into());
        let left = read(dir);
        assert_eq!(left.split, [("contact".to_owned(), -50)].into());
        assert_eq!(left.visited_in("one"), ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]);
        assert_eq!(left.visited_in("other"), ["a"]);
        assert_eq!(left.used, ["tags", "export"]);
        assert_eq!(left.visited_in("third"), [] as [&str; 0]);
    }

    #[test]
    fn a_file_that_is_none_is_as_good_as_none() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("screens.toml"), "[split]\nagenda = \"wide\"").unwrap();
        assert_eq!(read(dir.path()), Left::default());
        keep(dir.path(), Keep::Split("agenda", 100)).unwrap();
        assert_eq!(read(dir.path()).split.len(), 1);
    }
}
