//! Looking for what few have, in texts that weren't read yet: they pass by, and are kept of nobody.

use std::collections::BTreeSet;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};

use super::columns::{Part, Parts, Rest};

/// Where it stands more often, all are read.
const FEW: usize = 8;

/// One in whose texts it stands.
pub(super) struct Hit {
    pub place: usize,
    texts: Vec<u8>,
    /// Where mails, phones and tags end in them.
    ends: [usize; 3],
}

impl Hit {
    /// Mails, phones and tags.
    pub fn rest(&self) -> [&[u8]; 3] {
        let [mails, phones, tags] = self.ends;
        let part = |from: usize, to: usize| self.texts.get(from..to).unwrap_or_default();
        [part(0, mails), part(mails, phones), part(phones, tags)]
    }
}

/// Those in whose texts `text` stands, by place; `None` where it stands in too many.
pub(super) fn with(image: &dyn Parts, text: &[u8]) -> Option<Vec<Hit>> {
    let (finder, overlap) = (Finder::new(text), text.len().checked_sub(1)?);
    // What may begin in one piece and end in the next is looked for beside them.
    let (mut before, mut seam, mut hits) = (0, Vec::new(), BTreeSet::new());
    image.each(Part::Rest, &mut |piece| {
        if hits.len() <= FEW {
            let from = before - seam.len();
            seam.extend_from_slice(&piece[..overlap.min(piece.len())]);
            hits.extend(finder.find_iter(&seam).map(|at| from + at).take(FEW + 1));
            hits.extend(finder.find_iter(piece).map(|at| before + at).take(FEW + 1));
            seam.drain(..seam.len() - overlap.min(seam.len()));
            if piece.len() >= overlap {
                seam.clear();
                seam.extend_from_slice(&piece[piece.len() - overlap..]);
            }
        }
        before += piece.len();
    });
    if hits.len() > FEW {
        return None;
    }
    let places: BTreeSet<usize> = hits.into_iter().map(|byte| place(image, byte)).collect();
    Some(places.into_iter().map(|place| hit(image, place)).collect())
}

fn ends(image: &dyn Parts, place: usize) -> [usize; 3] {
    let size = Part::RestEnds.size();
    let bytes = image.bytes(Part::RestEnds, place * size..(place + 1) * size);
    bytes.first_chunk().map(Rest::read_ends).unwrap_or_default().map(|end| end as usize)
}

/// Whose this byte is.
fn place(image: &dyn Parts, byte: usize) -> usize {
    let (mut low, mut high) = (0, image.count());
    while low < high {
        let middle = low.midpoint(high);
        if ends(image, middle)[2] <= byte { low = middle + 1 } else { high = middle }
    }
    low
}

fn hit(image: &dyn Parts, place: usize) -> Hit {
    let start = place.checked_sub(1).map_or(0, |before| ends(image, before)[2]);
    let ends = ends(image, place);
    let texts = image.bytes(Part::Rest, start..ends[2].max(start));
    Hit { place, texts, ends: ends.map(|end| end.saturating_sub(start)) }
}

/// The places of those in whose names `text` stands, and who fit by place and name.
pub(super) fn named(image: &dyn Parts, text: &[u8], fits: impl FnMut(usize, &[u8]) -> bool) -> Vec<usize> {
    let mut names = Names { finder: Finder::new(text), place: 0, fits, fitting: Vec::new() };
    // Before the names stands where they end: how many numbers, and these.
    let (mut count, mut passed, mut cut) = (Vec::new(), 0, Vec::new());
    image.each(Part::Names, &mut |piece| {
        count.extend_from_slice(&piece[..piece.len().min(size_of::<u32>() - count.len())]);
        let Some(count) = count.first_chunk().map(|count| u32::from_le_bytes(*count) as usize) else { return };
        let names_at = (1 + count) * size_of::<u32>();
        let piece = piece.get(names_at.saturating_sub(passed)..).inspect(|_| passed = names_at).unwrap_or_else(|| {
            passed += piece.len();
            &[]
        });
        // A name that is cut is looked at when its end is there.
        let Some(end) = memchr(b'\n', piece) else { return cut.extend_from_slice(piece) };
        let (first, others) = if cut.is_empty() { piece.split_at(0) } else { piece.split_at(end + 1) };
        cut.extend_from_slice(first);
        names.look_through(&cut);
        let whole = memrchr(b'\n', others).map_or(0, |end| end + 1);
        names.look_through(&others[..whole]);
        cut.clear();
        cut.extend_from_slice(&others[whole..]);
    });
    names.fitting
}

/// Names that pass by.
struct Names<'t, F> {
    finder: Finder<'t>,
    /// Whose comes next.
    place: usize,
    fits: F,
    fitting: Vec<usize>,
}

impl<F: FnMut(usize, &[u8]) -> bool> Names<'_, F> {
    fn look_through(&mut self, lines: &[u8]) {
        let mut from = 0;
        while let Some(at) = self.finder.find(&lines[from..]).map(|at| from + at) {
            self.place += memchr_iter(b'\n', &lines[from..at]).count();
            let start = memrchr(b'\n', &lines[..at]).map_or(0, |end| end + 1);
            let end = memchr(b'\n', &lines[at..]).map_or(lines.len(), |end| at + end);
            if (self.fits)(self.place, &lines[start..end]) {
                self.fitting.push(self.place);
            }
            self.place += 1;
            from = lines.len().min(end + 1);
        }
        self.place += memchr_iter(b'\n', &lines[from..]).count();
    }
}
