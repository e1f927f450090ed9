//! What is exchanged: files of other programs to drafts, and drafts to changes of the book.
//!
//! Opens no file and knows no store: bytes come in, changes go out. Which words the user gets for it is the edge's.

pub mod calendar;
mod clean;
pub mod csv;
mod day;
pub mod draft;
mod file;
pub mod import;
pub mod json;
pub mod mail;
pub mod monica;
mod proof;
mod sniff;
pub mod spreadsheet;
mod together;
pub mod vcard;
mod zone;

pub use file::{FILE_BYTES, Outline, ReadFile, Reading, Unreadable, bytes, can_be_imported, read};
pub use sniff::{Format, sniff};
pub use zone::Zone;
