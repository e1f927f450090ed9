//! What holds for a person as a whole and can be asked at any time: where they live and work, what they are worth, since when they
//! are known and when they were touched last.

use chrono::{Datelike, NaiveDate};
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::contact::Tier;

use super::dice::{Dice, What};
use super::{DAYS, Life};

/// Why nobody gets in touch with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    Archived,
    Former,
    DoNotContact,
}

#[derive(Debug, Clone)]
pub struct Sketch {
    pub place: usize,
    pub company: Option<usize>,
    pub tier: Option<Tier>,
    pub cadence: Cadence,
    pub off: Option<Off>,
    /// Days ago on which they were added.
    pub added: u32,
    /// Days ago on which they were touched last.
    pub touched: u32,
    /// Days ago on which they were tried in vain since then.
    pub tried: Option<u32>,
    /// How many interactions they have.
    pub count: usize,
}

/// How much of the history belongs to a contact, from 0 (most) to 1.
pub fn share(seed: u64, contact: usize) -> f64 {
    Dice::of(seed, What::Sketch, contact).share()
}

impl Sketch {
    pub fn of(life: &Life, contact: usize) -> Self {
        let mut dice = life.dice(What::Sketch, contact);
        let share = dice.share();
        let count = life.counts[contact].into();
        let employer = life.company_of(contact);
        let place = if dice.in_thousand(850) { life.place_of(employer) } else { life.places.any(&mut dice) };
        let company = dice.in_thousand(920).then_some(employer);
        // With whom one has to do most is worth most, as a rule.
        let tier = match if dice.in_thousand(150) { dice.share() } else { share } {
            ..0.04 => Some(Tier::A),
            ..0.18 => Some(Tier::B),
            ..0.45 => Some(Tier::C),
            _ => None,
        };
        let cadence = match dice.below(1_000) {
            ..20 => Cadence::Every(dice.pick(&[Span::days(14), Span::weeks(6), Span::months(2), Span::months(12)])),
            20..35 => Cadence::Never,
            _ => Cadence::ByTier,
        };
        let off = match dice.below(1_000) {
            ..30 => Some(Off::Archived),
            30..40 => Some(Off::Former),
            40..50 => Some(Off::DoNotContact),
            _ => None,
        };
        let touched = life.working_day(touched(cadence, tier, &mut dice));
        let tried =
            (count > 1 && touched > 6 && dice.in_thousand(4)).then(|| life.working_day(1 + dice.below(3) as u32));
        // Nothing happened yet: then the rhythm counts from the day they were added.
        let known = dice.share().max(dice.share()).max(1.0 - 20.0 * share);
        let added = if count == 0 { touched } else { touched + (f64::from(DAYS - touched) * known) as u32 };
        Self { place, company, tier, cadence, off, added, touched, tried, count }
    }
}

/// Days since the last touch: within the interval, but for two in a hundred.
fn touched(cadence: Cadence, tier: Option<Tier>, dice: &mut Dice) -> u32 {
    let interval = match (cadence, tier) {
        (Cadence::Every(span), _) => span.approximate_days() as usize,
        (Cadence::ByTier, Some(Tier::A)) => 30,
        (Cadence::ByTier, Some(Tier::B)) => 90,
        (Cadence::ByTier, Some(Tier::C)) => 180,
        (Cadence::Never, _) | (Cadence::ByTier, None) => return 1 + (dice.share().powi(2) * 1_400.0) as u32,
    };
    let days = if dice.in_thousand(20) { interval + 2 + dice.below(30) } else { 1 + dice.below(interval - 2) };
    days as u32
}

impl Life {
    /// So many days ago, or on the Friday before where that is a day off.
    pub(super) fn working_day(&self, ago: u32) -> u32 {
        ago + off_since_friday(self.ago(ago))
    }
}

fn off_since_friday(day: NaiveDate) -> u32 {
    day.weekday().num_days_from_monday().saturating_sub(4)
}
