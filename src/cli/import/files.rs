//! The files that are to be imported: those that are named, and those of the folders that are.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::session::Session;
use crate::error::{Error, ErrorKind};
use crate::explain;
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
        let (mut inside, others): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(is_file);
        tell_others(session, path, others);
        if inside.is_empty() {
            let empty = say!(session.text, "error-import-folder", path = path.display().to_string());
            return Err(Error::new(ErrorKind::Usage, empty).hint(say!(session.text, "hint-import-format")));
        }
        inside.sort_unstable();
        all.append(&mut inside);
    }
    Ok(all)
}

/// Says what of a folder is passed over; of a spreadsheet also what makes it readable. Hidden files are nobody's contacts.
fn tell_others(session: &Session, folder: &Path, others: Vec<PathBuf>) {
    let name = |path: &PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        (!name.starts_with('.')).then(|| if path.is_dir() { format!("{name}/") } else { name })
    };
    let mut names: Vec<String> = others.iter().filter_map(name).collect();
    names.sort_unstable();
    let told = explain::passed_over(&session.text, &folder.display().to_string(), &names);
    told.iter().for_each(|words| session.tell(words));
}

/// A file that is imported.
pub struct Given {
    path: PathBuf,
    /// As it was typed.
    pub typed: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Given {
    pub fn read(session: &Session, path: &Path) -> Result<Self, Error> {
        let is_piped = path == Path::new(STDIN);
        let bytes = if is_piped { formats::bytes(io::stdin()) } else { File::open(path).and_then(formats::bytes) };
        let typed = if is_piped { Path::new("stdin") } else { path };
        let name = typed.file_name().unwrap_or(typed.as_os_str()).to_string_lossy().into_owned();
        let bytes = bytes.map_err(|error| session.cannot_read(path, &error))?;
        Ok(Self { path: path.to_owned(), typed: typed.to_string_lossy().into_owned(), name, bytes })
    }

    /// Lets go what can be read again.
    pub fn let_go(&mut self) {
        if self.path != Path::new(STDIN) {
            self.bytes = Vec::new();
        }
    }

    /// Reads it again where it was let go.
    pub fn again(&mut self, session: &Session) -> Result<(), Error> {
        if self.bytes.is_empty() {
            *self = Self::read(session, &self.path)?;
        }
        Ok(())
    }
}
