//! How facts and promises lie in the side file: fields of fixed length, so that a hundred thousand are read in a few milliseconds.
//!
//! Facts lie in the order of the contacts. A company stands there as its place among the employers. The open follow-ups lie in the
//! order of the facts, which say where those of each contact begin and how many they are: so those of one can be read alone.

use uuid::Uuid;

use crate::domain::book::{ANY_TIME, Facts, Image, Laid, Promise, Run};
use crate::domain::cadence::{Cadence, Span, Unit};
use crate::domain::contact::{Stage, Tier};
use crate::domain::day::Day;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::search::Beginning;

use super::columns::{self, Column};
use super::name;
use super::sections::{Making, Sections};

/// Bytes of a contact's facts.
const FACTS: usize = 88;
/// Bytes of an open follow-up.
const PROMISE: usize = 32;
/// Stands for no company.
const NONE: u32 = u32::MAX;

/// Gives the facts of all contacts to `take`, each with its open follow-ups; says of how many it gave them, and whether those are all.
pub(super) fn each(from: &Sections, take: &mut dyn FnMut(&Facts, &[Promise])) -> (usize, bool) {
    let mut given = 0;
    let is_all = each_counted(from, &mut |facts, open| {
        given += 1;
        take(facts, open);
    });
    (given, is_all.is_some())
}

fn each_counted(from: &Sections, take: &mut dyn FnMut(&Facts, &[Promise])) -> Option<()> {
    let employers = from.find(name::EMPLOYERS)?;
    let employers = columns::ids::<CompanyId>(from, name::EMPLOYERS, employers.count(columns::ID))?;
    let employer = |at: usize| employers.get(at).copied();
    let (mut promises, mut at, mut open) = (from.pieces(from.find(name::PROMISES)?)?, 0, Vec::new());
    from.each(from.find(name::FACTS)?, |piece| {
        for bytes in piece.as_chunks().0 {
            let facts = take_facts(bytes, employer)?;
            open.clear();
            for _ in 0..facts.promises.count {
                if at == promises.last().len() {
                    promises.read()?;
                    at = 0;
                }
                open.push(take_promise(promises.last()[at..].first_chunk()?, facts.id)?);
                at += PROMISE;
            }
            take(&facts, &open);
        }
        Some(())
    })
}

/// The facts of `contacts` contacts, and the open follow-ups to which they point.
pub(super) fn read(from: &Sections, contacts: usize) -> Option<(Vec<Facts>, Vec<Promise>)> {
    let promises = from.find(name::PROMISES)?.count(PROMISE);
    let (mut facts, mut all) = (Vec::with_capacity(contacts), Vec::with_capacity(promises));
    each_counted(from, &mut |one, open| {
        facts.push(Facts { promises: Run { start: all.len() as u32, count: open.len() as u32 }, ..*one });
        all.extend_from_slice(open);
    })?;
    (facts.len() == contacts && all.len() == promises).then_some((facts, all))
}

/// The columns of which those of single contacts are read.
#[derive(Debug)]
pub(super) struct Single {
    facts: Column<FACTS>,
    promises: Column<PROMISE>,
    employers: Column<{ columns::ID }>,
}

impl Single {
    pub fn of(from: &Sections) -> Option<Self> {
        let (facts, promises) = (Column::of(from, name::FACTS)?, Column::of(from, name::PROMISES)?);
        Some(Self { facts, promises, employers: Column::of(from, name::EMPLOYERS)? })
    }

    /// Those of the contact at a place.
    pub fn at(&self, from: &Sections, place: usize) -> Option<(Facts, Vec<Promise>)> {
        let employer = |at: usize| self.employers.get(from, at).map(|id| Uuid::from_bytes(*id).into());
        let facts = take_facts(self.facts.get(from, place)?, employer)?;
        let Run { start, count } = facts.promises;
        let promise = |at: u32| take_promise(self.promises.get(from, at as usize)?, facts.id);
        let open = (start..start.checked_add(count)?).map(promise).collect::<Option<_>>()?;
        Some((facts, open))
    }
}

pub(super) fn write(to: &mut Making, laid: &Laid) -> std::io::Result<()> {
    let (facts, promises) = laid.facts();
    let mut employers: Vec<CompanyId> = facts.iter().filter_map(|facts| facts.company).collect();
    employers.sort_unstable();
    employers.dedup();
    columns::put_ids(to, name::EMPLOYERS, employers.iter().map(|id| id.0))?;
    let mut bytes = Vec::with_capacity(facts.len() * FACTS);
    facts.iter().for_each(|facts| bytes.extend_from_slice(&put_facts(facts, &employers)));
    to.put(name::FACTS, FACTS, &bytes)?;
    bytes.clear();
    promises.iter().for_each(|promise| bytes.extend_from_slice(&put_promise(promise)));
    to.put(name::PROMISES, PROMISE, &bytes)
}

/// Gives the fields of something one by one.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    fn day(&mut self) -> Option<Option<Day>> {
        self.u32().map(Day::from_bits)
    }
}

fn take_facts(bytes: &[u8; FACTS], employer: impl Fn(usize) -> Option<CompanyId>) -> Option<Facts> {
    let mut fields = Fields(bytes);
    let id = ContactId(Uuid::from_bytes(fields.bytes()?));
    let name = Beginning::from_bytes(fields.bytes()?);
    let company = match fields.u32()? {
        NONE => None,
        at => Some(employer(at as usize)?),
    };
    let (added, touch) = (fields.day()??, fields.day()?);
    let touch_millis = i32::from_le_bytes(fields.bytes()?);
    let (attempt, first_day, imported, shunned_until) = (fields.day()?, fields.day()?, fields.day()?, fields.day()?);
    let (start, count) = (fields.u32()?, fields.u32()?);
    let born = i16::from_le_bytes(fields.bytes()?);
    let every = u16::from_le_bytes(fields.bytes()?);
    let [unit, tier, stage, kind, outcome, attempts, month, day] = fields.bytes()?;
    let [flags, ..] = fields.bytes::<4>()?;
    let cadence = match unit {
        0 => Cadence::ByTier,
        1 => Cadence::Never,
        unit => Cadence::Every(Span { count: every, unit: *UNITS.get(usize::from(unit - 2))? }),
    };
    Some(Facts {
        id,
        name,
        company,
        archived: flags & 1 != 0,
        tier: choice(&Tier::ALL, tier)?,
        stage: choice(&Stage::ALL, stage)?,
        cadence,
        added,
        touch,
        touch_millis,
        touch_kind: *Kind::ALL.get(usize::from(kind))?,
        attempt,
        attempt_outcome: *OUTCOMES.get(usize::from(outcome))?,
        attempts,
        first_day,
        imported,
        promises: Run { start, count },
        birthday: (month != 0).then_some((month, day)),
        born,
        shunned_until,
        marked: flags & 2 != 0,
        feedback: flags & 4 != 0,
    })
}

fn put_facts(facts: &Facts, employers: &[CompanyId]) -> [u8; FACTS] {
    let Facts {
        id,
        name,
        company,
        archived,
        tier,
        stage,
        cadence,
        added,
        touch,
        touch_millis,
        touch_kind,
        attempt,
        attempt_outcome,
        attempts,
        first_day,
        imported,
        promises,
        birthday,
        born,
        shunned_until,
        marked,
        feedback,
    } = *facts;
    let company = company.and_then(|company| employers.binary_search(&company).ok()).map_or(NONE, |at| at as u32);
    let (unit, every) = match cadence {
        Cadence::ByTier => (0, 0),
        Cadence::Never => (1, 0),
        Cadence::Every(span) => (place(&UNITS, &span.unit) + 2, span.count),
    };
    let (month, day) = birthday.unwrap_or_default();
    let small = [
        unit,
        tier.map_or(0, |tier| place(&Tier::ALL, &tier) + 1),
        stage.map_or(0, |stage| place(&Stage::ALL, &stage) + 1),
        place(&Kind::ALL, &touch_kind),
        place(&OUTCOMES, &attempt_outcome),
        attempts,
        month,
        day,
    ];
    let flags = u8::from(archived) | u8::from(marked) << 1 | u8::from(feedback) << 2;
    let days = [attempt, first_day, imported, shunned_until].map(|day| Day::to_bits(day).to_le_bytes());
    let mut bytes = [0; FACTS];
    let fields: [&[u8]; 12] = [
        id.0.as_bytes(),
        &name.to_bytes(),
        &company.to_le_bytes(),
        &Day::to_bits(Some(added)).to_le_bytes(),
        &Day::to_bits(touch).to_le_bytes(),
        &touch_millis.to_le_bytes(),
        days.as_flattened(),
        &promises.start.to_le_bytes(),
        &promises.count.to_le_bytes(),
        &born.to_le_bytes(),
        &every.to_le_bytes(),
        &small,
    ];
    let mut at = 0;
    for field in fields {
        bytes[at..at + field.len()].copy_from_slice(field);
        at += field.len();
    }
    bytes[at] = flags;
    bytes
}

fn take_promise(bytes: &[u8; PROMISE], contact: ContactId) -> Option<Promise> {
    let mut fields = Fields(bytes);
    // Seconds of a day have room beside a bit.
    let (id, second) = (FollowUpId(Uuid::from_bytes(fields.bytes()?)), fields.u32()?);
    let timed = second >> 1;
    Some(Promise {
        id,
        contact,
        due: fields.day()??,
        second: if timed == ANY_TIME >> 1 { ANY_TIME } else { timed },
        made: fields.day()??,
        snoozed_until: fields.day()?,
        is_recurring: second & 1 != 0,
    })
}

fn put_promise(promise: &Promise) -> [u8; PROMISE] {
    let days = [Some(promise.due), Some(promise.made), promise.snoozed_until].map(Day::to_bits);
    let second = promise.second << 1 | u32::from(promise.is_recurring);
    let mut bytes = [0; PROMISE];
    let (id, numbers) = bytes.split_at_mut(columns::ID);
    id.copy_from_slice(promise.id.0.as_bytes());
    for (to, number) in numbers.as_chunks_mut().0.iter_mut().zip([second, days[0], days[1], days[2]]) {
        *to = number.to_le_bytes();
    }
    bytes
}

const UNITS: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];
const OUTCOMES: [Outcome; 3] = [Outcome::Reached, Outcome::NoAnswer, Outcome::LeftMessage];

/// One of a few, or (0) none.
fn choice<T: Copy>(all: &[T], at: u8) -> Option<Option<T>> {
    match at.checked_sub(1) {
        None => Some(None),
        Some(at) => all.get(usize::from(at)).copied().map(Some),
    }
}

fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).unwrap_or_default() as u8
}
