//! Nobody else can read the store, and nobody's store is touched who shouldn't.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use touchbase::domain::change::{Act, Change};
use touchbase::store::{Store, StoreError};

use crate::support::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Everything under `dir` that isn't 0700 or 0600.
fn loose(dir: &Path) -> Vec<String> {
    let mut loose = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if mode(&path) != if path.is_dir() { 0o700 } else { 0o600 } {
            loose.push(format!("{} {:o}", path.display(), mode(&path)));
        }
        if path.is_dir() {
            loose.extend(self::loose(&path));
        }
    }
    loose
}

#[test]
fn modes_are_tight_whatever_the_umask() {
    // The umask is the process's: a child has one of its own.
    child("privacy::filled_with_a_loose_umask", |place| {
        assert_eq!(mode(&place.dir), 0o700);
        assert_eq!(loose(&place.dir), [] as [&str; 0]);
    });
}

#[test]
fn filled_with_a_loose_umask() {
    let Some(dir) = as_child() else { return };
    rustix::process::umask(rustix::fs::Mode::empty());
    let store = open(&dir);
    let mut ids = store.ids();
    let ana = contact(&mut ids, "Ana Berg");
    add(&store, &ana);
    let many = (0..600).map(|n| Change::create(contact(&mut ids, &format!("Contact {n}"))));
    commit(&store, set(Act::Import, "contacts.vcf", many)).unwrap();
    store.contact(ana.id).unwrap();
    store.close();
}

#[test]
fn what_is_open_to_others_is_refused_with_what_mends_it() {
    let place = place();
    drop(open(&place.dir));
    for open_to in ["", "gen-1", "CURRENT"] {
        let path = place.dir.join(open_to);
        let tight = mode(&path);
        fs::set_permissions(&path, Permissions::from_mode(tight | 0o044)).unwrap();
        let error = Store::open(&place.dir, screen()).err().unwrap();
        let StoreError::Open { mend, .. } = &error else { panic!("{open_to}: {error:?}") };
        assert!(std::process::Command::new("sh").args(["-c", mend]).status().unwrap().success());
        assert_eq!(mode(&path), tight, "{open_to}");
        drop(open(&place.dir));
    }
}

#[test]
fn a_directory_with_a_quote_is_mended_too() {
    let place = place();
    let dir = place.dir.with_file_name("Ana's store");
    drop(open(&dir));
    fs::set_permissions(&dir, Permissions::from_mode(0o755)).unwrap();
    let Err(StoreError::Open { mend, .. }) = Store::open(&dir, screen()) else { panic!("it is open to others") };
    assert!(std::process::Command::new("sh").args(["-c", &mend]).status().unwrap().success());
    drop(open(&dir));
}

#[test]
fn a_newer_store_is_refused_untouched() {
    let place = place();
    drop(open(&place.dir));
    let newer = r#"{"format":2,"touchbase":"7.0.1","something":"else"}"#;
    fs::write(place.dir.join("CURRENT"), sealed(newer)).unwrap();
    let before = listing(&place.dir);
    let refused = Store::open(&place.dir, screen());
    assert!(matches!(refused, Err(StoreError::Newer { version, .. }) if version == "7.0.1"));
    assert_eq!(listing(&place.dir), before);
}

/// Names, sizes and times of all files.
fn listing(dir: &Path) -> Vec<(std::path::PathBuf, u64, std::time::SystemTime)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let meta = fs::metadata(&path).unwrap();
        all.push((path.clone(), meta.len(), meta.modified().unwrap()));
        if meta.is_dir() {
            all.extend(listing(&path));
        }
    }
    all.sort_unstable();
    all
}

#[test]
fn a_place_that_cannot_be_used_is_named() {
    let place = place();
    fs::write(&place.dir, "a file").unwrap();
    let refused = Store::open(&place.dir, screen());
    assert!(matches!(refused, Err(StoreError::Io { path, .. }) if path == place.dir));
}
