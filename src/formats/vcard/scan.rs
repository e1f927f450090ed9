//! Where the cards of a file begin and end.

use super::line::{self, Lines, Physical};
use super::{CARD_BYTES, CARDS, DEPTH, no_property};
use crate::formats::draft::{Cleaned, Refusal};

/// Lines outside of all cards that are told.
const OUTSIDE: usize = 100;

const BEGIN: &[u8] = b"BEGIN:VCARD";
const END: &[u8] = b"END:VCARD";
/// UTF-8's mark, which stands within a file where two were put together.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Where a card stands.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    /// Of its beginning; the first is 1.
    pub line: usize,
    /// vCard 2.1.
    pub old: bool,
    pub ending: Ending,
    pub refused: Option<Refusal>,
}

/// How a card ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With its END:VCARD.
    Whole,
    /// Without, behind a whole line.
    Missing,
    /// Without, within a line.
    Cut,
}

/// Looks for the beginnings and ends of cards.
#[derive(Debug, Default)]
pub struct Scan {
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
    /// The cards of a file, and the lines outside of all cards: of several together the first, 100 at the most.
    pub fn of(bytes: &[u8]) -> (Vec<Span>, Vec<Cleaned>) {
        let mut scan = Self::default();
        let mut lines = Lines::from(bytes, 0, 1);
        while let Some(line) = lines.next()
            && scan.cards.len() <= CARDS
        {
            scan.line(&line, &lines);
        }
        scan.end(bytes)
    }

    fn line(&mut self, line: &Physical, following: &Lines) {
        // White space before it makes it a part of the property before it.
        let folded = self.open.is_some() && (line.bytes.starts_with(b" ") || line.bytes.starts_with(b"\t"));
        if !folded && let Some(junk) = self.before_begin(line.bytes, following) {
            self.begin(line, junk);
        } else if !folded && line::is(line.bytes, END) {
            self.finish(line);
        } else if let Some(card) = &mut self.open {
            card.old |= is_old(line.bytes);
            let text = line.bytes.trim_ascii();
            if !text.is_empty() {
                self.agent = is_agent(text) && text.ends_with(b":");
            }
        } else {
            let blank = line.bytes.trim_ascii().is_empty();
            if !blank && !self.stray {
                self.outside(line.number, line.bytes);
            }
            self.stray = !blank;
        }
    }

    /// What stands before a card's beginning on its line, mostly nothing; `None` if no card begins.
    fn before_begin<'a>(&self, line: &'a [u8], following: &Lines) -> Option<&'a [u8]> {
        let line = line.trim_ascii_end();
        let (junk, begin) = line.split_at_checked(line.len().checked_sub(BEGIN.len())?)?;
        if !begin.eq_ignore_ascii_case(BEGIN) {
            return None;
        }
        let junk = junk.strip_suffix(MARK).unwrap_or(junk);
        if junk.trim_ascii().is_empty() {
            return Some(&[]);
        }
        let version = || following.peek().is_some_and(|next| starts_with(next.bytes, b"VERSION:"));
        let begins = self.open.is_none() || self.depth == 0 && !is_agent(junk) && version();
        begins.then_some(junk)
    }

    fn begin(&mut self, line: &Physical, junk: &[u8]) {
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
        if self.open.is_none() && !junk.is_empty() && !self.stray {
            self.outside(line.number, junk);
        }
        let ending = if junk.is_empty() { Ending::Missing } else { Ending::Cut };
        self.unterminated(line.start + junk.len(), ending);
        self.open = Some(Span {
            start: line.next,
            end: line.next,
            line: line.number,
            old: false,
            ending: Ending::Whole,
            refused: None,
        });
        self.stray = false;
    }

    fn finish(&mut self, line: &Physical) {
        if self.depth > 0 {
            self.depth -= 1;
        } else if let Some(card) = self.open.take() {
            self.push(card, line.start);
        } else {
            self.outside(line.number, line.bytes);
        }
        self.agent = false;
    }

    fn outside(&mut self, line: usize, bytes: &[u8]) {
        if self.outside.len() < OUTSIDE {
            self.outside.push(no_property(line, bytes));
        }
    }

    fn unterminated(&mut self, end: usize, ending: Ending) {
        if let Some(card) = self.open.take() {
            self.push(Span { ending, ..card }, end);
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

    fn end(mut self, bytes: &[u8]) -> (Vec<Span>, Vec<Cleaned>) {
        // What stands behind the last line end.
        let last = bytes.rsplit(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
        if starts_with(END, last) {
            self.unterminated(bytes.len() - last.len(), Ending::Missing);
        } else {
            let ending = if last.trim_ascii().is_empty() { Ending::Missing } else { Ending::Cut };
            self.unterminated(bytes.len(), ending);
        }
        self.cards.truncate(CARDS + 1);
        (self.cards, self.outside)
    }
}

/// Whether a line says that the card is a vCard 2.1.
fn is_old(line: &[u8]) -> bool {
    const VERSION: &[u8] = b"VERSION:";
    starts_with(line, VERSION) && line::is(&line[VERSION.len()..], b"2.1")
}

fn is_agent(line: &[u8]) -> bool {
    starts_with(line, b"AGENT")
}

/// Whether `bytes` begin with `start`, in any case.
fn starts_with(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}
