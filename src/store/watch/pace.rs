//! How often is told that something happened: at once, and in a burst ever more seldom, so that a screen isn't drawn a thousand
//! times for a thousand sets.

use std::time::{Duration, Instant};

/// After something was told nothing else is for so long.
const SHORTEST: Duration = Duration::from_millis(25);
/// The same after a long burst.
const LONGEST: Duration = Duration::from_millis(200);

/// When the next may be told.
#[derive(Debug, Default)]
pub(super) struct Pace {
    told: Option<(Instant, Duration)>,
}

impl Pace {
    /// How long what happens `now` has to wait; nothing where it is told at once.
    pub fn rest(&self, now: Instant) -> Option<Duration> {
        let (at, gap) = self.told?;
        (at + gap).checked_duration_since(now).filter(|rest| !rest.is_zero())
    }

    /// Something was told. What follows upon the heels of another has the next wait twice as long.
    pub fn told(&mut self, now: Instant) {
        let gap = match self.told {
            Some((at, gap)) if now < at + 2 * gap => (2 * gap).min(LONGEST),
            _ => SHORTEST,
        };
        self.told = Some((now, gap));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Something happens at each of these milliseconds: when it is told.
    fn check(happens: impl IntoIterator<Item = u64>, expect: &[u64]) {
        let start = Instant::now();
        let (mut pace, mut told): (Pace, Vec<u64>) = Default::default();
        for at in happens {
            if told.last().is_some_and(|last| *last >= at) {
                continue;
            }
            let now = start + Duration::from_millis(at);
            let now = now + pace.rest(now).unwrap_or_default();
            pace.told(now);
            told.push((now - start).as_millis() as u64);
        }
        assert_eq!(told, expect);
    }

    #[test]
    fn what_happens_alone_is_told_at_once_and_a_burst_seldom() {
        check([0, 500, 1_000], &[0, 500, 1_000]);
        check([0, 3], &[0, 25]);
        check([0, 30, 300], &[0, 30, 300]);
        check(0..1_000, &[0, 25, 75, 175, 375, 575, 775, 975, 1_175]);
    }
}
