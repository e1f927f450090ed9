//! Widgets: they paint and edit, and know no records.

pub mod footer;
pub mod header;
pub mod toast;
