//! How ids are shown: as short as they are told apart.

use uuid::Uuid;

use crate::domain::book::Book;
use crate::domain::id;

/// How ids are shown where there are several of them: as [`short_id`] does.
#[derive(Debug, Clone, Default)]
pub struct ShortIds {
    /// Those that end alike stand together: only they need more digits.
    ids: Vec<Uuid>,
    /// Where those of each end begin, and where the last end. So many ends that few ids have the same.
    starts: Vec<u32>,
}

impl ShortIds {
    /// Of all that is in the book.
    pub fn of(book: &Book) -> Self {
        let mut all = Vec::new();
        book.each_id(|of| all.push(of.id));
        Self::among(all)
    }

    /// The same to show these only.
    pub fn of_these(book: &Book, these: impl IntoIterator<Item = Uuid>) -> Self {
        let mut ends: Vec<usize> = these.into_iter().map(|id| end(id, ENDS)).collect();
        ends.sort_unstable();
        let (mut is_one, mut alike) = (vec![0_u64; ENDS / 64], Vec::new());
        ends.iter().for_each(|end| is_one[end / 64] |= 1 << (end % 64));
        book.each_id(|of| {
            let end = end(of.id, ENDS);
            if is_one[end / 64] >> (end % 64) & 1 != 0 {
                alike.push(of.id);
            }
        });
        Self::among(alike)
    }

    fn among(all: Vec<Uuid>) -> Self {
        let ends = (all.len() / 2).next_power_of_two().min(ENDS);
        let mut starts = vec![0; ends + 1];
        all.iter().for_each(|id| starts[end(*id, ends) + 1] += 1);
        (1..=ends).for_each(|at| starts[at] += starts[at - 1]);
        let mut free = starts.clone();
        let mut ids = vec![Uuid::nil(); all.len()];
        for id in all {
            let place = &mut free[end(id, ends)];
            ids[*place as usize] = id;
            *place += 1;
        }
        Self { ids, starts }
    }

    /// The id as shown, whether it is in the book or not.
    pub fn show(&self, id: Uuid) -> String {
        let at = end(id, self.starts.len().saturating_sub(1).max(1));
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        id::short(id, id::unique_digits(id, self.ids[bound(at)..bound(at + 1)].iter().copied()))
    }
}

/// How many ends of four digits there are.
const ENDS: usize = 1 << 16;

/// Which of so many ends, a power of two up to those of four digits, an id has.
fn end(id: Uuid, ends: usize) -> usize {
    id.as_u128() as usize % ends
}
