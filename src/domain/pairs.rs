//! Contacts that may be one and the same person: how alike two are, for what reasons, and which of all are; and companies that may
//! be one.
//!
//! Mail addresses, phone numbers, names in whatever order and spelling, nicknames, companies without their legal form, and
//! birthdays are compared. Who was told apart once is no pair any more. What is done with a pair is `act`'s, the words for the
//! reasons `text`'s.

mod among;
mod companies;
mod features;
mod firm;
mod group;
mod index;
mod names;
mod nicknames;
mod number;
mod score;
mod sound;
#[cfg(test)]
mod tests;
mod typed;

pub use among::{Among, Newcomer};
pub use companies::{CompanyPair, CompanyReason, Firms, company_pairs};
pub use features::{Features, is_shared_mailbox};
pub use firm::{Firm, has_legal_form};
pub use group::{certain_groups, kept_of};
pub use index::{Pairs, all_told_apart};
pub use names::{is_called_alike, is_title, telling};
pub use nicknames::is_given_name;
pub use number::{is_same_phone, is_same_phone_fuller};
pub use score::score;
pub use typed::{likely, there_already};

use super::id::ContactId;

/// How alike two contacts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// From 55, below which two aren't taken for one, to 100, which only what is certain comes to.
    pub score: u8,
    /// What speaks for it, the strongest first. Never empty.
    pub reasons: Vec<Reason>,
    /// What speaks against it, the strongest first: then it takes a look before they are merged.
    pub against: Vec<Against>,
    /// Same name, reached the same way, and nothing speaks against it: they can be merged without a look.
    pub is_certain: bool,
}

impl Likeness {
    /// Whether nothing but the name speaks for it.
    pub fn is_by_name_alone(&self) -> bool {
        matches!(self.reasons[..], [Reason::Name(_)])
    }
}

/// What speaks for two contacts being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    Mail,
    /// An address that several people read: info@, office@.
    SharedMail,
    Mobile,
    /// Any other phone number.
    Phone,
    Name(Alike),
    Company,
    /// Day, month, and the year as far as it is known of both.
    Birthday,
}

/// What of two contacts differs although both say something of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Against {
    /// What was decided of a channel: given here, withdrawn there.
    Consent,
    Birthday,
    Company,
    /// No address is the same.
    Mail,
    /// No number is the same.
    Phone,
    Role,
    Language,
    /// The ids by which one source knows them.
    Id,
    /// One of both is archived.
    Archived,
}

/// In what way two names are alike, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Alike {
    /// The same words, in whatever order and spelling: Jörg Weiß, WEISS Joerg.
    Same,
    /// Bob and Robert.
    Nickname,
    /// One has a word more: Anna Maria Müller, Anna Müller.
    Part,
    /// A. Müller, Anna Müller.
    Initial,
    /// One letter differs in one word: Meier, Maier.
    Similar,
    /// The same words in other letters: Иванов, Ivanov.
    Transliterated,
    /// Given names and family names are alike, neither as one: Aleksandr Ivanov, Alexander Iwanow; P. Schultz, Peter Schulz.
    Loose,
    /// One of them has no name but an address or a number.
    Nameless,
    /// One word is all that the one has, and the other has it, too: Müller, Anna Müller.
    Single,
    /// The given names are alike, the family names aren't: Petra Alt, Petra Neu, who has married.
    Given,
    /// One word is the same, others aren't: Anna Müller, Bernd Müller.
    Family,
}

/// Two contacts that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one who would be kept: see [`kept_of`].
    pub one: ContactId,
    pub other: ContactId,
    pub likeness: Likeness,
}

impl Pair {
    /// The other one of the two; `None` if `contact` is neither.
    pub fn beside(&self, contact: ContactId) -> Option<ContactId> {
        match contact {
            one if one == self.one => Some(self.other),
            other if other == self.other => Some(self.one),
            _ => None,
        }
    }
}

/// A hash by which texts are compared. It is the same in one run of the program only.
fn mark(text: &impl std::hash::Hash) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}
