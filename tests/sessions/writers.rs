//! Writers under load, some of which are killed at any moment: every change is counted.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread;

use crate::place::Place;
use crate::puppet::Puppet;

/// So many write at once.
const WRITERS: usize = 6;
/// So many of them are killed, one after the other.
const KILLS: usize = 50;

/// One of those who write: half of them say with a key what they retry, and retry what wasn't acknowledged.
struct Writer {
    name: String,
    once: bool,
    puppet: Puppet,
    /// So many changes were acknowledged, by this process and those before it.
    next: u64,
    acknowledged: Vec<String>,
    /// What may be there or not.
    open: Vec<String>,
}

impl Writer {
    fn start(place: &Place, name: String, once: bool) -> Self {
        let puppet = Puppet::verb(&place.dir());
        let mut writer = Self { name, once, puppet, next: 0, acknowledged: Vec::new(), open: Vec::new() };
        writer.begin();
        writer
    }

    fn begin(&mut self) {
        let order = if self.once { "always-once" } else { "always" };
        self.puppet.tell(&format!("{order} {} {}", self.name, self.next));
    }

    /// Takes an answer: one more is acknowledged. `false` when it has ended.
    fn hears(&mut self) -> bool {
        let Some(answer) = self.puppet.answer() else { return false };
        assert_eq!(answer, "done");
        self.acknowledged.push(format!("{} {}", self.name, self.next));
        self.next += 1;
        true
    }

    /// Kills it after some more changes, whatever it does then; the next process goes on.
    fn is_killed(&mut self, place: &Place, after: u64) {
        for _ in 0..after {
            assert!(self.hears(), "nobody killed it yet");
        }
        self.puppet.is_killed();
        while self.hears() {}
        self.puppet = Puppet::verb(&place.dir());
        if !self.once {
            self.open.push(format!("{} {}", self.name, self.next));
            self.next += 1;
        }
        self.begin();
    }

    /// Ends it at its next change.
    fn ends(&mut self) {
        self.puppet.is_killed();
        while self.hears() {}
        self.open.push(format!("{} {}", self.name, self.next));
    }
}

#[test]
fn what_was_acknowledged_is_there_once_whoever_is_killed() {
    let place = Place::with(&[]);
    let mut writers: Vec<Writer> =
        (0..WRITERS).map(|n| Writer::start(&place, format!("writer-{n}"), n.is_multiple_of(2))).collect();
    // A few steps of a generator: who it is and when is the same each time, what they are doing then isn't.
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..KILLS {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let victim = usize::try_from((chance >> 33) % WRITERS as u64).unwrap();
        writers[victim].is_killed(&place, (chance >> 45) % 12);
    }
    writers.iter_mut().for_each(Writer::ends);
    let there = place.names();
    let (lost, doubled) = counted(&writers, &there);
    assert!(lost.is_empty() && doubled.is_empty(), "lost: {lost:?}; doubled: {doubled:?}");
    let may: usize = writers.iter().map(|writer| writer.acknowledged.len() + writer.open.len()).sum();
    assert!(there.len() <= may, "{} are there, {may} may be", there.len());
}

/// What was acknowledged and isn't there, and what is there twice.
fn counted<'a>(writers: &'a [Writer], there: &'a BTreeMap<String, usize>) -> (Vec<&'a String>, Vec<&'a String>) {
    let lost = writers.iter().flat_map(|writer| &writer.acknowledged).filter(|name| !there.contains_key(*name));
    let doubled = there.iter().filter(|(_, count)| **count > 1).map(|(name, _)| name);
    (lost.collect(), doubled.collect())
}

/// Killed before each of the calls of which a commit is made, and the same again with its key.
#[test]
fn a_retry_with_its_key_is_made_once_wherever_the_first_try_was_killed() {
    let place = Place::with(&["Ana Berg"]);
    let mut others = Puppet::screen(&place.dir());
    let mut killed = 0;
    for call in 0..8 {
        let mut puppet = Puppet::verb(&place.dir());
        assert_eq!(puppet.does(&format!("die-at-call {call}")), "will");
        let (key, name) = (format!("key-{call}"), format!("Tom {call}"));
        puppet.tell(&format!("once {key} {name}"));
        let first = puppet.answer();
        killed += usize::from(first.is_none());
        assert_eq!(others.does(&format!("add Mia {call}")), "done");
        let mut again = Puppet::verb(&place.dir());
        assert_eq!(again.does(&format!("once {key} {name}")), "done", "{call}: the first said {first:?}");
        assert_eq!(place.names().get(&name), Some(&1), "{call}");
    }
    assert!(killed >= 4, "{killed} were killed in the middle");
}

/// The binary itself, killed as soon as its line stands in the journal, and typed again with its key.
#[test]
fn a_verb_that_is_killed_and_typed_again_with_its_key_is_done_once() {
    let place = Place::with(&["Ana Berg"]);
    let mut killed = 0;
    for n in 0..10 {
        let (line, key) = (format!("call: number {n}"), format!("key-{n}"));
        let arguments = ["log", "ana", &line, "--once", &key];
        let before = place.journal().len();
        let mut first = place.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while place.journal().len() == before && first.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        let _ = first.kill();
        killed += usize::from(!first.wait().unwrap().success());
        place.ok(&arguments);
    }
    assert!(killed >= 3, "{killed} were killed");
    assert_eq!(place.open().history(usize::MAX).unwrap().len(), 11);
}
