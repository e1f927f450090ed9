//! vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350) to drafts.
//!
//! Owns reading: here, where the cards of a file begin and end. A file is read card by card, so that one of 100,000 cards
//! costs no more memory than its own bytes and a few numbers for each card.

mod birthday;
mod card;
mod label;
mod line;
mod property;

use std::borrow::Cow;

use self::line::{Lines, Physical, Unfolded};
use self::property::Property;
use super::clean;
use super::draft::{Card, Cleaned, Cleaning, Refusal, Refused};
use super::sniff::{Format, decode_wide, sniff};

/// Bytes of a card, nested ones and pictures included.
pub const CARD_BYTES: usize = 16 << 20;
/// Properties of a card.
pub const PROPERTIES: usize = 2_000;
/// Cards of a file.
pub const CARDS: usize = 1_000_000;
/// How deep cards may stand in cards.
pub const DEPTH: usize = 8;
/// Bytes of a property that touchbase has no field for, such as a picture.
pub const FOREIGN_BYTES: usize = 256 << 10;
/// Lines outside of all cards that are told.
const OUTSIDE: usize = 100;

/// A vCard file in memory.
#[derive(Debug)]
pub struct ReadFile<'a> {
    bytes: Cow<'a, [u8]>,
    cards: Vec<Span>,
    outside: Vec<Cleaned>,
    /// The line before the first of each file that was joined; none for a single one.
    bases: Vec<usize>,
}

/// Where a card stands.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    line: usize,
    /// vCard 2.1.
    old: bool,
    refused: Option<Refusal>,
}

/// Finds the cards of a file. The error is what it is instead of a vCard file.
pub fn read(bytes: &[u8]) -> Result<ReadFile<'_>, Format> {
    match sniff(bytes) {
        Format::VCard => {}
        other => return Err(other),
    }
    let bytes = match decode_wide(bytes) {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
        owned => owned,
    };
    let mut scan = Scan::default();
    for line in Lines::from(&bytes, 0, 1) {
        scan.line(&line);
        if scan.cards.len() > CARDS {
            break;
        }
    }
    let (cards, outside) = scan.end(bytes.len());
    Ok(ReadFile { bytes, cards, outside, bases: Vec::new() })
}

impl ReadFile<'_> {
    /// Several files as one, so that they come in as one set. Their lines count on; [`Self::place`] tells them apart.
    pub fn join(files: impl IntoIterator<Item = Self>) -> ReadFile<'static> {
        let (mut bytes, mut bases) = (Vec::new(), Vec::new());
        let (mut cards, mut outside) = (Vec::new(), Vec::new());
        for file in files {
            // No file has more lines than bytes: behind so many the next one's begin, however lines are counted.
            let base = bytes.len() + 2 * bases.len();
            let shift = bytes.len();
            bases.push(base);
            cards.extend(file.cards.into_iter().map(|card| Span {
                start: card.start + shift,
                end: card.end + shift,
                line: card.line + base,
                ..card
            }));
            outside.extend(file.outside.into_iter().map(|line| Cleaned { line: line.line + base, ..line }));
            bytes.extend_from_slice(&file.bytes);
        }
        ReadFile { bytes: Cow::Owned(bytes), cards, outside, bases }
    }

    /// Which of the joined files a line stands in, from 0, and its number there.
    pub fn place(&self, line: usize) -> (usize, usize) {
        let file = self.bases.partition_point(|base| *base < line).saturating_sub(1);
        (file, line - self.bases.get(file).copied().unwrap_or_default())
    }

    /// How many cards there are, readable or not.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Lines outside of all cards, which were passed over: of several together the first, 100 at the most.
    pub fn outside(&self) -> &[Cleaned] {
        &self.outside
    }

    /// Reads the card at `index`, in the file's order; `None` behind the last.
    pub fn card(&self, index: usize) -> Option<Result<Card, Refused>> {
        let span = self.cards.get(index)?;
        Some(match span.refused {
            None => card::read(span.line, self.properties(span), span.old),
            Some(why) => Err(Refused { line: span.line, name: self.name(span), why }),
        })
    }

    /// Reads one card after the other.
    pub fn cards(&self) -> impl Iterator<Item = Result<Card, Refused>> {
        (0..self.len()).filter_map(|index| self.card(index))
    }

    fn properties(&self, span: &Span) -> Unfolded<'_> {
        Unfolded::new(Lines::from(&self.bytes[..span.end], span.start, span.line), span.old)
    }

    /// The name in a card that can't be read whole.
    fn name(&self, span: &Span) -> Option<String> {
        let start = Span { end: span.end.min(span.start + (64 << 10)), ..*span };
        let lines = self.properties(&start).take(PROPERTIES);
        let mut properties = lines.filter_map(|line| Property::parse(&line, span.old));
        let name = properties.find(|p| p.name == "FN")?.text();
        Some(clean::one_line(&name, " ").text).filter(|name| !name.is_empty())
    }
}

/// Looks for the beginnings and ends of cards.
#[derive(Debug, Default)]
struct Scan {
    cards: Vec<Span>,
    outside: Vec<Cleaned>,
    /// The card that has begun and not ended.
    open: Option<Span>,
    /// Cards begun inside of it.
    depth: usize,
    /// Whether the line before is an AGENT without a value: then a card inside of this one follows.
    agent: bool,
    /// Whether the line before stood outside of all cards.
    stray: bool,
}

impl Scan {
    fn line(&mut self, line: &Physical) {
        // White space before it makes it a part of the property before it.
        let folded = self.open.is_some() && line.bytes.starts_with(b" ") || line.bytes.starts_with(b"\t");
        if !folded && line::is(line.bytes, b"BEGIN:VCARD") {
            self.begin(line);
        } else if !folded && line::is(line.bytes, b"END:VCARD") {
            self.finish(line);
        } else if let Some(card) = &mut self.open {
            card.old |= line::is(line.bytes, b"VERSION:2.1");
            let text = line.bytes.trim_ascii();
            if !text.is_empty() {
                let name = text.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"AGENT"));
                self.agent = name && text.ends_with(b":");
            }
        } else {
            let blank = line.bytes.trim_ascii().is_empty();
            if !blank && !self.stray {
                self.outside(line);
            }
            self.stray = !blank;
        }
    }

    fn begin(&mut self, line: &Physical) {
        if let Some(card) = &mut self.open
            && (self.agent || self.depth > 0)
        {
            self.depth += 1;
            self.agent = false;
            if self.depth > DEPTH {
                card.refused = Some(Refusal::TooDeep);
            }
            return;
        }
        self.unterminated(line.start);
        self.open = Some(Span { start: line.next, end: line.next, line: line.number, old: false, refused: None });
        self.stray = false;
    }

    fn finish(&mut self, line: &Physical) {
        if self.depth > 0 {
            self.depth -= 1;
        } else if let Some(card) = self.open.take() {
            self.push(card, line.start);
        } else {
            self.outside(line);
        }
        self.agent = false;
    }

    fn outside(&mut self, line: &Physical) {
        if self.outside.len() < OUTSIDE {
            self.outside.push(no_property(line.number, line.bytes));
        }
    }

    fn unterminated(&mut self, end: usize) {
        if let Some(card) = self.open.take() {
            let why = card.refused.unwrap_or(Refusal::Unterminated);
            self.push(Span { refused: Some(why), ..card }, end);
        }
        self.depth = 0;
        self.agent = false;
    }

    fn push(&mut self, card: Span, end: usize) {
        let refused = match () {
            () if self.cards.len() == CARDS => Some(Refusal::TooMany),
            () if end - card.start > CARD_BYTES => Some(Refusal::TooLong),
            () => card.refused,
        };
        self.cards.push(Span { end, refused, ..card });
    }

    fn end(mut self, length: usize) -> (Vec<Span>, Vec<Cleaned>) {
        self.unterminated(length);
        self.cards.truncate(CARDS + 1);
        (self.cards, self.outside)
    }
}

/// A line that is left out, with its beginning.
fn no_property(line: usize, bytes: &[u8]) -> Cleaned {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(160)]);
    let property = clean::one_line(&start, " ").text.chars().take(40).collect();
    Cleaned { line, property, what: Cleaning::NoProperty }
}
