//! Who is due: the whole agenda of a day.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod books;
mod made;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use touchbase::domain::agenda::{DAYS_AHEAD, agenda};
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

criterion_group! { name = benches; config = made::criterion(); targets = whole }
criterion_main!(benches);
