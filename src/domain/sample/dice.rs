//! Chance that falls the same way at every run.

pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 0 to `below` - 1 (SplitMix64).
    pub(super) fn below(&mut self, below: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((z ^ (z >> 31)) >> 1).unwrap_or_default() % below.max(1)
    }

    pub(super) fn pick<T: Copy + Default>(&mut self, of: &[T]) -> T {
        let at = self.below(i64::try_from(of.len()).unwrap_or(1));
        usize::try_from(at).ok().and_then(|at| of.get(at)).copied().unwrap_or_default()
    }
}
