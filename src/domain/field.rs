//! Every field of a contact and of a company, by name: which there are, how each is read from text and written as text.
//!
//! Owns the one table of fields, on which the command line, tables and forms build. What is written reads back the same: a
//! value that the natural way of writing doesn't carry is written in its parts, `street=Hof 1; city=Ulm`. Only reads and
//! writes records; the change that keeps them is `act`'s, the words of an error are `explain`'s.

mod address;
mod assign;
mod choice;
mod company;
mod contact;
mod day;
mod error;
mod job;
mod label;
mod list;
mod name;
mod names;
mod parts;
mod reference;
mod referrer;
mod table;
#[cfg(test)]
mod tests;

pub use address::{AddressPart, read_address, write_address};
pub use assign::{Assignment, How};
pub use choice::{
    CHANNELS, FORMS, STAGES, TIERS, channel_name, form_name, read_cadence, read_ceiling, read_channel, read_dnc,
    read_form, read_stage, read_tier, read_yes, stage_name, stages_beginning, write_cadence, write_ceiling, write_dnc,
};
pub use company::{assign_company, company_values};
pub use contact::{assign_all, assign_contact, contact_values, shown_values};
pub use day::{read_from, read_to, write_from, write_to};
pub use error::{FieldError, Why};
pub use job::{JobText, read_job, write_job};
pub use label::{read_label, read_labelled, without_scheme, write_labelled};
pub use list::{is_same as is_same_tag, read_tags, write_tag};
pub use name::FieldName;
pub use names::Names;
pub use parts::write as write_parts;
pub use reference::{read as read_reference, write as write_reference};
pub use referrer::{read as read_referrer, read_contact, write as write_referrer, write_contact};
pub use table::{Field, Of};
