//! Tables: any bytes are read as one, by what its own heads say.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchbase::formats::{self, Reading};

fuzz_target!(|bytes: &[u8]| {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    if let Ok(file) = formats::read(bytes, &Reading { today, month_first: false }) {
        assert_eq!(file.cards().count(), file.len());
    }
});
