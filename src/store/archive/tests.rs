use std::collections::BTreeMap;
use std::ops::Range;

use uuid::Uuid;

use super::page::Entry;
use super::shelf::{Order, after_all};
use super::*;

fn origin() -> Origin {
    Origin { store: Uuid::from_u128(7), generation: 1 }
}

/// Numbers that look like chance (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    /// A key of one of three kinds: those of the first come one behind the other, as new records do.
    fn key(&mut self, count: u64) -> Vec<u8> {
        match self.below(3) {
            0 => [vec![1], count.to_be_bytes().to_vec()].concat(),
            1 => [vec![3], self.below(4_000).to_be_bytes().to_vec()].concat(),
            _ => [vec![ENTRY], self.below(40).to_be_bytes().to_vec(), self.below(500).to_be_bytes().to_vec()].concat(),
        }
    }
}

type Model = BTreeMap<Vec<u8>, Vec<u8>>;

fn is_read_as_the_model(archive: &Archive, model: &Model, range: Range<Vec<u8>>) {
    let expect: Vec<Entry> = model.range(range.clone()).map(|(key, value)| (key.clone(), value.clone())).collect();
    let Range { start, end } = range;
    let forward: Vec<Entry> =
        archive.shelf.walk(start.clone()..end.clone(), Order::Forward).map(Result::unwrap).collect();
    assert!(forward == expect, "forward from {start:?} to {end:?}");
    let mut backward: Vec<Entry> =
        archive.shelf.walk(start.clone()..end.clone(), Order::Backward).map(Result::unwrap).collect();
    backward.reverse();
    assert!(backward == expect, "backward from {end:?} to {start:?}");
}

/// Whatever is put in, changed and taken out again, in whatever order: it is read as it was put in.
#[test]
fn entries_in_pages_are_read_as_they_were_put_in() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::open(dir.path(), origin(), &Disk::default()).unwrap();
    let (mut dice, mut model, mut count) = (Dice(88_172_645_463_325_252), Model::new(), 0);
    for round in 0..60 {
        let mut sorting = archive.sorting();
        for _ in 0..dice.below(if round % 10 == 0 { 3_000 } else { 60 }) {
            count += 1;
            let key = dice.key(count);
            // Towards the end more is taken out than put in.
            let goes = dice.below(60) < if round < 40 { 10 } else { 45 };
            let key = if goes { model.range(key.clone()..).next().map_or(key, |(key, _)| key.clone()) } else { key };
            let value = (!goes).then(|| vec![dice.below(256) as u8; dice.below(700) as usize]);
            sorting.push(&key, value.as_deref()).unwrap();
            match value {
                Some(value) => model.insert(key, value),
                None => model.remove(&key),
            };
        }
        archive.bring(sorting, round).unwrap();
        assert!(archive.count(&|| true).unwrap(), "round {round}");
        for _ in 0..20 {
            let (a, b) = (dice.key(count), dice.key(count));
            assert_eq!(archive.shelf.get(&a).unwrap().as_ref(), model.get(&a), "round {round}: {a:?}");
            let kind = a[..1].to_vec();
            let range = if a[0] == b[0] && a < b { a..b } else { kind.clone()..after_all(&kind) };
            is_read_as_the_model(&archive, &model, range);
        }
        let entries: Vec<Entry> = archive.shelf.entries().map(Result::unwrap).collect();
        assert!(entries.iter().map(|(key, value)| (key, value)).eq(&model), "round {round}: all");
    }
    let lying = archive.db.range(FIRST..).map(|entry| index::lying(entry.unwrap()).unwrap());
    assert_eq!(archive.packed(), lying.map(|(_, spot)| u64::from(spot.length)).sum::<u64>());
}

/// Somebody died at work with it: it is opened at once, and what is missing is noticed when it is counted through.
#[test]
fn what_was_in_use_is_counted_later() {
    let above = tempfile::tempdir().unwrap();
    let (path, left) = (above.path().join("archive"), above.path().join("left"));
    fs::create_dir(&path).unwrap();
    let disk = Disk::default();
    let archive = Archive::open(&path, origin(), &disk).unwrap();
    let put = |key: u8, set: Seq| {
        let mut sorting = archive.sorting();
        sorting.push(&[3, key], Some(&[key])).unwrap();
        archive.bring(sorting, set).unwrap();
    };
    put(1, 1);
    archive.mark(Position { seq: 1, ..Position::START }).unwrap();
    assert!(matches!(Seal::trust(&path, origin()), Trust::Sealed(_)));
    put(2, 2);
    archive.sync().unwrap();
    assert!(matches!(Seal::trust(&path, origin()), Trust::InUse));
    for lost in [false, true] {
        let _ = fs::remove_dir_all(&left);
        copy(&path, &left, &disk).unwrap();
        fs::copy(seal::place(&path), seal::place(&left)).unwrap();
        if lost {
            let unchecked = Archive::open_unchecked(&left, origin(), &disk).unwrap();
            unchecked.db.remove([3, 1]).unwrap();
            unchecked.sync().unwrap();
        }
        let again = Archive::open(&left, origin(), &disk).unwrap();
        assert_eq!((again.durable().seq, again.whole()), (1, 2));
        assert_eq!(again.settle(&|| true).is_err(), lost);
        if !lost {
            again.mark(Position { seq: 2, ..Position::START }).unwrap();
            again.close();
            assert!(matches!(Seal::trust(&left, origin()), Trust::Sealed(_)), "counted through it is sealed");
        }
    }
}
