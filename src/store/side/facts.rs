//! How facts and promises lie in the side file: fields of fixed length, so that a hundred thousand are read in a few milliseconds.
//!
//! Facts lie in the order of the contacts, their ids beside them. A company stands there as its place among the employers. The open
//! follow-ups lie in the order of the facts, which say how many belong to each contact.

use crate::domain::book::{ANY_TIME, Facts, Image, Laid, Promise, Run};
use crate::domain::cadence::{Cadence, Span, Unit};
use crate::domain::contact::{Stage, Tier};
use crate::domain::day::Day;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::search::Beginning;

use super::columns;
use super::image::name;
use super::sections::{Making, Sections};

/// Bytes of a contact's facts.
const FACTS: usize = 68;
/// Bytes of an open follow-up.
const PROMISE: usize = 20;
/// Stands for no company.
const NONE: u32 = u32::MAX;

/// The facts of these contacts, and the open follow-ups to which they point.
pub(super) fn read(
    from: &Sections,
    contacts: &[ContactId],
    follow_ups: &[FollowUpId],
) -> Option<(Vec<Facts>, Vec<Promise>)> {
    let employers = from.find(name::EMPLOYERS)?;
    let count = usize::try_from(employers.length()).ok()? / columns::ID;
    let employers = columns::ids::<CompanyId>(from, name::EMPLOYERS, count)?;
    let (mut facts, mut ids, mut start) = (Vec::with_capacity(contacts.len()), contacts.iter(), 0_u32);
    from.each(from.find(name::FACTS)?, |piece| {
        for bytes in piece.as_chunks().0 {
            let one = take_facts(bytes, *ids.next()?, start, &employers)?;
            start = start.checked_add(one.promises.count)?;
            facts.push(one);
        }
        Some(())
    })?;
    let promises = from.find(name::PROMISES)?;
    let mut all = Vec::with_capacity(usize::try_from(promises.length()).ok()? / PROMISE);
    let mut owners = facts.iter().flat_map(|facts: &Facts| (0..facts.promises.count).map(|_| facts.id));
    from.each(promises, |piece| {
        for bytes in piece.as_chunks().0 {
            all.push(take_promise(bytes, owners.next()?, follow_ups)?);
        }
        Some(())
    })?;
    (facts.len() == contacts.len() && all.len() == start as usize).then_some((facts, all))
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
    let ids = laid.follow_up_ids();
    bytes.clear();
    promises.iter().for_each(|promise| bytes.extend_from_slice(&put_promise(promise, &ids)));
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

fn take_facts(bytes: &[u8; FACTS], id: ContactId, start: u32, employers: &[CompanyId]) -> Option<Facts> {
    let mut fields = Fields(bytes);
    let name = Beginning::from_bytes(fields.bytes()?);
    let company = match fields.u32()? {
        NONE => None,
        at => Some(*employers.get(at as usize)?),
    };
    let (added, touch) = (fields.day()??, fields.day()?);
    let touch_millis = i32::from_le_bytes(fields.bytes()?);
    let (attempt, first_day, imported, shunned_until) = (fields.day()?, fields.day()?, fields.day()?, fields.day()?);
    let count = fields.u32()?;
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
        id: _,
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
    let fields: [&[u8]; 10] = [
        &name.to_bytes(),
        &company.to_le_bytes(),
        &Day::to_bits(Some(added)).to_le_bytes(),
        &Day::to_bits(touch).to_le_bytes(),
        &touch_millis.to_le_bytes(),
        days.as_flattened(),
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

fn take_promise(bytes: &[u8; PROMISE], contact: ContactId, ids: &[FollowUpId]) -> Option<Promise> {
    let mut fields = Fields(bytes);
    // Seconds of a day have room beside a bit.
    let (id, second) = (*ids.get(fields.u32()? as usize)?, fields.u32()?);
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

fn put_promise(promise: &Promise, ids: &[FollowUpId]) -> [u8; PROMISE] {
    let place = ids.binary_search(&promise.id).map_or(NONE, |place| place as u32);
    let days = [Some(promise.due), Some(promise.made), promise.snoozed_until].map(Day::to_bits);
    let second = promise.second << 1 | u32::from(promise.is_recurring);
    let mut bytes = [0; PROMISE];
    for (to, number) in bytes.as_chunks_mut().0.iter_mut().zip([place, second, days[0], days[1], days[2]]) {
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
