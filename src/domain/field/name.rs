//! What an assignment or a column names: a field, one part or label of it, or a free field.

use std::fmt;

use super::address::{self, AddressPart};
use super::label::read_label;
use super::table::{Field, Of, part_named};
use super::{choice, job, reference, referrer};

/// Prints as it is read: `phone`, `phone.mobile`, `address.city`, `field.Kundennummer`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FieldName {
    Whole(Field),
    /// The values of a list with this label: `phone.mobile`, `web.linkedin`, `address.home`, `ids.uid`.
    Labelled(Field, String),
    /// One part of an address: of the one with this label (`address.home.city`), else of the first (`address.city`).
    Part {
        label: Option<String>,
        part: AddressPart,
    },
    /// A free field: `field.Kundennummer`.
    Free(String),
}

/// What stands before the name of a free field.
const FREE: &[&str] = &["field.", "feld.", "fields."];

impl FieldName {
    /// What `name` names on such a record; `None` if it has no such field. Free fields are named explicitly.
    pub fn read(of: Of, name: &str) -> Option<Self> {
        let name = name.trim();
        let lower = name.to_lowercase();
        if let Some(free) = FREE.iter().find_map(|begin| lower.starts_with(begin).then(|| name[begin.len()..].trim())) {
            return (!free.is_empty()).then(|| Self::Free(free.to_owned()));
        }
        if let Some(field) = Field::named(name) {
            return field.is_of(of).then_some(Self::Whole(field));
        }
        match name.split_once('.').map(|(field, within)| (Field::named(field), within.trim())) {
            Some((Some(field), within)) if field.is_labelled(of) && !within.is_empty() => Self::within(field, within),
            _ => part_named(of, name),
        }
    }

    fn within(field: Field, within: &str) -> Option<Self> {
        if field != Field::Address {
            return Some(Self::Labelled(field, read_label(within)));
        }
        match (AddressPart::named(within), within.rsplit_once('.')) {
            (Some(part), _) => Some(Self::Part { label: None, part }),
            (None, Some((label, part))) => {
                Some(Self::Part { label: Some(read_label(label)), part: AddressPart::named(part)? })
            }
            (None, None) => Some(Self::Labelled(field, read_label(within))),
        }
    }

    /// The field of the table; `None` for a free one.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Whole(field) | Self::Labelled(field, _) => Some(*field),
            Self::Part { .. } => Some(Field::Address),
            Self::Free(_) => None,
        }
    }

    /// The parts that a value of it may be written in; none where it is one text.
    pub fn parts(&self, of: Of) -> &'static [&'static str] {
        match self {
            Self::Whole(Field::Address) | Self::Labelled(Field::Address, _) => address::PARTS,
            Self::Whole(Field::Job) => job::PARTS,
            Self::Whole(Field::Dnc) => choice::DNC_PARTS,
            Self::Whole(Field::Reference) => reference::PARTS,
            Self::Whole(Field::ReferredBy) => referrer::PARTS,
            Self::Whole(Field::Ids) => &["source", "value"],
            Self::Whole(field) if field.is_labelled(of) => &["label", "value"],
            Self::Whole(_) | Self::Labelled(..) | Self::Part { .. } | Self::Free(_) => &[],
        }
    }

    /// Whether it holds several values.
    pub fn is_list(&self, of: Of) -> bool {
        match self {
            Self::Whole(field) | Self::Labelled(field, _) => field.is_list(of),
            Self::Part { .. } | Self::Free(_) => false,
        }
    }
}

impl From<Field> for FieldName {
    fn from(field: Field) -> Self {
        Self::Whole(field)
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(field) => f.write_str(field.name()),
            Self::Labelled(field, label) => write!(f, "{}.{label}", field.name()),
            Self::Part { label: Some(label), part } => write!(f, "address.{label}.{}", part.name()),
            Self::Part { label: None, part } => write!(f, "address.{}", part.name()),
            Self::Free(name) => write!(f, "field.{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_printed() {
        for (typed, printed) in [
            ("E-Mail", "email"),
            ("phone.mobile", "phone.mobile"),
            ("Telefon.mobil", "phone.mobile"),
            ("Handy", "phone.mobile"),
            ("address.city", "address.city"),
            ("Adresse.PLZ", "address.postcode"),
            ("address.home.city", "address.home.city"),
            ("address.home", "address.home"),
            ("Ort", "address.city"),
            ("web.LinkedIn", "web.LinkedIn"),
            ("field.Kundennummer", "field.Kundennummer"),
            ("Feld.VIP seit", "field.VIP seit"),
        ] {
            let read = FieldName::read(Of::Contact, typed).unwrap_or_else(|| panic!("{typed:?} names nothing"));
            assert_eq!(read.to_string(), printed, "{typed:?}");
            assert_eq!(FieldName::read(Of::Contact, printed), Some(read), "{printed:?} reads back");
        }
        for typed in ["", "field.", "Kundennummer", "tier.A", "industry", "address.home.colour"] {
            assert_eq!(FieldName::read(Of::Contact, typed), None, "{typed:?}");
        }
        assert_eq!(FieldName::read(Of::Company, "Branche"), Some(Field::Industry.into()));
        assert_eq!(FieldName::read(Of::Company, "birthday"), None);
        assert_eq!(FieldName::read(Of::Company, "web.linkedin"), None, "a company has one page");
    }
}
