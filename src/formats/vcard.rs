//! vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350) to drafts.
//!
//! Owns reading: `scan` finds where the cards of a file begin and end, `card` reads one. A file is read card by card, so
//! that one of 100,000 cards costs no more memory than its own bytes and a few numbers for each card.
//!
//! Of a damaged file all that is whole comes in, and whatever was left out is told. Files are cut and put together by
//! programs that know nothing of cards, so:
//! - A card without its end, at the end of the file or where the next card begins, comes in if it has a name and says
//!   anything else; otherwise it is refused.
//! - The last line of such a card is left out, with the whole property that it belongs to, if it is cut: if no line end
//!   follows it, or if its encoding says that it goes on. Half a mail address is worse than none, and a later import of the
//!   whole card fills in what is missing, while it would not overwrite the half.
//! - Junk on the line before `BEGIN:VCARD` doesn't hide the card. Inside of another card the line counts as a beginning only
//!   if a VERSION follows: then it is the cut last line of that card; else a note may speak of it.

mod beside;
mod card;
mod envelope;
mod known;
mod label;
pub(super) mod line;
mod own;
pub(super) mod property;
mod scan;
mod told;
pub mod version;
pub mod write;

use std::borrow::Cow;

pub use self::beside::{count as foreign_count, is_beside, shown as foreign_shown};
pub use self::known::Foreign;
use self::line::{Lines, Unfolded};
pub use self::own::BESIDE;
use self::property::Property;
use self::scan::{Scan, Span};
pub use self::told::{ForeignTold, told as foreign_told};
use super::clean;
use super::draft::{Card, Cleaned, Cleaning, Refused};
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
pub const FOREIGN_BYTES: usize = 1 << 20;

/// A vCard file in memory.
#[derive(Debug)]
pub struct ReadFile<'a> {
    bytes: Cow<'a, [u8]>,
    cards: Vec<Span>,
    outside: Vec<Cleaned>,
}

/// Finds the cards of a file. The error is what it is instead of a vCard file.
pub fn read(bytes: &[u8]) -> Result<ReadFile<'_>, Format> {
    match sniff(bytes) {
        Format::VCard => Ok(cards(bytes)),
        other => Err(other),
    }
}

/// The same of a file that is known to be one.
pub(super) fn cards(bytes: &[u8]) -> ReadFile<'_> {
    let bytes = match decode_wide(bytes) {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
        owned => owned,
    };
    let (cards, outside) = Scan::of(&bytes);
    ReadFile { bytes, cards, outside }
}

impl ReadFile<'_> {
    /// How many cards there are, readable or not.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// How many bytes it has as UTF-8.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
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
            None => card::read(span.line, self.properties(span), span.old, span.ending)
                .map_err(|refused| Refused { name: refused.name.or_else(|| self.name(span)), ..refused }),
            Some(why) => Err(Refused { line: span.line, name: self.name(span), why }),
        })
    }

    /// Reads one card after the other.
    pub fn cards(&self) -> impl Iterator<Item = Result<Card, Refused>> {
        (0..self.len()).filter_map(|index| self.card(index))
    }

    fn properties(&self, span: &Span) -> Unfolded<'_> {
        Unfolded::new(Lines::from(&self.bytes[..span.end], span.start, span.line + 1), span.old)
    }

    /// The name in a card that can't be read whole.
    fn name(&self, span: &Span) -> Option<String> {
        let start = Span { end: span.end.min(span.start + (64 << 10)), ..*span };
        let lines = self.properties(&start).take(PROPERTIES);
        let mut properties = lines.filter_map(|line| Property::parse(&line, span.old));
        let name = properties.find(|p| p.name == "FN")?;
        Some(clean::one_line(&name.text(), " ").text).filter(|name| !name.is_empty())
    }
}

/// A line that is left out, with its beginning; what can't be seen stands as U+FFFD.
fn no_property(line: usize, bytes: &[u8]) -> Cleaned {
    Cleaned { line, property: beginning(bytes), what: Cleaning::NoProperty }
}

/// The first characters of a line, to show which one it is. Never empty.
fn beginning(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(160)]);
    let visible: String = start.chars().map(|c| if clean::is_hidden(c) { '\u{fffd}' } else { c }).collect();
    let text: String = clean::one_line(&visible, " ").text.chars().take(40).collect();
    if text.is_empty() { "\u{fffd}".to_owned() } else { text }
}
