//! Files that are kept by name beside the configuration, each a `.toml`: mappings of tables, views of lists. What stands in one is for
//! whoever keeps it.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::search::fold;

/// Characters of a name.
const NAME: usize = 60;

/// The names of those that are there, in their order.
pub fn names(dir: &Path) -> Vec<String> {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let toml = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let mut names: Vec<String> = toml.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.retain(|name| is_name(name));
    names.sort();
    names
}

/// Whether it can be called so: letters, digits, spaces, `-` and `_`, so that it is a file's name everywhere.
pub fn is_name(name: &str) -> bool {
    let sound = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    (1..=NAME).contains(&name.chars().count()) && name.chars().all(sound) && name.trim() == name
}

/// Where the one of this name lies, or would.
pub fn path(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.toml"))
}

/// What stands in it.
///
/// # Errors
/// `InvalidInput` if that is no name, `NotFound` if there is none.
pub fn read(dir: &Path, name: &str) -> io::Result<String> {
    if is_name(name) { std::fs::read_to_string(path(dir, name)) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// Writes it whole or not at all, over one that is there; and makes the directory. Where it lies.
///
/// # Errors
/// `InvalidInput` if that is no name.
pub fn write(dir: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    if !is_name(name) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    std::fs::create_dir_all(dir)?;
    let (path, beside) = (path(dir, name), dir.join(format!(".{name}.{}.part", std::process::id())));
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, &path));
    if written.is_err() {
        // What can't be removed is only left over.
        let _ = std::fs::remove_file(&beside);
    }
    written.map(|()| path)
}

/// Gives it another name.
///
/// # Errors
/// `InvalidInput` if that is no name, `AlreadyExists` if another is called so.
pub fn rename(dir: &Path, from: &str, to: &str) -> io::Result<()> {
    if !is_name(from) || !is_name(to) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // The same name in other letters may be the same file.
    if fold(from) != fold(to) && path(dir, to).exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(path(dir, from), path(dir, to))
}

/// Takes it away.
///
/// # Errors
/// `InvalidInput` if that is no name, `NotFound` if there is none.
pub fn remove(dir: &Path, name: &str) -> io::Result<()> {
    if is_name(name) { std::fs::remove_file(path(dir, name)) } else { Err(io::ErrorKind::InvalidInput.into()) }
}
