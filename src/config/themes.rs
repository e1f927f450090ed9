//! Where a theme's text lies: in a file of the user's, or built in. What stands in it is the screens' to read.

use std::io;
use std::path::{Path, PathBuf};

use super::file::expand_home;

/// A theme's file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    pub path: PathBuf,
    pub text: String,
}

/// The file of the theme `name`: a path (from the configuration's directory on), else `themes/NAME.toml` there. `None` where
/// there is no such file, and the name may be that of a built-in theme. The `asking` file, whose base `name` is, is
/// passed over: an own `dark.toml` may build on the `dark` that is built in.
pub fn find(name: &str, config: &Path, asking: Option<&Path>) -> Result<Option<ThemeFile>, (PathBuf, io::Error)> {
    let dir = config.parent().unwrap_or(Path::new(""));
    let path =
        if is_path(name) { dir.join(expand_home(name)) } else { dir.join("themes").join(format!("{name}.toml")) };
    if asking == Some(&*path) {
        return Ok(None);
    }
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(ThemeFile { path, text })),
        Err(error) if is_missing(&error) && !is_path(name) => Ok(None),
        Err(error) => Err((path, error)),
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The names of the files in the directory `themes` beside the configuration, in their order.
pub fn own(config: &Path) -> Vec<String> {
    let dir = config.parent().unwrap_or(Path::new("")).join("themes");
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let toml = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let mut names: Vec<String> = toml.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

/// Whether a theme is named by its file's path, not by its name.
pub(super) fn is_path(name: &str) -> bool {
    name.contains('/') || name.ends_with(".toml")
}
