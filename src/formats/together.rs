//! Work on each of many that come with a file, on all processors.

use std::num::NonZero;
use std::{panic, thread};

/// From so many on they are looked at on several threads.
const MANY: usize = 1_000;

/// Looks at each of many, in their order, on all processors.
pub fn together<T: Sync, R: Send>(all: &[T], look: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = if all.len() < MANY { 1 } else { thread::available_parallelism().map_or(1, NonZero::get) };
    if threads == 1 {
        return all.iter().map(look).collect();
    }
    // Each part has its room from the start.
    let mut found: Vec<Option<R>> = Vec::new();
    found.resize_with(all.len(), || None);
    let (look, length) = (&look, all.len().div_ceil(threads));
    thread::scope(|scope| {
        let parts = all.chunks(length).zip(found.chunks_mut(length));
        let work = |(part, found): (&'_ [T], &'_ mut [Option<R>])| {
            part.iter().zip(found).for_each(|(one, place)| *place = Some(look(one)))
        };
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        // What a part panics with goes on here.
        parts.into_iter().for_each(|part| part.join().unwrap_or_else(|why| panic::resume_unwind(why)));
    });
    found.into_iter().flatten().collect()
}
