//! What there is to choose of when two contacts or companies become one: a field, or of contacts the decision on a channel.

use std::fmt;

use super::joining::{Joined, Takes};
use crate::domain::company::Company;
use crate::domain::consent::Purpose;
use crate::domain::contact::{Channel, Contact};
use crate::domain::field::{Field, FieldName, Of, channel_name, read_channel};

/// Prints as it is read: `tier`, `field.Kundennummer`, `consent.mail`, `consent.mail.marketing`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    Field(FieldName),
    /// For every purpose, or one.
    Consent(Channel, Option<Purpose>),
}

/// What was chosen otherwise than it would be by itself.
pub type Chosen = [(Piece, Takes)];

/// What stands before the name of a channel.
const CONSENT: &[&str] = &["consent.", "einwilligung."];

impl Piece {
    /// `None` for what can't be chosen of which it is taken.
    pub fn read(of: Of, typed: &str) -> Option<Self> {
        let lower = typed.trim().to_lowercase();
        let on = CONSENT.iter().find_map(|begin| lower.strip_prefix(begin)).filter(|_| of == Of::Contact);
        if let Some(on) = on {
            let (channel, purpose) =
                on.split_once('.').map_or((on, None), |(channel, purpose)| (channel, Some(purpose)));
            let purpose = match purpose {
                Some(typed) => Some(Purpose::read(typed)?),
                None => None,
            };
            return read_channel(channel).ok().flatten().map(|channel| Self::Consent(channel, purpose));
        }
        let name = FieldName::read(of, typed)?;
        let is_one = match &name {
            FieldName::Whole(field) => match of {
                Of::Contact => Contact::PARTS.iter().any(|part| part.field == *field),
                Of::Company => Company::PARTS.iter().any(|part| part.field == *field),
            },
            FieldName::Free(_) => true,
            FieldName::Labelled(..) | FieldName::Part { .. } => false,
        };
        is_one.then_some(Self::Field(name))
    }

    /// What was chosen of it; the last choice counts.
    pub(super) fn chosen(&self, all: &Chosen) -> Option<Takes> {
        all.iter().rev().find(|(of, _)| of == self).map(|(_, takes)| *takes)
    }
}

impl From<FieldName> for Piece {
    fn from(name: FieldName) -> Self {
        Self::Field(name)
    }
}

impl From<Field> for Piece {
    fn from(field: Field) -> Self {
        Self::Field(field.into())
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => name.fmt(f),
            Self::Consent(channel, purpose) => {
                write!(f, "consent.{}", channel_name(*channel))?;
                purpose.map_or(Ok(()), |purpose| write!(f, ".{}", purpose.name()))
            }
        }
    }
}
