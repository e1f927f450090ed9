//! Chance that falls the same way at every run.

/// What chance is thrown for: each has dice of its own, so that one more throw for one thing changes nothing of the others.
#[derive(Debug, Clone, Copy)]
#[repr(u64)]
pub enum What {
    Company = 1,
    Sketch,
    Contact,
    Moments,
    Interaction,
    FollowUp,
    Feedback,
    Consent,
    Id,
    Order,
}

/// Dice for one thing (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64, what: What, at: usize) -> Self {
        let mut dice = Self(seed ^ (what as u64) << 56 ^ (at as u64).wrapping_mul(0xd6e8_feb8_6659_fd93));
        dice.draw();
        dice
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, but without, `below`; 0 where there is nothing below it.
    pub fn below(&mut self, below: usize) -> usize {
        (self.draw() >> 1) as usize % below.max(1)
    }

    /// Between 0 and 1, never 0.
    pub fn share(&mut self) -> f64 {
        ((self.draw() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// True so often in a thousand.
    pub fn in_thousand(&mut self, often: usize) -> bool {
        self.below(1_000) < often
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// One of several, each with how often in all it comes.
    pub fn weighted<T: Copy>(&mut self, of: &[(usize, T)]) -> T {
        let mut left = self.below(of.iter().map(|(often, _)| often).sum());
        let mut all = of.iter().copied();
        let found = all.find(|(often, _)| {
            let is_it = left < *often;
            left = left.saturating_sub(*often);
            is_it
        });
        found.unwrap_or(of[0]).1
    }
}
