//! Who is called to the agenda by a segment they are in, and since when.

use chrono::NaiveDate;

use super::day::Day;
use super::id::{ById, ContactId};

/// What the segment of those is called whose health turned for the worse: nobody can call one of their own so.
pub const WORSE: &str = "";

/// Those whom segments call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Called {
    names: Vec<String>,
    /// The place of the segment among the names, and the day since which they are in it.
    of: ById<ContactId, (usize, Day)>,
}

impl Called {
    /// All of a segment, with the days since which they are in it. Who is in several is called by the one they came to last.
    pub fn add(&mut self, segment: &str, there: impl Iterator<Item = (ContactId, NaiveDate)>) {
        let place = self.names.len();
        self.names.push(segment.to_owned());
        for (contact, since) in there {
            let since = Day::from(since);
            let known = self.of.entry(contact).or_insert((place, since));
            if known.1 < since {
                *known = (place, since);
            }
        }
    }

    /// By which segment somebody is called, and since when they are in it.
    pub fn by(&self, contact: ContactId) -> Option<(&str, Day)> {
        let (place, since) = self.of.get(&contact)?;
        Some((self.names.get(*place)?, *since))
    }

    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn whoever_is_in_several_is_called_by_the_one_they_came_to_last() {
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let [ana, bo] = [1, 2].map(|number| ContactId(Uuid::from_u128(number)));
        let mut called = Called::default();
        assert!(called.is_empty());
        called.add("Quiet", [(ana, day("2026-10-01")), (bo, day("2026-11-01"))].into_iter());
        called.add("News", [(ana, day("2026-11-01")), (bo, day("2026-10-01"))].into_iter());
        assert_eq!(called.by(ana), Some(("News", day("2026-11-01").into())));
        assert_eq!(called.by(bo), Some(("Quiet", day("2026-11-01").into())));
    }
}
