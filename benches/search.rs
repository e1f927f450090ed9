//! Naming contacts as one types: the whole answer to a query, as the filter, the palette and the command line ask for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod books;
mod made;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use touchbase::domain::search::Query;

/// What nearly everybody has, names with and without umlauts, several words, what narrows, and what nobody has.
const QUERIES: [&str; 8] = ["e", "müller", "anna müller", "strasse", "#messe", "tier:a e", "eaeiou", "qqqqq"];

fn search(c: &mut Criterion) {
    for contacts in made::sizes() {
        let book = books::book(*contacts);
        let mut group = c.benchmark_group(format!("search/{contacts}"));
        for typed in QUERIES {
            let query = Query::new(typed);
            group.bench_with_input(BenchmarkId::from_parameter(typed), &query, |bencher, query| {
                bencher.iter(|| black_box(book.index().search(query, 200)));
            });
        }
    }
}

criterion_group! { name = benches; config = made::criterion(); targets = search }
criterion_main!(benches);
