//! Widgets: they paint and edit, and know no records.

pub mod anchor;
pub mod ascii;
pub mod choice;
pub mod edit;
pub mod field;
pub mod footer;
pub mod form;
pub mod header;
pub mod list;
pub mod month;
pub mod picker;
pub mod row;
pub mod rule;
pub mod text_area;
pub mod text_field;
pub mod toast;
pub mod window;

pub use crate::text::wrap;
