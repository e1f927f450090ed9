//! Tables: any bytes are read as one, by what they show and by a mapping that the first byte sets in part; a mapping is what it was
//! once it was written.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use touchbase::formats::csv::{self, Encoding, Mapping, Rows};
use touchbase::formats::{self, Reading};

fuzz_target!(|bytes: &[u8]| {
    let reading = Reading::on(chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"));
    if let Ok(file) = formats::read(bytes, &reading) {
        assert_eq!(file.cards().count(), file.len());
    }
    let Some((first, table)) = bytes.split_first() else { return };
    let mut mapping = Mapping::guess(table);
    mapping.set_rows(Rows::ALL[usize::from(first & 3)], table);
    if first & 4 != 0 {
        mapping.set_encoding(Encoding::ALL[usize::from(first >> 4) % Encoding::ALL.len()], table);
    }
    if first & 8 != 0 {
        mapping.set_heads(usize::from(first >> 5), table);
    }
    let written = Mapping::from_toml(&mapping.to_toml()).expect("what was written");
    assert_eq!(written, mapping);
    let preview = mapping.preview(table, 20, &reading);
    let reading = Reading { mapping: Some(Arc::new(mapping)), ..reading };
    if let Ok(read) = csv::read(table, &reading) {
        assert_eq!(read.cards().count(), read.len());
        assert!(preview.rows.len() <= read.len());
    }
});
