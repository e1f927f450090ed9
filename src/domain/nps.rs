//! The net promoter score: how many would recommend us less how many would not, with how far it can be trusted.
//!
//! Of answers from 0 to 10, promoters say 9 or 10, passives 7 or 8, detractors 0 to 6 (F. Reichheld, "The One Number You Need to
//! Grow", Harvard Business Review 12/2003). With p and d the shares of promoters and detractors the score is p − d, here in points
//! from −100 to 100; the variance of one answer is p + d − (p − d)², that of the score the n-th part of it.
//!
//! The interval is the adjusted Wald: three answers are thought to be there besides, ¾ of a promoter, 1½ passives and ¾ of a
//! detractor; score and variance are then as above, of n + 3 (B. Rocks, "Interval Estimation for the Net Promoter Score", The
//! American Statistician 70 (2016) 4, where it holds what it promises also of few answers). It holds the score of all whom one might
//! have asked in 95 of 100 cases, where those who answered are like the others. Of fewer than [`FEW`] answers nothing is said.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::feedback::{Feedback, FeedbackKind};
use super::id::ContactId;

/// Fewer answers than these say nothing: the interval is wider than the scale's half.
pub const FEW: usize = 10;

/// Which part of all ways something can fall lies within so many standard errors: 95 of 100.
const Z: f64 = 1.96;

/// What a score makes of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    Promoter,
    Passive,
    Detractor,
}

impl Group {
    pub const ALL: [Self; 3] = [Self::Promoter, Self::Passive, Self::Detractor];

    /// The group of a score from 0 to 10.
    pub fn of(score: u8) -> Self {
        match score {
            9.. => Self::Promoter,
            7 | 8 => Self::Passive,
            0..=6 => Self::Detractor,
        }
    }

    /// As it is written in filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Promoter => "promoter",
            Self::Passive => "passive",
            Self::Detractor => "detractor",
        }
    }

    /// Reads it in English or German, one or several of them.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "promoter" | "promoters" | "promotor" | "promotoren" | "fürsprecher" => Self::Promoter,
            "passive" | "passives" | "passiv" | "passiver" => Self::Passive,
            "detractor" | "detractors" | "detraktor" | "detraktoren" | "kritiker" => Self::Detractor,
            _ => return None,
        })
    }
}

/// Answers by group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    pub promoters: usize,
    pub passives: usize,
    pub detractors: usize,
}

/// A score with its interval, in points from −100 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    pub points: f64,
    pub low: f64,
    pub high: f64,
}

impl Answers {
    pub fn add(&mut self, score: u8) {
        match Group::of(score) {
            Group::Promoter => self.promoters += 1,
            Group::Passive => self.passives += 1,
            Group::Detractor => self.detractors += 1,
        }
    }

    pub fn count(&self) -> usize {
        self.promoters + self.passives + self.detractors
    }

    /// What they come to; `None` of fewer than [`FEW`].
    pub fn score(&self) -> Option<Score> {
        let n = self.count();
        (n >= FEW).then(|| {
            let of = |count: usize| count as f64;
            let points = (of(self.promoters) - of(self.detractors)) / of(n);
            let (middle, margin) = interval(of(self.promoters), of(self.detractors), of(n));
            let within = |points: f64| (points * 100.0).clamp(-100.0, 100.0);
            Score { points: within(points), low: within(middle - margin), high: within(middle + margin) }
        })
    }
}

/// Points as they are told: whole ones, halves away from zero.
pub fn rounded(points: f64) -> i64 {
    points.round() as i64
}

/// The middle of the interval, and how far it reaches either way.
fn interval(promoters: f64, detractors: f64, n: f64) -> (f64, f64) {
    let all = n + 3.0;
    let (p, d) = ((promoters + 0.75) / all, (detractors + 0.75) / all);
    let score = p - d;
    (score, Z * ((p + d - score * score) / all).sqrt())
}

/// Into which times answers are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    Month,
    Quarter,
    Year,
}

impl Per {
    /// The first day of the time in which a day lies.
    pub fn begin(self, day: NaiveDate) -> NaiveDate {
        let month = match self {
            Self::Month => day.month(),
            Self::Quarter => day.month0() / 3 * 3 + 1,
            Self::Year => 1,
        };
        NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
    }

    /// The first day of the next one.
    pub fn next(self, begin: NaiveDate) -> NaiveDate {
        let months = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        };
        begin.checked_add_months(chrono::Months::new(months)).unwrap_or(NaiveDate::MAX)
    }
}

/// What was answered in one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// Its first day.
    pub begin: NaiveDate,
    pub answers: Answers,
    /// How often somebody was asked in it.
    pub asked: usize,
}

/// A scored answer of somebody, or that they were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given<K> {
    pub who: K,
    pub day: NaiveDate,
    /// 0 to 10; `None`: they were asked.
    pub score: Option<u8>,
}

impl Given<ContactId> {
    /// `None` of feedback that is neither.
    pub fn of(one: &Feedback) -> Option<Self> {
        let given = Self { who: one.contact, day: one.day, score: one.score.filter(|_| !one.is_asked()) };
        (one.kind == FeedbackKind::Survey && (one.is_asked() || one.score.is_some())).then_some(given)
    }
}

/// Answers by the times in which they came in. Of somebody who answered twice in one time the later answer counts; of several on one
/// day, which have no order, the lowest.
#[derive(Debug)]
pub struct OverTime<K> {
    per: Per,
    by: BTreeMap<NaiveDate, Heard<K>>,
}

#[derive(Debug)]
struct Heard<K> {
    /// Of each the answer that counts.
    last: BTreeMap<K, (NaiveDate, Reverse<u8>)>,
    asked: usize,
}

impl<K: Ord + Copy> OverTime<K> {
    pub fn of(all: impl IntoIterator<Item = Given<K>>, per: Per) -> Self {
        let mut by: BTreeMap<NaiveDate, Heard<K>> = BTreeMap::new();
        for Given { who, day, score } in all {
            let heard = by.entry(per.begin(day)).or_insert_with(|| Heard { last: BTreeMap::new(), asked: 0 });
            match score.map(|score| (day, Reverse(score))) {
                None => heard.asked += 1,
                Some(answer) => {
                    let kept = heard.last.entry(who).or_insert(answer);
                    *kept = answer.max(*kept);
                }
            }
        }
        Self { per, by }
    }

    /// The answers that count in the time that begins on a day, with who gave them.
    pub fn answers(&self, begin: NaiveDate) -> impl Iterator<Item = (K, u8)> {
        let last = self.by.get(&begin).map(|heard| &heard.last);
        last.into_iter().flatten().map(|(who, (_, score))| (*who, score.0))
    }

    /// What was answered in the time that begins on a day.
    pub fn period(&self, begin: NaiveDate) -> Period {
        let mut answers = Answers::default();
        self.answers(begin).for_each(|(_, score)| answers.add(score));
        Period { begin, answers, asked: self.by.get(&begin).map_or(0, |heard| heard.asked) }
    }

    /// All times, the oldest first, without a gap between the first and the last.
    pub fn periods(&self) -> Vec<Period> {
        let (Some((first, _)), Some((last, _))) = (self.by.first_key_value(), self.by.last_key_value()) else {
            return Vec::new();
        };
        let begins = std::iter::successors(Some(*first), |begin| Some(self.per.next(*begin)));
        begins.take_while(|begin| begin <= last).map(|begin| self.period(begin)).collect()
    }
}

/// Scored answers by the times in which they came in, as [`OverTime`] has them; answers about one topic only where that is said.
pub fn over_time<'a>(feedback: impl IntoIterator<Item = &'a Feedback>, per: Per) -> Vec<Period> {
    OverTime::of(feedback.into_iter().filter_map(Given::of), per).periods()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;

    /// `+3 o2 -5` promoters, passives, detractors: the score and its interval, rounded.
    fn score(promoters: usize, passives: usize, detractors: usize) -> Option<(i64, i64, i64)> {
        let all = Answers { promoters, passives, detractors };
        let round = |points: f64| points.round() as i64;
        all.score().map(|score| (round(score.points), round(score.low), round(score.high)))
    }

    #[test]
    fn scores_make_groups() {
        let groups: Vec<Group> = (0..=10).map(Group::of).collect();
        assert_eq!(groups[..7], [Group::Detractor; 7]);
        assert_eq!(groups[7..], [Group::Passive, Group::Passive, Group::Promoter, Group::Promoter]);
    }

    #[test]
    fn a_score_has_its_interval_and_few_answers_have_none() {
        assert_eq!((score(0, 0, 0), score(1, 0, 0), score(9, 0, 0)), (None, None, None));
        // p = 10.75/13, d = 0.75/13: 0.7692 ± 1.96 √((0.8846 − 0.5917)/13) = 0.7692 ± 0.2942.
        assert_eq!(score(10, 0, 0), Some((100, 48, 100)));
        // p = d = 5.75/13: 0 ± 1.96 √(0.8846/13) = ± 0.5113.
        assert_eq!(score(5, 0, 5), Some((0, -51, 51)));
        // p = d = 0.75/13: 0 ± 1.96 √(0.1154/13) = ± 0.1847: nobody said anything, which isn't certain either.
        assert_eq!(score(0, 10, 0), Some((0, -18, 18)));
        // p = 50.75/103, d = 20.75/103: 0.2913 ± 1.96 √((0.6942 − 0.0848)/103) = 0.2913 ± 0.1508.
        assert_eq!(score(50, 30, 20), Some((30, 14, 44)));
        assert_eq!(score(0, 0, 10), Some((-100, -100, -48)));
    }

    fn answer(contact: ContactId, day: &str, score: u8, ids: &mut Ids) -> Feedback {
        let score = Some(score);
        Feedback { score, ..Feedback::new(ids.draw(), contact, FeedbackKind::Survey, "", day.parse().unwrap()) }
    }

    fn told(all: &[Feedback], per: Per) -> Vec<String> {
        let told = |one: Period| {
            let Answers { promoters, passives, detractors } = one.answers;
            format!("{} {promoters} {passives} {detractors} of {}", one.begin, one.asked)
        };
        over_time(all, per).into_iter().map(told).collect()
    }

    #[test]
    fn answers_stand_in_the_month_of_their_day_and_nobody_counts_twice_in_it() {
        let mut ids = Ids::seeded(1, 1);
        let [anna, tom]: [ContactId; 2] = [ids.draw(), ids.draw()];
        let mut all = vec![
            answer(anna, "2026-01-31", 9, &mut ids),
            answer(anna, "2026-02-01", 9, &mut ids),
            answer(anna, "2026-02-01", 2, &mut ids),
            answer(tom, "2026-04-30", 8, &mut ids),
            // The later answer of the same month counts; of the same day the lower one.
            answer(tom, "2026-04-30", 10, &mut ids),
            answer(tom, "2026-04-02", 0, &mut ids),
        ];
        all.push(Feedback { kind: FeedbackKind::Praise, ..answer(anna, "2026-05-01", 10, &mut ids) });
        all.push(Feedback::asked(ids.draw(), anna, "2026-03-31".parse().unwrap()));
        assert_eq!(
            told(&all, Per::Month),
            ["2026-01-01 1 0 0 of 0", "2026-02-01 0 0 1 of 0", "2026-03-01 0 0 0 of 1", "2026-04-01 0 1 0 of 0"]
        );
        assert_eq!(told(&all, Per::Quarter), ["2026-01-01 0 0 1 of 1", "2026-04-01 0 1 0 of 0"]);
        assert_eq!(told(&all, Per::Year), ["2026-01-01 0 1 1 of 1"]);
        assert!(told(&[], Per::Month).is_empty());
        assert_eq!(told(&all[..1], Per::Month), ["2026-01-01 1 0 0 of 0"]);
        // December and January lie in two years.
        let edge = [answer(anna, "2025-12-31", 9, &mut ids), answer(tom, "2026-01-01", 9, &mut ids)];
        assert_eq!(told(&edge, Per::Quarter), ["2025-10-01 1 0 0 of 0", "2026-01-01 1 0 0 of 0"]);
    }

    proptest::proptest! {
        #[test]
        fn the_score_lies_within_its_interval_and_more_answers_make_it_narrower(p in 0..200usize, o in 0..200usize, d in 0..200usize) {
            let all = Answers { promoters: p, passives: o, detractors: d };
            if let Some(score) = all.score() {
                proptest::prop_assert!(score.low <= score.points + 1e-9 && score.points <= score.high + 1e-9, "{score:?}");
                let ten = Answers { promoters: p * 10, passives: o * 10, detractors: d * 10 }.score().unwrap();
                proptest::prop_assert!(ten.high - ten.low <= score.high - score.low + 1e-9);
            }
        }
    }
}
