//! Stores and files to measure, made by the generator's own code.

use std::convert::Infallible;
use std::fs::{DirBuilder, File};
use std::io::{BufWriter, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use chrono::Local;
use touchbase::domain::book::Book;
use touchbase::domain::change::{Act, Change, Label};
use touchbase::domain::record::Record;
use touchbase::formats::vcard::write::{Version, contact};

use crate::life::{Life, Size};
use crate::subject;

/// An empty directory for a store, which is its owner's alone.
pub fn room(within: &Path, name: &str) -> PathBuf {
    let dir = within.join(name);
    DirBuilder::new().mode(0o700).create(&dir).unwrap();
    dir
}

fn life(size: Size) -> Life {
    Life::new(size, 1, Local::now().date_naive())
}

/// Fills an empty store.
pub fn store(size: Size, dir: &Path) {
    let store = subject::open(dir);
    let made = life(size);
    let changes = made.records().map(|record| Ok::<_, Infallible>(Change::create(record)));
    let label = Label::new(Act::Sample, "generate");
    store.commit_stream(label, store.position(), changes).unwrap_or_else(|error| panic!("{error:?}"));
    store.close();
}

/// Writes cards of so many contacts.
pub fn cards(contacts: usize, file: &Path) {
    let (made, mut book) = (life(Size::of(contacts)), Book::default());
    let mut out = BufWriter::new(File::create(file).unwrap());
    for record in made.records() {
        match record {
            Record::Company(_) => book.apply(&Change::create(record)),
            Record::Contact(one) => out.write_all(contact(Version::V3, &book, &one).as_bytes()).unwrap(),
            _ => break,
        }
    }
    out.flush().unwrap();
}
