//! Room for what is read by place. It takes little where little is read.

use std::sync::OnceLock;

/// Places that get their room together.
const TOGETHER: usize = 256;

type Room<T> = Box<[OnceLock<Box<T>>]>;

/// What was read, by place.
#[derive(Debug)]
pub(super) struct Slots<T>(Box<[OnceLock<Room<T>>]>);

impl<T> Slots<T> {
    /// With room for so many.
    pub fn new(count: usize) -> Self {
        Self((0..count.div_ceil(TOGETHER)).map(|_| OnceLock::new()).collect())
    }

    pub fn get(&self, place: usize) -> Option<&T> {
        self.0.get(place / TOGETHER)?.get()?[place % TOGETHER].get().map(|one| &**one)
    }

    /// What stands at a place: what was there before, else this. `None` where there is no room for it.
    pub fn put(&self, place: usize, one: T) -> Option<&T> {
        let room = self.0.get(place / TOGETHER)?;
        let room = room.get_or_init(|| (0..TOGETHER).map(|_| OnceLock::new()).collect());
        Some(room[place % TOGETHER].get_or_init(|| Box::new(one)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_first_stays() {
        let slots = Slots::new(300);
        assert_eq!(slots.get(299), None);
        assert_eq!(slots.put(299, "a"), Some(&"a"));
        assert_eq!(slots.put(299, "b"), Some(&"a"));
        assert_eq!((slots.get(299), slots.get(298), slots.get(600)), (Some(&"a"), None, None));
        assert_eq!(slots.put(600, "c"), None);
    }
}
