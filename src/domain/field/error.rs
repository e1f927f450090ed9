//! Why a field could not be set: typed, for the edge to say.

use super::name::FieldName;
use super::table::{Field, Of};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::when::NoDay;

/// What of an assignment can't be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// No `FIELD=VALUE`.
    #[error("{0:?} is no FIELD=VALUE")]
    NoAssignment(String),
    /// There is no field of this name.
    #[error("no field {name:?}")]
    Unknown { of: Of, name: String },
    /// Only the other kind of record has it.
    #[error("{of:?} has no {}", field.name())]
    NotOf { of: Of, field: Field },
    /// `tier+=A`: it holds one value.
    #[error("{0} holds one value")]
    NoList(FieldName),
    /// It holds one value, and two are said.
    #[error("{0} is said twice")]
    Twice(FieldName),
    /// A value of several parts, a list or a number where it takes none.
    #[error("{name} takes no such value")]
    Shape { of: Of, name: FieldName },
    /// The value can't be read.
    #[error("{name}: {value:?}: {why:?}")]
    Value { name: FieldName, value: String, why: Why },
}

/// Why a value can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It must be one of these words, or one of their kind.
    OneOf(&'static [&'static str]),
    Day(NoDay),
    Birthday,
    /// A rhythm.
    Span,
    Ceiling,
    /// It is written in parts, and this is none of them.
    NoPart {
        part: String,
        parts: &'static [&'static str],
    },
    /// No contact is called so.
    Nobody,
    /// Who recommended us came by this contact.
    Round(ContactId),
    /// Several contacts have this name.
    Several(Vec<ContactId>),
    /// Several companies are called so but for their legal forms.
    SeveralCompanies(Vec<CompanyId>),
    /// An id elsewhere must say where: `crm: 4711`.
    NoSource,
}
