//! Cards: whatever is read comes out as cards of both versions, and those are read back, each under its name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchbase::domain::book::Book;
use touchbase::formats::draft::Draft;
use touchbase::formats::vcard::{self, write};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = vcard::read(bytes) else { return };
    let book = Book::default();
    for card in file.cards().flatten() {
        for version in [write::Version::V3, write::Version::V4] {
            let out = match &card.draft {
                Draft::Person(person) => write::contact(version, &book, &person.record),
                Draft::Company(company) => write::company(version, company),
                _ => continue,
            };
            let again = vcard::read(out.as_bytes()).expect("what is written is a card");
            let names: Vec<_> = again.cards().map(|card| card.expect("it is whole").draft.name().to_owned()).collect();
            assert_eq!(names, [card.draft.name()], "{out}");
        }
    }
});
