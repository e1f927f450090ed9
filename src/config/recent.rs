//! What was chosen in the palette last, by all sessions of a user: names of actions, one a line, in a file of the program's own. What
//! can't be read or written is done without.

use std::io;
use std::path::Path;

/// So many are kept.
const KEPT: usize = 10;

/// Their names, the last first; none where there is no such file.
pub fn read(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| !line.is_empty()).take(KEPT).map(str::to_owned).collect()
}

/// This one was chosen: it stands first from now on.
///
/// # Errors
/// The file or its directory can't be written; it is as it was then.
pub fn keep(path: &Path, name: &str) -> io::Result<()> {
    let before = read(path).into_iter().filter(|one| one != name);
    let text: String = std::iter::once(name.to_owned()).chain(before).take(KEPT).map(|name| name + "\n").collect();
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    let beside = path.with_extension(std::process::id().to_string());
    std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stands_first_each_once_and_so_many_are_kept() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("state/palette");
        assert_eq!(read(&path), [""; 0]);
        for name in ["tags", "export", "tags"] {
            keep(&path, name).unwrap();
        }
        assert_eq!(read(&path), ["tags", "export"]);
        (0..20).for_each(|n| keep(&path, &n.to_string()).unwrap());
        assert_eq!((read(&path).len(), read(&path)[0].as_str()), (10, "19"));
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }
}
