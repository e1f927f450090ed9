//! Who is due: the whole agenda of a day, and whom the days of a month to come bring.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod books;
mod made;

use chrono::Days;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use touchbase::domain::agenda::{Ahead, DAYS_AHEAD, agenda};
use touchbase::domain::settings::Settings;

fn whole(c: &mut Criterion) {
    let (settings, today) = (Settings::default(), made::clock().date_naive());
    let mut group = c.benchmark_group("agenda");
    for contacts in made::sizes() {
        let book = books::book(*contacts);
        group.bench_function(BenchmarkId::from_parameter(contacts), |bencher| {
            bencher.iter(|| black_box(agenda(&book, &settings, today, DAYS_AHEAD)));
        });
    }
}

fn ahead(c: &mut Criterion) {
    let (settings, today) = (Settings::default(), made::clock().date_naive());
    let mut group = c.benchmark_group("agenda-ahead");
    for (contacts, days) in made::sizes().iter().flat_map(|contacts| [42, 365].map(|days| (*contacts, days))) {
        let book = books::book(contacts);
        let last = today + Days::new(days);
        group.bench_function(BenchmarkId::new(days.to_string(), contacts), |bencher| {
            bencher.iter(|| black_box(Ahead::new(&book, &settings, today, last)));
        });
    }
}

criterion_group! { name = benches; config = made::criterion(); targets = whole, ahead }
criterion_main!(benches);
