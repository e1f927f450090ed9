//! Widgets: they paint and edit, and know no records.

pub mod edit;
pub mod footer;
pub mod header;
pub mod list;
pub mod rule;
pub mod text_area;
pub mod text_field;
pub mod toast;
pub mod wrap;
