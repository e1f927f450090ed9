//! Not too often: how many of our touches are welcome in a span, `4 in 30 days`.
//!
//! What bothers is what comes from us: touches that came in from them don't count, whatever isn't known to have come in does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::cadence::Span;
use super::day::Day;
use super::interaction::{Direction, Interaction};
use super::when;

/// The most that can be wished for; so many days of touches a row knows.
pub const MOST: u8 = 12;

/// So many touches in a span, at the most: 1 to [`MOST`] of them. Written `4 in 30d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct AtMost {
    pub touches: u8,
    pub within: Span,
}

/// How often somebody wants to be touched at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ceiling {
    /// The tier's, if there is a tier.
    #[default]
    ByTier,
    /// Explicitly none.
    None,
    /// The contact's own.
    Own(AtMost),
}

impl AtMost {
    /// Whether a touch of `touched` counts on `day`: a span of 30 days is that day and the 29 before it.
    pub fn counts(self, touched: Day, day: Day) -> bool {
        touched <= day && self.within.after_day(touched) > day
    }
}

/// Whether a touch counts: all but those that came from them.
pub fn counts(interaction: &Interaction) -> bool {
    interaction.is_touch() && interaction.direction != Some(Direction::In)
}

/// A ceiling that is reached: one touch more is too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub at_most: AtMost,
    /// Those in the span so far: at least as many as are wanted.
    pub touches: usize,
    /// Whether there may be more of them than are known.
    pub or_more: bool,
}

/// The days of the newest touches of a contact that count, newest first, and how many there are in all. Where older ones should
/// stand here and aren't known, `is_short` says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lately {
    pub days: Vec<Day>,
    pub count: u32,
}

impl Lately {
    /// Whether older ones exist that should stand here.
    pub fn is_short(&self) -> bool {
        self.days.len() < usize::from(MOST).min(self.count as usize)
    }

    /// Takes over an edit: `None` for not there, or not counted. What stays on its day needs no older one to take its place.
    pub fn edit(&mut self, before: Option<Day>, after: Option<Day>) {
        if before != after {
            before.into_iter().for_each(|before| self.remove(before));
            after.into_iter().for_each(|after| self.insert(after));
        }
    }

    fn insert(&mut self, day: Day) {
        // Behind a gap nothing can be told: the place belongs to one that only the timeline knows.
        let whole = !self.is_short();
        self.count += 1;
        let place = self.days.partition_point(|other| *other >= day);
        if place < self.days.len() || whole {
            self.days.insert(place, day);
            self.days.truncate(MOST.into());
        }
    }

    fn remove(&mut self, day: Day) {
        if let Some(place) = self.days.iter().position(|other| *other == day) {
            self.days.remove(place);
        }
        self.count = self.count.saturating_sub(1);
    }

    /// Whether a touch on `day` would be one too many.
    pub fn reached(&self, at_most: AtMost, day: Day) -> Option<Reached> {
        let touches = self.days.iter().filter(|touched| at_most.counts(**touched, day)).count();
        let or_more = touches == usize::from(MOST) && self.count > u32::from(MOST);
        (touches >= usize::from(at_most.touches)).then_some(Reached { at_most, touches, or_more })
    }
}

impl fmt::Display for AtMost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.touches, self.within)
    }
}

impl From<AtMost> for String {
    fn from(at_most: AtMost) -> Self {
        at_most.to_string()
    }
}

/// A text that is no ceiling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no ceiling such as 4 in 30d")]
pub struct NoCeiling(pub String);

impl TryFrom<String> for AtMost {
    type Error = NoCeiling;
    fn try_from(text: String) -> Result<Self, NoCeiling> {
        text.parse()
    }
}

impl FromStr for AtMost {
    type Err = NoCeiling;

    /// Reads it as people write it, in both languages: `4 in 30d`, `4 in 30 days`, `4x im Monat`, `höchstens 2 pro Woche`.
    fn from_str(text: &str) -> Result<Self, NoCeiling> {
        when::read_ceiling(text).ok_or_else(|| NoCeiling(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse::<NaiveDate>().unwrap().into()
    }

    fn at_most(text: &str) -> AtMost {
        text.parse().unwrap()
    }

    #[test]
    fn ceilings_are_read_in_both_languages_and_written_in_one_way() {
        for text in [
            "4 in 30d",
            "4 in 30 days",
            " 4 In 30 Tagen ",
            "4x in 30 days",
            "vier mal in 30 Tagen",
            "at most 4 in 30 days",
            "höchstens 4 in 30 T",
            "4 / 30d",
            "4/30d",
        ] {
            assert_eq!(at_most(text).to_string(), "4 in 30d", "{text:?}");
        }
        for text in ["1 per month", "1 im Monat", "1 a month", "1 in einem Monat", "1 pro Monat", "1 in 1m"] {
            assert_eq!(at_most(text).to_string(), "1 in 1m", "{text:?}");
        }
        for wrong in
            ["", "4", "4 in", "in 30d", "0 in 30d", "13 in 30d", "4 in 0d", "4 30d", "4 in May", "4 in 30d now"]
        {
            assert!(wrong.parse::<AtMost>().is_err(), "{wrong:?} is no ceiling");
        }
    }

    #[test]
    fn a_touch_counts_on_its_day_and_as_many_days_after_it_as_the_span_has_less_one() {
        let check = |ceiling: &str, touched: &str, on: &str| at_most(ceiling).counts(day(touched), day(on));
        assert!(check("1 in 1d", "2026-11-21", "2026-11-21"));
        assert!(!check("1 in 1d", "2026-11-21", "2026-11-22"));
        assert!(check("4 in 30d", "2026-10-23", "2026-11-21"), "29 days ago");
        assert!(!check("4 in 30d", "2026-10-22", "2026-11-21"), "30 days ago");
        assert!(!check("4 in 30d", "2026-11-22", "2026-11-21"), "the day before it happened");
        assert!(check("1 in 1m", "2026-10-31", "2026-11-29"));
        assert!(!check("1 in 1m", "2026-10-31", "2026-11-30"), "a month after 31 Oct is 30 Nov");
    }

    #[test]
    fn one_more_is_too_many_once_there_are_as_many_as_are_wanted() {
        let mut lately = Lately::default();
        for touched in ["2026-11-01", "2026-10-22", "2026-11-20", "2026-11-10"] {
            lately.edit(None, Some(day(touched)));
        }
        let reached = |lately: &Lately, ceiling: &str, on: &str| {
            lately.reached(at_most(ceiling), day(on)).map(|reached| (reached.touches, reached.or_more))
        };
        assert_eq!(reached(&lately, "4 in 30d", "2026-11-21"), None, "that of 22 Oct is 30 days ago");
        assert_eq!(reached(&lately, "4 in 30d", "2026-11-20"), Some((4, false)));
        assert_eq!(reached(&lately, "2 in 30d", "2026-11-21"), Some((3, false)));
        assert_eq!(reached(&lately, "1 in 2d", "2026-11-12"), None);
        lately.edit(Some(day("2026-11-20")), Some(day("2026-08-01")));
        assert_eq!(reached(&lately, "3 in 30d", "2026-11-21"), None);
        assert_eq!(reached(&Lately::default(), "1 in 1d", "2026-11-21"), None);
    }

    #[test]
    fn only_the_newest_days_are_kept_and_a_gap_is_known() {
        let mut lately = Lately::default();
        for number in 1..=14 {
            lately.edit(None, Some(day(&format!("2026-11-{number:02}"))));
        }
        assert_eq!((lately.days.len(), lately.count, lately.is_short()), (12, 14, false));
        assert_eq!((lately.days[0], lately.days[11]), (day("2026-11-14"), day("2026-11-03")));
        let all = lately.reached(at_most("12 in 30d"), day("2026-11-21"));
        assert_eq!(all.map(|reached| (reached.touches, reached.or_more)), Some((12, true)));
        lately.edit(Some(day("2026-11-14")), None);
        assert!(lately.is_short(), "the place belongs to one that only the timeline knows");
        lately.edit(None, Some(day("2026-10-01")));
        assert_eq!((lately.days.len(), lately.is_short()), (11, true), "an older one doesn't take it");
        lately.edit(None, Some(day("2026-11-15")));
        assert_eq!((lately.days.len(), lately.count), (12, 15));
    }
}
