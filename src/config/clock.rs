//! The clock, and the day the program takes for today.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, Offset, TimeZone};

use crate::domain::settings::Settings;
use crate::domain::when::{self, Look, NoDay};

/// The moment in the user's zone. On `today`, if the program was given one, at the clock's time.
pub fn now(today: Option<NaiveDate>) -> DateTime<FixedOffset> {
    let now = Local::now();
    match today {
        None => now.fixed_offset(),
        Some(day) => {
            let at = day.and_time(now.time());
            let there = Local.from_local_datetime(&at).earliest().map(|moment| moment.fixed_offset());
            // A time that the day skips when clocks are put forward keeps the offset of now.
            there
                .or_else(|| now.fixed_offset().offset().from_local_datetime(&at).earliest())
                .unwrap_or(now.fixed_offset())
        }
    }
}

/// A moment as it is in the user's zone.
pub fn local(moment: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    moment.with_timezone(&Local).fixed_offset()
}

/// The offset of the user's zone at a moment in UTC.
pub fn offset_at(utc: NaiveDateTime) -> FixedOffset {
    Local.offset_from_utc_datetime(&utc).fix()
}

/// The day that was asked for with `--today`.
pub fn today(asked: &str, settings: &Settings) -> Result<NaiveDate, NoDay> {
    when::read(asked, Local::now().date_naive(), Look::Ahead, settings).map(|when| when.day)
}
