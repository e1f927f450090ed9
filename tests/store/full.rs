//! A real small file system that runs full: in a mount namespace of its own, where the machine allows one.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use touchbase::domain::change::{Act, Change, Label};
use touchbase::domain::id::Ids;
use touchbase::domain::record::RecordKind;
use touchbase::store::drafts::Draft;
use touchbase::store::{Store, StoreError, StreamError, Wanted};

use crate::support::*;
use crate::trials::model::Model;

/// Runs a command line of its shell with a file system of so many kilobytes mounted in `dir`.
fn mounted(dir: &Path, kilobytes: u32, then: &str) -> Command {
    let mut command = Command::new("unshare");
    let mount = format!("mount -t tmpfs -o size={kilobytes}k,mode=0700 none \"$0\" && {then}");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &mount]).arg(dir);
    command
}

/// What takes up the room.
struct Filler {
    path: PathBuf,
}

impl Filler {
    /// Takes all room but so many bytes.
    fn but(dir: &Path, left: u64) -> Self {
        let path = dir.join("filler");
        let mut file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
        while file.write_all(&[b'x'; 4096]).is_ok() {}
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(left)).unwrap();
        Self { path }
    }

    fn goes(self) {
        fs::remove_file(&self.path).unwrap();
    }
}

#[test]
fn a_small_disk_runs_full() {
    let place = place();
    let dir = place.dir.parent().unwrap();
    let can = mounted(dir, 64, "true").stderr(Stdio::null()).status();
    if !can.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    let test = command("full::lives_on_a_small_disk", dir);
    let mut command = mounted(dir, 3_000, "exec \"$@\"");
    command.arg(test.get_program()).args(test.get_args());
    command.envs(test.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn lives_on_a_small_disk() {
    let Some(disk) = as_child() else { return };
    let (dir, mut model) = (disk.join("store"), Model::default());
    nothing_is_begun_without_room(&disk, &dir);
    let store = open(&dir);
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    let mut add = |store: &Store, model: &mut Model| {
        let person = contact(&mut ids, "Ana Berg");
        let told = call(&mut ids, person.id, 3, &"so much was said ".repeat(20));
        let set = set(Act::Add, "Ana Berg", [Change::create(person), Change::create(told)]);
        let changes = set.changes.clone();
        let saved = commit(store, set);
        if saved.is_ok() {
            model.apply(model.sets.len() as u64 + 1, changes);
        }
        saved.map(|_| ())
    };
    add(&store, &mut model).unwrap();
    draft(&store, "first").unwrap();

    // Small sets until there is no room.
    let filler = Filler::but(&disk, 6_000);
    let refused = (0..200).find_map(|_| add(&store, &mut model).err());
    assert!(matches!(refused, Some(StoreError::Full { .. })), "{refused:?}");
    check(&store, &model, "full");
    assert!(matches!(draft(&store, "second"), Err(StoreError::Full { .. })));
    assert_eq!(drafts(&store), ["first"], "the one before stays");
    check(&open(&dir), &model, "full, opened again");
    filler.goes();
    add(&store, &mut model).unwrap();
    draft(&store, "second").unwrap();
    assert_eq!(drafts(&store), ["second"]);
    check(&store, &model, "room again");

    // A big set.
    let filler = Filler::but(&disk, 60_000);
    assert!(matches!(import(&store), Err(StreamError::Store(StoreError::Full { .. }))));
    assert_eq!(fs::read_dir(dir.join("gen-1/sets")).unwrap().count(), 0, "nothing is left over");
    check(&store, &model, "an import too big");
    filler.goes();
    let made = import(&store).unwrap();
    model.apply(model.sets.len() as u64 + 1, made);
    check(&store, &model, "the import again");

    // Side file, texts and archive.
    let filler = Filler::but(&disk, 0);
    let read = store.latest(RecordKind::Interaction, None, 1, Wanted::All);
    assert!(read.is_ok() || matches!(read, Err(StoreError::Full { .. } | StoreError::Unwritable { .. })), "{read:?}");
    store.close();
    check(&store, &model, "closed without room");
    drop(store);
    check(&open(&dir), &model, "closed without room, opened again");
    filler.goes();
    let store = open(&dir);
    assert_eq!(model.differs(&store).unwrap(), None);
    store.close();
    drop(store);
    let store = open(&dir);
    assert_eq!(model.differs(&store).unwrap(), None);

    // The archive follows until there is no room.
    let filler = Filler::but(&disk, 20_000);
    while add(&store, &mut model).is_ok() {}
    check(&store, &model, "with the archive open");
    store.close();
    filler.goes();
    assert_eq!(model.differs(&store).unwrap(), None, "the same session reads on");
    drop(store);
    let store = open(&dir);
    assert_eq!(model.differs(&store).unwrap(), None);
    add(&store, &mut model).unwrap();
    check(&store, &model, "at the end");
}

/// What needs no archive.
#[track_caller]
fn check(store: &Store, model: &Model, what: &str) {
    assert!(*store.book() == model.book, "{what}: the books differ");
    assert_eq!(store.position(), model.sets.len() as u64, "{what}");
}

fn nothing_is_begun_without_room(disk: &Path, dir: &Path) {
    let filler = Filler::but(disk, 0);
    let opened = Store::open(dir, screen()).map(|_| ());
    assert!(matches!(opened, Err(StoreError::Full { .. })), "{opened:?}");
    filler.goes();
    drop(open(dir));
    fs::remove_dir_all(dir).unwrap();
}

fn draft(store: &Store, text: &str) -> Result<(), StoreError> {
    store.drafts().save(&Draft {
        id: uuid::Uuid::from_u128(1),
        at: "2026-11-03T09:30:00+01:00".parse().unwrap(),
        author: "ana".to_owned(),
        pid: 1,
        form: "log".to_owned(),
        about: String::new(),
        on: None,
        session: String::new(),
        open: false,
        goes_on_with: None,
        fields: vec![("text".to_owned(), text.to_owned())],
    })
}

fn drafts(store: &Store) -> Vec<String> {
    store.drafts().list().into_iter().map(|draft| draft.fields[0].1.clone()).collect()
}

fn import(store: &Store) -> Result<Vec<Change>, StreamError<()>> {
    let mut ids = Ids::seeded(1_791_000_000_000, 2);
    let many: Vec<Change> = (0..600).map(|n| Change::create(contact(&mut ids, &format!("Contact {n}")))).collect();
    let changes = many.iter().cloned().map(Ok);
    store.commit_stream(Label::new(Act::Import, "many.vcf"), store.position(), changes).map(|_| many)
}
