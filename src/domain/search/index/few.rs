//! Looking for what few have, in mails, phones and tags that weren't read yet: they pass by, and are kept of nobody.

use std::collections::BTreeSet;

use memchr::memmem::Finder;

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
