//! Damage to every file of the archive, whether or not its time of change tells: what is read afterwards is what was saved.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;

use crate::archive::{Filled, People, archive, check, copy, fill, filled};
use crate::support::*;

/// Chance that falls the same way at every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 8).unwrap() % below
    }
}

/// All files below `dir`.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

#[derive(Debug, Clone, Copy)]
enum Damage {
    Bit,
    Block,
    Tail,
    Emptied,
    Deleted,
}

fn damage(file: &Path, damage: Damage, dice: &mut Dice) {
    let mut bytes = fs::read(file).unwrap();
    // sled's log ends in zeros, of which it loses nothing.
    let written = bytes.iter().rposition(|byte| *byte != 0).map_or(1, |last| last + 1);
    let at = dice.below(written);
    match damage {
        Damage::Bit => bytes[at] ^= 1 << dice.below(8),
        Damage::Block => bytes.iter_mut().skip(at / 512 * 512).take(512).for_each(|byte| *byte = 0),
        Damage::Tail => bytes.truncate(at),
        Damage::Emptied => bytes.clear(),
        Damage::Deleted => return fs::remove_file(file).unwrap(),
    }
    fs::write(file, bytes).unwrap();
}

/// A store that was opened several times with something changed in between, so that sled's log has a long past, of which it
/// keeps a table, and an end that it reads through.
fn lived(table: bool) -> Filled {
    let Filled { place, mut people } = filled();
    for round in 0..3 {
        let store = open(&place.dir);
        store.contact(people[0].0.id).unwrap();
        fill(&store, &mut people, 4);
        for (person, _) in people.iter_mut().take(12) {
            let renamed = Contact { name: format!("{} {round}", person.name), ..person.clone() };
            commit(&store, set(Act::Edit, "", [Change::edit(person.clone(), renamed.clone())])).unwrap();
            *person = renamed;
        }
        store.close();
    }
    let tables: Vec<PathBuf> = files(&archive(&place.dir)).into_iter().filter(|path| is_table(path)).collect();
    assert!(!tables.is_empty(), "sled keeps a table of its pages");
    if !table {
        tables.iter().for_each(|path| fs::remove_file(path).unwrap());
        // Found without its table it is counted through, and sealed as it is.
        let store = open(&place.dir);
        store.contact(people[0].0.id).unwrap();
        store.close();
        assert!(!place.dir.join("aside").exists());
    }
    Filled { place, people }
}

fn is_table(path: &Path) -> bool {
    path.file_name().unwrap().to_str().unwrap().starts_with("snap.")
}

/// Damages the archive of a store in turn in every way, and looks whether all is read as it was saved.
fn is_read_as_saved(Filled { place, people }: &Filled, rounds: usize, seed: u64) {
    let good = place.dir.with_file_name("good");
    let generation = place.dir.join("gen-1");
    // With it much would be read without opening what is damaged.
    fs::remove_file(archive(&place.dir).join("index")).unwrap();
    copy(&archive(&place.dir), &good);
    let seal = fs::read(generation.join("archive.seal")).expect("it was sealed");
    let times: Vec<_> =
        files(&archive(&place.dir)).iter().map(|file| fs::metadata(file).unwrap().modified().unwrap()).collect();
    let kinds = [Damage::Bit, Damage::Block, Damage::Tail, Damage::Emptied, Damage::Deleted];
    let mut dice = Dice(seed);
    let mut noticed = 0;
    for round in 0..rounds {
        let kind = kinds[round % kinds.len()];
        let hidden = (round / kinds.len()).is_multiple_of(2);
        let _ = fs::remove_dir_all(place.dir.join("aside"));
        copy(&good, &archive(&place.dir));
        fs::write(generation.join("archive.seal"), &seal).unwrap();
        let all = files(&archive(&place.dir));
        // Most of it is sled's log, and so is most of the damage.
        let hit = if dice.below(3) == 0 {
            dice.below(all.len())
        } else {
            all.iter().position(|file| file.ends_with("db")).unwrap()
        };
        damage(&all[hit], kind, &mut dice);
        for (file, time) in all.iter().zip(&times) {
            if let (true, Ok(file)) = (hidden, File::options().write(true).open(file)) {
                file.set_modified(*time).unwrap();
            }
        }
        let what = format!("round {round}: {kind:?} of {}, hidden: {hidden}", all[hit].display());
        let store = open(&place.dir);
        check(&store, people, &what);
        store.close();
        noticed += usize::from(place.dir.join("aside").exists());
        check(&open(&place.dir), people, &format!("{what}, opened again"));
    }
    // Where sled's log is cut back to an earlier state, that is sound, as its pages still lie where they lay: it is brought up.
    assert!(noticed > rounds / 10, "only {noticed} of {rounds} were noticed");
}

/// As many as are asked for, else a few.
fn rounds() -> usize {
    std::env::var("TOUCHBASE_TEST_ROUNDS").ok().and_then(|asked| asked.parse().ok()).unwrap_or(60)
}

#[test]
fn a_damaged_archive_with_a_table_of_its_pages_is_read_as_saved() {
    is_read_as_saved(&lived(true), rounds(), 1);
}

#[test]
fn a_damaged_archive_without_a_table_of_its_pages_is_read_as_saved() {
    is_read_as_saved(&lived(false), rounds(), 2);
}

#[test]
fn an_old_archive_under_a_fitting_seal_is_brought_up() {
    let Filled { place, mut people } = filled();
    let good = place.dir.with_file_name("good");
    copy(&place.dir.join("gen-1"), &good);
    let store = open(&place.dir);
    let (person, _) = &mut people[3];
    let renamed = Contact { name: "Renamed".to_owned(), ..person.clone() };
    commit(&store, set(Act::Edit, "", [Change::edit(person.clone(), renamed.clone())])).unwrap();
    *person = renamed;
    store.contact(people[3].0.id).unwrap();
    store.close();
    drop(store);
    copy(&good.join("archive"), &archive(&place.dir));
    fs::copy(good.join("archive.seal"), place.dir.join("gen-1/archive.seal")).unwrap();
    check(&open(&place.dir), &people, "old");
    assert!(!place.dir.join("aside").exists(), "it was good");
}

#[test]
fn what_was_not_closed_in_order_is_trusted_once_it_is_counted_through() {
    let place = place();
    let ended = command("sound::leaves_without_a_word", &place.dir).output().unwrap();
    assert!(!ended.status.success(), "it was killed");
    let store = open(&place.dir);
    assert_eq!(store.book().contacts().len(), 8);
    let mut people = People::new();
    fill(&store, &mut people, 2);
    check(&store, &people, "after a sudden end");
    for contact in store.book().contacts().map(|row| row.id).collect::<Vec<_>>() {
        assert_eq!(store.timeline(contact.into(), 0, 99).unwrap().len(), 5);
    }
    store.close();
    assert!(!place.dir.join("aside").exists(), "it was good");
}

#[test]
fn leaves_without_a_word() {
    let Some(dir) = as_child() else { return };
    let store = open(&dir);
    let mut people = People::new();
    fill(&store, &mut people, 4);
    store.contact(people[0].0.id).unwrap();
    fill(&store, &mut people, 4);
    check(&store, &people, "before");
    // As with a terminal that goes: nothing is closed.
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).unwrap();
}
