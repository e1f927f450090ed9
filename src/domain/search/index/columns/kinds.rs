//! What stands in the columns: texts, lines, letters and traits, each as it is looked at and as bytes.

use super::{Part, Parts};
use crate::domain::book::Facts;
use crate::domain::contact::{Stage, Tier};
use crate::domain::day::Day;
use crate::domain::search::fit::{Begins, Signs};

/// Texts one behind the other, a line each.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    ends: Vec<u32>,
    pub bytes: Vec<u8>,
}

impl Texts {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    pub fn get(&self, at: usize) -> &[u8] {
        &self.bytes[self.start(at)..self.ends[at] as usize]
    }

    #[inline]
    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1)
    }

    /// Which text this byte belongs to.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.ends.partition_point(|end| (*end as usize) < byte)
    }

    pub fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.ends.push(offset(&self.bytes));
        self.bytes.push(b'\n');
    }

    pub fn write(&self, out: &mut Vec<u8>) {
        write_numbers(&self.ends, out);
        out.extend_from_slice(&self.bytes);
    }

    pub fn read(mut bytes: Vec<u8>) -> Option<Self> {
        let (ends, texts) = read_numbers(&bytes)?;
        let last = ends.last().map_or(0, |end| *end as usize + 1);
        let is_sound = ends.is_sorted_by(|a, b| a < b) && texts.len() == last;
        let before = bytes.len() - texts.len();
        bytes.drain(..before);
        is_sound.then_some(Self { ends, bytes })
    }
}

/// Mails, phones and tags of each: lines.
#[derive(Debug, Clone, Default)]
pub struct Rest {
    pub ends: Vec<[u32; 3]>,
    pub bytes: Vec<u8>,
}

impl Rest {
    /// Bytes of where one's texts end.
    pub const ENDS: usize = 12;

    /// All of it, and where mails and phones end in it.
    #[inline]
    pub fn whole(&self, at: usize) -> (&[u8], [usize; 2]) {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before][2] as usize);
        let [mails, phones, tags] = self.ends[at].map(|end| end as usize);
        (&self.bytes[start..tags], [mails - start, phones - start])
    }

    /// Mails, phones and tags.
    pub fn get(&self, at: usize) -> [&[u8]; 3] {
        let (whole, [mails, phones]) = self.whole(at);
        [&whole[..mails], &whole[mails..phones], &whole[phones..]]
    }

    /// Whose this byte is.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.ends.partition_point(|ends| (ends[2] as usize) <= byte)
    }

    pub fn push(&mut self, parts: [&[u8]; 3]) {
        let ends = parts.map(|part| {
            self.bytes.extend_from_slice(part);
            offset(&self.bytes)
        });
        self.ends.push(ends);
    }

    pub fn read(image: &dyn Parts) -> Option<Self> {
        let mut ends = Vec::with_capacity(image.count());
        image.each(Part::RestEnds, &mut |piece| ends.extend(piece.as_chunks().0.iter().map(Self::read_ends)));
        let bytes = image.part(Part::Rest);
        let last = ends.last().map_or(0, |ends: &[u32; 3]| ends[2] as usize);
        (ends.as_flattened().is_sorted() && bytes.len() == last).then_some(Self { ends, bytes })
    }

    pub fn read_ends(bytes: &[u8; Self::ENDS]) -> [u32; 3] {
        let mut ends = [0; 3];
        ends.iter_mut().zip(bytes.as_chunks().0).for_each(|(end, bytes)| *end = u32::from_le_bytes(*bytes));
        ends
    }
}

/// What is looked at before any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Of the name, and of the rest.
    pub name: Signs,
    pub rest: Signs,
    /// How the name's words begin.
    pub begins: Begins,
    /// Its place among the companies.
    pub company: u32,
    pub traits: Traits,
}

impl Look {
    pub const BYTES: usize = 48;

    pub fn write(self) -> [u8; Self::BYTES] {
        let signs = [self.name.letters, self.name.pairs, self.rest.letters, self.rest.pairs, self.begins.0];
        let mut bytes = [0; Self::BYTES];
        let numbers = signs.into_iter().chain([u64::from(self.company) | u64::from(self.traits.0) << 32]);
        bytes.as_chunks_mut().0.iter_mut().zip(numbers).for_each(|(part, number)| *part = number.to_le_bytes());
        bytes
    }

    pub fn read(bytes: &[u8; Self::BYTES]) -> Self {
        let number = |at: usize| bytes.as_chunks().0.get(at).map_or(0, |part| u64::from_le_bytes(*part));
        let signs = |at: usize| Signs { letters: number(at), pairs: number(at + 1) };
        let traits = Traits((number(5) >> 32) as u32);
        Self { name: signs(0), rest: signs(2), begins: Begins(number(4)), company: number(5) as u32, traits }
    }
}

/// Last touch, tier, stage, and whether it is archived, in a few bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits(u32);

impl Traits {
    pub fn of(facts: &Facts) -> Self {
        Self::new(facts.touch, facts.tier, facts.stage, facts.archived)
    }

    pub fn new(touch: Option<Day>, tier: Option<Tier>, stage: Option<Stage>, archived: bool) -> Self {
        // From 1970 on, for 179 years.
        let touch = touch.map_or(0, |day| (day.number() - 719_163).clamp(1, 0xffff) as u32);
        let tier = Tier::ALL.iter().position(|one| Some(*one) == tier).map_or(0, |at| at as u32 + 1);
        let stage = Stage::ALL.iter().position(|one| Some(*one) == stage).map_or(0, |at| at as u32 + 1);
        Self(touch | tier << 16 | stage << 18 | u32::from(archived) << 21)
    }

    /// The day of the last touch: the later, the more; 0 without one.
    pub fn touch(self) -> u16 {
        self.0 as u16
    }

    pub fn tier(self) -> Option<Tier> {
        Tier::ALL.get((self.0 >> 16 & 3).checked_sub(1)? as usize).copied()
    }

    pub fn stage(self) -> Option<Stage> {
        Stage::ALL.get((self.0 >> 18 & 7).checked_sub(1)? as usize).copied()
    }

    pub fn archived(self) -> bool {
        self.0 >> 21 & 1 != 0
    }
}

fn offset(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// How many there are, and each.
pub fn write_numbers(numbers: &[u32], out: &mut Vec<u8>) {
    out.reserve(4 + numbers.len() * 4);
    out.extend((numbers.len() as u32).to_le_bytes());
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// The numbers that stand at the beginning, and what stands behind them.
pub fn read_numbers(bytes: &[u8]) -> Option<(Vec<u32>, &[u8])> {
    let (count, rest) = bytes.split_first_chunk()?;
    let (numbers, rest) = rest.split_at_checked(u32::from_le_bytes(*count) as usize * 4)?;
    Some((numbers.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number)).collect(), rest))
}
