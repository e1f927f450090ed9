//! How a path that is being typed could go on; and what is offered before anything is typed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{file_name, path};
use crate::formats;

/// Paths that are offered at the most.
const OFFERED: usize = 50;

/// Files that are offered before anything is typed.
const RECENT: usize = 5;

/// A path that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// As it goes on from what is typed; a directory ends with `/`.
    pub path: String,
    pub what: What,
}

/// What stands at an offered path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A directory whose files can be imported all together: so many.
    All(usize),
    /// A file that looks as if it could be imported.
    Importable,
    Directory,
    Other,
}

/// How what is typed could go on: directories and files, those that look as if they could be imported first. Before anything is
/// typed the newest such files of the downloads, then what is here. A directory that can't be read offers nothing.
pub fn offers(typed: &str) -> Vec<Offer> {
    let typed = if typed == "~" { "~/" } else { typed };
    let (before, begun) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let directory = if before.is_empty() { PathBuf::from(".") } else { path(before) };
    let mut found = Vec::new();
    let mut importable = 0;
    for (path, what) in entries(&directory) {
        // What is no text can't be typed.
        let Some(name) = path.file_name().and_then(OsStr::to_str) else { continue };
        importable += usize::from(what == What::Importable);
        if name.starts_with(begun) && (!name.starts_with('.') || begun.starts_with('.')) {
            let end = if what == What::Directory { "/" } else { "" };
            found.push(Offer { path: format!("{before}{name}{end}"), what });
        }
    }
    found.sort_unstable_by(|one, other| (one.what, &one.path).cmp(&(other.what, &other.path)));
    if !before.is_empty() && begun.is_empty() && importable > 1 {
        found.insert(0, Offer { path: before.to_owned(), what: What::All(importable) });
    }
    if typed.is_empty() {
        let here = std::fs::canonicalize(&directory).ok();
        let downloads = downloads().filter(|downloads| std::fs::canonicalize(downloads).ok() != here);
        let newest = downloads.map(|downloads| newest(&downloads)).unwrap_or_default();
        found.splice(0..0, newest);
    }
    found.truncate(OFFERED);
    found
}

/// The files of a directory that look as if they could be imported, by name; no hidden ones, and none of directories in it.
pub fn importable(directory: &Path) -> Vec<PathBuf> {
    let files = entries(directory).filter(|(_, what)| *what == What::Importable);
    let mut files: Vec<PathBuf> = files.map(|(path, _)| path).collect();
    files.sort_unstable();
    files
}

/// What else a directory holds, by name: a directory ends with `/`. Hidden files are nobody's contacts.
pub fn passed_over(directory: &Path) -> Vec<String> {
    let others = entries(directory).filter(|(_, what)| *what != What::Importable);
    let named =
        others.map(|(path, what)| format!("{}{}", file_name(&path), if what == What::Directory { "/" } else { "" }));
    let mut names: Vec<String> = named.filter(|name| !name.starts_with('.')).collect();
    names.sort_unstable();
    names
}

fn entries(directory: &Path) -> impl Iterator<Item = (PathBuf, What)> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| {
        let path = entry.path();
        let what = match path.is_dir() {
            true => What::Directory,
            false if formats::can_be_imported(&file_name(&path)) => What::Importable,
            false => What::Other,
        };
        (path, what)
    })
}

fn downloads() -> Option<PathBuf> {
    directories::UserDirs::new()?.download_dir().map(Path::to_owned)
}

/// What was downloaded last, `~` standing for the home as it would be typed.
fn newest(downloads: &Path) -> Vec<Offer> {
    let dated =
        importable(downloads).into_iter().filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_unstable_by(|one, other| other.cmp(one));
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let written = |file: PathBuf| match home.as_ref().and_then(|home| file.strip_prefix(home).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => file.display().to_string(),
    };
    let files = dated.into_iter().take(RECENT);
    files.map(|(_, file)| Offer { path: written(file), what: What::Importable }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_completed_what_can_be_imported_first() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("contacts")).unwrap();
        for name in ["contacts.vcf", "contacts.CSV", "contacts.doc", ".contacts.vcf", "other.ics"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        let at = |name: &str| format!("{}/{name}", dir.path().display());
        let found = |typed: &str| offers(typed).into_iter().map(|offer| offer.path).collect::<Vec<_>>();
        assert_eq!(found(&at("con")), [at("contacts.CSV"), at("contacts.vcf"), at("contacts/"), at("contacts.doc")]);
        assert_eq!(found(&at(".c")), [at(".contacts.vcf")]);
        assert!(found(&at("nowhere/x")).is_empty());
        let all = offers(&at(""));
        assert_eq!(all[0], Offer { path: at(""), what: What::All(3) });
        let is_hidden = |offer: &Offer| offer.path.trim_start_matches(&at("")).starts_with('.');
        assert!(!all.iter().any(is_hidden), "hidden files wait for a dot: {all:?}");
        assert_eq!(
            importable(dir.path()),
            ["contacts.CSV", "contacts.vcf", "other.ics"].map(|name| dir.path().join(name))
        );
        assert_eq!(passed_over(dir.path()), ["contacts.doc", "contacts/"]);
    }
}
