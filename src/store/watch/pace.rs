//! How often is told that something happened: at once, and in a burst more seldom, so that a screen isn't drawn a thousand times
//! for a thousand sets. Nothing waits so long that somebody would see it.

use std::time::{Duration, Instant};

/// After something was told nothing else is for so long.
const GAP: Duration = Duration::from_millis(15);
/// The same in a burst.
const LONG: Duration = Duration::from_millis(40);
/// With more sets than these at once it is one.
const BURST: usize = 4;

/// When the next may be told.
#[derive(Debug, Default)]
pub(super) struct Pace {
    next: Option<Instant>,
}

impl Pace {
    /// How long what happens `now` has to wait; nothing where it is told at once.
    pub fn rest(&self, now: Instant) -> Option<Duration> {
        self.next?.checked_duration_since(now).filter(|rest| !rest.is_zero())
    }

    /// So many sets were told.
    pub fn told(&mut self, sets: usize, now: Instant) {
        self.next = Some(now + if sets > BURST { LONG } else { GAP });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A set is committed at each of these milliseconds: when they are told.
    fn check(commits: &[u64], expect: &[u64]) {
        let start = Instant::now();
        let (mut pace, mut told): (Pace, Vec<u64>) = Default::default();
        let mut left = commits;
        while let [first, ..] = left {
            let now =
                start + Duration::from_millis(*first).max(Duration::from_millis(told.last().map_or(0, |at| at + 1)));
            let now = now + pace.rest(now).unwrap_or_default();
            let at = (now - start).as_millis() as u64;
            let sets = left.iter().take_while(|commit| **commit <= at).count();
            left = &left[sets..];
            pace.told(sets, now);
            told.push(at);
        }
        assert_eq!(told, expect);
    }

    #[test]
    fn what_happens_alone_is_told_at_once_and_a_burst_seldom() {
        check(&[0, 500, 1_000], &[0, 500, 1_000]);
        check(&[0, 3, 20], &[0, 15, 30]);
        check(&[0, 16, 32, 48], &[0, 16, 32, 48]);
        check(&(0..200).collect::<Vec<u64>>(), &[0, 15, 55, 95, 135, 175, 215]);
    }
}
