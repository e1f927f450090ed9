//! Where mappings of tables lie: one file each in the directory `mappings` beside the configuration. What stands in one is the
//! formats' to read and write.

use std::io;
use std::path::{Path, PathBuf};

/// Characters of a name.
const NAME: usize = 60;

/// The directory, of the configuration file at `config`.
pub fn dir(config: &Path) -> PathBuf {
    config.parent().unwrap_or(Path::new("")).join("mappings")
}

/// The names of those that are there, in their order.
pub fn names(dir: &Path) -> Vec<String> {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let toml = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let mut names: Vec<String> = toml.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.retain(|name| is_name(name));
    names.sort();
    names
}

/// Whether a mapping can be called so: letters, digits, spaces, `-` and `_`, so that it is a file's name everywhere.
pub fn is_name(name: &str) -> bool {
    let sound = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    (1..=NAME).contains(&name.chars().count()) && name.chars().all(sound) && name.trim() == name
}

/// Where the mapping of this name lies, or would.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_kept_by_name() {
        let home = tempfile::tempdir().unwrap();
        let dir = dir(&home.path().join("config.toml"));
        assert_eq!(names(&dir), Vec::<String>::new());
        write(&dir, "our crm", "one").unwrap();
        write(&dir, "Büro-2", "two").unwrap();
        write(&dir, "our crm", "three").unwrap();
        std::fs::write(dir.join("notes.txt"), "x").unwrap();
        assert_eq!(names(&dir), ["Büro-2", "our crm"]);
        assert_eq!(read(&dir, "our crm").unwrap(), "three");
        assert_eq!(read(&dir, "other").unwrap_err().kind(), io::ErrorKind::NotFound);
        for name in ["", "../config", "a/b", "a.b", " a", "a\n"] {
            assert_eq!(write(&dir, name, "x").unwrap_err().kind(), io::ErrorKind::InvalidInput, "{name:?}");
            assert!(read(&dir, name).is_err(), "{name:?}");
        }
    }
}
