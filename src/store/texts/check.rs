//! The texts file read from its beginning to its end, to see whether it is what was written.

use super::image::{Image, Telling};
use super::sweep::InOrder;
use crate::domain::said::Place;
use crate::store::journal::Position;
use crate::store::layout::Layout;

pub(in crate::store) struct Whole(Image);

impl Whole {
    /// `None` if there is none that can be used.
    pub fn open(layout: &Layout) -> Option<Self> {
        Image::open(layout).ok().flatten().map(Self)
    }

    /// The position that it stands for.
    pub fn end(&self) -> Position {
        self.0.end()
    }

    /// Gives what each record tells to `take`, the oldest first, until that says no. Says whether all could be read, stood in
    /// their order and had beside them what is searched.
    pub fn each(&self, mut take: impl FnMut(&Telling) -> bool) -> bool {
        let mut last: Option<Place> = None;
        for entry in InOrder::of(&self.0) {
            let Ok(entry) = entry else { return false };
            let place = entry.telling.place;
            if last.is_some_and(|last| last >= place) || entry.folded != entry.telling.folded() {
                return false;
            }
            last = Some(place);
            if !take(&entry.telling) {
                break;
            }
        }
        true
    }
}
