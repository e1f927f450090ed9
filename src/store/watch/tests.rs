use std::fs::{self, File};
use std::io::Write;

use super::*;

/// The directories of a store.
fn places() -> (tempfile::TempDir, [PathBuf; 3]) {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    let (journal, drafts) = (store.join("gen-1/journal"), store.join("drafts"));
    for made in [&journal, &drafts] {
        fs::create_dir_all(made).unwrap();
    }
    for made in [journal.join("000001.jsonl"), store.join("lock"), store.join("CURRENT")] {
        File::create(made).unwrap();
    }
    (dir, [store, journal, drafts])
}

const JOURNAL: Seen = Seen { journal: true, drafts: false };
const DRAFTS: Seen = Seen { journal: false, drafts: true };

/// What one system tells: of commits, drafts and another generation, and what it keeps quiet.
macro_rules! tells {
    ($name:ident, $eyes:ident) => {
        #[test]
        fn $name() {
            let (_dir, [store, journal, drafts]) = places();
            let watched = Places { store: &store, journal: &journal, drafts: &drafts };
            let (mut eyes, closing) = $eyes::Eyes::open(&watched).unwrap();
            let append = |path: &Path| {
                let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
                file.write_all(b"a line\n").unwrap();
            };
            append(&journal.join("000001.jsonl"));
            assert_eq!(eyes.wait(), Woken::Seen(JOURNAL));
            // Had any of this been told, it would be told with the draft.
            fs::read(journal.join("000001.jsonl")).unwrap();
            append(&store.join("lock"));
            File::create(store.join("keeper")).unwrap();
            File::create(drafts.join("a.part")).unwrap();
            fs::rename(drafts.join("a.part"), drafts.join("a.json")).unwrap();
            assert_eq!(eyes.wait(), Woken::Seen(DRAFTS));
            fs::remove_file(drafts.join("a.json")).unwrap();
            assert_eq!(eyes.wait(), Woken::Seen(DRAFTS));
            let next = store.join("gen-2/journal");
            fs::create_dir_all(&next).unwrap();
            File::create(store.join("CURRENT.tmp")).unwrap();
            fs::rename(store.join("CURRENT.tmp"), store.join("CURRENT")).unwrap();
            assert_eq!(eyes.wait(), Woken::Seen(JOURNAL));
            eyes.follow(&journal, &next).unwrap();
            fs::remove_dir_all(store.join("gen-1")).unwrap();
            fs::write(next.join("000001.jsonl"), "a line\n").unwrap();
            assert_eq!(eyes.wait(), Woken::Seen(JOURNAL));
            drop(closing);
            while eyes.wait() != Woken::Closed {}
        }
    };
}

#[cfg(target_os = "linux")]
tells!(linux_tells_of_commits_and_drafts_alone, inotify);
tells!(others_tell_of_commits_and_drafts_alone, notified);

#[cfg(target_os = "linux")]
#[test]
fn a_store_that_is_put_away_is_seen_no_more() {
    let (dir, [store, journal, drafts]) = places();
    let (mut eyes, _closing) =
        inotify::Eyes::open(&Places { store: &store, journal: &journal, drafts: &drafts }).unwrap();
    fs::rename(&store, dir.path().join("away")).unwrap();
    assert_eq!(eyes.wait(), Woken::Blind);
}
