//! Who fits a query, and who fits it best.

use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::sync::Mutex;

use crate::domain::id::ContactId;
use crate::domain::search::fit::{Fit, Word};
use crate::domain::search::grammar::What;
use crate::domain::search::query::{FIT, IN_EARNEST, Matcher, Query, WHOLE_NAME};

use super::Index;
use super::columns::{Columns, Look};
use super::scan::Gathered;

/// The roughly best are scored, with several words fewer of them: so often the fuzzy matcher is asked. Who looks at more types on.
const SCORED: usize = if cfg!(test) { 8 } else { 400 };
/// The fits of a word that stands in a name but begins none of its words.
const INSIDE: RangeInclusive<u64> = Fit::InsideCompany as u64..=Fit::InsideName as u64;
/// So many words can have their letters scattered.
const MOST_MISSED: usize = 64;

/// What a search needs room for. It is kept, so that a key press allocates nothing that grows with the book; a clone has its own.
#[derive(Default)]
pub(super) struct Memory(Mutex<Room>);

#[derive(Default)]
struct Room {
    answers: Vec<u8>,
    told: [Vec<u64>; 2],
    gathered: Vec<Gathered>,
    fitting: Vec<Rough>,
    matcher: Matcher,
}

impl Clone for Memory {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// One that fits, before it is scored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rough {
    /// Fit, score by the fuzzy matcher, last touch and beginning of the name, 16 bits each; without words the beginning alone. The
    /// more, the better.
    pub key: u64,
    pub place: Place,
    /// A word begins none there: then the fuzzy matcher has something to say.
    pub is_vague: bool,
}

/// How well the words of a query fit one, before scoring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fits {
    pub sum: u64,
    pub is_vague: bool,
    /// A bit for each word that can only fit with its letters scattered.
    pub missed: u64,
}

/// Where a contact stands: the last bit says that it lies over the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    pub fn new(half: usize, at: usize) -> Self {
        Self((at as u32) << 1 | half as u32)
    }

    pub fn half(self) -> usize {
        (self.0 & 1) as usize
    }

    pub fn at(self) -> usize {
        (self.0 >> 1) as usize
    }
}

/// A query of an index: what it asks of companies is answered once for each, and of whom the rest holds is looked up.
pub struct Asked<'a> {
    pub(super) index: &'a Index,
    pub(super) query: &'a Query,
    /// What each company says to each word, condition and excluded word.
    answers: Vec<u8>,
    /// A bit for each place of either half.
    told: [Vec<u64>; 2],
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
        asked.roughly(SCORED.max(limit), &mut room.gathered, &mut room.fitting);
        let best = asked.score(limit, &mut room.fitting, &mut room.matcher);
        (room.answers, room.told) = (asked.answers, asked.told);
        best
    }

    /// All that fit, in no order, where nobody would see who fits better: those whose letters are scattered only if every word is
    /// really there with nobody. Archived ones too, unless the query leaves them out.
    pub fn fitting(&self, query: &Query) -> Vec<ContactId> {
        if query.is_empty() { Vec::new() } else { self.asked(query).all() }
    }

    /// For asking whether single contacts fit.
    pub fn asked<'a>(&'a self, query: &'a Query) -> Asked<'a> {
        self.asked_in(query, &mut Room::default())
    }

    fn asked_in<'a>(&'a self, query: &'a Query, room: &mut Room) -> Asked<'a> {
        let (answers, told) = (std::mem::take(&mut room.answers), std::mem::take(&mut room.told));
        let mut asked = Asked { index: self, query, answers, told };
        asked.ask_companies();
        asked.told.iter_mut().for_each(Vec::clear);
        query.told.iter().filter_map(|id| self.place(*id)).for_each(|place| asked.is_told(place));
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

    /// The best first; where two are alike the one whose name stands before.
    pub(super) fn by_key(&self, a: &Rough, b: &Rough) -> Ordering {
        b.key.cmp(&a.key).then_with(|| self.by_name(a.place, b.place))
    }

    fn by_name(&self, a: Place, b: Place) -> Ordering {
        self.name(a).cmp(self.name(b)).then_with(|| self.id(a).cmp(&self.id(b)))
    }
}

impl Asked<'_> {
    /// Whether a contact fits, with scattered letters or in earnest.
    pub fn fits(&self, contact: ContactId) -> bool {
        self.index.place(contact).is_some_and(|place| {
            let columns = self.index.half(place.half());
            let look = &columns.looks()[place.at()];
            self.holds(place, look)
                && self
                    .fit(columns, place.at(), look, 0)
                    .is_some_and(|Fits { missed, .. }| self.scattered(columns, place.at(), look, missed).is_some())
        })
    }

    fn ask_companies(&mut self) {
        let (query, companies) = (self.query, self.index.companies());
        self.answers.clear();
        for place in 0..companies.len() as u32 {
            let (name, signs) = (companies.name(place), companies.signs(place));
            let fit = |word: &Word| if signs.can_hold(word.signs) { word.in_company(name) } else { None };
            let begins = |word: &Word| signs.can_hold(word.signs) && word.begins_in(name);
            self.answers.extend(query.words.iter().map(|word| fit(word).map_or(0, |fit| fit as u8)));
            self.answers.extend(query.conditions.iter().map(|condition| match &condition.what {
                What::Company(words) => u8::from(words.iter().all(begins)),
                _ => 0,
            }));
            self.answers.extend(query.excluded.iter().map(|word| u8::from(begins(word))));
        }
    }

    /// What a company says to the words, conditions and excluded words.
    fn answers(&self, company: u32) -> &[u8] {
        let count = self.query.words.len() + self.query.conditions.len() + self.query.excluded.len();
        &self.answers[count * company as usize..][..count]
    }

    fn is_told(&mut self, place: Place) {
        let (bits, at) = (&mut self.told[place.half()], place.at());
        bits.resize(bits.len().max(at / 64 + 1), 0);
        bits[at / 64] |= 1 << (at % 64);
    }

    /// Whether the conditions hold.
    pub(super) fn holds(&self, place: Place, look: &Look) -> bool {
        let (query, at) = (self.query, place.at());
        if query.without_archived && look.traits.archived() {
            return false;
        }
        let is_told = || self.told[place.half()].get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 != 0);
        if !query.asked.is_empty() && !is_told() {
            return false;
        }
        query.conditions.iter().enumerate().all(|(number, condition)| {
            let holds = match &condition.what {
                What::Tag(tag) => {
                    look.rest.can_hold(tag.signs) && tag.begins_line(self.index.half(place.half()).rest().get(at)[2])
                }
                What::Company(_) => self.answers(look.company)[query.words.len() + number] != 0,
                What::Tier(tier) => look.traits.tier() == *tier,
                What::Stage(stages) => stages.contains(&look.traits.stage()),
            };
            holds != condition.negated
        })
    }

    /// How well the words fit one; `None` if one of them can't, or an excluded one stands there. Who can't reach the `least` fit needn't be looked at to the end.
    #[inline]
    pub(super) fn fit(&self, columns: &Columns, at: usize, look: &Look, least: u64) -> Option<Fits> {
        let (query, answers) = (self.query, self.answers(look.company));
        let name = || columns.names().get(at);
        let (mut sum, mut missed, mut is_vague) = (0, 0, false);
        for (number, word) in query.words.iter().enumerate() {
            let mut fit = u64::from(answers[number]);
            if look.name.can_hold(word.signs) {
                fit = fit.max(word.in_name_of(look.begins, name).map_or(0, |fit| fit as u64));
            }
            if fit == 0 {
                // Not in the name: so much the other words can add.
                let others = (query.words.len() - 1 - number) as u64 * Fit::WholeFirstWord as u64;
                if IN_EARNEST as u64 + sum + Fit::Mail as u64 + others < least {
                    return None;
                }
                if word.can_stand_in_rest(look.rest) {
                    let (rest, ends) = columns.rest().whole(at);
                    fit = word.in_rest(rest, ends).map_or(0, |fit| fit as u64);
                }
            }
            if fit == 0 {
                let letters = || look.name.letters | self.index.companies().signs(look.company).letters;
                let is_out = query.plain || number >= MOST_MISSED || least >= IN_EARNEST as u64;
                if is_out || word.signs.letters & !letters() != 0 {
                    return None;
                }
                missed |= 1 << number;
            }
            is_vague |= INSIDE.contains(&fit);
            sum += fit;
        }
        for (answer, word) in answers[answers.len() - query.excluded.len()..].iter().zip(&query.excluded) {
            if *answer != 0
                || look.name.can_hold(word.signs) && word.begins_in_name_of(look.begins, name)
                || look.rest.can_hold(word.signs) && word.begins_in(columns.rest().whole(at).0)
            {
                return None;
            }
        }
        if missed == 0 && !query.words.is_empty() && query.is_whole(name()) {
            sum += WHOLE_NAME as u64;
        }
        Some(Fits { sum, is_vague: is_vague || missed != 0, missed })
    }

    /// How well the letters of the `missed` words are scattered; `None` if those of one aren't.
    pub(super) fn scattered(&self, columns: &Columns, at: usize, look: &Look, missed: u64) -> Option<u16> {
        if missed == 0 {
            return Some(0);
        }
        let (name, company) = (columns.names().get(at), || self.index.companies().name(look.company));
        let words = self.query.words.iter().enumerate().filter(|(number, _)| missed >> number & 1 != 0);
        words.map(|(_, word)| word.scattered(name, company)).sum()
    }

    /// The best of those that fit roughly, in the order of the final score.
    fn score(&self, limit: usize, fitting: &mut Vec<Rough>, matcher: &mut Matcher) -> Vec<(i64, ContactId)> {
        let index = self.index;
        let by_key = |a: &Rough, b: &Rough| index.by_key(a, b);
        let kept = SCORED.max(limit);
        if fitting.len() > kept {
            fitting.select_nth_unstable_by(kept, by_key);
            fitting.truncate(kept);
        }
        fitting.sort_unstable_by(by_key);
        let id = |rough: &Rough| index.id(rough.place);
        if self.query.words.is_empty() {
            return fitting.iter().take(limit).map(|rough| (0, id(rough))).collect();
        }
        let scored = fitting.len().min(SCORED / self.query.words.len());
        for rough in fitting[..scored].iter_mut().filter(|rough| rough.is_vague) {
            let company = index.companies().name(index.look(rough.place).company);
            let fuzzy = matcher.score(self.query, index.name(rough.place), company);
            rough.key = rough.key & !(0xffff << 32) | u64::from(fuzzy) << 32;
        }
        fitting[..scored].sort_unstable_by(by_key);
        // As a rank it is less than nothing where letters are scattered.
        let fit = |rough: &Rough| (rough.key >> 48) as i64 - IN_EARNEST;
        let score = |rough: &Rough| (fit(rough) * FIT + i64::from((rough.key >> 32) as u16), id(rough));
        fitting.iter().take(limit).map(score).collect()
    }
}
