//! Calendars, and the JSON of Monica's accounts: every record is read or refused, and a series without end has one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchbase::formats::{self, Format, Reading};

fuzz_target!(|bytes: &[u8]| {
    if !matches!(formats::sniff(bytes), Format::ICalendar | Format::Json) {
        return;
    }
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    if let Ok(file) = formats::read(bytes, &Reading::on(today)) {
        assert_eq!(file.cards().count(), file.len());
    }
});
