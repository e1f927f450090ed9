//! Makes the README's pictures anew: `cargo run --example pictures`. Which they are is told in `scenes`; `tests/pictures.rs` says
//! when they are out of date.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod scenes;
mod svg;

fn main() {
    for (name, picture) in scenes::pictures() {
        let path = scenes::path(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &picture).unwrap();
        println!("{} ({} kB)", path.display(), picture.len().div_ceil(1024));
    }
}
