//! Where mappings of tables lie: one file each in the directory `mappings` beside the configuration. What stands in one is the
//! formats' to read and write.

use std::path::{Path, PathBuf};

pub use super::named::{is_name, names, path, read, write};

/// The directory, of the configuration file at `config`.
pub fn dir(config: &Path) -> PathBuf {
    config.parent().unwrap_or(Path::new("")).join("mappings")
}

#[cfg(test)]
mod tests {
    use std::io;

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
