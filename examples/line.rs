//! Prints what the screens cost on the line, for the program and the store named:
//!
//! ```sh
//! cargo run --example line -- target/release/touchbase /tmp/small
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

#[path = "../tests/support/thin_line.rs"]
mod thin_line;

use std::path::PathBuf;

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [program, store] = &paths[..] else { panic!("the program and the store's directory are named") };
    for figure in thin_line::figures(program, store) {
        let target = figure.target.map(|target| target.to_string()).unwrap_or_default();
        println!("{:<70} {target:>8} {:>8}", figure.name, figure.measured);
    }
}
