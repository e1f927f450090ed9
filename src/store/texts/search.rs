//! The search itself: from the newest end backward, a block at a time, until there is enough.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use memchr::memchr_iter;

use super::after::{After, Left};
use super::image::{Block, Damaged, Image};
use crate::domain::record::RecordId;
use crate::domain::said::{Place, Said};
use crate::domain::search::{Seeker, Words};

/// What is looked for in what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    pub words: Words,
    /// Only what was said on this day or later; notes, which have no day, are left out then.
    pub since: Option<NaiveDate>,
    /// Only what stands before this: where a page ended, the next goes on.
    pub before: Option<Place>,
    /// So many at the most.
    pub limit: usize,
    /// What was found after so long is given, though there may be more; else it is looked for until there is enough.
    pub patience: Option<Duration>,
}

/// What was found, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    pub said: Vec<Said>,
    /// Where there may be more: before this. `None` once all was looked through.
    pub rest: Option<Place>,
}

/// Blocks that are looked through at first: what is often said stands in them.
const FIRST: usize = 16;
/// Threads that pay, at the most.
const THREADS: usize = 4;

impl Search {
    pub fn new(words: Words, limit: usize) -> Self {
        Self { words, since: None, before: None, limit, patience: None }
    }

    /// Whether a text is one of those that are looked among.
    fn is_among(&self, said: &Said) -> bool {
        self.before.is_none_or(|before| said.place < before)
            && self.since.is_none_or(|since| said.day.is_some_and(|day| day >= since))
    }
}

/// Searches `image` with what came `after` it. Ends early where `going_on` says so.
pub(super) fn search(
    image: Option<&Image>,
    after: &After,
    search: &Search,
    going_on: &(dyn Fn() -> bool + Sync),
) -> Result<Found, Damaged> {
    let until = search.patience.map(|patience| Instant::now() + patience);
    let is_in_time = || until.is_none_or(|until| Instant::now() < until);
    let seeker = search.words.seeker();
    let over =
        after.entries().filter(|entry| seeker.fits(&entry.folded)).filter_map(|entry| entry.telling.said.as_ref());
    let over: Vec<Said> = over.filter(|said| search.is_among(said)).cloned().collect();
    let Some(image) = image else { return Ok(chosen(over, search.limit)) };

    let since = search.since.map_or(i64::MIN, Place::before_day);
    let blocks = image.index.blocks.iter().rev().take_while(|block| block.newest.micros >= since);
    let blocks: Vec<&Block> = blocks.filter(|block| search.before.is_none_or(|before| block.oldest < before)).collect();
    // So many at the least, so that it comes on by each page.
    let comes_on = |block: &&Block| search.before.is_none_or(|before| block.newest.behind() < before);
    let least = blocks.iter().position(comes_on).unwrap_or(blocks.len());
    let looking = Looking {
        least,
        image,
        changed: after.changed(),
        search,
        seeker: &seeker,
        blocks: &blocks,
        going_on,
        is_in_time: &is_in_time,
    };
    let (mut pending, mut found, mut passed) = (over, Vec::new(), 0);
    let stopped = loop {
        let reach = if passed == 0 { FIRST.min(blocks.len()) } else { blocks.len() };
        let wanted = search.limit.saturating_add(1) - found.len();
        let (reached, hits) = looking.through(passed, reach, wanted)?;
        let is_stopped = !going_on() || reached > least && !is_in_time();
        passed = reached;
        pending.extend(hits);
        pending.sort_unstable_by_key(|said| said.place);
        // What is newer than all that is still to be looked through has its place.
        let settled = match blocks.get(passed) {
            Some(next) => pending.partition_point(|said| said.place < next.newest),
            None => 0,
        };
        found.extend(pending.drain(settled..).rev());
        if is_stopped || passed == blocks.len() || found.len() > search.limit {
            break is_stopped;
        }
    };
    // Where it goes on: at the block that comes next, which may hold what was found and has no place yet.
    let rest = blocks.get(passed).filter(|_| stopped).map(|next| match search.before {
        Some(before) => next.newest.behind().min(before),
        None => next.newest.behind(),
    });
    let Found { said, rest: cut } = chosen(found, search.limit);
    Ok(Found { said, rest: cut.or(rest) })
}

/// The newest of those that were found.
fn chosen(mut found: Vec<Said>, limit: usize) -> Found {
    found.sort_by_key(|said| Reverse(said.place));
    let is_cut = found.len() > limit;
    found.truncate(limit);
    Found { rest: found.last().filter(|_| is_cut).map(|last| last.place), said: found }
}

/// Goes through blocks, which stand in their order, the newest first.
struct Looking<'a> {
    /// Patience doesn't end before a block behind these.
    least: usize,
    image: &'a Image,
    changed: &'a HashMap<RecordId, Left>,
    search: &'a Search,
    seeker: &'a Seeker<'a>,
    blocks: &'a [&'a Block],
    going_on: &'a (dyn Fn() -> bool + Sync),
    is_in_time: &'a (dyn Fn() -> bool + Sync),
}

impl Looking<'_> {
    /// Looks through the blocks from `from` up to `to`, in as many threads as pay, until so many are found. Says how far that
    /// went, and what fits of it, in no order.
    fn through(&self, from: usize, to: usize, wanted: usize) -> Result<(usize, Vec<Said>), Damaged> {
        let (next, count) = (AtomicUsize::new(from), AtomicUsize::new(0));
        let look = || {
            let (mut hits, mut folded, mut texts) = (Vec::new(), Vec::new(), Vec::new());
            // Who takes a block goes through it, so that what was taken is what was gone through.
            while (self.going_on)() && count.load(Ordering::Relaxed) < wanted {
                if next.load(Ordering::Relaxed) > from.max(self.least) && !(self.is_in_time)() {
                    break;
                }
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(block) = self.blocks[..to].get(at) else { break };
                let found = self.in_block(block, &mut folded, &mut texts)?;
                count.fetch_add(found.len(), Ordering::Relaxed);
                hits.extend(found);
            }
            Ok(hits)
        };
        let threads = if to - from > FIRST { thread::available_parallelism().map_or(1, NonZero::get) } else { 1 };
        let hits = thread::scope(|scope| {
            let others: Vec<_> = (1..threads.min(THREADS)).map(|_| scope.spawn(look)).collect();
            let mut all = look()?;
            for other in others {
                all.append(&mut other.join().map_err(|_| Damaged)??);
            }
            Ok(all)
        })?;
        Ok((next.load(Ordering::Relaxed).min(to), hits))
    }

    /// What fits of a block: the newest, no more than are wanted in all.
    fn in_block(&self, block: &Block, folded: &mut Vec<u8>, texts: &mut Vec<u8>) -> Result<Vec<Said>, Damaged> {
        let mut hits = Vec::new();
        let lines = self.image.folded(block, folded)?;
        let fitting = self.seeker.lines(lines);
        if fitting.is_empty() {
            return Ok(hits);
        }
        // The line of a number is the text of that number.
        let (mut number, mut passed) = (0, 0);
        let numbers = fitting.into_iter().map(|line| {
            number += memchr_iter(b'\n', &lines[passed..line.start]).count();
            passed = line.start;
            number
        });
        let numbers: Vec<usize> = numbers.collect();
        let texts = self.image.texts(block, texts)?;
        for number in numbers.into_iter().rev() {
            let Some(said) = texts.get(number).ok_or(Damaged)? else { continue };
            let record = &said.place.record;
            let holds = !self.changed.contains_key(record) && !self.image.is_superseded(record, block.run);
            if holds && self.search.is_among(&said) {
                hits.push(said);
                if hits.len() > self.search.limit {
                    break;
                }
            }
        }
        Ok(hits)
    }
}
