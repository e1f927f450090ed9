//! Who is due: the whole agenda of a day, whom the days to come bring, a pile of them spread, and the contacts sorted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod books;
mod made;

use chrono::Days;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use touchbase::domain::act::{self, Given};
use touchbase::domain::agenda::{Ahead, DAYS_AHEAD, Whom, agenda};
use touchbase::domain::change::Change;
use touchbase::domain::follow_up::FollowUp;
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::settings::Settings;
use touchbase::domain::spread::{Pile, Wish};
use touchbase::domain::view::{List, Sort, sorted};

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

/// The contact list, by columns for which the days to come must be known and those for which rows must be read.
fn sorting(c: &mut Criterion) {
    let (settings, today) = (Settings::default(), made::clock().date_naive());
    let mut group = c.benchmark_group("agenda-ahead");
    for contacts in made::sizes() {
        let book = books::book(*contacts);
        for column in ["next-due", "company"] {
            let sorts = [Sort::read(column, List::Contacts).expect("a column")];
            group.bench_function(BenchmarkId::new(format!("sorted by {column}"), contacts), |bencher| {
                bencher.iter(|| black_box(sorted(&book, &settings, today, &sorts)));
            });
        }
    }
}

/// A promise to every tenth contact is due today, and all whom today brings go to the days after it: from the question to the set
/// that would be kept.
fn spreading(c: &mut Criterion) {
    let (settings, now) = (Settings::default(), made::clock());
    let today = now.date_naive();
    let mut group = c.benchmark_group("agenda-ahead");
    for contacts in made::sizes() {
        let mut book = books::book(*contacts);
        let all: Vec<ContactId> = book.by_name().collect();
        let mut ids = Ids::seeded(1, 1);
        for contact in all.iter().step_by(10) {
            book.apply(&Change::create(FollowUp::new(ids.draw(), *contact, "send offer", today, today)));
        }
        let whom: Vec<Whom> = all.iter().copied().map(Whom::from).collect();
        let given = Given { book: &book, settings: &settings, today, now };
        group.bench_function(BenchmarkId::new("a pile spread", contacts), |bencher| {
            bencher.iter(|| {
                let plan = Pile::new(&book, &settings, today, today, &whom).plan(Wish::default());
                assert!(plan.moves().next().is_some(), "nobody goes to another day");
                black_box(act::spread(&given, &plan).expect("it can be spread"))
            });
        });
    }
}

criterion_group! { name = benches; config = made::criterion(); targets = whole, ahead, sorting, spreading }
criterion_main!(benches);
