//! Who fits a query, and who fits it best.

use std::cmp::Ordering;
use std::sync::Mutex;

use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::id::ContactId;
use crate::domain::search::fit::Word;
use crate::domain::search::grammar::What;
use crate::domain::search::query::{FIT, Query};

use super::Index;
use super::columns::{Columns, Look};
use super::scan::{IN_EARNEST, Scan};

/// So many of those that fit roughly are kept for scoring.
const SCORED: usize = 2000;
/// So many are looked at first: behind them the rough order does.
const SHOWN: usize = 200;

/// What a search needs room for. It is kept, so that a key press allocates nothing that grows with the book; a clone has its own.
#[derive(Default)]
pub(super) struct Memory(Mutex<Room>);

#[derive(Default)]
struct Room {
    answers: Vec<u8>,
    due: [Vec<u64>; 2],
    scans: [Scan; 2],
    fitting: Vec<Rough>,
    matcher: SkimMatcherV2,
    text: String,
}

impl Clone for Memory {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// One that fits, before it is scored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rough {
    /// Fit, score, last touch and shortness of the name, 16 bits each; without words the beginning of the name. The more, the better.
    pub key: u64,
    pub place: Place,
}

/// Where a contact stands: the last bit says that it lies over the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    pub fn new(half: usize, at: usize) -> Self {
        Self((at as u32) << 1 | half as u32)
    }

    fn half(self) -> usize {
        (self.0 & 1) as usize
    }

    fn at(self) -> usize {
        (self.0 >> 1) as usize
    }
}

/// A query of an index: what it asks of companies is answered once for each, and who is due is looked up.
pub struct Asked<'a> {
    pub(super) index: &'a Index,
    pub(super) query: &'a Query,
    /// Of each word, condition and excluded word what each company says to it.
    answers: Vec<u8>,
    /// A bit for each place of either half.
    due: [Vec<u64>; 2],
}

impl Index {
    /// The contacts that fit, the best first, `limit` at the most; archived ones too, unless the query leaves them out. An empty
    /// query finds nothing; one without words finds by name.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<ContactId> {
        self.best(query, limit).into_iter().map(|(_, id)| id).collect()
    }

    /// The same, with how well they fit, comparable with [`Query::rank`].
    pub fn best(&self, query: &Query, limit: usize) -> Vec<(i64, ContactId)> {
        if query.is_empty() {
            return Vec::new();
        }
        // Two who search at the same time don't wait for each other.
        let mut own = Room::default();
        let mut kept = self.memory.0.try_lock();
        let room = kept.as_deref_mut().unwrap_or(&mut own);
        let asked = self.asked_in(query, room);
        asked.roughly(SCORED.max(limit), &mut room.scans, &mut room.fitting);
        let best = asked.score(limit, &mut room.fitting, &room.matcher, &mut room.text);
        (room.answers, room.due) = (asked.answers, asked.due);
        best
    }

    /// All that fit, in no order; archived ones too, unless the query leaves them out.
    pub fn fitting(&self, query: &Query) -> Vec<ContactId> {
        if query.is_empty() { Vec::new() } else { self.asked(query).all() }
    }

    /// For asking whether single contacts fit.
    pub fn asked<'a>(&'a self, query: &'a Query) -> Asked<'a> {
        self.asked_in(query, &mut Room::default())
    }

    fn asked_in<'a>(&'a self, query: &'a Query, room: &mut Room) -> Asked<'a> {
        let (answers, due_bits) = (std::mem::take(&mut room.answers), std::mem::take(&mut room.due));
        let mut asked = Asked { index: self, query, answers, due: due_bits };
        asked.ask_companies();
        asked.due.iter_mut().for_each(Vec::clear);
        query.due.iter().filter_map(|id| self.place(*id)).for_each(|place| asked.is_due(place));
        asked
    }

    pub(super) fn half(&self, half: usize) -> &Columns {
        if half == 0 { &self.base } else { &self.over }
    }

    pub(super) fn place(&self, id: ContactId) -> Option<Place> {
        match self.over_places.get(&id) {
            Some(at) => Some(Place::new(1, *at)),
            None => self.base.place(id).filter(|at| !self.base.is_gone(*at)).map(|at| Place::new(0, at)),
        }
    }

    pub(super) fn name(&self, place: Place) -> &[u8] {
        self.half(place.half()).names().get(place.at())
    }

    fn look(&self, place: Place) -> &Look {
        &self.half(place.half()).looks()[place.at()]
    }

    fn id(&self, place: Place) -> ContactId {
        self.half(place.half()).ids()[place.at()]
    }

    fn by_name(&self, a: Place, b: Place) -> Ordering {
        self.name(a).cmp(self.name(b)).then_with(|| self.id(a).cmp(&self.id(b)))
    }
}

impl Asked<'_> {
    /// Whether a contact fits.
    pub fn fits(&self, contact: ContactId) -> bool {
        self.index.place(contact).is_some_and(|place| {
            let columns = self.index.half(place.half());
            let look = &columns.looks()[place.at()];
            self.holds(place, look) && self.words_fit(columns, place.at(), look)
        })
    }

    fn ask_companies(&mut self) {
        let (query, companies) = (self.query, self.index.companies());
        let places = 0..companies.len() as u32;
        self.answers.clear();
        for word in &query.words {
            let fit = |place| match word.can_stand_in(companies.letters(place)) {
                true => word.in_company(companies.name(place)).map_or(0, |fit| fit as u8),
                false => 0,
            };
            self.answers.extend(places.clone().map(fit));
        }
        for condition in &query.conditions {
            let holds = |place| match &condition.what {
                What::Company(words) => words
                    .iter()
                    .all(|word| word.can_stand_in(companies.letters(place)) && word.begins_in(companies.name(place))),
                _ => false,
            };
            self.answers.extend(places.clone().map(|place| u8::from(holds(place))));
        }
        for word in &query.excluded {
            self.answers.extend(places.clone().map(|place| u8::from(word.begins_in(companies.name(place)))));
        }
    }

    /// What a company says to the word, condition or excluded word of this number.
    pub(super) fn answer(&self, number: usize, company: u32) -> u8 {
        self.answers[number * self.index.companies().len() + company as usize]
    }

    fn is_due(&mut self, place: Place) {
        let (bits, at) = (&mut self.due[place.half()], place.at());
        bits.resize(bits.len().max(at / 64 + 1), 0);
        bits[at / 64] |= 1 << (at % 64);
    }

    /// Whether the conditions hold.
    pub(super) fn holds(&self, place: Place, look: &Look) -> bool {
        let (query, at) = (self.query, place.at());
        if query.without_archived && look.traits.archived() {
            return false;
        }
        query.conditions.iter().enumerate().all(|(number, condition)| {
            let holds = match &condition.what {
                What::Tag(tag) => {
                    tag.can_stand_in(look.rest) && tag.begins_line(self.index.half(place.half()).rest().get(at)[2])
                }
                What::Company(_) => self.answer(query.words.len() + number, look.company) != 0,
                What::Tier(tier) => look.traits.tier() == *tier,
                What::Stage(stages) => stages.contains(&look.traits.stage()),
                What::Due => self.due[place.half()].get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 != 0),
            };
            holds != condition.negated
        })
    }

    /// Whether all words fit, and no excluded one stands there.
    fn words_fit(&self, columns: &Columns, at: usize, look: &Look) -> bool {
        let (query, companies) = (self.query, self.index.companies());
        let name = columns.names().get(at);
        let rest = || columns.rest().get(at);
        let in_rest = |word: &Word| word.can_stand_in_rest(look.rest) && word.in_rest(rest()).is_some();
        let scattered = |word: &Word| !query.plain && word.is_scattered(name, companies.name(look.company));
        let fits = |(number, word): (usize, &Word)| {
            word.can_stand_in(look.name) && word.in_name(name).is_some()
                || self.answer(number, look.company) != 0
                || in_rest(word)
                || scattered(word)
        };
        let excluded = |(number, word): (usize, &Word)| {
            self.answer(number, look.company) != 0
                || word.begins_in(name)
                || word.can_stand_in(look.rest) && rest().into_iter().any(|part| word.begins_in(part))
        };
        let numbers = query.words.len() + query.conditions.len()..;
        query.words.iter().enumerate().all(fits) && !numbers.zip(&query.excluded).any(excluded)
    }

    /// The best of those that fit roughly, in the order of the final score.
    fn score(
        &self,
        limit: usize,
        fitting: &mut Vec<Rough>,
        matcher: &SkimMatcherV2,
        text: &mut String,
    ) -> Vec<(i64, ContactId)> {
        let index = self.index;
        let by_key = |a: &Rough, b: &Rough| b.key.cmp(&a.key).then_with(|| index.by_name(a.place, b.place));
        let kept = SCORED.max(limit);
        if fitting.len() > kept {
            fitting.select_nth_unstable_by(kept, by_key);
            fitting.truncate(kept);
        }
        if !self.query.words.is_empty() {
            // How short a name is only decided who is kept.
            fitting.iter_mut().for_each(|rough| rough.key &= !0xffff);
        }
        fitting.sort_unstable_by(by_key);
        let id = |rough: &Rough| index.id(rough.place);
        if self.query.words.is_empty() {
            return fitting.iter().take(limit).map(|rough| (0, id(rough))).collect();
        }
        // Only those are scored that can come among the first: the fit weighs more than any score.
        let fit = |rough: &Rough| rough.key >> 48;
        let last = fitting.get(SHOWN - 1).map_or(0, fit);
        let scored = fitting[..fitting.len().min(SCORED)].partition_point(|rough| fit(rough) >= last);
        if self.query.is_scored() {
            for rough in &mut fitting[..scored] {
                let company = index.companies().name(index.look(rough.place).company);
                rough.key |= u64::from(self.query.fuzzy(index.name(rough.place), company, matcher, text)) << 32;
            }
            fitting[..scored].sort_unstable_by(by_key);
        }
        let score =
            |rough: &Rough| ((fit(rough) % IN_EARNEST) as i64 * FIT + i64::from((rough.key >> 32) as u16), id(rough));
        fitting.iter().take(limit).map(score).collect()
    }
}
