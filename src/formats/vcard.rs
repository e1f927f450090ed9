//! vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350) to drafts.
//!
//! Owns reading. A file is read card by card, so that one of 100,000 cards costs no more memory than its own bytes and a
//! few numbers for each card.

use super::draft::{Card, Refused};
use super::sniff::Format;

/// Bytes of a card, nested ones and pictures included.
pub const CARD_BYTES: usize = 16 << 20;
/// Properties of a card.
pub const PROPERTIES: usize = 2_000;
/// Cards of a file.
pub const CARDS: usize = 1_000_000;
/// How deep cards may stand in cards.
pub const DEPTH: usize = 8;

/// A vCard file in memory.
#[derive(Debug)]
pub struct ReadFile<'a> {
    bytes: std::borrow::Cow<'a, [u8]>,
}

/// Finds the cards of a file. The error is what it is instead of a vCard file.
pub fn read(bytes: &[u8]) -> Result<ReadFile<'_>, Format> {
    let _ = bytes;
    todo!()
}

impl ReadFile<'_> {
    /// How many cards there are, readable or not.
    pub fn len(&self) -> usize {
        todo!()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the card at `index`, in the file's order; `None` behind the last.
    pub fn card(&self, index: usize) -> Option<Result<Card, Refused>> {
        let _ = (index, &self.bytes);
        todo!()
    }

    /// Reads one card after the other.
    pub fn cards(&self) -> impl Iterator<Item = Result<Card, Refused>> {
        (0..self.len()).filter_map(|index| self.card(index))
    }
}
