//! The files that are to be imported: those that are named, and those of the folders that are.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::session::Session;
use crate::error::{Error, ErrorKind};
use crate::formats;
use crate::say;

/// What stands for standard input.
const STDIN: &str = "-";

/// The files; of a folder those in it that can be imported, by their names.
///
/// # Errors
/// A folder can't be read, or nothing in it can be imported.
pub fn all(session: &Session, typed: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut all = Vec::new();
    for path in typed {
        if path == Path::new(STDIN) || !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| session.cannot_read(path, &error))?;
        let entries = entries.flatten().map(|entry| entry.path());
        let is_file = |path: &PathBuf| {
            path.is_file() && path.file_name().is_some_and(|name| formats::can_be_imported(&name.to_string_lossy()))
        };
        let mut inside: Vec<PathBuf> = entries.filter(is_file).collect();
        if inside.is_empty() {
            let empty = say!(session.text, "error-import-folder", path = path.display().to_string());
            return Err(Error::new(ErrorKind::Usage, empty).hint(say!(session.text, "hint-import-format")));
        }
        inside.sort_unstable();
        all.append(&mut inside);
    }
    Ok(all)
}

/// A file as it was typed, its name, and what is in it.
pub fn read(session: &Session, path: &Path) -> Result<(String, String, Vec<u8>), Error> {
    let bytes = if path == Path::new(STDIN) {
        formats::bytes(io::stdin())
    } else {
        std::fs::File::open(path).and_then(formats::bytes)
    };
    let typed = if path == Path::new(STDIN) { Path::new("stdin") } else { path };
    let name = typed.file_name().unwrap_or(typed.as_os_str());
    let bytes = bytes.map_err(|error| session.cannot_read(path, &error))?;
    Ok((typed.to_string_lossy().into_owned(), name.to_string_lossy().into_owned(), bytes))
}
