//! A whole store as one JSON document: every record of every kind, as the journal holds them. Written and read record by record.
//!
//! ```text
//! {"touchbase":{"format":1},
//! "contacts":[
//! {"id":"…","name":"Anna Müller",…},
//! …
//! ],
//! "companies":[…],"agenda_marks":[…],"interactions":[…],"follow_ups":[…],"feedback":[…],"consents":[…],"orders":[…]}
//! ```
//!
//! Each record stands on a line of its own; what is empty or holds of everybody is left out. The same store gives the same bytes.

mod guarded;
mod plan;
mod read;
mod rows;
pub(super) mod scan;
mod write;

pub use self::guarded::Guarded;
pub use self::plan::{Kept, Known, Plan, Refused, Why, plan};
pub use self::read::{Unreadable, WholeFile, is_whole, read};
pub use self::rows::Names;
pub use self::write::Document;
use crate::domain::record::RecordKind;

/// The format that is written, and the newest that is read.
pub const FORMAT: u32 = 1;

/// How the list of a kind is called in the document.
pub fn list_name(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Contact => "contacts",
        RecordKind::Company => "companies",
        RecordKind::AgendaMark => "agenda_marks",
        RecordKind::Interaction => "interactions",
        RecordKind::FollowUp => "follow_ups",
        RecordKind::Feedback => "feedback",
        RecordKind::Consent => "consents",
        RecordKind::Order => "orders",
    }
}

/// The kinds in the order in which they are written and come in: nothing stands before what it hangs on.
pub const ORDER: [RecordKind; 8] = [
    RecordKind::Company,
    RecordKind::Contact,
    RecordKind::AgendaMark,
    RecordKind::Interaction,
    RecordKind::FollowUp,
    RecordKind::Feedback,
    RecordKind::Consent,
    RecordKind::Order,
];
