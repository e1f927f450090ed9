//! The user's zone, as far as files need it: what their civil time is at a moment. Which zone that is, is the configuration's.

use std::fmt;
use std::ptr;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};

/// Where the user is: the offset that holds there at a moment in UTC.
#[derive(Clone, Copy)]
pub struct Zone(fn(NaiveDateTime) -> FixedOffset);

impl Zone {
    pub const UTC: Self = Self(|_| Utc.fix());

    pub const fn of(offset_at: fn(NaiveDateTime) -> FixedOffset) -> Self {
        Self(offset_at)
    }

    /// A moment in UTC as the user's clock shows it.
    pub fn of_utc(self, utc: NaiveDateTime) -> DateTime<FixedOffset> {
        (self.0)(utc).from_utc_datetime(&utc)
    }

    /// The moment at which the user's clock shows this; one of them where it does twice, one near by where it never does.
    pub fn local(self, local: NaiveDateTime) -> DateTime<FixedOffset> {
        // Clocks are changed by a few hours at the most, so a day before is before any change that is of interest; a guess from there
        // is out by that change at the most, and the second look is at the right side of it.
        let before = local.checked_sub_days(Days::new(1)).unwrap_or(local);
        let guess = local.checked_sub_offset((self.0)(before)).unwrap_or(local);
        let offset = (self.0)(guess);
        offset.from_local_datetime(&local).earliest().unwrap_or_else(|| offset.from_utc_datetime(&local))
    }

    /// Noon of a day, which stands for a time that isn't known.
    pub fn noon(self, day: NaiveDate) -> DateTime<FixedOffset> {
        self.local(day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()))
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        ptr::fn_addr_eq(self.0, other.0)
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Zone")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An hour ahead of UTC, in 2026 from 29 March to 25 October, 01:00 UTC, two.
    fn berlin(utc: NaiveDateTime) -> FixedOffset {
        let summer = "2026-03-29T01:00:00".parse().unwrap()..="2026-10-25T00:59:59".parse().unwrap();
        FixedOffset::east_opt(if summer.contains(&utc) { 7_200 } else { 3_600 }).unwrap()
    }

    #[test]
    fn civil_times_are_moments() {
        let zone = Zone::of(berlin);
        for (local, expect) in [
            ("2026-01-15T10:00:00", "2026-01-15T10:00:00+01:00"),
            ("2026-07-15T10:00:00", "2026-07-15T10:00:00+02:00"),
            ("2026-03-29T01:59:00", "2026-03-29T01:59:00+01:00"),
            ("2026-03-29T03:00:00", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25T03:30:00", "2026-10-25T03:30:00+01:00"),
        ] {
            assert_eq!(zone.local(local.parse().unwrap()).to_rfc3339(), expect, "{local}");
        }
        assert_eq!(zone.of_utc("2026-07-01T23:30:00".parse().unwrap()).to_rfc3339(), "2026-07-02T01:30:00+02:00");
        assert_eq!(zone.noon("2026-07-01".parse().unwrap()).to_rfc3339(), "2026-07-01T12:00:00+02:00");
        assert_eq!(Zone::default().noon(NaiveDate::MAX).to_rfc3339().len(), 28);
        assert_eq!(zone, Zone::of(berlin));
    }
}
