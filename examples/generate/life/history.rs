//! What happened: how often with whom, when, and what was said.

use std::iter::repeat_n;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use touchbase::domain::id::InteractionId;
use touchbase::domain::interaction::{Direction, Interaction, Kind, Outcome, Participant};

use super::dice::{Dice, What};
use super::sketch::share;
use super::{DAYS, Life, Size, at_minute};

/// With nobody was more than that.
const MOST: u16 = 1_000;
/// How steeply it falls from those with whom most was: with this a third of the contacts have two thirds of it all.
const STEEP: f64 = 0.7;
const MINUTES: u32 = 24 * 60;

/// How many interactions each contact has.
pub fn counts(size: Size, seed: u64) -> Vec<u16> {
    let weights: Vec<f32> = (0..size.contacts).map(|at| share(seed, at).powf(-STEEP) as f32).collect();
    let count = |scale: f64, weight: f32| (scale * f64::from(weight)).min(MOST.into()) as u16;
    let total = |scale: f64| weights.iter().map(|weight| usize::from(count(scale, *weight))).sum::<usize>();
    let (mut low, mut high) = (0.0, f64::from(MOST));
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if total(middle) <= size.interactions { low = middle } else { high = middle }
    }
    let mut counts: Vec<u16> = weights.iter().map(|weight| count(low, *weight)).collect();
    // What rounding left over goes to the first.
    let mut left = size.interactions - counts.iter().map(|count| usize::from(*count)).sum::<usize>();
    while left > 0 && counts.iter().any(|count| *count < MOST) {
        for count in counts.iter_mut().filter(|count| **count < MOST).take(left) {
            *count += 1;
            left -= 1;
        }
    }
    counts
}

/// When something happened with whom, in the order of time.
pub struct History {
    /// Minutes since the first day's midnight, and the contact.
    moments: Vec<(u32, u32)>,
    /// Of each contact the last of these.
    last: Vec<u32>,
}

impl History {
    pub fn of(life: &Life) -> Self {
        let mut moments: Vec<(u32, u32)> = Vec::with_capacity(life.size.interactions);
        for contact in 0..life.size.contacts {
            let whom = contact as u32;
            moments.extend(moments_of(life, contact).map(|minute| (minute, whom)));
        }
        moments.sort_unstable();
        let mut last = vec![u32::MAX; life.size.contacts];
        for (at, (_, contact)) in moments.iter().enumerate() {
            last[*contact as usize] = at as u32;
        }
        Self { moments, last }
    }

    pub fn len(&self) -> usize {
        self.moments.len()
    }

    /// Something that happened, whatever; rather with whom much happened.
    pub fn any(&self, dice: &mut Dice) -> Option<usize> {
        (self.len() > 0).then(|| dice.below(self.len()))
    }

    /// The last that happened with a contact.
    pub fn last_of(&self, contact: usize) -> Option<usize> {
        Some(self.last[contact] as usize).filter(|at| *at < self.len())
    }

    pub fn contact(&self, at: usize) -> usize {
        self.moments[at].1 as usize
    }

    pub fn day(&self, life: &Life, at: usize) -> NaiveDate {
        life.ago(DAYS - self.moments[at].0 / MINUTES)
    }

    pub fn id(&self, life: &Life, at: usize) -> InteractionId {
        life.id(What::Interaction, at, u64::from(self.moments[at].0) * 60_000 + at as u64 % 60_000)
    }

    fn moment(&self, life: &Life, at: usize) -> Option<DateTime<FixedOffset>> {
        at_minute(self.day(life, at), self.moments[at].0 % MINUTES)
    }

    pub fn interaction(&self, life: &Life, at: usize) -> Interaction {
        let contact = self.contact(at);
        let sketch = life.sketch(contact);
        let mut dice = life.dice(What::Interaction, at);
        let is_last = self.last_of(contact) == Some(at);
        let is_try = is_last && sketch.tried.is_some();
        // What the rhythm counts from is a touch.
        let is_touch = !is_try && self.day(life, at) >= life.ago(sketch.touched);
        let kind = if is_try { Kind::Call } else { kind(&mut dice, is_touch) };
        let outcome = match dice.below(100) {
            ..7 if kind == Kind::Call && !is_touch => Outcome::NoAnswer,
            7..10 if kind == Kind::Call && !is_touch => Outcome::LeftMessage,
            _ if is_try => Outcome::NoAnswer,
            _ => Outcome::Reached,
        };
        let direction = dice.weighted(&[(6, Some(Direction::Out)), (3, Some(Direction::In)), (1, None)]);
        let language = life.place(&sketch).spoken();
        let company = sketch.company.map(|company| life.company_id(company));
        let mut with = vec![Participant { contact: life.contact_id(contact), company }];
        // A colleague came along.
        let next = contact + 1;
        if kind.is_gathering() && dice.in_thousand(200) && next < life.size.contacts {
            let colleague = life.sketch(next);
            if colleague.company == sketch.company && sketch.company.is_some() {
                with.push(Participant { contact: life.contact_id(next), company });
            }
        }
        let text = match outcome {
            Outcome::Reached => life.said.text(language, about(kind), &mut dice),
            _ => String::new(),
        };
        let topics = dice.in_thousand(80).then(|| life.said.word(language, "topic", &mut dice).to_owned());
        let time_known = dice.in_thousand(930);
        let at_noon = || at_minute(self.day(life, at), MINUTES / 2);
        let moment = if time_known { self.moment(life, at) } else { at_noon() };
        Interaction {
            id: self.id(life, at),
            at: moment.unwrap_or_default(),
            time_known,
            with,
            kind,
            direction: if kind == Kind::Note { None } else { direction },
            outcome,
            minutes: minutes(kind, &mut dice),
            text,
            topics: topics.into_iter().collect(),
            purpose: None,
            worth: String::new(),
            automatic: kind == Kind::Mail && !is_touch && dice.in_thousand(40),
            pinned: dice.in_thousand(3),
            source_id: String::new(),
        }
    }
}

/// When something happened with a contact: anywhere between the day they were added and the last touch, on working days.
fn moments_of(life: &Life, contact: usize) -> impl Iterator<Item = u32> {
    let sketch = life.sketch(contact);
    let mut dice = life.dice(What::Moments, contact);
    let earlier = sketch.count.saturating_sub(1 + usize::from(sketch.tried.is_some()));
    let (first, last) = (sketch.added, sketch.touched + 1);
    let between = (0..earlier).map(|_| last + dice.below((first.saturating_sub(last) + 1) as usize) as u32);
    let mut days: Vec<u32> = between.map(|ago| life.working_day(ago)).collect();
    days.extend(repeat_n(sketch.touched, sketch.count.min(1)));
    days.extend(sketch.tried);
    let mut dice = life.dice(What::Interaction, usize::MAX - contact);
    days.into_iter().map(move |ago| {
        let hour = dice.pick(&[8, 9, 9, 10, 10, 11, 11, 13, 14, 14, 15, 16, 17]);
        DAYS.saturating_sub(ago) * MINUTES + hour * 60 + dice.below(60) as u32
    })
}

fn kind(dice: &mut Dice, is_touch: bool) -> Kind {
    let kinds = [
        (380, Kind::Call),
        (330, Kind::Mail),
        (60, Kind::Meeting),
        (50, Kind::Video),
        (50, Kind::Visit),
        (60, Kind::Chat),
        (8, Kind::Letter),
        (15, Kind::Social),
        (7, Kind::Event),
        (40, Kind::Note),
    ];
    let kinds = if is_touch { &kinds[..kinds.len() - 1] } else { &kinds[..] };
    dice.weighted(kinds)
}

/// Which sentences fit.
fn about(kind: Kind) -> &'static str {
    match kind {
        Kind::Call => "call",
        Kind::Mail => "mail",
        Kind::Meeting => "meeting",
        Kind::Video => "video",
        Kind::Chat => "chat",
        Kind::Visit => "visit",
        Kind::Letter => "letter",
        Kind::Social => "social",
        Kind::Event => "event",
        Kind::Note => "note",
    }
}

fn minutes(kind: Kind, dice: &mut Dice) -> Option<u32> {
    let longest = match kind {
        Kind::Call => 30,
        Kind::Meeting | Kind::Visit | Kind::Video => 120,
        _ => return None,
    };
    dice.in_thousand(600).then(|| 5 * (1 + dice.below(longest / 5) as u32))
}

/// The day after another, so many days later.
pub fn later(day: NaiveDate, days: usize) -> NaiveDate {
    day + TimeDelta::days(days as i64)
}
