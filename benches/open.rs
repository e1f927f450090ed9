//! Opening a store that was closed in order: until its book stands, and until it has said who is due.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod made;
mod stores;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use touchbase::domain::agenda::{DAYS_AHEAD, agenda};
use touchbase::domain::settings::Settings;

fn open(c: &mut Criterion) {
    let (settings, today) = (Settings::default(), made::clock().date_naive());
    let mut group = c.benchmark_group("open");
    for contacts in made::sizes() {
        let room = stores::store(*contacts);
        group.bench_function(BenchmarkId::new("the book stands", contacts), |bencher| {
            bencher.iter(|| black_box(stores::open(&room)));
        });
        group.bench_function(BenchmarkId::new("its agenda", contacts), |bencher| {
            bencher.iter(|| black_box(agenda(&stores::open(&room).book(), &settings, today, DAYS_AHEAD)));
        });
    }
}

criterion_group! { name = benches; config = made::criterion(); targets = open }
criterion_main!(benches);
