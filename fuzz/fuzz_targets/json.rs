//! The whole store as JSON: whatever is read is planned, and each record of it comes in, is here or is refused.
#![no_main]

use std::convert::Infallible;

use libfuzzer_sys::fuzz_target;
use touchbase::formats::json::{self, Known};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = json::read(bytes) else { return };
    let Ok(plan) = json::plan(&file, &Known::default(), &|_| Ok::<_, Infallible>(None));
    assert_eq!(plan.created.len() + plan.refused.len() + plan.kept.len() + plan.unchanged, file.len());
});
