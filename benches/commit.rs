//! A durable commit of one contact, and beside it an append with fdatasync of about as many bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod made;
mod stores;

use std::fs::OpenOptions;
use std::io::Write;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;

const BYTES: [u8; 420] = [b'x'; 420];

fn commit(c: &mut Criterion) {
    let mut group = c.benchmark_group("commit");
    for contacts in made::sizes() {
        let room = stores::store(*contacts);
        let store = stores::open(&room);
        group.bench_function(BenchmarkId::new("a contact", contacts), |bencher| {
            bencher.iter(|| {
                let contact = Contact::new(store.ids().draw(), "Ana Berg", made::clock().date_naive());
                let set = Set::new(Label::new(Act::Add, "Ana Berg"), [Change::create(contact)]);
                store.commit(set, store.position()).unwrap()
            });
        });
        let mut bare = OpenOptions::new().create(true).append(true).open(room.path().join("bare")).unwrap();
        group.bench_function(BenchmarkId::new("a bare append", contacts), |bencher| {
            bencher.iter(|| {
                bare.write_all(&BYTES).unwrap();
                bare.sync_data().unwrap();
            });
        });
        store.close();
    }
}

criterion_group! { name = benches; config = made::criterion(); targets = commit }
criterion_main!(benches);
