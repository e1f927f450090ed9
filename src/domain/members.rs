//! Who was in a segment, day by day: kept so that it can be said who came and who left.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::id::{ContactId, IdSet};

/// So many days are kept: 13 months of whoever looks each day.
const MOST: usize = 400;

/// Who was in a segment on the days on which that was looked at: of each only who came and who left since the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    /// Each day once, the first first: who was there on that one, came.
    days: Vec<Kept>,
    /// The position in the journal at which it was looked at last.
    #[serde(default)]
    pub at: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    day: NaiveDate,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    came: Vec<ContactId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left: Vec<ContactId>,
}

/// Who came to a segment and who left since a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// The day with which today is compared; `None` where none before is kept.
    pub day: Option<NaiveDate>,
    pub came: Vec<ContactId>,
    pub left: Vec<ContactId>,
}

impl Members {
    /// Whether that day is kept.
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.days.binary_search_by_key(&day, |kept| kept.day).is_ok()
    }

    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// Keeps who is there on that day, unless that is kept already; the first days of too many go.
    pub fn keep(&mut self, day: NaiveDate, there: &[ContactId]) {
        if let Err(at) = self.days.binary_search_by_key(&day, |kept| kept.day) {
            let before = self.before(at);
            let next = (at < self.days.len()).then(|| self.before(at + 1));
            let there: IdSet<ContactId> = there.iter().copied().collect();
            if let Some((next, kept)) = next.zip(self.days.get_mut(at)) {
                *kept = Kept::between(kept.day, &there, &next);
            }
            self.days.insert(at, Kept::between(day, &before, &there));
        }
        let gone = self.days.len().saturating_sub(MOST);
        if gone > 0 {
            let there = self.before(gone + 1);
            self.days.drain(..gone);
            if let Some(kept) = self.days.first_mut() {
                *kept = Kept::between(kept.day, &IdSet::default(), &there);
            }
        }
    }

    /// Who was there on the last of the first `count` days.
    fn before(&self, count: usize) -> IdSet<ContactId> {
        let mut there = IdSet::default();
        for kept in self.days.iter().take(count) {
            kept.left.iter().for_each(|id| _ = there.remove(id));
            there.extend(kept.came.iter().copied());
        }
        there
    }

    /// Who was there on that day; `None` where it isn't kept.
    pub fn on(&self, day: NaiveDate) -> Option<Vec<ContactId>> {
        let at = self.days.binary_search_by_key(&day, |kept| kept.day).ok()?;
        Some(self.before(at + 1).into_iter().collect())
    }

    /// Who of those who are there today came since a month ago, and who left: since the last day that is kept before that, else
    /// the first. In the order of their ids.
    pub fn since(&self, today: NaiveDate, there: &[ContactId]) -> Since {
        let ago = today.checked_sub_months(Months::new(1)).unwrap_or(NaiveDate::MIN);
        let count = self.days.partition_point(|kept| kept.day <= ago).max(1);
        let Some(kept) = self.days.get(count - 1).filter(|kept| kept.day < today) else { return Since::default() };
        let there = there.iter().copied().collect();
        let Kept { came, left, .. } = Kept::between(today, &self.before(count), &there);
        Since { day: Some(kept.day), came, left }
    }

    /// Since when each of those has been there without a break, as far as it is kept; today where that isn't.
    pub fn there_since(&self, today: NaiveDate, there: &[ContactId]) -> Vec<(ContactId, NaiveDate)> {
        let mut came = super::id::ById::<ContactId, NaiveDate>::default();
        for kept in self.days.iter().filter(|kept| kept.day <= today) {
            kept.left.iter().for_each(|id| _ = came.remove(id));
            came.extend(kept.came.iter().map(|id| (*id, kept.day)));
        }
        there.iter().map(|id| (*id, came.get(id).copied().unwrap_or(today))).collect()
    }
}

impl Kept {
    /// What is kept of a day, with who was there on the one before.
    fn between(day: NaiveDate, before: &IdSet<ContactId>, there: &IdSet<ContactId>) -> Self {
        let only = |one: &IdSet<ContactId>, other: &IdSet<ContactId>| {
            let mut only: Vec<ContactId> = one.difference(other).copied().collect();
            only.sort_unstable();
            only
        };
        Self { day, came: only(there, before), left: only(before, there) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    /// A contact for each letter.
    fn those(letters: &str) -> Vec<ContactId> {
        letters.bytes().map(|letter| ContactId(Uuid::from_u128(letter.into()))).collect()
    }

    fn kept(days: &[(&str, &str)]) -> Members {
        let mut members = Members::default();
        days.iter().for_each(|(on, there)| members.keep(day(on), &those(there)));
        members
    }

    #[test]
    fn who_came_and_left_is_said_since_a_month_ago() {
        let check = |days: &[(&str, &str)], there: &str, expect: Option<(&str, &str, &str)>| {
            let since = kept(days).since(day("2026-11-21"), &those(there));
            let expect =
                expect.map(|(on, came, left)| Since { day: Some(day(on)), came: those(came), left: those(left) });
            assert_eq!(since, expect.unwrap_or_default(), "{days:?}");
        };
        check(&[], "ab", None);
        // Today is no day before.
        check(&[("2026-11-21", "a")], "ab", None);
        check(&[("2026-11-20", "ac")], "ab", Some(("2026-11-20", "b", "c")));
        // The last day that is at least a month ago; what was between doesn't count.
        check(
            &[("2026-10-02", "xy"), ("2026-10-20", "ac"), ("2026-10-22", "z"), ("2026-11-20", "ab")],
            "ab",
            Some(("2026-10-20", "b", "c")),
        );
        check(&[("2026-10-21", ""), ("2026-11-20", "ab")], "ab", Some(("2026-10-21", "ab", "")));
        // None so long ago: the first.
        check(&[("2026-11-01", "a"), ("2026-11-20", "ab")], "b", Some(("2026-11-01", "b", "a")));
    }

    #[test]
    fn days_are_kept_once_and_the_first_of_too_many_go() {
        let mut members = kept(&[("2025-10-01", "ab"), ("2025-10-02", "bc")]);
        members.keep(day("2025-10-02"), &those("z"));
        let first = day("2025-10-03");
        for (on, there) in first.iter_days().zip(["bd", "b"].into_iter().cycle()).take(MOST - 2) {
            members.keep(on, &those(there));
        }
        assert!(members.knows(day("2025-10-01")));
        members.keep(first + chrono::Days::new(MOST as u64), &those("b"));
        assert!(!members.knows(day("2025-10-01")) && members.knows(day("2025-10-02")));
        assert_eq!(members.before(1), those("bc").into_iter().collect());
        assert_eq!(members.since(day("2025-11-02"), &those("b")).left, those("c"));
    }

    #[test]
    fn it_is_known_since_when_somebody_is_there() {
        let members = kept(&[("2026-10-01", "ab"), ("2026-11-01", "a"), ("2026-11-10", "ab")]);
        let since = members.there_since(day("2026-11-21"), &those("abc"));
        let days: Vec<String> = since.into_iter().map(|(_, day)| day.to_string()).collect();
        assert_eq!(days, ["2026-10-01", "2026-11-10", "2026-11-21"]);
    }

    proptest! {
        /// In whatever order days are kept, who was there on each is known.
        #[test]
        fn each_day_is_as_it_was(days in proptest::collection::hash_map(0_u64..390, "[a-f]{0,6}", 1..8)) {
            let begin = day("2026-01-01");
            let mut members = Members::default();
            for (on, there) in &days {
                members.keep(begin + chrono::Days::new(*on), &those(there));
            }
            let mut ordered: Vec<_> = days.into_iter().collect();
            ordered.sort_unstable();
            for (at, (_, there)) in ordered.iter().enumerate() {
                prop_assert_eq!(members.before(at + 1), those(there).into_iter().collect::<IdSet<_>>());
            }
        }
    }
}
